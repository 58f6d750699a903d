package io.counterfoil.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.document.Documents;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ResultsPageTest {

    private static final ResultsPage PAGE = new ResultsPage(FixedRun.run(), List.of(FixedRun.w1()));

    private final String markdown = Documents.markdown(PAGE.withoutCharts(), Locale.UK);
    private final String html = Documents.html(PAGE.withCharts(), Locale.UK);

    @Test
    void theGlanceCountsTargetsAndPeersThatWin() {
        assertThat(markdown)
                .contains("- **Targets reached**: 1 of 3\n")
                .contains("- **Targets missed**: 2 (each with its cause below)\n")
                .contains("- **Peers faster than ours**: 1 (")
                .contains("- **Workloads measured**: 1\n");
    }

    @Test
    void aMissStandsWithItsCauseAndAnUnknownOneSaysSo() {
        assertThat(markdown)
                .contains("| W1 | ours/bound | 5.11 | at most 2.2 | the bound only joins |\n")
                .contains("| W1 | F1 | 0.99941 | at least 0.9995 | not known |\n")
                .doesNotContain("never shown");
    }

    @Test
    void aPeerWinsOnlyAtTheSizesAtWhichItIsFaster() {
        assertThat(markdown).contains("| W1 pairs | Peer | Ours | 10,000 | 0.33 |\n");
    }

    @Test
    void theTableOfARaceHasEverySizeRatiosAndGrowth() {
        assertThat(markdown)
                .contains("**W1 pairs, processor time, nanoseconds an operation**")
                .contains("| Contender | Role | 10,000 rows | 100,000 rows | Bytes/op | x ours | x bound | Growth |\n")
                .contains("| bound | bound | 60 | 40 | 0.5 | 0.2 | 1 | - |\n")
                .contains("| Ours | ours | 300 | 200 | 36.2 | 1 | 5 | 0.82 |\n")
                .contains("| Peer (on 5,000 operations) | peer | 100 | 250 | 1,234,567 | 1.25 | 6.25 | - |\n")
                .contains("| Ours | ours | 1,500,000 | 0 | 1 | - |\n");
    }

    @Test
    void machinePeersLoadAndArgumentsAreStated() {
        assertThat(markdown)
                .contains("| Processors | 2, A processor |\n")
                .contains("| Memory | 8 GiB |\n")
                .contains("| Heap of a workload, at most | 1.5 GiB |\n")
                .contains("| Java | Java 17 |\n")
                .contains("| System | Linux, amd64 |\n")
                .contains("| JGraphT | jgrapht-core | 1.5.2 |\n")
                .contains("| W1 | One to one | 1 of 3 | 1.5 | 1.2 to 7.5 | --rows 100000 |\n")
                .contains("The load average was up to 7.5 on 2 processors")
                .contains("a \\| note");
    }

    @Test
    void aWorkloadThatFailedIsNotHidden() {
        assertThat(markdown).contains("> **W2 ended with status 3.**");
        assertThat(html).contains("<strong>W2 ended with status 3.</strong>");
    }

    @Test
    void chartsSayTheirScale() {
        assertThat(html)
                .contains("pairs, 100,000 rows: time, the first of ours being 1. Plain scale")
                .contains(">1.25 x, peer</text>")
                .contains("pairs: Ours, nanoseconds an operation at each size; equal bars are linear growth.")
                .contains("Time grows with rows to the power of 0.82.")
                .contains(">200 ns</text>")
                .contains("<summary>pairs: all figures</summary>")
                .contains("<span class=\"mark bad\">missed</span>");
    }

    @Test
    void aPeerFarBehindTurnsTheScaleLogarithmic() {
        RaceResult race = new RaceResult(
                "far",
                10,
                10,
                "processor time",
                List.of(
                        new RaceResult.Entry("Ours", Role.OURS, 10, 1, 0, 1.0, null),
                        new RaceResult.Entry("Slow", Role.PEER, 10, 100, 0, 100.0, null),
                        new RaceResult.Entry("Odd", Role.PEER, 10, 0, 0, Double.NaN, null)));
        WorkloadResult record = new WorkloadResult(
                "W9", "", List.of(), FixedRun.w1().stand(), List.of(race), List.of(), List.of(), List.of());

        var chart = (io.counterfoil.payments.document.Document.Chart)
                new RaceBlocks(record, "far").charts().get(0);

        assertThat(chart.title()).contains("Logarithmic scale");
        assertThat(chart.bars())
                .extracting(bar -> bar.label() + " " + bar.length() + " " + bar.shown())
                .containsExactly("Ours 1000 1 x, ours", "Slow 3000 100 x, peer");
    }

    @Test
    void aRunOfNothingIsAPageToo() {
        ResultsPage empty = new ResultsPage(new RunResult(List.of(), List.of()), List.of());

        assertThat(Documents.markdown(empty.withCharts(), Locale.UK)).contains("nothing was measured");
    }
}
