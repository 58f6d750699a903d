package io.counterfoil.examples.world;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A balance transaction of the provider.
 *
 * @param id row id
 * @param currency three lower-case letters
 * @param type type of the row
 * @param category reporting category
 * @param amountMinor gross
 * @param feeMinor fee
 * @param source the object behind it
 * @param created when
 * @param availableOn day on which it can be paid out
 * @param description in words
 */
record StripeRow(
        String id,
        String currency,
        String type,
        String category,
        long amountMinor,
        long feeMinor,
        String source,
        Instant created,
        LocalDate availableOn,
        String description) {

    long netMinor() {
        return amountMinor - feeMinor;
    }
}
