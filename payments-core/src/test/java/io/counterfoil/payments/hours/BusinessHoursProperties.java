package io.counterfoil.payments.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.testkit.HoursArbitraries;
import io.counterfoil.payments.testkit.HoursArbitraries.Change;
import io.counterfoil.payments.testkit.HoursPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The engine beside {@link HoursPlan}, which walks from minute to minute, and the laws of ticketing specification 7. */
class BusinessHoursProperties {

    private static final int DAY = 1440;
    private static final int MINUTES = 16 * DAY;

    /** Hours, the first minute of the walk and whether each minute is open. */
    record Walked(HoursPlan plan, BusinessHours hours, Instant start, BitSet open) {

        Instant at(int minute) {
            return start.plusSeconds(60L * minute);
        }

        int openBetween(int from, int to) {
            int count = 0;
            for (int minute = from; minute < to; minute++) {
                count += open.get(minute) ? 1 : 0;
            }
            return count;
        }

        Optional<Instant> first(int from, boolean state) {
            for (int minute = from; minute < MINUTES; minute++) {
                if (open.get(minute) == state) {
                    return Optional.of(at(minute));
                }
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return plan.toString();
        }
    }

    @Provide
    Arbitrary<Walked> walks() {
        return HoursArbitraries.changes()
                .flatMap(change -> HoursArbitraries.plans(change).map(plan -> walked(plan, change)));
    }

    private static Walked walked(HoursPlan plan, Change change) {
        Instant start = change.at().minusSeconds(60L * MINUTES / 2);
        return new Walked(plan, plan.build(), start, plan.walk(start, MINUTES));
    }

    @Provide
    Arbitrary<HoursPlan> plans() {
        return HoursArbitraries.changes().flatMap(HoursArbitraries::plans);
    }

    @Provide
    Arbitrary<Instant> instants() {
        Instant from = Instant.parse("2005-01-01T00:00:00Z");
        return Arbitraries.longs()
                .between(0, 23L * 366 * 86_400)
                .flatMap(second -> Arbitraries.integers()
                        .between(0, 999_999_999)
                        .map(nano -> from.plusSeconds(second).plusNanos(nano)));
    }

