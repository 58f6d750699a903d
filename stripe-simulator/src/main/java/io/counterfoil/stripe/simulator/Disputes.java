package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.simulator.BalanceEngine.Movement;
import io.counterfoil.stripe.simulator.BalanceEngine.Row;
import java.time.Duration;

/** Disputes from the inquiry to the verdict, and early fraud warnings. */
final class Disputes {

    private static final Duration ANSWER_WITHIN = Duration.ofDays(9);
    private static final Duration VERDICT = Duration.ofDays(20);
    private static final String DISPUTED = "DISPUTED_FUNDS";

    private final World world;

    Disputes(World world) {
        this.world = world;
    }

    Answer disputes(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            String charge = params.text("charge").orElse("");
            String intent = params.text("payment_intent").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "dispute",
                            params,
                            d -> (charge.isEmpty() || d.path("charge").asText().equals(charge))
                                    && (intent.isEmpty()
                                            || d.path("payment_intent").asText().equals(intent)))
                    : world.answer(world.store.get("dispute", id), params);
        }
        ObjectNode dispute = world.store.get("dispute", id);
        if (action.equals("close")) {
            lose(dispute);
        } else {
            ObjectNode evidence = params.object("evidence");
            ((ObjectNode) dispute.path("metadata")).setAll(params.object("metadata"));
            String text = evidence.path("uncategorized_text").asText("");
            boolean winning = text.equals("winning_evidence");
            if (params.flag("submit", true) && !evidence.isEmpty()) {
                submit(dispute, winning);
            }
        }
        return world.answer(dispute, params);
    }

    Answer warnings(String id, Params params) {
        return id.isEmpty()
                ? world.list("radar.early_fraud_warning", params, w -> true)
                : world.answer(world.store.get("radar.early_fraud_warning", id), params);
    }

    void warn(ObjectNode charge) {
        ObjectNode warning = world.fresh("radar.early_fraud_warning", "issfr").put("actionable", true);
        warning.put("charge", charge.path("id").asText()).put("fraud_type", "misc");
        warning.put("payment_intent", charge.path("payment_intent").asText());
        world.store.add(warning);
        world.events.emit("radar.early_fraud_warning.created", warning);
    }

    ObjectNode open(ObjectNode charge, boolean inquiry) {
        long amount =
                charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        boolean gone = !charge.path("status").asText().equals("succeeded")
                || charge.path("disputed").asBoolean();
        if (gone || amount <= 0) {
            throw new IllegalStateException("charge " + charge.path("id").asText() + " has nothing to dispute");
        }
        boolean debit = charge.path("id").asText().startsWith("py_");
        ObjectNode dispute = world.fresh("dispute", debit ? "du" : "dp").put("amount", amount);
        dispute.putArray("balance_transactions");
        dispute.put("charge", charge.path("id").asText())
                .put("currency", charge.path("currency").asText());
        dispute.putObject("evidence_details")
                .put("due_by", debit ? 0 : world.clock.now().plus(ANSWER_WITHIN).getEpochSecond())
                .put("has_evidence", false)
                .put("past_due", false)
                .put("submission_count", 0);
        dispute.put("is_charge_refundable", inquiry).set("metadata", Json.object());
        dispute.put("payment_intent", charge.path("payment_intent").asText());
        dispute.put("reason", debit ? "insufficient_funds" : "fraudulent");
        dispute.put("status", inquiry ? "warning_needs_response" : "needs_response");
        world.store.add(dispute);
        charge.put("disputed", true);
        if (!inquiry) {
            withdraw(dispute);
        }
        world.events.emit("charge.dispute.created", dispute);
        if (!inquiry) {
            world.events.emit("charge.dispute.funds_withdrawn", dispute);
        }
        if (debit) {
            lose(dispute);
        } else {
            world.clock.in(ANSWER_WITHIN, () -> expire(dispute));
        }
        return dispute;
    }

    private void expire(ObjectNode dispute) {
        switch (dispute.path("status").asText()) {
            case "needs_response" -> lose(dispute);
            case "warning_needs_response" -> closeInquiry(dispute);
            default -> {
                // answered in time
            }
        }
    }

    private void closeInquiry(ObjectNode dispute) {
        dispute.put("status", "warning_closed");
        world.events.emit("charge.dispute.closed", dispute);
    }

    /** An inquiry becomes a dispute. */
    void escalate(ObjectNode dispute) {
        if (!dispute.path("status").asText().startsWith("warning_")) {
            throw new IllegalStateException("dispute " + dispute.path("id").asText() + " is no inquiry");
        }
        dispute.put("status", "needs_response").put("is_charge_refundable", false);
        withdraw(dispute);
        world.events.emit("charge.dispute.updated", dispute);
        world.events.emit("charge.dispute.funds_withdrawn", dispute);
        world.clock.in(ANSWER_WITHIN, () -> expire(dispute));
    }

    private void submit(ObjectNode dispute, boolean winning) {
        String status = dispute.path("status").asText();
        if (!status.endsWith("needs_response")) {
            throw ApiError.invalid("", "This dispute is already closed");
        }
        boolean inquiry = status.startsWith("warning_");
        dispute.put("status", inquiry ? "warning_under_review" : "under_review");
        ((ObjectNode) dispute.path("evidence_details"))
                .put("has_evidence", true)
                .put("submission_count", 1);
        world.events.emit("charge.dispute.updated", dispute);
        world.clock.in(VERDICT, () -> {
            if (dispute.path("status").asText().equals("warning_under_review")) {
                closeInquiry(dispute);
            } else if (dispute.path("status").asText().equals("under_review")) {
                if (winning) {
                    win(dispute);
                } else {
                    lose(dispute);
                }
            }
        });
    }

    private void withdraw(ObjectNode dispute) {
        row(dispute, "dispute", -1, Terms.DISPUTE_FEE);
    }

    void win(ObjectNode dispute) {
        dispute.put("status", "won");
        row(dispute, "dispute_reversal", 1, world.terms.keepDisputeFee() ? 0 : -Terms.DISPUTE_FEE);
        world.events.emit("charge.dispute.funds_reinstated", dispute);
        world.events.emit("charge.dispute.closed", dispute);
    }

    void lose(ObjectNode dispute) {
        String status = dispute.path("status").asText();
        if (status.equals("won") || status.equals("lost")) {
            throw ApiError.invalid("", "This dispute is already closed");
        }
        dispute.put("status", "lost");
        String currency = world.payments.settled(dispute.path("currency").asText());
        long held = world.balance.ofSource(dispute.path("id").asText()).stream()
                .mapToLong(row -> -row.movement.amount())
                .sum();
        world.balance.post(currency, "CHARGEBACK_LOSS", held);
        world.balance.post(currency, DISPUTED, -held);
        world.events.emit("charge.dispute.closed", dispute);
    }

    private void row(ObjectNode dispute, String category, int sign, long fee) {
        String currency = dispute.path("currency").asText();
        long amount =
                sign * world.payments.converted(currency, dispute.path("amount").asLong());
        Row row = world.balance.move(Movement.of(
                        "adjustment",
                        category,
                        DISPUTED,
                        amount,
                        world.payments.settled(currency),
                        dispute.path("id").asText())
                .fees(fee, 0, 0, "DISPUTE_FEES"));
        ((ArrayNode) dispute.path("balance_transactions")).insert(0, world.balance.json(row));
    }
}
