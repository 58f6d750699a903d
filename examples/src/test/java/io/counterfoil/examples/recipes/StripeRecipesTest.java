package io.counterfoil.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.command.StripeCommand;
import io.counterfoil.stripe.decline.DeclineAdvice;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeInbox;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.posting.RowPostings;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.Test;

/** Recipes of the Stripe adapter; expected values by hand. */
class StripeRecipesTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Amounts GBP = Amounts.in("GBP");
    private static final Instant NOW = Instant.parse("2027-03-02T12:00:00Z");

    private static final String ROWS = """
            [{"id":"txn_1","object":"balance_transaction","amount":10000,"fee":350,"net":9650,"currency":"gbp","type":"charge",
              "reporting_category":"charge","source":"ch_1","created":1803400000,"available_on":1803450000,"status":"available",
              "fee_details":[{"amount":350,"currency":"gbp","type":"stripe_fee"}]},
             {"id":"txn_2","object":"balance_transaction","amount":-9650,"fee":0,"net":-9650,"currency":"gbp","type":"payout",
              "reporting_category":"payout","source":"po_1","created":1803500000,"available_on":1803500000,"status":"available","fee_details":[]}]
            """;
    private static final String PAYOUT = """
            {"id":"po_1","object":"payout","amount":9650,"currency":"gbp","arrival_date":1803600000,"created":1803500000,"automatic":true,
             "balance_transaction":"txn_2","reconciliation_status":"completed","status":"paid","method":"standard","livemode":true}
            """;

    private static String signature(String secret, byte[] body, Instant at) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
        return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    void receivesAWebhook() throws GeneralSecurityException {
        byte[] bodyBytes =
                ("{\"id\":\"evt_1\",\"object\":\"event\",\"api_version\":\"2026-07-29.dahlia\",\"created\":10,"
                                + "\"livemode\":true,\"type\":\"payout.paid\",\"data\":{\"object\":"
                                + PAYOUT.replace("\n", "") + "}}")
                        .getBytes(StandardCharsets.UTF_8);
        String signatureHeader = signature("whsec_1", bodyBytes, NOW);
        Instant now = NOW;
        // tag::webhook[]
        StripeIntake intake = StripeIntake.builder(WebhookSecrets.of("endpoint-1", "whsec_1"))
                .account("acct_1")
                .live()
                .inbox(StripeInbox.inMemory()) // yours are tables
                .facts(FactStore.inMemory())
                .build();
        IntakeResult first = intake.accept(bodyBytes, signatureHeader, now); // the bytes as they came, never decoded
        IntakeResult second = intake.accept(bodyBytes, signatureHeader, now); // a duplicate, also answered with 200
        IntakeResult forged = intake.accept(bodyBytes, signatureHeader.replace("v1=", "v1=00"), now);
        forged.httpStatus(); // 400
        // end::webhook[]
        assertThat(first.kind()).isEqualTo(IntakeResult.Kind.RECORDED);
        assertThat(first.httpStatus()).isEqualTo(200);
        assertThat(second.kind()).isEqualTo(IntakeResult.Kind.DUPLICATE);
        assertThat(second.httpStatus()).isEqualTo(200);
        assertThat(forged.httpStatus()).isEqualTo(400);
    }

    @Test
    void convertsAmounts() {
        // tag::amounts[]
        StripeAmounts amounts = StripeAmounts.standard();
        MonetaryAmount krona = amounts.toMoney("isk", 12_300); // 123 ISK: Stripe counts krónur in hundredths
        Checked<Long> half = amounts.convert(GBP.of("0.50"), StripeAmounts.Purpose.CHARGE); // 50
        amounts.convert("iqd", 5).diagnostics(); // STRIPE.UNSUPPORTED_CURRENCY: never guessed
        // end::amounts[]
        assertThat(Amounts.minor(krona)).isEqualTo(123);
        assertThat(half.orThrow()).isEqualTo(50L);
        assertThat(amounts.convert("iqd", 5).diagnostics())
                .singleElement()
                .satisfies(found -> assertThat(found.code().id()).isEqualTo("STRIPE.UNSUPPORTED_CURRENCY"));
    }

    @Test
    void repeatsACommandSafely() {
        // tag::key[]
        StripeCommand refund =
                StripeCommand.of("refund.create", true).with("charge", "ch_1").with("amount", "500");
        StripeCommand retried =
                StripeCommand.of("refund.create", true).with("amount", "500").with("charge", "ch_1");
        StripeCommand onPurpose = refund.again(); // a second refund of the same amount
        // refund and retried have one key, onPurpose another
        // end::key[]
        assertThat(retried.key()).isEqualTo(refund.key());
        assertThat(onPurpose.key()).isNotEqualTo(refund.key());
    }

    @Test
    void postsAPayoutToTheLedger() {
        Instant now = NOW;
        // tag::post[]
        AccountMap accounts = AccountMap.builder()
                .standard(GBP.currency(), StripeAccountRole.values())
                .build();
        Ledger ledger = Ledger.inMemory(LONDON);
        accounts.openIn(ledger);
        Stripe stripe = Stripe.builder().accounts(accounts).zone(LONDON).build();

        StripePages pages = StripePages.live("acct_1");
        PayoutFact payout = pages.read(PAYOUT, "payout").facts(PayoutFact.class).get(0);
        List<BalanceRow> rows = pages.read(ROWS, "rows").facts(BalanceRow.class);
        PayoutProof proof =
                stripe.provePayout(payout, rows.stream(), AsOf.at(now, LONDON)); // PROVED: 9650 = 10000 - 350
        RowPostings posted = stripe.post(proof, ledger, now).orThrow();
        RowPostings again = stripe.post(proof, ledger, now).orThrow(); // changes nothing
        // end::post[]
        assertThat(proof.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(posted.accepted()).isPositive();
        assertThat(again.accepted()).isZero();
        AccountId fees = accounts.of(StripeAccountRole.PROCESSING_FEES, GBP.currency());
        assertThat(ledger.balance(
                                fees,
                                new AsOf(LocalDate.of(2028, 1, 1), now.plus(Duration.ofDays(365))),
                                BalanceBasis.BOOKED)
                        .posted())
                .isEqualTo(GBP.of("3.50"));
    }

    @Test
    void findsTheInvoiceOfAPayment() {
        Stripe stripe = Stripe.builder()
                .accounts(AccountMap.builder()
                        .standard(GBP.currency(), StripeAccountRole.values())
                        .build())
                .zone(LONDON)
                .build();
        // tag::invoice[]
        Invoice invoice = Invoice.builder()
                .id(InvoiceId.of("INV-1"))
                .customer(PartyId.of("ana"))
                .amount(GBP.of("120.00"))
                .open(GBP.of("120.00"))
                .status(Invoice.Status.PENDING)
                .issuedOn(LocalDate.of(2027, 2, 25))
                .build();
        PaymentEvidence payment = PaymentEvidence.builder()
                .paymentId("pi_2")
                .charge("ch_2")
                .customer(PartyId.of("ana"))
                .amount(GBP.of("120.00"))
                .paidOn(LocalDate.of(2027, 3, 1))
                .standing(StatusTable.PaymentStanding.SUCCEEDED)
                .putMetadata("charge.invoice_number", "INV-1")
                .build(); // or from Stripe's objects: stripe.payments(), proof.payments()
        InvoiceLink link = stripe.matchInvoices(List.of(payment), InvoiceSource.inMemory(List.of(invoice)))
                .get(0);
        link.action(); // MARK_PAID, proposed; empty where somebody must look, and link.obstacles() says why
        // end::invoice[]
        assertThat(link.action()).contains(InvoiceAction.MARK_PAID);
        assertThat(Amounts.minor(link.unapplied())).isZero();
    }

    @Test
    void advisesOnADecline() {
        Stripe stripe = Stripe.builder()
                .accounts(AccountMap.builder()
                        .standard(GBP.currency(), StripeAccountRole.values())
                        .build())
                .zone(LONDON)
                .build();
        // tag::decline[]
        String json = """
                {"id":"ch_9","object":"charge","amount":500,"currency":"gbp","created":1803400000,"status":"failed","livemode":true,
                 "failure_code":"card_declined","outcome":{"type":"issuer_declined","advice_code":"do_not_try_again"}}
                """;
        ChargeFact declined = StripePages.live("acct_1")
                .read(json, "charge")
                .facts(ChargeFact.class)
                .get(0);
        DeclineAdvice advice = stripe.assess(declined);
        advice.act(); // STOP: the advice of the card network outranks the code
        // end::decline[]
        assertThat(advice.act()).isEqualTo(DeclineAdvice.Act.STOP);
    }

    @Test
    void testsAgainstASimulatedStripe() {
        // tag::simulator[]
        try (StripeSimulator stripe = StripeSimulator.builder(7).build()) { // the same seed, the same ids and bytes
            StripeSimulator.Response answer = stripe.send(new StripeSimulator.Call(
                    "POST",
                    "/v1/payment_intents",
                    "amount=25050&currency=gbp&payment_method=pm_card_visa&confirm=true",
                    "2026-07-29.dahlia",
                    "sk_test_mine",
                    "",
                    "key-1"));
            answer.status(); // 200
            Map<String, Long> mustBe = stripe.truth().balances().getOrDefault("gbp", Map.of());
            Long balance = mustBe.get("STRIPE_BALANCE"); // what your ledger must show when it has read the rows
            stripe.clock().advance(Duration.ofDays(2)); // time passes when the test says so

            assertThat(answer.status()).isEqualTo(200);
            // 1.5 % of 250.50 and 0.20 are 3.96; tax of a fifth on it 0.79
            assertThat(balance).isEqualTo(24_575L);
            assertThat(mustBe).containsEntry("PROCESSING_FEES", 396L);
        }
        // end::simulator[]
    }
}
