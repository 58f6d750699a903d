package io.counterfoil.examples.paymentdesk;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** When and where the week is. */
final class Week {

    static final ZoneId ZONE = ZoneId.of("Europe/London");
    static final Amounts GBP = Amounts.in("GBP");
    static final LocalDate MONDAY = LocalDate.of(2027, 3, 8);
    static final LocalDate FRIDAY = MONDAY.plusDays(4);
    static final DateRange DAYS = DateRange.of(MONDAY, FRIDAY);

    /** When the links were sent that customers pay at the weekend before. */
    static final Instant LINKS_SENT = at(MONDAY.minusDays(4), 9, 0);

    private Week() {}

    static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(ZONE).toInstant();
    }

    static BusinessCalendar calendar() {
        return BusinessCalendar.Rails.englandAndWales();
    }
}
