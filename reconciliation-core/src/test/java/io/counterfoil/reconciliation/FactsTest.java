package io.counterfoil.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.plan.PlanException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of facts and the code say the same. */
class FactsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static JsonNode table(String name) throws IOException {
        try (InputStream own = FactsTest.class.getResourceAsStream("facts/reconciliation-" + name + ".json")) {
            return JSON.readTree(Objects.requireNonNull(own, name));
        }
    }

    @Test
    @DisplayName(
            "REC-49 classes of breaks stand in the order of the taxonomy, with its severities, owners, root causes and alerts")
    void taxonomy() throws IOException {
        List<String> wanted = new ArrayList<>();
        table("break-taxonomy").path("rows").forEach(row -> {
            List<String> causes = new ArrayList<>();
            row.path("rootCauses").forEach(cause -> causes.add(cause.asText()));
            wanted.add(row.path("code").asText()
                    + row.path("side").asText()
                    + row.path("break").asBoolean()
                    + row.path("severity").asText()
                    + row.path("owner").asText()
                    + causes
                    + row.path("alert").asText());
        });
        assertThat(Arrays.stream(BreakClass.values())
                        .map(c -> c.name()
                                + c.side()
                                + c.isBreak()
                                + c.severity()
                                + c.owner()
                                + c.rootCauses()
                                + c.alert().map(a -> a.code()).orElse("")))
                .containsExactlyElementsOf(wanted);
    }

    @Test
    @DisplayName(
            "REC-01 every rejection and remark of the table has its code, and the plan errors of passes that can be built too")
    void rejections() throws IOException {
        List<String> intake = new ArrayList<>();
        List<String> plan = new ArrayList<>();
        table("rejections").path("rows").forEach(row -> {
            String answer = row.path("answer").asText();
            String code = row.path("code").asText();
            if (answer.startsWith("REJECT") || answer.startsWith("REMARK")) {
                intake.add(code + answer.startsWith("REJECT"));
            } else if (code.startsWith("PLAN_") && !code.equals("PLAN_NM_WITHOUT_KEY")) {
                plan.add(code);
            }
        });
        assertThat(Arrays.stream(Item.Fault.values()).map(c -> c.name() + c.isRejecting()))
                .containsExactlyInAnyOrderElementsOf(intake);
        assertThat(Arrays.stream(PlanException.Fault.values()).map(Enum::name)).containsAll(plan);
    }

    @Test
    @Tag("corpus")
    void ownCopiesAreTheSharedTables() throws IOException {
        Path facts = CorpusFolder.locate("reconciliation").getParent().resolveSibling("facts");
        for (String name : List.of("break-taxonomy", "rejections")) {
            assertThat(table(name))
                    .isEqualTo(JSON.readTree(Files.readAllBytes(facts.resolve("reconciliation-" + name + ".json"))));
        }
    }
}
