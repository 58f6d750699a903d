package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.OpenPosition;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** One party on one day: what it owes, what was said to it. Not thread-safe: confined to one decision. */
final class PartyDay {

    final CollectionFacts facts;
    final AsOf asOf;
    final PartyId party;
    final int today;
    final boolean profiled;
    final PartyProfile profile;
    final List<Row> rows = new ArrayList<>();
    final Map<String, Long> unapplied = new HashMap<>();
    final List<CollectionFacts.Promised> promises;
    final List<LocalDate> brokenOn;
    final List<PaymentAttempt> failures;

    /** Contacts of ours that happened up to the day, and those that are planned today. */
    private final List<Contact> sent = new ArrayList<>();

    private final List<Contact> later = new ArrayList<>();
    private final List<Contact> planned = new ArrayList<>();

    /** Whether the log has anything about a decision on the party. */
    final boolean keyed;

    /** Everything that was said; of a replay, what it would have said. */
    final ContactLog contacts;

    /** The strategy of every item, once it is found, where nobody decided otherwise. */
    ContactExplanation.@Nullable Assignment assignment;

    PartyDay(CollectionFacts facts, PartyId party, AsOf asOf) {
        this(facts, party, asOf, facts.contacts());
    }

    PartyDay(CollectionFacts facts, PartyId party, AsOf asOf, ContactLog contacts) {
        this.facts = facts;
        this.contacts = contacts;
        this.party = party;
        this.asOf = asOf;
        this.today = Math.toIntExact(asOf.effective().toEpochDay());
        Optional<PartyProfile> known = facts.profileOf(party);
        this.profiled = known.isPresent();
        this.profile = known.map(one -> one.at(asOf.knownAt())).orElseGet(() -> PartyProfile.unknown(party));
        readRows();
        this.promises = facts.promisesOf(party);
        this.brokenOn = promises.stream()
                .flatMap(promise -> promise.brokenOn(facts, asOf).stream())
                .filter(day -> !day.isAfter(asOf.effective()))
                .sorted()
                .toList();
        this.failures = facts.attemptsOf(party).stream()
                .filter(attempt -> attempt.isFailed()
                        && !attempt.recordedAt().isAfter(asOf.knownAt())
                        && !attempt.on().isAfter(asOf.effective()))
                .sorted(Comparator.comparing(PaymentAttempt::on)
                        .thenComparing(PaymentAttempt::recordedAt)
                        .thenComparing(PaymentAttempt::id))
                .toList();
        boolean anyKey = false;
        for (Contact contact : contacts.of(party)) {
            anyKey |= contact.key().isPresent();
            if (contact.isSent() && !contact.at().isAfter(asOf.knownAt())) {
                (contact.on().isAfter(asOf.effective()) ? later : sent).add(contact);
            }
        }
        keyed = anyKey;
    }

    private void readRows() {
        List<Row> raw = new ArrayList<>();
        facts.receivables().scan(party, asOf, position -> read(position, raw));
        raw.sort(Row.ORDER);
        if (facts.plansOf(party).isEmpty() && facts.disputesOf(party).isEmpty()) {
            rows.addAll(raw);
            return;
        }
        Set<OpenItemId> planned = planned();
        Map<OpenItemId, Long> disputedLeft = disputed(raw);
        for (Row row : raw) {
            long disputed =
                    Math.min(row.open(), disputedLeft.getOrDefault(row.item().id(), 0L));
            disputedLeft.merge(row.item().id(), -disputed, Long::sum);
            rows.add(new Row(
                    row.item(),
                    row.term(),
                    row.currency(),
                    row.issuedDay(),
                    row.dueDay(),
                    row.open(),
                    disputed,
                    planned.contains(row.item().id())));
        }
    }

