package io.counterfoil.collections.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.collections.metrics.Goal;
import io.counterfoil.collections.metrics.RollRates;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Readers of the corpus for roll rates and goals. */
final class RateCases {

    private static final Amounts MONEY = Amounts.in("USD");

    private RateCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of("metric.rollRates", RateCases::rollRates, "target.overdueShare", RateCases::overdueShare);
    }

    private static void rollRates(CorpusCase example) {
        List<RollRates.Flow> flows = CaseEvents.elements(example.input().path("items"))
                .map(node -> new RollRates.Flow(
                        node.path("from").asText(),
                        MONEY.of(node.path("amount").asText()),
                        MONEY.of(node.path("paid").asText("0")),
                        MONEY.of(node.path("credited").asText("0")),
                        MONEY.of(node.path("writtenOff").asText("0")),
                        node.hasNonNull("to")
                                ? Optional.of(new AgingBucket(
                                        node.path("to").asText(),
                                        !node.path("to").asText().equals("NOT_DUE")))
                                : Optional.empty()))
                .toList();
        RollRates rates = RollRates.calculate(flows).value().orElseThrow();
        BigDecimal tolerance =
                new BigDecimal(example.expected().path("tolerance").asText("0.00001"));
        JsonNode wanted = example.expected().path("rates");
        assertThat(new TreeSet<>(rates.buckets())).isEqualTo(new TreeSet<>(names(wanted)));
        wanted.properties().forEach(row -> {
            Map<String, BigDecimal> actual = rates.of(row.getKey());
            assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(names(row.getValue()));
            row.getValue()
                    .properties()
                    .forEach(cell -> assertThat(actual.get(cell.getKey()))
                            .as(row.getKey() + " to " + cell.getKey())
                            .isCloseTo(new BigDecimal(cell.getValue().asText()), within(tolerance)));
        });
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static void overdueShare(CorpusCase example) {
        JsonNode input = example.input();
        Goal goal = Goal.overdueShare(
                new BigDecimal(input.path("targetPct").asText()),
                new Goal.Scope(Goal.Level.PORTFOLIO, "all"),
                YearMonth.of(2024, 6));
        Goal.Progress progress = goal.assess(Goal.Figure.of(
                MONEY.of(input.path("open").asText()),
                MONEY.of(input.path("overdue").asText())));
        assertThat(ReceivableCases.number(progress.toCollect().orElseThrow()))
                .isEqualByComparingTo(example.expected().path("toCollect").asText());
    }
}
