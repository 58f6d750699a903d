package io.counterfoil.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page {@code docs/capabilities.md}: every capability of the specifications with its guide and the tests that name it. The page is made here and fails when it drifts;
 * {@code -Dcounterfoil.write=true} writes it anew.
 */
class CapabilityIndexTest {

    private static final Path ROOT = Path.of(System.getProperty("counterfoil.root", ".."));
    private static final Pattern NAMED = Pattern.compile("@(?:DisplayName|Label|Tag)\\(\\s*\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\b(?:PAY|REC|COL|TIC|BNK|STR)-\\d\\d\\b");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|void)\\s+(\\w+)");

    @Test
    void everyCapabilityOfThePageHasTheTestsItNames() throws IOException {
        String page = page();
        Path file = ROOT.resolve("docs/capabilities.md");
        if (Boolean.getBoolean("counterfoil.write")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file))
                .as("docs/capabilities.md is made from the tests; write it anew with -Dcounterfoil.write=true")
                .isEqualTo(page);
    }

    private static String page() throws IOException {
        Map<String, Set<String>> tests = testsById();
        List<String[]> capabilities = Files.readAllLines(ROOT.resolve("docs/capabilities.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
        assertThat(capabilities.stream().map(row -> row[0]).toList())
                .as("ids named by tests")
                .containsAll(tests.keySet());
        long shown =
                capabilities.stream().filter(row -> tests.containsKey(row[0])).count();
        StringBuilder text = new StringBuilder(
                        "# Capabilities, where to read about them and the tests that show them\n\n")
                .append("Made from the test sources; see `CapabilityIndexTest`. A capability without a test is open. ")
                .append(shown)
                .append(" of ")
                .append(capabilities.size())
                .append(" are shown by a test.\n");
        String area = "";
        for (String[] row : capabilities) {
            String prefix = row[0].substring(0, 3);
            if (!prefix.equals(area)) {
                area = prefix;
                text.append("\n## ")
                        .append(title(area))
                        .append("\n\n| id | capability | guide | tests |\n| --- | --- | --- | --- |\n");
            }
            text.append("| ")
                    .append(row[0])
                    .append(" | ")
                    .append(row[1].replace("|", "\\|"))
                    .append(" | ")
                    .append(guide(row[2]))
                    .append(" | ")
                    .append(tests.containsKey(row[0]) ? String.join("<br>", tests.get(row[0])) : "open")
                    .append(" |\n");
        }
        return text.toString();
    }

    /** A link to the section of a guide that tells of it, given as {@code money.md#Title}; the section must be there. */
    private static String guide(String section) throws IOException {
        int at = section.indexOf('#');
        String file = "guides/" + section.substring(0, at);
        String heading = section.substring(at + 1);
        assertThat(Files.readAllLines(ROOT.resolve("docs").resolve(file)))
                .as("headings of docs/%s", file)
                .contains("## " + heading);
        String anchor = heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{Alnum} -]", "")
                .replace(' ', '-');
        return "[" + heading + "](" + file + "#" + anchor + ")";
    }

    private static String title(String prefix) {
        return switch (prefix) {
            case "PAY" -> "Payments (PAY)";
            case "REC" -> "Reconciliation (REC)";
            case "COL" -> "Collections (COL)";
            case "TIC" -> "Ticketing (TIC)";
            case "BNK" -> "Bank files (BNK)";
            default -> "Stripe (STR)";
        };
    }

    private static Map<String, Set<String>> testsById() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(m -> Files.isDirectory(m.resolve("src/test/java")))
                    .sorted()
                    .toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                    files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(sources::add);
                }
            }
        }
        for (Path source : sources) {
            collect(source, tests);
        }
        return tests;
    }

    private static void collect(Path source, Map<String, Set<String>> tests) {
        String text;
        try {
            text = Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String type = source.getFileName().toString().replace(".java", "");
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            Matcher declared = DECLARED.matcher(text);
            String what = declared.find(named.end()) && !declared.group(1).equals(type)
                    ? type + "." + declared.group(1)
                    : type;
            Matcher id = ID.matcher(named.group(1));
            while (id.find()) {
                tests.computeIfAbsent(id.group(), key -> new TreeSet<>()).add("`" + what + "`");
            }
        }
    }
}
