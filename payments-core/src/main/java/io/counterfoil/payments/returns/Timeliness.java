package io.counterfoil.payments.returns;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Whether a return came in time, and the answer that the rail permits where it did not (PAY-27). Immutable.
 */
@Value.Immutable
public interface Timeliness {

    /** TIMELY, UNTIMELY or NO_DEADLINE. */
    ReturnCode verdict();

    /** The last day in time. */
    Optional<LocalDate> deadline();

    /** What may be answered to a late return. */
    Optional<PermittedAnswer> answer();

    /** Whether it is known to be late. */
    default boolean isLate() {
        return verdict() == ReturnCode.UNTIMELY;
    }

    /**
     * An answer to a late return.
     *
     * @param code the rail's code to answer with
     * @param lastDay the last day for it, where the late return settled on the day it came
     */
    record PermittedAnswer(String code, LocalDate lastDay) {}

    static Timeliness of(
            ReturnReason reason, Optional<LocalDate> deadline, LocalDate returnedOn, BusinessCalendar calendar) {
        Builder result = new Builder().deadline(deadline);
        if (deadline.isEmpty()) {
            return result.verdict(ReturnCode.NO_DEADLINE).build();
        }
        if (!returnedOn.isAfter(deadline.orElseThrow())) {
            return result.verdict(ReturnCode.TIMELY).build();
        }
        return result.verdict(ReturnCode.UNTIMELY)
                .answer(answer(reason, returnedOn, calendar))
                .build();
    }

    /** Nacha: a late return is dishonoured within five banking days, a late dishonour contested within two; a late contest has no answer in the network. */
    private static Optional<PermittedAnswer> answer(
            ReturnReason reason, LocalDate returnedOn, BusinessCalendar calendar) {
        if (reason.rail() != Rail.ACH || reason.category() == ReturnCategory.CONTESTED_DISHONOUR) {
            return Optional.empty();
        }
        return Optional.of(
                reason.category() == ReturnCategory.DISHONOURED_RETURN
                        ? new PermittedAnswer("R72", calendar.plus(returnedOn, 2))
                        : new PermittedAnswer("R68", calendar.plus(returnedOn, 5)));
    }

    /** Builds them. Not thread-safe. */
    final class Builder extends ImmutableTimeliness.Builder {
        Builder() {}
    }
}
