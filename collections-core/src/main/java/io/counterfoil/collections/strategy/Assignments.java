package io.counterfoil.collections.strategy;

import io.counterfoil.collections.receivable.OpenItemId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which strategy an item is in: what somebody decided for the item, else for the party, else the segment's, else the default (COL-32). Immutable. */
final class Assignments {

    private final Map<StrategyId, Strategy> byId = new LinkedHashMap<>();
    private final @Nullable Strategy byDefault;

    Assignments(List<Strategy> strategies) {
        strategies.forEach(strategy -> byId.put(strategy.id(), strategy));
        byDefault = strategies.stream()
                .filter(strategy -> strategy.segments().isEmpty())
                .findFirst()
                .orElse(null);
    }

    Collection<Strategy> strategies() {
        return byId.values();
    }

    Optional<Strategy> strategy(StrategyId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Where nobody decided anything about a party, all its items are in one strategy. */
    ContactExplanation.Assignment of(PartyDay day, OpenItemId item) {
        if (!day.facts.rulingsOf(day.party).isEmpty()) {
            return ruled(day, item);
        }
        ContactExplanation.Assignment known = day.assignment;
        if (known == null) {
            known = ruled(day, item);
            day.assignment = known;
        }
        return known;
    }

    private ContactExplanation.Assignment ruled(PartyDay day, OpenItemId item) {
        CollectionFacts.@Nullable Ruling ofItem = null;
        CollectionFacts.@Nullable Ruling ofParty = null;
        for (CollectionFacts.Ruling ruling : day.facts.rulingsOf(day.party)) {
            if (ruling.at().isAfter(day.asOf.knownAt())) {
                continue;
            }
            if (item.equals(ruling.item())) {
                ofItem = later(ofItem, ruling);
            } else if (ruling.item() == null) {
                ofParty = later(ofParty, ruling);
            }
        }
        if (ofItem != null) {
            return ruled(ContactExplanation.Source.ITEM, ofItem);
        }
        if (ofParty != null) {
            return ruled(ContactExplanation.Source.PARTY, ofParty);
        }
        Optional<Strategy> segment = day.profile
                .segment()
                .flatMap(name -> byId.values().stream()
                        .filter(strategy -> strategy.segments().contains(name))
                        .findFirst());
        if (segment.isPresent()) {
            return new ContactExplanation.Assignment(
                    segment.get().id(),
                    ContactExplanation.Source.SEGMENT,
                    "",
                    "the segment of the party is " + day.profile.segment().orElse(""));
        }
        return byDefault == null
                ? new ContactExplanation.Assignment(
                        StrategyId.NONE, ContactExplanation.Source.DEFAULT, "", "no strategy holds by default")
                : new ContactExplanation.Assignment(
                        byDefault.id(), ContactExplanation.Source.DEFAULT, "", "it holds by default");
    }

    private static CollectionFacts.Ruling later(CollectionFacts.@Nullable Ruling known, CollectionFacts.Ruling other) {
        return known == null || !other.at().isBefore(known.at()) ? other : known;
    }

    private static ContactExplanation.Assignment ruled(
            ContactExplanation.Source source, CollectionFacts.Ruling ruling) {
        StepId step = ruling.step();
        return new ContactExplanation.Assignment(
                ruling.strategy(),
                source,
                step == null ? "" : step.value(),
                ruling.by().id() + " decided: " + ruling.reason());
    }
}
