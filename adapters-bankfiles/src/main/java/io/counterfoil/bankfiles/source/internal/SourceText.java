package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;

/**
 * The characters of a scanned source, decoded as decided, without byte order mark and end marks. It counts what a parser takes between two
 * {@link #tokenEnded()} calls and stops it at the limit, so that no single token can fill the memory. Not thread-safe.
 */
public final class SourceText extends Reader {

    /** What a parser may read ahead of the token that it is at. */
    private static final int READ_AHEAD = 1 << 16;

    private final String name;
    private final VerifiedBytes content;
    private final BufferedReader reader;
    private final int maxToken;
    private int sinceToken;

    private SourceText(String name, VerifiedBytes content, Charset charset, int maxToken) throws IOException {
        this.name = name;
        this.content = content;
        this.reader = new BufferedReader(new InputStreamReader(content, charset), READ_AHEAD / 4);
        this.maxToken = maxToken;
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    /** Opens the source again, to be read in the charset. */
    public static SourceText open(ByteSource source, SourceScan scan, Charset charset, int maxToken)
            throws IOException {
        VerifiedBytes in = VerifiedBytes.open(source, scan);
        try {
            return new SourceText(source.name(), in, charset, maxToken);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Tells that the parser has come to the end of a token. */
    public void tokenEnded() {
        sinceToken = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (sinceToken > maxToken + READ_AHEAD) {
            throw new LimitException("a text, tag or cell is longer than " + maxToken + " characters");
        }
        int read;
        try {
            read = reader.read(buffer, offset, Math.min(length, READ_AHEAD / 4));
        } catch (IOException e) {
            throw new ImportException(name, e);
        }
        sinceToken += Math.max(0, read);
        return read;
    }

    /** Reads what is left and makes sure that these are the bytes that were scanned. */
    public void verify() {
        content.verify();
    }

    /** Does nothing: parsers close what they have read to its end, and the rest of the bytes is still to be verified. */
    @Override
    public void close() {
        tokenEnded();
    }

    /** Closes the source. */
    public void release() throws IOException {
        reader.close();
    }
}
