package io.counterfoil.stripe.transport;

import io.counterfoil.stripe.transport.internal.RateLimiter;
import io.counterfoil.stripe.transport.internal.RetryTable;
import io.counterfoil.stripe.transport.internal.RetryingTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Port: sends one request to Stripe and gives its answer (STR-13).
 *
 * <p>An implementation repeats what the table of specification 4.17 allows to repeat, keeps to Stripe's rates, pins the API version and gives every HTTP
 * answer as a value, refusals too; only where there is no answer it throws. The contract suite {@code StripeTransportContract} of the test kit says what it
 * must keep. Thread-safe.
 */
public interface StripeTransport {

    /** The API version that requests name unless the host says otherwise. */
    String PINNED_VERSION = "2026-07-29.dahlia";

    /**
     * Sends the request.
     *
     * @throws Failure where no answer came, after all attempts that are allowed
     */
    StripeResponse send(StripeRequest request) throws Failure;

    /** No answer came. The message names the request without its parameters. */
    final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        private final Reason reason;

        /** A failure with its reason; the cause of the platform is not kept, because it may quote what was sent. */
        public Failure(Reason reason, String message) {
            super(message);
            this.reason = Objects.requireNonNull(reason, "reason");
        }

        /** Why. */
        public Reason reason() {
            return reason;
        }

        /** Why no answer came. */
        public enum Reason {
            /** Connection refused, reset or cut. Whether Stripe acted is not known. */
            NETWORK,
            /** No answer in time. Whether Stripe acted is not known. */
            TIMEOUT,
            /** The answer is longer than is read. */
            TOO_LARGE,
            /** The calling thread was interrupted; its flag is set again. */
            INTERRUPTED;

            /** Whether another attempt may get an answer. */
            public boolean isPassing() {
                return this == NETWORK || this == TIMEOUT;
            }
        }
    }

    /** The host's clock and its way to wait: no transport reads or passes time by itself. Thread-safe. */
    interface Timing {

        /** Now. */
        Instant now();

        /** Returns after the wait. */
        void pause(Duration wait) throws InterruptedException;

        /** A clock and a way to wait, such as {@code Timing.of(InstantSource.system(), wait -> Thread.sleep(wait.toMillis()))}. */
        static Timing of(InstantSource clock, Pause pause) {
            Objects.requireNonNull(clock, "clock");
            Objects.requireNonNull(pause, "pause");
            return new Timing() {
                @Override
                public Instant now() {
                    return clock.instant();
                }

                @Override
                public void pause(Duration wait) throws InterruptedException {
                    pause.pause(wait);
                }
            };
        }

        /** A way to wait. */
        @FunctionalInterface
        interface Pause {
            /** Returns after the wait. */
            void pause(Duration wait) throws InterruptedException;
        }
    }

    /** A secret or restricted key of the API. Immutable; its value is in no message and no {@code toString} (STR-22). */
    final class ApiKey {

        private final String value;

        private ApiKey(String value) {
            this.value = value;
        }

        /**
         * The key.
         *
         * @throws IllegalArgumentException for what is not a secret or restricted key, naming the usual mistakes
         */
        public static ApiKey of(String value) {
            if (!value.matches("(sk|rk)_(test|live)_[A-Za-z0-9_]{8,240}")) {
                throw new IllegalArgumentException("API key " + mistake(value)
                        + ", expected a key that begins with sk_test_, sk_live_, rk_test_ or rk_live_");
            }
            return new ApiKey(value);
        }

        private static String mistake(String value) {
            if (value.isBlank()) {
                return "is empty";
            }
            if (value.startsWith("pk_")) {
                return "is a publishable key";
            }
            return value.startsWith("whsec_") ? "is the signing secret of a webhook endpoint" : "has no known form";
        }

        /** Whether it moves real money. */
        public boolean livemode() {
            return value.startsWith("live_", 3);
        }

        /** Whether it has only the permissions that were given to it. */
        public boolean restricted() {
            return value.startsWith("rk_");
        }

        /** The value of the {@code Authorization} header. A secret: for transports alone. */
        public String authorization() {
            return "Bearer " + value;
        }

        @Override
        public String toString() {
            return (restricted() ? "restricted" : "secret") + (livemode() ? " live key" : " test key");
        }
    }

    /**
     * What the builders of all transports ask for: repetition, pace and the version of the API. Not thread-safe.
     *
     * @param <B> the builder itself
     */
    abstract class PacedBuilder<B extends PacedBuilder<B>> {

        private String version = PINNED_VERSION;
        private int attempts = RetryTable.ATTEMPTS;
        private int perEndpoint;
        private int perAccount;
        private @Nullable Timing timing;
        private @Nullable RandomGenerator jitter;

        /** The rates unless the host states others. */
        protected PacedBuilder(int perEndpoint, int perAccount) {
            this.perEndpoint = perEndpoint;
            this.perAccount = perAccount;
        }

        /** This. */
        protected abstract B self();

        /** The host's clock and its way to wait. Required. */
        public B timing(Timing hosts) {
            this.timing = Objects.requireNonNull(hosts, "hosts");
            return self();
        }

        /** Draws the waits between attempts, so that many hosts do not come back at once. Required. */
        public B jitter(RandomGenerator random) {
            this.jitter = Objects.requireNonNull(random, "random");
            return self();
        }

        /** Another API version (STR-60). */
        public B version(String apiVersion) {
            if (!apiVersion.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}(\\.[a-z]+)?")) {
                throw new IllegalArgumentException("API version of " + apiVersion.length()
                        + " characters, expected one such as " + PINNED_VERSION);
            }
            this.version = apiVersion;
            return self();
        }

        /** Attempts for a request, 1 to 20. */
        public B attempts(int most) {
            this.attempts = new RetryTable(most).attempts();
            return self();
        }

        /** Requests a second, for one endpoint and together; both at least 1. */
        public B rates(int forEndpoint, int forAccount) {
            this.perEndpoint = forEndpoint;
            this.perAccount = forAccount;
            return self();
        }

        /** The API version to name in each request. */
        protected String version() {
            return version;
        }

        /** The transport of one attempt, repeated and paced as was asked for. */
        protected StripeTransport repeated(StripeTransport once) {
            return new RetryingTransport(
                    once,
                    new RetryTable(attempts),
                    new RateLimiter(perEndpoint, perAccount),
                    Objects.requireNonNull(timing, "timing: the host's clock and way to wait must be given"),
                    Objects.requireNonNull(jitter, "jitter: the host's source of chance must be given"));
        }
    }
}
