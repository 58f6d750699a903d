package io.counterfoil.bankfiles.cpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class CpaElementsCorpusTest {

    @Test
    @DisplayName("BNK-48 the elements of code 900 have the words of the facts")
    void elementsAgreeWithTheFacts() throws IOException {
        Path facts = CorpusFolder.locate("bankfiles").resolve("../../facts/returns_cpa005.json");
        Assumptions.assumeTrue(Files.exists(facts), "the facts do not lie beside the corpus");
        for (JsonNode code : new ObjectMapper().readTree(facts.toFile()).path("codes")) {
            code.path("invalidDataElement")
                    .properties()
                    .forEach(element -> assertThat(item(element.getKey()).failedEdits())
                            .containsExactly(element.getValue().asText()));
        }
        assertThat(item("ZZ").failedEdits()).containsExactly("ZZ");
    }

    private static ReturnItem item(String element) {
        return ReturnItem.builder()
                .id("1")
                .source("facts")
                .rail(Rail.EFT_CA)
                .code("900")
                .direction(Rail.Direction.DEBIT)
                .amount(Amounts.in("CAD").of("1.00"))
                .addInvalidElements(element)
                .build();
    }
}
