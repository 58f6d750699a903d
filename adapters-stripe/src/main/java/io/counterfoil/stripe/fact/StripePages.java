package io.counterfoil.stripe.fact;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.internal.FactReader;
import io.counterfoil.stripe.fact.internal.StripeJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads raw JSON of Stripe's API: list pages ({@code {"object":"list","data":[…]}}), single objects, and plain arrays of objects.
 *
 * <p>The account and the mode are given, because balance rows do not state them; an object that states the other mode is refused. Reading never stops at
 * a bad object: it is left out and reported with its JSON pointer. JSON that repeats a key, nests deeper than 64 or is cut gives a page
 * without facts and one diagnostic. Messages never show values of fields that may be private. Immutable, thread-safe.
 */
public final class StripePages {

    private final StripeAccountId account;
    private final boolean livemode;

    private StripePages(StripeAccountId account, boolean livemode) {
        this.account = account;
        this.livemode = livemode;
    }

    /** Pages of the account's real money. */
    public static StripePages live(String account) {
        return new StripePages(StripeAccountId.of(account), true);
    }

    /** Pages of the account's test mode. */
    public static StripePages test(String account) {
        return new StripePages(StripeAccountId.of(account), false);
    }

    /**
     * Reads one page.
     *
     * @param json UTF-8
     * @param source name of the page, for diagnostics
     */
    public StripePage read(byte[] json, String source) {
        try {
            return readTree(StripeJson.facts(json), source);
        } catch (JsonProcessingException e) {
            return unreadable(e, source);
        }
    }

    /** Reads one page. */
    public StripePage read(String json, String source) {
        return read(json.getBytes(StandardCharsets.UTF_8), source);
    }

    /**
     * Reads one page; does not close the stream.
     *
     * @throws IOException where the stream fails; JSON that is no JSON is a diagnostic
     */
    public StripePage read(InputStream json, String source) throws IOException {
        return read(json.readAllBytes(), source);
    }

    private StripePage readTree(JsonNode root, String source) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        FactReader reader = new FactReader(account, livemode, source, diagnostics);
        StripePage.Builder page = StripePage.builder();
        boolean list = root.isObject() && root.path("data").isArray() && isList(root);
        if (list || root.isArray()) {
            JsonNode data = list ? root.path("data") : root;
            String pointer = list ? "/data/" : "/";
            for (int i = 0; i < data.size(); i++) {
                reader.read(data.path(i), pointer + i).ifPresent(page::addFact);
            }
            page.objects(data.size())
                    .hasMore(root.path("has_more").asBoolean(false))
                    .lastId(Optional.of(data.path(data.size() - 1).path("id"))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::textValue));
        } else if (root.isObject() && !isList(root)) {
            Optional<StripeFact> fact = reader.read(root, "");
            fact.ifPresent(page::addFact);
            page.objects(1).lastId(fact.map(StripeFact::id).filter(id -> !id.isEmpty()));
        } else {
            diagnostics.add(Diagnostic.error(
                    StripeCode.NOT_A_PAGE,
                    "the JSON is neither a list page, an object nor an array of objects of Stripe",
                    Diagnostic.Location.of(source)));
            page.objects(0);
        }
        return page.diagnostics(diagnostics).build();
    }

    private static boolean isList(JsonNode root) {
        String object = root.path("object").asText();
        return object.equals("list") || object.equals("search_result");
    }

    private StripePage unreadable(JsonProcessingException e, String source) {
        String what = e instanceof StreamConstraintsException
                ? "JSON nests deeper than " + StripeJson.MAX_DEPTH + " or is longer than is read"
                : "JSON is cut, malformed or repeats a key";
        JsonLocation at = e.getLocation();
        Diagnostic.Location location = at == null
                ? Diagnostic.Location.of(source)
                : new Diagnostic.Location(
                        source, Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr()), at.getByteOffset(), "");
        return StripePage.builder()
                .objects(0)
                .addDiagnostic(Diagnostic.error(StripeCode.BAD_JSON, what + ", nothing of it is read", location))
                .build();
    }
}
