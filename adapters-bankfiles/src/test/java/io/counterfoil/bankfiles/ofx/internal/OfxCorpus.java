package io.counterfoil.bankfiles.ofx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The corpus ops on single amounts and dates. */
public final class OfxCorpus {

    private OfxCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("ofx_amount", OfxCorpus::amount, "ofx_date", OfxCorpus::date);
    }

    private static void amount(CorpusCase example) {
        OfxAmount amount = new OfxAmount(Optional.empty());
        byte[] text = example.input().path("text").asText().getBytes(StandardCharsets.UTF_8);

        boolean read = amount.read(
                text, 0, text.length, example.input().path("fractionDigits").asInt());

        JsonNode expected = example.expected();
        if (expected.has("error")) {
            assertThat(read).isFalse();
            assertThat(amount.failure().orElseThrow())
                    .hasToString(expected.path("error").asText());
        } else {
            assertThat(read).isTrue();
            assertThat(amount.minor()).isEqualTo(expected.path("minor").asLong());
        }
    }

    private static void date(CorpusCase example) {
        OfxDate date = new OfxDate();
        byte[] text = example.input().path("text").asText().getBytes(StandardCharsets.UTF_8);

        boolean read = date.read(text, 0, text.length);

        JsonNode expected = example.expected();
        assertThat(read).isNotEqualTo(expected.has("error"));
        if (read) {
            assertThat(LocalDate.ofEpochDay(date.day()))
                    .hasToString(expected.path("localDate").asText());
            assertThat(date.instant().map(Object::toString).orElse(""))
                    .isEqualTo(expected.path("instant").asText());
        }
    }
}
