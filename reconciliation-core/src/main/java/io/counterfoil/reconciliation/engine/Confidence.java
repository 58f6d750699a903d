package io.counterfoil.reconciliation.engine;

import java.math.BigDecimal;
import java.util.Optional;
import org.immutables.value.Value;

/** How sure a match is, and by how much. Immutable. */
@Value.Immutable
public interface Confidence {

    /** In a word. */
    Certainty certainty();

    /** How much worse the best reading without it is. */
    Margin margin();

    /** How many sets would hit by chance; empty where the pass did not ask, or other evidence names the match. */
    Optional<CoincidenceRisk> risk();

    /** How probable it is; empty where the pass has no model. */
    Optional<Likelihood> likelihood();

    /** A builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a confidence. */
    final class Builder extends ImmutableConfidence.Builder {
        Builder() {}
    }

    /**
     * The distance to the best reading without the match (reconciliation specification REC-12); {@link Reconciliation#rival} shows that reading.
     *
     * @param regretMillibits weight of the best assignment less weight of the best one without this match, in thousandths of a bit; never negative
     */
    record Margin(long regretMillibits) {}

    /**
     * Probability of a scored match over all ways to match its component, staying alone included (reconciliation specification REC-65).
     *
     * @param billionths of certainty
     * @param exact false where the component was too large, and pairs far behind the best of both their ends were left out
     */
    record Likelihood(int billionths, boolean exact) {

        /** From 0 to 1, nine decimals. */
        public BigDecimal probability() {
            return BigDecimal.valueOf(billionths, 9);
        }
    }

    /**
     * How many sets of the pool are expected to hit the target by chance (reconciliation specification 4.5), as an exact fraction.
     *
     * @param numerator of the expected number
     * @param denominator of it, positive
     * @param stepMinor distance of the sums that are possible at all
     * @param bandMinor how far to either side of the target sums were counted
     * @param sampled whether a count above the limit was extrapolated from a sample
     */
    record CoincidenceRisk(
            java.math.BigInteger numerator,
            java.math.BigInteger denominator,
            long stepMinor,
            long bandMinor,
            boolean sampled) {

        /** Rounded for display, HALF_EVEN. */
        public BigDecimal expected(int decimals) {
            return new BigDecimal(numerator)
                    .divide(new BigDecimal(denominator), decimals, java.math.RoundingMode.HALF_EVEN);
        }
    }
}
