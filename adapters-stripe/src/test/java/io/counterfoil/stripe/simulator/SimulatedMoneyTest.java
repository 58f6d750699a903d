package io.counterfoil.stripe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedMoneyTest {

    private final StripeSimulator stripe = StripeSimulator.builder(66)
            .connected("acct_camp")
            .collectNegativeBalance()
            .build();
    private final Desk desk = new Desk(stripe);

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    private Map<String, Long> book(String account) {
        return stripe.account(account).truth().balances().getOrDefault("gbp", Map.of());
    }

    @Test
    @DisplayName("STR-46 STR-66 a bank transfer lies in the customer's cash balance until a payment takes it")
    void cashBalance() {
        String customer = id(desk.post("/v1/customers"));
        JsonNode intent = desk.pay(5_000, "", "customer", customer, "payment_method_data[type]", "customer_balance");
        assertThat(intent.path("status").asText()).isEqualTo("requires_action");
        JsonNode told = intent.path("next_action").path("display_bank_transfer_instructions");
        assertThat(told.path("amount_remaining").asLong()).isEqualTo(5_000);

        stripe.account().fundCashBalance(customer, 4_999, "gbp", "INV-7");
        assertThat(desk.get("/v1/payment_intents/" + id(intent)).path("status").asText())
                .isEqualTo("requires_action");
        assertThat(stripe.truth().rows()).as("no row before a payment takes it").isEmpty();
        desk.post("/v1/test_helpers/customers/" + customer + "/fund_cash_balance", "amount", "101", "currency", "gbp");
        JsonNode paid = desk.get("/v1/payment_intents/" + id(intent));
        assertThat(paid.path("status").asText()).isEqualTo("succeeded");
        JsonNode charge = desk.get("/v1/charges/" + paid.path("latest_charge").asText());
        assertThat(charge.path("payment_method_details").path("type").asText()).isEqualTo("customer_balance");
        assertThat(cash(customer)).isEqualTo(100);
        JsonNode moves = desk.get("/v1/customers/" + customer + "/cash_balance_transactions")
                .path("data");
        assertThat(moves)
                .extracting(m -> m.path("type").asText())
                .containsExactly("applied_to_payment", "funded", "funded");
        assertThat(moves).extracting(m -> m.path("net_amount").asLong()).containsExactly(-5_000L, 101L, 4_999L);
        assertThat(moves).extracting(m -> m.path("ending_balance").asLong()).containsExactly(100L, 5_100L, 4_999L);
        assertThat(moves.path(2)
                        .path("funded")
                        .path("bank_transfer")
                        .path("reference")
                        .asText())
                .isEqualTo("INV-7");
        assertThat(moves.path(0)
                        .path("applied_to_payment")
                        .path("payment_intent")
                        .asText())
                .isEqualTo(id(intent));
        // 1 % of 50.00 and 20 % tax on it
        assertThat(book("acct_sim"))
                .isEqualTo(Map.of(
                        "STRIPE_BALANCE", 4_940L, "PROCESSING_FEES", 50L, "INPUT_TAX", 10L, "UNAPPLIED_CASH", -5_000L));
        assertThat(desk.types()).contains("cash_balance.funds_available", "customer_cash_balance_transaction.created");

        desk.post("/v1/refunds", "charge", id(charge), "amount", "1000");
        assertThat(cash(customer)).isEqualTo(1_100);
        JsonNode back = desk.get("/v1/customers/" + customer + "/cash_balance_transactions")
                .path("data")
                .path(0);
        assertThat(back.path("type").asText()).isEqualTo("refunded_from_payment");
        assertThat(desk.get("/v1/customers/" + customer + "/cash_balance_transactions/" + id(back)))
                .isEqualTo(back);
    }

    private long cash(String customer) {
        return desk.get("/v1/customers/" + customer + "/cash_balance")
                .path("available")
                .path("gbp")
                .asLong();
    }

    @Test
    @DisplayName("STR-46 what lies there pays a later payment at once, in its own currency alone")
    void cashFirst() {
        String customer = id(desk.post("/v1/customers"));
        stripe.account().fundCashBalance(customer, 700, "eur", "");
        String[] byTransfer = {"customer", customer, "payment_method_data[type]", "customer_balance"};
        assertThat(desk.pay(700, "", byTransfer).path("status").asText()).isEqualTo("requires_action");
        stripe.account().fundCashBalance(customer, 1_400, "gbp", "");
        assertThat(cash(customer)).isEqualTo(700);
        assertThat(desk.pay(700, "", byTransfer).path("status").asText()).isEqualTo("succeeded");
        assertThat(desk.pay(700, "", "payment_method_data[type]", "customer_balance")
                        .path("error")
                        .path("param")
                        .asText())
                .isEqualTo("customer");
        assertThat(desk.post("/v1/test_helpers/customers/" + customer + "/fund_cash_balance", "currency", "gbp")
                        .path("error")
                        .path("param")
                        .asText())
                .isEqualTo("amount");
    }

    @Test
    @DisplayName("STR-61 STR-66 a platform transfers what is available, takes it back, and earns application fees")
    void connect() {
        desk.pay(10_000, "pm_card_bypassPending");
        assertThat(desk.post("/v1/transfers", "amount", "9999999", "currency", "gbp", "destination", "acct_camp")
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("balance_insufficient");
        assertThat(desk.post("/v1/transfers", "amount", "1", "currency", "gbp", "destination", "acct_none")
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("resource_missing");
        JsonNode transfer = desk.post("/v1/transfers", "amount", "3000", "currency", "gbp", "destination", "acct_camp");
        assertThat(book("acct_sim")).containsEntry("CONNECT_PAYABLE", 3_000L);
        JsonNode row = desk.get("/v1/balance_transactions/"
                + transfer.path("balance_transaction").asText());
        assertThat(row.path("type").asText()).isEqualTo("transfer");
        assertThat(row.path("net").asLong()).isEqualTo(-3_000);

        String path = "/v1/transfers/" + id(transfer);
        desk.post(path + "/reversals", "amount", "1000");
        assertThat(desk.get(path).path("reversed").asBoolean()).isFalse();
        assertThat(desk.post(path + "/reversals", "amount", "2001")
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("amount_too_large");
        JsonNode last = desk.post(path + "/reversals");
        assertThat(last.path("amount").asLong()).isEqualTo(2_000);
        assertThat(desk.get(path).path("reversed").asBoolean()).isTrue();
        assertThat(desk.get(path).path("reversals").path("data")).hasSize(2);
        assertThat(desk.get(path + "/reversals").path("data")).hasSize(2);
        assertThat(book("acct_sim")).doesNotContainKey("CONNECT_PAYABLE");
        assertThat(desk.get("/v1/balance_transactions", "source", id(last))
                        .path("data")
                        .path(0)
                        .path("reporting_category")
                        .asText())
                .isEqualTo("transfer_reversal");

        JsonNode intent = desk.on("acct_camp").pay(2_000, "pm_card_visa", "application_fee_amount", "150");
        JsonNode charge = desk.on("acct_camp")
                .get("/v1/charges/" + intent.path("latest_charge").asText());
        JsonNode fee = desk.get(
                "/v1/application_fees/" + charge.path("application_fee").asText());
        assertThat(fee.path("charge").asText()).isEqualTo(id(charge));
        assertThat(fee.path("account").asText()).isEqualTo("acct_camp");
        assertThat(book("acct_sim")).containsEntry("PLATFORM_REVENUE", -150L);
        assertThat(book("acct_camp")).containsEntry("PLATFORM_FEES_PAID", 150L);
        assertThat(desk.types()).contains("transfer.created", "transfer.reversed", "application_fee.created");
    }

    @Test
    @DisplayName("STR-66 a balance below zero is collected from the bank where it was agreed, and only there")
    void negativeBalance() {
        StripeSimulator never = StripeSimulator.builder(66).build();
        for (StripeSimulator each : new StripeSimulator[] {stripe, never}) {
            each.account().bill(1_000, "gbp");
            each.clock().advance(Duration.ofDays(4));
        }
        assertThat(never.truth().payouts()).isEmpty();
        assertThat(never.truth().totals()).containsEntry("gbp", -1_200L);
        JsonNode payout = desk.get("/v1/payouts").path("data").path(0);
        assertThat(payout.path("amount").asLong()).isEqualTo(-1_200);
        assertThat(payout.path("status").asText()).isEqualTo("paid");
        assertThat(stripe.truth().totals()).containsEntry("gbp", 0L);
        JsonNode rows =
                desk.get("/v1/balance_transactions", "payout", id(payout)).path("data");
        assertThat(rows).extracting(r -> r.path("net").asLong()).containsExactlyInAnyOrder(-1_000L, -200L, 1_200L);
    }
}
