package io.counterfoil.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {

    @TempDir
    Path folder;

    @Test
    void aVersionComesFromPropertiesThenTheManifestThenTheNameOfTheJar() throws IOException {
        String properties = "META-INF/maven/org.jgrapht/jgrapht-core/pom.properties";
        String path = String.join(
                File.pathSeparator,
                jar("jgrapht-core-9.9.jar", Map.of(properties, "version=1.5.2\n")),
                jar(
                        "joda-money-2.0.jar",
                        Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 1.0.5\n")),
                jar("duckdb_jdbc-1.3.2.0.jar", Map.of("a.txt", "")),
                jar("pw-swift-core-SRU2024-10.2.6.jar", Map.of("a.txt", "")),
                jar("unknown-1.0.jar", Map.of("a.txt", "")),
                folder.resolve("classes").toString(),
                folder.resolve("missing-1.0.jar").toString());

        assertThat(Library.on(path))
                .containsExactly(
                        new Library("DuckDB", "duckdb_jdbc", "1.3.2.0"),
                        new Library("JGraphT", "jgrapht-core", "1.5.2"),
                        new Library("Joda-Money", "joda-money", "1.0.5"),
                        new Library("Prowide (MT)", "pw-swift-core", "SRU2024-10.2.6"));
    }

    @Test
    void oneJarMayHoldSeveralPeers() throws IOException {
        String path = jar(
                "benchmarks.jar",
                Map.of(
                        "META-INF/maven/com.webcohesion.ofx4j/ofx4j/pom.properties", "version=1.39\n",
                        "META-INF/maven/com.stripe/stripe-java/pom.properties", "artifactId=stripe-java\n",
                        "META-INF/maven/a/unknown/pom.properties", "version=1\n"));

        assertThat(Library.on(path))
                .containsExactly(
                        new Library("OFX4J", "ofx4j", "1.39"), new Library("stripe-java", "stripe-java", "not stated"));
    }

    private String jar(String name, Map<String, String> entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return file.toString();
    }
}
