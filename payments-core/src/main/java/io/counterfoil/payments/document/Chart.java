package io.counterfoil.payments.document;

import java.math.BigInteger;
import java.util.List;

/**
 * A bar chart. Bars have an integer length in a unit of the maker's choosing (minor units, days, counts) and a text that says the value, so that nothing
 * must be read off an axis.
 *
 * @param title what is shown
 * @param summary one sentence for a reader who does not see the picture
 * @param shape rows for a few named bars, columns for a series over time
 * @param bars in reading order
 */
public record Chart(String title, String summary, Shape shape, List<Bar> bars) implements Document.Block {

    public Chart {
        bars = List.copyOf(bars);
    }

    /** The bar's size where the longest bar has the given one; any bar that is not zero is seen. */
    int scaled(Bar bar, int size) {
        BigInteger longest = bars.stream()
                .map(b -> BigInteger.valueOf(b.length()).abs())
                .max(BigInteger::compareTo)
                .orElse(BigInteger.ZERO);
        if (longest.signum() == 0 || bar.length() == 0) {
            return 0;
        }
        return Math.max(
                1,
                BigInteger.valueOf(bar.length())
                        .abs()
                        .multiply(BigInteger.valueOf(size))
                        .divide(longest)
                        .intValue());
    }

    /** How bars lie. */
    public enum Shape {
        ROWS,
        COLUMNS
    }

    /**
     * One bar.
     *
     * @param label below or beside it
     * @param length in the chart's unit; negative bars are drawn by size and marked by their text
     * @param shown the value in words
     * @param tone its colour
     */
    public record Bar(String label, long length, String shown, Document.Tone tone) {}
}
