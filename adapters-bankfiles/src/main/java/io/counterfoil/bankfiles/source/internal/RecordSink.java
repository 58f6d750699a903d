package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.StatementEntry;

/** Takes what a reader finds, in the order of the file. */
public interface RecordSink {

    /** A booked movement. */
    void entry(StatementEntry entry);

    /** A record that is read and not handed out, with the reason. */
    void keptApart(Diagnostic why);

    /** A record that cannot be read. */
    void rejected(Rejection rejection);

    /** A finding that leaves the proof as it is. */
    void found(Diagnostic finding);

    /** A finding after which the file cannot be proved. */
    void broken(Diagnostic finding);

    /** A figure that the file declares, beside the computed one. */
    void declared(ImportReceipt.ControlTotal total);

    /** The end of a statement, after its entries. */
    void statement(StatementPart part);
}
