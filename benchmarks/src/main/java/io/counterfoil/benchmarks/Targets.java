package io.counterfoil.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Prints the closing lines of a workload, such as {@code W8 ledger/bound 2.9 (target <= 3.5) reached}. */
final class Targets {

    private final String workload;
    private final PrintStream out;

    Targets(String workload, PrintStream out) {
        this.workload = workload;
        this.out = out;
    }

    /** A figure that should not be above the target. */
    void atMost(String what, double figure, double target) {
        print(what, figure, "<=", target, figure <= target);
    }

    /** A figure that should not be below the target. */
    void atLeast(String what, double figure, double target) {
        print(what, figure, ">=", target, figure >= target);
    }

    private void print(String what, double figure, String relation, double target, boolean reached) {
        out.printf(
                Locale.ROOT,
                "%s %s %s (target %s %s) %s%n",
                workload,
                what,
                shown(figure),
                relation,
                shown(target),
                reached ? "reached" : "missed");
    }

    /** Three digits that count, without an exponent. */
    private static String shown(double figure) {
        if (Math.abs(figure) >= 100) {
            return String.format(Locale.ROOT, "%.0f", figure);
        }
        String text = String.format(Locale.ROOT, Math.abs(figure) >= 10 ? "%.1f" : "%.2f", figure);
        return text.replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
    }
}
