package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much open time the clocks of one plain log in one set of hours have used, by columns in nanoseconds: the open time up to an event is looked up once, for
 * all clocks, and no span of time becomes an object. Says nothing where an amount is used up at the edge of open or running time; the stretches know both of
 * its instants. Confined to one thread while clocks are read; afterwards only what was looked up for a clock is asked about it.
 */
final class Spent {

    static final long SECOND = 1_000_000_000L;
    static final long UNKNOWN = Long.MIN_VALUE;

    private final ClockLog log;
    private final BusinessHours hours;
    private final Instant now;
    private final long nowNanos;
    private final long base;
    private final long[] open;

    private Spent(ClockLog log, BusinessHours hours, Instant now, long nowNanos) {
        this.log = log;
        this.hours = hours;
        this.now = now;
        this.nowNanos = nowNanos;
        base = Math.floorDiv(log.nanos(0), SECOND);
        open = new long[log.size() + 1];
        Arrays.fill(open, UNKNOWN);
    }

    /** The columns; null where the log is empty or now is centuries away. */
    static @Nullable Spent of(ClockLog log, BusinessHours hours, Instant now) {
        long nanos = ClockLog.nanos(now);
        return log.size() == 0 || nanos == UNKNOWN ? null : new Spent(log, hours, now, nanos);
    }

    /** Open time in the spans in which nothing pauses the clock. */
    Duration elapsed(BoundPolicy.BoundClock held, List<Cycle> spans) {
        long used = 0;
        for (int at = 0; at < spans.size(); at++) {
            Cycle span = spans.get(at);
            long end = end(span);
            int from = running(held, last(span.start()), end);
            while (from < log.size()) {
                int to = paused(held, from + 1, end);
                used += openAt(to) - openAt(from);
                from = running(held, to, end);
            }
        }
        return Duration.ofNanos(used);
    }

    /**
     * When so much is used up, where that is inside open time and inside a part that runs.
     *
     * @param end from when on the clock goes on without end; null where it does not
     */
    OpenHours.Due.@Nullable At usedUp(
            BoundPolicy.BoundClock held, List<Cycle> spans, Duration amount, @Nullable Instant end) {
        if (amount.toSeconds() >= Long.MAX_VALUE / 2 / SECOND) {
            return null;
        }
        long left = amount.toNanos();
        for (int at = 0; at < spans.size(); at++) {
            long until = end(spans.get(at));
            int from = running(held, last(spans.get(at).start()), until);
            while (from < log.size()) {
                int to = paused(held, from + 1, until);
                long ran = openAt(to) - openAt(from);
                if (ran > left) {
                    return inside(log.at(from), left);
                }
                if (ran == left) {
                    return null;
                }
                left -= ran;
                from = running(held, to, until);
            }
        }
        return end == null || left == 0 ? null : inside(end, left);
    }

    /** So much open time after the start, where that is inside open time: then there is only one such instant. */
    private OpenHours.Due.@Nullable At inside(Instant start, long left) {
        long open = left + (start.getNano() == 0 || !hours.isOpen(start) ? 0 : start.getNano());
        long seconds = open / SECOND;
        long second = seconds == 0 ? start.getEpochSecond() : hours.deadlineSecond(start.getEpochSecond(), seconds);
        if (second == Long.MAX_VALUE) {
            return null;
        }
        Instant at = Instant.ofEpochSecond(second, open % SECOND);
        return hours.isOpen(at) ? new OpenHours.Due.At(at, at) : null;
    }

    private long end(Cycle span) {
        Instant ended = span.end();
        return ended == null ? nowNanos : ClockLog.nanos(ended);
    }

    /** The last event that is not later than the start, which is the instant of one. */
    private int last(Instant start) {
        long nanos = ClockLog.nanos(start);
        int i = 0;
        while (i + 1 < log.size() && log.nanos(i + 1) <= nanos) {
            i++;
        }
        return i;
    }

    /** The first event from there on, before the end, after which the clock runs; the size of the log where there is none. */
    private int running(BoundPolicy.BoundClock held, int from, long end) {
        int i = from;
        while (i < log.size() && log.nanos(i) < end && held.pauses(log.status(i), log.reasons(i))) {
            i++;
        }
        return i < log.size() && log.nanos(i) < end ? i : log.size();
    }

    /** The first event from there on that pauses the clock or is not before the end; the size of the log where there is none. */
    private int paused(BoundPolicy.BoundClock held, int from, long end) {
        int i = from;
        while (i < log.size() && log.nanos(i) < end && !held.pauses(log.status(i), log.reasons(i))) {
            i++;
        }
        return i;
    }

    /** Open nanoseconds up to the event, from the second of the opening on; past the last one, up to now, which is then the end. */
    private long openAt(int event) {
        long known = open[event];
        if (known == UNKNOWN) {
            known = openBefore(event == log.size() ? now : log.at(event));
            open[event] = known;
        }
        return known;
    }

    private long openBefore(Instant at) {
        long seconds = hours.elapsedSeconds(base, at.getEpochSecond());
        return seconds * SECOND + (at.getNano() == 0 || !hours.isOpen(at) ? 0 : at.getNano());
    }
}
