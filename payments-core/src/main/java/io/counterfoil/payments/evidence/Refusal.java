package io.counterfoil.payments.evidence;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A command was not allowed; the state did not change.
 *
 * @param code why, stable
 * @param sentence what was asked, what stands in the way and, on a second line that begins with "Maybe", what could help
 * @param attributes the values the sentence speaks of, by name
 */
public record Refusal(Code code, String sentence, Map<String, String> attributes) {

    public Refusal {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(sentence, "sentence");
        attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** A refusal without attributes. */
    public static Refusal of(Code code, String sentence) {
        return new Refusal(code, sentence, Map.of());
    }

    /** The same refusal that also says what did not hold. */
    public Refusal because(String reason) {
        return new Refusal(code, sentence + "; " + reason, attributes);
    }

    /** Thrown by the {@code orThrow} methods where a caller has no use for a refusal as a value. */
    public static final class RefusedException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        /** Carries the refusal; the message is its code and sentence. */
        public RefusedException(Refusal refusal) {
            super(refusal.code().id() + ": " + refusal.sentence());
            this.refusal = refusal;
        }

        /** The refusal as a value. */
        public Refusal refusal() {
            return refusal;
        }
    }
}
