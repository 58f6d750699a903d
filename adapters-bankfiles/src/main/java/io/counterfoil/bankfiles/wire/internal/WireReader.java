package io.counterfoil.bankfiles.wire.internal;

import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceText;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads messages of tagged fields forward, a physical line a step: collects the fields of a message, which is written when the next one begins or the file ends.
 * Nothing in such a file declares a total of itself: it is UNPROVED. Not thread-safe.
 */
abstract class WireReader implements RecordReader {

    private final String source;
    private final String format;
    private final SourceText text;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final Totals totals;
    private final BufferedReader reader;
    private final Map<String, StringBuilder> fields = new HashMap<>();
    private String last = "";
    private long line;
    private long begun;
    private long messages;
    private boolean ended;

    WireReader(String source, String format, SourceText text, ImportLimits limits, RecordSink sink) {
        this.source = source;
        this.format = format;
        this.text = text;
        this.limits = limits;
        this.sink = sink;
        this.totals = new Totals(source, sink);
        this.reader = new BufferedReader(text);
    }

    /** Takes a physical line apart. */
    abstract void read(String physical) throws LimitException;

    /** Writes the message whose fields are collected. */
    abstract void write();

    @Override
    public final boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        try {
            String next = reader.readLine();
            text.tokenEnded();
            if (next == null) {
                end();
                return true;
            }
            line++;
            read(next);
        } catch (LimitException e) {
            ended = true;
            sink.broken(Diagnostic.error(
                    ImportCode.LIMIT_EXCEEDED, String.valueOf(e.getMessage()), Diagnostic.Location.of(source, line)));
            totals.end();
        }
        return true;
    }

    /** Keeps a field of the message at hand, or begins one with it. */
    final void keep(String tag, String value) throws LimitException {
        if (fields.isEmpty()) {
            begun = line;
        }
        last = tag;
        fields.put(tag, new StringBuilder(value));
        limit(value.length());
    }

    /** A line without a tag goes on with the last field; false where there is none. */
    final boolean goOn(String words) throws LimitException {
        StringBuilder before = fields.get(last);
        if (before == null) {
            return false;
        }
        limit(before.append('\n').append(words).length());
        return true;
    }

    private void limit(int length) throws LimitException {
        if (fields.size() > limits.maxElements() || length > limits.maxTokenBytes()) {
            throw new LimitException("a message has more than " + limits.maxElements() + " fields or one longer than "
                    + limits.maxTokenBytes() + " characters");
        }
    }

    final boolean holds(String tag) {
        return fields.containsKey(tag);
    }

    /** As it is written; empty where the message has no such field. */
    final String field(String tag) {
        StringBuilder field = fields.get(tag);
        return field == null ? "" : field.toString();
    }

    /** Where the message at hand begins. */
    final long begun() {
        return begun;
    }

    final RecordSink sink() {
        return sink;
    }

    /** The message at hand has ended, if one is. */
    final void message() {
        if (!fields.isEmpty()) {
            messages++;
            write();
        }
        fields.clear();
        last = "";
    }

    /** The message at hand cannot be read. */
    final void reject(ImportCode code, String sentence) {
        reject(begun, code, sentence);
    }

    /** The line at hand cannot be read. */
    final void rejectLine(ImportCode code, String sentence) {
        reject(line, code, sentence);
    }

    private void reject(long where, ImportCode code, String sentence) {
        Diagnostic.Location at = Diagnostic.Location.of(source, where);
        sink.rejected(Rejection.of(at, "message", code, sentence));
        totals.broken(Diagnostic.error(code, sentence, at));
    }

    private void end() {
        ended = true;
        message();
        if (messages == 0) {
            totals.broken(Diagnostic.error(
                    ImportCode.NOT_WIRE, "there is no message in the file", Diagnostic.Location.of(source)));
        }
        sink.summary(new FileSummary(1, format, "", "", "", Map.of("messages", messages)));
        totals.end();
    }

    @Override
    public final void close() throws IOException {
        text.release();
    }
}
