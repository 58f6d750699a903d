package io.counterfoil.stripe.payout.internal;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.payout.internal.PayoutProver.ListSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of one payout with everything that is wrong with them: the checks of specification 4.7. Where figures are so large that a sum could leave 64
 * bits, nothing is summed and the proof is broken.
 */
final class RowList {

    private final List<BalanceRow> rows;
    private final List<BalanceRow> members;
    private final long memberNet;
    private final long residual;
    private final Map<StripeCode, String> breaks = new EnumMap<>(StripeCode.class);
    private final Map<StripeCode, String> warnings = new EnumMap<>(StripeCode.class);
    private final String payout;

    private RowList(PayoutFact payout, Stream<BalanceRow> given, ListSource source) {
        this.payout = payout.id();
        this.rows = unique(given);
        List<BalanceRow> own = rows.stream().filter(row -> isOwn(row, payout)).toList();
        this.members = rows.stream().filter(row -> !isOwn(row, payout)).toList();
        checkOwn(payout, own, source);
        boolean fits = Magnitude.fits(payout, rows);
        if (!fits) {
            breaks.put(StripeCode.OVERFLOW, "");
        }
        this.memberNet = fits ? sumNet(members) : 0;
        boolean stated = own.isEmpty() || source == ListSource.REPORT;
        this.residual = fits ? memberNet + (stated ? -payout.amountMinor() : sumNet(own)) : 0;
        if (residual != 0) {
            breaks.putIfAbsent(StripeCode.RESIDUAL, "");
        }
        rows.forEach(row -> checkRow(row, payout));
    }

    static RowList of(PayoutFact payout, Stream<BalanceRow> rows, ListSource source) {
        return new RowList(payout, rows, source);
    }

    /** Whether the row is the payout's own: Stripe books it with the payout as its source. */
    static boolean isOwn(BalanceRow row, PayoutFact payout) {
        boolean named = row.source().filter(payout.id()::equals).isPresent();
        return row.type().equals("payout")
                && (named
                        || (row.source().isEmpty()
                                && payout.balanceTransaction()
                                        .filter(row.id()::equals)
                                        .isPresent()));
    }

    List<BalanceRow> rows() {
        return rows;
    }

    List<BalanceRow> members() {
        return members;
    }

    /** Whether every sum stays within 64 bits; where it does not, sums are 0 and have no meaning. */
    boolean fits() {
        return !breaks.containsKey(StripeCode.OVERFLOW);
    }

    long memberNet() {
        return memberNet;
    }

    long residual() {
        return residual;
    }

    Set<StripeCode> breaks() {
        return codes(breaks);
    }

    Set<StripeCode> warnings() {
        return codes(warnings);
    }

    /** Where the first finding of the code is. */
    Diagnostic.Location at(StripeCode code) {
        String row = breaks.getOrDefault(code, warnings.getOrDefault(code, ""));
        return Diagnostic.Location.of(payout).field(row);
    }

    private static Set<StripeCode> codes(Map<StripeCode, String> found) {
        Set<StripeCode> codes = EnumSet.noneOf(StripeCode.class);
        codes.addAll(found.keySet());
        return codes;
    }

    /** Each id once, its first line; an unchanged repetition is a warning, a changed one a break. */
    private List<BalanceRow> unique(Stream<BalanceRow> given) {
        Map<String, BalanceRow> byId = new LinkedHashMap<>();
        given.forEachOrdered(row -> {
            BalanceRow first = byId.putIfAbsent(row.id(), row);
            if (first == null) {
                return;
            }
            if (sameMoney(first, row)) {
                warnings.putIfAbsent(StripeCode.DUPLICATE_LINE, row.id());
            } else {
                breaks.putIfAbsent(StripeCode.CONFLICTING_DUPLICATE, row.id());
            }
        });
        return List.copyOf(byId.values());
    }

    /** A row is immutable but for its status: one that was read while pending and again when available is the same. */
    private static boolean sameMoney(BalanceRow a, BalanceRow b) {
        return withoutStatus(a).equals(withoutStatus(b));
    }

    private static BalanceRow withoutStatus(BalanceRow row) {
        return BalanceRow.builder().from(row).status("").build();
    }

    private void checkOwn(PayoutFact payout, List<BalanceRow> own, ListSource source) {
        if (source == ListSource.REPORT) {
            return;
        }
        if (own.isEmpty()) {
            breaks.put(StripeCode.NO_PAYOUT_ROW, "");
            return;
        }
        if (own.size() > 1) {
            breaks.put(StripeCode.SEVERAL_PAYOUT_ROWS, own.get(1).id());
        }
        BalanceRow row = own.get(0);
        if (payout.balanceTransaction().filter(id -> !id.equals(row.id())).isPresent()) {
            breaks.put(StripeCode.PAYOUT_ROW_ID_MISMATCH, row.id());
        }
        if (row.amountMinor() != -payout.amountMinor()) {
            breaks.put(StripeCode.PAYOUT_AMOUNT_MISMATCH, row.id());
        }
    }

    private void checkRow(BalanceRow row, PayoutFact payout) {
        if (!isDifference(row.amountMinor(), row.feeMinor(), row.netMinor())) {
            breaks.putIfAbsent(StripeCode.LINE_ARITHMETIC, row.id());
        }
        if (!row.currency().equalsIgnoreCase(payout.currency())) {
            breaks.putIfAbsent(StripeCode.CURRENCY_MIXED, row.id());
        }
        if (!row.feeDetails().isEmpty() && feeSum(row) != row.feeMinor()) {
            warnings.putIfAbsent(StripeCode.FEE_SPLIT, row.id());
        }
    }

    private static boolean isDifference(long amount, long fee, long net) {
        try {
            return Math.subtractExact(amount, fee) == net;
        } catch (ArithmeticException outside) {
            return false;
        }
    }

    /** Only compared with the fee: a wrapped sum differs from it or is guarded by {@link #fits()}. */
    private static long feeSum(BalanceRow row) {
        long sum = 0;
        for (Fee fee : row.feeDetails()) {
            sum += fee.amountMinor();
        }
        return sum;
    }

    private static long sumNet(List<BalanceRow> rows) {
        long sum = 0;
        for (BalanceRow row : rows) {
            sum += row.netMinor();
        }
        return sum;
    }
}
