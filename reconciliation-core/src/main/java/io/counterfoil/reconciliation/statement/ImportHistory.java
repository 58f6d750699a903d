package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.ImportReceipt;
import java.util.List;
import java.util.Optional;

/**
 * Port: which files and statements were taken in (bank file specification 4.12). Only files that were taken in are remembered, so a refused file leaves no
 * trace. Thread-safe.
 */
public interface ImportHistory {

    /** Whether these bytes, or the statements in them, were taken in before; the worst of them in the order of {@link ImportReceipt.Verdict}. */
    ImportReceipt.Verdict check(Sha256 file, List<StatementKey> statements);

    /** The receipt of the first import of these bytes. */
    Optional<ImportReceipt> receipt(Sha256 file);

    /** Remembers a file that was taken in; remembering it again changes nothing. Call it last: a crash before it only repeats the import. */
    void remember(ImportReceipt receipt, List<StatementKey> statements);

    /** Remembers a file with the statements that its receipt names. */
    default void remember(ImportReceipt receipt) {
        remember(
                receipt,
                receipt.statementKeys().stream().map(StatementKey::parse).toList());
    }

    /** A history in memory. */
    static ImportHistory inMemory() {
        return new InMemoryImportHistory();
    }
}
