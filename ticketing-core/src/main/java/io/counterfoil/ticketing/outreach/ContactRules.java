package io.counterfoil.ticketing.outreach;

import io.counterfoil.payments.hours.BusinessHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * When and how often a recipient may be contacted. No legal default is shipped: what a place demands is the host's to state. Immutable, thread-safe.
 *
 * @param window the contact window in a zone: the same wall-clock hours wherever the recipient is
 * @param maxAttempts at most so many attempts in the period
 * @param perDays days of the period, 24 hours each, ending with the attempt
 * @param minGap from one attempt to the next
 */
public record ContactRules(Function<ZoneId, BusinessHours> window, int maxAttempts, int perDays, Duration minGap) {

    public ContactRules {
        Objects.requireNonNull(window, "window");
        if (maxAttempts < 1 || perDays < 1 || minGap.isNegative()) {
            throw new IllegalArgumentException("contact rules allow " + maxAttempts + " attempts in " + perDays
                    + " days, " + minGap + " apart, expected 1 or more, 1 or more and no negative gap");
        }
    }

    /** Windows by day of the week, such as {@code Map.of(MONDAY, "09:00-20:00")}, in the recipient's zone; one attempt a day, no further gap. */
    public static ContactRules weekly(Map<DayOfWeek, String> hours) {
        Map<DayOfWeek, String> days = Map.copyOf(hours);
        return new ContactRules(
                zone -> {
                    BusinessHours.Builder window = BusinessHours.in(zone);
                    days.forEach((day, open) -> window.on(day, open));
                    return window.build();
                },
                1,
                1,
                Duration.ZERO);
    }

    /** The same with at most so many attempts in so many days. */
    public ContactRules atMost(int attempts, int days) {
        return new ContactRules(window, attempts, days, minGap);
    }

    /** The same with a gap between attempts. */
    public ContactRules gap(Duration gap) {
        return new ContactRules(window, maxAttempts, perDays, gap);
    }
}
