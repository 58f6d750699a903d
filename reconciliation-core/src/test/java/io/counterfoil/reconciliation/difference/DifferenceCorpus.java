package io.counterfoil.reconciliation.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.fee.Fee;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Explanation;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Offer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.money.MonetaryAmount;

/** Readers of the ops that the package difference answers. */
public final class DifferenceCorpus {

    private static final Amounts GBP = Amounts.in("GBP");

    private DifferenceCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of(
                "explain-difference", DifferenceCorpus::explain,
                "fee-schedule", DifferenceCorpus::schedule,
                "gross-from-net", DifferenceCorpus::grossFromNet,
                "fee-on-line", DifferenceCorpus::feeOnLine,
                "implied-rate", DifferenceCorpus::impliedRate);
    }

    private static void explain(CorpusCase example) {
        JsonNode input = example.input();
        List<List<Offer>> offers = new ArrayList<>();
        input.path("explainers").forEach(node -> offers.add(List.of(offer(node))));

        Resolution<Explanation> found = DifferenceExplainer.explainOffers(
                GBP.of(input.path("residual").asText()),
                offers,
                input.path("maxLines").asInt(3));

        assertThat(found.kind().name())
                .isEqualTo(example.expected().path("kind").asText());
        Set<String> wanted = new HashSet<>();
        example.expected().path("explanations").forEach(lines -> {
            Set<String> said = new TreeSet<>();
            lines.forEach(line -> said.add(
                    line.path("reason").asText() + GBP.of(line.path("amount").asText())));
            wanted.add(said.toString());
        });
        Set<String> mine = new HashSet<>();
        readings(found).forEach(explanation -> {
            Set<String> said = new TreeSet<>();
            explanation.lines().forEach(line -> said.add(line.reason().id() + line.amount()));
            mine.add(said.toString());
        });
        assertThat(mine).isEqualTo(wanted);
    }

    private static <T> List<T> readings(Resolution<T> found) {
        return found.fold(
                unique -> List.of(unique.value()),
                several -> several.alternatives(),
                none -> List.of(),
                cut -> cut.best());
    }

    private static Offer offer(JsonNode node) {
        Code reason = Code.of(node.path("reason").asText());
        if (node.has("interval")) {
            return Offer.interval(
                    reason,
                    GBP.of(node.path("interval").get(0).asText()),
                    GBP.of(node.path("interval").get(1).asText()));
        }
        List<MonetaryAmount> points = new ArrayList<>();
        node.path("points").forEach(point -> points.add(GBP.of(point.asText())));
        return Offer.points(reason, points);
    }

    private static void schedule(CorpusCase example) {
        JsonNode input = example.input();
        Amounts money = Amounts.in(input.path("gross").path("currency").asText());
        JsonNode node = input.path("schedule");
        if (node.path("scale").asInt(money.fractionDigits()) != money.fractionDigits()) {
            throw example.unsupported("fees are rounded to the currency's decimals");
        }
        List<FeeSchedule.Lines.Named> lines = new ArrayList<>();
        node.path("lines")
                .forEach(line -> lines.add(new FeeSchedule.Lines.Named("line " + lines.size(), line(money, line))));
        FeeSchedule schedule = node.path("order").asText().equals("CASCADING")
                ? FeeSchedule.Lines.cascading(lines)
                : FeeSchedule.Lines.parallel(lines);
        MonetaryAmount gross = money.of(input.path("gross").path("amount").asText());

        Fee fee = schedule.expected(
                gross, RoundingMode.valueOf(node.path("rounding").asText()));

        JsonNode expected = example.expected();
        if (expected.has("totalFee")) {
            assertThat(fee.amount())
                    .isEqualTo(money.of(expected.path("totalFee").asText()));
        }
        if (expected.has("net")) {
            assertThat(gross.subtract(fee.amount()))
                    .isEqualTo(money.of(expected.path("net").asText()));
        }
        if (expected.has("itemFees")) {
            List<MonetaryAmount> wanted = new ArrayList<>();
            expected.path("itemFees").forEach(item -> wanted.add(money.of(item.asText())));
            assertThat(fee.parts().stream().map(Fee.Part::amount).toList()).isEqualTo(wanted);
        }
    }

    private static FeeSchedule.Line line(Amounts money, JsonNode node) {
        FeeSchedule.Line line;
        if (node.has("tiers")) {
            List<FeeSchedule.Tier> tiers = new ArrayList<>();
            node.path("tiers").forEach(tier -> {
                String percent = tier.path("percent").asText("0");
                MonetaryAmount flat = money.of(tier.path("flat").asText("0"));
                tiers.add(
                        tier.path("upTo").isNull() || tier.path("upTo").isMissingNode()
                                ? FeeSchedule.Tier.above(percent, flat)
                                : FeeSchedule.Tier.upTo(
                                        money.of(tier.path("upTo").asText()), percent, flat));
            });
            line = node.path("marginal").asBoolean() ? FeeSchedule.marginal(tiers) : FeeSchedule.slab(tiers);
        } else if (node.has("percent")) {
            line = FeeSchedule.percent(
                    node.path("percent").asText(), money.of(node.path("flat").asText("0")));
        } else {
            line = FeeSchedule.flat(money.of(node.path("flat").asText()));
        }
        line = node.has("min") ? line.atLeast(money.of(node.path("min").asText())) : line;
        return node.has("max") ? line.atMost(money.of(node.path("max").asText())) : line;
    }

    private static void grossFromNet(CorpusCase example) {
        JsonNode input = example.input();
        FeeSchedule schedule = FeeSchedule.percent(
                input.path("percent").asText(), GBP.ofMinor(input.path("flat").asLong()));
        Resolution<MonetaryAmount> found = FeeRecord.grossFromNet(
                schedule,
                GBP.ofMinor(input.path("net").asLong()),
                RoundingMode.valueOf(input.path("rounding").asText()));
        List<Long> wanted = new ArrayList<>();
        example.expected().path("gross").forEach(gross -> wanted.add(gross.asLong()));
        assertThat(readings(found).stream().map(Amounts::minor).toList()).isEqualTo(wanted);
        assertThat(found.kind().name())
                .isEqualTo(example.expected().path("kind").asText());
    }

    private static void feeOnLine(CorpusCase example) {
        JsonNode input = example.input();
        MonetaryAmount amount = GBP.of(input.path("deposit").asText("0"))
                .subtract(GBP.of(input.path("withdrawal").asText("0")));
        FeeRecord.OnLine line = new FeeRecord.OnLine(
                amount,
                GBP.of(input.path("includedFee").asText("0")),
                GBP.of(input.path("excludedFee").asText("0")));
        JsonNode expected = example.expected();
        if (expected.path("error").asBoolean()) {
            assertThat(catchThrowable(line::settled)).isInstanceOf(Refusal.RefusedException.class);
            return;
        }
        FeeRecord.OnLine settled = line.settled();
        MonetaryAmount none = GBP.zero();
        MonetaryAmount deposit = settled.amount().isNegative() ? none : settled.amount();
        MonetaryAmount withdrawal =
                settled.amount().isNegative() ? settled.amount().negate() : none;
        Map<String, MonetaryAmount> figures = Map.of(
                "deposit",
                deposit,
                "withdrawal",
                withdrawal,
                "includedFee",
                settled.included(),
                "excludedFee",
                settled.excluded());
        figures.forEach((name, figure) -> Optional.of(expected.path(name))
                .filter(JsonNode::isValueNode)
                .ifPresent(wanted -> assertThat(figure).as(name).isEqualTo(GBP.of(wanted.asText()))));
    }

    private static void impliedRate(CorpusCase example) {
        JsonNode input = example.input();
        RateBand band = RateBand.of(
                (of, in, day) -> Optional.of(input.path("rate"))
                        .filter(JsonNode::isValueNode)
                        .filter(rate -> !rate.isNull())
                        .map(rate -> new BigDecimal(rate.asText())),
                new BigDecimal(input.path("bandBps").asText()));
        Optional<RateBand.Implied> found =
                band.assess(money(input.path("left")), money(input.path("right")), LocalDate.of(2026, 3, 2));
        JsonNode expected = example.expected();
        assertThat(found.filter(RateBand.Implied::within).isPresent())
                .isEqualTo(expected.path("match").asBoolean());
        if (expected.has("implied")) {
            RateBand.Implied implied = found.orElseThrow();
            assertThat(implied.implied())
                    .isEqualByComparingTo(expected.path("implied").asText());
            assertThat(implied.deviationBps())
                    .isEqualByComparingTo(expected.path("deviationBps").asText());
            assertThat(Amounts.plain(implied.difference()))
                    .isEqualTo(Amounts.plain(Amounts.in(implied.difference().getCurrency())
                            .of(expected.path("difference").asText())));
        }
    }

    private static MonetaryAmount money(JsonNode node) {
        return Amounts.in(node.path("currency").asText()).of(node.path("amount").asText());
    }
}
