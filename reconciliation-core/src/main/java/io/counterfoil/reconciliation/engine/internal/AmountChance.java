package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many items are expected to agree with a line in its amount by chance, for one-to-one passes that nothing but the amount decides (reconciliation
 * specification 4.5, with sets of one). The pool is what the pass lets the line choose among when amounts are left aside: items of its currency and direction inside
 * the window that agree with the line wherever its partner does, in party, account and group. Seen from both ends of a pair, the larger number counts, so that it does not
 * matter which side is called left. Thread-safe.
 */
final class AmountChance {

    private static final long NANOS = 1_000_000_000L;
    /** What items may agree on beside amount and day. */
    static final Set<MatchKey> CODES = EnumSet.of(MatchKey.PARTY, MatchKey.ACCOUNT, MatchKey.GROUP);

    private static final int ANY = -2;

    private final Pass pass;
    private final SideData left;
    private final SideData right;
    private final int[] leftRows;
    private final int[] rightRows;
    private final @Nullable BusinessCalendar calendar;
    private final Map<Integer, Tolerance.InMinorUnits> bounds = new ConcurrentHashMap<>();
    private final Map<Set<MatchKey>, Map<Key, Block>> leftPools = new ConcurrentHashMap<>();
    private final Map<Set<MatchKey>, Map<Key, Block>> rightPools = new ConcurrentHashMap<>();

    private AmountChance(Pass pass, Units left, Units right, @Nullable BusinessCalendar calendar) {
        this.pass = pass;
        this.left = left.data;
        this.right = right.data;
        this.leftRows = rows(left);
        this.rightRows = rows(right);
        this.calendar = calendar;
    }

    /** Of the units that the pass sees, each a single row; empty where something else than the amount names a pair. */
    static Optional<AmountChance> of(Pass pass, Units left, Units right, @Nullable BusinessCalendar calendar) {
        return isAsked(pass) ? Optional.of(new AmountChance(pass, left, right, calendar)) : Optional.empty();
    }

    /** Whether chance may bring pairs of the pass together, since nothing but the amount decides them. */
    static boolean isAsked(Pass pass) {
        boolean byReference = !pass.keyLists().isEmpty()
                && pass.keyLists().stream()
                        .allMatch(
                                keys -> keys.contains(MatchKey.REFERENCE) || keys.contains(MatchKey.REFERENCE_LOOSELY));
        return pass.cardinality() == Pass.Cardinality.ONE_TO_ONE
                && pass.score().isEmpty()
                && pass.tolerance().isPresent()
                && pass.requiredGates().isEmpty()
                && pass.likeness().isEmpty()
                && !byReference;
    }

    private static int[] rows(Units units) {
        int[] rows = new int[units.size];
        Arrays.setAll(rows, units::firstRow);
        return rows;
    }

    /** What items of a pool agree on beside their place in time. */
    private record Key(int currency, boolean out, int party, int account, int group) {}

    /** Items of one key: amounts in ascending order for each place in time, places in ascending order. */
    private static final class Block {

        private final long[] places;
        private final long[][] amounts;
        private final long[] steps;

        private Block(Map<Long, long[]> byPlace) {
            places = byPlace.keySet().stream().mapToLong(Long::longValue).toArray();
            amounts = byPlace.values().toArray(long[][]::new);
            steps = new long[places.length];
            for (int p = 0; p < places.length; p++) {
                Arrays.sort(amounts[p]);
                for (long amount : amounts[p]) {
                    steps[p] = Coincidence.divisor(steps[p], amount - amounts[p][0]);
                }
            }
        }
    }

    /** The part of a block that lies in a line's window. */
    private static final class Pool implements Coincidence.Singles {

        private final Block block;
        private final int[] inside;

        private Pool(Block block, int[] inside) {
            this.block = block;
            this.inside = inside;
        }

        @Override
        public long step() {
            long step = 0;
            for (int p : inside) {
                step = Coincidence.divisor(step, block.steps[p]);
                step = Coincidence.divisor(step, Math.abs(block.amounts[p][0] - first()));
            }
            return step == 0 ? 1 : step;
        }

        @Override
        public long first() {
            return block.amounts[inside[0]][0];
        }

        @Override
        public long within(long low, long high) {
            long count = 0;
            for (int p : inside) {
                count += upTo(block.amounts[p], high) - upTo(block.amounts[p], low - 1);
            }
            return count;
        }

