package io.counterfoil.bankfiles.mt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code :86:} taken apart by its dialect (bank file specification 4.4). What no dialect explains stays text.
 *
 * @param dialect which
 * @param fields by name: {@code gvc}, {@code bookingText}, {@code primaNota}, {@code textKey}, {@code bankId}, {@code account}, {@code name}, {@code purpose}, and
 *     each tag or key under its own name
 */
record Info86(Dialect dialect, Map<String, String> fields) {

    /** How a bank writes it. */
    enum Dialect {
        /** Three digits, then sub-fields of two digits behind a separator, German banks. */
        GVC,
        /** Keys between slashes. */
        SLASH,
        /** SEPA tags with a plus sign in plain text. */
        TAGS,
        /** Words. */
        PLAIN
    }

    private static final Pattern GVC_START = Pattern.compile("^\\s*([0-9]{3})([^0-9A-Za-z\\s])(?=[0-9]{2})");
    private static final Pattern SEPA_TAG =
            Pattern.compile("(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|IBAN|BIC)\\+");
    private static final Set<String> KEYS = Set.of(
            "ACCW",
            "ADDR",
            "BENM",
            "BIC",
            "CDTRREF",
            "CDTRREFTP",
            "CHGS",
            "CNTP",
            "CSID",
            "EREF",
            "EXCH",
            "IBAN",
            "ID",
            "IREF",
            "ISDT",
            "MARF",
            "NAME",
            "NRTX",
            "OCMT",
            "ORDP",
            "PREF",
            "PURP",
            "REMI",
            "RTRN",
            "SUBJ",
            "SVCL",
            "SWOC",
            "SWOD",
            "TRCD",
            "TRTP",
            "TYPE",
            "ULTB",
            "ULTC",
            "ULTD",
            "URI",
            "VALD");
    private static final Pattern KEY = Pattern.compile("/([A-Z]{2,9})/");

    /** Takes the field apart by the dialect that it shows. */
    static Info86 of(String text) {
        if (GVC_START.matcher(text).find()) {
            return of(Dialect.GVC, text);
        }
        Matcher key = KEY.matcher(text);
        if (key.find() && text.substring(0, key.start()).isBlank() && KEYS.contains(key.group(1))) {
            return of(Dialect.SLASH, text);
        }
        Matcher tag = SEPA_TAG.matcher(text);
        boolean tagged = tag.find() && (tag.start() == 0 || !Character.isLetterOrDigit(text.charAt(tag.start() - 1)));
        return of(tagged ? Dialect.TAGS : Dialect.PLAIN, text);
    }

    /** Takes the field apart by the dialect. */
    static Info86 of(Dialect dialect, String text) {
        Map<String, String> fields = switch (dialect) {
            case GVC -> gvc(text);
            case SLASH -> slash(text.replace("\n", ""));
            case TAGS -> tags(text.replace("\n", ""));
            case PLAIN -> new LinkedHashMap<>();
        };
        return new Info86(dialect, fields);
    }

    /** The field; empty where it is absent. */
    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    private static Map<String, String> gvc(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher start = GVC_START.matcher(text);
        if (!start.find()) {
            return fields;
        }
        fields.put("gvc", start.group(1));
        String joined = text.substring(start.start(2)).replace("\n", "");
        char separator = joined.charAt(0);
        StringBuilder purpose = new StringBuilder();
        StringBuilder name = new StringBuilder();
        int at = 0;
        while (at < joined.length()) {
            int next = nextField(joined, separator, at + 3);
            int code = (joined.charAt(at + 1) - '0') * 10 + (joined.charAt(at + 2) - '0');
            String value = joined.substring(at + 3, next);
            switch (code) {
                case 0 -> put(fields, "bookingText", value);
                case 10 -> put(fields, "primaNota", value);
                case 30 -> put(fields, "bankId", value);
                case 31 -> put(fields, "account", value);
                case 32, 33 -> name.append(value);
                case 34 -> put(fields, "textKey", value);
                default -> {
                    if ((code >= 20 && code <= 29) || (code >= 60 && code <= 63)) {
                        purpose.append(value);
                    }
                }
            }
            at = next;
        }
        put(fields, "name", name.toString());
        tags(purpose.toString()).forEach(fields::putIfAbsent);
        return fields;
    }

    private static int nextField(String text, char separator, int from) {
        for (int at = from; at + 2 < text.length(); at++) {
            if (text.charAt(at) == separator && isDigit(text.charAt(at + 1)) && isDigit(text.charAt(at + 2))) {
                return at;
            }
        }
        return text.length();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher tag = SEPA_TAG.matcher(text);
        int from = 0;
        String name = "purpose";
        while (tag.find()) {
            keep(fields, name, text.substring(from, tag.start()).strip());
            name = tag.group(1);
            from = tag.end();
        }
        keep(fields, name, text.substring(from).strip());
        return fields;
    }

    private static void keep(Map<String, String> fields, String name, String value) {
        if (name.equals("purpose")) {
            put(fields, name, value);
        } else if (fields.getOrDefault(name, "").isEmpty()) {
            fields.put(name, value);
        }
    }

    private static Map<String, String> slash(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher key = KEY.matcher(text);
        String name = "";
        int from = 0;
        int search = 0;
        while (key.find(search)) {
            if (!KEYS.contains(key.group(1))) {
                search = key.end() - 1;
                continue;
            }
            keepFirst(fields, name, text.substring(from, key.start()));
            name = key.group(1);
            from = key.end();
            search = from;
        }
        keepFirst(fields, name, text.substring(from));
        return fields;
    }

    private static void keepFirst(Map<String, String> fields, String name, String value) {
        String trimmed = value.strip();
        while (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1).strip();
        }
        if (!name.isEmpty() && !trimmed.isEmpty()) {
            fields.putIfAbsent(name, trimmed);
        }
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isBlank()) {
            fields.putIfAbsent(name, value.strip());
        }
    }
}
