package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.lifecycle.History;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Takes words out of events and tickets and leaves everything that clocks and measures read. Immutable. */
final class TextRemoval {

    private static final String GONE = "[redacted]";

    private final TicketEvent.Redacted event;
    private final Set<Ticket.Text> texts;

    private TextRemoval(TicketEvent.Redacted event) {
        this.event = event;
        this.texts = event.texts();
    }

    static TextRemoval of(TicketEvent.Redacted event) {
        return new TextRemoval(event);
    }

    /** The ticket as if what is gone had never been written. */
    void apply(ImmutableTicket.Builder next, Ticket ticket) {
        History<TicketEvent> history = History.empty();
        for (TicketEvent before : ticket.log()) {
            history = history.plus(without(before));
        }
        next.history(history.plus(event)).intake(ticket.intake().map(this::without));
        if (texts.contains(Ticket.Text.FIELDS)) {
            Map<String, String> fields = new LinkedHashMap<>(ticket.fields());
            fields.replaceAll((name, value) -> GONE);
            next.fields(fields);
        }
    }

    private Intake without(Intake intake) {
        return texts.contains(Ticket.Text.TITLE)
                ? Intake.builder()
                        .from(intake)
                        .title(GONE)
                        .evidence(Evidence.none())
                        .build()
                : intake;
    }

    private String without(Ticket.Text sort, String text) {
        return texts.contains(sort) ? GONE : text;
    }

    TicketEvent without(TicketEvent before) {
        TicketEvent.Occurrence at = before.occurrence();
        if (before instanceof TicketEvent.Opened opened) {
            return new TicketEvent.Opened(at, without(opened.intake()));
        }
        if (before instanceof TicketEvent.CustomerWrote wrote) {
            return new TicketEvent.CustomerWrote(at, without(Ticket.Text.MESSAGES, wrote.text()));
        }
        if (before instanceof TicketEvent.Replied replied) {
            return new TicketEvent.Replied(at, without(Ticket.Text.MESSAGES, replied.text()));
        }
        if (before instanceof TicketEvent.AutoReplied replied) {
            return new TicketEvent.AutoReplied(at, without(Ticket.Text.MESSAGES, replied.text()));
        }
        if (before instanceof TicketEvent.Noted noted) {
            return new TicketEvent.Noted(at, without(Ticket.Text.NOTES, noted.text()));
        }
        if (before instanceof TicketEvent.FieldChanged changed) {
            return changed.value().isEmpty()
                    ? changed
                    : new TicketEvent.FieldChanged(at, changed.field(), without(Ticket.Text.FIELDS, changed.value()));
        }
        if (before instanceof TicketEvent.Called called) {
            TicketEvent.Called.Note note = called.note();
            return new TicketEvent.Called(
                    at,
                    new TicketEvent.Called.Note(
                            note.outcome(),
                            note.length(),
                            without(Ticket.Text.CALLS, note.number()),
                            without(Ticket.Text.CALLS, note.text())));
        }
        if (before instanceof TicketEvent.Absorbed absorbed) {
            return new TicketEvent.Absorbed(
                    at,
                    absorbed.from(),
                    absorbed.log().stream().map(this::without).toList());
        }
        return withoutReason(before, at);
    }

    private TicketEvent withoutReason(TicketEvent before, TicketEvent.Occurrence at) {
        if (!texts.contains(Ticket.Text.REASONS)) {
            return before;
        }
        if (before instanceof TicketEvent.Asked) {
            return new TicketEvent.Asked(at, GONE);
        }
        if (before instanceof TicketEvent.Held held) {
            return new TicketEvent.Held(at, GONE, held.reviewAt());
        }
        if (before instanceof TicketEvent.Resumed) {
            return new TicketEvent.Resumed(at, GONE);
        }
        if (before instanceof TicketEvent.Reopened) {
            return new TicketEvent.Reopened(at, GONE);
        }
        if (before instanceof TicketEvent.Escalated) {
            return new TicketEvent.Escalated(at, GONE);
        }
        return before;
    }
}
