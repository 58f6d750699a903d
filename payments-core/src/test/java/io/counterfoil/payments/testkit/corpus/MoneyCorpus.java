package io.counterfoil.payments.testkit.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.money.Allocation;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.redaction.PanRedactor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.money.Monetary;
import javax.money.MonetaryAmount;

/** Readers for the ops about money and free text. */
public final class MoneyCorpus {

    private MoneyCorpus() {}

    public static Map<String, CaseReader> readers() {
        Map<String, CaseReader> readers = new LinkedHashMap<>();
        readers.put("minor_units", MoneyCorpus::minorUnits);
        readers.put("allocate", MoneyCorpus::allocate);
        readers.put("redact", MoneyCorpus::redact);
        return readers;
    }

    private static void minorUnits(CorpusCase example) {
        JsonNode input = example.input();
        Amounts amounts = amounts(input.path("currency").asText());
        assertThat(amounts.fractionDigits())
                .isEqualTo(input.path("fractionDigits").intValue());
        Checked<Long> minor = amounts.parseMinor(input.path("amount").asText());
        JsonNode error = example.expected().path("error");
        if (error.isMissingNode()) {
            assertThat(minor.value()).contains(example.expected().path("minor").longValue());
        } else {
            assertThat(minor.value()).isEmpty();
            assertThat(minor.diagnostics().get(0).code().id()).isEqualTo("MONEY." + error.asText());
        }
    }

    private static Amounts amounts(String currency) {
        return Monetary.isCurrencyAvailable(currency) || "PTS".equals(currency)
                ? Amounts.in(currency)
                : Amounts.in(Amounts.points(currency));
    }

    private static void allocate(CorpusCase example) {
        List<BigDecimal> weights = new ArrayList<>();
        example.input().path("weights").forEach(weight -> weights.add(new BigDecimal(weight.asText())));
        Amounts amounts = Amounts.in("CAD");
        MonetaryAmount total =
                amounts.ofMinor(example.input().path("totalMinor").longValue());
        JsonNode error = example.expected().path("error");
        try {
            List<Long> parts =
                    Allocation.of(total, weights).stream().map(Amounts::minor).toList();
            assertThat(error.isMissingNode()).as("answered " + parts).isTrue();
            List<Long> expected = new ArrayList<>();
            example.expected().path("partsMinor").forEach(part -> expected.add(part.longValue()));
            assertThat(parts).isEqualTo(expected);
        } catch (Checked.BadDataException e) {
            assertThat(e.diagnostics().get(0).code().id()).isEqualTo("MONEY." + error.asText());
        }
    }

    private static void redact(CorpusCase example) {
        assertThat(PanRedactor.redact(example.input().path("text").asText()))
                .isEqualTo(example.expected().path("text").asText());
    }
}
