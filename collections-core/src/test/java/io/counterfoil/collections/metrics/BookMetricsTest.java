package io.counterfoil.collections.metrics;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.metrics.Cei.Months;
import io.counterfoil.collections.metrics.Dso.SalesPeriod;
import io.counterfoil.collections.metrics.Dso.ZeroSales;
import io.counterfoil.collections.metrics.Goal.Book;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.money.MonetaryAmount;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BookMetricsTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final YearMonth JUNE = YearMonth.of(2027, 6);
    private static final Goal.Scope BEN = new Goal.Scope(Goal.Level.COLLECTOR, "ben");
    private static final PartyId ACME = PartyId.of("acme");

    /** On 20 June: acme 300 overdue for 50 days, 500 overdue for 10, 700 not due, 50 unapplied; beta, not ben's, 9,000 overdue. */
    private static ReceivableLog log() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .of("beta")
                .invoice("B", "9000.00", "2027-03-01", "2027-04-01")
                .of("acme")
                .invoice("OLD", "400.00", "2027-04-01", "2027-05-01")
                .receipt("R1", "100.00", "2027-06-03")
                .allocate("R1", "OLD", "100.00", "2027-06-03")
                .invoice("MID", "500.00", "2027-05-11", "2027-06-10")
                .invoice("NEW", "730.00", "2027-06-01", "2027-07-01")
                .receipt("R2", "50.00", "2027-06-20")
                .receipt("R3", "20.00", "2027-06-21")
                .receipt("R0", "15.00", "2027-05-31")
                .allocate("R0", "NEW", "15.00", "2027-06-01")
                .receipt("BACK", "40.00", "2027-06-05");
        log.add(new Reversed(
                ReceivableEventId.of("back"),
                OpenItemId.of("BACK"),
                ReversalKind.RETURNED,
                LocalDate.parse("2027-06-12"),
                noon("2027-06-12")));
        log.add(new ItemIssued(
                log.item("C", OpenItemKind.CREDIT_NOTE, "15.00", "2027-06-02").build()));
        return log.allocate("C", "NEW", "15.00", "2027-06-02");
    }

    private static final Book BENS = new Book(ACME::equals, GBP.currency(), ContactLog.empty());

    private static Goal.Progress of(Goal goal) {
        return goal.assess(log().replay(), BENS, lately("2027-06-20"));
    }

    @Test
    @DisplayName(
            "COL-23 a goal reads its figures off the books: shares, days, cash, each with what is still to collect")
    void fromTheBooks() {
        Goal.Progress overdue = of(Goal.overdueShare(new BigDecimal("20"), BEN, JUNE));
        assertThat(overdue.actual().basis().inputs()).containsEntry("whole", "1450.00 GBP");
        assertThat(overdue.actual().basis().inputs()).containsEntry("part", "800.00 GBP");
        assertThat(overdue.toCollect()).as("(800 - 0.2 × 1450) / 0.8").contains(GBP.of("637.50"));
        Goal.Progress over30 = of(Goal.overDaysShare(30, new BigDecimal("10"), BEN, JUNE));
        assertThat(over30.actual().basis().inputs()).containsEntry("part", "300.00 GBP");
        assertThat(over30.toCollect()).as("(300 - 145) / 0.9, up").contains(GBP.of("172.23"));
        assertThat(of(Goal.overDaysShare(49, BigDecimal.ZERO, BEN, JUNE)).toCollect())
                .contains(GBP.of("300.00"));
        assertThat(of(Goal.overDaysShare(50, BigDecimal.ZERO, BEN, JUNE)).isReached())
                .isTrue();
        Goal.Progress dso = of(Goal.dso(BigDecimal.TEN, BEN, JUNE));
        assertThat(dso.actual().value().orElseThrow()).as("1450 × 20 / 715").isEqualByComparingTo("40.5594405594");
        assertThat(dso.toCollect()).as("1450 - 10 × 715 / 20").contains(GBP.of("1092.50"));
        Goal.Progress cash = of(Goal.cash(new BigDecimal("200"), BEN, JUNE));
        assertThat(cash.actual().value().orElseThrow()).as("100 + 50 + 40 - 40").isEqualByComparingTo("150");
        assertThat(cash.toCollect()).contains(GBP.of("50.00"));
    }

    @Test
    @DisplayName("COL-23 after the month a goal counts the whole month and no more; before it there is nothing to say")
    void monthEnds() {
        Goal cash = Goal.cash(new BigDecimal("200"), BEN, YearMonth.of(2027, 5));
        assertThat(cash.assess(log().replay(), BENS, lately("2027-06-20"))
                        .actual()
                        .value()
                        .orElseThrow())
                .isEqualByComparingTo("15");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Goal.cash(BigDecimal.ONE, BEN, JUNE).assess(log().replay(), BENS, lately("2027-05-31")))
                .withMessageContaining("2027-05-31, expected one from 2027-06-01 on");
        assertThat(Goal.cash(BigDecimal.ONE, BEN, JUNE)
                        .assess(log().replay(), BENS, lately("2027-06-01"))
                        .toCollect())
                .contains(GBP.of("1.00"));
        assertThat(Goal.overdueShare(BigDecimal.TEN, BEN, JUNE)
                        .assess(log().replay(), Book.of(GBP.currency()), lately("2027-06-20"))
                        .actual()
                        .basis()
                        .inputs())
                .containsEntry("part", "9800.00 GBP");
    }

    private static Contact contact(String id, String party, Contact.Audience audience, String day) {
        return Contact.builder()
                .id(id)
                .party(party)
                .channel(Channel.EMAIL)
                .audience(audience)
                .at(noon(day))
                .on(LocalDate.parse(day))
                .build();
    }

    @Test
    @DisplayName("COL-23 contacts are those with the debtors of the scope that happened in the month so far")
    void contacts() {
        List<Contact> entries = new ArrayList<>(List.of(
                contact("1", "acme", Contact.Audience.DEBTOR, "2027-06-01"),
                contact("2", "acme", Contact.Audience.DEBTOR, "2027-06-20"),
                contact("3", "acme", Contact.Audience.DEBTOR, "2027-06-21"),
                contact("4", "acme", Contact.Audience.DEBTOR, "2027-05-31"),
                contact("5", "beta", Contact.Audience.DEBTOR, "2027-06-10"),
                contact("6", "acme", Contact.Audience.SALES_EXECUTIVE, "2027-06-10"),
                contact("7", "acme", Contact.Audience.DEBTOR, "2027-06-10").toBuilder()
                        .status(Contact.Status.FAILED)
                        .build()));
        Book book =
                new Book(ACME::equals, GBP.currency(), ContactLog.of(entries).orThrow());
        Goal goal = Goal.contacts(3, BEN, JUNE);
        assertThat(goal.assess(log().replay(), book, lately("2027-06-20")).contactsToGo())
                .isEqualTo(1);
        AsOf knownEarlier =
                new AsOf(LocalDate.parse("2027-06-20"), noon("2027-06-20").minusNanos(1));
        assertThat(goal.assess(log().replay(), book, knownEarlier).contactsToGo())
                .isEqualTo(2);
        assertThat(goal.assess(log().replay(), book, lately("2027-06-21")).isReached())
                .isTrue();
    }

    @Property
    @Label("COL-23 collecting what a goal says from the overdue reaches it in the books, one minor unit less does not")
    void collectingReaches(
            @ForAll @IntRange(min = 1, max = 99) int percent,
            @ForAll @IntRange(min = 1, max = 1_000_000) int overdue,
            @ForAll @IntRange(min = 0, max = 1_000_000) int notDue) {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("O", Amounts.plain(GBP.ofMinor(overdue)), "2027-05-01", "2027-06-01")
                .invoice("N", Amounts.plain(GBP.ofMinor(notDue + 1L)), "2027-05-01", "2027-07-01");
        Goal goal = Goal.overdueShare(BigDecimal.valueOf(percent), BEN, JUNE);
        MonetaryAmount least = goal.assess(log.replay(), BENS, lately("2027-06-20"))
                .toCollect()
                .orElseThrow();
        assertThat(goal.assess(paid(log, Amounts.minor(least)), BENS, lately("2027-06-20"))
                        .isReached())
                .isTrue();
        if (least.isPositive()) {
            assertThat(goal.assess(paid(log, Amounts.minor(least) - 1), BENS, lately("2027-06-20"))
                            .isReached())
                    .isFalse();
        }
    }

    private static Receivables paid(ReceivableLog log, long minor) {
        if (minor == 0) {
            return log.replay();
        }
        String amount = Amounts.plain(GBP.ofMinor(minor));
        ReceivableLog more = ReceivableLog.in("GBP").receipt("P", amount, "2027-06-19");
        return log.replay()
                .with(more.allocate("P", "O", amount, "2027-06-19").events())
                .orThrow();
    }

    @Test
    @DisplayName("COL-20 the effectiveness index of a month is read off the books under its stated line")
    void cei() {
        Receivables receivables = log().replay();
        Metric<BigDecimal> index =
                Cei.assess(receivables, GBP.currency(), new Months(JUNE, JUNE), lately("2027-06-20"));
        // Opening 9000 + 400 + 500 - 15 = 9885; sales 730 - 15 = 715; closing 9000 + 300 + 500 + 700 - 50 - 20 = 10430;
        // not due 700.
        assertThat(index.basis().inputs())
                .containsEntry("opening", "9885")
                .containsEntry("creditSales", "715")
                .containsEntry("closing", "10430")
                .containsEntry("closingCurrent", "700")
                .containsEntry("months", "1");
        assertThat(index.value().orElseThrow()).as("170 / 9900 × 100").isEqualByComparingTo("1.7171717172");
        assertThat(index.basis().population()).isEqualTo("current is: debits not past due on 2027-06-30");
        assertThat(index.basis().method()).isEqualTo("CEI");
        assertThat(Cei.assess(
                                receivables,
                                GBP.currency(),
                                new Months(YearMonth.of(2027, 4), JUNE),
                                lately("2027-06-30"))
                        .basis()
                        .inputs())
                .containsEntry("months", "3")
                .containsEntry("opening", "9000")
                .containsEntry("creditSales", "1615");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Months(JUNE, YearMonth.of(2027, 5)))
                .withMessageContaining("from 2027-06 to 2027-05");
        assertThat(Cei.assess(Receivables.none(), GBP.currency(), new Months(JUNE, JUNE), lately("2027-06-30"))
                        .kind())
                .isEqualTo(Metric.Kind.UNDEFINED);
    }

    private static MonetaryAmount gbp(String amount) {
        return GBP.of(amount);
    }

    @Test
    @DisplayName(
            "COL-20 trap CEI table: the index of the formula, whatever a published table says; a denominator of zero is undefined")
    void ceiFormula() {
        Metric<BigDecimal> index = Cei.calculate(
                new Cei.Inputs(gbp("1000"), gbp("600"), new BigDecimal("2"), gbp("500"), gbp("300"), "not past due"));
        assertThat(index.value().orElseThrow())
                .as("(1000 + 300 - 500) / (1000 + 300 - 300) × 100")
                .isEqualByComparingTo("80");
        assertThat(index.basis().formula()).startsWith("(opening + sales / months - closing)");
        assertThat(Cei.calculate(new Cei.Inputs(gbp("100"), gbp("0"), BigDecimal.ONE, gbp("100"), gbp("100"), "all"))
                        .kind())
                .isEqualTo(Metric.Kind.UNDEFINED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cei.Inputs(gbp("1"), gbp("1"), BigDecimal.ZERO, gbp("1"), gbp("1"), ""))
                .withMessageContaining("months is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cei.calculate(
                        new Cei.Inputs(gbp("1"), Amounts.in("EUR").of("1"), BigDecimal.ONE, gbp("1"), gbp("1"), "")));
    }

    @Test
    @DisplayName("COL-18 the family of days is read off the books: granted, delinquent, extended, best possible")
    void family() {
        Metric<Dso.Family> family = Dso.Family.assess(
                log().replay(),
                new Dso.Family.Terms(GBP.currency(), 5),
                DateRange.of(LocalDate.parse("2027-06-01"), LocalDate.parse("2027-06-20")),
                lately("2027-06-20"));
        // Open 10450 of which 700 not due, sales 715 in 20 days.
        assertThat(family.basis().inputs())
                .containsEntry("receivable", "10450")
                .containsEntry("notDue", "700")
                .containsEntry("creditSales", "715")
                .containsEntry("days", "20")
                .containsEntry("termsDays", "5");
        Dso.Family figures = family.value().orElseThrow();
        assertThat(figures.dso()).isEqualByComparingTo("292.3076923077");
        assertThat(figures.daysCreditGranted()).isEqualByComparingTo("19.5804195804");
        assertThat(figures.bestPossibleDso()).isEqualByComparingTo("19.5804195804");
        assertThat(figures.extendedDso()).isEqualByComparingTo("14.5804195804");
        assertThat(figures.delinquentDso()).isEqualByComparingTo("272.7272727273");
        assertThat(figures.averageDaysDelinquent()).isEqualByComparingTo("272.7272727273");
        assertThat(family.basis().population()).contains("all open items in GBP", "2027-06-01");
        assertThat(Dso.Family.calculate(new Dso.Family.Inputs(gbp("1"), gbp("1"), gbp("0"), 30, 30))
                        .kind())
                .isEqualTo(Metric.Kind.UNDEFINED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dso.Family.calculate(new Dso.Family.Inputs(
                        gbp("1"), gbp("1"), Amounts.in("EUR").of("1"), 30, 30)));
    }

    @Test
    @DisplayName("COL-18 trap published medians: average days delinquent is a difference of figures of the same inputs")
    void sameInputs() {
        Dso.Family figures = Dso.Family.calculate(new Dso.Family.Inputs(gbp("150"), gbp("120"), gbp("300"), 60, 30))
                .value()
                .orElseThrow();
        assertThat(figures.dso()).isEqualByComparingTo("30");
        assertThat(figures.bestPossibleDso()).isEqualByComparingTo("24");
        assertThat(figures.averageDaysDelinquent()).isEqualByComparingTo("6");
        assertThat(figures.delinquentDso()).isEqualByComparingTo("6");
        assertThat(figures.extendedDso()).isEqualByComparingTo("-6");
    }

    @Test
    @DisplayName(
            "COL-17 trap published count-back table: 212,000 over 100, 80 and 70 thousand is 73.714 days by the formula")
    void countBack() {
        List<SalesPeriod> periods = List.of(
                new SalesPeriod(30, gbp("100000")),
                new SalesPeriod(30, gbp("80000")),
                new SalesPeriod(30, gbp("70000")));
        Metric<BigDecimal> days = Dso.countBack(ZeroSales.STOP).calculate(gbp("212000"), periods);
        assertThat(days.kind()).isEqualTo(Metric.Kind.KNOWN);
        assertThat(days.value().orElseThrow()).isEqualByComparingTo("73.7142857143");
        assertThat(days.basis().formula()).endsWith("at no sales: STOP");
        assertThat(Dso.countBack(ZeroSales.STOP)
                        .calculate(gbp("0"), periods)
                        .value()
                        .orElseThrow())
                .isEqualByComparingTo("0");
        assertThat(Dso.countBack(ZeroSales.STOP)
                        .calculate(gbp("-5"), periods)
                        .value()
                        .orElseThrow())
                .isEqualByComparingTo("0");
        assertThat(Dso.countBack(ZeroSales.STOP)
                        .calculate(gbp("250000"), periods)
                        .kind())
                .isEqualTo(Metric.Kind.KNOWN);
        assertThat(Dso.countBack(ZeroSales.STOP)
                        .calculate(gbp("250000.01"), periods)
                        .kind())
                .isEqualTo(Metric.Kind.LOWER_BOUND);
        List<SalesPeriod> gap = List.of(
                new SalesPeriod(30, gbp("100")), new SalesPeriod(31, gbp("0")), new SalesPeriod(30, gbp("100")));
        Metric<BigDecimal> stopped = Dso.countBack(ZeroSales.STOP).calculate(gbp("150"), gap);
        assertThat(stopped.kind()).isEqualTo(Metric.Kind.LOWER_BOUND);
        assertThat(stopped.value().orElseThrow()).isEqualByComparingTo("30");
        Metric<BigDecimal> counted = Dso.countBack(ZeroSales.COUNT_DAYS).calculate(gbp("150"), gap);
        assertThat(counted.kind()).isEqualTo(Metric.Kind.KNOWN);
        assertThat(counted.value().orElseThrow()).isEqualByComparingTo("76");
        assertThatIllegalArgumentException().isThrownBy(() -> new SalesPeriod(0, gbp("1")));
        assertThat(Dso.averageBalance().calculate(gbp("100"), gap).basis().method())
                .isEqualTo("DSO_AVERAGE_BALANCE");
    }

    @Property
    @Label("COL-17 counting back grows with the receivable and has no jump at the edge of a period")
    void countBackIsMonotone(
            @ForAll @IntRange(min = 1, max = 5_000) int first,
            @ForAll @IntRange(min = 1, max = 5_000) int second,
            @ForAll @IntRange(min = 0, max = 12_000) int receivable) {
        List<SalesPeriod> periods =
                List.of(new SalesPeriod(30, GBP.ofMinor(first)), new SalesPeriod(31, GBP.ofMinor(second)));
        assertThat(days(periods, receivable + 1L)).isGreaterThanOrEqualTo(days(periods, receivable));
        assertThat(days(periods, first)).isEqualByComparingTo("30");
        BigDecimal before = days(periods, first - 1L);
        BigDecimal after = days(periods, first + 1L);
        assertThat(before.doubleValue()).isCloseTo(30 - 30.0 / first, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(after.doubleValue()).isCloseTo(30 + 31.0 / second, org.assertj.core.data.Offset.offset(1e-9));
    }

    private static BigDecimal days(List<SalesPeriod> periods, long minor) {
        return Dso.countBack(ZeroSales.STOP)
                .calculate(GBP.ofMinor(minor), periods)
                .value()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "COL-19 days late: early counts or not, weighted or not, open ones or not, and without what was given up for a reason")
    void daysLate() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("EARLY", "100", "2027-01-01", "2027-02-10")
                .receipt("R1", "100", "2027-02-05")
                .allocate("R1", "EARLY", "100", "2027-02-05")
                .invoice("LATE", "300", "2027-01-01", "2027-02-10")
                .receipt("R2", "300", "2027-02-25")
                .allocate("R2", "LATE", "300", "2027-02-25")
                .invoice("GIVEN", "50", "2027-01-01", "2027-02-10")
                .invoice("OPEN", "10", "2027-01-01", "2027-02-20")
                .invoice("TODAY", "10", "2027-01-01", "2027-03-10");
        log.add(new WrittenOff(
                ReceivableEventId.of("W"),
                OpenItemId.of("GIVEN"),
                GBP.of("50"),
                "BAD_DEBT",
                LocalDate.parse("2027-03-02"),
                noon("2027-03-02")));
        Receivables receivables = log.replay();
        DateRange quarter = DateRange.of(LocalDate.parse("2027-01-01"), LocalDate.parse("2027-03-31"));
        AsOf asOf = lately("2027-03-10");
        assertThat(average(DaysLate.plain(), receivables, quarter, asOf))
                .as("(-5 + 15 + 20) / 3")
                .isEqualByComparingTo("10");
        assertThat(average(DaysLate.plain().excluding(Set.of("OTHER")), receivables, quarter, asOf))
                .isEqualByComparingTo("10");
        DaysLate paid = DaysLate.plain().excluding(Set.of("BAD_DEBT"));
        assertThat(average(paid, receivables, quarter, asOf))
                .as("(-5 + 15) / 2")
                .isEqualByComparingTo("5");
        assertThat(average(paid.floorZero(), receivables, quarter, asOf)).isEqualByComparingTo("7.5");
        assertThat(average(paid.includeOpenPastDue(), receivables, quarter, asOf))
                .as("(-5 + 15 + 18) / 3")
                .isEqualByComparingTo("9.3333333333");
        assertThat(average(DaysLate.weighted().excluding(Set.of("BAD_DEBT")), receivables, quarter, asOf))
                .as("(-500 + 4500) / 400")
                .isEqualByComparingTo("10");
        Metric<BigDecimal> metric =
                paid.floorZero().includeOpenPastDue().assess(receivables, GBP.currency(), quarter, asOf);
        assertThat(metric.basis().method()).isEqualTo("DAYS_LATE_PLAIN_FLOOR_ZERO");
        assertThat(metric.basis().inputs()).containsEntry("items", "3");
        assertThat(metric.basis().population())
                .contains("without those written off for [BAD_DEBT]", "open past due on 2027-03-10");
        AsOf before = new AsOf(LocalDate.parse("2027-03-10"), noon("2027-03-02").minusNanos(1));
        assertThat(average(paid, receivables, quarter, before)).isEqualByComparingTo("5");
        assertThat(DaysLate.plain()
                        .assess(receivables, Amounts.in("EUR").currency(), quarter, asOf)
                        .kind())
                .isEqualTo(Metric.Kind.UNDEFINED);
        assertThat(DaysLate.weighted()
                        .calculate(List.of(new DaysLate.Item(gbp("1"), 4), new DaysLate.Item(gbp("3"), 0)))
                        .value()
                        .orElseThrow())
                .isEqualByComparingTo("1");
    }

    private static BigDecimal average(DaysLate of, Receivables receivables, DateRange range, AsOf asOf) {
        return of.assess(receivables, GBP.currency(), range, asOf).value().orElseThrow();
    }
}
