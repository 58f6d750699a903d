package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goals bound to clocks; assesses a period of tickets (ticketing specification 4.5).
 *
 * <p>A ticket counts where its clock stopped inside the period, by the days of the report's zone; it is read as it stood at the end of the period, or now where
 * that is earlier, so a report of March says the same in June. Open tickets over their target at that instant count as not on time. Immutable, thread-safe.
 */
public final class Scorecard {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Clocks clocks;
    private final Map<MeasureId, Goal> goals;
    private final ScorecardReport.Terms terms;
    private final Set<CloseReason> excluded;

    private Scorecard(Builder builder) {
        clocks = builder.clocks;
        goals = Collections.unmodifiableMap(new EnumMap<>(builder.goals));
        ZoneId zone = builder.zone == null ? clocks.standard().hours().zone() : builder.zone;
        terms = new ScorecardReport.Terms(goals, zone, builder.confidence, builder.exact);
        excluded = Set.copyOf(builder.excluded);
    }

    /** A scorecard on these clocks, in the zone of their standard policy's hours, at 95 % confidence. */
    public static Builder builder(Clocks clocks) {
        return new Builder(clocks);
    }

    /** The period as the tickets' logs show it at the instant. */
    public ScorecardReport assess(Stream<Ticket> tickets, DateRange period, Instant now) {
        Instant begin = period.from().atStartOfDay(terms.zone()).toInstant();
        Instant end =
                period.to().plusDays(1).atStartOfDay(terms.zone()).toInstant().minusNanos(1);
        Instant cut = now.isBefore(end) ? now : end;
        Collector collector = new Collector(begin, cut);
        tickets.forEach(collector::add);
        return new ScorecardReport(terms, period, collector.samples());
    }

    private boolean isExcluded(Ticket ticket, Instant cut) {
        CloseReason reason = null;
        Instant at = Instant.MIN;
        for (TicketEvent event : ticket.log()) {
            if (event.at().isAfter(cut) || event.at().isBefore(at)) {
                continue;
            }
            if (event instanceof TicketEvent.Solved solved) {
                reason = solved.reason();
                at = event.at();
            } else if (event.kind() == TicketEvent.Kind.MERGED) {
                reason = CloseReason.MERGED;
                at = event.at();
            } else if (event.kind() == TicketEvent.Kind.REOPENED) {
                reason = null;
                at = event.at();
            }
        }
        return reason != null && excluded.contains(reason);
    }

    /** Collects the samples of one assessment. */
    private final class Collector {

        private final Instant begin;
        private final Instant cut;
        private final Map<MeasureId, SortedMap<TicketId, Samples.Sample>> counted = new EnumMap<>(MeasureId.class);
        private final Map<MeasureId, SortedSet<TicketId>> waiting = new EnumMap<>(MeasureId.class);

        Collector(Instant begin, Instant cut) {
            this.begin = begin;
            this.cut = cut;
        }

        void add(Ticket ticket) {
            if (!ticket.exists() || isExcluded(ticket, cut)) {
                return;
            }
            ClockReadings readings = clocks.read(ticket, cut);
            for (MeasureId id : goals.keySet()) {
                readings.find(id.clock()).ifPresent(reading -> add(id, ticket.id(), reading));
            }
        }

        private void add(MeasureId id, TicketId ticket, ClockReading reading) {
            boolean open = reading.stoppedAt().isEmpty() && reading.startedAt().isPresent();
            boolean inside =
                    reading.stoppedAt().filter(at -> !at.isBefore(begin)).isPresent();
            Optional<Samples.Sample> sample = id == MeasureId.ON_TIME
                    ? onTime(reading, inside, open)
                    : inside && reading.state() == ClockState.STOPPED
                            ? Optional.of(new Samples.Sample(value(id, reading), reading.breached()))
                            : Optional.empty();
            sample.ifPresent(found -> put(id, ticket, found));
            if (open && sample.isEmpty()) {
                waiting(id).add(ticket);
            }
        }

        private SortedMap<TicketId, Samples.Sample> counted(MeasureId id) {
            return counted.computeIfAbsent(id, key -> new TreeMap<>());
        }

        private SortedSet<TicketId> waiting(MeasureId id) {
            return waiting.computeIfAbsent(id, key -> new TreeSet<>());
        }

