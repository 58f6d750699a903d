package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.bankfiles.bacs.internal.Standard18Lines;
import io.counterfoil.bankfiles.cpa.CpaFile;
import io.counterfoil.bankfiles.fixedwidth.Folding;
import io.counterfoil.bankfiles.fixedwidth.YearDay;
import io.counterfoil.bankfiles.pain.internal.PainMessage;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers the corpus' single steps of payment files. */
final class PaymentOps {

    static final Map<String, CaseReader> READERS = Map.of(
            "file_creation_number", PaymentOps::fileCreationNumber,
            "cpa_date", PaymentOps::cpaDate,
            "bacs_line", PaymentOps::bacsLine,
            "pain_control", PaymentOps::painControl,
            "sepa_text", PaymentOps::sepaText);

    private PaymentOps() {}

    private static void fileCreationNumber(CorpusCase example) {
        assertThat(CpaFile.follows(
                        example.input().path("previous").asInt(),
                        example.input().path("current").asInt()))
                .isEqualTo(example.expected().path("accepted").asBoolean());
    }

    private static void cpaDate(CorpusCase example) {
        var day = YearDay.parse(example.input().path("text").asText());
        if (example.expected().has("error")) {
            assertThat(day).isEmpty();
            assertThat(example.expected().path("error").asText()).isEqualTo("BAD_DATE");
        } else {
            assertThat(day)
                    .contains(LocalDate.parse(example.expected().path("date").asText()));
        }
    }

    private static void bacsLine(CorpusCase example) {
        JsonNode in = example.input();
        String line = Standard18Lines.data(
                in.path("destSort").asText() + in.path("destAccount").asText(),
                in.path("code").asText(),
                in.path("origSort").asText() + in.path("origAccount").asText(),
                in.path("pence").asLong(),
                in.path("day").isNull() ? "" : in.path("day").asText(),
                in.path("userName").asText(),
                in.path("reference").asText(),
                in.path("destName").asText());
        assertThat(line).isEqualTo(example.expected().path("line").asText());
        assertThat(line).hasSize(example.expected().path("length").asInt());
    }

    private static void painControl(CorpusCase example) {
        List<Long> minor = new ArrayList<>();
        example.input()
                .path("transactions")
                .forEach(transaction -> minor.add(transaction.path("minor").asLong()));
        PainMessage.Control control = PainMessage.Control.of(
                minor, example.input().path("fractionDigits").asInt());
        assertThat(control.number())
                .isEqualTo(example.expected().path("numberOfTransactions").asText());
        assertThat(control.sum())
                .isEqualTo(example.expected().path("controlSum").asText());
    }

    private static void sepaText(CorpusCase example) {
        assertThat(Folding.SEPA.fold(
                        example.input().path("text").asText(),
                        example.input().path("max").asInt()))
                .isEqualTo(example.expected().path("text").asText());
    }
}
