package io.counterfoil.payments.rail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.RailTerms.Settlement.Earliest;
import io.counterfoil.payments.rail.RailTerms.Settlement.LostDay;
import io.counterfoil.payments.rail.RailTerms.Settlement.Reason;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettlementTermsTest {

    private final Amounts cad = Amounts.in("CAD");
    private final CutOffs bank = CutOffs.builder(ZoneId.of("America/Toronto"))
            .workdays(Rail.EFT_CA, LocalTime.of(18, 0))
            .on(Rail.WIRE, DayOfWeek.TUESDAY, LocalTime.of(15, 30))
            .zone(Rail.BACS, ZoneId.of("Europe/London"))
            .workdays(Rail.BACS, LocalTime.of(22, 30))
            .build();
    private final RailTerms.Settlement eft = RailTerms.Settlement.builder()
            .rail(Rail.EFT_CA)
            .calendar(BusinessCalendar.Rails.paymentsCanada())
            .cutOffs(bank)
            .processingDays(1)
            .limit(cad.of("25000000.00"))
            .build();

    @Test
    @DisplayName("PAY-07 a payment given at the cut-off is in time, a second later the day is lost")
    void cutOff() {
        // 1 March 2027 is a Monday; Toronto is five hours behind.
        Earliest inTime = eft.earliestSettlement(cad.of("1.00"), Instant.parse("2027-03-01T23:00:00Z"));
        assertThat(inTime.taken()).isEqualTo("2027-03-01");
        assertThat(inTime.date()).isEqualTo("2027-03-02");
        Earliest late = eft.earliestSettlement(cad.of("1.00"), Instant.parse("2027-03-01T23:00:01Z"));
        assertThat(late.sentence())
                .isEqualTo("settles 2027-03-03: 2027-03-01 lost, given at 18:00:01, cut-off 18:00 (America/Toronto);"
                        + " 2027-03-02 lost, EFT_CA needs 1 business day to settle");
    }

    @Test
    @DisplayName("PAY-07 a fraction of a second after the cut-off is shown, so that the reason can be read")
    void fractionOfASecond() {
        assertThat(eft.earliestSettlement(cad.of("1.00"), Instant.parse("2027-03-01T23:00:00.250Z"))
                        .lost()
                        .get(0)
                        .sentence())
                .isEqualTo("given at 18:00:00.250, cut-off 18:00 (America/Toronto)");
        assertThat(eft.earliestSettlement(cad.of("1.00"), Instant.parse("2027-03-01T23:00:01.250Z"))
                        .lost()
                        .get(0)
                        .sentence())
                .isEqualTo("given at 18:00:01, cut-off 18:00 (America/Toronto)");
    }

    @Test
    @DisplayName("PAY-07 the limit itself is within the faster service, and no days over it cost none")
    void atTheLimit() {
        Instant morning = Instant.parse("2027-03-01T15:00:00Z");
        assertThat(eft.earliestSettlement(cad.of("25000000.00"), morning).date())
                .isEqualTo("2027-03-02");
        RailTerms.Settlement wire = RailTerms.Settlement.builder()
                .from(eft)
                .daysOverLimit(0)
                .processingDays(0)
                .build();
        assertThat(wire.earliestSettlement(cad.of("25000000.01"), morning).lost())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RailTerms.Settlement.builder()
                        .from(eft)
                        .daysOverLimit(-1)
                        .build())
                .withMessage("processing days 1 and days over the limit -1 on rail EFT_CA, expected 0 or more");
    }

    @Test
    @DisplayName("PAY-07 a closed weekday without a name is a holiday of the calendar, a Saturday a day of the weekend")
    void namelessHoliday() {
        LocalDate friday = LocalDate.of(2027, 3, 5);
        RailTerms.Settlement local = RailTerms.Settlement.builder()
                .from(eft)
                .calendar(BusinessCalendar.of(HolidayCalendar.of(
                        "branch",
                        Set.of(friday),
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        DateRange.month(2027, 3))))
                .processingDays(0)
                .build();
        assertThat(local.earliestSettlement(cad.of("1.00"), Instant.parse("2027-03-05T15:00:00Z"))
                        .lost())
                .containsExactly(
                        new LostDay(friday, Reason.HOLIDAY, "holiday (branch)"),
                        new LostDay(friday.plusDays(1), Reason.WEEKEND, "Saturday"),
                        new LostDay(friday.plusDays(2), Reason.WEEKEND, "Sunday"));
    }

    @Test
    @DisplayName("PAY-07 weekends, holidays by name and large amounts cost days, each with its reason")
    void reasons() {
        // Thursday 24 December 2026 after the cut-off; Boxing Day moves from Saturday to Monday.
        Earliest earliest = eft.earliestSettlement(cad.of("25000000.01"), Instant.parse("2026-12-24T23:30:00Z"));
        assertThat(earliest.lost())
                .extracting(LostDay::reason)
                .containsExactly(
                        Reason.AFTER_CUT_OFF, // Thu 24
                        Reason.HOLIDAY, // Fri 25
                        Reason.WEEKEND, // Sat 26
                        Reason.WEEKEND, // Sun 27
                        Reason.HOLIDAY, // Mon 28
                        Reason.PROCESSING, // Tue 29
                        Reason.OVER_LIMIT); // Wed 30
        assertThat(earliest.date()).isEqualTo("2026-12-31");
        assertThat(earliest.lost().get(4).sentence()).isEqualTo("Christmas and Boxing Day (payments-canada)");
        assertThat(earliest.lost().get(3).sentence()).isEqualTo("Sunday");
        assertThat(earliest.lost().get(6).sentence())
                .isEqualTo("25000000.01 CAD is over 25000000.00 CAD, which takes 1 business day more");
    }

    @Test
    @DisplayName("PAY-07 a cut-off is read on the bank's clock; a weekday without one takes nothing")
    void zonesAndWeekdays() {
        RailTerms.Settlement bacs = RailTerms.Settlement.builder()
                .rail(Rail.BACS)
                .calendar(BusinessCalendar.Rails.englandAndWales())
                .cutOffs(bank)
                .processingDays(2)
                .build();
        // 22:15 in London in summer, 21:15 UTC: the third day of the Bacs cycle is Wednesday.
        assertThat(bacs.earliestSettlement(Amounts.in("GBP").of("5.00"), Instant.parse("2027-06-07T21:15:00Z"))
                        .date())
                .isEqualTo("2027-06-09");
        RailTerms.Settlement wire = RailTerms.Settlement.builder()
                .rail(Rail.WIRE)
                .calendar(BusinessCalendar.Rails.paymentsCanada())
                .cutOffs(bank)
                .build();
        Earliest tuesday = wire.earliestSettlement(cad.of("1.00"), Instant.parse("2027-03-01T15:00:00Z"));
        assertThat(tuesday.date()).isEqualTo("2027-03-02");
        assertThat(tuesday.lost())
                .containsExactly(
                        new LostDay(LocalDate.of(2027, 3, 1), Reason.NOT_TAKEN, "no WIRE is taken on a Monday"));
        assertThat(wire.earliestSettlement(cad.of("1.00"), Instant.parse("2027-03-02T15:00:00Z"))
                        .lost())
                .isEmpty();
    }

    @Test
    void termsOnWhichNothingSettlesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RailTerms.Settlement.builder()
                        .rail(Rail.SEPA)
                        .calendar(BusinessCalendar.Rails.target())
                        .cutOffs(bank)
                        .build())
                .withMessageContaining("SEPA has no cut-off");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RailTerms.Settlement.builder()
                        .from(eft)
                        .processingDays(-1)
                        .build())
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        eft.earliestSettlement(Amounts.in("USD").of("1.00"), Instant.parse("2027-03-01T15:00:00Z")))
                .withMessageContaining("one currency");
    }

    @Property
    void everyDayBeforeTheSettlementIsLostOnce(
            @ForAll @IntRange(max = 2_000_000) int minutes,
            @ForAll @IntRange(max = 5) int processing,
            @ForAll boolean large) {
        Instant now = Instant.parse("2027-01-01T00:00:00Z").plus(minutes, ChronoUnit.MINUTES);
        RailTerms.Settlement terms = RailTerms.Settlement.builder()
                .from(eft)
                .processingDays(processing)
                .build();
        Earliest earliest = terms.earliestSettlement(cad.of(large ? "90000000.00" : "9.00"), now);
        LocalDate given = LocalDate.ofInstant(now, ZoneId.of("America/Toronto"));
        assertThat(earliest.lost())
                .extracting(LostDay::date)
                .isEqualTo(given.datesUntil(earliest.date()).toList());
        assertThat(terms.calendar().isBusinessDay(earliest.date())).isTrue();
        assertThat(terms.calendar().between(earliest.taken(), earliest.date())).isEqualTo(processing + (large ? 1 : 0));
        Earliest later = terms.earliestSettlement(cad.of("9.00"), now.plus(3, ChronoUnit.HOURS));
        if (!large) {
            assertThat(later.date()).isAfterOrEqualTo(earliest.date());
        }
    }
}
