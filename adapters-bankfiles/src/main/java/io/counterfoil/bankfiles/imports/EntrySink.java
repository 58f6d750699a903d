package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/** Hands on entries as they are asked for; findings were in the receipt. Not thread-safe. */
final class EntrySink implements RecordSink {

    private final Queue<StatementEntry> waiting = new ArrayDeque<>();
    private Optional<StatementPart> ended = Optional.empty();

    @Override
    public void entry(StatementEntry entry) {
        waiting.add(entry);
    }

    @Override
    public void statement(StatementPart part) {
        ended = Optional.of(part);
    }

    @Override
    public void keptApart(Diagnostic why) {
        // in the receipt
    }

    @Override
    public void rejected(Rejection rejection) {
        // in the receipt
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

    /** The entries since the last call. */
    Queue<StatementEntry> waiting() {
        return waiting;
    }

    /** The statement that ended since the last call, once. */
    Optional<StatementPart> ended() {
        Optional<StatementPart> part = ended;
        ended = Optional.empty();
        return part;
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
