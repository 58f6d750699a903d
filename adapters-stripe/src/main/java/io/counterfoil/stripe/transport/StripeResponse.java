package io.counterfoil.stripe.transport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Stripe answered, a refusal included. Immutable; the body is not in {@code toString}. */
public final class StripeResponse {

    private static final Pattern ERROR_WORD =
            Pattern.compile("\"(type|code|decline_code)\"\\s*:\\s*\"([a-z0-9_]{1,64})\"");
    private static final Pattern PERMISSION = Pattern.compile("'(rak_[a-z0-9_]{1,64})'");

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final List<Retry> retries;

    private StripeResponse(int status, Map<String, String> headers, byte[] body, List<Retry> retries) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.retries = List.copyOf(retries);
    }

    /**
     * An answer.
     *
     * @param headers names in any case
     */
    public static StripeResponse of(int status, Map<String, String> headers, byte[] body) {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is none of HTTP, expected 100 to 599");
        }
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new StripeResponse(status, lower, body.clone(), List.of());
    }

    /** This answer, with what was tried before it came. */
    public StripeResponse after(List<Retry> earlier) {
        List<Retry> all = new ArrayList<>(earlier);
        all.addAll(retries);
        return new StripeResponse(status, headers, body, all);
    }

    /** HTTP's status. */
    public int status() {
        return status;
    }

    /** Whether Stripe did what was asked. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** A header, its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A copy of the bytes. */
    public byte[] body() {
        return body.clone();
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Stripe's name for the request, for its support. */
    public Optional<String> requestId() {
        return header("request-id");
    }

    /** The API version in which Stripe answered. */
    public Optional<String> apiVersion() {
        return header("stripe-version");
    }

    /** The error's {@code type}, such as {@code idempotency_error}; empty for a success. */
    public Optional<String> errorType() {
        return errorWord("type");
    }

    /** The error's {@code code}, such as {@code lock_timeout}; empty for a success. */
    public Optional<String> errorCode() {
        return errorWord("code");
    }

    private Optional<String> errorWord(String field) {
        if (isSuccess()) {
            return Optional.empty();
        }
        Matcher matcher = ERROR_WORD.matcher(text());
        while (matcher.find()) {
            if (field.equals(matcher.group(1))) {
                return Optional.of(matcher.group(2));
            }
        }
        return Optional.empty();
    }

    /** The permission that a restricted key lacks, where Stripe names it, such as {@code rak_charge_read}. */
    public Optional<String> missingPermission() {
        if (status != 401 && status != 403) {
            return Optional.empty();
        }
        Matcher matcher = PERMISSION.matcher(text());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Which of Stripe's limits was met, where Stripe says so. */
    public Optional<String> limitReason() {
        return header("stripe-rate-limited-reason");
    }

    /** What was tried before this answer came, in order; empty where the first attempt brought it. */
    public List<Retry> retries() {
        return retries;
    }

    /** Status and Stripe's name for the request. */
    @Override
    public String toString() {
        return "HTTP " + status + requestId().map(id -> " " + id).orElse("") + ", " + body.length + " bytes";
    }

    /**
     * An attempt that did not bring the answer.
     *
     * @param attempt from 1
     * @param status of HTTP; 0 where none came
     * @param why it was repeated, such as {@code RATE_LIMITED}
     * @param reason the limit that was met, empty where Stripe did not say
     * @param waited before the next attempt
     */
    public record Retry(int attempt, int status, String why, String reason, Duration waited) {}
}
