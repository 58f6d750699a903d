package io.counterfoil.reconciliation.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** How sure a match is, and by how much. Immutable. */
@Value.Immutable
public interface Confidence {

    /** In a word. */
    Certainty certainty();

    /** How much worse the best reading without it is. */
    Margin margin();

    /** How many sets would hit by chance; empty where the pass did not ask, or other evidence names the match. */
    Optional<CoincidenceRisk> risk();

    /** How probable it is; empty where the pass has no model. */
    Optional<Likelihood> likelihood();

    /** A builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a confidence. */
    final class Builder extends ImmutableConfidence.Builder {
        Builder() {}
    }

    /**
     * The distance to the best reading without the match (reconciliation specification REC-12); {@link Reconciliation#rival} shows that reading.
     *
     * @param regretMillibits weight of the best assignment less weight of the best one without this match, in thousandths of a bit; never negative
     */
    record Margin(long regretMillibits) {}

    /**
     * Probability of a scored match over all ways to match its component, staying alone included (reconciliation specification REC-65).
     *
     * @param billionths of certainty
     * @param exact false where the component was too large, and pairs far behind the best of both their ends were left out
     */
    record Likelihood(int billionths, boolean exact) {

        /** From 0 to 1, nine decimals. */
        public BigDecimal probability() {
            return BigDecimal.valueOf(billionths, 9);
        }
    }

    /**
     * How many sets of the pool are expected to hit the target by chance (reconciliation specification 4.5), as an exact fraction.
     *
     * @param numerator of the expected number
     * @param denominator of it, positive
     * @param stepMinor distance of the sums that are possible at all
     * @param bandMinor how far to either side of the target sums were counted
     * @param sampled whether a count above the limit was extrapolated from a sample
     */
    record CoincidenceRisk(
            java.math.BigInteger numerator,
            java.math.BigInteger denominator,
            long stepMinor,
            long bandMinor,
            boolean sampled) {

        /** Rounded for display, HALF_EVEN. */
        public BigDecimal expected(int decimals) {
            return new BigDecimal(numerator)
                    .divide(new BigDecimal(denominator), decimals, java.math.RoundingMode.HALF_EVEN);
        }
    }

    /**
     * What the probabilities of scored matches promise, and where to draw the line without labels (reconciliation specification REC-65). It looks at all scored matches of
     * a run together, so it is no part of the run, whose decisions are local. Immutable.
     *
     * <pre>{@code
     * Calibration calibration = Calibration.of(run.matches());
     * List<Match> safe = calibration.cut("0.999");
     * }</pre>
     */
    final class Calibration {

        private static final long BILLION = 1_000_000_000;
        private static final double PRUDENCE = 2;
        private static final double TAIL = 0.025;
        private static final double NORMAL_REACH = 1.96;
        private static final double MANY = 500;
        private static final List<String> BANDS =
                List.of("0", "0.5", "0.8", "0.9", "0.95", "0.99", "0.995", "0.999", "0.9999", "0.99999");

        private final List<Match> matches;

        private Calibration(List<Match> matches) {
            this.matches = matches;
        }

        /** Of the matches that have a probability; others are left aside. */
        public static Calibration of(Stream<Match> matches) {
            return new Calibration(
                    matches.filter(m -> m.confidence().likelihood().isPresent())
                            .map(m -> new Ranked(m, billionths(m), m.id().value()))
                            .sorted(Comparator.comparingInt(Ranked::billionths)
                                    .reversed()
                                    .thenComparing(Ranked::id))
                            .map(Ranked::match)
                            .toList());
        }

        /** What matches are sorted by, taken once of each: an id is a digest. */
        private record Ranked(Match match, int billionths, String id) {}

        private static int billionths(Match match) {
            return match.confidence()
                    .likelihood()
                    .map(Confidence.Likelihood::billionths)
                    .orElse(0);
        }

        /** The matches, the most probable first. */
        public List<Match> matches() {
            return matches;
        }

        /** How many of the matches are expected to be wrong. */
        public BigDecimal expectedErrors() {
            return expectedErrors(matches);
        }

