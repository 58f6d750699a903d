package io.counterfoil.bankfiles.ofx.internal;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.evidence.Diagnostic;
import org.jspecify.annotations.Nullable;

/** What a server says about its own answer. Not thread-safe: one is used for all answers of a file. */
final class OfxStatus {

    private Diagnostic.@Nullable Location at;
    private String code = "";
    private String severity = "";
    private String message = "";

    void begin(Diagnostic.Location place) {
        at = place;
        code = "";
        severity = "";
        message = "";
    }

    void put(OfxTag tag, String text) {
        switch (tag) {
            case CODE -> code = text.strip();
            case SEVERITY -> severity = text.strip();
            default -> message = text;
        }
    }

    /** Reports an error; whether it was one. */
    boolean end(RecordSink sink) {
        Diagnostic.Location place = at;
        at = null;
        if (place == null || !severity.equalsIgnoreCase("ERROR")) {
            return false;
        }
        sink.broken(Diagnostic.error(
                ImportCode.SERVER_ERROR,
                "the server answers with error " + Texts.shown(code)
                        + (message.isBlank() ? "" : ": " + Texts.shown(OfxTransaction.unescaped(message))),
                place));
        return true;
    }
}
