package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Customers, payment methods with the behaviour that their test token promises, and mandates. */
final class Customers {

    /** What happens when money is taken with a payment method. */
    enum Outcome {
        SUCCEEDS,
        /** Succeeds, and the money is available at once. */
        IS_AVAILABLE,
        DECLINES,
        NEEDS_ACTION,
        /** Succeeds, then the payer disputes. */
        IS_DISPUTED,
        /** Succeeds, then the payer inquires. */
        IS_INQUIRED,
        /** Succeeds, then the issuer warns of fraud. */
        IS_WARNED,
        /** Succeeds; its refunds fail later. */
        REFUND_FAILS,
        /** A debit that fails before it settled. */
        FAILS_IN_FLIGHT,
        /** A debit that settled and is taken back. */
        FAILS_LATE
    }

    /**
     * How a payment method behaves.
     *
     * @param type such as {@code card}, {@code bacs_debit}
     * @param outcome when money is taken
     * @param code of the error
     * @param declineCode of the error, empty where there is none
     */
    record Behaviour(String type, Outcome outcome, String code, String declineCode) {
        boolean isDebit() {
            return !type.equals("card");
        }

        /** The payer sends the money. */
        boolean isBankTransfer() {
            return type.equals("customer_balance");
        }
    }

    private static final Map<String, Behaviour> CARDS = Map.ofEntries(
            Map.entry("visa", card(Outcome.SUCCEEDS, "", "")),
            Map.entry("mastercard", card(Outcome.SUCCEEDS, "", "")),
            Map.entry("amex", card(Outcome.SUCCEEDS, "", "")),
            Map.entry("bypassPending", card(Outcome.IS_AVAILABLE, "", "")),
            Map.entry("chargeDeclined", card(Outcome.DECLINES, "card_declined", "generic_decline")),
            Map.entry("visa_chargeDeclined", card(Outcome.DECLINES, "card_declined", "generic_decline")),
            Map.entry(
                    "visa_chargeDeclinedInsufficientFunds",
                    card(Outcome.DECLINES, "card_declined", "insufficient_funds")),
            Map.entry("chargeDeclinedInsufficientFunds", card(Outcome.DECLINES, "card_declined", "insufficient_funds")),
            Map.entry("visa_chargeDeclinedLostCard", card(Outcome.DECLINES, "card_declined", "lost_card")),
            Map.entry("visa_chargeDeclinedStolenCard", card(Outcome.DECLINES, "card_declined", "stolen_card")),
            Map.entry("chargeDeclinedFraudulent", card(Outcome.DECLINES, "card_declined", "fraudulent")),
            Map.entry("chargeDeclinedExpiredCard", card(Outcome.DECLINES, "expired_card", "")),
            Map.entry("chargeDeclinedIncorrectCvc", card(Outcome.DECLINES, "incorrect_cvc", "")),
            Map.entry("chargeDeclinedProcessingError", card(Outcome.DECLINES, "processing_error", "")),
            Map.entry("chargeCustomerFail", card(Outcome.DECLINES, "card_declined", "generic_decline")),
            Map.entry("authenticationRequired", card(Outcome.NEEDS_ACTION, "", "")),
            Map.entry("threeDSecure2Required", card(Outcome.NEEDS_ACTION, "", "")),
            Map.entry("threeDSecureRequired", card(Outcome.NEEDS_ACTION, "", "")),
            Map.entry("createDispute", card(Outcome.IS_DISPUTED, "", "")),
            Map.entry("createDisputeInquiry", card(Outcome.IS_INQUIRED, "", "")),
            Map.entry("createIssuerFraudRecord", card(Outcome.IS_WARNED, "", "")),
            Map.entry("refundFail", card(Outcome.REFUND_FAILS, "", "")));

