package io.counterfoil.collections.cash;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.cash.CashApplication.IncomingPayment;
import io.counterfoil.collections.cash.CashApplication.Portion;
import io.counterfoil.collections.cash.CashApplication.Rule;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.money.MonetaryAmount;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class CashApplicationProperties {

    private static final Amounts EUR = Amounts.in("EUR");
    private static final String DAY = "2027-03-10";

    @Property
    @Label(
            "COL-50 application conserves: receipt = applied + on account - kept back - written off, and the books move by the receipt and the write-offs only")
    void conserves(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 300) Integer> open,
            @ForAll @IntRange(min = 1, max = 900) int receipt,
            @ForAll @Size(min = 1, max = 5) @UniqueElements List<Rule> rules,
            @ForAll @IntRange(max = 20) int tolerance,
            @ForAll @IntRange(max = 31) int named) {
        ReceivableLog log = ReceivableLog.in("EUR");
        IncomingPayment.Builder payment = IncomingPayment.builder()
                .id("R")
                .party("acme")
                .amount(EUR.ofMinor(receipt))
                .receivedOn(LocalDate.parse(DAY))
                .recordedAt(noon(DAY));
        for (int i = 0; i < open.size(); i++) {
            log.invoice(
                    "INV-100" + i,
                    Amounts.plain(EUR.ofMinor(open.get(i))),
                    "2027-01-0" + (i + 1),
                    "2027-02-0" + (5 - i));
            if ((named >> i & 1) == 1) {
                payment.addTexts("INV-100" + i);
            }
        }
        Receivables before = log.replay();
        List<Rule> chain = new ArrayList<>(rules);
        chain.remove(Rule.ON_ACCOUNT);
        chain.add(Rule.ON_ACCOUNT);
        String allowed = Amounts.plain(EUR.ofMinor(tolerance));
        CashApplication application = CashApplication.builder()
                .rules(chain.get(0), chain.subList(1, chain.size()).toArray(Rule[]::new))
                .itemTolerance(Tolerance.absolute(allowed))
                .receiptTolerance(Tolerance.absolute(allowed))
                .writeOffReason("SMALL")
                .build();
        Resolution<ApplicationPlan> found = application.propose(payment.build(), before, lately(DAY));
        List<ApplicationPlan> plans = found.fold(
                unique -> List.of(unique.value()),
                several -> several.alternatives(),
                none -> List.of(),
                cut -> List.of());
        assertThat(plans).isNotEmpty();
        for (ApplicationPlan plan : plans) {
            assertThat(plan.proof().holds()).as(plan.proof().sentence()).isTrue();
            Receivables after = before.with(plan.events()).orThrow();
            long writtenOff = plan.itemWriteOffs().stream()
                    .mapToLong(off -> Amounts.minor(off.amount()))
                    .sum();
            long moved = Amounts.minor(
                    before.open(lately(DAY)).minus(after.open(lately(DAY))).in(EUR.currency()));
            assertThat(moved).isEqualTo(receipt + writtenOff + Amounts.minor(plan.receiptWriteOff()));
            for (int i = 0; i < open.size(); i++) {
                long left = Amounts.minor(after.open(OpenItemId.of("INV-100" + i), lately(DAY)));
                assertThat(left).isBetween(0L, (long) open.get(i));
            }
            assertThat(Amounts.minor(after.open(OpenItemId.of("R"), lately(DAY))))
                    .isEqualTo(-Amounts.minor(plan.onAccount()));
            plan.disputes()
                    .forEach(dispute -> assertThat(Amounts.minor(dispute.amount()))
                            .isEqualTo(Amounts.minor(after.open(dispute.item(), lately(DAY)))));
        }
        assertThat(application.propose(payment.build(), before, lately(DAY))).isEqualTo(found);
        assertThat(Totals.none().isZero()).isTrue();
    }

    @Property
    @Label("COL-51 a settlement is the one of the slow rule, and conserves")
    void settlesLikeTheSlowRule(
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 200) Integer> open,
            @ForAll @Size(min = 4, max = 4) List<@IntRange(max = 100) Integer> percent,
            @ForAll @IntRange(min = 1, max = 900) int receipt,
            @ForAll @IntRange(max = 30) int item,
            @ForAll @IntRange(max = 30) int whole) {
        List<Portion> portions = new ArrayList<>();
        long stated = 0;
        for (int i = 0; i < open.size(); i++) {
            long amount = (long) open.get(i) * percent.get(i) / 100;
            stated += amount;
            portions.add(new Portion(EUR.ofMinor(open.get(i)), EUR.ofMinor(amount)));
        }
        CashApplication.Settlement settled = CashApplication.builder()
                .itemTolerance(Tolerance.absolute(Amounts.plain(EUR.ofMinor(item))))
                .receiptTolerance(Tolerance.absolute(Amounts.plain(EUR.ofMinor(whole))))
                .writeOffReason("SMALL")
                .build()
                .settle(EUR.ofMinor(receipt), portions);
        for (int i = 0; i < open.size(); i++) {
            long rest = open.get(i) - Amounts.minor(portions.get(i).amount());
            assertThat(Amounts.minor(settled.itemWriteOffs().get(i))).isEqualTo(rest <= item ? rest : 0);
        }
        long difference = stated - receipt;
        boolean small = stated > 0 && Math.abs(difference) <= whole;
        assertThat(minor(settled.receiptWriteOff())).isEqualTo(small ? difference : 0);
        assertThat(minor(settled.deduction())).isEqualTo(small || difference < 0 ? 0 : difference);
        assertThat(minor(settled.onAccount())).isEqualTo(small || difference > 0 ? 0 : -difference);
        assertThat(stated + minor(settled.onAccount()) - minor(settled.deduction()) - minor(settled.receiptWriteOff()))
                .isEqualTo(receipt);
    }

    private static long minor(MonetaryAmount amount) {
        return Amounts.minor(amount);
    }
}
