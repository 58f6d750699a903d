package io.counterfoil.payments.testkit;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A definition of hours that answers by walking minute by minute: slow, and obviously right.
 *
 * <p>A local time stands for the first instant whose wall clock reads it or later; so an instant is inside local [a, b) exactly when the latest reading that
 * any wall clock has shown so far is. The walk keeps that reading; it needs no rule for gaps and overlaps.
 */
public record HoursPlan(
        ZoneId zone,
        Map<DayOfWeek, List<OpenHours>> weekly,
        Set<LocalDate> holidays,
        Map<LocalDate, List<OpenHours>> replaced,
        Map<LocalDate, List<OpenHours>> openings,
        Map<LocalDate, List<OpenHours>> breaks) {

    private static final int DAY_SECONDS = 86_400;
    private static final int SETTLE_DAYS = 4;

    /** The same definition for the engine. */
    public BusinessHours build() {
        BusinessHours.Builder builder = BusinessHours.in(zone);
        weekly.forEach(builder::on);
        builder.holidays(holidays);
        replaced.forEach(builder::hours);
        openings.forEach(builder::opening);
        breaks.forEach(builder::breaks);
        return builder.build();
    }

    /** The minutes from the first instant on that are open. */
    public BitSet walk(Instant from, int minutes) {
        LocalDateTime latest = LocalDateTime.MIN;
        BitSet open = new BitSet(minutes);
        int settle = SETTLE_DAYS * DAY_SECONDS / 60;
        for (int minute = -settle; minute < minutes; minute++) {
            LocalDateTime wall = LocalDateTime.ofInstant(from.plusSeconds(60L * minute), zone);
            latest = wall.isAfter(latest) ? wall : latest;
            if (minute >= 0) {
                open.set(minute, isOpen(latest));
            }
        }
        return open;
    }

    private boolean isOpen(LocalDateTime local) {
        LocalDate today = local.toLocalDate();
        int second = local.toLocalTime().toSecondOfDay();
        boolean open = holds(hours(today), second) || holds(hours(today.minusDays(1)), second + DAY_SECONDS);
        boolean cut = holds(breaks.getOrDefault(today, List.of()), second)
                || holds(breaks.getOrDefault(today.minusDays(1), List.of()), second + DAY_SECONDS);
        return open && !cut;
    }

    private List<OpenHours> hours(LocalDate date) {
        if (openings.containsKey(date)) {
            return openings.get(date);
        }
        if (holidays.contains(date)) {
            return List.of();
        }
        return replaced.containsKey(date) ? replaced.get(date) : weekly.getOrDefault(date.getDayOfWeek(), List.of());
    }

    private static boolean holds(List<OpenHours> hours, int second) {
        return hours.stream().anyMatch(one -> second >= one.fromSecond() && second < one.toSecond());
    }

    /** The same with its maps in order, so that a failing sample reads well. */
    @Override
    public String toString() {
        return zone + " weekly " + new TreeMap<>(weekly) + " holidays " + holidays + " replaced "
                + new TreeMap<>(replaced) + " openings " + new TreeMap<>(openings) + " breaks " + new TreeMap<>(breaks);
    }
}
