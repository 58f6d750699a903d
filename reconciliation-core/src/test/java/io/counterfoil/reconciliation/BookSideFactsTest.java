package io.counterfoil.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.reconciliation.book.ApprovalPolicy;
import io.counterfoil.reconciliation.book.BookStatus;
import io.counterfoil.reconciliation.book.Books;
import io.counterfoil.reconciliation.cash.RuleMatrix;
import io.counterfoil.reconciliation.difference.Difference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of the book, of differences and of cash rules, and the code, say the same. */
class BookSideFactsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the commands of the table are as events; Confirm and ManualMatch make one or the other by the status that follows. */
    private static final Map<String, String> EVENTS = Map.of(
            "Suggest", "Suggested",
            "Reject", "Rejected",
            "Supersede", "Superseded",
            "Approve", "Approved",
            "Refuse", "Refused",
            "Unmatch", "Unmatched",
            "FlagLateRival", "LateRivalFlagged");

    private static JsonNode table(String name) throws IOException {
        try (InputStream own = BookSideFactsTest.class.getResourceAsStream("facts/reconciliation-" + name + ".json")) {
            return JSON.readTree(Objects.requireNonNull(own, name));
        }
    }

    @Test
    @DisplayName("REC-43 the machine of books has every transition of the table and no other")
    void transitions() throws IOException {
        TreeSet<String> wanted = new TreeSet<>();
        table("book-lifecycle").path("transitions").forEach(row -> {
            String to = row.path("to").asText();
            String settled = to.equals("PENDING") ? "SentForApproval" : "Confirmed";
            String event = EVENTS.getOrDefault(row.path("command").asText(), settled);
            wanted.add(row.path("from").asText() + " " + event + " " + to);
        });
        TreeSet<String> mine = new TreeSet<>();
        Books.of(ApprovalPolicy.ofDefaults())
                .lifecycle()
                .table()
                .forEach(row -> mine.add(row.from() + " " + row.event() + " " + row.to()));
        assertThat(mine).isEqualTo(wanted);
    }

    @Test
    @DisplayName("REC-43 states and errors of the book are those of the table")
    void codes() throws IOException {
        JsonNode facts = table("book-lifecycle");
        assertThat(texts(facts.path("matchStates")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BookStatus.values())
                        .filter(status -> status != BookStatus.NONE)
                        .map(Enum::name)
                        .toList());
        assertThat(texts(facts.path("itemStates")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BookStatus.OfItem.values())
                        .map(Enum::name)
                        .toList());
        assertThat(Arrays.stream(Books.BookCode.values()).map(Enum::name)).containsAll(texts(facts.path("errors")));
    }

    @Test
    @DisplayName("REC-25 reasons of differences are those of the table, with their kind and sign")
    void reasons() throws IOException {
        List<String> wanted = new ArrayList<>();
        table("difference-reasons")
                .path("rows")
                .forEach(row -> wanted.add(row.path("code").asText() + " "
                        + row.path("kind").asText() + " " + row.path("sign").asText()));
        assertThat(Stream.of(Difference.Reason.values())
                        .filter(reason -> reason != Difference.Reason.UNEXPLAINED)
                        .map(reason -> reason + " " + reason.kind() + " " + reason.sign()))
                .containsExactlyElementsOf(wanted);
    }

    @Test
    @DisplayName("REC-47 the matrix of cash rules is that of the table")
    void matrix() throws IOException {
        List<String> wanted = new ArrayList<>();
        table("cash-rule-matrix")
                .path("rows")
                .forEach(row -> wanted.add(String.join(
                        " ",
                        row.path("confidence").asText(),
                        row.path("priority").asText(),
                        row.path("party").asText(),
                        row.path("document").asText(),
                        row.path("amountMatches").asText(),
                        row.path("directDebit").asText(),
                        row.path("applyImmediately").asText(),
                        row.path("reviewRequired").asText())));
        assertThat(RuleMatrix.standard().rows().stream()
                        .map(row -> String.join(
                                " ",
                                row.level().name(),
                                String.valueOf(row.priority()),
                                row.party().map(Enum::name).orElse("ANY"),
                                row.document().map(Enum::name).orElse("ANY"),
                                row.amountMatches().map(Enum::name).orElse("ANY"),
                                row.directDebit() ? "YES" : "ANY",
                                String.valueOf(row.outcome().applyImmediately()),
                                String.valueOf(row.outcome().reviewRequired()))))
                .containsExactlyElementsOf(wanted);
    }

    @Test
    @Tag("corpus")
    void ownCopiesAreTheSharedTables() throws IOException {
        Path facts = CorpusFolder.locate("reconciliation").getParent().resolveSibling("facts");
        for (String name : List.of("book-lifecycle", "difference-reasons", "cash-rule-matrix")) {
            assertThat(table(name))
                    .isEqualTo(JSON.readTree(Files.readAllBytes(facts.resolve("reconciliation-" + name + ".json"))));
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
