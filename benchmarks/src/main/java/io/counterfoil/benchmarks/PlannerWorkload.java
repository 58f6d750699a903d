package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.ContactReplay;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * planner: parties with three open invoices each, judged by a ladder of five steps on one day; and a replay of the ladder over a year, in which one party in thirty pays
 * something a day. The least: for each party the date of each step from its oldest open invoice.
 */
final class PlannerWorkload extends RacedWorkload {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final long SEED = 6;
    private static final int ITEMS = 3;
    private static final int[] STEPS = {-3, 5, 15, 30, 60};
    private static final String PROPOSE = "propose";
    private static final String REPLAY = "replay";
    private static final String OURS = "Counterfoil";
    private static final String READ = "Counterfoil, each decision read";
    private static final String STATE = "dates of steps";

    @Override
    public String name() {
        return "planner";
    }

    @Override
    public String title() {
        return "Collection steps for each party";
    }

    @Override
    int defaultRows() {
        return 100_000;
    }

    @Override
    List<Race> races(int rows, Options options) {
        ContactPlanner planner = ContactPlanner.builder().strategies(ladder()).build();
        AsOf asOf = asOf(FIRST_DAY.plusDays(120));
        CollectionFacts facts =
                CollectionFacts.builder(receivables(rows, false)).build();
        int years = Math.max(1, rows / 10);
        CollectionFacts history =
                CollectionFacts.builder(receivables(years, true)).build();
        DateRange year = DateRange.of(FIRST_DAY, FIRST_DAY.plusDays(options.number("days", 365) - 1L));
        return List.of(
                Race.of(PROPOSE, rows)
                        .bound(STATE, n -> reached(facts, asOf))
                        .ours(OURS, n -> {
                            List<ContactDecision> decisions = planner.propose(facts, asOf);
                            return (java.util.function.Supplier<Object>) () -> acts(decisions);
                        })
                        .with(Contender.of(Role.OURS, READ, n -> {
                            List<ContactDecision> decisions = planner.propose(facts, asOf);
                            long read = 0;
                            for (ContactDecision decision : decisions) {
                                read += decision.sentence().length()
                                        + decision.key().value().length();
                            }
                            return read > 0 ? acts(decisions) : -1L;
                        })),
                Race.of(REPLAY, Math.toIntExact((long) years * year.days())).ours(OURS, n -> {
                    ContactReplay replay = planner.replay(history, year, asOf(year.to()));
                    return (java.util.function.Supplier<Object>)
                            () -> (long) replay.acts().size();
                }));
    }

    @Override
    void judge(Results results, Targets targets) {
        targets.atLeast(
                "propose parties/s",
                1e9 / results.of(PROPOSE).nanos(OURS),
                200_000,
                "half of the time goes into the decisions themselves: a key and a sentence for each, also for a step that is passed over");
    }

    private static long acts(List<ContactDecision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                .count();
    }

    /** Parties of which a step's day has come, by the due date of their oldest open invoice alone. */
    private static long reached(CollectionFacts facts, AsOf asOf) {
        int day = Math.toIntExact(asOf.effective().toEpochDay());
        long[] count = new long[1];
        int[] last = {-1, Integer.MAX_VALUE};
        facts.receivables().scan(asOf, position -> {
            if (position.partyNumber() != last[0]) {
                count[0] += last[0] >= 0 && step(day, last[1]) >= 0 ? 1 : 0;
                last[0] = position.partyNumber();
                last[1] = Integer.MAX_VALUE;
            }
            last[1] = Math.min(last[1], position.dueDay());
        });
        return count[0] + (last[0] >= 0 && step(day, last[1]) >= 0 ? 1 : 0);
    }

    private static int step(int day, int dueDay) {
        int reached = -1;
        for (int step = 0; step < STEPS.length; step++) {
            reached = dueDay + STEPS[step] <= day ? step : reached;
        }
        return reached;
    }

    private static AsOf asOf(LocalDate day) {
        return new AsOf(day, day.atTime(18, 0).toInstant(ZoneOffset.UTC));
    }

    private static Strategy ladder() {
        Strategy.Builder strategy = Strategy.builder().id("standard");
        for (int days : STEPS) {
            strategy.addSteps(StrategyStep.builder()
                    .id("step" + days)
                    .anchor(StrategyStep.Anchor.DUE)
                    .offset(StrategyStep.Offset.days(days))
                    .addChannels(Channel.EMAIL)
                    .templateKey("step" + days)
                    .build());
        }
        return strategy.build();
    }

    private static Receivables receivables(int parties, boolean paid) {
        SplittableRandom random = new SplittableRandom(SEED);
        Amounts gbp = Amounts.in("GBP");
        List<ReceivableEvent> events = new ArrayList<>();
        for (int party = 0; party < parties; party++) {
            PartyId who = PartyId.of(String.format("customer-%07d", party));
            for (int number = 0; number < ITEMS; number++) {
                LocalDate issued = FIRST_DAY.plusDays(random.nextInt(paid ? 300 : 110));
                Instant at = issued.atTime(9, 0).toInstant(ZoneOffset.UTC);
                long minor = random.nextInt(1_000, 1_000_000);
                OpenItemId invoice = OpenItemId.of("I" + party + "-" + number);
                events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                        .id(invoice)
                        .party(who)
                        .amount(gbp.ofMinor(minor))
                        .issued(issued)
                        .due(issued.plusDays(30))
                        .recordedAt(at)
                        .build()));
                if (paid) {
                    LocalDate on = issued.plusDays(random.nextInt(90));
                    Instant paidAt = on.atTime(10, 0).toInstant(ZoneOffset.UTC);
                    OpenItemId receipt = OpenItemId.of("R" + party + "-" + number);
                    events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                            .id(receipt)
                            .party(who)
                            .kind(OpenItemKind.RECEIPT)
                            .amount(gbp.ofMinor(minor))
                            .issued(on)
                            .recordedAt(paidAt)
                            .build()));
                    events.add(new ReceivableEvent.Allocated(
                            ReceivableEventId.of("A" + party + "-" + number),
                            receipt,
                            invoice,
                            gbp.ofMinor(minor),
                            on,
                            paidAt));
                }
            }
        }
        return Receivables.replay(events.stream()).orThrow();
    }
}
