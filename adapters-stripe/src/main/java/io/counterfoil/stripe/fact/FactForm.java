package io.counterfoil.stripe.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * How the facts of one kind are written as JSON and read again: one line a field, so that writing and reading cannot disagree. A field that is absent is
 * absent again. Immutable.
 *
 * @param <F> the facts
 * @param <B> their builder
 */
final class FactForm<F, B> {

    /** A field of a fact on its way out and in. */
    private record Field<F, B>(String name, BiConsumer<F, ObjectNode> write, BiConsumer<B, JsonNode> read) {}

    /** The setters that the builders of all facts with a status have. */
    record Setters<B>(
            BiConsumer<B, ObjectKey> key,
            BiConsumer<B, String> status,
            BiConsumer<B, StripeFact.State> state,
            BiConsumer<B, String> testClock,
            BiConsumer<B, List<String>> cutLists,
            BiConsumer<B, Map<String, String>> paths) {}

    private final Supplier<B> start;
    private final Function<B, F> end;
    private final List<Field<F, B>> fields;

    private FactForm(Supplier<B> start, Function<B, F> end, List<Field<F, B>> fields) {
        this.start = start;
        this.end = end;
        this.fields = List.copyOf(fields);
    }

    /** A form without fields. */
    static <F, B> FactForm<F, B> of(Supplier<B> start, Function<B, F> end) {
        return new FactForm<>(start, end, List.of());
    }

    private FactForm<F, B> with(String name, BiConsumer<F, ObjectNode> write, BiConsumer<B, JsonNode> read) {
        List<Field<F, B>> more = new ArrayList<>(fields);
        more.add(new Field<>(name, write, read));
        return new FactForm<>(start, end, more);
    }

    FactForm<F, B> text(String name, Function<F, String> of, BiConsumer<B, String> to) {
        return with(name, (fact, out) -> out.put(name, of.apply(fact)), (b, in) -> to.accept(b, text(in)));
    }

    FactForm<F, B> maybe(String name, Function<F, Optional<String>> of, BiConsumer<B, String> to) {
        return with(
                name,
                (fact, out) -> of.apply(fact).ifPresent(value -> out.put(name, value)),
                (b, in) -> to.accept(b, text(in)));
    }

    FactForm<F, B> number(String name, ToLongFunction<F> of, ObjLongConsumer<B> to) {
        return with(name, (fact, out) -> out.put(name, of.applyAsLong(fact)), (b, in) -> to.accept(b, number(in)));
    }

    FactForm<F, B> maybeNumber(String name, Function<F, OptionalLong> of, ObjLongConsumer<B> to) {
        return with(
                name,
                (fact, out) -> of.apply(fact).ifPresent(value -> out.put(name, value)),
                (b, in) -> to.accept(b, number(in)));
    }

    FactForm<F, B> rate(String name, Function<F, Optional<BigDecimal>> of, BiConsumer<B, BigDecimal> to) {
        return with(
                name,
                (fact, out) -> of.apply(fact).ifPresent(value -> out.put(name, value.toString())),
                (b, in) -> to.accept(b, new BigDecimal(text(in))));
    }

    FactForm<F, B> flag(String name, Predicate<F> of, BiConsumer<B, Boolean> to) {
        return with(name, (fact, out) -> out.put(name, of.test(fact)), (b, in) -> to.accept(b, flag(in)));
    }

    FactForm<F, B> instant(String name, Function<F, Instant> of, BiConsumer<B, Instant> to) {
        return with(
                name,
                (fact, out) -> out.put(name, of.apply(fact).toString()),
                (b, in) -> to.accept(b, Instant.parse(text(in))));
    }

    FactForm<F, B> maybeInstant(String name, Function<F, Optional<Instant>> of, BiConsumer<B, Instant> to) {
        return with(
                name,
                (fact, out) -> of.apply(fact).ifPresent(value -> out.put(name, value.toString())),
                (b, in) -> to.accept(b, Instant.parse(text(in))));
    }

