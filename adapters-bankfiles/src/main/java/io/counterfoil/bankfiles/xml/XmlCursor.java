package io.counterfoil.bankfiles.xml;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import java.util.Map;

/**
 * Walks a document forward: no document type, no entities but the five of XML itself, depth and sizes limited. Names are local ones, so every version reads alike.
 * Not thread-safe.
 */
public final class XmlCursor {

    private final ImportLimits limits;
    private final XmlTokens tokens;
    private boolean keepsAttributes;
    private boolean atStart;
    private int depth;
    private long partElements = Long.MAX_VALUE;
    private long partText = Long.MAX_VALUE;

    private XmlCursor(ImportLimits limits, XmlTokens tokens) {
        this.limits = limits;
        this.tokens = tokens;
    }

    /** A cursor before the first element. */
    public static XmlCursor open(Utf8Bytes source, ImportLimits limits) {
        return new XmlCursor(limits, new XmlTokens(source, limits));
    }

    /** Lets nodes keep every attribute, not {@code Ccy} alone. */
    public XmlCursor keepingAttributes() {
        keepsAttributes = true;
        return this;
    }

    /** The attributes of the element whose start this is, by local name. */
    public Map<String, String> attributes() {
        return tokens.attributes();
    }

    /** Levels that are open. */
    public int depth() {
        return depth;
    }

    /** The line here. */
    public int line() {
        return tokens.line();
    }

    /** The column here, in bytes. */
    public int column() {
        return tokens.column();
    }

    /** The local name of the element here. */
    public String name() {
        return tokens.name();
    }

    /** Moves to the next start or end of an element; false at the end of the document. */
    public boolean next() throws XmlException {
        return step(false) != XmlTokens.DONE;
    }

    /** Whether this is the start of an element. */
    public boolean isStart() {
        return atStart;
    }

    /** Moves past the element whose start this is, however large it is. */
    public void skip() throws XmlException {
        int outside = depth - 1;
        while (depth > outside) {
            step(false);
        }
    }

    /** Begins a part that is limited as a whole, read by {@link #node()} and {@link #pass()} until {@link #endPart()}. */
    public void beginPart() {
        partElements = tokens.elements() + limits.maxElements() - 1;
        partText = tokens.textBytes() + Math.max(limits.maxTokenBytes(), limits.maxTokenBytes() * 4L);
    }

    /** Ends the part. */
    public void endPart() {
        partElements = Long.MAX_VALUE;
        partText = Long.MAX_VALUE;
    }

    /** Moves past the element whose start this is, within the limits of a part. */
    public void pass() throws XmlException {
        boolean whole = partElements == Long.MAX_VALUE;
        if (whole) {
            beginPart();
        }
        skip();
        if (whole) {
            endPart();
        }
    }

    /** Reads the element whose start this is, with all in it, and moves to its end. */
    public Node node() throws XmlException {
        boolean whole = partElements == Long.MAX_VALUE;
        if (whole) {
            beginPart();
        }
        Node node = read();
        if (whole) {
            endPart();
        }
        return node;
    }

    private Node read() throws XmlException {
        Node node = new Node(tokens.name(), tokens.attribute("Ccy"), line(), column());
        if (keepsAttributes) {
            node.keep(attributes());
        }
        int from = tokens.text().length();
        while (true) {
            switch (step(true)) {
                case XmlTokens.START -> node.add(read());
                case XmlTokens.END -> {
                    node.write(tokens.text().take(from));
                    return node;
                }
                default -> {
                    if (tokens.text().length() - from > limits.maxTokenBytes()) {
                        throw limit("a text is longer than " + limits.maxTokenBytes() + " bytes");
                    }
                }
            }
        }
    }

    private int step(boolean wantsText) throws XmlException {
        int event = tokens.next(wantsText);
        atStart = event == XmlTokens.START;
        if (atStart) {
            if (++depth > limits.maxDepth()) {
                throw limit("elements are nested deeper than " + limits.maxDepth());
            }
            if (tokens.elements() > partElements) {
                throw limit("a part of the message has more than " + limits.maxElements() + " elements");
            }
        } else if (event == XmlTokens.END) {
            depth--;
        }
        if (tokens.textBytes() > partText) {
            throw limit("the texts of a part are longer than " + 4L * limits.maxTokenBytes() + " bytes");
        }
        return event;
    }

    private XmlException limit(String message) {
        return new XmlException(ImportCode.LIMIT_EXCEEDED, message, line(), column());
    }
}
