package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of bad input says what the commands say; {@code -Dcounterfoil.write=true} writes it anew. */
class BadInputPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("counterfoil.root", "..")).resolve("docs/bad-input.md");
    private static final int SAID_LINES = 4;

    @TempDir
    private Path folder;

    @Test
    void thePageSaysWhatTheCommandsSay() throws IOException {
        String page = page();
        if (Boolean.getBoolean("counterfoil.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/bad-input.md; -Dcounterfoil.write=true writes it")
                .isEqualTo(page);
    }

    private String page() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Bad input

                What the commands of the examples answer to input that cannot be used, or only in part. `BadInputPageTest` gives them every case of
                `BadInputs` and compares; `-Dcounterfoil.write=true` writes this page.

                Exit status: 0 done, with what is wrong in the receipt; 1 with `--strict`, when a proof is BROKEN or something is left; 2 when a file or an
                argument cannot be used.
                """);
        for (String command : List.of("statement", "reconcile", "age")) {
            page.append("\n## `")
                    .append(command)
                    .append("`\n\n| what was given | command | exit status | what it said |\n")
                    .append("| --- | --- | --- | --- |\n");
            int number = 0;
            for (BadInput input : BadInputs.all()) {
                if (input.command().startsWith(command)) {
                    Path own = Files.createDirectory(folder.resolve(command + number++));
                    page.append(row(input, input.run(own)));
                }
            }
        }
        return page.append("""

                ## Stripe

                A balance transaction of a type and category that this release does not know is kept, posted to suspense and reported as a break
                (`STRIPE.UNKNOWN_CATEGORY`); an object of an unknown kind is left out and reported with its place in the page (`UnknownStripeTypeTest`).
                """).toString();
    }

    private static String row(BadInput input, Desk.Said said) {
        String words = said.err().isBlank()
                ? said.out()
                        .lines()
                        .filter(line -> isTelling(line, input.says()))
                        .limit(SAID_LINES)
                        .collect(Collectors.joining("\n"))
                : said.err().lines().limit(SAID_LINES).collect(Collectors.joining("\n"));
        return "| " + input.given() + " | `" + input.command().replace("@", "") + "` | " + said.status() + " | "
                + cell(words) + " |\n";
    }

    /** Of a whole receipt or list, the lines with what must be said. */
    private static boolean isTelling(String line, List<String> says) {
        return says.stream().anyMatch(line::contains) && !line.matches("Proof .*");
    }

    private static String cell(String words) {
        return words.lines()
                .map(line -> "`"
                        + line.strip()
                                .replaceAll(" {2,}", "  ")
                                .replace("|", "\\|")
                                .replace("`", "'") + "`")
                .collect(Collectors.joining("<br>"));
    }
}
