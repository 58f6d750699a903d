package io.counterfoil.ticketing.measure;

import io.counterfoil.payments.evidence.Sha256;
import java.util.Arrays;

/**
 * Intervals for means: studentised bootstrap (Efron and Tibshirani 1993, chapter 12.5), seeded from the values, so that the same values have the same interval
 * everywhere. Resamples without spread say nothing about t and are left out.
 */
final class Bootstrap {

    static final int RESAMPLES = 2_000;
    static final int NORMAL_FROM = 20_000;

    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    /** What rounding leaves of a spread that is none. */
    private static final double NO_SPREAD = 1e-12;

    private Bootstrap() {}

    /** Lower and upper end; the values in any order. */
    static double[] interval(double[] values, double confidence) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = mean(sorted);
        double error = error(sorted, mean);
        if (error == 0) {
            return new double[] {mean, mean};
        }
        if (sorted.length >= NORMAL_FROM) {
            double z = Proportions.z(confidence);
            return new double[] {mean - z * error, mean + z * error};
        }
        double[] t = studentised(sorted, mean);
        int tail = (int) Math.floor((t.length + 1) * (1 - confidence) / 2);
        int low = Math.max(0, tail - 1);
        return new double[] {mean - t[t.length - 1 - low] * error, mean - t[low] * error};
    }

    /** A resample is never written down: the sums of its distances from the mean and of their squares are all that t needs. */
    private static double[] studentised(double[] values, double mean) {
        int n = values.length;
        double[] distances = new double[n];
        for (int at = 0; at < n; at++) {
            distances[at] = values[at] - mean;
        }
        long state = Sha256.of(Arrays.toString(values)).a();
        double[] t = new double[RESAMPLES];
        int kept = 0;
        for (int round = 0; round < RESAMPLES; round++) {
            double sum = 0;
            double squares = 0;
            for (int at = 0; at < n; at++) {
                state += GAMMA;
                double drawn = distances[(int) (((mixed(state) >>> 32) * n) >>> 32)];
                sum += drawn;
                squares += drawn * drawn;
            }
            double spread = squares - sum * sum / n;
            if (spread > NO_SPREAD * squares) {
                t[kept++] = sum / n / Math.sqrt(spread / (n - 1) / n);
            }
        }
        double[] usable = Arrays.copyOf(t, kept);
        Arrays.sort(usable);
        return usable;
    }

    /** SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine, a few instructions each. */
    private static long mixed(long state) {
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double error(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
