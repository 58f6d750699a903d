package io.counterfoil.examples.clientservices;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** When and where the month takes place, and who works in it. */
final class Month {

    static final ZoneId ZONE = ZoneId.of("America/Toronto");
    static final Amounts CAD = Amounts.in("CAD");
    static final BusinessCalendar CALENDAR = BusinessCalendar.Rails.paymentsCanada();
    static final DateRange MARCH = DateRange.month(2027, 3);
    static final LocalDate LAST = MARCH.to();
    static final LocalDate OPENING = LocalDate.of(2027, 2, 26);

    static final Actor MARIA = Actor.host("maria");
    static final Actor BEN = Actor.approver("ben");
    static final Actor CLARA = Actor.approver("clara");
    static final Actor RITA = Actor.reviewer("rita");
    static final Actor BANK = Actor.rail("bank");
    static final Actor ACQUIRER = Actor.rail("acquirer");

    private Month() {}

    static LocalDate march(int day) {
        return MARCH.from().withDayOfMonth(day);
    }

    static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(ZONE).toInstant();
    }

    /** The books at the end of a day. */
    static AsOf endOf(LocalDate day) {
        return new AsOf(day, at(day.plusDays(1), 0).minusNanos(1));
    }

    static List<LocalDate> workingDays() {
        return MARCH.stream().filter(CALENDAR::isBusinessDay).toList();
    }

    static LocalDate after(LocalDate day, int businessDays) {
        return CALENDAR.plus(day, businessDays);
    }
}
