package io.counterfoil.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OpenedDisputeTest {

    private static final LocalDate OPENED = LocalDate.of(2027, 3, 1);

    private final DisputeCodes codes = DisputeCodes.bundled();

    private static AsOf on(LocalDate day) {
        return new AsOf(day, Instant.EPOCH);
    }

    @Test
    @DisplayName("PAY-35 Visa gives 30 days, Mastercard 45, and the deadline day itself is in time")
    void tableDeadline() {
        OpenedDispute visa = OpenedDispute.of(codes.reason("VISA", "13.1"), OPENED);
        assertThat(visa.deadline()).contains(LocalDate.of(2027, 3, 31));
        assertThat(visa.deadlineSource()).isEqualTo(DeadlineSource.TABLE);
        assertThat(visa.allowed(on(LocalDate.of(2027, 3, 31))))
                .containsExactlyInAnyOrder(DisputeAct.ACCEPT, DisputeAct.REPRESENT);
        assertThat(visa.allowed(on(LocalDate.of(2027, 4, 1)))).containsExactly(DisputeAct.EXPIRE);
        assertThat(OpenedDispute.of(codes.reason("mastercard", "4837"), OPENED).deadline())
                .contains(LocalDate.of(2027, 4, 15));
        assertThat(visa).hasToString("VISA 13.1 opened 2027-03-01, answer by 2027-03-31 (TABLE)");
    }

    @Test
    @DisplayName("PAY-35 under allocation the answer is a pre-arbitration")
    void allocation() {
        assertThat(OpenedDispute.of(codes.reason("VISA", "10.4"), OPENED).allowed(on(OPENED)))
                .containsExactlyInAnyOrder(DisputeAct.ACCEPT, DisputeAct.PRE_ARBITRATE);
    }

    @Test
    @DisplayName("PAY-35 the processor's date wins, whether earlier or later than the table's")
    void processor() {
        for (int days : new int[] {3, 90}) {
            OpenedDispute dispute = OpenedDispute.of(codes.reason("VISA", "13.1"), OPENED, OPENED.plusDays(days));
            assertThat(dispute.deadline()).contains(OPENED.plusDays(days));
            assertThat(dispute.deadlineSource()).isEqualTo(DeadlineSource.PROCESSOR);
        }
    }

    @Test
    @DisplayName("PAY-35 a code nobody knows is kept, has no deadline of its own and never expires without one")
    void unknown() {
        DisputeReason odd = codes.reason("AMEX", "C08");
        assertThat(odd.known()).isFalse();
        assertThat(odd.code()).isEqualTo("C08");
        assertThat(odd.category()).isEqualTo(DisputeCategory.OTHER);
        OpenedDispute dispute = OpenedDispute.of(odd, OPENED);
        assertThat(dispute.deadline()).isEmpty();
        assertThat(dispute.deadlineSource()).isEqualTo(DeadlineSource.NONE);
        assertThat(dispute.allowed(on(OPENED.plusYears(9))))
                .containsExactlyInAnyOrder(DisputeAct.ACCEPT, DisputeAct.REPRESENT);
    }

    @Test
    @DisplayName("PAY-35 a host's own codes come before the bundled ones")
    void overlay() {
        DisputeReason own = DisputeReason.builder()
                .network("AMEX")
                .code("C08")
                .meaning("goods not received")
                .category(DisputeCategory.CONSUMER)
                .flow(DisputeFlow.REPRESENTMENT)
                .answerDays(20)
                .known(true)
                .legacy(false)
                .confident(true)
                .build();
        DisputeCodes both = codes.overlaidBy(List.of(own));
        assertThat(both.reason("AMEX", "C08")).isEqualTo(own);
        assertThat(both.all()).hasSize(codes.all().size() + 1);
        assertThat(codes.reason("AMEX", "C08").known()).isFalse();
        assertThatThrownBy(() -> DisputeReason.builder().network("AMEX").build())
                .isInstanceOf(IllegalStateException.class);
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
        List<DisputeReason> expected = new ArrayList<>();
        facts.path("codes")
                .forEach(row -> expected.add(DisputeReason.builder()
                        .network(row.path("network").asText())
                        .code(row.path("code").asText())
                        .meaning(row.path("meaning").asText())
                        .category(DisputeCategory.valueOf(row.path("category").asText()))
                        .flow(DisputeFlow.valueOf(row.path("flow").asText()))
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
