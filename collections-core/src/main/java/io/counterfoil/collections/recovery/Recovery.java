package io.counterfoil.collections.recovery;

import io.counterfoil.collections.recovery.RecoveryAdvice.Action;
import io.counterfoil.collections.recovery.RecoveryAdvice.FailureNotice;
import io.counterfoil.collections.recovery.RecoveryAdvice.Recipient;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** Proposes what to do after a payment failed (COL-64, collections specification 4.18). Immutable, thread-safe. */
public final class Recovery {

    private static final Comparator<PaymentAttempt> ORDER = Comparator.comparing(PaymentAttempt::on)
            .thenComparing(PaymentAttempt::recordedAt)
            .thenComparing(PaymentAttempt::id);

    private final RecoverySchedule schedule;

    private Recovery(RecoverySchedule schedule) {
        this.schedule = schedule;
    }

    /** Why something is proposed. */
    public enum Reason implements Code {
        NOTHING_FAILED,
        SUCCEEDED,
        ON_ITS_WAY,
        NEXT_DAY,
        AFTER_HOURS,
        /** The schedule has no more tries. */
        SCHEDULE_SPENT,
        /** The code of the failure allows no more tries. */
        CODE_BUDGET_SPENT,
        /** The next try would be too late. */
        TIME_SPENT,
        CUSTOMER_MUST_CONFIRM,
        METHOD_OF_NO_USE,
        DATA_WRONG,
        HARD_DECLINE,
        FRAUD;

        @Override
        public String id() {
            return "RECOVERY." + name();
        }
    }

    /** Recovery by the schedule. */
    public static Recovery of(RecoverySchedule schedule) {
        return new Recovery(Objects.requireNonNull(schedule, "schedule"));
    }

    /**
     * What to do next about one payment.
     *
     * @param attempts all tries to collect it, in any order; the first one that is known is the failure from which days count, the others are tries again
     * @param asOf attempts of later days, or recorded later, are not seen
     */
    public RecoveryAdvice propose(Collection<PaymentAttempt> attempts, AsOf asOf) {
        List<PaymentAttempt> known = attempts.stream()
                .filter(attempt -> !attempt.on().isAfter(asOf.effective())
                        && !attempt.recordedAt().isAfter(asOf.knownAt()))
                .distinct()
                .sorted(ORDER)
                .toList();
        RecoveryAdvice.Builder advice = new RecoveryAdvice.Builder().notices(notices(known));
        List<PaymentAttempt> failed =
                known.stream().filter(PaymentAttempt::isFailed).toList();
        if (known.stream().anyMatch(attempt -> attempt.state() == PaymentAttempt.State.SUCCEEDED)) {
            return advise(advice.action(Action.NONE), Reason.SUCCEEDED, "the payment succeeded");
        }
        if (known.stream().anyMatch(attempt -> attempt.state() == PaymentAttempt.State.PENDING)) {
            return advise(advice.action(Action.NONE), Reason.ON_ITS_WAY, "a try is on its way");
        }
        if (failed.isEmpty()) {
            return advise(advice.action(Action.NONE), Reason.NOTHING_FAILED, "nothing failed");
        }
        return next(advice, failed);
    }

    private static List<FailureNotice> notices(List<PaymentAttempt> known) {
        List<FailureNotice> notices = new ArrayList<>();
        known.stream()
                .filter(PaymentAttempt::isFailed)
                .map(PaymentAttempt::id)
                .distinct()
                .forEach(id -> {
                    notices.add(FailureNotice.of(Recipient.CLIENT, id));
                    notices.add(FailureNotice.of(Recipient.SALES_EXECUTIVE, id));
                });
        return notices;
    }

