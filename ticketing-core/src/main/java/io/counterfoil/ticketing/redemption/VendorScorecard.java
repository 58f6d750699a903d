package io.counterfoil.ticketing.redemption;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How vendors answer: the share of answers in time and the average, by the VENDOR_RESPONSE clock (ticketing specification 4.5 and 4.7). Immutable, thread-safe.
 *
 * <p>An answer counts in the period in which it came, in the zone of the standard policy's hours; a question that is open over its target counts as late. The
 * interval is Wilson's at 95 %.
 */
public final class VendorScorecard {

    private static final BigDecimal CONFIDENCE = new BigDecimal("0.95");

    private final Clocks clocks;
    private final Goal inTime;

    private VendorScorecard(Clocks clocks, Goal inTime) {
        this.clocks = Objects.requireNonNull(clocks, "clocks");
        this.inTime = Objects.requireNonNull(inTime, "inTime");
    }

    /** A card by these clocks and a goal for the share in time. */
    public static VendorScorecard of(Clocks clocks, Goal inTime) {
        return new VendorScorecard(clocks, inTime);
    }

    /** One row for each vendor that was asked, sorted; an issue that stands twice counts once. */
    public List<Row> assess(Collection<RedemptionIssue> issues, DateRange period, Instant now) {
        ZoneId zone = clocks.standard().hours().zone();
        Instant begin = period.from().atStartOfDay(zone).toInstant();
        Instant end = period.to().plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
        Instant cut = now.isBefore(end) ? now : end;
        SortedMap<String, Tally> vendors = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (RedemptionIssue issue : issues) {
            RedemptionIssue.Report report = issue.report().orElseThrow();
            if (seen.add(report.id())) {
                for (ClockReading cycle : clocks.read(issue.asTicket(), cut).cycles(ClockKind.VENDOR_RESPONSE)) {
                    count(vendors, report, cycle, begin);
                }
            }
        }
        return vendors.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey(), inTime))
                .toList();
    }

    private static void count(
            SortedMap<String, Tally> vendors, RedemptionIssue.Report report, ClockReading cycle, Instant begin) {
        boolean answered = cycle.stoppedAt().filter(at -> !at.isBefore(begin)).isPresent();
        boolean open = cycle.startedAt().isPresent() && cycle.stoppedAt().isEmpty();
        if (answered || open) {
            vendors.computeIfAbsent(report.vendor(), vendor -> new Tally()).add(report.id(), cycle, answered);
        }
    }

    /** Counts of one vendor. */
    private static final class Tally {

        private final List<String> late = new ArrayList<>();
        private final List<String> waiting = new ArrayList<>();
        private long met;
        private long missed;
        private long answers;
        private Duration sum = Duration.ZERO;

        void add(String issue, ClockReading cycle, boolean answered) {
            if (answered) {
                answers++;
                sum = sum.plus(cycle.elapsed());
            } else {
                waiting.add(issue);
            }
            if (cycle.breached()) {
                missed++;
                late.add(issue);
            } else if (answered) {
                met++;
            }
        }

        Row row(String vendor, Goal inTime) {
            long n = met + missed;
            ConfidenceInterval interval = n == 0 ? null : ConfidenceInterval.wilson(met, n, CONFIDENCE);
            BigDecimal share =
                    n == 0 ? null : BigDecimal.valueOf(met).divide(BigDecimal.valueOf(n), MathContext.DECIMAL64);
            return new Row(
                    vendor,
                    new InTime(
                            n,
                            share,
                            interval,
                            interval == null ? Verdict.NO_DATA : interval.verdict(inTime),
                            share != null && inTime.isMetBy(share)),
                    answers == 0 ? null : sum.dividedBy(answers),
                    late,
                    waiting);
        }
    }

    /**
     * One vendor.
     *
     * @param vendor who
     * @param inTime the share in time
     * @param meanTime business time to an answer; null where none came
     * @param late issues whose answer was or is late, once for each question
     * @param waiting issues whose answer has not come
     */
    public record Row(
            String vendor, InTime inTime, @Nullable Duration meanTime, List<String> late, List<String> waiting) {
        public Row {
            late = List.copyOf(late);
            waiting = List.copyOf(waiting);
        }

        /** Business time to an answer; empty where none came. */
        public Optional<Duration> average() {
            return Optional.ofNullable(meanTime);
        }
    }

    /**
     * A share of answers in time.
     *
     * @param n answers, and questions open over their target
     * @param point the share in time; null where nothing counts
     * @param range where the true share lies; null where nothing counts
     * @param verdict what the interval says about the goal
     * @param pointMet what the plain comparison says
     */
    public record InTime(
            long n, @Nullable BigDecimal point, @Nullable ConfidenceInterval range, Verdict verdict, boolean pointMet) {

        /** The share in time; empty where nothing counts. */
        public Optional<BigDecimal> share() {
            return Optional.ofNullable(point);
        }

        /** Where the true share lies; empty where nothing counts. */
        public Optional<ConfidenceInterval> interval() {
            return Optional.ofNullable(range);
        }
    }
}
