package io.counterfoil.examples.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials names every artifact that is published, and the test kits of those modules that have one. */
class BillOfMaterialsTest {

    private static final Path ROOT = Path.of(System.getProperty("counterfoil.root", ".."));
    private static final Set<String> UNPUBLISHED = Set.of("examples", "benchmarks", "bom");
    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");

    @Test
    void everyPublishedArtifactIsInIt() throws IOException {
        List<String> published = new ArrayList<>();
        for (String module : MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList()) {
            if (!UNPUBLISHED.contains(module)) {
                published.add("counterfoil-" + module);
                if (hasTestKit(module)) {
                    published.add("counterfoil-" + module + " testkit test");
                }
            }
        }
        String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
        String managed = bom.substring(bom.indexOf("<dependencyManagement>"), bom.indexOf("</dependencyManagement>"));
        List<String> named = DEPENDENCY
                .matcher(managed)
                .results()
                .map(found -> found.group(1))
                .map(one ->
                        (text(one, "artifactId") + " " + text(one, "classifier") + " " + text(one, "scope")).strip())
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(published);
        assertThat(DEPENDENCY.matcher(managed).results().map(found -> text(found.group(1), "version")))
                .containsOnly("${project.version}");
    }

    private static boolean hasTestKit(String module) throws IOException {
        Path tests = ROOT.resolve(module).resolve("src/test/java");
        if (!Files.exists(tests)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(tests)) {
            return files.anyMatch(file -> file.toString().replace('\\', '/').contains("/testkit/"));
        }
    }

    private static String text(String xml, String element) {
        return Pattern.compile("<" + element + ">(.*)</" + element + ">")
                .matcher(xml)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }
}
