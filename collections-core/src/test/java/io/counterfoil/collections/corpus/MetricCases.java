package io.counterfoil.collections.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.metrics.Cei;
import io.counterfoil.collections.metrics.DaysLate;
import io.counterfoil.collections.metrics.Dso;
import io.counterfoil.collections.metrics.Dso.SalesPeriod;
import io.counterfoil.collections.metrics.Dso.ZeroSales;
import io.counterfoil.collections.metrics.Metric;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.money.MonetaryAmount;

/** Readers of the corpus for package metrics. */
final class MetricCases {

    private static final Amounts MONEY = Amounts.in("USD");

    private MetricCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "metric.dso", MetricCases::dso,
                "metric.dsoFamily", MetricCases::family,
                "metric.cei", MetricCases::cei,
                "metric.daysLate", MetricCases::daysLate);
    }

    private static MonetaryAmount money(JsonNode node, String field) {
        return MONEY.of(node.path(field).asText());
    }

    private static void dso(CorpusCase example) {
        JsonNode input = example.input();
        ZeroSales zeroSales = ZeroSales.valueOf(input.path("zeroSales").asText("STOP"));
        Dso dso = switch (input.path("method").asText()) {
            case "SIMPLE" -> Dso.simple();
            case "COUNT_BACK" -> Dso.countBack(zeroSales);
            default -> throw example.unsupported("method " + input.path("method") + " is not in the schema");
        };
        List<SalesPeriod> periods = input.has("periods")
                ? CaseEvents.elements(input.path("periods"))
                        .map(node -> new SalesPeriod(node.path("days").asInt(), money(node, "sales")))
                        .toList()
                : List.of(new SalesPeriod(input.path("days").asInt(), money(input, "sales")));
        assertMetric(example, dso.calculate(money(input, "ar"), periods));
    }

    private static void family(CorpusCase example) {
        JsonNode input = example.input();
        Metric<Dso.Family> family = Dso.Family.calculate(new Dso.Family.Inputs(
                money(input, "ar"),
                money(input, "notDue"),
                money(input, "creditSales"),
                input.path("days").asInt(),
                input.path("termsDays").asInt()));
        assertKind(example, family.kind());
        example.expected().properties().forEach(field -> {
            String name = field.getKey();
            if (name.equals("kind") || name.equals("tolerance")) {
                return;
            }
            Dso.Family figures = family.value().orElseThrow();
            BigDecimal actual = switch (name) {
                case "dso" -> figures.dso();
                case "daysCreditGranted" -> figures.daysCreditGranted();
                case "delinquentDso" -> figures.delinquentDso();
                case "extendedDso" -> figures.extendedDso();
                case "bestPossible" -> figures.bestPossibleDso();
                case "averageDaysDelinquent" -> figures.averageDaysDelinquent();
                default -> throw new AssertionError("no figure " + name);
            };
            assertThat(actual)
                    .as(name)
                    .isCloseTo(new BigDecimal(field.getValue().asText()), within(tolerance(example)));
        });
    }

    private static void cei(CorpusCase example) {
        JsonNode input = example.input();
        assertMetric(
                example,
                Cei.calculate(new Cei.Inputs(
                        money(input, "openingAr"),
                        money(input, "creditSales"),
                        new BigDecimal(input.path("months").asText()),
                        money(input, "closingAr"),
                        money(input, "closingCurrentAr"),
                        "as the case has it")));
    }

    private static void daysLate(CorpusCase example) {
        JsonNode input = example.input();
        DaysLate method = input.path("method").asText().equals("WEIGHTED") ? DaysLate.weighted() : DaysLate.plain();
        List<DaysLate.Item> closed = CaseEvents.elements(input.path("closed"))
                .map(node -> new DaysLate.Item(
                        money(node, "amount"), node.path("daysLate").asLong()))
                .toList();
        assertMetric(example, (input.path("floorZero").asBoolean() ? method.floorZero() : method).calculate(closed));
    }

    private static void assertMetric(CorpusCase example, Metric<BigDecimal> actual) {
        assertKind(example, actual.kind());
        if (example.expected().has("value")) {
            assertThat(actual.value().orElseThrow())
                    .isCloseTo(new BigDecimal(example.expected().path("value").asText()), within(tolerance(example)));
        }
        assertThat(actual.basis().formula()).isNotBlank();
    }

    private static void assertKind(CorpusCase example, Metric.Kind actual) {
        if (example.expected().has("kind")) {
            String kind = example.expected().path("kind").asText();
            assertThat(actual).isEqualTo(kind.equals("VALUE") ? Metric.Kind.KNOWN : Metric.Kind.valueOf(kind));
        }
    }

    private static BigDecimal tolerance(CorpusCase example) {
        return new BigDecimal(example.expected().path("tolerance").asText("0.00001"));
    }
}
