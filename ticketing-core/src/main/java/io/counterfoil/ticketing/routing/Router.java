package io.counterfoil.ticketing.routing;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.ticketing.ticket.TicketId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Gives work to agents and agents work (ticketing specification 4.4).
 *
 * <p>Eligible is who is online, has every skill that is still asked for, has room, and is not excluded. What the next choice depends on, the cursor, is in {@link
 * State}, which the host keeps: a restart forgets nothing. Immutable, thread-safe.
 */
public final class Router {

    private final RoutingPolicy policy;

    private Router(RoutingPolicy policy) {
        this.policy = policy;
    }

    /** A router by the policy. */
    public static Router of(RoutingPolicy policy) {
        return new Router(policy);
    }

    /** Who gets the work, or why nobody can have it. */
    public Assignment propose(Work work, List<Agent> agents, State state, Instant now) {
        Floor floor = new Floor(policy, agents, state);
        return floor.assign(work, required(work, now));
    }

    /** The work of a whole queue, in queue order, given out one after the other: each assignment counts for the next. */
    public List<Assignment> proposeAll(Collection<Work> queue, List<Agent> agents, State state, Instant now) {
        Floor floor = new Floor(policy, agents, state);
        List<Ranked> ranked = new ArrayList<>(queue.size());
        for (Work work : queue) {
            ranked.add(new Ranked(work, key(work, now)));
        }
        ranked.sort(Ranked.ORDER);
        List<Assignment> assignments = new ArrayList<>(queue.size());
        for (Ranked next : ranked) {
            assignments.add(floor.assign(next.work, required(next.work, now)));
        }
        return assignments;
    }

    /** What the agent takes next: of the work that they may have, the first in queue order. */
    public Optional<Work> nextWork(Agent agent, Collection<Work> queue, Instant now) {
        if (!agent.online() || agent.load() >= agent.capacity()) {
            return Optional.empty();
        }
        Ranked first = null;
        for (Work work : queue) {
            if (!work.excluded().contains(agent.id()) && agent.skills().containsAll(required(work, now))) {
                Ranked next = new Ranked(work, key(work, now));
                first = first == null || Ranked.ORDER.compare(next, first) < 0 ? next : first;
            }
        }
        return Optional.ofNullable(first).map(Ranked::work);
    }

    /** The queue in the order in which it is worked on: slack less ageing, then priority, then id. */
    public List<Work> order(Collection<Work> queue, Instant now) {
        return queue.stream()
                .map(work -> new Ranked(work, key(work, now)))
                .sorted(Ranked.ORDER)
                .map(Ranked::work)
                .toList();
    }

    private BigDecimal key(Work work, Instant now) {
        Duration limit = policy.slackLimit();
        Duration slack = work.remaining().orElse(limit);
        Duration cut =
                slack.compareTo(limit) > 0 ? limit : slack.compareTo(limit.negated()) < 0 ? limit.negated() : slack;
        return seconds(cut).subtract(policy.ageing().multiply(seconds(Duration.between(work.since(), now))));
    }

    private static BigDecimal seconds(Duration amount) {
        return amount.getNano() == 0
                ? BigDecimal.valueOf(amount.getSeconds())
                : BigDecimal.valueOf(amount.getSeconds()).add(BigDecimal.valueOf(amount.getNano(), 9));
    }

    private Set<String> required(Work work, Instant now) {
        if (policy.relaxations().isEmpty() || work.skills().isEmpty()) {
            return work.skills();
        }
        Duration waited = policy.hours().elapsed(work.since(), now);
        return work.skills().stream()
                .filter(skill -> {
                    Duration after = policy.relaxations().get(skill);
                    return after == null || waited.compareTo(after) < 0;
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Ranked(Work work, BigDecimal key) {

        private static final Comparator<Ranked> ORDER = Comparator.comparing(Ranked::key)
                .thenComparing(ranked -> ranked.work.priority())
                .thenComparing(ranked -> ranked.work.id());
    }

    /**
     * What the next choice depends on. Keep it beside the tickets and give the last one back.
     *
     * @param assignments how many there were
     * @param last by agent, the number of their last assignment
     * @param unseen by agent, how many assignments their stated load does not hold yet
     * @param served by agent, how many assignments they had in all, for the shares by weight
     */
    public record State(
            long assignments, Map<String, Long> last, Map<String, Integer> unseen, Map<String, Long> served) {

        public State {
            last = Map.copyOf(last);
            unseen = Map.copyOf(unseen);
            served = Map.copyOf(served);
        }

        /** Nothing was assigned yet. */
        public static State none() {
            return new State(0, Map.of(), Map.of(), Map.of());
        }

        /** The loads of the agents were read anew and hold every assignment. */
        public State loadsRead() {
            return new State(assignments, last, Map.of(), served);
        }
    }

    /** Who gets a piece of work, and why. Immutable; obstacles, evidence and state are made when they are asked for. */
    public static final class Assignment {

        private final Work work;
        private final Optional<String> agent;
        private final Floor.Trace trace;

        Assignment(Work work, Optional<String> agent, Floor.Trace trace) {
            this.work = work;
            this.agent = agent;
            this.trace = trace;
        }

        /** Which ticket. */
        public TicketId work() {
            return work.id();
        }

        /** Who; empty where nobody is eligible. */
        public Optional<String> agent() {
            return agent;
        }

        /** Why each of the agents who are not eligible is not, by agent. */
        public Map<String, Obstacle> obstacles() {
            return new TreeMap<>(trace.obstacles(work));
        }

        /** Why this agent: the mode and the standing that decided. */
        public Evidence evidence() {
            return trace.evidence(work, agent);
        }

        /** The state after it. */
        public State state() {
            return trace.state();
        }

        @Override
        public String toString() {
            return work.id() + " to " + agent.orElse("nobody");
        }
    }

    /** Why an agent is not eligible, or is the one. */
    public enum Reason implements Code {
        /** They take no work now. */
        OFFLINE,
        /** They lack a skill. */
        SKILL_MISSING,
        /** They work on as much as they can. */
        FULL,
        /** They must not have it. */
        EXCLUDED,
        /** They had it last. */
        STICKY,
        /** They are next by the mode. */
        NEXT;

        @Override
        public String id() {
            return "ROUTING." + name();
        }
    }
}
