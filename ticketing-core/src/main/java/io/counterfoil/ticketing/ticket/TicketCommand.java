package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.ticketing.triage.Route;
import io.counterfoil.ticketing.triage.TriageResult;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a ticket. Texts lose card numbers here, before an event exists. Immutable.
 *
 * <p>Each command has the caller's key: given again, it changes nothing and is answered with the first events.
 */
public sealed interface TicketCommand extends Command
        permits TicketCommand.Open,
                TicketCommand.Write,
                TicketCommand.Ask,
                TicketCommand.Hold,
                TicketCommand.Resume,
                TicketCommand.Solve,
                TicketCommand.Reopen,
                TicketCommand.Close,
                TicketCommand.Assign,
                TicketCommand.Merge,
                TicketCommand.Link,
                TicketCommand.ApplyPolicy,
                TicketCommand.Pause,
                PlainCommand {

    /** The customer asks for something; the ticket's id is the key, unless {@link Open#as} gives another. */
    static Open open(SubjectRef subject, String title, Actor by, String key) {
        return open(Intake.builder().id(key).subject(subject).title(title).build(), by, key);
    }

    /** A ticket with everything that is known of it. */
    static Open open(Intake intake, Actor by, String key) {
        return new Open(intake, by, IdempotencyKey.of(key));
    }

    /**
     * An alert becomes a ticket: id and key come from {@link Alert#key()}, and the same alert, whenever it was raised again, is the same command.
     */
    static Open open(Alert alert, TriageResult triaged, Actor by) {
        String sentence = alert.evidence().sentence();
        Intake intake = Intake.builder()
                .id(TicketId.of(alert.key()))
                .subject(alert.subject())
                .title(alert.kind() + " " + alert.subject() + (sentence.isEmpty() ? "" : ": " + sentence))
                .origin(Intake.Origin.ALERT)
                .route(triaged.route())
                .skills(triaged.skills())
                .mentions(triaged.mentions())
                .alert(alert.key())
                .severity(alert.severity())
                .amount(alert.amount())
                .evidence(alert.evidence().and(triaged.evidence()))
                .build();
        return new Open(intake, by, IdempotencyKey.derived("alert", alert.key()));
    }

    /** A person of ours answers in public. */
    static Write reply(String text, Actor by, String key) {
        return new Write(Entry.REPLY, text, null, by, IdempotencyKey.of(key));
    }

    /** A machine of ours answers in public. */
    static Write autoReply(String text, Actor by, String key) {
        return new Write(Entry.AUTO_REPLY, text, null, by, IdempotencyKey.of(key));
    }

    /** A note for colleagues. */
    static Write note(String text, Actor by, String key) {
        return new Write(Entry.NOTE, text, null, by, IdempotencyKey.of(key));
    }

    /** The customer writes; a waiting ticket goes on, a solved one is opened again within the reopen window. */
    static Write customerWrote(String text, Actor by, String key) {
        return new Write(Entry.CUSTOMER_MESSAGE, text, null, by, IdempotencyKey.of(key));
    }

    /** The customer is asked for something; the ticket waits. */
    static Ask ask(String reason, Actor by, String key) {
        return new Ask(reason, by, IdempotencyKey.of(key));
    }

    /** The ticket waits for a third party until somebody looks again. */
    static Hold hold(String reason, Instant reviewAt, Actor by, String key) {
        return new Hold(reason, reviewAt, by, IdempotencyKey.of(key));
    }

    /** A waiting ticket goes on. */
    static Resume resume(String reason, Actor by, String key) {
        return new Resume(reason, by, IdempotencyKey.of(key));
    }

    /** The matter is settled. */
    static Solve solve(CloseReason reason, Actor by, String key) {
        return new Solve(reason, "", by, IdempotencyKey.of(key));
    }

    /** The matter is settled and what went wrong is known. */
    static Solve solve(CloseReason reason, Code rootCause, Actor by, String key) {
        return new Solve(reason, rootCause.id(), by, IdempotencyKey.of(key));
    }

    /** A solved ticket is opened again by an agent. */
    static Reopen reopen(String reason, Actor by, String key) {
        return new Reopen(reason, by, IdempotencyKey.of(key));
    }

    /** A solved ticket is over. */
    static Close close(Actor by, String key) {
        return new Close(by, IdempotencyKey.of(key));
    }

    /** The ticket is given to a queue. */
    static Assign assign(String queue, Actor by, String key) {
        return new Assign(queue, "", by, IdempotencyKey.of(key));
    }

    /** The ticket is given to a person of a queue. */
    static Assign assign(String queue, String agent, Actor by, String key) {
        return new Assign(queue, agent, by, IdempotencyKey.of(key));
    }

    /** The ticket ends in another one, as that stands now. */
    static Merge merge(Ticket survivor, Actor by, String key) {
        return new Merge(survivor.id(), survivor.status(), by, IdempotencyKey.of(key));
    }

    /** The ticket is linked to another one. */
    static Link link(LinkKind kind, TicketId to, Actor by, String key) {
        return new Link(kind, to, by, IdempotencyKey.of(key));
    }

    /** Another service-level policy holds from now on. */
    static ApplyPolicy applyPolicy(String policy, Actor by, String key) {
        return new ApplyPolicy(policy, by, IdempotencyKey.of(key));
    }

    /** No service-level policy holds from now on. */
    static ApplyPolicy withdrawPolicy(Actor by, String key) {
        return new ApplyPolicy("", by, IdempotencyKey.of(key));
    }

    /** A reason to pause clocks begins. */
    static Pause pause(String reason, Actor by, String key) {
        return new Pause(reason, true, by, IdempotencyKey.of(key));
    }

    /** A reason to pause clocks ends. */
    static Pause endPause(String reason, Actor by, String key) {
        return new Pause(reason, false, by, IdempotencyKey.of(key));
    }

    /** A field of the host's is set; an empty value takes it away. */
    static TicketCommand setField(String field, String value, Actor by, String key) {
        return PlainCommand.setField(text("name of a field", field), value, by, key);
    }

    /** Somebody begins to watch. */
    static TicketCommand watch(String person, Actor by, String key) {
        return PlainCommand.watch(text("watcher", person), true, by, key);
    }

    /** Somebody ceases to watch. */
    static TicketCommand unwatch(String person, Actor by, String key) {
        return PlainCommand.watch(text("watcher", person), false, by, key);
    }

    /** Items are put on the checklist; the ticket cannot be solved while one is open. */
    static TicketCommand addItems(List<String> items, Actor by, String key) {
        return mark(items, TicketEvent.ChecklistChanged.Mark.ADDED, by, key);
    }

    /** An item of the checklist is done. */
    static TicketCommand tick(String item, Actor by, String key) {
        return mark(List.of(item), TicketEvent.ChecklistChanged.Mark.DONE, by, key);
    }

    /** Items of the checklist are done, open again or taken off. */
    static TicketCommand mark(List<String> items, TicketEvent.ChecklistChanged.Mark mark, Actor by, String key) {
        return PlainCommand.mark(
                items.stream().map(item -> text("item of a checklist", item)).toList(), mark, by, key);
    }

    /** A call was made or taken: an entry that answers nothing by itself. */
    static TicketCommand called(TicketEvent.Called.Note note, Actor by, String key) {
        return PlainCommand.called(note, by, key);
    }

    /** Triage was wrong: it belongs there. */
    static TicketCommand reclassify(Route route, Actor by, String key) {
        return PlainCommand.reclassify(route, by, key);
    }

    /** Another ticket, as it stands now, goes on in this one; merge that one afterwards. */
    static TicketCommand absorb(Ticket merged, Actor by, String key) {
        return PlainCommand.absorb(merged, by, key);
    }

    /** A person escalates by hand. */
    static TicketCommand escalate(String reason, Actor by, String key) {
        return PlainCommand.escalate(text("reason to escalate", reason), by, key);
    }

    /** A notice with the key went out; the key is the command's too. */
    static TicketCommand told(String notice, String to, Actor by) {
        return PlainCommand.told(notice, to, by);
    }

    /** Texts of these sorts are taken away for good: retention is over, or somebody asked to be forgotten. Measures do not change. */
    static TicketCommand redact(Set<Ticket.Text> texts, Actor by, String key) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("redaction takes nothing away, expected one sort of text or more");
        }
        return PlainCommand.redact(texts, by, key);
    }

    /** Somebody takes an escalation on. */
    static TicketCommand acknowledge(String escalation, Actor by, String key) {
        return PlainCommand.acknowledge(text("key of an escalation", escalation), by, key);
    }

    private static String text(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " is blank, expected a few words");
        }
        return PanRedactor.redact(text);
    }

    /** Begins a ticket; on a ticket that exists it is one more message of whoever asks. */
    record Open(Intake intake, Actor by, IdempotencyKey key) implements TicketCommand {

        public Open {
            Objects.requireNonNull(intake, "intake");
        }

        /** The same under an id of the host's. */
        public Open as(TicketId id) {
            return new Open(Intake.builder().from(intake).id(id).build(), by, key);
        }

        /** Two raisings of the same alert are one command, however their evidence was worded. */
        @Override
        public Sha256 body() {
            return intake.alert()
                    .map(alert -> Sha256.ofFields("open", alert))
                    .orElseGet(() -> Sha256.ofFields(
                            "open",
                            by.id(),
                            intake.id(),
                            intake.subject(),
                            intake.title(),
                            intake.origin(),
                            intake.route(),
                            intake.amount(),
                            intake.client(),
                            intake.since()));
        }

        /** The alert that is opened, for a sentence. */
        String cause() {
            return intake.alert().map(Alert.Key::value).orElse(intake.title());
        }
    }

    /** Adds a text. */
    record Write(Entry entry, String text, @Nullable Instant happenedAt, Actor by, IdempotencyKey key)
            implements TicketCommand {

        public Write {
            text = TicketCommand.text("text of the " + entry, text);
        }

        /** The text came at this instant and is recorded late; what follows from it for the status happens when it is recorded. */
        public Write happenedAt(Instant at) {
            return new Write(entry, text, at, by, key);
        }

        @Override
        public Sha256 body() {
            return Sha256.ofFields("write", by.id(), entry, text, happenedAt);
        }
    }

    /** Waits for the customer. */
    record Ask(String reason, Actor by, IdempotencyKey key) implements TicketCommand {
        public Ask {
            reason = TicketCommand.text("reason to ask the customer", reason);
        }

        @Override
        public Sha256 body() {
            return Sha256.ofFields("ask", by.id(), reason);
        }
    }

    /** Waits for a third party. */
    record Hold(String reason, Instant reviewAt, Actor by, IdempotencyKey key) implements TicketCommand {
        public Hold {
            reason = TicketCommand.text("reason to hold the ticket", reason);
        }

        @Override
        public Sha256 body() {
            return Sha256.ofFields("hold", by.id(), reason, reviewAt);
        }
    }

    /** Goes on. */
    record Resume(String reason, Actor by, IdempotencyKey key) implements TicketCommand {
        public Resume {
            reason = TicketCommand.text("reason to resume the ticket", reason);
        }

        @Override
        public Sha256 body() {
            return Sha256.ofFields("resume", by.id(), reason);
        }
    }

    /** Solves. */
    record Solve(CloseReason reason, String rootCause, Actor by, IdempotencyKey key) implements TicketCommand {
        public Solve {
            if (reason == CloseReason.MERGED) {
                throw new IllegalArgumentException(
                        "close reason MERGED is not for solving\nMaybe use merge(survivor, by, key)");
            }
        }

        @Override
        public Sha256 body() {
            return Sha256.ofFields("solve", by.id(), reason, rootCause);
        }
    }

    /** Opens again. */
    record Reopen(String reason, Actor by, IdempotencyKey key) implements TicketCommand {
        public Reopen {
            reason = TicketCommand.text("reason to reopen the ticket", reason);
        }

        @Override
        public Sha256 body() {
            return Sha256.ofFields("reopen", by.id(), reason);
        }
    }

    /** Closes. */
    record Close(Actor by, IdempotencyKey key) implements TicketCommand {
        @Override
        public Sha256 body() {
            return Sha256.ofFields("close", by.id());
        }
    }

    /** Gives to a queue or a person. */
    record Assign(String queue, String agent, Actor by, IdempotencyKey key) implements TicketCommand {
        public Assign {
            queue = TicketCommand.text("queue", queue);
        }

        @Override
        public Sha256 body() {
            return Sha256.ofFields("assign", by.id(), queue, agent);
        }
    }

    /** Ends in a survivor. */
    record Merge(TicketId into, TicketStatus survivorStatus, Actor by, IdempotencyKey key) implements TicketCommand {
        @Override
        public Sha256 body() {
            return Sha256.ofFields("merge", by.id(), into);
        }
    }

    /** Links. */
    record Link(LinkKind kind, TicketId to, Actor by, IdempotencyKey key) implements TicketCommand {
        @Override
        public Sha256 body() {
            return Sha256.ofFields("link", by.id(), kind, to);
        }
    }

    /** Changes the policy; none where it is empty. */
    record ApplyPolicy(String policy, Actor by, IdempotencyKey key) implements TicketCommand {
        @Override
        public Sha256 body() {
            return Sha256.ofFields("policy", by.id(), policy);
        }
    }

    /** Begins or ends a reason to pause. */
    record Pause(String reason, boolean begins, Actor by, IdempotencyKey key) implements TicketCommand {
        public Pause {
            reason = TicketCommand.text("reason to pause", reason);
        }

        @Override
        public Sha256 body() {
            return Sha256.ofFields("pause", by.id(), reason, begins);
        }
    }
}
