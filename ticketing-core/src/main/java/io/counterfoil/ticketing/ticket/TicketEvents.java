package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.ticketing.ticket.TicketEvent.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the events of one command on one ticket; whether they may come is the table's question. */
final class TicketEvents {

    private final Ticket ticket;
    private final History.Stamped.Stamp stamp;
    private final Instant now;
    private final List<TicketEvent> events = new ArrayList<>(2);

    TicketEvents(Ticket ticket, History.Stamped.Stamp stamp, Instant now) {
        this.ticket = ticket;
        this.stamp = stamp;
        this.now = now;
    }

    List<TicketEvent> of(TicketCommand command) {
        if (command instanceof TicketCommand.Open open) {
            open(open);
        } else if (command instanceof TicketCommand.Write write) {
            write(write.entry(), write.text(), write.happenedAt());
        } else if (command instanceof TicketCommand.Ask ask) {
            events.add(new TicketEvent.Asked(next(), ask.reason()));
        } else if (command instanceof TicketCommand.Hold hold) {
            events.add(new TicketEvent.Held(next(), hold.reason(), hold.reviewAt()));
        } else if (command instanceof TicketCommand.Resume resume) {
            events.add(new TicketEvent.Resumed(next(), resume.reason()));
        } else if (command instanceof TicketCommand.Solve solve) {
            events.add(new TicketEvent.Solved(next(), solve.reason(), solve.rootCause()));
        } else if (command instanceof TicketCommand.Reopen reopen) {
            events.add(new TicketEvent.Reopened(next(), reopen.reason()));
        } else if (command instanceof TicketCommand.Assign assign) {
            events.add(new TicketEvent.Assigned(next(), assign.queue(), assign.agent()));
            startIfNew();
        } else {
            rare(command);
        }
        return events;
    }

    private void rare(TicketCommand command) {
        if (command instanceof PlainCommand plain) {
            events.add(plain.event(next()));
        } else if (command instanceof TicketCommand.Close) {
            events.add(new TicketEvent.Closed(next()));
        } else if (command instanceof TicketCommand.Merge merge) {
            events.add(new TicketEvent.Merged(next(), merge.into()));
        } else if (command instanceof TicketCommand.Link link) {
            events.add(new TicketEvent.Linked(next(), link.kind(), link.to()));
        } else if (command instanceof TicketCommand.ApplyPolicy apply) {
            events.add(
                    apply.policy().isEmpty()
                            ? new TicketEvent.PolicyWithdrawn(next())
                            : new TicketEvent.PolicyApplied(next(), apply.policy()));
        } else if (command instanceof TicketCommand.Pause pause) {
            events.add(
                    pause.begins()
                            ? new TicketEvent.PauseBegun(next(), pause.reason())
                            : new TicketEvent.PauseEnded(next(), pause.reason()));
        }
    }

    private void open(TicketCommand.Open open) {
        if (ticket.exists()) {
            write(Entry.CUSTOMER_MESSAGE, open.cause(), null);
        } else {
            Instant since = open.intake().since().orElse(now);
            events.add(new TicketEvent.Opened(new Occurrence(stamp, nextSequence(), since), open.intake()));
        }
    }

    private void write(Entry entry, String text, @Nullable Instant happenedAt) {
        Instant at = happenedAt == null ? now : happenedAt;
        Occurrence occurrence = new Occurrence(stamp, nextSequence(), at);
        switch (entry) {
            case CUSTOMER_MESSAGE -> {
                events.add(new TicketEvent.CustomerWrote(occurrence, text));
                goOn();
            }
            case REPLY -> {
                events.add(new TicketEvent.Replied(occurrence, text));
                startIfNew();
            }
            case AUTO_REPLY -> events.add(new TicketEvent.AutoReplied(occurrence, text));
            case NOTE -> events.add(new TicketEvent.Noted(occurrence, text));
        }
    }

    private void goOn() {
        switch (ticket.status()) {
            case PENDING, ON_HOLD -> events.add(new TicketEvent.Resumed(next(), "the customer wrote"));
            case SOLVED -> events.add(new TicketEvent.Reopened(next(), "the customer wrote"));
            case NEW, OPEN, CLOSED -> {}
        }
    }

    private void startIfNew() {
        if (ticket.status() == TicketStatus.NEW) {
            events.add(new TicketEvent.Started(next()));
        }
    }

    private Occurrence next() {
        return new Occurrence(stamp, nextSequence(), now);
    }

    private long nextSequence() {
        return (long) ticket.history().size() + events.size();
    }
}
