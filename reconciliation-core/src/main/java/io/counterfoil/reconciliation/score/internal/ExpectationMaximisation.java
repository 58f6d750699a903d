package io.counterfoil.reconciliation.score.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Estimates how often each level is reached among matches (m) and among other pairs (u) from pairs without labels: the two-class mixture of Fellegi and Sunter
 * with fields independent given the class, by expectation and maximisation. Patterns may carry a known adjustment of their odds (term frequency). Not
 * thread-safe.
 */
public final class ExpectationMaximisation {

    private static final double FLOOR = 1e-9;

    private final int[] levelCounts;
    private final int[] heard;
    private final byte[] reached;
    private final double[] counts;
    private final double[] odds;
    private final double[] posterior;
    private double lambda;
    private final double[][] m;
    private final double[][] u;

    /**
     * Starts with m of level i proportional to 2^-i and u the share of each level among all pairs.
     *
     * @param levelCounts levels of each field, level 0 the strongest
     * @param levels the level of each field in each pattern; -1 where the field is missing
     * @param counts pairs of each pattern
     * @param oddsFactors by which term frequency multiplies the odds of each pattern; 1 where there is none
     * @param lambda share of matches to start from
     */
    public ExpectationMaximisation(
            int[] levelCounts, int[][] levels, double[] counts, double[] oddsFactors, double lambda) {
        this.levelCounts = levelCounts.clone();
        this.heard = heard(levelCounts.length, levels);
        this.reached = reached(levels);
        this.counts = counts;
        this.odds = oddsFactors;
        this.posterior = new double[counts.length];
        this.lambda = lambda;
        this.m = new double[levelCounts.length][];
        this.u = new double[levelCounts.length][];
        for (int f = 0; f < levelCounts.length; f++) {
            m[f] = new double[levelCounts[f]];
            for (int level = 0; level < levelCounts[f]; level++) {
                m[f][level] = StrictMath.pow(2, -level);
            }
            normalise(m[f]);
            u[f] = shares(f, levels);
        }
        for (int f = 0; f < levelCounts.length; f++) {
            if (Arrays.binarySearch(heard, f) < 0) {
                Arrays.fill(m[f], 1.0 / levelCounts[f]);
            }
        }
    }

    /** Fields that some pattern has a level of: the others say nothing in any round. */
    private static int[] heard(int fields, int[][] levels) {
        return IntStream.range(0, fields)
                .filter(f -> Arrays.stream(levels).anyMatch(pattern -> pattern[f] >= 0))
                .toArray();
    }

    /** For each pattern the level of each heard field, counted from 1; 0 where it is missing. */
    private byte[] reached(int[][] levels) {
        byte[] all = new byte[levels.length * heard.length];
        int at = 0;
        for (int[] pattern : levels) {
            for (int f : heard) {
                all[at] = (byte) (pattern[f] + 1);
                at++;
            }
        }
        return all;
    }

    private double[] shares(int field, int[][] levels) {
        double[] shares = new double[levelCounts[field]];
        for (int p = 0; p < levels.length; p++) {
            if (levels[p][field] >= 0) {
                shares[levels[p][field]] += counts[p];
            }
        }
        normalise(shares);
        return shares;
    }

    private static void normalise(double[] weights) {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sum == 0 ? 1.0 / weights.length : weights[i] / sum;
        }
    }

    /** Runs rounds until no parameter moves by more than the change, or so many; answers how many ran. */
    public int run(int rounds, double change) {
        for (int round = 1; round <= rounds; round++) {
            expect();
            if (maximise() < change) {
                return round;
            }
        }
        return rounds;
    }

    private void expect() {
        double prior = lambda / (1 - lambda);
        double[][] ratio = new double[levelCounts.length][];
        for (int f = 0; f < levelCounts.length; f++) {
            ratio[f] = new double[levelCounts[f] + 1];
            ratio[f][0] = 1;
            for (int level = 0; level < levelCounts[f]; level++) {
                ratio[f][level + 1] = Math.max(FLOOR * FLOOR, m[f][level]) / Math.max(FLOOR, u[f][level]);
            }
        }
        int at = 0;
        for (int p = 0; p < counts.length; p++) {
            double product = prior * odds[p];
            for (int f : heard) {
                product *= ratio[f][reached[at]];
                at++;
            }
            posterior[p] = product / (1 + product);
        }
    }

    private double maximise() {
        double matches = 0;
        double all = 0;
        double[][] yes = new double[levelCounts.length][];
        double[][] no = new double[levelCounts.length][];
        for (int f = 0; f < levelCounts.length; f++) {
            yes[f] = new double[levelCounts[f] + 1];
            no[f] = new double[levelCounts[f] + 1];
        }
        int at = 0;
        for (int p = 0; p < counts.length; p++) {
            double expected = posterior[p] * counts[p];
            double others = counts[p] - expected;
            for (int f : heard) {
                yes[f][reached[at]] += expected;
                no[f][reached[at]] += others;
                at++;
            }
            matches += expected;
            all += counts[p];
        }
        double moved = Math.abs(lambda - matches / all);
        lambda = Math.min(1 - FLOOR, Math.max(FLOOR, matches / all));
        for (int f : heard) {
            moved = Math.max(moved, replace(m[f], shares(yes[f])));
            moved = Math.max(moved, replace(u[f], shares(no[f])));
        }
        return moved;
    }

    /** Shares of the levels, without what is missing, which stands first. */
    private static double[] shares(double[] sums) {
        double[] shares = Arrays.copyOfRange(sums, 1, sums.length);
        normalise(shares);
        return shares;
    }

    private static double replace(double[] old, double[] fresh) {
        double moved = 0;
        for (int i = 0; i < old.length; i++) {
            moved = Math.max(moved, Math.abs(old[i] - fresh[i]));
            old[i] = fresh[i];
        }
        return moved;
    }

    /** Takes m and u from given probabilities of the patterns instead of this estimate's own, as after one-to-one matching. */
    public void adopt(double[] matchShare) {
        System.arraycopy(matchShare, 0, posterior, 0, posterior.length);
        maximise();
    }

    /** Share of matches among the pairs. */
    public double lambda() {
        return lambda;
    }

    /** Share of the level among matches. */
    public double m(int field, int level) {
        return m[field][level];
    }

    /** Share of the level among other pairs. */
    public double u(int field, int level) {
        return u[field][level];
    }
}
