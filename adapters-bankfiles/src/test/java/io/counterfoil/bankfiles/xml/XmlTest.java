package io.counterfoil.bankfiles.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reading of XML, example by example; {@code XmlProperties} holds it against the JDK's. */
class XmlTest {

    private static final ImportLimits LIMITS = ImportLimits.standard();

    private static XmlCursor cursor(String document, ImportLimits limits) {
        ByteSource source = ByteSource.of(document.getBytes(StandardCharsets.UTF_8), "document");
        try {
            return XmlCursor.open(Utf8Bytes.open(source, SourceScan.of(source)), limits);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts and ends with their depth and place. */
    private static String events(String document, ImportLimits limits) throws XmlException {
        XmlCursor at = cursor(document, limits);
        StringBuilder events = new StringBuilder();
        while (at.next()) {
            events.append(at.isStart() ? '<' : '>')
                    .append(at.name())
                    .append(at.depth())
                    .append('@')
                    .append(at.line())
                    .append(' ');
        }
        return events.toString().strip();
    }

    private static Node node(String document) throws XmlException {
        XmlCursor at = cursor(document, LIMITS).keepingAttributes();
        assertThat(at.next()).isTrue();
        Node node = at.node();
        assertThat(at.next()).isFalse();
        return node;
    }

    @Test
    @DisplayName("BNK-14 elements begin and end by local name, with their depth and line")
    void elements() throws XmlException {
        assertThat(events("<a><b/><c></c>\n<d\n>x</d ></a>\n", LIMITS))
                .isEqualTo("<a1@1 <b2@1 >b1@1 <c2@1 >c1@1 <d2@3 >d1@3 >a0@3");
        assertThat(events("<?xml version=\"1.0\"?>\r\n<!-- c -->\r<p:a xmlns:p='u'>\r\n</p:a>", LIMITS))
                .isEqualTo("<a1@3 >a0@4");
        assertThat(events("\uFEFF<a/>", LIMITS)).isEqualTo("<a1@1 >a0@1");
        assertThat(events("<a><!-- 1\n2 --><?pi\nx?><![CDATA[\n]]><b/></a>", LIMITS))
                .isEqualTo("<a1@1 <b2@4 >b1@4 >a0@4");
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            deep.append("<e").append(i).append('>');
        }
        for (int i = 39; i >= 0; i--) {
            deep.append("</e").append(i).append('>');
        }
        assertThat(events(deep.toString(), LIMITS)).startsWith("<e01@1 <e12@1").endsWith(">e11@1 >e00@1");
    }

    @Test
    @DisplayName("BNK-19 a node holds its text, trimmed, its attributes and its children")
    void nodes() throws XmlException {
        Node node = node(
                "<Amt Ccy=\"EUR\" x='a&lt;b'>\n 1<!-- c -->2<b>in<c Ccy='USD'/></b>&amp;<![CDATA[ <x>&y; ]]>3 <b>two</b></Amt>");
        assertThat(node.name()).isEqualTo("Amt");
        assertThat(node.currency()).isEqualTo("EUR");
        assertThat(node.text()).isEqualTo("12& <x>&y; 3");
        assertThat(node.attributes()).isEqualTo(Map.of("Ccy", "EUR", "x", "a<b"));
        assertThat(node.line()).isEqualTo(1);
        assertThat(node.children()).hasSize(2);
        assertThat(node.all("b")).hasSize(2);
        assertThat(node.all("z")).isEmpty();
        assertThat(node.textAt("b")).isEqualTo("in");
        assertThat(node.at("b", "c").currency()).isEqualTo("USD");
        assertThat(node.at("b", "c").isPresent()).isTrue();
        assertThat(node.at("b", "z", "c").isPresent()).isFalse();
        assertThat(node.textAt("z")).isEmpty();
        assertThat(node.all("b").get(1).text()).isEqualTo("two");
        assertThat(node.at("b").line()).isEqualTo(2);
        assertThat(node("<a xmlns='u' xmlns:q='v' q:b=' 1\n2 '/>").attributes()).isEqualTo(Map.of("b", "1 2"));
        XmlCursor plain = cursor("<a b='1'/>", LIMITS);
        assertThat(plain.next()).isTrue();
        assertThat(plain.attributes()).isEqualTo(Map.of("b", "1"));
        assertThat(plain.node().attributes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&amp;&lt;&gt;&quot;&apos;|&<>\"'",
                "&#65;&#x42;&#x20AC;|AB\u20AC",
                "&#x1F600;|\uD83D\uDE00",
                "a]b]]c|a]b]]c",
                "\u00E9\uFFFD|\u00E9\uFFFD",
                "]]]|]]]",
                "&#xD7FF;&#xE000;&#xFFFD;|\uD7FF\uE000\uFFFD",
                "&#x10FFFF;|\uDBFF\uDFFF",
                "a&#9;b|a\tb"
            })
    @DisplayName("BNK-20 known entities and characters are read, in texts and in attributes")
    void entities(String text, String expected) throws XmlException {
        assertThat(node("<a>" + text + "</a>").text()).isEqualTo(expected);
        if (!text.contains("\"") && !text.contains("#9")) {
            assertThat(node("<a b=\"" + text + "\"/>").attributes()).isEqualTo(Map.of("b", expected));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "text",
                "<a>",
                "<a",
                "<a/",
                "<a/ >",
                "<a></b>",
                "</a>",
                "<a/><b/>",
                "<a/>x",
                "x<a/>",
                "<a/>&amp;",
                "&amp;<a/>",
                "<a><![CDATA[",
                "<![CDATA[x]]><a/>",
                "<a>]]></a>",
                "<a>&no;</a>",
                "<a>&amp</a>",
                "<a>&</a>",
                "<a>&#0;</a>",
                "<a>&#xD800;</a>",
                "<a>&#xDFFF;</a>",
                "<a>&#xFFFE;</a>",
                "<a>&#xFFFF;</a>",
                "<a>&#x110000;</a>",
                "<a>&#;</a>",
                "<a>&#x;</a>",
                "<a>&#6x;</a>",
                "<a>&#x6G;</a>",
                "<a>&#31;</a>",
                "<a>&aaaaaaaaaaaaaaaaaaaaaaaaaaaaa;</a>",
                "<a b='&no;'/>",
                "<a b='&amp'/>",
                "<a b='<'/>",
                "<a b=1/>",
                "<a b/>",
                "<a b='1'c='2'/>",
                "<a b='1' b='2'/>",
                "<a b='\u0001'/>",
                "<a>\u0001</a>",
                "<a>\uFFFE</a>",
                "<a>\uFFFF</a>",
                "<!-- a -- b --><a/>",
                "<!-- a",
                "<!-- \u0001 --><a/>",
                "<!x><a/>",
                "<!",
                "<?",
                "<? x?><a/>",
                "<?p",
                "<?xml version='1.0'",
                " <?xml version='1.0'?><a/>",
                "<?XML version='1.0'?><a/>",
                "<?xml?><a/>",
                "<?xml version='2.0'?><a/>",
                "<?xml version='1.0' encoding='-'?><a/>",
                "<?xml version='1.0' standalone='maybe'?><a/>",
                "<p:a/>",
                "<a p:b='1'/>",
                "<a xmlns:p=''/>",
                "<a><b xmlns:p='u'/><p:c/></a>",
                "< a/>",
                "<1a/>",
                "<-a/>",
                "<a:b:c xmlns:a='u'/>",
                "<a/",
                "<a b='1",
                "<a b=",
                "<a b='1' /",
                "</",
                "<a></a",
                "<a></a b>",
                "<a></ab>",
                "<a></ a>"
            })
    @DisplayName("BNK-20 what is not well formed is refused")
    void refused(String document) {
        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> events(document, LIMITS))
                .satisfies(e -> {
                    assertThat(e.code().id()).isEqualTo("IMPORT.XML_MALFORMED");
                    assertThat(e.line()).isPositive();
                    assertThat(e.column()).isPositive();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                " \t\r\n<a/> \n",
                "<a></a >",
                "<a b = '1'\tc\n=\r\"2\"/>",
                "<a>]]&gt;></a>",
                "<a b='>'/>",
                "<a b='\"'/>",
                "<?p?><a/>",
                "<?p x?><a/><?q y?>",
                "<!----><a/><!-- - -->",
                "<_a.b-c1/>",
                "<\u00E9/>",
                "<?xml version='1.0' encoding='UTF-8' standalone='yes'?><a/>",
                "<?xml version=\"1.1\" ?><a/>",
                "<a xmlns:p='u'><p:b><p:c p:d='1'/></p:b></a>",
                "<a xml:lang='de'/>",
                "<?xmlish x?><a/>"
            })
    @DisplayName("BNK-20 what is well formed is read")
    void wellFormed(String document) throws XmlException {
        assertThat(events(document, LIMITS)).startsWith("<");
    }

    @Test
    @DisplayName("BNK-20 a document type is refused where it stands, before anything behind it is read")
    void documentType() {
        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> events("<?xml version='1.0'?>\n <!DOCTYPE a SYSTEM 'file:///x'><a/>", LIMITS))
                .satisfies(e -> {
                    assertThat(e.code().id()).isEqualTo("IMPORT.DTD_FORBIDDEN");
                    assertThat(e.line()).isEqualTo(2);
                    assertThat(e.column()).isEqualTo(2);
                    assertThat(e.getMessage())
                            .isEqualTo(
                                    "the document has a document type declaration, expected none: nothing of it was read");
                });
    }

