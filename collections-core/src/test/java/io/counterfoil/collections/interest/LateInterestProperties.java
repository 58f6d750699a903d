package io.counterfoil.collections.interest;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.interest.LawPack.DayCount;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LateInterestProperties {

    private static final Amounts EUR = Amounts.in("EUR");
    private static final LocalDate DUE = LocalDate.of(2023, 11, 15);

    @Property
    @Label("COL-55 parts of a year are additive over adjacent periods, for every day count")
    void additive(
            @ForAll DayCount count, @ForAll @IntRange(max = 900) int first, @ForAll @IntRange(max = 900) int second) {
        LocalDate middle = DUE.plusDays(first);
        LocalDate end = middle.plusDays(second);
        assertThat(count.parts(DUE, middle) + count.parts(middle, end)).isEqualTo(count.parts(DUE, end));
    }

    @Property
    @Label("COL-55 interest is the sum of the days, each on what was open the evening before")
    void dayByDay(
            @ForAll @IntRange(min = 1, max = 500_000) int principal,
            @ForAll @Size(max = 4) List<@IntRange(max = 400) Integer> days,
            @ForAll @IntRange(max = 420) int through,
            @ForAll @IntRange(min = 1, max = 3000) int basisPoints) {
        ReceivableLog log = ReceivableLog.in("EUR")
                .invoice("I1", Amounts.plain(EUR.ofMinor(principal)), "2023-01-01", DUE.toString());
        for (int i = 0; i < days.size(); i++) {
            long part = principal / (days.size() + 1L);
            if (part > 0) {
                String day = DUE.plusDays(days.get(i)).toString();
                String amount = Amounts.plain(EUR.ofMinor(part));
                log.receipt("R" + i, amount, day).allocate("R" + i, "I1", amount, day);
            }
        }
        Receivables receivables = log.replay();
        BigDecimal percent = BigDecimal.valueOf(basisPoints, 2);
        BigDecimal slow = BigDecimal.ZERO;
        for (int day = 1; day <= through; day++) {
            long evening = Amounts.minor(receivables.open(
                    OpenItemId.of("I1"), lately(DUE.plusDays(day - 1L).toString())));
            slow = slow.add(BigDecimal.valueOf(evening).multiply(percent));
        }
        long wanted =
                slow.divide(BigDecimal.valueOf(36_500), 0, RoundingMode.HALF_UP).longValueExact();
        LateInterest.Claim claim = LateInterest.of(LawPack.contract(percent))
                .assess(
                        OpenItemId.of("I1"),
                        receivables,
                        lately(DUE.plusDays(through).toString()))
                .orThrow();
        assertThat(Amounts.minor(claim.interest())).isEqualTo(wanted);
    }
}
