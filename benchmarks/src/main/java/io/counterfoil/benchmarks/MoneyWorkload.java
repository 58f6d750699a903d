package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.payments.money.Allocation;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import javax.money.MonetaryAmount;
import org.javamoney.moneta.FastMoney;
import org.javamoney.moneta.Money;
import org.joda.money.CurrencyUnit;

/** W4: sums of amounts, and an amount divided over seven weights. */
final class MoneyWorkload extends RacedWorkload {

    private static final long SEED = 4;
    private static final long[] WEIGHTS = {5, 1, 3, 2, 8, 13, 1};
    private static final long SUM_OF_WEIGHTS = LongStream.of(WEIGHTS).sum(); // not known to the compiler
    private static final int OBJECTS = 200_000;
    private static final String SUM = "sum";
    private static final String ALLOCATE = "allocate";
    private static final String OURS = "Counterfoil";
    private static final String LOOP = "bare loop";

    @Override
    public String name() {
        return "W4";
    }

    @Override
    public String title() {
        return "Sums and divisions of money";
    }

    @Override
    int defaultRows() {
        return 10_000_000;
    }

    @Override
    List<Race> races(int rows, Options options) {
        return List.of(sums(rows), allocations(rows));
    }

    @Override
    void judge(Results results, Targets targets) {
        Race.Result sum = results.of(SUM);
        targets.atMost("sum ns/amount", sum.nanos(OURS), 1.5);
        targets.atMost("sum bytes/amount", Math.rint(sum.bytes(OURS)), 0);
        targets.atMost("sum/bound", sum.ratio(OURS, LOOP), 1.5 / 0.95);
        targets.atMost("allocate/bound", results.of(ALLOCATE).ratio(OURS, LOOP), 2);
    }

    private static Race sums(int rows) {
        long[] minor = new Random(SEED).longs(rows, 1, 10_000_000).toArray();
        int objects = Math.min(rows, OBJECTS);
        Amounts cad = Amounts.in("CAD");
        MonetaryAmount[] money = new MonetaryAmount[objects];
        FastMoney[] fast = new FastMoney[objects];
        org.joda.money.Money[] joda = new org.joda.money.Money[objects];
        BigDecimal[] decimals = new BigDecimal[objects];
        CurrencyUnit jodaCad = CurrencyUnit.of("CAD");
        for (int i = 0; i < objects; i++) {
            money[i] = cad.ofMinor(minor[i]);
            fast[i] = FastMoney.ofMinor(cad.currency(), minor[i]);
            joda[i] = org.joda.money.Money.ofMinor(jodaCad, minor[i]);
            decimals[i] = BigDecimal.valueOf(minor[i], 2);
        }
        return Race.of(SUM, rows)
                .bound(LOOP, n -> bareSum(minor, n))
                .ours(OURS, n -> Amounts.sumMinor(minor, 0, n))
                .with(peer("BigDecimal", n -> {
                            BigDecimal sum = BigDecimal.ZERO;
                            for (int i = 0; i < n; i++) {
                                sum = sum.add(decimals[i]);
                            }
                            return sum.unscaledValue().longValueExact();
                        })
                        .atMost(objects))
                .with(peer("Joda-Money", n -> {
                            org.joda.money.Money sum = org.joda.money.Money.zero(jodaCad);
                            for (int i = 0; i < n; i++) {
                                sum = sum.plus(joda[i]);
                            }
                            return sum.getAmountMinorLong();
                        })
                        .atMost(objects))
                .with(peer("Moneta FastMoney", n -> {
                            FastMoney sum = FastMoney.zero(cad.currency());
                            for (int i = 0; i < n; i++) {
                                sum = sum.add(fast[i]);
                            }
                            return Amounts.minor(sum);
                        })
                        .atMost(objects))
                .with(peer("Moneta Money", n -> {
                            MonetaryAmount sum = cad.zero();
                            for (int i = 0; i < n; i++) {
                                sum = sum.add(money[i]);
                            }
                            return Amounts.minor(sum);
                        })
                        .atMost(objects));
    }

    private static Contender<Integer> peer(String name, java.util.function.IntFunction<Object> work) {
        return Contender.of(Role.PEER, name, work);
    }

