package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.ReceivableCases.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.statement.CustomerStatement;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/** Reader of the corpus for package statement. */
final class StatementCases {

    private StatementCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of("statement.activity", StatementCases::activity);
    }

    private static void activity(CorpusCase example) {
        JsonNode input = example.input();
        Receivables receivables =
                Receivables.replay(new CaseEvents(input).events().stream()).orThrow();
        AsOf to = new AsOf(LocalDate.parse(input.path("to").asText()), CaseEvents.END);
        CustomerStatement statement = CustomerStatement.activity(
                CollectionFacts.builder(receivables).build(),
                Aging.by(AgeBasis.DUE_DATE).buckets(30, 60, 90, 120).build().assess(receivables, to),
                CaseEvents.PARTY,
                LocalDate.parse(input.path("from").asText()));
        assertThat(statement.proof().holds()).isTrue();
        example.expected().properties().forEach(field -> {
            switch (field.getKey()) {
                case "opening" -> assertSum(statement.opening(), field.getValue());
                case "closing" -> assertSum(statement.closing(), field.getValue());
                case "lineCount" ->
                    assertThat(statement.lines()).hasSize(field.getValue().asInt());
                default -> throw new AssertionError("no figure " + field.getKey());
            }
        });
    }

    private static void assertSum(Totals actual, JsonNode wanted) {
        BigDecimal sum =
                actual.amounts().stream().map(amount -> number(amount)).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(actual.amounts()).hasSizeLessThan(2);
        assertThat(sum).isEqualByComparingTo(wanted.asText());
    }
}
