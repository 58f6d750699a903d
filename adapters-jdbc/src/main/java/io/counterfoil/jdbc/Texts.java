package io.counterfoil.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Any Java text as one that both databases take and give back: a backslash, NUL and a lone surrogate are escaped, all else stays as it is. */
final class Texts {

    /** So many bytes of UTF-8 fit into every index with room for the other columns. */
    static final int MAX_NAME_BYTES = 800;

    private Texts() {}

    /** The text for a column. */
    static String escape(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isSpecial(text, at)) {
                return escaped(text, at);
            }
        }
        return text;
    }

    private static String escaped(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (!isSpecial(text, at)) {
                out.append(c);
            } else if (c == '\\') {
                out.append("\\\\");
            } else {
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return out.toString();
    }

    private static boolean isSpecial(String text, int at) {
        char c = text.charAt(at);
        if (c == '\\' || c == 0) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** The text that was escaped. */
    static String unescape(String column) {
        int at = column.indexOf('\\');
        if (at < 0) {
            return column;
        }
        StringBuilder out = new StringBuilder(column.length());
        int from = 0;
        while (at >= 0) {
            out.append(column, from, at);
            if (column.startsWith("\\\\", at)) {
                out.append('\\');
                from = at + 2;
            } else {
                out.append((char) HexFormat.fromHexDigits(column, at + 2, at + 6));
                from = at + 6;
            }
            at = column.indexOf('\\', from);
        }
        return out.append(column, from, column.length()).toString();
    }

    /** An escaped text for an indexed column. */
    static String name(String what, String text) {
        String column = escape(text);
        if (column.length() > MAX_NAME_BYTES || column.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new DatabaseException(
                    DatabaseException.Code.TOO_LARGE,
                    what + " of " + text.length() + " characters is too long, expected at most " + MAX_NAME_BYTES
                            + " bytes in UTF-8");
        }
        return column;
    }

    /** The text as bytes that say it exactly. */
    static byte[] bytes(String text) {
        return escape(text).getBytes(StandardCharsets.UTF_8);
    }

    /** The text that the bytes say. */
    static String text(byte[] bytes) {
        return unescape(new String(bytes, StandardCharsets.UTF_8));
    }
}
