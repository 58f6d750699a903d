package io.counterfoil.reconciliation.score;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.item.ItemBatch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Days from the left item to the right one, each a level. Outside the limits a pair is no candidate. */
final class LagFeature extends Feature {

    private final int min;
    private final int max;
    private final @Nullable BusinessCalendar calendar;
    private final List<String> names = new ArrayList<>();

    LagFeature(int min, int max, @Nullable BusinessCalendar calendar) {
        if (min > max) {
            throw new IllegalArgumentException("lag from " + min + " to " + max + " days, expected min <= max");
        }
        this.min = min;
        this.max = max;
        this.calendar = calendar;
        for (int days = min; days <= max; days++) {
            names.add(calendar == null ? days + " days later" : days + " business days later");
        }
    }

    @Override
    List<String> levels() {
        return names;
    }

    @Override
    Object prepare(ItemBatch batch, int row) {
        int day = batch.epochDay(row);
        if (calendar == null) {
            return day;
        }
        return Math.toIntExact(calendar.businessDates(calendar.covered().from(), LocalDate.ofEpochDay(day)));
    }

    @Override
    int level(Object left, Object right) {
        return levelOfCodes((Integer) left, (Integer) right);
    }

    @Override
    long code(Object value) {
        return (Integer) value;
    }

    @Override
    int levelOfCodes(long left, long right) {
        long days = right - left;
        return days < min || days > max ? OUTSIDE : (int) (days - min);
    }

    boolean countsCalendarDays() {
        return calendar == null;
    }

    int min() {
        return min;
    }

    int max() {
        return max;
    }
}
