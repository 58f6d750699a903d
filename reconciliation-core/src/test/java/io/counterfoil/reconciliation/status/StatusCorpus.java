package io.counterfoil.reconciliation.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.util.Map;

/** Readers of the corpus for what package status answers. */
public final class StatusCorpus {

    private StatusCorpus() {}

    /** One reader per op. */
    public static Map<String, CaseReader> readers() {
        return Map.of("invoice-action", StatusCorpus::invoiceAction);
    }

    private static void invoiceAction(CorpusCase example) {
        assertRow(example.input(), example.expected());
    }

    static void assertRow(JsonNode input, JsonNode expected) {
        StatusTable.Proposal proposal = StatusTable.standard()
                .propose(
                        StatusTable.PaymentStanding.valueOf(
                                input.path("payment").asText()),
                        StatusTable.AmountStanding.valueOf(input.path("amount").asText()),
                        StatusTable.InvoiceStanding.valueOf(
                                input.path("invoice").asText()));
        assertThat(proposal.action())
                .isEqualTo(InvoiceAction.valueOf(expected.path("action").asText()));
        assertThat(proposal.breakClass()
                        .map(code -> code.id().substring("BREAK.".length()))
                        .orElse(""))
                .isEqualTo(expected.path("break").asText());
    }
}
