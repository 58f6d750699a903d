package io.counterfoil.stripe.invoice.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import io.counterfoil.stripe.fact.StripePages;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FactIndexTest {

    private static List<StripeFact> read(String... objects) {
        var page = StripePages.test("acct_1").read(("[" + String.join(",", objects) + "]").replace('\'', '"'), "test");
        assertThat(page.facts()).as("%s", page.diagnostics()).hasSize(objects.length);
        return page.facts();
    }

    private static String charge(String id, long created, String status, String method) {
        return "{'id':'" + id + "','object':'charge','amount':1200,'currency':'gbp','created':" + created
                + ",'payment_intent':'pi_1','payment_method':'" + method + "','status':'" + status + "'}";
    }

    @Test
    @DisplayName("STR-40 of two facts with one id the later counts, and every fact is there once")
    void lastOfAnId() {
        List<StripeFact> facts = read(
                charge("ch_1", 1, "failed", "pm_1"),
                charge("ch_2", 2, "failed", "pm_1"),
                charge("ch_1", 9, "failed", "pm_1"));
        FactIndex index = new FactIndex(facts);
        assertThat(index.all()).hasSize(2);
        assertThat(index.all(ChargeFact.class)).extracting(StripeFact::id).containsExactly("ch_1", "ch_2");
        assertThat(index.find("ch_1", ChargeFact.class)
                        .orElseThrow()
                        .createdAt()
                        .getEpochSecond())
                .isEqualTo(9);
        assertThat(index.find("ch_1", RefundFact.class)).as("another kind").isEmpty();
    }

    @Test
    @DisplayName("STR-40 a payment comes down to itself, to its intent's last charge, or to the newest that names it")
    void chargeOf() {
        String intent = "{'id':'pi_1','object':'payment_intent','amount':1200,'currency':'gbp','created':1,"
                + "'status':'succeeded','latest_charge':'ch_1'}";
        FactIndex index = new FactIndex(
                read(intent, charge("ch_1", 1, "succeeded", "pm_1"), charge("ch_2", 2, "failed", "pm_1")));
        assertThat(index.chargeOf("ch_2").orElseThrow().id()).isEqualTo("ch_2");
        assertThat(index.chargeOf("pi_1").orElseThrow().id()).isEqualTo("ch_1");
        FactIndex alone = new FactIndex(read(charge("ch_1", 2, "failed", "pm_1"), charge("ch_2", 1, "failed", "pm_1")));
        assertThat(alone.chargeOf("pi_1").orElseThrow().id()).isEqualTo("ch_1");
        FactIndex twins = new FactIndex(read(charge("ch_1", 2, "failed", "pm_1"), charge("ch_2", 2, "failed", "pm_1")));
        assertThat(twins.chargeOf("pi_1").orElseThrow().id()).isEqualTo("ch_2");
        assertThat(twins.chargeOf("pi_2")).isEmpty();
    }

    @Test
    @DisplayName("STR-50 attempts before this one count where they failed, for the same payment, with the same method")
    void failedBefore() {
        ChargeFact last = (ChargeFact) read(charge("ch_9", 9, "failed", "pm_1")).get(0);
        assertThat(before(last, charge("ch_1", 1, "failed", "pm_1"), charge("ch_2", 8, "failed", "pm_1")))
                .isEqualTo(2);
        assertThat(before(last, charge("ch_1", 1, "succeeded", "pm_1"))).isZero();
        assertThat(before(last, charge("ch_1", 1, "failed", "pm_2"))).isZero();
        assertThat(before(last, charge("ch_1", 9, "failed", "pm_1")))
                .as("as new")
                .isZero();
        assertThat(before(last, charge("ch_1", 10, "failed", "pm_1")))
                .as("newer")
                .isZero();
        assertThat(before(last, charge("ch_9", 1, "failed", "pm_1")))
                .as("itself")
                .isZero();
        assertThat(before(last, charge("ch_1", 1, "failed", "pm_1").replace("pi_1", "pi_2")))
                .isZero();
        ChargeFact loose = (ChargeFact) read(charge("ch_9", 9, "failed", "pm_1").replace("'pi_1'", "null"))
                .get(0);
        assertThat(before(loose, charge("ch_1", 1, "failed", "pm_1").replace("'pi_1'", "null")))
                .as("attempts of no payment are not of one payment")
                .isZero();
    }

    private static int before(ChargeFact charge, String... others) {
        return new FactIndex(read(others)).failedBefore(charge);
    }

    @Test
    @DisplayName("STR-52 refunds by their charge, payments by their invoice")
    void belongings() {
        FactIndex index = new FactIndex(read(
                "{'id':'re_1','object':'refund','amount':5,'currency':'gbp','created':1,'charge':'ch_1','status':'succeeded'}",
                "{'id':'re_2','object':'refund','amount':5,'currency':'gbp','created':1,'charge':'ch_2','status':'succeeded'}",
                "{'id':'inpay_1','object':'invoice_payment','invoice':'in_1','amount_requested':5,'currency':'gbp',"
                        + "'status':'open','payment':{'type':'charge','charge':'ch_1'}}"));
        assertThat(index.refundsOf("ch_1")).extracting(StripeFact::id).containsExactly("re_1");
        assertThat(index.refundsOf("ch_3")).isEmpty();
        assertThat(index.paymentsOf("in_1")).extracting(InvoicePaymentFact::id).containsExactly("inpay_1");
        assertThat(index.paymentsOf("in_2")).isEmpty();
    }
}
