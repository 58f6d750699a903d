package io.counterfoil.stripe.decline;

import io.counterfoil.payments.evidence.Code;
import java.util.List;
import java.util.Objects;

/**
 * What to do about a declined payment (specification 4.14). Immutable.
 *
 * @param act what comes next
 * @param failureClass what kind of failure it is, for recovery
 * @param mandateInactive whether the mandate can no longer be used
 * @param genericText whether the customer may read only a neutral "declined"; staff may see the code
 * @param warnings by name
 */
public record DeclineAdvice(
        Act act, FailureClass failureClass, boolean mandateInactive, boolean genericText, List<Warning> warnings) {

    public DeclineAdvice {
        Objects.requireNonNull(act, "act");
        Objects.requireNonNull(failureClass, "failureClass");
        warnings = List.copyOf(warnings);
    }

    /** What comes next. */
    public enum Act {
        /** The same method, later. */
        RETRY_LATER,
        /** Another method, or the same with corrected data. */
        NEW_METHOD,
        /** The customer must do something: ask the bank, authenticate. */
        CUSTOMER_ACTION,
        /** Nothing more with this method. */
        STOP
    }

    /** Kinds of failures, as recovery of collections tells them apart. */
    public enum FailureClass {
        SOFT,
        TRANSIENT,
        AUTHENTICATE,
        UPDATE_METHOD,
        DATA_ERROR,
        HARD,
        FRAUD
    }

    /** What should be seen beside the advice. */
    public enum Warning implements Code {
        /** The code is not in the table. */
        UNKNOWN_DECLINE,
        /** The network's advice is not in the table. */
        UNKNOWN_ADVICE,
        /** There is neither a code nor advice. */
        NO_CODE;

        @Override
        public String id() {
            return "STRIPE_DECLINE." + name();
        }
    }
}
