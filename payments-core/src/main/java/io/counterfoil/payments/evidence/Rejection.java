package io.counterfoil.payments.evidence;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read. It keeps the bytes so that nothing is lost, and never shows them: {@link #toString()} has place, kind and reason only.
 *
 * <p>Immutable; the bytes are copied in and out.
 */
public final class Rejection {

    private final Diagnostic.Location location;
    private final String recordType;
    private final Code code;
    private final String sentence;
    private final byte[] raw;

    private Rejection(Diagnostic.Location location, String recordType, Code code, String sentence, byte[] raw) {
        this.location = Objects.requireNonNull(location, "location");
        this.recordType = Objects.requireNonNull(recordType, "recordType");
        this.code = Objects.requireNonNull(code, "code");
        this.sentence = Objects.requireNonNull(sentence, "sentence");
        this.raw = raw;
    }

    /** A rejected record with its bytes. */
    public static Rejection of(
            Diagnostic.Location location, String recordType, Code code, String sentence, byte[] raw) {
        return new Rejection(location, recordType, code, sentence, raw.clone());
    }

    /** A rejected record whose bytes are not at hand, such as an object of the host's. */
    public static Rejection of(Diagnostic.Location location, String recordType, Code code, String sentence) {
        return new Rejection(location, recordType, code, sentence, new byte[0]);
    }

    /** Where the record stood. */
    public Diagnostic.Location location() {
        return location;
    }

    /** What the record was, in the words of its format: {@code row}, {@code Ntry}, {@code :61:}. */
    public String recordType() {
        return recordType;
    }

    /** Why, stable. */
    public Code code() {
        return code;
    }

    /** What was wrong, then what was expected. */
    public String sentence() {
        return sentence;
    }

    /** The record as it was written; empty where it was not at hand. May hold personal data: never log it. */
    public byte[] raw() {
        return raw.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rejection that
                && location.equals(that.location)
                && recordType.equals(that.recordType)
                && code.id().equals(that.code.id())
                && sentence.equals(that.sentence)
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(location, recordType, code.id(), sentence, Arrays.hashCode(raw));
    }

    @Override
    public String toString() {
        return location + " " + recordType + " " + code.id() + ": " + sentence;
    }
}
