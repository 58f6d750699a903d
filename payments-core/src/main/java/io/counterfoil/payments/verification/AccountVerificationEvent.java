package io.counterfoil.payments.verification;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.Objects;

/** What happened to a verification. Holds no image, no account number and no deposited amount. Immutable. */
public sealed interface AccountVerificationEvent extends History.Stamped, Lifecycle.Named {

    /** Which of the table's events it is. */
    Kind kind();

    @Override
    default String eventName() {
        return Lifecycle.Named.of(kind());
    }

    /** The events of the table, and the fact that is recorded beside them: wrong amounts. */
    enum Kind {
        SUBMIT_DOCUMENT,
        CHECK,
        SEND_PRENOTE,
        SEND_MICRO_DEPOSITS,
        AMOUNTS_CONFIRMED,
        ATTEMPT_FAILED,
        ATTEMPTS_USED,
        RETURNED,
        REFUSE,
        ASK_AGAIN,
        ACCEPT_DOCUMENT_ONLY,
        PRENOTE_QUIET,
        EXPIRE,
        RETRY,
        REVOKE
    }

    /**
     * A client handed in a document.
     *
     * @param id which verification
     * @param claim what the client says
     * @param paper the document
     * @param stamp who, when, under which key
     */
    record Submitted(
            AccountVerification.Id id,
            AccountVerification.Claim claim,
            AccountVerification.Paper paper,
            History.Stamped.Stamp stamp)
            implements AccountVerificationEvent {
        @Override
        public Kind kind() {
            return Kind.SUBMIT_DOCUMENT;
        }
    }

    /**
     * The document was found in order.
     *
     * @param review what was found
     * @param stamp who, when, under which key
     */
    record Reviewed(AccountVerification.Review review, History.Stamped.Stamp stamp)
            implements AccountVerificationEvent {
        @Override
        public Kind kind() {
            return Kind.CHECK;
        }
    }

    /**
     * A prenote was sent.
     *
     * @param reference the rail's reference
     * @param sentOn the day on which it settles
     * @param stamp who, when, under which key
     */
    record PrenoteSent(String reference, LocalDate sentOn, History.Stamped.Stamp stamp)
            implements AccountVerificationEvent {
        @Override
        public Kind kind() {
            return Kind.SEND_PRENOTE;
        }
    }

    /**
     * Two small deposits were sent.
     *
     * @param deposits stands for the amounts
     * @param sentOn the day on which they settle
     * @param stamp who, when, under which key
     */
    record DepositsSent(Sha256 deposits, LocalDate sentOn, History.Stamped.Stamp stamp)
            implements AccountVerificationEvent {
        @Override
        public Kind kind() {
            return Kind.SEND_MICRO_DEPOSITS;
        }
    }

    /**
     * It came back.
     *
     * @param code the rail's code
     * @param change whether it is a notice of change instead of a return
     * @param stamp who, when, under which key
     */
    record Returned(String code, boolean change, History.Stamped.Stamp stamp) implements AccountVerificationEvent {
        @Override
        public Kind kind() {
            return Kind.RETURNED;
        }
    }

    /**
     * It went from one state to another, or wrong amounts were told.
     *
     * @param kind any but those of the other cases
     * @param reason in words; may be empty
     * @param stamp who, when, under which key
     */
    record Moved(Kind kind, String reason, History.Stamped.Stamp stamp) implements AccountVerificationEvent {
        public Moved {
            Objects.requireNonNull(kind, "kind");
            reason = PanRedactor.redact(reason);
        }
    }
}
