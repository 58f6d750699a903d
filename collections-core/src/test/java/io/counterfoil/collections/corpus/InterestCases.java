package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.ReceivableCases.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.interest.LateInterest;
import io.counterfoil.collections.interest.LawPack;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.MonetaryAmount;

/** Readers of the corpus for package interest. */
final class InterestCases {

    private static final Amounts MONEY = Amounts.in("GBP");

    private InterestCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "interest.accrue", InterestCases::accrue,
                "interest.simple", InterestCases::simple,
                "interest.fixedSum", InterestCases::fixedSum,
                "interest.statutoryRate", InterestCases::statutoryRate,
                "claim.total", InterestCases::claim);
    }

    private static LateInterest interest(JsonNode input) {
        String dayCount = input.path("dayCount").asText("ACT_365F");
        LawPack pack = LawPack.contract(
                        new BigDecimal(input.path("annualRatePct").asText()))
                .dayCount(LawPack.DayCount.valueOf(dayCount.equals("30_360") ? "THIRTY_360" : dayCount));
        return LateInterest.of(pack)
                .rounding(LateInterest.Rounding.valueOf(input.path("rounding").asText("END")));
    }

    private static void accrue(CorpusCase example) {
        JsonNode input = example.input();
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice(
                        "I1",
                        input.path("principal").asText(),
                        "2000-01-01",
                        input.path("due").asText());
        int number = 0;
        for (JsonNode payment : input.path("payments")) {
            String id = "R" + ++number;
            String day = payment.path("effective").asText();
            log.receipt(id, payment.path("amount").asText(), day)
                    .allocate(id, "I1", payment.path("amount").asText(), day);
        }
        AsOf asOf = new AsOf(LocalDate.parse(input.path("asOf").asText()), CaseEvents.END);
        LateInterest.Claim claim =
                interest(input).assess(OpenItemId.of("I1"), log.replay(), asOf).orThrow();
        assertThat(number(claim.interest()))
                .isEqualByComparingTo(example.expected().path("interest").asText());
    }

    private static void simple(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate due = LocalDate.of(2023, 1, 1);
        LateInterest.Claim claim = interest(input)
                .assess(
                        MONEY.of(input.path("principal").asText()),
                        due,
                        due.plusDays(input.path("days").asInt()))
                .orThrow();
        assertThat(number(claim.interest()))
                .isEqualByComparingTo(example.expected().path("interest").asText());
    }

    private static LawPack pack(CorpusCase example) {
        return switch (example.input().path("pack").asText()) {
            case "UK_1998" -> LawPack.uk1998();
            case "EU_2011_7" -> LawPack.eu2011();
            default -> throw example.unsupported("pack " + example.input().path("pack") + " is not in the facts");
        };
    }

    private static void fixedSum(CorpusCase example) {
        LawPack pack = pack(example);
        MonetaryAmount debt =
                Amounts.in(pack.currency()).of(example.input().path("debt").asText());
        assertThat(number(pack.fixedSum(debt).orElseThrow()))
                .isEqualByComparingTo(example.expected().path("fixedSum").asText());
    }

    private static void statutoryRate(CorpusCase example) {
        JsonNode input = example.input();
        Map<LocalDate, BigDecimal> table = new TreeMap<>();
        input.path("referenceRates")
                .properties()
                .forEach(rate -> table.put(
                        LocalDate.parse(rate.getKey()),
                        new BigDecimal(rate.getValue().asText())));
        LawPack pack = pack(example);
        if (input.hasNonNull("country")) {
            pack = pack.country(input.path("country").asText());
        }
        pack = input.has("referenceRates") ? pack.referenceRates(table) : pack;
        Checked<LawPack.Rate> rate = pack.rate(
                LocalDate.parse(input.path("lateFrom").asText()),
                LocalDate.parse(
                        input.path("onDate").asText(input.path("lateFrom").asText())));
        JsonNode expected = example.expected();
        if (expected.has("error")) {
            assertThat(rate.value()).isEmpty();
            assertThat(rate.diagnostics().stream().map(Diagnostic::code).toList())
                    .containsExactly(
                            LawPack.Fault.valueOf(expected.path("error").asText()));
            return;
        }
        if (expected.has("annualRatePct")) {
            assertThat(rate.orThrow().annualPercent())
                    .isEqualByComparingTo(expected.path("annualRatePct").asText());
        }
        if (expected.has("fixedSum")) {
            MonetaryAmount debt =
                    Amounts.in(pack.currency()).of(input.path("debt").asText("0.01"));
            assertThat(number(pack.fixedSum(debt).orElseThrow()))
                    .isEqualByComparingTo(expected.path("fixedSum").asText());
        }
    }

    /** Principal, interest and fee are open items of their own; the claim is what is open of them together. */
    private static void claim(CorpusCase example) {
        JsonNode input = example.input();
        ReceivableLog log = ReceivableLog.in("GBP");
        AsOf asOf = new AsOf(LocalDate.parse(input.path("asOf").asText()), CaseEvents.END);
        for (JsonNode item : input.path("items")) {
            log.invoice(
                    item.path("id").asText(),
                    item.path("open").asText(),
                    "2000-01-01",
                    item.path("due").asText());
        }
        Receivables before = log.replay();
        Optional<MonetaryAmount> fee = Optional.of(MONEY.of(input.path("fee").asText("0")));
        for (OpenItem item : before.items().toList()) {
            LateInterest.Claim claim =
                    interest(input).assess(item.id(), before, asOf).orThrow();
            claim.items(item, fee, before, asOf).forEach(log::add);
            fee = Optional.empty();
        }
        Receivables after = log.replay();
        example.expected().properties().forEach(field -> {
            BigDecimal sum = after.at(asOf).rows().stream()
                    .filter(row -> switch (field.getKey()) {
                        case "principal" -> row.item().kind() == OpenItemKind.INVOICE;
                        case "interest" -> row.item().kind() == OpenItemKind.INTEREST;
                        case "fee" -> row.item().kind() == OpenItemKind.FEE;
                        case "total" -> true;
                        default -> throw new AssertionError("no figure " + field.getKey());
                    })
                    .map(row -> number(row.open()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum)
                    .as(field.getKey())
                    .isEqualByComparingTo(field.getValue().asText());
        });
    }
}
