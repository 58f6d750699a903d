package io.counterfoil.collections.hold;

import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All holds of one party, of every kind: the fold of its events. Immutable.
 *
 * @param status whether anything was ever held
 * @param history what happened
 */
public record PartyHolds(Status status, History<HoldEvent> history)
        implements TableMachine.Fold<PartyHolds.Status, HoldEvent> {

    public PartyHolds {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(history, "history");
    }

    /** Whether anything was ever held. */
    public enum Status {
        NEVER_HELD,
        RECORDED
    }

    /** Why a hold or a release is refused, in the order in which it is judged (collections specification 5). */
    public enum Fault implements Code {
        START_MISSING,
        END_MISSING,
        /** Less than one day. */
        TOO_SHORT,
        /** Before the account was opened. */
        BEFORE_ACCOUNT,
        /** Shares days with a hold of the same kind. */
        OVERLAP,
        REASON_MISSING,
        /** The kind needs somebody who approves. */
        APPROVAL_MISSING,
        /** Whoever places it cannot approve it. */
        SELF_APPROVED,
        RELEASE_NOT_TODAY,
        RELEASE_HAS_END,
        /** Released on that day already. */
        RELEASE_DUPLICATE,
        /** No hold covers the day. */
        RELEASE_WITHOUT_HOLD;

        @Override
        public String id() {
            return "HOLD." + name();
        }
    }

    /** No hold at all. */
    public static PartyHolds none() {
        return new PartyHolds(Status.NEVER_HELD, History.empty());
    }

    /**
     * A hold as it stands after what shortened it.
     *
     * @param kind what it holds back
     * @param days the first and the last day, both held for notices
     * @param age whether ages run on
     * @param reason why
     * @param by who placed it
     * @param approver who approved it
     */
    public record Hold(
            HoldKind kind, DateRange days, HoldEvent.AgeEffect age, String reason, Actor by, Actor approver) {
        public Hold {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(days, "days");
            Objects.requireNonNull(age, "age");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(approver, "approver");
        }
    }

    /** Whose holds; empty while nothing was ever held. */
    public Optional<PartyId> party() {
        return history.toList().stream().findFirst().map(HoldEvent::party);
    }

    /** Every hold of the kind as known at the instant, in the order in which they were placed. */
    public List<Hold> all(HoldKind kind, Instant knownAt) {
        List<Hold> holds = new ArrayList<>();
        for (HoldEvent event : history.toList()) {
            if (event.hold() != kind || event.stamp().at().isAfter(knownAt)) {
                continue;
            }
            if (event instanceof HoldEvent.Placed placed) {
                holds.add(new Hold(
                        kind,
                        DateRange.of(placed.from(), placed.to()),
                        placed.age(),
                        placed.reason(),
                        placed.stamp().by(),
                        placed.approver()));
            } else if (event instanceof HoldEvent.Released released) {
                holds.replaceAll(hold -> shortened(hold, released.on()));
            }
        }
        return List.copyOf(holds);
    }

    private static Hold shortened(Hold hold, LocalDate to) {
        if (!hold.days().contains(to)) {
            return hold;
        }
        return new Hold(
                hold.kind(),
                DateRange.of(hold.days().from(), to),
                hold.age(),
                hold.reason(),
                hold.by(),
                hold.approver());
    }

    /** The hold of the kind that covers the business day, start and end inside; of two that touch on it, the later. */
    public Optional<Hold> at(HoldKind kind, AsOf asOf) {
        return all(kind, asOf.knownAt()).stream()
                .filter(hold -> hold.days().contains(asOf.effective()))
                .max(Comparator.comparing(hold -> hold.days().to()));
    }

    /** The days that holds of the kind take out of the age, for {@code Aging}. */
    public List<DateRange> frozenDays(HoldKind kind, Instant knownAt) {
        return all(kind, knownAt).stream()
                .filter(hold -> hold.age() == HoldEvent.AgeEffect.FROZEN)
                .map(Hold::days)
                .toList();
    }
}
