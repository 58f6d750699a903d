package io.counterfoil.examples.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.counterfoil.stripe.intake.StripeIntake;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Receives Stripe's webhooks on the HTTP server of the JDK. Put a proxy before it that ends TLS and cuts off slow senders.
 *
 * <p>Answers: 200 recorded or known before, 400 forged, 404 another path, 405 another method, 413 too large, 503 not recorded, 500 a defect of the host's. Bodies are
 * empty: whoever forges learns nothing. Thread-safe.
 */
public final class WebhookEndpoint implements AutoCloseable {

    private static final String PATH = "/webhooks/stripe";
    private static final int THREADS = 4;
    private static final int WAITING = 64;

    private final HttpServer server;
    private final ExecutorService workers;
    private final StripeIntake intake;
    private final InstantSource clock;
    private final int maxBytes;
    private final Consumer<RuntimeException> onDefect;

    private WebhookEndpoint(HttpServer server, Settings settings, StripeIntake intake, InstantSource clock) {
        this.server = server;
        this.intake = intake;
        this.clock = clock;
        this.maxBytes = settings.maxBytes();
        this.onDefect = settings.onDefect();
        // Bounded: what does not fit is refused, and Stripe sends it again.
        this.workers = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
        server.setExecutor(workers);
        server.createContext(PATH, this::answer);
    }

    /**
     * Where it listens and what it bears.
     *
     * @param address such as port 8080 of the loopback interface; port 0 takes any that is free
     * @param maxBytes the largest body; Stripe's are below 256 KiB
     * @param onDefect told of what should never happen, such as a defect of the host's own stores
     */
    public record Settings(InetSocketAddress address, int maxBytes, Consumer<RuntimeException> onDefect) {}

    /** Listens from now on. */
    public static WebhookEndpoint open(Settings settings, StripeIntake intake, InstantSource clock) throws IOException {
        HttpServer server = HttpServer.create(settings.address(), 0);
        WebhookEndpoint endpoint = new WebhookEndpoint(server, settings, intake, clock);
        server.start();
        return endpoint;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    // tag::answer[]
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return 404; // a context also answers for what lies below it
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return 405;
        }
        try {
            Instant receivedAt = clock.instant(); // before the body: how long it takes is the sender's doing
            byte[] body = exchange.getRequestBody().readNBytes(maxBytes + 1); // never the whole of whatever is sent
            if (body.length > maxBytes) {
                exchange.getResponseHeaders().set("Connection", "close");
                return 413;
            }
            String signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
            return intake.accept(body, signature, receivedAt).httpStatus(); // the bytes as they came
        } catch (RuntimeException e) {
            onDefect.accept(e);
            return 500; // Stripe sends it again
        }
    }
    // end::answer[]

    /** Takes no more, and lets what has begun end within two seconds. */
    @Override
    public void close() {
        server.stop(2);
        workers.shutdown();
    }
}
