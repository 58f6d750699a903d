package io.counterfoil.stripe.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.counterfoil.stripe.simulator.StripeSimulator.Call;
import io.counterfoil.stripe.simulator.StripeSimulator.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The simulator over HTTP, on this machine alone. */
final class HttpFront implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "stripe-simulator");
        thread.setDaemon(true);
        return thread;
    });
    private final List<HttpExchange> silent = new CopyOnWriteArrayList<>();

    private HttpFront(HttpServer server) {
        this.server = server;
    }

    static HttpFront open(Function<Call, Reply> simulator) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            HttpFront front = new HttpFront(server);
            server.createContext("/", exchange -> front.answer(exchange, simulator));
            server.setExecutor(front.workers);
            server.start();
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a port on this machine", e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange, Function<Call, Reply> simulator) throws IOException {
        Reply reply = simulator.apply(call(exchange));
        if (reply.answer().isEmpty()) {
            if (reply.slow()) {
                silent.add(exchange);
            } else {
                exchange.close();
            }
            return;
        }
        Answer answer = reply.answer().get();
        byte[] body = Json.bytes(answer.body());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getRawQuery();
        String form = query == null ? body : body.isEmpty() ? query : query + "&" + body;
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                form,
                header(exchange, "Stripe-Version"),
                header(exchange, "Authorization").replaceFirst("^Bearer ", ""),
                header(exchange, "Stripe-Account"),
                header(exchange, "Idempotency-Key"));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        silent.forEach(HttpExchange::close);
        server.stop(0);
        workers.shutdownNow();
    }
}
