package io.counterfoil.examples.paymentdesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.examples.dayclose.InProcess;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.decline.DeclineAdvice;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.link.LinkMessage;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.simulator.WebhookDelivery;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Stripe as the desk lives with it: webhooks that come twice or never, a sweep for what was not told, links, and what declines mean. Not thread-safe. */
final class StripeSide implements AutoCloseable {

    private static final Actor DESK = Actor.host("payment-desk");
    private static final int PATIENCE = 20;

    private final StripeSimulator simulator;
    private final StripeTransport transport;
    private final FactStore store = FactStore.inMemory();
    private final VersionedBytes register = VersionedBytes.inMemory();
    private final VersionedBytes cursors = VersionedBytes.inMemory();
    private final Map<String, StripeFact> known = new TreeMap<>();
    private final Map<InvoiceId, String> linkIds = new TreeMap<>();
    private final StripeIntake intake;
    private int told;
    private int requests;

    StripeSide(long seed) {
        simulator = StripeSimulator.builder(seed)
                .settlement("gbp")
                .manualPayouts()
                .start(Week.LINKS_SENT.minus(Duration.ofDays(1)))
                .build();
        transport = new InProcess(simulator::send);
        simulator.deliveries().duplicate(100).lose(60).forge(5).shuffle(true);
        String endpoint = simulator.account().addEndpoint(List.of("*"), "");
        intake = StripeIntake.builder(
                        WebhookSecrets.of(endpoint, simulator.account().secret(endpoint)))
                .account(StripeSimulator.ACCOUNT)
                .test()
                .facts(store)
                .reader(pull -> engine().read(pull))
                .reaction(this::react)
                .build();
    }

    private Stripe engine() {
        return Stripe.builder(transport)
                .account(StripeSimulator.ACCOUNT)
                .test()
                .accounts(AccountMap.builder()
                        .standard(Week.GBP.currency(), StripeAccountRole.values())
                        .build())
                .zone(Week.ZONE)
                .facts(store)
                .cursors(cursors)
                .links(register)
                .changes(this::learn)
                .facts(List.copyOf(known.values()))
                .build();
    }

    private void learn(StripeFact fact) {
        fact.key().ifPresent(key -> known.put(fact.id(), fact));
    }

    private void react(IntakeResult result) {
        result.facts().forEach(this::learn);
        if (!engine().pull(result.pulls(), simulator.clock().now()).complete()) {
            throw new IllegalStateException("a pull did not come to its end");
        }
    }

    /** Time passes; what is told on the way is taken in, and what nobody told is looked for. */
    void until(Instant at) {
        simulator.clock().advanceTo(at);
        simulator.account().deliver(this::receive);
        for (int tries = 0; !engine().sweepUndelivered(at).complete(); tries++) {
            if (tries == PATIENCE) {
                throw new IllegalStateException("the sweep did not come to its end");
            }
        }
    }

    private int receive(WebhookDelivery delivery) {
        IntakeResult result = intake.accept(
                delivery.body(), delivery.signature(), simulator.clock().now());
        told += result.kind() == IntakeResult.Kind.RECORDED ? 1 : 0;
        return result.httpStatus();
    }

    /** How many changes webhooks told. */
    int told() {
        return told;
    }

    /** A customer uses the link that was sent. */
    void pay(InvoiceId invoice, String method) {
        String link = Objects.requireNonNull(linkIds.get(invoice), () -> "no link was sent for " + invoice);
        simulator.account().complete(simulator.account().openLink(link), method);
    }

    /** Proposes a link for what is open, and makes, repeats, replaces or refuses it. */
    LinkMessage ask(Invoice invoice, Instant now) {
        Stripe stripe = engine();
        LinkMessage message = stripe.perform(stripe.proposeLink(invoice, now), DESK, key(invoice), now);
        if (message.url().isPresent()) {
            String reference = message.contactReference();
            linkIds.put(invoice.id(), reference.substring(reference.lastIndexOf(':') + 1));
        }
        return message;
    }

    /** Ends the invoice's link, unless somebody is paying with it. */
    LinkMessage end(Invoice invoice, Instant now) {
        return engine().endLink(invoice, DESK, key(invoice), now);
    }

    private IdempotencyKey key(Invoice invoice) {
        return IdempotencyKey.of("payment-desk:" + invoice.id() + ":" + ++requests);
    }

    /** Every payment that is known, beside the invoice that it is for. */
    List<InvoiceLink> payments(InvoiceSource invoices) {
        Stripe stripe = engine();
        return stripe.matchInvoices(stripe.payments().payments(), invoices);
    }

    /** What a decline means: the charge says that the card was declined, the payment why. */
    DeclineAdvice advice(PaymentEvidence payment) {
        ChargeFact charge = (ChargeFact) fact(payment.charge().orElseThrow());
        PaymentIntentFact intent = (PaymentIntentFact) fact(payment.paymentId());
        return engine().assess(ChargeFact.builder()
                .from(charge)
                .failureCode(intent.lastErrorCode().or(charge::failureCode))
                .build());
    }

    private StripeFact fact(String id) {
        return Objects.requireNonNull(known.get(id), id);
    }

    /** The numbers of the invoices that a link at Stripe can be used for right now, each as often as there is a link. */
    List<String> usableLinks() {
        try {
            JsonNode links = new ObjectMapper()
                    .readTree(transport
                            .send(StripeRequest.get("/v1/payment_links").with("limit", 100))
                            .body());
            if (links.path("has_more").asBoolean()) {
                throw new IllegalStateException("more than a page of links, expected at most 100");
            }
            List<String> usable = new ArrayList<>();
            for (JsonNode link : links.path("data")) {
                if (link.path("active").asBoolean()) {
                    usable.add(link.path("metadata").path("invoice_number").asText());
                }
            }
            return usable;
        } catch (StripeTransport.Failure e) {
            throw new IllegalStateException("the list of links cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the list of links is not JSON", e);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
