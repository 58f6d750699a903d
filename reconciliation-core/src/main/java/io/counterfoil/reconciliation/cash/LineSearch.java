package io.counterfoil.reconciliation.cash;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.cash.CashMatcher.CashCode;
import io.counterfoil.reconciliation.cash.CashMatcher.Line;
import io.counterfoil.reconciliation.cash.CashMatcher.OpenItem;
import io.counterfoil.reconciliation.cash.CashMatcher.Policy;
import io.counterfoil.reconciliation.cash.CashMatcher.Suggestion;
import io.counterfoil.reconciliation.cash.LineReading.Strength;
import io.counterfoil.reconciliation.cash.RuleMatrix.Many;
import io.counterfoil.reconciliation.cash.RuleMatrix.Party;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.internal.SetSearch;
import io.counterfoil.reconciliation.item.ItemId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads one line against the open items. Confined to one line. */
final class LineSearch {

    private static final SetSearch.Limits LIMITS = new SetSearch.Limits(200, 1000, 20_000_000L);
    private static final int SHOWN = 20;

    private final Policy policy;
    private final Line line;
    private final LineReading reading;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<OpenItem> items;

    LineSearch(Policy policy, Line line, List<OpenItem> items) {
        this.policy = policy;
        this.line = line;
        this.items = items;
        this.reading = new LineReading(line);
    }

    LineReading read() {
        if (policy.writesOff()) {
            reading.reason = CashCode.WRITTEN_OFF;
            return reading;
        }
        if (policy.partyRequired() && line.party().isEmpty()) {
            reading.reason = CashCode.PARTY_UNKNOWN;
            return reading;
        }
        gather();
        if (candidates.isEmpty()) {
            boolean otherWay = items.stream()
                    .anyMatch(item -> isOfParty(item)
                            && item.open().signum() == -line.amount().signum());
            reading.reason = otherWay ? CashCode.DIRECTION : CashCode.NOTHING_FITS;
            return reading;
        }
        List<Candidate> fitting =
                candidates.stream().filter(this::fits).sorted(Candidate.ORDER).toList();
        reading.within = fitting.stream().map(Candidate::id).toList();
        overall(fitting);
        if (policy.fillInOrder()) {
            fill(candidates);
            reading.reason = CashCode.FILL_IN_ORDER;
        } else if (!namedSet() && !single(fitting, true) && !namedOthers() && !single(fitting, false)) {
            sets();
        }
        return reading;
    }

    private boolean isOfParty(OpenItem item) {
        return line.party().isEmpty() || line.party().equals(item.party());
    }

    private void gather() {
        DocumentSearch documents = new DocumentSearch(policy, line, items);
        for (OpenItem item : items) {
            boolean sameWay = item.open().signum() == line.amount().signum();
            long value = value(item);
            if (sameWay && value != 0 && isOfParty(item)) {
                candidates.add(new Candidate(
                        item, value, documents.party(item), documents.named(item), documents.shared(item)));
            }
        }
    }

    /** What the item is worth in the currency that is paid in; 0 where it is in another. */
    private long value(OpenItem item) {
        String currency = item.open().getCurrency().getCurrencyCode();
        if (!isValuedAbroad()) {
            return currency.equals(line.amount().getCurrency().getCurrencyCode()) ? Amounts.minor(item.open()) : 0;
        }
        var foreign = line.foreignAmount().orElseThrow();
        if (currency.equals(foreign.getCurrency().getCurrencyCode())) {
            return Amounts.minor(item.open());
        }
        if (!currency.equals(line.amount().getCurrency().getCurrencyCode())) {
            return 0;
        }
        return BigDecimal.valueOf(Amounts.minor(item.open()))
                .multiply(BigDecimal.valueOf(Amounts.minor(foreign)))
                .divide(BigDecimal.valueOf(Amounts.minor(line.amount())), 0, java.math.RoundingMode.HALF_UP)
                .longValueExact();
    }

    private boolean isValuedAbroad() {
        return policy.useLineRate() && line.foreignAmount().isPresent();
    }

    private Amounts money() {
        return Amounts.in(
                isValuedAbroad()
                        ? line.foreignAmount().orElseThrow().getCurrency()
                        : line.amount().getCurrency());
    }

