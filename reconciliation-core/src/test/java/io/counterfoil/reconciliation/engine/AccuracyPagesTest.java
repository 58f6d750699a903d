package io.counterfoil.reconciliation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.score.Comparison;
import io.counterfoil.reconciliation.testkit.AccuracyPage;
import io.counterfoil.reconciliation.testkit.GeneratedWorld;
import io.counterfoil.reconciliation.testkit.LabelledRun;
import io.counterfoil.reconciliation.testkit.WorldRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The guide's tables and pictures of accuracy are those of the figures beside it, and a small world is still settled as they say. */
class AccuracyPagesTest {

    private static final Path GUIDES = Path.of(System.getProperty("counterfoil.root", ".."), "docs", "guides");

    @Test
    @DisplayName("REC-64 tables and pictures of the guide are made from the measured figures beside it")
    void pagesAreMadeFromTheFigures() throws IOException {
        List<String> figures = Files.readAllLines(GUIDES.resolve(AccuracyPage.FIGURES));
        for (Map.Entry<String, String> file :
                AccuracyPage.of(figures).files(GUIDES).entrySet()) {
            Path path = GUIDES.resolve(file.getKey());
            if (Boolean.getBoolean("counterfoil.write")) {
                Files.writeString(path, file.getValue());
            }
            assertThat(Files.readString(path))
                    .as(path + "; -Dcounterfoil.write=true writes it anew")
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    @DisplayName(
            "REC-64 in a small generated world what is settled without a person is right, and most facts are settled"
                    + " or suggested")
    void smallWorld() {
        WorldRun world = WorldRun.of(101, 400);
        assertThat(world.counts().wrong()).isZero();
        assertThat(world.counts().recall()).isGreaterThan(0.55);
        assertThat(world.counts().open()).isLessThan(0.2);
        assertThat(world.byPass())
                .containsKeys("reference and amount confirmed", "payout confirmed", "amount and party suggested");
        world.run().conservation().orThrow();
    }

    @Test
    @DisplayName("REC-65 a labelled run gives a row for the run, for each cut and for each band")
    void rowsOfARun() {
        GeneratedWorld world = GeneratedWorld.of(101, 400);
        LabelledRun run = LabelledRun.of(world.left(), world.right(), 0, 101).match(Comparison.transfers(0, 14));
        List<String> rows = run.rows("0", 12);
        assertThat(rows.stream().filter(row -> row.startsWith("cut\t0\t"))).hasSize(10);
        assertThat(rows.stream().filter(row -> row.startsWith("band\t0\t"))).hasSize(10);
        assertThat(AccuracyPage.of(rows).tables())
                .contains("| 0 % |", "likely (95 %)", "Stated against observed errors");
        assertThat(run.cut("0.9")[0]).isGreaterThanOrEqualTo(run.cut("0.9999")[0]);
    }
}
