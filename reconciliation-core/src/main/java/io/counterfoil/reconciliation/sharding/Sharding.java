package io.counterfoil.reconciliation.sharding;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunCertificate;
import io.counterfoil.reconciliation.engine.internal.Components;
import io.counterfoil.reconciliation.engine.internal.MergedDigests;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the items of a plan can be divided so that no decision crosses a border (reconciliation specification 4.9). Immutable, thread-safe.
 */
public final class Sharding {

    private final MatchPlan plan;

    private Sharding(MatchPlan plan) {
        this.plan = plan;
    }

    /** How the plan's items can be divided: by its static key, or where it has none by what hangs together in the data. */
    public static Sharding of(MatchPlan plan) {
        return new Sharding(Objects.requireNonNull(plan, "plan"));
    }

    /**
     * What a record alone tells about its shard: the codes that every key list of every pass asks for. Beside them the currency tells, but in plans with declared groups,
     * whose members must stay together, and in plans that convert. The amount never tells: whether chance brought a pair together depends on the amounts beside its own.
     *
     * @return empty where a plan with groups has no common key, or a pass without groups asks for no key and currencies alone would tell
     */
    public static Optional<StaticKey> staticKey(MatchPlan plan) {
        EnumSet<MatchKey> common = EnumSet.of(MatchKey.PARTY, MatchKey.ACCOUNT, MatchKey.GROUP);
        boolean groups = false;
        boolean converts = false;
        for (Pass pass : plan.passes()) {
            groups |= pass.cardinality() == Pass.Cardinality.ONE_TO_GROUP
                    || pass.cardinality() == Pass.Cardinality.GROUP_TO_ONE;
            if (pass.keyLists().isEmpty()) {
                common.clear();
            }
            pass.keyLists().forEach(common::retainAll);
            if (pass.isTransfer()) {
                common.remove(MatchKey.ACCOUNT);
            }
            converts |= pass.explainers().stream()
                    .anyMatch(explainer -> explainer.rateBand().isPresent());
        }
        if (groups) {
            common.retainAll(EnumSet.of(MatchKey.GROUP));
        }
        return common.isEmpty() ? Optional.empty() : Optional.of(new StaticKey(common, !groups && !converts));
    }

    /**
     * What tells the shard of a record.
     *
     * @param keys whose values tell
     * @param currency whether the currency tells, too
     */
    public record StaticKey(Set<MatchKey> keys, boolean currency) {

        public StaticKey {
            keys = Set.copyOf(keys);
        }

        /** The shard of the item, of so many; the same on every machine. An item that lacks a value can match nothing, so it may be in any. */
        public int shardOf(ItemView item, int shards) {
            StringBuilder values = new StringBuilder();
            if (currency) {
                values.append(item.amount().getCurrency().getCurrencyCode());
            }
            for (MatchKey key : MatchKey.values()) {
                if (keys.contains(key)) {
                    values.append('\n').append(value(key, item));
                }
            }
            long hash = 0;
            for (byte b : values.toString().getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ b) * 0x100000001B3L;
                hash ^= hash >>> 29;
            }
            return (int) Math.floorMod(hash, (long) shards);
        }

        private static String value(MatchKey key, ItemView item) {
            return switch (key) {
                case PARTY -> item.party().orElse("");
                case ACCOUNT -> item.account().orElse("");
                case GROUP -> item.group().orElse("");
                case AMOUNT, REFERENCE, REFERENCE_LOOSELY ->
                    throw new IllegalStateException(key + " tells no shard, expected party, account or group");
            };
        }
    }

    /**
     * A part of both sides.
     *
     * @param left what it has of the left
     * @param right what it has of the right
     */
    public record Shard(ItemBatch left, ItemBatch right) {}

    /** Divides by the static key, or where there is none by what hangs together; rejected records go to the first shard. */
    public List<Shard> split(ItemBatch left, ItemBatch right, int shards) {
        Optional<StaticKey> key = staticKey(plan);
        return key.isPresent()
                ? divide(
                        left,
                        right,
                        shards,
                        row -> key.get().shardOf(left.view(row), shards),
                        row -> key.get().shardOf(right.view(row), shards))
                : splitByComponent(left, right, shards);
    }

    /** Divides by what hangs together through any pass's keys; rejected records go to the first shard. */
    public List<Shard> splitByComponent(ItemBatch left, ItemBatch right, int shards) {
        Components components = Components.of(plan, left, right);
        int[] shardOf = components.spread(shards);
        return divide(
                left, right, shards, row -> shardOf[components.ofLeft(row)], row -> shardOf[components.ofRight(row)]);
    }

    private static List<Shard> divide(
            ItemBatch left, ItemBatch right, int shards, IntUnaryOperator ofLeft, IntUnaryOperator ofRight) {
        int[][] lefts = rows(left.size(), shards, ofLeft);
        int[][] rights = rows(right.size(), shards, ofRight);
        List<Shard> divided = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            divided.add(new Shard(left.part(lefts[shard], shard == 0), right.part(rights[shard], shard == 0)));
        }
        return divided;
    }

    private static int[][] rows(int size, int shards, IntUnaryOperator shardOf) {
        int[] shard = IntStream.range(0, size).map(shardOf).toArray();
        int[][] rows = new int[shards][];
        int[] counts = new int[shards];
        Arrays.stream(shard).forEach(s -> counts[s]++);
        Arrays.setAll(rows, s -> new int[counts[s]]);
        for (int row = size - 1; row >= 0; row--) {
            counts[shard[row]]--;
            rows[shard[row]][counts[shard[row]]] = row;
        }
        return rows;
    }

    /**
     * The union of runs over all shards.
     *
     * @throws IllegalArgumentException where there is none, where one is no run of this library, or where they differ in their plan
     */
    public static Merged merge(List<Reconciliation> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no runs to merge, expected one for each shard");
        }
        if (runs.stream().map(run -> run.plan().hash()).distinct().count() > 1) {
            throw new IllegalArgumentException("runs of different plans, expected one plan");
        }
        return new Merged(List.copyOf(runs));
    }

    /** What several runs found together, in no order. Immutable, thread-safe. */
    public static final class Merged {

        private final List<Reconciliation> runs;

        private Merged(List<Reconciliation> runs) {
            this.runs = runs;
        }

        /** All matches. */
        public Stream<Match> matches() {
            return runs.stream().flatMap(Reconciliation::matches);
        }

        /** All ambiguities. */
        public Stream<Resolution.Ambiguous<Match>> ambiguities() {
            return runs.stream().flatMap(Reconciliation::ambiguities);
        }

        /** All truncations. */
        public Stream<Resolution.Truncated<Match>> truncations() {
            return runs.stream().flatMap(Reconciliation::truncations);
        }

        /** All open items of the side. */
        public Stream<ItemView> open(Side side) {
            return runs.stream().flatMap(run -> run.open(side));
        }

        /** Whether every shard accounts for all its records. */
        public boolean conserves() {
            return runs.stream().allMatch(run -> run.conservation().holds());
        }

        /**
         * The certificate of one run over everything: members of digests are put together bucket by bucket.
         *
         * @throws IllegalStateException where a run was cancelled, or runs differ in what else decides: calendar, limits, days, how far sources are complete
         */
        public RunCertificate certificate() {
            return MergedDigests.certificate(runs);
        }
    }
}
