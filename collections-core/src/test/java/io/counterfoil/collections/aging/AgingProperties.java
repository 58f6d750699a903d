package io.counterfoil.collections.aging;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.aging.Aging.DueToday;
import io.counterfoil.collections.aging.Aging.UnappliedPolicy;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableArbitraries;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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

class AgingProperties {

    @Provide
    Arbitrary<List<ReceivableEvent>> logs() {
        return ReceivableArbitraries.logs();
    }

    @Provide
    Arbitrary<AsOf> asOfs() {
        return ReceivableArbitraries.asOfs();
    }

    @Provide
    Arbitrary<BucketScheme> schemes() {
        Arbitrary<BucketScheme> days = Arbitraries.integers()
                .between(1, 120)
                .set()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(edges -> BucketScheme.days(
                        edges.stream().mapToInt(i -> i).sorted().toArray()));
        Arbitrary<BucketScheme> months = Arbitraries.integers().between(1, 5).map(BucketScheme::calendarMonths);
        return Combinators.combine(Arbitraries.oneOf(days, months), Arbitraries.of(true, false))
                .as((scheme, split) -> split ? scheme.splitNotDue(0, 7, 30) : scheme);
    }

    @Provide
    Arbitrary<List<DateRange>> holds() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.integers().between(0, 40))
                .as((start, length) -> DateRange.of(
                        ReceivableArbitraries.FIRST_DAY.plusDays(start),
                        ReceivableArbitraries.FIRST_DAY.plusDays((long) start + length)))
                .list()
                .ofMaxSize(3);
    }

    @Property
    @Label(
            "COL-08 COL-09 buckets and unapplied add up to what is open, for item, party, portfolio and currency, under any policy, on any day")
    void bucketsAddUp(
            @ForAll("logs") List<ReceivableEvent> log,
            @ForAll("asOfs") AsOf asOf,
            @ForAll("schemes") BucketScheme scheme,
            @ForAll UnappliedPolicy policy,
            @ForAll AgeBasis basis,
            @ForAll DueToday dueToday) {
        Receivables receivables = replay(log);
        Aging aging = Aging.by(basis)
                .buckets(scheme)
                .unapplied(policy)
                .dueToday(dueToday)
                .build();
        AgingReport report = aging.assess(receivables, asOf);
        assertThat(report.proof().orThrow().differences()).isEmpty();
        assertThat(report.total().open()).isEqualTo(receivables.open(asOf));
        Map<PartyId, Totals> counted = new HashMap<>();
        report.items().forEach(item -> {
            counted.merge(item.item().party(), Totals.of(item.counted()), Totals::plus);
            if (policy != UnappliedPolicy.NET_OLDEST_FIRST) {
                assertThat(item.counted()).isEqualTo(item.open());
            }
            assertThat(item.bucket().isEmpty())
                    .isEqualTo(policy == UnappliedPolicy.SEPARATE
                            && !item.item().kind().isDebit());
        });
        for (PartyId party : receivables.parties()) {
            assertThat(report.of(party).open()).isEqualTo(receivables.open(party, asOf));
            assertThat(counted.getOrDefault(party, Totals.none())).isEqualTo(receivables.open(party, asOf));
        }
        if (policy != UnappliedPolicy.SEPARATE) {
            assertThat(report.total().outsideBuckets().isZero()).isTrue();
        }
    }

    @Property
    @Label("COL-09 the total and the unapplied credits are the same under every policy")
    void policiesOnlyPlace(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        Receivables receivables = replay(log);
        AgingReport separate = Aging.by(AgeBasis.DUE_DATE).build().assess(receivables, asOf);
        for (UnappliedPolicy policy : UnappliedPolicy.values()) {
            AgingReport report =
                    Aging.by(AgeBasis.DUE_DATE).unapplied(policy).build().assess(receivables, asOf);
            assertThat(report.total().open()).isEqualTo(separate.total().open());
            assertThat(report.total().unapplied()).isEqualTo(separate.total().outsideBuckets());
        }
    }

    @Property
    @Label("COL-02 an aging of yesterday is the same after later records")
    void laterRecordsChangeNothing(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        List<ReceivableEvent> yesterday = log.stream()
                .filter(event -> !event.recordedAt().isAfter(asOf.knownAt()))
                .toList();
        Aging aging = Aging.by(AgeBasis.DUE_DATE).build();
        assertThat(aging.assess(replay(log), asOf).items())
                .containsExactlyElementsOf(
                        aging.assess(replay(yesterday), asOf).items().toList());
        assertThat(aging.assess(replay(log), asOf)
                        .proof()
                        .digest()
                        .equals(aging.assess(replay(log), asOf).proof().digest()))
                .isTrue();
    }

    @Property
    @Label("COL-14 delinquent days are past-due days less grace and held days, counted day by day")
    void delinquencyIsCountedDayByDay(
            @ForAll("logs") List<ReceivableEvent> log,
            @ForAll("asOfs") AsOf asOf,
            @ForAll("holds") List<DateRange> holds,
            @ForAll @IntRange(max = 10) int grace) {
        Receivables receivables = replay(log);
        for (PartyId party : receivables.parties()) {
            Delinquency free = delinquency(receivables, party, asOf, List.of(), grace);
            Delinquency held = delinquency(receivables, party, asOf, holds, grace);
            List<LocalDate> late = new ArrayList<>();
            free.oldestDue()
                    .ifPresent(due -> due.plusDays(1)
                            .datesUntil(later(due.plusDays(1), asOf.effective().plusDays(1)))
                            .forEach(late::add));
            long underHold = late.stream()
                    .filter(day -> holds.stream()
                            .anyMatch(hold ->
                                    hold.from().isBefore(day) && !hold.to().isBefore(day)))
                    .count();
            assertThat(held.pastDueDays()).isEqualTo(late.size());
            assertThat(held.heldDays()).isEqualTo((int) underHold);
            assertThat(held.delinquentDays()).isEqualTo((int) Math.max(0, late.size() - grace - underHold));
            assertThat(held.delinquentDays()).isLessThanOrEqualTo(free.delinquentDays());
            assertThat(held.amount()).isEqualTo(free.amount());
        }
    }

    private static Delinquency delinquency(
            Receivables receivables, PartyId party, AsOf asOf, List<DateRange> holds, int grace) {
        return Aging.by(AgeBasis.DUE_DATE)
                .delinquency(DelinquencyPolicy.builder().graceDays(grace).build())
                .holds(Map.of(party, holds))
                .build()
                .assess(receivables, asOf)
                .delinquency(party);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Receivables replay(List<ReceivableEvent> log) {
        return Receivables.replay(log.stream()).value().orElseThrow();
    }
}
