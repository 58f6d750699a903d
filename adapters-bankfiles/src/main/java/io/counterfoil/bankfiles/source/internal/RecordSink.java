package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.util.function.Supplier;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Takes what a reader finds, in the order of the file. */
public interface RecordSink {

    /** A booked movement. */
    void entry(StatementEntry entry);

    /** Whether entries are only counted: then {@link #counted} takes the place of {@link #entry}, and nothing else of them need be read. */
    default boolean isCounting() {
        return false;
    }

    /** A booked movement, of which only the amount is asked for. */
    default void counted(Amounts currency, long minor) {
        throw new IllegalStateException(
                "this sink takes entries, it does not count " + minor + " of " + currency.currency());
    }

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

    /**
     * A record that is no statement entry. Where nobody takes its kind, the value is never made.
     *
     * @param kind of the value
     * @param currency of its amount; null where it has none
     * @param minor signed as the originator of the payments sees it: money in is positive
     * @param value makes it
     */
    default <T> void item(Class<T> kind, @Nullable CurrencyUnit currency, long minor, Supplier<T> value) {
        // readers of statements have none
    }

    /** What the file says about itself; not counted. */
    default void summary(BankRecord.FileSummary summary) {
        // readers of statements have none
    }

    /** How the proof of a file without statements ended. */
    default void proved(ProofStatus status) {
        // readers of statements prove each statement
    }
}
