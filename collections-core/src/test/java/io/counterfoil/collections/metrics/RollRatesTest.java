package io.counterfoil.collections.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.collections.metrics.RollRates.Flow;
import io.counterfoil.collections.metrics.RollRates.Period;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableArbitraries;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.money.CurrencyUnit;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RollRatesTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final Aging AGING =
            Aging.by(AgeBasis.DUE_DATE).buckets(30, 60).build();
    private static final Period JUNE =
            new Period(DateRange.of(LocalDate.of(2024, 5, 31), LocalDate.of(2024, 6, 30)), Instant.MAX);

    private static ReceivableLog books() {
        return ReceivableLog.in("GBP")
                .of("acme")
                .invoice("I1", "100.00", "2024-05-01", "2024-05-20")
                .invoice("I2", "60.00", "2024-05-01", "2024-05-25")
                .invoice("I3", "40.00", "2024-05-01", "2024-05-26")
                .invoice("I4", "500.00", "2024-05-10", "2024-06-20")
                .invoice("later", "77.00", "2024-06-10", "2024-07-20")
                .receipt("R1", "90.00", "2024-06-05")
                .allocate("R1", "I1", "30.00", "2024-06-05")
                .allocate("R1", "I2", "60.00", "2024-06-06");
    }

    private static void assertShares(RollRates rates, String bucket, Map<String, String> wanted) {
        assertThat(rates.of(bucket).keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((to, share) -> assertThat(rates.rate(bucket, to)).isEqualByComparingTo(share));
    }

    @Test
    @DisplayName("COL-21 an amount is followed to where it stands a month later, or to having been paid")
    void followsAmounts() {
        Metric<RollRates> metric = RollRates.assess(books().replay(), AGING, GBP.currency(), JUNE);
        RollRates rates = metric.value().orElseThrow();
        assertThat(rates.buckets()).containsExactlyInAnyOrder("1-30", "NOT_DUE");
        assertShares(rates, "1-30", Map.of("31-60", "0.55", "PAID", "0.45"));
        assertShares(rates, "NOT_DUE", Map.of("1-30", "1"));
        assertThat(rates.payDown("1-30")).isEqualByComparingTo("0.45");
        assertThat(rates.writeOff("1-30")).isEqualByComparingTo("0");
        assertThat(rates.cure("1-30")).isEqualByComparingTo("0.3");
        assertThat(rates.cure("NOT_DUE")).isEqualByComparingTo("0");
        assertThat(metric.basis().inputs()).containsEntry("1-30", "200").containsEntry("NOT_DUE", "500");
        assertThatIllegalArgumentException().isThrownBy(() -> rates.of("61+")).withMessageContaining("61+");
    }

    @Test
    @DisplayName("COL-21 what another credit covers is credited, not paid")
    void creditsAreNotPayments() {
        ReceivableLog log = books().of("acme");
        ReceivableEvent note = new ReceivableEvent.ItemIssued(
                log.item("C1", OpenItemKind.CREDIT_NOTE, "40.00", "2024-06-07").build());
        Receivables receivables = log.replay().with(note).orThrow();
        Receivables credited = receivables
                .with(new ReceivableEvent.Allocated(
                        io.counterfoil.collections.receivable.ReceivableEventId.of("credit"),
                        io.counterfoil.collections.receivable.OpenItemId.of("C1"),
                        io.counterfoil.collections.receivable.OpenItemId.of("I3"),
                        GBP.of("40.00"),
                        LocalDate.of(2024, 6, 8),
                        Instant.parse("2024-06-08T12:00:00Z")))
                .orThrow();
        RollRates rates =
                RollRates.assess(credited, AGING, GBP.currency(), JUNE).value().orElseThrow();
        assertShares(rates, "1-30", Map.of("31-60", "0.35", "PAID", "0.45", "CREDITED", "0.2"));
    }

    @Test
    @DisplayName(
            "COL-21 disputed parts are left out by choice: credited, open, given up and paid, in that order, counts for them first")
    void withoutDisputedParts() {
        ReceivableLog log = books().of("acme");
        log.add(new ReceivableEvent.ItemIssued(
                log.item("C1", OpenItemKind.CREDIT_NOTE, "10.00", "2024-06-07").build()));
        log.allocate("C1", "I3", "10.00", "2024-06-08");
        Receivables receivables = log.replay();
        Period plain = JUNE.withoutDisputed(Map.of());
        assertThat(plain).isEqualTo(JUNE);
        Metric<RollRates> metric = RollRates.assess(
                receivables,
                AGING,
                GBP.currency(),
                JUNE.withoutDisputed(Map.of(
                        OpenItemId.of("I1"), GBP.of("80.00"),
                        OpenItemId.of("I2"), GBP.of("20.00"),
                        OpenItemId.of("I3"), GBP.of("15.00"),
                        OpenItemId.of("I4"), GBP.of("500.00"))));
        RollRates rates = metric.value().orElseThrow();
        assertThat(metric.basis().inputs())
                .as("20 of I1 (70 open and 10 paid are in dispute), 40 of I2, 25 of I3, nothing of I4")
                .containsExactly(Map.entry("1-30", "85"));
        assertThat(rates.rate("1-30", "PAID")).isEqualByComparingTo("0.7058823529");
        assertThat(rates.rate("1-30", "31-60")).isEqualByComparingTo("0.2941176471");
        assertThat(rates.rate("1-30", "CREDITED")).isEqualByComparingTo("0");
        assertThat(metric.basis().population()).endsWith(", without what is in dispute");
    }

    @Test
    @DisplayName("COL-21 the balance form compares neighbouring buckets without following items")
    void balanceForm() {
        Map<String, BigDecimal> rates = RollRates.balanceForm(books().replay(), AGING, GBP.currency(), JUNE);
        assertThat(rates).containsOnlyKeys("1-30", "31-60");
        assertThat(rates.get("1-30")).isEqualByComparingTo("1");
        assertThat(rates.get("31-60")).isEqualByComparingTo("0.55");
    }

    @Test
    @DisplayName("COL-21 rates of nothing are undefined, parts that are more than the whole are refused")
    void undefinedAndRefused() {
        assertThat(RollRates.calculate(List.of()).kind()).isEqualTo(Metric.Kind.UNDEFINED);
        AgingBucket next = new AgingBucket("31-60", true);
        MonetaryParts parts = new MonetaryParts("10.00", "4.00", "3.00", "3.00");
        Flow whole = parts.flow(Optional.empty());
        assertThat(whole.rest()).isEqualTo(GBP.of("0.00"));
        RollRates rates = RollRates.calculate(
                        List.of(whole, new MonetaryParts("30.00", "0", "0", "0").flow(Optional.of(next))))
                .value()
                .orElseThrow();
        assertThat(rates.writeOff("1-30")).isEqualByComparingTo("0.075");
        assertThat(rates.cure("1-30")).as("what is given up is not cured").isEqualByComparingTo("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MonetaryParts("9.99", "4.00", "3.00", "3.00").flow(Optional.of(next)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MonetaryParts("10.01", "4.00", "3.00", "3.00").flow(Optional.empty()))
                .withMessageContaining("nowhere");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MonetaryParts("10.00", "-1.00", "0", "0").flow(Optional.of(next)));
    }

    private record MonetaryParts(String amount, String paid, String credited, String writtenOff) {
        Flow flow(Optional<AgingBucket> to) {
            return new Flow("1-30", GBP.of(amount), GBP.of(paid), GBP.of(credited), GBP.of(writtenOff), to);
        }
    }

    @Provide
    Arbitrary<List<ReceivableEvent>> logs() {
        return ReceivableArbitraries.logs();
    }

    @Property
    @Label("COL-21 every row of the cohort form adds up to one, whatever happened between the days")
    void rowsAddUpToOne(
            @ForAll("logs") List<ReceivableEvent> log,
            @ForAll @IntRange(max = 150) int first,
            @ForAll @IntRange(max = 150) int days) {
        Receivables receivables = Receivables.replay(log.stream()).value().orElseThrow();
        LocalDate from = ReceivableArbitraries.FIRST_DAY.plusDays(first);
        Period period = new Period(DateRange.of(from, from.plusDays(days)), Instant.MAX);
        for (CurrencyUnit currency : receivables.currencies()) {
            Metric<RollRates> metric = RollRates.assess(receivables, AGING, currency, period);
            metric.value()
                    .ifPresent(rates -> rates.buckets()
                            .forEach(bucket -> assertThat(
                                            rates.of(bucket).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                                    .isCloseTo(BigDecimal.ONE, within(new BigDecimal("0.000000001")))));
            assertThat(metric.value().isPresent())
                    .isEqualTo(receivables.at(new AsOf(from, Instant.MAX)).rows().stream()
                            .anyMatch(row -> row.open().getCurrency().equals(currency)
                                    && row.open().isPositive()));
        }
    }
}
