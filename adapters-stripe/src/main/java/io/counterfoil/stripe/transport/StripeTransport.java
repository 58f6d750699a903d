package io.counterfoil.stripe.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

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
}
