package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.internal.SetSearch;
import io.counterfoil.reconciliation.proof.SettlementProof.ManualPayout;
import io.counterfoil.reconciliation.proof.SettlementProof.MembersCode;
import io.counterfoil.reconciliation.proof.SettlementProof.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds what a manual payout is made of. */
final class PayoutMembers {

    private static final SetSearch.Limits LIMITS = new SetSearch.Limits(200, 1000, 50_000_000L);
    private static final int SHOWN = 20;

    private static final Comparator<Row> ORDER =
            Comparator.comparing(Row::availableOn).thenComparing(Row::id);

    private PayoutMembers() {}

    static Resolution<List<Row>> of(ManualPayout payout, SettlementProof.Rows rows) {
        long target = Amounts.minor(payout.amount());
        List<Row> free = rows.freeBy(payout.on()).stream()
                .filter(row -> row.net().getCurrency().equals(payout.amount().getCurrency()))
                .filter(row ->
                        !row.availableOn().isAfter(payout.on()) && !row.net().isZero())
                .distinct()
                .sorted(ORDER)
                .toList();
        long[] amounts =
                free.stream().mapToLong(row -> Amounts.minor(row.net())).toArray();
        String paid = ProofDraft.shown(payout.amount());
        if (sumIs(amounts, target)) {
            return new Resolution.Unique<>(
                    free,
                    Evidence.of(
                            MembersCode.ALL_AVAILABLE,
                            "all " + free.size() + " rows available by " + payout.on() + " come to " + paid));
        }
        int[] kinds = new int[amounts.length];
        Arrays.setAll(
                kinds,
                at -> at); // every row is itself: which of two equal rows was paid out matters to the next payout
        SetSearch search =
                SetSearch.of(amounts, kinds, new SetSearch.Question(target, target, payout.maxSetSize()), LIMITS);
        List<List<Row>> sets = search.sets().stream()
                .map(set -> Arrays.stream(set).mapToObj(free::get).sorted(ORDER).toList())
                .sorted(Comparator.comparing((List<Row> set) -> set.size())
                        .thenComparing(set -> set.stream().map(Row::id).toList().toString()))
                .limit(SHOWN)
                .toList();
        if (search.end().isCut()) {
            return new Resolution.Truncated<>(sets, MembersCode.LIMIT, search.steps());
        }
        return answer(new ArrayList<>(sets), search, paid);
    }

    private static boolean sumIs(long[] amounts, long target) {
        long sum = 0;
        for (long amount : amounts) {
            sum = Math.addExact(sum, amount);
        }
        return amounts.length > 0 && sum == target;
    }

    private static Resolution<List<Row>> answer(List<List<Row>> sets, SetSearch search, String paid) {
        if (sets.isEmpty()) {
            return new Resolution.None<>(
                    List.of(Obstacle.of(MembersCode.NO_SET, "no set of the free rows comes to " + paid)));
        }
        if (search.count().items() == 1) {
            return new Resolution.Unique<>(
                    sets.get(0),
                    Evidence.of(MembersCode.ONE_SET, "one set of " + sets.get(0).size() + " rows comes to " + paid));
        }
        return new Resolution.Ambiguous<>(
                sets,
                search.count(),
                Evidence.of(MembersCode.SEVERAL_SETS, search.count().items() + " sets of rows come to " + paid));
    }
}
