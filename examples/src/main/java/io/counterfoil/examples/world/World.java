package io.counterfoil.examples.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Everything that happened to Parlour Rooms in the first quarter of 2027, and what billing knows of it.
 *
 * @param customers by id
 * @param bills in order of number
 * @param attempts in order of time
 * @param rows provider rows in order of creation
 * @param payouts in order of creation
 * @param refundsByCharge minor units refunded
 * @param disputedCharges charges under dispute
 * @param bankLines in order of account and day
 * @param cashBook the company's own payments
 * @param billing status that billing shows, by invoice number
 * @param paidBy the payment that billing recorded on an invoice, by invoice number
 */
record World(
        List<Customer> customers,
        List<Bill> bills,
        List<CardAttempt> attempts,
        List<StripeRow> rows,
        List<StripePayout> payouts,
        Map<String, Long> refundsByCharge,
        Set<String> disputedCharges,
        List<BankLine> bankLines,
        List<CashBookRow> cashBook,
        Map<String, String> billing,
        Map<String, String> paidBy) {

    static final ZoneId LONDON = ZoneId.of("Europe/London");
    static final LocalDate FIRST_DAY = LocalDate.of(2027, 1, 1);
    static final LocalDate LAST_DAY = LocalDate.of(2027, 3, 31);
    static final Instant CLOSE = LAST_DAY.atTime(21, 0).atZone(LONDON).toInstant();
    static final Set<LocalDate> HOLIDAYS =
            Set.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 3, 26), LocalDate.of(2027, 3, 29));

    /** Formats without regard to any locale, so that the same world is the same bytes everywhere. */
    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static boolean isBusinessDay(LocalDate day) {
        return day.getDayOfWeek().getValue() < 6 && !HOLIDAYS.contains(day);
    }

    static LocalDate businessDaysLater(LocalDate day, int days) {
        LocalDate at = day;
        int left = days;
        while (left > 0 || !isBusinessDay(at)) {
            at = at.plusDays(1);
            left -= isBusinessDay(at) ? 1 : 0;
        }
        return at;
    }
}
