package io.counterfoil.ticketing.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.util.Map;

/** Reads the op {@code claim.invoiceRelation}. */
public final class ClaimCorpus {

    private ClaimCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("claim.invoiceRelation", ClaimCorpus::relation);
    }

    private static void relation(CorpusCase example) {
        InvoiceNumber a = InvoiceNumber.of(example.input().path("a").asText());
        InvoiceNumber b = InvoiceNumber.of(example.input().path("b").asText());
        JsonNode expected = example.expected();
        assertThat(a.compact())
                .as("compactA")
                .isEqualTo(expected.path("compactA").asText());
        assertThat(b.compact())
                .as("compactB")
                .isEqualTo(expected.path("compactB").asText());
        assertThat(a.tokens()).as("tokensA").isEqualTo(expected.path("tokensA").asText());
        assertThat(b.tokens()).as("tokensB").isEqualTo(expected.path("tokensB").asText());
        assertThat(a.relation(b).name())
                .as("relation")
                .isEqualTo(expected.path("relation").asText());
    }
}
