package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Counts what a reader finds and hands nothing out. Not thread-safe. */
final class ReceiptTally implements RecordSink {

    private final ImportLimits limits;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<ImportReceipt.ControlTotal> totals = new ArrayList<>();
    private final List<StatementKey> keys = new ArrayList<>();
    private final ItemCount count = new ItemCount();
    private @Nullable ProofStatus status;
    private @Nullable Diagnostic breaking;
    private long dropped;

    ReceiptTally(ImportLimits limits) {
        this.limits = limits;
    }

    @Override
    public void entry(StatementEntry entry) {
        add(entry.amount().getCurrency(), Amounts.minor(entry.amount()));
    }

    @Override
    public boolean isCounting() {
        return true;
    }

    @Override
    public void counted(Amounts currency, long minor) {
        add(currency.currency(), minor);
    }

    private void add(CurrencyUnit currency, long minor) {
        if (!count.item(currency, minor)) {
            broken(Diagnostic.error(
                    ImportCode.LIMIT_EXCEEDED,
                    "the sum of all items in " + currency.getCurrencyCode() + " is outside 64-bit minor units",
                    Diagnostic.Location.of(currency.getCurrencyCode())));
        }
    }

    @Override
    public void keptApart(Diagnostic why) {
        count.keptApart();
        found(why);
    }

    @Override
    public void rejected(Rejection rejection) {
        count.rejected();
        rejections.add(rejection);
    }

    @Override
    public void found(Diagnostic finding) {
        if (diagnostics.size() < limits.maxDiagnostics()) {
            diagnostics.add(finding);
        } else {
            dropped++;
        }
    }

    @Override
    public void broken(Diagnostic finding) {
        status = ProofStatus.BROKEN;
        breaking = breaking == null ? finding : breaking;
        if (diagnostics.size() >= limits.maxDiagnostics()) {
            diagnostics.remove(diagnostics.size() - 1);
            dropped++;
        }
        diagnostics.add(finding);
    }

    @Override
    public void declared(ImportReceipt.ControlTotal total) {
        if (totals.size() < limits.maxDiagnostics() || !total.agrees()) {
            totals.add(total);
        }
    }

    @Override
    public <T> void item(Class<T> kind, @Nullable CurrencyUnit currency, long minor, Supplier<T> value) {
        if (currency == null) {
            count.item();
        } else {
            add(currency, minor);
        }
    }

    @Override
    public void proved(ProofStatus ended) {
        status = status == null ? ended : status.worse(ended);
    }

    @Override
    public void statement(StatementPart part) {
        keys.add(part.key());
        status = status == null ? part.status() : status.worse(part.status());
    }

    /** How the proof ended; BROKEN where nothing was proved. */
    ProofStatus status() {
        return status == null ? ProofStatus.BROKEN : status;
    }

    List<StatementKey> keys() {
        return List.copyOf(keys);
    }

    /** Writes what was counted; the source's own facts and the verdict are the caller's. */
    ImportReceipt.Builder write() {
        return ImportReceipt.builder()
                .status(status())
                .totals(totals)
                .diagnostics(diagnostics)
                .diagnosticsDropped(dropped)
                .rejections(rejections)
                .items(count.items())
                .keptApart(count.apart())
                .records(count.records())
                .statementKeys(keys.stream().map(StatementKey::toText).toList())
                .sums(count.sums());
    }

    /** What ended the reading, else nothing. */
    @Nullable
    Diagnostic breaking() {
        return breaking;
    }
}
