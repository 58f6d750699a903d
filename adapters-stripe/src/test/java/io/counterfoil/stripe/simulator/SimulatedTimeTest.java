package io.counterfoil.stripe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedTimeTest {

    private final StripeSimulator stripe = StripeSimulator.builder(62).build();
    private final Desk desk = new Desk(stripe);
    private final long start = Instant.parse("2027-02-01T00:00:00Z").getEpochSecond();

    private JsonNode clock() {
        return desk.post("/v1/test_helpers/test_clocks", "frozen_time", Long.toString(start), "name", "february");
    }

    @Test
    @DisplayName("STR-62 STR-66 a test clock is made, read, listed, moved on and deleted")
    void lifecycle() {
        String id = clock().path("id").asText();
        JsonNode read = desk.get("/v1/test_helpers/test_clocks/" + id);
        assertThat(read.path("status").asText()).isEqualTo("ready");
        assertThat(read.path("frozen_time").asLong()).isEqualTo(start);
        assertThat(read.path("name").asText()).isEqualTo("february");
        assertThat(read.path("deletes_after").asLong())
                .isEqualTo(stripe.clock().now().plus(Duration.ofDays(30)).getEpochSecond());
        assertThat(desk.get("/v1/test_helpers/test_clocks").path("data")).hasSize(1);

        JsonNode moved =
                desk.post("/v1/test_helpers/test_clocks/" + id + "/advance", "frozen_time", Long.toString(start + 60));
        assertThat(moved.path("frozen_time").asLong()).isEqualTo(start + 60);
        assertThat(moved.path("status").asText()).isEqualTo("ready");
        for (long bad : new long[] {start, start + 60}) {
            assertThat(desk.post("/v1/test_helpers/test_clocks/" + id + "/advance", "frozen_time", Long.toString(bad))
                            .path("error")
                            .path("type")
                            .asText())
                    .isEqualTo("invalid_request_error");
        }
        assertThat(desk.post("/v1/test_helpers/test_clocks")
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("parameter_missing");
        assertThat(desk.delete("/v1/test_helpers/test_clocks/" + id)
                        .path("deleted")
                        .asBoolean())
                .isTrue();
        assertThat(desk.get("/v1/test_helpers/test_clocks/" + id)
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("resource_missing");
        assertThat(desk.types())
                .containsExactlyInAnyOrder(
                        "test_helpers.test_clock.created",
                        "test_helpers.test_clock.advancing",
                        "test_helpers.test_clock.ready",
                        "test_helpers.test_clock.deleted");
    }

    private String invoiceOf(String customer) {
        String id = desk.post("/v1/invoices", "customer", customer, "auto_advance", "true", "days_until_due", "10")
                .path("id")
                .asText();
        desk.post("/v1/invoiceitems", "customer", customer, "invoice", id, "amount", "900", "currency", "gbp");
        return id;
    }

    @Test
    @DisplayName("STR-62 an invoice on a test clock ages by that clock, and not by the simulator's")
    void invoiceOnClock() {
        String clock = clock().path("id").asText();
        String customer =
                desk.post("/v1/customers", "test_clock", clock).path("id").asText();
        String id = invoiceOf(customer);
        JsonNode draft = desk.get("/v1/invoices/" + id);
        assertThat(draft.path("test_clock").asText()).isEqualTo(clock);
        assertThat(draft.path("created").asLong()).isEqualTo(start);
        assertThat(draft.path("due_date").asLong()).isEqualTo(start + 10 * 86_400);

        stripe.clock().advance(Duration.ofDays(60));
        assertThat(status(id)).isEqualTo("draft");
        advance(clock, start + 3_599);
        assertThat(status(id)).isEqualTo("draft");
        advance(clock, start + 3_600);
        assertThat(status(id)).isEqualTo("open");
        advance(clock, start + 10 * 86_400 - 1);
        assertThat(desk.types()).doesNotContain("invoice.overdue");
        advance(clock, start + 10 * 86_400);
        assertThat(desk.types()).contains("invoice.overdue");
        desk.delete("/v1/test_helpers/test_clocks/" + clock);
        assertThat(desk.get("/v1/invoices/" + id).has("error")).isTrue();
        assertThat(desk.get("/v1/customers/" + customer).has("error")).isTrue();
    }

    @Test
    @DisplayName("STR-66 a draft that advances by itself is finished after an hour and charged to the default source")
    void autoAdvance() {
        String customer =
                desk.post("/v1/customers", "source", "tok_visa").path("id").asText();
        String declining = desk.post("/v1/customers", "source", "tok_chargeDeclined")
                .path("id")
                .asText();
        String paid = invoiceOf(customer);
        String open = invoiceOf(declining);
        String left = desk.post("/v1/invoices", "customer", customer).path("id").asText();
        stripe.clock().advance(Duration.ofMinutes(59));
        assertThat(List.of(status(paid), status(open), status(left))).containsExactly("draft", "draft", "draft");
        stripe.clock().advance(Duration.ofMinutes(1));
        assertThat(List.of(status(paid), status(open), status(left))).containsExactly("paid", "open", "draft");
        assertThat(desk.types()).contains("invoice.payment_failed");
        stripe.clock().advance(Duration.ofDays(10));
        assertThat(desk.types()).containsOnlyOnce("invoice.overdue");
    }

    @Test
    @DisplayName("STR-66 a payer pays a hosted invoice, once")
    void hostedInvoice() {
        String id = invoiceOf(desk.post("/v1/customers").path("id").asText());
        desk.post("/v1/invoices/" + id + "/finalize");
        assertThat(stripe.account().payInvoice(id, "pm_card_chargeDeclined")).isEqualTo("open");
        assertThat(stripe.account().payInvoice(id, "pm_card_visa")).isEqualTo("paid");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> stripe.account().payInvoice(id, "pm_card_visa"))
                .isInstanceOf(IllegalStateException.class);
    }

    private String status(String invoice) {
        return desk.get("/v1/invoices/" + invoice).path("status").asText();
    }

    private void advance(String clock, long to) {
        JsonNode moved =
                desk.post("/v1/test_helpers/test_clocks/" + clock + "/advance", "frozen_time", Long.toString(to));
        assertThat(moved.path("frozen_time").asLong()).isEqualTo(to);
    }
}
