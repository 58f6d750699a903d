package io.counterfoil.bankfiles.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Port: bytes that can be opened more than once, each time from their start. Thread-safe as far as what lies behind it is. */
public interface ByteSource {

    /** Opens the bytes from their start; the caller closes. */
    InputStream open() throws IOException;

    /** The name that people know the file by, without its folder. */
    String name();

    /** A file. */
    static ByteSource of(Path file) {
        Path name = file.getFileName();
        String shown = name == null ? file.toString() : name.toString();
        return new ByteSource() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public String name() {
                return shown;
            }
        };
    }

    /** Bytes at hand; they are copied. */
    static ByteSource of(byte[] bytes, String name) {
        byte[] kept = bytes.clone();
        return new ByteSource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(kept);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}
