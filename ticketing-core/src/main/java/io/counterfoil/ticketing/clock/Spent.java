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
 * all clocks, and no span of time becomes an object. Says nothing where an amount is used up at the edge of running time; the stretches know both of its
 * instants. Confined to one thread while clocks are read; afterwards only what was looked up for a clock is asked about it.
 */
final class Spent {

    static final long SECOND = 1_000_000_000L;
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final int NOWHERE = -1;
    private static final int UNCLEAR = -2;

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
        base = hours.openSeconds(Math.floorDiv(log.nanos(0), SECOND));
        open = new long[log.size() + 1];
        Arrays.fill(open, UNKNOWN);
    }

    /** The columns; null where the log is empty or now is centuries away. */
    static @Nullable Spent of(ClockLog log, BusinessHours hours, Instant now) {
        long nanos = ClockLog.nanos(now);
        return log.size() == 0 || nanos == UNKNOWN ? null : new Spent(log, hours, now, nanos);
    }

    /**
     * What a clock has used, and where it has used up an amount.
     *
     * @param elapsed open nanoseconds in which nothing paused it
     * @param from from which event on it ran when it used the amount up; {@link #NOWHERE} where it has not, {@link #UNCLEAR} where only the stretches tell
     * @param left how much of the amount was left then, or is left now
     */
    record Use(long elapsed, int from, long left) {}

    /** One walk along the log for both: open time in the spans in which nothing pauses the clock, and where the amount is used up. */
    Use use(BoundPolicy.BoundClock held, List<Cycle> spans, Duration amount) {
        long left = amount.toSeconds() >= Long.MAX_VALUE / 2 / SECOND ? Long.MAX_VALUE : amount.toNanos();
        long used = 0;
        int at = left == Long.MAX_VALUE ? UNCLEAR : NOWHERE;
        for (int i = 0; i < spans.size(); i++) {
            Cycle span = spans.get(i);
            long end = end(span);
            int from = running(held, last(span.start()), end);
            while (from < log.size()) {
                int to = paused(held, from + 1, end);
                long ran = openAt(to) - openAt(from);
                used += ran;
                if (at == NOWHERE) {
                    if (ran < left) {
                        left -= ran;
                    } else {
                        at = ran > left ? from : UNCLEAR;
                    }
                }
                from = running(held, to, end);
            }
        }
        return new Use(used, at == NOWHERE && left == 0 ? UNCLEAR : at, left);
    }

    /**
     * When the amount of a use is used up, where that is inside a part that runs.
     *
     * @param end from when on the clock goes on without end; null where it does not
     */
    OpenHours.Due.@Nullable At usedUp(Use use, @Nullable Instant end) {
        if (use.from() == UNCLEAR) {
            return null;
        }
        if (use.from() != NOWHERE) {
            return after(log.at(use.from()), use.left());
        }
        return end == null ? null : after(end, use.left());
    }

    /** So much open time after the start; inside open time there is only one such instant. */
    private OpenHours.Due.@Nullable At after(Instant start, long left) {
        long open = left + (start.getNano() == 0 || !hours.isOpen(start) ? 0 : start.getNano());
        long seconds = open / SECOND;
        long second = seconds == 0 ? start.getEpochSecond() : hours.deadlineSecond(start.getEpochSecond(), seconds);
        if (second != Long.MAX_VALUE) {
            Instant at = Instant.ofEpochSecond(second, open % SECOND);
            if (hours.isOpen(at)) {
                return new OpenHours.Due.At(at, at);
            }
        }
        return hours.deadline(start, Duration.ofNanos(left)).at().orElse(null);
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
        long seconds = hours.openSeconds(at.getEpochSecond()) - base;
        return seconds * SECOND + (at.getNano() == 0 || !hours.isOpen(at) ? 0 : at.getNano());
    }
}
