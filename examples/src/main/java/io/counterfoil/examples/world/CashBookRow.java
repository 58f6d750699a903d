package io.counterfoil.examples.world;

import java.time.LocalDate;

/**
 * A payment that the company itself recorded: suppliers, rent, refunds by transfer.
 *
 * @param id record number
 * @param date day it was sent
 * @param currency account
 * @param amountMinor money out is negative
 * @param payee who gets it
 * @param reference sent with the payment
 */
record CashBookRow(String id, LocalDate date, String currency, long amountMinor, String payee, String reference) {}
