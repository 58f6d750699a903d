package io.counterfoil.stripe.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * Sends webhooks over HTTP to the address of their endpoint, as Stripe does: for {@link SimulatedAccount#deliver} and {@link SimulatedAccount#deliverAll}. An
 * endpoint that does not answer in time, or that nobody listens at, counts as status 0 and gets the webhook again later. Thread-safe.
 */
public final class WebhookPush implements ToIntFunction<WebhookDelivery> {

    private final HttpClient client;
    private final Duration timeout;

    private WebhookPush(HttpClient client, Duration timeout) {
        this.client = Objects.requireNonNull(client, "client");
        this.timeout = Objects.requireNonNull(timeout, "timeout");
    }

    /** Over the client; follows no redirect of its own accord. */
    public static WebhookPush over(HttpClient client, Duration timeout) {
        return new WebhookPush(client, timeout);
    }

    @Override
    public int applyAsInt(WebhookDelivery delivery) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(delivery.url()))
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (simulator)")
                .header("Stripe-Signature", delivery.signature())
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
