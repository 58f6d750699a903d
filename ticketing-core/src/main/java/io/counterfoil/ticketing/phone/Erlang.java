package io.counterfoil.ticketing.phone;

import io.counterfoil.payments.document.Document;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How many agents a load of calls needs, and what callers meet with so many (ticketing specification 4.5): Erlang B (who finds all agents busy is lost), C (who
 * finds them busy waits for ever) and A (who waits gives up after an exponential patience; C. Palm 1946).
 *
 * <p>Statistics in floating point, stable for hundreds of thousands of agents: the blocking recursion only adds and multiplies positive numbers, and no factorial or
 * power is formed. Immutable, thread-safe.
 */
public final class Erlang {

    private Erlang() {}

    /** Calls that are lost where no agent is free; the load is the calls in progress if none were lost. */
    public static Load b(double erlangs) {
        return new Load(Model.B, erlangs, 1, 0);
    }

    /** Calls that wait as long as it takes. */
    public static Load c(double calls, Duration interval, Duration handleTime) {
        return new Load(Model.C, erlangs(calls, interval, handleTime), seconds(handleTime), 0);
    }

    /** Calls that give up after some time, on average this one. */
    public static Load a(double calls, Duration interval, Duration handleTime, Duration patience) {
        return new Load(Model.A, erlangs(calls, interval, handleTime), seconds(handleTime), seconds(patience));
    }

    /** Erlang C's service level where the chance to wait is known from elsewhere: 1 - P e^(-(N - A) T / AHT). */
    public static double serviceLevel(double waitProbability, Load load, int agents, Duration target) {
        return 1 - waitProbability * Math.exp(-(agents - load.erlangs()) * seconds(target) / load.handleSeconds());
    }

    /** Agents and headcount for each interval of a day or a week, by model A where the requirement says how patient callers are, else by C. */
    public static Plan plan(List<Plan.Interval> intervals, Requirement requirement) {
        List<Plan.Row> rows = new ArrayList<>();
        for (Plan.Interval interval : intervals) {
            Load load = requirement.patience().isZero()
                    ? c(interval.calls(), interval.length(), interval.handleTime())
                    : a(interval.calls(), interval.length(), interval.handleTime(), requirement.patience());
            rows.add(new Plan.Row(interval, load.staff(requirement)));
        }
        return new Plan(requirement, rows);
    }

    private static double erlangs(double calls, Duration interval, Duration handleTime) {
        if (!(seconds(interval) > 0)) {
            throw new IllegalArgumentException("interval is " + interval + ", expected more than zero");
        }
        return calls * seconds(handleTime) / seconds(interval);
    }

    static double seconds(Duration amount) {
        return amount.getSeconds() + amount.getNano() / 1e9;
    }

    /** What becomes of a caller who finds every agent busy. */
    public enum Model {
        /** Waits, and may give up. */
        A,
        /** Is lost. */
        B,
        /** Waits. */
        C
    }

    /**
     * Calls that come in, and how long they take.
     *
     * @param model what becomes of a caller who finds every agent busy
     * @param erlangs calls an interval times handle time: how many agents it would keep busy
     * @param handleSeconds talk, hold and wrap of a call
     * @param patienceSeconds mean time until a waiting caller gives up; 0 where none does
     */
    public record Load(Model model, double erlangs, double handleSeconds, double patienceSeconds) {

        public Load {
            Objects.requireNonNull(model, "model");
            if (!(erlangs >= 0 && erlangs < 1e7) || !(handleSeconds > 0 && handleSeconds < 1e9)) {
                throw new IllegalArgumentException("load of " + erlangs + " erlangs in calls of " + handleSeconds
                        + " s, expected 0 to 10,000,000 and more than 0");
            }
            if (model == Model.A ? !(patienceSeconds > 0 && patienceSeconds < 1e12) : patienceSeconds != 0) {
                throw new IllegalArgumentException("patience of model " + model + " is " + patienceSeconds
                        + " s, expected more than 0 for A and 0 for the others");
            }
        }

