package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactExplanation;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.StepId;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Readers of the corpus for steps, ladders and the time between contacts. */
final class StepCases {

    static final LocalDate TODAY = LocalDate.of(2024, 6, 30);
    static final PartyId ACME = PartyId.of("acme");

    private static final String ITEM = "I1";
    private static final String OTHER = "step 0";

    private StepCases() {}

    static Map<String, CaseReader> readers() {
        return Map.ofEntries(
                Map.entry("step.decide", StepCases::decide),
                Map.entry("step.eligible", StepCases::eligible),
                Map.entry("cadence.last", StepCases::last),
                Map.entry("cadence.daysSince", StepCases::daysSince),
                Map.entry("cadence.gap", StepCases::gap),
                Map.entry("cadence.requiredGap", StepCases::requiredGap),
                Map.entry("ladder.runs", StepCases::runs),
                Map.entry("ladder.rerun", StepCases::rerun),
                Map.entry("schedule.next", StepCases::next),
                Map.entry("fee.lines", StepCases::fees),
                Map.entry("strategy.validate", StepCases::validate),
                Map.entry("strategy.previousStep", StepCases::previous),
                Map.entry("strategy.resolve", StepCases::resolve));
    }

    static LocalDate date(JsonNode node, String field) {
        return node.hasNonNull(field) ? LocalDate.parse(node.path(field).asText()) : TODAY;
    }

    static StrategyStep.Builder step(JsonNode node) {
        StrategyStep.Builder step = StrategyStep.builder()
                .id(node.has("id") ? node.path("id").asText() : node.path("no").asText("1"))
                .anchor(StrategyStep.Anchor.valueOf(node.path("anchor").asText("DUE")))
                .offset(StrategyStep.Offset.days(node.path("offsetDays").asInt()));
        if (node.has("channels")) {
            elements(node.path("channels")).forEach(channel -> step.addChannels(Channel.valueOf(channel.asText())));
        } else {
            step.addChannels(Channel.EMAIL);
        }
        if (node.has("minGapDays")) {
            step.minGapDays(node.path("minGapDays").asInt());
        }
        if (node.hasNonNull("fee")) {
            step.fee(Amounts.in("GBP").of(node.path("fee").asText()));
        }
        return step;
    }

    static ContactPlanner planner(Strategy.Builder strategy) {
        return ContactPlanner.builder().strategies(strategy.build()).build();
    }

