package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.internal.IntColumn;
import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Accounts by number, in the order of opening. What a journal touches of an account lies together, in eight cells: four sums, the floor, what the journal
 * at hand moves, the newest row of its history with marks, and the latest days of its rows. Not thread-safe.
 */
final class AccountTable {

    private static final int CELL_BITS = 3;
    private static final int FLOOR = 4;
    private static final int TRIED = 5;
    private static final int NEWEST = 6;
    private static final int LATEST = 7;
    private static final long LOW = 0xFFFF_FFFFL;

    private static final long CLOSED = 1L << 32;
    private static final long FLOORED = 1L << 33;
    private static final long GROWS_BY_CREDIT = 1L << 34;
    private static final int CURRENCY_SHIFT = 40;

    final LongColumn cells;
    final List<Account> accounts;
    final IntColumn openedBy;
    final IntColumn closedBy;
    private final Map<String, Integer> numbers;
    private final List<String> currencies;
    private final Map<String, CurrencyUnit> units;
    private final Undo undo;

    AccountTable(Undo undo) {
        this(undo, new LongColumn(), new ArrayList<>(), new IntColumn(), new IntColumn());
    }

    private AccountTable(Undo undo, LongColumn cells, List<Account> accounts, IntColumn openedBy, IntColumn closedBy) {
        this.undo = undo;
        this.cells = cells;
        this.accounts = accounts;
        this.openedBy = openedBy;
        this.closedBy = closedBy;
        numbers = new HashMap<>();
        currencies = new ArrayList<>();
        units = new HashMap<>();
        for (int number = 0; number < accounts.size(); number++) {
            index(accounts.get(number), number);
        }
    }

    private void index(Account account, int number) {
        numbers.put(account.id().value(), number);
        String code = account.currency().getCurrencyCode();
        if (units.putIfAbsent(code, account.currency()) == null) {
            currencies.add(code);
        }
    }

    AccountTable copyFor(Undo other) {
        return new AccountTable(other, cells.copy(), new ArrayList<>(accounts), openedBy.copy(), closedBy.copy());
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(accounts.size());
        for (Account account : accounts) {
            SnapshotCodec.writeText(out, account.id().value());
            SnapshotCodec.writeText(out, account.kind().name());
            SnapshotCodec.writeText(out, account.currency().getCurrencyCode());
            Long floor = account.floorMinor();
            out.writeBoolean(floor != null);
            out.writeLong(floor == null ? 0 : floor);
        }
        cells.writeTo(out);
        openedBy.writeTo(out);
        closedBy.writeTo(out);
    }