    private static final Map<String, Outcome> DEBITS = Map.of(
            "success", Outcome.SUCCEEDS,
            "insufficientFunds", Outcome.FAILS_IN_FLIGHT,
            "lateFailure", Outcome.FAILS_LATE,
            "dispute", Outcome.IS_DISPUTED);

    private static final Map<String, String> DEBIT_TYPES = Map.of(
            "usBankAccount", "us_bank_account",
            "acssDebit", "acss_debit",
            "bacsDebit", "bacs_debit",
            "sepaDebit", "sepa_debit");

    private static final Map<String, Outcome> IBANS = Map.of(
            "AT861904300235473202", Outcome.FAILS_IN_FLIGHT,
            "AT591904300235473203", Outcome.IS_DISPUTED);

    private static final Map<String, String> NUMBERS = Map.of(
            "4242424242424242", "visa",
            "5555555555554444", "mastercard",
            "4000000000000002", "chargeDeclined",
            "4000000000009995", "chargeDeclinedInsufficientFunds",
            "4000000000000069", "chargeDeclinedExpiredCard",
            "4000000000000259", "createDispute",
            "4000000000003220", "threeDSecure2Required",
            "4000000000000077", "bypassPending",
            "4000000000000341", "chargeCustomerFail");

    private final World world;
    private final Map<String, Behaviour> behaviours = new HashMap<>();

    Customers(World world) {
        this.world = world;
    }

    private static Behaviour card(Outcome outcome, String code, String declineCode) {
        return new Behaviour("card", outcome, code, declineCode);
    }

