package io.counterfoil.benchmarks.results;

import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A figure held against what was asked of it. Immutable.
 *
 * @param what the figure, such as {@code ledger/bound}
 * @param figure what was measured
 * @param relation how it should stand to the target
 * @param target what was asked
 * @param cause why it misses, where that is known; empty otherwise
 */
@JsonIgnoreProperties(value = "reached", allowGetters = true)
public record Target(String what, double figure, Relation relation, double target, String cause) {

    /** On which side of the target a figure should be; the target itself is reached. */
    public enum Relation {
        AT_MOST("<="),
        AT_LEAST(">=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        /** As it is printed. */
        public String sign() {
            return sign;
        }
    }

    /** Whether the figure is on the side that was asked; what is no number is not. */
    @JsonGetter("reached")
    public boolean reached() {
        return relation == Relation.AT_MOST ? figure <= target : figure >= target;
    }

    /** Such as {@code W8 ledger/bound 2.9 (target <= 3.5) reached}. */
    public String line(String workload) {
        return workload + " " + what + " " + Shown.digits(figure) + " (target " + asked() + ") "
                + (reached() ? "reached" : "missed");
    }

    String asked() {
        return relation.sign() + " " + Shown.digits(target);
    }
}
