package io.counterfoil.payments.returns;

import io.counterfoil.payments.evidence.Evidence;
import java.util.Objects;

/**
 * Whether and how a returned payment may be presented again. Immutable.
 *
 * @param verdict the answer
 * @param marking what the rail wants to see on the retry; empty for nothing or where it is not allowed
 * @param evidence why
 */
public record RetryAnswer(RetryVerdict verdict, String marking, Evidence evidence) {

    public RetryAnswer {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(marking, "marking");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** Whether it may be presented again. */
    public boolean isAllowed() {
        return verdict == RetryVerdict.ALLOWED;
    }

    static RetryAnswer of(ReturnReason reason, RetryRequest request) {
        RetryBudget budget = reason.budget();
        RetryVerdict verdict = verdict(budget, request);
        String marking = verdict == RetryVerdict.ALLOWED ? budget.marking() : "";
        return new RetryAnswer(
                verdict,
                marking,
                Evidence.lazily(() ->
                        Evidence.of(verdict, sentence(verdict, reason, request)).facts()));
    }

    private static RetryVerdict verdict(RetryBudget budget, RetryRequest request) {
        if (!budget.isRetriable()) {
            return RetryVerdict.NOT_RETRIABLE;
        }
        if (budget.retries() != RetryBudget.UNLIMITED && request.retriesSoFar() >= budget.retries()) {
            return RetryVerdict.BUDGET_USED;
        }
        boolean late = budget.lastDay(request.originalSettledOn(), request.returnedOn())
                .filter(request.on()::isAfter)
                .isPresent();
        if (late) {
            return RetryVerdict.TOO_LATE;
        }
        return request.sameAmount() ? RetryVerdict.ALLOWED : RetryVerdict.AMOUNT_CHANGED;
    }

    private static String sentence(RetryVerdict verdict, ReturnReason reason, RetryRequest request) {
        RetryBudget budget = reason.budget();
        String lastDay = budget.lastDay(request.originalSettledOn(), request.returnedOn())
                .map(day -> " until " + day)
                .orElse("");
        return switch (verdict) {
            case NOT_RETRIABLE -> reason.label() + " is never presented again";
            case BUDGET_USED ->
                request.retriesSoFar() + " retries made, " + reason.label() + " allows " + budget.retries();
            case TOO_LATE -> reason.label() + " may be presented again" + lastDay + ", asked for " + request.on();
            case AMOUNT_CHANGED -> "a retry of " + reason.label() + " asks for the amount of the first presentment";
            case ALLOWED ->
                reason.label() + " may be presented again" + lastDay
                        + (budget.marking().isEmpty() ? "" : ", marked " + budget.marking());
        };
    }
}
