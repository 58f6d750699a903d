package io.counterfoil.ticketing.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.ticketing.phone.Erlang.Load;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against the formulas written down directly, in decimals of 60 digits, and against the chains themselves. */
class ErlangProperties {

    private static final MathContext WIDE = new MathContext(60);
    private static final double AHT = 180;

    private static Load patient(int tenths) {
        return new Load(Erlang.Model.C, tenths / 10.0, AHT, 0);
    }

    /** A^N / N! over the sum of A^k / k!, k = 0 to N. */
    private static BigDecimal blocking(BigDecimal load, int agents) {
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; k <= agents; k++) {
            term = term.multiply(load, WIDE).divide(BigDecimal.valueOf(k), WIDE);
            sum = sum.add(term, WIDE);
        }
        return term.divide(sum, WIDE);
    }

    @Property(tries = 200)
    @Label("TIC-35 Erlang B and C agree with their formulas in 60 digits")
    void agreesWithTheFormulas(
            @ForAll @IntRange(min = 1, max = 2_000) int tenths, @ForAll @IntRange(min = 1, max = 260) int agents) {
        BigDecimal load = BigDecimal.valueOf(tenths, 1);
        BigDecimal lost = blocking(load, agents);
        assertThat(Erlang.b(tenths / 10.0).blocking(agents)).isCloseTo(lost.doubleValue(), within(1e-13));
        if (load.compareTo(BigDecimal.valueOf(agents)) < 0) {
            BigDecimal spare = BigDecimal.valueOf(agents).subtract(load.multiply(BigDecimal.ONE.subtract(lost)));
            double waits = BigDecimal.valueOf(agents)
                    .multiply(lost)
                    .divide(spare, WIDE)
                    .doubleValue();
            Erlang.Figures figures = patient(tenths).at(agents, Duration.ofSeconds(20));
            assertThat(figures.waitProbability()).isCloseTo(waits, within(1e-12));
            assertThat(figures.serviceLevel())
                    .isCloseTo(1 - waits * Math.exp(-(agents - tenths / 10.0) * 20 / AHT), within(1e-12));
            assertThat(figures.asa().orElseThrow())
                    .isCloseTo(waits * AHT / (agents - tenths / 10.0), within(1e-9 * AHT * agents));
        }
    }

    @Property(tries = 100)
    @Label("TIC-35 property 22: blocking is below waiting, both fall with agents and rise with the load")
    void monotone(@ForAll @IntRange(min = 1, max = 500) int tenths, @ForAll @IntRange(min = 1, max = 80) int agents) {
        double loss = Erlang.b(tenths / 10.0).blocking(agents);
        double wait = patient(tenths).waitProbability(agents);
        assertThat(loss).isLessThanOrEqualTo(wait);
        assertThat(Erlang.b(tenths / 10.0).blocking(agents + 1)).isLessThanOrEqualTo(loss);
        assertThat(patient(tenths).waitProbability(agents + 1)).isLessThanOrEqualTo(wait);
        assertThat(Erlang.b((tenths + 1) / 10.0).blocking(agents)).isGreaterThanOrEqualTo(loss);
        assertThat(patient(tenths + 1).waitProbability(agents)).isGreaterThanOrEqualTo(wait);
    }

    @Property(tries = 100)
    @Label("TIC-35 property 22: with endless patience Erlang A is Erlang C")
    void endlessPatience(
            @ForAll @IntRange(min = 1, max = 60) int agents, @ForAll @IntRange(min = 10, max = 95) int per) {
        double erlangs = agents * per / 100.0;
        Duration target = Duration.ofSeconds(20);
        Erlang.Figures waiting = new Load(Erlang.Model.C, erlangs, AHT, 0).at(agents, target);
        Erlang.Figures patient = new Load(Erlang.Model.A, erlangs, AHT, 1e11).at(agents, target);
        assertThat(patient.waitProbability()).isCloseTo(waiting.waitProbability(), within(1e-5));
        assertThat(patient.serviceLevel()).isCloseTo(waiting.serviceLevel(), within(1e-5));
        assertThat(patient.meanWaitAllSeconds()).isCloseTo(waiting.meanWaitAllSeconds(), within(0.05));
        Erlang.Figures hasty = new Load(Erlang.Model.A, erlangs, AHT, 60).at(agents, target);
        assertThat(hasty.waitProbability()).isLessThanOrEqualTo(waiting.waitProbability() + 1e-12);
        assertThat(hasty.meanWaitAllSeconds()).isLessThanOrEqualTo(waiting.meanWaitAllSeconds() + 1e-9);
    }

    @Property(tries = 60)
    @Label("TIC-35 Erlang A agrees with its chain, and its service level with a tagged caller's walk")
    void agreesWithTheChain(
            @ForAll @IntRange(min = 1, max = 15) int agents,
            @ForAll @IntRange(min = 5, max = 250) int tenths,
            @ForAll @IntRange(min = 20, max = 900) int patience) {
        double arrivals = tenths / 10.0 / AHT;
        double service = 1 / AHT;
        double giveUp = 1.0 / patience;
        int states = agents + 900;
        BigDecimal[] chance = new BigDecimal[states + 1];
        BigDecimal sum = BigDecimal.ZERO;
        chance[0] = BigDecimal.ONE;
        for (int k = 0; k <= states; k++) {
            if (k > 0) {
                double leave = Math.min(k, agents) * service + Math.max(0, k - agents) * giveUp;
                chance[k] = chance[k - 1].multiply(BigDecimal.valueOf(arrivals / leave), WIDE);
            }
            sum = sum.add(chance[k], WIDE);
        }
        double waits = 0;
        double queue = 0;
        double inTime = 0;
        for (int k = 0; k <= states; k++) {
            double p = chance[k].divide(sum, WIDE).doubleValue();
            if (k < agents) {
                inTime += p;
            } else {
                waits += p;
                queue += (k - agents) * p;
                if (p > 1e-14) {
                    inTime += p * answered(k - agents, agents * service, giveUp, 20);
                }
            }
        }
        Erlang.Figures figures =
                new Load(Erlang.Model.A, tenths / 10.0, AHT, patience).at(agents, Duration.ofSeconds(20));
        assertThat(figures.waitProbability()).isCloseTo(waits, within(1e-10));
        assertThat(figures.meanWaitAllSeconds()).isCloseTo(queue / arrivals, within(1e-7));
        assertThat(figures.lost()).isCloseTo(giveUp * queue / arrivals, within(1e-10));
        assertThat(figures.serviceLevel()).isCloseTo(inTime, within(1e-9));
    }

    /** A caller with so many ahead walks down one by one, at rate a + (ahead) theta, and gives up at rate theta; uniformised. */
    private static double answered(int ahead, double a, double theta, double seconds) {
        double fastest = a + (ahead + 1) * theta;
        double[] at = new double[ahead + 1];
        at[ahead] = 1;
        double answered = 0;
        double total = 0;
        double mean = fastest * seconds;
        double weight = Math.exp(-mean);
        double seen = 0;
        for (int step = 0; seen < 1 - 1e-13 && step < 20_000; step++) {
            total += weight * answered;
            seen += weight;
            double[] next = new double[ahead + 1];
            for (int j = 0; j <= ahead; j++) {
                double forward = (a + j * theta) / fastest;
                double leave = theta / fastest;
                next[j] += at[j] * (1 - forward - leave);
                if (j == 0) {
                    answered += at[j] * forward;
                } else {
                    next[j - 1] += at[j] * forward;
                }
            }
            at = next;
            weight *= mean / (step + 1);
        }
        return total;
    }
}
