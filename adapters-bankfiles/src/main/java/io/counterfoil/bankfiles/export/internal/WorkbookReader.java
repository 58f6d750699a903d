package io.counterfoil.bankfiles.export.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the texts of the first sheet of a workbook: no document type, no entities, no more than so many bytes once unpacked. Formulas are not evaluated: a cell is the
 * value that was saved with it. Not thread-safe: one workbook.
 */
public final class WorkbookReader {

    private static final int MOST_PARTS = 1_000;
    private static final int SHORTEST_CELL = "<c/>".length();
    private static final int MOST_COLUMNS = 16_384;

    private final long maxBytes;
    private long unpacked;

    /** A reader that unpacks at most so many bytes. */
    public WorkbookReader(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The cells of every row that has any, as they were saved: numbers and days as numbers.
     *
     * @throws IOException where it is no workbook or larger than the limit
     */
    public List<List<String>> read(InputStream in) throws IOException {
        Map<String, byte[]> sheets = new TreeMap<>();
        byte[] shared = new byte[0];
        ZipInputStream zip = new ZipInputStream(in);
        int parts = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (++parts > MOST_PARTS) {
                throw new IOException("the workbook has more than " + MOST_PARTS + " parts");
            }
            String name = entry.getName();
            if (name.matches("xl/worksheets/sheet[0-9]+\\.xml")) {
                sheets.put(name.replaceAll("[^0-9]", "").length() + name, content(zip));
            } else if (name.equals("xl/sharedStrings.xml")) {
                shared = content(zip);
            } else {
                skip(zip);
            }
        }
        if (sheets.isEmpty()) {
            throw new IOException("the workbook has no sheet");
        }
        try {
            List<String> texts = shared.length == 0 ? List.of() : shared(shared);
            return rows(sheets.values().iterator().next(), texts);
        } catch (XMLStreamException e) {
            throw new IOException("a part of the workbook is not well formed", e);
        }
    }

    private byte[] content(ZipInputStream zip) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        copy(zip, content);
        return content.toByteArray();
    }

    private void skip(ZipInputStream zip) throws IOException {
        copy(zip, java.io.OutputStream.nullOutputStream());
    }

    private void copy(ZipInputStream zip, java.io.OutputStream to) throws IOException {
        byte[] block = new byte[8_192];
        for (int read = zip.read(block); read >= 0; read = zip.read(block)) {
            unpacked += read;
            if (unpacked > maxBytes) {
                throw new IOException("the workbook holds more than " + maxBytes + " bytes");
            }
            to.write(block, 0, read);
        }
    }

    private static XMLStreamReader open(byte[] part) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(new ByteArrayInputStream(part));
    }

    private static List<String> shared(byte[] part) throws XMLStreamException {
        List<String> texts = new ArrayList<>();
        XMLStreamReader xml = open(part);
        StringBuilder text = new StringBuilder();
        boolean inText = false;
        while (xml.hasNext()) {
            int event = xml.next();
            refuse(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                inText = xml.getLocalName().equals("t");
                if (xml.getLocalName().equals("si")) {
                    text.setLength(0);
                }
            } else if (event == XMLStreamConstants.CHARACTERS && inText) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inText = false;
                if (xml.getLocalName().equals("si")) {
                    texts.add(text.toString());
                }
            }
        }
        return texts;
    }

    private static void refuse(int event) throws XMLStreamException {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("a document type or an entity is refused");
        }
    }

    private List<List<String>> rows(byte[] part, List<String> shared) throws IOException, XMLStreamException {
        List<List<String>> rows = new ArrayList<>();
        long cells = 0;
        XMLStreamReader xml = open(part);
        List<String> row = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        String type = "";
        int column = 0;
        boolean inValue = false;
        while (xml.hasNext()) {
            int event = xml.next();
            refuse(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "row" -> {
                        row = new ArrayList<>();
                        column = 0;
                    }
                    case "c" -> {
                        String place = xml.getAttributeValue(null, "r");
                        String kind = xml.getAttributeValue(null, "t");
                        column = place == null ? column : column(place, column);
                        type = kind == null ? "" : kind;
                        value.setLength(0);
                    }
                    default ->
                        inValue = xml.getLocalName().equals("v")
                                || xml.getLocalName().equals("t");
                }
            } else if (event == XMLStreamConstants.CHARACTERS && inValue) {
                value.append(xml.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inValue = false;
                if (xml.getLocalName().equals("c")) {
                    put(row, column++, text(type, value.toString(), shared));
                } else if (xml.getLocalName().equals("row") && row.stream().anyMatch(cell -> !cell.isBlank())) {
                    rows.add(row);
                    cells += row.size();
                    if (cells
                            > maxBytes / SHORTEST_CELL) { // more than are written: places far to the right fill rows up
                        throw new IOException("the workbook has more than " + maxBytes / SHORTEST_CELL + " cells");
                    }
                }
            }
        }
        return rows;
    }

    private static void put(List<String> row, int column, String text) {
        while (row.size() < column) {
            row.add("");
        }
        if (row.size() == column) {
            row.add(text);
        } else {
            row.set(column, text);
        }
    }

    private static int column(String place, int next) {
        int column = 0;
        for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)) && column <= MOST_COLUMNS; i++) {
            column = column * 26 + (Character.toUpperCase(place.charAt(i)) - 'A' + 1);
        }
        return column < 1 || column > MOST_COLUMNS ? next : column - 1;
    }

    private static String text(String type, String value, List<String> shared) {
        if (!type.equals("s")) {
            return value;
        }
        return value.matches("[0-9]{1,9}") && Integer.parseInt(value) < shared.size()
                ? shared.get(Integer.parseInt(value))
                : "";
    }
}
