package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.dispute.RefundStanding;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.invoice.PaymentEvidence.Origin;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.LocalDate;
import java.util.List;
import javax.money.Monetary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecondPaymentTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    private final Stripe stripe = Stripe.builder()
            .accounts(AccountMap.builder()
                    .standard(Monetary.getCurrency("GBP"), StripeAccountRole.values())
                    .build())
            .build();

    private static Invoice invoice(String id, String open) {
        Invoice.Builder invoice = Invoice.builder();
        if (open.equals("0")) {
            invoice.putReference("payment_intent", "pi_1");
        }
        return invoice.id(InvoiceId.of(id))
                .customer(PartyId.of("ana"))
                .amount(GBP.of("120.00"))
                .open(GBP.of(open))
                .status(open.equals("0") ? Invoice.Status.PAID : Invoice.Status.PENDING)
                .issuedOn(DAY.minusDays(5))
                .build();
    }

    private static PaymentEvidence.Builder payment() {
        return PaymentEvidence.builder()
                .paymentId("pi_2")
                .charge("ch_2")
                .customer(PartyId.of("ana"))
                .amount(GBP.of("120.00"))
                .paidOn(DAY)
                .standing(StatusTable.PaymentStanding.SUCCEEDED);
    }

    private InvoiceLink match(PaymentEvidence payment, Invoice... invoices) {
        return stripe.matchInvoices(List.of(payment), InvoiceSource.inMemory(List.of(invoices)))
                .get(0);
    }

    @Test
    @DisplayName(
            "STR-51 a second payment of a paid invoice is proposed to be given back, and never goes to another invoice")
    void secondPayment() {
        InvoiceLink link = match(
                payment().putMetadata("charge.invoice_number", "INV-1").build(),
                invoice("INV-1", "0"),
                invoice("INV-2", "120.00"));

        assertThat(link.shares()).isEmpty();
        assertThat(link.reason()).contains(InvoiceLink.Cause.DUPLICATE_PAYMENT);
        RefundStanding.Proposal proposal = stripe.proposeRefund(link).orElseThrow();
        assertThat(proposal.reason()).isEqualTo(RefundStanding.Proposal.Reason.DUPLICATE_PAYMENT);
        assertThat(proposal.amount()).isEqualTo(GBP.of("120.00"));
        assertThat(proposal.charge()).contains("ch_2");
        assertThat(proposal.evidence().sentence()).contains("pi_2");
    }

    @Test
    @DisplayName("STR-51 no refund is proposed for a first payment, nor for money that is not there")
    void noProposal() {
        PaymentEvidence named =
                payment().putMetadata("charge.invoice_number", "INV-1").build();
        assertThat(stripe.proposeRefund(match(named, invoice("INV-1", "120.00"))))
                .isEmpty();
        PaymentEvidence failed = payment()
                .putMetadata("charge.invoice_number", "INV-1")
                .standing(StatusTable.PaymentStanding.FAILED)
                .build();
        assertThat(stripe.proposeRefund(match(failed, invoice("INV-1", "0")))).isEmpty();
    }

    @Test
    @DisplayName("STR-51 a payment made outside the booking system says by which way it came")
    void origin() {
        assertThat(payment().build().origin()).isEqualTo(Origin.DIRECT);
        assertThat(payment().checkoutSession("cs_1").build().origin()).isEqualTo(Origin.CHECKOUT_SESSION);
        assertThat(payment()
                        .checkoutSession("cs_1")
                        .paymentLink("plink_1")
                        .build()
                        .origin())
                .isEqualTo(Origin.PAYMENT_LINK);
        assertThat(payment().addInvoicePayment("in_1").build().origin()).isEqualTo(Origin.STRIPE_INVOICE);
        assertThat(payment().addLegacyInvoice("in_1").build().origin()).isEqualTo(Origin.STRIPE_INVOICE);
        InvoiceLink link = match(payment().build(), invoice("INV-9", "55.00"));
        assertThat(link.shares()).isEmpty();
        assertThat(stripe.proposeRefund(link)).isEmpty();
    }
}
