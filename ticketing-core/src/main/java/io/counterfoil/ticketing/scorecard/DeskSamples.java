package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.scorecard.Samples.Sample;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What tickets add to a scorecard: their clocks, and what their logs say of the work. */
final class DeskSamples {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Comparator<TicketEvent> ORDER = Comparator.comparing(TicketEvent::at)
            .thenComparing(event -> event.occurrence().sequence())
            .thenComparing(TicketEvent::id);

    private final Frame frame;
    private final Clocks clocks;
    private final Set<TicketId> escalated;

    DeskSamples(Frame frame, Clocks clocks, Set<TicketId> escalated) {
        this.frame = frame;
        this.clocks = clocks;
        this.escalated = escalated;
    }

    void add(Ticket ticket) {
        if (!ticket.exists()) {
            return;
        }
        Instant seen = frame.options().byCreation() ? frame.now() : frame.cut();
        List<TicketEvent> events = new ArrayList<>();
        for (TicketEvent event : ticket.log()) {
            if (!event.at().isAfter(seen)) {
                events.add(event);
            }
        }
        events.sort(ORDER);
        if (events.isEmpty() || isExcluded(events)) {
            return;
        }
        Instant opened = events.get(0).at();
        boolean ofCohort = frame.holds(opened);
        if (frame.wants(MeasureId.Source.CLOCK) && (ofCohort || !frame.options().byCreation())) {
            clocks(ticket.id().value(), clocks.read(ticket, seen), opened, ofCohort, seen);
        }
        if (frame.wants(MeasureId.Source.LOG)) {
            log(ticket, events, opened);
        }
    }

    private boolean isExcluded(List<TicketEvent> events) {
        CloseReason reason = null;
        for (TicketEvent event : events) {
            if (event instanceof TicketEvent.Solved solved) {
                reason = solved.reason();
            } else if (event.kind() == TicketEvent.Kind.MERGED) {
                reason = CloseReason.MERGED;
            } else if (event.kind() == TicketEvent.Kind.REOPENED) {
                reason = null;
            }
        }
        return reason != null && frame.options().excluded().contains(reason);
    }

    private void clocks(String id, ClockReadings readings, Instant opened, boolean ofCohort, Instant seen) {
        for (MeasureId measure : MeasureId.values()) {
            if (measure.source() == MeasureId.Source.CLOCK && frame.wants(measure)) {
                measure.clock().flatMap(readings::find).ifPresent(reading -> {
                    if (measure.figure() == MeasureId.Figure.SURVIVAL_MEAN
                            || measure.figure() == MeasureId.Figure.SURVIVAL_MEDIAN) {
                        survival(measure, id, reading, ofCohort, seen);
                    } else {
                        clock(measure, id, reading, opened, seen);
                    }
                });
            }
        }
    }

    private void survival(MeasureId measure, String id, ClockReading reading, boolean ofCohort, Instant seen) {
        if (ofCohort && reading.startedAt().isPresent()) {
            boolean over = reading.state() == ClockState.STOPPED;
            frame.count(
                    measure,
                    id,
                    new Sample(
                            Frame.in(day(reading, seen), reading.elapsed()),
                            over ? BigDecimal.ONE : BigDecimal.ZERO,
                            reading.breached()));
        }
    }

    private void clock(MeasureId measure, String id, ClockReading reading, Instant opened, Instant seen) {
        boolean open = reading.stoppedAt().isEmpty() && reading.startedAt().isPresent();
        boolean inside = frame.options().byCreation()
                ? reading.stoppedAt().isPresent()
                : reading.stoppedAt().filter(frame::holds).isPresent();
        boolean stopped = inside && reading.state() == ClockState.STOPPED;
        Optional<Sample> sample = switch (measure) {
            case ON_TIME -> onTime(reading.breached() && (inside || open), !reading.breached() && stopped);
            case ON_TIME_DUE -> {
                boolean due = reading.due().filter(at -> frame.holds(at.stay())).isPresent();
                yield onTime(
                        due && reading.breached(), due && !reading.breached() && reading.state() == ClockState.STOPPED);
            }
            case ON_TIME_CLOSED_ONLY, FIRST_REPLY_IN_TIME ->
                stopped ? onTime(reading.breached(), !reading.breached()) : Optional.empty();
            case RESOLUTION_DATES ->
                stopped ? Optional.of(Sample.of(dates(opened, reading), reading.breached())) : Optional.empty();
            default ->
                stopped ? Optional.of(Sample.of(used(measure, reading, seen), reading.breached())) : Optional.empty();
        };
        sample.ifPresent(found -> frame.count(measure, id, found));
        if (open && sample.isEmpty()) {
            frame.await(measure, id, used(measure, reading, seen));
        }
        if (measure == MeasureId.ON_TIME_CLOSED_ONLY) {
            frame.mark(measure, Measure.Mark.CLOSED_ONLY);
        }
        if (frame.options().byCreation()) {
            frame.mark(measure, Measure.Mark.COHORT);
        }
    }

