package io.counterfoil.bankfiles.source.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text of two bytes a character as UTF-8, without byte order mark. Not thread-safe. */
public final class Utf8Stream extends InputStream {
    private final BufferedReader characters;
    private byte[] waiting = new byte[0];
    private int at;
    private boolean started;

    /** Characters of the bytes. */
    public Utf8Stream(InputStream bytes, Charset charset) {
        this.characters = new BufferedReader(new InputStreamReader(bytes, charset));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        while (at == waiting.length) {
            char[] block = new char[4_096];
            int read = characters.read(block, 0, block.length - 1);
            if (read < 0) {
                return -1;
            }
            if (read > 0 && Character.isHighSurrogate(block[read - 1])) {
                int low = characters.read();
                if (low >= 0) {
                    block[read++] = (char) low;
                }
            }
            String text = new String(block, 0, read);
            waiting =
                    (!started && text.startsWith("\uFEFF") ? text.substring(1) : text).getBytes(StandardCharsets.UTF_8);
            started = true;
            at = 0;
        }
        int copied = Math.min(length, waiting.length - at);
        System.arraycopy(waiting, at, to, offset, copied);
        at += copied;
        return copied;
    }
}
