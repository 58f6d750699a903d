package io.counterfoil.examples.cli;

import io.counterfoil.examples.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A folder with files that a person would give, and the command line over them. */
final class Desk {

    private final Path folder;

    Desk(Path folder) {
        this.folder = folder;
    }

    Desk with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Desk with(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Desk withFolder(String name) {
        try {
            Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Runs the words of the line; a word that begins with {@code @} is a file of the folder. */
    Said run(String line) {
        List<String> words = Arrays.stream(line.split(" "))
                .map(word ->
                        word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word)
                .toList();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(words, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Said(status, shown(out), shown(err));
    }

    private String shown(StringWriter said) {
        return said.toString().replace(folder + "/", "").replace(System.lineSeparator(), "\n");
    }

    /**
     * What a command said; the folder is left out of paths.
     *
     * @param status exit status
     * @param out standard output
     * @param err standard error
     */
    record Said(int status, String out, String err) {
        String all() {
            return out + err;
        }
    }
}
