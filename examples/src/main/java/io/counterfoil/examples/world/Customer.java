package io.counterfoil.examples.world;

/**
 * A company that books meeting rooms.
 *
 * @param id the booking system's id
 * @param name as on the invoice
 * @param bankName as its bank writes it on transfers
 * @param currency in which it is invoiced
 * @param paysByTransfer whether it pays by bank transfer instead of by card
 * @param iban from which it transfers
 */
public record Customer(String id, String name, String bankName, String currency, boolean paysByTransfer, String iban) {}
