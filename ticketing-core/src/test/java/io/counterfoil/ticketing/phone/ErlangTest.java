package io.counterfoil.ticketing.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.document.Documents;
import io.counterfoil.ticketing.phone.Erlang.Figures;
import io.counterfoil.ticketing.phone.Erlang.Load;
import io.counterfoil.ticketing.phone.Erlang.Plan.Interval;
import io.counterfoil.ticketing.phone.Erlang.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 180 calls an hour of four minutes: 12 erlangs, the example of the specification. */
class ErlangTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration AHT = Duration.ofMinutes(4);
    private static final Duration T = Duration.ofSeconds(30);
    private static final Load WAITING = Erlang.c(180, HOUR, AHT);
    private static final Requirement EIGHTY = Requirement.serviceLevel("0.8", T);

    @Test
    @DisplayName("TIC-35 Erlang C: the worked example of the specification, 16 agents and 15")
    void workedExample() {
        assertThat(WAITING.erlangs()).isEqualTo(12);
        Figures sixteen = WAITING.at(16, T);
        assertThat(sixteen.waitProbability()).isCloseTo(0.20457, within(5e-6));
        assertThat(sixteen.serviceLevel()).isCloseTo(0.8759, within(5e-5));
        assertThat(sixteen.asa().orElseThrow()).isCloseTo(12.27, within(5e-3));
        assertThat(sixteen.meanWaitAll()).isEqualTo(sixteen.asa());
        assertThat(sixteen.occupancy()).isEqualTo(0.75);
        assertThat(sixteen.lost()).isZero();
        assertThat(WAITING.at(15, T).serviceLevel()).isCloseTo(0.7806, within(5e-5));
        assertThat(WAITING.waitProbability(16)).isEqualTo(sixteen.waitProbability());
    }

    @Test
    @DisplayName("TIC-35 Erlang A: the worked example of the specification, patience of five minutes")
    void workedExampleWithPatience() {
        Figures figures = Erlang.a(180, HOUR, AHT, Duration.ofMinutes(5)).at(16, T);
        assertThat(figures.lost()).isCloseTo(0.0183, within(5e-5));
        assertThat(figures.serviceLevel()).isCloseTo(0.9185, within(5e-5));
        assertThat(figures.asa())
                .as("the mean of all calls is not the mean of answered ones")
                .isEmpty();
        assertThat(figures.meanWaitAll().orElseThrow()).isCloseTo(0.0183 * 300, within(0.02));
        assertThat(figures.occupancy()).isCloseTo(12 * (1 - 0.0183) / 16, within(1e-4));
    }

    @Test
    @DisplayName("TIC-35 the fewest agents meet what was promised, and one fewer does not")
    void fewestAgents() {
        assertThat(WAITING.agents(EIGHTY)).isEqualTo(16);
        assertThat(WAITING.agents(EIGHTY.withMaxOccupancy("0.7")))
                .as("12 / 0.7 = 17.1")
                .isEqualTo(18);
        assertThat(WAITING.agents(EIGHTY.withMaxOccupancy("0.75")))
                .as("equal keeps it")
                .isEqualTo(16);
        assertThat(Erlang.b(12).agents(Requirement.atMostLost("0.01"))).isEqualTo(20);
        assertThat(Erlang.b(12).blocking(20)).isLessThanOrEqualTo(0.01);
        assertThat(Erlang.b(12).blocking(19)).isGreaterThan(0.01);
        Load impatient = Erlang.a(180, HOUR, AHT, Duration.ofMinutes(5));
        int enough = impatient.agents(EIGHTY);
        assertThat(impatient.at(enough, T).serviceLevel()).isGreaterThanOrEqualTo(0.8);
        assertThat(impatient.at(enough - 1, T).serviceLevel()).isLessThan(0.8);
        assertThat(impatient.agents(EIGHTY.withMaxLost("0.01"))).isGreaterThan(enough);
        assertThat(Erlang.c(0, HOUR, AHT).staff(EIGHTY).agents()).isZero();
        assertThat(Erlang.c(0, HOUR, AHT).staff(EIGHTY).figures().serviceLevel())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("TIC-35 shrinkage makes agents into people, rounded up, without the error of a binary fraction")
    void headcount() {
        assertThat(EIGHTY.withShrinkage("0.3").headcount(14)).isEqualTo(20);
        assertThat(EIGHTY.withShrinkage("0.3").headcount(16)).isEqualTo(23);
        assertThat(EIGHTY.headcount(16)).isEqualTo(16);
        assertThat(WAITING.staff(EIGHTY.withShrinkage("0.3")).headcount()).isEqualTo(23);
    }

    @Test
    @DisplayName("TIC-35 a load that agents cannot carry is not stable, an impatient one is")
    void overload() {
        for (int agents : new int[] {0, 5, 12}) {
            Figures figures = WAITING.at(agents, T);
            assertThat(figures.stable()).isFalse();
            assertThat(figures.waitProbability()).isEqualTo(1);
            assertThat(figures.serviceLevel()).isZero();
            assertThat(figures.asa()).isEmpty();
            assertThat(figures.meanWaitAll()).isEmpty();
            assertThat(figures.occupancy()).isEqualTo(1);
        }
        Figures impatient = Erlang.a(180, HOUR, AHT, Duration.ofMinutes(5)).at(6, T);
        assertThat(impatient.stable()).isTrue();
        assertThat(impatient.lost()).isGreaterThan(0.5);
        assertThat(impatient.occupancy()).isBetween(0.98, 1.0);
        Figures nobody = Erlang.a(180, HOUR, AHT, Duration.ofMinutes(5)).at(0, T);
        assertThat(nobody.serviceLevel()).isZero();
        assertThat(nobody.lost()).isCloseTo(1, within(1e-9));
        assertThat(nobody.occupancy()).isZero();
    }

    @Test
    @DisplayName("TIC-35 ten thousands of agents: no overflow, and the heavy traffic limit is met")
    void crowds() {
        Load crowd = Erlang.c(10_000, Duration.ofMinutes(3), Duration.ofMinutes(3));
        Requirement halfWait = Requirement.serviceLevel("0.8", Duration.ofSeconds(20));
        int agents = crowd.agents(halfWait);
        assertThat(agents).isBetween(10_001, 10_200);
        assertThat(crowd.at(agents, Duration.ofSeconds(20)).serviceLevel()).isGreaterThanOrEqualTo(0.8);
        assertThat(crowd.at(agents - 1, Duration.ofSeconds(20)).serviceLevel()).isLessThan(0.8);
        // Halfin and Whitt 1981: N = A + b sqrt(A), P = 1 / (1 + b F(b) / f(b)); b = 1: 1 / (1 + 0.8413447 / 0.2419707)
        assertThat(crowd.waitProbability(10_100)).isCloseTo(0.22336, within(2e-3));
        Figures hopeless = Erlang.a(50_000, Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofDays(1))
                .at(25_000, Duration.ofSeconds(20));
        assertThat(hopeless.lost()).as("half of them cannot be served").isCloseTo(0.5, within(1e-6));
        assertThat(hopeless.serviceLevel()).isBetween(0.0, 1e-9);
        Figures plenty = Erlang.a(50_000, Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(1))
                .at(60_000, Duration.ofSeconds(20));
        assertThat(plenty.lost()).isBetween(0.0, 1e-12);
        assertThat(plenty.serviceLevel()).isCloseTo(1, within(1e-12));
    }

    @Test
    @DisplayName("TIC-35 the largest load that agents can carry is met, and a little more is not")
    void capacity() {
        double erlangs = WAITING.capacity(16, EIGHTY);
        assertThat(erlangs).isBetween(12.0, 13.0);
        Load one = new Load(Erlang.Model.C, 1, 240, 0);
        assertThat(one.times(erlangs).at(16, T).serviceLevel()).isCloseTo(0.8, within(1e-9));
        assertThat(one.times(erlangs * 1.0001).at(16, T).serviceLevel()).isLessThan(0.8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Erlang.b(1).capacity(3, Requirement.atMostLost("1")))
                .withMessageContaining("3 agents");
    }

    @Test
    @DisplayName("TIC-35 an interval plan: agents, people and hours for each half hour, as text")
    void plan() {
        Instant nine = Instant.parse("2027-03-01T14:00:00Z");
        Duration half = Duration.ofMinutes(30);
        Erlang.Plan plan = Erlang.plan(
                List.of(
                        new Interval(nine, half, 90, AHT),
                        new Interval(nine.plus(half), half, 0, AHT),
                        new Interval(nine.plus(HOUR), half, 30, AHT)),
                EIGHTY.withShrinkage("0.3"));
        assertThat(plan.rows().get(0).staffing().agents()).isEqualTo(16);
        assertThat(plan.rows().get(0).staffing().headcount()).isEqualTo(23);
        assertThat(plan.rows().get(1).staffing().headcount()).isZero();
        assertThat(plan.rows().get(2).staffing().agents()).isEqualTo(7);
        assertThat(plan.peakAgents()).isEqualTo(16);
        assertThat(plan.paidHours()).as("(23 + 10) / 2").isEqualByComparingTo("16.5");
        String text = Documents.text(plan.toDocument(ZoneId.of("America/Toronto")), Locale.UK);
        assertThat(text)
                .contains("at most 16 agents at once, 16.50 paid hours", "Mon 09:00", "87.6 %", "12.3 s", "75.0 %");
        Erlang.Plan impatient =
                Erlang.plan(List.of(new Interval(nine, half, 90, AHT)), EIGHTY.withPatience(Duration.ofMinutes(1)));
        assertThat(impatient.rows().get(0).staffing().agents()).isLessThan(16);
    }

    @Test
    @DisplayName("TIC-35 loads and requirements that make no sense are refused with name and value")
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Erlang.b(-1)).withMessageContaining("-1.0 erlangs");
        assertThatIllegalArgumentException().isThrownBy(() -> Erlang.b(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Erlang.c(1, Duration.ZERO, AHT))
                .withMessageContaining("PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> Erlang.c(1, HOUR, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Erlang.a(1, HOUR, AHT, Duration.ZERO))
                .withMessageContaining("patience of model A");
        assertThatIllegalArgumentException().isThrownBy(() -> new Load(Erlang.Model.C, 1, 1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> WAITING.at(-1, T)).withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> WAITING.at(1, T.negated()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.serviceLevel("1.2", T))
                .withMessage("service level is 1.2, expected 0 to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> EIGHTY.withShrinkage("1"));
        assertThatIllegalArgumentException().isThrownBy(() -> EIGHTY.withMaxOccupancy("0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Requirement.serviceLevel("1", T.negated()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(Instant.EPOCH, Duration.ZERO, 1, AHT))
                .withMessageContaining("1970-01-01");
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Instant.EPOCH, HOUR, Double.NaN, AHT));
    }
}