    private void read(OpenPosition position, List<Row> into) {
        OpenItem item = position.item();
        if (!item.kind().isDebit()) {
            unapplied.merge(position.currency().getCurrencyCode(), -position.openMinor(), Math::addExact);
        } else if (item.kind() != OpenItemKind.ORDER && position.openMinor() > 0) {
            into.add(new Row(
                    item,
                    position.termId(),
                    position.currency(),
                    position.issuedDay(),
                    position.dueDay(),
                    position.openMinor(),
                    0,
                    false));
        }
    }

    private Set<OpenItemId> planned() {
        Set<OpenItemId> items = new HashSet<>();
        for (CollectionFacts.Planned plan : facts.plansOf(party)) {
            if (isInForce(plan)) {
                items.addAll(plan.items());
            }
        }
        return items;
    }

    private boolean isInForce(CollectionFacts.Planned plan) {
        return plan.inForceThrough(facts, asOf)
                .filter(through -> !through.isBefore(asOf.effective()))
                .isPresent();
    }

    /** The last day of the plans that cover rows. */
    Optional<LocalDate> planThrough(List<Row> some) {
        return facts.plansOf(party).stream()
                .filter(plan -> some.stream()
                        .anyMatch(row -> plan.items().contains(row.item().id())))
                .flatMap(plan -> plan.inForceThrough(facts, asOf).stream())
                .max(Comparator.naturalOrder());
    }

    private Map<OpenItemId, Long> disputed(List<Row> raw) {
        Map<OpenItemId, Long> open = new HashMap<>();
        Map<OpenItemId, CurrencyUnit> currency = new HashMap<>();
        for (Row row : raw) {
            open.merge(row.item().id(), row.open(), Math::addExact);
            currency.put(row.item().id(), row.currency());
        }
        Map<OpenItemId, Long> disputed = new HashMap<>();
        for (CollectionFacts.Disputed dispute : facts.disputesOf(party)) {
            Long whole = open.get(dispute.item());
            CurrencyUnit unit = currency.get(dispute.item());
            if (whole != null && unit != null) {
                long part = Amounts.minor(dispute.disputed(Amounts.in(unit).ofMinor(whole), asOf));
                disputed.merge(dispute.item(), part, Math::addExact);
            }
        }
        disputed.replaceAll((item, part) -> Math.min(part, open.getOrDefault(item, 0L)));
        return disputed;
    }

    /** Contacts that happened, oldest first. */
    List<Contact> sent() {
        return sent;
    }

    /** Contacts that the log has after the day. */
    List<Contact> later() {
        return later;
    }

    /** Counts a contact that is decided on today, for what is decided next. */
    void plan(Contact contact) {
        sent.add(contact);
        planned.add(contact);
    }

    /** Everything that is known to have been said to the party and by it, and what is decided on today. */
    ContactLog log() {
        ContactLog known = contacts.only(party).until(asOf.knownAt());
        return planned.isEmpty() ? known : known.with(planned).value().orElse(known);
    }

    /** Where the scope of the rows stands. */
    Guard.Standing standing(List<Row> scope, boolean byIssueDate) {
        Guard.Standing.Builder standing = Guard.Standing.builder()
                .day(asOf.effective())
                .openCount((int)
                        scope.stream().map(row -> row.item().id()).distinct().count())
                .openBalance(io.counterfoil.payments.money.Totals.of(scope.stream()
                        .map(row -> Amounts.in(row.currency()).ofMinor(row.open()))
                        .toList()))
                .tags(profile.tags())
                .segment(profile.segment())
                .promisesBrokenOn(brokenOn);
        scope.stream()
                .mapToInt(row -> today - (byIssueDate ? row.issuedDay() : row.dueDay()))
                .max()
                .ifPresent(standing::oldestAgeDays);
        if (!failures.isEmpty()) {
            PaymentAttempt last = failures.get(failures.size() - 1);
            standing.addLastFailure(last.failureClass().orElseThrow().name());
            if (!last.code().isEmpty()) {
                standing.addLastFailure(last.code());
            }
        }
        return standing.build();
    }
}
