package io.counterfoil.stripe.link.internal;

import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.stripe.backfill.internal.Connection;
import io.counterfoil.stripe.command.StripeCommand;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.CheckoutSessionFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentLinkFact;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.link.LinkProposal.Current;
import io.counterfoil.stripe.link.LinkProposal.Kind;
import io.counterfoil.stripe.link.LinkProposal.Reason;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The requests behind links, sessions, hosted invoices and staff payments. Every act has a deterministic key (STR-14). Immutable, thread-safe. */
final class LinkCalls {

    /** The key under which the invoice's number stands on every object (STR-45). */
    static final String INVOICE_NUMBER = "invoice_number";

    /** References of the host's invoice that these calls read. */
    static final String CUSTOMER = "stripe_customer";

    private static final int MAX_PAGES = 50;

    /** The state of a payment or a visit whose money is on its way. */
    private static final String UNDER_WAY = "PENDING_BANK";

    private final Connection connection;
    private final boolean livemode;

    LinkCalls(Connection connection) {
        this.connection = connection;
        this.livemode = connection.livemode();
    }

    /** Something was not done, and why. */
    static final class NotDone extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Obstacle obstacle;

        NotDone(Reason reason, String sentence) {
            super(sentence);
            this.obstacle = Obstacle.of(reason, sentence);
        }

