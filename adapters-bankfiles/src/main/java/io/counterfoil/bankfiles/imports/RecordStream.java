package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Supplier;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands on records of one kind as they are asked for; findings were in the receipt. Not thread-safe.
 *
 * @param <T> the kind
 */
final class RecordStream<T> implements RecordSink, Iterator<T> {

    private final String source;
    private final Class<T> kind;
    private final Queue<T> waiting = new ArrayDeque<>();
    private final ItemCount count = new ItemCount();
    private @Nullable RecordReader reader;
    private Runnable finished = () -> {};
    private boolean more = true;

    RecordStream(String source, Class<T> kind) {
        this.source = source;
        this.kind = kind;
    }

    /** What was read. */
    ItemCount count() {
        return count;
    }

    /** Pulls from a reader that writes here; at the end, the other runs. */
    Iterator<T> from(RecordReader open, Runnable atEnd) {
        reader = open;
        finished = atEnd;
        return this;
    }

    @Override
    public <V> void item(Class<V> itsKind, @Nullable CurrencyUnit currency, long minor, Supplier<V> value) {
        if (currency == null) {
            count.item();
        } else {
            count.item(currency, minor);
        }
        if (kind.isAssignableFrom(itsKind)) {
            waiting.add(kind.cast(value.get()));
        }
    }

    @Override
    public void summary(BankRecord.FileSummary summary) {
        if (kind.isAssignableFrom(BankRecord.FileSummary.class)) {
            waiting.add(kind.cast(summary));
        }
    }

    @Override
    public boolean hasNext() {
        RecordReader open = reader;
        try {
            while (more && waiting.isEmpty() && open != null) {
                more = open.advance();
                if (!more) {
                    finished.run();
                }
            }
        } catch (IOException e) {
            throw new ImportException(source, e);
        }
        return !waiting.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no further " + kind.getSimpleName() + " in " + source);
        }
        return waiting.remove();
    }

    @Override
    public void entry(StatementEntry entry) {
        count.item(entry.amount().getCurrency(), Amounts.minor(entry.amount()));
        if (kind == StatementEntry.class) {
            waiting.add(kind.cast(entry));
        }
    }

    @Override
    public void statement(StatementPart part) {
        // statements have a call of their own
    }

    @Override
    public void keptApart(Diagnostic why) {
        count.keptApart();
    }

    @Override
    public void rejected(Rejection rejection) {
        count.rejected();
    }

    @Override
    public void found(Diagnostic finding) {
        // in the receipt
    }

    @Override
    public void broken(Diagnostic finding) {
        // in the receipt
    }

    @Override
    public void declared(ImportReceipt.ControlTotal total) {
        // in the receipt
    }
}
