package io.counterfoil.stripe.simulator;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * What the simulated Stripe agreed with its accounts: fees, lags and currencies.
 *
 * @param livemode whether it plays live mode
 * @param apiVersion of accounts
 * @param settlement currencies of the balance; another is converted into the first by its rate
 * @param home the first of them
 * @param rates into the home currency, minor to minor
 * @param taxBps on Stripe's fees, in hundredths of a percent
 * @param keepDisputeFee whether a won dispute keeps its fee
 * @param payouts automatic payouts every day
 * @param collects whether a negative balance is collected from the bank
 * @param laterRows whether a charge gets its balance row only a minute after its success
 */
record Terms(
        boolean livemode,
        String apiVersion,
        Set<String> settlement,
        String home,
        Map<String, BigDecimal> rates,
        int taxBps,
        boolean keepDisputeFee,
        boolean payouts,
        boolean collects,
        boolean laterRows) {

    static final long DAY = 86_400;
    static final long CARD_LAG = 2 * DAY;
    static final long DEBIT_LAG = 4 * DAY;
    static final long DISPUTE_FEE = 1_500;

    /** Stripe's fee on a payment, rounded half up: cards 1.5 % and 20, debits 1 % and at most 200. */
    static long fee(String method, long amount) {
        if (method.equals("card")) {
            return (amount * 15 + 500) / 1000 + 20;
        }
        return Math.min(200, (amount * 10 + 500) / 1000);
    }

    /** Tax on a fee, rounded half up. */
    long tax(long fee) {
        return (fee * taxBps + 5_000) / 10_000;
    }
}
