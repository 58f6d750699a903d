package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.examples.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command over every public sample statement of the corpus: a receipt each, and none ends the run. */
@Tag("corpus")
class StatementSamplesTest {

    private static final Pattern IBAN = Pattern.compile("\\b[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\\b");

    @Test
    void everySampleStatementHasAReceipt() throws IOException {
        String corpus = System.getProperty("counterfoil.corpus", "");
        Path samples = Path.of(System.getProperty("counterfoil.root", ".."))
                .resolve(corpus)
                .resolve("bankfiles/samples/camt");
        Assumptions.assumeTrue(
                !corpus.isEmpty() && Files.isDirectory(samples), "no corpus with bankfiles/samples/camt");
        List<Path> files;
        try (Stream<Path> found = Files.list(samples)) {
            files = found.sorted().toList();
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int status = Main.run(
                    List.of("statement", "--entries", file.toString()), new PrintWriter(out), new PrintWriter(err));
            String receipt = out.toString().lines().skip(2).findFirst().orElse("");
            lines.add("statement " + file.getFileName() + ": " + status + " " + receipt);
            assertThat(receipt).as(file + "\n" + err).matches("CAMT05[234], .*(PROVED|UNPROVED|BROKEN).*");
            assertThat(status).as(file.toString()).isIn(ExitStatus.OK, ExitStatus.BAD_INPUT);
            assertThat(err.toString()).doesNotContain("\tat ");
            assertThat(ibans(out.toString()))
                    .as("account numbers shown for " + file)
                    .isEmpty();
        }
        lines.forEach(System.out::println);
        assertThat(lines).isNotEmpty();
    }

    /** Words that are account numbers by their check digits (ISO 13616). */
    private static List<String> ibans(String said) {
        return IBAN.matcher(said)
                .results()
                .map(MatchResult::group)
                .filter(word -> remainder(word.substring(4) + word.substring(0, 4)) == 1)
                .toList();
    }

    private static int remainder(String word) {
        return new BigInteger(word.chars()
                        .mapToObj(c -> String.valueOf(c > '9' ? c - 'A' + 10 : c - '0'))
                        .collect(Collectors.joining()))
                .mod(BigInteger.valueOf(97))
                .intValueExact();
    }
}
