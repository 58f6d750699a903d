package io.counterfoil.stripe.transport.internal;

import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an attempt is repeated, and how long to wait before (specification 4.17, STR-15). Immutable.
 *
 * @param attempts how many are made at most
 */
public record RetryTable(int attempts) {

    /** As many as are made unless the host says otherwise. */
    public static final int ATTEMPTS = 4;

    private static final Duration BASE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration AFTER_SPREAD = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 10;
    private static final Set<String> LOCKS = Set.of("lock_timeout", "idempotency_key_in_use");

    public RetryTable {
        if (attempts < 1 || attempts > 20) {
            throw new IllegalArgumentException("attempts " + attempts + ", expected 1 to 20");
        }
    }

    /** The table with the number of attempts that the specification has. */
    public static RetryTable standard() {
        return new RetryTable(ATTEMPTS);
    }

    /** Why an attempt is repeated or not. */
    public enum Why {
        SERVER_FORBIDS(false),
        PERMANENT(false),
        NOT_SAFE(false),
        ATTEMPTS_EXHAUSTED(false),
        RATE_LIMITED(true),
        LOCK_TIMEOUT(true),
        KEY_IN_USE(true),
        SERVER_ERROR(true),
        NETWORK(true),
        SERVER_ASKS(true);

        private final boolean again;

        Why(boolean again) {
            this.again = again;
        }
    }

    /**
     * What is done.
     *
     * @param why the reason
     * @param shortest wait, zero where nothing is repeated
     * @param longest wait
     */
    public record Verdict(Why why, Duration shortest, Duration longest) {
        /** Whether the request is sent again. */
        public boolean retry() {
            return why.again;
        }
    }

    /**
     * An attempt that did not succeed.
     *
     * @param number from 1
     * @param repeatable whether the request may be sent twice
     * @param status of HTTP; 0 where no answer came
     * @param code of the error, empty where there is none
     * @param retryAfter the header, empty where there is none
     * @param shouldRetry the header, empty where there is none
     */
    public record Attempt(
            int number, boolean repeatable, int status, String code, String retryAfter, String shouldRetry) {

        /** An attempt that Stripe answered. */
        public static Attempt answered(int number, StripeRequest request, StripeResponse response) {
            return new Attempt(
                    number,
                    request.isRepeatable(),
                    response.status(),
                    response.errorCode().orElse(""),
                    response.header("retry-after").orElse(""),
                    response.header("stripe-should-retry").orElse(""));
        }

        /** An attempt without an answer. */
        public static Attempt unanswered(int number, StripeRequest request) {
            return new Attempt(number, request.isRepeatable(), 0, "", "", "");
        }
    }

    /** What is done after the attempt. */
    public Verdict decide(Attempt attempt) {
        if (attempt.shouldRetry().equals("false")) {
            return no(Why.SERVER_FORBIDS);
        }
        Optional<Why> reason = reason(attempt);
        if (reason.isEmpty()) {
            return no(Why.PERMANENT);
        }
        if (!attempt.repeatable()) {
            return no(Why.NOT_SAFE);
        }
        if (attempt.number() >= attempts) {
            return no(Why.ATTEMPTS_EXHAUSTED);
        }
        return after(attempt.retryAfter())
                .map(least -> new Verdict(reason.get(), least, least.plus(AFTER_SPREAD)))
                .orElseGet(() -> backOff(reason.get(), attempt.number()));
    }

    private static Optional<Why> reason(Attempt attempt) {
        int status = attempt.status();
        if (status == 0) {
            return Optional.of(Why.NETWORK);
        }
        if (status == 429) {
            return Optional.of(Why.RATE_LIMITED);
        }
        if (status == 409 && LOCKS.contains(attempt.code())) {
            return Optional.of(attempt.code().equals("lock_timeout") ? Why.LOCK_TIMEOUT : Why.KEY_IN_USE);
        }
        if (status >= 500) {
            return Optional.of(Why.SERVER_ERROR);
        }
        return attempt.shouldRetry().equals("true") ? Optional.of(Why.SERVER_ASKS) : Optional.empty();
    }

    private static Verdict backOff(Why why, int number) {
        Duration doubled = BASE.multipliedBy(1L << Math.min(number - 1, DOUBLINGS));
        Duration longest = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return new Verdict(why, longest.dividedBy(2), longest);
    }

    /** Whole seconds alone; a date or anything else is passed over. */
    private static Optional<Duration> after(String header) {
        return header.matches("[0-9]{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
                : Optional.empty();
    }

    private static Verdict no(Why why) {
        return new Verdict(why, Duration.ZERO, Duration.ZERO);
    }
}
