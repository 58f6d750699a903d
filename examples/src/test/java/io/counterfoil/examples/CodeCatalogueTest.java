package io.counterfoil.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page {@code docs/codes.md}: every code that the library gives, with what its source says about it. The page is made here and fails when it drifts;
 * {@code -Dcounterfoil.write=true} writes it anew.
 */
class CodeCatalogueTest {

    private static final Path ROOT = Path.of(System.getProperty("counterfoil.root", ".."));
    private static final List<String> MODULES = List.of(
            "payments-core",
            "reconciliation-core",
            "collections-core",
            "ticketing-core",
            "adapters-stripe",
            "adapters-bankfiles",
            "adapters-jdbc");
    /** Other types are not loaded: some stand on libraries that a host may leave out. */
    private static final Pattern HAS_ENUM = Pattern.compile("\\benum\\s+\\w+\\s+implements\\b");

    private static final Pattern WRITTEN = Pattern.compile("Code\\.of\\(\\s*\"([A-Z_]+\\.[A-Z_]*[A-Z])\"");

    /** One line of the page. */
    private record Line(String id, String meaning, String type) {}

    @Test
    void everyCodeOfThePageIsACodeOfTheLibraryAndTheOtherWayRound() throws IOException {
        String page = page();
        Path file = ROOT.resolve("docs/codes.md");
        if (Boolean.getBoolean("counterfoil.write")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file))
                .as("docs/codes.md is made from the code; write it anew with -Dcounterfoil.write=true")
                .isEqualTo(page);
    }

    @Test
    void everyCodeThatIsWrittenOutInTheCodeIsExplainedHere() throws IOException {
        TreeSet<String> written = new TreeSet<>();
        for (Path source : sources()) {
            Matcher code = WRITTEN.matcher(Files.readString(source).replaceAll("(?m)^\\s*(\\*|//|/\\*\\*).*$", ""));
            while (code.find()) {
                written.add(code.group(1));
            }
        }
        List<String> inEnums = lines().stream().map(Line::id).toList();
        written.removeAll(inEnums);
        assertThat(WRITTEN_OUT.keySet()).containsExactlyElementsOf(written);
    }

    private static String page() throws IOException {
        Map<String, List<Line>> byArea = new TreeMap<>();
        List<Line> lines = new ArrayList<>(lines());
        WRITTEN_OUT.forEach((id, meaning) -> lines.add(new Line(id, meaning, "")));
        for (Line line : lines) {
            int dot = line.id().indexOf('.');
            byArea.computeIfAbsent(dot < 0 ? "" : line.id().substring(0, dot), area -> new ArrayList<>())
                    .add(line);
        }
        StringBuilder text = new StringBuilder("# Codes\n\n")
                .append(
                        "Every decision, refusal, finding and diagnostic carries a code. Programs compare codes; sentences may change in any release. ")
                .append("An area is what stands before the dot.\n\n")
                .append("Made from the code: `CodeCatalogueTest` fails when this page and the code differ. ")
                .append(lines.size())
                .append(" codes in ")
                .append(byArea.size())
                .append(" areas.\n\n")
                .append(
                        "Codes from outside (of a bank, a rail, a provider) are kept as they were written and are not listed here; nor are those that are put together from an area and a status: `PROOF.` with a `ProofStatus`, `IMPORT.FILE_` with a state of `ExpectedFiles`, `HOLD.`, `CLAIM.`, `SPECIAL_REDEMPTION.` and `REDEMPTION_ISSUE.` with theirs. ")
                .append("Kinds of alerts stand at the end.\n");
        byArea.forEach((area, codes) -> {
            text.append("\n## ")
                    .append(area.isEmpty() ? "Without an area" : area)
                    .append("\n\n| code | what it says | type |\n| --- | --- | --- |\n");
            codes.stream()
                    .sorted(Comparator.comparing(Line::id).thenComparing(Line::type))
                    .forEach(line -> text.append("| `")
                            .append(line.id())
                            .append("` | ")
                            .append(line.meaning())
                            .append(" | ")
                            .append(line.type().isEmpty() ? "" : "`" + line.type() + "`")
                            .append(" |\n"));
        });
        text.append("\n## Kinds of alerts\n\n")
                .append(
                        "`AlertKind` is open: a host may add its own. The library raises these.\n\n| kind | what it says |\n| --- | --- |\n");
        alertKinds()
                .forEach((kind, meaning) -> text.append("| `")
                        .append(kind)
                        .append("` | ")
                        .append(meaning)
                        .append(" |\n"));
        return text.toString();
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Path source : sources()) {
            String path = source.toString().replace('\\', '/');
            if (path.endsWith("-info.java")) {
                continue;
            }
            String name = path.substring(path.indexOf("src/main/java/") + 14, path.length() - 5)
                    .replace('/', '.');
            String text = Files.readString(source);
            if (HAS_ENUM.matcher(text).find()) {
                collect(type(name), text, lines);
            }
        }
        return lines;
    }

    private static void collect(Class<?> type, String source, List<Line> into) {
        if (type.isEnum() && Code.class.isAssignableFrom(type)) {
            Map<String, String> meanings = meanings(type, source);
            for (Object constant : type.getEnumConstants()) {
                String name = ((Enum<?>) constant).name();
                String where = type.getName()
                        .substring(type.getPackageName().length() + 1)
                        .replace('$', '.');
                into.add(new Line(((Code) constant).id(), meanings.getOrDefault(name, words(name)), where));
            }
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            collect(nested, source, into);
        }
    }

    /** What the source says above each constant, or the constant's name in words. */
    private static Map<String, String> meanings(Class<?> type, String source) {
        List<String> constants = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        Matcher head =
                Pattern.compile("enum " + type.getSimpleName() + "\\b[^{]*\\{").matcher(source);
        while (head.find()) {
            Map<String, String> meanings = new LinkedHashMap<>();
            int at = head.end();
            for (String constant : constants) {
                Matcher next = Pattern.compile(
                                "\\G\\s*(?:/\\*\\*(.*?)\\*/)?\\s*(?://[^\\n]*\\s*)*(?:@\\w+\\s+)*"
                                        + constant
                                        + "\\b(\\s*\\(\\s*(?:\"([^\"]+)\")?)?",
                                Pattern.DOTALL)
                        .matcher(source);
                if (!next.find(at)) {
                    break;
                }
                String said = next.group(3) == null ? words(constant) : capital(next.group(3));
                meanings.put(constant, next.group(1) == null ? said : plain(next.group(1)));
                at = end(source, next.group(2) == null ? next.end() : next.start(2));
            }
            if (meanings.size() == constants.size()) {
                return Map.copyOf(meanings);
            }
        }
        return Map.of();
    }

    /** Behind a constant: its arguments, its body and its comma. */
    private static int end(String source, int from) {
        int at = from;
        int depth = 0;
        boolean quoted = false;
        for (; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '"' && source.charAt(at - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ')' || c == '}')) {
                depth--;
                if (depth < 0) {
                    return at;
                }
            } else if (!quoted && depth == 0 && (c == ',' || c == ';')) {
                return at + 1;
            }
        }
        return at;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\{@(?:code|link|literal)\\s+#?([^}]*)}", "`$1`")
                .replaceAll("<[^>]*>", " ")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    private static String words(String name) {
        return capital(name.toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static Map<String, String> alertKinds() throws IOException {
        Pattern kind = Pattern.compile(
                "(?:/\\*\\*((?:(?!\\*/).)*)\\*/\\s*)?(?:public |private )?(?:static final )?AlertKind \\w+ =\\s*(?:new AlertKind|AlertKind\\.of)\\(\"(\\w+)\"",
                Pattern.DOTALL);
        Map<String, String> kinds = new TreeMap<>();
        for (Path source : sources()) {
            Matcher found = kind.matcher(Files.readString(source));
            while (found.find()) {
                kinds.put(found.group(2), found.group(1) == null ? words(found.group(2)) : plain(found.group(1)));
            }
        }
        return kinds;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, CodeCatalogueTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> sources() {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }

    private static final Map<String, String> WRITTEN_OUT = new TreeMap<>(Map.ofEntries(
            Map.entry("BOOK.CLAIMED_BEYOND_OPEN", "An item is claimed beyond what was open of it."),
            Map.entry("CASH.NO_RULE_LEFT", "No rule of the chain placed the receipt."),
            Map.entry("CASH.SEARCH_LIMIT", "The search for a set ended at its limit."),
            Map.entry("DESK.BRIDGE", "The desk's act follows from the listed action on the invoice."),
            Map.entry("DESK.CURRENCY_MISMATCH", "Payment and invoice are in two currencies."),
            Map.entry("DESK.LINKED_BEFORE", "Every payment is recorded on the invoice already."),
            Map.entry("DESK.ROW", "The desk's act follows from a row of its own table."),
            Map.entry("DESK.SEVERAL_CANDIDATES", "Several payments fit the invoice equally well."),
            Map.entry("FUNDS.BELOW_LIMIT", "Available funds are below the limit that was set."),
            Map.entry("FUNDS.NOT_THE_LEDGER", "A figure of available funds is not that of the ledger."),
            Map.entry("IMPORT.FORMAT_SEEN", "By what the format was told."),
            Map.entry("IMPORT.PROFILE_FITS", "By what a proposed profile fits the sample."),
            Map.entry("RECONCILIATION.CLAIMS_BROKEN", "Claims are not one for each matched item."),
            Map.entry("RECONCILIATION.COUNT_BROKEN", "Records taken in are not items and rejections."),
            Map.entry("RECONCILIATION.INPUT_DIFFERS", "A side is not the one that the run read."),
            Map.entry("STATUS.LISTED", "The table of invoice actions has a row for this standing."),
            Map.entry("STATUS.UNLISTED", "The table has no row for this standing: somebody looks."),
            Map.entry("TAX.DIFFERENT", "Tax of a bill and tax in the ledger differ."),
            Map.entry("TAX.NOT_BOOKED", "Tax of a bill is not in the ledger."),
            Map.entry("TAX.UNEXPLAINED", "Tax in the ledger that no bill explains.")));
}
