package io.counterfoil.payments.returns;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Whether and how a returned payment may be presented again. Immutable.
 *
 * @param verdict the answer
 * @param marking what the rail wants to see on the retry; empty for nothing or where it is not allowed
 * @param evidence why
 */
public record RetryAnswer(Verdict verdict, String marking, Evidence evidence) {

    public RetryAnswer {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(marking, "marking");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** Whether it may be presented again. */
    public boolean isAllowed() {
        return verdict == Verdict.ALLOWED;
    }

    static RetryAnswer of(ReturnReason reason, Request request) {
        ReturnReason.RetryBudget budget = reason.budget();
        Verdict verdict = verdict(budget, request);
        String marking = verdict == Verdict.ALLOWED ? budget.marking() : "";
        return new RetryAnswer(
                verdict,
                marking,
                Evidence.lazily(() ->
                        Evidence.of(verdict, sentence(verdict, reason, request)).facts()));
    }

    private static Verdict verdict(ReturnReason.RetryBudget budget, Request request) {
        if (!budget.isRetriable()) {
            return Verdict.NOT_RETRIABLE;
        }
        if (budget.retries() != ReturnReason.RetryBudget.UNLIMITED && request.retriesSoFar() >= budget.retries()) {
            return Verdict.BUDGET_USED;
        }
        boolean late = budget.lastDay(request.originalSettledOn(), request.returnedOn())
                .filter(request.on()::isAfter)
                .isPresent();
        if (late) {
            return Verdict.TOO_LATE;
        }
        return request.sameAmount() ? Verdict.ALLOWED : Verdict.AMOUNT_CHANGED;
    }

    private static String sentence(Verdict verdict, ReturnReason reason, Request request) {
        ReturnReason.RetryBudget budget = reason.budget();
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

    /** Whether a returned payment may be presented again; in the order in which it is asked, the first that holds. */
    public enum Verdict implements Code {
        /** The reason allows no retry. */
        NOT_RETRIABLE,
        /** All retries were made. */
        BUDGET_USED,
        /** The last day for a retry has passed. */
        TOO_LATE,
        /** A retry asks for the same amount. */
        AMOUNT_CHANGED,
        /** It may be presented again. */
        ALLOWED;

        @Override
        public String id() {
            return "RETRY." + name();
        }
    }

    /**
     * A wish to present a returned payment again.
     *
     * @param originalSettledOn settlement of the first presentment
     * @param returnedOn when it came back
     * @param retriesSoFar retries made already, the first presentment not counted
     * @param sameAmount whether the retry asks for the amount of the first presentment
     * @param on the day of the retry
     */
    public record Request(
            LocalDate originalSettledOn, LocalDate returnedOn, int retriesSoFar, boolean sameAmount, LocalDate on) {

        public Request {
            Objects.requireNonNull(originalSettledOn, "originalSettledOn");
            Objects.requireNonNull(returnedOn, "returnedOn");
            Objects.requireNonNull(on, "on");
            if (retriesSoFar < 0) {
                throw new IllegalArgumentException("retries so far " + retriesSoFar + ", expected 0 or more");
            }
        }

        /** A retry of the same amount. */
        public static Request of(LocalDate originalSettledOn, LocalDate returnedOn, int retriesSoFar, LocalDate on) {
            return new Request(originalSettledOn, returnedOn, retriesSoFar, true, on);
        }

        /** The same wish for another amount. */
        public Request withOtherAmount() {
            return new Request(originalSettledOn, returnedOn, retriesSoFar, false, on);
        }
    }
}
