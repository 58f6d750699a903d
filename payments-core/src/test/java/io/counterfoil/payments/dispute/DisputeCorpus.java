package io.counterfoil.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reader for the op about card disputes. */
public final class DisputeCorpus {

    private static final DisputeCodes CODES = DisputeCodes.bundled();

    private DisputeCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("dispute_opened", DisputeCorpus::opened);
    }

    private static void opened(CorpusCase example) {
        JsonNode input = example.input();
        DisputeReason reason =
                CODES.reason(input.path("network").asText(), input.path("code").asText());
        LocalDate openedOn = LocalDate.parse(input.path("openedOn").asText());
        OpenedDispute dispute = input.path("processorDueBy").isTextual()
                ? OpenedDispute.of(
                        reason,
                        openedOn,
                        LocalDate.parse(input.path("processorDueBy").asText()))
                : OpenedDispute.of(reason, openedOn);
        JsonNode expected = example.expected();
        assertThat(reason.category().name()).isEqualTo(expected.path("category").asText());
        assertThat(reason.flow().name()).isEqualTo(expected.path("flow").asText());
        assertThat(dispute.deadline().map(LocalDate::toString).orElse("null"))
                .isEqualTo(expected.path("deadline").asText("null"));
        assertThat(dispute.deadlineSource().name())
                .isEqualTo(expected.path("deadlineSource").asText());
        List<String> allowed = new ArrayList<>();
        expected.path("allowed").forEach(event -> allowed.add(event.asText()));
        assertThat(dispute.allowed(new AsOf(LocalDate.parse(input.path("today").asText()), Instant.EPOCH)).stream()
                        .map(DisputeAct::event)
                        .sorted())
                .isEqualTo(allowed);
    }
}
