package io.counterfoil.collections.cash;

import io.counterfoil.collections.cash.ApplicationPlan.Applied;
import io.counterfoil.collections.cash.CashApplication.CostOrder;
import io.counterfoil.collections.cash.CashApplication.IncomingPayment;
import io.counterfoil.collections.cash.CashApplication.Rule;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.cash.CashMatcher;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.reference.ReferenceExtractor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The chain of rules over one payment. Confined to one proposal. */
final class ApplicationChain {

    private static final Code TRUNCATED = Code.of("CASH.SEARCH_LIMIT");
    private static final Code NO_RULE = Code.of("CASH.NO_RULE_LEFT");

    private final CashApplication application;
    private final IncomingPayment payment;
    private final AsOf asOf;
    private final Amounts amounts;
    /** What can be paid, by id; open amounts are those before this payment. */
    private final Map<OpenItemId, Candidate> candidates = new TreeMap<>();

    private final List<Row> rows = new ArrayList<>();
    private final Map<OpenItemId, Taken> taken = new LinkedHashMap<>();
    private final List<Evidence.Fact> facts = new ArrayList<>();
    private final Map<OpenItemId, Code> reasons = new HashMap<>();
    private long left;

    /** An item with what is open of it. */
    private record Candidate(OpenItem item, long open) {}

    /** One open line: an item, or a term of it. */
    private record Row(OpenItem item, LocalDate due, long open) {}

    private static final Comparator<Row> DUE_FIRST =
            Comparator.comparing(Row::due).thenComparing(row -> row.item().id());

    /** What one rule takes of an item. */
    private record Taken(long minor, Rule rule) {}

    ApplicationChain(CashApplication application, IncomingPayment payment, Receivables receivables, AsOf asOf) {
        this.application = application;
        this.payment = payment;
        this.asOf = asOf;
        this.amounts = Amounts.in(payment.amount().getCurrency());
        this.left = Amounts.minor(payment.amount());
        String currency = payment.amount().getCurrency().getCurrencyCode();
        receivables.scan(payment.party(), asOf, position -> {
            if (position.openMinor() > 0
                    && position.currency().getCurrencyCode().equals(currency)
                    && isPayable(position.item())) {
                OpenItem item = position.item();
                rows.add(new Row(item, LocalDate.ofEpochDay(position.dueDay()), position.openMinor()));
                candidates.merge(
                        item.id(),
                        new Candidate(item, position.openMinor()),
                        (one, other) -> new Candidate(item, Math.addExact(one.open(), other.open())));
            }
        });
    }

    /** An order is paid in advance only where somebody says so. */
    private static boolean isPayable(OpenItem item) {
        return item.kind() != OpenItemKind.ORDER && item.kind() != OpenItemKind.REFUND;
    }

    Resolution<ApplicationPlan> run() {
        for (Rule rule : application.rules()) {
            if (left <= 0) {
                break;
            }
            if (rule == Rule.EXACT_SUBSET) {
                Optional<Resolution<ApplicationPlan>> stop = exactSubset();
                if (stop.isPresent()) {
                    return stop.get();
                }
            } else {
                apply(rule);
            }
        }
        if (left > 0 && !application.rules().contains(Rule.ON_ACCOUNT)) {
            ApplicationDraft draft = draft();
            if (draft.leavesMoney()) {
                return new Resolution.None<>(List.of(Obstacle.of(
                        NO_RULE,
                        Amounts.text(amounts.ofMinor(left)) + " of receipt " + payment.id()
                                + " is left and no rule takes it, expected ON_ACCOUNT in the chain")));
            }
        }
        ApplicationPlan plan = draft().plan();
        return new Resolution.Unique<>(plan, plan.evidence());
    }

    private ApplicationDraft draft() {
        List<Applied> applied = new ArrayList<>();
        taken.forEach((id, part) -> applied.add(
                new Applied(id, amounts.ofMinor(candidate(id).open()), amounts.ofMinor(part.minor()), part.rule())));
        Map<OpenItemId, OpenItem> items = new HashMap<>();
        candidates.forEach((id, candidate) -> items.put(id, candidate.item()));
        return new ApplicationDraft(application, payment, applied, items, asOf)
                .reasons(reasons)
                .facts(facts);
    }

    private void apply(Rule rule) {
        switch (rule) {
            case REFERENCE -> references();
            case OLDEST_DUE -> fill(rule, byDue(costs()));
            case LARGEST -> fill(rule, largest());
            case TERMS -> fill(rule, rows.stream().sorted(DUE_FIRST).toList());
            case LINE_TYPE -> fill(rule, byDue(costs()));
            case PROPORTIONAL -> proportional();
            case EXACT_SUBSET, ON_ACCOUNT -> {}
        }
    }

