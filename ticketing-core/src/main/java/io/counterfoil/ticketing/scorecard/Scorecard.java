package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.survey.SurveyLog.HappinessReading;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goals bound to clocks; assesses a period of tickets, calls, agents' days, answers, keyed records and reviews (ticketing specification 4.5).
 *
 * <p>A ticket counts where its clock stopped inside the period, by the days of the report's zone; it is read as it stood at the end of the period, or now where
 * that is earlier, so a report of March says the same in June. Open tickets over their target at that instant count as not on time. Immutable, thread-safe.
 */
public final class Scorecard {

    private final Clocks clocks;
    private final ScorecardReport.Terms terms;
    private final Set<MeasureId> collected;

    private Scorecard(Builder builder) {
        clocks = builder.clocks;
        ZoneId zone = builder.zone == null ? clocks.standard().hours().zone() : builder.zone;
        Set<MeasureId> rows = EnumSet.noneOf(MeasureId.class);
        rows.addAll(builder.shown);
        rows.addAll(builder.goals.keySet());
        for (MeasureId id : List.copyOf(rows)) {
            rows.addAll(id.companions());
        }
        terms = new ScorecardReport.Terms(
                Collections.unmodifiableMap(new EnumMap<>(builder.goals)),
                Collections.unmodifiableSet(rows),
                zone,
                builder.confidence,
                builder.exact,
                builder.options.build());
        collected = EnumSet.copyOf(rows);
        if (rows.stream().anyMatch(MeasureId::isOfResolution)) {
            collected.add(MeasureId.RESOLUTION_CENSORED_MEDIAN);
            collected.add(MeasureId.RESOLUTION_CENSORED_MEAN);
        }
    }

    /** A scorecard on these clocks, in the zone of their standard policy's hours, at 95 % confidence. */
    public static Builder builder(Clocks clocks) {
        return new Builder(clocks);
    }

    /**
     * The targets of a participant services desk: average first reply at most 8 business hours, average resolution at most 7 business days, 85 % resolved on time,
     * happiness quotient and satisfaction at least 85 %, at most 5 % abandoned, speed of answer at most 30 s, 6 hours logged in a day; beside them what explains
     * them. The client's data-entry target is to be added in its own unit, such as {@code goal(FIELD_ERRORS, Goal.atMost("0.005"))}, and the contract's reading of
     * happiness.
     *
     * @param clocks with a first reply and a resolution clock
     */
    public static Builder participantServices(Clocks clocks) {
        return builder(clocks)
                .goal(MeasureId.FIRST_REPLY_AVERAGE, Goal.atMost(Duration.ofHours(8)))
                .goal(MeasureId.RESOLUTION_AVERAGE, Goal.atMost(BusinessDays.of(7)))
                .goal(MeasureId.ON_TIME, Goal.atLeast("0.85"))
                .goal(MeasureId.HAPPINESS, Goal.atLeast("0.85"))
                .goal(MeasureId.ABANDONED_NET, Goal.atMost("0.05"))
                .goal(MeasureId.SPEED_OF_ANSWER, Goal.atMost(Duration.ofSeconds(30)))
                .goal(MeasureId.LOGIN_TIME, Goal.atLeast(Duration.ofHours(6)))
                .goal(MeasureId.SATISFACTION, Goal.atLeast("0.85"))
                .answerTarget(Duration.ofSeconds(30))
                .show(
                        MeasureId.FIRST_REPLY_MEDIAN,
                        MeasureId.FIRST_REPLY_P90,
                        MeasureId.FIRST_REPLY_IN_TIME,
                        MeasureId.RESOLUTION_MEDIAN,
                        MeasureId.RESOLUTION_P90,
                        MeasureId.FIRST_CONTACT,
                        MeasureId.REOPENED,
                        MeasureId.TRANSFERRED,
                        MeasureId.ESCALATED,
                        MeasureId.TOUCHES,
                        MeasureId.BACKLOG_AGE,
                        MeasureId.SL_ANSWERED_OVER_OFFERED,
                        MeasureId.HANDLE_TIME,
                        MeasureId.OCCUPANCY,
                        MeasureId.UTILISATION,
                        MeasureId.ADHERENCE,
                        MeasureId.CONFORMANCE,
                        MeasureId.NET_PROMOTER,
                        MeasureId.EFFORT_EASY,
                        MeasureId.QUALITY);
    }

