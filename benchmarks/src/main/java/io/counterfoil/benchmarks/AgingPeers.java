package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.AgingBook.Bare;
import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.aging.AgingTotals;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;

/** W7 without a library: the bare loop, maps and streams of objects. What stands in a bucket of a customer is told by one number for all. */
final class AgingPeers {

    /** On which day, as known when, in which buckets; credits in one more. */
    record Question(int day, long known, int[] edges) {

        int width() {
            return edges.length + 3;
        }

        int bucket(int dueDay) {
            int age = day - dueDay;
            int bucket = age <= 0 ? 0 : 1;
            while (bucket > 0 && bucket <= edges.length && age > edges[bucket - 1]) {
                bucket++;
            }
            return bucket;
        }

        int credits() {
            return edges.length + 2;
        }
    }

    private AgingPeers() {}

    static long digest(long[] sums) {
        long digest = 0;
        for (int at = 0; at < sums.length; at++) {
            digest += (at + 1L) * 1_000_003L * sums[at];
        }
        return digest;
    }

    static long digest(AgingReport report, int customers) {
        CurrencyUnit currency = Amounts.in("GBP").currency();
        List<AgingBucket> buckets = report.buckets();
        int width = buckets.size() + 1;
        long[] sums = new long[customers * width];
        for (PartyId party : report.parties()) {
            int at = Integer.parseInt(party.value().substring("customer-".length())) * width;
            AgingTotals totals = report.of(party);
            for (AgingBucket bucket : buckets) {
                sums[at++] = Amounts.minor(totals.in(bucket).in(currency));
            }
            sums[at] = Amounts.minor(totals.outsideBuckets().in(currency));
        }
        return digest(sums);
    }

    /** The bound of items alone: three columns, one sum. */
    static long[] bareItems(Bare book, Question question) {
        int width = question.width();
        int credits = question.credits();
        long[] sums = new long[book.customers * width];
        byte[] places = places(question);
        for (int item = 0; item < book.party.length; item++) {
            if (book.issued[item] <= question.day()) {
                int age = Math.min(places.length - 1, Math.max(0, question.day() - book.due[item]));
                long open = book.signed[item];
                sums[book.party[item] * width + (open < 0 ? credits : places[age])] += open;
            }
        }
        return sums;
    }

    /** The bound with allocations: the legs of an item up to the day, whenever they were recorded. */
    static long[] bareAsOf(Bare book, Question question) {
        int width = question.width();
        int credits = question.credits();
        int day = question.day();
        long[] sums = new long[book.customers * width];
        byte[] places = places(question);
        for (int item = 0; item < book.party.length; item++) {
            if (book.issued[item] <= day) {
                long signed = book.signed[item];
                long open = signed;
                int end = book.legStart[item + 1];
                for (int leg = book.legStart[item]; leg < end && book.legDay[leg] <= day; leg++) {
                    open += book.legMinor[leg];
                }
                int age = Math.min(places.length - 1, Math.max(0, day - book.due[item]));
                sums[book.party[item] * width + (signed < 0 ? credits : places[age])] += open;
            }
        }
        return sums;
    }

    /** The bound with allocations as known at an instant. */
    static long[] bareKnown(Bare book, Question question) {
        int width = question.width();
        int credits = question.credits();
        int day = question.day();
        long known = question.known();
        long[] sums = new long[book.customers * width];
        byte[] places = places(question);
        for (int item = 0; item < book.party.length; item++) {
            if (book.issued[item] <= day && AgingBook.nanosOf(book.issued[item]) <= known) {
                long signed = book.signed[item];
                long open = signed;
                int end = book.legStart[item + 1];
                for (int leg = book.legStart[item]; leg < end && book.legDay[leg] <= day; leg++) {
                    open += book.legRecorded[leg] <= known ? book.legMinor[leg] : 0;
                }
                int age = Math.min(places.length - 1, Math.max(0, day - book.due[item]));
                sums[book.party[item] * width + (signed < 0 ? credits : places[age])] += open;
            }
        }
        return sums;
    }

    private static byte[] places(Question question) {
        byte[] places = new byte[question.edges()[question.edges().length - 1] + 2];
        for (int age = 0; age < places.length; age++) {
            places[age] = (byte) question.bucket(question.day() - age);
        }
        return places;
    }

    /** An item as a program keeps it that was written without thought of its speed. */
    record Item(int id, int party, boolean receipt, long minor, int issued, int due, long recorded) {}

    /** An allocation likewise. */
    record Allocation(int credit, int debit, long minor, int day, long recorded) {}

    record Objects(List<Item> items, List<Allocation> allocations, int customers) {

        static Objects of(AgingBook book) {
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < book.items; i++) {
                items.add(new Item(
                        i,
                        book.party[i],
                        book.receipt[i],
                        book.minor[i],
                        book.issued[i],
                        book.due[i],
                        book.recorded[i]));
            }
            List<Allocation> allocations = new ArrayList<>();
            for (int i = 0; i < book.allocations; i++) {
                allocations.add(new Allocation(
                        book.credit[i],
                        book.debit[i],
                        book.allocated[i],
                        book.effective[i],
                        book.allocationRecorded[i]));
            }
            return new Objects(items, allocations, book.customers);
        }

        long[] byMaps(Question question) {
            Map<Integer, Long> used = new HashMap<>();
            for (Allocation allocation : allocations) {
                if (allocation.day() <= question.day() && allocation.recorded() <= question.known()) {
                    used.merge(allocation.credit(), allocation.minor(), Long::sum);
                    used.merge(allocation.debit(), allocation.minor(), Long::sum);
                }
            }
            Map<Integer, long[]> byParty = new HashMap<>();
            for (Item item : items) {
                if (item.issued() <= question.day() && item.recorded() <= question.known()) {
                    long open = item.minor() - used.getOrDefault(item.id(), 0L);
                    byParty.computeIfAbsent(item.party(), party -> new long[question.width()])[
                                    item.receipt() ? question.credits() : question.bucket(item.due())] +=
                            item.receipt() ? -open : open;
                }
            }
            long[] sums = new long[customers * question.width()];
            byParty.forEach((party, own) -> System.arraycopy(own, 0, sums, party * question.width(), question.width()));
            return sums;
        }

        long[] byStreams(Question question) {
            Map<Integer, Long> used = allocations.stream()
                    .filter(one -> one.day() <= question.day() && one.recorded() <= question.known())
                    .flatMap(
                            one -> Stream.of(Map.entry(one.credit(), one.minor()), Map.entry(one.debit(), one.minor())))
                    .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue)));
            Map<Integer, Map<Integer, Long>> byParty = items.stream()
                    .filter(item -> item.issued() <= question.day() && item.recorded() <= question.known())
                    .collect(Collectors.groupingBy(
                            Item::party,
                            Collectors.groupingBy(
                                    item -> item.receipt() ? question.credits() : question.bucket(item.due()),
                                    Collectors.summingLong(item -> {
                                        long open = item.minor() - used.getOrDefault(item.id(), 0L);
                                        return item.receipt() ? -open : open;
                                    }))));
            long[] sums = new long[customers * question.width()];
            byParty.forEach((party, buckets) ->
                    buckets.forEach((bucket, sum) -> sums[party * question.width() + bucket] = sum));
            return sums;
        }
    }
}