    private RecoveryAdvice next(RecoveryAdvice.Builder advice, List<PaymentAttempt> failed) {
        for (PaymentAttempt attempt : failed) {
            PaymentAttempt.FailureClass why = attempt.failureClass().orElseThrow();
            boolean never = why == PaymentAttempt.FailureClass.HARD || why == PaymentAttempt.FailureClass.FRAUD;
            if (never) {
                return advise(
                        advice.action(Action.REVIEW),
                        why == PaymentAttempt.FailureClass.HARD ? Reason.HARD_DECLINE : Reason.FRAUD,
                        "attempt " + attempt.id() + " failed for " + why + ": never try again, somebody looks");
            }
        }
        PaymentAttempt last = failed.get(failed.size() - 1);
        return switch (last.failureClass().orElseThrow()) {
            case AUTHENTICATE ->
                advise(
                        advice.action(Action.RESEND_LINK),
                        Reason.CUSTOMER_MUST_CONFIRM,
                        "the customer has to confirm the payment");
            case UPDATE_METHOD ->
                advise(
                        advice.action(Action.ASK_NEW_METHOD),
                        Reason.METHOD_OF_NO_USE,
                        "the payment method is of no use any more");
            case DATA_ERROR ->
                advise(advice.action(Action.CORRECT_DATA), Reason.DATA_WRONG, "a field of the payment is wrong");
            case SOFT, TRANSIENT, HARD, FRAUD -> retry(advice, failed, last);
        };
    }

    private RecoveryAdvice retry(RecoveryAdvice.Builder advice, List<PaymentAttempt> failed, PaymentAttempt last) {
        int made = failed.size() - 1;
        OptionalInt budget = failed.stream()
                .flatMapToInt(attempt -> attempt.retryBudget().stream())
                .min();
        if (budget.isPresent() && made >= budget.getAsInt()) {
            return stop(
                    advice,
                    Reason.CODE_BUDGET_SPENT,
                    made + " tries were made, the code of the failure allows " + budget.getAsInt());
        }
        if (made >= schedule.maxRetries() || made >= schedule.retryDays().size()) {
            return stop(
                    advice,
                    Reason.SCHEDULE_SPENT,
                    made + " tries were made, the schedule has "
                            + Math.min(
                                    schedule.maxRetries(), schedule.retryDays().size()));
        }
        LocalDate first = failed.get(0).on();
        if (last.failureClass().orElseThrow() == PaymentAttempt.FailureClass.TRANSIENT) {
            return afterHours(advice, first, last);
        }
        LocalDate wanted =
                later(first.plusDays(schedule.retryDays().get(made)), last.on().plusDays(1));
        LocalDate day = open(wanted);
        if (day.isAfter(first.plusDays(schedule.withinDays()))) {
            return stop(
                    advice,
                    Reason.TIME_SPENT,
                    "the next try would be on " + day + ", more than " + schedule.withinDays() + " days after "
                            + first);
        }
        return advise(
                advice.action(Action.RETRY).on(day),
                Reason.NEXT_DAY,
                "try " + (made + 1) + " of " + schedule.maxRetries() + " on " + day);
    }

    private RecoveryAdvice afterHours(RecoveryAdvice.Builder advice, LocalDate first, PaymentAttempt last) {
        Instant notBefore = last.recordedAt().plus(Duration.ofHours(schedule.transientHours()));
        LocalDate day = open(
                last.on().plusDays(Duration.ofHours(schedule.transientHours()).toDays()));
        if (day.isAfter(first.plusDays(schedule.withinDays()))) {
            return stop(advice, Reason.TIME_SPENT, "the next try would be on " + day + ", too late");
        }
        return advise(
                advice.action(Action.RETRY).on(day).notBefore(notBefore),
                Reason.AFTER_HOURS,
                "a provider was out of reach, try again " + schedule.transientHours() + " hours later");
    }

    private LocalDate open(LocalDate day) {
        return schedule.calendar()
                .map(calendar -> calendar.roll(day, BusinessCalendar.Roll.FOLLOWING))
                .orElse(day);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static RecoveryAdvice stop(RecoveryAdvice.Builder advice, Reason reason, String sentence) {
        return advise(advice.action(Action.STOP_RETRY).then(Action.RESEND_LINK), reason, sentence);
    }

    private static RecoveryAdvice advise(RecoveryAdvice.Builder advice, Reason reason, String sentence) {
        return advice.evidence(Evidence.of(reason, sentence)).build();
    }
}
