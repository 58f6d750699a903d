package io.counterfoil.benchmarks.results;

import java.util.Locale;

/** Figures as people read them. */
final class Shown {

    private static final int LARGE = 100;
    private static final int MIDDLE = 10;
    private static final double SMALL = 0.01;
    private static final double ALMOST = 0.98;

    private Shown() {}

    /** Three digits that count, without an exponent; of shares near one as many as tell them from it. */
    static String digits(double figure) {
        double size = Math.abs(figure);
        if (!Double.isFinite(figure)) {
            return "not a number";
        }
        if (size >= LARGE) {
            return String.format(Locale.ROOT, "%.0f", figure);
        }
        String form = size >= MIDDLE ? "%.1f" : "%.2f";
        if (size < SMALL || (size > ALMOST && size < 1)) {
            form = "%.5f";
        }
        String text = String.format(Locale.ROOT, form, figure);
        return text.replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
    }

    /** The same with digits in groups of three. */
    static String grouped(double figure) {
        return Double.isFinite(figure) && Math.abs(figure) >= LARGE
                ? String.format(Locale.ROOT, "%,.0f", figure)
                : digits(figure);
    }
}
