package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.immutables.value.Value;

/** What was promised: the hours in which clocks run and the clocks. Immutable. */
@Value.Immutable
public interface SlaPolicy {

    /** Its name in commands and reports. */
    String id();

    /** With whom it is agreed. */
    @Value.Default
    default Agreement agreement() {
        return Agreement.CUSTOMER;
    }

    /** The hours in which its clocks run. */
    BusinessHours hours();

    /** Hours that take the place of the ones before, each from an instant on. */
    Map<Instant, BusinessHours> hoursFrom();

    /** Its clocks, one of a kind. */
    List<ClockSpec> clocks();

    /** What becomes of the time already used when it takes the place of another policy. */
    @Value.Default
    default Carry carry() {
        return Carry.CARRY_ELAPSED;
    }

    /** The policy and its hours in twelve hex digits: another text, another version. */
    @Value.Lazy
    default String version() {
        Sha256 digest = Sha256.ofFields(
                id(),
                hours().version(),
                new TreeSet<>(hoursFrom().keySet())
                        .stream().map(from -> from + hoursAt(from).version()).toList(),
                clocks().stream().map(Object::toString).toList(),
                carry(),
                agreement());
        return digest.shortHex();
    }

    /** The clock of the kind, if it has one. */
    default Optional<ClockSpec> clock(ClockKind kind) {
        for (ClockSpec clock : clocks()) {
            if (clock.kind() == kind) {
                return Optional.of(clock);
            }
        }
        return Optional.empty();
    }

    /** The hours in force at the instant. */
    default BusinessHours hoursAt(Instant at) {
        if (hoursFrom().isEmpty()) {
            return hours();
        }
        Instant latest = hoursFrom().keySet().stream()
                .filter(from -> !from.isAfter(at))
                .max(Instant::compareTo)
                .orElse(null);
        BusinessHours later = latest == null ? null : hoursFrom().get(latest);
        return later == null ? hours() : later;
    }

    /** Each kind of clock stands once, and there is one at least. */
    @Value.Check
    default void check() {
        Set<ClockKind> seen = EnumSet.noneOf(ClockKind.class);
        for (ClockSpec clock : clocks()) {
            if (!seen.add(clock.kind())) {
                throw new IllegalArgumentException(
                        "policy '" + id() + "' has two clocks " + clock.kind() + ", expected one");
            }
        }
        if (id().isBlank() || clocks().isEmpty()) {
            throw new IllegalArgumentException(
                    "policy '" + id() + "' has " + clocks().size() + " clocks, expected a name and at least one clock");
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A policy with the name. */
    static Builder builder(String id) {
        return new Builder().id(id);
    }

    /**
     * First reply, next reply and solution, all standing still while the customer is asked and while the ticket is solved; the next reply counts the first
     * message too. A target that is empty leaves its clock out.
     */
    static SlaPolicy threeClocks(
            BusinessHours hours,
            Optional<Duration> firstReply,
            Optional<Duration> nextReply,
            Optional<Duration> resolution) {
        Builder policy = builder("three-clocks").hours(hours);
        Set<TicketStatus> waiting = Set.of(TicketStatus.PENDING, TicketStatus.SOLVED);
        firstReply.ifPresent(target -> policy.clock(ClockSpec.builder()
                .kind(ClockKind.FIRST_REPLY)
                .target(ClockTarget.of(target))
                .pausedIn(waiting)
                .build()));
        nextReply.ifPresent(target -> policy.clock(ClockSpec.builder()
                .kind(ClockKind.NEXT_REPLY)
                .target(ClockTarget.of(target))
                .pausedIn(waiting)
                .includesFirst(true)
                .build()));
        resolution.ifPresent(target -> policy.clock(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(target))));
        return policy.build();
    }

    /** Builds policies. Not thread-safe. */
    final class Builder extends ImmutableSlaPolicy.Builder {
        Builder() {}

        /** A clock of any kind. */
        public Builder clock(ClockSpec clock) {
            return addClocks(clock);
        }

        /** How much open time the first reply may take. */
        public Builder firstReply(Duration target) {
            return clock(ClockSpec.of(ClockKind.FIRST_REPLY, ClockTarget.of(target)));
        }

        /** How much open time each further reply may take. */
        public Builder nextReply(Duration target) {
            return clock(ClockSpec.of(ClockKind.NEXT_REPLY, ClockTarget.of(target)));
        }

        /** How much open time the solution may take. */
        public Builder resolution(Duration target) {
            return clock(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(target)));
        }

        /** How many business days the solution may take. */
        public Builder resolution(BusinessDays target) {
            return clock(ClockSpec.of(ClockKind.RESOLUTION, ClockTarget.of(target)));
        }

        /** From the instant on, other hours; time already used keeps the hours it was used in. */
        public Builder hoursFrom(Instant from, BusinessHours hours) {
            return putHoursFrom(from, hours);
        }
    }

    /** With whom a policy is agreed. */
    enum Agreement {
        /** With the customer: the promise that is judged. */
        CUSTOMER,
        /** Between our own teams, read beside the customer's. */
        OPERATIONAL,
        /** With a vendor, read beside the customer's, in the vendor's hours. */
        UNDERPINNING
    }

    /** What a reopened ticket counts. */
    enum Reopen {
        /** The first cycle only. */
        FIRST_CYCLE,
        /** The last cycle only. */
        LAST_CYCLE,
        /** All cycles, without the time in which it was solved. */
        ALL_CYCLES,
        /** From the first start to the last stop, with the time in which it was solved, without pauses. */
        LARGEST_SPAN
    }

    /** What a new policy counts of the time before it. */
    enum Carry {
        /** Elapsed time stays as it was measured in the old hours; the new target holds. */
        CARRY_ELAPSED,
        /** Everything is measured again from the start in the new hours; pauses stay. */
        RETROACTIVE,
        /** The clock begins anew. */
        FRESH
    }
}
