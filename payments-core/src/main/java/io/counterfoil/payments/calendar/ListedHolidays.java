package io.counterfoil.payments.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holidays in a table, each with its name, empty where it has none. */
record ListedHolidays(String name, Map<LocalDate, String> holidays, Set<DayOfWeek> weekend, DateRange covered)
        implements HolidayCalendar {

    static final DateRange ALWAYS = DateRange.of(LocalDate.of(1900, 1, 1), LocalDate.of(2199, 12, 31));

    @Override
    public boolean isHoliday(LocalDate date) {
        return weekend.contains(date.getDayOfWeek()) || holidays.containsKey(date);
    }

    @Override
    public Optional<String> holidayName(LocalDate date) {
        return Optional.ofNullable(holidays.get(date)).filter(known -> !known.isEmpty());
    }

    @Override
    public String toString() {
        return name + " (" + holidays.size() + " holidays, " + covered + ")";
    }
}
