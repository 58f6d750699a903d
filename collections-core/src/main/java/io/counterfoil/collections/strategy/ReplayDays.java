package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * On which days a judgement of a party can come out otherwise than on the day before: something happened, was recorded, fell due, or a step's day came. Only for parties
 * of whom nothing but items and contacts is known, under strategies without guards; all others are judged every day. Not thread-safe: confined to one replay.
 */
final class ReplayDays {

    private final CollectionFacts facts;
    private final Suppressors.PlannerRules rules;
    private final Collection<Strategy> strategies;
    private final boolean plain;
    private final Map<PartyId, NavigableSet<Integer>> happened = new HashMap<>();

    ReplayDays(CollectionFacts facts, Suppressors.PlannerRules rules) {
        this.facts = facts;
        this.rules = rules;
        this.strategies = rules.assignments().strategies();
        this.plain = rules.policy().isEmpty() && strategies.stream().allMatch(ReplayDays::isPlain);
        if (plain) {
            readEvents(facts.receivables());
        }
    }

    private static boolean isPlain(Strategy strategy) {
        return strategy.gapRule() == Strategy.GapRule.INCLUSIVE_DAYS
                && strategy.steps().stream()
                        .allMatch(step -> step.guard().equals(Guard.always())
                                && !step.anchor().isEvent()
                                && step.anchor() != StrategyStep.Anchor.LEVEL_ENTRY);
    }

    private void readEvents(Receivables receivables) {
        Map<String, PartyId> ofEvent = new HashMap<>();
        receivables.events().forEach(event -> {
            PartyId party = partyOf(event, receivables, ofEvent);
            ofEvent.put(event.eventId(), party);
            NavigableSet<Integer> days = happened.computeIfAbsent(party, same -> new TreeSet<>());
            days.add(dayOf(event.effective()));
            days.add(dayOf(event.recordedAt().atZone(rules.zone()).toLocalDate()));
        });
    }

    private static PartyId partyOf(ReceivableEvent event, Receivables receivables, Map<String, PartyId> ofEvent) {
        return switch (event.kind()) {
            case ITEM_ISSUED -> ((ReceivableEvent.ItemIssued) event).item().party();
            case ITEM_CANCELLED -> party(receivables, ((ReceivableEvent.ItemCancelled) event).item());
            case REVERSED -> party(receivables, ((ReceivableEvent.Reversed) event).item());
            case ALLOCATED -> party(receivables, ((ReceivableEvent.Allocated) event).to());
            case WRITTEN_OFF -> party(receivables, ((ReceivableEvent.WrittenOff) event).item());
            case DEALLOCATED ->
                known(
                        ofEvent,
                        ((ReceivableEvent.Deallocated) event).allocation().value());
            case WRITE_OFF_REVERSED ->
                known(
                        ofEvent,
                        ((ReceivableEvent.WriteOffReversed) event).writeOff().value());
        };
    }

    private static PartyId party(Receivables receivables, OpenItemId item) {
        return receivables
                .item(item)
                .orElseThrow(
                        () -> new IllegalStateException("an accepted event names item " + item + " that is not there"))
                .party();
    }

    private static PartyId known(Map<String, PartyId> ofEvent, String event) {
        PartyId party = ofEvent.get(event);
        if (party == null) {
            throw new IllegalStateException("an accepted reversal names event " + event + " that is not there");
        }
        return party;
    }

    private static int dayOf(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }

    /** Whether nothing is known of the party that changes with time in other ways. */
    boolean isPlain(PartyId party) {
        return plain
                && facts.promisesOf(party).isEmpty()
                && facts.plansOf(party).isEmpty()
                && facts.disputesOf(party).isEmpty()
                && facts.attemptsOf(party).isEmpty()
                && facts.expectedOf(party).isEmpty()
                && facts.rulingsOf(party).isEmpty()
                && facts.profileOf(party).isEmpty()
                && facts.holdsOf(party).equals(PartyHolds.none());
    }

    /** The days that a plain party's items give. */
    NavigableSet<Integer> of(PartyId party) {
        NavigableSet<Integer> days = new TreeSet<>(happened.getOrDefault(party, new TreeSet<>()));
        facts.receivables().items(party).forEach(item -> {
            int issued = dayOf(item.issued());
            if (item.terms().isEmpty()) {
                addDue(days, issued, item.due().map(ReplayDays::dayOf).orElse(issued));
            } else {
                for (OpenItem.Term term : item.terms()) {
                    addDue(days, issued, dayOf(term.due()));
                }
            }
        });
        return days;
    }

    /** The day after the due date, and of each step its day and the one after. */
    private void addDue(NavigableSet<Integer> days, int issued, int due) {
        days.add(due + 1);
        for (Strategy strategy : strategies) {
            for (StrategyStep step : strategy.steps()) {
                rules.dates().ofItem(step, issued, due).ifPresent(day -> addBoth(days, dayOf(day)));
            }
        }
    }

    private static void addBoth(NavigableSet<Integer> days, int day) {
        days.add(day);
        days.add(day + 1);
    }

    /** Adds the days that a contact gives: the next one, the end of each gap, the steps that count from it. */
    void addContact(NavigableSet<Integer> days, Contact contact) {
        int on = dayOf(contact.on());
        addBoth(days, on);
        for (Strategy strategy : strategies) {
            for (StrategyStep step : strategy.steps()) {
                addBoth(days, on + step.requiredGapDays(strategy));
                if (step.anchor() == StrategyStep.Anchor.PREVIOUS_CONTACT) {
                    addBoth(days, dayOf(rules.dates().plus(contact.on(), step.offset())));
                }
                if (step.repeatEvery().isPresent()) {
                    Period every = step.repeatEvery().get();
                    addBoth(days, dayOf(contact.on().plus(every)));
                }
            }
        }
    }
}
