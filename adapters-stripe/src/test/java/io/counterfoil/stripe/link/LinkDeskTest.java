package io.counterfoil.stripe.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.link.LinkMessage.Outcome;
import io.counterfoil.stripe.link.LinkProposal.Action;
import io.counterfoil.stripe.link.LinkProposal.Reason;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.transport.StripeRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.money.Monetary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinkDeskTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Amounts GBP = Amounts.in("GBP");
    private static final Actor MARIA = Actor.host("maria");

    private final FakeLinks fake = new FakeLinks();
    private final VersionedBytes register = VersionedBytes.inMemory();

    private Stripe stripe(StripeFact... facts) {
        return Stripe.builder(fake)
                .account("acct_1")
                .live()
                .links(register)
                .facts(List.of(facts))
                .accounts(AccountMap.builder()
                        .standard(Monetary.getCurrency("GBP"), StripeAccountRole.values())
                        .build())
                .build();
    }

    private static Invoice invoice(String open) {
        return Invoice.builder()
                .id(InvoiceId.of("INV-1"))
                .customer(PartyId.of("ana"))
                .amount(GBP.of("120.00"))
                .open(GBP.of(open))
                .status(Invoice.Status.PENDING)
                .issuedOn(LocalDate.of(2027, 1, 1))
                .dueOn(LocalDate.of(2027, 2, 1))
                .build();
    }

    private LinkMessage ask(Invoice invoice, String key) {
        Stripe stripe = stripe();
        return stripe.perform(stripe.proposeLink(invoice, NOW), MARIA, IdempotencyKey.of(key), NOW);
    }

    private static List<Object> codes(LinkMessage message) {
        return message.obstacles().stream()
                .map(Obstacle::code)
                .map(code -> (Object) code)
                .toList();
    }

    @Test
    @DisplayName("STR-43 a link is made once, sent again while it fits, and replaced when the amount changes")
    void makesResendsReplaces() {
        LinkMessage made = ask(invoice("120.00"), "k1");
        assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(made.url()).contains("https://buy.example/plink_1");
        assertThat(made.contactReference()).isEqualTo("stripe-link:acct_1:live:plink_1");
        assertThat(made.dueOn()).contains(LocalDate.of(2027, 2, 1));
        assertThat(made.amount()).isEqualTo(GBP.of("120.00"));
        assertThat(made.by()).isEqualTo(MARIA);
        assertThat(made.toString()).doesNotContain("buy.example");
        assertThat(ask(invoice("120.00"), "k2").outcome()).isEqualTo(Outcome.RESENT);
        LinkMessage replaced = ask(invoice("50.00"), "k3");
        assertThat(replaced.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(fake.usable()).containsExactly("plink_2 5000 INV-1");
    }

    @Test
    @DisplayName("STR-45 link and payment intent carry the invoice number, and one completed session is the limit")
    void carriesTheNumber() {
        ask(invoice("120.00"), "k1");
        StripeRequest create = fake.requests.stream()
                .filter(request -> request.method() == StripeRequest.Method.POST)
                .findFirst()
                .orElseThrow();
        assertThat(create.form())
                .contains("metadata%5Binvoice_number%5D=INV-1")
                .contains("payment_intent_data%5Bmetadata%5D%5Binvoice_number%5D=INV-1")
                .contains("restrictions%5Bcompleted_sessions%5D%5Blimit%5D=1");
        assertThat(create.idempotencyKey()).isPresent();
    }

    @Test
    @DisplayName("STR-43 nothing to pay is refused")
    void refusesNothingToPay() {
        assertThat(codes(ask(invoice("0.00"), "k1"))).containsExactly(Reason.NOTHING_TO_PAY);
        LinkProposal none = stripe().proposeLink(
                        Invoice.builder()
                                .from(invoice("1.00"))
                                .status(Invoice.Status.PAID)
                                .build(),
                        NOW);
        assertThat(none.action()).isEqualTo(Action.REFUSE);
        assertThat(fake.usable()).isEmpty();
    }

    @Test
    @DisplayName("STR-44 no link while a bank debit is under way, by facts or by a visit of the old link")
    void refusesInFlight() {
        StripeFact underWay = StripePages.live("acct_1")
                .read(
                        "{\"id\":\"pi_9\",\"object\":\"payment_intent\",\"amount\":12000,\"currency\":\"gbp\",\"status\":\"processing\","
                                + "\"created\":1799990000,\"metadata\":{\"invoice_number\":\"INV-1\"}}",
                        "pi")
                .facts()
                .get(0);
        LinkProposal proposal = stripe(underWay).proposeLink(invoice("120.00"), NOW);
        assertThat(proposal.action()).isEqualTo(Action.REFUSE);
        assertThat(proposal.reason()).isEqualTo(Reason.PAYMENT_IN_FLIGHT);
        ask(invoice("120.00"), "k1");
        fake.visit("plink_1", "complete", "unpaid");
        LinkMessage refused = ask(invoice("50.00"), "k2");
        assertThat(codes(refused)).containsExactly(Reason.PAYMENT_IN_FLIGHT);
        assertThat(refused.url()).isEmpty();
        assertThat(fake.usable()).isEmpty();
    }

    @Test
    @DisplayName("STR-43 visits that are open end with their link; a used link is replaced for what is still open")
    void endsVisits() {
        ask(invoice("120.00"), "k1");
        fake.visit("plink_1", "open", "unpaid");
        assertThat(ask(invoice("60.00"), "k2").outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(fake.requests).anyMatch(request -> request.path().endsWith("/expire"));
        fake.pay("plink_2");
        assertThat(ask(invoice("60.00"), "k3").outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(fake.usable()).containsExactly("plink_3 6000 INV-1");
    }

    @Test
    @DisplayName("STR-43 where the old link cannot be ended nothing is created; the next attempt goes on")
    void createsNothingBeforeTheEnd() {
        ask(invoice("120.00"), "k1");
        // fetch, fetch for the end, then the request that switches it off
        fake.failAt(2, false);
        LinkMessage refused = ask(invoice("50.00"), "k2");
        assertThat(codes(refused)).containsExactly(Reason.STRIPE_REFUSED);
        assertThat(fake.usable()).containsExactly("plink_1 12000 INV-1");
        assertThat(ask(invoice("50.00"), "k3").url()).contains("https://buy.example/plink_2");
        assertThat(fake.usable()).containsExactly("plink_2 5000 INV-1");
    }

    @Test
    @DisplayName("STR-43 a making that stopped a day ago is for a person")
    void abstainsAfterADay() {
        fake.failAt(0, true);
        assertThat(codes(ask(invoice("120.00"), "k1"))).containsExactly(Reason.STRIPE_REFUSED);
        Stripe stripe = stripe();
        Instant later = NOW.plus(Duration.ofHours(24));
        LinkMessage refused =
                stripe.perform(stripe.proposeLink(invoice("120.00"), later), MARIA, IdempotencyKey.of("k2"), later);
        assertThat(codes(refused)).containsExactly(Reason.UNCERTAIN);
        assertThat(ask(invoice("120.00"), "k3").url()).contains("https://buy.example/plink_1");
    }

    private LinkMessage end(Instant now) {
        return stripe().endLink(invoice("120.00"), MARIA, IdempotencyKey.of("end"), now);
    }

    @Test
    @DisplayName("STR-43 what has no link cannot be ended, and a link that cannot be ended is not said to be")
    void endsOnlyWhatIsThere() {
        LinkMessage none = end(NOW);
        assertThat(codes(none)).containsExactly(Reason.NO_LINK);
        assertThat(none.obstacles().get(0).sentence()).isEqualTo("invoice INV-1 has no link that could be ended");
        assertThat(none.amount()).isEqualTo(GBP.of("120.00"));
        assertThat(none.contactReference()).isEmpty();
        assertThat(none.dueOn()).contains(LocalDate.of(2027, 2, 1));
        ask(invoice("120.00"), "k1");
        fake.failAt(1, false);
        assertThat(codes(end(NOW))).containsExactly(Reason.STRIPE_REFUSED);
        assertThat(fake.usable()).containsExactly("plink_1 12000 INV-1");
        LinkMessage ended = end(NOW);
        assertThat(ended.outcome()).isEqualTo(Outcome.ENDED);
        assertThat(ended.contactReference()).isEqualTo("stripe-link:acct_1:live:plink_1");
        assertThat(ended.by()).isEqualTo(MARIA);
        assertThat(ended.key()).isEqualTo(IdempotencyKey.of("end"));
        assertThat(ended.at()).isEqualTo(NOW);
        assertThat(fake.usable()).isEmpty();
    }

    @Test
    @DisplayName("STR-43 a making whose answer was lost is found and ended; after a day it is for a person")
    void endsWhatWasBeingMade() {
        fake.failAt(0, true);
        assertThat(codes(ask(invoice("120.00"), "k1"))).containsExactly(Reason.STRIPE_REFUSED);
        assertThat(fake.usable()).as("made, but nobody knows").hasSize(1);
        assertThat(codes(end(NOW.plus(Duration.ofHours(24))))).containsExactly(Reason.UNCERTAIN);
        assertThat(end(NOW.plus(Duration.ofHours(23))).outcome()).isEqualTo(Outcome.ENDED);
        assertThat(fake.usable()).isEmpty();
    }

    @Test
    @DisplayName("STR-48 staff take a payment once, after the link is ended, and who did it is kept")
    void takesStaffPayments() {
        ask(invoice("120.00"), "k1");
        Stripe stripe = stripe();
        LinkProposal proposal = stripe.proposeLink(invoice("120.00"), NOW);
        LinkMessage taken = stripe.takePayment(proposal, "pm_1", 1, MARIA, IdempotencyKey.of("k2"), NOW);
        assertThat(taken.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(taken.payment().orElseThrow().amountMinor()).isEqualTo(12_000);
        assertThat(taken.by()).isEqualTo(MARIA);
        assertThat(fake.usable()).isEmpty();
        LinkMessage again = stripe.takePayment(proposal, "pm_1", 1, MARIA, IdempotencyKey.of("k2"), NOW);
        assertThat(again.payment()).isEqualTo(taken.payment());
    }

    @Test
    @DisplayName("STR-43 many at once leave one usable link")
    void survivesConcurrency() {
        List<String> amounts = List.of("120.00", "90.00", "120.00", "30.00");
        IntStream.range(0, 32).parallel().forEach(i -> ask(invoice(amounts.get(i % 4)), "k" + i));
        assertThat(fake.usable()).hasSizeLessThanOrEqualTo(1);
        ask(invoice("77.00"), "last");
        assertThat(fake.usable()).singleElement().asString().contains(" 7700 INV-1");
    }

    @Property(tries = 200)
    void anySequenceWithFailuresLeavesAtMostOneUsableLink(@ForAll long seed) {
        FakeLinks stripeFake = new FakeLinks();
        VersionedBytes own = VersionedBytes.inMemory();
        Random random = new Random(seed);
        List<String> log = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            if (random.nextInt(3) == 0) {
                stripeFake.failAt(random.nextInt(6), random.nextBoolean());
            }
            if (random.nextInt(4) == 0) {
                stripeFake.usable().stream().findFirst().ifPresent(link -> stripeFake.pay(link.split(" ", -1)[0]));
            }
            Stripe stripe = Stripe.builder(stripeFake)
                    .account("acct_1")
                    .live()
                    .links(own)
                    .accounts(AccountMap.builder()
                            .standard(Monetary.getCurrency("GBP"), StripeAccountRole.values())
                            .build())
                    .build();
            Invoice invoice = invoice(List.of("120.00", "60.00", "10.00").get(random.nextInt(3)));
            if (random.nextInt(5) == 0) {
                LinkMessage ended = stripe.endLink(invoice, MARIA, IdempotencyKey.of("e" + i), NOW);
                log.add("end " + ended.outcome());
                assertThat(stripeFake.usable())
                        .as("%s", log)
                        .hasSizeLessThanOrEqualTo(ended.outcome() == Outcome.ENDED ? 0 : 1);
            }
            LinkMessage message =
                    stripe.perform(stripe.proposeLink(invoice, NOW), MARIA, IdempotencyKey.of("k" + i), NOW);
            log.add(invoice.open() + " " + message.outcome());
            assertThat(stripeFake.usable()).as("%s", log).hasSizeLessThanOrEqualTo(1);
            message.url()
                    .ifPresent(url -> assertThat(stripeFake.usable())
                            .singleElement()
                            .asString()
                            .startsWith(url.substring(url.lastIndexOf('/') + 1)));
        }
    }
}
