package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final Map<String, Sum> sums = new TreeMap<>();
    private @Nullable ProofStatus status;
    private @Nullable Diagnostic breaking;
    private @Nullable Sum latest;
    private long dropped;
    private long items;
    private long keptApart;

    ReceiptTally(ImportLimits limits) {
        this.limits = limits;
    }

    @Override
    public void entry(StatementEntry entry) {
        items++;
        Sum sum = sums.computeIfAbsent(
                entry.amount().getCurrency().getCurrencyCode(),
                code -> new Sum(entry.amount().getCurrency()));
        sum.minor += Amounts.minor(entry.amount());
    }

    @Override
    public boolean isCounting() {
        return true;
    }

    @Override
    public void counted(Amounts currency, long minor) {
        items++;
        add(currency.currency(), minor);
    }

    private void add(CurrencyUnit currency, long minor) {
        Sum sum = latest;
        if (sum == null || !sum.currency.equals(currency)) {
            sum = sums.computeIfAbsent(currency.getCurrencyCode(), code -> new Sum(currency));
            latest = sum;
        }
        if (!sum.add(minor)) {
            broken(Diagnostic.error(
                    ImportCode.LIMIT_EXCEEDED,
                    "the sum of all items in " + currency.getCurrencyCode() + " is outside 64-bit minor units",
                    Diagnostic.Location.of(currency.getCurrencyCode())));
        }
    }

    @Override
    public void keptApart(Diagnostic why) {
        keptApart++;
        found(why);
    }

    @Override
    public void rejected(Rejection rejection) {
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
        items++;
        if (currency != null) {
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
        Totals signed = Totals.none();
        for (Sum sum : sums.values()) {
            signed = sum.isOutside ? signed : signed.plus(sum.currency, sum.minor);
        }
        return ImportReceipt.builder()
                .status(status())
                .totals(totals)
                .diagnostics(diagnostics)
                .diagnosticsDropped(dropped)
                .rejections(rejections)
                .items(items)
                .keptApart(keptApart)
                .records(items + keptApart + rejections.size())
                .statementKeys(keys.stream().map(StatementKey::toText).toList())
                .sums(signed);
    }

    /** What ended the reading, else nothing. */
    @Nullable
    Diagnostic breaking() {
        return breaking;
    }

    private static final class Sum {
        private final CurrencyUnit currency;
        private long minor;

        private boolean isOutside;

        private Sum(CurrencyUnit currency) {
            this.currency = currency;
        }

        /** False the first time that the sum leaves 64 bits; from then on there is none. */
        private boolean add(long more) {
            long next = minor + more;
            boolean leaves = ((minor ^ next) & (more ^ next)) < 0;
            boolean first = leaves && !isOutside;
            isOutside |= leaves;
            minor = next;
            return !first;
        }
    }
}
