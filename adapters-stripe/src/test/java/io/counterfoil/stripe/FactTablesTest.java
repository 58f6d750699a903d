package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.stripe.fact.StripeFact.State;
import io.counterfoil.stripe.fact.internal.StateTable;
import io.counterfoil.stripe.intake.internal.EventTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class FactTablesTest {

    private static JsonNode table(String name) throws IOException {
        Path facts =
                CorpusFolder.locate("stripe").resolveSibling("../facts/" + name).normalize();
        Assumptions.assumeTrue(Files.isRegularFile(facts), "no facts beside the corpus");
        return StripeCorpus.JSON.readTree(Files.readAllBytes(facts));
    }

    @Test
    @DisplayName(
            "STR-08 every status has the state, rank and end of the table, and every legal regression climbs in rank")
    void hasTheStates() throws IOException {
        JsonNode states = table("stripe_states.json");
        Map<String, Integer> ranks = new HashMap<>();
        Map<String, Boolean> ends = new HashMap<>();
        states.properties().stream()
                .filter(entry ->
                        entry.getValue().isArray() && entry.getValue().path(0).has("status"))
                .forEach(entry -> entry.getValue().forEach(row -> {
                    State state = state(entry.getKey(), row);
                    String name = row.path("state").asText();
                    assertThat(state.name()).as("%s %s", entry.getKey(), row).isEqualTo(name);
                    assertThat(state.rank()).isEqualTo(row.path("rank").asInt());
                    assertThat(state.terminal()).isEqualTo(row.path("terminal").asBoolean(false));
                    assertThat(StateTable.isTerminal(entry.getKey(), name)).isEqualTo(state.terminal());
                    ranks.put(entry.getKey() + " " + name, state.rank());
                    ends.put(entry.getKey() + " " + name, state.terminal());
                }));
        assertThat(ranks).hasSizeGreaterThan(35);
        states.path("legal_regressions").forEach(row -> {
            String object = row.path(0).asText();
            String from = object + " " + row.path(1).asText();
            String to = object + " " + row.path(2).asText().split(" ", -1)[0];
            if (ranks.containsKey(to)) {
                assertThat(ranks.get(to)).as("%s", row).isGreaterThan(ranks.get(from));
                assertThat(ends.get(from)).as("%s", row).isFalse();
            } else {
                assertThat(row.path(2).asText()).contains("new latest_charge");
            }
        });
    }

    private static State state(String object, JsonNode row) {
        String status = row.path("status").asText();
        String when = row.path("when").asText("");
        return switch (object) {
            case "payment_intent" -> StateTable.paymentIntent(status, when.endsWith("present"));
            case "charge" -> StateTable.charge(status, !when.equals("captured=false"), when.endsWith("present"));
            case "refund" -> StateTable.refund(status);
            case "dispute" -> StateTable.dispute(status);
            case "payout" -> StateTable.payout(status);
            case "invoice" -> StateTable.invoice(status);
            case "invoice_payment" -> StateTable.invoicePayment(status);
            case "checkout.session" -> StateTable.session(status, when.substring(when.indexOf('=') + 1));
            case "credit_note" -> StateTable.creditNote(status);
            case "mandate" -> StateTable.mandate(status);
            default -> throw new AssertionError("no table of " + object);
        };
    }

    @Test
    @DisplayName(
            "STR-05 the events of the table are those of the facts, and every event that claims a state is among them")
    void hasTheEvents() throws IOException {
        JsonNode facts = table("stripe_events.json").path("recommended_subscription");
        try (InputStream own = EventTypes.class.getResourceAsStream("stripe_events.json")) {
            assertThat(StripeCorpus.JSON.readTree(own).path("recommended_subscription"))
                    .isEqualTo(facts);
        }
        EventTypes types = EventTypes.standard();
        assertThat(types.claiming()).allMatch(types::isKnown);
    }
}
