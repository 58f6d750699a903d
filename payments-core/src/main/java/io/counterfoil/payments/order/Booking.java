package io.counterfoil.payments.order;

import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.internal.LedgerStep;
import java.util.Objects;

/**
 * One thing to do in the ledger for an event.
 *
 * @param step what to do, with all legs; of a release, what is released
 * @param event the number of the event in the payment's history, from 0
 * @param forced whether it has happened outside and is booked in any case, what the client cannot bear as a receivable
 */
record Booking(LedgerStep step, int event, boolean forced) {

    Booking {
        Objects.requireNonNull(step, "step");
    }

    Journal journal() {
        return step.journal();
    }
}
