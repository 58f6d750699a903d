package io.counterfoil.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.ticketing.claim.Claims;
import io.counterfoil.ticketing.claim.Deficiency;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.entry.DoubleKeying;
import io.counterfoil.ticketing.outreach.ContactAttempt;
import io.counterfoil.ticketing.redemption.RedemptionIssue;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The codes and the table against the fact files that stand beside the corpus. */
@Tag("corpus")
class FactsTest {

    private static JsonNode facts(String name) throws IOException {
        Path corpus = CorpusFolder.locate("ticketing").getParent();
        Path file = corpus.resolveSibling("facts").resolve(name);
        if (!Files.exists(file)) {
            throw new TestAbortedException("there is no " + file);
        }
        return JsonMapper.builder().build().readTree(Files.readAllBytes(file));
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("TIC-11 statuses and close reasons are those of the facts")
    void statusesAndCloseReasons() throws IOException {
        JsonNode codes = facts("ticketing_codes.json");
        assertThat(names(TicketStatus.values())).isEqualTo(texts(codes.path("statuses")));
        assertThat(names(CloseReason.values())).isEqualTo(texts(codes.path("closeReasons")));
    }

    @Test
    @DisplayName("TIC-17 clock kinds pause by default where the facts say")
    void clockKinds() throws IOException {
        TreeMap<String, Set<String>> stated = new TreeMap<>();
        facts("ticketing_codes.json")
                .path("clockKinds")
                .forEach(kind -> stated.put(kind.path("code").asText(), texts(kind.path("defaultPausedIn"))));
        TreeMap<String, Set<String>> built = new TreeMap<>();
        for (ClockKind kind : ClockKind.values()) {
            built.put(kind.name(), names(kind.defaultPausedIn().toArray(new TicketStatus[0])));
        }
        assertThat(built).isEqualTo(stated);
    }

    @Test
    @DisplayName("TIC-11 the table leads from status to status as the facts say")
    void ticketTable() throws IOException {
        Set<String> stated = new TreeSet<>();
        facts("ticketing_lifecycles.json").path("ticket").forEach(row -> {
            String to = row.path("to").asText();
            if (!row.path("to").isNull() && !to.equals("=")) {
                row.path("from").forEach(from -> stated.add(from.asText() + " " + to));
            }
        });
        Set<String> built = Tickets.standard().lifecycle().table().stream()
                .filter(row -> row.from() != row.to())
                .map(row -> row.from() + " " + row.to())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(built).isEqualTo(stated);
    }

    @Test
    @DisplayName("TIC-38 the claim table leads from state to state as the facts say")
    void claimTable() throws IOException {
        Set<String> stated = new TreeSet<>();
        facts("ticketing_lifecycles.json")
                .path("claim")
                .forEach(row -> row.path("from")
                        .forEach(from ->
                                stated.add(from.asText() + " " + row.path("to").asText())));
        stated.remove("KEYED KEYED"); // a correction stays in KEYED
        Set<String> built = Claims.table().rows().stream()
                .filter(row -> !row.from().equals(row.to()))
                .map(row -> row.from() + " " + row.to())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(built).isEqualTo(stated);
    }

    @Test
    @DisplayName(
            "TIC-38 TIC-40 TIC-45 TIC-46 deficiencies, error kinds, redemption issues and contact outcomes are those"
                    + " of the facts")
    void deficiencies() throws IOException {
        JsonNode codes = facts("ticketing_codes.json");
        TreeMap<String, String> stated = new TreeMap<>();
        codes.path("deficiencies")
                .forEach(row -> stated.put(
                        row.path("code").asText(),
                        row.path("label").asText() + row.path("returnable").asText()));
        TreeMap<String, String> built = new TreeMap<>();
        for (Deficiency deficiency : Deficiency.values()) {
            built.put(deficiency.id(), deficiency.label() + deficiency.isReturnable());
        }
        assertThat(built).isEqualTo(stated);
        assertThat(names(DoubleKeying.ErrorKind.values())).isEqualTo(texts(codes.path("fieldErrorKinds")));
        assertThat(names(RedemptionIssue.Trouble.values())).isEqualTo(texts(codes.path("redemptionIssues")));
        assertThat(names(ContactAttempt.Outcome.values())).isEqualTo(texts(codes.path("contactOutcomes")));
    }
}
