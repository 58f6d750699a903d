package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules of section 4 by vectors that were computed by hand and by a second implementation: the same forms as the corpus has, kept with the code so that they hold where there is
 * no corpus (source and licence stand in each file).
 */
class VectorsTest {

    @ParameterizedTest
    @CsvSource({
        "disputes, 16",
        "event_folding, 7",
        "invoice_resolution, 21",
        "invoice_status, 14",
        "notices, 7",
        "payment_links, 7",
        "payout_attribution, 7",
        "payout_bank, 8",
        "payout_proof, 13",
        "postings, 91",
        "retries, 17",
        "roll_forward, 8",
        "states, 63",
        "webhook_signature, 31"
    })
    @DisplayName(
            "STR-01 STR-04 STR-05 STR-08 STR-15 STR-26 STR-27 STR-28 STR-29 STR-31 STR-32 STR-40 STR-41 STR-43 STR-54 every vector is answered as it is written")
    void answers(String topic, int cases) throws URISyntaxException {
        URL file = VectorsTest.class.getResource("vectors/" + topic + "/" + topic + ".json");
        assertThat(file).as(topic).isNotNull();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path folder = Path.of(file.toURI()).getParent();
        StripeCorpusTest.readers(
                        CorpusFolder.at("stripe", folder, new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .verify();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("cases=" + cases + " ")
                .contains("unsupported=0 failed=0");
    }
}
