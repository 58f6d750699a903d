package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Notice;
import io.counterfoil.collections.strategy.ScopeKey;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;

/** Readers of the corpus for what notices say and what becomes of them. */
final class NoticeCases {

    private NoticeCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "notice.lines", NoticeCases::lines,
                "notice.expired", NoticeCases::expired,
                "notice.resolution", NoticeCases::resolution,
                "notice.currency", NoticeCases::currency,
                "item.cancel", NoticeCases::cancel);
    }

    private static StrategyStep.Builder step() {
        return StrategyStep.builder().id("1").daysAfterDue(1).addChannels(Channel.EMAIL);
    }

    private static ContactPlanner planner(StrategyStep.Builder step, List<MonetaryAmount> thresholds) {
        return ContactPlanner.builder()
                .strategies(Strategy.builder()
                        .id("notice")
                        .step(step.build())
                        .addAllThresholds(thresholds)
                        .build())
                .build();
    }

    static List<MonetaryAmount> thresholds(JsonNode node) {
        List<MonetaryAmount> thresholds = new ArrayList<>();
        node.properties()
                .forEach(entry -> thresholds.add(
                        Amounts.in(entry.getKey()).of(entry.getValue().asText())));
        return thresholds;
    }

    private static OpenItem item(JsonNode node, LocalDate asOf, String currency) {
        LocalDate due = node.hasNonNull("due")
                ? LocalDate.parse(node.path("due").asText())
                : asOf.minusDays(node.path("daysPastDue").asInt());
        LocalDate issued = due.isBefore(asOf) ? due : asOf;
        return OpenItem.builder()
                .id(OpenItemId.of(node.path("id").asText()))
                .party(PartyId.of(node.path("party").asText("A")))
                .kind(OpenItemKind.valueOf(node.path("kind").asText("INVOICE")))
                .amount(Amounts.in(node.path("currency").asText(currency))
                        .of(node.path("open").asText()))
                .issued(issued.minusDays(30))
                .due(due)
                .recordedAt(Instant.EPOCH)
                .build();
    }

    private static Receivables receivables(List<OpenItem> items) {
        return Receivables.replay(items.stream().map(ReceivableEvent.ItemIssued::new))
                .orThrow();
    }

    private static void lines(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate asOf = StepCases.date(input, "asOf");
        List<OpenItem> items = new ArrayList<>();
        for (JsonNode node : input.path("items")) {
            String status = node.path("status").asText("OPEN");
            switch (status) {
                case "DRAFT", "CANCELLED", "VOID", "PAID", "WRITTEN_OFF" -> {
                    // nothing of it is open
                }
                case "OPEN", "ISSUED", "OVERDUE", "PARTLY_PAID", "UNPAID" -> items.add(item(node, asOf, "GBP"));
                default -> throw example.unsupported("status " + status + " is not in the schema");
            }
        }
        StrategyStep.Content content =
                StrategyStep.Content.valueOf(input.path("content").asText("ALL_DUE"));
        List<Notice> notices = planner(step().content(content), thresholds(input.path("threshold")))
                .propose(Situation.of(receivables(items)).facts(), Situation.at(asOf))
                .stream()
                .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                .filter(decision -> isWanted(decision.scope(), input))
                .map(ContactDecision::notice)
                .toList();
        assertThat(notices.stream()
                        .flatMap(notice -> notice.lines().stream())
                        .map(line -> line.item().value()))
                .containsExactlyInAnyOrderElementsOf(elements(example.expected().path("items"))
                        .map(JsonNode::asText)
                        .toList());
        if (example.expected().has("total")) {
            assertThat(notices.stream()
                            .flatMap(notice -> notice.total().amounts().stream())
                            .map(ReceivableCases::number)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(example.expected().path("total").asText());
        }
    }

    private static boolean isWanted(ScopeKey scope, JsonNode input) {
        return scope.party().value().equals(input.path("party").asText("A"))
                && scope.currency().equals(input.path("currency").asText(scope.currency()));
    }

    private static void expired(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate on = LocalDate.parse(input.path("preparedOn").asText());
        boolean sent = input.path("sent").asBoolean();
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice(
                        "I1",
                        "100",
                        on.minusDays(60).toString(),
                        on.minusDays(30).toString());
        ContactPlanner planner = planner(step(), List.of());
        ContactDecision act = StepCases.acts(planner, Situation.of(log), on).get(0);
        Situation situation =
                Situation.of(log).report(act.key(), Contact.Status.PREPARED, Channel.EMAIL, Situation.noon(on), on);
        if (sent) {
            situation.sent(act, on);
        }
        if (input.hasNonNull("holdUntil")) {
            LocalDate until = LocalDate.parse(input.path("holdUntil").asText());
            situation.hold((until.isBefore(on) ? until : on).minusDays(1), until);
        }
        List<ContactPlanner.Expired> expired = planner.expired(situation.facts(), Situation.at(on));
        assertThat(!expired.isEmpty())
                .isEqualTo(example.expected().path("expired").asBoolean());
        expired.forEach(one -> assertThat(one.reasons().get(0).code()).isEqualTo(Suppression.HOLD));
    }

    /** What happens to noticed items, in minor steps: money is used for them in their order. */
    private static void resolution(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate asOf = StepCases.date(input, "asOf");
        Amounts gbp = Amounts.in("GBP");
        List<OpenItem> items = elements(input.path("noticed"))
                .map(node -> item(node, asOf, "GBP"))
                .toList();
        List<ReceivableEvent> events = new ArrayList<>();
        items.forEach(item -> events.add(new ReceivableEvent.ItemIssued(item)));
        Receivables before = Receivables.replay(events.stream()).orThrow();
        ContactPlanner planner = planner(step().content(StrategyStep.Content.ALL_OPEN), List.of());
        Notice notice = planner.propose(Situation.of(before).facts(), Situation.at(asOf)).stream()
                .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                .findFirst()
                .orElseThrow()
                .notice();
        Receivables now = before;
        Optional<String> lastCredit = Optional.empty();
        int count = 0;
        for (JsonNode event : input.path("events")) {
            String what = event.get(0).asText();
            String id = "credit " + ++count;
            switch (what) {
                case "pay", "credit", "creditUnapplied" -> {
                    MonetaryAmount amount = gbp.of(event.get(1).asText());
                    OpenItemKind kind = what.equals("pay") ? OpenItemKind.RECEIPT : OpenItemKind.CREDIT_NOTE;
                    now = now.with(credit(id, kind, amount, asOf)).orThrow();
                    if (!what.equals("creditUnapplied")) {
                        now = applied(now, items, id, amount, asOf);
                    }
                    lastCredit = Optional.of(id);
                }
                case "voidPayment", "voidCredit" ->
                    now = now.with(new ReceivableEvent.Reversed(
                                    ReceivableEventId.of("void " + count),
                                    OpenItemId.of(lastCredit.orElseThrow()),
                                    ReversalKind.VOIDED,
                                    asOf,
                                    Instant.EPOCH))
                            .orThrow();
                default -> throw example.unsupported("event " + what + " is not in the schema");
            }
        }
        JsonNode expected = example.expected();
        AsOf end = Situation.at(asOf);
        assertThat(notice.isResolved(now, end))
                .isEqualTo(expected.path("resolved").asBoolean());
        Receivables after = now;
        expected.path("open")
                .properties()
                .forEach(open -> assertThat(ReceivableCases.number(after.open(OpenItemId.of(open.getKey()), end)))
                        .isEqualByComparingTo(open.getValue().asText()));
        if (expected.has("contactSuppressedBy")) {
            assertThat(planner.propose(Situation.of(now).facts(), end))
                    .singleElement()
                    .satisfies(decision -> assertThat(
                                    StepCases.name(decision.primary().orElseThrow()))
                            .isEqualTo(expected.path("contactSuppressedBy").asText()));
        }
    }

    private static ReceivableEvent credit(String id, OpenItemKind kind, MonetaryAmount amount, LocalDate on) {
        return new ReceivableEvent.ItemIssued(OpenItem.builder()
                .id(OpenItemId.of(id))
                .party(PartyId.of("A"))
                .kind(kind)
                .amount(amount)
                .issued(on)
                .recordedAt(Instant.EPOCH)
                .build());
    }

    private static Receivables applied(
            Receivables receivables, List<OpenItem> items, String credit, MonetaryAmount amount, LocalDate on) {
        Receivables now = receivables;
        MonetaryAmount left = amount;
        for (OpenItem item : items) {
            MonetaryAmount open = now.open(item.id(), new AsOf(on, Instant.MAX));
            MonetaryAmount part = left.isLessThan(open) ? left : open;
            if (part.isPositive()) {
                now = now.with(new ReceivableEvent.Allocated(
                                ReceivableEventId.of(credit + ">" + item.id()),
                                OpenItemId.of(credit),
                                item.id(),
                                part,
                                on,
                                Instant.EPOCH))
                        .orThrow();
                left = left.subtract(part);
            }
        }
        return now;
    }

    private static void currency(CorpusCase example) {
        JsonNode input = example.input();
        Notice notice = Notice.builder()
                .party(PartyId.of("A"))
                .audience(io.counterfoil.collections.contact.Contact.Audience.DEBTOR)
                .channel(Channel.EMAIL)
                .templateKey("1")
                .tone(StrategyStep.Tone.NEUTRAL)
                .unapplied(io.counterfoil.payments.money.Totals.none())
                .addLines(new Notice.Line(
                        OpenItemId.of("I1"),
                        "",
                        StepCases.TODAY,
                        Amounts.in(input.path("currency").asText())
                                .of(input.path("open").asText()),
                        Amounts.in(input.path("currency").asText()).zero()))
                .build();
        MonetaryAmount asked = notice.total(
                Amounts.in(input.path("noticeCurrency").asText()).currency(),
                new BigDecimal(input.path("rate").asText()));
        assertThat(ReceivableCases.number(asked))
                .isEqualByComparingTo(example.expected().path("amount").asText());
        assertThat(asked.getCurrency().getCurrencyCode())
                .isEqualTo(example.expected().path("currency").asText());
    }

    /** A notice never keeps an item from being cancelled; one that was prepared expires. */
    private static void cancel(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate on = StepCases.TODAY;
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice(
                        "I1",
                        input.path("open").asText(),
                        on.minusDays(60).toString(),
                        on.minusDays(30).toString());
        ContactPlanner planner = planner(step(), List.of());
        ContactDecision act = StepCases.acts(planner, Situation.of(log), on).get(0);
        log.add(new ReceivableEvent.ItemCancelled(
                ReceivableEventId.of("cancelled"), OpenItemId.of("I1"), on, Situation.noon(on)));
        Situation situation = Situation.of(log);
        String notice = input.path("notice").asText("NONE");
        if (!notice.equals("NONE") && !input.path("notice").isNull()) {
            situation.report(act.key(), Contact.Status.PREPARED, Channel.EMAIL, Situation.noon(on), on);
        }
        if (Set.of("SENT", "FAILED", "EXPIRED").contains(notice)) {
            situation.report(
                    act.key(),
                    Contact.Status.valueOf(notice),
                    Channel.EMAIL,
                    Situation.noon(on).plusSeconds(1),
                    on);
        }
        AsOf later = new AsOf(on, Situation.noon(on).plusSeconds(60));
        boolean expires = !planner.expired(situation.facts(), later).isEmpty();
        JsonNode expected = example.expected();
        if (expected.has("cancelled")) {
            assertThat(situation.facts().receivables().open(later).isZero())
                    .isEqualTo(expected.path("cancelled").asBoolean());
        }
        if (expected.hasNonNull("notice")) {
            assertThat(expires ? "EXPIRED" : notice)
                    .isEqualTo(expected.path("notice").asText());
        }
        assertThat(expected.has("error")).isFalse();
    }
}
