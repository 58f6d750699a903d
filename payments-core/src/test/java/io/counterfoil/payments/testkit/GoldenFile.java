package io.counterfoil.payments.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page that was read by a person once and must stay as it is: below {@code src/test/resources/golden} of the module under test.
 *
 * <p>{@code -Dcounterfoil.write=true} writes it anew, to be read again before it is committed.
 */
public final class GoldenFile {

    private final Path file;

    private GoldenFile(Path file) {
        this.file = file;
    }

    /** The file with the name, such as {@code receipt/card-en.txt}. */
    public static GoldenFile named(String name) {
        return new GoldenFile(Path.of(System.getProperty("basedir", ""), "src/test/resources/golden", name));
    }

    /** Fails where the page is another, naming the file. */
    public void holds(String page) {
        try {
            if (Boolean.getBoolean("counterfoil.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, page);
            }
            assertThat(page).as(file + "; -Dcounterfoil.write=true writes it").isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("golden file " + file, e);
        }
    }
}
