package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Readers of the corpus for campaigns: one request for payment that comes again, by currency, up to so many times. */
final class CampaignCases {

    private CampaignCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of("campaign.attempt", CampaignCases::attempt, "campaign.timeline", CampaignCases::timeline);
    }

    private static Strategy strategy(String id, JsonNode input, JsonNode thresholds) {
        Strategy.Builder strategy = Strategy.builder()
                .id(id)
                .addAllThresholds(NoticeCases.thresholds(thresholds))
                .step(StrategyStep.builder()
                        .id("request")
                        .daysAfterDue(1)
                        .addChannels(Channel.EMAIL)
                        .repeatEvery(Period.ofDays(1))
                        .build());
        if (input.has("maxAttempts")) {
            strategy.maxAttempts(input.path("maxAttempts").asInt());
        }
        JsonNode gap = input.path("minGap");
        if (!gap.isMissingNode()) {
            strategy.minGapDays(gap.path("days").asInt())
                    .gapRule(Strategy.GapRule.valueOf(gap.path("rule").asText("INCLUSIVE_DAYS")));
        }
        return strategy.build();
    }

    private static OpenItem item(String id, String currency, String amount, LocalDate issued, LocalDate due) {
        return OpenItem.builder()
                .id(OpenItemId.of(id))
                .party(StepCases.ACME)
                .amount(Amounts.in(currency).of(amount))
                .issued(issued)
                .due(due)
                .recordedAt(Instant.EPOCH)
                .build();
    }

    private static Receivables receivables(List<OpenItem> items) {
        return Receivables.replay(items.stream().map(ReceivableEvent.ItemIssued::new))
                .orThrow();
    }

    private static void attempt(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate asOf = StepCases.TODAY;
        List<OpenItem> items = new ArrayList<>();
        input.path("overdue")
                .properties()
                .forEach(entry -> elements(entry.getValue())
                        .forEach(amount -> items.add(item(
                                "I" + items.size(),
                                entry.getKey(),
                                amount.asText(),
                                asOf.minusYears(2),
                                asOf.minusYears(1)))));
        Situation situation = Situation.of(receivables(items));
        ContactPlanner.Builder planners =
                ContactPlanner.builder().strategies(strategy("DEFAULT", input, input.path("thresholds")));
        if (input.has("partyThresholds")) {
            planners.strategies(strategy("PARTY", input, input.path("partyThresholds")));
            situation.ruling("PARTY");
        }
        if (input.path("excluded").asBoolean()) {
            situation.known(ProfileEvent.excluded(StepCases.ACME, "agreed"));
            situation.channels(Channel.EMAIL);
        }
        ContactPlanner planner = planners.build();
        history(input, planner, situation, asOf);
        Map<String, Integer> acted = new TreeMap<>();
        boolean finished = false;
        String strategy = "";
        for (ContactDecision decision : planner.propose(situation.facts(), Situation.at(asOf))) {
            finished |= decision.kind() == ContactDecision.Kind.FINISHED;
            if (decision.kind() == ContactDecision.Kind.ACT) {
                acted.put(decision.scope().currency(), decision.occurrence());
                strategy = decision.strategy().value();
            }
        }
        Map<String, Integer> expected = new TreeMap<>();
        example.expected()
                .path("acted")
                .properties()
                .forEach(entry -> expected.put(entry.getKey(), entry.getValue().asInt()));
        assertThat(acted).isEqualTo(expected);
        if (example.expected().has("finished")) {
            assertThat(finished).isEqualTo(example.expected().path("finished").asBoolean());
        }
        if (example.expected().has("strategy")) {
            assertThat(strategy).isEqualTo(example.expected().path("strategy").asText());
        }
    }

    /** The attempts made before, one a month; the last so many seconds ago. A contact without an attempt is somebody's own. */
    private static void history(JsonNode input, ContactPlanner planner, Situation situation, LocalDate asOf) {
        Instant last =
                Situation.noon(asOf).minusSeconds(input.path("secondsSinceLast").asLong(30 * 86_400L));
        input.path("attempts").properties().forEach(entry -> {
            int count = entry.getValue().asInt();
            for (int made = 1; made <= count; made++) {
                Instant at = last.minusSeconds((count - made) * 30 * 86_400L);
                LocalDate on = LocalDate.ofInstant(at, ZoneOffset.UTC);
                planner.propose(situation.facts(), new AsOf(on, at)).stream()
                        .filter(decision -> decision.scope().currency().equals(entry.getKey()))
                        .filter(decision -> decision.kind() != ContactDecision.Kind.FINISHED)
                        .findFirst()
                        .ifPresent(decision ->
                                situation.report(decision.key(), Contact.Status.SENT, Channel.EMAIL, at, on));
            }
        });
        if (input.has("secondsSinceLast") && !input.has("attempts")) {
            situation.contact(Contact.builder()
                    .id("own")
                    .party(StepCases.ACME)
                    .channel(Channel.EMAIL)
                    .at(last)
                    .on(LocalDate.ofInstant(last, ZoneOffset.UTC))
                    .build());
        }
    }

    private static void timeline(CorpusCase example) {
        JsonNode input = example.input();
        List<OpenItem> items = new ArrayList<>();
        elements(input.path("invoices"))
                .forEach(invoice -> items.add(item(
                        "I" + items.size(),
                        invoice.path("currency").asText(),
                        invoice.path("amount").asText(),
                        LocalDate.parse(invoice.path("issued").asText()),
                        LocalDate.parse(invoice.path("due").asText()))));
        elements(input.path("overdueEvents")).forEach(event -> items.add(overdue(example, event, items.size())));
        ContactPlanner planner = ContactPlanner.builder()
                .strategies(strategy("DEFAULT", input, input.path("thresholds")))
                .build();
        Run run = new Run(planner, Situation.of(receivables(items)));
        elements(input.path("runs")).map(JsonNode::asText).forEach(run::judge);
        JsonNode expected = example.expected();
        if (expected.has("attemptDates")) {
            assertThat(run.dates)
                    .containsExactlyElementsOf(elements(expected.path("attemptDates"))
                            .map(JsonNode::asText)
                            .toList());
        }
        expected.path("attemptsAfter")
                .properties()
                .forEach(after -> after.getValue()
                        .properties()
                        .forEach(count -> assertThat(run.after(after.getKey(), count.getKey()))
                                .as(after.getKey() + " " + count.getKey())
                                .isEqualTo(count.getValue().asInt())));
        if (expected.has("requests")) {
            assertThat(run.dates).hasSize(expected.path("requests").asInt());
        }
        if (expected.has("finishedEvents")) {
            assertThat(run.finished).isEqualTo(expected.path("finishedEvents").asInt());
        }
        if (expected.has("amountRequested")) {
            assertThat(run.requested)
                    .isEqualByComparingTo(expected.path("amountRequested").asText());
        }
        if (expected.has("overdueFrom")) {
            assertThat(items.stream().map(CampaignCases::overdueFrom).map(LocalDate::toString))
                    .containsExactlyElementsOf(elements(expected.path("overdueFrom"))
                            .map(JsonNode::asText)
                            .toList());
        }
    }

    /** Something becomes overdue on a day: due the day before. Fields in any order, by what they look like. */
    private static OpenItem overdue(CorpusCase example, JsonNode event, int number) {
        String date = "";
        String currency = "";
        String amount = "";
        for (JsonNode field : event) {
            String text = field.asText();
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                date = text;
            } else if (text.matches("[A-Z]{3}")) {
                currency = text;
            } else if (text.matches("\\d+(\\.\\d+)?")) {
                amount = text;
            }
        }
        if (date.isEmpty() || currency.isEmpty() || amount.isEmpty()) {
            throw example.unsupported("overdue event " + event + " has no date, currency or amount");
        }
        LocalDate from = LocalDate.parse(date);
        return item("E" + number, currency, amount, from.minusDays(31), from.minusDays(1));
    }

    /** The first day on which a planner takes the item as past due. */
    private static LocalDate overdueFrom(OpenItem item) {
        ContactPlanner planner = ContactPlanner.builder()
                .strategies(Strategy.builder()
                        .id("late")
                        .step(StrategyStep.builder()
                                .id("far")
                                .daysAfterDue(10_000)
                                .addChannels(Channel.EMAIL)
                                .build())
                        .build())
                .build();
        Situation situation = Situation.of(receivables(List.of(item)));
        return item.issued()
                .datesUntil(item.issued().plusYears(5))
                .filter(day -> planner.propose(situation.facts(), Situation.at(day)).stream()
                        .anyMatch(decision -> decision.primary()
                                .filter(why -> why.code() == Suppression.STEP_NOT_REACHED)
                                .isPresent()))
                .findFirst()
                .orElseThrow();
    }

    /** Runs in order; what is decided on is sent at once. */
    private static final class Run {
        private final ContactPlanner planner;
        private final Situation situation;
        private final List<String> dates = new ArrayList<>();
        private final Map<String, Map<String, Integer>> after = new TreeMap<>();
        private final Map<String, Integer> attempts = new TreeMap<>();
        private int finished;
        private BigDecimal requested = BigDecimal.ZERO;

        Run(ContactPlanner planner, Situation situation) {
            this.planner = planner;
            this.situation = situation;
        }

        void judge(String run) {
            LocalDate on = LocalDate.parse(run.substring(0, 10));
            for (ContactDecision decision : planner.propose(situation.facts(), Situation.at(on))) {
                finished += decision.kind() == ContactDecision.Kind.FINISHED ? 1 : 0;
                if (decision.kind() == ContactDecision.Kind.ACT) {
                    situation.sent(decision, on);
                    dates.add(on.toString());
                    attempts.put(decision.scope().currency(), decision.occurrence());
                    requested = ReceivableCases.number(
                            decision.notice().total().amounts().get(0));
                }
            }
            after.put(run, new TreeMap<>(attempts));
        }

        int after(String run, String currency) {
            return after.get(run).getOrDefault(currency, 0);
        }
    }
}
