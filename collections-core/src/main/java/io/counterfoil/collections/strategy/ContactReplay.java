package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/**
 * What strategies would have done over a time, beside what was done (COL-40). Payments are taken as they happened: that a contact not made, or made sooner, would have
 * changed them is not modelled. Hours of the law of contact are left out, because each day is judged as a whole. Immutable.
 */
@Value.Immutable
public interface ContactReplay {

    /** The days. */
    DateRange range();

    /** How many days were judged. */
    int days();

    /** Contacts that would have been made, by day, party and key. */
    List<Act> acts();

    /** Decisions for a person, each key once. */
    List<Act> manual();

    /** On how many days of how many scopes something stood in the way, by the primary reason. */
    Map<Suppression, Integer> suppressions();

    /** Contacts after which money came within three days that was going to come anyway. */
    List<Act> shortlyBeforePayment();

    /** Keys that both would have been and were sent. */
    List<IdempotencyKey> both();

    /** What would have been sent and was not. */
    List<Act> onlyReplayed();

    /** What was sent and would not have been. */
    List<Contact> onlyActual();

    /**
     * A decision on a day.
     *
     * @param on the day
     * @param decision what was decided
     */
    record Act(LocalDate on, ContactDecision decision) {}

    /** The report as a document. */
    default Document toDocument() {
        Document.Builder document = Document.titled("Replay of contact strategies")
                .subtitle(Words.day(range().from()) + " to " + Words.day(range().to()))
                .paragraph("Payments are taken as they happened; how customers would have answered is not modelled.")
                .facts(
                        Document.Block.Fact.of("Days", days()),
                        Document.Block.Fact.of("Contacts", acts().size()),
                        Document.Block.Fact.of("For a person", manual().size()),
                        Document.Block.Fact.of(
                                "Shortly before a payment",
                                shortlyBeforePayment().size()),
                        Document.Block.Fact.of("Also done", both().size()),
                        Document.Block.Fact.of("Only replayed", onlyReplayed().size()),
                        Document.Block.Fact.of("Only done", onlyActual().size()));
        Table.Builder reasons = Table.titled("Why not").text("reason", "Reason").number("days", "Days of scopes");
        suppressions().forEach((reason, count) -> reasons.row(reason.name(), reason.name(), count));
        document.table(reasons.build());
        Table.Builder contacts = Table.titled("Contacts")
                .text("day", "Day")
                .text("scope", "About")
                .text("step", "Step")
                .text("why", "Why");
        for (Act act : acts()) {
            contacts.row(
                    act.decision().key().value(),
                    Words.day(act.on()),
                    act.decision().scope().toString(),
                    act.decision().step().value(),
                    act.decision().sentence());
        }
        return document.table(contacts.build()).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds replays. Not thread-safe. */
    final class Builder extends ImmutableContactReplay.Builder {
        Builder() {}
    }
}
