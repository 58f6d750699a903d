package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.engine.Confidence.Certainty;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/** Passes that search sets, against every way to give every line a set or none. */
class SetPassProperties {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final int MOST = 3;

    record Line(int amount, int day, String party, String reference) {}

    /** What a line gets in every best division: its only set; null for none or for several. */
    private final Map<Integer, @Nullable Set<Integer>> agreed = new HashMap<>();

    private final List<List<Set<Integer>>> sets = new ArrayList<>();
    private int best;

    private static Arbitrary<Line> line(Integer... amounts) {
        return Combinators.combine(
                        Arbitraries.of(amounts),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of("p", "q"),
                        Arbitraries.of("", "", "A", "B"))
                .as(Line::new);
    }

    @Provide
    Arbitrary<List<Line>> wanting() {
        return line(10, 20, 30, 40, 50).list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Line>> pool() {
        return line(10, 20, 30, -10).list().ofMinSize(1).ofMaxSize(6);
    }

    private static ItemBatch batch(String prefix, List<Line> lines) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            batch.id(prefix + i)
                    .amount(BigDecimal.valueOf(line.amount()).setScale(2).toPlainString(), "GBP")
                    .day(DAY.plusDays(line.day()))
                    .party(line.party())
                    .account("bank");
            if (!line.reference().isEmpty()) {
                batch.reference(line.reference());
            }
            batch.add();
        }
        return batch.build();
    }

    private static Pass pass(boolean interchange) {
        Pass pass = Pass.oneToMany("sets")
                .on(ACCOUNT)
                .within(Window.days(0, 1).from(Side.LEFT))
                .maxSetSize(MOST)
                .maxCoincidence("1000")
                .confirm();
        return interchange ? pass.interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY, AMOUNT) : pass;
    }

    private static Map<Integer, Match> matches(List<Line> left, List<Line> right, boolean interchange) {
        Map<Integer, Match> matches = new HashMap<>();
        Reconciler.builder(MatchPlan.named("sets").pass(pass(interchange)).build())
                .build()
                .match(batch("l", left), batch("r", right), AS_OF)
                .matches()
                .forEach(m -> matches.put(number(m.left().get(0)), m));
        return matches;
    }

    private static int number(Match.Portion portion) {
        return Integer.parseInt(portion.item().value().substring(1));
    }

    private static Set<Integer> set(Match match) {
        Set<Integer> set = new TreeSet<>();
        match.right().forEach(p -> set.add(number(p)));
        return set;
    }

    private void everything(List<Line> left, List<Line> right) {
        sets.clear();
        for (Line line : left) {
            List<Set<Integer>> mine = new ArrayList<>();
            for (int mask = 1; mask < 1 << right.size(); mask++) {
                Set<Integer> set = new TreeSet<>();
                int sum = 0;
                boolean inside = true;
                for (int i = 0; i < right.size(); i++) {
                    if ((mask >> i & 1) == 1) {
                        Line item = right.get(i);
                        set.add(i);
                        sum += item.amount();
                        inside &= item.day() - line.day() >= 0 && item.day() - line.day() <= 1;
                    }
                }
                if (inside && sum == line.amount() && set.size() <= MOST) {
                    mine.add(set);
                }
            }
            sets.add(mine);
        }
        best = -1;
        divide(new ArrayList<>(), new HashSet<>(), 0);
    }

    private void divide(List<@Nullable Set<Integer>> chosen, Set<Integer> taken, int served) {
        if (chosen.size() == sets.size()) {
            if (served > best) {
                best = served;
                agreed.clear();
                for (int i = 0; i < chosen.size(); i++) {
                    agreed.put(i, chosen.get(i));
                }
            } else if (served == best) {
                for (int i = 0; i < chosen.size(); i++) {
                    Set<Integer> before = agreed.get(i);
                    agreed.put(i, before != null && before.equals(chosen.get(i)) ? before : null);
                }
            }
            return;
        }
        chosen.add(null);
        divide(chosen, taken, served);
        chosen.remove(chosen.size() - 1);
        for (Set<Integer> set : sets.get(chosen.size())) {
            if (set.stream().noneMatch(taken::contains)) {
                Set<Integer> more = new HashSet<>(taken);
                more.addAll(set);
                chosen.add(set);
                divide(chosen, more, served + 1);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    private static boolean contradicts(Line line, List<Line> right, Set<Integer> set) {
        String other = right.get(set.iterator().next()).reference();
        return set.size() == 1
                && !line.reference().isEmpty()
                && !other.isEmpty()
                && !line.reference().equals(other);
    }

    private static List<Integer> amounts(List<Line> right, Set<Integer> set) {
        return set.stream().map(i -> right.get(i).amount()).sorted().toList();
    }

    /** Lines whose sets share items, directly or through other lines. */
    private Set<Integer> component(int of) {
        Set<Integer> known = new TreeSet<>(Set.of(of));
        boolean more = true;
        while (more) {
            Set<Integer> items = new HashSet<>();
            known.forEach(line -> sets.get(line).forEach(items::addAll));
            more = false;
            for (int i = 0; i < sets.size(); i++) {
                boolean touches =
                        sets.get(i).stream().anyMatch(set -> set.stream().anyMatch(items::contains));
                more |= touches && known.add(i);
            }
        }
        return known;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label(
            "REC-16 REC-19 a set is taken where every best division has it, and certain where nothing equal stands beside it")
    void everyDivision(@ForAll("wanting") List<Line> left, @ForAll("pool") List<Line> right) {
        everything(left, right);
        Map<Integer, Match> matches = matches(left, right, false);
        for (int i = 0; i < left.size(); i++) {
            Set<Integer> wanted = agreed.get(i);
            Match match = matches.get(i);
            assertThat(match == null ? null : set(match)).isEqualTo(wanted);
            if (match == null || wanted == null) {
                continue;
            }
            boolean sure = !contradicts(left.get(i), right, wanted);
            if (sets.get(i).size() > 1) {
                for (int other : component(i)) {
                    Set<Integer> theirs = agreed.get(other);
                    sure &= theirs == null || !contradicts(left.get(other), right, theirs);
                }
                sure &= sets.get(i).stream()
                        .noneMatch(other ->
                                !other.equals(wanted) && amounts(right, other).equals(amounts(right, wanted)));
            }
            assertThat(match.confidence().certainty()).isEqualTo(sure ? Certainty.CERTAIN : Certainty.LIKELY);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label(
            "REC-14 with declared interchange a certain set has no equal of its own line, and no line more than one party's")
    void declaredInterchange(@ForAll("wanting") List<Line> left, @ForAll("pool") List<Line> right) {
        everything(left, right);
        Set<Integer> taken = new HashSet<>();
        matches(left, right, true).forEach((line, match) -> {
            Set<Integer> mine = set(match);
            mine.forEach(item -> assertThat(taken.add(item)).isTrue());
            assertThat(sets.get(line)).contains(mine);
            List<Set<Integer>> equal = sets.get(line).stream()
                    .filter(other -> amounts(right, other).equals(amounts(right, mine)))
                    .toList();
            switch (match.confidence().certainty()) {
                case CERTAIN -> assertThat(equal).containsExactly(mine);
                case INTERCHANGEABLE ->
                    assertThat(sets.get(line))
                            .as("all of one composition")
                            .allSatisfy(other ->
                                    assertThat(composition(right, other)).isEqualTo(composition(right, mine)));
                case LIKELY ->
                    assertThat(mine.equals(agreed.get(line)) || contradicts(left.get(line), right, mine))
                            .isTrue();
            }
        });
    }

    private static List<String> composition(List<Line> right, Set<Integer> set) {
        return set.stream()
                .map(i -> right.get(i).amount() + right.get(i).party())
                .sorted()
                .toList();
    }
}
