package io.counterfoil.bankfiles.export.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a workbook of one sheet (ECMA-376, SpreadsheetML): texts inline, numbers with their format, days as serial numbers. The same cells make the same bytes. Not
 * thread-safe: one workbook.
 */
public final class Workbook {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final LocalDateTime MADE = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);
    private static final int FIRST_OWN_FORMAT = 164;

    private final String name;
    private final StringWriter rows = new StringWriter();
    private final XMLStreamWriter xml;
    private final Map<String, Integer> formats = new LinkedHashMap<>();

    /** A workbook whose sheet has the name. */
    public Workbook(String name) throws XMLStreamException {
        String plain = name.replaceAll("[\\[\\]:*?/\\\\\\p{Cntrl}']", " ").strip();
        this.name = plain.isEmpty() ? "Sheet" : plain.substring(0, Math.min(31, plain.length()));
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(rows);
        xml.writeStartElement("worksheet");
        xml.writeDefaultNamespace(MAIN);
        xml.writeStartElement("sheetData");
        formats.put("", 0);
        formats.put("yyyy\\-mm\\-dd", 1);
    }

    /** Begins a row. */
    public void row() throws XMLStreamException {
        xml.writeStartElement("row");
    }

    /** Ends it. */
    public void endRow() throws XMLStreamException {
        xml.writeEndElement();
    }

    /** A cell of words. */
    public void text(String words) throws XMLStreamException {
        xml.writeStartElement("c");
        xml.writeAttribute("t", "inlineStr");
        xml.writeStartElement("is");
        xml.writeStartElement("t");
        xml.writeAttribute("xml:space", "preserve");
        xml.writeCharacters(legal(words));
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** A cell of a number, shown by the format of spreadsheets; empty for the general one. */
    public void number(BigDecimal value, String format) throws XMLStreamException {
        Integer style = formats.get(format);
        if (style == null) {
            style = formats.size();
            formats.put(format, style);
        }
        cell(value.toPlainString(), style);
    }

    /** A cell of a day. */
    public void day(LocalDate day) throws XMLStreamException {
        cell(Long.toString(ChronoUnit.DAYS.between(SERIAL_ZERO, day)), 1);
    }

    private void cell(String value, int style) throws XMLStreamException {
        xml.writeStartElement("c");
        if (style != 0) {
            xml.writeAttribute("s", Integer.toString(style));
        }
        xml.writeStartElement("v");
        xml.writeCharacters(value);
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** The day that the serial number of a spreadsheet means. */
    static LocalDate ofSerial(long serial) {
        return SERIAL_ZERO.plusDays(serial);
    }

    private static String legal(String words) {
        StringBuilder legal = new StringBuilder(words.length());
        words.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || (c >= ' ' && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c > 0xFFFF)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    /** Writes the workbook; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException, XMLStreamException {
        xml.writeEndElement();
        xml.writeEndElement();
        xml.flush();
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        part(zip, "[Content_Types].xml", contentTypes());
        part(zip, "_rels/.rels", relations("officeDocument", "xl/workbook.xml", "", ""));
        part(zip, "xl/workbook.xml", workbook());
        part(
                zip,
                "xl/_rels/workbook.xml.rels",
                relations("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"));
        part(zip, "xl/styles.xml", styles());
        part(zip, "xl/worksheets/sheet1.xml", rows.toString());
        zip.finish();
        zip.flush();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(MADE);
        zip.putNextEntry(entry);
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + content)
                .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String contentTypes() {
        String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        return "<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + type + "sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + type + "worksheet+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + type + "styles+xml\"/></Types>";
    }

    private static String relations(String first, String firstTarget, String second, String secondTarget) {
        String more = second.isEmpty()
                ? ""
                : "<Relationship Id=\"rId2\" Type=\"" + RELATIONS + "/" + second + "\" Target=\"" + secondTarget
                        + "\"/>";
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"rId1\" Type=\"" + RELATIONS
                + "/" + first + "\" Target=\"" + firstTarget + "\"/>" + more + "</Relationships>";
    }

    private String workbook() {
        return "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\"><sheets><sheet name=\"" + escaped(name)
                + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    }

    private String styles() {
        StringBuilder own = new StringBuilder();
        StringBuilder cells = new StringBuilder();
        formats.forEach((format, style) -> {
            int id = format.isEmpty() ? 0 : FIRST_OWN_FORMAT + style;
            if (id != 0) {
                own.append("<numFmt numFmtId=\"")
                        .append(id)
                        .append("\" formatCode=\"")
                        .append(escaped(format))
                        .append("\"/>");
            }
            cells.append("<xf numFmtId=\"")
                    .append(id)
                    .append("\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"")
                    .append(id == 0 ? "/>" : " applyNumberFormat=\"1\"/>");
        });
        return "<styleSheet xmlns=\"" + MAIN + "\"><numFmts count=\"" + (formats.size() - 1) + "\">" + own
                + "</numFmts><fonts count=\"1\"><font/></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                + "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders>"
                + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"" + formats.size() + "\">" + cells
                + "</cellXfs></styleSheet>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
