package io.counterfoil.collections.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.Aging.UnappliedPolicy;
import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WriteOffReversed;
import io.counterfoil.collections.testkit.ReceivableArbitraries;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The columns against plain objects (collections specification 7). */
class ColumnsProperties {

    private static final int[] EDGES = {10, 30, 60};

    @Provide
    Arbitrary<List<ReceivableEvent>> logs() {
        return ReceivableArbitraries.logs();
    }

    @Provide
    Arbitrary<AsOf> asOfs() {
        return ReceivableArbitraries.asOfs();
    }

    private static Receivables replay(List<ReceivableEvent> log) {
        return Receivables.replay(log.stream()).value().orElseThrow();
    }

    private static Aging aging(AgeBasis basis, UnappliedPolicy policy) {
        return Aging.by(basis).buckets(EDGES).unapplied(policy).build();
    }

    @Property
    @Label(
            "COL-16 aging on columns is aging on plain objects, cent for cent: for each party, currency and bucket, on random books")
    void agingEqualsTheSlowReference(
            @ForAll("logs") List<ReceivableEvent> log,
            @ForAll("asOfs") AsOf asOf,
            @ForAll AgeBasis basis,
            @ForAll boolean apart) {
        Receivables receivables = replay(log);
        AgingReport report = aging(basis, apart ? UnappliedPolicy.SEPARATE : UnappliedPolicy.OWN_DATE)
                .assess(receivables, asOf);
        Map<String, Totals> expected = slow(receivables, asOf, basis, apart);
        for (PartyId party : receivables.parties()) {
            for (AgingBucket bucket : report.buckets()) {
                assertThat(report.of(party).in(bucket))
                        .as(party + " " + bucket)
                        .isEqualTo(expected.getOrDefault(party + " " + bucket, Totals.none()));
            }
            assertThat(report.of(party).outsideBuckets())
                    .isEqualTo(expected.getOrDefault(party + " UNAPPLIED", Totals.none()));
            assertThat(report.of(party).unapplied())
                    .isEqualTo(expected.getOrDefault(party + " CREDITS", Totals.none()));
        }
        assertThat(report.parties())
                .containsExactlyElementsOf(receivables.parties().stream()
                        .filter(party -> expected.keySet().stream().anyMatch(key -> key.startsWith(party + " ")))
                        .toList());
    }

    /** What is open of every item by the formula, spread over its terms, put in the bucket of its own age. */
    private static Map<String, Totals> slow(Receivables receivables, AsOf asOf, AgeBasis basis, boolean apart) {
        SlowReceivables formula = new SlowReceivables(receivables.events().toList());
        Map<String, Totals> sums = new HashMap<>();
        for (OpenItem item : formula.items()) {
            long open = formula.open(item, asOf);
            Map<LocalDate, Long> byDue = new TreeMap<>();
            if (item.terms().isEmpty()) {
                byDue.put(item.due().orElse(item.issued()), open);
            } else {
                terms(item, open).forEach((term, rest) -> byDue.merge(term.due(), rest, Long::sum));
            }
            byDue.forEach((due, minor) -> {
                if (minor != 0) {
                    LocalDate from = basis == AgeBasis.ISSUE_DATE ? item.issued() : due;
                    long age = asOf.effective().toEpochDay() - from.toEpochDay();
                    String bucket = age <= 0
                            ? "NOT_DUE"
                            : age <= 10 ? "1-10" : age <= 30 ? "11-30" : age <= 60 ? "31-60" : "61+";
                    String column = minor < 0 && apart ? "UNAPPLIED" : bucket;
                    Totals amount = Totals.none().plus(item.amount().getCurrency(), minor);
                    sums.merge(item.party() + " " + column, amount, Totals::plus);
                    if (minor < 0) {
                        sums.merge(item.party() + " CREDITS", amount, Totals::plus);
                    }
                }
            });
        }
        return sums;
    }

    private static Map<OpenItem.Term, Long> terms(OpenItem item, long open) {
        List<OpenItem.Term> terms = item.terms().stream()
                .sorted(Comparator.comparing(OpenItem.Term::due))
                .toList();
        long total = Amounts.minor(item.amount());
        long paid = total - open;
        Map<OpenItem.Term, Long> rest = new HashMap<>();
        List<OpenItem.Term> byRemainder = new ArrayList<>(terms);
        long left = paid;
        for (OpenItem.Term term : terms) {
            long minor = Amounts.minor(term.amount());
            long share = item.termAllocation() == OpenItem.TermAllocation.WATERFALL
                    ? Math.min(left, minor)
                    : times(paid, minor).divide(BigInteger.valueOf(total)).longValueExact();
            rest.put(term, minor - share);
            left -= share;
        }
        byRemainder.sort(Comparator.comparing((OpenItem.Term term) -> times(paid, Amounts.minor(term.amount()))
                .mod(BigInteger.valueOf(total))
                .negate()));
        for (int i = 0; i < left; i++) {
            rest.merge(byRemainder.get(i), -1L, Long::sum);
        }
        return rest;
    }

