package io.counterfoil.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reader for the op about card disputes: each case is opened through the machine. */
public final class DisputeCorpus {

    private static final CardDisputes DISPUTES =
            CardDisputes.standard(ZoneOffset.UTC, AccountMap.builder().build());

    private DisputeCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("dispute_opened", DisputeCorpus::opened);
    }

    private static void opened(CorpusCase example) {
        JsonNode input = example.input();
        CardDispute.Opening.Builder opening = CardDispute.Opening.builder()
                .id("dp")
                .payment("p")
                .client("c")
                .network(input.path("network").asText())
                .code(input.path("code").asText())
                .amount(Amounts.in("USD").of("1.00"))
                .openedOn(LocalDate.parse(input.path("openedOn").asText()));
        if (input.path("processorDueBy").isTextual()) {
            opening.dueBy(LocalDate.parse(input.path("processorDueBy").asText()));
        }
        CardDispute dispute = DISPUTES.decide(
                        DISPUTES.initial(),
                        CardDisputeCommand.open(opening.build(), Actor.rail("processor"), "k"),
                        Instant.EPOCH)
                .orThrow()
                .state();
        JsonNode expected = example.expected();
        DisputeCodes.Reason reason = dispute.reason().orElseThrow();
        assertThat(reason.category().name()).isEqualTo(expected.path("category").asText());
        assertThat(reason.flow().name()).isEqualTo(expected.path("flow").asText());
        assertThat(dispute.deadline().map(due -> due.day().toString()).orElse("null"))
                .isEqualTo(expected.path("deadline").asText("null"));
        assertThat(dispute.deadline().map(due -> due.source().name()).orElse("NONE"))
                .isEqualTo(expected.path("deadlineSource").asText());
        List<String> allowed = new ArrayList<>();
        expected.path("allowed").forEach(event -> allowed.add(event.asText()));
        AsOf today = new AsOf(LocalDate.parse(input.path("today").asText()), Instant.EPOCH);
        assertThat(DISPUTES.allowed(dispute, today).stream()
                        .map(CardDisputeEvent.Kind::eventName)
                        .sorted())
                .isEqualTo(allowed);
    }
}
