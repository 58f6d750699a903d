package io.counterfoil.benchmarks;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Transfers between accounts, from a fixed seed; every second account has a limit below which it must not fall. Immutable. */
final class Transfers {

    private static final long SEED = 8;
    private static final int AMOUNTS = 100_000;
    private static final AsOf ALL = new AsOf(LocalDate.MAX, Instant.MAX);

    private final int accounts;
    private final long floor;
    private final long[] idHigh;
    private final long[] idLow;
    private final int[] debit;
    private final int[] credit;
    private final int[] minor;

    private Transfers(int size, int accounts) {
        this.accounts = accounts;
        // about what a hundred transfers on one account add up to by chance: few are refused
        this.floor = -2L * AMOUNTS * Math.max(10, (long) Math.sqrt((double) size / accounts) * 3);
        idHigh = new long[size];
        idLow = new long[size];
        debit = new int[size];
        credit = new int[size];
        minor = new int[size];
    }

    static Transfers of(int size, int accounts, boolean zipf) {
        Transfers data = new Transfers(size, accounts);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < size; i++) {
            data.idHigh[i] = random.nextLong();
            data.idLow[i] = random.nextLong();
            data.debit[i] = data.account(random, zipf);
            int other = data.account(random, zipf);
            data.credit[i] = other == data.debit[i] ? (other + 1) % accounts : other;
            data.minor[i] = 1 + random.nextInt(AMOUNTS);
        }
        return data;
    }

    private int account(SplittableRandom random, boolean zipf) {
        // the inverse of a density of 1/x, which is Zipf's with exponent one
        return zipf ? (int) Math.pow(accounts, random.nextDouble()) - 1 : random.nextInt(accounts);
    }

    int size() {
        return idHigh.length;
    }

    int accounts() {
        return accounts;
    }

    /** The balance, debits less credits, that an account of even number must keep. */
    long floor() {
        return floor;
    }

    long idHigh(int i) {
        return idHigh[i];
    }

    long idLow(int i) {
        return idLow[i];
    }

    int debit(int i) {
        return debit[i];
    }

    int credit(int i) {
        return credit[i];
    }

    int minor(int i) {
        return minor[i];
    }

    /** Whether the pending of the transfer is voided. */
    boolean isVoided(int i) {
        return (idLow[i] & 3) == 0;
    }

    /** Balances as one number, computed when the clock stands. */
    Supplier<Object> digest(Ledger ledger) {
        return () -> {
            long digest = 0;
            for (int i = 0; i < accounts; i++) {
                Balance balance = ledger.balance(AccountId.of("account:" + i), ALL, BalanceBasis.BOOKED);
                digest = 31 * digest + balance.postedDebitMinor() - balance.postedCreditMinor();
            }
            return digest;
        };
    }

    /** Balances as one number, computed when the clock stands. */
    static Supplier<Object> digest(long[] balances) {
        return () -> {
            long digest = 0;
            for (long balance : balances) {
                digest = 31 * digest + balance;
            }
            return digest;
        };
    }
}
