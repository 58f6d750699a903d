package io.counterfoil.payments.dispute;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** What happened to a card dispute or to the inquiry before it. Immutable. */
public sealed interface CardDisputeEvent extends History.Stamped, Lifecycle.Named {

    /** What happened. */
    Kind kind();

    @Override
    default String eventName() {
        return kind().eventName();
    }

    /**
     * An inquiry or a dispute began.
     *
     * @param kind INQUIRE, OPEN or ESCALATE
     * @param opening what was reported
     * @param reason what the code meant on that day
     * @param deadline until when to answer; null where neither processor nor table says
     * @param stamp of the command
     */
    record Began(
            Kind kind,
            CardDispute.Opening opening,
            DisputeCodes.Reason reason,
            CardDispute.@Nullable Deadline deadline,
            History.Stamped.Stamp stamp)
            implements CardDisputeEvent {
        public Began {
            Objects.requireNonNull(opening, "opening");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The merchant answered.
     *
     * @param kind RESPOND, REPRESENT, PRE_ARBITRATE, DECLINE or ARBITRATE
     * @param evidence what was sent along
     * @param stamp of the command
     */
    record Answered(Kind kind, List<CardDispute.Piece> evidence, History.Stamped.Stamp stamp)
            implements CardDisputeEvent {
        public Answered {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Issuer or network reported something.
     *
     * @param kind ISSUER_ACCEPTS, ISSUER_PRE_ARBITRATES, ISSUER_DECLINES, WIN, LOSE or CLOSE
     * @param on the day it is of
     * @param deadline until when to answer it; null where it needs no answer or nobody says
     * @param fee what it cost; null for nothing
     * @param stamp of the command
     */
    record Reported(
            Kind kind,
            LocalDate on,
            CardDispute.@Nullable Deadline deadline,
            @Nullable MonetaryAmount fee,
            History.Stamped.Stamp stamp)
            implements CardDisputeEvent {
        public Reported {
            Objects.requireNonNull(on, "on");
        }
    }

    /**
     * The merchant gave up, refunded or let the deadline pass.
     *
     * @param kind ACCEPT, WITHDRAW, REFUND or EXPIRE
     * @param stamp of the command
     */
    record Ended(Kind kind, History.Stamped.Stamp stamp) implements CardDisputeEvent {}

    /** The events of the tables; {@link #eventName()} is the table's word. */
    enum Kind implements Code {
        /** The issuer asks before it disputes. */
        INQUIRE,
        /** The money is taken. */
        OPEN,
        /** The question becomes a dispute. */
        ESCALATE,
        /** Answer the question. */
        RESPOND,
        /** Refund rather than discuss. */
        REFUND,
        /** The question goes away. */
        CLOSE,
        /** Give the money up. */
        ACCEPT,
        /** Send the charge back with evidence. */
        REPRESENT,
        /** Ask the issuer to take liability, with evidence. */
        PRE_ARBITRATE,
        /** The deadline passed without an answer. */
        EXPIRE,
        /** The issuer takes the loss. */
        ISSUER_ACCEPTS,
        /** The issuer insists after a representment. */
        ISSUER_PRE_ARBITRATES,
        /** The issuer does not take liability. */
        ISSUER_DECLINES,
        /** Decline the issuer's pre-arbitration: the network decides. */
        DECLINE,
        /** Ask the network to decide. */
        ARBITRATE,
        /** The network decides for the merchant. */
        WIN("won"),
        /** Issuer or network decide against the merchant. */
        LOSE("lost"),
        /** Give up in arbitration. */
        WITHDRAW;

        private final String eventName;

        Kind() {
            StringBuilder words = new StringBuilder();
            for (String word : name().split("_", -1)) {
                words.append(words.isEmpty() ? word.substring(0, 1).toLowerCase(Locale.ROOT) : word.substring(0, 1))
                        .append(word.substring(1).toLowerCase(Locale.ROOT));
            }
            eventName = words.toString();
        }

        Kind(String eventName) {
            this.eventName = eventName;
        }

        /** The event's name in its table, such as {@code issuerPreArbitrates}. */
        public String eventName() {
            return eventName;
        }

        @Override
        public String id() {
            return "DISPUTE." + name();
        }
    }
}
