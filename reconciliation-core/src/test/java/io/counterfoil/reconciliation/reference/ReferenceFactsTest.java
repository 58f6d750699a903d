package io.counterfoil.reconciliation.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fact tables that the code restates. */
@Tag("corpus")
class ReferenceFactsTest {

    @Test
    @DisplayName("REC-30 the schemes are those of the fact table, with its lengths")
    void schemesAreTheTables() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode row : facts("reconciliation-reference-schemes.json").path("rows")) {
            ReferenceScheme scheme = ReferenceScheme.valueOf(row.path("scheme").asText());
            names.add(scheme.name());
            String length = scheme.shortest() == scheme.longest()
                    ? "" + scheme.shortest()
                    : scheme.shortest() + "-" + scheme.longest();
            assertThat(row.path("length").asText()).isEqualTo(length);
            assertThat(row.path("confirmed").asBoolean()).isEqualTo(scheme.confirmed());
            assertThat(row.path("country").asText()).startsWith(scheme.country().orElse("*"));
        }
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(List.of(ReferenceScheme.values()).stream()
                        .map(ReferenceScheme::name)
                        .toList());
    }

    @Test
    @DisplayName("REC-31 an IBAN is as long as the fact table says")
    void ibansAreAsLongAsTheTables() throws IOException {
        JsonNode lengths = facts("account_validation.json").path("iban").path("lengths");
        assertThat(lengths.size()).isGreaterThan(80);
        lengths.fieldNames()
                .forEachRemaining(country -> assertThat(Masking.ibanLength(country))
                        .as(country)
                        .isEqualTo(lengths.get(country).path("length").asInt()));
    }

    private static JsonNode facts(String file) throws IOException {
        Path path = CorpusFolder.locate("reconciliation").resolve("../../facts").resolve(file);
        Assumptions.assumeTrue(path.toFile().isFile(), "no facts beside the corpus: " + path);
        return new ObjectMapper().readTree(path.toFile());
    }
}
