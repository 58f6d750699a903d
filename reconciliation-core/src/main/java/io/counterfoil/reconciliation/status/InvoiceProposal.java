package io.counterfoil.reconciliation.status;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import java.util.Objects;
import java.util.Optional;

/**
 * What should become of an invoice, as {@link StatusTable} says. Immutable.
 *
 * @param action for the host to perform; {@link InvoiceAction#NONE} where nothing changes
 * @param breakClass the class of the break that the pair shows, such as {@code BREAK.UNDERPAID}; empty where the books agree
 * @param evidence the row that decided
 */
public record InvoiceProposal(InvoiceAction action, Optional<Code> breakClass, Evidence evidence) {

    public InvoiceProposal {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(breakClass, "breakClass");
        Objects.requireNonNull(evidence, "evidence");
    }
}