    Answer customers(String method, String id, Params params) {
        params.ignore(
                "address",
                "shipping",
                "phone",
                "preferred_locales",
                "tax_exempt",
                "invoice_settings",
                "payment_method");
        if (method.equals("GET")) {
            String email = params.text("email").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "customer",
                            params,
                            c -> email.isEmpty() || c.path("email").asText().equals(email))
                    : world.answer(world.store.get("customer", id), params);
        }
        if (method.equals("DELETE")) {
            ObjectNode gone = world.store.get("customer", id);
            world.store.remove(gone);
            ObjectNode stub =
                    Json.object().put("id", id).put("object", "customer").put("deleted", true);
            world.events.emit("customer.deleted", gone);
            return Answer.of(stub);
        }
        boolean fresh = id.isEmpty();
        ObjectNode customer = fresh ? world.fresh("customer", "cus") : world.store.get("customer", id);
        if (fresh) {
            customer.put("balance", 0)
                    .putNull("currency")
                    .putNull("default_source")
                    .put("delinquent", false);
            customer.set("metadata", Json.object());
            world.store.add(customer);
        }
        if (fresh) {
            Json.put(
                    customer,
                    "test_clock",
                    params.text("test_clock").map(world.testClocks::known).orElse(""));
            customer.put("created", world.testClocks.of(customer).seconds());
        }
        for (String field : new String[] {"email", "name", "description"}) {
            if (fresh || params.has(field)) {
                Json.put(customer, field, params.text(field).orElse(""));
            }
        }
        ((ObjectNode) customer.path("metadata")).setAll(params.object("metadata"));
        params.text("source").ifPresent(source -> customer.put("default_source", attach(source, customer)));
        world.events.emit(fresh ? "customer.created" : "customer.updated", customer);
        return world.answer(customer, params);
    }

    private String attach(String token, ObjectNode customer) {
        ObjectNode method = method(token);
        method.put("customer", customer.path("id").asText());
        return method.path("id").asText();
    }

    Answer methods(String verb, String id, String action, Params params) {
        if (verb.equals("GET")) {
            String customer = params.text("customer").orElse("");
            params.ignore("type");
            return id.isEmpty()
                    ? world.list(
                            "payment_method",
                            params,
                            m -> m.path("customer").asText().equals(customer))
                    : world.answer(method(id), params);
        }
        ObjectNode method = id.isEmpty() ? create(params) : method(id);
        if (action.equals("attach")) {
            method.put(
                    "customer",
                    world.store
                            .get("customer", params.required("customer"))
                            .path("id")
                            .asText());
            world.events.emit("payment_method.attached", method);
        } else if (action.equals("detach")) {
            method.putNull("customer");
            world.events.emit("payment_method.detached", method);
        }
        return world.answer(method, params);
    }

    /** A method of the given data: the number of a test card tells what it does. */
    ObjectNode create(Params params) {
        String type = params.required("type");
        params.ignore("billing_details", "metadata", "customer");
        JsonNode data = params.node(type);
        return create(type, data);
    }

    ObjectNode create(String type, JsonNode data) {
        if (!type.equals("card")) {
            Outcome outcome = IBANS.getOrDefault(data.path("iban").asText(), Outcome.SUCCEEDS);
            return register(new Behaviour(type, outcome, "payment_method_provider_decline", ""));
        }
        String name = data.has("token")
                ? data.path("token").asText().replaceFirst("^(tok|pm_card)_", "")
                : NUMBERS.getOrDefault(data.path("number").asText(), "visa");
        return register(CARDS.getOrDefault(name, card(Outcome.SUCCEEDS, "", "")));
    }

    /** A method by its id, or by a test token such as {@code pm_card_visa}, {@code tok_visa}, {@code pm_bacsDebit_lateFailure}. */
    ObjectNode method(String id) {
        return world.store
                .find(id)
                .filter(object -> object.path("object").asText().equals("payment_method"))
                .orElseGet(() -> register(behaviourOf(id)));
    }

    private static Behaviour behaviourOf(String token) {
        String name = token.replaceFirst("^(pm_card|tok)_", "");
        if (!name.equals(token) && CARDS.containsKey(name)) {
            return CARDS.get(name);
        }
        String[] parts = token.split("_", -1);
        if (parts.length == 3
                && parts[0].equals("pm")
                && DEBIT_TYPES.containsKey(parts[1])
                && DEBITS.containsKey(parts[2])) {
            return new Behaviour(
                    DEBIT_TYPES.get(parts[1]), DEBITS.get(parts[2]), "payment_method_provider_decline", "");
        }
        throw ApiError.missing("PaymentMethod", token);
    }

    private ObjectNode register(Behaviour behaviour) {
        ObjectNode method = world.fresh("payment_method", "pm")
                .put("type", behaviour.type())
                .putNull("customer");
        ObjectNode detail = method.putObject(behaviour.type());
        if (behaviour.isBankTransfer()) {
            detail.removeAll();
        } else if (behaviour.isDebit()) {
            detail.put("last4", "3456");
        } else {
            detail.put("brand", "visa")
                    .put("country", "GB")
                    .put("exp_month", 12)
                    .put("exp_year", 2034);
            detail.put("funding", "credit").put("last4", "4242");
        }
        method.putObject("billing_details").putNull("email").putNull("name");
        method.set("metadata", Json.object());
        behaviours.put(method.path("id").asText(), behaviour);
        return world.store.add(method);
    }

    Behaviour behaviour(String methodId) {
        return behaviours.get(methodId);
    }

    /** The mandate of a debit; active until a debit under it fails. */
    ObjectNode mandate(String methodId) {
        return world.store.all("mandate", m -> m.path("payment_method").asText().equals(methodId)).stream()
                .findFirst()
                .orElseGet(() -> {
                    ObjectNode mandate =
                            Json.object().put("id", world.ids.next("mandate")).put("object", "mandate");
                    mandate.put("livemode", world.livemode).put("payment_method", methodId);
                    mandate.put("status", "active").put("type", "multi_use").put("created", world.clock.seconds());
                    return world.store.add(mandate);
                });
    }

    void endMandate(String methodId) {
        ObjectNode mandate = mandate(methodId);
        if (mandate.path("status").asText().equals("active")) {
            mandate.put("status", "inactive");
            world.events.emit("mandate.updated", mandate);
        }
    }
}
