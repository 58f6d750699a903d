package io.counterfoil.payments.testkit.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class CorpusFolderTest {

    private static final String DOUBLING = """
            {"topic":"doubling","cases":[
              {"id":"D-1","op":"double","input":{"n":2},"expected":4},
              {"id":"D-2","op":"double","input":{"n":3},"expected":7,"divergence":{"why":"the peer is off","ideal":6}},
              {"id":"D-3","op":"halve","input":{"n":3},"expected":1},
              {"id":"D-4","op":"double","input":{"n":-1},"expected":-2}]}
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private static void doubled(CorpusCase example) {
        int n = example.input().path("n").asInt();
        if (n < 0) {
            throw example.unsupported("negative");
        }
        assertThat(2 * n).as("doubled").isEqualTo(example.expected().asInt());
    }

    private CorpusFolder corpus() {
        return CorpusFolder.at("toy", folder, out).reader("double", CorpusFolderTest::doubled);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aReaderCanEndACaseWithTheRuleThatItContradicts() throws IOException {
        write("doubling.json", DOUBLING);
        List<CorpusCount> counts = CorpusFolder.at("toy", folder, out)
                .reader("halve", example -> {
                    throw example.diverged("rule 5: an odd number is not halved");
                })
                .reader("double", CorpusFolderTest::doubled)
                .verify();
        assertThat(counts.get(0).diverged()).isEqualTo(2);
        assertThat(lines())
                .containsExactly(
                        "  diverged D-3: rule 5: an odd number is not halved",
                        "  unsupported D-4: negative",
                        "corpus toy/doubling: cases=4 agreed=1 diverged=2 unsupported=1 failed=0");
    }

    @Test
    void everyCaseOfAFileEndsInOneCountAndTheRestIsListedAboveTheLine() throws IOException {
        write("doubling.json", DOUBLING);

        CorpusCount count = corpus().verify().get(0);

        assertThat(count.cases()).isEqualTo(4);
        assertThat(lines())
                .containsExactly(
                        "  unsupported D-3: no reader for op halve",
                        "  unsupported D-4: negative",
                        "corpus toy/doubling: cases=4 agreed=1 diverged=1 unsupported=2 failed=0");
    }

    @Test
    void filesAreReadInTheOrderOfTheirNamesAndOnlyJsonOfTheFolderItself() throws IOException {
        write("b.json", DOUBLING);
        write("a.json", DOUBLING);
        write("README.md", "not a case");
        Files.createDirectory(folder.resolve("samples.json"));

        assertThat(corpus().verify()).extracting(CorpusCount::file).containsExactly("toy/a", "toy/b");
    }

    @Test
    void aWrongAnswerFailsTheTestAtTheEndWithEveryMessage() throws IOException {
        write("a.json", "{\"cases\":[{\"id\":\"A-1\",\"op\":\"double\",\"input\":{\"n\":2},\"expected\":5}]}");
        write("b.json", "{\"cases\":[{\"id\":\"B-1\",\"op\":\"double\",\"input\":{\"n\":4},\"expected\":9}]}");

        assertThatThrownBy(() -> corpus().verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 failed")
                .hasMessageContaining("toy/a double A-1")
                .hasMessageContaining("toy/b double B-1");
        assertThat(lines()).contains("corpus toy/b: cases=1 agreed=0 diverged=0 unsupported=0 failed=1");
    }

    @Test
    void anUnexpectedExceptionIsAFailureThatNamesItsPlace() throws IOException {
        write("a.json", "{\"cases\":[{\"id\":\"A-1\",\"op\":\"break\",\"input\":{},\"expected\":5}]}");
        CorpusFolder corpus = corpus().reader("break", example -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(corpus::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("IllegalStateException: broken at io.counterfoil.payments.testkit");
    }

    @Test
    void anUnreadableFileAFileWithoutCasesAndACaseWithoutNameFail() throws IOException {
        write("a.json", "{\"cases\":[");
        write("b.json", "{\"cases\":[]}");
        write("c.json", "{\"cases\":[{\"op\":\"double\",\"input\":{\"n\":2},\"expected\":4}]}");

        assertThatThrownBy(() -> corpus().verify()).hasMessageContaining("3 failed");
    }

    @Test
    void anEmptyFolderFails() {
        assertThatThrownBy(() -> corpus().verify()).hasMessageContaining("no *.json file");
    }

    @Test
    void fractionsAreReadExactly() throws IOException {
        write(
                "a.json",
                "{\"cases\":[{\"id\":\"A-1\",\"op\":\"keep\",\"input\":0.10,\"expected\":12345678901234567890.123450}]}");
        List<BigDecimal> seen = new ArrayList<>();

        CorpusFolder.at("toy", folder, out)
                .readers(Map.of("keep", example -> {
                    seen.add(example.input().decimalValue());
                    seen.add(example.expected().decimalValue());
                }))
                .verify();

        assertThat(seen).containsExactly(new BigDecimal("0.10"), new BigDecimal("12345678901234567890.123450"));
    }

    @Test
    void aModuleMaySayOtherwiseWhatACaseIsHeldTo() throws IOException {
        write("a.json", "{\"cases\":[{\"id\":\"A-1\",\"op\":\"double\",\"input\":{\"n\":2},\"ours\":4}]}");

        List<CorpusCount> counts =
                corpus().effectiveExpected(node -> node.path("ours")).verify();

        assertThat(counts).extracting(CorpusCount::agreed).containsExactly(1);
    }

    @Test
    void aDivergenceWithoutAnIdealIsHeldToExpectedAndCountsAsDiverged() throws IOException {
        write(
                "a.json",
                "{\"cases\":[{\"id\":\"A-1\",\"op\":\"double\",\"input\":{\"n\":2},\"expected\":4,\"divergence\":{\"why\":\"x\"}}]}");

        assertThat(corpus().verify()).extracting(CorpusCount::diverged).containsExactly(1);
    }

    @Test
    void anIdealOfNullIsPresent() throws IOException {
        write(
                "a.json",
                "{\"cases\":[{\"id\":\"A-1\",\"op\":\"none\",\"input\":1,\"expected\":4,\"divergence\":{\"ideal\":null}}]}");
        List<JsonNode> seen = new ArrayList<>();

        CorpusFolder.at("toy", folder, out)
                .reader("none", example -> seen.add(example.expected()))
                .verify();

        assertThat(seen).singleElement().matches(JsonNode::isNull);
    }

    @Test
    void aSecondReaderOfOneOpIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> corpus().reader("double", example -> {}));
    }

    @Test
    void withoutACorpusTheTestIsSkippedWithANotice() {
        assertThatThrownBy(() -> CorpusFolder.locate("toy", "", "/", out)).isInstanceOf(TestAbortedException.class);
        assertThatThrownBy(() -> CorpusFolder.locate("toy", "no-such-folder", folder.toString(), out))
                .isInstanceOf(TestAbortedException.class);
        assertThat(lines())
                .containsExactly(
                        "corpus toy: skipped, counterfoil.corpus is not set",
                        "corpus toy: skipped, there is no folder " + folder.resolve("no-such-folder/toy"));
    }

    @Test
    void aRelativeCorpusLiesBesideTheRootOfTheCheckout() throws IOException {
        Path module = Files.createDirectories(folder.resolve("corpus/toy"));
        Path root = Files.createDirectories(folder.resolve("checkout"));

        assertThat(CorpusFolder.locate("toy", "../corpus", root.toString(), out))
                .isEqualTo(module);
        assertThat(CorpusFolder.locate("toy", folder.resolve("corpus").toString(), root.toString(), out))
                .isEqualTo(module);
    }
}
