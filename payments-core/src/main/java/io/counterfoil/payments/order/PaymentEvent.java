package io.counterfoil.payments.order;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Something that happened to a payment: the event of its table, what was said with it, and by whom. One shape for every rail. Immutable.
 *
 * @param kind the table's event
 * @param fact what was said: days, amounts, codes
 * @param stamp the command that made it
 */
public record PaymentEvent(Kind kind, Fact fact, History.Stamped.Stamp stamp)
        implements History.Stamped, Lifecycle.Named {

    public PaymentEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(stamp, "stamp");
    }

    @Override
    public String eventName() {
        return kind.eventName();
    }

    /** The events of the tables of all rails; the constant {@code FILE_REJECTED} is the table's {@code fileRejected}. */
    public enum Kind implements Code {
        // the order
        SUBMIT,
        ADMIT,
        EDIT,
        ENDORSE,
        APPROVE,
        DECLINE,
        CANCEL,
        SCHEDULE,
        // handing over
        RELEASE,
        FILE,
        INPUT,
        AUTHORISE,
        // answers of the rail
        ACCEPT,
        ACK,
        PROCESS,
        IN_PROGRESS,
        APPROVED,
        REJECT,
        REJECTED,
        NACK,
        FILE_REJECTED,
        ITEM_REJECTED,
        REFUSE,
        DECLINED,
        // settlement
        SETTLE,
        ENTER,
        CREDITED,
        DUE,
        PRESUME_SETTLED,
        CLEAR,
        FINALISE,
        // cards
        INCREMENT_AUTH,
        CAPTURE,
        CAPTURE_FULL,
        RELEASE_REST,
        VOID,
        EXPIRE,
        REFUND,
        REFUND_FULL,
        DISPUTE,
        DISPUTE_WON,
        DISPUTE_WON_AFTER_REFUND,
        DISPUTE_WON_AFTER_FULL_REFUND,
        DISPUTE_LOST_PART,
        DISPUTE_LOST,
        // coming back
        RETURN,
        UNPAID,
        CLAIM,
        REVERSE,
        RECALL,
        RECALL_ACCEPTED,
        RECALL_REFUSED,
        ANSWER_POSITIVE,
        ANSWER_NEGATIVE,
        ANSWER_OVERDUE,
        INDEMNITY_CLAIM,
        CHALLENGE,
        CHALLENGE_WON,
        CHALLENGE_LOST,
        DEBIT,
        DISHONOUR,
        CONTEST,
        SETTLE_DISHONOUR,
        // again
        REPRESENT,
        REINITIATE,
        RESEND,
        REDEPOSIT,
        // ends and clocks
        TIMEOUT,
        CLOSE;

        private final String eventName;

        Kind() {
            eventName = Lifecycle.Named.of(this);
        }

        /** As the tables write it, such as {@code fileRejected}. */
        public String eventName() {
            return eventName;
        }

        @Override
        public String id() {
            return "PAYMENT_EVENT." + name();
        }
    }

    /**
     * What is said with a command or an event of a payment: each event uses the few parts that it needs. Immutable.
     *
     * <p>Codes are kept as the rail writes them, known or not; free text loses card numbers here.
     */
    @Value.Immutable
    public interface Fact {

        /** The order: of a submission, an edit, a retry. */
        Optional<PaymentOrder> order();

        /** Whether a submission goes to the rail at once. */
        @Value.Default
        default boolean onDemand() {
            return false;
        }

        /** The day the fact is about, in the rail's zone: of settlement, of the return, of the dishonour. */
        Optional<LocalDate> on();

        /** How much the fact is about: captured, refunded, disputed, lost, received back; all of the payment where it is not said. */
        Optional<MonetaryAmount> amount();

        /** What the bank or the provider kept or charged with it. */
        Optional<MonetaryAmount> fee();

        /** The rail's code, such as {@code R01}; empty where none was given. */
        @Value.Default
        default String code() {
            return "";
        }

        /** The report or message that carried the code, such as {@code ARUDD} or {@code REFUND}; empty where the code says the same in all. */
        @Value.Default
        default String report() {
            return "";
        }

        /** Another name of the fact: a trace number, an authorisation code, an agent on the way of a wire. */
        @Value.Default
        default String reference() {
            return "";
        }

        /** What a person wrote. */
        @Value.Default
        default String text() {
            return "";
        }

        /** Until when a card authorisation holds. */
        Optional<Instant> expiresAt();

        /** How a card was taken and what was checked (PAY-64). */
        Optional<PaymentOrder.CardChecks> checks();

        /** Nothing more than the event itself. */
        static Fact none() {
            return builder().build();
        }

        /** Takes card numbers out of the text. */
        @Value.Check
        default Fact check() {
            return PanRedactor.holdsCardData(text())
                    ? builder().from(this).text(PanRedactor.redact(text())).build()
                    : this;
        }

        /** A builder that starts from this fact. */
        default Builder toBuilder() {
            return builder().from(this);
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds facts. Not thread-safe. */
        final class Builder extends ImmutableFact.Builder {
            Builder() {}
        }
    }
}
