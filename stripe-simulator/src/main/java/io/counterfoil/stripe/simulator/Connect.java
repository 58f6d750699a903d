package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.simulator.BalanceEngine.Movement;
import io.counterfoil.stripe.simulator.BalanceEngine.Row;

/**
 * Money between a platform and its connected accounts, on the side of the platform: transfers and their reversals, and the application fees that it earns on
 * charges of connected accounts. The side of the account that a transfer goes to is not simulated.
 */
final class Connect {

    private final World world;

    Connect(World world) {
        this.world = world;
    }

    Answer transfers(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            if (action.equals("reversals")) {
                world.store.get("transfer", id);
                return world.list(
                        "transfer_reversal",
                        params,
                        r -> r.path("transfer").asText().equals(id));
            }
            String destination = params.text("destination").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "transfer",
                            params,
                            t -> destination.isEmpty()
                                    || t.path("destination").asText().equals(destination))
                    : world.answer(world.store.get("transfer", id), params);
        }
        if (action.equals("reversals")) {
            return world.answer(reverse(world.store.get("transfer", id), params), params);
        }
        if (!id.isEmpty()) {
            ObjectNode transfer = world.store.get("transfer", id);
            ((ObjectNode) transfer.path("metadata")).setAll(params.object("metadata"));
            world.events.emit("transfer.updated", transfer);
            return world.answer(transfer, params);
        }
        return world.answer(create(params), params);
    }

    private ObjectNode create(Params params) {
        params.ignore("transfer_group");
        long amount = params.number("amount")
                .orElseThrow(() -> ApiError.invalid("amount", "parameter_missing", "Missing required param: amount."));
        String currency = params.required("currency");
        String destination = params.required("destination");
        if (amount < 1) {
            throw ApiError.invalid(
                    "amount", "parameter_invalid_integer", "This value must be greater than or equal to 1.");
        }
        if (!world.accounts.contains(destination)) {
            throw ApiError.missing("destination", destination);
        }
        String charge = params.text("source_transaction").orElse("");
        if (charge.isEmpty() ? world.balance.available(currency) < amount : world.balance.total(currency) < amount) {
            throw ApiError.invalid(
                    "amount", "balance_insufficient", "You have insufficient available funds in your Stripe account.");
        }
        ObjectNode transfer =
                world.fresh("transfer", "tr").put("amount", amount).put("amount_reversed", 0);
        transfer.put("currency", currency).put("destination", destination);
        Json.put(transfer, "source_transaction", charge);
        Json.put(transfer, "description", params.text("description").orElse(""));
        transfer.set("metadata", params.object("metadata"));
        transfer.put("reversed", false);
        transfer.set(
                "reversals",
                Json.list("/v1/transfers/" + transfer.path("id").asText() + "/reversals", Json.array(), false));
        world.store.add(transfer);
        Row row = world.balance.move(Movement.of(
                "transfer",
                "transfer",
                "CONNECT_PAYABLE",
                -amount,
                currency,
                transfer.path("id").asText()));
        transfer.put("balance_transaction", row.id);
        world.events.emit("transfer.created", transfer);
        return transfer;
    }

    private ObjectNode reverse(ObjectNode transfer, Params params) {
        params.ignore("refund_application_fee");
        long left = transfer.path("amount").asLong()
                - transfer.path("amount_reversed").asLong();
        long amount = params.number("amount").orElse(left);
        if (amount < 1 || amount > left) {
            throw ApiError.invalid("amount", "amount_too_large", "Reversal amount is greater than what is left");
        }
        ObjectNode reversal = world.fresh("transfer_reversal", "trr").put("amount", amount);
        reversal.put("currency", transfer.path("currency").asText())
                .put("transfer", transfer.path("id").asText());
        reversal.set("metadata", params.object("metadata"));
        world.store.add(reversal);
        Row row = world.balance.move(Movement.of(
                "transfer_refund",
                "transfer_reversal",
                "CONNECT_PAYABLE",
                amount,
                transfer.path("currency").asText(),
                reversal.path("id").asText()));
        reversal.put("balance_transaction", row.id);
        transfer.put("amount_reversed", transfer.path("amount_reversed").asLong() + amount);
        transfer.put("reversed", amount == left);
        ((ArrayNode) transfer.path("reversals").path("data")).insert(0, world.shape(reversal));
        world.events.emit("transfer.reversed", transfer);
        return reversal;
    }

    Answer fees(String method, String id, Params params) {
        if (!method.equals("GET")) {
            throw ApiError.missing("path", "application_fees");
        }
        String charge = params.text("charge").orElse("");
        return id.isEmpty()
                ? world.list(
                        "application_fee",
                        params,
                        f -> charge.isEmpty() || f.path("charge").asText().equals(charge))
                : world.answer(world.store.get("application_fee", id), params);
    }

    /** This platform earns a fee on a charge of a connected account. */
    String earn(String account, ObjectNode charge, long amount, String currency) {
        ObjectNode fee =
                world.fresh("application_fee", "fee").put("account", account).put("amount", amount);
        fee.put("amount_refunded", 0)
                .put("application", "ca_sim")
                .put("charge", charge.path("id").asText());
        fee.put("currency", currency).put("refunded", false);
        fee.set(
                "refunds",
                Json.list("/v1/application_fees/" + fee.path("id").asText() + "/refunds", Json.array(), false));
        world.store.add(fee);
        Row row = world.balance.move(Movement.of(
                "application_fee",
                "platform_earning",
                "PLATFORM_REVENUE",
                amount,
                currency,
                fee.path("id").asText()));
        fee.put("balance_transaction", row.id);
        world.events.emit("application_fee.created", fee);
        return fee.path("id").asText();
    }
}
