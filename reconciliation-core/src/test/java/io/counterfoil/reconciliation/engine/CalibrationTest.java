package io.counterfoil.reconciliation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What probabilities promise, on matches of given probabilities. */
class CalibrationTest {

    private record Known(MatchId id, Optional<Integer> billionths) implements Match {

        @Override
        public String pass() {
            return "score";
        }

        @Override
        public List<Match.Portion> left() {
            return List.of();
        }

        @Override
        public List<Match.Portion> right() {
            return List.of();
        }

        @Override
        public List<Difference> differences() {
            return List.of();
        }

        @Override
        public PassDecision.Outcome decision() {
            return PassDecision.Outcome.SUGGEST;
        }

        @Override
        public Match.Finality finality() {
            return Match.Finality.FINAL;
        }

        @Override
        public Confidence confidence() {
            return Confidence.builder()
                    .certainty(Confidence.Certainty.LIKELY)
                    .margin(new Confidence.Margin(1_000))
                    .likelihood(billionths.map(b -> new Confidence.Likelihood(b, true)))
                    .build();
        }

        @Override
        public Optional<ScoreModel.Waterfall> score() {
            return Optional.empty();
        }

        @Override
        public Evidence evidence() {
            return Evidence.none();
        }
    }

    private static Match match(String id, int billionths) {
        return new Known(new MatchId(id), Optional.of(billionths));
    }

    private static List<Match> times(int count, int billionths) {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            matches.add(match(billionths + "-" + (10_000 + i), billionths));
        }
        return matches;
    }

    @Test
    @DisplayName("REC-65 matches stand the most probable first, equal ones by id; those without a probability are left"
            + " aside")
    void order() {
        Match low = match("a", 500_000_000);
        Match first = match("b", 900_000_000);
        Match second = match("c", 900_000_000);
        Match unknown = new Known(new MatchId("d"), Optional.empty());
        Confidence.Calibration calibration = Confidence.Calibration.of(List.of(low, second, unknown, first).stream());
        assertThat(calibration.matches()).containsExactly(first, second, low);
        assertThat(calibration.expectedErrors()).isEqualByComparingTo("0.7");
        assertThat(Confidence.Calibration.expectedErrors(List.of())).isEqualByComparingTo("0");
    }

    @Test
    @DisplayName(
            "REC-65 the cut takes matches while the expected errors and two standard deviations of them stay inside"
                    + " what the precision leaves")
    void cutIsPrudent() {
        List<Match> sure = times(9_000, 1_000_000_000);
        List<Match> good = times(100, 990_000_000);
        List<Match> all = new ArrayList<>(good);
        all.addAll(sure);
        // 0.01 n + 2 sqrt(0.0099 n) <= 0.001 (9000 + n): holds to n = 415, so for all 100
        assertThat(Confidence.Calibration.of(all.stream()).cut("0.999")).hasSize(9_100);
        // 0.01 n + 2 sqrt(0.0099 n) <= 0.0001 (9000 + n), with n in x*x: 0.0099 n + 0.19900 sqrt(n) <= 0.9, sqrt(n) <=
        // 3.82
        assertThat(Confidence.Calibration.of(all.stream()).cut("0.9999")).hasSize(9_014);
        assertThat(Confidence.Calibration.of(times(10, 500_000_000).stream()).cut("0.9"))
                .isEmpty();
        for (String bad : List.of("0", "1", "-0.5", "1.5")) {
            assertThatThrownBy(() -> Confidence.Calibration.of(all.stream()).cut(bad))
                    .hasMessageContaining("expected precision " + bad);
        }
    }

    @Test
    @DisplayName("REC-65 bands hold each match once, from their least probability on, with stated and observed errors")
    void bandsHoldEachMatchOnce() {
        List<Match> matches = new ArrayList<>(times(4, 500_000_000));
        matches.addAll(times(2, 499_999_999));
        matches.addAll(times(10, 990_000_000));
        matches.addAll(times(3, 1_000_000_000));
        List<Confidence.Calibration.Band> bands = Confidence.Calibration.of(matches.stream())
                .bands(m -> !m.id().value().startsWith("5"));
        assertThat(bands).hasSize(10);
        assertThat(bands.get(0))
                .isEqualTo(new Confidence.Calibration.Band(new BigDecimal("0"), 2, new BigDecimal("1.000000002"), 0));
        assertThat(bands.get(1))
                .isEqualTo(new Confidence.Calibration.Band(new BigDecimal("0.5"), 4, new BigDecimal("2.000000000"), 4));
        assertThat(bands.get(5))
                .isEqualTo(
                        new Confidence.Calibration.Band(new BigDecimal("0.99"), 10, new BigDecimal("0.100000000"), 0));
        assertThat(bands.get(9).matches()).isEqualTo(3);
        assertThat(bands.stream().mapToInt(Confidence.Calibration.Band::matches).sum())
                .isEqualTo(19);
    }

    @Test
    @DisplayName("REC-65 the likely range of wrong matches is twice the Poisson range of half the mean, as they come in"
            + " twos")
    void likelyErrors() {
        // Poisson tables: mean 1 has 2.5 % points 0 and 3, mean 2.5 has 0 and 6, mean 5 has 1 and 10, mean 20 has 12
        // and 29
        assertThat(likely("0")).isEqualTo(new Confidence.Calibration.Likely(0, 0));
        assertThat(likely("2")).isEqualTo(new Confidence.Calibration.Likely(0, 6));
        assertThat(likely("5")).isEqualTo(new Confidence.Calibration.Likely(0, 12));
        assertThat(likely("10")).isEqualTo(new Confidence.Calibration.Likely(2, 20));
        assertThat(likely("40")).isEqualTo(new Confidence.Calibration.Likely(24, 58));
        // normal: 1000 +- 1.96 sqrt(1000) = 938.02 to 1061.98
        assertThat(likely("2000")).isEqualTo(new Confidence.Calibration.Likely(1_876, 2_124));
        assertThatThrownBy(() -> likely("-1")).hasMessageContaining("-1 errors expected");
    }

    private static Confidence.Calibration.Likely likely(String stated) {
        return Confidence.Calibration.likelyErrors(new BigDecimal(stated));
    }
}
