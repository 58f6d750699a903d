package io.counterfoil.payments.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger's own attributes in records; hosts cannot use keys that begin with {@code @}. Every record that moves money has {@link #AT}, which sorts
 * before any currency: so the texts of a leg can never pass for attributes in the chain, nor attributes for a leg.
 */
final class Keys {

    static final String AT = "@at";
    static final String EXPIRES = "@expires";
    static final String KEEP_REST = "@keepRest";
    static final String EVERYTHING = "@everything";
    static final String KIND = "@kind";
    static final String CURRENCY = "@currency";
    static final String FLOOR = "@floor";
    static final String CODE = "@code";
    /** Of a refused journal of a batch: the legs on account numbers that were never given, each as its place, number, side and minor units. */
    static final String UNKNOWN = "@unknown";

    static final String FROM = "@from";
    static final String PROVEN_AT = "@provenAt";
    static final String PROOF = "@proof";

    private static final int NANO_DIGITS = 9;

    private Keys() {}

    /** Seconds since the epoch and, where there are any, nine digits of nanoseconds after a point. */
    static String text(Instant instant) {
        String seconds = Long.toString(instant.getEpochSecond());
        if (instant.getNano() == 0) {
            return seconds;
        }
        String nanos = Integer.toString(instant.getNano());
        return seconds + "." + "0".repeat(NANO_DIGITS - nanos.length()) + nanos;
    }

    /** The inverse of {@link #text}. */
    static Instant instant(String text) {
        int point = text.indexOf('.');
        return point < 0
                ? Instant.ofEpochSecond(Long.parseLong(text))
                : Instant.ofEpochSecond(
                        Long.parseLong(text, 0, point, 10), Long.parseLong(text, point + 1, text.length(), 10));
    }

    /** The host's attributes of a record's. */
    static Map<String, String> hosts(Map<String, String> attributes) {
        Map<String, String> kept = new TreeMap<>(attributes);
        kept.keySet().removeIf(Keys::isOwn);
        return kept.isEmpty() ? Map.of() : Collections.unmodifiableMap(kept);
    }

    static boolean isOwn(String key) {
        return key.startsWith("@");
    }
}