    FactForm<F, B> texts(String name, Function<F, List<String>> of, BiConsumer<B, List<String>> to) {
        return with(
                name,
                (fact, out) -> {
                    List<String> values = of.apply(fact);
                    if (!values.isEmpty()) {
                        values.forEach(out.putArray(name)::add);
                    }
                },
                (b, in) -> to.accept(b, list(in, FactForm::text)));
    }

    FactForm<F, B> words(String name, Function<F, Map<String, String>> of, BiConsumer<B, Map<String, String>> to) {
        return with(
                name,
                (fact, out) -> {
                    Map<String, String> values = of.apply(fact);
                    if (!values.isEmpty()) {
                        values.forEach(out.putObject(name)::put);
                    }
                },
                (b, in) -> to.accept(b, map(in, FactForm::text)));
    }

    FactForm<F, B> amounts(String name, Function<F, Map<String, Long>> of, BiConsumer<B, Map<String, Long>> to) {
        return with(
                name,
                (fact, out) -> of.apply(fact).forEach(out.putObject(name)::put),
                (b, in) -> to.accept(b, map(in, FactForm::number)));
    }

    /** Objects inside the fact, in their own form. */
    <T> FactForm<F, B> parts(String name, Function<F, List<T>> of, BiConsumer<B, List<T>> to, FactForm<T, ?> form) {
        return with(
                name,
                (fact, out) -> {
                    List<T> values = of.apply(fact);
                    if (!values.isEmpty()) {
                        values.forEach(value -> out.withArray(name).add(form.write(value)));
                    }
                },
                (b, in) -> to.accept(b, list(in, form::read)));
    }

    FactForm<F, B> key(Function<F, Optional<ObjectKey>> of, BiConsumer<B, ObjectKey> to) {
        return with(
                "key",
                (fact, out) -> of.apply(fact)
                        .ifPresent(key -> out.putObject("key")
                                .put("account", key.account().value())
                                .put("livemode", key.livemode())
                                .put("id", key.id())),
                (b, in) -> to.accept(
                        b,
                        new ObjectKey(
                                StripeAccountId.of(text(in.path("account"))),
                                flag(in.path("livemode")),
                                text(in.path("id")))));
    }

    /** The fields of a fact whose object has a status. */
    static <F extends StripeFact & StatefulFact, B> FactForm<F, B> stateful(FactForm<F, B> form, Setters<B> to) {
        return form.key(StripeFact::key, to.key())
                .text("status", StatefulFact::status, to.status())
                .with(
                        "state",
                        (fact, out) -> out.putArray("state")
                                .add(fact.state().name())
                                .add(fact.state().rank())
                                .add(fact.state().terminal()),
                        (b, in) -> to.state()
                                .accept(
                                        b,
                                        new StripeFact.State(
                                                text(in.path(0)),
                                                Math.toIntExact(number(in.path(1))),
                                                flag(in.path(2)))))
                .maybe("testClock", StatefulFact::testClock, to.testClock())
                .texts("cutLists", StatefulFact::cutLists, to.cutLists())
                .words("paths", StatefulFact::paths, to.paths());
    }

    ObjectNode write(F fact) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> field.write().accept(fact, out));
        return out;
    }

    F read(JsonNode in) {
        B builder = start.get();
        for (Field<F, B> field : fields) {
            JsonNode value = in.get(field.name());
            if (value != null) {
                field.read().accept(builder, value);
            }
        }
        return end.apply(builder);
    }

    static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalStateException("a stored fact holds " + value.getNodeType() + ", expected text");
        }
        return value.textValue();
    }

    static long number(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalStateException("a stored fact holds " + value.getNodeType() + ", expected an integer");
        }
        return value.longValue();
    }

    static boolean flag(JsonNode value) {
        if (!value.isBoolean()) {
            throw new IllegalStateException("a stored fact holds " + value.getNodeType() + ", expected true or false");
        }
        return value.booleanValue();
    }

    private static <T> List<T> list(JsonNode values, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        values.forEach(value -> all.add(read.apply(value)));
        return all;
    }

    private static <T> Map<String, T> map(JsonNode values, Function<JsonNode, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        values.properties().forEach(entry -> all.put(entry.getKey(), read.apply(entry.getValue())));
        return all;
    }
}
