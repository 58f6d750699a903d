package io.counterfoil.collections.metrics;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.metrics.Dso.SalesPeriod;
import io.counterfoil.collections.metrics.Dso.ZeroSales;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Amounts gbp = Amounts.in("GBP");
    private final Receivables receivables = ReceivableLog.in("GBP")
            .invoice("JAN", "310", "2027-01-10", "2027-01-31")
            .invoice("FEB", "280", "2027-02-10", "2027-03-10")
            .receipt("R1", "310", "2027-02-10")
            .allocate("R1", "JAN", "310", "2027-02-10")
            .receipt("R2", "140", "2027-02-20")
            .allocate("R2", "FEB", "140", "2027-02-20")
            .replay();
    private final List<DateRange> periods = List.of(DateRange.month(2027, 2), DateRange.month(2027, 1));

    @Test
    @DisplayName("COL-17 days sales outstanding from receivables, by three methods, worked out by hand")
    void dsoOfReceivables() {
        // Open at the end of February: 140. Sales 280 in 28 days and 310 in 31.
        assertThat(value(Dso.simple())).isEqualByComparingTo("14"); // 140 × 59 / 590
        assertThat(value(Dso.countBack(ZeroSales.STOP))).isEqualByComparingTo("14"); // 140 / 280 × 28
        assertThat(value(Dso.averageBalance())).isEqualByComparingTo("22.5"); // (140 + 310) / 2 × 59 / 590
    }

    @Test
    @DisplayName("COL-24 a metric says its method, inputs, population and formula, or why there is none")
    void basis() {
        Metric<BigDecimal> none = Dso.simple()
                .assess(receivables, gbp.currency(), List.of(DateRange.month(2026, 1)), lately("2027-02-28"));
        assertThat(none.kind()).isEqualTo(Metric.Kind.UNDEFINED);
        assertThat(none.basis().inputs()).containsEntry("sales", "0").containsEntry("receivable", "140");
        assertThat(none.basis().formula()).isEqualTo("receivable × days / sales");
        assertThat(none.basis().population()).contains("GBP");
    }

    @Test
    @DisplayName("COL-17 a history that ends before the balance is used up gives a lower bound")
    void lowerBound() {
        Metric<BigDecimal> bound =
                Dso.countBack(ZeroSales.STOP).calculate(gbp.of("500"), List.of(new SalesPeriod(30, gbp.of("100"))));
        assertThat(bound.kind()).isEqualTo(Metric.Kind.LOWER_BOUND);
        assertThat(bound.value().orElseThrow()).isEqualByComparingTo("30");
        assertThatThrownBy(() -> Dso.simple().calculate(gbp.of("1"), List.of()))
                .hasMessageContaining("expected one or more");
        assertThatThrownBy(() -> Dso.simple()
                        .calculate(
                                gbp.of("1"),
                                List.of(new SalesPeriod(30, Amounts.in("EUR").of("1")))))
                .hasMessageContaining("expected one currency");
    }

    @Test
    @DisplayName(
            "COL-19 days late count to the settlement of the last cent; those who never pay are added at their age")
    void daysLate() {
        DateRange all = DateRange.of(periods.get(1).from(), periods.get(0).to());
        assertThat(DaysLate.plain()
                        .assess(receivables, gbp.currency(), all, lately("2027-03-20"))
                        .value())
                .hasValueSatisfying(days -> assertThat(days).isEqualByComparingTo("10"));
        assertThat(DaysLate.weighted()
                        .includeOpenPastDue()
                        .assess(receivables, gbp.currency(), all, lately("2027-03-20"))
                        .value())
                .hasValueSatisfying(days -> assertThat(days).isEqualByComparingTo("10"));
    }

    private BigDecimal value(Dso dso) {
        return dso.assess(receivables, gbp.currency(), periods, lately("2027-02-28"))
                .value()
                .orElseThrow();
    }
}
