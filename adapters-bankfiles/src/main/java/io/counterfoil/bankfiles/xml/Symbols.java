package io.counterfoil.bankfiles.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Names of elements and attributes, each made once as long as there are not too many. Not thread-safe. */
final class Symbols {

    private static final int SLOTS = 2_048;
    private static final int MOST = SLOTS / 2;

    private final @Nullable Symbol[] slots = new @Nullable Symbol[SLOTS];
    private int size;

    /** The name that stands there. */
    Symbol of(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int at = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        Symbol found = slots[at];
        while (found != null) {
            if (found.is(bytes, from, to)) {
                return found;
            }
            at = (at + 1) & (SLOTS - 1);
            found = slots[at];
        }
        Symbol made = new Symbol(Arrays.copyOfRange(bytes, from, to));
        if (size < MOST) {
            slots[at] = made;
            size++;
        }
        return made;
    }

    /** A name with its prefix. Immutable. */
    static final class Symbol {
        private final byte[] bytes;
        private final String prefix;
        private final String local;
        private final boolean valid;

        private Symbol(byte[] bytes) {
            this.bytes = bytes;
            String whole = new String(bytes, StandardCharsets.UTF_8);
            int colon = whole.indexOf(':');
            this.prefix = colon < 0 ? "" : whole.substring(0, colon);
            this.local = whole.substring(colon + 1);
            this.valid = !local.isEmpty() && colon != 0 && local.indexOf(':') < 0 && begins(local) && begins(whole);
        }

        private static boolean begins(String name) {
            char first = name.charAt(0);
            return first != '-' && first != '.' && (first < '0' || first > '9');
        }

        /** Whether it is a name at all: one colon at most, no digit, hyphen or point at the start. */
        boolean isValid() {
            return valid;
        }

        /** Before the colon; empty where there is none. */
        String prefix() {
            return prefix;
        }

        /** Behind the colon. */
        String local() {
            return local;
        }

        int length() {
            return bytes.length;
        }

        /** Whether these bytes are the name. */
        boolean is(byte[] buffer, int from, int to) {
            return to - from == bytes.length && isAt(buffer, from);
        }

        /** Whether the bytes from there on begin with the name. */
        boolean isAt(byte[] buffer, int from) {
            for (int i = 0; i < bytes.length; i++) {
                if (buffer[from + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
