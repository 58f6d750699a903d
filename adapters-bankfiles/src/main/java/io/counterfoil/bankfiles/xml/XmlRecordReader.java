package io.counterfoil.bankfiles.xml;

import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import io.counterfoil.payments.evidence.Diagnostic;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks a message forward, an element a step; what is broken ends the reading with a finding and keeps what was read. Not thread-safe. */
public abstract class XmlRecordReader implements RecordReader {

    private final String source;
    private final Utf8Bytes text;
    private final ImportLimits limits;
    private final RecordSink sink;
    private @Nullable XmlCursor cursor;
    private boolean ended;

    /** A reader of the text that writes to the sink. */
    protected XmlRecordReader(String source, Utf8Bytes text, ImportLimits limits, RecordSink sink) {
        this.source = source;
        this.text = text;
        this.limits = limits;
        this.sink = sink;
    }

    @Override
    public final boolean advance() {
        if (ended) {
            return false;
        }
        try {
            XmlCursor at = cursor;
            if (at == null) {
                at = XmlCursor.open(text, limits).keepingAttributes();
                cursor = at;
            }
            if (at.next()) {
                element(at);
            } else {
                ended = true;
                finish(false);
            }
        } catch (XmlException e) {
            ended = true;
            sink.broken(Diagnostic.error(
                    e.code(), String.valueOf(e.getMessage()), Diagnostic.Location.of(source, e.line(), e.column())));
            finish(true);
        }
        return true;
    }

    /** The cursor stands at the start or the end of an element. */
    protected abstract void element(XmlCursor at) throws XmlException;

    /** The document has ended, early where it is cut. */
    protected abstract void finish(boolean cut);

    /** Where findings go. */
    protected final RecordSink sink() {
        return sink;
    }

    /** How much is read. */
    protected final ImportLimits limits() {
        return limits;
    }

    /** The name of the source. */
    protected final String source() {
        return source;
    }

    /** Where an element stands. */
    protected final Diagnostic.Location at(Node node) {
        return Diagnostic.Location.of(source, node.line(), node.column()).field(node.name());
    }

    @Override
    public final void close() throws IOException {
        text.close();
    }
}
