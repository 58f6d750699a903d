package io.counterfoil.stripe.transport.internal;

import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeResponse.Retry;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.transport.internal.RetryTable.Attempt;
import io.counterfoil.stripe.transport.internal.RetryTable.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transport that makes one attempt, repeated and paced: what every transport of this module is inside. Thread-safe. */
public final class RetryingTransport implements StripeTransport {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingTransport.class);

    private final StripeTransport once;
    private final RetryTable table;
    private final RateLimiter limiter;
    private final Timing timing;
    private final RandomGenerator jitter;

    /**
     * A transport over another.
     *
     * @param once makes one attempt
     * @param jitter draws the waits; used under a lock
     */
    public RetryingTransport(
            StripeTransport once, RetryTable table, RateLimiter limiter, Timing timing, RandomGenerator jitter) {
        this.once = Objects.requireNonNull(once, "once");
        this.table = Objects.requireNonNull(table, "table");
        this.limiter = Objects.requireNonNull(limiter, "limiter");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.jitter = Objects.requireNonNull(jitter, "jitter");
    }

    @Override
    public StripeResponse send(StripeRequest request) throws Failure {
        List<Retry> earlier = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            pause(limiter.reserve(request, timing.now()), request);
            Verdict verdict;
            Retry retry;
            try {
                StripeResponse response = once.send(request);
                if (response.isSuccess()) {
                    return response.after(earlier);
                }
                String reason = response.limitReason().orElse("");
                if (response.status() == 429) {
                    limiter.refused(request, reason, timing.now());
                }
                verdict = table.decide(Attempt.answered(attempt, request, response));
                if (!verdict.retry()) {
                    return response.after(earlier);
                }
                retry = new Retry(attempt, response.status(), verdict.why().name(), reason, draw(verdict));
            } catch (Failure failure) {
                verdict = table.decide(Attempt.unanswered(attempt, request));
                if (!verdict.retry() || !failure.reason().isPassing()) {
                    throw failure;
                }
                retry = new Retry(attempt, 0, verdict.why().name(), "", draw(verdict));
            }
            LOG.debug("{}: attempt {} ended with {}, {}", request, attempt, retry.status(), retry.why());
            earlier.add(retry);
            pause(retry.waited(), request);
        }
    }

    private Duration draw(Verdict verdict) {
        long spread = verdict.longest().minus(verdict.shortest()).toMillis();
        synchronized (jitter) {
            return verdict.shortest().plusMillis(jitter.nextLong(spread + 1));
        }
    }

    private void pause(Duration wait, StripeRequest request) throws Failure {
        if (wait.isZero()) {
            return;
        }
        try {
            timing.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.Reason.INTERRUPTED, request + " was interrupted while it waited for its turn");
        }
    }
}
