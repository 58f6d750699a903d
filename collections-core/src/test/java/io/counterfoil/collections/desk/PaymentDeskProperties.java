package io.counterfoil.collections.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.desk.DeskOutcome.PaymentState;
import io.counterfoil.collections.desk.DeskOutcome.ProviderPayment;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Fields;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PaymentDeskProperties {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 10), Instant.parse("2027-03-10T12:00:00Z"));

    @Property
    @Label(
            "COL-63 every invoice has exactly one outcome, every payment is accounted for, whatever the order of the input")
    void accountsForEverything(
            @ForAll @Size(max = 6) List<@IntRange(max = 1199) Integer> bills,
            @ForAll @Size(max = 6) List<@IntRange(max = 5999) Integer> known,
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 4) Integer> bank) {
        List<Invoice> invoices = new ArrayList<>();
        for (int i = 0; i < bills.size(); i++) {
            int seed = bills.get(i);
            Invoice.Builder invoice = PaymentDeskTest.invoice(
                            "I" + i, List.of(Invoice.Status.values()).get(seed % 4), (1 + seed / 4 % 4) + "0.00")
                    .dueOn(LocalDate.of(2027, 3, 1).plusDays(seed % 20));
            if (seed % 3 == 0) {
                invoice.putReference("payment", "P" + seed % 6);
            }
            invoices.add(invoice.build());
        }
        List<ProviderPayment> payments = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            int seed = known.get(i);
            PaymentState state = List.of(PaymentState.values()).get(1 + seed % 10);
            payments.add(PaymentDeskTest.payment("P" + i, state, (1 + seed / 10 % 4) + "0.00", 1 + seed % 9)
                    .forInvoice(InvoiceId.of("I" + seed / 40 % 7)));
        }
        List<ProviderPayment> lines = new ArrayList<>();
        for (int i = 0; i < bank.size(); i++) {
            lines.add(PaymentDeskTest.payment("B" + i, PaymentState.SUCCEEDED, bank.get(i) + "0.00", 5));
        }
        List<DeskOutcome> outcomes = judge(invoices, payments, lines);
        assertThat(outcomes)
                .extracting(outcome -> outcome.invoice().id().value())
                .containsExactlyElementsOf(
                        invoices.stream().map(invoice -> invoice.id().value()).toList());
        Set<String> seen = new TreeSet<>();
        for (DeskOutcome outcome : outcomes) {
            outcome.payments()
                    .forEach(payment -> assertThat(seen.add(payment.id()))
                            .as("on one invoice only")
                            .isTrue());
            assertThat(outcome.evidence().facts()).isNotEmpty();
            assertThat(Amounts.minor(outcome.applied()))
                    .isLessThanOrEqualTo(Amounts.minor(outcome.invoice().open()));
        }
        List<Invoice> backwards = new ArrayList<>(invoices);
        List<ProviderPayment> paid = new ArrayList<>(payments);
        Collections.reverse(backwards);
        Collections.reverse(paid);
        assertThat(judge(backwards, paid, lines))
                .extracting(outcome -> outcome.kind() + " " + outcome.key())
                .isEqualTo(outcomes.stream()
                        .map(outcome -> outcome.kind() + " " + outcome.key())
                        .toList());
    }

    private static List<DeskOutcome> judge(
            List<Invoice> invoices, List<ProviderPayment> payments, List<ProviderPayment> lines) {
        PaymentDesk desk = PaymentDesk.builder(AccountMap.builder().build())
                .payments(payments)
                .build();
        Reconciliation run = run(lines, invoices);
        InvoiceSource source = InvoiceSource.inMemory(invoices);
        List<DeskOutcome> outcomes = desk.propose(source, run, AS_OF);
        DeskDashboard dashboard = desk.dashboard(outcomes, source, run, AS_OF);
        assertThat(dashboard.proof().holds()).as(dashboard.proof().sentence()).isTrue();
        long assigned = outcomes.stream()
                .mapToLong(outcome -> outcome.payments().size())
                .sum();
        assertThat(assigned + dashboard.withoutInvoice().size()).isEqualTo(payments.size() + lines.size());
        return outcomes;
    }

    private static Reconciliation run(List<ProviderPayment> lines, List<Invoice> invoices) {
        Fields<ProviderPayment> left = Fields.of(ProviderPayment.class)
                .id(ProviderPayment::id)
                .amount(ProviderPayment::amount)
                .date(ProviderPayment::on);
        Fields<Invoice> right =
                Fields.of(Invoice.class).id(Invoice::id).amount(Invoice::amount).date(Invoice::issuedOn);
        MatchPlan plan = MatchPlan.named("desk")
                .pass(Pass.oneToOne("amount").on(MatchKey.AMOUNT).confirm())
                .build();
        return Reconciler.builder(plan).build().match(ItemBatch.of(lines, left), ItemBatch.of(invoices, right), AS_OF);
    }
}
