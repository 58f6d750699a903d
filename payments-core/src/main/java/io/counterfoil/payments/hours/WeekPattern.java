package io.counterfoil.payments.hours;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hours by day of the week, in force from a date on; local seconds of each day sorted and merged. */
final class WeekPattern {

    private final long fromEpochDay;
    private final List<int[]> days;

    WeekPattern(long fromEpochDay, Map<DayOfWeek, List<OpenHours>> hours) {
        this.fromEpochDay = fromEpochDay;
        List<int[]> merged = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            merged.add(merged(hours.getOrDefault(day, List.of())));
        }
        this.days = List.copyOf(merged);
    }

    long fromEpochDay() {
        return fromEpochDay;
    }

    int[] on(long epochDay) {
        return days.get(Math.floorMod(epochDay + 3, 7));
    }

    int[] on(DayOfWeek day) {
        return days.get(day.getValue() - 1);
    }

    boolean crossesMidnight() {
        return days.stream().anyMatch(WeekPattern::crossesMidnight);
    }

    static boolean crossesMidnight(int[] pairs) {
        return pairs.length > 0 && pairs[pairs.length - 1] > LocalClock.DAY_SECONDS;
    }

    /** The commonest length of a day that has hours, in seconds; of two equally common ones the longer. */
    Optional<Integer> commonestDaySeconds() {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int[] day : days) {
            int seconds = 0;
            for (int at = 0; at < day.length; at += 2) {
                seconds += day[at + 1] - day[at];
            }
            if (seconds > 0) {
                counts.merge(seconds, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    static int[] merged(List<OpenHours> hours) {
        List<OpenHours> sorted = new ArrayList<>(hours);
        sorted.sort(Comparator.comparingInt(OpenHours::fromSecond).thenComparingInt(OpenHours::toSecond));
        int[] pairs = new int[sorted.size() * 2];
        int size = 0;
        for (OpenHours one : sorted) {
            if (size > 0 && one.fromSecond() <= pairs[size - 1]) {
                pairs[size - 1] = Math.max(pairs[size - 1], one.toSecond());
            } else {
                pairs[size++] = one.fromSecond();
                pairs[size++] = one.toSecond();
            }
        }
        return java.util.Arrays.copyOf(pairs, size);
    }

    static void canonical(int[] pairs, StringBuilder text) {
        for (int at = 0; at < pairs.length; at += 2) {
            text.append(' ').append(pairs[at]).append('-').append(pairs[at + 1]);
        }
    }

    void canonical(StringBuilder text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            text.append(day.getValue());
            canonical(on(day), text);
            text.append(';');
        }
    }
}
