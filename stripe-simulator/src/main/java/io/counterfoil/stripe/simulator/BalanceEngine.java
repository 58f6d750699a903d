package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The balance of an account: rows that are only ever added, what of them is available, and a double-entry book that is written as money moves, from what
 * the engine knows of the reason and not from the rows' types.
 */
final class BalanceEngine {

    /** Roles of the book, by their names in the adapter's table of accounts. */
    static final String BALANCE = "STRIPE_BALANCE";

    private final Ids ids;
    private final SimulatorClock clock;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Row> byId = new HashMap<>();
    private final Map<String, List<Row>> bySource = new HashMap<>();
    private final Map<String, List<Row>> byPayout = new HashMap<>();
    private final Map<String, Long> available = new TreeMap<>();
    private final Map<String, Long> pending = new TreeMap<>();
    private final PriorityQueue<Row> waiting =
            new PriorityQueue<>(Comparator.comparingLong((Row row) -> row.availableOn));
    private final Map<String, List<Row>> unpaid = new TreeMap<>();
    private final Map<String, Map<String, Long>> book = new TreeMap<>();

    BalanceEngine(Ids ids, SimulatorClock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A movement of money.
     *
     * @param type of the row
     * @param category of the row
     * @param contra the role against the balance
     * @param amount signed
     * @param stripeFee within the fee
     * @param tax within the fee
     * @param applicationFee within the fee
     * @param currency of the balance
     * @param source object behind it
     * @param lagSeconds until it is available
     * @param rate from presentment to balance currency, minor to minor; empty where there was no conversion
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    record Movement(
            String type,
            String category,
            String contra,
            long amount,
            long stripeFee,
            long tax,
            long applicationFee,
            String feeRole,
            String currency,
            String source,
            long lagSeconds,
            Optional<BigDecimal> rate) {

        static Movement of(String type, String category, String contra, long amount, String currency, String source) {
            return new Movement(
                    type, category, contra, amount, 0, 0, 0, "PROCESSING_FEES", currency, source, 0, Optional.empty());
        }

        Movement fees(long stripe, long taxOnIt, long application, String role) {
            return new Movement(
                    type,
                    category,
                    contra,
                    amount,
                    stripe,
                    taxOnIt,
                    application,
                    role,
                    currency,
                    source,
                    lagSeconds,
                    rate);
        }

        Movement lag(long seconds) {
            return new Movement(
                    type,
                    category,
                    contra,
                    amount,
                    stripeFee,
                    tax,
                    applicationFee,
                    feeRole,
                    currency,
                    source,
                    seconds,
                    rate);
        }

        Movement at(BigDecimal exchangeRate) {
            return new Movement(
                    type,
                    category,
                    contra,
                    amount,
                    stripeFee,
                    tax,
                    applicationFee,
                    feeRole,
                    currency,
                    source,
                    lagSeconds,
                    Optional.of(exchangeRate));
        }
    }

    /** A row, kept small: a month may have a million. */
    static final class Row {
        final String id;
        final Movement movement;
        final long created;
        final long availableOn;
        String payout = "";
        String description = "";

        Row(String id, Movement movement, long created) {
            this.id = id;
            this.movement = movement;
            this.created = created;
            this.availableOn = created + movement.lagSeconds();
        }

        long fee() {
            return movement.stripeFee() + movement.tax() + movement.applicationFee();
        }

        long net() {
            return movement.amount() - fee();
        }
    }

    Row move(Movement movement) {
        return book(new Row(ids.next("txn"), movement, clock.seconds()));
    }

    /** Takes a row into the balance and the book. */
    Row book(Row row) {
        Movement movement = row.movement;
        rows.add(row);
        byId.put(row.id, row);
        bySource.computeIfAbsent(movement.source(), s -> new ArrayList<>()).add(row);
        unpaid.computeIfAbsent(movement.currency(), c -> new ArrayList<>()).add(row);
        pending.merge(movement.currency(), row.net(), Math::addExact);
        available.merge(movement.currency(), 0L, Math::addExact);
        waiting.add(row);
        settle();
        post(movement.currency(), BALANCE, row.net());
        post(movement.currency(), movement.contra(), -movement.amount());
        post(movement.currency(), movement.feeRole(), movement.stripeFee());
        post(movement.currency(), "INPUT_TAX", movement.tax());
        post(movement.currency(), "PLATFORM_FEES_PAID", movement.applicationFee());
        return row;
    }

    /** An entry without a row, such as a dispute that is lost. */
    void post(String currency, String role, long minor) {
        book.computeIfAbsent(currency, c -> new TreeMap<>()).merge(role, minor, Math::addExact);
    }

    private void settle() {
        for (Row next = waiting.peek(); next != null && next.availableOn <= clock.seconds(); next = waiting.peek()) {
            waiting.remove();
            pending.merge(next.movement.currency(), -next.net(), Math::addExact);
            available.merge(next.movement.currency(), next.net(), Math::addExact);
        }
    }

    long available(String currency) {
        settle();
        return available.getOrDefault(currency, 0L);
    }

    /** Pending and available together. */
    long total(String currency) {
        return available(currency) + pending.getOrDefault(currency, 0L);
    }

    List<String> currencies() {
        return List.copyOf(available.keySet());
    }

    /** What the next automatic payout is made of: rows that are available and in no payout. */
    List<Row> payable(String currency) {
        return unpaid.getOrDefault(currency, List.of()).stream()
                .filter(row -> row.availableOn <= clock.seconds())
                .toList();
    }

    void assign(List<Row> members, String payout) {
        for (Row row : members) {
            row.payout = payout;
            byPayout.computeIfAbsent(payout, p -> new ArrayList<>()).add(row);
        }
        unpaid.values().forEach(list -> list.removeIf(row -> !row.payout.isEmpty()));
    }

    List<Row> rows() {
        return rows;
    }

    List<Row> ofPayout(String payout) {
        return byPayout.getOrDefault(payout, List.of());
    }

    List<Row> ofSource(String source) {
        return bySource.getOrDefault(source, List.of());
    }

    Optional<Row> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Map<String, Map<String, Long>> book() {
        return book;
    }

    ObjectNode json(Row row) {
        Movement m = row.movement;
        ObjectNode json = Json.object().put("id", row.id).put("object", "balance_transaction");
        json.put("amount", m.amount()).put("available_on", row.availableOn).put("balance_type", "payments");
        json.put("created", row.created).put("currency", m.currency());
        Json.put(json, "description", row.description);
        m.rate().ifPresentOrElse(rate -> json.put("exchange_rate", rate), () -> json.putNull("exchange_rate"));
        json.put("fee", row.fee());
        ArrayNode details = json.putArray("fee_details");
        fee(details, "stripe_fee", m.stripeFee(), m.currency());
        fee(details, "tax", m.tax(), m.currency());
        fee(details, "application_fee", m.applicationFee(), m.currency());
        json.put("net", row.net()).put("reporting_category", m.category());
        Json.put(json, "source", m.source());
        return json.put("status", row.availableOn <= clock.seconds() ? "available" : "pending")
                .put("type", m.type());
    }

    private static void fee(ArrayNode details, String type, long amount, String currency) {
        if (amount != 0) {
            details.addObject()
                    .put("amount", amount)
                    .putNull("application")
                    .put("currency", currency)
                    .putNull("description")
                    .put("type", type);
        }
    }

    ObjectNode balance(boolean livemode) {
        settle();
        ObjectNode json = Json.object().put("object", "balance").put("livemode", livemode);
        sums(json.putArray("available"), available);
        sums(json.putArray("pending"), pending);
        return json;
    }

    private static void sums(ArrayNode list, Map<String, Long> sums) {
        sums.forEach((currency, sum) -> list.addObject().put("amount", sum).put("currency", currency));
    }
}
