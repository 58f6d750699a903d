package io.counterfoil.reconciliation.statement;

import io.counterfoil.reconciliation.statement.StatementChain.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts statements in the order with the fewest breaks, among those the first by rank. Balances are nodes and statements edges, so the fewest breaks are one less
 * than the fewest trails that use every edge once: for each connected part, the number of edges that leave its nodes beyond those that enter, at least one.
 */
final class ChainOrder {

    private ChainOrder() {}

    /** The links, given by rank, in order. */
    static List<Link> of(List<Link> byRank) {
        if (breaks(byRank) == 0) {
            return byRank;
        }
        List<Link> rest = new ArrayList<>(byRank);
        List<Link> order = new ArrayList<>();
        Long at = null;
        int best = cost(rest, null);
        while (!rest.isEmpty()) {
            int chosen = choose(rest, at, best);
            Link link = rest.remove(chosen);
            best -= step(at, link);
            at = link.closing();
            order.add(link);
        }
        return order;
    }

    private static int choose(List<Link> rest, @Nullable Long at, int best) {
        for (int i = 0; i < rest.size(); i++) {
            Link link = rest.remove(i);
            int whole = step(at, link) + cost(rest, link.closing());
            rest.add(i, link);
            if (whole == best) {
                return i;
            }
        }
        throw new IllegalStateException("no order of " + rest.size() + " statements has " + best + " breaks");
    }

    private static int step(@Nullable Long at, Link link) {
        return at == null || at == link.opening() ? 0 : 1;
    }

    private static int breaks(List<Link> links) {
        int breaks = 0;
        for (int i = 1; i < links.size(); i++) {
            breaks += step(links.get(i - 1).closing(), links.get(i));
        }
        return breaks;
    }

    /** The fewest breaks on the way through all links from the balance, or from any where none is given. */
    private static int cost(List<Link> links, @Nullable Long from) {
        if (links.isEmpty()) {
            return 0;
        }
        Map<Long, Long> parents = new HashMap<>();
        Map<Long, Integer> surplus = new HashMap<>();
        for (Link link : links) {
            surplus.merge(link.opening(), 1, Integer::sum);
            surplus.merge(link.closing(), -1, Integer::sum);
            parents.put(root(parents, link.opening()), root(parents, link.closing()));
        }
        Map<Long, Integer> trails = new HashMap<>();
        Set<Long> roots = new HashSet<>();
        surplus.forEach((balance, more) -> {
            long root = root(parents, balance);
            roots.add(root);
            trails.merge(root, Math.max(0, more), Integer::sum);
        });
        int total = 0;
        for (long root : roots) {
            total += Math.max(1, trails.getOrDefault(root, 0));
        }
        boolean continues = from == null
                || (surplus.containsKey(from)
                        && (surplus.getOrDefault(from, 0) > 0 || trails.getOrDefault(root(parents, from), 0) == 0));
        return continues ? total - 1 : total;
    }

    private static long root(Map<Long, Long> parents, long balance) {
        long at = balance;
        while (true) {
            Long next = parents.get(at);
            if (next == null || next == at) {
                return at;
            }
            at = next;
        }
    }
}
