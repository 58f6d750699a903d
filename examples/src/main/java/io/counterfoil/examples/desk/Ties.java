package io.counterfoil.examples.desk;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** How the figures of a desk hang together: each line is counted twice, in two ways. */
public final class Ties {

    private static final BigDecimal NOTHING = new BigDecimal("0.000001");

    private final List<Tie> ties = new ArrayList<>();

    /** Two countings of one thing, as they are shown, and whether they agree. */
    public record Tie(String what, Object one, Object other, boolean holds) {}

    /** Two countings that must be equal. */
    public void same(String what, Object one, Object other) {
        ties.add(new Tie(what, one, other, one.equals(other)));
    }

    /** Two numbers of things that must be equal. */
    public void count(String what, long one, long other) {
        same(what, one, other);
    }

    /** Two sums of means, which divisions leave a millionth apart at most; shown as whole units. */
    public void sum(String what, BigDecimal one, BigDecimal other) {
        boolean holds = one.subtract(other).abs().compareTo(NOTHING) <= 0;
        ties.add(new Tie(what, one.setScale(0, RoundingMode.HALF_UP), other.setScale(0, RoundingMode.HALF_UP), holds));
    }

    /** Every line. */
    public List<Tie> all() {
        return List.copyOf(ties);
    }

    /** Whether every line holds. */
    public boolean hold() {
        return ties.stream().allMatch(Tie::holds);
    }

    /** For a report. */
    public Table table() {
        Table.Builder table = Table.titled("How the figures tie")
                .text("what", "What")
                .number("one", "Counted here")
                .number("other", "and there")
                .text("holds", "Holds");
        for (Tie tie : ties) {
            table.row(
                    tie.what(),
                    tie.what(),
                    tie.one(),
                    tie.other(),
                    new Table.Cell.Mark(
                            tie.holds() ? "yes" : "NO", tie.holds() ? Document.Tone.GOOD : Document.Tone.BAD));
        }
        return table.build();
    }
}