    private long target() {
        return isValuedAbroad() ? Amounts.minor(line.foreignAmount().orElseThrow()) : Amounts.minor(line.amount());
    }

    private boolean fits(Candidate candidate) {
        return fits(candidate.value());
    }

    private boolean fits(long value) {
        return policy.tolerance().admits(money().ofMinor(target()), money().ofMinor(value));
    }

    /** What agrees over all items, where nothing in particular is applied. */
    private void overall(List<Candidate> fitting) {
        Party party = candidates.stream()
                .map(Candidate::party)
                .min(Comparator.naturalOrder())
                .orElse(Party.NONE);
        int named = (int) candidates.stream().filter(Candidate::named).count();
        reading.standing = new RuleMatrix.Standing(party, Many.of(named), Many.of(fitting.size()), line.directDebit());
    }

    /** Several named documents of one customer that come to the line. */
    private boolean namedSet() {
        List<Candidate> named = candidates.stream().filter(Candidate::named).toList();
        if (named.size() < 2 || !oneCustomer(named) || !fits(sum(named))) {
            return false;
        }
        take(named, Strength.DOCUMENT);
        reading.inTolerance = true;
        standing(named, Many.MULTIPLE, Many.ONE);
        return true;
    }

    /** One item inside the tolerance: the one with the strongest evidence, if it is one. */
    private boolean single(List<Candidate> fitting, boolean named) {
        List<Candidate> pool = fitting.stream()
                .filter(candidate -> !named || candidate.named() || candidate.shared() > 0)
                .toList();
        if (pool.isEmpty()) {
            return false;
        }
        Comparator<Candidate> weight = Comparator.comparing(Candidate::named)
                .thenComparingInt(Candidate::shared)
                .thenComparing(Candidate::party, Comparator.reverseOrder())
                .thenComparing(candidate -> candidate.value() == target());
        Candidate best = pool.stream().max(weight).orElseThrow();
        List<Candidate> equal =
                pool.stream().filter(c -> weight.compare(c, best) == 0).toList();
        Many documents = best.named() || best.shared() > 0 ? Many.ONE : Many.NONE;
        standing(List.of(best), documents, Many.of(fitting.size()));
        if (equal.size() > 1) {
            several(equal.stream().map(c -> Set.of(c.id())).toList(), Resolution.SolutionCount.exactly(equal.size()));
            return true;
        }
        Strength strength = documents == Many.ONE
                ? Strength.DOCUMENT
                : best.party() == Party.FULL || line.party().isPresent() ? Strength.PARTY : Strength.AMOUNT;
        take(List.of(best), strength);
        reading.inTolerance = true;
        if (documents == Many.ONE) {
            standing(List.of(best), documents, Many.ONE);
        }
        return true;
    }

    /** Named documents that do not come to the line. */
    private boolean namedOthers() {
        List<Candidate> named = candidates.stream().filter(Candidate::named).toList();
        if (named.isEmpty()) {
            return false;
        }
        Map<String, Set<ItemId>> groups = new TreeMap<>();
        named.forEach(
                c -> groups.computeIfAbsent(c.customer(), k -> new TreeSet<>()).add(c.id()));
        reading.groups = List.copyOf(groups.values());
        Many documents = Many.of(named.size());
        standing(named, documents, documents == Many.ONE ? Many.of(reading.within.size()) : Many.NONE);
        if (groups.size() > 1) {
            reading.reason = CashCode.MIXED_CUSTOMERS;
            return true;
        }
        long over = Math.absExact(target()) - Math.absExact(sum(named));
        if (over > 0 && named.size() > 1) {
            take(named, Strength.DOCUMENT);
        } else if (over < 0 && policy.allowPartial()) {
            fill(named.stream().sorted(Candidate.OLDEST_FIRST).toList());
            reading.strength = Strength.DOCUMENT;
        } else {
            suggest(named);
        }
        return true;
    }

    private void suggest(List<Candidate> few) {
        long off = Math.subtractExact(target(), sum(few));
        CashCode reason = Math.absExact(target()) > Math.absExact(sum(few)) ? CashCode.OVERPAID : CashCode.UNDERPAID;
        reading.reason = reason;
        if (few.size() == 1) {
            reading.suggestion = new Suggestion(few.get(0).id(), reason, money().ofMinor(off));
        }
    }

