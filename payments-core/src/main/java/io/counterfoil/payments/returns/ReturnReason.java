package io.counterfoil.payments.returns;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Location;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What a return code means, in the same words on every rail (PAY-26, payments specification 4.5).
 *
 * <p>Dates are banking dates of the rail, in its own zone; nothing here knows the time of day. Immutable.
 */
@Value.Immutable
public interface ReturnReason {

    /** The rail whose code it is. */
    Rail rail();

    /** The report or message that carries the code, such as {@code ARUDD} or {@code REFUND}; empty where the code says the same in all. */
    @Value.Default
    default String report() {
        return "";
    }

    /** The code as the rail writes it. */
    String code();

    /** What the code says, in our words; for the staff, not for the client. */
    String meaning();

    /** The canonical category. */
    ReturnCategory category();

    /** Whether a table knows the code. */
    @Value.Default
    default boolean known() {
        return true;
    }

    /** Until when it may come; resolved by {@link ReturnWindow#on} where it depends on the payment's terms. */
    @Value.Default
    default ReturnWindow window() {
        return ReturnWindow.UNSPECIFIED;
    }

    /** How the payment may be presented again. */
    @Value.Default
    default RetryBudget budget() {
        return RetryBudget.none();
    }

    /** The shares in which the return counts; empty on rails that watch none. */
    Set<RateBucket> buckets();

    /** What to do next. */
    NextAction action();

    /** Whether the bank may be masking the true cause: never proof that the payer refused. */
    @Value.Default
    default boolean hiddenCause() {
        return false;
    }

    /** Whether the row is confirmed; where it is not, check the rule book before it gates money. */
    @Value.Default
    default boolean confident() {
        return true;
    }

    /** What is not confirmed or is a host's choice, one note each. */
    List<String> openPoints();

    /** Reads as {@code BACS ARUDD 0 (refer to payer)}. */
    default String label() {
        return rail() + (report().isEmpty() ? " " : " " + report() + " ") + code() + " (" + meaning() + ")";
    }

    /**
     * The last day on which this return is in time; empty where none is tabled.
     *
     * @param terms of the payment that came back
     * @param settledOn settlement or posting of the item answered: of the payment, for a dishonour of the return, for a contest of the dishonour
     * @param calendar banking days of the rail
     */
    default Optional<LocalDate> deadline(RailTerms terms, LocalDate settledOn, BusinessCalendar calendar) {
        return window().on(terms).lastDay(settledOn, calendar);
    }

    /** Whether a return that came on the day was in time, and what may be answered where it was not (PAY-27). Dates as in {@link #deadline}. */
    default Timeliness timeliness(
            RailTerms terms, LocalDate settledOn, LocalDate returnedOn, BusinessCalendar calendar) {
        return Timeliness.of(this, deadline(terms, settledOn, calendar), returnedOn, calendar);
    }

    /** Whether the payment may be presented again (PAY-28). */
    default RetryAnswer retry(RetryRequest request) {
        return RetryAnswer.of(this, request);
    }

    /** A warning that this row decides about money without being confirmed; empty for a row that is. */
    default Optional<Diagnostic> caution() {
        if (!known()) {
            String message = "return code '" + code() + "' of " + rail() + (report().isEmpty() ? "" : " " + report())
                    + " is not known, expected one of its tables\nMaybe the bank has codes of its own: overlay them.";
            return Optional.of(Diagnostic.warning(ReturnCode.UNKNOWN_CODE, message, Location.of("return codes")));
        }
        if (confident()) {
            return Optional.empty();
        }
        String message = "the rule for " + label() + " is not confirmed: " + String.join(", ", openPoints())
                + "\nMaybe check it in the rule book and overlay the row.";
        return Optional.of(Diagnostic.warning(ReturnCode.RULE_UNCONFIRMED, message, Location.of("return codes")));
    }

    /** The reason of a code that no table knows: kept as it was written, category OTHER, nothing allowed. */
    static ReturnReason unknown(Rail rail, String report, String code) {
        return builder()
                .rail(rail)
                .report(report)
                .code(code)
                .meaning("a code that is not known")
                .category(ReturnCategory.OTHER)
                .known(false)
                .confident(false)
                .action(NextAction.INVESTIGATE)
                .build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds reasons. Not thread-safe. */
    final class Builder extends ImmutableReturnReason.Builder {
        Builder() {}
    }
}
