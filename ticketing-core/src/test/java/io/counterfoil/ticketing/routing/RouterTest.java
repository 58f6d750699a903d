package io.counterfoil.ticketing.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.routing.Router.Assignment;
import io.counterfoil.ticketing.routing.Router.Reason;
import io.counterfoil.ticketing.routing.Router.State;
import io.counterfoil.ticketing.routing.RoutingPolicy.Mode;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Monday 1 March 2027; open nine to five. */
class RouterTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final BusinessHours HOURS =
            BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-17:00").build();

    private static Router router(Mode mode) {
        return Router.of(RoutingPolicy.builder(mode, HOURS).build());
    }

    private static Work.Builder work(String id) {
        return Work.builder().id(id).since(NOW);
    }

    private static Agent agent(String id, String... skills) {
        return Agent.builder(id, 10).addSkills(skills).build();
    }

    private static List<String> agents(Router router, int count, List<Agent> agents) {
        List<String> names = new ArrayList<>();
        State state = State.none();
        for (int at = 0; at < count; at++) {
            Assignment assignment = router.propose(work("t-" + at).build(), agents, state, NOW);
            state = assignment.state();
            names.add(assignment.agent().orElse("-"));
        }
        return names;
    }

    @Test
    @DisplayName("TIC-27 round robin goes on where it stopped, from its kept state, also when somebody was away")
    void roundRobin() {
        List<Agent> three = List.of(agent("c"), agent("a"), agent("b"));
        Router router = router(Mode.ROUND_ROBIN);
        assertThat(agents(router, 5, three)).containsExactly("a", "b", "c", "a", "b");
        State state =
                router.propose(work("t-1").build(), three, State.none(), NOW).state();
        assertThat(state.last()).isEqualTo(Map.of("a", 1L));
        Agent away = Agent.builder("b", 10).online(false).build();
        Assignment second = router.propose(work("t-2").build(), List.of(three.get(0), three.get(1), away), state, NOW);
        assertThat(second.agent()).contains("c");
        assertThat(router.propose(work("t-3").build(), three, second.state(), NOW)
                        .agent())
                .contains("b");
        assertThat(second.state().assignments()).isEqualTo(2);
    }

    @Test
    @DisplayName("TIC-27 the least loaded for their capacity is next, and each assignment of a burst counts at once")
    void leastLoaded() {
        List<Agent> agents = List.of(
                Agent.builder("a", 4).load(2).build(),
                Agent.builder("b", 10).load(4).build(),
                Agent.builder("c", 1).load(1).build());
        Router router = router(Mode.LEAST_LOADED);
        // a 2/4, b 4/10 -> b; 5/10 = 2/4 -> a by id; b 5/10; 3/4 against 6/10 -> b
        assertThat(agents(router, 4, agents)).containsExactly("b", "a", "b", "b");
        State state =
                router.propose(work("t").build(), agents, State.none(), NOW).state();
        assertThat(state.unseen()).isEqualTo(Map.of("b", 1));
        assertThat(state.loadsRead().unseen()).isEmpty();
        assertThat(state.loadsRead().last()).isEqualTo(state.last());
    }

    @Test
    @DisplayName("TIC-27 work is shared by weight, and who joins later begins level with the others")
    void weighted() {
        List<Agent> agents = List.of(
                Agent.builder("a", 100).weight(3).build(),
                Agent.builder("b", 100).weight(1).build());
        Router router = router(Mode.WEIGHTED);
        assertThat(agents(router, 8, agents)).containsExactly("a", "a", "a", "b", "a", "a", "a", "b");
        State state = State.none();
        for (int at = 0; at < 8; at++) {
            state = router.propose(work("t-" + at).build(), agents, state, NOW).state();
        }
        List<Agent> more = List.of(
                agents.get(0), agents.get(1), Agent.builder("c", 100).weight(1).build());
        Map<String, Integer> counts = new TreeMap<>();
        for (int at = 0; at < 10; at++) {
            Assignment next = router.propose(work("u-" + at).build(), more, state, NOW);
            state = next.state();
            counts.merge(next.agent().orElseThrow(), 1, Integer::sum);
        }
        assertThat(counts).isEqualTo(Map.of("a", 6, "b", 2, "c", 2));
    }

    @Test
    @DisplayName("TIC-27 the last owner gets it again while eligible, else another mode decides")
    void sticky() {
        Router router = Router.of(RoutingPolicy.builder(Mode.STICKY, HOURS)
                .otherwise(Mode.ROUND_ROBIN)
                .build());
        List<Agent> agents =
                List.of(agent("a"), agent("b"), Agent.builder("c", 1).load(1).build());
        Assignment again = router.propose(work("t").lastOwner("b").build(), agents, State.none(), NOW);
        assertThat(again.agent()).contains("b");
        assertThat(again.evidence().facts().get(0).code()).isEqualTo(Reason.STICKY);
        assertThat(router.propose(work("t").lastOwner("c").build(), agents, State.none(), NOW)
                        .agent())
                .contains("a");
        assertThat(router.propose(work("t").lastOwner("b").addExcluded("b").build(), agents, State.none(), NOW)
                        .agent())
                .contains("a");
        assertThat(router.propose(work("t").lastOwner("gone").build(), agents, State.none(), NOW)
                        .evidence()
                        .sentence())
                .isEqualTo("a is next by ROUND_ROBIN with 0 in work");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingPolicy.builder(Mode.STICKY, HOURS).otherwise(Mode.STICKY));
    }

    @Test
    @DisplayName("TIC-27 without an eligible agent there is an obstacle for each of them")
    void nobodyIsEligible() {
        List<Agent> agents = List.of(
                Agent.builder("off", 1).addSkills("french").online(false).build(),
                Agent.builder("full", 2).addSkills("french").load(2).build(),
                agent("none", "dutch"),
                agent("keyer", "french"));
        Assignment assignment = router(Mode.LEAST_LOADED)
                .propose(work("t").addSkills("french").addExcluded("keyer").build(), agents, State.none(), NOW);
        assertThat(assignment.agent()).isEmpty();
        Map<String, Reason> codes = new TreeMap<>();
        assignment.obstacles().forEach((who, obstacle) -> codes.put(who, (Reason) obstacle.code()));
        assertThat(codes)
                .isEqualTo(Map.of(
                        "off", Reason.OFFLINE,
                        "full", Reason.FULL,
                        "none", Reason.SKILL_MISSING,
                        "keyer", Reason.EXCLUDED));
        assertThat(assignment.evidence().sentence())
                .isEqualTo(
                        "full works on 2, at most 2; keyer must not have it; none lacks [french]; off takes no work now");
        assertThat(assignment.state().assignments()).isZero();
    }

    @Test
    @DisplayName("TIC-27 a skill is given up after its business time of waiting, not a second before")
    void skillsRelaxOverTime() {
        Router router = Router.of(RoutingPolicy.builder(Mode.LEAST_LOADED, HOURS)
                .relax("french", Duration.ofHours(4))
                .build());
        Instant friday = Instant.parse("2027-02-26T16:00:00Z");
        Work work = work("t").since(friday).addSkills("french", "refunds").build();
        List<Agent> agents = List.of(agent("a", "refunds"));
        assertThat(router.propose(work, agents, State.none(), NOW.minusSeconds(1))
                        .agent())
                .isEmpty();
        Assignment relaxed = router.propose(work, agents, State.none(), NOW);
        assertThat(relaxed.agent()).contains("a");
        assertThat(relaxed.evidence().sentence())
                .isEqualTo("a is next by LEAST_LOADED with 0 in work, after waiting only [refunds] of [french, refunds]"
                        + " is asked for");
        assertThat(router.nextWork(agents.get(0), List.of(work), NOW)).contains(work);
        assertThat(router.nextWork(agents.get(0), List.of(work), NOW.minusSeconds(1)))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "TIC-28 the queue goes by slack less ageing, then priority, then id; freed capacity takes the first it may")
    void queueOrder() {
        Router router = router(Mode.LEAST_LOADED);
        Work late = work("late").remaining(Duration.ofHours(-1)).build();
        Work soon = work("soon").remaining(Duration.ofHours(2)).build();
        Work old = work("old")
                .since(NOW.minus(Duration.ofHours(6)))
                .remaining(Duration.ofHours(7))
                .build();
        Work free = work("free").build();
        Work urgent = work("urgent")
                .remaining(Duration.ofHours(2))
                .priority(Priority.URGENT)
                .build();
        Work twin = work("a-soon").remaining(Duration.ofHours(2)).build();
        assertThat(router.order(List.of(free, soon, old, urgent, late, twin), NOW))
                .containsExactly(late, old, urgent, twin, soon, free);
        Router still = Router.of(
                RoutingPolicy.builder(Mode.LEAST_LOADED, HOURS).ageing("0").build());
        assertThat(still.order(List.of(old, soon), NOW)).containsExactly(soon, old);

        Agent agent = agent("a");
        List<Work> queue = List.of(
                soon,
                work("mine").remaining(Duration.ofHours(-2)).addExcluded("a").build(),
                late);
        assertThat(router.nextWork(agent, queue, NOW)).contains(late);
        assertThat(router.nextWork(Agent.builder("a", 1).load(1).build(), queue, NOW))
                .isEmpty();
        assertThat(router.nextWork(Agent.builder("a", 1).online(false).build(), queue, NOW))
                .isEmpty();
        assertThat(router.nextWork(agent, List.of(), NOW)).isEqualTo(Optional.empty());
    }

    @Test
    @DisplayName("TIC-28 what arrives later than the overtaking window never comes before, what arrives within may")
    void overtakingWindow() {
        RoutingPolicy policy = RoutingPolicy.builder(Mode.LEAST_LOADED, HOURS)
                .ageing("0.5")
                .slackLimit(Duration.ofHours(10))
                .build();
        assertThat(policy.overtakingWindow()).isEqualTo(Duration.ofHours(40));
        Router router = Router.of(policy);
        Work patient = work("a").remaining(Duration.ofDays(99)).build();
        Work inside = work("b")
                .since(NOW.plus(Duration.ofHours(40)).minusSeconds(1))
                .remaining(Duration.ofDays(-99))
                .build();
        Work outside = work("c")
                .since(NOW.plus(Duration.ofHours(40)).plusSeconds(1))
                .remaining(Duration.ofDays(-99))
                .build();
        Instant later = NOW.plus(Duration.ofDays(9));
        assertThat(router.order(List.of(patient, inside, outside), later)).containsExactly(inside, patient, outside);
        assertThatIllegalStateException()
                .isThrownBy(() -> RoutingPolicy.builder(Mode.WEIGHTED, HOURS)
                        .ageing("0")
                        .build()
                        .overtakingWindow());
    }

    @Test
    @DisplayName("TIC-28 a ticket is work by its tightest running clock")
    void ticketAsWork() {
        Ticket ticket = Tickets.standard()
                .decide(
                        Tickets.standard().initial(),
                        TicketCommand.open(SubjectRef.of("order", "1"), "where", Actor.host("ana"), "t-1"),
                        NOW)
                .state();
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(HOURS)
                .firstReply(Duration.ofHours(2))
                .resolution(Duration.ofHours(40))
                .build());
        Instant later = NOW.plusSeconds(3_600);
        Work work = Work.of(ticket, clocks.read(ticket, later));
        assertThat(work.id()).isEqualTo(TicketId.of("t-1"));
        assertThat(work.since()).isEqualTo(NOW);
        assertThat(work.remaining()).contains(Duration.ofHours(1));
        assertThat(work.priority()).isEqualTo(Priority.NORMAL);
        assertThat(work.lastOwner()).isEmpty();
    }

    @Test
    @DisplayName("TIC-27 a whole queue is given out in its order, each assignment counting for the next")
    void wholeQueue() {
        List<Agent> agents =
                List.of(Agent.builder("a", 1).build(), Agent.builder("b", 2).build());
        List<Work> queue = new ArrayList<>();
        for (int at = 0; at < 4; at++) {
            queue.add(work("t-" + at).remaining(Duration.ofHours(4 - at)).build());
        }
        List<Assignment> all = router(Mode.LEAST_LOADED).proposeAll(queue, agents, State.none(), NOW);
        assertThat(all)
                .extracting(Assignment::toString)
                .containsExactly("t-3 to a", "t-2 to b", "t-1 to b", "t-0 to nobody");
        assertThat(all.get(3).obstacles()).containsOnlyKeys("a", "b");
        assertThat(all.get(1).obstacles()).containsOnlyKeys("a");
        assertThat(all.get(1).state().unseen()).isEqualTo(Map.of("a", 1, "b", 1));
        assertThat(all.get(3).state().unseen()).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    @DisplayName(
            "TIC-28 fractions count: of a second in slack, of a window, and of the month beyond which slack makes no difference")
    void fractions() {
        RoutingPolicy policy = RoutingPolicy.builder(Mode.ROUND_ROBIN, HOURS)
                .ageing("0.7")
                .slackLimit(Duration.ofSeconds(10))
                .build();
        assertThat(policy.overtakingWindow()).isEqualTo(Duration.ofSeconds(29)); // 28.57 rounded up
        Router router = router(Mode.LEAST_LOADED);
        Work less = work("z").remaining(Duration.ofSeconds(5, 1)).build();
        Work more = work("a").remaining(Duration.ofSeconds(5, 2)).build();
        assertThat(router.order(List.of(more, less), NOW)).containsExactly(less, more);
        Work older = work("z2")
                .since(NOW.minusNanos(1))
                .remaining(Duration.ofSeconds(5))
                .build();
        Work newer = work("a2").remaining(Duration.ofSeconds(5)).build();
        assertThat(router.order(List.of(newer, older), NOW)).containsExactly(older, newer);
        Work month = work("b").remaining(Duration.ofDays(30)).build();
        Work year = work("a").remaining(Duration.ofDays(365)).build();
        Work none = work("c").build();
        assertThat(router.order(List.of(none, month, year), NOW)).containsExactly(year, month, none);
        Work lateByAMonth = work("b").remaining(Duration.ofDays(-30)).build();
        Work lateByAYear = work("c").remaining(Duration.ofDays(-365)).build();
        assertThat(router.order(List.of(lateByAYear, lateByAMonth), NOW)).containsExactly(lateByAMonth, lateByAYear);
    }

    @Test
    @DisplayName(
            "TIC-27 the load that decided is said: what was stated, what is not seen yet, and what this burst gave")
    void loadIsSaid() {
        Router router = router(Mode.LEAST_LOADED);
        List<Agent> one = List.of(Agent.builder("a", 5).load(1).build());
        State unseen = new State(7, Map.of("a", 7L), Map.of("a", 2), Map.of("a", 7L));
        List<Assignment> all = router.proposeAll(
                List.of(work("t-1").build(), work("t-2").build(), work("t-3").build()), one, unseen, NOW);
        assertThat(all)
                .extracting(assignment -> assignment.evidence().sentence())
                .containsExactly(
                        "a is next by LEAST_LOADED with 3 in work",
                        "a is next by LEAST_LOADED with 4 in work",
                        "a works on 5, at most 5");
        assertThat(all.get(1).state().last()).isEqualTo(Map.of("a", 9L));
        assertThat(all.get(1).state().served()).isEqualTo(Map.of("a", 9L));
        assertThat(all.get(2).state().assignments()).isEqualTo(9);
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agent.builder(" ", 1).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agent.builder("a", 0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agent.builder("a", 1).load(-1).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agent.builder("a", 1).weight(0).build());
        RoutingPolicy.Builder policy = RoutingPolicy.builder(Mode.WEIGHTED, HOURS);
        assertThatIllegalArgumentException().isThrownBy(() -> policy.ageing("-0.1"));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.slackLimit(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.relax("x", Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router(Mode.WEIGHTED)
                        .propose(work("t").build(), List.of(agent("a"), agent("a")), State.none(), NOW));
    }
}