    private void fill(List<Candidate> order) {
        long rest = target();
        List<Match.Portion> taken = new ArrayList<>();
        for (Candidate candidate : order) {
            long part = Math.absExact(candidate.value()) <= Math.absExact(rest) ? candidate.value() : rest;
            if (part != 0) {
                taken.add(new Match.Portion(candidate.id(), money().ofMinor(part)));
                rest = Math.subtractExact(rest, part);
            }
        }
        reading.taken = taken;
        reading.strength = Strength.SET;
    }

    /** Sets within one customer that come to the line, counted over all customers. */
    private void sets() {
        Map<String, List<Candidate>> byCustomer = candidates.stream()
                .sorted(Candidate.ORDER)
                .collect(Collectors.groupingBy(Candidate::customer, TreeMap::new, Collectors.toList()));
        List<List<Candidate>> found = new ArrayList<>();
        long count = 0;
        boolean exact = true;
        for (List<Candidate> pool : byCustomer.values()) {
            SetSearch search = search(pool);
            if (search.end().isCut()) {
                reading.reason = CashCode.TRUNCATED;
                return;
            }
            search.sets()
                    .forEach(set ->
                            found.add(Arrays.stream(set).mapToObj(pool::get).toList()));
            count += search.count().items();
            exact &= search.count().exact();
        }
        if (found.isEmpty()) {
            reading.reason = CashCode.NOTHING_FITS;
            if (candidates.size() == 1) {
                suggest(candidates);
            }
        } else if (found.size() == 1) {
            take(found.get(0), Strength.SET);
            reading.inTolerance = true;
            standing(found.get(0), Many.NONE, Many.ONE);
        } else {
            standing(found.get(0), Many.NONE, Many.MULTIPLE);
            several(
                    found.stream()
                            .map(set -> set.stream().map(Candidate::id).collect(Collectors.toCollection(TreeSet::new)))
                            .map(Set::copyOf)
                            .toList(),
                    new Resolution.SolutionCount(count, count, exact));
        }
    }

    private SetSearch search(List<Candidate> pool) {
        int[] kinds = new int[pool.size()];
        Arrays.setAll(kinds, at -> at); // which of two equal items is paid matters: each is its own kind
        return SetSearch.of(
                pool.stream().mapToLong(Candidate::value).toArray(),
                kinds,
                new SetSearch.Question(target(), target(), Math.max(2, policy.maxSetSize())),
                LIMITS);
    }

    private void several(List<Set<ItemId>> readings, Resolution.SolutionCount count) {
        reading.alternatives = readings.stream()
                .sorted(Comparator.comparing((Set<ItemId> set) -> set.size())
                        .thenComparing(set -> new TreeSet<>(set).toString()))
                .limit(SHOWN)
                .toList();
        reading.count = count;
        reading.reason = CashCode.AMBIGUOUS;
    }

    private void take(List<Candidate> chosen, Strength strength) {
        reading.taken = chosen.stream()
                .sorted(Candidate.ORDER)
                .map(candidate ->
                        new Match.Portion(candidate.id(), candidate.item().open()))
                .toList();
        reading.strength = strength;
        if (isValuedAbroad()) {
            reading.valued = money().ofMinor(sum(chosen));
        }
    }

    private void standing(List<Candidate> chosen, Many documents, Many amounts) {
        Party party = chosen.stream()
                .map(Candidate::party)
                .max(Comparator.naturalOrder())
                .orElse(Party.NONE);
        reading.standing = new RuleMatrix.Standing(party, documents, amounts, line.directDebit());
    }

    private static long sum(List<Candidate> chosen) {
        long sum = 0;
        for (Candidate candidate : chosen) {
            sum = Math.addExact(sum, candidate.value());
        }
        return sum;
    }

    private static boolean oneCustomer(List<Candidate> chosen) {
        return chosen.stream().map(Candidate::customer).distinct().count() == 1;
    }

    /** An item that the line could pay, with what speaks for it. */
    private record Candidate(OpenItem item, long value, Party party, boolean named, int shared) {

        static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::id);
        static final Comparator<Candidate> OLDEST_FIRST = Comparator.comparing(
                        (Candidate c) -> c.item().due().orElse(java.time.LocalDate.MAX))
                .thenComparing(Candidate::id);

        ItemId id() {
            return item.id();
        }

        String customer() {
            return item.party().orElse("");
        }
    }
}
