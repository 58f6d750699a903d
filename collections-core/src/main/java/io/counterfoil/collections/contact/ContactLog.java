package io.counterfoil.collections.contact;

import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was said to customers and noted about them, append-only (COL-62). Immutable, thread-safe; adding shares nothing and costs the length of the log, so
 * add many entries at once.
 *
 * <p>Entries are kept in the order of their instants, then of their ids: the order in which they are given does not matter.
 */
public final class ContactLog {

    private static final ContactLog EMPTY = new ContactLog(List.of());
    private static final Comparator<Contact> ORDER = Comparator.comparing(Contact::at)
            .thenComparing(contact -> contact.status() == Contact.Status.PREPARED ? 0 : 1)
            .thenComparing(Contact::id);

    private final List<Contact> entries;
    private final Map<PartyId, List<Contact>> byParty;
    private final Map<IdempotencyKey, List<Contact>> byKey;

    private ContactLog(List<Contact> sorted) {
        entries = List.copyOf(sorted);
        byParty = new HashMap<>();
        byKey = new HashMap<>();
        for (Contact contact : entries) {
            byParty.computeIfAbsent(contact.party(), party -> new ArrayList<>()).add(contact);
            contact.key()
                    .ifPresent(key -> byKey.computeIfAbsent(key, same -> new ArrayList<>())
                            .add(contact));
        }
    }

    /** What can be wrong with a log. */
    public enum Fault implements Code {
        /** The same entry again; ignored. */
        DUPLICATE_IGNORED,
        /** Another entry under an id that is taken; not taken. */
        DUPLICATE_CONFLICT;

        @Override
        public String id() {
            return "CONTACT_LOG." + name();
        }
    }

    /** A log without an entry. */
    public static ContactLog empty() {
        return EMPTY;
    }

    /** The log of the entries; the same entry twice counts once, another one under the same id is refused with an error. */
    public static Checked<ContactLog> of(Collection<Contact> contacts) {
        return EMPTY.with(contacts);
    }

    /** This log and more entries. */
    public Checked<ContactLog> with(Collection<Contact> more) {
        Map<String, Contact> byId = new LinkedHashMap<>();
        entries.forEach(contact -> byId.put(contact.id(), contact));
        List<Diagnostic> findings = new ArrayList<>();
        long position = 0;
        for (Contact contact : more) {
            position++;
            Contact known = byId.putIfAbsent(contact.id(), contact);
            if (known != null) {
                Diagnostic.Location where = Diagnostic.Location.of("contacts", position);
                findings.add(
                        known.equals(contact)
                                ? Diagnostic.note(
                                        Fault.DUPLICATE_IGNORED,
                                        "contact '" + contact.id() + "' is there already",
                                        where)
                                : Diagnostic.error(
                                        Fault.DUPLICATE_CONFLICT,
                                        "contact '" + contact.id()
                                                + "' is there with other content, expected the same content or a new id",
                                        where));
            }
        }
        return Checked.of(new ContactLog(byId.values().stream().sorted(ORDER).toList()), findings);
    }

    /** All entries, oldest first. */
    public List<Contact> entries() {
        return entries;
    }

    /** The entries of a party, oldest first. */
    public List<Contact> of(PartyId party) {
        return List.copyOf(byParty.getOrDefault(party, List.of()));
    }

    /** The entries about the notice with the key, oldest first. */
    public List<Contact> of(IdempotencyKey key) {
        return List.copyOf(byKey.getOrDefault(key, List.of()));
    }

    /** The log without what happened after the instant. */
    public ContactLog until(Instant knownAt) {
        return entries.isEmpty() || !entries.get(entries.size() - 1).at().isAfter(knownAt)
                ? this
                : new ContactLog(entries.stream()
                        .filter(contact -> !contact.at().isAfter(knownAt))
                        .toList());
    }

    /** The last contact of ours with an audience about a party that happened, by its business day, as known at the instant. */
    public Optional<Contact> lastSent(PartyId party, Audience audience, Instant knownAt) {
        return of(party).stream()
                .filter(contact -> contact.isSent()
                        && contact.audience() == audience
                        && !contact.at().isAfter(knownAt))
                .max(Comparator.comparing(Contact::on).thenComparing(Contact::at));
    }

    /** The entries of one party as a log of their own. */
    public ContactLog only(PartyId party) {
        return new ContactLog(of(party));
    }

    /** The entries about one debt as a log of their own; an entry that names no debt is about every one. */
    public ContactLog about(OpenItemId debt) {
        return new ContactLog(entries.stream()
                .filter(contact -> contact.debts().isEmpty() || contact.debts().contains(debt))
                .toList());
    }

    /** Every debt that an entry names. */
    public Stream<OpenItemId> debts() {
        return entries.stream()
                .map(Contact::debts)
                .flatMap(Set::stream)
                .distinct()
                .sorted();
    }

    /** What became of the notice with the key, as known at the instant; empty where nothing was reported. */
    public Optional<Contact> latest(IdempotencyKey key, Instant knownAt) {
        Contact latest = null;
        for (Contact contact : byKey.getOrDefault(key, List.of())) {
            latest = contact.at().isAfter(knownAt) ? latest : contact;
        }
        return Optional.ofNullable(latest);
    }

    /** When the notice with the key was sent, as known at the instant; empty where it was not. A notice that was sent stays sent. */
    public Optional<Contact> sent(IdempotencyKey key, Instant knownAt) {
        for (Contact contact : byKey.getOrDefault(key, List.of())) {
            if (contact.status() == Contact.Status.SENT && !contact.at().isAfter(knownAt)) {
                return Optional.of(contact);
            }
        }
        return Optional.empty();
    }

    /** The entries with their texts as somebody may read them: a text above the reader's visibility is left out, the entry stays. */
    public List<Contact> readableBy(Contact.Visibility reader) {
        return entries.stream()
                .map(contact -> contact.visibility().compareTo(reader) <= 0
                        ? contact
                        : contact.toBuilder().text("").build())
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactLog log && entries.equals(log.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.size() + " contacts";
    }
}
