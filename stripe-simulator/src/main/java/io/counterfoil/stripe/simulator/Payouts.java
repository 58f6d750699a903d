package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.simulator.BalanceEngine.Movement;
import io.counterfoil.stripe.simulator.BalanceEngine.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Money on its way to and from the bank: payouts by schedule, by hand and at once, debits of a negative balance, top-ups, reserves and Stripe's own bills. */
final class Payouts {

    private static final Duration ARRIVES = Duration.ofDays(2);
    private static final Duration COMPLETES = Duration.ofHours(6);
    private static final Duration BOUNCES = Duration.ofDays(1);
    private static final String TRANSIT = "PAYOUT_IN_TRANSIT";

    private final World world;
    private int failures;
    private int traces;

    Payouts(World world) {
        this.world = world;
        if (world.terms.payouts()) {
            scheduleNext();
        }
    }

    private void scheduleNext() {
        LocalDate tomorrow =
                LocalDate.ofInstant(world.clock.now(), ZoneOffset.UTC).plusDays(1);
        world.clock.at(tomorrow.atStartOfDay(ZoneOffset.UTC).toInstant(), () -> {
            world.balance.currencies().forEach(this::payOut);
            scheduleNext();
        });
    }

    /** The next payouts that were called paid come back from the bank. */
    void failNext(int count) {
        failures += count;
    }

    private void payOut(String currency) {
        List<Row> members = world.balance.payable(currency);
        long amount = members.stream().mapToLong(Row::net).sum();
        boolean owed = world.terms.collects() && amount < 0 && world.balance.total(currency) < 0;
        if (amount == 0 || (amount < 0 && !owed)) {
            return;
        }
        ObjectNode payout = create(amount, currency, true, "standard", 0);
        String id = payout.path("id").asText();
        Row own =
                world.balance.find(payout.path("balance_transaction").asText()).orElseThrow();
        world.balance.assign(members, id);
        world.balance.assign(List.of(own), id);
        payout.put("reconciliation_status", "in_progress");
        world.clock.in(COMPLETES, () -> {
            payout.put("reconciliation_status", "completed");
            world.events.emit("payout.reconciliation_completed", payout);
        });
        world.events.emit("payout.created", payout);
        world.clock.in(ARRIVES, () -> arrive(payout));
        world.events.emit("balance.available", world.balance.balance(world.livemode));
    }

    private ObjectNode create(long amount, String currency, boolean automatic, String method, long fee) {
        ObjectNode payout = world.fresh("payout", "po").put("amount", amount).put("currency", currency);
        Instant arrival = world.clock.now().plus(method.equals("instant") ? Duration.ofMinutes(30) : ARRIVES);
        payout.put("arrival_date", arrival.getEpochSecond())
                .put("automatic", automatic)
                .put("method", method);
        payout.putNull("description").put("destination", "ba_1Sim").putNull("failure_balance_transaction");
        payout.putNull("failure_code").putNull("failure_message").set("metadata", Json.object());
        payout.put("reconciliation_status", "not_applicable").put("source_type", "card");
        payout.put("status", "pending").put("type", "bank_account");
        payout.putObject("trace_id").put("status", "pending").putNull("value");
        world.store.add(payout);
        Row row = world.balance.move(Movement.of(
                        "payout",
                        "payout",
                        TRANSIT,
                        -amount,
                        currency,
                        payout.path("id").asText())
                .fees(fee, 0, 0, "PROCESSING_FEES"));
        payout.put("balance_transaction", row.id);
        return payout;
    }

    private void arrive(ObjectNode payout) {
        String status = payout.path("status").asText();
        if (!status.equals("pending") && !status.equals("in_transit")) {
            return;
        }
        traces++;
        payout.put("status", "paid");
        ((ObjectNode) payout.path("trace_id"))
                .put("status", "supported")
                .put("value", String.format(java.util.Locale.ROOT, "SIMTRACE%08d", traces));
        world.events.emit("payout.updated", payout);
        world.events.emit("payout.paid", payout);
        if (failures > 0) {
            failures--;
            world.clock.in(BOUNCES, () -> fail(payout));
        }
    }

    private void fail(ObjectNode payout) {
        payout.put("status", "failed")
                .put("failure_code", "account_closed")
                .put("failure_message", "The account is closed.");
        payout.put("failure_balance_transaction", back(payout, "payout_failure"));
        world.events.emit("payout.failed", payout);
    }

    private String back(ObjectNode payout, String type) {
        return world.balance.move(Movement.of(
                        type,
                        "payout_reversal",
                        TRANSIT,
                        payout.path("amount").asLong(),
                        payout.path("currency").asText(),
                        payout.path("id").asText()))
                .id;
    }

