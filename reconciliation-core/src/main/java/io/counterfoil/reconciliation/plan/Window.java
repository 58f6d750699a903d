package io.counterfoil.reconciliation.plan;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.item.Side;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far apart the days of two items may lie, both limits inside (reconciliation specification REC-07, REC-08).
 *
 * <p>Without an anchor the distance is absolute. With one it is signed and counted from the anchor's day to the other's: {@code days(0, 3).from(LEFT)} wants
 * the right item on the left one's day or up to three days later. In business days, a day that is no business day counts as the next one. Immutable.
 */
public final class Window {

    /** What is counted. */
    public enum Unit {
        DAYS,
        BUSINESS_DAYS,
        /** Seconds between instants; fractions count. An item without an instant is outside. */
        SECONDS
    }

    private final Unit unit;
    private final int min;
    private final int max;
    private final @Nullable Side anchor;

    private Window(Unit unit, int min, int max, @Nullable Side anchor) {
        if (min > max) {
            throw new IllegalArgumentException("window from " + min + " to " + max + " is empty, expected min <= max");
        }
        this.unit = unit;
        this.min = min;
        this.max = max;
        this.anchor = anchor;
    }

    /** Calendar days. */
    public static Window days(int min, int max) {
        return new Window(Unit.DAYS, min, max, null);
    }

    /** Business days by the calendar that the reconciler is given. */
    public static Window businessDays(int min, int max) {
        return new Window(Unit.BUSINESS_DAYS, min, max, null);
    }

    /** Seconds between the instants of the items. */
    public static Window seconds(int min, int max) {
        return new Window(Unit.SECONDS, min, max, null);
    }

    /** The same day. */
    public static Window sameDay() {
        return days(0, 0);
    }

    /** The same limits, counted from the day of that side's item. */
    public Window from(Side side) {
        return new Window(unit, min, max, Objects.requireNonNull(side, "side"));
    }

    /** What is counted. */
    public Unit unit() {
        return unit;
    }

    /** The smallest distance. */
    public int min() {
        return min;
    }

    /** The largest distance. */
    public int max() {
        return max;
    }

    /** The side to count from, where there is one. */
    public java.util.Optional<Side> anchor() {
        return java.util.Optional.ofNullable(anchor);
    }

    /** Whether the window has a side to count from, or needs none because it looks the same from both. */
    public boolean isAnchored() {
        return anchor != null || min >= 0 || -min == max;
    }

    /** Days from the left item's day to the right item's, negative where the right one is earlier. */
    public static long daysBetween(LocalDate left, LocalDate right) {
        return right.toEpochDay() - left.toEpochDay();
    }

    /**
     * Business days from the left item's day to the right item's, negative where the right one is earlier.
     *
     * @throws io.counterfoil.payments.calendar.HolidayCalendar.NotCoveredException where the calendar knows nothing about the days
     */
    public static long businessDaysBetween(LocalDate left, LocalDate right, BusinessCalendar calendar) {
        return calendar.businessDates(left, right);
    }

    /** The distance as this window counts it, from the days left to right. */
    public long distance(long leftToRight) {
        if (anchor == null) {
            return Math.abs(leftToRight);
        }
        return anchor == Side.LEFT ? leftToRight : -leftToRight;
    }

    /** Whether the distance from left to right, in this window's unit, lies inside. */
    public boolean admits(long leftToRight) {
        long distance = distance(leftToRight);
        return distance >= min && distance <= max;
    }

    /** Whether the time from the left item's instant to the right one's lies inside; for windows in seconds. */
    public boolean admits(Duration leftToRight) {
        Duration distance =
                anchor == null ? leftToRight.abs() : anchor == Side.LEFT ? leftToRight : leftToRight.negated();
        return distance.compareTo(Duration.ofSeconds(min)) >= 0 && distance.compareTo(Duration.ofSeconds(max)) <= 0;
    }

    /** Whether everything that the other window admits is admitted here, as far as their units and anchors allow to say. */
    boolean covers(Window other) {
        return unit == other.unit && anchor == other.anchor && min <= other.min && max >= other.max;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Window that
                && unit == that.unit
                && min == that.min
                && max == that.max
                && anchor == that.anchor;
    }

    @Override
    public int hashCode() {
        return Objects.hash(unit.name(), min, max, anchor == null ? "" : anchor.name());
    }

    /** Reads as {@code bd[0,3] from left}. */
    @Override
    public String toString() {
        String name = unit == Unit.DAYS ? "day[" : unit == Unit.SECONDS ? "s[" : "bd[";
        String text = name + min + "," + max + "]";
        if (anchor == null) {
            return text;
        }
        return text + (anchor == Side.LEFT ? " from left" : " from right");
    }
}
