package io.counterfoil.ticketing.measure;

import io.counterfoil.payments.evidence.Sha256;
import java.util.Arrays;
import java.util.Random;

/**
 * Intervals for means: studentised bootstrap (Efron and Tibshirani 1993, chapter 12.5), seeded from the values, so that the same values have the same interval
 * everywhere. Resamples without spread say nothing about t and are left out.
 */
final class Bootstrap {

    static final int RESAMPLES = 2_000;
    static final int NORMAL_FROM = 20_000;

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

    private static double[] studentised(double[] values, double mean) {
        Random random = new Random(Sha256.of(Arrays.toString(values)).a());
        double[] t = new double[RESAMPLES];
        double[] resample = new double[values.length];
        int kept = 0;
        for (int round = 0; round < RESAMPLES; round++) {
            for (int at = 0; at < resample.length; at++) {
                resample[at] = values[random.nextInt(values.length)];
            }
            double resampleMean = mean(resample);
            double resampleError = error(resample, resampleMean);
            if (resampleError > 0) {
                t[kept++] = (resampleMean - mean) / resampleError;
            }
        }
        double[] usable = Arrays.copyOf(t, kept);
        Arrays.sort(usable);
        return usable;
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
