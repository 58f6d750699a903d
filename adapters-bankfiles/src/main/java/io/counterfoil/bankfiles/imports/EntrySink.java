package io.counterfoil.bankfiles.imports;

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
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Hands on entries as they are asked for; findings were in the receipt. Not thread-safe. */
final class EntrySink implements RecordSink {

    private final Queue<StatementEntry> waiting = new ArrayDeque<>();
    private final BiConsumer<StatementPart, Queue<StatementEntry>> ended;
    private final ItemCount count = new ItemCount();

    /** Hands on entries alone. */
    EntrySink() {
        this((part, entries) -> {});
    }

    /** Hands on statements with the entries that are waiting. */
    EntrySink(BiConsumer<StatementPart, Queue<StatementEntry>> ended) {
        this.ended = ended;
    }

    @Override
    public void entry(StatementEntry entry) {
        count.item(entry.amount().getCurrency(), Amounts.minor(entry.amount()));
        waiting.add(entry);
    }

    @Override
    public void statement(StatementPart part) {
        ended.accept(part, waiting);
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
    public <T> void item(Class<T> kind, @Nullable CurrencyUnit currency, long minor, Supplier<T> value) {
        if (currency == null) {
            count.item();
        } else {
            count.item(currency, minor);
        }
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

    /** What was read. */
    ItemCount count() {
        return count;
    }

    /** Entries pulled one by one from a reader that writes here; at the end, {@code finished} runs. */
    Iterator<StatementEntry> pull(String source, RecordReader reader, Runnable finished) {
        return new Iterator<>() {
            private boolean more = true;

            @Override
            public boolean hasNext() {
                try {
                    while (more && waiting.isEmpty()) {
                        more = reader.advance();
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
            public StatementEntry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no further entry in " + source);
                }
                return waiting.remove();
            }
        };
    }
}
