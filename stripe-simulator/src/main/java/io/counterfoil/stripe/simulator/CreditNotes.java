package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Credit notes before a payment, which lower what is due, and after it, which give back by refund, credit or out of band. */
final class CreditNotes {

    private final World world;
    private int numbers;

    CreditNotes(World world) {
        this.world = world;
    }

    Answer notes(String method, String id, String action, Params params) {
        if (method.equals("GET")) {
            String invoice = params.text("invoice").orElse("");
            return id.isEmpty()
                    ? world.list(
                            "credit_note",
                            params,
                            n -> invoice.isEmpty() || n.path("invoice").asText().equals(invoice))
                    : world.answer(world.store.get("credit_note", id), params);
        }
        if (!id.isEmpty()) {
            ObjectNode note = world.store.get("credit_note", id);
            if (action.equals("void")) {
                cancel(note);
            } else {
                ((ObjectNode) note.path("metadata")).setAll(params.object("metadata"));
                world.events.emit("credit_note.updated", note);
            }
            return world.answer(note, params);
        }
        return world.answer(create(params), params);
    }

    private ObjectNode create(Params params) {
        params.ignore("memo", "lines", "effective_at");
        ObjectNode invoice = world.store.get("invoice", params.required("invoice"));
        long lines = 0;
        for (var line : params.node("lines")) {
            lines += line.path("unit_amount").asLong()
                            * Math.max(1, line.path("quantity").asLong(1))
                    + line.path("amount").asLong();
        }
        long amount = params.number("amount").orElse(lines);
        boolean paid = invoice.path("status").asText().equals("paid");
        boolean open = invoice.path("status").asText().equals("open");
        if (amount < 1 || !(paid || open)) {
            throw ApiError.invalid("amount", "Credit notes need an open or paid invoice and an amount");
        }
        long refund = params.number("refund_amount").orElse(0);
        long credit = params.number("credit_amount").orElse(0);
        long outOfBand = params.number("out_of_band_amount").orElse(0);
        if (open && amount > invoice.path("amount_remaining").asLong()) {
            throw ApiError.invalid("amount", "Credit note amount exceeds what is due");
        }
        if (paid && refund + credit + outOfBand != amount) {
            throw ApiError.invalid(
                    "amount",
                    "The sum of credit amount, refund amount and out of band amount must equal the credit note amount");
        }
        numbers++;
        ObjectNode note = world.fresh("credit_note", "cn")
                .put("amount", amount)
                .put("currency", invoice.path("currency").asText());
        note.set("customer", invoice.path("customer"));
        note.put("discount_amount", 0)
                .put("invoice", invoice.path("id").asText())
                .putNull("memo");
        note.set("metadata", params.object("metadata"));
        note.put("number", invoice.path("number").asText() + "-CN-" + numbers).put("out_of_band_amount", outOfBand);
        note.put("pre_payment_amount", open ? amount : 0).put("post_payment_amount", paid ? amount : 0);
        Json.put(note, "reason", params.text("reason").orElse(""));
        note.putArray("refunds");
        note.put("status", "issued")
                .put("subtotal", amount)
                .put("total", amount)
                .put("type", open ? "pre_payment" : "post_payment");
        if (open) {
            lower(invoice, amount);
        } else {
            invoice.put(
                    "post_payment_credit_notes_amount",
                    invoice.path("post_payment_credit_notes_amount").asLong() + amount);
            if (refund > 0) {
                refund(note, invoice, refund);
            }
        }
        world.store.add(note);
        world.events.emit("credit_note.created", note);
        world.events.emit("invoice.updated", invoice);
        return note;
    }

    private void lower(ObjectNode invoice, long by) {
        invoice.put(
                "pre_payment_credit_notes_amount",
                invoice.path("pre_payment_credit_notes_amount").asLong() + by);
        invoice.put("amount_due", invoice.path("amount_due").asLong() - by);
        invoice.put("amount_remaining", invoice.path("amount_remaining").asLong() - by);
        String id = invoice.path("id").asText();
        world.store
                .all(
                        "invoice_payment",
                        p -> p.path("invoice").asText().equals(id)
                                && p.path("status").asText().equals("open"))
                .forEach(payment -> {
                    long rest = invoice.path("amount_remaining").asLong();
                    payment.put("amount_requested", rest);
                    world.store
                            .get(
                                    "payment_intent",
                                    payment.path("payment")
                                            .path("payment_intent")
                                            .asText())
                            .put("amount", Math.max(1, rest));
                });
        if (invoice.path("amount_remaining").asLong() == 0) {
            invoice.put("status", "paid");
            world.events.emit("invoice.paid", invoice);
        }
    }

    private void refund(ObjectNode note, ObjectNode invoice, long amount) {
        String id = invoice.path("id").asText();
        ObjectNode payment = world
                .store
                .all(
                        "invoice_payment",
                        p -> p.path("invoice").asText().equals(id)
                                && p.path("status").asText().equals("paid"))
                .stream()
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("refund_amount", "The invoice has no payment to refund"));
        ObjectNode intent = world.payments.intent(
                payment.path("payment").path("payment_intent").asText());
        ObjectNode refund = world.refunds.refund(
                world.store.get("charge", intent.path("latest_charge").asText()), amount);
        note.withArray("refunds")
                .addObject()
                .put("amount_refunded", amount)
                .put("refund", refund.path("id").asText());
    }

    private void cancel(ObjectNode note) {
        ObjectNode invoice = world.store.get("invoice", note.path("invoice").asText());
        if (!note.path("type").asText().equals("pre_payment")
                || !invoice.path("status").asText().equals("open")) {
            throw ApiError.invalid("", "This credit note cannot be voided");
        }
        long amount = note.path("amount").asLong();
        invoice.put(
                "pre_payment_credit_notes_amount",
                invoice.path("pre_payment_credit_notes_amount").asLong() - amount);
        invoice.put("amount_due", invoice.path("amount_due").asLong() + amount);
        invoice.put("amount_remaining", invoice.path("amount_remaining").asLong() + amount);
        note.put("status", "void");
        world.events.emit("credit_note.voided", note);
        world.events.emit("invoice.updated", invoice);
    }
}
