package io.counterfoil.examples.host;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Diagnostic.Location;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.util.List;

/**
 * Statements in a format of the host's own, taken in as the library takes in its own: proven first, used afterwards, once.
 *
 * <p>The format, of a credit union: fixed columns, ISO 8859-1, one account a file. {@code H} day, account, currency, opening balance; {@code D} day, amount, reference,
 * text; {@code T} number of records, closing balance. Amounts are a sign and 12 digits in minor units, days are {@code yyyyMMdd}. Thread-safe as far as the history is.
 */
public final class CreditUnionFile {

    static final String FORMAT = "CREDIT_UNION";

    private final ImportHistory history;

    /** Statements that are taken in once. */
    public CreditUnionFile(ImportHistory history) {
        this.history = history;
    }

    // tag::format[]
    /** What the file says about itself beside what its records say; nothing is used yet. */
    public ImportReceipt prove(byte[] file, String name) {
        CreditUnionRecords read = CreditUnionRecords.of(file, name);
        List<String> keys = read.statement().map(statement -> statement.key().toText()).stream()
                .toList();
        ImportReceipt.Verdict seen = history.check(
                Sha256.of(file), read.statement().map(Statement::key).stream().toList());
        ProofStatus status = read.isProved() ? ProofStatus.PROVED : ProofStatus.BROKEN;
        return ImportReceipt.builder()
                .source(name)
                .sha256(Sha256.of(file))
                .bytes(file.length)
                .format(FORMAT)
                .status(status)
                .totals(read.totals()) // declared beside computed, equal or not
                .diagnostics(read.diagnostics())
                .rejections(read.rejections()) // what cannot be read is kept, with its place
                .records(read.entries().size() + read.rejections().size())
                .items(read.entries().size())
                .keptApart(0)
                .statementKeys(keys)
                .sums(Totals.of(
                        read.entries().stream().map(StatementEntry::amount).toList()))
                .duplicate(seen)
                .sentence(FORMAT + ", " + read.entries().size() + " entries, " + status)
                .build();
    }

    /**
     * The statement, for a receipt of these bytes that may be posted.
     *
     * @throws IllegalStateException where it is of other bytes or may not: a person looks, and {@link ImportReceipt#acceptedBy} says who
     */
    public Statement statement(byte[] file, ImportReceipt receipt) {
        if (!receipt.sha256().equals(Sha256.of(file)) || !receipt.postable()) {
            throw new IllegalStateException(receipt.source() + " is " + receipt.status() + " and " + receipt.duplicate()
                    + ", expected a receipt of these bytes that may be posted");
        }
        return CreditUnionRecords.of(file, receipt.source())
                .statement()
                .orElseThrow(() -> new IllegalStateException(receipt.source() + " has no header"));
    }
    // end::format[]

    /** What can be wrong with a file. */
    enum Fault implements Code {
        /** The first record is no header that can be read. */
        HEADER,
        /** A record is none that can be read. */
        RECORD,
        /** The last record is no trailer that can be read: the file was cut off. */
        TRAILER,
        /** A declared figure is not the computed one. */
        TOTAL;

        @Override
        public String id() {
            return FORMAT + "." + name();
        }
    }

    static Diagnostic differs(ControlTotal total) {
        return Diagnostic.error(
                Fault.TOTAL,
                total.name() + " " + total.declared() + " is declared, " + total.computed() + " computed",
                total.at());
    }

    static Rejection unreadable(Location at, byte[] line, String why) {
        return Rejection.of(at, "D", Fault.RECORD, why, line);
    }
}
