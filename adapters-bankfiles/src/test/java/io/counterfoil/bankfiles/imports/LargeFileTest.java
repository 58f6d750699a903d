package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code -Dcounterfoil.large.bytes=1073741824 -Dcounterfoil.large.heap=64m} for the gigabyte. */
class LargeFileTest {

    @Test
    @DisplayName("BNK-05 a camt file larger than the heap is proved and handed out in it")
    void largerThanTheHeap() throws Exception {
        String bytes = System.getProperty("counterfoil.large.bytes", "20000000");
        String heap = System.getProperty("counterfoil.large.heap", "16m");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFile.class.getName(),
                        bytes)
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        String figures = said.substring(said.indexOf("large bytes="));
        System.out.print(figures);
        String entries = figures.replaceAll("(?s).* entries=([0-9]+) .*", "$1");
        assertThat(figures).contains("status=PROVED items=" + entries + " handed_out=" + entries);
    }
}
