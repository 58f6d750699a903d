package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableArbitraries;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A replay, which judges a party only where something can change, against judging everybody every day. */
class ReplayProperties {

    @Provide
    Arbitrary<List<ReceivableEvent>> logs() {
        return ReceivableArbitraries.logs();
    }

    @Provide
    Arbitrary<Strategy> strategies() {
        Arbitrary<Integer> days = Arbitraries.integers().between(-4, 25);
        Arbitrary<StrategyStep.Anchor> anchors = Arbitraries.of(
                StrategyStep.Anchor.DUE, StrategyStep.Anchor.ISSUE, StrategyStep.Anchor.DUE_END_OF_MONTH);
        return Combinators.combine(
                        anchors,
                        days.list().ofSize(3),
                        Arbitraries.of(Strategy.CatchUp.values()),
                        Arbitraries.of(Strategy.Scope.values()),
                        Arbitraries.of(Strategy.EntryLevel.values()),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(true, false))
                .as((anchor, offsets, catchUp, scope, entry, gap, repeats) -> {
                    StrategyStep.Builder last = step("third", StrategyStep.Anchor.DUE, offsets.get(2));
                    return Strategy.builder()
                            .id("s")
                            .catchUp(catchUp)
                            .scope(scope)
                            .entry(entry)
                            .minGapDays(gap)
                            .addSteps(step("first", anchor, offsets.get(0)).build())
                            .addSteps(step("second", StrategyStep.Anchor.PREVIOUS_CONTACT, Math.abs(offsets.get(1)))
                                    .build())
                            .addSteps((repeats ? last.repeatEvery(Period.ofDays(9)) : last).build())
                            .build();
                });
    }

    private static StrategyStep.Builder step(String id, StrategyStep.Anchor anchor, int days) {
        return StrategyStep.builder()
                .id(id)
                .anchor(anchor)
                .offset(StrategyStep.Offset.days(days))
                .addChannels(Channel.EMAIL);
    }

    @Property
    @Label(
            "COL-40 replaying over days on which nothing can change is judging every day, act by act and reason by reason")
    void skippingChangesNothing(
            @ForAll("logs") List<ReceivableEvent> log,
            @ForAll("strategies") Strategy strategy,
            @ForAll @IntRange(max = 60) int start) {
        ContactPlanner planner = ContactPlanner.builder().strategies(strategy).build();
        CollectionFacts facts = CollectionFacts.builder(
                        Receivables.replay(log.stream()).value().orElseThrow())
                .build();
        LocalDate first = ReceivableArbitraries.FIRST_DAY.plusDays(start);
        DateRange range = DateRange.of(first, first.plusDays(60));
        Map<Suppression, Integer> suppressions = new EnumMap<>(Suppression.class);
        List<String> acts = new ArrayList<>();
        List<Contact> contacts = new ArrayList<>();
        for (LocalDate day : range.stream().toList()) {
            Instant end =
                    day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
            CollectionFacts today = facts.toBuilder()
                    .contacts(ContactLog.of(contacts).orThrow())
                    .build();
            for (ContactDecision decision : planner.propose(today, new AsOf(day, end))) {
                if (decision.kind() == ContactDecision.Kind.ACT) {
                    acts.add(day + " " + decision.key() + " " + decision.sentence());
                    contacts.add(Contact.builder()
                            .id("replay " + decision.key())
                            .party(decision.scope().party())
                            .key(decision.key())
                            .channel(decision.notice().channel())
                            .audience(decision.notice().audience())
                            .debts(decision.notice().lines().stream()
                                    .map(Notice.Line::item)
                                    .toList())
                            .at(end)
                            .on(day)
                            .build());
                } else if (decision.kind() == ContactDecision.Kind.SUPPRESSED) {
                    decision.primary().ifPresent(why -> suppressions.merge((Suppression) why.code(), 1, Integer::sum));
                }
            }
        }
        ContactReplay replay = planner.replay(facts, range, new AsOf(range.to(), Instant.MAX));
        assertThat(replay.acts().stream()
                        .map(act -> act.on() + " " + act.decision().key() + " "
                                + act.decision().sentence())
                        .toList())
                .isEqualTo(acts);
        assertThat(replay.suppressions()).isEqualTo(suppressions);
        assertThat(replay.days()).isEqualTo(61);
    }
}
