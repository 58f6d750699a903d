package io.counterfoil.examples.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The provider's objects as list pages of one hundred, newest last, in the shape of its API. */
final class StripeJson {

    private static final int PAGE = 100;

    private final World world;
    private final ObjectMapper json = new ObjectMapper();

    StripeJson(World world) {
        this.world = world;
    }

    Map<String, String> pages() {
        Map<String, String> files = new TreeMap<>();
        put(
                files,
                "stripe/payment_intents",
                "/v1/payment_intents",
                world.attempts().stream().map(this::intent).toList());
        put(
                files,
                "stripe/charges",
                "/v1/charges",
                world.attempts().stream()
                        .filter(a -> a.outcome() != CardAttempt.Outcome.PROCESSING)
                        .map(this::charge)
                        .toList());
        put(
                files,
                "stripe/payouts",
                "/v1/payouts",
                world.payouts().stream().map(this::payout).toList());
        Set<String> paidOut = new HashSet<>();
        for (StripePayout payout : world.payouts()) {
            put(
                    files,
                    "stripe/payout-rows/" + payout.id(),
                    "/v1/balance_transactions",
                    payout.rows().stream().map(this::row).toList());
            payout.rows().forEach(row -> paidOut.add(row.id()));
        }
        put(
                files,
                "stripe/balance_transactions-unpaid",
                "/v1/balance_transactions",
                world.rows().stream()
                        .filter(row -> !paidOut.contains(row.id()))
                        .map(this::row)
                        .toList());
        files.put("stripe/balance.json", written(balance()));
        return files;
    }

    private void put(Map<String, String> files, String name, String url, List<ObjectNode> objects) {
        int pages = Math.max(1, (objects.size() + PAGE - 1) / PAGE);
        for (int page = 0; page < pages; page++) {
            ObjectNode list = json.createObjectNode()
                    .put("object", "list")
                    .put("url", url)
                    .put("has_more", page + 1 < pages);
            ArrayNode data = list.putArray("data");
            objects.subList(page * PAGE, Math.min(objects.size(), (page + 1) * PAGE))
                    .forEach(data::add);
            files.put(
                    name + (pages == 1 ? "" : World.text("-%02d", page + 1)) + ".json",
                    written(list).replace("},{\"id\"", "},\n{\"id\""));
        }
    }

    private ObjectNode intent(CardAttempt attempt) {
        boolean succeeded = attempt.outcome() == CardAttempt.Outcome.SUCCEEDED;
        ObjectNode node = json.createObjectNode()
                .put("id", attempt.intent())
                .put("object", "payment_intent")
                .put("amount", attempt.amountMinor())
                .put("amount_received", succeeded ? attempt.amountMinor() : 0)
                .put("created", attempt.at().getEpochSecond() - 40)
                .put("currency", currency(attempt))
                .put("customer", attempt.bill().customer().id())
                .put("description", description(attempt));
        node.put("latest_charge", attempt.outcome() == CardAttempt.Outcome.PROCESSING ? null : attempt.charge())
                .put("livemode", false);
        node.set("metadata", metadata(attempt));
        node.put(
                "status",
                switch (attempt.outcome()) {
                    case SUCCEEDED -> "succeeded";
                    case FAILED -> "requires_payment_method";
                    case PROCESSING -> "processing";
                });
        if (attempt.outcome() == CardAttempt.Outcome.FAILED) {
            node.putObject("last_payment_error")
                    .put("code", "card_declined")
                    .put("decline_code", attempt.failureCode())
                    .put("type", "card_error");
        } else {
            node.putNull("last_payment_error");
        }
        node.putArray("payment_method_types")
                .add(attempt.outcome() == CardAttempt.Outcome.PROCESSING ? "bacs_debit" : "card");
        return node;
    }

    private ObjectNode charge(CardAttempt attempt) {
        boolean paid = attempt.outcome() == CardAttempt.Outcome.SUCCEEDED;
        long refunded = world.refundsByCharge().getOrDefault(attempt.charge(), 0L);
        ObjectNode node = json.createObjectNode()
                .put("id", attempt.charge())
                .put("object", "charge")
                .put("amount", attempt.amountMinor())
                .put("amount_captured", paid ? attempt.amountMinor() : 0)
                .put("amount_refunded", refunded)
                .put("balance_transaction", paid ? attempt.row() : null)
                .put("captured", paid)
                .put("created", attempt.at().getEpochSecond())
                .put("currency", currency(attempt))
                .put("customer", attempt.bill().customer().id())
                .put("description", description(attempt))
                .put("disputed", world.disputedCharges().contains(attempt.charge()))
                .put("failure_code", paid ? null : "card_declined")
                .put("livemode", false);
        node.set("metadata", metadata(attempt));
        ObjectNode outcome = node.putObject("outcome");
        outcome.put("network_status", paid ? "approved_by_network" : "declined_by_network")
                .put("reason", paid ? null : attempt.failureCode())
                .put("type", paid ? "authorized" : "issuer_declined");
        node.put("paid", paid).put("payment_intent", attempt.intent());
        node.putObject("payment_method_details")
                .put("type", "card")
                .putObject("card")
                .put("brand", attempt.sequence() % 3 == 0 ? "mastercard" : "visa")
                .put("country", currency(attempt).equals("gbp") ? "GB" : "DE")
                .put("funding", attempt.sequence() % 4 == 0 ? "debit" : "credit");
        return node.put("refunded", refunded == attempt.amountMinor()).put("status", paid ? "succeeded" : "failed");
    }

