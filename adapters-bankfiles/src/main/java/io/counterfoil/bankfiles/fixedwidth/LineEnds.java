package io.counterfoil.bankfiles.fixedwidth;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the records of a file end.
 *
 * @param mark between records; empty for a file of one physical line
 * @param last whether one stands after the last record too
 */
public record LineEnds(String mark, boolean last) {

    /** A line feed after every record. */
    public static final LineEnds UNIX = new LineEnds("\n", true);

    /** How the text does it. */
    public static LineEnds of(String text) {
        String mark = text.contains("\r\n") ? "\r\n" : text.contains("\n") ? "\n" : text.contains("\r") ? "\r" : "";
        return new LineEnds(mark, !mark.isEmpty() && text.endsWith(mark));
    }

    /** Writes the records; the stream stays open. */
    public void write(Iterable<String> records, Charset charset, OutputStream out) throws IOException {
        byte[] between = mark.getBytes(StandardCharsets.US_ASCII);
        boolean first = true;
        for (String record : records) {
            if (!first) {
                out.write(between);
            }
            out.write(record.getBytes(charset));
            first = false;
        }
        if (last && !first) {
            out.write(between);
        }
        out.flush();
    }
}