    @Property(tries = 300)
    void elapsedIsTheNumberOfOpenMinutes(
            @ForAll("walks") Walked walk,
            @ForAll @IntRange(max = MINUTES) int one,
            @ForAll @IntRange(max = MINUTES) int other) {
        int from = Math.min(one, other);
        int to = Math.max(one, other);
        Duration expected = Duration.ofMinutes(walk.openBetween(from, to));
        assertThat(walk.hours().elapsed(walk.at(from), walk.at(to))).isEqualTo(expected);
        assertThat(walk.hours().elapsed(walk.at(to), walk.at(from))).isEqualTo(expected.negated());
        OpenHours.Explanation explanation = walk.hours().explain(walk.at(from), walk.at(to));
        assertThat(explanation.counted()).isEqualTo(expected);
        List<OpenHours.Interval> intervals = walk.hours().intervals(walk.at(from), walk.at(to));
        assertThat(intervals.stream().map(OpenHours.Interval::length).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(expected);
    }

    @Property(tries = 300)
    void openingsAndClosingsAreThoseOfTheWalk(
            @ForAll("walks") Walked walk, @ForAll @IntRange(min = DAY, max = MINUTES - 8 * DAY) int minute) {
        Instant at = walk.at(minute);
        assertThat(walk.hours().isOpen(at)).isEqualTo(walk.open().get(minute));
        assertThat(walk.hours().isOpen(at.plusMillis(59_999)))
                .isEqualTo(walk.open().get(minute));
        Optional<Instant> opens = walk.first(minute, true);
        if (opens.isPresent()) {
            assertThat(walk.hours().nextOpen(at)).isEqualTo(opens);
            int from = (int) Duration.between(walk.start(), opens.get()).toMinutes();
            Optional<Instant> closes = walk.first(from, false);
            closes.ifPresent(instant -> assertThat(walk.hours().nextClose(at)).contains(instant));
        }
        for (int back = minute; back > 0; back--) {
            if (walk.open().get(back - 1)) {
                assertThat(walk.hours().prevClose(at)).contains(walk.at(back));
                return;
            }
        }
    }

    @Property(tries = 300)
    void deadlinesAreTheFirstAndTheLastInstantThatFit(
            @ForAll("walks") Walked walk,
            @ForAll @IntRange(max = MINUTES / 2) int start,
            @ForAll @IntRange(max = 3000) int minutes) {
        int at = start;
        int left = minutes;
        while (at < MINUTES && left > 0) {
            left -= walk.open().get(at) ? 1 : 0;
            at++;
        }
        Optional<Instant> roll = walk.first(at, true);
        if (left > 0 || roll.isEmpty()) {
            return;
        }
        OpenHours.Due due = walk.hours().deadline(walk.at(start), Duration.ofMinutes(minutes));
        assertThat(due).isEqualTo(new OpenHours.Due.At(walk.at(at), roll.get()));
    }

    @Property(tries = 300)
    void amountsBeforeMirrorDeadlines(
            @ForAll("walks") Walked walk,
            @ForAll @IntRange(min = MINUTES / 2, max = MINUTES) int end,
            @ForAll @IntRange(max = 3000) int minutes) {
        int at = end;
        int left = minutes;
        while (at > 0 && left > 0) {
            at--;
            left -= walk.open().get(at) ? 1 : 0;
        }
        int roll = at;
        while (roll > 0 && !walk.open().get(roll - 1)) {
            roll--;
        }
        if (left > 0 || roll == 0) {
            return;
        }
        OpenHours.Due due = walk.hours().before(walk.at(end), Duration.ofMinutes(minutes));
        assertThat(due).isEqualTo(new OpenHours.Due.At(walk.at(at), walk.at(roll)));
    }

    @Property(tries = 300)
    void elapsedIsAdditiveToTheNanosecondAndMonotone(
            @ForAll("plans") HoursPlan plan,
            @ForAll("instants") Instant a,
            @ForAll("instants") Instant b,
            @ForAll("instants") Instant c) {
        BusinessHours hours = plan.build();
        assertThat(hours.elapsed(a, b).plus(hours.elapsed(b, c))).isEqualTo(hours.elapsed(a, c));
        assertThat(hours.elapsed(b, a)).isEqualTo(hours.elapsed(a, b).negated());
        assertThat(hours.elapsed(a, b).isNegative() && a.isBefore(b)).isFalse();
    }

    @Property(tries = 300)
    void deadlineIsTheInverseOfElapsed(
            @ForAll("plans") HoursPlan plan,
            @ForAll("instants") Instant start,
            @ForAll @LongRange(max = 200_000_000_000_000L) long nanos) {
        BusinessHours hours = plan.build();
        Duration amount = Duration.ofNanos(nanos);
        hours.deadline(start, amount).at().ifPresent(due -> {
            assertThat(hours.elapsed(start, due.stay())).isEqualTo(amount);
            assertThat(hours.elapsed(start, due.roll())).isEqualTo(amount);
            assertThat(due.stay()).isBeforeOrEqualTo(due.roll());
            if (!amount.isZero()) {
                assertThat(hours.prevClose(due.stay())).contains(due.stay());
            }
            assertThat(hours.nextOpen(due.roll())).contains(due.roll());
        });
        hours.before(start, amount).at().ifPresent(due -> {
            assertThat(hours.elapsed(due.stay(), start)).isEqualTo(amount);
            assertThat(hours.elapsed(due.roll(), start)).isEqualTo(amount);
            assertThat(due.roll()).isBeforeOrEqualTo(due.stay());
        });
    }

    @Property(tries = 200)
    void joinedHoursAnswerInstantByInstant(
            @ForAll("plans") HoursPlan one, @ForAll("plans") HoursPlan other, @ForAll("instants") Instant at) {
        BusinessHours left = one.build();
        BusinessHours right = other.build();
        for (int hour = 0; hour < 24 * 8; hour++) {
            Instant now = at.plusSeconds(3671L * hour);
            assertThat(left.and(right).isOpen(now)).isEqualTo(left.isOpen(now) && right.isOpen(now));
            assertThat(left.or(right).isOpen(now)).isEqualTo(left.isOpen(now) || right.isOpen(now));
            assertThat(left.minus(right).isOpen(now)).isEqualTo(left.isOpen(now) && !right.isOpen(now));
        }
    }

    @Property(tries = 100)
    void openAndClosedTimeAddUpToTheWallClock(
            @ForAll("plans") HoursPlan plan, @ForAll("instants") Instant a, @ForAll("instants") Instant b) {
        BusinessHours hours = plan.build();
        BusinessHours always = BusinessHours.always(ZoneId.of("Europe/Paris"));
        BusinessHours closed = BusinessHours.always(plan.zone()).minus(hours);
        assertThat(always.elapsed(a, b)).isEqualTo(Duration.between(a, b));
        assertThat(hours.elapsed(a, b).plus(closed.elapsed(a, b))).isEqualTo(Duration.between(a, b));
    }

    @Property(tries = 100)
    void writingTheSameHoursInAnotherWayChangesNothing(@ForAll("plans") HoursPlan plan) {
        Map<java.time.DayOfWeek, List<OpenHours>> split = new TreeMap<>();
        plan.weekly().forEach((day, list) -> split.put(day, splitAndShuffled(list)));
        HoursPlan rewritten =
                new HoursPlan(plan.zone(), split, plan.holidays(), plan.replaced(), plan.openings(), plan.breaks());
        assertThat(rewritten.build().version()).isEqualTo(plan.build().version());
    }

    private static List<OpenHours> splitAndShuffled(List<OpenHours> list) {
        List<OpenHours> parts = new ArrayList<>(list);
        for (OpenHours one : list) {
            int middle = (one.fromSecond() + one.toSecond()) / 2;
            if (middle > one.fromSecond() && middle < 86_400) {
                parts.add(new OpenHours(middle, one.toSecond()));
            }
        }
        Collections.reverse(parts);
        return parts;
    }

    @Property(tries = 60)
    void theOrderInWhichYearsAreAskedForDoesNotMatter(
            @ForAll("plans") HoursPlan plan, @ForAll("instants") Instant a, @ForAll("instants") Instant b) {
        BusinessHours forward = plan.build();
        BusinessHours backward = plan.build();
        forward.isOpen(Instant.parse("1990-01-01T00:00:00Z"));
        backward.isOpen(Instant.parse("2040-01-01T00:00:00Z"));
        assertThat(forward.elapsed(a, b)).isEqualTo(backward.elapsed(a, b));
    }
}
