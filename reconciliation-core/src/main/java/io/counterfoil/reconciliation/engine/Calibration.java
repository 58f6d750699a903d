package io.counterfoil.reconciliation.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the probabilities of scored matches promise, and where to draw the line without labels (reconciliation specification REC-65). It looks at all scored matches of
 * a run together, so it is no part of the run, whose decisions are local. Immutable.
 *
 * <pre>{@code
 * Calibration calibration = Calibration.of(run.matches());
 * List<Match> safe = calibration.cut("0.999");
 * }</pre>
 */
public final class Calibration {

    private static final long BILLION = 1_000_000_000;
    private static final double PRUDENCE = 2;
    private static final List<String> BANDS =
            List.of("0", "0.5", "0.8", "0.9", "0.95", "0.99", "0.995", "0.999", "0.9999", "0.99999");

    private final List<Match> matches;

    private Calibration(List<Match> matches) {
        this.matches = matches;
    }

    /** Of the matches that have a probability; others are left aside. */
    public static Calibration of(Stream<Match> matches) {
        return new Calibration(matches.filter(m -> m.confidence().likelihood().isPresent())
                .sorted(Comparator.comparingInt(Calibration::billionths)
                        .reversed()
                        .thenComparing(m -> m.id().value()))
                .toList());
    }

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
