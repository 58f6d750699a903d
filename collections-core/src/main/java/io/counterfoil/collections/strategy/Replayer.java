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
    private final List<Contact> log = new ArrayList<>();
    private final Map<IdempotencyKey, ContactReplay.Act> acts = new LinkedHashMap<>();
    private final Map<IdempotencyKey, ContactReplay.Act> manual = new LinkedHashMap<>();
    private final Map<Suppression, Integer> suppressions = new EnumMap<>(Suppression.class);
    private int days;

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
        history.contacts().entries().stream()
                .filter(contact ->
                        contact.on().isBefore(range.from()) || contact.key().isEmpty())
                .forEach(log::add);
    }

    ContactReplay replay() {
        @Nullable BusinessCalendar calendar = rules.inFlightDays().calendar();
        range.stream()
                .filter(day -> !day.isAfter(asOf.effective()))
                .filter(day -> calendar == null || calendar.isBusinessDay(day))
                .forEach(this::judge);
        return report();
    }

    private void judge(LocalDate on) {
        days++;
        Instant end = on.plusDays(1).atStartOfDay(rules.zone()).toInstant().minusNanos(1);
        AsOf evening = new AsOf(on, end.isAfter(asOf.knownAt()) ? asOf.knownAt() : end);
        CollectionFacts facts = history.toBuilder()
                .contacts(ContactLog.of(log).value().orElseThrow())
                .build();
        for (PartyId party : facts.receivables().parties()) {
            PartyDay day = new PartyDay(facts, party, evening);
            if (!day.rows.isEmpty()) {
                new PartyPlanner(rules, day).plan().forEach(decision -> take(on, evening.knownAt(), decision));
            }
        }
    }

    private void take(LocalDate on, Instant at, ContactDecision decision) {
        switch (decision.kind()) {
            case ACT -> {
                acts.put(decision.key(), new ContactReplay.Act(on, decision));
                log.add(Contact.builder()
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
            case MANUAL -> manual.putIfAbsent(decision.key(), new ContactReplay.Act(on, decision));
            case SUPPRESSED ->
                decision.primary()
                        .filter(obstacle -> obstacle.code() instanceof Suppression)
                        .ifPresent(obstacle -> suppressions.merge((Suppression) obstacle.code(), 1, Integer::sum));
            case SKIPPED, FINISHED -> {
                // neither says anything to anybody
            }
        }
    }

    private ContactReplay report() {
        Map<IdempotencyKey, Contact> actual = new LinkedHashMap<>();
        history.contacts().entries().stream()
                .filter(contact -> contact.isSent() && range.contains(contact.on()))
                .forEach(contact -> contact.key().ifPresent(key -> actual.putIfAbsent(key, contact)));
        Set<IdempotencyKey> both = new HashSet<>(acts.keySet());
        both.retainAll(actual.keySet());
        return new ContactReplay.Builder()
                .range(range)
                .days(days)
                .acts(acts.values())
                .manual(manual.values())
                .suppressions(suppressions)
                .shortlyBeforePayment(shortlyBeforePayment())
                .both(acts.keySet().stream().filter(both::contains).toList())
                .onlyReplayed(acts.values().stream()
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
        return acts.values().stream()
                .filter(act -> act.decision().notice().lines().stream().anyMatch(line -> {
                    Optional<LocalDate> next = Optional.ofNullable(paid.get(line.item()))
                            .flatMap(dates -> Optional.ofNullable(dates.higher(act.on())));
                    return next.filter(day -> !day.isAfter(act.on().plusDays(SHORTLY_DAYS)))
                            .isPresent();
                }))
                .toList();
    }
}
