package io.counterfoil.examples.collectionsmonth;

import io.counterfoil.collections.dispute.InvoiceDispute;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything that happened up to the end of the month, as the host's systems recorded it.
 *
 * @param events invoices, receipts, allocations, returns, write-offs
 * @param profiles who the customers are
 * @param promises with what was said and when
 * @param plans with what was agreed and when
 * @param disputes with their courses
 * @param holds of notices
 * @param attempts cards that were declined
 */
public record Book(
        List<ReceivableEvent> events,
        List<PartyProfile> profiles,
        List<PromiseToPay> promises,
        List<PaymentPlan> plans,
        List<InvoiceDispute> disputes,
        List<PartyHolds> holds,
        List<PaymentAttempt> attempts) {

    static final ZoneId ZONE = ZoneId.of("Europe/London");
    static final Amounts GBP = Amounts.in("GBP");
    static final LocalDate FIRST = LocalDate.of(2027, 3, 1);
    static final LocalDate LAST = LocalDate.of(2027, 3, 31);
    static final DateRange MONTH = DateRange.of(FIRST, LAST);

    public Book {
        events = List.copyOf(events);
        profiles = List.copyOf(profiles);
        promises = List.copyOf(promises);
        plans = List.copyOf(plans);
        disputes = List.copyOf(disputes);
        holds = List.copyOf(holds);
        attempts = List.copyOf(attempts);
    }

    static BusinessCalendar calendar() {
        return BusinessCalendar.Rails.englandAndWales();
    }

    static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(ZONE).toInstant();
    }
}
