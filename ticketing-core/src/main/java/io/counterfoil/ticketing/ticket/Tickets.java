package io.counterfoil.ticketing.ticket;

import static io.counterfoil.ticketing.ticket.TicketStatus.CLOSED;
import static io.counterfoil.ticketing.ticket.TicketStatus.NEW;
import static io.counterfoil.ticketing.ticket.TicketStatus.SOLVED;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.StateMachine;
import io.counterfoil.ticketing.triage.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The machine of tickets (ticketing specification 4.2).
 *
 * <p>A reply or an assignment starts a new ticket; a customer's message resumes a waiting one and reopens a solved one within the reopen window; each of
 * these makes a second event that says the status. Refusals are the lifecycle's, then {@link TicketCode}'s guards. Immutable, thread-safe.
 */
public final class Tickets implements StateMachine<Ticket, TicketCommand, TicketEvent> {

    /** Five business days of a Monday-to-Friday week, whatever day they begin on. */
    private static final Duration WEEK = Duration.ofDays(7);

    private final Duration reopenWindow;
    private final Lifecycle<TicketStatus, TicketEvent> lifecycle;

    private Tickets(Builder builder) {
        reopenWindow = builder.reopenWindow;
        lifecycle = TicketTable.build();
    }

    /** A reopen window of seven days. */
    public static Tickets standard() {
        return builder().build();
    }

    /** A machine with other options; unset, they are those of {@link #standard()}. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Ticket initial() {
        return ImmutableTicket.builder()
                .id(TicketId.of("(not opened)"))
                .status(NEW)
                .history(History.empty())
                .build();
    }

    @Override
    public Lifecycle<TicketStatus, TicketEvent> lifecycle() {
        return lifecycle;
    }

    @Override
    public Decision<Ticket, TicketEvent> decide(Ticket ticket, TicketCommand command, Instant now) {
        Optional<Decision<Ticket, TicketEvent>> repeated = StateMachine.repeated(ticket, ticket.history(), command);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        if (!ticket.exists() && !(command instanceof TicketCommand.Open)) {
            return Decision.refused(
                    ticket,
                    Refusal.of(
                            TicketCode.NOT_OPENED,
                            "'" + name(command)
                                    + "' came before the ticket was opened\nMaybe the ticket id is another one"));
        }
        if (command instanceof TicketCommand.Write write
                && write.happenedAt() != null
                && write.happenedAt().isAfter(now)) {
            return Decision.refused(
                    ticket,
                    Refusal.of(
                            TicketCode.HAPPENED_LATER,
                            "the " + write.entry() + " happened at " + write.happenedAt() + ", expected not later than "
                                    + now));
        }
        return judge(ticket, command, now);
    }

    private Decision<Ticket, TicketEvent> judge(Ticket ticket, TicketCommand command, Instant now) {
        List<TicketEvent> events = new TicketEvents(ticket, History.Stamped.Stamp.of(command, now), now).of(command);
        Predicate<Code> holds = guard -> holds(guard, ticket, command, now);
        Ticket after = ticket;
        for (TicketEvent event : events) {
            Optional<Refusal> refusal = lifecycle.refusal(after.status(), event, command.by(), holds);
            if (refusal.isPresent()) {
                return Decision.refused(ticket, refusal.get());
            }
            after = evolve(after, event);
        }
        String kinds = events.stream().map(event -> event.kind().name()).collect(Collectors.joining(", "));
        return Decision.accepted(
                after,
                events,
                Evidence.of(TicketCode.APPLIED, kinds + " by " + command.by().id() + ", ticket is " + after.status()));
    }

    private boolean holds(Code guard, Ticket ticket, TicketCommand command, Instant now) {
        if (guard == TicketCode.REVIEW_AHEAD) {
            return command instanceof TicketCommand.Hold hold && hold.reviewAt().isAfter(now);
        }
        if (guard == TicketCode.ROOT_CAUSE_GIVEN) {
            boolean exception = ticket.intake().flatMap(Intake::alert).isPresent();
            return !exception
                    || (command instanceof TicketCommand.Solve solve
                            && !solve.rootCause().isBlank());
        }
        if (guard == TicketCode.WITHIN_REOPEN_WINDOW) {
            return command instanceof TicketCommand.Reopen
                    || ticket.solvedAt()
                            .map(solved -> !now.isAfter(solved.plus(reopenWindow)))
                            .orElse(true);
        }
        if (guard == TicketCode.SURVIVOR_LIVES) {
            return command instanceof TicketCommand.Merge merge
                    && merge.survivorStatus() != CLOSED
                    && !merge.into().equals(ticket.id());
        }
        throw new IllegalStateException("guard " + guard.id() + " has no rule");
    }

    @Override
    public Ticket evolve(Ticket ticket, TicketEvent event) {
        ImmutableTicket.Builder next = ImmutableTicket.builder()
                .from(ticket)
                .history(ticket.history().plus(event))
                .status(lifecycle.next(ticket.status(), event).orElse(ticket.status()));
        switch (event.kind()) {
            case OPENED -> {
                Intake intake = ((TicketEvent.Opened) event).intake();
                next.id(intake.id()).intake(intake).route(intake.route());
            }
            case ASSIGNED -> {
                TicketEvent.Assigned assigned = (TicketEvent.Assigned) event;
                next.agent(assigned.agent())
                        .route(ticket.route().map(from -> Route.of(assigned.queue(), from.kind(), from.priority())));
            }
            case SOLVED ->
                next.solvedAt(event.at())
                        .closeReason(((TicketEvent.Solved) event).reason())
                        .reviewAt(Optional.empty());
            case REOPENED -> next.solvedAt(Optional.empty()).closeReason(Optional.empty());
            case MERGED ->
                next.mergedInto(((TicketEvent.Merged) event).into())
                        .closeReason(CloseReason.MERGED)
                        .reviewAt(Optional.empty());
            case HELD -> next.reviewAt(((TicketEvent.Held) event).reviewAt());
            case RESUMED -> next.reviewAt(Optional.empty());
            case PAUSE_BEGUN -> next.addPauses(((TicketEvent.PauseBegun) event).reason());
            case PAUSE_ENDED -> next.pauses(without(ticket.pauses(), ((TicketEvent.PauseEnded) event).reason()));
            default -> {}
        }
        return next.build();
    }

    private static Set<String> without(Set<String> reasons, String reason) {
        Set<String> fewer = new HashSet<>(reasons);
        fewer.remove(reason);
        return fewer;
    }

    private static String name(TicketCommand command) {
        return command.getClass().getSimpleName();
    }

    /** Options of the machine. Not thread-safe. */
    public static final class Builder {

        private Duration reopenWindow = WEEK;

        private Builder() {}

        /** How long after solving a customer's message opens the ticket again, wall-clock time; default seven days. */
        public Builder reopenWindow(Duration window) {
            if (window.isNegative()) {
                throw new IllegalArgumentException("reopen window is " + window + ", expected zero or more");
            }
            reopenWindow = window;
            return this;
        }

        /** The machine. */
        public Tickets build() {
            return new Tickets(this);
        }
    }
}
