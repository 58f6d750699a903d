package io.counterfoil.ticketing.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.routing.Router.Assignment;
import io.counterfoil.ticketing.routing.Router.State;
import io.counterfoil.ticketing.routing.RoutingPolicy.Mode;
import io.counterfoil.ticketing.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RouterProperties {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final BusinessHours ALWAYS = BusinessHours.always(ZoneOffset.UTC);
    private static final List<String> SKILLS = List.of("french", "refunds", "bank");

    private static List<Agent> agents(Random random, int n) {
        return IntStream.range(0, n)
                .mapToObj(at -> Agent.builder("a-" + at, 1 + random.nextInt(6))
                        .load(random.nextInt(4))
                        .weight(1 + random.nextInt(4))
                        .online(random.nextInt(5) > 0)
                        .addAllSkills(some(random))
                        .build())
                .map(Agent.class::cast)
                .toList();
    }

    private static Set<String> some(Random random) {
        return Set.copyOf(SKILLS.subList(0, random.nextInt(SKILLS.size() + 1)));
    }

    private static List<Work> queue(Random random, int n) {
        return IntStream.range(0, n)
                .mapToObj(at -> Work.builder()
                        .id("t-" + at)
                        .since(NOW.minusSeconds(random.nextInt(100_000)))
                        .remaining(
                                random.nextInt(5) == 0
                                        ? Optional.empty()
                                        : Optional.of(Duration.ofSeconds(random.nextInt(200_000) - 100_000)))
                        .addAllSkills(some(random))
                        .lastOwner("a-" + random.nextInt(9))
                        .addExcluded("a-" + random.nextInt(9))
                        .build())
                .map(Work.class::cast)
                .toList();
    }

    @Property
    @Label("TIC-27 the order of the lists does not matter, and giving out a queue is giving out one after the other")
    void orderOfListsDoesNotMatter(
            @ForAll long seed,
            @ForAll Mode mode,
            @ForAll @IntRange(max = 9) int agents,
            @ForAll @IntRange(max = 20) int n) {
        Random random = new Random(seed);
        List<Agent> floor = agents(random, agents);
        List<Work> queue = queue(random, n);
        Router router = Router.of(RoutingPolicy.builder(mode, ALWAYS)
                .relax("french", Duration.ofHours(12))
                .build());
        List<Agent> shuffledFloor = new ArrayList<>(floor);
        List<Work> shuffledQueue = new ArrayList<>(queue);
        Collections.shuffle(shuffledFloor, random);
        Collections.shuffle(shuffledQueue, random);
        List<Assignment> all = router.proposeAll(queue, floor, State.none(), NOW);
        assertThat(router.proposeAll(shuffledQueue, shuffledFloor, State.none(), NOW))
                .extracting(Assignment::toString)
                .isEqualTo(all.stream().map(Assignment::toString).toList());
        State state = State.none();
        List<Work> ordered = router.order(queue, NOW);
        for (int at = 0; at < ordered.size(); at++) {
            Assignment one = router.propose(ordered.get(at), shuffledFloor, state, NOW);
            assertThat(one.agent()).isEqualTo(all.get(at).agent());
            assertThat(one.obstacles()).isEqualTo(all.get(at).obstacles());
            assertThat(one.state()).isEqualTo(all.get(at).state());
            assertThat(one.evidence()).isEqualTo(all.get(at).evidence());
            one.agent().ifPresent(who -> assertThat(one.obstacles()).doesNotContainKey(who));
            if (one.agent().isEmpty()) {
                assertThat(one.obstacles()).hasSize(floor.size());
            }
            state = one.state();
        }
        assertNobodyIsOverloaded(floor, all);
    }

    private static void assertNobodyIsOverloaded(List<Agent> floor, List<Assignment> all) {
        Map<String, Integer> loads = new HashMap<>();
        all.forEach(one -> one.agent().ifPresent(who -> loads.merge(who, 1, Integer::sum)));
        for (Agent agent : floor) {
            int given = loads.getOrDefault(agent.id(), 0);
            assertThat(given == 0 || agent.online()).isTrue();
            assertThat(given == 0 || agent.load() + given <= agent.capacity()).isTrue();
        }
    }

    @Property
    @Label("TIC-27 counts of round robin differ by at most one among those who are always eligible")
    void roundRobinIsFair(
            @ForAll @IntRange(min = 1, max = 8) int n, @ForAll @IntRange(max = 60) int work, @ForAll long seed) {
        Random random = new Random(seed);
        List<Agent> floor = IntStream.range(0, n)
                .<Agent>mapToObj(at -> Agent.builder("a-" + at, 1_000).build())
                .toList();
        Router router =
                Router.of(RoutingPolicy.builder(Mode.ROUND_ROBIN, ALWAYS).build());
        Map<String, Integer> counts = new HashMap<>();
        floor.forEach(agent -> counts.put(agent.id(), 0));
        State state = State.none();
        for (int at = 0; at < work; at++) {
            List<Agent> shuffled = new ArrayList<>(floor);
            Collections.shuffle(shuffled, random);
            Assignment next =
                    router.propose(Work.builder().id("t-" + at).since(NOW).build(), shuffled, state, NOW);
            state = random.nextInt(4) == 0 ? next.state().loadsRead() : next.state();
            counts.merge(next.agent().orElseThrow(), 1, Integer::sum);
        }
        assertThat(Collections.max(counts.values()) - Collections.min(counts.values()))
                .isLessThanOrEqualTo(1);
    }

    @Property
    @Label("TIC-27 shares by weight are never further than one assignment from what the weights say")
    void sharesByWeight(@ForAll @IntRange(min = 1, max = 5) int first, @ForAll @IntRange(min = 1, max = 5) int second) {
        List<Agent> floor = List.of(
                Agent.builder("a", 1_000).weight(first).build(),
                Agent.builder("b", 1_000).weight(second).build());
        Router router = Router.of(RoutingPolicy.builder(Mode.WEIGHTED, ALWAYS).build());
        State state = State.none();
        int given = 0;
        for (int at = 1; at <= 60; at++) {
            Assignment next =
                    router.propose(Work.builder().id("t-" + at).since(NOW).build(), floor, state, NOW);
            state = next.state();
            given += next.agent().orElseThrow().equals("a") ? 1 : 0;
            assertThat(Math.abs(given * (first + second) - at * first)).isLessThanOrEqualTo(first + second);
        }
    }

    @Property
    @Label("TIC-28 nobody waits longer than the work ahead at arrival and what arrives within the overtaking window")
    void boundedWait(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 40) int n,
            @ForAll @IntRange(min = 1, max = 30) int ageing) {
        Random random = new Random(seed);
        RoutingPolicy policy = RoutingPolicy.builder(Mode.LEAST_LOADED, ALWAYS)
                .ageing("0." + (ageing < 10 ? "0" + ageing : ageing))
                .slackLimit(Duration.ofSeconds(100))
                .build();
        Router router = Router.of(policy);
        Agent agent = Agent.builder("a", 1).build();
        List<Work> arrivals = new ArrayList<>();
        for (int at = 0; at < n; at++) {
            arrivals.add(Work.builder()
                    .id("t-" + at)
                    .since(NOW.plusSeconds(random.nextInt(2_000)))
                    .remaining(Duration.ofSeconds(random.nextInt(400) - 200))
                    .build());
        }
        arrivals.sort(Comparator.comparing(Work::since).thenComparing(Work::id));
        Map<TicketId, Integer> served = new HashMap<>();
        List<Work> queue = new ArrayList<>();
        int next = 0;
        Instant now = NOW;
        while (served.size() < n) {
            while (next < n && !arrivals.get(next).since().isAfter(now)) {
                queue.add(arrivals.get(next++));
            }
            Instant at = now;
            // clocks run on, or stand still: what is left falls by some of the time that passed
            List<Work> running = queue.stream().map(work -> later(work, at)).toList();
            router.nextWork(agent, running, now).ifPresent(work -> {
                served.put(work.id(), served.size());
                queue.removeIf(waiting -> waiting.id().equals(work.id()));
                assertThat(work.since()).isBeforeOrEqualTo(at);
            });
            now = now.plusSeconds(30);
        }
        assertBound(arrivals, served, policy.overtakingWindow());
    }

    private static Work later(Work work, Instant now) {
        long passed = Duration.between(work.since(), now).toSeconds();
        boolean paused = work.id().hashCode() % 2 == 0;
        return Work.builder()
                .from(work)
                .remaining(work.remaining().map(left -> paused ? left : left.minusSeconds(passed)))
                .build();
    }

    private static void assertBound(List<Work> arrivals, Map<TicketId, Integer> served, Duration window) {
        for (Work work : arrivals) {
            int place = served.get(work.id());
            long before = arrivals.stream()
                    .filter(other -> served.get(other.id()) < place)
                    .filter(other -> !other.since().isAfter(work.since().plus(window)))
                    .count();
            assertThat((long) place)
                    .as(work.id() + " was overtaken from beyond the window")
                    .isEqualTo(before);
        }
    }
}