        /** How many of the given matches are expected to be wrong: the sum of what their probabilities lack. */
        public static BigDecimal expectedErrors(List<Match> some) {
            long lacking = 0;
            for (Match match : some) {
                lacking += BILLION - billionths(match);
            }
            return BigDecimal.valueOf(lacking, 9);
        }

        /**
         * Between which counts the wrong matches lie 95 times of 100 where so many are expected. Wrong matches come in twos (one takes what another should have), so the range
         * is twice that of a Poisson variable of half the mean.
         *
         * @param expected not negative
         */
        public static Likely likelyErrors(BigDecimal expected) {
            if (expected.signum() < 0) {
                throw new IllegalArgumentException(expected + " errors expected, expected zero or more");
            }
            double mean = expected.doubleValue() / 2;
            // far from zero a normal variable tells the same, and its terms do not vanish
            if (mean > MANY) {
                double reach = NORMAL_REACH * StrictMath.sqrt(mean);
                return new Likely(2 * (long) StrictMath.floor(mean - reach), 2 * (long) StrictMath.ceil(mean + reach));
            }
            double term = StrictMath.exp(-mean);
            double sum = term;
            long count = 0;
            long least = sum >= TAIL ? 0 : -1;
            while (sum < 1 - TAIL) {
                count++;
                term *= mean / count;
                sum += term;
                least = least < 0 && sum >= TAIL ? count : least;
            }
            return new Likely(2 * least, 2 * count);
        }

        /**
         * A range of counts.
         *
         * @param least inside
         * @param most inside
         */
        public record Likely(long least, long most) {}

        /**
         * The most probable matches, as many as are expected to have the precision with prudence: the expected number of errors and two standard deviations of it are
         * together at most the share that the precision leaves.
         *
         * @param expectedPrecision above 0 and below 1, such as {@code 0.999}
         */
        public List<Match> cut(String expectedPrecision) {
            BigDecimal precision = new BigDecimal(expectedPrecision);
            if (precision.signum() <= 0 || precision.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException(
                        "expected precision " + expectedPrecision + ", expected more than 0 and less than 1");
            }
            double allowed = BigDecimal.ONE.subtract(precision).doubleValue();
            double errors = 0;
            double variance = 0;
            int taken = 0;
            for (int i = 0; i < matches.size(); i++) {
                double wrong = 1 - billionths(matches.get(i)) / (double) BILLION;
                errors += wrong;
                variance += wrong * (1 - wrong);
                if (errors + PRUDENCE * StrictMath.sqrt(variance) <= allowed * (i + 1)) {
                    taken = i + 1;
                }
            }
            return matches.subList(0, taken);
        }

        /**
         * Stated against observed errors by band of probability, where somebody knows the truth.
         *
         * @param right whether a match is right
         */
        public List<Band> bands(Predicate<Match> right) {
            List<Band> bands = new ArrayList<>();
            for (int b = 0; b < BANDS.size(); b++) {
                BigDecimal from = new BigDecimal(BANDS.get(b));
                BigDecimal to = b + 1 < BANDS.size() ? new BigDecimal(BANDS.get(b + 1)) : new BigDecimal(2);
                List<Match> inside = matches.stream()
                        .filter(m -> probability(m).compareTo(from) >= 0
                                && probability(m).compareTo(to) < 0)
                        .toList();
                long wrong = inside.stream().filter(right.negate()).count();
                bands.add(new Band(from, inside.size(), expectedErrors(inside), wrong));
            }
            return bands;
        }

        private static BigDecimal probability(Match match) {
            return BigDecimal.valueOf(billionths(match), 9);
        }

        /**
         * One row of a calibration report.
         *
         * @param from the least probability of the band; it ends where the next begins
         * @param matches in the band
         * @param stated errors that the probabilities promise
         * @param observed errors that there are
         */
        public record Band(BigDecimal from, int matches, BigDecimal stated, long observed) {}
    }

    /** How sure a match is. */
    enum Certainty {
        /** In every best assignment, and its regret reaches the confirm margin. */
        CERTAIN,
        /** Sure up to an exchange of items that the plan declares to be as good as each other. */
        INTERCHANGEABLE,
        /**
         * In every best assignment, by less than the confirm margin; or brought together by what may be chance, against a reference that says otherwise, or only because other
         * lines take what is equal to it.
         */
        LIKELY
    }
}
