package io.counterfoil.ticketing.clock;

import io.counterfoil.ticketing.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cuts the spans of a clock into stretches: where it runs, where it stands still, in which hours (ticketing specification 4.3). */
final class Timeline {

    private final ClockLog log;
    private final List<Phase> phases;
    private final List<Merged> merged = new ArrayList<>(0);

    /** A ticket that was merged into this one, as far as it went. */
    private record Merged(Instant at, Timeline other) {}

    Timeline(ClockLog log, List<Phase> phases) {
        this.log = log;
        this.phases = phases;
        if (!log.isPlain()) {
            for (int i = 0; i < log.size(); i++) {
                if (log.event(i) instanceof TicketEvent.Absorbed absorbed) {
                    merged.add(new Merged(
                            absorbed.at(), new Timeline(ClockLog.of(absorbed.log(), absorbed.at()), phases)));
                }
            }
        }
    }

    /** The stretches of the spans up to the end, after every carry up to the phase that judges, and the cap on pauses. */
    List<Stretch> stretches(ClockKind kind, List<Cycle> spans, Instant end, Phase judging) {
        NavigableSet<Instant> cuts = null;
        if (phases.size() > 1 || !log.isPlain()) {
            cuts = new TreeSet<>();
            cuts(cuts, Instant.MAX);
        }
        List<Stretch> pieces = new ArrayList<>();
        for (Cycle span : spans) {
            Instant ended = span.end();
            cut(kind, span.start(), ended != null && ended.isBefore(end) ? ended : end, cuts, pieces);
        }
        List<Stretch> byHours = new ArrayList<>();
        carry(pieces, judging).forEach(piece -> byHours.addAll(byHours(piece)));
        return capped(kind, byHours);
    }

    /** Every instant before the limit at which something may change. */
    private void cuts(Set<Instant> cuts, Instant limit) {
        for (int i = 0; i < log.size(); i++) {
            if (log.at(i).isBefore(limit)) {
                cuts.add(log.at(i));
            }
        }
        phases.forEach(phase -> cuts.add(phase.from()));
        for (Merged other : merged) {
            cuts.add(other.at());
            other.other().cuts(cuts, other.at());
        }
    }

    private void cut(
            ClockKind kind, Instant from, Instant to, @Nullable NavigableSet<Instant> cuts, List<Stretch> pieces) {
        Instant start = from;
        while (start.isBefore(to)) {
            Instant next = cuts == null ? log.next(start) : cuts.higher(start);
            Instant stop = next == null || next.isAfter(to) ? to : next;
            BoundPolicy bound = phaseAt(start).bound();
            ClockSpec clock = bound == null ? null : bound.clock(kind);
            if (bound != null && clock != null) {
                pieces.add(Stretch.of(start, stop, isPausedAt(bound, clock, start), bound.policy()));
            }
            start = stop;
        }
    }

    /** Whether the clock would stand still at the instant: with tickets that were merged later, where all of them stood still. */
    boolean isPausedAt(BoundPolicy bound, ClockSpec clock, Instant at) {
        int last = log.last(at);
        if (last < 0 || !bound.pauses(clock, log.status(last), log.reasons(last))) {
            return false;
        }
        for (Merged other : merged) {
            if (at.isBefore(other.at()) && !other.other().isPausedAt(bound, clock, at)) {
                return false;
            }
        }
        return true;
    }

    /** What lets the clock stand still at the instant, for people. */
    String causes(BoundPolicy bound, ClockSpec clock, Instant at) {
        int last = log.last(at);
        if (last < 0) {
            return "";
        }
        Set<String> causes = new TreeSet<>(log.reasons(last));
        causes.retainAll(clock.pausedBy());
        if (bound.pauses(clock, log.status(last), Set.of())) {
            causes.add(log.status(last).name());
        }
        return String.join(" and ", causes);
    }

    Phase phaseAt(Instant at) {
        for (int last = phases.size() - 1; last > 0; last--) {
            if (!phases.get(last).from().isAfter(at)) {
                return phases.get(last);
            }
        }
        return phases.get(0);
    }

    private List<Stretch> carry(List<Stretch> pieces, Phase judging) {
        List<Stretch> carried = pieces;
        for (Phase phase : phases.subList(1, phases.indexOf(judging) + 1)) {
            if (phase.policy().isEmpty()) {
                continue;
            }
            SlaPolicy policy = phase.policy().get();
            carried = switch (policy.carry()) {
                case CARRY_ELAPSED -> carried;
                case RETROACTIVE ->
                    carried.stream()
                            .map(piece -> piece.from().isBefore(phase.from()) ? piece.under(policy) : piece)
                            .toList();
                case FRESH ->
                    carried.stream()
                            .filter(piece -> !piece.from().isBefore(phase.from()))
                            .toList();
            };
        }
        return carried;
    }

    /** The stretch in pieces, each in the hours that were in force. */
    static List<Stretch> byHours(Stretch stretch) {
        if (stretch.policy().hoursFrom().isEmpty()) {
            return List.of(stretch);
        }
        TreeSet<Instant> cuts = new TreeSet<>();
        cuts.add(stretch.from());
        stretch.policy().hoursFrom().keySet().stream()
                .filter(at -> at.isAfter(stretch.from()) && at.isBefore(stretch.to()))
                .forEach(cuts::add);
        cuts.add(stretch.to());
        List<Instant> ends = List.copyOf(cuts);
        List<Stretch> pieces = new ArrayList<>();
        for (int at = 0; at + 1 < ends.size(); at++) {
            pieces.add(Stretch.of(ends.get(at), ends.get(at + 1), stretch.paused(), stretch.policy()));
        }
        return pieces;
    }

    private static List<Stretch> capped(ClockKind kind, List<Stretch> stretches) {
        List<Stretch> capped = new ArrayList<>();
        Duration paused = Duration.ZERO;
        for (Stretch stretch : stretches) {
            Duration cap =
                    stretch.policy().clock(kind).flatMap(ClockSpec::pauseCap).orElse(null);
            if (!stretch.paused() || cap == null) {
                capped.add(stretch);
                continue;
            }
            Duration left = cap.minus(paused).isNegative() ? Duration.ZERO : cap.minus(paused);
            Duration length = stretch.length();
            paused = paused.plus(length);
            if (length.compareTo(left) <= 0) {
                capped.add(stretch);
                continue;
            }
            Instant used = stretch.hours()
                    .deadline(stretch.from(), left)
                    .at()
                    .orElseThrow()
                    .stay();
            capped.add(stretch.between(stretch.from(), used, true));
            capped.add(stretch.between(used, stretch.to(), false));
        }
        return capped;
    }
}
