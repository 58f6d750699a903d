package io.counterfoil.collections.hold;

import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.Objects;

/** Something that happened to the holds of a party. Immutable. */
public sealed interface HoldEvent extends History.Stamped, Lifecycle.Named {

    /** Which of the two it is. */
    Kind kind();

    /** Whose holds. */
    PartyId party();

    /** Which kind of hold it is about. */
    HoldKind hold();

    @Override
    default String eventName() {
        return Lifecycle.Named.of(kind());
    }

    /** The kinds of events. */
    enum Kind {
        PLACED,
        RELEASED
    }

    /**
     * A hold was placed.
     *
     * @param party whose
     * @param hold which kind
     * @param from the first day
     * @param to the last day, after the first
     * @param age whether ages run on
     * @param reason why
     * @param approver who approved; whoever placed it where nobody else did
     * @param stamp who, when, under which key
     */
    record Placed(
            PartyId party,
            HoldKind hold,
            LocalDate from,
            LocalDate to,
            AgeEffect age,
            String reason,
            Actor approver,
            Stamp stamp)
            implements HoldEvent {
        public Placed {
            Objects.requireNonNull(party, "party");
            Objects.requireNonNull(hold, "hold");
            Objects.requireNonNull(age, "age");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(approver, "approver");
            Objects.requireNonNull(stamp, "stamp");
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("hold from " + from + " to " + to + ", expected at least one day");
            }
        }

        @Override
        public Kind kind() {
            return Kind.PLACED;
        }
    }

    /**
     * A hold was ended early.
     *
     * @param party whose
     * @param hold which kind
     * @param on its last day from now on
     * @param reason why
     * @param stamp who, when, under which key
     */
    record Released(PartyId party, HoldKind hold, LocalDate on, String reason, Stamp stamp) implements HoldEvent {
        public Released {
            Objects.requireNonNull(party, "party");
            Objects.requireNonNull(hold, "hold");
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(stamp, "stamp");
        }

        @Override
        public Kind kind() {
            return Kind.RELEASED;
        }
    }

    /** What a hold does to the days that are counted as delinquent (collections specification 4.4). */
    enum AgeEffect {
        /** Held days do not count. */
        FROZEN,
        /** Only contact, credit or service is held; ages run on. */
        RUNNING
    }
}
