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

    @Test
    @DisplayName("REC-28 two amounts are a rate: implied, how far off, inside up to the edge of the band, and expected")
    void implied() {
        RateBand percent = RateBand.of(Rates.of(List.of(quote(0, "1.35"))), new BigDecimal("100"));
        RateBand.Implied off =
                percent.assess(CAD.of("136.36"), USD.of("100"), DAY).orElseThrow();
        assertThat(off.implied()).isEqualTo(new BigDecimal("1.36360000"));
        // 1.36 of 135.00 are 100.74 basis points
        assertThat(off.deviationBps()).isEqualTo(new BigDecimal("100.74"));
        assertThat(off.within()).isFalse();
        assertThat(off.expected()).isEqualTo(CAD.of("135.00"));
        assertThat(off.difference()).isEqualTo(CAD.of("1.36"));
        for (String edge : List.of("136.35", "133.65")) {
            assertThat(percent.assess(CAD.of(edge), USD.of("100"), DAY)
                            .orElseThrow()
                            .within())
                    .as(edge)
                    .isTrue();
            assertThat(percent.assess(CAD.of("-" + edge), USD.of("-100"), DAY)
                            .orElseThrow()
                            .within())
                    .as("-" + edge)
                    .isTrue();
        }
        assertThat(percent.assess(CAD.of("133.64"), USD.of("100"), DAY)
                        .orElseThrow()
                        .within())
                .isFalse();
        assertThat(percent.assess(CAD.of("135"), USD.of("100"), DAY.plusDays(1)))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> percent.assess(CAD.of("1"), USD.zero(), DAY))
                .withMessageContaining("right amount is zero");
        assertThat(RateBand.of(Rates.of(List.of(quote(0, "1.35"))), BigDecimal.ZERO)
                        .assess(CAD.of("135"), USD.of("100"), DAY)
                        .orElseThrow()
                        .within())
                .as("a band of nothing holds the rate itself")
                .isTrue();
    }

    @Test
    @DisplayName("REC-28 a band narrower than a cent offers the one cent inside it, or none where none is")
    void narrow() {
        Item item = in(0, 0);
        // 135 cents, 0.135 each way: only 135 itself
        assertThat(band(quote(0, "1.35")).interval(USD.of("1"), CAD.of("1.35"), item))
                .contains(DifferenceExplainer.Offer.interval(Difference.Reason.FX_RATE, CAD.zero(), CAD.zero()));
        // 135.4 cents, 0.1354 each way: no whole cent
        assertThat(band(quote(0, "1.354")).interval(USD.of("1"), CAD.of("1.35"), item))
                .isEmpty();
        // 13500 cents, 13.5 each way
        assertThat(band(quote(0, "1.35")).interval(USD.of("100"), CAD.of("135.00"), item))
                .contains(
                        DifferenceExplainer.Offer.interval(Difference.Reason.FX_RATE, CAD.of("-0.13"), CAD.of("0.13")));
        assertThat(band(quote(0, "1.35")).interval(USD.of("-100"), CAD.of("-135.00"), item))
                .contains(
                        DifferenceExplainer.Offer.interval(Difference.Reason.FX_RATE, CAD.of("-0.13"), CAD.of("0.13")));
        assertThat(band(quote(0, "1.35")).interval(USD.of("1"), CAD.of("1.35"), in(1, 1)))
                .isEmpty();
    }

    @Test
    @DisplayName("REC-28 a host's rate of nothing or less is refused with the day, a rate of the allowed age counts")
    void hostRates() {
        for (String wrong : List.of("0", "-1.35")) {
            RateBand band = RateBand.of((of, in, day) -> Optional.of(new BigDecimal(wrong)), BigDecimal.TEN);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> standing(band, in(0, 0)))
                    .withMessageContaining("RATE_INVALID: rate " + wrong + " of USD in CAD on 2027-03-01");
        }
        RateBand year = band(quote(0, "1.35")).notOlderThan(366);
        assertThat(standing(year, in(366, 366))).isEqualTo(Standing.KNOWN);
        assertThat(standing(year.notOlderThan(0), in(0, 0))).isEqualTo(Standing.KNOWN);
        assertThat(standing(year.notOlderThan(0), in(1, 1))).isEqualTo(Standing.STALE);
    }
}
