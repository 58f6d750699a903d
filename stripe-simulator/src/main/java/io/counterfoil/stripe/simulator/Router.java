package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** From a path to the family of objects that answers it. */
final class Router {

    private Router() {}

    static Answer route(World world, String method, String path, Params params) {
        String[] parts = path.split("/");
        String resource = part(parts, 2);
        return switch (resource) {
            case "checkout" -> world.sessions.sessions(method, part(parts, 4), part(parts, 5), params);
            case "radar" -> world.disputes.warnings(part(parts, 4), params);
            case "test_helpers" -> helpers(world, method, parts, params);
            case "payment_pages" -> world.sessions.page(method, part(parts, 3), part(parts, 4), params);
            case "customers" ->
                part(parts, 4).startsWith("cash_balance")
                        ? world.cash.of(part(parts, 3), part(parts, 4), part(parts, 5), params)
                        : world.customers.customers(method, part(parts, 3), params);
            default -> route(world, method, new String[] {resource, part(parts, 3), part(parts, 4)}, params);
        };
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }

    private static Answer route(World world, String method, String[] path, Params params) {
        String id = path[1];
        String action = path[2];
        return switch (path[0]) {
            case "account" -> account(world, world.id);
            case "accounts" -> account(world, id);
            case "application_fees" -> world.connect.fees(method, id, params);
            case "balance" ->
                id.equals("history")
                        ? world.payouts.rows(method, action, params)
                        : Answer.of(world.balance.balance(world.livemode));
            case "balance_transactions" -> world.payouts.rows(method, id, params);
            case "charges" ->
                action.equals("refunds")
                        ? refundsOf(world, method, id, params)
                        : world.payments.charges(method, id, action, params);
            case "credit_notes" -> world.creditNotes.notes(method, id, action, params);
            case "disputes" -> world.disputes.disputes(method, id, action, params);
            case "events" -> events(world, id, params);
            case "invoiceitems" -> world.invoices.items(method, id, params);
            case "invoice_payments" -> world.invoices.payments(id, params);
            case "invoices" -> world.invoices.invoices(method, id, action, params);
            case "mandates" -> world.answer(world.store.get("mandate", id), params);
            case "payment_intents" -> world.payments.intents(method, id, action, params);
            case "payment_links" -> world.links.links(method, id, action, params);
            case "payment_methods" -> world.customers.methods(method, id, action, params);
            case "payouts" -> world.payouts.payouts(method, id, action, params);
            case "prices" -> world.links.prices(method, id, params);
            case "products" -> world.links.products(method, id, params);
            case "refunds" -> world.refunds.refunds(method, id, params);
            case "topups" -> world.payouts.topups(method, id, params);
            case "transfers" -> world.connect.transfers(method, id, action, params);
            case "webhook_endpoints" -> world.events.endpoints(method, id, params);
            default -> throw unknown(method, path[0]);
        };
    }

    private static ApiError unknown(String method, String path) {
        return ApiError.of(
                404, "invalid_request_error", "", "Unrecognized request URL (" + method + ": /v1/" + path + ")");
    }

    /** What only test mode has. */
    private static Answer helpers(World world, String method, String[] parts, Params params) {
        String what = part(parts, 3);
        if (what.equals("test_clocks")) {
            return world.testClocks.clocks(method, part(parts, 4), part(parts, 5), params);
        }
        if (what.equals("customers") && part(parts, 5).equals("fund_cash_balance")) {
            return world.cash.fund(part(parts, 4), params);
        }
        throw unknown(method, "test_helpers/" + what);
    }

    private static Answer refundsOf(World world, String method, String charge, Params params) {
        if (!method.equals("GET")) {
            throw ApiError.missing("path", "refunds");
        }
        world.store.get("charge", charge);
        return world.list("refund", params, r -> r.path("charge").asText().equals(charge));
    }

    private static Answer account(World world, String id) {
        if (!id.equals(world.id)) {
            throw ApiError.missing("account", id);
        }
        ObjectNode account =
                Json.object().put("id", id).put("object", "account").put("charges_enabled", true);
        account.put("country", "GB").put("default_currency", world.terms.home()).put("payouts_enabled", true);
        account.put("type", "standard")
                .putObject("settings")
                .putObject("dashboard")
                .put("timezone", "Etc/UTC");
        return Answer.of(account);
    }

    private static Answer events(World world, String id, Params params) {
        if (!id.isEmpty()) {
            return world.answer(world.store.get("event", id), params);
        }
        String type = params.text("type").orElse("");
        java.util.List<String> types = params.texts("types");
        if (types.size() > 20) {
            throw ApiError.invalid("types", "You may pass up to 20 event types");
        }
        boolean bySuccess = params.has("delivery_success");
        boolean success = params.flag("delivery_success", true);
        long horizon = world.clock.seconds() - 30 * Terms.DAY;
        return world.list("event", params, event -> {
            String of = event.path("type").asText();
            boolean delivered = event.path("pending_webhooks").asInt() == 0;
            return event.path("created").asLong() >= horizon
                    && (type.isEmpty() || of.equals(type))
                    && (types.isEmpty() || types.contains(of))
                    && (!bySuccess || delivered == success);
        });
    }
}
