package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.receivable.OpenRow;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/** What whoever decides about a customer should have before them: items, contacts and notes, promises, disputes, attempts, holds (COL-66). Immutable. */
@Value.Immutable
public interface CaseFile {

    /** Whose. */
    PartyId party();

    /** The day and what was known. */
    AsOf asOf();

    /** What is open. */
    List<OpenRow> items();

    /** Contacts and notes, oldest first. */
    List<Contact> contacts();

    /** Promises that are in force, in words. */
    List<String> promises();

    /** Disputes that are open, in words. */
    List<String> disputes();

    /** Tries to collect, oldest first. */
    List<PaymentAttempt> attempts();

    /** Holds of every kind. */
    List<PartyHolds.Hold> holds();

    /** What makes the case sensitive. */
    List<PartyProfile.Sensitivity> sensitivities();

    /** What is open. */
    default Totals open() {
        return Totals.of(items().stream().map(OpenRow::open).toList());
    }

    /** The file of a party as the facts have it. */
    static CaseFile of(CollectionFacts facts, PartyId party, AsOf asOf) {
        return of(facts, party, asOf, facts.contacts());
    }

    /** The same with what a replay would have said. */
    static CaseFile of(CollectionFacts facts, PartyId party, AsOf asOf, ContactLog said) {
        Builder file = new Builder()
                .party(party)
                .asOf(asOf)
                .items(facts.receivables().at(party, asOf).rows())
                .contacts(said.of(party).stream()
                        .filter(contact -> !contact.at().isAfter(asOf.knownAt()))
                        .toList())
                .attempts(facts.attemptsOf(party).stream()
                        .filter(attempt -> !attempt.recordedAt().isAfter(asOf.knownAt()))
                        .sorted(java.util.Comparator.comparing(PaymentAttempt::on)
                                .thenComparing(PaymentAttempt::id))
                        .toList());
        for (CollectionFacts.Promised promise : facts.promisesOf(party)) {
            promise.rest(facts, asOf)
                    .ifPresent(rest ->
                            file.addPromises(Amounts.text(rest.amount()) + " until " + Words.day(rest.through())));
        }
        for (CollectionFacts.Disputed dispute : facts.disputesOf(party)) {
            facts.receivables().item(dispute.item()).ifPresent(item -> {
                var open = facts.receivables().open(item.id(), asOf);
                var disputed = dispute.disputed(open, asOf);
                if (Amounts.minor(disputed) > 0) {
                    file.addDisputes(Amounts.text(disputed) + " of " + Amounts.text(open) + " open on " + item.id());
                }
            });
        }
        for (HoldKind kind : HoldKind.values()) {
            file.addAllHolds(facts.holdsOf(party).all(kind, asOf.knownAt()));
        }
        facts.profileOf(party)
                .ifPresent(profile -> file.addAllSensitivities(profile.at(asOf.knownAt()).sensitivities().stream()
                        .sorted()
                        .toList()));
        return file.build();
    }

    /** The file as a document; texts that the reader may not see are left out. */
    default Document toDocument(Contact.Visibility reader) {
        Document.Builder document = Document.titled("Case file of " + party())
                .subtitle("as of " + Words.day(asOf().effective()) + ", known " + asOf().knownAt());
        document.facts(
                Document.Block.Fact.of("Open", open().toString()),
                Document.Block.Fact.of("Items", items().size()),
                Document.Block.Fact.of("Contacts and notes", contacts().size()),
                Document.Block.Fact.of(
                        "Sensitive",
                        sensitivities().isEmpty()
                                ? "no"
                                : sensitivities().stream().map(Enum::name).collect(Collectors.joining(", "))));
        Table.Builder open = Table.titled("Open items")
                .text("item", "Item")
                .text("due", "Due")
                .number("late", "Days past due")
                .number("open", "Open");
        int number = 0;
        for (OpenRow row : items()) {
            open.row(
                    Integer.toString(++number),
                    row.item().id().value()
                            + row.term().map(term -> "/" + term.id()).orElse(""),
                    row.due().map(Words::day).orElse("not stated"),
                    row.due()
                            .map(due -> Math.max(0, ChronoUnit.DAYS.between(due, asOf().effective())))
                            .orElse(0L),
                    row.open());
        }
        document.table(open.build());
        Table.Builder said = Table.titled("Contacts and notes")
                .text("day", "Day")
                .text("kind", "Kind")
                .text("to", "To")
                .text("status", "Status")
                .text("result", "Result")
                .text("by", "By")
                .text("text", "Text");
        for (Contact contact : contacts()) {
            boolean readable = contact.visibility().compareTo(reader) <= 0;
            said.row(
                    contact.id(),
                    Words.day(contact.on()),
                    contact.kind() == Contact.Kind.NOTE
                            ? "note"
                            : contact.channel().map(Enum::name).orElse(""),
                    contact.kind() == Contact.Kind.NOTE
                            ? ""
                            : contact.audience().name(),
                    contact.status().name(),
                    contact.result() == Contact.Result.NONE
                            ? ""
                            : contact.result().name(),
                    contact.by(),
                    readable ? contact.text() : "(restricted)");
        }
        document.table(said.build());
        addLines(document, "Promises in force", promises());
        addLines(document, "Disputes", disputes());
        addLines(
                document,
                "Holds",
                holds().stream()
                        .map(hold -> hold.kind() + " " + Words.day(hold.days().from()) + " to "
                                + Words.day(hold.days().to()) + ": " + hold.reason() + " ("
                                + hold.by().id() + ")")
                        .toList());
        addLines(
                document,
                "Attempts",
                attempts().stream()
                        .map(attempt -> Words.day(attempt.on()) + ": " + Amounts.text(attempt.amount()) + " "
                                + attempt.state()
                                + attempt.failureClass()
                                        .map(why -> " " + why + (attempt.code().isEmpty() ? "" : " " + attempt.code()))
                                        .orElse(""))
                        .toList());
        return document.build();
    }

    private static void addLines(Document.Builder document, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            document.heading(heading);
            new ArrayList<>(lines).forEach(document::paragraph);
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds files. Not thread-safe. */
    final class Builder extends ImmutableCaseFile.Builder {
        Builder() {}
    }
}