    private static Optional<Sample> onTime(boolean missed, boolean met) {
        return missed || met ? Optional.of(Sample.ofShare(met, missed)) : Optional.empty();
    }

    private BigDecimal used(MeasureId measure, ClockReading reading, Instant seen) {
        boolean inHours =
                measure.clock().filter(kind -> kind == ClockKind.FIRST_REPLY).isPresent();
        return Frame.in(inHours ? HOUR : day(reading, seen), reading.elapsed());
    }

    private Duration day(ClockReading reading, Instant seen) {
        Instant at = reading.stoppedAt().orElse(seen);
        return reading.policy()
                .map(policy -> policy.hoursAt(at))
                .orElseGet(() -> clocks.standard().hours())
                .nominalDay();
    }

    private BigDecimal dates(Instant opened, ClockReading reading) {
        Instant stopped = reading.stoppedAt().orElseThrow();
        BusinessHours hours = reading.policy()
                .map(policy -> policy.hoursAt(stopped))
                .orElseGet(() -> clocks.standard().hours());
        LocalDate from = LocalDate.ofInstant(opened, hours.zone());
        LocalDate to = LocalDate.ofInstant(stopped, hours.zone());
        return BigDecimal.valueOf(hours.calendar().businessDates(from.plusDays(1), to.plusDays(1)));
    }

    private void log(Ticket ticket, List<TicketEvent> events, Instant opened) {
        String id = ticket.id().value();
        TicketStatus status = TicketStatus.NEW;
        List<Instant> solved = new ArrayList<>();
        int replies = 0;
        int repliesToSolution = 0;
        String queue = "";
        boolean transferred = false;
        boolean up = escalated.contains(ticket.id());
        for (TicketEvent event : events) {
            status = event.status().orElse(status);
            up |= event.kind() == TicketEvent.Kind.ESCALATED;
            if (event.kind() == TicketEvent.Kind.REPLIED) {
                replies++;
            } else if (event instanceof TicketEvent.Assigned assigned) {
                transferred |= !queue.isEmpty() && !queue.equals(assigned.queue());
                queue = assigned.queue();
            } else if (event.kind() == TicketEvent.Kind.SOLVED
                    && (frame.options().byCreation() ? frame.holds(opened) : frame.holds(event.at()))) {
                solved.add(event.at());
                repliesToSolution = replies;
            }
        }
        if (status.isOpen() && (!frame.options().byCreation() || frame.holds(opened))) {
            BusinessHours hours = clocks.standard().hours();
            Instant seen = frame.options().byCreation() ? frame.now() : frame.cut();
            BigDecimal age = Frame.in(hours.nominalDay(), hours.elapsed(opened, seen));
            frame.count(MeasureId.BACKLOG_AGE, id, Sample.of(age, false));
        }
        if (!solved.isEmpty()) {
            boolean reopened = isReopened(ticket, solved);
            boolean atOnce = repliesToSolution == 1 && !reopened && !transferred;
            frame.share(MeasureId.FIRST_CONTACT, id, atOnce, !atOnce);
            frame.share(MeasureId.REOPENED, id, reopened, reopened);
            frame.share(MeasureId.TRANSFERRED, id, transferred, transferred);
            frame.share(MeasureId.ESCALATED, id, up, up);
            frame.count(MeasureId.TOUCHES, id, Sample.of(BigDecimal.valueOf(repliesToSolution), false));
        }
    }

    /** Looks beyond the end of the period, but no further than the window: a report that is made after it stays as it is. */
    private boolean isReopened(Ticket ticket, List<Instant> solved) {
        for (TicketEvent event : ticket.log()) {
            if (event.kind() == TicketEvent.Kind.REOPENED && !event.at().isAfter(frame.now())) {
                for (Instant at : solved) {
                    if (!event.at().isBefore(at)
                            && !event.at().isAfter(at.plus(frame.options().reopenWindow()))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
