package io.counterfoil.stripe.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The transport on the JDK's HTTP client: no dependency, no telemetry, no redirect followed (STR-13).
 *
 * <p>Unless stated: 4 attempts, 25 requests a second for an endpoint, 100 for the account (25 in test mode), 30 seconds for an answer of at most 64 MiB.
 * Thread-safe. Never logs or shows keys, parameters and bodies.
 */
public final class JdkStripeTransport implements StripeTransport {

    private static final int PER_ENDPOINT = 25;
    private static final int PER_ACCOUNT_LIVE = 100;
    private static final int PER_ACCOUNT_TEST = 25;
    private static final int MAX_BODY = 64 << 20;
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    private final StripeTransport retrying;
    private final ApiKey key;

    private JdkStripeTransport(StripeTransport retrying, ApiKey key) {
        this.retrying = retrying;
        this.key = key;
    }

    /** A builder; timing and jitter must be given. */
    public static Builder builder(ApiKey key) {
        return new Builder(key);
    }

    @Override
    public StripeResponse send(StripeRequest request) throws Failure {
        return retrying.send(request);
    }

    /** The kind of its key. */
    @Override
    public String toString() {
        return "JdkStripeTransport(" + key + ")";
    }

    /** Builds transports. Not thread-safe. */
    public static final class Builder extends StripeTransport.PacedBuilder<Builder> {

        private final ApiKey key;
        private URI base = URI.create("https://api.stripe.com");
        private Duration timeout = Duration.ofSeconds(30);

        private Builder(ApiKey key) {
            super(PER_ENDPOINT, key.livemode() ? PER_ACCOUNT_LIVE : PER_ACCOUNT_TEST);
            this.key = key;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Another address than Stripe's.
         *
         * @throws IllegalArgumentException where the key would leave this machine unencrypted
         */
        public Builder baseUri(URI uri) {
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
            if (!safe || uri.getHost() == null) {
                throw new IllegalArgumentException("base address with scheme '" + uri.getScheme() + "' and host '"
                        + uri.getHost() + "', expected https, or http on this machine alone");
            }
            this.base = uri;
            return this;
        }

        /** How long to wait for an answer. */
        public Builder timeout(Duration longest) {
            if (longest.isZero() || longest.isNegative()) {
                throw new IllegalArgumentException("timeout " + longest + ", expected a positive one");
            }
            this.timeout = longest;
            return this;
        }

        /** The transport. */
        public JdkStripeTransport build() {
            return new JdkStripeTransport(repeated(new Once(this)), key);
        }
    }

    /** One attempt. */
    private static final class Once implements StripeTransport {

        private final HttpClient client;
        private final String base;
        private final ApiKey key;
        private final String version;
        private final Duration timeout;

        Once(Builder builder) {
            this.client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(builder.timeout)
                    .build();
            String address = builder.base.toString();
            this.base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
            this.key = builder.key;
            this.version = builder.version();
            this.timeout = builder.timeout;
        }

        @Override
        public StripeResponse send(StripeRequest request) throws Failure {
            try {
                HttpResponse<InputStream> answer =
                        client.send(http(request), HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    byte[] bytes = body.readNBytes(MAX_BODY + 1);
                    if (bytes.length > MAX_BODY) {
                        throw new Failure(
                                Failure.Reason.TOO_LARGE,
                                request + ": the answer is longer than " + MAX_BODY + " bytes");
                    }
                    Map<String, String> headers = new HashMap<>();
                    answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
                    return StripeResponse.of(answer.statusCode(), headers, bytes);
                }
            } catch (HttpTimeoutException e) {
                throw new Failure(Failure.Reason.TIMEOUT, request + ": no answer within " + timeout);
            } catch (IOException e) {
                throw new Failure(
                        Failure.Reason.NETWORK, request + ": " + e.getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure(Failure.Reason.INTERRUPTED, request + " was interrupted");
            }
        }

        private HttpRequest http(StripeRequest request) {
            boolean post = request.method() == StripeRequest.Method.POST;
            String query = post || request.parameters().isEmpty() ? "" : "?" + request.form();
            HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(base + request.path() + query))
                    .timeout(timeout)
                    .header("Authorization", key.authorization())
                    .header("Stripe-Version", version)
                    .header("User-Agent", "counterfoil-stripe");
            request.account().ifPresent(account -> http.header("Stripe-Account", account.value()));
            request.idempotencyKey().ifPresent(name -> http.header("Idempotency-Key", name.value()));
            switch (request.method()) {
                case GET -> http.GET();
                case DELETE -> http.DELETE();
                case POST ->
                    http.header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(request.form()));
                default -> throw new IllegalStateException("method " + request.method());
            }
            return http.build();
        }
    }
}
