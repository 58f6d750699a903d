package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Super-components (reconciliation specification 4.9): items hang together that share the keys of any pass, whatever its windows and tolerances say, and so do the
 * members of a declared group, and what a pass weighs chance against. No decision about an item looks at another component. Immutable once made.
 */
public final class Components {

    private final int lefts;
    private final int[] component;
    private final int[] sizes;

    private Components(int lefts, int[] parent) {
        this.lefts = lefts;
        this.component = new int[parent.length];
        int count = 0;
        for (int node = 0; node < parent.length; node++) {
            int root = root(parent, node);
            if (root == node) {
                component[node] = count;
                count++;
            } else {
                component[node] = component[root];
            }
        }
        this.sizes = new int[count];
        for (int c : component) {
            sizes[c]++;
        }
    }

    /** The components of the items. */
    public static Components of(MatchPlan plan, ItemBatch leftBatch, ItemBatch rightBatch) {
        SideData.Codes codes = new SideData.Codes();
        SideData left = new SideData(Side.LEFT, leftBatch, codes);
        SideData right = new SideData(Side.RIGHT, rightBatch, codes);
        int offset = leftBatch.size();
        int[] parent = IntStream.range(0, offset + rightBatch.size()).toArray();
        for (Pass pass : plan.passes()) {
            boolean leftGroups = pass.cardinality() == Pass.Cardinality.GROUP_TO_ONE;
            boolean rightGroups = pass.cardinality() == Pass.Cardinality.ONE_TO_GROUP;
            if (leftGroups) {
                uniteGroups(parent, left, 0);
            }
            if (rightGroups) {
                uniteGroups(parent, right, offset);
            }
            if (AmountChance.isAsked(pass) || isWide(pass)) {
                uniteByCodes(parent, pass, left, right);
            }
            Units leftUnits = leftGroups ? Units.groups(left) : open(left);
            Units rightUnits = rightGroups ? Units.groups(right) : open(right);
            new Candidates(new PairCheck(pass, leftUnits, rightUnits, null), MatchLimits.defaults())
                    .blocks((some, from, to, others, otherFrom, otherTo) -> {
                        int first = leftUnits.firstRow(some[from]);
                        for (int i = from + 1; i < to; i++) {
                            unite(parent, first, leftUnits.firstRow(some[i]));
                        }
                        for (int i = otherFrom; i < otherTo; i++) {
                            unite(parent, first, offset + rightUnits.firstRow(others[i]));
                        }
                    });
        }
        return new Components(offset, parent);
    }

    /** Whether the pass looks beyond what two sides share by its keys: at items of one side, or at money that changes the account. */
    static boolean isWide(Pass pass) {
        return pass.oneSide().isPresent() || pass.isTransfer();
    }

    /** Such a pass weighs a pair against everything of its currency that agrees on the codes which all its key lists ask for. */
    private static void uniteByCodes(int[] parent, Pass pass, SideData left, SideData right) {
        EnumSet<MatchKey> common = isWide(pass) ? EnumSet.noneOf(MatchKey.class) : EnumSet.copyOf(AmountChance.CODES);
        pass.keyLists().forEach(common::retainAll);
        if (pass.keyLists().isEmpty()) {
            common.clear();
        }
        Map<List<Integer>, Integer> first = new HashMap<>();
        for (SideData side : List.of(left, right)) {
            int offset = side == left ? 0 : left.state.length;
            for (int row = 0; row < side.state.length; row++) {
                List<Integer> codes = new ArrayList<>(List.of(side.currency(row)));
                for (MatchKey key : common) {
                    codes.add(AmountChance.code(side, row, key));
                }
                Integer other = first.putIfAbsent(codes, offset + row);
                if (other != null) {
                    unite(parent, other, offset + row);
                }
            }
        }
    }

    private static Units open(SideData side) {
        return Units.single(
                side,
                IntStream.range(0, side.state.length)
                        .filter(row -> side.state[row] == SideData.OPEN)
                        .toArray());
    }

    private static void uniteGroups(int[] parent, SideData side, int offset) {
        int[] first = new int[side.columns.groups.size()];
        Arrays.fill(first, -1);
        for (int row = 0; row < side.state.length; row++) {
            int group = side.columns.group[row];
            if (group >= 0 && first[group] >= 0) {
                unite(parent, offset + first[group], offset + row);
            } else if (group >= 0) {
                first[group] = row;
            }
        }
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The smaller number is the root. */
    private static void unite(int[] parent, int a, int b) {
        int x = root(parent, a);
        int y = root(parent, b);
        if (x != y) {
            parent[Math.max(x, y)] = Math.min(x, y);
        }
    }

    /** The component of the left row. */
    public int ofLeft(int row) {
        return component[row];
    }

    /** The component of the right row. */
    public int ofRight(int row) {
        return component[lefts + row];
    }

    /** A shard for each component, so that shards have about equally many items. */
    public int[] spread(int shards) {
        int[] shardOf = new int[sizes.length];
        long[] load = new long[shards];
        int next = 0;
        for (int c = 0; c < sizes.length; c++) {
            int lightest = next;
            for (int s = 0; s < Math.min(shards, 8); s++) {
                int candidate = (next + s) % shards;
                lightest = load[candidate] < load[lightest] ? candidate : lightest;
            }
            shardOf[c] = lightest;
            load[lightest] += sizes[c];
            next = (next + 1) % shards;
        }
        return shardOf;
    }
}
