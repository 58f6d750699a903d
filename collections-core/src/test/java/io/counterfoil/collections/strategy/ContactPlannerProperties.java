package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLaw;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ContactPlannerProperties {

    private static final LocalDate START = LocalDate.of(2027, 1, 1);
    private static final int DAYS = 70;

    /** Bills, rules and held days of one party. */
    record World(List<SlowPlanner.Bill> bills, SlowPlanner.Rules rules, Optional<int[]> hold) {

        Set<LocalDate> held() {
            Set<LocalDate> days = new HashSet<>();
            hold.ifPresent(span -> START.plusDays(span[0])
                    .datesUntil(START.plusDays(span[1] + 1L))
                    .forEach(days::add));
            return days;
        }

        Receivables receivables() {
            ReceivableLog log = ReceivableLog.in("GBP");
            for (SlowPlanner.Bill bill : bills) {
                String amount = java.math.BigDecimal.valueOf(bill.minor(), 2).toPlainString();
                log.invoice(
                        bill.id(), amount, bill.issued().toString(), bill.due().toString());
                bill.paid()
                        .ifPresent(on -> log.receipt("R" + bill.id(), amount, on.toString())
                                .allocate("R" + bill.id(), bill.id(), amount, on.toString()));
            }
            return log.replay();
        }

        Situation situation() {
            Situation situation = Situation.of(receivables());
            hold.ifPresent(span -> situation.hold(START.plusDays(span[0]), START.plusDays(span[1])));
            return situation;
        }

        ContactPlanner planner(Strategy.Builder strategy) {
            for (int step = 0; step < rules.offsets().size(); step++) {
                strategy.step(StrategyStep.builder()
                        .id("s" + step)
                        .daysAfterDue(rules.offsets().get(step))
                        .addChannels(Channel.EMAIL)
                        .build());
            }
            return ContactPlanner.builder()
                    .strategies(strategy.id("ladder")
                            .minGapDays(rules.gapDays())
                            .addThresholds(io.counterfoil.payments.money.Amounts.in("GBP")
                                    .ofMinor(rules.threshold()))
                            .build())
                    .build();
        }

        @Override
        public String toString() {
            return bills + " " + rules + " hold " + hold.map(java.util.Arrays::toString);
        }
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<SlowPlanner.Bill> bill = Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.longs().between(100, 20_000),
                        Arbitraries.integers().between(-30, 45))
                .as((issued, terms, minor, paid) -> new SlowPlanner.Bill(
                        "",
                        START.plusDays(issued),
                        START.plusDays(issued + terms),
                        minor,
                        paid < 0 ? Optional.empty() : Optional.of(START.plusDays(issued + paid))));
        Arbitrary<List<SlowPlanner.Bill>> bills = bill.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> {
                    List<SlowPlanner.Bill> named = new ArrayList<>();
                    list.forEach(one -> named.add(new SlowPlanner.Bill(
                            "I" + named.size(), one.issued(), one.due(), one.minor(), one.paid())));
                    return named;
                });
        Arbitrary<SlowPlanner.Rules> rules = Combinators.combine(
                        Arbitraries.integers()
                                .between(-4, 25)
                                .set()
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(1L, 5_000L, 12_000L))
                .as((offsets, gap, threshold) ->
                        new SlowPlanner.Rules(new TreeSet<>(offsets).stream().toList(), gap, threshold));
        Arbitrary<Optional<int[]>> hold = Combinators.combine(
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.integers().between(1, 15))
                .as((from, days) -> new int[] {from, from + days})
                .optional();
        return Combinators.combine(bills, rules, hold).as(World::new);
    }

    private static List<ContactDecision> acts(List<ContactDecision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                .toList();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    @Label("COL-27 COL-30 COL-35 day by day the planner acts as the slow reference: step, day and episode")
    void agreesWithTheSlowReference(@ForAll("worlds") World world) {
        ContactPlanner planner = world.planner(Strategy.builder());
        SlowPlanner slow = new SlowPlanner(world.bills(), world.rules(), world.held());
        Situation situation = world.situation();
        for (LocalDate day = START; day.isBefore(START.plusDays(DAYS)); day = day.plusDays(1)) {
            List<ContactDecision> acts = acts(planner.propose(situation.facts(), Situation.at(day)));
            Optional<SlowPlanner.Act> expected = slow.run(day);
            LocalDate today = day;
            assertThat(acts).allMatch(act -> !act.stepDate().isAfter(today));
            assertThat(acts.stream()
                            .map(act -> new SlowPlanner.Act(
                                    today,
                                    act.episodeStart(),
                                    Integer.parseInt(act.step().value().substring(1))))
                            .toList())
                    .as("on " + day)
                    .isEqualTo(expected.stream().toList());
            acts.forEach(act -> situation.sent(act, today));
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    @Label(
            "COL-27 proposing twice gives the same, in whatever order the facts come; its own contacts sent, nothing more is done that day")
    void twiceIsOnce(
            @ForAll("worlds") World world, @ForAll @IntRange(min = 0, max = 69) int offset, @ForAll Random random) {
        ContactPlanner planner = world.planner(Strategy.builder().scope(Strategy.Scope.ITEM));
        LocalDate day = START.plusDays(offset);
        Situation situation = world.situation();
        situation.sent(day.minusDays(3)).promise("1.00", "GBP", day.plusDays(2));
        CollectionFacts facts = situation.facts();
        List<ContactDecision> first = planner.propose(facts, Situation.at(day));
        assertThat(planner.propose(facts, Situation.at(day))).isEqualTo(first);
        List<io.counterfoil.collections.receivable.ReceivableEvent> events =
                new ArrayList<>(facts.receivables().events().toList());
        Collections.shuffle(events, random);
        CollectionFacts shuffled = facts.toBuilder()
                .receivables(Receivables.replay(events.stream()).orThrow())
                .build();
        assertThat(planner.propose(shuffled, Situation.at(day))).isEqualTo(first);
        acts(first).forEach(act -> situation.sent(act, day));
        assertThat(acts(planner.propose(situation.facts(), Situation.at(day)))).isEmpty();
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    @Label("COL-28 on no day of a hold, a promise or a plan is there an ACT, and the reason is told")
    void noActWithinASuppressorsInterval(
            @ForAll("worlds") World world,
            @ForAll @IntRange(min = 0, max = 2) int which,
            @ForAll @IntRange(min = 0, max = 60) int from,
            @ForAll @IntRange(min = 1, max = 10) int length) {
        ContactPlanner planner = world.planner(Strategy.builder());
        LocalDate first = START.plusDays(from);
        LocalDate last = first.plusDays(length);
        Situation situation = Situation.of(world.receivables());
        Suppression expected = List.of(Suppression.HOLD, Suppression.PROMISE_IN_FORCE, Suppression.PLAN_IN_FORCE)
                .get(which);
        switch (which) {
            case 0 -> situation.hold(first, last);
            case 1 -> situation.promise("9999999.00", "GBP", last);
            default ->
                situation.plan(
                        new HashSet<>(world.receivables()
                                .items()
                                .map(item -> item.id())
                                .toList()),
                        last);
        }
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            for (ContactDecision decision : planner.propose(situation.facts(), Situation.at(day))) {
                assertThat(decision.kind()).isNotIn(ContactDecision.Kind.ACT, ContactDecision.Kind.FINISHED);
                if (decision.kind() == ContactDecision.Kind.SUPPRESSED) {
                    assertThat(decision.obstacles()).anyMatch(obstacle -> obstacle.code() == expected);
                }
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    @Label(
            "COL-29 each step that an unpaid item reaches over daily runs is acted on or recorded as skipped, once and not both")
    void everyReachedStepIsActedOrSkippedOnce(
            @ForAll("worlds") World world,
            @ForAll Strategy.CatchUp catchUp,
            @ForAll @IntRange(min = 1, max = 5) int every) {
        World free =
                new World(world.bills(), new SlowPlanner.Rules(world.rules().offsets(), 0, 1), Optional.empty());
        ContactPlanner planner =
                free.planner(Strategy.builder().scope(Strategy.Scope.ITEM).catchUp(catchUp));
        Situation situation = free.situation();
        Map<String, Set<IdempotencyKey>> acted = new HashMap<>();
        Map<String, Set<IdempotencyKey>> skipped = new HashMap<>();
        LocalDate last = START;
        for (LocalDate day = START; day.isBefore(START.plusDays(DAYS)); day = day.plusDays(every)) {
            last = day;
            for (ContactDecision decision : planner.propose(situation.facts(), Situation.at(day))) {
                String step = decision.scope().item() + " " + decision.step();
                if (decision.kind() == ContactDecision.Kind.ACT) {
                    assertThat(acted.computeIfAbsent(step, same -> new HashSet<>())
                                    .add(decision.key()))
                            .isTrue();
                    situation.sent(decision, day);
                } else if (decision.kind() == ContactDecision.Kind.SKIPPED) {
                    skipped.computeIfAbsent(step, same -> new HashSet<>()).add(decision.key());
                }
            }
        }
        for (SlowPlanner.Bill bill : free.bills()) {
            for (int step = 0; step < free.rules().offsets().size(); step++) {
                String name = bill.id() + " s" + step;
                LocalDate date = bill.due().plusDays(free.rules().offsets().get(step));
                Set<IdempotencyKey> all = new HashSet<>(acted.getOrDefault(name, Set.of()));
                assertThat(Collections.disjoint(all, skipped.getOrDefault(name, Set.of())))
                        .isTrue();
                all.addAll(skipped.getOrDefault(name, Set.of()));
                boolean fullyRun = catchUp != Strategy.CatchUp.RUN_ALL;
                if (bill.paid().isEmpty() && !date.isAfter(last) && fullyRun) {
                    assertThat(all).as(name + " of " + date).hasSize(1);
                }
                assertThat(all).as(name).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    @Label("COL-29 daily runs with gaps come to the same last step as runs without")
    void gapsComeToTheSameStep(@ForAll("worlds") World world, @ForAll Random random) {
        World free = new World(
                world.bills().stream()
                        .map(bill -> new SlowPlanner.Bill(
                                bill.id(), bill.issued(), bill.due(), bill.minor(), Optional.empty()))
                        .toList(),
                new SlowPlanner.Rules(world.rules().offsets(), 0, 1),
                Optional.empty());
        assertThat(lastStep(free, day -> true))
                .isEqualTo(lastStep(free, day -> day.equals(START.plusDays(DAYS)) || random.nextInt(4) == 0));
    }

    private static Optional<String> lastStep(World world, java.util.function.Predicate<LocalDate> runs) {
        ContactPlanner planner = world.planner(Strategy.builder());
        Situation situation = world.situation();
        Optional<String> last = Optional.empty();
        for (LocalDate day = START; !day.isAfter(START.plusDays(DAYS)); day = day.plusDays(1)) {
            if (runs.test(day)) {
                for (ContactDecision act : acts(planner.propose(situation.facts(), Situation.at(day)))) {
                    situation.sent(act, day);
                    last = Optional.of(act.step().value());
                }
            }
        }
        return last;
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    @Label(
            "COL-35 COL-57 in any window there are no more contacts than the gap and the law allow, over all scopes of a party")
    void neverMoreThanTheCap(@ForAll("worlds") World world, @ForAll @IntRange(min = 0, max = 3) int gap) {
        Strategy daily = Strategy.builder()
                .id("daily")
                .scope(Strategy.Scope.ITEM)
                .minGapDays(gap)
                .step(StrategyStep.builder()
                        .id("call")
                        .daysAfterDue(1)
                        .addChannels(Channel.CALL)
                        .repeatEvery(Period.ofDays(1))
                        .build())
                .build();
        ContactPlanner planner = ContactPlanner.builder()
                .strategies(daily)
                .policy(ContactLaw.usRegulationF())
                .build();
        Situation situation = Situation.of(world.receivables())
                .channels(Channel.CALL)
                .known(ProfileEvent.zone(PartyId.of("acme"), ZoneOffset.UTC, "address"));
        List<LocalDate> calls = new ArrayList<>();
        Map<String, List<LocalDate>> byDebt = new HashMap<>();
        for (LocalDate day = START; day.isBefore(START.plusDays(40)); day = day.plusDays(1)) {
            for (ContactDecision act : acts(planner.propose(situation.facts(), Situation.at(day)))) {
                LocalDate today = day;
                calls.add(today);
                List<Notice.Line> lines = act.notice().lines();
                lines.forEach(line -> byDebt.computeIfAbsent(line.item().value(), same -> new ArrayList<>())
                        .add(today));
                situation.contact(Contact.builder()
                        .id("call " + calls.size())
                        .party("acme")
                        .key(act.key())
                        .channel(Channel.CALL)
                        .debts(lines.stream().map(Notice.Line::item).toList())
                        .at(Situation.noon(today))
                        .on(today)
                        .build());
            }
        }
        for (int i = 1; i < calls.size() && gap > 0; i++) {
            assertThat(calls.get(i)).isAfterOrEqualTo(calls.get(i - 1).plusDays(gap));
        }
        byDebt.forEach((debt, days) -> days.forEach(end -> assertThat(days.stream()
                        .filter(day -> !day.isAfter(end) && day.isAfter(end.minusDays(7)))
                        .count())
                .as(debt + " up to " + end)
                .isLessThanOrEqualTo(7)));
    }
}
