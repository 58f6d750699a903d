package io.counterfoil.collections.aging;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.PaymentTerms;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other systems get wrong about ages, delinquency and due dates (collections specification 6); one test each. */
class AgingTrapsTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final PartyId ACME = PartyId.of("acme");
    private static final Aging STANDARD =
            Aging.by(AgeBasis.DUE_DATE).buckets(30, 60, 90, 120).build();

    private static Totals gbp(String amount) {
        return Totals.of(GBP.of(amount));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    @DisplayName("COL-01 trap lsmb-asof-not-reconstructive: a back-dated aging is not shrunk by a later payment")
    void laterPayments() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "100", "2027-01-01", "2027-01-31")
                .receipt("R", "60", "2027-03-15")
                .allocate("R", "I", "60", "2027-03-15")
                .replay();
        assertThat(STANDARD.assess(receivables, lately("2027-03-14")).total().bucket("31-60"))
                .isEqualTo(gbp("100"));
        assertThat(STANDARD.assess(receivables, lately("2027-03-15")).total().bucket("31-60"))
                .isEqualTo(gbp("40"));
    }

    @Test
    @DisplayName(
            "COL-08 trap lsmb-future-due-vanishes, erp-buckets-ne-outstanding: what is due in a month or a year is in a bucket")
    void dueLater() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I1", "1", "2027-01-01", "2027-07-30")
                .invoice("I2", "2", "2027-01-01", "2027-08-28")
                .invoice("I3", "4", "2027-01-01", "2028-06-30")
                .replay();
        AgingReport report = STANDARD.assess(receivables, lately("2027-06-30"));
        assertThat(report.total().bucket("NOT_DUE")).isEqualTo(gbp("7"));
        assertThat(report.total().overdue()).isEqualTo(Totals.none());
        assertThat(report.total().open()).isEqualTo(gbp("7"));
    }

    @Test
    @DisplayName(
            "COL-06 trap oca-statement-day30: ages 30, 60, 90 and 120 stand below their edges, 31, 61, 91 and 121 above")
    void edges() {
        ReceivableLog log = ReceivableLog.in("GBP");
        int minor = 1;
        for (int age : new int[] {30, 31, 60, 61, 90, 91, 120, 121}) {
            log.invoice(
                    "A" + age,
                    Integer.toString(minor),
                    "2026-01-01",
                    day("2027-06-30").minusDays(age).toString());
            minor *= 2;
        }
        AgingTotals total = STANDARD.assess(log.replay(), lately("2027-06-30")).total();
        assertThat(total.buckets().stream().map(bucket -> total.in(bucket).in(GBP.currency())))
                .containsExactly(GBP.zero(), GBP.of("1"), GBP.of("6"), GBP.of("24"), GBP.of("96"), GBP.of("128"));
        assertThat(total.overdue()).isEqualTo(gbp("255"));
    }

    @Test
    @DisplayName(
            "COL-06 trap oca-aged-custom-interval-tail, ERP #35491: what is older than the last edge has a bucket of its own")
    void tail() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "5", "2020-01-01", "2020-02-01")
                .replay();
        AgingReport report = Aging.by(AgeBasis.DUE_DATE).buckets(7).build().assess(receivables, lately("2027-06-30"));
        assertThat(report.total().bucket("8+")).isEqualTo(gbp("5"));
        assertThat(report.buckets()).hasToString("[NOT_DUE, 1-7, 8+]");
        assertThat(BucketScheme.days(7)).hasToString("[NOT_DUE, 1-7, 8+]");
        assertThatThrownBy(() -> report.total().bucket("8-14"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'8-14' is not one of [NOT_DUE, 1-7, 8+]");
        assertThatThrownBy(() -> report.total().in(new AgingBucket("x", true)))
                .hasMessageContaining("bucket 'x' is not one of");
    }

    @Test
    @DisplayName("COL-06 trap nin-age-abs: an item due in ten days has the age -10, and credits are shown")
    void signedAges() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "5", "2027-06-01", "2027-07-10")
                .receipt("R", "3", "2027-06-20")
                .replay();
        assertThat(STANDARD.assess(receivables, lately("2027-06-30")).items())
                .extracting(item -> item.item().id() + " " + item.ageDays() + " " + Amounts.plain(item.open()) + " "
                        + item.bucket().map(AgingBucket::label).orElse("unapplied"))
                .containsExactly("I -10 5.00 NOT_DUE", "R 10 -3.00 unapplied");
    }

    @Test
    @DisplayName(
            "COL-06 trap ERP #43162: a row without a due date is aged from its issue date, not dropped; one with terms says when each is due")
    void withoutDueDate() {
        ReceivableLog log = ReceivableLog.in("GBP");
        log.add(new ItemIssued(
                log.item("F", OpenItemKind.FEE, "5", "2027-06-20").build()));
        log.add(new ItemIssued(log.item("T", OpenItemKind.INVOICE, "3", "2027-05-01")
                .addTerm(new OpenItem.Term("one", day("2027-06-29"), GBP.of("1")))
                .addTerm(new OpenItem.Term("two", day("2027-07-29"), GBP.of("2")))
                .build()));
        AgingReport report = STANDARD.assess(log.replay(), lately("2027-06-30"));
        assertThat(report.items())
                .extracting(
                        item -> item.item().id() + item.termId() + " " + item.ageDays() + " " + item.withoutDueDate())
                .containsExactly("Tone 1 false", "Ttwo -29 false", "F 10 true");
        AgingReport byIssue = Aging.by(AgeBasis.ISSUE_DATE).build().assess(log.replay(), lately("2027-06-30"));
        assertThat(byIssue.items())
                .extracting(item -> item.ageDays() + " " + item.withoutDueDate())
                .containsExactly("60 false", "60 false", "10 false");
        assertThat(byIssue.total().bucket("31-60")).isEqualTo(gbp("3"));
    }

    @Test
    @DisplayName(
            "COL-05 trap kb-age-from-invoice-date: ages count from the due date unless the issue date is asked for")
    void basis() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "5", "2027-05-01", "2027-06-20")
                .replay();
        assertThat(STANDARD.assess(receivables, lately("2027-06-30")).total().bucket("1-30"))
                .isEqualTo(gbp("5"));
        assertThat(Aging.by(AgeBasis.ISSUE_DATE)
                        .build()
                        .assess(receivables, lately("2027-06-30"))
                        .total()
                        .bucket("31-60"))
                .isEqualTo(gbp("5"));
    }

    @Test
    @DisplayName(
            "COL-05 trap ide-due-date-vs-due-days: the 31st is the last day of a short month, and days to the due date agree")
    void dueDates() {
        PaymentTerms terms = PaymentTerms.dayOfMonth(31, 20, 1);
        assertThat(terms.dueDate(day("2027-01-20"))).isEqualTo(day("2027-02-28"));
        assertThat(terms.dueDate(day("2027-01-21"))).isEqualTo(day("2027-03-31"));
        LocalDate due = terms.dueDate(day("2027-03-05"));
        assertThat(due).isEqualTo(day("2027-04-30"));
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "1", "2027-03-05", due.toString())
                .replay();
        assertThat(STANDARD.assess(receivables, lately(due.toString())).items())
                .extracting(AgedItem::ageDays)
                .containsExactly(0);
    }

    @Test
    @DisplayName(
            "COL-06 trap D365 two clocks: the day is the as-of day, whenever the report is made and whatever was known later")
    void oneClock() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "5", "2027-05-01", "2027-06-29")
                .replay();
        AsOf early = new AsOf(day("2027-06-30"), noon("2027-05-01"));
        AsOf late = new AsOf(day("2027-06-30"), Instant.MAX);
        assertThat(STANDARD.assess(receivables, early).items()).hasSize(1);
        assertThat(STANDARD.assess(receivables, early).items().toList())
                .isEqualTo(STANDARD.assess(receivables, late).items().toList());
        assertThat(STANDARD.assess(
                                receivables,
                                new AsOf(day("2027-06-30"), noon("2027-05-01").minusNanos(1)))
                        .items())
                .isEmpty();
    }

    @Test
    @DisplayName(
            "COL-09 trap OCA unapplied customer money: it is in the report, outside the buckets or inside, never lost")
    void unappliedMoney() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "50", "2027-01-01", "2027-01-31")
                .receipt("R", "30", "2027-06-01")
                .replay();
        AgingTotals separate =
                STANDARD.assess(receivables, lately("2027-06-30")).total();
        assertThat(separate.unapplied()).isEqualTo(gbp("-30"));
        assertThat(separate.outsideBuckets()).isEqualTo(gbp("-30"));
        assertThat(separate.overdue()).isEqualTo(gbp("50"));
        assertThat(separate.open()).isEqualTo(gbp("20"));
        AgingTotals own = Aging.by(AgeBasis.DUE_DATE)
                .unapplied(Aging.UnappliedPolicy.OWN_DATE)
                .build()
                .assess(receivables, lately("2027-06-30"))
                .total();
        assertThat(own.overdue()).isEqualTo(gbp("20"));
        assertThat(own.bucket("1-30")).isEqualTo(gbp("-30"));
    }

    @Test
    @DisplayName(
            "COL-09 a credit goes to the oldest open term of the item it is for, and by its own date once that is settled")
    void linkedCredit() {
        ReceivableLog log = ReceivableLog.in("GBP");
        log.add(new ItemIssued(log.item("T", OpenItemKind.INVOICE, "30", "2027-01-01")
                .addTerm(new OpenItem.Term("second", day("2027-05-31"), GBP.of("20")))
                .addTerm(new OpenItem.Term("first", day("2027-02-01"), GBP.of("10")))
                .build()));
        log.add(new ItemIssued(log.item("C", OpenItemKind.CREDIT_NOTE, "4", "2027-06-25")
                .linkedTo(OpenItemId.of("T"))
                .build()));
        Aging linked = Aging.by(AgeBasis.DUE_DATE)
                .unapplied(Aging.UnappliedPolicy.LINKED_ITEM)
                .build();
        AgingTotals open = linked.assess(log.replay(), lately("2027-06-30")).total();
        assertThat(open.bucket("121+")).isEqualTo(gbp("6"));
        assertThat(open.bucket("1-30")).isEqualTo(gbp("20"));
        log.receipt("R", "30", "2027-06-26").allocate("R", "T", "30", "2027-06-26");
        AgingTotals settled = linked.assess(log.replay(), lately("2027-06-30")).total();
        assertThat(settled.bucket("121+")).isEqualTo(Totals.none());
        assertThat(settled.bucket("1-30")).isEqualTo(gbp("-4"));
    }

    @Test
    @DisplayName(
            "COL-14 trap fin-hold-days-not-intersected: held days before the due date are not taken off, unless that system's way is asked for")
    void heldDays() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "5", "2027-01-01", "2027-06-01")
                .replay();
        List<DateRange> holds = List.of(
                DateRange.of(day("2027-06-10"), day("2027-06-15")),
                DateRange.of(day("2027-05-20"), day("2027-06-03")),
                DateRange.of(day("2027-06-12"), day("2027-06-14")),
                DateRange.of(day("2027-06-25"), day("2027-07-30")));
        Delinquency own =
                delinquency(receivables, holds, DelinquencyPolicy.builder().graceDays(3));
        assertThat(own.oldestDue()).contains(day("2027-06-01"));
        assertThat(own.pastDueDays()).isEqualTo(29);
        assertThat(own.heldDays()).as("2 + 5 + 5").isEqualTo(12);
        assertThat(own.delinquentDays()).isEqualTo(14);
        assertThat(own.delinquentSince()).contains(day("2027-06-04"));
        assertThat(own.amount()).isEqualTo(gbp("5"));
        Delinquency all =
                delinquency(receivables, holds, DelinquencyPolicy.builder().allHeldDays(true));
        assertThat(all.heldDays()).as("14 + 5 + 5").isEqualTo(24);
        assertThat(all.delinquentDays()).isEqualTo(5);
    }

    private static Delinquency delinquency(
            Receivables receivables, List<DateRange> holds, DelinquencyPolicy.Builder policy) {
        return Aging.by(AgeBasis.DUE_DATE)
                .delinquency(policy.build())
                .holds(Map.of(ACME, holds))
                .build()
                .assess(receivables, lately("2027-06-30"))
                .delinquency(ACME);
    }

    @Test
    @DisplayName(
            "COL-14 nothing is delinquent on the due date itself; instalments have their own levels, within grace by option only")
    void levels() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("NOW", "1", "2027-06-01", "2027-06-30")
                .invoice("LATE", "2", "2027-06-01", "2027-06-28")
                .invoice("NEXT", "4", "2027-06-01", "2027-07-01");
        DelinquencyLevel early = DelinquencyLevel.between("EARLY", 1, 2);
        DelinquencyLevel late = DelinquencyLevel.from("LATE", 3);
        DelinquencyPolicy.Builder policy =
                DelinquencyPolicy.builder().addLevel(early).addLevel(late);
        Delinquency plain = delinquency(log.replay(), List.of(), policy);
        assertThat(plain.pastDueDays()).isEqualTo(2);
        assertThat(plain.amount()).isEqualTo(gbp("2"));
        assertThat(plain.level()).contains(early);
        assertThat(plain.instalmentLevels()).isEqualTo(Map.of(early, gbp("2")));
        Delinquency graced = delinquency(log.replay(), List.of(), policy.graceDays(2));
        assertThat(graced.delinquentDays()).isZero();
        assertThat(graced.level()).isEmpty();
        assertThat(graced.instalmentLevels()).isEmpty();
        assertThat(graced.delinquentSince()).contains(day("2027-06-30"));
        Delinquency byOption = delinquency(log.replay(), List.of(), policy.instalmentLevelsWithinGrace(true));
        assertThat(byOption.instalmentLevels()).isEqualTo(Map.of(early, gbp("2")));
        List<DateRange> hold = List.of(DateRange.of(day("2027-06-28"), day("2027-06-29")));
        Delinquency held = delinquency(log.replay(), hold, policy.graceDays(0));
        assertThat(held.heldDays()).isEqualTo(1);
        assertThat(held.level()).contains(early);
        log.invoice("OLD", "8", "2027-01-01", "2027-06-27");
        Delinquency two = delinquency(log.replay(), hold, policy);
        assertThat(two.level()).as("3 days less 1 held").contains(early);
        assertThat(two.instalmentLevels()).isEqualTo(Map.of(early, gbp("10")));
        Delinquency free = delinquency(log.replay(), List.of(), policy);
        assertThat(free.instalmentLevels()).isEqualTo(Map.of(early, gbp("2"), late, gbp("8")));
        Delinquency nothing = delinquency(Receivables.none(), List.of(), policy);
        assertThat(nothing.oldestDue()).isEmpty();
        assertThat(nothing.delinquentSince()).isEmpty();
        assertThat(nothing.amount().isZero()).isTrue();
        Delinquency ahead = delinquency(
                ReceivableLog.in("GBP")
                        .invoice("N", "4", "2027-06-01", "2027-07-01")
                        .replay(),
                List.of(DateRange.of(day("2027-06-01"), day("2027-06-20"))),
                policy.allHeldDays(true));
        assertThat(ahead.pastDueDays()).isZero();
        assertThat(ahead.heldDays()).isZero();
        assertThat(ahead.delinquentSince()).isEmpty();
    }

    @Test
    @DisplayName("COL-14 a payment that comes back before the due date is late from that day, the rest from its own")
    void chargebackBeforeDue() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "100", "2027-05-01", "2027-06-25")
                .receipt("R", "40", "2027-05-10")
                .allocate("R", "I", "40", "2027-05-10")
                .add(new io.counterfoil.collections.receivable.ReceivableEvent.Reversed(
                        ReceivableEventId.of("back"),
                        OpenItemId.of("R"),
                        io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind.RETURNED,
                        day("2027-06-20"),
                        noon("2027-06-20")))
                .replay();
        DelinquencyLevel five = DelinquencyLevel.between("FIVE", 1, 5);
        DelinquencyLevel ten = DelinquencyLevel.between("TEN", 6, 10);
        Delinquency late = delinquency(
                receivables,
                List.of(),
                DelinquencyPolicy.builder().addLevel(five).addLevel(ten));
        assertThat(late.oldestDue()).contains(day("2027-06-20"));
        assertThat(late.pastDueDays()).isEqualTo(10);
        assertThat(late.amount()).isEqualTo(gbp("100"));
        assertThat(late.instalmentLevels()).isEqualTo(Map.of(ten, gbp("40"), five, gbp("60")));
    }

    @Test
    @DisplayName("COL-14 levels touch at their days, say what they are, and are refused where they are none")
    void levelDays() {
        DelinquencyLevel level = DelinquencyLevel.between("A", 1, 3);
        assertThat(level.contains(0)).isFalse();
        assertThat(level.contains(1)).isTrue();
        assertThat(level.contains(3)).isTrue();
        assertThat(level.contains(4)).isFalse();
        assertThat(level).hasToString("A 1-3");
        assertThat(DelinquencyLevel.from("B", 4)).hasToString("B 4+");
        assertThat(DelinquencyLevel.between("C", 2, 2).contains(2)).isTrue();
        assertThat(DelinquencyLevel.check(List.of(level, DelinquencyLevel.from("B", 4))))
                .isEmpty();
        assertThat(DelinquencyLevel.check(List.of(DelinquencyLevel.from("B", 4), level)))
                .isEmpty();
        assertThat(DelinquencyLevel.check(List.of(DelinquencyLevel.from("B", 3), level)))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.location().line()).isEqualTo(2);
                    assertThat(fault.message()).isEqualTo("levels B 3+ and A 1-3 share days, expected none");
                });
        assertThatThrownBy(() -> DelinquencyLevel.between("Z", 0, 3)).hasMessageContaining("from 0 to 3");
        assertThatThrownBy(() -> DelinquencyLevel.between("Z", 4, 3)).hasMessageContaining("from 4 to 3");
        assertThatThrownBy(() -> DelinquencyPolicy.builder().graceDays(-1).build())
                .hasMessageContaining("graceDays is -1");
        assertThat(DelinquencyPolicy.none().graceDays()).isZero();
        assertThat(DelinquencyPolicy.none().levelOf(400)).isEmpty();
    }

    @Test
    @DisplayName("COL-14 a party's history of levels looks at its own items and ends with what it is today")
    void historyOfOne() {
        Receivables receivables = ReceivableLog.in("GBP")
                .of("beta")
                .invoice("B", "1", "2026-01-01", "2026-02-01")
                .of("acme")
                .invoice("A", "1", "2027-06-01", "2027-06-10")
                .add(new WrittenOff(
                        ReceivableEventId.of("W"),
                        OpenItemId.of("A"),
                        GBP.of("1"),
                        "SMALL",
                        day("2027-06-20"),
                        noon("2027-06-20")))
                .replay();
        DelinquencyLevel late = DelinquencyLevel.from("LATE", 1);
        Aging aging = Aging.by(AgeBasis.DUE_DATE)
                .delinquency(DelinquencyPolicy.builder().addLevel(late).build())
                .build();
        assertThat(aging.levelHistory(receivables, ACME, lately("2027-06-30")))
                .containsExactly(new Delinquency.LevelInterval(
                        late, day("2027-06-11"), java.util.Optional.of(day("2027-06-20"))));
        assertThat(aging.levelHistory(receivables, PartyId.of("nobody"), lately("2027-06-30")))
                .isEmpty();
    }

    @Test
    @DisplayName("COL-07 calendar months and split ends: every edge belongs to the nearer bucket")
    void monthEdges() {
        LocalDate asOf = day("2027-03-31");
        Map<String, String> expected = Map.of(
                "2027-03-31", "NOT_DUE 0-7",
                "2027-04-07", "NOT_DUE 0-7",
                "2027-04-08", "NOT_DUE 8-30",
                "2027-04-30", "NOT_DUE 8-30",
                "2027-05-01", "NOT_DUE 31+",
                "2027-03-30", "M0",
                "2027-03-01", "M0",
                "2027-02-28", "M-1",
                "2027-02-01", "M-1",
                "2027-01-31", "M-2+");
        Aging aging = Aging.by(AgeBasis.DUE_DATE)
                .buckets(BucketScheme.calendarMonths(2).splitNotDue(7, 30))
                .build();
        expected.forEach((due, label) -> assertThat(aging.assess(
                                ReceivableLog.in("GBP")
                                        .invoice("I", "1", "2026-01-01", due)
                                        .replay(),
                                lately(asOf.toString()))
                        .total()
                        .bucket(label))
                .as(due)
                .isEqualTo(gbp("1")));
        assertThatThrownBy(() -> BucketScheme.calendarMonths(0)).hasMessageContaining("months is 0");
        assertThat(BucketScheme.calendarMonths(1).buckets()).hasToString("[NOT_DUE, M0, M-1+]");
        Aging wide = Aging.by(AgeBasis.DUE_DATE).buckets(30, 200_000).build();
        assertThat(wide.assess(
                                ReceivableLog.in("GBP")
                                        .invoice("I", "1", "1400-01-01", "1400-01-01")
                                        .replay(),
                                lately("2027-06-30"))
                        .total()
                        .bucket("200001+"))
                .isEqualTo(gbp("1"));
        Aging today = Aging.by(AgeBasis.DUE_DATE)
                .dueToday(Aging.DueToday.FIRST_BUCKET)
                .build();
        Receivables due = ReceivableLog.in("GBP")
                .invoice("I", "1", "2027-01-01", "2027-06-30")
                .invoice("J", "2", "2027-01-01", "2027-07-01")
                .replay();
        assertThat(today.assess(due, lately("2027-06-30")).total().bucket("1-30"))
                .isEqualTo(gbp("1"));
        assertThat(today.assess(due, lately("2027-06-30")).total().bucket("NOT_DUE"))
                .isEqualTo(gbp("2"));
    }

    @Test
    @DisplayName(
            "COL-08 the proof counts every bucket, the unapplied column and what is open, and compares every party")
    void proof() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", "50", "2027-01-01", "2027-01-31")
                .receipt("R", "30", "2027-06-01")
                .replay();
        AgingReport report = STANDARD.assess(receivables, lately("2027-06-30"));
        assertThat(report.proof().figures())
                .extracting(figure -> figure.code() + " " + Amounts.plain(figure.amount()))
                .containsExactly(
                        "NOT_DUE 0.00",
                        "1-30 0.00",
                        "31-60 0.00",
                        "61-90 0.00",
                        "91-120 0.00",
                        "121+ 50.00",
                        "UNAPPLIED -30.00",
                        "OPEN 20.00");
        assertThat(report.proof().sentence()).isEqualTo("buckets and unapplied add up to 20.00 GBP open on 2027-06-30");
        assertThat(report.asOf()).isEqualTo(lately("2027-06-30"));
        assertThat(report.of(PartyId.of("nobody")).open().isZero()).isTrue();
    }
}
