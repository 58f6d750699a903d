package io.counterfoil.payments.hours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.payments.testkit.corpus.HoursCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of the ticketing corpus that speak of nothing but hours, answered here where the hours are; the ticketing module reads every file. The lines
 * carry the name {@code hours}, so that no file is counted twice.
 */
@Tag("corpus")
class HoursCorpusTest {

    @Test
    @DisplayName("TIC-01 to TIC-10 the hours of other projects' suites are answered")
    void agreesWithTheCorpus(@TempDir Path hoursOnly) throws IOException {
        Map<String, CaseReader> readers = HoursCorpus.readers();
        for (Path file : files(CorpusFolder.locate("ticketing"))) {
            JsonNode document = new ObjectMapper().readTree(file.toFile());
            boolean all = StreamSupport.stream(document.path("cases").spliterator(), false)
                    .allMatch(example -> readers.containsKey(example.path("op").asText()));
            if (all) {
                Files.copy(file, hoursOnly.resolve(file.getFileName().toString()));
            }
        }
        assertThat(CorpusFolder.at("hours", hoursOnly, System.out)
                        .readers(readers)
                        .verify())
                .isNotEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
