package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.OpenRow;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Guard;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Readers of the corpus for guards and levels. */
final class LevelCases {

    private static final Amounts MONEY = Amounts.in("USD");

    private LevelCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "guard.evaluate", LevelCases::guard,
                "level.classify", LevelCases::classify,
                "level.timeline", LevelCases::timeline,
                "party.aggregate", LevelCases::aggregate);
    }

    private static Guard guard(CorpusCase example, JsonNode node) {
        List<Guard> all = new ArrayList<>();
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            all.add(
                    switch (entry.getKey()) {
                        case "countAtLeast" -> Guard.countAtLeast(value.asInt());
                        case "balanceAtLeast" -> Guard.balanceAtLeast(MONEY.of(value.asText()));
                        case "ageAtLeast" -> Guard.ageAtLeast(value.asInt());
                        case "tag" -> Guard.tag(value.asText());
                        case "segment" -> Guard.segment(value.asText());
                        case "failureIn" ->
                            Guard.failureIn(
                                    elements(value).map(JsonNode::asText).toArray(String[]::new));
                        case "and", "all" ->
                            Guard.all(elements(value)
                                    .map(one -> guard(example, one))
                                    .toArray(Guard[]::new));
                        case "or", "any" ->
                            Guard.any(elements(value)
                                    .map(one -> guard(example, one))
                                    .toArray(Guard[]::new));
                        case "not" -> Guard.not(guard(example, value));
                        default -> throw example.unsupported("guard " + entry.getKey() + " is not in the schema");
                    });
        });
        return all.size() == 1 ? all.get(0) : Guard.all(all.toArray(Guard[]::new));
    }

    private static Guard.Standing standing(JsonNode facts) {
        Guard.Standing.Builder standing = Guard.Standing.builder()
                .day(StepCases.TODAY)
                .openCount(facts.path("openCount").asInt())
                .openBalance(Totals.of(MONEY.of(facts.path("openBalance").asText("0"))));
        if (facts.hasNonNull("oldestAgeDays")) {
            standing.oldestAgeDays(facts.path("oldestAgeDays").asInt());
        }
        if (facts.hasNonNull("lastFailure")) {
            standing.addLastFailure(facts.path("lastFailure").asText());
        }
        if (facts.hasNonNull("segment")) {
            standing.segment(facts.path("segment").asText());
        }
        elements(facts.path("tags")).forEach(tag -> standing.addTags(tag.asText()));
        return standing.build();
    }

    private static void guard(CorpusCase example) {
        assertThat(guard(example, example.input().path("guard"))
                        .holds(standing(example.input().path("facts"))))
                .isEqualTo(example.expected().path("match").asBoolean());
    }

    private static Strategy strategy(CorpusCase example) {
        JsonNode input = example.input();
        return Strategy.builder()
                .id("levels")
                .ageBasis(
                        input.path("ageBasis").asText("DUE").equals("ISSUE") ? AgeBasis.ISSUE_DATE : AgeBasis.DUE_DATE)
                .addAllLevels(elements(input.path("levels"))
                        .map(level ->
                                new Strategy.Level(level.path("level").asText(), guard(example, level.path("guard"))))
                        .toList())
                .step(StrategyStep.builder().id("1").addChannels(Channel.EMAIL).build())
                .build();
    }

    private static void classify(CorpusCase example) {
        assertThat(strategy(example).level(standing(example.input().path("facts"))))
                .isEqualTo(example.expected().path("level").asText());
    }

    private static void timeline(CorpusCase example) {
        Strategy strategy = strategy(example);
        Timeline timeline = new Timeline(example);
        ContactPlanner planner = ContactPlanner.builder().strategies(strategy).build();
        elements(example.expected().path("checkpoints")).forEach(checkpoint -> {
            LocalDate on = LocalDate.parse(checkpoint.path("asOf").asText());
            AsOf end = new AsOf(on, on.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC));
            assertThat(planner.level(timeline.situation().facts(), strategy.id(), CaseEvents.PARTY, end))
                    .as(on.toString())
                    .isEqualTo(checkpoint.path("level").asText());
            checkpoint
                    .path("children")
                    .properties()
                    .forEach(child -> assertThat(planner.level(
                                    timeline.situation().facts(), strategy.id(), PartyId.of(child.getKey()), end))
                            .as(on + " " + child.getKey())
                            .isEqualTo(child.getValue().asText()));
        });
    }

    /** What happens day by day; each event is recorded on its day, in the order of the case. */
    private static final class Timeline {
        private final CorpusCase example;
        private final List<ReceivableEvent> events = new ArrayList<>();
        private final Map<String, ReceivableEventId> paidBy = new HashMap<>();
        private final Map<String, ReceivableEventId> writtenOffBy = new HashMap<>();
        private final List<ProfileEvent> known = new ArrayList<>();
        private int count;

        Timeline(CorpusCase example) {
            this.example = example;
            elements(example.input().path("events"))
                    .sorted(Comparator.comparing(event -> event.get(0).asText()))
                    .forEach(this::read);
            elements(example.input().path("children"))
                    .forEach(child -> known.add(ProfileEvent.parent(
                                    PartyId.of(child.path("id").asText()),
                                    CaseEvents.PARTY,
                                    PartyProfile.Relation.valueOf(
                                            child.path("relation").asText()))
                            .by(Actor.host("test"), Instant.EPOCH)));
        }

        Situation situation() {
            Situation situation =
                    Situation.of(Receivables.replay(events.stream()).orThrow());
            known.forEach(event -> situation.known((by, at) -> event));
            return situation;
        }

        private void read(JsonNode event) {
            LocalDate on = LocalDate.parse(event.get(0).asText());
            Instant at = on.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(++count);
            String what = event.get(1).asText();
            String item = event.path(2).asText();
            String amount = event.path(3).asText();
            ReceivableEventId id = ReceivableEventId.of("event " + count);
            switch (what) {
                case "draft" -> {
                    // a draft is not issued
                }
                case "issue" -> issue(item, OpenItemKind.INVOICE, amount, on, at);
                case "pay", "reinstatePayment" -> {
                    issue("receipt " + count, OpenItemKind.RECEIPT, amount, on, at);
                    events.add(new ReceivableEvent.Allocated(
                            id, OpenItemId.of("receipt " + count), OpenItemId.of(item), MONEY.of(amount), on, at));
                    paidBy.put(item, id);
                }
                case "returnPayment" ->
                    events.add(new ReceivableEvent.Deallocated(id, paidBy.get(item), ReversalKind.RETURNED, on, at));
                case "writeOff" -> {
                    events.add(new ReceivableEvent.WrittenOff(
                            id, OpenItemId.of(item), MONEY.of(amount), "uncollectable", on, at));
                    writtenOffBy.put(item, id);
                }
                case "reverseWriteOff" ->
                    events.add(new ReceivableEvent.WriteOffReversed(
                            id, writtenOffBy.get(item), ReversalKind.RETURNED, on, at));
                case "exclude" ->
                    known.add(ProfileEvent.excluded(CaseEvents.PARTY, "held").by(Actor.host("test"), at));
                case "include" ->
                    known.add(
                            ProfileEvent.included(CaseEvents.PARTY, "released").by(Actor.host("test"), at));
                default -> throw example.unsupported("event " + what + " is not in the schema");
            }
        }

        private void issue(String id, OpenItemKind kind, String amount, LocalDate on, Instant at) {
            events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                    .id(OpenItemId.of(id))
                    .party(CaseEvents.PARTY)
                    .kind(kind)
                    .amount(MONEY.of(amount))
                    .issued(on)
                    .due(on)
                    .recordedAt(at)
                    .build()));
        }
    }

    private static void aggregate(CorpusCase example) {
        CaseBook book = new CaseBook("USD");
        int count = 0;
        for (JsonNode item : example.input().path("items")) {
            String open = item.path("open").asText();
            boolean isPaid = new BigDecimal(open).signum() == 0;
            book.issuedOn(LocalDate.parse(item.path("issued").asText()));
            book.issue("I" + count, OpenItemKind.INVOICE, isPaid ? "1" : open);
            if (isPaid) {
                book.issue("R" + count, OpenItemKind.RECEIPT, "1");
                book.allocate("R" + count, "I" + count, "1");
            }
            count++;
        }
        List<OpenRow> rows = book.receivables().at(book.asOf()).of(CaseEvents.PARTY);
        JsonNode expected = example.expected();
        assertThat(rows).hasSize(expected.path("openCount").asInt());
        assertThat(rows.stream()
                        .map(row -> ReceivableCases.number(row.open()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(expected.path("openBalance").asText());
        assertThat(rows.stream()
                        .map(row -> row.item().issued().toString())
                        .min(Comparator.naturalOrder())
                        .orElse(null))
                .isEqualTo(
                        expected.path("oldest").isNull()
                                ? null
                                : expected.path("oldest").asText());
    }
}
