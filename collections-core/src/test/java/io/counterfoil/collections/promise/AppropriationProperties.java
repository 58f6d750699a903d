package io.counterfoil.collections.promise;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.promise.PromiseToPay.Outcome;
import io.counterfoil.collections.promise.PromiseToPay.PromiseId;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

/** Appropriation against the obvious way: cents one by one. */
class AppropriationProperties {

    private static final Amounts EUR = Amounts.in("EUR");
    private static final LocalDate START = LocalDate.of(2027, 3, 1);

    /** A promise: cents, days after the start, which item (0 for all), made so many days after the start. */
    record Promise(int cents, int due, int item, int made) {}

    /** A receipt: cents, day, which item (0 for unapplied), day it came back (0 for never). */
    record Receipt(int cents, int day, int item, int back) {}

    @Provide
    Arbitrary<List<Promise>> promises() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3))
                .as((cents, due, item, made) -> new Promise(cents, Math.max(due, made), item, made))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Receipt>> receipts() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 50),
                        Arbitraries.integers().between(0, 14),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 20))
                .as((cents, day, item, back) -> new Receipt(cents, day, item, back > day ? back : 0))
                .list()
                .ofMaxSize(5);
    }

    @Property
    @Label("COL-44 each cent of a receipt counts for one promise at most, as the obvious way has it")
    void eachCentOnce(
            @ForAll("promises") List<Promise> promises,
            @ForAll("receipts") List<Receipt> receipts,
            @ForAll @net.jqwik.api.constraints.IntRange(max = 20) int today) {
        ReceivableLog log = ReceivableLog.in("EUR")
                .invoice("I1", "1000000.00", "2027-01-01", "2027-01-31")
                .invoice("I2", "1000000.00", "2027-01-01", "2027-01-31");
        for (int i = 0; i < receipts.size(); i++) {
            Receipt receipt = receipts.get(i);
            String day = START.plusDays(receipt.day()).toString();
            String amount = Amounts.plain(EUR.ofMinor(receipt.cents()));
            log.receipt("R" + i, amount, day);
            if (receipt.item() > 0) {
                log.allocate("R" + i, "I" + receipt.item(), amount, day);
            }
            if (receipt.back() > 0) {
                String back = START.plusDays(receipt.back()).toString();
                log.add(new Reversed(
                        ReceivableEventId.of("back " + i),
                        OpenItemId.of("R" + i),
                        ReversalKind.RETURNED,
                        LocalDate.parse(back),
                        noon(back)));
            }
        }
        List<PromiseToPay> made = new ArrayList<>();
        for (int i = 0; i < promises.size(); i++) {
            Promise promise = promises.get(i);
            PromiseToPay.Builder builder = PromiseToPay.builder()
                    .id("P" + i)
                    .party("acme")
                    .amount(EUR.ofMinor(promise.cents()))
                    .due(START.plusDays(promise.due()))
                    .madeAt(noon(START.plusDays(promise.made()).toString()).minusSeconds(60));
            made.add((promise.item() > 0 ? builder.item("I" + promise.item()) : builder).build());
        }
        List<PromiseToPay> shuffled = new ArrayList<>(made);
        Collections.reverse(shuffled);
        CollectionFacts facts =
                CollectionFacts.builder(log.replay()).addAllPromises(shuffled).build();
        Map<PromiseId, PromiseStanding> standings =
                Promises.standard().assess(facts, lately(START.plusDays(today).toString()));
        Map<String, Integer> wanted = centByCent(promises, receipts, today);
        long sum = 0;
        for (int i = 0; i < promises.size(); i++) {
            PromiseStanding standing = standings.get(PromiseId.of("P" + i));
            long received = Amounts.minor(standing.received());
            sum += received;
            assertThat(received).as("P" + i).isEqualTo(wanted.get("P" + i).longValue());
            assertThat(received).isLessThanOrEqualTo(promises.get(i).cents());
            Outcome expected = received == promises.get(i).cents()
                    ? Outcome.KEPT
                    : today <= promises.get(i).due() ? Outcome.ACTIVE : received > 0 ? Outcome.PARTIAL : Outcome.BROKEN;
            assertThat(standing.status()).isEqualTo(expected);
        }
        long there = receipts.stream()
                .filter(receipt -> receipt.day() <= today && (receipt.back() == 0 || receipt.back() > today))
                .mapToLong(Receipt::cents)
                .sum();
        assertThat(sum).isLessThanOrEqualTo(there);
    }

    /** Every cent of every receipt, oldest first, asks the promises in their order. */
    private static Map<String, Integer> centByCent(List<Promise> promises, List<Receipt> receipts, int today) {
        Map<String, Integer> got = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < promises.size(); i++) {
            order.add(i);
            got.put("P" + i, 0);
        }
        order.sort(Comparator.comparing((Integer i) -> promises.get(i).due())
                .thenComparing(i -> promises.get(i).made())
                .thenComparing(i -> "P" + i));
        List<Integer> left = new ArrayList<>();
        receipts.forEach(receipt -> left.add(receipt.cents()));
        List<Integer> byDay = new ArrayList<>();
        for (int r = 0; r < receipts.size(); r++) {
            byDay.add(r);
        }
        byDay.sort(Comparator.comparing((Integer r) -> receipts.get(r).day()).thenComparing(r -> "R" + r));
        for (int p : order) {
            Promise promise = promises.get(p);
            for (int r : byDay) {
                Receipt receipt = receipts.get(r);
                boolean stands = receipt.day() <= today && (receipt.back() == 0 || receipt.back() > today);
                boolean inTime = receipt.day() >= promise.made() && receipt.day() <= promise.due();
                boolean covered = promise.item() == 0 || promise.item() == receipt.item();
                while (stands && inTime && covered && left.get(r) > 0 && got.get("P" + p) < promise.cents()) {
                    left.set(r, left.get(r) - 1);
                    got.merge("P" + p, 1, Integer::sum);
                }
            }
        }
        return got;
    }
}