    static AccountTable readFrom(DataInput in, Undo undo) throws IOException {
        List<Account> accounts = new ArrayList<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            AccountId id = AccountId.of(SnapshotCodec.readText(in));
            Account.Kind kind = Account.Kind.valueOf(SnapshotCodec.readText(in));
            Account account = Account.of(id, kind, Units.of(SnapshotCodec.readText(in)));
            boolean floored = in.readBoolean();
            long floor = in.readLong();
            accounts.add(floored ? account.notBelowMinor(floor) : account);
        }
        return new AccountTable(
                undo, LongColumn.readFrom(in), accounts, IntColumn.readFrom(in), IntColumn.readFrom(in));
    }

    int size() {
        return accounts.size();
    }

    /** Number of the account, or -1. */
    int find(AccountId id) {
        return find(id.value());
    }

    /** Number of the account, or -1. */
    int find(String id) {
        return numbers.getOrDefault(id, -1);
    }

    Account at(int account) {
        return accounts.get(account);
    }

    void open(Account account, int record) {
        index(account, accounts.size());
        accounts.add(account);
        openedBy.add(record);
        closedBy.add(0);
        for (int sum = 0; sum < FLOOR; sum++) {
            cells.add(0);
        }
        Long floor = account.floorMinor();
        cells.add(floor == null ? 0 : floor);
        cells.add(0);
        cells.add((Log.NONE & LOW)
                | (floor == null ? 0 : FLOORED)
                | (account.normalSide() == Journal.Side.CREDIT ? GROWS_BY_CREDIT : 0)
                | (long) currencyNumber(account.currency().getCurrencyCode()) << CURRENCY_SHIFT);
        cells.add(pair(Log.NO_DAY, Log.NO_DAY));
    }

    private static long pair(int high, int low) {
        return ((long) high << 32) | (low & LOW);
    }

    /** Number of the currency among those of the accounts, or -1. */
    int currencyNumber(String code) {
        return currencies.indexOf(code);
    }

    /** The unit of an account with this code; null where none has it. */
    @Nullable
    CurrencyUnit unit(String code) {
        return units.get(code);
    }

    /** Number of the account's currency. */
    int currency(int account) {
        return (int) (cells.at((account << CELL_BITS) + NEWEST) >>> CURRENCY_SHIFT);
    }

    String currencyCode(int number) {
        return currencies.get(number);
    }

    void close(int account, int record) {
        cells.set((account << CELL_BITS) + NEWEST, cells.at((account << CELL_BITS) + NEWEST) | CLOSED);
        closedBy.set(account, record);
    }

    boolean isClosed(int account) {
        return (cells.at((account << CELL_BITS) + NEWEST) & CLOSED) != 0;
    }

    /** One of posted debits, posted credits, pending debits, pending credits. */
    long sum(int account, int sum) {
        return cells.at((account << CELL_BITS) + sum);
    }

    boolean hasPending(int account) {
        return (sum(account, 2) | sum(account, 3)) != 0;
    }

    int newestRow(int account) {
        return (int) cells.at((account << CELL_BITS) + NEWEST);
    }

    int latestBooked(int account) {
        return (int) (cells.at((account << CELL_BITS) + LATEST) >>> 32);
    }

    int latestValue(int account) {
        return (int) cells.at((account << CELL_BITS) + LATEST);
    }

    /**
     * Moves a sum of the account by a row; what leaves 63 bits here was not checked before.
     *
     * @return the row before it on the account
     */
    int move(int account, int sum, long minor, int row, int booked, int value) {
        int base = account << CELL_BITS;
        long before = cells.at(base + sum);
        long moved = before + minor;
        if (moved < 0) {
            // a sum is never negative: so this is one that would be, or one that left 63 bits
            throw new IllegalStateException(
                    "sum " + sum + " of account " + at(account).id() + " would be " + before + " and " + minor
                            + ", expected 0 or more within 63 bits");
        }
        long newest = cells.at(base + NEWEST);
        long latest = cells.at(base + LATEST);
        if (undo.isOn()) {
            undo.account(base + sum, before);
            undo.account(base + NEWEST, newest);
            undo.account(base + LATEST, latest);
        }
        cells.set(base + sum, moved);
        cells.set(base + NEWEST, (newest & ~LOW) | row);
        if (latest != pair(booked, value)) {
            cells.set(base + LATEST, pair(Math.max((int) (latest >>> 32), booked), Math.max((int) latest, value)));
        }
        return (int) newest;
    }

    /**
     * Moves from the pending sum of the side to the posted one, by a row.
     *
     * @return the row before it on the account
     */
    int settle(int account, int side, long minor, int row, int booked, int value) {
        int base = account << CELL_BITS;
        long pending = cells.at(base + 2 + side);
        if (minor > pending) {
            throw new IllegalStateException("account " + at(account).id() + " settles " + minor + " of " + pending
                    + " pending, expected no more than that");
        }
        undo.account(base + 2 + side, pending);
        cells.set(base + 2 + side, pending - minor);
        return move(account, side, minor, row, booked, value);
    }

    /** Whether both are accounts that are open and of one currency. */
    boolean canMeet(int one, int other) {
        int size = accounts.size();
        if (one < 0 || one >= size || other < 0 || other >= size) {
            return false;
        }
        long marks = cells.at((one << CELL_BITS) + NEWEST);
        long others = cells.at((other << CELL_BITS) + NEWEST);
        return ((marks | others) & CLOSED) == 0 && marks >>> CURRENCY_SHIFT == others >>> CURRENCY_SHIFT;
    }

    /** Whether the account can bear an amount above zero on that side: its sums stay within 63 bits, and it stays above its floor. */
    boolean canBear(int account, int side, long minor) {
        int base = account << CELL_BITS;
        long taken = cells.at(base + side) + cells.at(base + 2 + side);
        if (minor > Long.MAX_VALUE - taken) {
            return false;
        }
        long marks = cells.at(base + NEWEST);
        int normal = (marks & GROWS_BY_CREDIT) == 0 ? 0 : 1;
        return (marks & FLOORED) == 0
                || side == normal
                || cells.at(base + normal) - (taken + minor) >= cells.at(base + FLOOR);
    }

    /**
     * Adds to what one journal moves on the account.
     *
     * @return whether posted and pending of that side still fit 63 bits
     */
    boolean tryAdd(int account, int side, long minor) {
        int base = account << CELL_BITS;
        long moved = cells.at(base + TRIED) + minor;
        cells.set(base + TRIED, moved);
        return moved >= 0 && moved <= Long.MAX_VALUE - cells.at(base + side) - cells.at(base + 2 + side);
    }

    void forgetTries(int account) {
        cells.set((account << CELL_BITS) + TRIED, 0);
    }

    /** Whether what the journal at hand moves on that side takes the account below its floor. */
    boolean isBelowFloor(int account, int side) {
        int base = account << CELL_BITS;
        long marks = cells.at(base + NEWEST);
        int normal = (marks & GROWS_BY_CREDIT) == 0 ? 0 : 1;
        return (marks & FLOORED) != 0 && side != normal && available(account) < cells.at(base + FLOOR);
    }

    /** What the account can bear, after what the journal at hand moves against it. */
    long available(int account) {
        int base = account << CELL_BITS;
        int normal = (cells.at(base + NEWEST) & GROWS_BY_CREDIT) == 0 ? 0 : 1;
        int other = 1 - normal;
        return cells.at(base + normal) - (cells.at(base + other) + cells.at(base + 2 + other) + cells.at(base + TRIED));
    }

    /** Reads the first and the last cell of the account, so that all of them are near. */
    long touch(int account) {
        int base = account << CELL_BITS;
        return account >= 0 && account < accounts.size() ? cells.at(base) + cells.at(base + LATEST) : 0;
    }
}
