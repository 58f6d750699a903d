package io.counterfoil.bankfiles.ofx.internal;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.internal.Encoding;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.Utf8Stream;
import io.counterfoil.bankfiles.source.internal.VerifiedBytes;
import io.counterfoil.payments.evidence.Diagnostic;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tags of an OFX file, SGML or XML alike, each with the text behind it; a text ends at the next tag or at the end of its line. Comments, instructions and what stands
 * before the first tag are passed over; no entity but those of characters is known. Not thread-safe.
 */
public final class OfxTokens implements Closeable {

    private static final int BLOCK = 1 << 16;
    private static final String SECTION = "<![CDATA[";
    private static final Pattern CHARSET = Pattern.compile("CHARSET:\\s*([A-Za-z0-9][A-Za-z0-9._-]{0,29})");

    private final String name;
    private final VerifiedBytes bytes;
    private final InputStream in;
    private final Charset charset;
    private final int maxToken;
    private byte[] buffer = new byte[BLOCK];
    private int filled;
    private int next;
    private boolean drained;
    private long line = 1;
    private long bufferOffset;
    private boolean closing;
    private boolean forbidden;
    private @Nullable OfxTag tag;
    private int valueFrom;
    private int valueTo;
    private int tagFrom;
    private long tagLine = 1;

    private OfxTokens(String name, VerifiedBytes bytes, InputStream in, Charset charset, int maxToken) {
        this.name = name;
        this.bytes = bytes;
        this.in = in;
        this.charset = charset;
        this.maxToken = maxToken;
    }

    /** Opens the source again; no tag or text may be longer than the limit. */
    public static OfxTokens open(ByteSource source, SourceScan scan, int maxToken) throws IOException {
        VerifiedBytes bytes = VerifiedBytes.open(source, scan);
        boolean wide = Encoding.isWide(scan.head());
        Charset charset = Encoding.of(scan).charset();
        return new OfxTokens(
                source.name(),
                bytes,
                wide ? new Utf8Stream(bytes, charset) : bytes,
                wide ? StandardCharsets.UTF_8 : declared(scan, charset),
                maxToken);
    }

    /** What the header says where the bytes are not UTF-8 and no XML declaration decided. */
    private static Charset declared(SourceScan scan, Charset decided) {
        byte[] head = scan.head();
        String text = new String(head, 0, Math.min(head.length, 1_000), StandardCharsets.ISO_8859_1);
        Matcher header = CHARSET.matcher(text);
        if (scan.isUtf8() || text.contains("encoding=") || !header.find()) {
            return decided;
        }
        String stated = header.group(1).matches("[0-9]{4}") ? "windows-" + header.group(1) : header.group(1);
        return Charset.isSupported(stated) ? Charset.forName(stated) : decided;
    }

    /** Moves to the next tag that says something; false at the end of the file or at a document type declaration. */
    boolean next() throws IOException {
        while (!forbidden && toTag()) {
            if (tag != null) {
                return true;
            }
        }
        return false;
    }

    private boolean toTag() throws IOException {
        int at = next;
        while (true) {
            while (at < filled && buffer[at] != '<') {
                line += buffer[at] == '\n' ? 1 : 0;
                at++;
            }
            if (at < filled) {
                break;
            }
            if (drained) {
                next = at;
                return false;
            }
            at -= refill(at);
        }
        tagFrom = at;
        tagLine = line;
        at = until(at, '>');
        if (at < 0) {
            return false;
        }
        int first = peek(tagFrom + 1);
        if (first == '!' || first == '?') {
            tag = null;
            return special(at, first);
        }
        closing = first == '/';
        int nameFrom = tagFrom + (closing ? 2 : 1);
        int nameTo = nameFrom;
        while (nameTo < at && buffer[nameTo] > ' ' && buffer[nameTo] != '/') {
            nameTo++;
        }
        tag = OfxTag.of(buffer, nameFrom, nameTo);
        value(at + 1);
        return true;
    }

    /** Passes over a comment or an instruction; a marked section outside of a text says nothing. */
    private boolean special(int end, int first) throws IOException {
        int at = end;
        if (first == '!' && peek(tagFrom + 2) == '-' && peek(tagFrom + 3) == '-') {
            while (!(at >= tagFrom + 6 && buffer[at - 1] == '-' && buffer[at - 2] == '-')) {
                at = until(at + 1, '>');
                if (at < 0) {
                    return false;
                }
            }
        } else if (first == '!' && peek(tagFrom + 2) != '[') {
            forbidden = true;
            return false;
        }
        next = at + 1;
        return true;
    }

