package io.counterfoil.examples.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed files are what the generator makes; {@code -Dcounterfoil.write=true} writes them anew. */
class WorldFilesTest {

    private static final Path FOLDER = Path.of(System.getProperty("counterfoil.root", ".."))
            .resolve("examples/src/main/resources/io/counterfoil/examples/dayclose");

    @Test
    void theCommittedFilesAreWhatTheGeneratorMakes() throws IOException {
        if (Boolean.getBoolean("counterfoil.write")) {
            WorldFiles.writeTo(FOLDER);
        }
        Map<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = FOLDER.relativize(file).toString().replace('\\', '/');
                committed.put(name, Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        Map<String, String> made = WorldFiles.all();
        assertThat(committed.keySet()).isEqualTo(made.keySet());
        made.forEach((name, text) -> assertThat(committed.get(name)).as(name).isEqualTo(text));
    }

    @Test
    void theWorldHoldsWhatTheStoryNeeds() {
        World world = WorldGenerator.generate();
        assertThat(world.bills()).hasSizeBetween(1150, 1250);
        assertThat(world.billing().values()).contains("PAID", "PENDING", "FAILED", "VOID");
        assertThat(world.payouts()).filteredOn(p -> p.status().equals("failed")).hasSize(1);
        assertThat(world.disputedCharges()).hasSize(1);
        assertThat(world.refundsByCharge()).isNotEmpty();
        List<BankLine> lines = world.bankLines();
        assertThat(lines.size()
                        - lines.stream().map(BankLine::reference).distinct().count())
                .as("one line that the bank booked twice")
                .isEqualTo(1);
    }
}
