package io.counterfoil.stripe.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.reconciliation.status.StatusTable.PaymentStanding;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.invoice.internal.InvoiceResolver;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What several facts say of one payment together. */
class PaymentFactsEdgesTest {

    private static PaymentFacts facts(String... objects) {
        var page = StripePages.test("acct_1").read(("[" + String.join(",", objects) + "]").replace('\'', '"'), "facts");
        assertThat(page.facts()).as("%s", page.diagnostics()).hasSize(objects.length);
        return PaymentFacts.builder(ZoneOffset.UTC).facts(page.facts()).build();
    }

    private static PaymentEvidence only(String... objects) {
        PaymentFacts facts = facts(objects);
        assertThat(facts.payments()).as("%s", facts.diagnostics()).hasSize(1);
        return facts.payments().get(0);
    }

    private static String charge(String id, long created, String more) {
        return "{'object':'charge','id':'" + id + "','amount':12000,'currency':'gbp','created':" + created + "," + more
                + "}";
    }

    private static String paid(String id) {
        return charge(id, 86_400, "'status':'succeeded','paid':true,'captured':true,'balance_transaction':'txn_1'");
    }

    private static String intent(String more) {
        return "{'object':'payment_intent','id':'pi_1','amount':12000,'currency':'gbp','created':100," + more + "}";
    }

    private static String dispute(String id, String status) {
        return "{'object':'dispute','id':'" + id
                + "','amount':12000,'currency':'gbp','created':1,'charge':'ch_1','status':'" + status + "'}";
    }

    private static BalanceRow row(String source) {
        return BalanceRow.builder()
                .key(new ObjectKey(StripeAccountId.of("acct_1"), true, "txn_1"))
                .type("charge")
                .amountMinor(12_000)
                .feeMinor(0)
                .netMinor(12_000)
                .currency("gbp")
                .source(source)
                .createdAt(Instant.EPOCH)
                .build();
    }

    @Test
    @DisplayName("STR-40 the payment behind a balance row is found by its charge")
    void paymentOfRow() {
        PaymentFacts facts = facts(paid("ch_1"), paid("ch_2"));
        assertThat(facts.paymentOf(row("ch_2")).orElseThrow().charge()).contains("ch_2");
        assertThat(facts.paymentOf(row("ch_3"))).isEmpty();
        assertThat(PaymentFacts.none().payments()).isEmpty();
        assertThat(PaymentFacts.none().paymentOf(row("ch_1"))).isEmpty();
    }