    private static void assertLimited(String document, ImportLimits limits, String message) {
        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> {
                    XmlCursor at = cursor(document, limits);
                    at.next();
                    at.node();
                })
                .satisfies(e -> {
                    assertThat(e.code().id()).isEqualTo("IMPORT.LIMIT_EXCEEDED");
                    assertThat(e.getMessage()).isEqualTo(message);
                });
    }

    private static Node within(String document, ImportLimits limits) throws XmlException {
        XmlCursor at = cursor(document, limits);
        at.next();
        return at.node();
    }

    @Test
    @DisplayName("BNK-20 depth, elements, texts, tags and attributes have limits, each on both sides")
    void limits() throws XmlException {
        ImportLimits three = ImportLimits.builder().maxDepth(3).build();
        assertThat(within("<a><b><c/></b></a>", three).at("b", "c").isPresent()).isTrue();
        assertLimited("<a><b><c><d/></c></b></a>", three, "elements are nested deeper than 3");
        ImportLimits elements = ImportLimits.builder().maxElements(3).build();
        assertThat(within("<a><b/><c/></a>", elements).children()).hasSize(2);
        assertLimited("<a><b/><c/><d/></a>", elements, "a part of the message has more than 3 elements");
        ImportLimits texts = ImportLimits.builder().maxTokenBytes(20).build();
        assertThat(within("<a>" + "x".repeat(20) + "</a>", texts).text()).hasSize(20);
        assertLimited("<a>" + "x".repeat(21) + "</a>", texts, "a text or tag is longer than 20 bytes");
        assertLimited(
                "<a>" + "x".repeat(15) + "<!---->" + "x".repeat(15) + "</a>", texts, "a text is longer than 20 bytes");
        assertLimited("<a b='" + "x".repeat(30) + "'/>", texts, "a text or tag is longer than 20 bytes");
        assertLimited("<a><!--" + "x".repeat(30) + "--></a>", texts, "a text or tag is longer than 20 bytes");
        String fifteen = "<b>" + "x".repeat(15) + "</b>";
        assertThat(within("<a>" + fifteen.repeat(5) + "</a>", texts).children()).hasSize(5);
        assertLimited("<a>" + fifteen.repeat(6) + "</a>", texts, "the texts of a part are longer than 80 bytes");
        StringBuilder attributes = new StringBuilder("<a");
        for (int i = 0; i < 1_000; i++) {
            attributes.append(" a").append(i).append("='1'");
        }
        assertThat(node(attributes + "/>").attributes()).hasSize(1_000);
        assertLimited(attributes + " x='1'/>", LIMITS, "an element has more than 1000 attributes");
    }

    @Test
    @DisplayName("BNK-20 what is passed over counts as a part, what is skipped does not")
    void passing() throws XmlException {
        ImportLimits two = ImportLimits.builder().maxElements(2).build();
        String document = "<r><a><b/><c/><d/></a><e/></r>";
        XmlCursor skipping = cursor(document, two);
        skipping.next();
        skipping.next();
        skipping.skip();
        assertThat(skipping.depth()).isEqualTo(1);
        assertThat(skipping.next()).isTrue();
        assertThat(skipping.name()).isEqualTo("e");
        XmlCursor passing = cursor(document, two);
        passing.next();
        passing.next();
        assertThatExceptionOfType(XmlException.class).isThrownBy(passing::pass);
        XmlCursor part = cursor("<r><a/><b/><c/></r>", two);
        part.next();
        part.beginPart();
        part.next();
        part.next();
        part.endPart();
        part.next();
        part.next();
        part.next();
        assertThat(part.next()).isTrue();
        assertThat(part.name()).isEqualTo("c");
        XmlCursor whole = cursor("<r><a><b/></a><a><b/></a><a><b/></a></r>", two);
        whole.next();
        for (int i = 0; i < 3; i++) {
            whole.next();
            whole.pass();
        }
        assertThat(whole.next()).isTrue();
        assertThat(whole.depth()).isZero();
    }

    @Test
    @DisplayName("BNK-05 tags, texts, comments and entities on the edge of the buffer read as elsewhere")
    void edges() throws XmlException {
        String tail = "<b x='1'>&amp;t</b><!-- c --><![CDATA[d]]><?p q?></a>";
        for (int shift = 0; shift <= tail.length(); shift++) {
            String document = "<a>" + " ".repeat(65_536 - 3 - shift) + tail;
            Node node = node(document);
            assertThat(node.textAt("b")).isEqualTo("&t");
            assertThat(node.at("b").attributes()).isEqualTo(Map.of("x", "1"));
            assertThat(node.text()).isEqualTo("d");
        }
        String longTag = "<a x='" + "y".repeat(200_000) + "'>" + "z".repeat(200_000) + "</a>";
        assertThat(node(longTag).attributes().get("x")).hasSize(200_000);
        assertThat(node(longTag).text()).hasSize(200_000);
    }

    @Test
    @DisplayName("BNK-03 places are lines from 1 and columns in bytes from 1")
    void places() throws XmlException {
        XmlCursor at = cursor("<a>\n  <b/>\r\n\r<c/></a>", LIMITS);
        at.next();
        assertThat(List.of(at.line(), at.column())).containsExactly(1, 4);
        at.next();
        assertThat(at.name()).isEqualTo("b");
        assertThat(List.of(at.line(), at.column())).containsExactly(2, 7);
        at.next();
        at.next();
        assertThat(at.name()).isEqualTo("c");
        assertThat(List.of(at.line(), at.column())).containsExactly(4, 5);
    }
}
