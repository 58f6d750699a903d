package io.counterfoil.stripe.board.internal;

import io.counterfoil.stripe.board.StripeBoard.Cash;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What customers sent by bank transfer and no payment used (STR-46): Σ net of the movements, which fund, apply, unapply and return. Pure. */
public final class CashSums {

    private CashSums() {}

    /** By customer and currency; those with nothing left are not listed. */
    public static List<Cash> of(Collection<CashBalanceFact> movements) {
        Map<String, List<CashBalanceFact>> groups = movements.stream()
                .sorted(Comparator.comparing(CashBalanceFact::createdAt).thenComparing(CashBalanceFact::id))
                .collect(Collectors.groupingBy(
                        movement -> movement.customer().orElse("") + "/" + movement.currency(),
                        TreeMap::new,
                        Collectors.toList()));
        return groups.values().stream()
                .map(CashSums::cash)
                .filter(cash -> cash.minor() != 0)
                .toList();
    }

    private static Cash cash(List<CashBalanceFact> group) {
        long sum = 0;
        for (CashBalanceFact movement : group) {
            sum = Math.addExact(sum, movement.netMinor());
        }
        CashBalanceFact first = group.get(0);
        return new Cash(
                first.customer().orElse(""),
                first.currency(),
                sum,
                group.stream().map(CashBalanceFact::id).toList());
    }
}
