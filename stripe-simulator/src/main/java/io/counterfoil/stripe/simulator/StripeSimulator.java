package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe in memory (STR-66 to STR-71). It is reached by {@link #send} without a socket, or by {@link #baseUri()} over HTTP on this machine alone.
 * Thread-safe: one request at a time.
 */
public final class StripeSimulator implements AutoCloseable {

    /** The account that a key means by itself, unless another is stated. */
    public static final String ACCOUNT = "acct_sim";

    private static final int LOGGED = 100_000;

    private final Object lock = new Object();
    private final SimulatorClock clock;
    private final FaultPlan faults;
    private final DeliveryPlan deliveries = new DeliveryPlan();
    private final Map<String, World> worlds = new TreeMap<>();
    private final Map<String, SimulatedAccount> accounts = new TreeMap<>();
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, Set<String>> denied = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Ids requestIds;
    private final String own;
    private final long perSecond;
    private long second = Long.MIN_VALUE;
    private long inSecond;
    private @Nullable HttpFront http;

    private record Kept(String body, Answer answer) {}

    /**
     * A request that was answered.
     *
     * @param unknown parameters that the simulator does not know
     */
    public record Request(String method, String path, int status, Set<String> unknown) {}

    private StripeSimulator(Builder builder) {
        this.clock = new SimulatorClock(builder.start, lock);
        this.faults = new FaultPlan(builder.seed ^ 0x5eedfa17L);
        this.requestIds = new Ids(builder.seed + 17);
        this.perSecond = builder.perSecond;
        Terms terms = new Terms(
                builder.livemode,
                builder.apiVersion,
                Set.copyOf(builder.settlement),
                builder.settlement.get(0),
                Map.copyOf(builder.rates),
                builder.taxBps,
                builder.keepDisputeFee,
                builder.payouts,
                builder.collects,
                builder.laterRows);
        long seed = builder.seed;
        this.own = builder.accounts.get(0);
        for (String id : builder.accounts) {
            World world = new World(id, terms, seed, clock, deliveries, !id.equals(own));
            world.accounts = List.copyOf(builder.accounts);
            worlds.put(id, world);
            world.platform = worlds.getOrDefault(own, world);
            accounts.put(id, new SimulatedAccount(worlds.get(id), lock));
            seed += 1_000_003;
        }
    }

    /** A builder; the same seed gives the same ids, faults and deliveries. */
    public static Builder builder(long seed) {
        return new Builder(seed);
    }

    /** The simulator's time. */
    public SimulatorClock clock() {
        return clock;
    }

    /** What befalls requests. */
    public FaultPlan faults() {
        return faults;
    }

    /** What befalls webhooks. */
    public DeliveryPlan deliveries() {
        return deliveries;
    }

    /** The account of the key. */
    public SimulatedAccount account() {
        return account(own);
    }

    /** An account by its id. */
    public SimulatedAccount account(String id) {
        return Optional.ofNullable(accounts.get(id))
                .orElseThrow(() -> new IllegalArgumentException(
                        "account '" + id + "' is not simulated, expected one of " + accounts.keySet()));
    }

    /** What is true in the account of the key. */
    public LedgerExport truth() {
        return account().truth();
    }

    /** The key may not read the resource, such as {@code charges}. */
    public void deny(String apiKey, String resource) {
        synchronized (lock) {
            denied.computeIfAbsent(apiKey, key -> new TreeSet<>()).add(resource);
        }
    }

    /** The requests that were answered, oldest first, the first hundred thousand. */
    public List<Request> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    /** Answers a request without a socket, as {@link #baseUri()} would over one. */
    public Response send(Call call) {
        Reply reply = reply(call);
        if (reply.answer().isEmpty()) {
            return new Response(reply.slow() ? Outcome.SILENT : Outcome.CUT, 0, Map.of(), "");
        }
        Answer answer = reply.answer().get();
        String body = new String(Json.bytes(answer.body()), StandardCharsets.UTF_8);
        return new Response(Outcome.ANSWERED, answer.status(), answer.headers(), body);
    }

    /** The address on this machine; the first call opens it. */
    public URI baseUri() {
        synchronized (lock) {
            HttpFront front = http == null ? HttpFront.open(this::reply) : http;
            http = front;
            return front.uri();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (http != null) {
                http.close();
            }
        }
    }

    /**
     * A request as it comes over the wire.
     *
     * @param method such as {@code POST}
     * @param path such as {@code /v1/charges}
     * @param form query and body, form encoded
     * @param version of the API; the newest where it is empty
     * @param apiKey secret or restricted
     * @param account the connected account; the key's own where it is empty
     * @param key of idempotency; empty for none
     */
    public record Call(
            String method, String path, String form, String version, String apiKey, String account, String key) {}

    /** How a request ended. */
    public enum Outcome {
        /** With an answer. */
        ANSWERED,
        /** The connection was cut, before or after the effect. */
        CUT,
        /** It was done, and no answer comes. */
        SILENT
    }

    /**
     * What came back.
     *
     * @param outcome how it ended
     * @param status of HTTP; 0 without an answer
     * @param headers by name
     * @param body JSON; empty without an answer
     */
    public record Response(Outcome outcome, int status, Map<String, String> headers, String body) {
        /** Copies the headers. */
        public Response {
            headers = Map.copyOf(headers);
        }

        /** Status and outcome alone: a body may hold what is private. */
        @Override
        public String toString() {
            return outcome + " " + status;
        }
    }

    /** An answer, or none: the connection is cut, or stays silent. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    record Reply(Optional<Answer> answer, boolean slow) {}

    Reply reply(Call call) {
        synchronized (lock) {
            clock.settle();
            Optional<Fault> fault = faults.draw(call.path(), isList(call));
            if (fault.isPresent() && fault.get() == Fault.RESET_BEFORE) {
                return new Reply(Optional.empty(), false);
            }
            Answer answer = fault.flatMap(f -> refusal(f, call)).orElseGet(() -> answered(call));
            if (fault.isPresent()
                    && fault.get() == Fault.EMPTY_PAGE
                    && answer.body().path("data").isArray()) {
                ObjectNode empty = answer.body().deepCopy();
                empty.putArray("data");
                answer = new Answer(answer.status(), answer.headers(), empty.put("has_more", true));
            }
            boolean silent =
                    fault.filter(f -> f == Fault.RESET_AFTER || f == Fault.SLOW).isPresent();
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put("Request-Id", requestIds.next("req"));
            headers.put("Stripe-Version", versionOf(call));
            if (!call.key().isEmpty()) {
                headers.put("Idempotency-Key", call.key());
            }
            return silent
                    ? new Reply(Optional.empty(), fault.get() == Fault.SLOW)
                    : new Reply(Optional.of(answer.with(headers)), false);
        }
    }

    private static String versionOf(Call call) {
        return call.version().isEmpty() ? Shapes.NEWEST : call.version();
    }

    private static boolean isList(Call call) {
        return call.method().equals("GET")
                && call.path().chars().filter(c -> c == '/').count() == 2;
    }

    private Optional<Answer> refusal(Fault fault, Call call) {
        return switch (fault) {
            case RATE_LIMIT -> Optional.of(limited("endpoint-rate", Map.of()));
            case RATE_LIMIT_ACCOUNT -> Optional.of(limited("global-rate", Map.of("Retry-After", "1")));
            case LOCK_TIMEOUT -> Optional.of(locked("lock_timeout"));
            case KEY_IN_USE -> Optional.of(locked(call.key().isEmpty() ? "lock_timeout" : "idempotency_key_in_use"));
            case SERVER_ERROR -> Optional.of(Answer.of(ApiError.of(500, "api_error", "", "An error occurred.")));
            default -> Optional.empty();
        };
    }

    private static Answer limited(String reason, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Stripe-Rate-Limited-Reason", reason);
        return Answer.of(ApiError.of(429, "invalid_request_error", "rate_limit", "Too many requests"))
                .with(headers);
    }

    private static Answer locked(String code) {
        return Answer.of(ApiError.of(409, "invalid_request_error", code, "This object cannot be accessed right now"));
    }

    private boolean tooMany() {
        long now = clock.seconds();
        inSecond = now == second ? inSecond + 1 : 1;
        second = now;
        return inSecond > perSecond;
    }

    private Answer answered(Call call) {
        if (tooMany()) {
            return limited("global-rate", Map.of());
        }
        String place = call.account() + " " + call.key();
        String body = call.method() + " " + call.path() + " " + call.form();
        boolean keyed = !call.key().isEmpty() && call.method().equals("POST");
        Kept first = keyed ? kept.get(place) : null;
        if (first != null) {
            return first.body().equals(body)
                    ? first.answer().with(Map.of("Idempotent-Replayed", "true"))
                    : Answer.of(
                            ApiError.of(
                                    400,
                                    "idempotency_error",
                                    "",
                                    "Keys for idempotent requests can only be used with the same parameters they were first used with."));
        }
        Answer answer;
        boolean executed = true;
        try {
            answer = execute(call);
        } catch (ApiError error) {
            answer = Answer.of(error);
            executed = error.executed();
        }
        if (keyed && executed) {
            kept.put(place, new Kept(body, answer));
        }
        return answer;
    }

    private Answer execute(Call call) {
        String[] parts = call.path().split("/", -1);
        String resource = parts.length > 2 ? parts[2] : "";
        if (!call.apiKey().matches("(sk|rk)_(test|live)_.*")) {
            throw ApiError.of(401, "invalid_request_error", "", "Invalid API Key provided");
        }
        if (denied.getOrDefault(call.apiKey(), Set.of()).contains(resource)) {
            String permission = "rak_" + resource.replaceFirst("s$", "") + "_read";
            throw ApiError.of(
                    403,
                    "invalid_request_error",
                    "",
                    "The provided key does not have the required permissions for this endpoint. Having the '"
                            + permission + "' permission would allow this request to continue.");
        }
        World world = worlds.get(call.account().isEmpty() ? own : call.account());
        if (world == null) {
            throw ApiError.of(
                    403,
                    "invalid_request_error",
                    "account_invalid",
                    "The provided key does not have access to the account");
        }
        Params params = Params.parse(call.form());
        world.version = versionOf(call);
        int status = 200;
        try {
            Answer answer = Router.route(world, call.method().toUpperCase(Locale.ROOT), call.path(), params);
            params.ignore("expand", "limit", "starting_after", "ending_before");
            return answer;
        } catch (ApiError error) {
            status = error.status();
            throw error;
        } finally {
            if (requests.size() < LOGGED) {
                requests.add(new Request(call.method(), call.path(), status, params.unread()));
            }
        }
    }

    /** Builds simulators. Not thread-safe. */
    public static final class Builder {

        private final long seed;
        private Instant start = Instant.parse("2027-01-04T08:00:00Z");
        private String apiVersion = Shapes.NEWEST;
        private boolean livemode;
        private List<String> settlement = List.of("gbp");
        private final Map<String, BigDecimal> rates = new HashMap<>();
        private final List<String> accounts = new ArrayList<>(List.of(ACCOUNT));
        private int taxBps = 2_000;
        private boolean keepDisputeFee = true;
        private boolean payouts = true;
        private boolean collects;
        private boolean laterRows;
        private long perSecond = Long.MAX_VALUE;

        private Builder(long seed) {
            this.seed = seed;
        }

        /** When it begins; 4 January 2027 unless stated. */
        public Builder start(Instant instant) {
            this.start = instant;
            return this;
        }

        /** The accounts' API version, in which events are written unless their endpoint has another; the newest unless stated. */
        public Builder apiVersion(String version) {
            this.apiVersion = version;
            return this;
        }

        /** Plays live mode. */
        public Builder live() {
            this.livemode = true;
            return this;
        }

        /** The currencies of the balance, the home currency first; pounds unless stated. */
        public Builder settlement(String... currencies) {
            this.settlement = List.of(currencies);
            return this;
        }

        /** Another currency is taken and converted into the home currency, minor to minor. */
        public Builder rate(String currency, String rate) {
            this.rates.put(currency, new BigDecimal(rate));
            return this;
        }

        /** The account that a key means by itself; {@value StripeSimulator#ACCOUNT} unless stated. */
        public Builder account(String id) {
            this.accounts.set(0, id);
            return this;
        }

        /** A connected account more. */
        public Builder connected(String id) {
            this.accounts.add(id);
            return this;
        }

        /** Tax on Stripe's fees in hundredths of a percent; 2,000 unless stated. */
        public Builder taxBps(int bps) {
            this.taxBps = bps;
            return this;
        }

        /** A won dispute gives its fee back. */
        public Builder returnDisputeFees() {
            this.keepDisputeFee = false;
            return this;
        }

        /** Payouts are made by hand alone. */
        public Builder manualPayouts() {
            this.payouts = false;
            return this;
        }

        /** A negative balance is collected from the bank, by a payout below zero. */
        public Builder collectNegativeBalance() {
            this.collects = true;
            return this;
        }

        /** A charge gets its balance row a minute after its success, told by {@code charge.updated}. */
        public Builder laterRows() {
            this.laterRows = true;
            return this;
        }

        /** More requests than this in a second of the simulator's clock are refused with 429; no limit unless stated. */
        public Builder limit(long requestsPerSecond) {
            this.perSecond = requestsPerSecond;
            return this;
        }

        /** The simulator. */
        public StripeSimulator build() {
            return new StripeSimulator(this);
        }
    }
}
