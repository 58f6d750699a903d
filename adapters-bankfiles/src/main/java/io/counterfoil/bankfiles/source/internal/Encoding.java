package io.counterfoil.bankfiles.source.internal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How bytes become characters: a byte order mark, else the declaration where the bytes bear it out, else UTF-8 where they are valid, else Windows-1252.
 *
 * @param charset to decode with
 * @param mismatch what the declaration says against the bytes; empty where nothing contradicts
 */
public record Encoding(Charset charset, String mismatch) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");
    private static final Set<String> SINGLE_BYTE = Set.of("ISO-8859-1", "WINDOWS-1252", "US-ASCII", "ISO-8859-15");

    /** The encoding of the scanned bytes. */
    public static Encoding of(SourceScan scan) {
        byte[] head = scan.head();
        Optional<Charset> marked = marked(head);
        if (marked.isPresent()) {
            return new Encoding(marked.get(), "");
        }
        Charset fallback = scan.isUtf8() ? StandardCharsets.UTF_8 : WINDOWS_1252;
        Matcher declaration =
                DECLARED.matcher(new String(head, 0, Math.min(head.length, 400), StandardCharsets.ISO_8859_1));
        if (!declaration.find()) {
            return new Encoding(fallback, isXml(head) && !scan.isUtf8() ? "no encoding is declared, so UTF-8 is" : "");
        }
        String name = declaration.group(1).toUpperCase(Locale.ROOT);
        String contradiction = "encoding " + name + " is declared";
        if (!isKnown(name)) {
            return new Encoding(fallback, contradiction + " and not known");
        }
        if (name.equals("UTF-8") || name.startsWith("UTF-16") || name.startsWith("UTF-32")) {
            return new Encoding(fallback, name.equals("UTF-8") && scan.isUtf8() ? "" : contradiction);
        }
        boolean utf8Inside = scan.isUtf8() && !scan.isAscii();
        if (utf8Inside && SINGLE_BYTE.contains(name)) {
            return new Encoding(StandardCharsets.UTF_8, contradiction);
        }
        return new Encoding(scan.isAscii() ? StandardCharsets.UTF_8 : Charset.forName(name), "");
    }

    private static Optional<Charset> marked(byte[] head) {
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (starts(head, 0xFF, 0xFE) || starts(head, '<', 0, '?', 0)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (starts(head, 0xFE, 0xFF) || starts(head, 0, '<', 0, '?')) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    /** Whether the bytes begin as text of two bytes a character does. */
    public static boolean isWide(byte[] head) {
        return marked(head)
                .filter(charset -> !charset.equals(StandardCharsets.UTF_8))
                .isPresent();
    }

    /** Whether the bytes begin with the values. */
    public static boolean starts(byte[] head, int... values) {
        if (head.length < values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if ((head[i] & 0xFF) != values[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isXml(byte[] head) {
        return new String(head, 0, Math.min(head.length, 64), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .startsWith("<");
    }

    private static boolean isKnown(String name) {
        try {
            return Charset.isSupported(name);
        } catch (java.nio.charset.IllegalCharsetNameException e) {
            return false;
        }
    }
}
