package io.counterfoil.stripe.transport;

import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.stripe.command.StripeCommand;
import io.counterfoil.stripe.fact.StripeAccountId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request to Stripe's API: method, path and parameters in the form encoding of the API, where a name may hold brackets ({@code created[gte]},
 * {@code expand[]}). Immutable. Parameters may be private: {@code toString} has method and path alone.
 */
public final class StripeRequest {

    /** How deep Stripe expands: one level more is refused by the API. */
    public static final int MAX_EXPAND = 4;

    private final Method method;
    private final String path;
    private final List<Parameter> parameters;
    private final @Nullable StripeAccountId account;
    private final @Nullable IdempotencyKey key;

    private StripeRequest(
            Method method,
            String path,
            List<Parameter> parameters,
            @Nullable StripeAccountId account,
            @Nullable IdempotencyKey key) {
        this.method = method;
        this.path = path;
        this.parameters = List.copyOf(parameters);
        this.account = account;
        this.key = key;
    }

    /** What is done. */
    public enum Method {
        GET,
        POST,
        DELETE
    }

    /**
     * A name and its value.
     *
     * @param name as the API writes it, with brackets
     * @param value as text
     */
    public record Parameter(String name, String value) {
        public Parameter {
            if (name.isBlank()) {
                throw new IllegalArgumentException(
                        "a parameter has a blank name, expected one such as limit or created[gte]");
            }
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Reads. */
    public static StripeRequest get(String path) {
        return of(Method.GET, path);
    }

    /** Acts. Without an idempotency key it is never sent twice. */
    public static StripeRequest post(String path) {
        return of(Method.POST, path);
    }

    /** Acts as the command says: its parameters, account and idempotency key (STR-14). */
    public static StripeRequest post(String path, StripeCommand command) {
        StripeRequest request = post(path).keyedBy(command.key());
        for (var parameter : command.parameters().entrySet()) {
            request = request.with(parameter.getKey(), parameter.getValue());
        }
        return command.account().map(request::on).orElse(request);
    }

    /** Deletes. */
    public static StripeRequest delete(String path) {
        return of(Method.DELETE, path);
    }

    private static StripeRequest of(Method method, String path) {
        if (!path.matches("/v[12](/[A-Za-z0-9_.-]+)+") || path.contains("..")) {
            throw new IllegalArgumentException("path of " + path.length()
                    + " characters is none of the API, expected one such as /v1/charges/ch_1");
        }
        return new StripeRequest(method, path, List.of(), null, null);
    }

    /** This request with a parameter more. */
    public StripeRequest with(String name, String value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new StripeRequest(method, path, more, account, key);
    }

    /** This request with a whole number more. */
    public StripeRequest with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** This request with the parameter at this value alone. */
    public StripeRequest replacing(String name, String value) {
        List<Parameter> others =
                parameters.stream().filter(p -> !p.name().equals(name)).toList();
        return new StripeRequest(method, path, others, account, key).with(name, value);
    }

    /**
     * This request, with a referenced object in full.
     *
     * @throws IllegalArgumentException for more than {@value #MAX_EXPAND} levels
     */
    public StripeRequest expand(String field) {
        long levels = field.chars().filter(c -> c == '.').count() + 1;
        if (levels > MAX_EXPAND) {
            throw new IllegalArgumentException(
                    "expand of '" + field + "' has " + levels + " levels, expected at most " + MAX_EXPAND);
        }
        return with("expand[]", field);
    }

    /** This request on a connected account (STR-61). */
    public StripeRequest on(StripeAccountId connected) {
        return new StripeRequest(method, path, parameters, Objects.requireNonNull(connected, "connected"), key);
    }

    /**
     * This request with the key that makes a repetition harmless.
     *
     * @throws IllegalStateException for a GET, which needs none
     */
    public StripeRequest keyedBy(IdempotencyKey idempotencyKey) {
        if (method == Method.GET) {
            throw new IllegalStateException("GET " + path + " was given an idempotency key, expected POST or DELETE");
        }
        return new StripeRequest(
                method, path, parameters, account, Objects.requireNonNull(idempotencyKey, "idempotencyKey"));
    }

    /** What is done. */
    public Method method() {
        return method;
    }

    /** Such as {@code /v1/charges}. */
    public String path() {
        return path;
    }

    /** In the order given. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The connected account; empty for the key's own. */
    public Optional<StripeAccountId> account() {
        return Optional.ofNullable(account);
    }

    /** What makes a repetition harmless. */
    public Optional<IdempotencyKey> idempotencyKey() {
        return Optional.ofNullable(key);
    }

    /** Whether it may be sent again without acting twice: a GET, or a request with a key. */
    public boolean isRepeatable() {
        return method == Method.GET || key != null;
    }

    /** The path's resource, such as {@code /v1/charges}: what Stripe's limits for one endpoint count. */
    public String endpoint() {
        int second = path.indexOf('/', 1);
        int third = path.indexOf('/', second + 1);
        return third < 0 ? path : path.substring(0, third);
    }

    /** The parameters in form encoding. */
    public String form() {
        return parameters.stream()
                .map(p -> encoded(p.name()) + "=" + encoded(p.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
