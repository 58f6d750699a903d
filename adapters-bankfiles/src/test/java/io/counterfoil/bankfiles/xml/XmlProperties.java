package io.counterfoil.bankfiles.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The walk of our own against the parser of the JDK: the same documents are well formed, and say the same. */
class XmlProperties {

    private static final String REFUSED = "refused";

    @Property(tries = 2_000)
    @Label("BNK-20 a soup of tags and texts is well formed where the JDK finds it so, and reads alike")
    void soup(@ForAll("soups") List<String> parts) {
        String document = "<r xmlns:q=\"u\">" + String.join("", parts) + "</r>";
        assertThat(ours(document)).isEqualTo(jdk(document));
    }

    @Property(tries = 300)
    @Label("BNK-20 what stands before and after the document element decides as in the JDK")
    void outside(@ForAll("soups") List<String> before, @ForAll("soups") List<String> after) {
        String document = String.join("", before) + "<r/>" + String.join("", after);
        assertThat(ours(document)).isEqualTo(jdk(document));
    }

    @Property(tries = 300)
    @Label("BNK-05 the edge of the buffer may fall anywhere in a tag, a text, a comment or an entity")
    void edges(@ForAll("wellFormed") List<String> parts, @ForAll("shifts") int shift) {
        String tail = String.join("", parts);
        String document = "<r>" + " ".repeat(65_533 - shift) + tail + "</r>";
        assertThat(ours(document)).isEqualTo(jdk(document));
    }

    @Provide
    Arbitrary<Integer> shifts() {
        return Arbitraries.integers().between(0, 120);
    }

