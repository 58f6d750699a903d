package io.counterfoil.examples.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What hosts can see of each module, as it was agreed to: {@code docs/api/MODULE.txt}, one line for each public type of an exported package and each of its members.
 * A line that goes, or changes, breaks hosts; a line that comes is a promise. Either is to be seen in the commit that does it; {@code -Dcounterfoil.write=true} writes
 * the files anew. A tool that compares with a released artifact can come beside it once there is one.
 */
class ApiBaselineTest {

    private static final Path ROOT = Path.of(System.getProperty("counterfoil.root", ".."));
    private static final Pattern EXPORTS = Pattern.compile("(?m)^\\s*exports\\s+([\\w.]+)\\s*;");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payments-core",
                "reconciliation-core",
                "collections-core",
                "ticketing-core",
                "stripe-simulator",
                "adapters-stripe",
                "adapters-bankfiles",
                "adapters-jdbc"
            })
    void whatHostsSeeIsWhatWasAgreedTo(String module) throws Exception {
        List<String> api = api(module);
        Path file = ROOT.resolve("docs/api").resolve(module + ".txt");
        if (Boolean.getBoolean("counterfoil.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", api) + "\n");
        }
        List<String> agreed = Files.readAllLines(file);
        Set<String> gone = new LinkedHashSet<>(agreed);
        api.forEach(gone::remove);
        Set<String> come = new LinkedHashSet<>(api);
        agreed.forEach(come::remove);
        assertThat(gone)
                .as("gone from the API of " + module
                        + ", or changed: hosts break. Where that is meant, say so in the changelog"
                        + " and write docs/api anew with -Dcounterfoil.write=true")
                .isEmpty();
        assertThat(come)
                .as("new in the API of " + module + ": write docs/api anew with -Dcounterfoil.write=true")
                .isEmpty();
        assertThat(api).isEqualTo(agreed);
    }

    private static List<String> api(String module) throws IOException, ClassNotFoundException {
        Path sources = ROOT.resolve(module).resolve("src/main/java");
        List<String> packages = EXPORTS.matcher(Files.readString(sources.resolve("module-info.java")))
                .results()
                .map(exported -> exported.group(1))
                .sorted()
                .toList();
        assertThat(packages).isNotEmpty();
        List<String> lines = new ArrayList<>();
        for (String exported : packages) {
            lines.add("package " + exported);
            for (String name : typesOf(sources.resolve(exported.replace('.', '/')))) {
                add(Class.forName(exported + "." + name, false, ApiBaselineTest.class.getClassLoader()), lines);
            }
        }
        return lines;
    }

    /** A public type has a file of its name; what else a file holds is not public. */
    private static Set<String> typesOf(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
        }
        return names;
    }

    private static void add(Class<?> type, List<String> lines) {
        if (!ApiText.isSeen(type.getModifiers())) {
            return;
        }
        ApiText.addTo(type, lines);
        Arrays.stream(type.getDeclaredClasses())
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .forEach(nested -> add(nested, lines));
    }
}