        private void put(MeasureId id, TicketId ticket, Samples.Sample sample) {
            Samples.Sample before = counted(id).putIfAbsent(ticket, sample);
            if (before != null && !before.equals(sample)) {
                throw new IllegalArgumentException(
                        "ticket '" + ticket + "' stands in the input with two logs, expected each ticket once");
            }
        }

        Map<MeasureId, Samples> samples() {
            Map<MeasureId, Samples> samples = new EnumMap<>(MeasureId.class);
            goals.keySet().forEach(id -> samples.put(id, Samples.of(counted(id), waiting(id))));
            return samples;
        }
    }

    private static Optional<Samples.Sample> onTime(ClockReading reading, boolean inside, boolean open) {
        boolean missed = reading.breached() && (inside || open);
        boolean met = !reading.breached() && inside && reading.state() == ClockState.STOPPED;
        return missed || met
                ? Optional.of(new Samples.Sample(missed ? BigDecimal.ZERO : BigDecimal.ONE, missed))
                : Optional.empty();
    }

    private static BigDecimal value(MeasureId id, ClockReading reading) {
        Duration unit = id.unit() == MeasureId.Unit.HOURS ? HOUR : nominalDay(reading);
        return nanos(reading.elapsed())
                .divide(nanos(unit), MathContext.DECIMAL128)
                .setScale(15, RoundingMode.HALF_EVEN);
    }

    private static Duration nominalDay(ClockReading reading) {
        Instant stopped = reading.stoppedAt().orElseThrow();
        return reading.policy().orElseThrow().hoursAt(stopped).nominalDay();
    }

    private static BigDecimal nanos(Duration amount) {
        return BigDecimal.valueOf(amount.getSeconds()).scaleByPowerOfTen(9).add(BigDecimal.valueOf(amount.getNano()));
    }

    /** Collects goals and options. Not thread-safe. */
    public static final class Builder {

        private final Clocks clocks;
        private final Map<MeasureId, Goal> goals = new EnumMap<>(MeasureId.class);
        private final Set<CloseReason> excluded =
                EnumSet.of(CloseReason.DUPLICATE, CloseReason.MERGED, CloseReason.SPAM, CloseReason.TEST);
        private @Nullable ZoneId zone;
        private BigDecimal confidence = new BigDecimal("0.95");
        private boolean exact;

        private Builder(Clocks clocks) {
            this.clocks = clocks;
        }

        /** What a measure should come to: hours, business days or a share, as the measure counts. */
        public Builder goal(MeasureId measure, Goal goal) {
            if (measure.unit() != goal.unit()) {
                throw new IllegalArgumentException(
                        "goal of " + measure + " is " + goal + ", expected a goal in " + measure.unit());
            }
            if (clocks.standard().clock(measure.clock()).isEmpty()) {
                throw new IllegalArgumentException("measure " + measure + " needs a clock " + measure.clock()
                        + ", policy '" + clocks.standard().id() + "' has none");
            }
            goals.put(measure, goal);
            return this;
        }

        /** The zone whose days the period is made of. */
        public Builder zone(ZoneId reportZone) {
            this.zone = reportZone;
            return this;
        }

        /** The confidence of intervals, as in {@code "0.95"}. */
        public Builder confidence(String level) {
            BigDecimal value = new BigDecimal(level);
            if (value.signum() <= 0 || value.compareTo(new BigDecimal("0.9999")) > 0) {
                throw new IllegalArgumentException(
                        "confidence is " + level + ", expected more than 0 and at most 0.9999");
            }
            confidence = value;
            return this;
        }

        /** Clopper and Pearson's exact intervals for shares in place of Wilson's. */
        public Builder exactIntervals() {
            exact = true;
            return this;
        }

        /** The close reasons that leave a ticket out; default DUPLICATE, MERGED, SPAM, TEST. */
        public Builder excluding(CloseReason... reasons) {
            excluded.clear();
            excluded.addAll(List.of(reasons));
            return this;
        }

        /** The scorecard. */
        public Scorecard build() {
            if (goals.isEmpty()) {
                throw new IllegalStateException("scorecard has no goal, expected at least one");
            }
            return new Scorecard(this);
        }
    }
}