    /** The period as the tickets' logs show it at the instant. */
    public ScorecardReport assess(Stream<Ticket> tickets, DateRange period, Instant now) {
        return assess(ServiceRecords.ofTickets(tickets), period, now);
    }

    /** The period as the records show it at the instant. */
    public ScorecardReport assess(ServiceRecords records, DateRange period, Instant now) {
        Frame frame = new Frame(collected, period, terms, now);
        if (frame.wants(MeasureId.Source.CLOCK) || frame.wants(MeasureId.Source.LOG)) {
            DeskSamples desk = new DeskSamples(frame, clocks, records.escalated());
            records.tickets().forEach(desk::add);
        }
        new ServiceSamples(frame).addAll(records);
        return new ScorecardReport(terms, period, frame.samples(), records.rejections());
    }

    /** Collects goals and options. Not thread-safe. */
    public static final class Builder {

        private final Clocks clocks;
        private final Map<MeasureId, Goal> goals = new EnumMap<>(MeasureId.class);
        private final Set<MeasureId> shown = EnumSet.noneOf(MeasureId.class);
        private final ImmutableOptions.Builder options = Options.builder();
        private @Nullable ZoneId zone;
        private BigDecimal confidence = new BigDecimal("0.95");
        private boolean exact;

        private Builder(Clocks clocks) {
            this.clocks = clocks;
        }

        /** What a measure should come to: time, business days, a share or points, as the measure counts. */
        public Builder goal(MeasureId measure, Goal goal) {
            Goal fitting;
            try {
                fitting = goal.in(measure.unit());
            } catch (IllegalArgumentException otherUnit) {
                throw new IllegalArgumentException(
                        "goal of " + measure + " is " + goal + ", expected a goal in " + measure.unit(), otherUnit);
            }
            checkClock(measure);
            goals.put(measure, fitting);
            return this;
        }

        /** Measures to be shown without a goal. */
        public Builder show(MeasureId... measures) {
            for (MeasureId measure : measures) {
                checkClock(measure);
                shown.add(measure);
            }
            return this;
        }

        private void checkClock(MeasureId measure) {
            measure.clock()
                    .filter(kind -> clocks.standard().clock(kind).isEmpty())
                    .ifPresent(kind -> {
                        throw new IllegalArgumentException("measure " + measure + " needs a clock " + kind
                                + ", policy '" + clocks.standard().id() + "' has none");
                    });
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
            options.excluded(Set.of(reasons));
            return this;
        }

        /** Counts tickets by the day of their creation, as they stand now; marked COHORT. */
        public Builder byCreation() {
            options.byCreation(true);
            return this;
        }

        /** How long after a solution a reopening speaks against it; default seven days, wall-clock time. */
        public Builder reopenWindow(Duration window) {
            options.reopenWindow(notNegative("reopen window", window));
            return this;
        }

        /** A caller who gives up sooner is not counted; default five seconds, zero counts all. */
        public Builder shortAbandon(Duration limit) {
            options.shortAbandon(notNegative("short abandon", limit));
            return this;
        }

        /** The wait that service levels call in time; default twenty seconds, equal is in time. */
        public Builder answerTarget(Duration wait) {
            options.answerTarget(notNegative("answer target", wait));
            return this;
        }

        /** How long after its last event a session without end is over; default thirty minutes. */
        public Builder sessionTimeout(Duration timeout) {
            options.sessionTimeout(notNegative("session timeout", timeout));
            return this;
        }

        /** The contract's reading of happiness; unset, the share of great answers, marked READING_ASSUMED. */
        public Builder happiness(HappinessReading reading) {
            options.reading(reading).readingNamed(true);
            return this;
        }

        private static Duration notNegative(String name, Duration amount) {
            if (amount.isNegative()) {
                throw new IllegalArgumentException(name + " is " + amount + ", expected zero or more");
            }
            return amount;
        }

        /** The scorecard. */
        public Scorecard build() {
            if (goals.isEmpty() && shown.isEmpty()) {
                throw new IllegalStateException("scorecard has no goal, expected at least one");
            }
            return new Scorecard(this);
        }
    }
}
