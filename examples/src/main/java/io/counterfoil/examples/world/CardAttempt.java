package io.counterfoil.examples.world;

import java.time.Instant;

/**
 * An attempt to pay an invoice by card or through the provider.
 *
 * @param bill the invoice
 * @param sequence number of the attempt in the world, part of its ids
 * @param at when
 * @param outcome SUCCEEDED, FAILED or PROCESSING
 * @param failureCode the provider's decline code; empty unless FAILED
 * @param naming how the payment names the invoice: METADATA, REFERENCE, DESCRIPTION or NOTHING
 * @param amountMinor what was taken, not always what was due
 */
record CardAttempt(
        Bill bill, int sequence, Instant at, Outcome outcome, String failureCode, Naming naming, long amountMinor) {

    enum Outcome {
        SUCCEEDED,
        FAILED,
        PROCESSING
    }

    enum Naming {
        METADATA,
        REFERENCE,
        DESCRIPTION,
        NOTHING
    }

    String charge() {
        return World.text("ch_3Q%05d", sequence);
    }

    String intent() {
        return World.text("pi_3Q%05d", sequence);
    }

    String row() {
        return World.text("txn_3Q%05d", sequence);
    }
}
