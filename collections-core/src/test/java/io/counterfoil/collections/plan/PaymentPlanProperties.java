package io.counterfoil.collections.plan;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.plan.PaymentPlan.Remainder;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.List;
import javax.money.MonetaryAmount;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PaymentPlanProperties {

    private static final Amounts EUR = Amounts.in("EUR");

    @Property
    @Label("COL-46 instalments add up to the total and differ by one unit at most")
    void addsUp(
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long total,
            @ForAll @IntRange(min = 1, max = 60) int parts,
            @ForAll Remainder remainder) {
        List<MonetaryAmount> split = PaymentPlan.split(EUR.ofMinor(total), parts, remainder);
        long sum = 0;
        long least = Long.MAX_VALUE;
        long most = 0;
        for (MonetaryAmount part : split) {
            sum += Amounts.minor(part);
            least = Math.min(least, Amounts.minor(part));
            most = Math.max(most, Amounts.minor(part));
        }
        assertThat(split).hasSize(parts);
        assertThat(sum).isEqualTo(total);
        assertThat(most - least).isLessThanOrEqualTo(1);
        assertThat(Amounts.minor(split.get(0)) >= Amounts.minor(split.get(parts - 1)))
                .isEqualTo(remainder == Remainder.FIRST || least == most);
    }

    @Property
    @Label("COL-46 what a plan has is what its instalments have, filled oldest first")
    void paidIsTheSum(
            @ForAll @IntRange(min = 1, max = 8) int parts,
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 90) Integer> payments,
            @ForAll @IntRange(max = 80) int today) {
        ReceivableLog log = ReceivableLog.in("EUR").invoice("I1", "1000.00", "2027-01-01", "2027-01-31");
        LocalDate start = LocalDate.of(2027, 3, 1);
        long received = 0;
        for (int i = 0; i < payments.size(); i++) {
            String amount = Amounts.plain(EUR.ofMinor(payments.get(i)));
            String day = start.plusDays(i * 10L).toString();
            log.receipt("R" + i, amount, day).allocate("R" + i, "I1", amount, day);
            received += i * 10L <= today ? payments.get(i) : 0;
        }
        PaymentPlan plan = PaymentPlan.builder()
                .id("P")
                .party("acme")
                .item("I1")
                .startsOn(start)
                .instalments(EUR.of("2.00"), parts, Recurrence.Unit.WEEK, start)
                .build();
        PaymentPlan.Standing standing =
                plan.assess(log.replay(), lately(start.plusDays(today).toString()));
        long sum = 0;
        long left = Math.min(received, 200);
        for (int i = 0; i < parts; i++) {
            long part = Amounts.minor(standing.paidPerInstalment().get(i));
            long wanted = Math.min(left, Amounts.minor(plan.instalments().get(i).amount()));
            left -= wanted;
            sum += part;
            assertThat(part).isEqualTo(wanted);
        }
        assertThat(Amounts.minor(standing.paid())).isEqualTo(sum);
    }
}
