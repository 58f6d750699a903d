package io.counterfoil.examples.world;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A payout of the provider with the rows it paid out.
 *
 * @param id payout id
 * @param currency three lower-case letters
 * @param amountMinor paid out
 * @param created when
 * @param arrivalOn day it reaches the bank
 * @param status paid, in_transit or failed
 * @param trace reference that the bank shows; empty where the bank does not
 * @param rows members, its own row last
 */
record StripePayout(
        String id,
        String currency,
        long amountMinor,
        Instant created,
        LocalDate arrivalOn,
        String status,
        String trace,
        List<StripeRow> rows) {}
