package io.counterfoil.examples.deskweek;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.entry.ErrorRates;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.scorecard.ServiceRecords;
import io.counterfoil.ticketing.survey.SurveyLog;
import io.counterfoil.ticketing.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * The logs of one week.
 *
 * @param tickets every ticket that was opened
 * @param rows every row of the telephone system, bad ones too
 * @param phone what the library made of them, with sessions, plans and work
 * @param surveys who was asked and what they answered
 * @param answers every answer that came, whatever became of it
 * @param keyed claims typed twice, compared and settled
 * @param typos how many wrong fields the typists made, as the generator knows it
 */
public record Week(
        List<Ticket> tickets,
        List<PhoneLog.CallRow> rows,
        PhoneLog phone,
        SurveyLog surveys,
        List<SurveyLog.Answer> answers,
        ErrorRates keyed,
        int typos) {

    static final ZoneId ZONE = ZoneId.of("America/Toronto");
    static final BusinessHours HOURS =
            BusinessHours.in(ZONE).weekdays("09:00-17:00").build();
    static final LocalDate MONDAY = LocalDate.of(2027, 3, 1);
    static final DateRange DAYS = DateRange.of(MONDAY, MONDAY.plusDays(4));

    /** Friday evening, when the week is looked at. */
    public static final Instant NOW =
            MONDAY.plusDays(4).atTime(LocalTime.of(18, 0)).atZone(ZONE).toInstant();

    static final int FIELDS = 4;

    public Week {
        tickets = List.copyOf(tickets);
        rows = List.copyOf(rows);
        answers = List.copyOf(answers);
    }

    static Clocks clocks() {
        return Clocks.of(SlaPolicy.builder("participants")
                .hours(HOURS)
                .firstReply(Duration.ofHours(8))
                .resolution(BusinessDays.of(7))
                .build());
    }

    ServiceRecords records() {
        return ServiceRecords.builder()
                .tickets(tickets)
                .phone(phone)
                .surveys(surveys)
                .keyed(keyed)
                .build();
    }
}
