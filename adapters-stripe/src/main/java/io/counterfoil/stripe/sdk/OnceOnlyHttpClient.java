package io.counterfoil.stripe.sdk;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * The SDK's HTTP client on the JDK's {@code java.net.http}: sends a request once. The SDK's default stands on {@code HttpURLConnection}, which sends a POST
 * a second time by itself where a connection was cut. Thread-safe.
 */
final class OnceOnlyHttpClient extends HttpClient {

    /** Longer answers are cut here, and refused by the transport. */
    static final int MAX_BODY = 64 << 20;

    /** Headers that the JDK's client sets itself. */
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final java.net.http.HttpClient client;

    OnceOnlyHttpClient(Duration connectTimeout) {
        this.client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        try {
            HttpResponse<InputStream> answer = client.send(http(request), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                String text = new String(body.readNBytes(MAX_BODY + 1), StandardCharsets.UTF_8);
                return new StripeResponse(
                        answer.statusCode(), HttpHeaders.of(answer.headers().map()), text);
            }
        } catch (IOException e) {
            throw new ApiConnectionException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("interrupted", e);
        }
    }

    private static HttpRequest http(StripeRequest request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create(request.url().toString()))
                .timeout(Duration.ofMillis(request.options().getReadTimeout()));
        request.headers().map().forEach((name, values) -> {
            if (!RESTRICTED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> http.header(name, value));
            }
        });
        http.setHeader("User-Agent", "counterfoil-stripe");
        HttpContent content = request.content();
        if (content == null) {
            return http.method(request.method().name(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        http.setHeader("Content-Type", content.contentType());
        return http.method(request.method().name(), HttpRequest.BodyPublishers.ofByteArray(content.byteArrayContent()))
                .build();
    }
}
