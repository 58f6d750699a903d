package io.counterfoil.payments.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.watch.PaymentNorms.Baseline;
import io.counterfoil.payments.watch.PaymentNorms.Figure;
import io.counterfoil.payments.watch.PaymentNorms.Observation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentNormsTest {

    private static final LocalDate MONDAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(MONDAY, Instant.parse("2027-03-01T20:00:00Z"));
    private static final SubjectRef EFT = SubjectRef.of("rail", "EFT_CA");

    private final PaymentNorms norms = PaymentNorms.standard();

    /** Values of the Mondays before, the last first. */
    private static List<Observation> mondays(long today, long... past) {
        List<Observation> series = new ArrayList<>();
        series.add(Observation.of(Figure.COUNT, EFT, MONDAY, today));
        for (int week = 0; week < past.length; week++) {
            series.add(Observation.of(Figure.COUNT, EFT, MONDAY.minusWeeks(week + 1L), past[week]));
        }
        return series;
    }

    @Test
    @DisplayName("PAY-65 a figure far from the median of its weekday is an alert that shows its baseline")
    void outOfNorm() {
        // By hand: sorted 90 92 94 95 95 96 98 100, median 95; distances 0 0 1 1 3 3 5 5, MAD 2; spread 2.9652 under 5
        // % of 95 = 4.75; reach 4 x 4.75 = 19.
        List<Observation> series = mondays(115, 95, 100, 90, 95, 92, 98, 94, 96);
        List<Alert> alerts = norms.assess(series, AS_OF);
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.OUT_OF_NORM);
            assertThat(alert.key().value()).isEqualTo("OUT_OF_NORM/rail:EFT_CA/COUNT/2027-03-01");
            assertThat(alert.evidence().sentence())
                    .isEqualTo("number of payments of rail:EFT_CA on Monday 2027-03-01 is 115, above its norm of 76 to"
                            + " 114: median 95 of 8 Mondays, MAD 2");
            assertThat(alert.evidence().facts().get(0).attributes())
                    .containsEntry("median", "95")
                    .containsEntry("mad", "2")
                    .containsEntry("low", "76")
                    .containsEntry("high", "114")
                    .containsEntry("observations", "8");
        });
        assertThat(norms.assess(mondays(114, 95, 100, 90, 95, 92, 98, 94, 96), AS_OF))
                .isEmpty();
        assertThat(norms.assess(mondays(76, 95, 100, 90, 95, 92, 98, 94, 96), AS_OF))
                .isEmpty();
        assertThat(norms.assess(mondays(75, 95, 100, 90, 95, 92, 98, 94, 96), AS_OF))
                .singleElement()
                .satisfies(alert -> assertThat(alert.evidence().sentence()).contains("is 75, below its norm"));
    }

    @Test
    @DisplayName("PAY-65 with a wide history the MAD decides: 1.4826 spreads, exactly")
    void wide() {
        // sorted 0 10 20 30 40 50 60 70 80: median 40, distances 0 10 10 20 20 30 30 40 40, MAD 20; reach 4 x 1.4826 x
        // 20 = 118.608.
        Baseline baseline = norms.baseline(mondays(0, 0, 10, 20, 30, 40, 50, 60, 70, 80), MONDAY)
                .orElseThrow();
        assertThat(baseline.median()).isEqualByComparingTo("40");
        assertThat(baseline.mad()).isEqualByComparingTo("20");
        assertThat(baseline.high()).isEqualByComparingTo("158.608");
        assertThat(baseline.low()).isEqualByComparingTo("-78.608");
        assertThat(norms.width(BigDecimal.ONE)
                        .baseline(mondays(0, 0, 10, 20, 30, 40, 50, 60, 70, 80), MONDAY)
                        .orElseThrow()
                        .high())
                .isEqualByComparingTo("69.652");
    }

    @Test
    @DisplayName("PAY-65 below the minimum of observations nothing is said, and other weekdays do not count")
    void silent() {
        assertThat(norms.assess(mondays(9999, 1, 1, 1, 1, 1, 1, 1), AS_OF)).isEmpty();
        List<Observation> week = new ArrayList<>(mondays(9999));
        for (int day = 1; day < 60; day++) {
            if (day % 7 != 0) {
                week.add(Observation.of(Figure.COUNT, EFT, MONDAY.minusDays(day), 1));
            }
        }
        assertThat(norms.assess(week, AS_OF)).isEmpty();
        assertThat(norms.minimumObservations(7).assess(mondays(9999, 1, 1, 1, 1, 1, 1, 1), AS_OF))
                .hasSize(1);
        assertThat(norms.assess(mondays(1, 1, 1, 1, 1, 1, 1, 1, 1).subList(1, 9), AS_OF))
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-65 a history without variation allows the least share, and series of other units stand apart")
    void flat() {
        long[] same = {100, 100, 100, 100, 100, 100, 100, 100};
        assertThat(norms.assess(mondays(120, same), AS_OF)).isEmpty();
        assertThat(norms.assess(mondays(121, same), AS_OF)).hasSize(1);
        assertThat(norms.leastShare(BigDecimal.ONE).assess(mondays(105, same), AS_OF))
                .hasSize(1);
        List<Observation> both = new ArrayList<>(mondays(100, same));
        both.add(new Observation(Figure.COUNT, EFT, MONDAY, BigDecimal.valueOf(7), "CAD"));
        assertThat(norms.assess(both, AS_OF)).isEmpty();
        List<Observation> amounts = mondays(121, same).stream()
                .map(one -> new Observation(Figure.AMOUNT, one.subject(), one.day(), one.value(), "CAD"))
                .toList();
        assertThat(norms.assess(amounts, AS_OF)).singleElement().satisfies(alert -> {
            assertThat(alert.key().value()).isEqualTo("OUT_OF_NORM/rail:EFT_CA/AMOUNT-CAD/2027-03-01");
            assertThat(alert.evidence().sentence()).contains("is 121 CAD, above its norm of 80 to 120 CAD");
        });
    }

    @Test
    @DisplayName("PAY-65 two values for one day and settings without sense are refused")
    void badInput() {
        List<Observation> twice = new ArrayList<>(mondays(1));
        twice.add(Observation.of(Figure.COUNT, EFT, MONDAY, 2));
        assertThatThrownBy(() -> norms.assess(twice, AS_OF))
                .hasMessage("COUNT of rail:EFT_CA has two values for one day, expected one for each day");
        assertThatThrownBy(() -> norms.minimumObservations(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> norms.width(BigDecimal.ZERO)).hasMessage("width of 0, expected above 0");
        assertThatThrownBy(() -> norms.leastShare(BigDecimal.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    /** PAY-65: median and MAD against counting: half of the values, or more, lie on either side. */
    @Property
    void medianAndMadSplitTheHistory(
            @ForAll @Size(min = 8, max = 25) List<@IntRange(min = -50, max = 50) Integer> past, @ForAll long seed) {
        List<Observation> series = new ArrayList<>(
                mondays(0, past.stream().mapToLong(Integer::longValue).toArray()));
        Baseline baseline = norms.baseline(series, MONDAY).orElseThrow();
        long below = past.stream()
                .filter(v -> BigDecimal.valueOf(v).compareTo(baseline.median()) <= 0)
                .count();
        long above = past.stream()
                .filter(v -> BigDecimal.valueOf(v).compareTo(baseline.median()) >= 0)
                .count();
        assertThat(below * 2).isGreaterThanOrEqualTo(past.size());
        assertThat(above * 2).isGreaterThanOrEqualTo(past.size());
        long near = past.stream()
                .filter(v ->
                        BigDecimal.valueOf(v).subtract(baseline.median()).abs().compareTo(baseline.mad()) <= 0)
                .count();
        assertThat(near * 2).isGreaterThanOrEqualTo(past.size());
        Collections.shuffle(series, new Random(seed));
        assertThat(norms.baseline(series, MONDAY)).contains(baseline);
        assertThat(baseline.contains(baseline.median())).isTrue();
    }
}
