package io.counterfoil.stripe.payout.internal;

import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import java.math.BigInteger;
import java.util.Collection;

/** Tells beforehand whether sums over rows can leave 64 bits: not where all figures together, signs left out, stay within them. */
final class Magnitude {

    private Magnitude() {}

    static boolean fits(PayoutFact payout, Collection<BalanceRow> rows) {
        return within(BigInteger.valueOf(payout.amountMinor()).abs(), rows);
    }

    private static boolean within(BigInteger start, Collection<BalanceRow> rows) {
        BigInteger total = start;
        for (BalanceRow row : rows) {
            total = add(add(add(total, row.amountMinor()), row.feeMinor()), row.netMinor());
            for (Fee fee : row.feeDetails()) {
                total = add(total, fee.amountMinor());
            }
        }
        return total.bitLength() < Long.SIZE - 1;
    }

    private static BigInteger add(BigInteger total, long minor) {
        return total.add(BigInteger.valueOf(minor).abs());
    }
}
