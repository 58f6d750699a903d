package io.counterfoil.reconciliation.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class StatusCorpusTest {

    @Test
    @DisplayName("REC-48 the table has every row of the facts and no other")
    void theTableIsTheFacts() throws IOException {
        Path facts = CorpusFolder.locate("reconciliation")
                .resolveSibling("../facts/reconciliation-invoice-actions.json")
                .normalize();
        Assumptions.assumeTrue(Files.exists(facts), () -> "there is no " + facts);
        JsonNode rows = new ObjectMapper().readTree(facts.toFile()).path("rows");
        assertThat(rows).isNotEmpty();
        rows.forEach(row -> StatusCorpus.assertRow(row, row));
        assertThat(StatusTable.standard().size()).isEqualTo(rows.size());
    }
}
