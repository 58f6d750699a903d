package io.counterfoil.stripe.fact.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JSON of Stripe's into a tree that holds only the fields that facts are made of; all else is checked and passed over, which is most of it. It is strict
 * as {@link StripeJson#tree} is, and where it is in any doubt (a key that may stand twice, an exponent, an escape of half a character) it gives up, so that
 * the strict parser decides and says where the fault is. Not thread-safe: one for each text.
 */
final class FactTree {

    /** Every field that a reader asks for by its name. */
    private static final Set<String> FIELDS = Set.of(
            ("account actionable active advice_code amount amount_capturable amount_captured amount_due amount_paid "
                            + "amount_received amount_refunded amount_remaining amount_requested amount_reversed amount_total "
                            + "api_version application_fee applied_to_payment arrival_date attempt_count automatic available "
                            + "available_on balance balance_transaction balance_transactions balance_type bank_transfer captured card "
                            + "charge charges client_reference_id code completed_sessions context count country created credit_note "
                            + "currency customer data date decline_code deleted description destination destination_details detail "
                            + "dispute disputed due_by ending_balance evidence_details exchange_rate expires_at "
                            + "failure_balance_transaction failure_code failure_reason fee fee_details fraud_type funded has_more "
                            + "hosted_invoice_url id invoice invoice_payment invoice_payments is_charge_refundable is_default "
                            + "last_payment_error latest_charge limit line_items lines livemode mandate metadata method net net_amount "
                            + "network_reason_code number object order_reference out_of_band_amount outcome paid paid_out_of_band "
                            + "parent payment_details payment_intent payment_link payment_method payment_method_details "
                            + "payment_status payments pending post_payment_amount pre_payment_amount price reason "
                            + "reconciliation_status reference reference_type refund refunded_from_payment refunds related_object "
                            + "reporting_category restrictions reversals sender_name source source_transaction status submission_count "
                            + "subscription subscription_details tax test_clock total_count total_tax_amounts total_taxes trace_id "
                            + "transfer type unapplied_from_payment url value")
                    .split(" "));

    /** Objects whose own names are data: all of them are kept. */
    private static final Set<String> OPEN =
            Set.of("metadata", "payment", "payment_method_details", "destination_details", "bank_transfer");

    private static final Names NAMES = Names.of(FIELDS, OPEN);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_DIGITS = 18;
    private static final long HASH_SEED = 0xcbf29ce484222325L;
    private static final long HASH_PRIME = 0x100000001b3L;

    private final byte[] json;
    private int at;
    /** Hashes of the names of the objects that are open, the innermost last. */
    private long[] hashes = new long[128];

    private int open;

    private FactTree(byte[] json) {
        this.json = json;
    }

    /** The tree; empty where the strict parser must decide. */
    static Optional<JsonNode> read(byte[] json) {
        FactTree reader = new FactTree(json);
        try {
            reader.space();
            JsonNode root = reader.value(Keep.FACTS, 1);
            reader.space();
            return reader.at == json.length ? Optional.of(root) : Optional.empty();
        } catch (Doubt doubt) {
            return Optional.empty();
        }
    }

    /** Whether the field is kept wherever it stands. */
    static boolean keeps(String field) {
        return FIELDS.contains(field) || OPEN.contains(field);
    }

    /** What of a value becomes nodes. */
    private enum Keep {
        NOTHING,
        /** Fields that readers ask for. */
        FACTS,
        /** Every field of this object. */
        ALL
    }

    /** The strict parser must decide. Carries nothing, so that it costs nothing. */
    private static final class Doubt extends Exception {
        private static final long serialVersionUID = 1L;

        Doubt() {
            super(null, null, false, false);
        }
    }

    private byte next() throws Doubt {
        if (at >= json.length) {
            throw new Doubt();
        }
        return json[at];
    }

    private void space() {
        while (at < json.length) {
            byte c = json[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private JsonNode value(Keep keep, int depth) throws Doubt {
        return switch (next()) {
            case '{' -> object(keep, depth);
            case '[' -> array(keep, depth);
            case '"' -> text(keep != Keep.NOTHING);
            case 't' -> word("true", BooleanNode.TRUE);
            case 'f' -> word("false", BooleanNode.FALSE);
            case 'n' -> word("null", NullNode.getInstance());
            default -> number(keep != Keep.NOTHING);
        };
    }

    private JsonNode word(String word, JsonNode node) throws Doubt {
        int end = at + word.length();
        if (end > json.length) {
            throw new Doubt();
        }
        for (int i = 0; i < word.length(); i++) {
            if (json[at + i] != word.charAt(i)) {
                throw new Doubt();
            }
        }
        at = end;
        return node;
    }

    private JsonNode array(Keep keep, int depth) throws Doubt {
        if (depth >= StripeJson.MAX_DEPTH) {
            throw new Doubt();
        }
        ArrayNode array = keep == Keep.NOTHING ? null : NODES.arrayNode();
        at++;
        space();
        if (next() == ']') {
            at++;
            return array == null ? NullNode.getInstance() : array;
        }
        while (true) {
            JsonNode element = value(keep == Keep.ALL ? Keep.FACTS : keep, depth + 1);
            if (array != null) {
                array.add(element);
            }
            space();
            byte c = next();
            at++;
            if (c == ']') {
                return array == null ? NullNode.getInstance() : array;
            }
            if (c != ',') {
                throw new Doubt();
            }
            space();
        }
    }

    private JsonNode object(Keep keep, int depth) throws Doubt {
        if (depth >= StripeJson.MAX_DEPTH) {
            throw new Doubt();
        }
        ObjectNode object = keep == Keep.NOTHING ? null : NODES.objectNode();
        int outer = open;
        at++;
        space();
        if (next() == '}') {
            at++;
            return object == null ? NullNode.getInstance() : object;
        }
        while (true) {
            String name = name(keep, outer);
            if (object == null || name.isEmpty()) {
                value(Keep.NOTHING, depth + 1);
            } else {
                Keep below = keep == Keep.FACTS && OPEN.contains(name) ? Keep.ALL : Keep.FACTS;
                object.set(name, value(below, depth + 1));
            }
            space();
            byte c = next();
            at++;
            if (c == '}') {
                open = outer;
                return object == null ? NullNode.getInstance() : object;
            }
            if (c != ',') {
                throw new Doubt();
            }
            space();
        }
    }

    /** The name, and on to its value; empty where it is passed over. */
    private String name(Keep keep, int outer) throws Doubt {
        if (next() != '"') {
            throw new Doubt();
        }
        int from = at + 1;
        long hash = HASH_SEED;
        int end = from;
        while (true) {
            if (end >= json.length) {
                throw new Doubt();
            }
            byte c = json[end];
            if (c == '"') {
                break;
            }
            if (c < ' ' || c == '\\') {
                throw new Doubt();
            }
            hash = (hash ^ c) * HASH_PRIME;
            end++;
        }
        for (int i = outer; i < open; i++) {
            if (hashes[i] == hash) {
                throw new Doubt();
            }
        }
        if (open == hashes.length) {
            hashes = Arrays.copyOf(hashes, open * 2);
        }
        hashes[open++] = hash;
        at = end + 1;
        space();
        if (next() != ':') {
            throw new Doubt();
        }
        at++;
        space();
        return switch (keep) {
            case NOTHING -> "";
            case FACTS -> NAMES.find(json, from, end, hash);
            case ALL -> ascii(from, end);
        };
    }

    private String ascii(int from, int end) throws Doubt {
        if (from == end) {
            throw new Doubt();
        }
        return new String(json, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private JsonNode text(boolean keep) throws Doubt {
        int from = ++at;
        boolean plain = true;
        boolean escaped = false;
        while (true) {
            byte c = next();
            if (c == '"') {
                break;
            }
            if (c == '\\') {
                escaped = true;
                at++;
                escape();
            } else if (c < 0) {
                plain = false;
            } else if (c < ' ') {
                throw new Doubt();
            }
            at++;
        }
        int end = at++;
        if (end - from > MAX_TEXT) {
            throw new Doubt();
        }
        if (plain && !escaped) {
            return keep
                    ? TextNode.valueOf(new String(json, from, end - from, StandardCharsets.ISO_8859_1))
                    : NullNode.getInstance();
        }
        String text = plain ? new String(json, from, end - from, StandardCharsets.ISO_8859_1) : decoded(from, end);
        return keep ? TextNode.valueOf(escaped ? unescaped(text) : text) : NullNode.getInstance();
    }

    /** The character after a backslash; characters by their number are left to the strict parser. */
    private void escape() throws Doubt {
        switch (next()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                // one of the eight that stand for themselves or for a control character
            }
            default -> throw new Doubt();
        }
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                c = switch (text.charAt(i)) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> text.charAt(i);
                };
            }
            out.append(c);
        }
        return out.toString();
    }

    private String decoded(int from, int end) throws Doubt {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json, from, end - from))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Doubt();
        }
    }

    private JsonNode number(boolean keep) throws Doubt {
        int from = at;
        boolean negative = next() == '-';
        if (negative) {
            at++;
        }
        int digits = at;
        long value = 0;
        for (byte c = next(); c >= '0' && c <= '9'; c = next()) {
            value = value * 10 + (c - '0');
            at++;
            if (at - digits > MAX_DIGITS) {
                throw new Doubt();
            }
            if (at == json.length) {
                throw new Doubt();
            }
        }
        if (at == digits || (json[digits] == '0' && at - digits > 1)) {
            throw new Doubt();
        }
        byte c = json[at];
        if (c == 'e' || c == 'E') {
            throw new Doubt();
        }
        if (c == '.') {
            return fraction(from, keep);
        }
        if (!keep) {
            return NullNode.getInstance();
        }
        long signed = negative ? -value : value;
        return signed == (int) signed ? NODES.numberNode((int) signed) : NODES.numberNode(signed);
    }

    private JsonNode fraction(int from, boolean keep) throws Doubt {
        at++;
        int digits = at;
        for (byte c = next(); c >= '0' && c <= '9'; c = next()) {
            at++;
            if (at - digits > MAX_DIGITS) {
                throw new Doubt();
            }
        }
        byte c = next();
        if (at == digits || c == 'e' || c == 'E') {
            throw new Doubt();
        }
        if (!keep) {
            return NullNode.getInstance();
        }
        BigDecimal number = new BigDecimal(new String(json, from, at - from, StandardCharsets.ISO_8859_1));
        return NODES.numberNode(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
    }

    /** The kept names by the hash of their bytes. Immutable once it is made. */
    private static final class Names {

        private final long[] hashes = new long[1024];
        private final String[] names = new String[1024];
        /** The names again, as the bytes that JSON has: compared at once, not letter by letter. */
        private final byte[][] letters = new byte[1024][];

        static Names of(Set<String> fields, Set<String> more) {
            Names table = new Names();
            fields.forEach(table::put);
            more.forEach(table::put);
            return table;
        }

        private void put(String name) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            long hash = HASH_SEED;
            for (byte letter : bytes) {
                hash = (hash ^ letter) * HASH_PRIME;
            }
            int slot = slot(hash);
            while (names[slot] != null && !names[slot].equals(name)) {
                slot = (slot + 1) & (names.length - 1);
            }
            hashes[slot] = hash;
            names[slot] = name;
            letters[slot] = bytes;
        }

        private int slot(long hash) {
            return (int) (hash ^ (hash >>> 32)) & (names.length - 1);
        }

        String find(byte[] json, int from, int end, long hash) {
            for (int slot = slot(hash); names[slot] != null; slot = (slot + 1) & (names.length - 1)) {
                if (hashes[slot] == hash && Arrays.equals(letters[slot], 0, letters[slot].length, json, from, end)) {
                    return names[slot];
                }
            }
            return "";
        }
    }
}