        private static int upTo(long[] sorted, long bound) {
            int a = 0;
            int b = sorted.length;
            while (a < b) {
                int middle = (a + b) >>> 1;
                if (sorted[middle] > bound) {
                    b = middle;
                } else {
                    a = middle + 1;
                }
            }
            return a;
        }
    }

    /** The expected number for the pair; empty where a reference names it. */
    Optional<Coincidence> of(int leftRow, int rightRow) {
        if (isNamed(leftRow, rightRow) || isAcrossCurrencies(leftRow, rightRow)) {
            return Optional.empty();
        }
        Set<MatchKey> agreed = agreed(leftRow, rightRow);
        Coincidence fromLeft = Coincidence.ofSingles(pool(agreed, leftRow, true), question(leftRow, rightRow, true));
        Coincidence fromRight =
                Coincidence.ofSingles(pool(agreed, rightRow, false), question(rightRow, leftRow, false));
        return Optional.of(fromLeft.max(fromRight));
    }

    /**
     * Whether a reference names the pair, or so few items are expected that the pass takes it for certain. A rate makes two amounts agree only within its band, and how many
     * others would is not counted: across currencies nothing but a name is certain.
     */
    boolean isSure(int leftRow, int rightRow) {
        if (isNamed(leftRow, rightRow)) {
            return true;
        }
        if (isAcrossCurrencies(leftRow, rightRow)) {
            return false;
        }
        Set<MatchKey> agreed = agreed(leftRow, rightRow);
        long most = pass.maxCoincidenceMillionths();
        return Coincidence.isAtMost(pool(agreed, leftRow, true), question(leftRow, rightRow, true), most)
                && Coincidence.isAtMost(pool(agreed, rightRow, false), question(rightRow, leftRow, false), most);
    }

    private boolean isAcrossCurrencies(int leftRow, int rightRow) {
        return left.currency(leftRow) != right.currency(rightRow);
    }

    /** What is open of the item, as the pass sees it: what arrives by a transfer counts as money out. */
    private long minor(SideData side, int row) {
        return pass.isTransfer() && side == right ? Math.negateExact(side.openMinor(row)) : side.openMinor(row);
    }

    private boolean isNamed(int leftRow, int rightRow) {
        boolean looksAtReferences =
                mentions(MatchKey.REFERENCE) || !pass.gatesIfPresent().isEmpty();
        return (looksAtReferences && left.sharesReference(leftRow, right, rightRow))
                || (mentions(MatchKey.REFERENCE_LOOSELY) && left.sharesReferenceLoosely(leftRow, right, rightRow))
                || isOutside(leftRow, rightRow);
    }

    /** Whether the pair lies outside the window: then the keys that override it named the pair. */
    private boolean isOutside(int leftRow, int rightRow) {
        Window window = pass.window().orElse(null);
        if (window == null || pass.overriding().isEmpty()) {
            return false;
        }
        long from = place(left, leftRow);
        long to = place(right, rightRow);
        return isUnknown(from) || isUnknown(to) || !admits(window, to - from);
    }

    private static boolean isUnknown(long place) {
        return place == SideData.NOT_COVERED || place == Columns.NO_INSTANT;
    }

    private static boolean admits(Window window, long apart) {
        return window.unit() == Window.Unit.SECONDS ? window.admits(Duration.ofNanos(apart)) : window.admits(apart);
    }

    private Set<MatchKey> agreed(int leftRow, int rightRow) {
        Set<MatchKey> agreed = EnumSet.noneOf(MatchKey.class);
        for (MatchKey key : CODES) {
            int mine = code(left, leftRow, key);
            if (mentions(key) && mine >= 0 && mine == code(right, rightRow, key)) {
                agreed.add(key);
            }
        }
        return agreed;
    }

    private boolean mentions(MatchKey key) {
        return pass.evidence().contains(key) || pass.keyLists().stream().anyMatch(keys -> keys.contains(key));
    }

    static int code(SideData data, int row, MatchKey key) {
        return switch (key) {
            case PARTY -> data.party(row);
            case ACCOUNT -> data.account(row);
            case GROUP -> data.group(row);
            case AMOUNT, REFERENCE, REFERENCE_LOOSELY -> ANY;
        };
    }

