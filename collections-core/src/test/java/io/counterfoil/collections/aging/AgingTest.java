package io.counterfoil.collections.aging;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.aging.Aging.UnappliedPolicy;
import io.counterfoil.collections.aging.Delinquency.LevelInterval;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgingTest {

    private static final PartyId ACME = PartyId.of("acme");
    private final Amounts gbp = Amounts.in("GBP");

    @ParameterizedTest
    @CsvSource({
        "-400, NOT_DUE",
        "-35, NOT_DUE",
        "0, NOT_DUE",
        "1, 1-30",
        "30, 1-30",
        "31, 31-60",
        "60, 31-60",
        "61, 61-90",
        "90, 61-90",
        "91, 91-120",
        "120, 91-120",
        "121, 121+",
        "5000, 121+"
    })
    @DisplayName(
            "COL-06 every age falls into one bucket: 30 belongs to 1-30, nothing beyond 120 is lost, what is due today is not overdue")
    void boundaries(int age, String label) {
        LocalDate day = LocalDate.parse("2027-06-30");
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I1", "10", "2000-01-01", day.minusDays(age).toString())
                .replay();
        AgingReport report =
                Aging.by(AgeBasis.DUE_DATE).buckets(30, 60, 90, 120).build().assess(receivables, lately("2027-06-30"));
        assertThat(report.total().bucket(label)).isEqualTo(Totals.of(gbp.of("10")));
        assertThat(report.items()).singleElement().satisfies(item -> {
            assertThat(item.ageDays()).isEqualTo(age);
            assertThat(item.bucket().orElseThrow().label()).isEqualTo(label);
        });
    }

    @Test
    @DisplayName("COL-06 buckets of one's own get a tail, and edges that do not rise are refused")
    void ownBuckets() {
        assertThat(BucketScheme.days(7, 14).buckets())
                .extracting(AgingBucket::label)
                .containsExactly("NOT_DUE", "1-7", "8-14", "15+");
        assertThatThrownBy(() -> BucketScheme.days(30, 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 after 30");
        assertThatThrownBy(() -> BucketScheme.days(0)).hasMessageContaining("first 1 or more");
    }

    @Test
    @DisplayName("COL-07 calendar months count back from the as-of day, and what is not due is split by days to come")
    void calendarMonths() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("LATER", "1", "2027-01-01", "2027-08-15")
                .invoice("SOON", "2", "2027-01-01", "2027-07-02")
                .invoice("JUNE", "4", "2027-01-01", "2027-06-01")
                .invoice("MAY", "8", "2027-01-01", "2027-05-31")
                .invoice("OLD", "16", "2025-01-01", "2025-12-31")
                .replay();
        AgingReport report = Aging.by(AgeBasis.DUE_DATE)
                .buckets(BucketScheme.calendarMonths(2).splitNotDue(7))
                .build()
                .assess(receivables, lately("2027-06-30"));
        assertThat(report.buckets())
                .extracting(AgingBucket::label)
                .containsExactly("NOT_DUE 0-7", "NOT_DUE 8+", "M0", "M-1", "M-2+");
        assertThat(report.buckets().stream()
                        .map(bucket -> report.total().in(bucket).in(gbp.currency())))
                .containsExactly(gbp.of("2"), gbp.of("1"), gbp.of("4"), gbp.of("8"), gbp.of("16"));
    }

    @Test
    @DisplayName("COL-06 an item without a due date ages from its issue date and says so")
    void withoutDueDate() {
        ReceivableLog log = ReceivableLog.in("GBP");
        log.add(new ItemIssued(
                log.item("F1", OpenItemKind.FEE, "5", "2027-06-20").build()));
        AgingReport report = Aging.by(AgeBasis.DUE_DATE).build().assess(log.replay(), lately("2027-06-30"));
        assertThat(report.items()).singleElement().satisfies(item -> {
            assertThat(item.withoutDueDate()).isTrue();
            assertThat(item.ageDays()).isEqualTo(10);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "SEPARATE,         100, 50,  0, -30",
        "OWN_DATE,         100, 50, -30,  0",
        "LINKED_ITEM,      100, 20,  0,   0",
        "NET_OLDEST_FIRST,  70, 50,  0,   0"
    })
    @DisplayName(
            "COL-09 each policy places the same 30 of unapplied credit elsewhere: old invoice 100, newer invoice 50 that the credit is for")
    void policies(UnappliedPolicy policy, String old, String newer, String own, String separate) {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("OLD", "100", "2027-01-01", "2027-02-01")
                .invoice("NEW", "50", "2027-05-01", "2027-05-20");
        log.add(new ItemIssued(log.item("C1", OpenItemKind.CREDIT_NOTE, "30", "2027-06-25")
                .linkedTo(OpenItemId.of("NEW"))
                .build()));
        AgingTotals totals = Aging.by(AgeBasis.DUE_DATE)
                .unapplied(policy)
                .build()
                .assess(log.replay(), lately("2027-06-30"))
                .of(ACME);
        assertThat(totals.bucket("121+").in(gbp.currency())).isEqualTo(gbp.of(old));
        assertThat(totals.bucket("31-60").in(gbp.currency())).isEqualTo(gbp.of(newer));
        assertThat(totals.bucket("1-30").in(gbp.currency())).isEqualTo(gbp.of(own));
        assertThat(totals.outsideBuckets().in(gbp.currency())).isEqualTo(gbp.of(separate));
        assertThat(totals.unapplied().in(gbp.currency())).isEqualTo(gbp.of("-30"));
        assertThat(totals.open().in(gbp.currency())).isEqualTo(gbp.of("120"));
    }

    @Test
    @DisplayName("COL-14 a payment that came back on a later day gives a second interval in the level")
    void returnedPaymentOpensANewInterval() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I1", "100", "2027-03-01", "2027-03-31")
                .receipt("R1", "100", "2027-04-10")
                .allocate("R1", "I1", "100", "2027-04-10")
                .add(new Reversed(
                        ReceivableEventId.of("back"),
                        OpenItemId.of("R1"),
                        ReversalKind.RETURNED,
                        LocalDate.parse("2027-04-15"),
                        ReceivableLog.noon("2027-04-15")))
                .replay();
        DelinquencyLevel late = DelinquencyLevel.from("LATE", 4);
        Aging aging = Aging.by(AgeBasis.DUE_DATE)
                .delinquency(DelinquencyPolicy.builder().addLevel(late).build())
                .build();
        assertThat(aging.levelHistory(receivables, ACME, lately("2027-04-20")))
                .containsExactly(
                        new LevelInterval(
                                late,
                                LocalDate.parse("2027-04-04"),
                                java.util.Optional.of(LocalDate.parse("2027-04-10"))),
                        new LevelInterval(late, LocalDate.parse("2027-04-15"), java.util.Optional.empty()));
        assertThat(aging.assess(receivables, lately("2027-04-20")).items())
                .extracting(AgedItem::ageDays)
                .as("re-aged from the original due date")
                .containsExactly(20);
    }

    @Test
    @DisplayName("COL-14 levels that share a day or a name are refused, all faults at once")
    void levelFaults() {
        List<DelinquencyLevel> levels = List.of(
                DelinquencyLevel.between("A", 1, 3),
                DelinquencyLevel.between("B", 3, 30),
                DelinquencyLevel.from("A", 31));
        assertThat(DelinquencyLevel.check(levels))
                .extracting(fault ->
                        fault.attributes().get("position") + " " + fault.code().id())
                .containsExactly("1 LEVEL.OVERLAP", "2 LEVEL.DUPLICATE_NAME");
        assertThatThrownBy(
                        () -> DelinquencyPolicy.builder().addAllLevels(levels).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("COL-08 the report as a document shows its proof, the buckets and every party")
    void document() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I1", "1200.50", "2027-01-01", "2027-02-01")
                .of("beta")
                .invoice("I2", "50", "2027-05-01", "2027-07-20")
                .replay();
        String text = Documents.text(
                Aging.by(AgeBasis.DUE_DATE)
                        .build()
                        .assess(receivables, lately("2027-06-30"))
                        .toDocument(),
                Locale.UK);
        assertThat(text).contains("PROVED", "acme", "beta", "121+", "1,250.50 GBP", "1,200.50 GBP");
    }
}