    /** One item that is so many days past due; nothing open is an item that was paid. */
    private static ReceivableLog item(JsonNode facts, LocalDate asOf) {
        LocalDate due = asOf.minusDays(facts.path("daysPastDue").asInt());
        String issued = earlier(due, asOf).minusDays(30).toString();
        String open = facts.path("open").asText();
        ReceivableLog log = ReceivableLog.in("GBP");
        boolean isOpen = Amounts.in("GBP").of(open).isPositive();
        log.invoice(ITEM, isOpen ? open : "100", issued, due.toString());
        return isOpen ? log : log.receipt("R0", "100", issued).allocate("R0", ITEM, "100", issued);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static Situation situation(JsonNode facts, LocalDate asOf) {
        ReceivableLog log = item(facts, asOf);
        if (facts.has("unapplied")) {
            log.receipt(
                    "R1", facts.path("unapplied").asText(), asOf.minusDays(1).toString());
        }
        Situation situation = Situation.of(log);
        if (facts.has("channels")) {
            situation.channels(elements(facts.path("channels"))
                    .map(channel -> Channel.valueOf(channel.asText()))
                    .toArray(Channel[]::new));
        }
        if (facts.has("disputed")) {
            situation.dispute(ITEM, facts.path("disputed").asText(), "GBP");
        }
        if (facts.has("inFlight")) {
            situation.inFlight(facts.path("inFlight").asText(), "GBP", asOf.plusDays(3));
        }
        if (facts.hasNonNull("holdUntil")) {
            LocalDate until = LocalDate.parse(facts.path("holdUntil").asText());
            situation.hold(earlier(until, asOf).minusDays(10), until);
        }
        if (facts.hasNonNull("promise")) {
            JsonNode promise = facts.path("promise");
            situation.promise(
                    promise.path("amount").asText(),
                    "GBP",
                    LocalDate.parse(promise.path("deadline").asText()));
        }
        if (facts.path("planActive").asBoolean()) {
            situation.plan(Set.of(OpenItemId.of(ITEM)), asOf.plusDays(30));
        }
        if (facts.path("excluded").asBoolean()) {
            situation.known(ProfileEvent.excluded(ACME, "handled by head office"));
        }
        if (facts.path("sensitive").asBoolean()) {
            situation.known(ProfileEvent.sensitive(ACME, PartyProfile.Sensitivity.VULNERABLE, "call"));
        }
        if (facts.path("legalStop").asBoolean()) {
            situation.known(ProfileEvent.legalStop(ACME, PartyProfile.LegalStop.CEASE_CONTACT, "letter"));
        }
        return situation;
    }

    private static void decide(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate asOf = date(input, "asOf");
        JsonNode facts = input.path("facts");
        Situation situation = situation(facts, asOf);
        elements(facts.path("history"))
                .filter(entry -> entry.path("sent").asBoolean())
                .forEach(entry -> situation.sent(date(entry, "date")));
        ContactPlanner planner = planner(Strategy.builder()
                .id("only")
                .step(step(input.path("step")).build())
                .addThresholds(Amounts.in("GBP").of(input.path("threshold").asText("0"))));
        ContactDecision decision = planner.propose(situation.facts(), Situation.at(asOf)).stream()
                .filter(one -> one.kind() != ContactDecision.Kind.SKIPPED)
                .findFirst()
                .orElseThrow();
        assertThat(decision.kind().name())
                .isEqualTo(example.expected().path("decision").asText());
        assertThat(decision.obstacles().stream().map(StepCases::name))
                .containsExactlyElementsOf(elements(example.expected().path("reasons"))
                        .map(JsonNode::asText)
                        .toList());
    }

    static String name(Obstacle obstacle) {
        return ((Suppression) obstacle.code()).name();
    }

    private static void eligible(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate asOf = date(input, "asOf");
        JsonNode content = input.path("content");
        Strategy.Builder strategy = Strategy.builder()
                .id("ladder")
                .sequential(input.path("sequential").asBoolean());
        JsonNode ladder = input.path("ladder");
        (ladder.isMissingNode() ? java.util.stream.Stream.of(input.path("step")) : elements(ladder))
                .map(StepCases::step)
                .map(step ->
                        content.isMissingNode() ? step : step.content(StrategyStep.Content.valueOf(content.asText())))
                .forEach(step -> strategy.step(step.build()));
        ContactPlanner planner = planner(strategy);
        Situation situation = situation(input.path("facts"), asOf);
        Map<String, IdempotencyKey> keys = keys(planner, situation, asOf);
        elements(input.path("facts").path("history")).forEach(entry -> record(situation, keys, entry));
        StepId step = StepId.of(input.path("step").path("no").asText("1"));
        List<String> reasons =
                planner.obstacles(situation.facts(), OpenItemId.of(ITEM), step, Situation.at(asOf)).stream()
                        .map(StepCases::name)
                        .toList();
        JsonNode expected = example.expected();
        if (expected.has("error")) {
            assertThat(reasons).containsExactly(expected.path("error").asText());
            return;
        }
        assertThat(reasons.isEmpty())
                .as(reasons.toString())
                .isEqualTo(expected.path("eligible").asBoolean());
        if (expected.has("reason")) {
            assertThat(reasons.get(0)).isEqualTo(expected.path("reason").asText());
        }
    }

    /** The keys of the steps of the item's ladder, by step. */
    static Map<String, IdempotencyKey> keys(ContactPlanner planner, Situation situation, LocalDate asOf) {
        Map<String, IdempotencyKey> keys = new java.util.HashMap<>();
        ContactExplanation explanation = planner.explain(situation.facts(), OpenItemId.of(ITEM), Situation.at(asOf));
        explanation.steps().forEach(step -> keys.put(step.id().value(), step.key()));
        return keys;
    }

    /** A notice whose document went out before it was made ready contradicts itself. */
    private static void record(Situation situation, Map<String, IdempotencyKey> keys, JsonNode entry) {
        LocalDate on = date(entry, "date");
        IdempotencyKey key = keys.getOrDefault(entry.path("step").asText(), IdempotencyKey.of(OTHER));
        Instant noon = Situation.noon(on);
        if (entry.path("sent").asBoolean()) {
            situation.sent(key, Channel.EMAIL, on);
        } else {
            situation.report(key, Contact.Status.PREPARED, Channel.EMAIL, noon, on);
        }
        if (entry.path("documentSent").asBoolean() && !entry.path("sent").asBoolean()) {
            situation.report(key, Contact.Status.SENT, Channel.EMAIL, noon.minus(1, ChronoUnit.HOURS), on);
        }
    }

    private static ContactLog log(JsonNode input) {
        List<Contact> contacts = new ArrayList<>();
        elements(input.path("history"))
                .forEach(entry -> contacts.add(Contact.builder()
                        .id("entry " + contacts.size())
                        .party(ACME)
                        .channel(Channel.EMAIL)
                        .key(IdempotencyKey.of("key " + contacts.size()))
                        .status(entry.path("sent").asBoolean() ? Contact.Status.SENT : Contact.Status.PREPARED)
                        .on(date(entry, "date"))
                        .at(Situation.noon(date(entry, "date")))
                        .build()));
        return ContactLog.of(contacts).orThrow();
    }

    private static Optional<Contact> lastSent(JsonNode input) {
        return log(input).lastSent(ACME, Audience.DEBTOR, Instant.MAX);
    }

    private static void last(CorpusCase example) {
        JsonNode expected = example.expected().path("lastSent");
        assertThat(lastSent(example.input())
                        .map(contact -> contact.on().toString())
                        .orElse(null))
                .isEqualTo(expected.isNull() ? null : expected.asText());
    }

    private static void daysSince(CorpusCase example) {
        JsonNode expected = example.expected().path("days");
        Optional<Long> days = lastSent(example.input())
                .map(contact -> ChronoUnit.DAYS.between(contact.on(), date(example.input(), "asOf")));
        assertThat(days).isEqualTo(expected.isNull() ? Optional.empty() : Optional.of(expected.asLong()));
    }

    private static void gap(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate asOf = date(input, "asOf");
        Situation situation = Situation.of(ReceivableLog.in("GBP")
                .invoice(
                        ITEM,
                        "100",
                        asOf.minusYears(2).toString(),
                        asOf.minusYears(1).toString()));
        log(input).entries().forEach(situation::contact);
        ContactPlanner planner = planner(Strategy.builder()
                .id("gap")
                .minGapDays(input.path("gapDays").asInt())
                .gapRule(Strategy.GapRule.valueOf(input.path("rule").asText("INCLUSIVE_DAYS")))
                .step(StrategyStep.builder().id("1").addChannels(Channel.EMAIL).build()));
        ContactDecision decision = planner.propose(
                        situation.facts(), new AsOf(asOf, Instant.parse("2999-01-01T00:00:00Z")))
                .get(0);
        assertThat(decision.obstacles().isEmpty())
                .isEqualTo(example.expected().path("passes").asBoolean());
        if (example.expected().has("reason")) {
            assertThat(name(decision.obstacles().get(0)))
                    .isEqualTo(example.expected().path("reason").asText());
        }
    }

    private static void requiredGap(CorpusCase example) {
        JsonNode input = example.input();
        StrategyStep step = StrategyStep.builder()
                .id("1")
                .content(StrategyStep.Content.valueOf(input.path("content").asText()))
                .build();
        Strategy strategy = Strategy.builder()
                .id("gap")
                .minGapDays(input.path("gapDays").asInt())
                .build();
        assertThat(step.requiredGapDays(strategy))
                .isEqualTo(example.expected().path("gapDays").asInt());
    }

    private static Situation ofItem(JsonNode item) {
        return Situation.of(ReceivableLog.in("GBP")
                .invoice(
                        ITEM,
                        item.path("open").asText("100"),
                        item.path("issued").asText(),
                        item.path("due").asText()));
    }

    private static Strategy.Builder ladder(JsonNode input) {
        Strategy.Builder strategy = Strategy.builder()
                .id("ladder")
                .entry(Strategy.EntryLevel.valueOf(input.path("entry").asText("BY_AGE")));
        elements(input.path("steps")).forEach(step -> strategy.step(step(step).build()));
        return strategy;
    }

    private static void runs(CorpusCase example) {
        JsonNode input = example.input();
        ContactPlanner planner = planner(ladder(input));
        Situation situation = ofItem(input.path("item"));
        Set<IdempotencyKey> keys = new LinkedHashSet<>();
        List<Integer> perRun = new ArrayList<>();
        elements(input.path("runs")).map(run -> LocalDate.parse(run.asText())).forEach(run -> {
            List<ContactDecision> acts = acts(planner, situation, run);
            acts.forEach(act -> keys.add(act.key()));
            perRun.add(acts.size());
            if (input.path("reportSent").asBoolean()) {
                acts.forEach(act -> situation.sent(act, run));
            }
        });
        assertThat(perRun)
                .containsExactlyElementsOf(elements(example.expected().path("decisionsPerRun"))
                        .map(JsonNode::asInt)
                        .toList());
        assertThat(keys).hasSize(example.expected().path("distinctKeys").asInt(keys.size()));
    }

    static List<ContactDecision> acts(ContactPlanner planner, Situation situation, LocalDate run) {
        return planner.propose(situation.facts(), Situation.at(run)).stream()
                .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                .toList();
    }

    /** A run is no document: another one, earlier or later, is never refused, and each gives the same decisions twice. */
    private static void rerun(CorpusCase example) {
        JsonNode input = example.input();
        assertThat(example.expected().path("error").isNull()).isTrue();
        LocalDate existing = date(input, "existingRun");
        LocalDate other = date(input, "newRun");
        ContactPlanner planner = planner(Strategy.builder()
                .id("ladder")
                .step(StrategyStep.builder().id("1").addChannels(Channel.EMAIL).build()));
        Situation situation = Situation.of(ReceivableLog.in("GBP").invoice(ITEM, "100", "2020-01-01", "2020-01-31"));
        List<ContactDecision> first = planner.propose(situation.facts(), Situation.at(existing));
        assertThat(planner.propose(situation.facts(), Situation.at(other))).hasSameSizeAs(first);
        assertThat(planner.propose(situation.facts(), Situation.at(existing))).isEqualTo(first);
    }

    private static void next(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate asOf = date(input, "asOf");
        List<StrategyStep> steps = new ArrayList<>(
                elements(input.path("steps")).map(node -> step(node).build()).toList());
        if (steps.isEmpty()) {
            steps.add(StrategyStep.builder().id("0").addChannels(Channel.EMAIL).build());
        }
        if (input.hasNonNull("repeat")) {
            int end = steps.size() - 1;
            steps.set(
                    end,
                    steps.get(end).toBuilder()
                            .repeatEvery(Period.parse(input.path("repeat").asText()))
                            .build());
        }
        ContactPlanner planner = planner(
                Strategy.builder().id("schedule").scope(Strategy.Scope.ITEM).addAllSteps(steps));
        Situation situation = ofItem(input.path("item"));
        String endless = steps.get(steps.size() - 1).id().value();
        elements(input.path("sent"))
                .sorted(Comparator.comparing(entry -> date(entry, "date")))
                .forEach(entry -> {
                    Map<String, IdempotencyKey> keys = keys(planner, situation, date(entry, "date"));
                    IdempotencyKey key = keys.getOrDefault(entry.path("step").asText(), keys.get(endless));
                    situation.sent(key, Channel.EMAIL, date(entry, "date"));
                });
        Optional<LocalDate> next =
                planner.explain(situation.facts(), OpenItemId.of(ITEM), Situation.at(asOf)).steps().stream()
                        .filter(step -> step.state() != ContactExplanation.StepStanding.DONE
                                && step.state() != ContactExplanation.StepStanding.SKIPPED)
                        .flatMap(step -> step.date().stream())
                        .map(day -> day.isBefore(asOf) ? asOf : day)
                        .min(Comparator.naturalOrder());
        JsonNode expected = example.expected().path("next");
        assertThat(next.map(LocalDate::toString).orElse(null)).isEqualTo(expected.isNull() ? null : expected.asText());
    }

    private static void fees(CorpusCase example) {
        JsonNode input = example.input();
        ContactPlanner planner = planner(ladder(input));
        Situation situation = ofItem(input.path("item"));
        List<String> fees = new ArrayList<>();
        elements(input.path("runs"))
                .map(run -> LocalDate.parse(run.asText()))
                .forEach(run -> acts(planner, situation, run).forEach(act -> {
                    situation.sent(act, run);
                    act.notice()
                            .feeItem(act.key(), run, Situation.noon(run))
                            .ifPresent(event ->
                                    fees.add(
                                            ((io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued) event)
                                                            .item()
                                                            .issued()
                                                    + " "
                                                    + ReceivableCases.number(((io.counterfoil.collections.receivable
                                                                                    .ReceivableEvent.ItemIssued)
                                                                            event)
                                                                    .item()
                                                                    .amount())
                                                            .stripTrailingZeros()
                                                            .toPlainString()));
                }));
        assertThat(fees)
                .containsExactlyElementsOf(elements(example.expected().path("fees"))
                        .map(fee -> fee.path("date").asText() + " "
                                + new java.math.BigDecimal(fee.path("amount").asText())
                                        .stripTrailingZeros()
                                        .toPlainString())
                        .toList());
    }

    private static void validate(CorpusCase example) {
        Strategy strategy = ladder(example.input()).build();
        assertThat(strategy.lint().stream()
                        .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                        .map(Diagnostic::code)
                        .map(Code::id)
                        .map(id -> id.replace("STRATEGY.", "")))
                .containsExactlyElementsOf(elements(example.expected().path("faults"))
                        .map(JsonNode::asText)
                        .toList());
    }

    private static void previous(CorpusCase example) {
        Strategy strategy = ladder(example.input()).build();
        JsonNode expected = example.expected().path("previous");
        assertThat(strategy.before(StepId.of(example.input().path("step").asText()))
                        .map(step -> step.id().value())
                        .orElse(null))
                .isEqualTo(expected.isNull() ? null : expected.asText());
    }

    private static void resolve(CorpusCase example) {
        JsonNode input = example.input();
        Situation situation = Situation.of(ReceivableLog.in("GBP").invoice(ITEM, "100", "2024-01-01", "2024-01-31"));
        Map<String, Strategy.Builder> strategies = new java.util.LinkedHashMap<>();
        for (String level : List.of("default", "segment", "party", "item")) {
            if (input.hasNonNull(level)) {
                strategies.computeIfAbsent(
                        input.path(level).asText(),
                        id -> Strategy.builder()
                                .id(id)
                                .step(StrategyStep.builder()
                                        .id(input.path("itemStep").asText("1"))
                                        .addChannels(Channel.EMAIL)
                                        .build()));
            }
        }
        if (input.hasNonNull("segment")) {
            strategies.get(input.path("segment").asText()).addSegments("SEGMENT");
            situation.known(ProfileEvent.segment(ACME, "SEGMENT"));
        }
        if (input.hasNonNull("party")) {
            situation.ruling(input.path("party").asText());
        }
        if (input.hasNonNull("item")) {
            situation.ruling(
                    ITEM,
                    input.path("item").asText(),
                    Optional.of(input.path("itemStep"))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::asText));
        }
        ContactExplanation.Assignment assigned = ContactPlanner.builder()
                .strategies(strategies.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("NONE"))
                        .map(entry -> entry.getValue().build())
                        .toList())
                .build()
                .assignment(situation.facts(), OpenItemId.of(ITEM), Situation.at(TODAY));
        JsonNode step = example.expected().path("step");
        assertThat(assigned.strategy().value())
                .isEqualTo(example.expected().path("strategy").asText());
        if (!step.isMissingNode()) {
            assertThat(assigned.step()).isEqualTo(step.isNull() ? "" : step.asText());
        }
    }
}
