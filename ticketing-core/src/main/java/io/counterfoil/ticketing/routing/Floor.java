package io.counterfoil.ticketing.routing;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The agents while work is given out. For each set of skills that is asked for there is a queue of those who have them, in the order of the mode, so that an
 * assignment costs the logarithm of their number for each such set. Not thread-safe.
 */
final class Floor {

    private final RoutingPolicy policy;
    private final Map<String, Seat> seats = new HashMap<>();
    private final Map<Set<String>, TreeSet<Seat>> bySkills = new HashMap<>();
    private final Comparator<Seat> order;
    private final Router.State before;
    private final List<String> assigned = new ArrayList<>();

    /** An agent and what they have got. */
    private static final class Seat {
        private final Agent agent;
        private long last;
        private int load;
        private long served;

        Seat(Agent agent, long last, int load, long served) {
            this.agent = agent;
            this.last = last;
            this.load = load;
            this.served = served;
        }

        boolean hasRoom() {
            return agent.online() && load < agent.capacity();
        }
    }

    Floor(RoutingPolicy policy, List<Agent> agents, Router.State state) {
        this.policy = policy;
        this.before = state;
        this.order = switch (policy.effective()) {
            case ROUND_ROBIN, STICKY ->
                Comparator.<Seat>comparingLong(seat -> seat.last).thenComparing(Floor::byId);
            case LEAST_LOADED -> Floor::byLoad;
            case WEIGHTED -> Floor::byShare;
        };
        long level = level(agents, state);
        for (Agent agent : agents) {
            Seat seat = new Seat(
                    agent,
                    state.last().getOrDefault(agent.id(), 0L),
                    Math.addExact(agent.load(), state.unseen().getOrDefault(agent.id(), 0)),
                    state.served().getOrDefault(agent.id(), Math.multiplyExact(level, agent.weight())));
            if (seats.put(agent.id(), seat) != null) {
                throw new IllegalArgumentException("agent '" + agent.id() + "' is given twice, expected once");
            }
        }
    }

    /** Who is new begins level with who is furthest behind. */
    private static long level(List<Agent> agents, Router.State state) {
        return agents.stream()
                .filter(agent -> state.served().containsKey(agent.id()))
                .mapToLong(agent -> state.served().getOrDefault(agent.id(), 0L) / agent.weight())
                .min()
                .orElse(0);
    }

    private static int byId(Seat one, Seat two) {
        return one.agent.id().compareTo(two.agent.id());
    }

    private static int byLoad(Seat one, Seat two) {
        int byLoad = Long.compare((long) one.load * two.agent.capacity(), (long) two.load * one.agent.capacity());
        return byLoad == 0 ? byId(one, two) : byLoad;
    }

    private static int byShare(Seat one, Seat two) {
        int byShare = Long.compare((one.served + 1) * two.agent.weight(), (two.served + 1) * one.agent.weight());
        return byShare == 0 ? byId(one, two) : byShare;
    }

    Router.Assignment assign(Work work, Set<String> required) {
        Trace trace = new Trace(this, required, assigned.size());
        Seat chosen = sticky(work, required);
        trace.stuck = chosen != null;
        if (chosen == null) {
            chosen = first(work, queue(required));
        }
        if (chosen == null) {
            return new Router.Assignment(work, Optional.empty(), trace);
        }
        trace.loads = chosen.load;
        take(chosen);
        trace.until = assigned.size();
        return new Router.Assignment(work, Optional.of(chosen.agent.id()), trace);
    }

    private @Nullable Seat sticky(Work work, Set<String> required) {
        Seat owner = policy.mode() == RoutingPolicy.Mode.STICKY ? seats.get(work.lastOwner()) : null;
        return owner != null
                        && owner.hasRoom()
                        && owner.agent.skills().containsAll(required)
                        && !work.excluded().contains(owner.agent.id())
                ? owner
                : null;
    }

    private static @Nullable Seat first(Work work, SortedSet<Seat> queue) {
        if (work.excluded().isEmpty()) {
            return queue.isEmpty() ? null : queue.first();
        }
        Iterator<Seat> all = queue.iterator();
        while (all.hasNext()) {
            Seat seat = all.next();
            if (!work.excluded().contains(seat.agent.id())) {
                return seat;
            }
        }
        return null;
    }

