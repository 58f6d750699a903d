package io.counterfoil.stripe.invoice.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.invoice.InvoiceStanding;
import io.counterfoil.stripe.invoice.InvoiceStanding.Credit;
import io.counterfoil.stripe.invoice.InvoiceStanding.Flag;
import io.counterfoil.stripe.invoice.InvoiceStanding.Share;
import io.counterfoil.stripe.invoice.InvoiceStanding.Status;
import io.counterfoil.stripe.money.StripeAmounts;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is put together from facts, where it is less or more than usual. */
class InvoiceEdgesTest {

    private static final String BY_CHARGE = "'type':'charge','charge':'ch_1'";

    private static InvoiceStanding assess(String... objects) {
        var page = StripePages.test("acct_1").read(("[" + String.join(",", objects) + "]").replace('\'', '"'), "test");
        assertThat(page.facts()).as("%s", page.diagnostics()).hasSize(objects.length);
        List<StripeFact> facts = page.facts();
        List<InvoicePaymentFact> payments = facts.stream()
                .filter(InvoicePaymentFact.class::isInstance)
                .map(InvoicePaymentFact.class::cast)
                .toList();
        return new InvoiceAssessor(new FactIndex(facts.subList(1, facts.size())), StripeAmounts.standard())
                .assess((InvoiceFact) facts.get(0), payments);
    }

    private static String invoice(String more) {
        return "{'id':'in_1','object':'invoice','amount_due':12000,'currency':'gbp','created':1," + more + "}";
    }

    private static String payment(String id, String more) {
        return "{'id':'" + id + "','object':'invoice_payment','invoice':'in_1','currency':'gbp'," + more + "}";
    }

    private static String charge(String more) {
        return "{'id':'ch_1','object':'charge','amount':12000,'currency':'gbp','created':1,'payment_intent':'pi_1',"
                + more + "}";
    }

    private static String lost(String id, long minor) {
        return "{'id':'" + id + "','object':'dispute','amount':" + minor
                + ",'currency':'gbp','created':1,'charge':'ch_1','status':'lost'}";
    }

    @Test
    @DisplayName("STR-41 a session whose bank debit is under way makes its invoice one that is under way")
    void sessions() {
        String session = "{'id':'cs_1','object':'checkout.session','currency':'gbp','amount_total':12000,'created':1,"
                + "'invoice':'in_1','status':'complete','payment_status':'unpaid'}";
        assertThat(assess(invoice("'status':'open'"), session).status()).isEqualTo(Status.PROCESSING);
        assertThat(assess(invoice("'status':'open'"), session.replace("unpaid", "paid"))
                        .status())
                .isEqualTo(Status.PENDING);
        assertThat(assess(invoice("'status':'open'"), session.replace("in_1", "in_2"))
                        .status())
                .as("the session of another invoice")
                .isEqualTo(Status.PENDING);
    }

