package io.counterfoil.collections.receivable;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/**
 * When an invoice is due, by the terms agreed: one engine for every document (COL-05, collections specification 4.2). Immutable.
 *
 * <pre>{@code
 * PaymentTerms.net(30).dueDate(issued);
 * PaymentTerms.dayOfMonth(25, 20, 1).dueDate(issued); // on the 25th of next month; issued after the 20th, one month later
 * }</pre>
 */
public sealed interface PaymentTerms {

    /** The due date of a document issued on the day. */
    LocalDate dueDate(LocalDate issued);

    /** So many days after issue. */
    static PaymentTerms net(int days) {
        return new Net(days);
    }

    /** So many days after the end of the month of issue. */
    static PaymentTerms endOfMonthPlus(int days) {
        return new EndOfMonthPlus(days);
    }

    /** On a day of the month, so many months ahead, one more for documents issued after the cut-off day. */
    static PaymentTerms dayOfMonth(int day, int cutOffDay, int monthsAhead) {
        return new DayOfMonth(day, cutOffDay, monthsAhead);
    }

    /**
     * NET n.
     *
     * @param days 0 or more
     */
    record Net(int days) implements PaymentTerms {
        public Net {
            atLeastZero("days", days);
        }

        @Override
        public LocalDate dueDate(LocalDate issued) {
            return issued.plusDays(days);
        }
    }

    /**
     * EOM_PLUS n.
     *
     * @param days 0 or more
     */
    record EndOfMonthPlus(int days) implements PaymentTerms {
        public EndOfMonthPlus {
            atLeastZero("days", days);
        }

        @Override
        public LocalDate dueDate(LocalDate issued) {
            return issued.with(TemporalAdjusters.lastDayOfMonth()).plusDays(days);
        }
    }

    /**
     * DAY_OF_MONTH. A day that the month does not have is its last day; a day before the issue date is in the next month.
     *
     * @param day 1 to 31
     * @param cutOffDay 1 to 31: issued after it, one month more
     * @param monthsAhead 0 or more
     */
    record DayOfMonth(int day, int cutOffDay, int monthsAhead) implements PaymentTerms {
        public DayOfMonth {
            dayOfMonth("day", day);
            dayOfMonth("cutOffDay", cutOffDay);
            atLeastZero("monthsAhead", monthsAhead);
        }

        @Override
        public LocalDate dueDate(LocalDate issued) {
            int months = issued.getDayOfMonth() > cutOffDay ? monthsAhead + 1 : monthsAhead;
            YearMonth month = YearMonth.from(issued).plusMonths(months);
            LocalDate due = clamped(month);
            return due.isBefore(issued) ? clamped(month.plusMonths(1)) : due;
        }

        private LocalDate clamped(YearMonth month) {
            return month.atDay(Math.min(day, month.lengthOfMonth()));
        }

        private static void dayOfMonth(String name, int value) {
            if (value < 1 || value > 31) {
                throw new IllegalArgumentException(name + " is " + value + ", expected a day of a month, 1 to 31");
            }
        }
    }

    private static void atLeastZero(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 0 or more");
        }
    }
}