    private int peek(int at) {
        return at < filled ? buffer[at] : -1;
    }

    /** Where behind the start of the tag the character stands, read as far as needed; -1 where it does not come. */
    private int until(int from, int wanted) throws IOException {
        int at = from;
        while (true) {
            while (at < filled && buffer[at] != wanted) {
                line += buffer[at] == '\n' ? 1 : 0;
                at++;
            }
            if (at < filled) {
                return at;
            }
            if (drained) {
                next = at;
                return -1;
            }
            int moved = refill(tagFrom);
            tagFrom -= moved;
            at -= moved;
        }
    }

    private void value(int from) throws IOException {
        int start = from;
        boolean found = false;
        int at = from;
        while (true) {
            while (at < filled && buffer[at] != '<' && (!found || (buffer[at] != '\n' && buffer[at] != '\r'))) {
                if (!found && (buffer[at] > ' ' || buffer[at] < 0)) {
                    found = true;
                    start = at;
                }
                line += buffer[at] == '\n' ? 1 : 0;
                at++;
            }
            if (at < filled || drained) {
                break;
            }
            int moved = refill(tagFrom);
            tagFrom -= moved;
            start -= moved;
            at -= moved;
        }
        valueFrom = found ? start : at;
        valueTo = at;
        next = at;
        if (!found && marked(at)) {
            return;
        }
        while (valueTo > valueFrom && buffer[valueTo - 1] >= 0 && buffer[valueTo - 1] <= ' ') {
            valueTo--;
        }
    }

    /** Reads a marked section that is the whole text, as OFX 2 allows; whether there was one. What looks like an entity in it is read as one. */
    private boolean marked(int from) throws IOException {
        int offset = from - tagFrom;
        while (filled - tagFrom - offset < SECTION.length() && !drained) {
            tagFrom -= refill(tagFrom);
        }
        int start = tagFrom + offset;
        valueFrom = start;
        valueTo = start;
        next = start;
        if (!isSection(start)) {
            return false;
        }
        int at = until(start + SECTION.length(), '>');
        while (at >= 0 && (buffer[at - 1] != ']' || buffer[at - 2] != ']')) {
            at = until(at + 1, '>');
        }
        if (at < 0) {
            return true;
        }
        valueFrom = tagFrom + offset + SECTION.length();
        valueTo = Math.max(valueFrom, at - 2);
        next = at + 1;
        return true;
    }

    private boolean isSection(int from) {
        if (filled - from < SECTION.length() || buffer[from + 1] != '!') {
            return false;
        }
        for (int i = 0; i < SECTION.length(); i++) {
            if (buffer[from + i] != SECTION.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Moves what is kept to the start of the buffer and reads on; how far it went. */
    private int refill(int keepFrom) throws IOException {
        int moved = keepFrom;
        System.arraycopy(buffer, moved, buffer, 0, filled - moved);
        filled -= moved;
        bufferOffset += moved;
        if (filled > maxToken) {
            throw new LimitException("a tag or text is longer than " + maxToken + " bytes");
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            drained = true;
        } else {
            filled += read;
        }
        return moved;
    }

    /** Whether the reading ended at a document type declaration. */
    boolean isForbidden() {
        return forbidden;
    }

    OfxTag tag() {
        OfxTag at = tag;
        if (at == null) {
            throw new IllegalStateException("no tag was read yet");
        }
        return at;
    }

    boolean isClosing() {
        return closing;
    }

    /** Holds the text behind the tag from {@link #from()} to {@link #to()}. */
    byte[] buffer() {
        return buffer;
    }

    int from() {
        return valueFrom;
    }

    int to() {
        return valueTo;
    }

    Charset charset() {
        return charset;
    }

    /** The text behind the tag. */
    String text() {
        return new String(buffer, valueFrom, valueTo - valueFrom, charset);
    }

    Diagnostic.Location at() {
        return new Diagnostic.Location(name, tagLine, 0, bufferOffset + tagFrom, "");
    }

    /** Reads what is left and makes sure that these are the bytes that were scanned. */
    public void verify() {
        bytes.verify();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
