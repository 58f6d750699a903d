package io.counterfoil.examples.world;

import java.time.LocalDate;

/**
 * An invoice as the world knows it; billing only knows what it was told by its cut-off.
 *
 * @param number such as INV-2027-0001
 * @param booking the booking it is for
 * @param customer who owes it
 * @param amountMinor in the customer's currency
 * @param issuedOn day of issue
 * @param dueOn day it is due
 * @param voided whether it was cancelled
 */
record Bill(
        String number,
        String booking,
        Customer customer,
        long amountMinor,
        LocalDate issuedOn,
        LocalDate dueOn,
        boolean voided) {}
