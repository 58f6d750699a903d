package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Invoices, their lines, and what pays them. */
final class Invoices {

    /** How long Stripe leaves a draft that advances by itself. */
    private static final Duration DRAFT = Duration.ofHours(1);

    private final World world;
    private int numbers;

    Invoices(World world) {
        this.world = world;
        world.payments.listen(this::paymentMoved);
    }

    Answer items(String method, String id, Params params) {
        if (method.equals("GET")) {
            String invoice = params.text("invoice").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "invoiceitem",
                            params,
                            i -> invoice.isEmpty() || i.path("invoice").asText().equals(invoice))
                    : world.answer(world.store.get("invoiceitem", id), params);
        }
        ObjectNode item = world.fresh("invoiceitem", "ii").put("customer", params.required("customer"));
        item.put("date", world.clock.seconds());
        long quantity = params.number("quantity").orElse(1);
        long unit = params.number("unit_amount").orElse(0);
        item.put("amount", params.number("amount").orElse(unit * quantity)).put("quantity", quantity);
        item.put("currency", params.text("currency").orElse(world.terms.home()));
        Json.put(item, "description", params.text("description").orElse(""));
        Json.put(item, "invoice", params.text("invoice").orElse(""));
        item.set("metadata", params.object("metadata"));
        params.text("price").ifPresent(price -> {
            ObjectNode known = world.store.get("price", price);
            item.put("amount", known.path("unit_amount").asLong() * quantity)
                    .put("currency", known.path("currency").asText());
        });
        world.store.add(item);
        world.events.emit("invoiceitem.created", item);
        params.text("invoice").ifPresent(invoice -> line(world.store.get("invoice", invoice), item));
        return world.answer(item, params);
    }

    private void line(ObjectNode invoice, ObjectNode item) {
        if (!invoice.path("status").asText().equals("draft")) {
            throw ApiError.invalid("invoice", "invoice_not_editable", "This invoice is no longer editable");
        }
        item.put("invoice", invoice.path("id").asText());
        ObjectNode line = Json.object().put("id", world.ids.next("il")).put("object", "line_item");
        line.put("amount", item.path("amount").asLong())
                .put("currency", item.path("currency").asText());
        line.set("description", item.path("description"));
        line.put("invoice", invoice.path("id").asText()).put("livemode", world.livemode);
        line.put("quantity", item.path("quantity").asLong())
                .set("metadata", item.path("metadata").deepCopy());
        world.store.add(line);
        total(invoice, invoice.path("total").asLong() + item.path("amount").asLong());
    }

    private static void total(ObjectNode invoice, long total) {
        long due = Math.max(0, total);
        invoice.put("total", total).put("subtotal", total).put("amount_due", due);
        invoice.put("amount_remaining", due - invoice.path("amount_paid").asLong());
    }

    Answer invoices(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            if (action.equals("lines")) {
                ObjectNode invoice = world.store.get("invoice", id);
                return world.list(
                        "line_item",
                        params,
                        l -> l.path("invoice")
                                .asText()
                                .equals(invoice.path("id").asText()));
            }
            String customer = params.text("customer").orElse("");
            String status = params.text("status").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "invoice",
                            params,
                            i -> (customer.isEmpty()
                                            || i.path("customer").asText().equals(customer))
                                    && (status.isEmpty()
                                            || i.path("status").asText().equals(status)))
                    : world.answer(world.store.get("invoice", id), params);
        }
        if (id.isEmpty()) {
            return world.answer(create(params), params);
        }
        ObjectNode invoice = world.store.get("invoice", id);
        if (method.equals("DELETE")) {
            expect(invoice, "draft");
            world.store.remove(invoice);
            world.events.emit("invoice.deleted", invoice);
            return Answer.of(
                    Json.object().put("id", id).put("object", "invoice").put("deleted", true));
        }
        switch (action) {
            case "" -> {
                ((ObjectNode) invoice.path("metadata")).setAll(params.object("metadata"));
                params.text("description").ifPresent(text -> invoice.put("description", text));
                params.ignore("auto_advance", "due_date", "days_until_due");
                world.events.emit("invoice.updated", invoice);
            }
            case "finalize" -> {
                params.ignore("auto_advance");
                finish(invoice);
            }
            case "send" -> {
                if (invoice.path("status").asText().equals("draft")) {
                    finish(invoice);
                }
                world.events.emit("invoice.sent", invoice);
            }
            case "pay" -> pay(invoice, params);
            case "void" -> {
                expect(invoice, "open", "uncollectible");
                end(invoice, "void", "invoice.voided");
            }
            case "mark_uncollectible" -> {
                expect(invoice, "open");
                end(invoice, "uncollectible", "invoice.marked_uncollectible");
            }
            default -> throw ApiError.missing("path", action);
        }
        return world.answer(invoice, params);
    }

    private ObjectNode create(Params params) {
        params.ignore("pending_invoice_items_behavior", "default_payment_method", "payment_settings", "footer");
        params.ignore(
                "automatic_tax", "subscription", "collection_method", "days_until_due", "due_date", "custom_fields");
        ObjectNode customer = world.store.get("customer", params.required("customer"));
        SimulatorClock clock = world.testClocks.of(customer);
        ObjectNode invoice = world.fresh("invoice", "in").put("amount_due", 0).put("amount_paid", 0);
        invoice.put("created", clock.seconds()).put("auto_advance", params.flag("auto_advance", false));
        invoice.put("amount_remaining", 0)
                .put("amount_overpaid", 0)
                .put("attempt_count", 0)
                .put("attempted", false);
        invoice.put("billing_reason", "manual")
                .put("collection_method", params.text("collection_method").orElse("charge_automatically"));
        invoice.put("currency", params.text("currency").orElse(world.terms.home()));
        invoice.put("customer", customer.path("id").asText()).putNull("due_date");
        Json.put(invoice, "description", params.text("description").orElse(""));
        params.number("due_date").ifPresent(due -> invoice.put("due_date", due));
        params.number("days_until_due")
                .ifPresent(days -> invoice.put(
                        "due_date", clock.now().plus(Duration.ofDays(days)).getEpochSecond()));
        invoice.putNull("hosted_invoice_url").set("metadata", params.object("metadata"));
        invoice.putNull("number").put("post_payment_credit_notes_amount", 0).put("pre_payment_credit_notes_amount", 0);
        invoice.put("status", "draft").put("subtotal", 0).put("total", 0);
        invoice.set("test_clock", customer.path("test_clock"));
        world.store.add(invoice);
        if (!params.text("pending_invoice_items_behavior").orElse("include").equals("exclude")) {
            String owner = customer.path("id").asText();
            world.store
                    .all(
                            "invoiceitem",
                            i -> i.path("customer").asText().equals(owner)
                                    && i.path("invoice").isNull()
                                    && i.path("currency").equals(invoice.path("currency")))
                    .forEach(item -> line(invoice, item));
        }
        world.events.emit("invoice.created", invoice);
        age(invoice, clock);
        return invoice;
    }

    /** What happens to an invoice as its time passes: it is finished, charged, and falls due. */
    private void age(ObjectNode invoice, SimulatorClock clock) {
        if (invoice.path("auto_advance").asBoolean()) {
            clock.in(DRAFT, () -> {
                if (isThere(invoice, "draft")) {
                    finish(invoice);
                    charge(invoice);
                }
            });
        }
        long due = invoice.path("due_date").asLong(0);
        if (due > clock.seconds()) {
            clock.at(Instant.ofEpochSecond(due), () -> {
                if (isThere(invoice, "open")) {
                    world.events.emit("invoice.overdue", invoice);
                }
            });
        }
    }

    private boolean isThere(ObjectNode invoice, String status) {
        return world.store.find(invoice.path("id").asText()).isPresent()
                && invoice.path("status").asText().equals(status);
    }

    /** Takes the customer's default way to pay, where there is one; a decline leaves the invoice open. */
    private void charge(ObjectNode invoice) {
        String source = world.store
                .get("customer", invoice.path("customer").asText())
                .path("default_source")
                .asText("");
        if (isThere(invoice, "open")
                && !source.isEmpty()
                && invoice.path("collection_method").asText().equals("charge_automatically")) {
            pay(invoice, source);
        }
    }

    /** A payer pays at the hosted page, or Stripe charges by itself. */
    void pay(ObjectNode invoice, String method) {
        expect(invoice, "open");
        ObjectNode intent = intentOf(openPayment(invoice));
        world.payments.use(intent, world.customers.method(method));
        world.payments.confirm(intent);
    }

    private static void expect(ObjectNode invoice, String... statuses) {
        String status = invoice.path("status").asText();
        for (String fit : statuses) {
            if (fit.equals(status)) {
                return;
            }
        }
        throw ApiError.invalid("", "invoice_not_editable", "This invoice's status is " + status);
    }

    private void finish(ObjectNode invoice) {
        expect(invoice, "draft");
        numbers++;
        invoice.put("number", String.format(Locale.ROOT, "SIM-%04d", numbers)).put("status", "open");
        invoice.put(
                "hosted_invoice_url",
                "https://invoice.example/" + invoice.path("id").asText());
        world.events.emit("invoice.finalized", invoice);
        world.events.emit("invoice.updated", invoice);
        long due = invoice.path("amount_remaining").asLong();
        if (due == 0) {
            end(invoice, "paid", "invoice.paid");
            return;
        }
        bind(invoice, due);
    }

    /** A payment intent that pays what is open, and the invoice payment between the two. */
    private ObjectNode bind(ObjectNode invoice, long due) {
        ObjectNode intent = world.payments.create(
                due, invoice.path("currency").asText(), invoice.path("customer").asText());
        String id = invoice.path("id").asText();
        ((ObjectNode) intent.path("_sim")).put("invoice", id);
        ObjectNode payment =
                world.fresh("invoice_payment", "inpay").putNull("amount_paid").put("amount_requested", due);
        payment.put("currency", invoice.path("currency").asText())
                .put("invoice", id)
                .put("is_default", true);
        payment.putObject("payment")
                .put("type", "payment_intent")
                .put("payment_intent", intent.path("id").asText());
        payment.put("status", "open");
        world.store.add(payment);
        world.events.emit("payment_intent.created", intent);
        return intent;
    }

    private ObjectNode openPayment(ObjectNode invoice) {
        String id = invoice.path("id").asText();
        return world
                .store
                .all(
                        "invoice_payment",
                        p -> p.path("invoice").asText().equals(id)
                                && p.path("status").asText().equals("open"))
                .stream()
                .reduce((first, last) -> last)
                .orElseGet(() -> {
                    bind(invoice, invoice.path("amount_remaining").asLong());
                    return openPayment(invoice);
                });
    }

    private void pay(ObjectNode invoice, Params params) {
        params.ignore("off_session");
        if (invoice.path("status").asText().equals("draft")) {
            finish(invoice);
        }
        expect(invoice, "open", "uncollectible");
        if (params.flag("paid_out_of_band", false)) {
            openPayment(invoice).put("status", "canceled");
            end(invoice, "paid", "invoice.paid");
            return;
        }
        String method = params.text("payment_method")
                .or(() -> params.text("source"))
                .or(() -> world.store
                        .find(invoice.path("customer").asText())
                        .map(c -> c.path("default_source").asText(""))
                        .filter(text -> !text.isEmpty()))
                .orElseThrow(
                        () -> ApiError.invalid("payment_method", "resource_missing", "There is no payment method"));
        ObjectNode intent = intentOf(openPayment(invoice));
        world.payments.use(intent, world.customers.method(method));
        world.payments.confirm(intent);
        if (intent.path("status").asText().equals("requires_payment_method")) {
            JsonNode error = intent.path("last_payment_error");
            throw ApiError.card(
                    error.path("code").asText(),
                    error.path("decline_code").asText(""),
                    intent.path("latest_charge").asText(),
                    world.shape(intent));
        }
    }

    private ObjectNode intentOf(ObjectNode invoicePayment) {
        return world.payments.intent(
                invoicePayment.path("payment").path("payment_intent").asText());
    }

    private void paymentMoved(ObjectNode intent) {
        String id = intent.path("_sim").path("invoice").asText("");
        if (id.isEmpty()) {
            return;
        }
        ObjectNode invoice = world.store.get("invoice", id);
        String intentId = intent.path("id").asText();
        ObjectNode payment = world.store
                .all(
                        "invoice_payment",
                        p -> p.path("payment").path("payment_intent").asText().equals(intentId))
                .get(0);
        switch (intent.path("status").asText()) {
            case "succeeded" -> {
                long paid = intent.path("amount_received").asLong();
                payment.put("status", "paid").put("amount_paid", paid);
                invoice.put("amount_paid", invoice.path("amount_paid").asLong() + paid);
                invoice.put(
                        "amount_remaining",
                        Math.max(
                                0,
                                invoice.path("amount_due").asLong()
                                        - invoice.path("amount_paid").asLong()));
                invoice.put("attempted", true)
                        .put("attempt_count", invoice.path("attempt_count").asInt() + 1);
                world.events.emit("invoice_payment.paid", payment);
                end(invoice, "paid", "invoice.paid");
                world.events.emit("invoice.payment_succeeded", invoice);
            }
            case "requires_payment_method" -> {
                if (payment.path("status").asText().equals("open")) {
                    invoice.put("attempted", true)
                            .put("attempt_count", invoice.path("attempt_count").asInt() + 1);
                    world.events.emit("invoice.payment_failed", invoice);
                }
            }
            default -> {
                // on its way
            }
        }
    }

    private void end(ObjectNode invoice, String status, String event) {
        invoice.put("status", status);
        world.events.emit("invoice.updated", invoice);
        world.events.emit(event, invoice);
    }

    Answer payments(String id, Params params) {
        String invoice = params.text("invoice").orElse("");
        JsonNode payment = params.object("payment");
        String intent = payment.path("payment_intent").asText("");
        return id.isEmpty()
                ? world.list(
                        "invoice_payment",
                        params,
                        p -> (invoice.isEmpty() || p.path("invoice").asText().equals(invoice))
                                && (intent.isEmpty()
                                        || p.path("payment")
                                                .path("payment_intent")
                                                .asText()
                                                .equals(intent)))
                : world.answer(world.store.get("invoice_payment", id), params);
    }
}
