package io.counterfoil.stripe.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.invoice.internal.InvoiceResolver;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentFactsTest {

    private static final String CHARGE = """
            {"object":"charge","id":"ch_1","amount":12000,"amount_captured":12000,"amount_refunded":REFUNDED,"currency":"gbp",\
            "status":"STATUS","paid":true,"captured":true,"disputed":false,"payment_intent":"pi_1","created":1767225600,\
            "balance_transaction":"txn_1","failure_balance_transaction":TAKEN_BACK,"customer":"cus_1"}""";
    private static final String INTENT = """
            {"object":"payment_intent","id":"pi_1","amount":12000,"amount_received":12000,"currency":"gbp","status":"succeeded",\
            "latest_charge":"ch_1","created":1767225500,"metadata":{"invoice_number":"inv 1001"}}""";

    @Test
    @DisplayName("STR-38 both shapes of the link between invoice and payment are read together")
    void readsBothShapes() {
        PaymentEvidence payment = only(charge(0, "succeeded", "null"), INTENT, """
                {"object":"invoice_payment","id":"inpay_1","invoice":"in_new","amount_requested":12000,"currency":"gbp",\
                "status":"paid","payment":{"type":"payment_intent","payment_intent":"pi_1"}}""", """
                {"object":"invoice","id":"in_old","amount_due":12000,"currency":"gbp","created":1,"charge":"ch_1","status":"paid"}""");
        assertThat(payment.paymentId()).isEqualTo("pi_1");
        assertThat(payment.charge()).contains("ch_1");
        assertThat(payment.invoicePayments()).containsExactly("in_new");
        assertThat(payment.legacyInvoices()).containsExactly("in_old");
        assertThat(payment.paidOn()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(payment.customer()).contains(PartyId.of("c-cus_1"));
        assertThat(payment.standing()).isEqualTo(StatusTable.PaymentStanding.SUCCEEDED);
    }

    @Test
    @DisplayName("STR-42 a bank debit that comes back later is a failed payment and reopens the invoice it had paid")
    void lateFailureReopens() {
        PaymentEvidence payment = only(charge(0, "succeeded", "\"txn_f\""), INTENT);
        assertThat(payment.standing()).isEqualTo(StatusTable.PaymentStanding.FAILED);
        Invoice paid = Invoice.builder()
                .id(InvoiceId.of("INV-1001"))
                .customer(PartyId.of("c1"))
                .amount(Amounts.in("GBP").of("120.00"))
                .open(Amounts.in("GBP").zero())
                .status(Invoice.Status.PAID)
                .issuedOn(LocalDate.of(2025, 12, 20))
                .putReference("payment_intent", "pi_1")
                .build();
        InvoiceLink link = InvoiceResolver.standard()
                .match(List.of(payment), InvoiceSource.inMemory(List.of(paid)))
                .get(0);
        assertThat(link.action()).contains(InvoiceAction.REOPEN);
        assertThat(link.shares()).isEmpty();
        assertThat(link.strongest()).contains(InvoiceLink.Rank.METADATA);
    }

    @Test
    @DisplayName("STR-52 refunds in full and in part, and disputes, are standings of their own")
    void refundsAndDisputes() {
        assertThat(only(charge(12_000, "succeeded", "null"), INTENT).standing())
                .isEqualTo(StatusTable.PaymentStanding.REFUNDED_FULL);
        assertThat(only(charge(1, "succeeded", "null"), INTENT).standing())
                .isEqualTo(StatusTable.PaymentStanding.REFUNDED_PART);
        assertThat(only(charge(0, "succeeded", "null"), INTENT, dispute("needs_response"))
                        .standing())
                .isEqualTo(StatusTable.PaymentStanding.DISPUTED);
        assertThat(only(charge(0, "succeeded", "null"), INTENT, dispute("lost")).standing())
                .isEqualTo(StatusTable.PaymentStanding.DISPUTE_LOST);
        assertThat(only(charge(0, "succeeded", "null"), INTENT, dispute("warning_needs_response"))
                        .standing())
                .as("an inquiry moves no money")
                .isEqualTo(StatusTable.PaymentStanding.SUCCEEDED);
    }

    @Test
    @DisplayName("STR-40 an unknown status counts as under way: nothing is done about the invoice")
    void unknownStatusIsUnderWay() {
        assertThat(only(charge(0, "teleported", "null")).standing()).isEqualTo(StatusTable.PaymentStanding.PROCESSING);
    }

    @Test
    @DisplayName("STR-22 metadata and texts stay out of toString")
    void hidesPrivateText() {
        assertThat(only(charge(0, "succeeded", "null"), INTENT).toString()).doesNotContain("inv 1001");
    }

    private static String charge(long refunded, String status, String takenBack) {
        return CHARGE.replace("REFUNDED", Long.toString(refunded))
                .replace("STATUS", status)
                .replace("TAKEN_BACK", takenBack);
    }

    private static String dispute(String status) {
        return "{\"object\":\"dispute\",\"id\":\"dp_1\",\"amount\":12000,\"currency\":\"gbp\",\"created\":1,\"charge\":\"ch_1\",\"status\":\""
                + status + "\"}";
    }

    private static PaymentEvidence only(String... objects) {
        var page = StripePages.test("acct_1").read("[" + String.join(",", objects) + "]", "facts");
        PaymentFacts facts = PaymentFacts.builder(ZoneOffset.UTC)
                .customers(id -> Optional.of(PartyId.of("c-" + id)))
                .facts(page.facts())
                .build();
        assertThat(facts.payments()).as("%s", page.diagnostics()).hasSize(1);
        return facts.payments().get(0);
    }
}
