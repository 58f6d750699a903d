package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.simulator.BalanceEngine.Movement;
import io.counterfoil.stripe.simulator.Customers.Behaviour;
import io.counterfoil.stripe.simulator.Customers.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Payment intents and the charges that try to fulfil them. */
final class Payments {

    private static final Duration SETTLES = Duration.ofDays(3);
    private static final Duration FAILS = Duration.ofDays(2);
    private static final Duration RETURNS = Duration.ofDays(5);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration CONTESTS = Duration.ofDays(6);

    private final World world;
    /** Who wants to know when an intent ends well or badly: invoices and sessions. */
    private final List<Consumer<ObjectNode>> listeners = new ArrayList<>();

    Payments(World world) {
        this.world = world;
    }

    void listen(Consumer<ObjectNode> listener) {
        listeners.add(listener);
    }

    Answer intents(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            String customer = params.text("customer").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "payment_intent",
                            params,
                            i -> customer.isEmpty()
                                    || i.path("customer").asText().equals(customer))
                    : world.answer(intent(id), params);
        }
        if (id.isEmpty()) {
            ObjectNode intent = create(params);
            if (params.flag("confirm", false)) {
                confirm(intent, params);
            }
            return world.answer(intent, params);
        }
        ObjectNode intent = intent(id);
        switch (action) {
            case "confirm" -> confirm(intent, params);
            case "capture" -> capture(intent, params);
            case "cancel" -> {
                params.ignore("cancellation_reason");
                cancel(intent);
            }
            case "" -> update(intent, params);
            default -> throw ApiError.missing("path", action);
        }
        return world.answer(intent, params);
    }

    ObjectNode intent(String id) {
        return world.store.get("payment_intent", id);
    }

    private ObjectNode create(Params params) {
        params.ignore(
                "automatic_payment_methods",
                "payment_method_types",
                "off_session",
                "return_url",
                "confirmation_method",
                "setup_future_usage",
                "receipt_email",
                "shipping",
                "statement_descriptor",
                "statement_descriptor_suffix",
                "mandate_data",
                "payment_method_options",
                "error_on_requires_action",
                "use_stripe_sdk");
        long amount = params.number("amount")
                .orElseThrow(() -> ApiError.invalid("amount", "parameter_missing", "Missing required param: amount."));
        ObjectNode intent = create(
                amount,
                params.required("currency").toLowerCase(java.util.Locale.ROOT),
                params.text("customer").orElse(""));
        intent.set("metadata", params.object("metadata"));
        Json.put(intent, "description", params.text("description").orElse(""));
        intent.put("capture_method", params.text("capture_method").orElse("automatic"));
        params.number("application_fee_amount").ifPresent(fee -> intent.put("application_fee_amount", fee));
        method(intent, params);
        world.events.emit("payment_intent.created", intent);
        return intent;
    }

    /** An intent that nobody was told of yet. */
    ObjectNode create(long amount, String currency, String customer) {
        if (amount < 1 || amount > 99_999_999_999L) {
            throw ApiError.invalid("amount", "amount_too_small", "Amount must be at least 1");
        }
        if (!currency.matches("[a-z]{3}")) {
            throw ApiError.invalid("currency", "Invalid currency: " + currency);
        }
        if (!world.terms.settlement().contains(currency) && !world.terms.rates().containsKey(currency)) {
            throw ApiError.invalid("currency", "Invalid currency: " + currency);
        }
        ObjectNode intent =
                world.fresh("payment_intent", "pi").put("amount", amount).put("amount_capturable", 0);
        intent.put("amount_received", 0).put("currency", currency).put("capture_method", "automatic");
        Json.put(intent, "customer", customer);
        intent.put("client_secret", intent.path("id").asText() + "_secret_sim");
        intent.putNull("description")
                .putNull("last_payment_error")
                .putNull("latest_charge")
                .putNull("next_action");
        intent.putNull("payment_method").put("status", "requires_payment_method");
        intent.putNull("canceled_at").putNull("cancellation_reason").putNull("application_fee_amount");
        intent.set("metadata", Json.object());
        intent.putArray("payment_method_types").add("card");
        intent.putObject("_sim");
        return world.store.add(intent);
    }

    private void update(ObjectNode intent, Params params) {
        params.number("amount").ifPresent(amount -> intent.put("amount", amount));
        ((ObjectNode) intent.path("metadata")).setAll(params.object("metadata"));
        params.text("description").ifPresent(text -> intent.put("description", text));
        method(intent, params);
    }

    private void method(ObjectNode intent, Params params) {
        params.text("payment_method").ifPresent(id -> use(intent, world.customers.method(id)));
        params.text("source").ifPresent(id -> use(intent, world.customers.method(id)));
        ObjectNode data = params.object("payment_method_data");
        if (!data.isEmpty()) {
            String type = data.path("type").asText("card");
            use(intent, world.customers.create(type, data.path(type)));
        }
    }

    void use(ObjectNode intent, ObjectNode method) {
        intent.put("payment_method", method.path("id").asText());
        if (intent.path("status").asText().equals("requires_payment_method")) {
            intent.put("status", "requires_confirmation");
        }
    }

    private void confirm(ObjectNode intent, Params params) {
        params.ignore(
                "return_url",
                "off_session",
                "mandate_data",
                "setup_future_usage",
                "confirm",
                "error_on_requires_action");
        method(intent, params);
        confirm(intent);
        if (intent.path("status").asText().equals("requires_payment_method")) {
            ObjectNode error = (ObjectNode) intent.path("last_payment_error");
            throw ApiError.card(
                    error.path("code").asText(),
                    error.path("decline_code").asText(""),
                    intent.path("latest_charge").asText(),
                    world.shape(intent));
        }
    }

    /** Takes the money, as far as the method lets it. */
    void confirm(ObjectNode intent) {
        String methodId = intent.path("payment_method").asText("");
        String status = intent.path("status").asText();
        if (methodId.isEmpty()) {
            throw ApiError.invalid(
                    "payment_method", "payment_intent_unexpected_state", "You cannot confirm without a payment method");
        }
        if (!status.equals("requires_confirmation") && !status.equals("requires_action")) {
            throw ApiError.invalid("", "payment_intent_unexpected_state", "This PaymentIntent's status is " + status);
        }
        Behaviour behaviour = world.customers.behaviour(methodId);
        if (behaviour.outcome() == Outcome.NEEDS_ACTION && !status.equals("requires_action")) {
            intent.put("status", "requires_action").putObject("next_action").put("type", "use_stripe_sdk");
            world.events.emit("payment_intent.requires_action", intent);
            return;
        }
        intent.putNull("next_action");
        if (behaviour.isBankTransfer()) {
            world.cash.confirm(intent);
        } else if (behaviour.isDebit()) {
            debit(intent, behaviour);
        } else if (behaviour.outcome() == Outcome.DECLINES) {
            fail(intent, charge(intent, behaviour, "failed"), behaviour);
        } else {
            ObjectNode charge = charge(intent, behaviour, "succeeded");
            if (intent.path("capture_method").asText().equals("manual")) {
                charge.put("captured", false).put("amount_captured", 0);
                intent.put("status", "requires_capture")
                        .put("amount_capturable", intent.path("amount").asLong());
                world.events.emit("charge.succeeded", charge);
                world.events.emit("payment_intent.amount_capturable_updated", intent);
            } else {
                succeed(intent, charge, behaviour);
            }
        }
    }

    /** The payer's money is there. */
    void collect(ObjectNode intent) {
        Behaviour behaviour =
                world.customers.behaviour(intent.path("payment_method").asText());
        succeed(intent, charge(intent, behaviour, "succeeded"), behaviour);
    }

    private ObjectNode charge(ObjectNode intent, Behaviour behaviour, String status) {
        boolean good = !status.equals("failed");
        ObjectNode charge = world.fresh("charge", behaviour.isDebit() ? "py" : "ch");
        long amount = intent.path("amount").asLong();
        charge.put("amount", amount).put("amount_captured", status.equals("succeeded") ? amount : 0);
        charge.put("amount_refunded", 0).putNull("application_fee").putNull("balance_transaction");
        charge.set("application_fee_amount", intent.path("application_fee_amount"));
        charge.put("captured", status.equals("succeeded"))
                .put("currency", intent.path("currency").asText());
        charge.set("customer", intent.path("customer"));
        charge.set("description", intent.path("description"));
        charge.put("disputed", false).putNull("failure_balance_transaction").putNull("failure_code");
        charge.putNull("failure_message")
                .set("metadata", intent.path("metadata").deepCopy());
        ObjectNode outcome = charge.putObject("outcome");
        outcome.putNull("advice_code").put("network_status", good ? "approved_by_network" : "declined_by_network");
        outcome.put("type", good ? "authorized" : "issuer_declined");
        charge.put("paid", status.equals("succeeded"))
                .put("payment_intent", intent.path("id").asText());
        charge.put("payment_method", intent.path("payment_method").asText());
        charge.putObject("payment_method_details").put("type", behaviour.type()).putObject(behaviour.type());
        if (behaviour.isDebit() && !behaviour.isBankTransfer()) {
            String mandate = world.customers
                    .mandate(intent.path("payment_method").asText())
                    .path("id")
                    .asText();
            ((ObjectNode) charge.path("payment_method_details").path(behaviour.type())).put("mandate", mandate);
        }
        charge.put("refunded", false).put("status", status);
        intent.put("latest_charge", charge.path("id").asText());
        return world.store.add(charge);
    }

    private void succeed(ObjectNode intent, ObjectNode charge, Behaviour behaviour) {
        long amount = charge.path("amount_captured").asLong();
        intent.put("status", "succeeded").put("amount_received", amount).put("amount_capturable", 0);
        intent.putNull("last_payment_error");
        if (world.terms.laterRows()) {
            world.clock.in(LATER, () -> {
                row(charge, behaviour);
                world.events.emit("charge.updated", charge);
            });
        } else {
            row(charge, behaviour);
        }
        world.events.emit(charge.path("_captured").isMissingNode() ? "charge.succeeded" : "charge.captured", charge);
        charge.remove("_captured");
        world.events.emit("payment_intent.succeeded", intent);
        tell(intent);
        afterwards(charge, behaviour);
    }

    private void tell(ObjectNode intent) {
        listeners.forEach(listener -> listener.accept(intent));
    }

    private void row(ObjectNode charge, Behaviour behaviour) {
        String currency = charge.path("currency").asText();
        long amount = converted(currency, charge.path("amount_captured").asLong());
        long fee = Terms.fee(behaviour.type(), amount);
        long application = charge.path("application_fee_amount").asLong(0);
        Movement movement = Movement.of(
                        behaviour.isDebit() ? "payment" : "charge",
                        "charge",
                        "UNAPPLIED_CASH",
                        amount,
                        settled(currency),
                        charge.path("id").asText())
                .fees(fee, world.terms.tax(fee), application, "PROCESSING_FEES")
                .lag(lag(behaviour));
        if (!settled(currency).equals(currency)) {
            movement = movement.at(world.terms.rates().get(currency));
        }
        charge.put("balance_transaction", world.balance.move(movement).id);
        if (application > 0 && world.connected) {
            charge.put(
                    "application_fee", world.platform.connect.earn(world.id, charge, application, settled(currency)));
        }
    }

    private static long lag(Behaviour behaviour) {
        if (behaviour.isBankTransfer() || behaviour.outcome() == Outcome.IS_AVAILABLE) {
            return 0;
        }
        return behaviour.isDebit() ? Terms.DEBIT_LAG : Terms.CARD_LAG;
    }

    /** The currency in which money of the other currency lands. */
    String settled(String currency) {
        return world.terms.settlement().contains(currency) ? currency : world.terms.home();
    }

    long converted(String currency, long minor) {
        BigDecimal rate = settled(currency).equals(currency)
                ? BigDecimal.ONE
                : world.terms.rates().get(currency);
        return BigDecimal.valueOf(minor)
                .multiply(rate)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private void afterwards(ObjectNode charge, Behaviour behaviour) {
        // A card's follows before the next request is answered, and never before the charge's own row.
        Duration soon = world.terms.laterRows() ? LATER : Duration.ZERO;
        switch (behaviour.outcome()) {
            case IS_DISPUTED ->
                world.clock.in(behaviour.isDebit() ? CONTESTS : soon, () -> world.disputes.open(charge, false));
            case IS_INQUIRED -> world.clock.in(soon, () -> world.disputes.open(charge, true));
            case IS_WARNED -> world.clock.in(soon, () -> world.disputes.warn(charge));
            case FAILS_LATE -> world.clock.in(RETURNS, () -> takeBack(charge));
            default -> {
                // nothing follows
            }
        }
    }

    private void debit(ObjectNode intent, Behaviour behaviour) {
        ObjectNode charge = charge(intent, behaviour, "pending");
        intent.put("status", "processing");
        world.events.emit("charge.pending", charge);
        world.events.emit("payment_intent.processing", intent);
        tell(intent);
        if (behaviour.outcome() == Outcome.FAILS_IN_FLIGHT || behaviour.outcome() == Outcome.DECLINES) {
            world.clock.in(FAILS, () -> {
                charge.put("status", "failed");
                fail(intent, charge, behaviour);
            });
        } else {
            world.clock.in(SETTLES, () -> {
                long amount = charge.path("amount").asLong();
                charge.put("status", "succeeded")
                        .put("captured", true)
                        .put("paid", true)
                        .put("amount_captured", amount);
                succeed(intent, charge, behaviour);
            });
        }
    }

    private void fail(ObjectNode intent, ObjectNode charge, Behaviour behaviour) {
        charge.put("failure_code", behaviour.code())
                .put("failure_message", "The payment failed.")
                .put("paid", false);
        ObjectNode outcome = (ObjectNode) charge.path("outcome");
        outcome.put("network_status", "declined_by_network").put("type", "issuer_declined");
        Json.put(outcome, "reason", behaviour.declineCode());
        intent.put("status", "requires_payment_method")
                .putNull("payment_method")
                .put("amount_received", 0);
        ObjectNode error = intent.putObject("last_payment_error");
        error.put("type", "card_error")
                .put("code", behaviour.code())
                .put("charge", charge.path("id").asText());
        Json.put(error, "decline_code", behaviour.declineCode());
        world.events.emit("charge.failed", charge);
        world.events.emit("payment_intent.payment_failed", intent);
        tell(intent);
    }

    /** A debit that settled comes back: the money leaves again, the fee stays. */
    void takeBack(ObjectNode charge) {
        if (!charge.path("status").asText().equals("succeeded")
                || charge.path("disputed").asBoolean()) {
            return;
        }
        String currency = charge.path("currency").asText();
        long left =
                charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        if (left <= 0) {
            return;
        }
        String row = world.balance.move(Movement.of(
                        "payment_failure_refund",
                        "charge_failure",
                        "UNAPPLIED_CASH",
                        -converted(currency, left),
                        settled(currency),
                        charge.path("id").asText()))
                .id;
        charge.put("status", "failed").put("failure_balance_transaction", row);
        ObjectNode intent = intent(charge.path("payment_intent").asText());
        String method = charge.path("payment_method").asText();
        world.customers.endMandate(method);
        fail(intent, charge, world.customers.behaviour(method));
    }

    private void capture(ObjectNode intent, Params params) {
        if (!intent.path("status").asText().equals("requires_capture")) {
            throw ApiError.invalid("", "payment_intent_unexpected_state", "This PaymentIntent could not be captured");
        }
        long amount =
                params.number("amount_to_capture").orElse(intent.path("amount").asLong());
        if (amount < 1 || amount > intent.path("amount").asLong()) {
            throw ApiError.invalid("amount_to_capture", "amount_too_large", "Invalid amount to capture");
        }
        ObjectNode charge =
                world.store.get("charge", intent.path("latest_charge").asText());
        charge.put("captured", true).put("amount_captured", amount).put("_captured", true);
        charge.put("amount_refunded", charge.path("amount").asLong() - amount);
        succeed(
                intent,
                charge,
                world.customers.behaviour(charge.path("payment_method").asText()));
    }

    void cancel(ObjectNode intent) {
        String status = intent.path("status").asText();
        if (status.equals("succeeded") || status.equals("canceled") || status.equals("processing")) {
            throw ApiError.invalid(
                    "",
                    "payment_intent_unexpected_state",
                    "You cannot cancel this PaymentIntent because it has a status of " + status);
        }
        intent.put("status", "canceled")
                .put("canceled_at", world.clock.seconds())
                .put("amount_capturable", 0);
        world.events.emit("payment_intent.canceled", intent);
    }

    /** Charges; the old way to make one goes through an intent too. */
    Answer charges(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            String intent = params.text("payment_intent").orElse("");
            String customer = params.text("customer").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "charge",
                            params,
                            c -> (intent.isEmpty()
                                            || c.path("payment_intent").asText().equals(intent))
                                    && (customer.isEmpty()
                                            || c.path("customer").asText().equals(customer)))
                    : world.answer(world.store.get("charge", id), params);
        }
        if (!id.isEmpty()) {
            ObjectNode charge = world.store.get("charge", id);
            if (action.equals("capture")) {
                capture(intent(charge.path("payment_intent").asText()), params);
            } else {
                ((ObjectNode) charge.path("metadata")).setAll(params.object("metadata"));
                params.text("description").ifPresent(text -> charge.put("description", text));
                world.events.emit("charge.updated", charge);
            }
            return world.answer(charge, params);
        }
        boolean capture = params.flag("capture", true);
        ObjectNode intent = create(params);
        intent.put("capture_method", capture ? "automatic" : "manual");
        confirm(intent, params);
        return world.answer(
                world.store.get("charge", intent.path("latest_charge").asText()), params);
    }
}
