package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of a scanned source as UTF-8, whatever they were, without byte order mark and end marks. Not thread-safe. */
public final class Utf8Bytes implements Closeable {

    private final String name;
    private final VerifiedBytes content;
    private final InputStream in;
    private boolean started;

    private Utf8Bytes(String name, VerifiedBytes content, InputStream in) {
        this.name = name;
        this.content = content;
        this.in = in;
    }

    /** Opens the source again. */
    public static Utf8Bytes open(ByteSource source, SourceScan scan) throws IOException {
        VerifiedBytes content = VerifiedBytes.open(source, scan);
        Charset charset = Encoding.of(scan).charset();
        boolean asWritten = scan.isAscii() || charset.equals(StandardCharsets.UTF_8);
        return new Utf8Bytes(source.name(), content, asWritten ? content : new Utf8Stream(content, charset));
    }

    /** Fills the buffer from the place on as far as the source has bytes; how many there were, -1 at the end. */
    public int read(byte[] buffer, int from) {
        int at = from;
        try {
            while (at < buffer.length) {
                int read = in.read(buffer, at, buffer.length - at);
                if (read < 0) {
                    break;
                }
                at += read;
            }
        } catch (IOException e) {
            throw new ImportException(name, e);
        }
        if (!started) {
            started = true;
            at -= withoutMark(buffer, from, at);
        }
        return at == from ? -1 : at - from;
    }

    private static int withoutMark(byte[] buffer, int from, int to) {
        if (to - from < 3
                || buffer[from] != (byte) 0xEF
                || buffer[from + 1] != (byte) 0xBB
                || buffer[from + 2] != (byte) 0xBF) {
            return 0;
        }
        System.arraycopy(buffer, from + 3, buffer, from, to - from - 3);
        return 3;
    }

    /** Reads what is left and makes sure that these are the bytes that were scanned. */
    public void verify() {
        content.verify();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
