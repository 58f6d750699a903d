package io.counterfoil.payments.lifecycle.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.dispute.CardDisputeEvent.Kind;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.mandate.Mandate;
import io.counterfoil.payments.mandate.MandateStatus;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandardLifecycleTest {

    private static final Path PAGE = Path.of(System.getProperty("counterfoil.root", ".."), "docs", "lifecycles.md");

    @Test
    @Tag("corpus")
    @DisplayName("PAY-17 every table is that of the facts: lives, states, final states, events and rows in order")
    void facts() throws IOException {
        JsonNode facts = new ObjectMapper()
                .readTree(CorpusFolder.locate("payments")
                        .resolve("../../facts/lifecycles.json")
                        .normalize()
                        .toFile())
                .path("lifecycles");
        List<String> names = new ArrayList<>();
        facts.fieldNames().forEachRemaining(names::add);
        assertThat(Stream.of(LifecycleTable.Standard.values()).map(Enum::name)).isEqualTo(names);
        for (LifecycleTable.Standard life : LifecycleTable.Standard.values()) {
            LifecycleTable table = life.table();
            JsonNode fact = facts.path(life.name());
            assertThat(table.initial()).isEqualTo(fact.path("initial").asText());
            assertThat(List.copyOf(table.states())).as(life.name()).isEqualTo(texts(fact.path("states")));
            assertThat(table.states().stream().filter(table::isTerminal))
                    .containsExactlyInAnyOrderElementsOf(texts(fact.path("terminal")));
            assertThat(List.copyOf(table.events())).isEqualTo(texts(fact.path("events")));
            List<LifecycleTable.Row> rows = new ArrayList<>();
            fact.path("transitions")
                    .forEach(row -> rows.add(new LifecycleTable.Row(
                            row.path("from").asText(),
                            row.path("event").asText(),
                            row.path("to").asText(),
                            Actor.Role.valueOf(row.path("who").asText()),
                            row.path("guard").isNull() ? "" : row.path("guard").asText())));
            assertThat(table.rows()).as(life.name()).isEqualTo(rows);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    /** Every state with every event of every table and one that none has, from every role, with the guards holding and failing. */
    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "PAY-17 every state, event and role has one answer: declared, not permitted, not allowed, final or guarded")
    void exhaustive(LifecycleTable.Standard life) {
        LifecycleTable table = life.table();
        TreeSet<String> events = new TreeSet<>(List.of("noSuchEvent"));
        Stream.of(LifecycleTable.Standard.values())
                .forEach(other -> events.addAll(other.table().events()));
        List<String> wrong = new ArrayList<>();
        for (String state : table.states()) {
            for (String event : events) {
                for (Actor.Role role : Actor.Role.values()) {
                    for (boolean guardsHold : new boolean[] {true, false}) {
                        String answer = answer(table, state, event, role, row -> guardsHold);
                        String expected = expected(table, state, event, role, guardsHold);
                        if (!answer.equals(expected)) {
                            wrong.add(state + " " + event + " " + role + ": " + answer + ", expected " + expected);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String answer(
            LifecycleTable table, String state, String event, Actor.Role role, Predicate<LifecycleTable.Row> holds) {
        Optional<String> refused = table.refusal(state, event, new Actor("x", role), holds)
                .map(refusal -> refusal.code().id());
        Optional<String> next = table.row(state, event, role, holds).map(LifecycleTable.Row::to);
        return refused.isPresent() == next.isPresent()
                ? "two answers or none"
                : refused.or(() -> next).orElseThrow();
    }

    /** The slow way: read the rows, say the first thing that is true. */
    private static String expected(
            LifecycleTable table, String state, String event, Actor.Role role, boolean guardsHold) {
        boolean hasExit = false;
        boolean isDeclared = false;
        boolean isPermitted = false;
        String next = "";
        for (LifecycleTable.Row row : table.rows()) {
            boolean isHere = row.from().equals(state);
            hasExit |= isHere;
            isDeclared |= isHere && row.event().equals(event);
            boolean fits = isHere && row.event().equals(event) && row.by().equals(role);
            isPermitted |= fits;
            if (fits && next.isEmpty() && (guardsHold || row.guard().isEmpty())) {
                next = row.to();
            }
        }
        if (!hasExit) {
            return Lifecycle.Reason.TERMINAL_STATE.id();
        }
        if (!isDeclared) {
            return Lifecycle.Reason.EVENT_NOT_ALLOWED.id();
        }
        if (!isPermitted) {
            return Lifecycle.Reason.NOT_PERMITTED.id();
        }
        return next.isEmpty() ? Lifecycle.Reason.GUARD_FAILED.id() : next;
    }

    @Test
    @DisplayName("PAY-17 the codes of disputes and mandates are those of their tables")
    void sharedCodes() {
        assertThat(LifecycleTable.Standard.CARD_DISPUTE.table().allowed("OPENED"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Kind.ACCEPT, Kind.REPRESENT, Kind.PRE_ARBITRATE, Kind.EXPIRE)
                                .map(Kind::eventName)
                                .toList());
        assertThat(Stream.of(Mandate.Scheme.values())
                        .flatMap(scheme -> scheme.life().table().states().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(MandateStatus.values()).map(Enum::name).toList());
    }

    @Test
    @DisplayName("PAY-60 the page of lifecycles is made from the tables and has not drifted")
    void page() throws IOException {
        String page = pageText();
        if (Boolean.getBoolean("counterfoil.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("docs/lifecycles.md is made from the tables; write it anew with -Dcounterfoil.write=true")
                .exists();
        assertThat(Files.readString(PAGE))
                .as("docs/lifecycles.md is made from the tables; write it anew with -Dcounterfoil.write=true")
                .isEqualTo(page);
    }

    private static String pageText() {
        StringBuilder page = new StringBuilder("""
                # Lifecycles

                Made from the tables in `io.counterfoil.payments.lifecycle.table`; a test fails when this page and the tables differ.

                An event is judged in this order: the same fact again under its reference is ignored; another fact under a used reference is `CONFLICT`;
                a final state takes nothing (`TERMINAL_STATE`); an event without a row is `EVENT_NOT_ALLOWED`; one from somebody no row names is `NOT_PERMITTED`;
                one whose condition does not hold is `GUARD_FAILED`. Days and counts in conditions are defaults of policies.
                """);
        for (LifecycleTable.Standard life : LifecycleTable.Standard.values()) {
            page.append("\n#")
                    .append(Documents.markdown(life.table().toDocument(), Locale.ROOT))
                    .append("\n```mermaid\n")
                    .append(life.table().toMermaid())
                    .append("```\n");
        }
        return page.toString();
    }
}
