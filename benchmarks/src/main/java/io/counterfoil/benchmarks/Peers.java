package io.counterfoil.benchmarks;

import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.money.Amounts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What a program would do instead of a ledger, from the least that is possible to plain objects. */
final class Peers {

    private Peers() {}

    /** The bound: two additions, a limit, and a look whether the id was there, all in arrays. */
    static final class Arrays {

        private final Transfers data;
        private final long[] balance;
        private final long[] pending;
        private final long[] keys;

        Arrays(Transfers data) {
            this.data = data;
            balance = new long[data.accounts()];
            pending = new long[data.accounts()];
            keys = new long[Integer.highestOneBit(Math.max(2, data.size() * 2 - 1)) * 4];
        }

        Object post(int n) {
            for (int i = 0; i < n; i++) {
                if (isNew(data.idHigh(i), data.idLow(i))) {
                    int credit = data.credit(i);
                    long after = balance[credit] - data.minor(i);
                    if ((credit & 1) == 1 || after >= data.floor()) {
                        balance[credit] = after;
                        balance[data.debit(i)] += data.minor(i);
                    }
                }
            }
            return Transfers.digest(balance);
        }

        /** Each transfer twice: made pending, then posted or voided. */
        Object postTwice(int n) {
            int step = 4096;
            for (int from = 0; from < n; from += step) {
                int to = Math.min(n, from + step);
                boolean[] pends = new boolean[step];
                for (int i = from; i < to; i++) {
                    int credit = data.credit(i);
                    boolean fits =
                            (credit & 1) == 1 || balance[credit] - pending[credit] - data.minor(i) >= data.floor();
                    if (isNew(data.idHigh(i), data.idLow(i)) && fits) {
                        pending[credit] += data.minor(i);
                        pends[i - from] = true;
                    }
                }
                for (int i = from; i < to; i++) {
                    if (isNew(~data.idHigh(i), data.idLow(i)) && pends[i - from]) {
                        pending[data.credit(i)] -= data.minor(i);
                        if (!data.isVoided(i)) {
                            balance[data.credit(i)] -= data.minor(i);
                            balance[data.debit(i)] += data.minor(i);
                        }
                    }
                }
            }
            return Transfers.digest(balance);
        }

        /** The whole id is compared, as a ledger must: a slot has two cells. */
        private boolean isNew(long high, long low) {
            int mask = keys.length - 1;
            int at = ((int) (low >>> 20) << 1) & mask;
            while ((keys[at] | keys[at + 1]) != 0) {
                if (keys[at] == high && keys[at + 1] == low) {
                    return false;
                }
                at = (at + 2) & mask;
            }
            keys[at] = high;
            keys[at + 1] = low;
            return true;
        }
    }

    /** A map of ids by their low half, balances in an array. */
    static final class LongMap {

        private final Transfers data;
        private final long[] balance;
        private final Map<Long, Integer> seen = new HashMap<>();

        LongMap(Transfers data) {
            this.data = data;
            balance = new long[data.accounts()];
        }

        Object post(int n) {
            for (int i = 0; i < n; i++) {
                if (seen.putIfAbsent(data.idLow(i), i) == null) {
                    int credit = data.credit(i);
                    long after = balance[credit] - data.minor(i);
                    if ((credit & 1) == 1 || after >= data.floor()) {
                        balance[credit] = after;
                        balance[data.debit(i)] += data.minor(i);
                    }
                }
            }
            return Transfers.digest(balance);
        }
    }

    /** Objects for everything, found by their names. */
    static final class Objects {

        private final Transfers data;
        private final Map<String, Holder> accounts = new HashMap<>();
        private final Map<UUID, Entry> journal = new HashMap<>();
        private final String[] names;

        private static final class Holder {
            private final long floor;
            private long balance;

            private Holder(long floor) {
                this.floor = floor;
            }
        }

        private record Entry(UUID id, Holder debit, Holder credit, long minor) {}

        Objects(Transfers data) {
            this.data = data;
            names = new String[data.accounts()];
            for (int i = 0; i < names.length; i++) {
                names[i] = "account:" + i;
                accounts.put(names[i], new Holder(i % 2 == 0 ? data.floor() : Long.MIN_VALUE / 2));
            }
        }

        Object post(int n) {
            for (int i = 0; i < n; i++) {
                UUID id = new UUID(data.idHigh(i), data.idLow(i));
                Holder debit = java.util.Objects.requireNonNull(accounts.get(names[data.debit(i)]));
                Holder credit = java.util.Objects.requireNonNull(accounts.get(names[data.credit(i)]));
                Entry entry = new Entry(id, debit, credit, data.minor(i));
                if (journal.putIfAbsent(id, entry) == null && credit.balance - entry.minor() >= credit.floor) {
                    credit.balance -= entry.minor();
                    debit.balance += entry.minor();
                }
            }
            long[] balances = new long[names.length];
            for (int i = 0; i < names.length; i++) {
                balances[i] = java.util.Objects.requireNonNull(accounts.get(names[i])).balance;
            }
            return Transfers.digest(balances);
        }
    }

    /** The chain's texts of the transfers, one after the other. */
    record Texts(byte[] bytes, int[] starts) {

        int start(int i) {
            return starts[i];
        }

        int length(int i) {
            return starts[i + 1] - starts[i];
        }
    }

    /** Texts as long as those that the ledger hashes for the same transfers. */
    static Texts chainTexts(Transfers data, int n) {
        int[] starts = new int[n + 1];
        ByteBuffer all = ByteBuffer.allocate(Math.multiplyExact(n, 256));
        String currency =
                Account.asset("a", Amounts.in("CAD").currency()).currency().getCurrencyCode();
        for (int i = 0; i < n; i++) {
            StringBuilder text = new StringBuilder();
            String[] fields = {
                Integer.toString(data.accounts() + i + 1),
                "POST",
                String.format("%016x%016x", data.idHigh(i), data.idLow(i)),
                "2026-03-02",
                "2026-03-02",
                "",
                "account:" + data.debit(i),
                "D",
                currency,
                Integer.toString(data.minor(i)),
                "account:" + data.credit(i),
                "C",
                currency,
                Integer.toString(data.minor(i)),
                "@at",
                "1772463600"
            };
            for (String field : fields) {
                text.append(field.length()).append(':').append(field).append(',');
            }
            all.put(text.toString().getBytes(StandardCharsets.US_ASCII));
            starts[i + 1] = all.position();
        }
        return new Texts(java.util.Arrays.copyOf(all.array(), all.position()), starts);
    }
}
