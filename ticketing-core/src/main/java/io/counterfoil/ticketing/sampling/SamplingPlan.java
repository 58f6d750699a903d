package io.counterfoil.ticketing.sampling;

import io.counterfoil.ticketing.sampling.AcceptanceSampling.Aql;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Inspection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * How many items of a lot to look at and how many errors to bear.
 *
 * @param inspection how hard it is looked
 * @param codeLetter the standard's letter for lot and level
 * @param aql the acceptance quality limit
 * @param lotSize how many items the lot has
 * @param sampleSize the table's sample; may be more than the lot has
 * @param accept the lot is taken with at most so many errors
 * @param reject the lot is not taken with so many errors or more; the gap between both is reduced inspection's
 */
public record SamplingPlan(
        Inspection inspection, String codeLetter, Aql aql, int lotSize, int sampleSize, int accept, int reject) {

    public SamplingPlan {
        Objects.requireNonNull(inspection, "inspection");
        Objects.requireNonNull(codeLetter, "codeLetter");
        Objects.requireNonNull(aql, "aql");
        if (lotSize < 1 || sampleSize < 1 || accept < 0 || reject <= accept) {
            throw new IllegalArgumentException("plan looks at " + sampleSize + " of " + lotSize + " and takes " + accept
                    + ", rejects " + reject + ", expected a lot, a sample and rejection above acceptance");
        }
    }

    /** Whether every item is looked at, the table's sample being the lot or more. */
    public boolean isFullInspection() {
        return sampleSize >= lotSize;
    }

    /** How many items are looked at. */
    public int inspected() {
        return Math.min(sampleSize, lotSize);
    }

    /** How likely lots of every quality are taken. */
    public OcCurve oc() {
        return new OcCurve(this);
    }

    /** The items to look at: drawn without replacement, the same for the same seed. */
    public Sample draw(long seed) {
        Random random = new Random(seed);
        Map<Integer, Integer> moved = new HashMap<>();
        List<Integer> positions = new ArrayList<>(inspected());
        for (int at = 0; at < inspected(); at++) {
            int picked = at + random.nextInt(lotSize - at);
            positions.add(moved.getOrDefault(picked, picked) + 1);
            moved.put(picked, moved.getOrDefault(at, at));
        }
        return new Sample(this, seed, positions);
    }

    /**
     * Which items were drawn, to be kept with the verdict.
     *
     * @param plan of which plan
     * @param seed that repeats it
     * @param positions places in the lot from 1, in the order of drawing
     */
    public record Sample(SamplingPlan plan, long seed, List<Integer> positions) {
        public Sample {
            Objects.requireNonNull(plan, "plan");
            positions = List.copyOf(positions);
        }
    }
}
