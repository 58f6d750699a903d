package io.counterfoil.payments.hours;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Open time to the nanosecond: whole seconds are the timeline's, a fraction counts where its second is open. Thread-safe. */
final class FineTime {

    private final Timeline time;

    FineTime(Timeline time) {
        this.time = time;
    }

    Duration elapsed(Instant from, Instant to) {
        return Duration.ofSeconds(
                time.before(to.getEpochSecond()) - time.before(from.getEpochSecond()),
                (long) openNanos(to) - openNanos(from));
    }

    OpenHours.Due deadline(Instant start, Duration amount) {
        Duration open = openBefore(start).plus(amount);
        Reached roll = latest(start, open, true);
        Reached stay = amount.isZero() ? new Reached(start, true) : earliest(start, open, true);
        return due(stay, roll);
    }

    OpenHours.Due before(Instant end, Duration amount) {
        Duration open = openBefore(end).minus(amount);
        Reached roll = earliest(end, open, false);
        Reached stay = amount.isZero() ? new Reached(end, true) : latest(end, open, false);
        return due(stay, roll);
    }

    private static OpenHours.Due due(Reached stay, Reached roll) {
        if (!stay.found) {
            return new OpenHours.Due.NeverOpens(stay.at);
        }
        return roll.found ? new OpenHours.Due.At(stay.at, roll.at) : new OpenHours.Due.NeverOpens(roll.at);
    }

    /** The instant itself where it is open, else the next opening. */
    Optional<Instant> nextOpen(Instant at) {
        return latest(at, openBefore(at), true).instant();
    }

    /** The instant itself where open time runs up to it, else the last closing before it. */
    Optional<Instant> prevClose(Instant at) {
        return earliest(at, openBefore(at), false).instant();
    }

    List<OpenHours.Interval> intervals(Instant from, Instant to) {
        time.requireCovered(from.getEpochSecond());
        time.requireCovered(ceiling(to));
        long[] spans = time.spans(from.getEpochSecond(), ceiling(to));
        List<OpenHours.Interval> intervals = new ArrayList<>(spans.length / 2);
        for (int at = 0; at < spans.length; at += 2) {
            Instant opens = Instant.ofEpochSecond(spans[at]);
            Instant closes = Instant.ofEpochSecond(spans[at + 1]);
            Instant first = opens.isBefore(from) ? from : opens;
            Instant last = closes.isAfter(to) ? to : closes;
            if (first.isBefore(last)) {
                intervals.add(new OpenHours.Interval(first, last));
            }
        }
        return List.copyOf(intervals);
    }

    /** Open time before the instant, from a fixed but arbitrary beginning. */
    private Duration openBefore(Instant at) {
        return Duration.ofSeconds(time.before(at.getEpochSecond()), openNanos(at));
    }

    private int openNanos(Instant at) {
        if (at.getNano() == 0) {
            return 0;
        }
        time.requireCovered(at.getEpochSecond() + 1);
        return time.isOpen(at.getEpochSecond()) ? at.getNano() : 0;
    }

    private static long ceiling(Instant at) {
        return at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1;
    }

    private record Reached(Instant at, boolean found) {
        Optional<Instant> instant() {
            return found ? Optional.of(at) : Optional.empty();
        }
    }

    /** The last instant with so much open time before it. */
    private Reached latest(Instant origin, Duration open, boolean forward) {
        long seconds = open.getSeconds();
        return reached(
                forward
                        ? time.forward(origin.getEpochSecond(), seconds, true)
                        : time.backward(ceiling(origin), seconds, false),
                open.getNano());
    }

    /** The first instant with so much open time before it. */
    private Reached earliest(Instant origin, Duration open, boolean forward) {
        if (open.getNano() != 0) {
            return latest(origin, open, forward); // inside an open second: there is only one such instant
        }
        long seconds = open.getSeconds();
        return reached(
                forward
                        ? time.forward(origin.getEpochSecond(), seconds, false)
                        : time.backward(ceiling(origin), seconds, true),
                0);
    }

    private static Reached reached(Timeline.Reach reach, int nanos) {
        Instant at = Instant.ofEpochSecond(reach.second(), reach.found() ? nanos : 0);
        return new Reached(at, reach.found());
    }
}
