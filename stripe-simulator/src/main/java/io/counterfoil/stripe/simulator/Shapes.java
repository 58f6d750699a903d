package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Turns objects from the newest shape into that of an older API version (facts: {@code stripe_version_shapes.json}). */
final class Shapes {

    static final String NEWEST = "2026-07-29.dahlia";

    /** Before it a payment intent embeds its charges, a charge its refunds. */
    private static final String LATEST_CHARGE_SINCE = "2022-11-15";

    /** Before it an invoice names its payment itself. */
    private static final String BASIL = "2025-03-31";

    private static final int EMBEDDED = 10;

    private final World world;
    private final String version;

    Shapes(World world, String version) {
        this.world = world;
        this.version = version;
    }

    /** A copy of the object as the version has it. */
    ObjectNode shape(ObjectNode newest) {
        ObjectNode object = newest.deepCopy();
        object.remove("_sim");
        switch (object.path("object").asText()) {
            case "payment_intent" -> intent(object);
            case "charge" -> charge(object);
            case "invoice" -> invoice(object);
            default -> {
                // the same in every version
            }
        }
        return object;
    }

    private boolean before(String date) {
        return version.compareTo(date) < 0;
    }

    private void intent(ObjectNode intent) {
        if (before(BASIL)) {
            Json.put(
                    intent,
                    "invoice",
                    world.invoiceOf(intent.path("id").asText()).orElse(""));
        }
        if (before(LATEST_CHARGE_SINCE)) {
            intent.remove("latest_charge");
            String id = intent.path("id").asText();
            ArrayNode newestFirst = Json.array();
            world.store
                    .all(
                            "charge",
                            charge -> charge.path("payment_intent").asText().equals(id))
                    .forEach(charge -> newestFirst.insert(0, shape(charge)));
            intent.set("charges", embedded("/v1/charges?payment_intent=" + id, newestFirst));
        }
    }

    private void charge(ObjectNode charge) {
        if (before(BASIL)) {
            Json.put(
                    charge,
                    "invoice",
                    Optional.of(charge.path("payment_intent").asText(""))
                            .flatMap(world::invoiceOf)
                            .orElse(""));
        }
        if (before(LATEST_CHARGE_SINCE)) {
            String id = charge.path("id").asText();
            ArrayNode refunds = Json.array();
            world.store
                    .all("refund", refund -> refund.path("charge").asText().equals(id))
                    .forEach(refund -> refunds.insert(0, shape(refund)));
            charge.set("refunds", embedded("/v1/charges/" + id + "/refunds", refunds));
        }
    }

    private void invoice(ObjectNode invoice) {
        ArrayNode lines = Json.array();
        String id = invoice.path("id").asText();
        world.store
                .all("line_item", line -> line.path("invoice").asText().equals(id))
                .forEach(line -> lines.add(shape(line)));
        invoice.set("lines", embedded("/v1/invoices/" + id + "/lines", lines));
        if (before(BASIL)) {
            JsonNode payment = world
                    .store
                    .all("invoice_payment", p -> p.path("invoice").asText().equals(id))
                    .stream()
                    .reduce((first, last) -> last)
                    .map(p -> p.path("payment").path("payment_intent"))
                    .orElse(Json.MAPPER.missingNode());
            String intent = payment.asText("");
            Json.put(invoice, "payment_intent", intent);
            Json.put(
                    invoice,
                    "charge",
                    world.store
                            .find(intent)
                            .map(pi -> pi.path("latest_charge").asText(""))
                            .orElse(""));
            invoice.put("paid", invoice.path("status").asText().equals("paid"));
            invoice.remove("payments");
        }
    }

    /** The payments of an invoice, as an embedded list. */
    ObjectNode payments(String invoice) {
        ArrayNode payments = Json.array();
        world.store
                .all("invoice_payment", p -> p.path("invoice").asText().equals(invoice))
                .forEach(p -> payments.insert(0, shape(p)));
        return embedded("/v1/invoice_payments?invoice=" + invoice, payments);
    }

    boolean hasInvoicePayments() {
        return !before(BASIL);
    }

    private static ObjectNode embedded(String url, ArrayNode all) {
        ArrayNode first = Json.array();
        for (int i = 0; i < Math.min(EMBEDDED, all.size()); i++) {
            first.add(all.get(i));
        }
        return Json.list(url, first, all.size() > EMBEDDED).put("total_count", all.size());
    }
}