    Answer payouts(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            String status = params.text("status").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "payout",
                            params,
                            p -> status.isEmpty() || p.path("status").asText().equals(status))
                    : world.answer(world.store.get("payout", id), params);
        }
        if (!id.isEmpty()) {
            ObjectNode payout = world.store.get("payout", id);
            if (action.equals("cancel")) {
                cancel(payout);
            } else {
                ((ObjectNode) payout.path("metadata")).setAll(params.object("metadata"));
                world.events.emit("payout.updated", payout);
            }
            return world.answer(payout, params);
        }
        params.ignore("statement_descriptor", "destination", "source_type");
        long amount = amount(params);
        String currency = params.required("currency");
        String description = params.text("description").orElse("");
        boolean instant = params.text("method").orElse("standard").equals("instant");
        long fee = instant ? Math.max(50, amount / 100) : 0;
        if (world.balance.available(currency) < amount + fee) {
            throw ApiError.invalid(
                    "amount", "balance_insufficient", "You have insufficient funds in your Stripe account");
        }
        ObjectNode payout = create(amount, currency, false, instant ? "instant" : "standard", fee);
        payout.set("metadata", params.object("metadata"));
        Json.put(payout, "description", description);
        world.events.emit("payout.created", payout);
        world.clock.in(instant ? Duration.ofMinutes(30) : ARRIVES, () -> arrive(payout));
        return world.answer(payout, params);
    }

    private void cancel(ObjectNode payout) {
        if (!payout.path("status").asText().equals("pending")
                || payout.path("automatic").asBoolean()) {
            throw ApiError.invalid("", "This payout cannot be canceled");
        }
        payout.put("status", "canceled").put("failure_balance_transaction", back(payout, "payout_cancel"));
        world.events.emit("payout.canceled", payout);
    }

    private static long amount(Params params) {
        long amount = params.number("amount")
                .orElseThrow(() -> ApiError.invalid("amount", "parameter_missing", "Missing required param: amount."));
        if (amount < 1) {
            throw ApiError.invalid(
                    "amount", "parameter_invalid_integer", "This value must be greater than or equal to 1.");
        }
        return amount;
    }

    Answer topups(String method, String id, Params params) {
        if (method.equals("GET")) {
            return id.isEmpty()
                    ? world.list("topup", params, t -> true)
                    : world.answer(world.store.get("topup", id), params);
        }
        params.ignore("source", "statement_descriptor", "destination_balance");
        ObjectNode topup =
                world.fresh("topup", "tu").put("amount", amount(params)).put("currency", params.required("currency"));
        topup.putNull("balance_transaction").putNull("failure_code").put("status", "pending");
        topup.set("metadata", params.object("metadata"));
        Json.put(topup, "description", params.text("description").orElse(""));
        world.store.add(topup);
        world.events.emit("topup.created", topup);
        world.clock.in(Duration.ofDays(1), () -> {
            Row row = world.balance.move(Movement.of(
                    "topup",
                    "topup",
                    "TOPUP_IN_TRANSIT",
                    topup.path("amount").asLong(),
                    topup.path("currency").asText(),
                    topup.path("id").asText()));
            topup.put("status", "succeeded").put("balance_transaction", row.id);
            world.events.emit("topup.succeeded", topup);
        });
        return world.answer(topup, params);
    }

    /** Stripe keeps back (positive) or releases (negative) a part of the balance. */
    void reserve(long amount, String currency) {
        String type = amount > 0 ? "reserve_hold" : "reserve_release";
        world.balance.move(Movement.of(type, "risk_reserved_funds", "STRIPE_RESERVE", -amount, currency, ""));
    }

    /** Stripe bills a product of its own, with tax as a row of its own. */
    void bill(long amount, String currency) {
        world.balance.move(Movement.of("stripe_fee", "fee", "PROCESSING_FEES", -amount, currency, ""));
        long tax = world.terms.tax(amount);
        if (tax > 0) {
            world.balance.move(Movement.of("tax_fee", "tax", "INPUT_TAX", -tax, currency, ""));
        }
    }

    /** Rows of the balance, with the filters of the API. */
    Answer rows(String method, String id, Params params) {
        if (!method.equals("GET")) {
            throw ApiError.missing("path", "balance_transactions");
        }
        if (!id.isEmpty()) {
            Row row = world.balance.find(id).orElseThrow(() -> ApiError.missing("balance_transaction", id));
            return Answer.of(world.balance.json(row));
        }
        String payout = params.text("payout").orElse("");
        String source = params.text("source").orElse("");
        String type = params.text("type").orElse("");
        String currency = params.text("currency").orElse("");
        List<Row> rows = !payout.isEmpty()
                ? world.balance.ofPayout(payout)
                : source.isEmpty() ? world.balance.rows() : world.balance.ofSource(source);
        if (!payout.isEmpty()
                && !world.store.get("payout", payout).path("automatic").asBoolean()) {
            throw ApiError.invalid(
                    "payout", "Balance transaction history can only be filtered on automatic transfers, not manual.");
        }
        return world.page(
                "/v1/balance_transactions",
                rows,
                params,
                world.created(params, (Row row) -> row.created)
                        .and(row -> type.isEmpty() || row.movement.type().equals(type))
                        .and(row ->
                                currency.isEmpty() || row.movement.currency().equals(currency)),
                world.balance::json);
    }
}
