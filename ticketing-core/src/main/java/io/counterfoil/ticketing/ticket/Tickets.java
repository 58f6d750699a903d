package io.counterfoil.ticketing.ticket;

import static io.counterfoil.ticketing.ticket.TicketStatus.CLOSED;
import static io.counterfoil.ticketing.ticket.TicketStatus.NEW;
import static io.counterfoil.ticketing.ticket.TicketStatus.SOLVED;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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

    private final UnaryOperator<Instant> reopenUntil;
    private final Lifecycle<TicketStatus, TicketEvent> lifecycle;

    private Tickets(Builder builder) {
        reopenUntil = builder.reopenUntil;
        lifecycle = TicketTable.build();
    }

    /** A reopen window of seven days: five business days of a Monday-to-Friday week. */
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
        if (command instanceof TicketCommand.Open open
                && open.intake().since().filter(since -> since.isAfter(now)).isPresent()) {
            return Decision.refused(
                    ticket,
                    Refusal.of(
                            TicketCode.HAPPENED_LATER,
                            "the ticket's clocks start at "
                                    + open.intake().since().get() + ", expected not later than " + now));
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
        if (guard == TicketCode.READY_TO_SOLVE) {
            boolean exception = ticket.intake().flatMap(Intake::alert).isPresent();
            boolean dropped = command instanceof TicketCommand.Solve ended
                    && !ended.reason().settles();
            return (dropped || ticket.openItems().isEmpty())
                    && (!exception
                            || (command instanceof TicketCommand.Solve solve
                                    && !solve.rootCause().isBlank()));
        }
        if (guard == TicketCode.WITHIN_REOPEN_WINDOW) {
            return command instanceof TicketCommand.Reopen
                    || ticket.solvedAt()
                            .map(solved -> !now.isAfter(reopenUntil.apply(solved)))
                            .orElse(true);
        }
        if (guard == TicketCode.SURVIVOR_LIVES) {
            return command instanceof TicketCommand.Merge merge
                    && merge.survivorStatus() != CLOSED
                    && !merge.into().equals(ticket.id());
        }
        throw new IllegalStateException("guard " + guard.id() + " has no rule");
    }

    /**
     * The log as a store may keep it once a redaction is in it: the same events in the same places, without the words that were taken away. It folds to the same
     * ticket as the full log, so that a store may put it in its place.
     */
    public static List<TicketEvent> withoutRedactedText(List<TicketEvent> log) {
        List<TicketEvent> kept = new ArrayList<>(log);
        for (int at = 0; at < kept.size(); at++) {
            if (kept.get(at) instanceof TicketEvent.Redacted redacted) {
                TextRemoval removal = TextRemoval.of(redacted);
                for (int before = 0; before < at; before++) {
                    kept.set(before, removal.without(kept.get(before)));
                }
            }
        }
        return List.copyOf(kept);
    }

    /** What time alone does to the ticket by now: the review instant resumes a held one, the end of the reopen window closes a solved one. */
    public Optional<TicketCommand> propose(Ticket ticket, Instant now) {
        if (ticket.status() == TicketStatus.ON_HOLD) {
            return ticket.reviewAt()
                    .filter(review -> !review.isAfter(now))
                    .map(review -> TicketCommand.resume("the review instant came", Actor.clock(), "review/" + review));
        }
        return ticket.status() != SOLVED
                ? Optional.empty()
                : ticket.solvedAt()
                        .filter(solved -> now.isAfter(reopenUntil.apply(solved)))
                        .map(solved -> TicketCommand.close(Actor.clock(), "window-over/" + solved));
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
                next.agent(assigned.agent()).route(ticket.route().map(from -> TicketFold.routed(from, assigned)));
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
            case REDACTED -> TextRemoval.of((TicketEvent.Redacted) event).apply(next, ticket);
            case PAUSE_ENDED ->
                next.pauses(TicketFold.changed(ticket.pauses(), ((TicketEvent.PauseEnded) event).reason(), false));
            default -> TicketFold.add(next, ticket, event);
        }
        return next.build();
    }

    private static String name(TicketCommand command) {
        return command.getClass().getSimpleName();
    }

    /** Options of the machine. Not thread-safe. */
    public static final class Builder {

        private UnaryOperator<Instant> reopenUntil = solved -> solved.plus(WEEK);

        private Builder() {}

        /** How long after solving a customer's message opens the ticket again, wall-clock time; default seven days. */
        public Builder reopenWindow(Duration window) {
            if (window.isNegative()) {
                throw new IllegalArgumentException("reopen window is " + window + ", expected zero or more");
            }
            reopenUntil = solved -> solved.plus(window);
            return this;
        }

        /** The same in business days, such as the end of the fifth one; in hours that never open again the window stays open. */
        public Builder reopenWindow(BusinessDays window, BusinessHours hours) {
            reopenUntil = solved -> hours.deadline(solved, window)
                    .at()
                    .map(OpenHours.Due.At::roll)
                    .orElse(Instant.MAX);
            return this;
        }

        /** The machine. */
        public Tickets build() {
            return new Tickets(this);
        }
    }
}
