package io.counterfoil.payments.returns;

import io.counterfoil.payments.returns.ReturnWindow.From;
import io.counterfoil.payments.returns.ReturnWindow.Kind;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How often, until when and how marked a returned payment may be presented again (payments specification 4.5). Immutable.
 *
 * @param retries how many after the first presentment, {@link #UNLIMITED} where the rail sets no number
 * @param window until when, counted from the original settlement or from the return
 * @param marking what the rail wants to see on the retry, such as an entry description; empty for nothing
 */
public record RetryBudget(int retries, ReturnWindow window, String marking) {

    /** As often as one likes within the window. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final RetryBudget NONE = new RetryBudget(0, ReturnWindow.UNSPECIFIED, "");

    public RetryBudget {
        Objects.requireNonNull(marking, "marking");
        if (retries < 0) {
            throw new IllegalArgumentException("retry budget of " + retries + ", expected 0 or more");
        }
        if (window.from() != From.SETTLEMENT && window.from() != From.RETURN_SETTLEMENT) {
            throw new IllegalArgumentException(
                    "retry window counted from " + window.from() + ", expected SETTLEMENT or RETURN_SETTLEMENT");
        }
        if (window.kind() == Kind.BANKING_DAYS || window.kind() == Kind.CALENDAR_DAYS_THEN_NEXT_BANKING_DAY) {
            throw new IllegalArgumentException(
                    "retry window in " + window.kind() + ", expected CALENDAR_DAYS or MONTHS");
        }
    }

    /** No retry. */
    public static RetryBudget none() {
        return NONE;
    }

    /** Whether any retry is allowed at all. */
    public boolean isRetriable() {
        return retries > 0;
    }

    /** How many retries; empty where the rail sets no number. */
    public OptionalInt maxRetries() {
        return retries == UNLIMITED ? OptionalInt.empty() : OptionalInt.of(retries);
    }

    /**
     * The last day on which a retry is in time; empty where there is none.
     *
     * @param originalSettledOn settlement of the first presentment
     * @param returnedOn when it came back
     */
    public Optional<LocalDate> lastDay(LocalDate originalSettledOn, LocalDate returnedOn) {
        if (!isRetriable()) {
            return Optional.empty();
        }
        LocalDate start = window.from() == From.RETURN_SETTLEMENT ? returnedOn : originalSettledOn;
        return switch (window.kind()) {
            case CALENDAR_DAYS -> Optional.of(start.plusDays(window.count()));
            case MONTHS -> Optional.of(start.plusMonths(window.count()));
            default -> Optional.empty();
        };
    }

    /** Reads as {@code at most 2 times, within 180 calendar days after settlement}. */
    @Override
    public String toString() {
        if (!isRetriable()) {
            return "never";
        }
        String times = retries == UNLIMITED ? "any number of times" : "at most " + retries + " times";
        return window.equals(ReturnWindow.UNSPECIFIED) ? times : times + ", within " + window;
    }
}