        /** The same calls, so many times as many. */
        public Load times(double factor) {
            return new Load(model, erlangs * factor, handleSeconds, patienceSeconds);
        }

        /** Erlang B: the chance that all agents are busy where nobody waits. */
        public double blocking(int agents) {
            checkAgents(agents);
            double blocking = 1;
            for (int k = 1; k <= agents; k++) {
                blocking = erlangs * blocking / (k + erlangs * blocking);
            }
            return blocking;
        }

        /** The chance that a caller finds no agent free. */
        public double waitProbability(int agents) {
            return at(agents, Duration.ZERO).waitProbability();
        }

        /**
         * What callers meet with so many agents.
         *
         * @param agents at work, zero or more
         * @param target the wait of a call that counts as answered in time
         */
        public Figures at(int agents, Duration target) {
            checkAgents(agents);
            if (target.isNegative()) {
                throw new IllegalArgumentException("target wait is " + target + ", expected zero or more");
            }
            return at(agents, blocking(agents), target);
        }

        private Figures at(int agents, double blocking, Duration target) {
            return switch (model) {
                case A -> Abandonment.figures(this, agents, blocking, Erlang.seconds(target));
                case B -> lost(agents, blocking);
                case C -> waiting(agents, blocking, target);
            };
        }

        private Figures lost(int agents, double blocking) {
            double occupancy = agents == 0 ? 0 : erlangs * (1 - blocking) / agents;
            return new Figures(agents, erlangs, blocking, 1 - blocking, occupancy, blocking, 0);
        }

        private Figures waiting(int agents, double blocking, Duration target) {
            if (erlangs >= agents) {
                return new Figures(agents, erlangs, 1, 0, 1, 0, Double.NaN);
            }
            double wait = agents * blocking / (agents - erlangs * (1 - blocking));
            return new Figures(
                    agents,
                    erlangs,
                    wait,
                    Erlang.serviceLevel(wait, this, agents, target),
                    erlangs / agents,
                    0,
                    wait * handleSeconds / (agents - erlangs));
        }

        /** The fewest agents that are enough, and how many people that takes. */
        public Staffing staff(Requirement requirement) {
            if (erlangs == 0) {
                return new Staffing(0, 0, new Figures(0, 0, 0, 1, 0, 0, 0));
            }
            int agents = agents(requirement);
            return new Staffing(agents, requirement.headcount(agents), at(agents, requirement.target()));
        }

        /** The fewest agents that are enough; none where no call comes. */
        public int agents(Requirement requirement) {
            if (erlangs == 0) {
                return 0;
            }
            return model == Model.A ? fewestWithAbandonment(requirement) : fewest(requirement);
        }

        /** One pass over the recursion: the blocking of one agent more follows from that of one fewer. */
        private int fewest(Requirement requirement) {
            double blocking = 1;
            int agents = 0;
            while (!requirement.isMetBy(at(agents, blocking, requirement.target()))) {
                agents++;
                blocking = erlangs * blocking / (agents + erlangs * blocking);
            }
            return agents;
        }

        /** Begins with what patient callers need; who gives up inside the target is not answered, so that may be too few. */
        private int fewestWithAbandonment(Requirement requirement) {
            Load patient = new Load(Model.C, erlangs, handleSeconds, 0);
            int enough = Math.max(1, patient.fewest(requirement.withMaxLost("1")));
            while (!requirement.isMetBy(at(enough, requirement.target()))) {
                enough = Math.multiplyExact(enough, 2);
            }
            int tooFew = -1;
            while (enough - tooFew > 1) {
                int middle = tooFew + (enough - tooFew) / 2;
                if (requirement.isMetBy(at(middle, requirement.target()))) {
                    enough = middle;
                } else {
                    tooFew = middle;
                }
            }
            return enough;
        }