        Obstacle obstacle() {
            return obstacle;
        }
    }

    /**
     * A link to be made.
     *
     * @param invoice for which
     * @param kind wanted
     * @param amountMinor to be asked for
     * @param currency in lower case
     * @param generation which one of the invoice's links it is, from 1
     * @param returnUrl where the customer goes after a session; may be empty
     */
    record Order(Invoice invoice, Kind kind, long amountMinor, String currency, int generation, String returnUrl) {
        String number() {
            return invoice.id().value();
        }
    }

    /** The link as it is now. */
    Current fetch(Kind kind, String id) throws NotDone {
        return switch (kind) {
            case PAYMENT_LINK ->
                Current.of(
                        one(StripeRequest.get("/v1/payment_links/" + id).expand("line_items"), PaymentLinkFact.class));
            case CHECKOUT_SESSION ->
                session(one(StripeRequest.get("/v1/checkout/sessions/" + id), CheckoutSessionFact.class));
            case HOSTED_INVOICE -> hosted(one(StripeRequest.get("/v1/invoices/" + id), InvoiceFact.class));
        };
    }

    private Current session(CheckoutSessionFact session) throws NotDone {
        Current current = Current.of(session);
        return session.state().is(UNDER_WAY) && !isUnderWay(session)
                ? Current.builder().from(current).sessionState(Optional.empty()).build()
                : current;
    }

    /** A session whose bank debit failed stays complete and unpaid for ever: only the payment tells. */
    private boolean isUnderWay(CheckoutSessionFact session) throws NotDone {
        if (!session.state().is(UNDER_WAY) || session.paymentIntent().isEmpty()) {
            return session.state().is(UNDER_WAY);
        }
        PaymentIntentFact payment = one(
                StripeRequest.get(
                        "/v1/payment_intents/" + session.paymentIntent().get()),
                PaymentIntentFact.class);
        return !payment.state().is("ATTEMPT_FAILED") && !payment.state().is("CANCELLED");
    }

    /** An open invoice whose bank debit is under way looks like one that nobody pays: only the payment tells. */
    private Current hosted(InvoiceFact invoice) throws NotDone {
        boolean underWay = invoice.state().is("OPEN") && isBeingPaid(invoice.id());
        return Current.builder()
                .from(current(invoice))
                .sessionState(underWay ? Optional.of(UNDER_WAY) : Optional.empty())
                .build();
    }

    private boolean isBeingPaid(String invoice) throws NotDone {
        StripeRequest payments = StripeRequest.get("/v1/invoice_payments")
                .with("invoice", invoice)
                .with("limit", 100);
        for (InvoicePaymentFact payment : read(payments).facts(InvoicePaymentFact.class)) {
            Optional<String> intent = payment.payment()
                    .filter(id -> payment.paymentType().orElse("").equals("payment_intent"));
            if (intent.isPresent()
                    && one(StripeRequest.get("/v1/payment_intents/" + intent.get()), PaymentIntentFact.class)
                            .state()
                            .is(UNDER_WAY)) {
                return true;
            }
        }
        return false;
    }

    private static Current current(InvoiceFact invoice) {
        return Current.builder()
                .kind(Kind.HOSTED_INVOICE)
                .id(invoice.id())
                .url(invoice.hostedUrl())
                .active(invoice.state().is("OPEN"))
                .amountMinor(
                        invoice.amountRemainingMinor().isPresent()
                                ? invoice.amountRemainingMinor()
                                : OptionalLong.of(invoice.amountDueMinor()))
                .currency(invoice.currency())
                .completed(invoice.state().is("PAID") ? 1 : 0)
                .build();
    }

    /** Makes the link; the same order gives the same link. */
    Current create(Order order) throws NotDone {
        return switch (order.kind()) {
            case PAYMENT_LINK -> createLink(order);
            case CHECKOUT_SESSION -> createSession(order);
            case HOSTED_INVOICE -> createInvoice(order);
        };
    }

    private Current createLink(Order order) throws NotDone {
        StripeCommand command = priced(command("payment_link.create", order), order)
                .with("restrictions[completed_sessions][limit]", "1")
                .with("metadata[" + INVOICE_NUMBER + "]", order.number())
                .with("payment_intent_data[metadata][" + INVOICE_NUMBER + "]", order.number());
        PaymentLinkFact made = one(post("/v1/payment_links", command), PaymentLinkFact.class);
        return Current.builder()
                .from(Current.of(made))
                .amountMinor(order.amountMinor())
                .currency(order.currency())
                .build();
    }

    private Current createSession(Order order) throws NotDone {
        StripeCommand command = priced(command("checkout.session.create", order), order)
                .with("mode", "payment")
                .with("client_reference_id", order.number())
                .with("metadata[" + INVOICE_NUMBER + "]", order.number())
                .with("payment_intent_data[metadata][" + INVOICE_NUMBER + "]", order.number());
        if (!order.returnUrl().isBlank()) {
            command = command.with("success_url", order.returnUrl());
        }
        return Current.of(one(post("/v1/checkout/sessions", command), CheckoutSessionFact.class));
    }

    private Current createInvoice(Order order) throws NotDone {
        String customer = order.invoice().references().get(CUSTOMER);
        if (customer == null) {
            throw new NotDone(
                    Reason.NO_CUSTOMER,
                    "invoice " + order.number() + " has no reference '" + CUSTOMER + "', a hosted invoice needs one");
        }
        StripeCommand draft = command("invoice.create", order)
                .with("customer", customer)
                .with("currency", order.currency())
                .with("collection_method", "send_invoice")
                .with("days_until_due", "0")
                .with("auto_advance", "false")
                .with("pending_invoice_items_behavior", "exclude")
                .with("metadata[" + INVOICE_NUMBER + "]", order.number());
        InvoiceFact made = one(post("/v1/invoices", draft), InvoiceFact.class);
        StripeCommand item = command("invoiceitem.create", order)
                .with("customer", customer)
                .with("invoice", made.id())
                .with("amount", Long.toString(order.amountMinor()))
                .with("currency", order.currency())
                .with("description", "Invoice " + order.number())
                .with("metadata[" + INVOICE_NUMBER + "]", order.number());
        send(post("/v1/invoiceitems", item));
        StripeRequest finish = ending("/v1/invoices/" + made.id() + "/finalize", "invoice.finalize", made.id())
                .with("auto_advance", "false");
        return current(one(finish, InvoiceFact.class));
    }

    private static StripeCommand priced(StripeCommand command, Order order) {
        return command.with("line_items[0][price_data][currency]", order.currency())
                .with("line_items[0][price_data][unit_amount]", Long.toString(order.amountMinor()))
                .with("line_items[0][price_data][product_data][name]", "Invoice " + order.number())
                .with("line_items[0][quantity]", "1");
    }

    /**
     * Ends the link, so that nobody can pay with it any more.
     *
     * @throws NotDone with PAYMENT_IN_FLIGHT where somebody is paying with it
     */
    void end(Current link) throws NotDone {
        switch (link.kind()) {
            case PAYMENT_LINK -> endLink(link);
            case CHECKOUT_SESSION -> endSession(link.id());
            case HOSTED_INVOICE -> {
                if (link.sessionState().filter(UNDER_WAY::equals).isPresent()) {
                    throw new NotDone(
                            Reason.PAYMENT_IN_FLIGHT, "a payment of hosted invoice " + link.id() + " is under way");
                }
                if (link.active()) {
                    one(ending("/v1/invoices/" + link.id() + "/void", "invoice.void", link.id()), InvoiceFact.class);
                }
            }
        }
    }

    /** Asked before another link is announced, so that a refusal leaves nothing half done. */
    void refuseWherePaying(Current link) throws NotDone {
        if (link.kind() == Kind.PAYMENT_LINK && link.completed() > 0) {
            for (CheckoutSessionFact session : sessionsOf(link.id())) {
                refuseInFlight(session);
            }
        }
    }

    private void endLink(Current link) throws NotDone {
        if (link.active()) {
            StripeRequest off = ending("/v1/payment_links/" + link.id(), "payment_link.deactivate", link.id())
                    .with("active", "false");
            PaymentLinkFact ended = one(off, PaymentLinkFact.class);
            if (ended.active() || ended.completed() > link.completed()) {
                throw new NotDone(
                        ended.active() ? Reason.NOT_ENDED : Reason.PAYMENT_IN_FLIGHT,
                        "link " + link.id() + (ended.active() ? " is still active" : " was paid with meanwhile"));
            }
        }
        // A visit that was opened from the link can still be paid after the link is off.
        for (CheckoutSessionFact session : sessionsOf(link.id())) {
            if (session.state().is("OPEN")) {
                endSession(session.id());
            } else {
                refuseInFlight(session);
            }
        }
    }

    private List<CheckoutSessionFact> sessionsOf(String link) throws NotDone {
        List<CheckoutSessionFact> sessions = new ArrayList<>();
        StripeRequest request = StripeRequest.get("/v1/checkout/sessions")
                .with("payment_link", link)
                .with("limit", 100);
        for (int i = 0; i < MAX_PAGES; i++) {
            StripePage page = read(request);
            sessions.addAll(page.facts(CheckoutSessionFact.class));
            if (!page.hasMore() || page.lastId().isEmpty()) {
                return sessions;
            }
            request = request.replacing("starting_after", page.lastId().get());
        }
        throw new NotDone(Reason.NOT_ENDED, "link " + link + " has more visits than are read");
    }

    private void endSession(String id) throws NotDone {
        CheckoutSessionFact now = one(StripeRequest.get("/v1/checkout/sessions/" + id), CheckoutSessionFact.class);
        refuseInFlight(now);
        if (!now.state().is("OPEN")) {
            return;
        }
        StripeResponse answer =
                answer(ending("/v1/checkout/sessions/" + id + "/expire", "checkout.session.expire", id));
        if (!answer.isSuccess()) {
            // It may have been completed in between, which is no failure of ours but a payment.
            refuseInFlight(one(StripeRequest.get("/v1/checkout/sessions/" + id), CheckoutSessionFact.class));
            throw new NotDone(Reason.NOT_ENDED, "session " + id + " could not be ended");
        }
    }

    private void refuseInFlight(CheckoutSessionFact session) throws NotDone {
        if (isUnderWay(session)) {
            throw new NotDone(
                    Reason.PAYMENT_IN_FLIGHT, "session " + session.id() + " is complete, its payment is under way");
        }
    }

    /** Takes a payment with a stored method of the customer, at once and without him. */
    PaymentIntentFact take(Order order, String instrument) throws NotDone {
        StripeCommand command = command("payment_intent.create", order)
                .with("amount", Long.toString(order.amountMinor()))
                .with("currency", order.currency())
                .with("payment_method", instrument)
                .with("confirm", "true")
                .with("off_session", "true")
                .with("metadata[" + INVOICE_NUMBER + "]", order.number());
        String customer = order.invoice().references().get(CUSTOMER);
        if (customer != null) {
            command = command.with("customer", customer);
        }
        return one(post("/v1/payment_intents", command), PaymentIntentFact.class);
    }

    /** A command of the account: keys of two accounts never meet. */
    private StripeCommand own(String name) {
        return StripeCommand.of(name, livemode).on(connection.account());
    }

    private StripeCommand command(String name, Order order) {
        return own(name).ofGeneration(order.generation());
    }

    /** An act on one object, whose key tells the object though its parameters do not. */
    private StripeRequest ending(String path, String name, String id) {
        return StripeRequest.post(path).keyedBy(own(name).with("id", id).key());
    }

    /** The command's parameters and key; whether the account must be named is the connection's to say. */
    private static StripeRequest post(String path, StripeCommand command) {
        StripeRequest request = StripeRequest.post(path).keyedBy(command.key());
        for (var parameter : command.parameters().entrySet()) {
            request = request.with(parameter.getKey(), parameter.getValue());
        }
        return request;
    }

    private <T extends StripeFact> T one(StripeRequest request, Class<T> kind) throws NotDone {
        Optional<T> fact = read(request).facts(kind).stream().findFirst();
        return fact.orElseThrow(() ->
                new NotDone(Reason.STRIPE_REFUSED, request + " gave no " + kind.getSimpleName() + ", expected one"));
    }

    private StripePage read(StripeRequest request) throws NotDone {
        return connection.pages().read(send(request).body(), request.path());
    }

    private StripeResponse send(StripeRequest request) throws NotDone {
        StripeResponse response = answer(request);
        if (!response.isSuccess()) {
            throw new NotDone(
                    Reason.STRIPE_REFUSED,
                    request + " was refused with " + response.status()
                            + response.errorCode().map(code -> " " + code).orElse(""));
        }
        return response;
    }

    private StripeResponse answer(StripeRequest request) throws NotDone {
        try {
            return connection.transport().send(connection.connected() ? request.on(connection.account()) : request);
        } catch (StripeTransport.Failure e) {
            throw new NotDone(Reason.STRIPE_REFUSED, request + " got no answer (" + e.reason() + ")");
        }
    }
}