    /** Lines of an advice as they are stated, else the items that a text names, oldest due first, each as far as the money goes. */
    private void references() {
        for (IncomingPayment.Line line : payment.lines()) {
            Optional<OpenItemId> item = named(line.document());
            if (item.isEmpty()) {
                facts.add(fact(Rule.REFERENCE, "advice names '" + line.document() + "', which is not open"));
            } else if (line.amount()
                    .getCurrency()
                    .getCurrencyCode()
                    .equals(amounts.currency().getCurrencyCode())) {
                take(item.get(), Math.min(Amounts.minor(line.amount()), openOf(item.get())), Rule.REFERENCE);
                line.deduction().ifPresent(reason -> reasons.put(item.get(), reason));
            }
        }
        if (!payment.lines().isEmpty()) {
            return;
        }
        Set<OpenItemId> named = new TreeSet<>();
        payment.texts().forEach(text -> named.addAll(namesIn(text)));
        List<Row> order = rows.stream()
                .filter(row -> named.contains(row.item().id()))
                .sorted(DUE_FIRST)
                .toList();
        fill(Rule.REFERENCE, order);
    }

    private Optional<OpenItemId> named(String document) {
        OpenItemId exact = OpenItemId.of(document.isBlank() ? "-" : document.strip());
        if (candidates.containsKey(exact)) {
            return Optional.of(exact);
        }
        Set<OpenItemId> found = namesIn(document);
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private Set<OpenItemId> namesIn(String text) {
        Set<OpenItemId> found = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        candidates.keySet().forEach(id -> ids.add(id.value()));
        if (text.isBlank() || ids.isEmpty()) {
            return found;
        }
        ReferenceExtractor.builder().openIds(ids).build().extract(text).stream()
                .filter(hit -> !hit.needsSecondEvidence() && !hit.weak())
                .forEach(hit -> hit.openItem().ifPresent(id -> found.add(OpenItemId.of(id))));
        return found;
    }

    private List<Row> byDue(Comparator<Row> first) {
        return rows.stream().sorted(first.thenComparing(DUE_FIRST)).toList();
    }

    private Comparator<Row> costs() {
        boolean costsFirst = application.costOrder() == CostOrder.COSTS_FIRST;
        return Comparator.comparingInt(row -> switch (row.item().kind()) {
            case FEE -> costsFirst ? 0 : 2;
            case INTEREST -> 1;
            default -> costsFirst ? 2 : 0;
        });
    }

    private List<Row> largest() {
        return candidates.values().stream()
                .sorted(Comparator.comparingLong((Candidate candidate) ->
                                -openOf(candidate.item().id()))
                        .thenComparing(candidate -> candidate.item().id()))
                .map(candidate -> new Row(candidate.item(), LocalDate.MAX, candidate.open()))
                .toList();
    }

    private void fill(Rule rule, List<Row> order) {
        for (Row row : order) {
            OpenItemId id = row.item().id();
            long part = Math.min(left, Math.min(row.open(), openOf(id)));
            if (part > 0) {
                take(id, part, rule);
            }
        }
    }

    private void proportional() {
        List<OpenItemId> ids =
                candidates.keySet().stream().filter(id -> openOf(id) > 0).toList();
        if (ids.isEmpty()) {
            return;
        }
        var shares = CashApplication.proportional(
                amounts.ofMinor(left),
                ids.stream().map(id -> amounts.ofMinor(openOf(id))).toList());
        for (int i = 0; i < ids.size(); i++) {
            take(ids.get(i), Amounts.minor(shares.get(i)), Rule.PROPORTIONAL);
        }
    }

    /** Asks the reconciliation core for sets that come to what is left; more than one stops the chain. */
    private Optional<Resolution<ApplicationPlan>> exactSubset() {
        List<OpenItemId> pool =
                candidates.keySet().stream().filter(id -> openOf(id) > 0).toList();
        CashMatcher.Application found = search(pool);
        if (isTruncated(found)) {
            return Optional.of(new Resolution.Truncated<>(List.of(), TRUNCATED, pool.size()));
        }
        List<Set<ItemId>> readings = new ArrayList<>(found.alternatives());
        long count = found.count().map(Resolution.SolutionCount::items).orElse((long) readings.size());
        boolean exact = found.count().map(Resolution.SolutionCount::exact).orElse(true);
        if (readings.isEmpty() && !found.applied().isEmpty()) {
            Set<ItemId> first = new TreeSet<>();
            found.applied().forEach(portion -> first.add(portion.item()));
            readings.add(first);
            count = 1;
        }
        // an item that fits alone hides the sets of others that fit as well
        boolean isSingle = !readings.isEmpty() && readings.stream().allMatch(set -> set.size() == 1);
        if (isSingle) {
            Set<ItemId> alone = new TreeSet<>();
            readings.forEach(alone::addAll);
            CashMatcher.Application others = search(pool.stream()
                    .filter(id -> !alone.contains(ItemId.of(id.value())))
                    .toList());
            if (isTruncated(others)) {
                return Optional.of(new Resolution.Truncated<>(List.of(), TRUNCATED, pool.size()));
            }
            count += addOthers(others, readings);
        }
        if (readings.size() > 1) {
            Resolution.SolutionCount counted =
                    new Resolution.SolutionCount(Math.max(count, readings.size()), readings.size(), exact);
            return Optional.of(ambiguous(readings, counted));
        }
        readings.stream().findFirst().ifPresent(set -> takeAll(set));
        return Optional.empty();
    }

    private static long addOthers(CashMatcher.Application others, List<Set<ItemId>> readings) {
        if (!others.alternatives().isEmpty()) {
            readings.addAll(others.alternatives());
            return others.count().map(Resolution.SolutionCount::items).orElse((long)
                    others.alternatives().size());
        }
        if (others.applied().isEmpty()) {
            return 0;
        }
        Set<ItemId> set = new TreeSet<>();
        others.applied().forEach(portion -> set.add(portion.item()));
        readings.add(set);
        return 1;
    }

    private static boolean isTruncated(CashMatcher.Application found) {
        return found.reason().filter(CashMatcher.CashCode.TRUNCATED::equals).isPresent();
    }

    private CashMatcher.Application search(List<OpenItemId> pool) {
        List<CashMatcher.OpenItem> items = pool.stream().map(this::searched).toList();
        CashMatcher.Line line = CashMatcher.Line.builder()
                .id(ItemId.of(payment.id().value()))
                .amount(amounts.ofMinor(left))
                .party(payment.party().value())
                .build();
        CashMatcher.Policy policy = CashMatcher.Policy.builder()
                .maxSetSize(application.maxSetSize())
                .build();
        return CashMatcher.of(policy).match(List.of(line), items).get(0);
    }

    private CashMatcher.OpenItem searched(OpenItemId id) {
        return CashMatcher.OpenItem.builder()
                .id(ItemId.of(id.value()))
                .open(amounts.ofMinor(openOf(id)))
                .party(payment.party().value())
                .build();
    }

    private Resolution<ApplicationPlan> ambiguous(List<Set<ItemId>> readings, Resolution.SolutionCount count) {
        List<ApplicationPlan> plans = new ArrayList<>();
        for (Set<ItemId> reading : readings) {
            ApplicationChain branch = copy();
            branch.takeAll(reading);
            plans.add(branch.draft().plan());
        }
        return new Resolution.Ambiguous<>(
                plans,
                count,
                Evidence.of(
                        Rule.EXACT_SUBSET,
                        count.items() + " sets of items come to " + Amounts.text(amounts.ofMinor(left))
                                + ", a person must choose"));
    }

    private ApplicationChain copy() {
        return new ApplicationChain(this);
    }

    private ApplicationChain(ApplicationChain other) {
        application = other.application;
        payment = other.payment;
        asOf = other.asOf;
        amounts = other.amounts;
        left = other.left;
        candidates.putAll(other.candidates);
        rows.addAll(other.rows);
        taken.putAll(other.taken);
        facts.addAll(other.facts);
        reasons.putAll(other.reasons);
    }

    private void takeAll(Set<ItemId> set) {
        set.stream()
                .map(item -> OpenItemId.of(item.value()))
                .sorted()
                .forEach(id -> take(id, openOf(id), Rule.EXACT_SUBSET));
    }

    private void take(OpenItemId id, long minor, Rule rule) {
        if (minor <= 0) {
            return;
        }
        @Nullable Taken before = taken.get(id);
        long sum = before == null ? minor : Math.addExact(before.minor(), minor);
        taken.put(id, new Taken(sum, before == null ? rule : before.rule()));
        left = Math.subtractExact(left, minor);
        facts.add(fact(rule, Amounts.plain(amounts.ofMinor(minor)) + " to " + id + " by " + rule));
    }

    private static Evidence.Fact fact(Rule rule, String sentence) {
        return new Evidence.Fact(rule, sentence, Map.of());
    }

    private Candidate candidate(OpenItemId id) {
        return Objects.requireNonNull(candidates.get(id), () -> "item " + id);
    }

    private long openOf(OpenItemId id) {
        Taken part = taken.get(id);
        return candidate(id).open() - (part == null ? 0 : part.minor());
    }
}
