package io.counterfoil.collections.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.collections.quality.BillingQuality.Booking;
import io.counterfoil.collections.quality.BillingQuality.Report;
import io.counterfoil.collections.quality.BillingQuality.Rule;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.GoldenFile;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BillingQualityTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 10), NOW);

    private static Invoice.Builder invoice(String id, String booking, String amount) {
        return Invoice.builder()
                .id(InvoiceId.of(id))
                .customer(PartyId.of("acme"))
                .amount(GBP.of(amount))
                .status(Invoice.Status.PENDING)
                .issuedOn(LocalDate.of(2027, 3, 1))
                .dueOn(LocalDate.of(2027, 3, 31))
                .putReference("booking", booking);
    }

    private static Booking.Builder booking(String id, String amount) {
        return Booking.builder()
                .id(id)
                .customer(PartyId.of("acme"))
                .amount(GBP.of(amount))
                .bookedOn(LocalDate.of(2027, 2, 20))
                .contact("Jo")
                .email("jo@acme.example")
                .owner("maria");
    }

    private static Report assess(List<Booking> bookings, Invoice.Builder... invoices) {
        return BillingQuality.builder()
                .bookings(bookings)
                .role("billing-lead")
                .build()
                .assess(InvoiceSource.inMemory(built(invoices)), AS_OF);
    }

    private static List<Invoice> built(Invoice.Builder... builders) {
        List<Invoice> invoices = new ArrayList<>();
        for (Invoice.Builder builder : builders) {
            invoices.add(builder.build());
        }
        return invoices;
    }

    private static String found(Report report) {
        return report.findings().stream()
                .map(finding -> finding.rule() + " " + finding.reference())
                .toList()
                .toString();
    }

    @Test
    @DisplayName("COL-72 good data has no finding")
    void findsNothing() {
        Report report = assess(List.of(booking("B1", "100.00").build()), invoice("I1", "B1", "100.00"));
        assertThat(report.findings()).isEmpty();
        assertThat(report.alerts(NOW)).isEmpty();
        assertThat(report.trend(Rule.NO_EMAIL)).isEmpty();
    }

    @Test
    @DisplayName(
            "COL-72 two live invoices for one booking, a booking without one, and one for a booking that nobody knows are found")
    void findsCounts() {
        Report report = assess(
                List.of(
                        booking("B1", "100.00").build(),
                        booking("B2", "50.00").build(),
                        booking("B3", "50.00").isCancelled(true).build()),
                invoice("I1", "B1", "100.00"),
                invoice("I2", "B1", "90.00"),
                invoice("I9", "B9", "5.00"));
        assertThat(found(report)).isEqualTo("[TWO_INVOICES B1, NO_INVOICE B2, BOOKING_UNKNOWN I9]");
        assertThat(report.findings().get(0).sentence()).isEqualTo("booking B1 has invoices [I1, I2]");
        assertThat(report.findings().get(0).owner()).isEqualTo("maria");
        assertThat(report.amount(Rule.TWO_INVOICES)).isEqualTo(Totals.of(GBP.of("90.00")));
        Report voided = assess(
                List.of(booking("B1", "100.00").build()),
                invoice("I1", "B1", "100.00"),
                invoice("I2", "B1", "90.00").status(Invoice.Status.VOID));
        assertThat(voided.findings()).as("a cancelled invoice is no second one").isEmpty();
    }

    @Test
    @DisplayName("COL-72 missing contact, e-mail and owner, and another amount than booked, are found")
    void findsGaps() {
        Report report = assess(
                List.of(
                        booking("B1", "100.00").contact(" ").email("").owner("").build(),
                        booking("B2", "80.00").build()),
                invoice("I1", "B1", "100.00"),
                invoice("I2", "B2", "80.01"));
        assertThat(found(report)).isEqualTo("[AMOUNT_DIFFERS I2, NO_CONTACT B1, NO_EMAIL B1, NO_OWNER B1]");
        assertThat(report.findings().get(0).sentence())
                .isEqualTo("invoice I2 is of 80.01 GBP, its booking of 80.00 GBP");
        assertThat(booking("B1", "1.00").build().toString()).doesNotContain("jo@acme.example");
        Report foreign = assess(
                List.of(booking("B1", "100.00")
                        .amount(Amounts.in("EUR").of("100.00"))
                        .build()),
                invoice("I1", "B1", "100.00"));
        assertThat(foreign.count(Rule.AMOUNT_DIFFERS)).isEqualTo(1);
    }

    @Test
    @DisplayName("COL-72 statuses and dates that contradict are found")
    void findsContradictions() {
        List<Booking> bookings = List.of(
                booking("B1", "100.00").build(),
                booking("B2", "100.00").build(),
                booking("B3", "100.00").isCancelled(true).build(),
                booking("B4", "100.00").build(),
                booking("B5", "100.00").build());
        Report report = assess(
                bookings,
                invoice("I1", "B1", "100.00").dueOn(LocalDate.of(2027, 2, 28)),
                invoice("I2", "B2", "100.00").open(GBP.zero()),
                invoice("I3", "B3", "100.00"),
                invoice("I4", "B4", "100.00").open(GBP.of("100.01")),
                invoice("I5", "B5", "100.00").issuedOn(LocalDate.of(2027, 3, 11)));
        assertThat(found(report))
                .isEqualTo(
                        "[STATUS_CONTRADICTS I2, STATUS_CONTRADICTS I3, STATUS_CONTRADICTS I4, DATES_CONTRADICT I1, DATES_CONTRADICT I5]");
        assertThat(report.findings(Rule.DATES_CONTRADICT).get(0).sentence())
                .isEqualTo("invoice I1 is due 2027-02-28, before it was issued on 2027-03-01");
        Report paid = assess(
                List.of(booking("B1", "100.00").build()),
                invoice("I1", "B1", "100.00")
                        .status(Invoice.Status.PAID)
                        .open(GBP.zero())
                        .issuedOn(LocalDate.of(2027, 3, 10)));
        assertThat(paid.findings()).isEmpty();
        Report owed = assess(
                List.of(booking("B1", "100.00").build()),
                invoice("I1", "B1", "100.00").open(GBP.of("-0.01")));
        assertThat(owed.count(Rule.STATUS_CONTRADICTS)).isEqualTo(1);
    }

    @Test
    @DisplayName("COL-72 causes that come again raise an alert to a named role, with count, money and trend")
    void alertsRepeatedCauses() {
        Report before = assess(List.of(booking("B1", "100.00").email("").build()), invoice("I1", "B1", "100.00"));
        assertThat(before.alerts(NOW)).as("for the first time").isEmpty();
        Report now = assess(
                        List.of(
                                booking("B1", "100.00").email("").build(),
                                booking("B2", "60.00").email("").build()),
                        invoice("I1", "B1", "100.00"),
                        invoice("I2", "B2", "60.00"))
                .since(before);
        assertThat(now.trend(Rule.NO_EMAIL)).contains(1);
        assertThat(now.trend(Rule.NO_OWNER)).contains(0);
        List<Alert> alerts = now.alerts(NOW);
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).owner()).isEqualTo("billing-lead");
        assertThat(alerts.get(0).key().value()).isEqualTo("BILLING_DATA/quality-rule:NO_EMAIL/2027-03");
        assertThat(alerts.get(0).evidence().sentence())
                .isEqualTo("NO_EMAIL: 2 findings of 160.00 GBP, 1 in the report before");
        Report patient = new Report(now.asOf(), now.findings(), now.before(), now.role(), 3);
        assertThat(patient.alerts(NOW)).as("not enough of them").isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillingQuality.builder()
                        .bookings(List.of(
                                booking("B1", "1.00").build(),
                                booking("B1", "1.00").build())));
        GoldenFile.named("quality/report.txt").holds(Documents.text(now.toDocument(), Locale.UK));
    }

    @Test
    @DisplayName("COL-72 the reference to a booking goes by the host's own kind")
    void readsTheHostsReference() {
        Report report = BillingQuality.builder()
                .bookings(List.of(booking("B1", "100.00").build()))
                .bookingReference("order")
                .alertFrom(2)
                .build()
                .assess(
                        List.of(invoice("I1", "X", "100.00")
                                .putReference("order", "B1")
                                .build()),
                        AS_OF);
        assertThat(report.findings()).isEmpty();
        assertThat(report.alertFrom()).isEqualTo(2);
    }
}
