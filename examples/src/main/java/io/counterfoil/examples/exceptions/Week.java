package io.counterfoil.examples.exceptions;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.clock.SlaRule;
import io.counterfoil.ticketing.triage.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** When and where the week is, and what was promised. */
final class Week {

    static final ZoneId ZONE = ZoneId.of("Europe/London");
    static final Amounts GBP = Amounts.in("GBP");
    static final LocalDate MONDAY = LocalDate.of(2027, 3, 15);
    static final LocalDate FRIDAY = MONDAY.plusDays(4);
    static final DateRange DAYS = DateRange.of(MONDAY, FRIDAY);

    /** The bank's statement of this day comes three days late. */
    static final LocalDate MISSING = MONDAY.plusDays(1);

    static final BusinessHours HOURS =
            BusinessHours.in(ZONE).weekdays("09:00-17:00").build();

    private Week() {}

    static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(ZONE).toInstant();
    }

    static BusinessCalendar calendar() {
        return BusinessCalendar.Rails.englandAndWales();
    }

    static LocalDate after(LocalDate day, int businessDays) {
        return calendar().plus(day, businessDays);
    }

    /** Urgent cases are answered within an hour and settled within a day, the others within four hours and three days. */
    static Clocks clocks() {
        return Clocks.builder(policy("exception", 4, 3))
                .policy(policy("urgent", 1, 1))
                .rule(SlaRule.named("urgent").priority(Priority.URGENT).holds("urgent"))
                .rule(SlaRule.named("exceptions").holds("exception"))
                .build();
    }

    private static SlaPolicy policy(String id, int replyHours, int resolutionDays) {
        return SlaPolicy.builder(id)
                .hours(HOURS)
                .firstReply(Duration.ofHours(replyHours))
                .resolution(BusinessDays.of(resolutionDays))
                .build();
    }
}