    private SortedSet<Seat> queue(Set<String> required) {
        return bySkills.computeIfAbsent(required, skills -> {
            TreeSet<Seat> queue = new TreeSet<>(order);
            for (Seat seat : seats.values()) {
                if (seat.hasRoom() && seat.agent.skills().containsAll(skills)) {
                    queue.add(seat);
                }
            }
            return queue;
        });
    }

    private void take(Seat seat) {
        List<TreeSet<Seat>> holding = new ArrayList<>();
        for (TreeSet<Seat> queue : bySkills.values()) {
            if (queue.remove(seat)) {
                holding.add(queue);
            }
        }
        assigned.add(seat.agent.id());
        seat.last = before.assignments() + assigned.size();
        seat.load++;
        seat.served++;
        if (seat.hasRoom()) {
            holding.forEach(queue -> queue.add(seat));
        }
    }

    /** Where an assignment stood in the row, to say later why it was made and what came of it. Immutable once its assignment is made. */
    static final class Trace {

        private final Floor floor;
        private final Set<String> required;
        private final int position;
        private boolean stuck;
        private int loads;
        private int until;

        Trace(Floor floor, Set<String> required, int position) {
            this.floor = floor;
            this.required = required;
            this.position = position;
            this.until = position;
        }

        Map<String, Obstacle> obstacles(Work work) {
            Map<String, Integer> given = new HashMap<>();
            floor.assigned.subList(0, position).forEach(agent -> given.merge(agent, 1, Integer::sum));
            Map<String, Obstacle> obstacles = new HashMap<>();
            for (Seat seat : floor.seats.values()) {
                Agent agent = seat.agent;
                int load = agent.load()
                        + floor.before.unseen().getOrDefault(agent.id(), 0)
                        + given.getOrDefault(agent.id(), 0);
                Optional<Obstacle> obstacle = obstacle(work, agent, load);
                obstacle.ifPresent(found -> obstacles.put(agent.id(), found));
            }
            return obstacles;
        }

        private Optional<Obstacle> obstacle(Work work, Agent agent, int load) {
            Set<String> missing = new TreeSet<>(required);
            missing.removeAll(new HashSet<>(agent.skills()));
            if (!agent.online()) {
                return Optional.of(Obstacle.of(Router.Reason.OFFLINE, agent.id() + " takes no work now"));
            }
            if (work.excluded().contains(agent.id())) {
                return Optional.of(Obstacle.of(Router.Reason.EXCLUDED, agent.id() + " must not have it"));
            }
            if (!missing.isEmpty()) {
                return Optional.of(Obstacle.of(Router.Reason.SKILL_MISSING, agent.id() + " lacks " + missing));
            }
            return load < agent.capacity()
                    ? Optional.empty()
                    : Optional.of(Obstacle.of(
                            Router.Reason.FULL, agent.id() + " works on " + load + ", at most " + agent.capacity()));
        }

        Evidence evidence(Work work, Optional<String> agent) {
            if (agent.isEmpty()) {
                return Evidence.of(obstacles(work).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new Evidence.Fact(
                                entry.getValue().code(), entry.getValue().sentence(), Map.of()))
                        .toList());
            }
            String who = agent.get();
            String skills = required.size() == work.skills().size()
                    ? ""
                    : ", after waiting only " + new TreeSet<>(required) + " of " + new TreeSet<>(work.skills())
                            + " is asked for";
            return stuck
                    ? Evidence.of(Router.Reason.STICKY, who + " had it last" + skills)
                    : Evidence.of(
                            Router.Reason.NEXT,
                            who + " is next by " + floor.policy.effective() + " with " + loads + " in work" + skills);
        }

        /** The state after its assignment: what was before it, and everything given out up to it. */
        Router.State state() {
            Map<String, Long> last = new HashMap<>(floor.before.last());
            Map<String, Integer> unseen = new HashMap<>(floor.before.unseen());
            Map<String, Long> served = new HashMap<>(floor.before.served());
            long level =
                    level(floor.seats.values().stream().map(seat -> seat.agent).toList(), floor.before);
            floor.seats
                    .values()
                    .forEach(seat ->
                            served.putIfAbsent(seat.agent.id(), Math.multiplyExact(level, seat.agent.weight())));
            for (int at = 0; at < until; at++) {
                String agent = floor.assigned.get(at);
                last.put(agent, floor.before.assignments() + at + 1);
                unseen.merge(agent, 1, Integer::sum);
                served.merge(agent, 1L, Long::sum);
            }
            return new Router.State(floor.before.assignments() + until, last, unseen, served);
        }
    }
}