        /** The largest load of such calls, in erlangs, for which so many agents are enough. */
        public double capacity(int agents, Requirement requirement) {
            checkAgents(agents);
            double enough = 0;
            double tooMuch = 2.0 * agents + 2;
            Load one = new Load(model, 1, handleSeconds, patienceSeconds);
            if (requirement.isMetBy(one.times(tooMuch).at(agents, requirement.target()))) {
                throw new IllegalArgumentException(requirement + " is met by " + agents + " agents at twice their load,"
                        + " expected a requirement that limits it");
            }
            for (int round = 0; round < 60; round++) {
                double middle = (enough + tooMuch) / 2;
                if (requirement.isMetBy(one.times(middle).at(agents, requirement.target()))) {
                    enough = middle;
                } else {
                    tooMuch = middle;
                }
            }
            return enough;
        }

        private static void checkAgents(int agents) {
            if (agents < 0) {
                throw new IllegalArgumentException("agents are " + agents + ", expected zero or more");
            }
        }
    }

    /**
     * What callers meet.
     *
     * @param agents at work
     * @param erlangs the load
     * @param waitProbability the chance to find no agent free
     * @param serviceLevel the share of all calls answered within the target
     * @param occupancy the share of their time in which agents handle calls
     * @param lost the share of calls blocked (B) or given up (A)
     * @param meanWaitAllSeconds the mean wait of all calls, answered or not; not a number where it grows without end
     */
    public record Figures(
            int agents,
            double erlangs,
            double waitProbability,
            double serviceLevel,
            double occupancy,
            double lost,
            double meanWaitAllSeconds) {

        /** Whether the queue does not grow without end. */
        public boolean stable() {
            return !Double.isNaN(meanWaitAllSeconds);
        }

        /** The mean wait of all calls in seconds; empty where the queue grows without end. */
        public OptionalDouble meanWaitAll() {
            return stable() ? OptionalDouble.of(meanWaitAllSeconds) : OptionalDouble.empty();
        }

        /**
         * The mean wait of answered calls in seconds, which is that of all calls as long as none is lost; empty where the queue grows without end, and where calls
         * are lost: the mean of all is another figure.
         */
        public OptionalDouble asa() {
            return lost == 0 ? meanWaitAll() : OptionalDouble.empty();
        }
    }

    /**
     * What was promised.
     *
     * @param serviceLevel at least this share answered within the target
     * @param target the wait that counts as in time
     * @param maxOccupancy at most this share of agents' time in calls; 1 where it does not matter
     * @param maxLost at most this share blocked or given up; 1 where it does not matter
     * @param shrinkage the share of paid time in which people are not at work: leave, breaks, training
     * @param patience mean time until a waiting caller gives up, for plans; zero where none does
     */
    public record Requirement(
            BigDecimal serviceLevel,
            Duration target,
            BigDecimal maxOccupancy,
            BigDecimal maxLost,
            BigDecimal shrinkage,
            Duration patience) {

        public Requirement {
            share("service level", serviceLevel);
            share("most occupancy", maxOccupancy);
            share("most lost", maxLost);
            share("shrinkage", shrinkage);
            if (maxOccupancy.signum() == 0 || shrinkage.compareTo(BigDecimal.ONE) == 0) {
                throw new IllegalArgumentException("most occupancy is " + maxOccupancy + " and shrinkage " + shrinkage
                        + ", expected above 0 and below 1");
            }
            if (target.isNegative() || patience.isNegative()) {
                throw new IllegalArgumentException(
                        "target wait is " + target + " and patience " + patience + ", expected zero or more");
            }
        }

        /** At least this share answered within the target, and nothing else. */
        public static Requirement serviceLevel(String share, Duration target) {
            return new Requirement(
                    new BigDecimal(share), target, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO, Duration.ZERO);
        }

        /** At most this share blocked or given up, and nothing else. */
        public static Requirement atMostLost(String share) {
            return serviceLevel("0", Duration.ZERO).withMaxLost(share);
        }

        /** The same with a cap on occupancy. */
        public Requirement withMaxOccupancy(String share) {
            return new Requirement(serviceLevel, target, new BigDecimal(share), maxLost, shrinkage, patience);
        }

        /** The same with a cap on blocked or abandoned calls. */
        public Requirement withMaxLost(String share) {
            return new Requirement(serviceLevel, target, maxOccupancy, new BigDecimal(share), shrinkage, patience);
        }

        /** The same with people who are away for this share of their paid time. */
        public Requirement withShrinkage(String share) {
            return new Requirement(serviceLevel, target, maxOccupancy, maxLost, new BigDecimal(share), patience);
        }

        /** The same with callers who give up. */
        public Requirement withPatience(Duration mean) {
            return new Requirement(serviceLevel, target, maxOccupancy, maxLost, shrinkage, mean);
        }

        private static void share(String name, BigDecimal value) {
            if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException(name + " is " + value.toPlainString() + ", expected 0 to 1");
            }
        }

