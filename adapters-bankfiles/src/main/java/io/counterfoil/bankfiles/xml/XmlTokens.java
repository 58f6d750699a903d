package io.counterfoil.bankfiles.xml;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import io.counterfoil.bankfiles.xml.Symbols.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tags and texts of a document in UTF-8, by the rules of XML 1.0 and its namespaces, read where they stand in the buffer: no document type, no entities but the five of XML
 * itself and characters by number. A name may hold any character above ASCII; attributes of one name in two prefixes of one namespace are not found. Not thread-safe.
 */
final class XmlTokens {

    static final int START = 1;
    static final int END = 2;
    static final int TEXT = 3;
    static final int DONE = 4;

    private static final int BLOCK = 1 << 16;
    private static final int MOST_ATTRIBUTES = 1_000;

    private final Utf8Bytes source;
    private final int maxToken;
    private final Symbols symbols = new Symbols();
    private final XmlText text = new XmlText();
    private final Bindings bindings = new Bindings();
    private byte[] buffer = new byte[BLOCK];
    private int at;
    private int limit;
    private long base;
    private boolean drained;
    private long line = 1;
    private long lineStart;
    private Symbol[] open = new Symbol[16];
    private int depth;
    private boolean rooted;
    private boolean selfClosed;
    private Symbol[] names = new Symbol[8];
    private int[] values = new int[16];
    private int attributes;
    private int tagLength;
    private long elements;
    private long textBytes;

    XmlTokens(Utf8Bytes source, ImportLimits limits) {
        this.source = source;
        this.maxToken = limits.maxTokenBytes();
    }

    /** Moves to the next start or end of an element, or to a text where texts are wanted; texts between them are checked and passed over else. */
    int next(boolean wantsText) throws XmlException {
        if (selfClosed) {
            selfClosed = false;
            return close();
        }
        while (true) {
            while (at == limit) {
                if (more() < 0) {
                    return finish();
                }
            }
            if (buffer[at] != '<') {
                if (text(wantsText) && wantsText) {
                    return TEXT;
                }
                continue;
            }
            int second = peek(1);
            if (second == '/') {
                return end();
            }
            if (second == '?') {
                instruction();
            } else if (second != '!') {
                return start();
            } else if (section() && wantsText) {
                return TEXT;
            }
        }
    }

    private int finish() throws XmlException {
        if (depth > 0 || !rooted) {
            throw malformed("the document ends early");
        }
        return DONE;
    }

    private int close() {
        bindings.close(depth);
        depth--;
        names[0] = open[depth];
        attributes = 0;
        return END;
    }

    private int start() throws XmlException {
        if (depth == 0 && rooted) {
            throw malformed("there is a second document element");
        }
        int end = tag();
        while (end < 0) {
            require(more() >= 0, "the document is cut in a tag");
            end = tag();
        }
        tagLength = end - at;
        requireToken(tagLength);
        lines(at, end);
        at = end;
        rooted = true;
        elements++;
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = names[0];
        bind();
        return START;
    }

    /** Reads the tag at hand; where it ends, -1 where its end is not in the buffer yet. */
    private int tag() throws XmlException {
        attributes = 0;
        int next = name(at + 1);
        if (next == limit) {
            return -1;
        }
        names[0] = symbol(at + 1, next);
        while (next >= 0) {
            int blank = blanks(next);
            if (blank == limit) {
                return -1;
            }
            if (buffer[blank] == '>') {
                return blank + 1;
            }
            if (buffer[blank] == '/') {
                if (blank + 1 == limit) {
                    return -1;
                }
                require(buffer[blank + 1] == '>', "a tag is not closed");
                selfClosed = true;
                return blank + 2;
            }
            require(blank > next, "a tag is not closed");
            next = attribute(blank);
        }
        return -1;
    }

    /** Reads one attribute; where it ended, -1 where that is not in the buffer yet. */
    private int attribute(int from) throws XmlException {
        int to = name(from);
        int equals = blanks(to);
        int quote = equals == limit ? limit : blanks(equals + 1);
        if (quote >= limit) {
            return -1;
        }
        require(buffer[equals] == '=' && (buffer[quote] == '"' || buffer[quote] == '\''), "an attribute has no value");
        Symbol name = symbol(from, to);
        int end = quote + 1;
        while (end < limit && buffer[end] != buffer[quote]) {
            require(
                    buffer[end] != '<' && XmlText.isCharacter(buffer[end]),
                    "an attribute holds a character that it must not");
            end++;
        }
        if (end == limit) {
            return -1;
        }
        for (int i = 1; i <= attributes; i++) {
            require(names[i] != name, "an attribute stands twice");
        }
        attributes++;
        if (attributes > MOST_ATTRIBUTES) {
            throw limit("an element has more than " + MOST_ATTRIBUTES + " attributes");
        }
        if (attributes == names.length) {
            names = Arrays.copyOf(names, attributes * 2);
            values = Arrays.copyOf(values, attributes * 4);
        }
        names[attributes] = name;
        values[2 * attributes] = quote + 1 - at;
        values[2 * attributes + 1] = end - at;
        XmlText.requireEntities(buffer, quote + 1, end, this);
        return end + 1;
    }

