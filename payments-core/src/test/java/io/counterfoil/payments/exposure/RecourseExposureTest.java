package io.counterfoil.payments.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnWindow;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Dates and sums by hand, from payments specification 4.7. */
class RecourseExposureTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts GBP = Amounts.in("GBP");
    private static final AsOf JUNE_20 = new AsOf(LocalDate.of(2026, 6, 20), Instant.EPOCH);
    private static final FinalityPolicy POLICY = FinalityPolicy.standard();

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static RecourseExposure.Item.Builder debit(String id, String amount) {
        return RecourseExposure.Item.builder()
                .paymentId(id)
                .client(PartyId.of("ana"))
                .rail(Rail.EFT_CA)
                .amount(CAD.of(amount))
                .stage(RecourseExposure.Item.Stage.SETTLED)
                .finalAt(day("2026-06-20"));
    }

    @Test
    @DisplayName("PAY-33 Recourse ends by rail, direction, category or scheme; a Bacs debit never")
    void finality() {
        BusinessCalendar canada = BusinessCalendar.Rails.paymentsCanada();
        assertThat(POLICY.finalAt(RailTerms.pad(RailTerms.PadCategory.PERSONAL), day("2026-05-25"), canada))
                .contains(day("2026-08-23"));
        assertThat(POLICY.finalAt(RailTerms.pad(RailTerms.PadCategory.BUSINESS), day("2026-05-11"), canada))
                .contains(day("2026-05-26"));
        assertThat(POLICY.finalAt(RailTerms.of(Rail.BACS, Rail.Direction.DEBIT), day("2026-05-11"), canada))
                .isEmpty();
        assertThat(POLICY.finalAt(RailTerms.sepa(RailTerms.SepaScheme.SDD_CORE), day("2026-01-31"), canada))
                .contains(day("2027-02-28"));
        assertThat(POLICY.finalAt(RailTerms.of(Rail.WIRE), day("2026-05-11"), canada))
                .contains(day("2026-05-11"));
        RailTerms consumer = RailTerms.builder()
                .rail(Rail.ACH)
                .direction(Rail.Direction.DEBIT)
                .receiver(RailTerms.Receiver.CONSUMER)
                .build();
        assertThat(POLICY.finalAt(consumer, day("2026-01-23"), BusinessCalendar.Rails.fed()))
                .contains(day("2026-03-25"));
        assertThat(POLICY.finalAt(
                        RailTerms.of(Rail.ACH, Rail.Direction.DEBIT), day("2026-01-23"), BusinessCalendar.Rails.fed()))
                .contains(day("2026-01-27"));
    }

    @Test
    @DisplayName(
            "PAY-33 Finality is never guessed: an EFT debit without category has none, and a rule of the host's comes first")
    void incompleteTerms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.window(RailTerms.of(Rail.EFT_CA, Rail.Direction.DEBIT)))
                .withMessageContaining("no rule of finality covers")
                .withMessageContaining("Maybe direction, PAD category or scheme is missing");
        FinalityPolicy own = POLICY.with(RailTerms.of(Rail.CHEQUE), ReturnWindow.bankingDays(6))
                .with(RailTerms.of(Rail.CARD), ReturnWindow.calendarDays(180));
        assertThat(own.window(RailTerms.of(Rail.CHEQUE))).isEqualTo(ReturnWindow.bankingDays(6));
        assertThat(own.window(RailTerms.of(Rail.CARD, Rail.Direction.DEBIT))).isEqualTo(ReturnWindow.calendarDays(180));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.with(RailTerms.of(Rail.CHEQUE), ReturnWindow.UNSPECIFIED));
    }

    @Test
    @DisplayName("PAY-34 The last day is still exposed; final only after it and without a dispute")
    void standing() {
        RecourseExposure.Item item = debit("p1", "10.00").build();
        assertThat(item.standing(day("2026-06-20"))).isEqualTo(RecourseExposure.Standing.EXPOSED);
        assertThat(item.standing(day("2026-06-21"))).isEqualTo(RecourseExposure.Standing.FINAL);
        assertThat(debit("p1", "10.00").disputed(true).build().standing(day("2026-06-21")))
                .isEqualTo(RecourseExposure.Standing.DISPUTED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> debit("p1", "0.00").build());
    }

    private static RecourseExposure.Report report() {
        PartyId ben = PartyId.of("ben");
        return RecourseExposure.standard()
                .assess(
                        Stream.of(
                                debit("p1", "10.00").build(),
                                debit("p2", "5.00").build(),
                                debit("p3", "7.00").finalAt(day("2026-06-19")).build(),
                                debit("p4", "3.00")
                                        .stage(RecourseExposure.Item.Stage.ENDED)
                                        .build(),
                                debit("p5", "99.00")
                                        .stage(RecourseExposure.Item.Stage.NOT_SETTLED)
                                        .build(),
                                debit("p6", "2.00")
                                        .finalAt(day("2026-06-01"))
                                        .disputed(true)
                                        .build(),
                                RecourseExposure.Item.builder()
                                        .paymentId("p7")
                                        .client(ben)
                                        .rail(Rail.BACS)
                                        .amount(GBP.of("40.00"))
                                        .stage(RecourseExposure.Item.Stage.SETTLED)
                                        .build()),
                        JUNE_20);
    }

    @Test
    @DisplayName("PAY-34 Every settled debit counts once: exposed, without end, disputed, final or ended")
    void exposure() {
        RecourseExposure.Report report = report();
        assertThat(report.exposed()).isEqualTo(Totals.of(CAD.of("15.00")));
        assertThat(report.endless()).isEqualTo(Totals.of(GBP.of("40.00")));
        assertThat(report.disputed()).isEqualTo(Totals.of(CAD.of("2.00")));
        assertThat(report.finalAmounts()).isEqualTo(Totals.of(CAD.of("7.00")));
        assertThat(report.ended()).isEqualTo(Totals.of(CAD.of("3.00")));
        assertThat(report.settled()).hasToString("27.00 CAD, 40.00 GBP");
        assertThat(report.proof().orThrow().sentence())
                .isEqualTo("settled 27.00 CAD, 40.00 GBP, in parts 27.00 CAD, 40.00 GBP");
        assertThat(report.lines().get(0).count()).isEqualTo(2);
        assertThat(new RecourseExposure.Report(report.day(), report.lines(), Totals.none())
                        .proof()
                        .holds())
                .isFalse();
    }

    @Test
    @DisplayName(
            "PAY-34 The history of returns makes of the open debits what is to be expected back, and names rails without one")
    void stress() {
        RecourseExposure.Report.Stress stress =
                report().stress(Map.of(Rail.EFT_CA, new ReturnCodes.Rates.Ratio(1, 40)), RoundingMode.HALF_UP);
        // 15.00 / 40 = 0.375
        assertThat(stress.expected()).isEqualTo(Totals.of(CAD.of("0.38")));
        assertThat(stress.withoutHistory()).isEqualTo(List.of(Rail.BACS));
    }

    @Test
    @DisplayName("PAY-34 The report reads as text: totals, then client, rail and last day")
    void document() {
        String text = Documents.text(report().toDocument(), Locale.UK);
        assertThat(text)
                .contains("15.00 CAD")
                .contains("without end")
                .contains("ben")
                .contains("EFT_CA");
        assertThat(text).doesNotContain("99.00");
    }

    @Test
    @DisplayName("PAY-34 A payment that stands twice is refused")
    void twice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecourseExposure.standard()
                        .assess(
                                Stream.of(
                                        debit("p1", "1.00").build(),
                                        debit("p1", "1.00").build()),
                                JUNE_20))
                .withMessage("payment p1 stands twice, expected each payment once");
    }
}
