package io.counterfoil.benchmarks.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the time of a contender grows with the work: the exponent x of {@code time ~ operations^x}, over the sizes of a race. Immutable.
 *
 * @param race its name in the workload
 * @param contender who did all operations at every size
 * @param exponent 1 is linear
 */
public record Growth(String race, String contender, double exponent) {

    /** The growth of each contender that did all operations at every size; none where there are fewer than two sizes. */
    public static List<Growth> of(List<RaceResult> sizes) {
        List<Growth> growth = new ArrayList<>();
        if (sizes.stream().mapToInt(RaceResult::operations).distinct().count() < 2) {
            return growth;
        }
        RaceResult largest = sizes.get(sizes.size() - 1);
        for (RaceResult.Entry last : largest.contenders()) {
            String contender = last.contender();
            List<Optional<RaceResult.Entry>> entries =
                    sizes.stream().map(size -> size.entry(contender)).toList();
            if (last.operations() == largest.operations() && entries.stream().allMatch(Optional::isPresent)) {
                growth.add(new Growth(largest.race(), contender, exponent(sizes, contender)));
            }
        }
        return growth;
    }

    /** The slope of the least-squares line through log time over log operations. */
    private static double exponent(List<RaceResult> sizes, String contender) {
        double[] x =
                sizes.stream().mapToDouble(size -> Math.log(size.operations())).toArray();
        double[] y = sizes.stream()
                .mapToDouble(
                        size -> Math.log(size.entry(contender).orElseThrow().nanos() * size.operations()))
                .toArray();
        double meanX = mean(x);
        double meanY = mean(y);
        double covariance = 0;
        double variance = 0;
        for (int at = 0; at < x.length; at++) {
            covariance += (x[at] - meanX) * (y[at] - meanY);
            variance += (x[at] - meanX) * (x[at] - meanX);
        }
        return covariance / variance;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