    @Test
    @DisplayName(
            "STR-40 a payment in a currency that is not known is left out and told; other minor units may be given")
    void unknownCurrency() {
        String strange = paid("ch_1").replace("'gbp'", "'zzz'");
        PaymentFacts facts = facts(strange, paid("ch_2"));
        assertThat(facts.payments()).extracting(PaymentEvidence::paymentId).containsExactly("ch_2");
        assertThat(facts.diagnostics())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).containsIgnoringCase("zzz"));
        assertThat(PaymentFacts.builder(ZoneOffset.UTC)
                        .amounts(StripeAmounts.standard())
                        .build()
                        .payments())
                .isEmpty();
    }

    @Test
    @DisplayName("STR-54 of several disputes the one that is further on counts, in whatever order they came")
    void graverDispute() {
        String open = dispute("dp_1", "needs_response");
        String lost = dispute("dp_0", "lost");
        String won = dispute("dp_9", "won");
        assertThat(only(paid("ch_1"), open, lost).standing()).isEqualTo(PaymentStanding.DISPUTE_LOST);
        assertThat(only(paid("ch_1"), lost, open).standing()).isEqualTo(PaymentStanding.DISPUTE_LOST);
        assertThat(only(paid("ch_1"), won, lost).standing()).isEqualTo(PaymentStanding.DISPUTE_LOST);
        assertThat(only(paid("ch_1"), lost, won).standing()).isEqualTo(PaymentStanding.DISPUTE_LOST);
    }

    @Test
    @DisplayName(
            "STR-40 an intent without a last charge has the newest that names it; the later id where both are as new")
    void newestCharge() {
        String early = charge("ch_9", 1_000, "'status':'failed','payment_intent':'pi_1'");
        String late = charge("ch_1", 2_000, "'status':'succeeded','paid':true,'payment_intent':'pi_1'");
        String bare = intent("'status':'succeeded','amount_received':12000");
        assertThat(only(early, late, bare).charge()).contains("ch_1");
        assertThat(only(late, early, bare).charge()).contains("ch_1");
        String twin = charge("ch_2", 2_000, "'status':'succeeded','paid':true,'payment_intent':'pi_1'");
        assertThat(only(late, twin, bare).charge()).contains("ch_2");
        assertThat(only(twin, late, bare).charge()).contains("ch_2");
        String named = intent("'status':'succeeded','latest_charge':'ch_9'");
        assertThat(only(early, late, named).charge()).contains("ch_9");
        assertThat(facts(early, late).payments())
                .as("without the intent each attempt stands for itself, under the intent's id")
                .extracting(PaymentEvidence::paymentId)
                .containsExactly("pi_1", "pi_1");
    }

    @Test
    @DisplayName("STR-40 the amount is what was taken, else what was asked for")
    void amounts() {
        var gbp = Amounts.in("GBP");
        assertThat(only(charge("ch_1", 1, "'status':'succeeded','amount_captured':11000"))
                        .amount())
                .isEqualTo(gbp.of("110.00"));
        assertThat(only(charge("ch_1", 1, "'status':'succeeded','amount_captured':1"))
                        .amount())
                .isEqualTo(gbp.of("0.01"));
        assertThat(only(charge("ch_1", 1, "'status':'failed','amount_captured':0"))
                        .amount())
                .isEqualTo(gbp.of("120.00"));
        assertThat(only(intent("'status':'succeeded','amount_received':1")).amount())
                .isEqualTo(gbp.of("0.01"));
        assertThat(only(intent("'status':'processing','amount_received':0")).amount())
                .isEqualTo(gbp.of("120.00"));
    }

    @Test
    @DisplayName(
            "STR-40 what the customer opened, wrote and was sent is beside the payment, each under where it stands")
    void pageAndLink() {
        String session = "{'object':'checkout.session','id':'cs_1','currency':'gbp','amount_total':12000,'created':1,"
                + "'status':'complete','payment_status':'paid','payment_intent':'pi_1','client_reference_id':'INV-7',"
                + "'payment_link':'plink_1','metadata':{'room':'Blue'}}";
        String link = "{'object':'payment_link','id':'plink_1','active':true,'url':'https://buy.stripe.com/x',"
                + "'metadata':{'invoice_number':'INV-7'}}";
        String stripeInvoice = "{'object':'invoice','id':'in_1','amount_due':12000,'currency':'gbp','created':1,"
                + "'status':'paid','payment_intent':'pi_1','metadata':{'booking':'B-1'}}";
        String intent = intent("'status':'succeeded','latest_charge':'ch_1','description':'Blue room',"
                + "'metadata':{'a':'1'},'payment_details':{'order_reference':'ORD-2'}");
        String charge = charge(
                "ch_1",
                86_400,
                "'status':'succeeded','paid':true,'payment_intent':'pi_1','description':'Blue room','metadata':{'a':'2'},"
                        + "'payment_details':{'order_reference':'ORD-1'}");
        PaymentEvidence payment = only(session, link, stripeInvoice, intent, charge);
        assertThat(payment.checkoutSession()).contains("cs_1");
        assertThat(payment.clientReference()).contains("INV-7");
        assertThat(payment.paymentLink()).contains("plink_1");
        assertThat(payment.legacyInvoices()).containsExactly("in_1");
        assertThat(payment.metadata())
                .containsOnlyKeys(
                        "charge.a",
                        "payment_intent.a",
                        "checkout.session.room",
                        "payment_link.invoice_number",
                        "invoice.in_1.booking")
                .containsEntry("charge.a", "2")
                .containsEntry("payment_intent.a", "1");
        assertThat(payment.orderReferences()).containsExactly("ORD-1", "ORD-2");
        assertThat(payment.texts()).containsExactly("Blue room");
        assertThat(payment.paidOn()).isEqualTo(LocalDate.of(1970, 1, 2));
        assertThat(payment.failureCode()).isEmpty();
    }

    @Test
    @DisplayName("STR-38 invoice payments that an invoice embeds are read as those beside it; a cancelled one is not")
    void embeddedPayments() {
        String stripeInvoice = "{'object':'invoice','id':'in_1','amount_due':12000,'currency':'gbp','created':1,"
                + "'status':'paid','metadata':{'booking':'B-1'},'payments':{'object':'list','data':[{'object':'invoice_payment',"
                + "'id':'inpay_1','invoice':'in_1','amount_requested':12000,'currency':'gbp','status':'STATUS',"
                + "'payment':{'type':'payment_intent','payment_intent':'pi_1'}}],'has_more':false}}";
        PaymentEvidence payment =
                only(stripeInvoice.replace("STATUS", "paid"), intent("'status':'succeeded','amount_received':12000"));
        assertThat(payment.invoicePayments()).containsExactly("in_1");
        assertThat(payment.metadata()).containsExactly(entry("invoice.in_1.booking", "B-1"));
        assertThat(only(
                                stripeInvoice.replace("STATUS", "canceled"),
                                intent("'status':'succeeded','amount_received':12000"))
                        .invoicePayments())
                .isEmpty();
    }

    @Test
    @DisplayName("STR-40 instants become days in the zone of the account; an intent that never was charged has its own")
    void zone() {
        var page = StripePages.test("acct_1")
                .read(
                        "["
                                + intent(
                                                "'status':'requires_payment_method','last_payment_error':{'code':'card_declined',"
                                                        + "'decline_code':'lost_card'}")
                                        .replace('\'', '"')
                                + "]",
                        "facts");
        PaymentEvidence payment = PaymentFacts.builder(ZoneId.of("America/Toronto"))
                .facts(page.facts())
                .build()
                .payments()
                .get(0);
        assertThat(payment.paidOn()).isEqualTo(LocalDate.of(1969, 12, 31));
        assertThat(payment.failureCode()).contains("lost_card");
        assertThat(payment.charge()).isEmpty();
    }

    @Test
    @DisplayName("STR-40 each piece of evidence says where it stands and what it names, the strongest first")
    void sentences() {
        Invoice invoice = Invoice.builder()
                .id(InvoiceId.of("INV-7"))
                .customer(PartyId.of("c1"))
                .amount(Amounts.in("GBP").of("120.00"))
                .open(Amounts.in("GBP").of("120.00"))
                .status(Invoice.Status.PENDING)
                .issuedOn(LocalDate.of(1970, 1, 1))
                .putReference("stripe_invoice", "in_1")
                .putReference("payment_link", "plink_1")
                .build();
        PaymentEvidence payment = PaymentEvidence.builder()
                .paymentId("pi_1")
                .amount(Amounts.in("GBP").of("120.00"))
                .standing(PaymentStanding.SUCCEEDED)
                .paidOn(LocalDate.of(1970, 1, 2))
                .addInvoicePayment("in_1")
                .addLegacyInvoice("in_1")
                .putMetadata("payment_intent.invoice_number", "inv 7")
                .clientReference("INV-7")
                .paymentLink("plink_1")
                .addOrderReference("INV-8")
                .build();
        InvoiceLink link = InvoiceResolver.standard()
                .match(List.of(payment), InvoiceSource.inMemory(List.of(invoice)))
                .get(0);
        assertThat(link.action()).contains(InvoiceAction.MARK_PAID);
        assertThat(link.strongest()).contains(InvoiceLink.Rank.INVOICE_PAYMENT);
        assertThat(link.resolution().toString())
                .contains(
                        "INVOICE_PAYMENT names INV-7",
                        "LEGACY_INVOICE_FIELD names INV-7",
                        "METADATA invoice_number names INV-7",
                        "CLIENT_REFERENCE names INV-7",
                        "PAYMENT_LINK names INV-7");
        assertThat(link.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.code()).isEqualTo(InvoiceLink.Cause.NAMES_NO_INVOICE);
            assertThat(obstacle.toString()).contains("ORDER_REFERENCE names no invoice");
        });
    }
}
