package io.counterfoil.stripe.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.backfill.BackfillPlan;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.InvoiceStanding;
import io.counterfoil.stripe.link.LinkMessage.Outcome;
import io.counterfoil.stripe.link.LinkProposal.Kind;
import io.counterfoil.stripe.link.LinkProposal.Reason;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.money.Monetary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links, sessions and hosted invoices from the first request to the paid invoice, against the simulator. */
class LinksOverSimulatorTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final Actor MARIA = Actor.host("maria");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StripeSimulator simulator = StripeSimulator.builder(71).build();
    private final StripeTransport transport = SimulatedTransport.of(simulator);
    private final Instant start = simulator.clock().now();
    private final VersionedBytes register = VersionedBytes.inMemory();
    private final FactStore store = FactStore.inMemory();
    private final VersionedBytes cursors = VersionedBytes.inMemory();
    private final Map<String, StripeFact> known = new TreeMap<>();
    private int acts;

    private Stripe stripe() {
        return Stripe.builder(transport)
                .account(StripeSimulator.ACCOUNT)
                .test()
                .links(register)
                .facts(store)
                .cursors(cursors)
                .changes(fact -> known.put(fact.id(), fact))
                .facts(List.copyOf(known.values()))
                .returnUrl(URI.create("https://parlour.example/done"))
                .accounts(AccountMap.builder()
                        .standard(Monetary.getCurrency("GBP"), StripeAccountRole.values())
                        .build())
                .build();
    }

    private Instant now() {
        return simulator.clock().now();
    }

    private void learn() {
        assertThat(stripe().backfill(BackfillPlan.since(start), now()).complete())
                .isTrue();
    }

    private JsonNode send(StripeRequest request) {
        try {
            return JSON.readTree(transport.send(request).body());
        } catch (StripeTransport.Failure | IOException e) {
            throw new AssertionError(e);
        }
    }

    private Invoice invoice(String open) {
        return Invoice.builder()
                .id(InvoiceId.of("INV-1"))
                .customer(PartyId.of("ana"))
                .amount(GBP.of("120.00"))
                .open(GBP.of(open))
                .status(Invoice.Status.PENDING)
                .issuedOn(LocalDate.ofInstant(start, ZoneOffset.UTC))
                .putReference(
                        "stripe_customer",
                        send(StripeRequest.post("/v1/customers").keyedBy(IdempotencyKey.of("cus")))
                                .path("id")
                                .asText())
                .build();
    }

    private LinkMessage ask(String open, Kind kind) {
        Stripe stripe = stripe();
        return stripe.perform(
                stripe.proposeLink(invoice(open), kind, now()), MARIA, IdempotencyKey.of("act-" + ++acts), now());
    }

    private static String id(LinkMessage message) {
        return message.contactReference().substring(message.contactReference().lastIndexOf(':') + 1);
    }

    /** The payer uses what was sent. */
    private void pay(LinkMessage message, Kind kind, String method) {
        switch (kind) {
            case PAYMENT_LINK ->
                simulator.account().complete(simulator.account().openLink(id(message)), method);
            case CHECKOUT_SESSION -> simulator.account().complete(id(message), method);
            case HOSTED_INVOICE ->
                send(StripeRequest.post("/v1/invoices/" + id(message) + "/pay").with("payment_method", method));
        }
    }

    private InvoiceLink only() {
        learn();
        Stripe stripe = stripe();
        List<InvoiceLink> links =
                stripe.matchInvoices(stripe.payments().payments(), InvoiceSource.inMemory(List.of(invoice("120.00"))));
        assertThat(links).hasSize(1);
        return links.get(0);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName(
            "STR-43 STR-45 each form is made, sent again, paid, and its payment marks the host's invoice paid by hard evidence")
    void fromRequestToPaid(Kind kind) {
        LinkMessage made = ask("120.00", kind);
        assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(made.url()).isPresent();
        LinkMessage again = ask("120.00", kind);
        assertThat(again.outcome()).isEqualTo(Outcome.RESENT);
        assertThat(again.url()).isEqualTo(made.url());
        pay(made, kind, "pm_card_visa");
        InvoiceLink link = only();
        assertThat(link.action()).as("%s", link.obstacles()).contains(InvoiceAction.MARK_PAID);
        assertThat(link.strongest())
                .hasValueSatisfying(rank -> assertThat(rank.hard()).isTrue());
        assertThat(link.shares()).containsExactly(new InvoiceLink.Share(InvoiceId.of("INV-1"), GBP.of("120.00")));
        assertThat(simulator.requests().stream()
                        .filter(request -> !request.unknown().isEmpty())
                        .toList())
                .as("parameters that Stripe does not know")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("STR-44 while a bank debit of any form is under way no other is made, whatever form is asked for")
    void refusesInFlight(Kind kind) {
        LinkMessage made = ask("120.00", kind);
        pay(made, kind, "pm_bacsDebit_success");
        learn();
        for (Kind other : Kind.values()) {
            LinkMessage refused = ask("120.00", other);
            assertThat(refused.outcome()).as("%s after %s", other, kind).isEqualTo(Outcome.REFUSED);
            assertThat(refused.url()).isEmpty();
            assertThat(refused.obstacles()).extracting(Obstacle::code).isEqualTo(List.of(Reason.PAYMENT_IN_FLIGHT));
        }
        simulator.clock().advance(Duration.ofDays(5));
        assertThat(only().action()).contains(InvoiceAction.MARK_PAID);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("after a bank debit of any form came back the customer can be sent a link again")
    void asksAgainAfterAFailedDebit(Kind kind) {
        LinkMessage made = ask("120.00", kind);
        pay(made, kind, "pm_bacsDebit_insufficientFunds");
        assertThat(ask("120.00", kind).outcome()).isEqualTo(Outcome.REFUSED);
        simulator.clock().advance(Duration.ofDays(5));
        learn();
        LinkMessage again = ask("120.00", kind);
        assertThat(again.outcome()).as("%s", again.obstacles()).isIn(Outcome.REPLACED, Outcome.RESENT);
        assertThat(again.url()).isPresent();
        assertThat(usable()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("STR-43 another amount or another form ends the old one first: at most one is usable")
    void replaces(Kind kind) {
        LinkMessage first = ask("120.00", kind);
        for (Kind next : Kind.values()) {
            LinkMessage replaced = ask("50.00", next);
            assertThat(replaced.outcome()).as("%s after %s", next, kind).isIn(Outcome.REPLACED, Outcome.RESENT);
        }
        assertThat(usable()).as("usable after %s", kind).isEqualTo(1);
        assertThat(first.url()).isNotEqualTo(ask("50.00", Kind.HOSTED_INVOICE).url());
    }

    private LinkMessage end() {
        return stripe().endLink(invoice("120.00"), MARIA, IdempotencyKey.of("end-" + ++acts), now());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("STR-43 a link of any form is ended when the money came another way; later another one can be made")
    void ends(Kind kind) {
        LinkMessage made = ask("120.00", kind);
        LinkMessage ended = end();
        assertThat(ended.outcome()).as("%s", ended.obstacles()).isEqualTo(Outcome.ENDED);
        assertThat(ended.contactReference()).isEqualTo(made.contactReference());
        assertThat(ended.amount()).isEqualTo(GBP.of("120.00"));
        assertThat(ended.url()).isEmpty();
        assertThat(usable()).isZero();
        assertThat(end().outcome()).as("ended before").isEqualTo(Outcome.ENDED);
        assertThat(ask("120.00", kind).outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(usable()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("STR-43 STR-44 a link that somebody is paying with is not said to be ended; one that was paid with is")
    void doesNotEndWhatIsBeingPaid(Kind kind) {
        pay(ask("120.00", kind), kind, "pm_bacsDebit_success");
        LinkMessage refused = end();
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.obstacles()).extracting(Obstacle::code).isEqualTo(List.of(Reason.PAYMENT_IN_FLIGHT));
        assertThat(refused.amount()).isEqualTo(GBP.of("120.00"));
        simulator.clock().advance(Duration.ofDays(5));
        assertThat(end().outcome()).isEqualTo(Outcome.ENDED);
        assertThat(usable()).isZero();
    }

    private long usable() {
        long count = 0;
        for (JsonNode link :
                send(StripeRequest.get("/v1/payment_links").with("limit", 100)).path("data")) {
            count += link.path("active").asBoolean() ? 1 : 0;
        }
        for (JsonNode session : send(StripeRequest.get("/v1/checkout/sessions").with("limit", 100))
                .path("data")) {
            count += session.path("status").asText().equals("open") ? 1 : 0;
        }
        for (JsonNode invoice :
                send(StripeRequest.get("/v1/invoices").with("limit", 100)).path("data")) {
            count += invoice.path("status").asText().equals("open") ? 1 : 0;
        }
        return count;
    }

    @Test
    @DisplayName("STR-43 a session whose time is over is replaced by another")
    void replacesExpiredSessions() {
        LinkMessage first = ask("120.00", Kind.CHECKOUT_SESSION);
        simulator.clock().advance(Duration.ofDays(2));
        LinkMessage second = ask("120.00", Kind.CHECKOUT_SESSION);
        assertThat(second.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(second.url()).isPresent().isNotEqualTo(first.url());
        assertThat(usable()).isEqualTo(1);
    }

    @Test
    @DisplayName("STR-39 STR-41 a hosted invoice stands as its money says: pending, processing, paid")
    void hostedInvoiceStands() {
        LinkMessage made = ask("120.00", Kind.HOSTED_INVOICE);
        assertThat(standing(made)).isEqualTo(InvoiceStanding.Status.PENDING);
        pay(made, Kind.HOSTED_INVOICE, "pm_bacsDebit_success");
        assertThat(standing(made)).isEqualTo(InvoiceStanding.Status.PROCESSING);
        simulator.clock().advance(Duration.ofDays(5));
        assertThat(standing(made)).isEqualTo(InvoiceStanding.Status.PAID);
    }

    @Test
    @DisplayName(
            "STR-42 a debit that comes back after the hosted invoice was paid makes it failed, though Stripe still says paid")
    void hostedInvoiceReturned() {
        LinkMessage made = ask("120.00", Kind.HOSTED_INVOICE);
        pay(made, Kind.HOSTED_INVOICE, "pm_bacsDebit_lateFailure");
        simulator.clock().advance(Duration.ofDays(30));
        assertThat(standing(made)).isEqualTo(InvoiceStanding.Status.FAILED);
    }

    private InvoiceStanding.Status standing(LinkMessage message) {
        learn();
        return stripe().assess(
                        (InvoiceFact) known.get(id(message)),
                        List.of(),
                        io.counterfoil.payments.calendar.AsOf.at(now(), ZoneOffset.UTC))
                .status();
    }

    @Test
    @DisplayName("STR-48 staff take a payment by a stored method once, also after the customer was sent a link")
    void staffPayment() {
        ask("120.00", Kind.PAYMENT_LINK);
        Stripe stripe = stripe();
        LinkProposal proposal = stripe.proposeLink(invoice("120.00"), now());
        LinkMessage taken = stripe.takePayment(proposal, "pm_card_visa", 1, MARIA, IdempotencyKey.of("t1"), now());
        assertThat(taken.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(stripe.takePayment(proposal, "pm_card_visa", 1, MARIA, IdempotencyKey.of("t1"), now())
                        .payment())
                .isEqualTo(taken.payment());
        assertThat(usable()).isZero();
        assertThat(only().action()).contains(InvoiceAction.MARK_PAID);
    }
}
