package io.counterfoil.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.dispute.DisputeCodes.Reason.Category;
import io.counterfoil.payments.dispute.DisputeCodes.Reason.Flow;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DisputeCodesTest {

    private final DisputeCodes codes = DisputeCodes.bundled();

    @Test
    @DisplayName("PAY-35 a host's own codes come before the bundled ones")
    void overlay() {
        DisputeCodes.Reason own = DisputeCodes.Reason.builder()
                .network("AMEX")
                .code("C08")
                .meaning("goods not received")
                .category(Category.CONSUMER)
                .flow(Flow.REPRESENTMENT)
                .answerDays(20)
                .known(true)
                .legacy(false)
                .confident(true)
                .build();
        DisputeCodes both = codes.overlaidBy(List.of(own));
        assertThat(both.reason("AMEX", "C08")).isEqualTo(own);
        assertThat(both.reason("amex", "C08").label()).isEqualTo("AMEX C08 (goods not received)");
        assertThat(both.all()).hasSize(codes.all().size() + 1);
        assertThat(codes.reason("AMEX", "C08").known()).isFalse();
        assertThatThrownBy(() -> DisputeCodes.Reason.builder().network("AMEX").build())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("PAY-35 an unknown code and an unconfirmed row say so, a confirmed row says nothing")
    void cautions() {
        assertThat(codes.reason("VISA", "13.1").caution()).isEmpty();
        assertThat(codes.reason("VISA", "11.1").caution()).hasValueSatisfying(caution -> {
            assertThat(caution.code()).isEqualTo(DisputeCodes.Reason.Finding.RULE_UNCONFIRMED);
            assertThat(caution.message()).startsWith("the days of VISA 11.1 (card on recovery bulletin) differ");
        });
        assertThat(codes.reason("AMEX", "C08").caution()).hasValueSatisfying(caution -> {
            assertThat(caution.code()).isEqualTo(DisputeCodes.Reason.Finding.UNKNOWN_CODE);
            assertThat(caution.message()).startsWith("dispute code 'C08' of AMEX is not known");
        });
    }

    @Test
    @Tag("corpus")
    @DisplayName("PAY-35 the table of codes is that of the facts, row by row")
    void facts() throws IOException {
        JsonNode facts = new ObjectMapper()
                .readTree(CorpusFolder.locate("payments")
                        .resolve("../../facts/card_dispute_codes.json")
                        .normalize()
                        .toFile());
        List<DisputeCodes.Reason> expected = new ArrayList<>();
        facts.path("codes")
                .forEach(row -> expected.add(DisputeCodes.Reason.builder()
                        .network(row.path("network").asText())
                        .code(row.path("code").asText())
                        .meaning(row.path("meaning").asText())
                        .category(Category.valueOf(row.path("category").asText()))
                        .flow(Flow.valueOf(row.path("flow").asText()))
                        .answerDays(row.path("merchantResponseDays").intValue())
                        .preArbitrationAnswerDays(
                                row.path("preArbitrationAnswerDays").intValue())
                        .shortestFilingDays(
                                row.path("issuerFilingDays").path("min").intValue())
                        .longestFilingDays(
                                row.path("issuerFilingDays").path("max").intValue())
                        .known(true)
                        .legacy(row.path("legacy").booleanValue())
                        .confident(row.path("confident").booleanValue())
                        .build()));
        assertThat(codes.all()).isEqualTo(expected);
    }
}
