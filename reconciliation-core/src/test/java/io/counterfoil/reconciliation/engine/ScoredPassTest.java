package io.counterfoil.reconciliation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.score.Comparison;
import io.counterfoil.reconciliation.score.ScoreModel;
import io.counterfoil.reconciliation.score.ScoreTrainer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A scored pass beside the sum over every way to pair its lines. */
class ScoredPassTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final long FAR_BELOW = 8_000;

    /** Groups of lines that lie far apart in money, of up to five a side; most are somebody's counterpart. */
    private static List<String[]> lines(long seed, String side) {
        Random random = new Random(seed);
        List<String[]> lines = new ArrayList<>();
        for (int group = 0; group < 30; group++) {
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                int minor = 1_000 * (1 << group % 10) + random.nextInt(2);
                int day = random.nextInt(2) + 20 * (group / 10);
                String text = "MEMO " + (char) ('A' + random.nextInt(2)) + (group % 5);
                boolean isLeft = "L".equals(side);
                Random noise = new Random(31 * seed + 1_000L * group + i);
                boolean missing = noise.nextInt(6) == 0 && noise.nextBoolean() == isLeft;
                if (!missing) {
                    lines.add(new String[] {
                        side + lines.size(),
                        java.math.BigDecimal.valueOf(minor, 2).toPlainString(),
                        String.valueOf(day + (isLeft ? 1 : 0)),
                        text
                    });
                }
            }
        }
        return lines;
    }

    private static ItemBatch batch(List<String[]> lines) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (String[] line : lines) {
            batch.id(line[0])
                    .amount(line[1], "GBP")
                    .day(DAY.plusDays(Long.parseLong(line[2])))
                    .text(line[3])
                    .add();
        }
        return batch.build();
    }

    /** Rows that pairs tie together with the left row, lefts first. */
    private static int[][] component(long[][] score, int left) {
        boolean[] lefts = new boolean[score.length];
        boolean[] rights = new boolean[score[0].length];
        lefts[left] = true;
        for (boolean grown = true; grown; ) {
            grown = false;
            for (int l = 0; l < lefts.length; l++) {
                for (int r = 0; r < rights.length; r++) {
                    if (score[l][r] != ScoreModel.NO_CANDIDATE && lefts[l] != rights[r]) {
                        lefts[l] = true;
                        rights[r] = true;
                        grown = true;
                    }
                }
            }
        }
        return new int[][] {
            IntStream.range(0, lefts.length).filter(l -> lefts[l]).toArray(),
            IntStream.range(0, rights.length).filter(r -> rights[r]).toArray()
        };
    }

    /** Weight of every matching of the lefts from this one on, those with the pair beside all. */
    private static double[] sums(long[][] score, int[][] part, int at, boolean[] taken, int left, int right) {
        if (at == part[0].length) {
            return new double[] {1, 1};
        }
        int l = part[0][at];
        double[] alone = sums(score, part, at + 1, taken, left, right);
        double all = alone[0];
        double with = l == left ? 0 : alone[1];
        for (int r : part[1]) {
            if (!taken[r] && score[l][r] != ScoreModel.NO_CANDIDATE) {
                taken[r] = true;
                double[] rest = sums(score, part, at + 1, taken, left, right);
                double odds = Math.pow(2, score[l][r] / 1000.0);
                all += odds * rest[0];
                with += l == left && r != right ? 0 : odds * rest[1];
                taken[r] = false;
            }
        }
        return new double[] {all, with};
    }

    @Test
    @DisplayName(
            "REC-65 REC-34 the probability of a scored match is its share of all ways to pair what hangs together with it")
    void everyMatching() {
        List<String[]> lefts = lines(5, "L");
        List<String[]> rights = lines(5, "R");
        ItemBatch left = batch(lefts);
        ItemBatch right = batch(rights);
        ScoreModel model = ScoreTrainer.of("test", Comparison.transfers(-3, 3))
                .train(left, right)
                .model();
        int shared = 0;
        for (double threshold : new double[] {0, 1, -2, -6}) {
            MatchPlan plan = MatchPlan.named("scored")
                    .pass(Pass.oneToOne("score")
                            .score(model)
                            .threshold(threshold)
                            .margin(1)
                            .confirm())
                    .build();
            Reconciler reconciler = Reconciler.builder(plan).build();
            Reconciliation run = reconciler.match(left, right, AS_OF);
            run.conservation().orThrow();
            long bound = Math.round(threshold * 1000);
            long floor = Math.max(model.priorMillibits(), Math.min(0, bound) - FAR_BELOW);
            ScoreModel.Scorer scorer = model.scorer(left, right, null);
            long[][] score = new long[left.size()][right.size()];
            for (int l = 0; l < left.size(); l++) {
                for (int r = 0; r < right.size(); r++) {
                    score[l][r] = scorer.score(l, r, floor);
                }
            }
            List<Match> matches = run.matches().toList();
            for (Match match : matches) {
                int l = left.rowOf(match.left().get(0).item());
                int r = right.rowOf(match.right().get(0).item());
                assertThat(score[l][r]).isGreaterThan(bound);
                assertThat(match.score().orElseThrow().totalMillibits()).isEqualTo(score[l][r]);
                int[][] part = component(score, l);
                double[] sums = sums(score, part, 0, new boolean[right.size()], l, r);
                Confidence.Likelihood likelihood =
                        match.confidence().likelihood().orElseThrow();
                assertThat(likelihood.exact()).isTrue();
                assertThat(likelihood.probability().doubleValue()).isEqualTo(sums[1] / sums[0], within(2e-9));
                shared += part[0].length > 1 ? 1 : 0;
            }
            Collections.shuffle(lefts, new Random(1));
            Collections.shuffle(rights, new Random(2));
            assertThat(reconciler.match(batch(lefts), batch(rights), AS_OF).certificate())
                    .isEqualTo(run.certificate());
            run.open(Side.LEFT)
                    .forEach(
                            item -> assertThat(run.whyNot(Side.LEFT, item.id())).isNotEmpty());
        }
        assertThat(shared).as("matches that others contest").isGreaterThan(5);
    }
}
