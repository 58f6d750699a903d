package io.counterfoil.payments.returns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** The bundled tables are those of the facts, row by row. */
class ReturnTablesTest {

    /** The facts' names of windows that are not spelled out in the files' heads. */
    private static final Map<String, String> SEPA_WINDOWS = Map.of(
            "BEFORE_SETTLEMENT", "before settlement",
            "BY_SCHEME", "by scheme",
            "D+5", "5 banking days after settlement",
            "13_MONTHS", "13 months after settlement",
            "8_WEEKS", "56 calendar days after settlement",
            "10_BANKING_DAYS", "10 banking days after settlement",
            "15_BANKING_DAYS", "15 banking days after recall");

    private static final Map<String, String> WINDOWS = Map.ofEntries(
            Map.entry("2_BANKING_DAYS", "2 banking days after settlement"),
            Map.entry("60_CALENDAR_DAYS", "60 calendar days then next banking day after settlement"),
            Map.entry("NEXT_FILE", "next file"),
            Map.entry("5_BANKING_DAYS_AFTER_RETURN_SETTLEMENT", "5 banking days after return settlement"),
            Map.entry("2_BANKING_DAYS_AFTER_DISHONOR_SETTLEMENT", "2 banking days after dishonour settlement"),
            Map.entry("BY_AGREEMENT", "by agreement"),
            Map.entry("UPON_REFUSAL", "upon refusal"),
            Map.entry("UNSPECIFIED", "unspecified"),
            Map.entry("F1_NEXT_BANKING_DAYS", "1 banking day after due date"),
            Map.entry("BY_PAD_CATEGORY", "by pad category"),
            Map.entry("90_CALENDAR_DAYS", "90 calendar days after posting date"),
            Map.entry("10_BUSINESS_DAYS", "10 banking days after posting date"));

    private static JsonNode facts(String name) throws IOException {
        Path folder = CorpusFolder.locate("payments").resolveSibling("../facts").normalize();
        if (!Files.isDirectory(folder)) {
            throw new TestAbortedException("facts skipped, there is no folder " + folder);
        }
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }

    @ParameterizedTest
    @Tag("corpus")
    @CsvSource({"returns_nacha.json", "returns_cpa005.json", "returns_bacs.json", "returns_sepa.json"})
    @DisplayName("PAY-26 Every row of the facts is in the bundled table, and no other")
    void equalsTheFacts(String name) throws IOException {
        Set<String> codes = new HashSet<>();
        Rail rail = Rail.ACH;
        for (JsonNode row : facts(name).path("codes")) {
            rail = Rail.valueOf(row.path("rail").asText());
            codes.add(row.path("report").asText("") + "/" + row.path("code").asText());
            List<String> reports = new ArrayList<>();
            row.path("windows").fieldNames().forEachRemaining(reports::add);
            if (reports.isEmpty()) {
                reports.add(row.path("report").asText(""));
            }
            for (String report : reports) {
                same(
                        row,
                        ReturnCodes.bundled()
                                .reason(rail, report, row.path("code").asText()),
                        report);
            }
        }
        Set<String> bundled = new HashSet<>();
        for (ReturnReason reason : ReturnCodes.bundled().reasons(rail)) {
            bundled.add((rail == Rail.BACS ? reason.report() : "") + "/" + reason.code());
        }
        assertThat(bundled).isEqualTo(codes);
    }

    private static void same(JsonNode row, ReturnReason reason, String report) {
        assertThat(reason.known()).as(reason.label()).isTrue();
        assertThat(reason.report()).isEqualTo(report);
        assertThat(reason.category().name())
                .as(reason.label())
                .isEqualTo(row.path("category").asText());
        assertThat(reason.confident())
                .as(reason.label())
                .isEqualTo(row.path("confident").asBoolean());
        assertThat(reason.meaning()).endsWith(row.path("meaning").asText());
        assertThat(reason.openPoints()).isEqualTo(texts(row.path("flags")));
        assertThat(reason.buckets().stream().map(ReturnCodes.Rates.Bucket::name).toList())
                .isEqualTo(texts(row.path("rateBuckets")));
        assertThat(reason.budget().isRetriable())
                .as(reason.label())
                .isEqualTo(row.path("retriable").asBoolean());
        assertThat(reason.budget().maxRetries().isEmpty())
                .isEqualTo(row.path("maxRetries").isNull());
        reason.budget()
                .maxRetries()
                .ifPresent(
                        max -> assertThat(max).isEqualTo(row.path("maxRetries").intValue()));
        if (row.hasNonNull("retryWithinDays")) {
            assertThat(reason.budget().window().count())
                    .isEqualTo(row.path("retryWithinDays").intValue());
        }
        if (row.has("action")) {
            assertThat(reason.action().name()).isEqualTo(row.path("action").asText());
        }
        if (row.has("window")) {
            assertThat(reason.window())
                    .hasToString(WINDOWS.get(row.path("window").asText()));
        }
        if (row.has("windows")) {
            assertThat(reason.window())
                    .hasToString(
                            SEPA_WINDOWS.get(row.path("windows").path(report).asText()));
        }
    }

    @Test
    @Tag("corpus")
    @DisplayName("PAY-41 The thresholds are those of the facts")
    void thresholds() throws IOException {
        JsonNode thresholds = facts("returns_nacha.json").path("meta").path("rateThresholds");
        ReturnCodes.Rates.standard()
                .assess(0, Map.of())
                .thresholdsPercent()
                .forEach((bucket, percent) -> assertThat(percent)
                        .isEqualByComparingTo(
                                thresholds.path(bucket.name()).path("percent").asText()));
    }

    @Test
    @DisplayName("PAY-26 Every rail with a table has rows, and every row says what it means and what to do")
    void everyRowIsWhole() {
        for (Rail rail : List.of(Rail.ACH, Rail.EFT_CA, Rail.BACS, Rail.SEPA)) {
            assertThat(ReturnCodes.bundled().reasons(rail)).isNotEmpty().allSatisfy(row -> {
                assertThat(row.meaning()).isNotBlank();
                assertThat(row.known()).isTrue();
                assertThat(row.budget().isRetriable())
                        .as(row.label())
                        .isEqualTo(row.action() == ReturnReason.NextAction.MAY_REPRESENT);
            });
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
