package io.counterfoil.ticketing.quality;

import io.counterfoil.ticketing.quality.QualityReviews.Rating;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.Map;

/** Counts of pairs of ratings. Not thread-safe. */
final class AgreementTable {

    private final Map<Rating, Long> firsts = new EnumMap<>(Rating.class);
    private final Map<Rating, Long> seconds = new EnumMap<>(Rating.class);
    private long n;
    private long same;

    void add(Rating first, Rating second) {
        firsts.merge(first, 1L, Long::sum);
        seconds.merge(second, 1L, Long::sum);
        n++;
        same += first == second ? 1 : 0;
    }

    QualityReviews.Agreement agreement() {
        BigDecimal chance = BigDecimal.ZERO;
        for (Map.Entry<Rating, Long> first : firsts.entrySet()) {
            chance = chance.add(BigDecimal.valueOf(first.getValue())
                    .multiply(BigDecimal.valueOf(seconds.getOrDefault(first.getKey(), 0L))));
        }
        BigDecimal square = BigDecimal.valueOf(n).multiply(BigDecimal.valueOf(n));
        return new QualityReviews.Agreement(n, same, n == 0 ? chance : chance.divide(square, MathContext.DECIMAL128));
    }
}
