package io.counterfoil.collections.aging;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.aging.Aging.UnappliedPolicy;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Books of several parties with several rows each, schemes of every width, and the page. */
class AgingEdgesTest {

    private final Amounts gbp = Amounts.in("GBP");

    /** Five rows for one party, two for another, nothing left open for a third. */
    private static ReceivableLog book() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .of("beta")
                .invoice("B1", "10", "2027-01-01", "2027-06-30")
                .invoice("B2", "20", "2027-01-01", "2027-06-29")
                .invoice("B3", "40", "2027-01-01", "2027-05-31")
                .invoice("B4", "80", "2027-01-01", "2027-05-30")
                .invoice("B5", "160", "2026-01-01", "2026-02-01")
                .of("alfa")
                .invoice("A1", "1", "2027-01-01", "2027-06-01")
                .receipt("R1", "5", "2027-06-20")
                .of("none")
                .invoice("N1", "7", "2027-01-01", "2027-02-01")
                .receipt("R2", "7", "2027-06-01");
        return log.allocate("R2", "N1", "7", "2027-06-01");
    }

    @Test
    @DisplayName("COL-06 each party has its own buckets; a party without anything open is not on the report")
    void parties() {
        AgingReport report =
                Aging.by(AgeBasis.DUE_DATE).buckets(30).build().assess(book().replay(), lately("2027-06-30"));
        assertThat(report.parties()).containsExactly(PartyId.of("alfa"), PartyId.of("beta"));
        AgingTotals beta = report.of(PartyId.of("beta"));
        assertThat(beta.bucket("NOT_DUE")).isEqualTo(Totals.of(gbp.of("10")));
        assertThat(beta.bucket("1-30")).isEqualTo(Totals.of(gbp.of("60")));
        assertThat(beta.bucket("31+")).isEqualTo(Totals.of(gbp.of("240")));
        assertThat(beta.unapplied()).isEqualTo(Totals.none());
        assertThat(beta.overdue()).isEqualTo(Totals.of(gbp.of("300")));
        AgingTotals alfa = report.of(PartyId.of("alfa"));
        assertThat(alfa.bucket("1-30")).isEqualTo(Totals.of(gbp.of("1")));
        assertThat(alfa.outsideBuckets()).isEqualTo(Totals.of(gbp.of("-5")));
        assertThat(alfa.open()).isEqualTo(Totals.of(gbp.of("-4")));
        assertThat(report.of(PartyId.of("none")).open()).isEqualTo(Totals.none());
        assertThat(report.of(PartyId.of("unknown")).open()).isEqualTo(Totals.none());
        assertThat(report.proof().holds()).isTrue();
        assertThat(report.items()).hasSize(7).anySatisfy(item -> {
            assertThat(item.item().id()).isEqualTo(OpenItemId.of("B5"));
            assertThat(item.ageDays()).isEqualTo(514);
            assertThat(item.open()).isEqualTo(gbp.of("160"));
        });
    }

    @ParameterizedTest
    @EnumSource(UnappliedPolicy.class)
    @DisplayName("COL-06 COL-09 a scheme too wide to be looked up gives what a narrow one gives")
    void wideSchemes(UnappliedPolicy policy) {
        Receivables receivables = book().replay();
        AgingReport narrow = Aging.by(AgeBasis.DUE_DATE)
                .buckets(30, 400)
                .unapplied(policy)
                .build()
                .assess(receivables, lately("2027-06-30"));
        for (int last : new int[] {65_535, 65_536, 70_000}) {
            AgingReport wide = Aging.by(AgeBasis.DUE_DATE)
                    .buckets(30, 400, last)
                    .unapplied(policy)
                    .build()
                    .assess(receivables, lately("2027-06-30"));
            for (PartyId party : receivables.parties()) {
                assertThat(wide.of(party).bucket("NOT_DUE"))
                        .isEqualTo(narrow.of(party).bucket("NOT_DUE"));
                assertThat(wide.of(party).bucket("1-30"))
                        .isEqualTo(narrow.of(party).bucket("1-30"));
                assertThat(wide.of(party).bucket("31-400"))
                        .isEqualTo(narrow.of(party).bucket("31-400"));
                assertThat(wide.of(party).bucket("401-" + last))
                        .isEqualTo(narrow.of(party).bucket("401+"));
                assertThat(wide.of(party).unapplied())
                        .isEqualTo(narrow.of(party).unapplied());
                assertThat(wide.of(party).outsideBuckets())
                        .isEqualTo(narrow.of(party).outsideBuckets());
            }
            assertThat(wide.parties()).isEqualTo(narrow.parties());
        }
    }

    @Test
    @DisplayName("COL-06 only a scheme of at most 127 buckets and less than 65,536 days is looked up")
    void tableFits() {
        assertThat(BucketTable.fits(BucketScheme.days(65_535), 0)).isTrue();
        assertThat(BucketTable.fits(BucketScheme.days(65_536), 0)).isFalse();
        assertThat(BucketTable.fits(BucketScheme.days(65_530).splitNotDue(5), 0))
                .isTrue();
        assertThat(BucketTable.fits(BucketScheme.days(65_530).splitNotDue(6), 0))
                .isFalse();
        int[] edges = IntStream.rangeClosed(1, 126).toArray();
        assertThat(BucketTable.fits(BucketScheme.days(Arrays.copyOf(edges, 125)), 0))
                .isTrue();
        assertThat(BucketTable.fits(BucketScheme.days(edges), 0)).isFalse();
    }

    @Test
    @DisplayName("COL-07 a scheme tells its edges, and is equal to one with the same buckets")
    void schemes() {
        BucketScheme scheme = BucketScheme.days(30, 60).splitNotDue(7, 14);
        assertThat(scheme.edges()).containsExactly(30, 60);
        assertThat(scheme.notDueEdges()).containsExactly(7, 14);
        assertThat(scheme.months()).isZero();
        assertThat(scheme.lastNotDue()).isEqualTo(14);
        assertThat(scheme.lastOverdue(0)).isEqualTo(60);
        assertThat(BucketScheme.days().lastOverdue(0)).isZero();
        assertThat(scheme)
                .isEqualTo(BucketScheme.days(30, 60).splitNotDue(7, 14))
                .hasSameHashCodeAs(BucketScheme.days(30, 60).splitNotDue(7, 14))
                .isNotEqualTo(BucketScheme.days(30, 60))
                .isNotEqualTo("scheme");
        assertThat(scheme.hashCode()).isNotZero();
        BucketScheme months = BucketScheme.calendarMonths(3);
        assertThat(months.months()).isEqualTo(3);
        assertThat(months.edges()).isEmpty();
        assertThat(months.lastOverdue(
                        Math.toIntExact(LocalDate.parse("2027-06-30").toEpochDay())))
                .as("from 1 April")
                .isEqualTo(90);
        assertThat(BucketScheme.calendarMonths(1).buckets()).hasSize(3);
        assertThatThrownBy(() -> BucketScheme.calendarMonths(0)).hasMessageContaining("months is 0");
        assertThatThrownBy(() -> BucketScheme.days(5, 4)).hasMessageContaining("4 after 5");
        assertThatThrownBy(() -> BucketScheme.days(30).splitNotDue(-1)).hasMessageContaining("first 0 or more");
        assertThat(BucketScheme.days(30).splitNotDue(0).buckets())
                .extracting(AgingBucket::label)
                .startsWith("NOT_DUE 0-0", "NOT_DUE 1+");
    }

    @Test
    @DisplayName(
            "COL-09 a credit joins the oldest instalment of the item it is for, and stays apart where that is paid")
    void linkedCredits() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("PAID", "9", "2027-05-01", "2027-05-20")
                .receipt("R", "9", "2027-06-01")
                .allocate("R", "PAID", "9", "2027-06-01")
                .invoice("OPEN", "50", "2027-05-01", "2027-05-20");
        log.add(new ItemIssued(log.item("C1", OpenItemKind.CREDIT_NOTE, "3", "2027-06-25")
                .linkedTo(OpenItemId.of("OPEN"))
                .build()));
        log.add(new ItemIssued(log.item("C2", OpenItemKind.CREDIT_NOTE, "4", "2027-06-25")
                .linkedTo(OpenItemId.of("PAID"))
                .build()));
        AgingTotals totals = Aging.by(AgeBasis.DUE_DATE)
                .unapplied(UnappliedPolicy.LINKED_ITEM)
                .build()
                .assess(log.replay(), lately("2027-06-30"))
                .total();
        assertThat(totals.bucket("31-60")).isEqualTo(Totals.of(gbp.of("47")));
        assertThat(totals.bucket("1-30")).as("by its own date").isEqualTo(Totals.of(gbp.of("-4")));
    }

    @Test
    @DisplayName(
            "COL-09 netting takes the oldest debit first and goes on to the next; what is left of the credit stays in its place")
    void netting() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("NEW", "10", "2027-05-01", "2027-06-20")
                .invoice("OLD", "10", "2027-01-01", "2027-02-01")
                .invoice("MID", "10", "2027-01-01", "2027-05-15");
        log.add(new ItemIssued(
                log.item("C1", OpenItemKind.CREDIT_NOTE, "15", "2027-06-25").build()));
        assertThat(netted(log, "121+")).isEqualTo(Totals.none());
        assertThat(netted(log, "31-60")).isEqualTo(Totals.of(gbp.of("5")));
        assertThat(netted(log, "1-30")).isEqualTo(Totals.of(gbp.of("10")));
        log.add(new ItemIssued(
                log.item("C2", OpenItemKind.CREDIT_NOTE, "18", "2027-06-26").build()));
        assertThat(netted(log, "31-60")).isEqualTo(Totals.none());
        assertThat(netted(log, "1-30")).isEqualTo(Totals.of(gbp.of("-3")));
    }

    private static Totals netted(ReceivableLog log, String bucket) {
        return Aging.by(AgeBasis.DUE_DATE)
                .unapplied(UnappliedPolicy.NET_OLDEST_FIRST)
                .build()
                .assess(log.replay(), lately("2027-06-30"))
                .total()
                .bucket(bucket);
    }

    @Test
    @DisplayName("COL-06 the page has the sums, the chart and a row for each party and the total")
    void page() {
        AgingReport report =
                Aging.by(AgeBasis.DUE_DATE).buckets(30).build().assess(book().replay(), lately("2027-06-30"));
        String text = Documents.text(report.toDocument(), Locale.UK);
        assertThat(text)
                .contains("Buckets and open items: PROVED")
                .contains("alfa")
                .contains("beta")
                .contains("Total")
                .contains("61.00 GBP")
                .doesNotContain("Nothing is open.")
                .doesNotContain("none");
        assertThat(Documents.html(report.toDocument(), Locale.UK))
                .contains("Of 306.00 GBP open, 301.00 GBP is overdue.");
        String empty = Documents.text(
                Aging.by(AgeBasis.DUE_DATE)
                        .build()
                        .assess(ReceivableLog.in("GBP").replay(), lately("2027-06-30"))
                        .toDocument(),
                Locale.UK);
        assertThat(empty).contains("Nothing is open.");
    }
}