    private static BigInteger times(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }

    @Property
    @Label("COL-16 books given as columns, in any order of rows, are the books given as events, under every policy")
    void columnsEqualEvents(
            @ForAll("logs") List<ReceivableEvent> log,
            @ForAll("asOfs") AsOf asOf,
            @ForAll UnappliedPolicy policy,
            @ForAll long seed) {
        List<ReceivableEvent> plain = replay(replay(log)
                        .events()
                        .filter(event -> event instanceof Allocated
                                || (event instanceof ItemIssued issued
                                        && issued.item().terms().isEmpty()
                                        && issued.item().linkedTo().isEmpty()
                                        && issued.item()
                                                .amount()
                                                .getCurrency()
                                                .getCurrencyCode()
                                                .equals("GBP")))
                        .toList())
                .events()
                .toList();
        Receivables events = replay(plain);
        List<ReceivableEvent> shuffled = new ArrayList<>(plain);
        Collections.shuffle(shuffled, new Random(seed));
        Receivables columns = columns(shuffled);
        assertThat(columns.at(asOf)).isEqualTo(events.at(asOf));
        assertThat(columns.items()).containsExactlyElementsOf(events.items().toList());
        AgingReport one = aging(AgeBasis.DUE_DATE, policy).assess(columns, asOf);
        AgingReport other = aging(AgeBasis.DUE_DATE, policy).assess(events, asOf);
        assertThat(one.items()).containsExactlyElementsOf(other.items().toList());
        assertThat(one.parties()).isEqualTo(other.parties());
        one.buckets()
                .forEach(bucket -> assertThat(one.total().in(bucket))
                        .isEqualTo(other.total().in(bucket)));
        assertThat(one.proof().orThrow().holds()).isTrue();
    }

    private static Receivables columns(List<ReceivableEvent> events) {
        List<OpenItem> items = new ArrayList<>();
        List<Allocated> allocations = new ArrayList<>();
        for (ReceivableEvent event : events) {
            if (event instanceof ItemIssued issued) {
                items.add(issued.item());
            } else {
                allocations.add((Allocated) event);
            }
        }
        Map<OpenItemId, Integer> rowOf = new HashMap<>();
        items.forEach(item -> rowOf.put(item.id(), rowOf.size()));
        List<PartyId> parties = items.stream().map(OpenItem::party).distinct().toList();
        return Receivables.columns(Amounts.in("GBP").currency())
                .parties(parties)
                .ids(row -> items.get(row).id().value())
                .kinds(items.stream().map(OpenItem::kind).toArray(OpenItemKind[]::new))
                .items(
                        items.stream()
                                .mapToInt(item -> parties.indexOf(item.party()))
                                .toArray(),
                        items.stream()
                                .mapToLong(item -> Amounts.minor(item.amount()))
                                .toArray(),
                        items.stream()
                                .mapToInt(item -> Leg.dayOf(item.issued()))
                                .toArray(),
                        items.stream()
                                .mapToInt(item -> item.due().map(Leg::dayOf).orElse(Receivables.Columns.NO_DUE_DAY))
                                .toArray())
                .recorded(
                        items.stream()
                                .mapToLong(item -> Leg.knownOf(item.recordedAt()))
                                .toArray(),
                        allocations.stream()
                                .mapToLong(one -> Leg.knownOf(one.recordedAt()))
                                .toArray())
                .allocations(
                        allocations.stream()
                                .mapToInt(one -> rowOf.get(one.from()))
                                .toArray(),
                        allocations.stream()
                                .mapToInt(one -> rowOf.get(one.to()))
                                .toArray(),
                        allocations.stream()
                                .mapToLong(one -> Amounts.minor(one.amount()))
                                .toArray(),
                        allocations.stream()
                                .mapToInt(one -> Leg.dayOf(one.effective()))
                                .toArray())
                .build()
                .orThrow();
    }

