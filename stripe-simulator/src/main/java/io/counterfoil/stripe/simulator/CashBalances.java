package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What customers sent by bank transfer: kept for them until a payment takes it. It is in the customer's cash balance, not in the account's, so there is no
 * row before a payment took it.
 */
final class CashBalances {

    private static final String OBJECT = "customer_cash_balance_transaction";

    private final World world;
    /** By customer, then by currency. */
    private final Map<String, Map<String, Long>> balances = new TreeMap<>();

    CashBalances(World world) {
        this.world = world;
    }

    /** {@code /v1/customers/ID/cash_balance} and {@code …/cash_balance_transactions}. */
    Answer of(String customer, String what, String id, Params params) {
        world.store.get("customer", customer);
        if (what.equals("cash_balance")) {
            return Answer.of(balance(customer));
        }
        return id.isEmpty()
                ? world.list(OBJECT, params, t -> t.path("customer").asText().equals(customer))
                : world.answer(world.store.get(OBJECT, id), params);
    }

    private ObjectNode balance(String customer) {
        ObjectNode balance = Json.object().put("object", "cash_balance").put("customer", customer);
        ObjectNode available = balance.putObject("available");
        balances.getOrDefault(customer, Map.of()).forEach(available::put);
        balance.put("livemode", world.livemode)
                .putObject("settings")
                .put("reconciliation_mode", "automatic")
                .put("using_merchant_default", true);
        return balance;
    }

    /** The test helper of the API: a bank transfer arrives. */
    Answer fund(String customer, Params params) {
        long amount = params.number("amount").orElse(0);
        if (amount < 1) {
            throw ApiError.invalid("amount", "parameter_invalid_integer", "This value must be greater than 0.");
        }
        return world.answer(
                fund(
                        customer,
                        amount,
                        params.required("currency"),
                        params.text("reference").orElse("")),
                params);
    }

    ObjectNode fund(String customer, long amount, String currency, String reference) {
        world.store.get("customer", customer);
        ObjectNode funded = move(customer, currency, amount, "funded");
        String scheme = scheme(currency);
        ObjectNode transfer = funded.putObject("funded").putObject("bank_transfer");
        Json.put(transfer, "reference", reference);
        transfer.put("type", scheme).putObject(scheme).put("sender_name", "Sender of a test");
        told(funded);
        ObjectNode balance = balance(customer);
        world.events.emit("cash_balance.funds_available", balance);
        List<ObjectNode> waiting = world.store.all(
                "payment_intent",
                i -> i.path("customer").asText().equals(customer)
                        && i.path("status").asText().equals("requires_action")
                        && i.path("currency").asText().equals(currency));
        List.copyOf(waiting).forEach(this::take);
        return funded;
    }

    private static String scheme(String currency) {
        return switch (currency) {
            case "gbp" -> "gb_bank_transfer";
            case "usd" -> "us_bank_transfer";
            case "jpy" -> "jp_bank_transfer";
            default -> "eu_bank_transfer";
        };
    }

    /** A payment by bank transfer is confirmed: it takes what is there, or waits for it. */
    void confirm(ObjectNode intent) {
        if (intent.path("customer").asText("").isEmpty()) {
            throw ApiError.invalid("customer", "parameter_missing", "A customer is needed to pay by bank transfer.");
        }
        if (!take(intent)) {
            intent.put("status", "requires_action");
            ObjectNode next = intent.putObject("next_action").put("type", "display_bank_transfer_instructions");
            next.putObject("display_bank_transfer_instructions")
                    .put("amount_remaining", intent.path("amount").asLong())
                    .put("currency", intent.path("currency").asText())
                    .put("reference", "SIM" + intent.path("id").asText().substring(4))
                    .put("type", scheme(intent.path("currency").asText()));
            world.events.emit("payment_intent.requires_action", intent);
        }
    }

    private boolean take(ObjectNode intent) {
        String customer = intent.path("customer").asText();
        String currency = intent.path("currency").asText();
        long amount = intent.path("amount").asLong();
        String method = intent.path("payment_method").asText("");
        boolean byTransfer =
                !method.isEmpty() && world.customers.behaviour(method).isBankTransfer();
        if (!byTransfer || balances.getOrDefault(customer, Map.of()).getOrDefault(currency, 0L) < amount) {
            return false;
        }
        ObjectNode applied = move(customer, currency, -amount, "applied_to_payment");
        applied.putObject("applied_to_payment")
                .put("payment_intent", intent.path("id").asText());
        intent.putNull("next_action");
        world.payments.collect(intent);
        told(applied);
        return true;
    }

    /** A refund of a payment by bank transfer goes back into the cash balance. */
    void refunded(ObjectNode refund, String customer) {
        ObjectNode back = move(
                customer,
                refund.path("currency").asText(),
                refund.path("amount").asLong(),
                "refunded_from_payment");
        back.putObject("refunded_from_payment").put("refund", refund.path("id").asText());
        told(back);
    }

    private ObjectNode move(String customer, String currency, long net, String type) {
        long after = balances.computeIfAbsent(customer, c -> new TreeMap<>()).merge(currency, net, Math::addExact);
        ObjectNode moved =
                world.fresh(OBJECT, "ccsbtxn").put("currency", currency).put("customer", customer);
        return moved.put("ending_balance", after).put("net_amount", net).put("type", type);
    }

    private void told(ObjectNode moved) {
        world.store.add(moved);
        world.events.emit("customer_cash_balance_transaction.created", moved);
    }
}
