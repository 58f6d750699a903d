package io.counterfoil.collections.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.testkit.ReceivableArbitraries;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ReceivablesProperties {

    @Provide
    Arbitrary<List<ReceivableEvent>> logs() {
        return ReceivableArbitraries.logs();
    }

    @Provide
    Arbitrary<AsOf> asOfs() {
        return ReceivableArbitraries.asOfs();
    }

    @Property
    @Label("COL-01 COL-02 the columns answer as the formula on plain objects does, to the minor unit")
    void columnsAgreeWithTheFormula(
            @ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf, @ForAll("asOfs") AsOf other) {
        Receivables receivables = replay(log);
        SlowReceivables slow = new SlowReceivables(receivables.events().toList());
        for (AsOf at :
                List.of(asOf, other, new AsOf(asOf.effective(), other.knownAt().plusSeconds(90_000_000)))) {
            Map<OpenItemId, Long> scanned = new HashMap<>();
            receivables.scan(at, row -> scanned.merge(row.item().id(), row.openMinor(), Math::addExact));
            for (OpenItem item : slow.items()) {
                long expected = slow.open(item, at);
                assertThat(Amounts.minor(receivables.open(item.id(), at))).isEqualTo(expected);
                assertThat(scanned.getOrDefault(item.id(), 0L)).isEqualTo(expected);
                assertThat(Totals.of(receivables.at(at).of(item.id()).stream()
                                .map(OpenRow::open)
                                .toList()))
                        .isEqualTo(Totals.of(
                                Amounts.in(item.amount().getCurrency()).ofMinor(expected)));
            }
            for (PartyId party : receivables.parties()) {
                for (CurrencyUnit currency : receivables.currencies()) {
                    assertThat(Amounts.minor(receivables.open(party, at).in(currency)))
                            .isEqualTo(slow.openOf(party, currency.getCurrencyCode(), at));
                }
            }
        }
    }

    @Property
    @Label(
            "COL-01 what is open of an item lies between nothing and its amount, on every day, as known at every instant")
    void openLiesWithinTheAmount(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        Receivables receivables = replay(log);
        receivables.at(asOf).rows().forEach(row -> {
            assertThat(row.open().signum()).isEqualTo(row.item().kind().isDebit() ? 1 : -1);
            assertThat(row.open().abs().isLessThanOrEqualTo(row.original().abs()))
                    .isTrue();
            assertThat(row.open()
                            .add(row.cash())
                            .add(row.credit())
                            .add(
                                    row.item().kind().isDebit()
                                            ? row.writtenOff()
                                            : row.writtenOff().negate())
                            .subtract(row.applied()))
                    .as("original = open + what settled it, of " + row)
                    .isEqualTo(row.original());
        });
    }

    @Property
    @Label("COL-03 what came back of an item before its due date, and since when, is what its ended payments say")
    void returnsAgreeWithTheFormula(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        Receivables receivables = replay(log);
        SlowReceivables slow = new SlowReceivables(receivables.events().toList());
        receivables.scan(asOf, row -> {
            if (row.item().terms().isEmpty() && row.item().kind().isDebit()) {
                SlowReceivables.Returned expected = slow.returned(row.item(), asOf);
                assertThat(row.returnedMinor()).isEqualTo(expected.minor());
                assertThat(row.returnedDay())
                        .isEqualTo(
                                expected.minor() == 0
                                        ? Integer.MAX_VALUE
                                        : Math.toIntExact(expected.first().toEpochDay()));
            }
        });
    }

    @Property
    @Label(
            "COL-02 what is recorded later changes no earlier report: yesterday's is reproduced after back-dated entries")
    void laterRecordsChangeNothing(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        List<ReceivableEvent> yesterday = log.stream()
                .filter(event -> !event.recordedAt().isAfter(asOf.knownAt()))
                .toList();
        assertThat(replay(log).at(asOf)).isEqualTo(replay(yesterday).at(asOf));
    }

    @Property
    @Label("COL-01 the order in which events come does not matter")
    void orderIsIrrelevant(@ForAll("logs") List<ReceivableEvent> log, @ForAll long seed, @ForAll("asOfs") AsOf asOf) {
        List<ReceivableEvent> shuffled = new ArrayList<>(log);
        Collections.shuffle(shuffled, new Random(seed));
        Receivables one = replay(log);
        Receivables other = replay(shuffled);
        assertThat(other.events()).containsExactlyElementsOf(one.events().toList());
        assertThat(other.at(asOf)).isEqualTo(one.at(asOf));
    }

    @Property
    @Label("COL-52 allocating and de-allocating never move the total of a party")
    void allocationMovesNoTotal(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        Receivables receivables = replay(log);
        List<ReceivableEvent> withoutAllocations = receivables
                .events()
                .filter(event -> !(event instanceof Allocated) && !(event instanceof Deallocated))
                .toList();
        Receivables unallocated =
                Receivables.replay(withoutAllocations.stream()).orThrow();
        for (PartyId party : receivables.parties()) {
            assertThat(unallocated.open(party, asOf)).isEqualTo(receivables.open(party, asOf));
        }
    }

    @Property
    @Label("every event is accepted, ignored or refused, and reading the accepted ones again refuses none")
    void nothingIsDropped(@ForAll("logs") List<ReceivableEvent> log) {
        List<ReceivableEvent> twice = new ArrayList<>(log);
        twice.addAll(log);
        Checked<Receivables> read = Receivables.replay(twice.stream());
        long refused = read.diagnostics().stream()
                .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                .count();
        long ignored = read.diagnostics().stream()
                .filter(finding -> finding.code() == ReceivableCode.DUPLICATE_IGNORED)
                .count();
        List<ReceivableEvent> accepted = read.value().orElseThrow().events().toList();
        assertThat(accepted.size() + refused + ignored).isEqualTo(twice.size());
        assertThat(Receivables.replay(accepted.stream()).orThrow().events()).containsExactlyElementsOf(accepted);
    }

    @Property
    @Label("adding events one by one gives what reading them all gives")
    void addingIsReading(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        List<ReceivableEvent> accepted = replay(log).events().toList();
        Receivables grown = Receivables.none();
        for (ReceivableEvent event : accepted) {
            grown = grown.with(event).orThrow();
        }
        assertThat(grown.at(asOf)).isEqualTo(replay(log).at(asOf));
    }

    @Property
    @Label(
            "COL-13 opening and movements are the closing, the closing is what is open, and one closing is the next opening")
    void rollForwardFoots(
            @ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf one, @ForAll("asOfs") AsOf other) {
        Receivables receivables = replay(log);
        AsOf from = one.effective().isBefore(other.effective()) ? one : other;
        AsOf to = from.equals(one) ? other : one;
        AsOf closing = to.on(to.effective());
        RollForward roll = receivables.rollForward(DateRange.of(from.effective(), to.effective()), closing);
        assertThat(roll.total().closing()).isEqualTo(receivables.open(closing));
        assertThat(roll.total().of(RollForward.Cause.OPENING))
                .isEqualTo(receivables.open(closing.on(from.effective().minusDays(1))));
        for (PartyId party : receivables.parties()) {
            assertThat(roll.of(party).closing()).isEqualTo(receivables.open(party, closing));
        }
    }

    @Property
    @Label("COL-11 what is open of a line less what settles it later is what is open of it at the end of all days")
    void futureIsWhatSettlesLater(@ForAll("logs") List<ReceivableEvent> log, @ForAll("asOfs") AsOf asOf) {
        Receivables receivables = replay(log);
        AsOf end = asOf.on(asOf.effective().plusYears(2));
        receivables.at(asOf).rows().forEach(row -> {
            List<MonetaryAmount> later = receivables.at(end).of(row.item().id()).stream()
                    .filter(other -> other.term().equals(row.term()))
                    .map(OpenRow::open)
                    .toList();
            assertThat(Totals.of(row.remaining())).isEqualTo(Totals.of(later));
        });
    }

    @Property
    @Label("COL-03 a payment that came back and was made again is a payment on the second day, and counted in between")
    void returnedAndPaidAgain(
            @ForAll("logs") List<ReceivableEvent> log,
            @ForAll @IntRange(min = 1, max = 100_000) int minor,
            @ForAll @IntRange(max = 40) int paid,
            @ForAll @IntRange(max = 40) int untilReturned,
            @ForAll @IntRange(max = 40) int untilPaidAgain) {
        LocalDate first = ReceivableArbitraries.FIRST_DAY.plusDays(paid);
        LocalDate returned = first.plusDays(untilReturned);
        LocalDate again = returned.plusDays(untilPaidAgain);
        String amount = Amounts.plain(Amounts.in("GBP").ofMinor(minor));
        ReceivableLog once = ReceivableLog.in("GBP")
                .of("party 0")
                .invoice(
                        "X",
                        amount,
                        ReceivableArbitraries.FIRST_DAY.toString(),
                        first.plusDays(10).toString())
                .receipt("R2", amount, again.toString())
                .allocate("R2", "X", amount, again.toString());
        ReceivableLog twice = ReceivableLog.in("GBP").of("party 0");
        once.events().forEach(twice::add);
        twice.receipt("R1", amount, first.toString())
                .allocate("R1", "X", amount, first.toString())
                .add(new ReceivableEvent.Reversed(
                        ReceivableEventId.of("returned"),
                        OpenItemId.of("R1"),
                        ReceivableEvent.ReversalKind.RETURNED,
                        returned,
                        ReceivableLog.noon(returned.toString())));
        Receivables plain =
                replay(Stream.concat(log.stream(), once.events().stream()).toList());
        Receivables repaid =
                replay(Stream.concat(log.stream(), twice.events().stream()).toList());
        OpenItemId item = OpenItemId.of("X");
        PartyId party = PartyId.of("party 0");
        for (LocalDate day : List.of(returned, again.minusDays(1), again, again.plusDays(1), again.plusYears(1))) {
            AsOf asOf = new AsOf(day.isBefore(returned) ? returned : day, Instant.MAX);
            assertThat(repaid.open(item, asOf)).as("on " + asOf.effective()).isEqualTo(plain.open(item, asOf));
            assertThat(repaid.open(party, asOf)).isEqualTo(plain.open(party, asOf));
            assertThat(repaid.open(asOf)).isEqualTo(plain.open(asOf));
        }
        AsOf end = new AsOf(again.plusYears(1), Instant.MAX);
        if (again.isAfter(returned)) {
            assertThat(repaid.settledOn(item, end))
                    .isEqualTo(plain.settledOn(item, end))
                    .contains(again);
        }
        for (LocalDate day = first; day.isBefore(returned); day = day.plusDays(1)) {
            assertThat(repaid.open(item, new AsOf(day, Instant.MAX)).isZero())
                    .as("the money counted on " + day)
                    .isTrue();
        }
    }

    @Property
    @Label(
            "COL-01 nothing is dropped: every event is accepted, refused or ignored as a repetition, once, and nothing else is accepted")
    void everyEventIsAccountedFor(@ForAll("logs") List<ReceivableEvent> log, @ForAll @IntRange(max = 30) int repeated) {
        List<ReceivableEvent> said = new ArrayList<>(log);
        said.add(log.get(repeated % log.size()));
        Checked<Receivables> read = Receivables.replay(said.stream());
        List<Integer> left = read.diagnostics().stream()
                .filter(finding -> finding.level() != Diagnostic.Level.WARNING)
                .map(finding -> Integer.valueOf(finding.attributes().getOrDefault("position", "none")))
                .toList();
        assertThat(left).doesNotHaveDuplicates();
        List<ReceivableEvent> kept = new ArrayList<>();
        for (int at = 0; at < said.size(); at++) {
            if (!left.contains(at)) {
                kept.add(said.get(at));
            }
        }
        assertThat(read.value().orElseThrow().events()).containsExactlyInAnyOrderElementsOf(kept);
    }

    static Receivables replay(List<ReceivableEvent> log) {
        return Receivables.replay(log.stream()).value().orElseThrow();
    }
}