    private static Object bareSum(long[] minor, int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum = Math.addExact(sum, minor[i]);
        }
        return sum;
    }

    private static Race allocations(int rows) {
        int allocations = Math.max(1, rows / 10);
        long[] totals =
                new Random(SEED).longs(allocations, -1_000_000, 100_000_000).toArray();
        BigDecimal[] weights =
                java.util.Arrays.stream(WEIGHTS).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
        int objects = Math.min(allocations, OBJECTS / 10);
        return Race.of(ALLOCATE, allocations)
                .bound(LOOP, n -> {
                    long[] parts = new long[WEIGHTS.length];
                    long digest = 0;
                    for (int i = 0; i < n; i++) {
                        bareParts(totals[i], parts);
                        digest = digest(digest, parts);
                    }
                    return digest;
                })
                .ours(OURS, n -> {
                    long[] parts = new long[WEIGHTS.length];
                    long digest = 0;
                    for (int i = 0; i < n; i++) {
                        Allocation.ofMinor(totals[i], WEIGHTS, parts);
                        digest = digest(digest, parts);
                    }
                    return digest;
                })
                .ours("Counterfoil, new long[]", n -> {
                    long digest = 0;
                    for (int i = 0; i < n; i++) {
                        digest = digest(digest, Allocation.ofMinor(totals[i], WEIGHTS));
                    }
                    return digest;
                })
                .with(decimalPeer("BigDecimal", totals, weights, (total, at) -> share(total, weights[at]))
                        .atMost(objects))
                .with(decimalPeer("Joda-Money", totals, weights, MoneyWorkload::jodaShare)
                        .atMost(objects))
                .with(decimalPeer("Moneta FastMoney", totals, weights, MoneyWorkload::fastShare)
                        .atMost(objects))
                .with(decimalPeer("Moneta Money", totals, weights, MoneyWorkload::moneyShare)
                        .atMost(objects / 10));
    }

    /** An exact share rounded towards zero, as each library divides. */
    private interface Share {
        long floorMinor(long total, int weight);
    }

    /** The libraries have no allocation by weights: shares by their arithmetic, the largest remainders by the same code for all. */
    private static Contender<Integer> decimalPeer(String name, long[] totals, BigDecimal[] weights, Share share) {
        return peer(name, n -> {
            long digest = 0;
            long[] parts = new long[weights.length];
            for (int i = 0; i < n; i++) {
                long total = totals[i];
                for (int at = 0; at < parts.length; at++) {
                    parts[at] = share.floorMinor(total, at);
                }
                spread(total, parts);
                digest = digest(digest, parts);
            }
            return digest;
        });
    }

    private static long share(long total, BigDecimal weight) {
        return BigDecimal.valueOf(total, 2)
                .multiply(weight)
                .divide(BigDecimal.valueOf(SUM_OF_WEIGHTS), 2, RoundingMode.DOWN)
                .unscaledValue()
                .longValue();
    }

    private static long jodaShare(long total, int at) {
        return org.joda.money.Money.ofMinor(CurrencyUnit.CAD, total)
                .multipliedBy(WEIGHTS[at])
                .dividedBy(SUM_OF_WEIGHTS, RoundingMode.DOWN)
                .getAmountMinorLong();
    }

    private static long fastShare(long total, int at) {
        return FastMoney.ofMinor(javax.money.Monetary.getCurrency("CAD"), total)
                .multiply(WEIGHTS[at])
                .scaleByPowerOfTen(2)
                .divideToIntegralValue(SUM_OF_WEIGHTS)
                .getNumber()
                .longValueExact();
    }

    private static long moneyShare(long total, int at) {
        return Money.ofMinor(javax.money.Monetary.getCurrency("CAD"), total)
                .multiply(WEIGHTS[at])
                .divide(SUM_OF_WEIGHTS)
                .scaleByPowerOfTen(2)
                .getNumber()
                .longValue();
    }

    /** What the floors left goes to the largest fractions, ties to the lowest index. */
    private static void spread(long total, long[] parts) {
        long left = Math.abs(total);
        long size = Math.abs(total);
        long[] fractions = new long[parts.length];
        for (int at = 0; at < parts.length; at++) {
            left -= Math.abs(parts[at]);
            fractions[at] = size * WEIGHTS[at] % SUM_OF_WEIGHTS;
        }
        for (; left > 0; left--) {
            int best = 0;
            for (int at = 1; at < parts.length; at++) {
                if (fractions[at] > fractions[best]) {
                    best = at;
                }
            }
            parts[best] += total < 0 ? -1 : 1;
            fractions[best] = -1;
        }
    }

    /** Seven quotients and remainders in one sweep, in 64 bits, and the rest by selection. */
    private static void bareParts(long total, long[] parts) {
        long size = Math.abs(total);
        long left = size;
        long taken = 0;
        for (int at = 0; at < parts.length; at++) {
            long product = size * WEIGHTS[at];
            parts[at] = product / SUM_OF_WEIGHTS;
            left -= parts[at];
        }
        for (; left > 0; left--) {
            int best = -1;
            long most = -1;
            for (int at = 0; at < parts.length; at++) {
                if ((taken >> at & 1) == 0) {
                    long fraction = size * WEIGHTS[at] - parts[at] * SUM_OF_WEIGHTS;
                    if (fraction > most) {
                        most = fraction;
                        best = at;
                    }
                }
            }
            taken |= 1L << best;
            parts[best]++;
        }
        if (total < 0) {
            for (int at = 0; at < parts.length; at++) {
                parts[at] = -parts[at];
            }
        }
    }

    private static long digest(long digest, long[] parts) {
        long next = digest;
        for (int at = 0; at < parts.length; at++) {
            next = next * 31 + parts[at];
        }
        return next;
    }
}
