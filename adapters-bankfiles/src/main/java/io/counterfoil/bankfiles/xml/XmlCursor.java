package io.counterfoil.bankfiles.xml;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.SourceText;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks a document forward: no document type, no entities but the five of XML itself, depth and sizes limited. Namespaces are not looked at, so every version
 * reads alike. Not thread-safe.
 */
public final class XmlCursor {

    private final SourceText text;
    private final ImportLimits limits;
    private final XMLStreamReader xml;
    private boolean keepsAttributes;
    private int depth;

    private XmlCursor(SourceText text, ImportLimits limits, XMLStreamReader xml) {
        this.text = text;
        this.limits = limits;
        this.xml = xml;
    }

    /** A cursor before the first element. */
    public static XmlCursor open(SourceText text, ImportLimits limits) throws XmlException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("an external entity is refused");
        });
        try {
            return new XmlCursor(text, limits, factory.createXMLStreamReader(text));
        } catch (XMLStreamException e) {
            throw malformed(e, 1, 1);
        }
    }

    /** Lets nodes keep every attribute, not {@code Ccy} alone. */
    public XmlCursor keepingAttributes() {
        keepsAttributes = true;
        return this;
    }

    /** The attributes of the element whose start this is, by local name. */
    public Map<String, String> attributes() {
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            found.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i).strip());
        }
        return found;
    }

    /** Levels that are open. */
    public int depth() {
        return depth;
    }

    /** The line here. */
    public int line() {
        return Math.max(0, xml.getLocation().getLineNumber());
    }

    /** The column here. */
    public int column() {
        return Math.max(0, xml.getLocation().getColumnNumber());
    }

    /** The local name of the element here. */
    public String name() {
        return xml.getLocalName();
    }

    /** The namespace of the element here; empty where it has none. */
    public String namespace() {
        String uri = xml.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    /** Moves to the next start or end of an element; false at the end of the document. */
    public boolean next() throws XmlException {
        while (true) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {
                    // texts between elements of a message mean nothing
                }
            }
        }
    }

    /** Whether this is the start of an element. */
    public boolean isStart() {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    /** Moves past the element whose start this is. */
    public void skip() throws XmlException {
        int outside = depth - 1;
        while (depth > outside) {
            step();
        }
    }

    /** Reads the element whose start this is, with all in it, and moves to its end. */
    public Node node() throws XmlException {
        int[] left = {limits.maxElements(), Math.max(limits.maxTokenBytes(), limits.maxTokenBytes() * 4)};
        return node(left);
    }

    private Node node(int[] left) throws XmlException {
        if (--left[0] < 0) {
            throw limit("a part of the message has more than " + limits.maxElements() + " elements");
        }
        Node node = new Node(xml.getLocalName(), attribute("Ccy"), line(), column());
        if (keepsAttributes) {
            node.keep(attributes());
        }
        while (true) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT -> node.add(node(left));
                case XMLStreamConstants.END_ELEMENT -> {
                    return node;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    left[1] -= xml.getTextLength();
                    if (left[1] < 0 || node.writer().length() + xml.getTextLength() > limits.maxTokenBytes()) {
                        throw limit("a text is longer than " + limits.maxTokenBytes() + " characters");
                    }
                    node.writer().append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                }
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private int step() throws XmlException {
        int event = parse();
        text.tokenEnded();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > limits.maxDepth()) {
                    throw limit("elements are nested deeper than " + limits.maxDepth());
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD ->
                throw new XmlException(
                        ImportCode.DTD_FORBIDDEN,
                        "the document has a document type declaration, expected none: nothing of it was read",
                        line(),
                        column());
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw new XmlException(
                        ImportCode.XML_MALFORMED, "an entity is used that is not declared", line(), column());
            case XMLStreamConstants.END_DOCUMENT -> {
                if (depth > 0) {
                    throw new XmlException(ImportCode.XML_MALFORMED, "the document ends early", line(), column());
                }
            }
            default -> {
                // nothing to count
            }
        }
        return event;
    }

    /** A parser of the JDK may meet broken input with an unchecked exception as well; to a caller, both say that the document is not well formed. */
    private int parse() throws XmlException {
        try {
            return xml.next();
        } catch (ImportException e) {
            throw e;
        } catch (XMLStreamException | RuntimeException e) {
            throw malformed(e, line(), column());
        }
    }

    private XmlException limit(String message) {
        return new XmlException(ImportCode.LIMIT_EXCEEDED, message, line(), column());
    }

    private static XmlException malformed(Exception e, int line, int column) {
        for (Throwable cause = e;
                cause != null;
                cause = cause instanceof XMLStreamException x ? x.getNestedException() : cause.getCause()) {
            if (cause instanceof LimitException) {
                return new XmlException(ImportCode.LIMIT_EXCEEDED, String.valueOf(cause.getMessage()), line, column);
            }
        }
        return new XmlException(
                ImportCode.XML_MALFORMED, "the document is cut or not well formed near this place", line, column);
    }
}
