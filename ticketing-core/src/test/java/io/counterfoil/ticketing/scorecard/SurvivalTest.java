package io.counterfoil.ticketing.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.ticketing.internal.Survival;
import io.counterfoil.ticketing.internal.Survival.Time;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The remission times of the 6-MP arm of Freireich and others 1963, the textbook example of Kaplan and Meier's curve. */
class SurvivalTest {

    private static final BigDecimal LEVEL = new BigDecimal("0.95");
    private static final int[] OVER = {6, 6, 6, 7, 10, 13, 16, 22, 23};
    private static final int[] RUNNING = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};

    private static Survival curve() {
        List<Time> times = new ArrayList<>();
        for (int time : RUNNING) {
            times.add(new Time(time, false));
        }
        for (int time : OVER) {
            times.add(new Time(time, true));
        }
        return Survival.of(times);
    }

    @Test
    @DisplayName(
            "TIC-32 Kaplan and Meier's curve of the textbook: 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448; median 23")
    void textbook() {
        double[][] published = {{6, 0.857}, {7, 0.807}, {10, 0.753}, {13, 0.690}, {16, 0.627}, {22, 0.538}, {23, 0.448}
        };
        for (double[] point : published) {
            assertThat(curve().lasting(point[0])).isCloseTo(point[1], within(6e-4));
        }
        assertThat(curve().lasting(5.9)).isEqualTo(1);
        assertThat(curve().median())
                .hasValueSatisfying(median -> assertThat(median).isEqualByComparingTo("23"));
        assertThat(curve().horizon()).isEqualTo(35);
        assertThat(curve().medianInterval(LEVEL))
                .as("no upper end: many still run")
                .isEmpty();
    }

    @Test
    @DisplayName("TIC-32 the restricted mean is the area under the curve, and with nothing open the plain mean")
    void restrictedMean() {
        double s = 18 / 21.0;
        double area = 6;
        double[] until = {7, 10, 13, 16, 22, 23, 35};
        double[] factor = {16 / 17.0, 14 / 15.0, 11 / 12.0, 10 / 11.0, 6 / 7.0, 5 / 6.0, 1};
        double from = 6;
        for (int at = 0; at < until.length; at++) {
            area += (until[at] - from) * s;
            from = until[at];
            s *= factor[at];
        }
        assertThat(curve().restrictedMean(35)).isCloseTo(area, within(1e-9));
        assertThat(curve().restrictedMeanError(35)).isBetween(2.0, 3.5);
        List<Time> all = new ArrayList<>();
        for (int time = 1; time <= 20; time++) {
            all.add(new Time(time, true));
        }
        Survival closed = Survival.of(all);
        assertThat(closed.restrictedMean(20)).isCloseTo(10.5, within(1e-9));
        assertThat(closed.median())
                .hasValueSatisfying(median -> assertThat(median).isEqualByComparingTo("10"));
        ConfidenceInterval interval = closed.medianInterval(LEVEL).orElseThrow();
        assertThat(interval.lower().doubleValue()).isBetween(4.0, 8.0);
        assertThat(interval.upper().doubleValue()).isBetween(12.0, 16.0);
        assertThat(interval.method()).isEqualTo(ConfidenceInterval.Method.LOG_LOG);
    }

    @Test
    @DisplayName("TIC-32 where nothing is over there is no median, where nothing is given there is nothing")
    void ends() {
        Survival open = Survival.of(List.of(new Time(3, false), new Time(5, false)));
        assertThat(open.median()).isEmpty();
        assertThat(open.restrictedMean(open.horizon())).isEqualTo(5);
        assertThat(Survival.of(List.of()).median()).isEmpty();
        assertThat(Survival.of(List.of()).horizon()).isZero();
    }

    @Test
    @DisplayName("TIC-33 a sample of more than 5 % of a finite population has a narrower interval, the whole has none")
    void finitePopulation() {
        ConfidenceInterval endless = ConfidenceInterval.wilson(45, 50, LEVEL);
        assertThat(ConfidenceInterval.wilson(45, 50, 1_000, LEVEL))
                .as("exactly 5 %")
                .isEqualTo(endless);
        ConfidenceInterval of200 = ConfidenceInterval.wilson(45, 50, 200, LEVEL);
        assertThat(of200.lower()).isGreaterThan(endless.lower());
        assertThat(of200.upper()).isLessThan(endless.upper());
        ConfidenceInterval whole = ConfidenceInterval.wilson(45, 50, 50, LEVEL);
        assertThat(whole.lower()).isEqualByComparingTo("0.9").isEqualByComparingTo(whole.upper());
    }

    @Test
    @DisplayName("TIC-31 the interval of a median lies between the values that the binomial distribution names")
    void medianInterval() {
        double[] sorted = new double[20];
        for (int at = 0; at < 20; at++) {
            sorted[at] = at + 1;
        }
        // n = 20: the 6th to the 15th value cover the median with 95.9 %
        ConfidenceInterval interval = ConfidenceInterval.ofQuantile(sorted, 0.5, LEVEL);
        assertThat(interval.lower().doubleValue()).isBetween(5.0, 6.0);
        assertThat(interval.upper().doubleValue()).isBetween(15.0, 16.0);
    }
}
