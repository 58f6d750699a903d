package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** One account of the simulator: its objects, its balance and what changes them. Confined to the simulator's lock. */
final class World {

    private static final int MAX_EXPAND = 4;

    final String id;
    final boolean livemode;
    final boolean connected;
    final String apiVersion;
    final Terms terms;
    final Ids ids;
    final SimulatorClock clock;
    final Store store = new Store();
    final BalanceEngine balance;
    final Events events;
    final Customers customers;
    final Payments payments;
    final Refunds refunds;
    final Disputes disputes;
    final Payouts payouts;
    final Invoices invoices;
    final CreditNotes creditNotes;
    final Links links;
    final Sessions sessions;
    final Connect connect;
    final CashBalances cash;
    final TestClocks testClocks;
    /** Every account of the simulator. */
    List<String> accounts = List.of();
    /** The account that earns the application fees of this one; itself where it is the platform. */
    World platform = this;
    /** The version of the request that is being answered. */
    String version = Shapes.NEWEST;

    World(String id, Terms terms, long seed, SimulatorClock clock, DeliveryPlan deliveries, boolean connected) {
        this.id = id;
        this.terms = terms;
        this.livemode = terms.livemode();
        this.connected = connected;
        this.apiVersion = terms.apiVersion();
        this.clock = clock;
        this.ids = new Ids(seed);
        this.balance = new BalanceEngine(ids, clock);
        this.events = new Events(this, seed + 1, deliveries);
        this.customers = new Customers(this);
        this.payments = new Payments(this);
        this.refunds = new Refunds(this);
        this.disputes = new Disputes(this);
        this.payouts = new Payouts(this);
        this.invoices = new Invoices(this);
        this.creditNotes = new CreditNotes(this);
        this.links = new Links(this);
        this.sessions = new Sessions(this);
        this.connect = new Connect(this);
        this.cash = new CashBalances(this);
        this.testClocks = new TestClocks(this);
    }

    /** An object of the type with what every object has. */
    ObjectNode fresh(String type, String prefix) {
        return Json.object()
                .put("id", ids.next(prefix))
                .put("object", type)
                .put("created", clock.seconds())
                .put("livemode", livemode);
    }

    /** The invoice that a payment intent pays. */
    Optional<String> invoiceOf(String intent) {
        return store.find(intent)
                .map(pi -> pi.path("_sim").path("invoice").asText(""))
                .filter(text -> !text.isEmpty());
    }

    ObjectNode shape(ObjectNode object) {
        return new Shapes(this, version).shape(object);
    }

    Answer answer(ObjectNode object, Params params) {
        ObjectNode shaped = shape(object);
        expand(shaped, params.texts("expand"));
        return Answer.of(shaped);
    }

    /** A page of the objects, newest first. */
    Answer list(String type, Params params, Predicate<ObjectNode> which) {
        Predicate<ObjectNode> created =
                created(params, object -> object.path("created").asLong());
        List<ObjectNode> all = store.all(type);
        return page("/v1/" + type + "s", all, params, which.and(created), this::shape);
    }

    <T> Predicate<T> created(Params params, ToLongFunction<T> seconds) {
        JsonNode created = params.node("created");
        if (created.isTextual()) {
            long at = Params.number("created", created.textValue());
            return item -> seconds.applyAsLong(item) == at;
        }
        Predicate<T> all = item -> true;
        for (var bound : created.properties()) {
            long at = Params.number("created", bound.getValue().asText());
            Predicate<T> one = switch (bound.getKey()) {
                case "gt" -> item -> seconds.applyAsLong(item) > at;
                case "gte" -> item -> seconds.applyAsLong(item) >= at;
                case "lt" -> item -> seconds.applyAsLong(item) < at;
                case "lte" -> item -> seconds.applyAsLong(item) <= at;
                default -> throw ApiError.invalid("created", "Invalid bound: " + bound.getKey());
            };
            all = all.and(one);
        }
        return all;
    }

    private static String idOf(Object item) {
        return item instanceof BalanceEngine.Row row
                ? row.id
                : ((ObjectNode) item).path("id").asText();
    }

    /** A page of the items, given oldest first, answered newest first. */
    <T> Answer page(
            String url,
            List<T> oldestFirst,
            Params params,
            Predicate<T> which,
            java.util.function.Function<T, ObjectNode> write) {
        long limit = params.number("limit").orElse(10);
        if (limit < 1 || limit > 100) {
            throw ApiError.invalid("limit", "parameter_invalid_integer", "This value must be between 1 and 100");
        }
        Optional<String> after = params.text("starting_after");
        Optional<String> before = params.text("ending_before");
        List<T> found = new ArrayList<>();
        boolean open = after.isEmpty();
        boolean known = after.isEmpty() && before.isEmpty();
        boolean more = false;
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            T item = oldestFirst.get(i);
            String itemId = idOf(item);
            if (before.filter(itemId::equals).isPresent()) {
                known = true;
                break;
            }
            if (open && which.test(item)) {
                if (found.size() == limit && before.isEmpty()) {
                    more = true;
                    break;
                }
                found.add(item);
            }
            if (after.filter(itemId::equals).isPresent()) {
                open = true;
                known = true;
            }
        }
        if (!known) {
            throw ApiError.missing("object", after.or(() -> before).orElse(""));
        }
        if (before.isPresent() && found.size() > limit) {
            more = true;
            found = found.subList((int) (found.size() - limit), found.size());
        }
        ArrayNode data = Json.array();
        found.forEach(item -> data.add(write.apply(item)));
        ObjectNode list = Json.list(url, data, more);
        expand(list, params.texts("expand"));
        return Answer.of(list);
    }

    private void expand(JsonNode node, List<String> paths) {
        for (String path : paths) {
            String[] fields = path.split("\\.");
            if (fields.length > MAX_EXPAND) {
                throw ApiError.invalid(
                        "expand", "You cannot expand more than 4 levels of a property. Property: " + path);
            }
            expand(node, fields, 0);
        }
    }

    private void expand(JsonNode node, String[] fields, int level) {
        if (level == fields.length) {
            return;
        }
        if (node.isArray()) {
            node.forEach(child -> expand(child, fields, level));
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        String field = fields[level];
        if (field.equals("payments") && object.path("object").asText().equals("invoice")) {
            Shapes shapes = new Shapes(this, version);
            if (shapes.hasInvoicePayments()) {
                object.set("payments", shapes.payments(object.path("id").asText()));
            }
        }
        JsonNode value = object.path(field);
        if (value.isTextual()) {
            String reference = value.textValue();
            balance.find(reference)
                    .map(balance::json)
                    .or(() -> store.find(reference).map(this::shape))
                    .ifPresent(expanded -> object.set(field, expanded));
        }
        JsonNode expanded = object.path(field);
        expand(expanded, fields, level + 1);
    }
}
