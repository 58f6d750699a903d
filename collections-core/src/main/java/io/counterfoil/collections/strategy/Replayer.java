package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges day after day with a log of its own, in which everything it decides on was sent. Not thread-safe: confined to one replay. */
final class Replayer {

    private static final int SHORTLY_DAYS = 3;

    private final Suppressors.PlannerRules rules;
    private final CollectionFacts history;
    private final DateRange range;
    private final AsOf asOf;
    private final List<ContactReplay.Act> acts = new ArrayList<>();
    private final List<ContactReplay.Act> manual = new ArrayList<>();
    private final Map<Suppression, Integer> suppressions = new EnumMap<>(Suppression.class);

    Replayer(Suppressors.PlannerRules rules, CollectionFacts history, DateRange range, AsOf asOf) {
        this.rules = new Suppressors.PlannerRules(
                rules.dates(),
                rules.assignments(),
                rules.inFlightDays(),
                rules.policy()
                        .map(policy -> (profile, channel, contacts, now) ->
                                policy.check(profile, channel, contacts, now).stream()
                                        .filter(obstacle -> obstacle.code() == Suppression.FREQUENCY_LAW)
                                        .toList()),
                rules.zone());
        this.history = history;
        this.range = range;
        this.asOf = asOf;
    }

    /** Parties do not look at each other, so each is taken through all the days by itself. */
    ContactReplay replay() {
        @Nullable BusinessCalendar calendar = rules.inFlightDays().calendar();
        List<LocalDate> days = range.stream()
                .filter(day -> !day.isAfter(asOf.effective()))
                .filter(day -> calendar == null || calendar.isBusinessDay(day))
                .toList();
        ReplayDays look = new ReplayDays(history, rules);
        for (PartyId party : history.receivables().parties()) {
            new OneParty(party, look).judge(days);
        }
        acts.sort(Comparator.comparing(ContactReplay.Act::on));
        manual.sort(Comparator.comparing(ContactReplay.Act::on));
        return report(days.size());
    }

    /** One party through the days, with a log of its own in which everything it decides on was sent. */
    private final class OneParty {

        private final PartyId party;
        private final boolean plain;
        private final ReplayDays look;
        private final NavigableSet<Integer> changes;
        private final List<Contact> entries = new ArrayList<>();
        private final Set<IdempotencyKey> forPerson = new HashSet<>();
        private ContactLog log;

        OneParty(PartyId party, ReplayDays look) {
            this.party = party;
            this.look = look;
            this.plain = look.isPlain(party);
            this.changes = plain ? look.of(party) : new TreeSet<>();
            history.contacts().of(party).stream()
                    .filter(contact ->
                            contact.on().isBefore(range.from()) || contact.key().isEmpty())
                    .forEach(this::add);
            this.log = logOf(entries);
        }

        private void add(Contact contact) {
            entries.add(contact);
            if (plain) {
                look.addContact(changes, contact);
                changes.add(Math.toIntExact(
                        contact.at().atZone(rules.zone()).toLocalDate().toEpochDay()));
            }
        }

        private static ContactLog logOf(List<Contact> entries) {
            return ContactLog.of(entries).value().orElseThrow();
        }

        /** Between two days on which something can change, each day is as the one before. */
        void judge(List<LocalDate> days) {
            for (int at = 0; at < days.size(); ) {
                List<ContactDecision> decisions = judge(days.get(at));
                int next = at + 1;
                if (plain) {
                    Integer change = changes.higher(Math.toIntExact(days.get(at).toEpochDay()));
                    while (next < days.size()
                            && (change == null || days.get(next).toEpochDay() < change)) {
                        next++;
                    }
                }
                count(decisions, next - at);
                at = next;
            }
        }

        private List<ContactDecision> judge(LocalDate on) {
            Instant end = on.plusDays(1).atStartOfDay(rules.zone()).toInstant().minusNanos(1);
            AsOf evening = new AsOf(on, end.isAfter(asOf.knownAt()) ? asOf.knownAt() : end);
            PartyDay day = new PartyDay(history, party, evening, log);
            List<ContactDecision> decisions = day.rows.isEmpty() ? List.of() : new PartyPlanner(rules, day).plan();
            int before = entries.size();
            decisions.forEach(decision -> take(on, evening.knownAt(), decision));
            if (entries.size() > before) {
                log = logOf(entries);
            }
            return decisions;
        }

        private void take(LocalDate on, Instant at, ContactDecision decision) {
            if (decision.kind() == ContactDecision.Kind.MANUAL && forPerson.add(decision.key())) {
                manual.add(new ContactReplay.Act(on, decision));
            }
            if (decision.kind() == ContactDecision.Kind.ACT) {
                acts.add(new ContactReplay.Act(on, decision));
                add(Contact.builder()
                        .id("replay " + decision.key())
                        .party(decision.scope().party())
                        .key(decision.key())
                        .channel(decision.notice().channel())
                        .audience(decision.notice().audience())
                        .debts(decision.notice().lines().stream()
                                .map(Notice.Line::item)
                                .toList())
                        .at(at)
                        .on(on)
                        .build());
            }
        }

        private void count(List<ContactDecision> decisions, int times) {
            for (ContactDecision decision : decisions) {
                if (decision.kind() == ContactDecision.Kind.SUPPRESSED) {
                    decision.primary()
                            .filter(obstacle -> obstacle.code() instanceof Suppression)
                            .ifPresent(
                                    obstacle -> suppressions.merge((Suppression) obstacle.code(), times, Integer::sum));
                }
            }
        }
    }

    private ContactReplay report(int days) {
        Map<IdempotencyKey, Contact> actual = new LinkedHashMap<>();
        history.contacts().entries().stream()
                .filter(contact -> contact.isSent() && range.contains(contact.on()))
                .forEach(contact -> contact.key().ifPresent(key -> actual.putIfAbsent(key, contact)));
        Set<IdempotencyKey> both = new HashSet<>();
        acts.forEach(act -> both.add(act.decision().key()));
        both.retainAll(actual.keySet());
        return new ContactReplay.Builder()
                .range(range)
                .days(days)
                .acts(acts)
                .manual(manual)
                .suppressions(suppressions)
                .shortlyBeforePayment(shortlyBeforePayment())
                .both(acts.stream()
                        .map(act -> act.decision().key())
                        .filter(both::contains)
                        .toList())
                .onlyReplayed(acts.stream()
                        .filter(act -> !both.contains(act.decision().key()))
                        .toList())
                .onlyActual(actual.values().stream()
                        .filter(contact -> contact.key().filter(both::contains).isEmpty())
                        .toList())
                .build();
    }

    private List<ContactReplay.Act> shortlyBeforePayment() {
        Map<OpenItemId, NavigableSet<LocalDate>> paid = new HashMap<>();
        history.receivables().events().forEach(event -> {
            if (event instanceof ReceivableEvent.Allocated allocated
                    && !allocated.recordedAt().isAfter(asOf.knownAt())) {
                paid.computeIfAbsent(allocated.to(), item -> new TreeSet<>()).add(allocated.effective());
            }
        });
        return acts.stream()
                .filter(act -> act.decision().notice().lines().stream().anyMatch(line -> {
                    Optional<LocalDate> next = Optional.ofNullable(paid.get(line.item()))
                            .flatMap(dates -> Optional.ofNullable(dates.higher(act.on())));
                    return next.filter(day -> !day.isAfter(act.on().plusDays(SHORTLY_DAYS)))
                            .isPresent();
                }))
                .toList();
    }
}