    private ObjectNode payout(StripePayout payout) {
        StripeRow own = payout.rows().get(payout.rows().size() - 1);
        ObjectNode node = json.createObjectNode()
                .put("id", payout.id())
                .put("object", "payout")
                .put("amount", payout.amountMinor())
                .put(
                        "arrival_date",
                        payout.arrivalOn().atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                .put("automatic", true)
                .put("balance_transaction", own.id())
                .put("created", payout.created().getEpochSecond())
                .put("currency", payout.currency())
                .put("description", "STRIPE PAYOUT");
        boolean failed = payout.status().equals("failed");
        node.put("failure_balance_transaction", failed ? own.id() + "f" : null)
                .put("failure_code", failed ? "account_closed" : null)
                .put("livemode", false)
                .put("method", "standard")
                .put("reconciliation_status", "completed")
                .put("statement_descriptor", "STRIPE")
                .put("status", payout.status());
        if (payout.trace().isEmpty()) {
            node.putNull("trace_id");
        } else {
            node.putObject("trace_id").put("status", "supported").put("value", payout.trace());
        }
        return node.put("type", "bank_account");
    }

    private ObjectNode row(StripeRow row) {
        ObjectNode node = json.createObjectNode()
                .put("id", row.id())
                .put("object", "balance_transaction")
                .put("amount", row.amountMinor())
                .put(
                        "available_on",
                        row.availableOn().atStartOfDay(World.LONDON).toEpochSecond())
                .put("balance_type", "payments")
                .put("created", row.created().getEpochSecond())
                .put("currency", row.currency())
                .put("description", row.description())
                .putNull("exchange_rate")
                .put("fee", row.feeMinor());
        ArrayNode fees = node.putArray("fee_details");
        if (row.feeMinor() != 0) {
            fees.addObject()
                    .put("amount", row.feeMinor())
                    .putNull("application")
                    .put("currency", row.currency())
                    .put("description", row.category().equals("dispute") ? "Dispute fee" : "Stripe processing fees")
                    .put("type", "stripe_fee");
        }
        boolean available = !row.availableOn().isAfter(World.LAST_DAY);
        return node.put("net", row.netMinor())
                .put("reporting_category", row.category())
                .put("source", row.source())
                .put("status", available ? "available" : "pending")
                .put("type", row.type());
    }

    private ObjectNode balance() {
        ObjectNode node = json.createObjectNode().put("object", "balance").put("livemode", false);
        List<String> currencies = new ArrayList<>(List.of("eur", "gbp"));
        for (String kind : List.of("available", "pending")) {
            ArrayNode amounts = node.putArray(kind);
            for (String currency : currencies) {
                long sum = world.rows().stream()
                        .filter(row -> row.currency().equals(currency))
                        .filter(row ->
                                kind.equals("available") == !row.availableOn().isAfter(World.LAST_DAY))
                        .mapToLong(StripeRow::netMinor)
                        .sum();
                amounts.addObject().put("amount", sum).put("currency", currency);
            }
        }
        return node;
    }

    private ObjectNode metadata(CardAttempt attempt) {
        ObjectNode node = json.createObjectNode();
        switch (attempt.naming()) {
            case METADATA -> node.put("invoice_number", attempt.bill().number());
            case REFERENCE -> node.put("booking_id", attempt.bill().booking());
            case DESCRIPTION, NOTHING -> node.removeAll();
        }
        return node;
    }

    private static String description(CardAttempt attempt) {
        return attempt.naming() == CardAttempt.Naming.DESCRIPTION
                ? "Parlour Rooms " + attempt.bill().number()
                : "Meeting room booking";
    }

    private static String currency(CardAttempt attempt) {
        return attempt.bill().customer().currency().toLowerCase(Locale.ROOT);
    }

    private String written(ObjectNode node) {
        try {
            return json.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
