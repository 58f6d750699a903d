package io.counterfoil.stripe.fact.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What readers of one page share: whose page it is, what was found, and how embedded objects are read. Not thread-safe: confine to one page. */
final class FactContext {

    private final StripeAccountId account;
    private final boolean livemode;
    private final String source;
    private final List<Diagnostic> diagnostics;

    FactContext(StripeAccountId account, boolean livemode, String source, List<Diagnostic> diagnostics) {
        this.account = account;
        this.livemode = livemode;
        this.source = source;
        this.diagnostics = diagnostics;
    }

    StripeAccountId account() {
        return account;
    }

    boolean livemode() {
        return livemode;
    }

    FieldReader fields(JsonNode object, String pointer) {
        return new FieldReader(object, source, pointer, diagnostics);
    }

    /** Facts inside a fact; one that cannot be read makes the outer one unreadable, because it would be incomplete. */
    <T extends StripeFact> List<T> embedded(FactReader reader, FieldReader fields, Embedded<T> wanted) {
        List<T> facts = new ArrayList<>();
        JsonNode list = wanted.list();
        for (int i = 0; i < list.size(); i++) {
            Optional<T> fact = reader.read(list.path(i), fields.pointer() + "/" + wanted.path() + "/" + i)
                    .filter(wanted.kind()::isInstance)
                    .map(wanted.kind()::cast);
            fact.ifPresentOrElse(
                    facts::add,
                    () -> fields.error(
                            StripeCode.MISSING_FIELD,
                            wanted.path(),
                            "an embedded object is not what it must be, see its own entry"));
        }
        return facts;
    }

    /**
     * A list of objects inside an object.
     *
     * @param list the objects
     * @param path where it stands
     * @param kind what its objects must be
     */
    record Embedded<T extends StripeFact>(JsonNode list, String path, Class<T> kind) {}

    /** The lists among the given ones of which Stripe embeds only the first objects. */
    List<String> cut(FieldReader fields, String... lists) {
        List<String> cut = new ArrayList<>();
        for (String list : lists) {
            JsonNode node = fields.node(list);
            JsonNode total = node.path("total_count");
            boolean fewer = total.canConvertToLong()
                    && total.longValue() > node.path("data").size();
            if (node.path("has_more").asBoolean(false) || fewer) {
                cut.add(list);
            }
        }
        return cut;
    }

    String status(FieldReader fields) {
        return fields.text("status").orElse("");
    }

    StripeFact.State known(FieldReader fields, StripeFact.State state) {
        Optional<String> status = fields.text("status");
        if (state.equals(StripeFact.State.UNKNOWN) && status.isPresent()) {
            fields.warning(
                    StripeCode.UNKNOWN_STATUS,
                    "status",
                    "status '" + shown(status.get()) + "' is not known, kept as it is");
        }
        return state;
    }

    void requireId(FieldReader fields) {
        if (fields.ownId().isEmpty()) {
            fields.missing("id", "the id of the object");
        }
    }

    Optional<ObjectKey> key(FieldReader fields) {
        return fields.ownId().map(id -> new ObjectKey(account, livemode, id));
    }

    /** A word of Stripe's, shortened: an unknown value may be anything. */
    static String shown(String word) {
        return word.matches("[A-Za-z0-9_.-]{1,64}") ? word : "(" + word.length() + " characters)";
    }
}
