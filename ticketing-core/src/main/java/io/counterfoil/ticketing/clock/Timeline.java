package io.counterfoil.ticketing.clock;

import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Cuts the spans of a clock into stretches: where it runs, where it stands still, in which hours (ticketing specification 4.3). */
final class Timeline {

    private final List<Moment> moments;
    private final List<Phase> phases;

    /** What holds from an instant on. */
    private record Moment(Instant from, TicketStatus status, Set<String> reasons) {

        boolean pauses(ClockSpec clock) {
            return clock.pausingStatuses().contains(status) || !Collections.disjoint(clock.pausedBy(), reasons);
        }
    }

    Timeline(ClockLog log, List<Phase> phases) {
        this.phases = phases;
        this.moments = moments(log);
    }

    private static List<Moment> moments(ClockLog log) {
        List<Moment> moments = new ArrayList<>();
        TicketStatus status = TicketStatus.NEW;
        Set<String> reasons = Set.of();
        for (TicketEvent event : log.events()) {
            status = event.status().orElse(status);
            reasons = reasons(reasons, event);
            moments.add(new Moment(event.at(), status, reasons));
        }
        return moments;
    }

    private static Set<String> reasons(Set<String> active, TicketEvent event) {
        if (event instanceof TicketEvent.PauseBegun begun) {
            Set<String> more = new HashSet<>(active);
            more.add(begun.reason());
            return more;
        }
        if (event instanceof TicketEvent.PauseEnded ended) {
            Set<String> fewer = new HashSet<>(active);
            fewer.remove(ended.reason());
            return fewer;
        }
        return active;
    }

    /** The stretches of the spans up to the end, after every carry up to the phase that judges, and the cap on pauses. */
    List<Stretch> stretches(ClockKind kind, List<Cycle> spans, Instant end, Phase judging) {
        List<Stretch> pieces = new ArrayList<>();
        for (Cycle span : spans) {
            Instant to = span.end().filter(at -> at.isBefore(end)).orElse(end);
            cut(kind, span.start(), to, pieces);
        }
        List<Stretch> carried = carry(pieces, judging);
        List<Stretch> byHours = new ArrayList<>();
        carried.forEach(piece -> byHours.addAll(byHours(piece)));
        return capped(kind, byHours);
    }

    private void cut(ClockKind kind, Instant from, Instant to, List<Stretch> pieces) {
        TreeSet<Instant> cuts = new TreeSet<>();
        cuts.add(from);
        moments.forEach(moment -> cuts.add(moment.from()));
        phases.forEach(phase -> cuts.add(phase.from()));
        cuts.add(to);
        List<Instant> inside = new ArrayList<>(cuts.subSet(from, true, to, true));
        for (int at = 0; at + 1 < inside.size(); at++) {
            Instant start = inside.get(at);
            Instant stop = inside.get(at + 1);
            Phase phase = phaseAt(start);
            phase.clock(kind)
                    .ifPresent(clock -> pieces.add(Stretch.of(
                            start, stop, pausedAt(clock, start), phase.policy().orElseThrow())));
        }
    }

    /** Whether the clock would stand still at the instant. */
    boolean pausedAt(ClockSpec clock, Instant at) {
        for (int last = moments.size() - 1; last >= 0; last--) {
            if (!moments.get(last).from().isAfter(at)) {
                return moments.get(last).pauses(clock);
            }
        }
        return false;
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
