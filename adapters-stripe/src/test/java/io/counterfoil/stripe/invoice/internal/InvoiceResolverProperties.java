package io.counterfoil.stripe.invoice.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.money.MonetaryAmount;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InvoiceResolverProperties {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    private final InvoiceResolver resolver = InvoiceResolver.standard();

    @Property
    @Label("STR-40 shares and the unapplied rest sum to the payment, and no invoice gets more than is open")
    void conserves(@ForAll("invoices") List<Invoice> invoices, @ForAll("payment") PaymentEvidence payment) {
        InvoiceLink link = match(payment, invoices);
        MonetaryAmount sum =
                link.shares().stream().map(InvoiceLink.Share::amount).reduce(link.unapplied(), MonetaryAmount::add);
        assertThat(sum.isEqualTo(payment.amount())).isTrue();
        for (InvoiceLink.Share share : link.shares()) {
            Invoice invoice = invoices.stream()
                    .filter(i -> i.id().equals(share.invoice()))
                    .findFirst()
                    .orElseThrow();
            assertThat(share.amount().isGreaterThan(invoice.amount())).isFalse();
        }
        assertThat(link.action().isPresent()).isNotEqualTo(link.reason().isPresent());
        assertThat(link.reason().isEmpty() || link.obstacles().size() > 0).isTrue();
    }

    @Property
    @Label("STR-40 the order of invoices does not matter")
    void orderDoesNotMatter(
            @ForAll("invoices") List<Invoice> invoices,
            @ForAll("payment") PaymentEvidence payment,
            @ForAll Random random) {
        List<Invoice> shuffled = new ArrayList<>(invoices);
        Collections.shuffle(shuffled, random);
        assertThat(match(payment, shuffled)).isEqualTo(match(payment, invoices));
    }

    @Property
    @Label("STR-40 an unrelated invoice never changes a hard match")
    void unrelatedInvoicesDoNotMatter(
            @ForAll("invoices") List<Invoice> invoices, @ForAll("payment") PaymentEvidence payment) {
        InvoiceLink before = match(payment, invoices);
        boolean hard = before.strongest().filter(InvoiceLink.Rank::hard).isPresent();
        List<Invoice> more = new ArrayList<>(invoices);
        more.add(invoice(999, 5_000, Invoice.Status.PENDING));
        if (hard && before.resolution() instanceof Resolution.Unique) {
            assertThat(match(payment, more)).isEqualTo(before);
        }
    }

    @Property
    @Label("STR-40 amount and date alone never link")
    void amountAloneNeverLinks(@ForAll("invoices") List<Invoice> invoices) {
        PaymentEvidence payment =
                payment(5_000, StatusTable.PaymentStanding.SUCCEEDED).build();
        InvoiceLink link = match(payment, invoices);
        assertThat(link.action()).isEmpty();
        assertThat(link.reason().orElseThrow()).isIn(InvoiceLink.Cause.SUGGESTION_ONLY, InvoiceLink.Cause.NO_EVIDENCE);
    }

    private InvoiceLink match(PaymentEvidence payment, List<Invoice> invoices) {
        return resolver.match(List.of(payment), InvoiceSource.inMemory(invoices))
                .get(0);
    }

    @Provide
    Arbitrary<List<Invoice>> invoices() {
        return Combinators.combine(
                        Arbitraries.integers().between(100, 112),
                        Arbitraries.of(5_000L, 8_000L),
                        Arbitraries.of(Invoice.Status.class))
                .as(InvoiceResolverProperties::invoice)
                .list()
                .uniqueElements(Invoice::id)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<PaymentEvidence> payment() {
        Arbitrary<String> named = Arbitraries.integers().between(98, 114).map(n -> "INV-" + n);
        return Combinators.combine(
                        Arbitraries.of(4_000L, 5_000L, 8_000L, 13_000L),
                        Arbitraries.of(StatusTable.PaymentStanding.class),
                        named.list().ofMaxSize(2),
                        named.list().ofMaxSize(2),
                        Arbitraries.integers().between(0, 3))
                .as((minor, standing, hard, soft, customer) -> {
                    PaymentEvidence.Builder payment = payment(minor, standing);
                    hard.forEach(payment::addOrderReference);
                    soft.forEach(number -> payment.addText("for " + number + ", thanks"));
                    if (customer > 0) {
                        payment.customer(PartyId.of("c" + customer));
                    }
                    return payment.build();
                });
    }

    private static PaymentEvidence.Builder payment(long minor, StatusTable.PaymentStanding standing) {
        return PaymentEvidence.builder()
                .paymentId("pi_1")
                .amount(GBP.ofMinor(minor))
                .paidOn(DAY)
                .standing(standing);
    }

    private static Invoice invoice(int number, long minor, Invoice.Status status) {
        boolean open = status == Invoice.Status.PENDING || status == Invoice.Status.FAILED;
        return Invoice.builder()
                .id(InvoiceId.of("INV-" + number))
                .customer(PartyId.of("c" + number % 3))
                .amount(GBP.ofMinor(minor))
                .open(open ? GBP.ofMinor(minor) : GBP.zero())
                .status(status)
                .issuedOn(DAY.plusDays(number % 25 - 12))
                .build();
    }
}
