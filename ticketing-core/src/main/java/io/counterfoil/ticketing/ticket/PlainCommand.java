package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.ticket.TicketEvent.Occurrence;
import io.counterfoil.ticketing.triage.Route;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A command that makes one event, the same in every state of the ticket; equal to another of the same words, person and key. Immutable. */
final class PlainCommand implements TicketCommand {

    private final Sha256 body;
    private final String verb;
    private final Function<Occurrence, TicketEvent> makes;
    private final Actor by;
    private final IdempotencyKey key;

    private PlainCommand(
            String verb, List<?> words, Function<Occurrence, TicketEvent> makes, Actor by, IdempotencyKey key) {
        this.body = Sha256.ofFields(verb, by.id(), words);
        this.verb = verb;
        this.makes = makes;
        this.by = by;
        this.key = key;
    }

    private static PlainCommand of(
            String verb, List<?> words, Function<Occurrence, TicketEvent> makes, Actor by, String key) {
        return new PlainCommand(verb, words, makes, by, IdempotencyKey.of(key));
    }

    static PlainCommand setField(String field, String value, Actor by, String key) {
        return of("field", List.of(field, value), at -> new TicketEvent.FieldChanged(at, field, value), by, key);
    }

    static PlainCommand watch(String person, boolean begins, Actor by, String key) {
        return of("watch", List.of(person, begins), at -> new TicketEvent.WatchChanged(at, person, begins), by, key);
    }

    static PlainCommand mark(List<String> items, TicketEvent.ChecklistChanged.Mark mark, Actor by, String key) {
        return of("checklist", List.of(items, mark), at -> new TicketEvent.ChecklistChanged(at, items, mark), by, key);
    }

    static PlainCommand called(TicketEvent.Called.Note note, Actor by, String key) {
        return of("called", List.of(note), at -> new TicketEvent.Called(at, note), by, key);
    }

    static PlainCommand reclassify(Route route, Actor by, String key) {
        return of("reclassify", List.of(route), at -> new TicketEvent.Reclassified(at, route), by, key);
    }

    static PlainCommand absorb(Ticket merged, Actor by, String key) {
        TicketId from = merged.id();
        List<TicketEvent> log = merged.log();
        return of("absorb", List.of(from), at -> new TicketEvent.Absorbed(at, from, log), by, key);
    }

    static PlainCommand escalate(String reason, Actor by, String key) {
        return of("escalate", List.of(reason), at -> new TicketEvent.Escalated(at, reason), by, key);
    }

    static PlainCommand told(String notice, String to, Actor by) {
        return new PlainCommand(
                "told",
                List.of(notice, to),
                at -> new TicketEvent.Told(at, notice, to),
                by,
                IdempotencyKey.derived("told", notice));
    }

    static PlainCommand acknowledge(String escalation, Actor by, String key) {
        return of("acknowledge", List.of(escalation), at -> new TicketEvent.Acknowledged(at, escalation), by, key);
    }

    static PlainCommand redact(Set<Ticket.Text> texts, Actor by, String key) {
        Set<Ticket.Text> sorted = Collections.unmodifiableSet(EnumSet.copyOf(texts));
        return of("redact", List.of(sorted), at -> new TicketEvent.Redacted(at, sorted), by, key);
    }

    TicketEvent event(Occurrence occurrence) {
        return makes.apply(occurrence);
    }

    @Override
    public Actor by() {
        return by;
    }

    @Override
    public IdempotencyKey key() {
        return key;
    }

    @Override
    public Sha256 body() {
        return body;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PlainCommand that
                && body.equals(that.body)
                && by.equals(that.by)
                && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return body.hashCode();
    }

    @Override
    public String toString() {
        return verb + " by " + by.id() + ", key " + key;
    }
}
