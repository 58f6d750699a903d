package io.counterfoil.ticketing.measure;

/** Intervals for shares and the normal distribution, in floating point: statistics, never money. */
final class Proportions {

    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        0.000009984369578019572,
        1.5056327351493116e-7
    };

    private Proportions() {}

    /** The two-sided standard normal quantile: 1.96 for 0.95; Newton's method on the series of the distribution. */
    static double z(double confidence) {
        double wanted = confidence / 2;
        double x = 0.5;
        for (int round = 0; round < 200; round++) {
            double step = (centralHalf(x) - wanted) / density(x);
            x -= Math.max(-1, Math.min(1, step));
            if (Math.abs(step) < 1e-15) {
                break;
            }
        }
        return x;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double centralHalf(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 1_000; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return density(x) * sum;
    }

    /** Wilson's score interval (E. B. Wilson 1927): lower and upper end. */
    static double[] wilson(double share, double n, double z) {
        double square = z * z;
        double middle = share + square / (2 * n);
        double reach = z * Math.sqrt(share * (1 - share) / n + square / (4.0 * n * n));
        double scale = 1 + square / n;
        return new double[] {share == 0 ? 0 : (middle - reach) / scale, share == 1 ? 1 : (middle + reach) / scale};
    }

    /** Clopper and Pearson's exact interval (1934): lower and upper end. */
    static double[] clopperPearson(long successes, long n, double confidence) {
        double tail = (1 - confidence) / 2;
        double lower = successes == 0 ? 0 : betaQuantile(tail, (double) successes, n - successes + 1.0);
        double upper = successes == n ? 1 : betaQuantile(1 - tail, successes + 1.0, (double) (n - successes));
        return new double[] {lower, upper};
    }

    private static double betaQuantile(double probability, double a, double b) {
        double low = 0;
        double high = 1;
        for (int round = 0; round < 200 && high - low > 1e-16; round++) {
            double middle = (low + high) / 2;
            if (beta(middle, a, b) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The chance of exactly so many of n. */
    static double binomial(int count, int n, double share) {
        if (share <= 0 || share >= 1) {
            return count == (share <= 0 ? 0 : n) ? 1 : 0;
        }
        return Math.exp(logGamma(n + 1.0)
                - logGamma(count + 1.0)
                - logGamma(n - count + 1.0)
                + count * Math.log(share)
                + (n - count) * Math.log1p(-share));
    }

    /** The regularised incomplete beta function by Lentz's continued fraction. */
    private static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / notZero(1 - (a + b) * x / (a + 1));
        double product = d;
        for (int m = 1; m < 10_000; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / notZero(1 + even * d);
            c = notZero(1 + even / c);
            product *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / notZero(1 + odd * d);
            c = notZero(1 + odd / c);
            product *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return product;
    }

    private static double notZero(double value) {
        return Math.abs(value) < 1e-300 ? 1e-300 : value;
    }

    private static double logGamma(double x) {
        double sum = LANCZOS[0];
        for (int k = 1; k < LANCZOS.length; k++) {
            sum += LANCZOS[k] / (x - 1 + k);
        }
        double t = x - 1 + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
