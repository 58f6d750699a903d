package io.counterfoil.reconciliation.breaks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import javax.money.Monetary;
import javax.money.MonetaryAmount;

/** Reader of the op that the package breaks answers. */
public final class BreaksCorpus {

    private BreaksCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("classify-break", BreaksCorpus::classifyBreak);
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    private static void classifyBreak(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate asOf = LocalDate.parse(text(input, "asOf").orElse("2026-12-31"));
        BreakClassifier.Facts facts = facts(input);
        BreakClassifier classifier = BreakClassifier.standard();
        BreakClass found = classifier.classOf(facts, asOf);
        boolean twin = input.has("sameAs") && !input.path("sameBankId").asBoolean();
        assertThat(found.name())
                .as("twin %s", twin)
                .isEqualTo(example.expected().path("class").asText());
        if (example.expected().has("break")) {
            assertThat(found.isBreak())
                    .isEqualTo(example.expected().path("break").asBoolean());
        }
        if (example.expected().has("age")) {
            assertThat(classifier.age(facts, asOf).businessDays())
                    .isEqualTo(example.expected().path("age").asInt());
        }
        if (example.expected().has("difference")) {
            assertThat(BreakClassifier.difference(facts).orElseThrow())
                    .isEqualTo(money(example.expected().path("difference").asText()));
        }
        if (example.expected().has("alert")) {
            assertThat(classifier.alert(facts, asOf, 1).map(a -> a.code()).orElse(null))
                    .isEqualTo(text(example.expected(), "alert").orElse(null));
        }
    }

    private static MonetaryAmount money(String number) {
        return Monetary.getDefaultAmountFactory()
                .setCurrency("GBP")
                .setNumber(new BigDecimal(number))
                .create();
    }

    private static BreakClassifier.Facts facts(JsonNode input) {
        boolean pair = input.path("pair").asBoolean();
        BreakClassifier.Facts.Builder facts = BreakClassifier.Facts.builder()
                .where(
                        pair
                                ? BreakClassifier.Facts.Where.PAIR
                                : BreakClassifier.Facts.Where.valueOf(
                                        input.path("side").asText()))
                .amount(money(input.path(pair ? "left" : "amount").asText()))
                .text(text(input, "text").orElse(""))
                .cheque(input.path("kind").asText().equals("CHEQUE"))
                .duplicate(input.has("sameAs") && input.path("sameBankId").asBoolean())
                .customerKnown(text(input, "customer").isPresent()
                        || input.path("customerKnown").asBoolean())
                .originalInBook(input.path("originalInBook").asBoolean(false))
                .receivable(input.path("receivable").asBoolean() || input.has("invoice"))
                .referenceContradicts(pair && input.path("reference").asText().equals("DIFFERENT"));
        if (pair) {
            facts.other(money(input.path("right").asText()));
        }
        text(input, "expectedFee").ifPresent(fee -> facts.expectedFee(money(fee)));
        text(input, "date").map(LocalDate::parse).ifPresent(facts::day);
        text(input, "expectedBy").map(LocalDate::parse).ifPresent(facts::expectedBy);
        if (input.has("staleAfterDays")) {
            facts.staleAfterDays(input.path("staleAfterDays").asInt());
        }
        return facts.build();
    }
}
