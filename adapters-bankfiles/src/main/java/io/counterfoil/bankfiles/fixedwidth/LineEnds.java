package io.counterfoil.bankfiles.fixedwidth;

import io.counterfoil.bankfiles.source.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the records of a file are parted and what stands behind the last one, in which characters.
 *
 * @param mark between records; empty for a file of one physical line
 * @param tail behind the last record: nothing, one end of a line, or several
 * @param charset of the file
 */
public record LineEnds(String mark, String tail, Charset charset) {

    /** A line feed after every record; ASCII. */
    public static final LineEnds UNIX = new LineEnds("\n", "\n", StandardCharsets.ISO_8859_1);

    /** How the file does it; read as a whole. */
    public static LineEnds of(ByteSource source, Charset charset) throws IOException {
        byte[] bytes;
        try (InputStream in = source.open()) {
            bytes = in.readAllBytes();
        }
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        String body = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        String mark = body.contains("\r\n") ? "\r\n" : body.contains("\n") ? "\n" : body.contains("\r") ? "\r" : "";
        return new LineEnds(mark, new String(bytes, end, bytes.length - end, StandardCharsets.ISO_8859_1), charset);
    }

    /** Writes the records; the stream stays open. */
    public void write(Iterable<String> records, OutputStream out) throws IOException {
        byte[] between = mark.getBytes(charset);
        boolean first = true;
        for (String record : records) {
            if (!first) {
                out.write(between);
            }
            out.write(record.getBytes(charset));
            first = false;
        }
        if (!first) {
            out.write(tail.getBytes(charset));
        }
        out.flush();
    }
}
