package io.counterfoil.examples.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Notices as Stripe sends them, signed here by the published scheme, over real HTTP. */
final class Notices {

    static final String SECRET = "whsec_1";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Notices() {}

    /** A payout that was paid. */
    static byte[] payout(String event) {
        return """
                {"id":"%s","object":"event","api_version":"2026-07-29.dahlia","created":1803600000,"livemode":true,"type":"payout.paid","data":{"object":
                {"id":"po_%s","object":"payout","amount":9650,"currency":"gbp","arrival_date":1803600000,"created":1803500000,"automatic":true,
                 "balance_transaction":"txn_2","reconciliation_status":"completed","status":"paid","method":"standard","livemode":true}}}
                """.formatted(event, event).getBytes(StandardCharsets.UTF_8);
    }

    static String signature(String secret, byte[] body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest.Builder to(InetSocketAddress address, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path));
    }

    /** The answer to a body, with a good signature of the instant. */
    static HttpResponse<byte[]> post(InetSocketAddress address, byte[] body, Instant at) {
        return send(to(address, "/webhooks/stripe")
                .header("Stripe-Signature", signature(SECRET, body, at))
                .POST(BodyPublishersOf.bytes(body)));
    }

    static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Bodies with their length declared, and without. */
    static final class BodyPublishersOf {
        private BodyPublishersOf() {}

        static BodyPublisher bytes(byte[] body) {
            return HttpRequest.BodyPublishers.ofByteArray(body);
        }

        static BodyPublisher chunks(byte[] body) {
            return HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body));
        }
    }
}
