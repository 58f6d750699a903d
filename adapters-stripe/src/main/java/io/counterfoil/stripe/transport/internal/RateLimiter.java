package io.counterfoil.stripe.transport.internal;

import io.counterfoil.stripe.transport.StripeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns for requests: at most so many a second for one endpoint and for the account as a whole (specification 4.17, STR-16).
 *
 * <p>A request reserves its turn and is told how long to wait for it, so that a crowd is spread over time instead of being refused. After a 429 the bucket
 * that Stripe named is halved, down to one a second; for each second without another it regains a tenth of its settled rate. Thread-safe.
 */
public final class RateLimiter {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** Rates are counted in thousandths of a request a second, so that a tenth of a small rate is not lost. */
    private static final long UNIT = 1000;

    private final long perEndpoint;
    private final Bucket account;
    private final Map<String, Bucket> endpoints = new HashMap<>();

    /**
     * A limiter.
     *
     * @param perEndpointSecond requests a second for one endpoint
     * @param perAccountSecond requests a second together
     */
    public RateLimiter(int perEndpointSecond, int perAccountSecond) {
        if (perEndpointSecond < 1 || perAccountSecond < 1) {
            throw new IllegalArgumentException(
                    "rates " + perEndpointSecond + " and " + perAccountSecond + " a second, expected at least 1");
        }
        this.perEndpoint = perEndpointSecond * UNIT;
        this.account = new Bucket(perAccountSecond * UNIT);
    }

    /** Reserves a turn; the request may be sent after the wait. */
    public synchronized Duration reserve(StripeRequest request, Instant now) {
        long endpoint = bucket(request).reserve(now);
        return Duration.ofNanos(Math.max(endpoint, account.reserve(now)));
    }

    /** Stripe refused the request with 429. */
    public synchronized void refused(StripeRequest request, String reason, Instant now) {
        (reason.startsWith("global") ? account : bucket(request)).halve(now);
    }

    /** Requests a second that the endpoint has now, rounded down. */
    public synchronized long endpointRate(StripeRequest request) {
        return bucket(request).rate / UNIT;
    }

    /** Requests a second that the account has now, rounded down. */
    public synchronized long accountRate() {
        return account.rate / UNIT;
    }

    private Bucket bucket(StripeRequest request) {
        return endpoints.computeIfAbsent(request.endpoint(), name -> new Bucket(perEndpoint));
    }

    private static final class Bucket {
        private final long settled;
        private long rate;
        private Instant next = Instant.MIN;
        private Instant changed = Instant.MIN;

        Bucket(long settled) {
            this.settled = settled;
            this.rate = settled;
        }

        long reserve(Instant now) {
            recover(now);
            Instant turn = next.isAfter(now) ? next : now;
            next = turn.plusNanos(SECOND * UNIT / rate);
            return Duration.between(now, turn).toNanos();
        }

        void halve(Instant now) {
            recover(now);
            rate = Math.max(UNIT, rate / 2);
            changed = now;
        }

        private void recover(Instant now) {
            if (rate < settled) {
                long seconds = Math.max(0, Duration.between(changed, now).toSeconds());
                if (seconds > 0) {
                    rate = seconds >= 10 ? settled : Math.min(settled, rate + seconds * settled / 10);
                    changed = changed.plusSeconds(seconds);
                }
            }
        }
    }
}