    @Provide
    Arbitrary<List<String>> wellFormed() {
        return Arbitraries.of(
                        "<a>text</a>",
                        "<b x='1' y=\"two &lt; three\">&amp;</b>",
                        "<c/>",
                        "<!-- a comment -->",
                        "<![CDATA[<x> ]] &]]>",
                        "<?target with text?>",
                        "é€\uD83D\uDE00 &#233;&#x20AC;",
                        "\r\n\t ",
                        "<p:e xmlns:p='urn:x'><p:f p:g='h'/></p:e >")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<String>> soups() {
        return Arbitraries.of(
                        "<a>",
                        "</a>",
                        "<a >",
                        "</a >",
                        "<a/>",
                        "< a>",
                        "<a",
                        "<b x='1'>",
                        "</b>",
                        "<b x='1' x='2'/>",
                        "<b x=1/>",
                        "<b x='<'/>",
                        "<b x='&lt;'/>",
                        "<b x='&no;'/>",
                        "<b x = \"1\" y='\"'/>",
                        "<b x='1'y='2'/>",
                        "<b x/>",
                        "text",
                        "&amp;",
                        "&#65;",
                        "&#x41;",
                        "&#0;",
                        "&#xD800;",
                        "&bad;",
                        "&",
                        "&lt",
                        "<!-- c -->",
                        "<!-- c -- d -->",
                        "<!--",
                        "<![CDATA[x<y&]]>",
                        "<![CDATA[",
                        "<?pi x?>",
                        "<?pi?>",
                        "<? pi?>",
                        "<?xml version='1.0'?>",
                        "<?",
                        "]]>",
                        "]]",
                        ">",
                        "<",
                        "\n",
                        "\r\n",
                        " ",
                        "é",
                        "\u0001",
                        "\uFFFE",
                        "\uFEFF",
                        "<q:a>",
                        "</q:a>",
                        "<p:a/>",
                        "<q:a xmlns:q='v'/>",
                        "<a p:x='1'/>",
                        "<a:b:c/>",
                        "<1/>",
                        "<-/>",
                        "</",
                        "/>",
                        "<!ELEMENT a>",
                        "<a\n\tx='1\n2'\n/>")
                .list()
                .ofMaxSize(7);
    }

    @Test
    @DisplayName("BNK-20 an entity that is declared nowhere, a document type and a cut document are told apart")
    void refusals() {
        assertThat(ours("<r>&nbsp;</r>")).isEqualTo(REFUSED);
        assertThat(code("<r>&nbsp;</r>")).isEqualTo(ImportCode.XML_MALFORMED);
        assertThat(code("<!DOCTYPE r><r/>")).isEqualTo(ImportCode.DTD_FORBIDDEN);
        assertThat(code("<r><a></r>")).isEqualTo(ImportCode.XML_MALFORMED);
        assertThat(code("<r><a>")).isEqualTo(ImportCode.XML_MALFORMED);
        assertThat(code("")).isEqualTo(ImportCode.XML_MALFORMED);
        assertThat(code("<r><a b='" + "x".repeat(1 << 21) + "'/></r>")).isEqualTo(ImportCode.LIMIT_EXCEEDED);
        assertThat(code("<r>" + "x".repeat(1 << 21) + "</r>")).isEqualTo(ImportCode.LIMIT_EXCEEDED);
        assertThat(code("<r><!--" + "x".repeat(1 << 21) + "--></r>")).isEqualTo(ImportCode.LIMIT_EXCEEDED);
    }

    @Test
    @DisplayName("BNK-03 an element stands at its line and at the column behind its tag")
    void places() throws Exception {
        XmlCursor cursor = cursor("<r>\n\r\n  <a\n x='1'/><b/>\r<c/></r>");
        StringBuilder places = new StringBuilder();
        while (cursor.next()) {
            if (cursor.isStart()) {
                places.append(cursor.name())
                        .append(cursor.line())
                        .append(':')
                        .append(cursor.column())
                        .append(' ');
            }
        }
        assertThat(places.toString()).isEqualTo("r1:4 a4:9 b4:13 c5:5 ");
    }

    private static ImportCode code(String document) {
        try {
            XmlCursor cursor = cursor(document);
            while (cursor.next()) {
                // to the end
            }
            throw new AssertionError("well formed");
        } catch (XmlException e) {
            return e.code();
        }
    }

    private static String ours(String document) {
        try {
            XmlCursor cursor = cursor(document).keepingAttributes();
            return cursor.next() ? said(cursor.node()) + (cursor.next() ? "more" : "") : "nothing";
        } catch (XmlException e) {
            return REFUSED;
        }
    }

    private static XmlCursor cursor(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        ByteSource source = new ByteSource() {
            @Override
            public ByteArrayInputStream open() {
                return new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] to, int from, int length) {
                        return super.read(to, from, Math.min(length, 7_919));
                    }
                };
            }

            @Override
            public String name() {
                return "document";
            }
        };
        try {
            return XmlCursor.open(Utf8Bytes.open(source, SourceScan.of(source)), ImportLimits.standard());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String said(Node node) {
        StringBuilder said = new StringBuilder("<" + node.name() + node.attributes() + ">"
                + node.text().replace("\r\n", "\n").replace('\r', '\n'));
        node.children().forEach(child -> said.append(said(child)));
        return said.append("</>").toString();
    }

    private static String jdk(String document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            String text = document.startsWith("\uFEFF") ? document.substring(1) : document;
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
            Node root = null;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    root = node(xml);
                } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    return REFUSED;
                }
            }
            return root == null ? "nothing" : said(root);
        } catch (XMLStreamException | RuntimeException e) {
            return REFUSED;
        }
    }

    private static Node node(XMLStreamReader xml) throws XMLStreamException {
        Node node = new Node(xml.getLocalName(), "", 0, 0);
        java.util.Map<String, String> attributes = new java.util.LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(
                    xml.getAttributeLocalName(i), xml.getAttributeValue(i).strip());
        }
        node.keep(attributes);
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> node.add(node(xml));
                case XMLStreamConstants.END_ELEMENT -> {
                    node.write(text.toString().strip());
                    return node;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD ->
                    throw new XMLStreamException("refused");
                default -> {
                    // comments and instructions
                }
            }
        }
    }
}
