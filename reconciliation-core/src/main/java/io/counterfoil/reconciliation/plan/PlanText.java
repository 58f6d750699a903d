package io.counterfoil.reconciliation.plan;

import java.util.List;

/**
 * A plan or what it did, written for people.
 *
 * @param lines in order, without line ends
 */
public record PlanText(List<String> lines) {

    public PlanText {
        lines = List.copyOf(lines);
    }

    /** All lines, each ended by a line feed. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    @Override
    public String toString() {
        return text();
    }
}