        /** Whether the figures keep it; equal does. */
        public boolean isMetBy(Figures figures) {
            return figures.stable()
                    && figures.serviceLevel() >= serviceLevel.doubleValue()
                    && figures.occupancy() <= maxOccupancy.doubleValue() * (1 + 1e-12)
                    && figures.lost() <= maxLost.doubleValue();
        }

        /** How many people so many agents at work take: the agents by the share of paid time at work, rounded up. */
        public int headcount(int agents) {
            return BigDecimal.valueOf(agents)
                    .divide(BigDecimal.ONE.subtract(shrinkage), 0, RoundingMode.CEILING)
                    .intValueExact();
        }
    }

    /**
     * Agents for a load.
     *
     * @param agents at work
     * @param headcount on the payroll, with shrinkage
     * @param figures what callers meet
     */
    public record Staffing(int agents, int headcount, Figures figures) {}

    /**
     * How many agents each interval of a day needs, and how many people that takes.
     *
     * @param requirement what was promised
     * @param rows one for each interval, in the order given
     */
    public record Plan(Requirement requirement, List<Row> rows) {

        private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3_600);

        public Plan {
            Objects.requireNonNull(requirement, "requirement");
            rows = List.copyOf(rows);
        }

        /** The most agents that any interval needs. */
        public int peakAgents() {
            return rows.stream().mapToInt(row -> row.staffing().agents()).max().orElse(0);
        }

        /** Hours to be paid: the headcount of each interval times its length. */
        public BigDecimal paidHours() {
            BigDecimal seconds = BigDecimal.ZERO;
            for (Row row : rows) {
                seconds = seconds.add(BigDecimal.valueOf(row.interval().length().toSeconds())
                        .multiply(BigDecimal.valueOf(row.staffing().headcount())));
            }
            return seconds.divide(SECONDS_AN_HOUR, 2, RoundingMode.HALF_UP);
        }

        /** The plan as a chart of agents and a table, in local time of the zone. */
        public Document toDocument(ZoneId zone) {
            return PlanDocument.of(this, zone);
        }

        /**
         * An interval and what is expected in it.
         *
         * @param from when it begins
         * @param length above zero
         * @param calls expected, zero or more
         * @param handleTime of a call, above zero
         */
        public record Interval(Instant from, Duration length, double calls, Duration handleTime) {
            public Interval {
                Objects.requireNonNull(from, "from");
                if (!(seconds(length) > 0) || !(seconds(handleTime) > 0) || !(calls >= 0)) {
                    throw new IllegalArgumentException("interval from " + from + " of " + length + " with " + calls
                            + " calls of " + handleTime + ", expected more than zero, no fewer than zero calls");
                }
            }
        }

        /**
         * One interval's staffing.
         *
         * @param interval when, and how many calls
         * @param staffing how many agents and people
         */
        public record Row(Interval interval, Staffing staffing) {}
    }
}
