package io.counterfoil.benchmarks;

import com.google.common.collect.ImmutableList;
import com.opengamma.strata.basics.date.HolidayCalendarId;
import com.opengamma.strata.basics.date.ImmutableHolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.objectlab.kit.datecalc.common.DefaultHolidayCalendar;
import net.objectlab.kit.datecalc.common.HolidayHandlerType;
import net.objectlab.kit.datecalc.jdk8.LocalDateCalculator;
import net.objectlab.kit.datecalc.jdk8.LocalDateKitCalculatorsFactory;

/** Business days by libraries that know days only, and the hours of W6 by hand. */
final class HoursPeers {

    private HoursPeers() {}

    /** A working day later than the start: every day has as many hours as are added. */
    record DaysAndGlue(
            ZoneId zone,
            LocalTime opens,
            LocalTime closes,
            Predicate<LocalDate> closed,
            UnaryOperator<LocalDate> next) {

        long plus(long second) {
            ZonedDateTime start = Instant.ofEpochSecond(second).atZone(zone);
            LocalDate day = start.toLocalDate();
            LocalTime time = start.toLocalTime();
            if (closed.test(day) || !time.isBefore(closes)) {
                day = next.apply(day);
                time = opens;
            }
            if (!time.isAfter(opens)) {
                return day.atTime(closes).atZone(zone).toEpochSecond();
            }
            return next.apply(day).atTime(time).atZone(zone).toEpochSecond();
        }
    }

    static DaysAndGlue strata(ZoneId zone, LocalTime opens, LocalTime closes, Set<LocalDate> holidays) {
        ImmutableHolidayCalendar calendar = ImmutableHolidayCalendar.of(
                HolidayCalendarId.of("W6"),
                ImmutableList.copyOf(holidays),
                ImmutableList.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        return new DaysAndGlue(zone, opens, closes, calendar::isHoliday, calendar::next);
    }

    static DaysAndGlue objectLab(
            ZoneId zone, LocalTime opens, LocalTime closes, Set<LocalDate> holidays, LocalDate first, LocalDate last) {
        LocalDateKitCalculatorsFactory factory = new LocalDateKitCalculatorsFactory();
        factory.registerHolidays("W6", new DefaultHolidayCalendar<>(holidays, first, last));
        LocalDateCalculator days = factory.getDateCalculator("W6", HolidayHandlerType.FORWARD);
        return new DaysAndGlue(zone, opens, closes, days::isNonWorkingDay, day -> {
            days.setStartDate(day);
            // a start that is no working day has been moved to the next one already
            LocalDate at = days.getCurrentBusinessDate();
            return at.equals(day) ? days.moveByBusinessDays(1).getCurrentBusinessDate() : at;
        });
    }

    /** Jollyday knows holidays; weekends are the caller's. */
    static DaysAndGlue jollyday(ZoneId zone, LocalTime opens, LocalTime closes) {
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(Objects.requireNonNull(
                HoursPeers.class.getResource("w6-holidays.xml"), "w6-holidays.xml is missing from the jar")));
        Predicate<LocalDate> closed = day -> day.getDayOfWeek().getValue() > 5 || manager.isHoliday(day);
        return new DaysAndGlue(zone, opens, closes, closed, day -> {
            LocalDate at = day.plusDays(1);
            while (closed.test(at)) {
                at = at.plusDays(1);
            }
            return at;
        });
    }
}