    @Property
    @Label("COL-16 books divided by party, aged one by one and merged, are the whole")
    void shardsMerge(
            @ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf, @ForAll UnappliedPolicy policy) {
        Receivables whole = replay(log);
        AgingReport report = aging(AgeBasis.DUE_DATE, policy).assess(whole, asOf);
        Map<AgingBucket, Totals> merged = new HashMap<>();
        Totals open = Totals.none();
        long items = 0;
        for (PartyId party : whole.parties()) {
            Map<OpenItemId, PartyId> owner = new HashMap<>();
            whole.items().forEach(item -> owner.put(item.id(), item.party()));
            List<ReceivableEvent> own = new ArrayList<>();
            Map<String, PartyId> ofEvent = new HashMap<>();
            whole.events().forEach(event -> {
                PartyId of = owner(event, owner, ofEvent);
                ofEvent.put(event.eventId(), of);
                if (of.equals(party)) {
                    own.add(event);
                }
            });
            Receivables shard = Receivables.replay(own.stream()).orThrow();
            AgingReport part = aging(AgeBasis.DUE_DATE, policy).assess(shard, asOf);
            part.buckets().forEach(bucket -> merged.merge(bucket, part.total().in(bucket), Totals::plus));
            open = open.plus(part.total().open());
            items += part.items().count();
            assertThat(part.total().open()).isEqualTo(report.of(party).open());
            assertThat(part.items().toList())
                    .isEqualTo(report.items()
                            .filter(item -> item.item().party().equals(party))
                            .toList());
        }
        report.buckets()
                .forEach(bucket -> assertThat(merged.getOrDefault(bucket, Totals.none()))
                        .isEqualTo(report.total().in(bucket)));
        assertThat(open).isEqualTo(report.total().open());
        assertThat(items).isEqualTo(report.items().count());
    }

    private static PartyId owner(ReceivableEvent event, Map<OpenItemId, PartyId> ofItem, Map<String, PartyId> ofEvent) {
        return switch (event.kind()) {
            case ITEM_ISSUED -> ((ItemIssued) event).item().party();
            case ITEM_CANCELLED -> ofItem.get(((ReceivableEvent.ItemCancelled) event).item());
            case REVERSED -> ofItem.get(((Reversed) event).item());
            case ALLOCATED -> ofItem.get(((Allocated) event).to());
            case WRITTEN_OFF -> ofItem.get(((ReceivableEvent.WrittenOff) event).item());
            case DEALLOCATED -> ofEvent.get(((Deallocated) event).allocation().value());
            case WRITE_OFF_REVERSED ->
                ofEvent.get(((WriteOffReversed) event).writeOff().value());
        };
    }

    @Property
    @Label(
            "COL-01 what is effective after the day does not change its report, unless it says that something never happened")
    void laterDaysChangeNothing(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        Receivables whole = replay(log);
        List<ReceivableEvent> until = whole.events()
                .filter(event -> !event.effective().isAfter(asOf.effective()) || isVoiding(event))
                .toList();
        AsOf day = new AsOf(asOf.effective(), Instant.MAX);
        assertThat(replay(until).at(day).total()).isEqualTo(whole.at(day).total());
        assertThat(replay(until).at(day).rows().stream().map(OpenRow::open).toList())
                .isEqualTo(whole.at(day).rows().stream().map(OpenRow::open).toList());
    }

    private static boolean isVoiding(ReceivableEvent event) {
        return switch (event.kind()) {
            case ITEM_CANCELLED -> true;
            case REVERSED -> ((Reversed) event).reversal() == ReversalKind.VOIDED;
            case DEALLOCATED -> ((Deallocated) event).reversal() == ReversalKind.VOIDED;
            case WRITE_OFF_REVERSED -> ((WriteOffReversed) event).reversal() == ReversalKind.VOIDED;
            case ITEM_ISSUED, ALLOCATED, WRITTEN_OFF -> false;
        };
    }

    @Property
    @Label("COL-52 allocating and taking the allocation back as never made is the identity")
    void allocateAndBack(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        Receivables whole = replay(log);
        whole.events()
                .filter(Allocated.class::isInstance)
                .map(Allocated.class::cast)
                .limit(1)
                .forEach(first -> {
                    Instant late = Instant.parse("2030-01-01T00:00:00Z");
                    Allocated again = new Allocated(
                            ReceivableEventId.of("again"),
                            first.from(),
                            first.to(),
                            Amounts.in(first.amount().getCurrency()).ofMinor(1),
                            first.effective(),
                            late);
                    Deallocated back = new Deallocated(
                            ReceivableEventId.of("back"),
                            again.id(),
                            ReversalKind.VOIDED,
                            first.effective(),
                            late.plusSeconds(1));
                    Receivables after = whole.with(List.of(again, back)).value().orElseThrow();
                    AsOf day = new AsOf(asOf.effective(), Instant.MAX);
                    assertThat(after.at(day)).isEqualTo(whole.at(day));
                });
    }
}
