package io.counterfoil.stripe.sdk;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.HttpClient;
import com.stripe.net.RawRequestOptions;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transport over {@code rawRequest} of Stripe's SDK (STR-13): key, address, timeouts and proxy are the client's, repetition and pace are ours. The
 * SDK repeats nothing: it neither repeats 429 nor tells a POST with a key of ours from one to which it gave a random key.
 *
 * <p>The client should send a request once only, as {@link #onceOnly()} does: the SDK's default lets {@code HttpURLConnection} send a POST a second time
 * where the connection was cut. That is harmless to money, because the second carries the same key, but it is not counted here.
 *
 * <p>Unless stated: 4 attempts, 25 requests a second for an endpoint and for the account, API version {@value StripeTransport#PINNED_VERSION}. Answers of an error
 * that the SDK cannot read come with status and request id alone. Thread-safe. Never logs or shows keys, parameters and bodies.
 */
public final class StripeJavaTransport implements StripeTransport {

    private static final int RATE = 25;

    private final StripeTransport retrying;

    private StripeJavaTransport(StripeTransport retrying) {
        this.retrying = retrying;
    }

    /** A builder; timing and jitter must be given. */
    public static Builder builder(StripeClient client) {
        return new Builder(client);
    }

    /** An HTTP client for the SDK that sends every request once, follows no redirect and says nothing about this machine. Connects within 30 seconds. */
    public static HttpClient onceOnly() {
        return new OnceOnlyHttpClient(Duration.ofSeconds(30));
    }

    @Override
    public StripeResponse send(StripeRequest request) throws Failure {
        return retrying.send(request);
    }

    @Override
    public String toString() {
        return "StripeJavaTransport";
    }

    /** Builds transports. Not thread-safe. */
    public static final class Builder extends StripeTransport.PacedBuilder<Builder> {

        private final StripeClient client;
        private boolean telemetryAllowed;

        private Builder(StripeClient client) {
            super(RATE, RATE);
            this.client = Objects.requireNonNull(client, "client");
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** The host knows that the SDK tells Stripe how long requests took. */
        public Builder allowTelemetry() {
            this.telemetryAllowed = true;
            return this;
        }

        /**
         * The transport.
         *
         * @throws IllegalStateException where the SDK's telemetry is on and was not allowed
         */
        public StripeJavaTransport build() {
            if (com.stripe.Stripe.enableTelemetry && !telemetryAllowed) {
                throw new IllegalStateException("com.stripe.Stripe.enableTelemetry is true, expected false"
                        + "\nMaybe set it to false at start-up, or call allowTelemetry().");
            }
            return new StripeJavaTransport(repeated(new Once(client, version())));
        }
    }

    /** One attempt. */
    private record Once(StripeClient client, String version) implements StripeTransport {

        @Override
        public StripeResponse send(StripeRequest request) throws Failure {
            boolean post = request.method() == StripeRequest.Method.POST;
            String query = post || request.parameters().isEmpty() ? "" : "?" + request.form();
            try {
                return response(
                        request,
                        client.rawRequest(
                                RequestMethod.valueOf(request.method().name()),
                                request.path() + query,
                                post ? request.form() : null,
                                options(request)));
            } catch (ApiConnectionException e) {
                throw failure(request, e.getCause());
            } catch (StripeException e) {
                return refusal(request, e);
            }
        }

        private RawRequestOptions options(StripeRequest request) {
            RawRequestOptions.RawRequestOptionsBuilder options = RawRequestOptions.builder()
                    .setMaxNetworkRetries(0)
                    .setAdditionalHeaders(Map.of("Stripe-Version", version));
            request.account().ifPresent(account -> options.setStripeAccount(account.value()));
            request.idempotencyKey().ifPresent(key -> options.setIdempotencyKey(key.value()));
            return options.build();
        }

        private static Failure failure(StripeRequest request, @Nullable Throwable cause) {
            if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException) {
                return new Failure(Failure.Reason.TIMEOUT, request + ": no answer in time");
            }
            if (cause instanceof InterruptedException) {
                return new Failure(Failure.Reason.INTERRUPTED, request + " was interrupted");
            }
            String kind = cause == null ? "no connection" : cause.getClass().getSimpleName();
            return new Failure(Failure.Reason.NETWORK, request + ": " + kind);
        }

        /** Stripe's refusal, from the answer that the SDK keeps with it. */
        private static StripeResponse refusal(StripeRequest request, StripeException refused) throws Failure {
            StripeError error = refused.getStripeError();
            com.stripe.net.StripeResponse answer = error == null ? null : error.getLastResponse();
            if (answer != null) {
                return response(request, answer);
            }
            Integer status = refused.getStatusCode();
            if (status == null || status < 100) {
                throw new Failure(
                        Failure.Reason.NETWORK,
                        request + ": " + refused.getClass().getSimpleName());
            }
            String id = refused.getRequestId();
            return StripeResponse.of(status, id == null ? Map.of() : Map.of("Request-Id", id), new byte[0]);
        }

        private static StripeResponse response(StripeRequest request, com.stripe.net.StripeResponse answer)
                throws Failure {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (body.length > OnceOnlyHttpClient.MAX_BODY) {
                throw new Failure(
                        Failure.Reason.TOO_LARGE,
                        request + ": the answer is longer than " + OnceOnlyHttpClient.MAX_BODY + " bytes");
            }
            Map<String, String> headers = new HashMap<>();
            answer.headers().map().forEach((name, values) -> {
                if (name != null && !values.isEmpty()) {
                    headers.put(name, values.get(0));
                }
            });
            return StripeResponse.of(answer.code(), headers, body);
        }
    }
}