    private int name(int from) {
        int to = from;
        while (to < limit && XmlText.isName(buffer[to])) {
            to++;
        }
        return to;
    }

    private Symbol symbol(int from, int to) throws XmlException {
        require(to > from, "a name is missing");
        Symbol found = symbols.of(buffer, from, to);
        require(found.isValid(), "a name is none");
        return found;
    }

    private int blanks(int from) {
        int to = from;
        while (to < limit && (buffer[to] == ' ' || buffer[to] == '\n' || buffer[to] == '\r' || buffer[to] == '\t')) {
            to++;
        }
        return to;
    }

    /** Takes the tag's declarations of namespaces and holds its prefixes against them. */
    private void bind() throws XmlException {
        for (int i = 1; i <= attributes; i++) {
            if (names[i].prefix().equals("xmlns")) {
                require(values[2 * i] < values[2 * i + 1], "a prefix stands for no namespace");
                bindings.open(names[i].local(), depth);
            }
        }
        for (int i = 0; i <= attributes; i++) {
            require(bindings.knows(names[i].prefix()), "a prefix stands for no namespace");
        }
    }

    private int end() throws XmlException {
        require(depth > 0, "an element ends that did not begin");
        Symbol name = open[depth - 1];
        int after = at + 2 + name.length();
        while (limit <= after && more() >= 0) {
            after = at + 2 + name.length();
        }
        require(after < limit && name.isAt(buffer, at + 2), "an element ends that did not begin");
        int close = blanks(after);
        while (close == limit) {
            int moved = more();
            require(moved >= 0, "the document is cut in a tag");
            close = blanks(close - moved);
        }
        require(buffer[close] == '>', "a tag is not closed");
        requireToken(close - at);
        lines(at, close);
        at = close + 1;
        return close();
    }

    /** Reads to the next tag or the end; whether there was any text inside of an element. */
    private boolean text(boolean wanted) throws XmlException {
        int brackets = 0;
        int length = 0;
        while (true) {
            int from = at;
            int to = from;
            byte[] bytes = buffer;
            int end = limit;
            while (to < end && XmlText.isPlain(bytes[to])) {
                to++;
            }
            if (to > from) {
                brackets = 0;
                require(depth > 0 || blanks(from) >= to, "there is text outside of the document element");
            }
            if (wanted && depth > 0) {
                text.add(bytes, from, to);
            }
            length += to - from;
            requireToken(length);
            at = to;
            if (at == limit) {
                if (more() < 0) {
                    break;
                }
                continue;
            }
            byte stop = buffer[at];
            if (stop == '<') {
                break;
            }
            if (stop == '&') {
                require(depth > 0, "there is text outside of the document element");
                int entity = text.entity(this, wanted); // moves the place where the reading stands
                at += entity;
                length++;
                brackets = 0;
                continue;
            }
            brackets = stop == ']' ? brackets + 1 : special(stop, brackets);
            if (wanted && depth > 0) {
                text.add(buffer, at, at + 1);
            }
            at++;
            length++;
        }
        textBytes += length;
        return depth > 0 && length > 0;
    }

    /** A character that may not stand everywhere; no brackets stand before the next one. */
    private int special(byte stop, int brackets) throws XmlException {
        if (stop == '\n') {
            line++;
            lineStart = base + at + 1;
            return 0;
        }
        if (stop == '\r') {
            if (peek(1) != '\n') {
                line++;
                lineStart = base + at + 1;
            }
            return 0;
        }
        require(depth > 0, "there is text outside of the document element");
        require(stop != '>' || brackets < 2, "a marked section ends that did not begin");
        require(
                stop == '>' || (stop == (byte) 0xEF && XmlText.isCharacter(peek(1) & 0xFF, peek(2) & 0xFF)),
                "there is a character that is none");
        return 0;
    }

    /** Passes over a comment or reads a marked section; whether it was text. */
    private boolean section() throws XmlException {
        if (starts("<!--")) {
            int end = find(4, "--");
            require(peek(end) == '>', "a comment holds two hyphens");
            pass(end + 1);
            return false;
        }
        if (starts("<![CDATA[")) {
            require(depth > 0, "there is text outside of the document element");
            int end = find(9, "]]>");
            text.add(buffer, at + 9, at + end - 3);
            textBytes += end;
            pass(end);
            return true;
        }
        if (starts("<!DOCTYPE")) {
            throw new XmlException(
                    ImportCode.DTD_FORBIDDEN,
                    "the document has a document type declaration, expected none: nothing of it was read",
                    line(),
                    column());
        }
        throw malformed("a declaration is none");
    }

