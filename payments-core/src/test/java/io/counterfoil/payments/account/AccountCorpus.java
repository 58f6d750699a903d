package io.counterfoil.payments.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.util.Map;

/** Readers for the ops about account numbers. */
public final class AccountCorpus {

    private AccountCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of(
                "validate_aba", AccountCorpus::aba,
                "validate_iban", AccountCorpus::iban,
                "parse_micr_ca", AccountCorpus::micr);
    }

    private static void aba(CorpusCase example) {
        agrees(
                example,
                AccountNumberCheck.aba()
                        .check(AccountNumber.us(example.input().path("routing").asText(), "")));
    }

    private static void iban(CorpusCase example) {
        agrees(
                example,
                AccountNumberCheck.iban()
                        .check(AccountNumber.iban(example.input().path("iban").asText())));
    }

    private static void agrees(CorpusCase example, AccountNumberCheck.Result result) {
        assertThat(result.isValid()).isEqualTo(example.expected().path("valid").booleanValue());
        JsonNode error = example.expected().path("error");
        assertThat(result.error().map(code -> code.id()))
                .isEqualTo(
                        error.isTextual()
                                ? java.util.Optional.of("ACCOUNT." + error.asText())
                                : java.util.Optional.empty());
    }

    private static void micr(CorpusCase example) {
        JsonNode expected = example.expected();
        Checked<Instrument.MicrLine> line =
                Instrument.MicrLine.parse(example.input().path("text").asText());
        if (expected.path("error").isTextual()) {
            assertThat(line.value()).isEmpty();
            assertThat(line.diagnostics().get(0).code().id())
                    .isEqualTo("ACCOUNT." + expected.path("error").asText());
            return;
        }
        Instrument.MicrLine read = line.orThrow();
        assertThat(read.transit()).isEqualTo(expected.path("transit").asText());
        assertThat(read.institution()).isEqualTo(expected.path("institution").asText());
        assertThat(read.account().number()).isEqualTo(expected.path("account").asText());
        assertThat(read.routing()).isEqualTo(expected.path("routing").asText());
        assertThat(read.serial().orElse(""))
                .isEqualTo(expected.path("serial").asText("").replace("null", ""));
    }
}
