package io.counterfoil.collections.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import javax.money.MonetaryAmount;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GoalTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final YearMonth JUNE = YearMonth.of(2024, 6);
    private static final Goal.Scope BEN = new Goal.Scope(Goal.Level.COLLECTOR, "ben");

    private static Goal share(String percent) {
        return Goal.overdueShare(new BigDecimal(percent), BEN, JUNE);
    }

    private static Goal.Figure figure(String whole, String part) {
        return Goal.Figure.of(GBP.of(whole), GBP.of(part));
    }

    @Test
    @DisplayName("COL-23 of 1,000 open with 300 overdue, 20 % is reached with 125 more, rounded up to the penny")
    void overdueShare() {
        Goal.Progress progress = share("20").assess(figure("1000.00", "300.00"));
        assertThat(progress.toCollect()).contains(GBP.of("125.00"));
        assertThat(progress.actual().value().orElseThrow()).isEqualByComparingTo("30");
        assertThat(progress.isReached()).isFalse();
        assertThat(progress.formula()).contains("share = 20 %");
        assertThat(progress.actual().basis().population()).isEqualTo("collector ben in 2024-06");
        assertThat(share("30").assess(figure("1000.00", "300.00")).isReached()).isTrue();
        assertThat(share("100").assess(figure("1000.00", "1000.00")).isReached())
                .isTrue();
        assertThat(share("0").assess(figure("1000.00", "300.00")).toCollect()).contains(GBP.of("300.00"));
        assertThat(share("7").assess(figure("1000.00", "300.00")).toCollect()).contains(GBP.of("247.32"));
        Goal over60 = Goal.overDaysShare(60, new BigDecimal("20"), BEN, JUNE);
        assertThat(over60.overDays()).isEqualTo(60);
        assertThat(over60.assess(figure("1000.00", "300.00")).toCollect()).contains(GBP.of("125.00"));
    }

    @Test
    @DisplayName("COL-23 where credits make the whole less than its overdue part, collecting cannot reach the share")
    void unreachable() {
        Goal.Progress progress = share("20").assess(figure("100.00", "300.00"));
        assertThat(progress.toCollect()).isEmpty();
        assertThat(progress.isReached()).isFalse();
        assertThat(share("20").assess(figure("-5.00", "300.00")).actual().kind())
                .isEqualTo(Metric.Kind.UNDEFINED);
        assertThat(share("20").assess(figure("0.00", "0.00")).isReached()).isTrue();
    }

    @Test
    @DisplayName("COL-23 days sales outstanding, cash and contacts state what is missing")
    void otherKinds() {
        Goal dso = Goal.dso(new BigDecimal("30"), BEN, JUNE);
        Goal.Progress progress = dso.assess(new Goal.Figure(GBP.of("500.00"), GBP.of("400.00"), 30, 0));
        assertThat(progress.toCollect()).contains(GBP.of("100.00"));
        assertThat(progress.actual().value().orElseThrow()).isEqualByComparingTo("37.5");
        assertThat(dso.assess(new Goal.Figure(GBP.of("400.00"), GBP.of("400.00"), 30, 0))
                        .isReached())
                .isTrue();
        assertThat(dso.assess(new Goal.Figure(GBP.of("400.00"), GBP.zero(), 30, 0))
                        .toCollect())
                .isEmpty();
        Goal cash = Goal.cash(new BigDecimal("1000.00"), BEN, JUNE);
        assertThat(cash.assess(figure("0", "999.99")).toCollect()).contains(GBP.of("0.01"));
        assertThat(cash.assess(figure("0", "1000.00")).isReached()).isTrue();
        Goal contacts = Goal.contacts(20, BEN, JUNE);
        assertThat(contacts.assess(new Goal.Figure(GBP.zero(), GBP.zero(), 1, 19))
                        .contactsToGo())
                .isEqualTo(1);
        assertThat(contacts.assess(new Goal.Figure(GBP.zero(), GBP.zero(), 1, 19))
                        .isReached())
                .isFalse();
        assertThat(contacts.assess(new Goal.Figure(GBP.zero(), GBP.zero(), 1, 20))
                        .isReached())
                .isTrue();
        assertThat(contacts.days().to()).isEqualTo(LocalDate.of(2024, 6, 30));
    }

    @Test
    @DisplayName("COL-23 goals and figures that make no sense are refused")
    void refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> share("-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> share("100.01")).withMessageContaining("0 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Goal.overDaysShare(0, BigDecimal.TEN, BEN, JUNE))
                .withMessageContaining("1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new Goal(Goal.Kind.CASH, BigDecimal.TEN, 5, BEN, JUNE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Goal.Figure.of(GBP.zero(), Amounts.in("USD").zero()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Goal.Figure(GBP.zero(), GBP.zero(), 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Goal.Figure(GBP.zero(), GBP.zero(), 1, -1));
    }

    private static boolean reached(Goal goal, long open, long overdue, MonetaryAmount collected) {
        long minor = Amounts.minor(collected);
        return goal.assess(Goal.Figure.of(GBP.ofMinor(open - minor), GBP.ofMinor(overdue - minor)))
                .isReached();
    }

    @Property
    @Label("COL-23 collecting the amount reaches the goal, one minor unit less does not")
    void theAmountIsTheLeast(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long overdue,
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long notDue,
            @ForAll @IntRange(max = 9_999) int basisPoints) {
        Goal goal = share(BigDecimal.valueOf(basisPoints, 2).toPlainString());
        long open = overdue + notDue;
        MonetaryAmount toCollect = goal.assess(Goal.Figure.of(GBP.ofMinor(open), GBP.ofMinor(overdue)))
                .toCollect()
                .orElseThrow();
        assertThat(Amounts.minor(toCollect)).isBetween(0L, overdue);
        assertThat(reached(goal, open, overdue, toCollect)).isTrue();
        if (toCollect.isPositive()) {
            assertThat(reached(goal, open, overdue, toCollect.subtract(GBP.ofMinor(1))))
                    .isFalse();
        }
    }

    @Property
    @Label("COL-23 collecting the amount reaches the days, one minor unit less does not")
    void theAmountIsTheLeastForDso(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long receivable,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long sales,
            @ForAll @IntRange(min = 1, max = 365) int days,
            @ForAll @IntRange(max = 400) int atMost) {
        Goal goal = Goal.dso(BigDecimal.valueOf(atMost), BEN, JUNE);
        MonetaryAmount toCollect = goal.assess(new Goal.Figure(GBP.ofMinor(receivable), GBP.ofMinor(sales), days, 0))
                .toCollect()
                .orElseThrow();
        long least = Amounts.minor(toCollect);
        assertThat(goal.assess(new Goal.Figure(GBP.ofMinor(receivable - least), GBP.ofMinor(sales), days, 0))
                        .isReached())
                .isTrue();
        if (least > 0) {
            assertThat(goal.assess(new Goal.Figure(GBP.ofMinor(receivable - least + 1), GBP.ofMinor(sales), days, 0))
                            .isReached())
                    .isFalse();
        }
    }
}
