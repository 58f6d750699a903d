package io.counterfoil.payments.returns;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.returns.ReturnWindow.From;
import io.counterfoil.payments.returns.ReturnWindow.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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
    Category category();

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
    Set<ReturnCodes.Rates.Bucket> buckets();

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

    /** What an alert about the code itself speaks of: however many payments came back with it, it is one fact. */
    default SubjectRef subject() {
        return SubjectRef.of("return-code", rail() + "/" + report() + "/" + code());
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
    default ReturnCodes.RetryAnswer retry(ReturnCodes.RetryAnswer.Request request) {
        return ReturnCodes.RetryAnswer.of(this, request);
    }

    /** A warning that this row decides about money without being confirmed; empty for a row that is. */
    default Optional<Diagnostic> caution() {
        if (!known()) {
            String message = "return code '" + code() + "' of " + rail() + (report().isEmpty() ? "" : " " + report())
                    + " is not known, expected one of its tables\nMaybe the bank has codes of its own: overlay them.";
            return Optional.of(
                    Diagnostic.warning(Finding.UNKNOWN_CODE, message, Diagnostic.Location.of("return codes")));
        }
        if (confident()) {
            return Optional.empty();
        }
        String message = "the rule for " + label() + " is not confirmed: " + String.join(", ", openPoints())
                + "\nMaybe check it in the rule book and overlay the row.";
        return Optional.of(
                Diagnostic.warning(Finding.RULE_UNCONFIRMED, message, Diagnostic.Location.of("return codes")));
    }

    /** The reason of a code that no table knows: kept as it was written, category OTHER, nothing allowed. */
    static ReturnReason unknown(Rail rail, String report, String code) {
        return builder()
                .rail(rail)
                .report(report)
                .code(code)
                .meaning("a code that is not known")
                .category(Category.OTHER)
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

    /** What to do next about a return. A proposal for a person or a desk, never an act. */
    enum NextAction implements Code {
        /** It may be presented again within its budget. */
        MAY_REPRESENT,
        /** Correct the record and send it anew; not a re-presentment. */
        REPAIR,
        /** Ask for other bank details before anything is sent again. */
        ASK_NEW_DETAILS,
        /** Speak with the payer or payee first. */
        CONTACT_PAYER,
        /** Nothing more may be collected under the mandate. */
        CANCEL_MANDATE,
        /** Take over the details that the bank supplied. */
        AMEND_MANDATE,
        /** Take over the new details where they came, otherwise end the mandate. */
        AMEND_OR_CANCEL,
        /** The mandate lives again. */
        REACTIVATE_MANDATE,
        /** Lodge the instruction again. */
        LODGE_AGAIN,
        /** Look for the other payment before anything else. */
        CHECK_DUPLICATE,
        /** Answer the other bank while its window runs. */
        ANSWER_BANK,
        /** A person must find out. */
        INVESTIGATE;

        @Override
        public String id() {
            return "NEXT." + name();
        }
    }

    /** What can be said about a return code beside its reason. */
    enum Finding implements Code {
        /** No table knows the code. */
        UNKNOWN_CODE,
        /** The code's row is not confirmed in a rule book. */
        RULE_UNCONFIRMED,
        /** The return came in time. */
        TIMELY,
        /** The return came after its last day. */
        UNTIMELY,
        /** No last day is tabled. */
        NO_DEADLINE;

        @Override
        public String id() {
            return "RETURN_CODE." + name();
        }
    }

    /**
     * How often, until when and how marked a returned payment may be presented again (payments specification 4.5). Immutable.
     *
     * @param retries how many after the first presentment, {@link #UNLIMITED} where the rail sets no number
     * @param window until when, counted from the original settlement or from the return
     * @param marking what the rail wants to see on the retry, such as an entry description; empty for nothing
     */
    record RetryBudget(int retries, ReturnWindow window, String marking) {

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

    /**
     * Whether a return came in time, and the answer that the rail permits where it did not (PAY-27). Immutable.
     */
    @Value.Immutable
    interface Timeliness {

        /** TIMELY, UNTIMELY or NO_DEADLINE. */
        ReturnReason.Finding verdict();

        /** The last day in time. */
        Optional<LocalDate> deadline();

        /** What may be answered to a late return. */
        Optional<PermittedAnswer> answer();

        /** Whether it is known to be late. */
        default boolean isLate() {
            return verdict() == ReturnReason.Finding.UNTIMELY;
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
                return result.verdict(ReturnReason.Finding.NO_DEADLINE).build();
            }
            if (!returnedOn.isAfter(deadline.orElseThrow())) {
                return result.verdict(ReturnReason.Finding.TIMELY).build();
            }
            return result.verdict(ReturnReason.Finding.UNTIMELY)
                    .answer(answer(reason, returnedOn, calendar))
                    .build();
        }

        /** Nacha: a late return is dishonoured within five banking days, a late dishonour contested within two; a late contest has no answer in the network. */
        private static Optional<PermittedAnswer> answer(
                ReturnReason reason, LocalDate returnedOn, BusinessCalendar calendar) {
            if (reason.rail() != Rail.ACH || reason.category() == Category.CONTESTED_DISHONOUR) {
                return Optional.empty();
            }
            return Optional.of(
                    reason.category() == Category.DISHONOURED_RETURN
                            ? new PermittedAnswer("R72", calendar.plus(returnedOn, 2))
                            : new PermittedAnswer("R68", calendar.plus(returnedOn, 5)));
        }

        /** Builds them. Not thread-safe. */
        final class Builder extends ImmutableTimeliness.Builder {
            Builder() {}
        }
    }

    /** Why a payment came back, in the same words on every rail (payments specification 4.5). */
    enum Category implements Code {
        /** Not enough money, or money not yet cleared. */
        INSUFFICIENT_FUNDS,
        /** The account was open once. */
        ACCOUNT_CLOSED,
        /** There is no such account. */
        NO_ACCOUNT,
        /** The payer denies, revoked or disputes the authority. */
        UNAUTHORISED,
        /** The payer stopped this payment. */
        STOPPED,
        /** The receiver or its bank does not want it. */
        REFUSED,
        /** The account takes no such payment, or is frozen. */
        BLOCKED,
        /** The account holder died. */
        DECEASED,
        /** It was sent, or collected, twice. */
        DUPLICATE,
        /** Sanctions, regulation, a duty of the bank. */
        COMPLIANCE,
        /** A mistake in the record or in its handling. */
        ADMIN,
        /** The originator's bank sends a return back. */
        DISHONOURED_RETURN,
        /** The receiver's bank insists on its return. */
        CONTESTED_DISHONOUR,
        /** Another reason, or a code that is not known. */
        OTHER;

        @Override
        public String id() {
            return "RETURN." + name();
        }
    }
}
