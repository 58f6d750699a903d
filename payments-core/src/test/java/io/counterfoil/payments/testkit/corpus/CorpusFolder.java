package io.counterfoil.payments.testkit.corpus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The corpus of one module: every {@code *.json} file of the folder {@code <corpus>/<module>}, in the order of names.
 *
 * <pre>{@code
 * @Test
 * @Tag("corpus")
 * void agreesWithTheCorpus() {
 *     CorpusFolder.of("payments")
 *             .reader("allocate", this::allocate)
 *             .reader("pad_check", example -> { throw example.unsupported("not built yet: PAY-44"); })
 *             .verify();
 * }
 *
 * private void allocate(CorpusCase example) {
 *     assertThat(Allocation.split(example.input()...)).isEqualTo(example.expected()...);
 * }
 * }</pre>
 *
 * <p>The system property {@code counterfoil.corpus} names the corpus, absolute or relative to {@code counterfoil.root} (the
 * root of the checkout). Where it is not set or the module's folder is not there, one line says so and the test is
 * aborted: reported as skipped, never as passed.
 *
 * <p>For each file {@link #verify()} prints the declined and the failed cases and then
 * {@code corpus <module>/<file>: cases=<n> agreed=<n> diverged=<n> unsupported=<n> failed=<n>}. An op without a reader is
 * unsupported; a file that cannot be read, has no {@code cases}, or a case without {@code id} or {@code op}, fails. A case with a
 * {@code divergence} is held to {@code divergence.ideal} where that is present and to {@code expected} otherwise; a
 * module whose corpus says it in another way overrides {@link #effectiveExpected(Function)}. A case that contradicts a rule of the specification and has no
 * such mark is ended by its reader with {@link CorpusCase#diverged}, which is listed with its reason.
 *
 * <p>Numbers with a fraction are exact ({@link java.math.BigDecimal}). Not thread-safe: confine to one test.
 */
public final class CorpusFolder {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String module;
    private final Path folder;
    private final PrintStream out;
    private final Map<String, CaseReader> readers = new LinkedHashMap<>();
    private Function<JsonNode, JsonNode> effectiveExpected = CorpusFolder::idealOrExpected;

    private CorpusFolder(String module, Path folder, PrintStream out) {
        this.module = module;
        this.folder = folder;
        this.out = out;
    }

    /** The module's folder of the corpus that the build names; aborts the test with a notice where there is none. */
    public static CorpusFolder of(String module) {
        return new CorpusFolder(module, locate(module), System.out);
    }

    /** A module's folder at a known place. */
    public static CorpusFolder at(String module, Path folder, PrintStream out) {
        return new CorpusFolder(module, folder, out);
    }

    /** The module's folder, for tests that read a file in it; aborts the test with a notice where there is none. */
    public static Path locate(String module) {
        return locate(
                module, System.getProperty("counterfoil.corpus"), System.getProperty("counterfoil.root"), System.out);
    }

    static Path locate(String module, String corpus, String root, PrintStream out) {
        if (corpus == null || corpus.isBlank()) {
            throw absent(module, "counterfoil.corpus is not set", out);
        }
        Path folder = Path.of(root == null ? "" : root)
                .resolve(corpus)
                .resolve(module)
                .normalize();
        if (!Files.isDirectory(folder)) {
            throw absent(module, "there is no folder " + folder, out);
        }
        return folder;
    }

    private static TestAbortedException absent(String module, String why, PrintStream out) {
        String notice = "corpus " + module + ": skipped, " + why;
        out.println(notice);
        return new TestAbortedException(notice);
    }

    /** Answers the cases of one op. */
    public CorpusFolder reader(String op, CaseReader reader) {
        if (readers.putIfAbsent(op, reader) != null) {
            throw new IllegalArgumentException("op '" + op + "' has two readers");
        }
        return this;
    }

    public CorpusFolder readers(Map<String, CaseReader> added) {
        added.forEach(this::reader);
        return this;
    }

    /** What a case is held to, from the case as it stands in the file. */
    public CorpusFolder effectiveExpected(Function<JsonNode, JsonNode> function) {
        effectiveExpected = function;
        return this;
    }

    /** {@code divergence.ideal} where it is present, else {@code expected}. */
    public static JsonNode idealOrExpected(JsonNode example) {
        JsonNode ideal = example.path("divergence").path("ideal");
        return ideal.isMissingNode() ? example.path("expected") : ideal;
    }

    /** Reads every file, prints its counts and throws one {@link AssertionError} with all failures where there is any. */
    public List<CorpusCount> verify() {
        List<CorpusCount> counts = files().stream().map(this::readFile).toList();
        if (counts.isEmpty()) {
            throw new AssertionError("corpus " + module + ": no *.json file in " + folder);
        }
        List<String> failures = counts.stream()
                .flatMap(count -> count.failed().stream().map(line -> count.file() + " " + line))
                .toList();
        if (!failures.isEmpty()) {
            throw new AssertionError("corpus " + module + ": " + failures.size() + " failed"
                    + failures.stream().collect(Collectors.joining("\n  ", "\n  ", "")));
        }
        return counts;
    }

    private List<Path> files() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> name(file).endsWith(".json") && Files.isRegularFile(file))
                    .sorted((left, right) -> name(left).compareTo(name(right)))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("corpus " + module + ": cannot list " + folder, e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private CorpusCount readFile(Path file) {
        Tally tally = new Tally();
        readCases(file, tally);
        String name = name(file);
        CorpusCount count = tally.count(module + "/" + name.substring(0, name.length() - ".json".length()));
        count.unsupported().forEach(line -> out.println("  unsupported " + line));
        count.failed().forEach(line -> out.println("  failed " + line));
        out.println(count.line());
        return count;
    }

    private void readCases(Path file, Tally tally) {
        JsonNode document;
        try {
            document = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            tally.failed.add("(file): " + e.getMessage());
            return;
        }
        JsonNode cases = document.path("cases");
        if (!cases.isArray() || cases.isEmpty()) {
            tally.failed.add("(file): no array 'cases' with a case in it");
            return;
        }
        for (JsonNode node : cases) {
            readCase(new CorpusCase(folder, document, node, effectiveExpected.apply(node)), tally);
        }
    }

    private void readCase(CorpusCase example, Tally tally) {
        if (example.id().isEmpty() || example.op().isEmpty() || example.expected() instanceof MissingNode) {
            tally.failed.add(example.id() + ": a case needs 'id', 'op' and 'expected'");
            return;
        }
        CaseReader reader = readers.get(example.op());
        if (reader == null) {
            tally.unsupported.add(example.id() + ": no reader for op " + example.op());
            return;
        }
        try {
            reader.read(example);
            tally.agree(example);
        } catch (UnsupportedCase e) {
            tally.unsupported.add(example.id() + ": " + e.getMessage());
        } catch (DivergedCase e) {
            out.println("  diverged " + example.id() + ": " + e.getMessage());
            tally.diverged++;
        } catch (AssertionError e) {
            tally.failed.add(example + ": " + e.getMessage());
        } catch (Exception e) {
            tally.failed.add(example + ": " + e + " at " + firstOwnFrame(e));
        }
    }

    private static String firstOwnFrame(Exception e) {
        return Stream.of(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.counterfoil."))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
    }

    private static final class Tally {
        private final List<String> unsupported = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();
        private int agreed;
        private int diverged;

        private void agree(CorpusCase example) {
            if (example.diverges()) {
                diverged++;
            } else {
                agreed++;
            }
        }

        private CorpusCount count(String file) {
            return new CorpusCount(file, agreed, diverged, unsupported, failed);
        }
    }
}