    /** What the line could be paired with instead. */
    private Pool pool(Set<MatchKey> agreed, int row, boolean isLeft) {
        SideData mine = isLeft ? left : right;
        Map<Key, Block> blocks = isLeft
                ? rightPools.computeIfAbsent(agreed, keys -> blocks(right, rightRows, keys))
                : leftPools.computeIfAbsent(agreed, keys -> blocks(left, leftRows, keys));
        Block block = java.util.Objects.requireNonNull(blocks.get(key(mine, row, agreed)), "the partner's block");
        return new Pool(block, inside(block, place(mine, row), isLeft));
    }

    /** Amounts count that the tolerance admits, or that come as near as the partner's, whose difference is explained. */
    private Coincidence.Question question(int row, int partner, boolean isLeft) {
        SideData mine = isLeft ? left : right;
        long target = minor(mine, row);
        long missed = Math.abs(Math.subtractExact(target, minor(isLeft ? right : left, partner)));
        Tolerance tolerance = pass.tolerance().orElseThrow();
        long allowed = 0;
        if (!tolerance.isExact()) {
            int digits = mine.batch.currency(row).getDefaultFractionDigits();
            allowed = AmountWindow.of(bounds.computeIfAbsent(digits, tolerance::inMinorUnits), isLeft, target)
                    .halfWidth(target);
        }
        return new Coincidence.Question(target, Math.max(missed, allowed), 1);
    }

    private Map<Key, Block> blocks(SideData side, int[] rows, Set<MatchKey> keys) {
        Map<Key, Map<Long, long[]>> grouped = new HashMap<>();
        Map<Key, Map<Long, Integer>> sizes = new HashMap<>();
        for (int row : rows) {
            sizes.computeIfAbsent(key(side, row, keys), k -> new TreeMap<>()).merge(place(side, row), 1, Integer::sum);
        }
        sizes.forEach((key, places) -> {
            Map<Long, long[]> empty = new TreeMap<>();
            places.forEach((place, count) -> empty.put(place, new long[count]));
            grouped.put(key, empty);
        });
        for (int row : rows) {
            Key key = key(side, row, keys);
            long place = place(side, row);
            long[] amounts = java.util.Objects.requireNonNull(
                    java.util.Objects.requireNonNull(grouped.get(key)).get(place));
            int left = java.util.Objects.requireNonNull(sizes.get(key)).merge(place, -1, Integer::sum);
            amounts[left] = minor(side, row);
        }
        Map<Key, Block> blocks = new HashMap<>();
        grouped.forEach((key, places) -> blocks.put(key, new Block(places)));
        return blocks;
    }

    private Key key(SideData side, int row, Set<MatchKey> keys) {
        return new Key(
                side.currency(row),
                minor(side, row) < 0,
                keys.contains(MatchKey.PARTY) ? side.party(row) : ANY,
                keys.contains(MatchKey.ACCOUNT) ? side.account(row) : ANY,
                keys.contains(MatchKey.GROUP) ? side.group(row) : ANY);
    }

    /** Where the item stands in the measure of the window; all in one place where there is none. */
    private long place(SideData side, int row) {
        Window window = pass.window().orElse(null);
        if (window == null) {
            return 0;
        }
        return switch (window.unit()) {
            case DAYS -> side.columns.day[row];
            case SECONDS -> side.columns.instantOf(row);
            case BUSINESS_DAYS ->
                side.businessIndex(side.columns.day[row], java.util.Objects.requireNonNull(calendar, "calendar"));
        };
    }

    private int[] inside(Block block, long at, boolean isLeft) {
        Window window = pass.window().orElse(null);
        if (window == null) {
            return new int[] {0};
        }
        long reach = Math.max(Math.abs((long) window.min()), Math.abs((long) window.max()));
        reach = window.unit() == Window.Unit.SECONDS ? (reach + 1) * NANOS : reach;
        int from = firstAtLeast(block.places, at - reach);
        int to = firstAtLeast(block.places, at + reach + 1);
        int[] inside = new int[to - from];
        int count = 0;
        for (int p = from; p < to; p++) {
            long apart = isLeft ? block.places[p] - at : at - block.places[p];
            if (!isUnknown(block.places[p]) && admits(window, apart)) {
                inside[count] = p;
                count++;
            }
        }
        return Arrays.copyOf(inside, count);
    }

    private static int firstAtLeast(long[] sorted, long bound) {
        int at = Arrays.binarySearch(sorted, bound);
        return at >= 0 ? at : -at - 1;
    }
}
