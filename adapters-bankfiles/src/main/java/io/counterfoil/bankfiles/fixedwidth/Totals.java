package io.counterfoil.bankfiles.fixedwidth;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.math.BigDecimal;
import java.util.Map;

/** Compares what a file declares with what was counted, and keeps how the proof stands. Not thread-safe. */
public final class Totals {

    private final String source;
    private final RecordSink sink;
    private boolean broken;
    private boolean compared;
    private boolean noticed;

    /** Nothing compared yet. */
    public Totals(String source, RecordSink sink) {
        this.source = source;
        this.sink = sink;
    }

    /** A figure of a control record: where it differs from what was counted, the proof is broken. */
    public boolean compare(Figure figure, FixedLine control, int from, int to, long counted) {
        long declared = control.digits(from, to);
        String said = declared < 0 ? control.raw(from, to) : shown(figure, declared);
        return compare(figure, said, shown(figure, counted), control.at(source, from, figure.name()), "");
    }

    /** The same with an explanation, for a person, of a difference. */
    public boolean compare(Figure figure, FixedLine control, int from, int to, long counted, String explanation) {
        long declared = control.digits(from, to);
        String said = declared < 0 ? control.raw(from, to) : shown(figure, declared);
        return compare(figure, said, shown(figure, counted), control.at(source, from, figure.name()), explanation);
    }

    /** The same of texts in canonical form. */
    public boolean compare(Figure figure, String declared, String counted, Diagnostic.Location at, String explanation) {
        compared = true;
        ImportReceipt.ControlTotal total =
                new ImportReceipt.ControlTotal(figure.level(), figure.name(), declared, counted, at);
        sink.declared(total);
        if (!total.agrees()) {
            String maybe = explanation.isEmpty() ? "" : "\nMaybe " + explanation + ".";
            broken(new Diagnostic(
                    Diagnostic.Level.ERROR,
                    figure.code(),
                    figure.name() + " declared " + declared + ", expected " + counted + " as counted" + maybe,
                    at,
                    explanation.isEmpty() ? Map.of() : Map.of("explanation", explanation)));
        }
        return total.agrees();
    }

    private static String shown(Figure figure, long number) {
        return figure.digits() == 0
                ? Long.toString(number)
                : BigDecimal.valueOf(number, figure.digits()).toPlainString();
    }

    /** A finding after which the file does not prove itself. */
    public void broken(Diagnostic finding) {
        broken = true;
        noticed = true;
        sink.found(finding);
    }

    /** A finding that leaves the proof as it is. */
    public void noticed(Diagnostic finding) {
        noticed = true;
        sink.found(finding);
    }

    /** A record inside a proven range cannot be read. */
    public void rejected() {
        broken = true;
        noticed = true;
    }

    /** Whether nothing at all was found. */
    public boolean isClean() {
        return !noticed;
    }

    /** Whether the proof is broken already. */
    public boolean isBroken() {
        return broken;
    }

    /** Says how the proof ended. */
    public void end() {
        sink.proved(broken ? ProofStatus.BROKEN : compared ? ProofStatus.PROVED : ProofStatus.UNPROVED);
    }

    /**
     * A figure that a file declares.
     *
     * @param level of the part that declares it
     * @param name in words
     * @param code where it differs
     * @param digits decimals of its currency; 0 for a count
     */
    public record Figure(ImportReceipt.ControlTotal.Level level, String name, ImportCode code, int digits) {}
}
