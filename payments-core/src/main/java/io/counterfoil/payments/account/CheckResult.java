package io.counterfoil.payments.account;

import io.counterfoil.payments.evidence.Code;
import java.util.Objects;
import java.util.Optional;

/** What a check says about an account number. Valid means well-formed: only the bank knows whether the account exists. Immutable. */
public sealed interface CheckResult {

    /** Whether it passed; false where it failed and where it could not be checked. */
    default boolean isValid() {
        return this instanceof Valid;
    }

    /** What is wrong; empty where it passed or could not be checked. */
    default Optional<Code> error() {
        return this instanceof Invalid invalid ? Optional.of(invalid.code()) : Optional.empty();
    }

    /** The number passed. */
    record Valid() implements CheckResult {}

    /**
     * The number failed.
     *
     * @param code an {@link AccountNumberCheck.Fault}, or a host's own
     */
    record Invalid(Code code) implements CheckResult {
        public Invalid {
            Objects.requireNonNull(code, "code");
        }
    }

    /**
     * There is no rule for the number: neither right nor wrong.
     *
     * @param why in words, without the number
     */
    record Unchecked(String why) implements CheckResult {
        public Unchecked {
            Objects.requireNonNull(why, "why");
        }
    }
}
