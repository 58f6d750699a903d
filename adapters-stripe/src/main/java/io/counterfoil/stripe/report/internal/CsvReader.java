package io.counterfoil.stripe.report.internal;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads comma-separated values after RFC 4180, one record at a time. Not thread-safe. */
final class CsvReader {

    /** Longer than any record of a report; a quote that never closes must not fill the memory. */
    private static final int MAX_RECORD = 1_000_000;

    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = '\ufeff';

    private final Reader reader;
    private int next;
    private boolean started;

    CsvReader(Reader reader) {
        this.reader = reader;
    }

    /**
     * A record, or one that could not be read as one.
     *
     * @param cells from left to right
     * @param sound whether every quote was closed where a cell ends
     */
    record Line(List<String> cells, boolean sound) {
        boolean blank() {
            return cells.size() == 1 && cells.get(0).isBlank();
        }
    }

    /** The next record; empty at the end. */
    Optional<Line> line() throws IOException {
        if (!started) {
            started = true;
            advance();
            if (next == BYTE_ORDER_MARK) {
                advance();
            }
        }
        if (next == END) {
            return Optional.empty();
        }
        List<String> cells = new ArrayList<>();
        boolean sound = true;
        int length = 0;
        while (true) {
            StringBuilder cell = new StringBuilder();
            sound &= next == '"' ? quoted(cell) : plain(cell);
            length += cell.length() + 1;
            sound &= length <= MAX_RECORD;
            if (cells.size() < MAX_RECORD / 100) {
                cells.add(cell.toString());
            }
            if (next != ',') {
                break;
            }
            advance();
        }
        endLine();
        return Optional.of(new Line(List.copyOf(cells), sound));
    }

    private boolean plain(StringBuilder cell) throws IOException {
        while (next != ',' && next != '\n' && next != '\r' && next != END) {
            append(cell);
        }
        return true;
    }

    private boolean quoted(StringBuilder cell) throws IOException {
        advance();
        while (next != END) {
            if (next == '"') {
                advance();
                if (next != '"') {
                    boolean ends = next == ',' || next == '\n' || next == '\r' || next == END;
                    plain(cell);
                    return ends;
                }
            }
            append(cell);
        }
        return false;
    }

    private void append(StringBuilder cell) throws IOException {
        if (cell.length() < MAX_RECORD) {
            cell.append((char) next);
        }
        advance();
    }

    private void endLine() throws IOException {
        if (next == '\r') {
            advance();
        }
        if (next == '\n') {
            advance();
        }
    }

    private void advance() throws IOException {
        next = reader.read();
    }
}
