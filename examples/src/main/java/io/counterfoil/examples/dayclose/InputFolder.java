package io.counterfoil.examples.dayclose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a day: a folder of the host's, or the invented one inside the examples. {@code index.txt} lists them, so that nothing is picked up by accident. */
public interface InputFolder {

    /** The bytes of a file. */
    byte[] bytes(String name);

    /** Names that begin with the text, in order. */
    default List<String> names(String prefix) {
        return new String(bytes("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    /** A folder on disk. */
    static InputFolder at(Path folder) {
        return name -> {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder.normalize())) {
                throw new IllegalArgumentException(
                        "file " + name + " lies outside the folder, expected a path below it");
            }
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException("file " + name + " cannot be read", e);
            }
        };
    }

    /** The invented quarter of Parlour Rooms. */
    static InputFolder example() {
        return name -> {
            try (InputStream in = InputFolder.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalArgumentException("the example has no file " + name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("file " + name + " of the example cannot be read", e);
            }
        };
    }
}