    private void instruction() throws XmlException {
        boolean first = base + at == 0;
        int end = find(2, "?>");
        int to = name(at + 2);
        String target = new String(buffer, at + 2, to - at - 2, StandardCharsets.UTF_8);
        require(!target.isEmpty() && (to == at + end - 2 || blanks(to) > to), "an instruction has no name");
        if (target.equalsIgnoreCase("xml")) {
            String declared = new String(buffer, to, at + end - 2 - to, StandardCharsets.UTF_8);
            require(first && target.equals("xml") && XmlText.isDeclaration(declared), "the declaration of XML is none");
        }
        pass(end);
    }

    /** How far behind the start of the token the text ends, with what ends it. */
    private int find(int offset, String wanted) throws XmlException {
        int next = at + offset;
        while (true) {
            if (next + wanted.length() > limit) {
                int moved = more();
                require(moved >= 0, "the document is cut");
                next -= moved;
                continue;
            }
            if (buffer[next] == wanted.charAt(0) && XmlText.isAt(buffer, next, wanted)) {
                requireToken(next - at);
                return next + wanted.length() - at;
            }
            require(XmlText.isCharacter(buffer[next]), "there is a character that is none");
            next++;
        }
    }

    private boolean starts(String wanted) throws XmlException {
        peek(wanted.length() - 1);
        return at + wanted.length() <= limit && XmlText.isAt(buffer, at, wanted);
    }

    private void pass(int length) {
        lines(at, at + length);
        at += length;
    }

    private void lines(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n' || (buffer[i] == '\r' && (i + 1 == to || buffer[i + 1] != '\n'))) {
                line++;
                lineStart = base + i + 1;
            }
        }
    }

    /** The byte so far behind the start of the token, read as far as needed; -1 where the document ends before. */
    int peek(int offset) throws XmlException {
        while (at + offset >= limit) {
            if (more() < 0) {
                return -1;
            }
        }
        return buffer[at + offset];
    }

    /** Reads on; the token at hand moves to the start of the buffer. How far it went, -1 where there is nothing more. */
    private int more() throws XmlException {
        if (drained) {
            return -1;
        }
        int moved = at;
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        limit -= at;
        base += at;
        at = 0;
        requireToken(limit);
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = source.read(buffer, limit);
        drained = read < 0;
        limit += Math.max(0, read);
        return moved;
    }

    private void requireToken(int length) throws XmlException {
        if (length > maxToken) {
            throw limit("a text or tag is longer than " + maxToken + " bytes");
        }
    }

    private void require(boolean wellFormed, String message) throws XmlException {
        if (!wellFormed) {
            throw malformed(message);
        }
    }

    /** The document breaks a rule of XML. */
    XmlException malformed(String message) {
        return new XmlException(
                ImportCode.XML_MALFORMED,
                "the document is cut or not well formed near this place: " + message,
                line(),
                column());
    }

    private XmlException limit(String message) {
        return new XmlException(ImportCode.LIMIT_EXCEEDED, message, line(), column());
    }

    /** The local name of the element that begins or ends here. */
    String name() {
        return names[0].local();
    }

    /** The value of the first attribute with the local name; empty where there is none. */
    String attribute(String local) {
        for (int i = 1; i <= attributes; i++) {
            if (names[i].local().equals(local) && !names[i].prefix().equals("xmlns")) {
                return value(i);
            }
        }
        return "";
    }

    /** Every attribute that declares no namespace, by local name. */
    Map<String, String> attributes() {
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 1; i <= attributes; i++) {
            boolean declares = names[i].prefix().equals("xmlns")
                    || (names[i].prefix().isEmpty() && names[i].local().equals("xmlns"));
            if (!declares) {
                found.put(names[i].local(), value(i));
            }
        }
        return found;
    }

    /** Offsets count from the start of the tag, which ends where the reading stands. */
    private String value(int index) {
        int start = at - tagLength;
        return text.value(buffer, start + values[2 * index], start + values[2 * index + 1]);
    }

    /** The text gathered so far, and room for the next one. */
    XmlText text() {
        return text;
    }

    byte[] buffer() {
        return buffer;
    }

    int at() {
        return at;
    }

    /** Starts of elements so far. */
    long elements() {
        return elements;
    }

    /** Bytes of texts so far. */
    long textBytes() {
        return textBytes;
    }

    int line() {
        return (int) Math.min(Integer.MAX_VALUE, line);
    }

    /** In bytes, from 1. */
    int column() {
        return (int) Math.min(Integer.MAX_VALUE, base + at - lineStart + 1);
    }
}
