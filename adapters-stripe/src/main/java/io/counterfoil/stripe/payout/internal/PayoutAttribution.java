package io.counterfoil.stripe.payout.internal;

import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.payout.PayoutProof.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows a manual payout may be made of: those available by its creation and not claimed before, oldest first by (available, created, id), until the
 * payout and its own fee are covered, the last one in part (specification 4.7). An estimate by rule, not knowledge.
 *
 * @param claims in that order
 * @param members the rows that claims name
 * @param residual what no row covers
 * @param exactPrefix whether whole rows, none claimed in part before, meet the need exactly
 */
record PayoutAttribution(List<Claim> claims, List<BalanceRow> members, long residual, boolean exactPrefix) {

    private static final Comparator<BalanceRow> OLDEST_FIRST = Comparator.comparing(PayoutAttribution::availableOn)
            .thenComparing(BalanceRow::createdAt)
            .thenComparing(BalanceRow::id);

    static PayoutAttribution of(PayoutFact payout, List<BalanceRow> rows, Collection<Claim> earlier) {
        if (!Magnitude.fits(payout, rows)) {
            return new PayoutAttribution(List.of(), List.of(), payout.amountMinor(), false);
        }
        Map<String, Long> claimed = new LinkedHashMap<>();
        earlier.forEach(claim -> claimed.merge(claim.row(), claim.minor(), Math::addExact));
        long ownFee = rows.stream()
                .filter(row -> RowList.isOwn(row, payout))
                .mapToLong(BalanceRow::feeMinor)
                .findFirst()
                .orElse(0);
        long need = Math.addExact(payout.amountMinor(), ownFee);
        return attribute(need, candidates(payout, rows), claimed);
    }

    private static List<BalanceRow> candidates(PayoutFact payout, List<BalanceRow> rows) {
        Map<String, BalanceRow> unique = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> !row.type().equals("payout"))
                .filter(row -> row.currency().equalsIgnoreCase(payout.currency()))
                .filter(row ->
                        row.availableOn().isPresent() && !availableOn(row).isAfter(payout.createdAt()))
                .sorted(OLDEST_FIRST)
                .forEach(row -> unique.putIfAbsent(row.id(), row));
        return List.copyOf(unique.values());
    }

    private static PayoutAttribution attribute(long need, List<BalanceRow> candidates, Map<String, Long> claimed) {
        List<Claim> claims = new ArrayList<>();
        List<BalanceRow> members = new ArrayList<>();
        long rest = need;
        boolean whole = true;
        for (BalanceRow row : candidates) {
            long before = claimed.getOrDefault(row.id(), 0L);
            long left = Math.subtractExact(row.netMinor(), before);
            if (rest <= 0) {
                break;
            }
            if (left == 0) {
                continue;
            }
            long taken = Math.min(left, rest);
            whole = whole && taken == left && before == 0;
            claims.add(new Claim(row.id(), taken));
            members.add(row);
            rest = Math.subtractExact(rest, taken);
        }
        return new PayoutAttribution(
                List.copyOf(claims), List.copyOf(members), rest, whole && rest == 0 && !claims.isEmpty());
    }

    private static Instant availableOn(BalanceRow row) {
        return row.availableOn().orElse(Instant.MAX);
    }
}
