package io.counterfoil.stripe.posting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PostingTableTest {

    @Test
    @Tag("corpus")
    @DisplayName("STR-26 the posting table is the fact table")
    void tableIsTheFactTable() throws IOException {
        Path facts = CorpusFolder.locate("stripe")
                .resolveSibling("../facts/stripe_postings.json")
                .normalize();
        Assumptions.assumeTrue(Files.isRegularFile(facts), "no facts beside the corpus");
        try (InputStream own = PostingTable.class.getResourceAsStream("stripe_postings.json")) {
            assertThat(own).isNotNull();
            assertThat(own.readAllBytes()).isEqualTo(Files.readAllBytes(facts));
        }
    }
}
