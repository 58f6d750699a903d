package io.counterfoil.examples.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that a person named, with messages that a person understands. */
final class InputFiles {

    private static final long LIMIT = 1L << 31;

    private InputFiles() {}

    /** The path, where it is a readable file that is not empty. */
    static Path checked(Path path) {
        if (!Files.exists(path)) {
            throw new BadInputException(path + ": there is no such file");
        }
        if (Files.isDirectory(path)) {
            throw new BadInputException(path + ": is a folder, expected a file");
        }
        if (!Files.isReadable(path)) {
            throw new BadInputException(path + ": may not be read by this user");
        }
        try {
            if (Files.size(path) > LIMIT) {
                throw new BadInputException(path + ": has " + Files.size(path) + " bytes, expected at most " + LIMIT);
            }
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read: " + e.getMessage());
        }
        return path;
    }

    static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(checked(path));
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read: " + e.getMessage());
        }
    }

    /** The characters of a text file: UTF-16 with its mark, UTF-8 where the bytes are valid, else Windows-1252. */
    static String text(Path path, byte[] bytes) {
        boolean wide = bytes.length > 1
                && (((bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe)
                        || ((bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff));
        String text;
        try {
            text = (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, Charset.forName("windows-1252"));
        }
        if (text.codePoints().anyMatch(c -> c < ' ' && !Character.isWhitespace(c) && c != 0x1a)) {
            throw new BadInputException(path + ": is binary, expected text");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
