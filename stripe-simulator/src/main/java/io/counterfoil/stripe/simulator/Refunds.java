package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.simulator.BalanceEngine.Movement;
import io.counterfoil.stripe.simulator.Customers.Outcome;
import java.time.Duration;

/** Money given back, and refunds that fail after they were called done. */
final class Refunds {

    private static final Duration FAILS = Duration.ofDays(3);

    private final World world;

    Refunds(World world) {
        this.world = world;
    }

    Answer refunds(String method, String id, Params params) {
        if (method.equals("GET")) {
            String charge = params.text("charge").orElse("");
            String intent = params.text("payment_intent").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "refund",
                            params,
                            r -> (charge.isEmpty() || r.path("charge").asText().equals(charge))
                                    && (intent.isEmpty()
                                            || r.path("payment_intent").asText().equals(intent)))
                    : world.answer(world.store.get("refund", id), params);
        }
        if (!id.isEmpty()) {
            ObjectNode refund = world.store.get("refund", id);
            ((ObjectNode) refund.path("metadata")).setAll(params.object("metadata"));
            world.events.emit("refund.updated", refund);
            return world.answer(refund, params);
        }
        params.ignore("refund_application_fee", "reverse_transfer");
        String chargeId = params.text("charge")
                .orElseGet(() -> world.payments
                        .intent(params.required("payment_intent"))
                        .path("latest_charge")
                        .asText());
        ObjectNode charge = world.store.get("charge", chargeId);
        long left =
                charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        ObjectNode refund = refund(charge, params.number("amount").orElse(left));
        refund.set("metadata", params.object("metadata"));
        Json.put(refund, "reason", params.text("reason").orElse(""));
        return world.answer(refund, params);
    }

    ObjectNode refund(ObjectNode charge, long amount) {
        if (!charge.path("status").asText().equals("succeeded")
                || !charge.path("captured").asBoolean()) {
            throw ApiError.invalid("charge", "charge_not_refundable", "This charge cannot be refunded");
        }
        if (charge.path("disputed").asBoolean()) {
            throw ApiError.invalid("charge", "charge_disputed", "This charge has been charged back");
        }
        long left =
                charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        if (amount < 1 || amount > left) {
            throw ApiError.invalid(
                    "amount",
                    left == 0 ? "charge_already_refunded" : "amount_too_large",
                    "Refund amount is greater than what is left");
        }
        boolean debit = charge.path("id").asText().startsWith("py_");
        String currency = charge.path("currency").asText();
        ObjectNode refund = world.fresh("refund", debit ? "pyr" : "re")
                .put("amount", amount)
                .put("currency", currency);
        refund.put("charge", charge.path("id").asText())
                .put("payment_intent", charge.path("payment_intent").asText());
        refund.putNull("reason").putNull("failure_balance_transaction").put("status", "succeeded");
        refund.set("metadata", Json.object());
        refund.put("balance_transaction", row(refund, debit ? "payment_refund" : "refund", "refund", -amount));
        charge.put("amount_refunded", charge.path("amount_refunded").asLong() + amount);
        charge.put(
                "refunded",
                charge.path("amount_refunded").asLong() == charge.path("amount").asLong());
        world.store.add(refund);
        world.events.emit("refund.created", refund);
        if (world.customers.behaviour(charge.path("payment_method").asText()).isBankTransfer()) {
            world.cash.refunded(refund, charge.path("customer").asText());
        }
        world.events.emit("charge.refunded", charge);
        if (world.customers.behaviour(charge.path("payment_method").asText()).outcome() == Outcome.REFUND_FAILS) {
            world.clock.in(FAILS, () -> fail(refund, charge));
        }
        return refund;
    }

    private void fail(ObjectNode refund, ObjectNode charge) {
        long amount = refund.path("amount").asLong();
        refund.put("status", "failed").put("failure_reason", "expired_or_canceled_card");
        refund.put("failure_balance_transaction", row(refund, "refund_failure", "refund_failure", amount));
        charge.put("amount_refunded", charge.path("amount_refunded").asLong() - amount)
                .put("refunded", false);
        world.events.emit("refund.failed", refund);
        world.events.emit("charge.refund.updated", refund);
    }

    private String row(ObjectNode refund, String type, String category, long amount) {
        String currency = refund.path("currency").asText();
        long converted = world.payments.converted(currency, Math.abs(amount)) * Long.signum(amount);
        Movement movement = Movement.of(
                type,
                category,
                "CREDITS_OWED",
                converted,
                world.payments.settled(currency),
                refund.path("id").asText());
        return world.balance.move(movement).id;
    }
}
