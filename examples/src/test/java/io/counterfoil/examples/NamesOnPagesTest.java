package io.counterfoil.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages name between backticks exists: types of the library with their members, and codes. Pages that are made from the code are left out. */
class NamesOnPagesTest {

    private static final Path ROOT = Path.of(System.getProperty("counterfoil.root", ".."));
    private static final Set<String> MADE =
            Set.of("codes.md", "lifecycles.md", "capabilities.md", "bad-input.md", "benchmarks.md");
    private static final Set<String> OF_OTHERS = Set.of(
            "Instant",
            "ZonedDateTime",
            "IllegalArgumentException",
            "IllegalStateException",
            "Deprecated",
            "DataSource");
    /** Put together of an area and a status; see the head of the page of codes. */
    private static final Set<String> COMPOSED = Set.of("IMPORT.FILE_OVERDUE");

    private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");
    private static final Pattern MEMBER = Pattern.compile("\\b([A-Z][a-z]\\w*)\\.([a-zA-Z]\\w*)");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+\\.[A-Z][A-Z_]+");

    @Test
    void everyTypeAndMemberThatAPageNamesExists() throws IOException {
        List<String> sources = sources();
        Set<String> types = new HashSet<>();
        for (String source : sources) {
            TYPE.matcher(source).results().forEach(type -> types.add(type.group(1)));
        }
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            for (String name : quoted(page)) {
                String first = name.replaceAll("^([A-Z]\\w*).*$", "$1");
                if (name.matches("[A-Z][a-z]\\w*.*") && !types.contains(first) && !OF_OTHERS.contains(first)) {
                    missing.add(ROOT.relativize(page) + ": " + name);
                }
                Matcher member = MEMBER.matcher(name);
                while (member.find()) {
                    if (types.contains(member.group(1)) && !has(sources, member.group(1), member.group(2))) {
                        missing.add(ROOT.relativize(page) + ": " + member.group());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyCodeThatAPageNamesIsInTheCatalogue() throws IOException {
        String catalogue = Files.readString(ROOT.resolve("docs/codes.md"));
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            for (String name : quoted(page)) {
                if (CODE.matcher(name).matches() && !COMPOSED.contains(name) && !catalogue.contains("`" + name + "`")) {
                    missing.add(ROOT.relativize(page) + ": " + name);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean has(List<String> sources, String type, String member) {
        Pattern declares = Pattern.compile("\\b(?:class|interface|record|enum)\\s+" + type + "\\b");
        Pattern names = Pattern.compile("\\b" + member + "\\b");
        return sources.stream()
                .filter(source -> source.contains(type))
                .filter(source -> declares.matcher(source).find())
                .anyMatch(source -> names.matcher(source).find());
    }

    private static List<String> quoted(Path page) throws IOException {
        String prose = Files.readString(page).replaceAll("(?ms)^```.*?^```$", "");
        return QUOTED.matcher(prose).results().map(name -> name.group(1)).toList();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !MADE.contains(path.getFileName().toString()))
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(m -> Files.isDirectory(m.resolve("src")))
                    .sorted()
                    .toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                    for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                            .sorted()
                            .toList()) {
                        sources.add(Files.readString(file));
                    }
                }
            }
        }
        return sources;
    }
}
