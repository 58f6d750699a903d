package io.counterfoil.reconciliation.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.RateBand.Rates;
import io.counterfoil.reconciliation.difference.RateBand.Standing;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateBandTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts USD = Amounts.in("USD");
    /** A Monday. */
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    private static Rates.Quote quote(int day, String rate) {
        return new Rates.Quote(USD.currency(), CAD.currency(), DAY.plusDays(day), new BigDecimal(rate));
    }

    private static RateBand band(Rates.Quote... quotes) {
        return RateBand.of(Rates.of(List.of(quotes)), new BigDecimal("10"));
    }

    private static Item in(int day, int due) {
        return Item.builder()
                .id(ItemId.of("in"))
                .amount(CAD.of("135.00"))
                .day(DAY.plusDays(day))
                .due(DAY.plusDays(due))
                .build();
    }

    private static Standing standing(RateBand band, Item item) {
        return band.standing(USD.currency(), CAD.currency(), item);
    }

    @Test
    @DisplayName(
            "REC-28 a rate is known on its day, stale within a year after, and missing beyond; the age that is allowed"
                    + " counts")
    void standing() {
        RateBand band = band(quote(0, "1.35"));
        assertThat(standing(band, in(0, 0))).isEqualTo(Standing.KNOWN);
        assertThat(standing(band, in(1, 1))).isEqualTo(Standing.STALE);
        assertThat(standing(band.notOlderThan(1), in(1, 1))).isEqualTo(Standing.KNOWN);
        assertThat(standing(band.notOlderThan(1), in(2, 2))).isEqualTo(Standing.STALE);
        assertThat(standing(band, in(366, 366))).isEqualTo(Standing.STALE);
        assertThat(standing(band, in(367, 367))).isEqualTo(Standing.MISSING);
        assertThat(standing(band, in(-1, -1))).isEqualTo(Standing.MISSING);
        assertThat(band.standing(CAD.currency(), USD.currency(), in(0, 0))).isEqualTo(Standing.MISSING);
        assertThatIllegalArgumentException().isThrownBy(() -> band.notOlderThan(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> band.notOlderThan(367));
    }

    @Test
    @DisplayName(
            "REC-28 value day, booking day or the business day before: the policy says whose rate counts, and keeps"
                    + " the age")
    void whichDay() {
        RateBand band = band(quote(0, "1.35"));
        BusinessCalendar calendar = BusinessCalendar.of(HolidayCalendar.of(
                "listed",
                Set.of(),
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                new DateRange(DAY.minusDays(30), DAY.plusDays(30))));
        assertThat(standing(band, in(5, 0))).isEqualTo(Standing.KNOWN);
        assertThat(standing(band.onBookingDay(), in(5, 0))).isEqualTo(Standing.STALE);
        assertThat(standing(band.onBookingDay(), in(0, 5))).isEqualTo(Standing.KNOWN);
        assertThat(standing(band.notOlderThan(3).onBookingDay(), in(3, 9))).isEqualTo(Standing.KNOWN);
        RateBand before = band.onPreviousBusinessDay(calendar);
        assertThat(standing(before, in(0, 1))).isEqualTo(Standing.KNOWN);
        assertThat(standing(before, in(0, 0))).isEqualTo(Standing.MISSING);
        assertThat(standing(band.notOlderThan(3).onPreviousBusinessDay(calendar), in(0, 4)))
                .isEqualTo(Standing.KNOWN);
        assertThat(standing(before, in(0, 90)))
                .as("a day that the calendar does not know")
                .isEqualTo(Standing.MISSING);
    }

    @Test
    @DisplayName("REC-28 quotes are told apart by their content, not by their order, and one day has one rate")
    void quotes() {
        assertThat(Rates.of(List.of(quote(0, "1.35"), quote(1, "1.36"))).identity())
                .isEqualTo(
                        Rates.of(List.of(quote(1, "1.360"), quote(0, "1.35"))).identity())
                .isNotEqualTo(
                        Rates.of(List.of(quote(0, "1.35"), quote(1, "1.37"))).identity())
                .isNotEqualTo(
                        Rates.of(List.of(quote(0, "1.35"), quote(2, "1.36"))).identity());
        assertThat(Rates.of(List.of(quote(0, "1.35"), quote(0, "1.350"))).rate(USD.currency(), CAD.currency(), DAY))
                .hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("1.35"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rates.of(List.of(quote(0, "1.35"), quote(0, "1.36"))))
                .withMessageContaining("two rates for USD CAD 2027-03-01");
        assertThatIllegalArgumentException().isThrownBy(() -> quote(0, "0")).withMessageContaining("RATE_INVALID");
    }

    @Test
    @DisplayName("REC-28 the band's identity names rates, width, day and age")
    void identity() {
        Rates host = (of, in, day) -> Optional.empty();
        RateBand band = RateBand.of(host, new BigDecimal("10"));
        assertThat(band).hasToString("10 bps VALUE_DAY of the host's rates");
        assertThat(band.notOlderThan(2)).hasToString("10 bps VALUE_DAY up to 2 days old of the host's rates");
        assertThat(band(quote(0, "1.35")).onBookingDay().toString()).startsWith("10 bps BOOKING_DAY of quotes ");
        assertThat(DifferenceExplainer.fx(band).rateBand()).contains(band);
        assertThat(DifferenceExplainer.rounding().rateBand()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> RateBand.of(host, new BigDecimal("-1")));
    }
}
