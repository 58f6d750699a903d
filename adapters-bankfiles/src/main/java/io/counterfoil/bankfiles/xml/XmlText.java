package io.counterfoil.bankfiles.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The texts that are open, one behind the other: an element's own text lies behind its parent's. Not thread-safe. */
final class XmlText {

    private static final int LONGEST_ENTITY = 20;
    private static final int SHORT_VALUE = 16;
    private static final Pattern DECLARATION = Pattern.compile(
            "\\s+version\\s*=\\s*(['\"])1\\.[01]\\1"
                    + "(\\s+encoding\\s*=\\s*(['\"])[A-Za-z][A-Za-z0-9._-]*\\3)?(\\s+standalone\\s*=\\s*(['\"])(yes|no)\\5)?\\s*");
    private static final boolean[] PLAIN = new boolean[256];
    private static final boolean[] NAME = new boolean[256];

    static {
        for (int i = 0; i < 256; i++) {
            PLAIN[i] = (i >= ' ' || i == '\t') && "<>&]".indexOf(i) < 0 && i != 0xEF;
            NAME[i] = (i >= 'a' && i <= 'z')
                    || (i >= 'A' && i <= 'Z')
                    || (i >= '0' && i <= '9')
                    || "_-.:".indexOf(i) >= 0
                    || i >= 0x80;
        }
    }

    private byte[] bytes = new byte[256];
    private int length;
    private byte[] lastValue = new byte[0];
    private String lastString = "";

    /** A byte of a text that needs no second look. */
    static boolean isPlain(byte value) {
        return PLAIN[value & 0xFF];
    }

    /** A byte of a name. */
    static boolean isName(byte value) {
        return NAME[value & 0xFF];
    }

    /** A byte that may stand in a document. */
    static boolean isCharacter(byte value) {
        return value >= ' ' || value < 0 || value == '\n' || value == '\r' || value == '\t';
    }

    /** Whether three bytes, the first of them EF, are a character that may stand in a document: U+FFFE and U+FFFF may not. */
    static boolean isCharacter(int second, int third) {
        return second != 0xBF || third < 0xBE;
    }

    /** Whether this can stand between the name and the end of a declaration of XML. */
    static boolean isDeclaration(String text) {
        return DECLARATION.matcher(text).matches();
    }

    /** Whether the ASCII text stands there. */
    static boolean isAt(byte[] buffer, int from, String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if (buffer[from + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    int length() {
        return length;
    }

    void add(byte[] from, int start, int end) {
        int size = end - start;
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size, bytes.length * 2));
        }
        System.arraycopy(from, start, bytes, length, size);
        length += size;
    }

    /** The text from there on without blanks around it; it is taken away. */
    String take(int from) {
        int start = from;
        int end = length;
        length = from;
        while (start < end && bytes[start] <= ' ' && bytes[start] >= 0) {
            start++;
        }
        while (end > start && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
        return start == end ? "" : new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
    }

    /** Reads the entity where the tokens stand; how many bytes it has. */
    int entity(XmlTokens tokens, boolean wanted) throws XmlException {
        int end = 1;
        int next = tokens.peek(end);
        while (end <= LONGEST_ENTITY && next != ';' && next != -1) {
            next = tokens.peek(++end);
        }
        int point = next == ';' ? point(tokens.buffer(), tokens.at() + 1, tokens.at() + end) : -1;
        if (point < 0) {
            throw tokens.malformed("an entity is used that is not declared");
        }
        if (wanted) {
            byte[] utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
            add(utf8, 0, utf8.length);
        }
        return end + 1;
    }

    /** Refuses entities of an attribute's value that are not known. */
    static void requireEntities(byte[] buffer, int from, int to, XmlTokens tokens) throws XmlException {
        for (int at = from; at < to; at++) {
            if (buffer[at] == '&' && point(buffer, at + 1, semicolon(buffer, at + 1, to)) < 0) {
                throw tokens.malformed("an entity is used that is not declared");
            }
        }
    }

    private static int semicolon(byte[] buffer, int from, int to) {
        int at = from;
        while (at < to && buffer[at] != ';') {
            at++;
        }
        return at == to ? from : at;
    }

    /** The value of an attribute without blanks around it. */
    String value(byte[] buffer, int from, int to) {
        if (Arrays.equals(lastValue, 0, lastValue.length, buffer, from, to)) {
            return lastString;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
        int at = from;
        while (at < to) {
            if (buffer[at] == '&') {
                int end = semicolon(buffer, at + 1, to);
                plain.writeBytes(Character.toString(point(buffer, at + 1, end)).getBytes(StandardCharsets.UTF_8));
                at = end + 1;
            } else {
                boolean blank = buffer[at] == '\n' || buffer[at] == '\r' || buffer[at] == '\t';
                plain.write(blank ? ' ' : buffer[at]);
                at++;
            }
        }
        String value = plain.toString(StandardCharsets.UTF_8).strip();
        if (to - from <= SHORT_VALUE) {
            lastValue = Arrays.copyOfRange(buffer, from, to);
            lastString = value;
        }
        return value;
    }

    /** The character that the entity between ampersand and semicolon stands for; -1 where it is not known. */
    private static int point(byte[] buffer, int from, int to) {
        String name = new String(buffer, from, Math.min(to - from, LONGEST_ENTITY), StandardCharsets.ISO_8859_1);
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> number(name);
        };
    }

    private static int number(String name) {
        boolean hex = name.startsWith("#x");
        String digits = name.substring(Math.min(name.length(), hex ? 2 : 1));
        int radix = hex ? 16 : 10;
        if (!name.startsWith("#") || digits.isEmpty()) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char at = digits.charAt(i);
            int digit = at < 0x80 ? Character.digit(at, radix) : -1;
            if (digit < 0 || value > Character.MAX_CODE_POINT) {
                return -1;
            }
            value = value * radix + digit;
        }
        boolean known = value == '\t'
                || value == '\n'
                || value == '\r'
                || (value >= ' ' && value < 0xD800)
                || (value > 0xDFFF && value < 0xFFFE)
                || (value >= 0x10000 && value <= Character.MAX_CODE_POINT);
        return known ? (int) value : -1;
    }
}
