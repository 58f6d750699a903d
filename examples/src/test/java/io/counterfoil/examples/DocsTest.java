package io.counterfoil.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages say what the code does: every Java block is a tagged region of a compiled source, every link to a file resolves. {@code -Dcounterfoil.write=true} quotes anew. */
class DocsTest {

    private static final Path ROOT = Path.of(System.getProperty("counterfoil.root", ".."));
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- source: (\\S+)#(\\S+) -->\\n)?```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#\\s]+)(?:#[^)]*)?\\)");

    private static final Pattern HEADING_LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)#([^)]*)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");

    @Test
    void everyJavaBlockIsARegionOfACompiledSource() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path page : pages()) {
            if (Boolean.getBoolean("counterfoil.write")) {
                Files.writeString(page, quotedAnew(Files.readString(page)));
            }
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                if (block.group(1) == null) {
                    wrong.add(ROOT.relativize(page) + ": a Java block without a source");
                } else if (!region(block.group(1), block.group(2)).equals(block.group(3))) {
                    wrong.add(ROOT.relativize(page) + ": differs from " + block.group(1) + "#" + block.group(2)
                            + ", which reads\n" + region(block.group(1), block.group(2)));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyLinkToAFileResolves() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    broken.add(ROOT.relativize(page) + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyLinkToAHeadingFindsOne() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = HEADING_LINK.matcher(withoutCode(Files.readString(page)));
            while (link.find()) {
                Path other = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                if (other.toString().endsWith(".md")
                        && !anchors(Files.readString(other)).contains(link.group(2))) {
                    broken.add(ROOT.relativize(page) + " -> " + link.group(1) + "#" + link.group(2));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** The names by which a forge links to the headings of a page. */
    private static Set<String> anchors(String text) {
        return HEADING.matcher(withoutCode(text))
                .results()
                .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(String text) {
        return FENCE.matcher(text).replaceAll("");
    }

    private static String quotedAnew(String text) throws IOException {
        Matcher block = BLOCK.matcher(text);
        StringBuilder anew = new StringBuilder();
        while (block.find()) {
            String code = block.group(1) == null ? block.group(3) : region(block.group(1), block.group(2));
            String quoted = text.substring(block.start(), block.start(3)) + code + "```";
            block.appendReplacement(anew, Matcher.quoteReplacement(quoted));
        }
        return block.appendTail(anew).toString();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static String region(String source, String tag) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(source));
        int from = lines.stream().map(String::strip).toList().indexOf("// tag::" + tag + "[]");
        int to = lines.stream().map(String::strip).toList().indexOf("// end::" + tag + "[]");
        assertThat(from).as("// tag::%s[] in %s", tag, source).isNotNegative();
        assertThat(to).as("// end::%s[] in %s", tag, source).isGreaterThan(from);
        List<String> region = lines.subList(from + 1, to);
        int indent = region.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return region.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