    @Test
    @DisplayName("STR-38 an invoice of an older version names its charge itself, paid or not")
    void legacyCharges() {
        InvoiceStanding failed = assess(
                invoice("'status':'open','charge':'ch_1'"),
                charge("'status':'failed','failure_code':'insufficient_funds'"));
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.failureCode()).contains("insufficient_funds");
        assertThat(failed.shares()).isEmpty();
        InvoiceStanding paid =
                assess(invoice("'status':'paid','amount_paid':12000,'charge':'ch_1'"), charge("'status':'succeeded'"));
        assertThat(paid.shares()).containsExactly(new Share("ch_1", 12_000, false));
        InvoiceStanding outside = assess(
                invoice("'status':'paid','amount_paid':12000,'charge':'ch_1','paid_out_of_band':true"),
                charge("'status':'failed'"));
        assertThat(outside.status()).isEqualTo(Status.PAID);
        assertThat(outside.shares()).isEmpty();
        assertThat(outside.offStripeMinor()).isEqualTo(12_000);
        InvoiceStanding none = assess(invoice("'status':'open'"));
        assertThat(none.status()).isEqualTo(Status.PENDING);
        assertThat(none.failureCode()).isEmpty();
        assertThat(none.mandate()).isEmpty();
    }

    @Test
    @DisplayName(
            "STR-39 paid by hand means the rest: what came through Stripe and what was credited is not counted twice")
    void paidByHand() {
        String part = payment(
                "inpay_1", "'amount_requested':2000,'amount_paid':2000,'status':'paid','payment':{" + BY_CHARGE + "}");
        String note = "{'id':'cn_1','object':'credit_note','invoice':'in_1','amount':3000,'currency':'gbp','created':1,"
                + "'status':'issued','type':'pre_payment'}";
        InvoiceStanding rest = assess(invoice("'status':'paid','paid_out_of_band':true"), part, note);
        assertThat(rest.offStripeMinor()).isEqualTo(7_000);
        assertThat(rest.status()).isEqualTo(Status.PAID);
        String more = part.replace("2000", "13000");
        InvoiceStanding over = assess(invoice("'status':'paid','paid_out_of_band':true"), more);
        assertThat(over.offStripeMinor()).isZero();
        assertThat(over.status()).isEqualTo(Status.OVERPAID);
        assertThat(over.overMinor()).isEqualTo(1_000);
    }

    @Test
    @DisplayName("STR-42 an open payment whose money came and went back is a return, of the charge's amount")
    void returnedAttempt() {
        InvoiceStanding back = assess(
                invoice("'status':'open'"),
                payment("inpay_1", "'amount_requested':12000,'status':'open','payment':{" + BY_CHARGE + "}"),
                charge("'status':'failed','captured':true,'paid':true,'failure_code':'account_closed',"
                        + "'balance_transaction':'txn_1','failure_balance_transaction':'txn_2'"));
        assertThat(back.shares()).containsExactly(new Share("ch_1", 12_000, true));
        assertThat(back.status()).isEqualTo(Status.FAILED);
        assertThat(back.has(Flag.RETURNED)).isTrue();
        assertThat(back.failureCode()).contains("account_closed");
    }

    @Test
    @DisplayName("STR-42 STR-54 lost disputes take back no more than was paid, and are summed")
    void lostDisputes() {
        String paid = payment(
                "inpay_1",
                "'amount_requested':12000,'amount_paid':12000,'status':'paid','payment':{" + BY_CHARGE + "}");
        String good = charge("'status':'succeeded','captured':true,'paid':true");
        assertThat(assess(invoice("'status':'paid'"), paid, good, lost("dp_1", 20_000))
                        .shares())
                .containsExactly(new Share("ch_1", 12_000, true));
        assertThat(assess(invoice("'status':'paid'"), paid, good, lost("dp_1", 12_000))
                        .shares())
                .containsExactly(new Share("ch_1", 12_000, true));
        assertThat(assess(invoice("'status':'paid'"), paid, good, lost("dp_1", 5_000), lost("dp_2", 4_000))
                        .shares())
                .containsExactly(new Share("ch_1", 9_000, true), new Share("ch_1", 3_000, false));
        InvoiceStanding won = assess(
                invoice("'status':'paid'"), paid, good, lost("dp_1", 5_000).replace("lost", "won"));
        assertThat(won.shares()).containsExactly(new Share("ch_1", 12_000, false));
        assertThat(won.has(Flag.DISPUTED)).isTrue();
        InvoiceStanding flagged =
                assess(invoice("'status':'paid'"), paid, charge("'status':'succeeded','disputed':true"));
        assertThat(flagged.has(Flag.DISPUTED)).as("the charge says so itself").isTrue();
        assertThat(assess(invoice("'status':'paid'"), paid, good).has(Flag.DISPUTED))
                .isFalse();
    }

    @Test
    @DisplayName(
            "STR-39 a payment without a paid amount counts as asked for, one without a type as through Stripe, one of another invoice not")
    void sparsePayments() {
        InvoiceStanding asked = assess(
                invoice("'status':'open'"),
                payment("inpay_1", "'amount_requested':5000,'status':'paid'"),
                payment(
                        "inpay_0",
                        "'amount_requested':1000,'amount_paid':900,'status':'paid','payment':{" + BY_CHARGE + "}"),
                payment("inpay_2", "'amount_requested':700,'amount_paid':700,'status':'paid'")
                        .replace("in_1", "in_2"));
        assertThat(asked.shares())
                .as("by the ids of the payments")
                .containsExactly(new Share("ch_1", 900, false), new Share("inpay_1", 5_000, false));
        assertThat(asked.openMinor()).isEqualTo(6_100);
        assertThat(asked.status()).isEqualTo(Status.PART_PAID);
        assertThat(asked.offStripeMinor()).isZero();
    }

    @Test
    @DisplayName("STR-38 STR-39 the field that names the payment is the one that its type says, known or not")
    void paymentsByType() {
        for (String type : List.of("payment_intent", "charge", "payment_record", "novel_kind")) {
            String object = payment(
                    "inpay_1",
                    "'amount_requested':500,'amount_paid':500,'status':'paid','payment':{'type':'" + type + "','" + type
                            + "':'x_1','other':'x_2'}");
            InvoicePaymentFact fact = StripePages.test("acct_1")
                    .read(object.replace('\'', '"'), "test")
                    .facts(InvoicePaymentFact.class)
                    .get(0);
            assertThat(fact.paymentType()).contains(type);
            assertThat(fact.payment()).as(type).contains("x_1");
            boolean outside = type.startsWith("payment_record") || type.startsWith("novel");
            assertThat(assess(invoice("'status':'open'"), object).offStripeMinor())
                    .isEqualTo(outside ? 500 : 0);
        }
    }

    @Test
    @DisplayName("STR-47 a credit note says its parts itself, and what remains at Stripe is never less than nothing")
    void creditParts() {
        InvoiceStanding mixed = assess(
                invoice("'status':'open'"),
                "{'id':'cn_1','object':'credit_note','invoice':'in_1','amount':2000,'currency':'gbp','created':1,'status':'issued',"
                        + "'type':'mixed','pre_payment_amount':1200,'post_payment_amount':800,'out_of_band_amount':300}");
        assertThat(mixed.credits()).containsExactly(new Credit("cn_1", 1_200, 800, 300, List.of()));
        assertThat(mixed.creditsMinor()).isEqualTo(1_200);
        assertThat(mixed.openMinor()).isEqualTo(10_800);
        assertThat(assess(invoice("'status':'open','amount_remaining':13000,'amount_paid':0"))
                        .creditsMinor())
                .isZero();
        assertThat(assess(invoice("'status':'open','amount_remaining':11000,'amount_paid':400"))
                        .creditsMinor())
                .isEqualTo(600);
    }

    @Test
    @DisplayName("STR-25 a currency that is not known leaves the minor units and no money")
    void unknownCurrency() {
        InvoiceStanding strange = assess(invoice("'status':'open'").replace("gbp", "zzz"));
        assertThat(strange.open()).isEmpty();
        assertThat(strange.openMinor()).isEqualTo(12_000);
        assertThat(strange.evidence().sentence()).contains("(minor units, zzz)");
    }
}
