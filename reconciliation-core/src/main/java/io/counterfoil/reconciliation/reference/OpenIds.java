package io.counterfoil.reconciliation.reference;

import io.counterfoil.reconciliation.reference.Prefixes.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ids of open items, sorted by their core: the part from the first digit on, without separators and leading zeros, with O, I, S and B read as digits. What
 * stands before is the prefix. Ids without a digit are all core. Immutable.
 */
final class OpenIds {

    /** Shorter ids are never looked up in free text. */
    static final int SHORTEST = 4;

    private static final int MOST_TO_COMPARE = 32;

    private final Entry[] entries;
    private final String[] cores;
    private final int[] first;
    private final String[] tails;
    private final int[] coreOfTail;
    private final int longest;

    private OpenIds(List<Entry> sorted) {
        entries = sorted.toArray(new Entry[0]);
        cores = sorted.stream().map(Entry::core).distinct().toArray(String[]::new);
        first = new int[cores.length + 1];
        for (int at = 0, core = -1; at < entries.length; at++) {
            if (core < 0 || !cores[core].equals(entries[at].core())) {
                first[++core] = at;
            }
        }
        first[cores.length] = entries.length;
        longest = Arrays.stream(cores).mapToInt(String::length).max().orElse(0);
        Integer[] order = new Integer[cores.length];
        String[] turned = new String[cores.length];
        for (int at = 0; at < cores.length; at++) {
            order[at] = at;
            turned[at] = reversed(cores[at]);
        }
        Arrays.sort(order, Comparator.comparing(at -> turned[at]));
        coreOfTail = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
        tails = Arrays.stream(order).map(at -> turned[at]).toArray(String[]::new);
    }

    static OpenIds of(Collection<Entry> entries) {
        return new OpenIds(entries.stream()
                .sorted(Comparator.comparing((Entry entry) -> entry.core()).thenComparing(Entry::id))
                .toList());
    }

    /** Length of the longest core. */
    int longest() {
        return longest;
    }

    /** Whether a core starts with the text. */
    boolean hasHead(String text) {
        int at = lowerBound(cores, text);
        return at < cores.length && cores[at].startsWith(text);
    }

    /** The best fitting entries of exactly this core under the prefixes that stand before it. */
    Optional<Fit> fit(String core, List<Prefix> prefixes) {
        int at = Arrays.binarySearch(cores, core);
        return at < 0 ? Optional.empty() : Fit.best(Arrays.asList(entries).subList(first[at], first[at + 1]), prefixes);
    }

    /** The best fitting entries one edit away: a character more, fewer or other, or two neighbours swapped. */
    Optional<Fit> near(String core, List<Prefix> prefixes) {
        Set<Integer> found = new TreeSet<>();
        int low = 0;
        int high = cores.length;
        for (int at = 0; at <= core.length() && low < high; at++) {
            String head = core.substring(0, at);
            String rest = core.substring(at);
            if (!rest.isEmpty()) {
                find(head + rest.substring(1), found);
            }
            if (rest.length() > 1) {
                find(head + rest.charAt(1) + rest.charAt(0) + rest.substring(2), found);
            }
            for (int from = low; from < high; ) {
                if (cores[from].length() == at) {
                    from++;
                    continue;
                }
                char c = cores[from].charAt(at);
                find(head + c + rest, found);
                if (!rest.isEmpty()) {
                    find(head + c + rest.substring(1), found);
                }
                from = upperBound(cores, head + c);
            }
            if (!rest.isEmpty()) {
                String longer = core.substring(0, at + 1);
                low = lowerBound(cores, longer);
                high = upperBound(cores, longer);
            }
        }
        int exact = Arrays.binarySearch(cores, core);
        found.remove(exact);
        List<Entry> all = new ArrayList<>();
        found.forEach(at -> all.addAll(Arrays.asList(entries).subList(first[at], first[at + 1])));
        return Fit.best(all, prefixes).filter(fit -> !fit.contradicted());
    }

    private void find(String core, Set<Integer> found) {
        int at = Arrays.binarySearch(cores, core);
        if (at >= 0) {
            found.add(at);
        }
    }

    /** The only entry whose core is longer and begins with {@code head} or ends with {@code tail}. */
    Optional<Entry> partial(String head, String tail, List<Prefix> prefixes) {
        Set<Integer> found = new TreeSet<>();
        int from = lowerBound(cores, head);
        int to = upperBound(cores, head);
        String turned = reversed(tail);
        int tailFrom = lowerBound(tails, turned);
        int tailTo = upperBound(tails, turned);
        if (to - from > MOST_TO_COMPARE || tailTo - tailFrom > MOST_TO_COMPARE) {
            return Optional.empty();
        }
        for (int at = from; at < to; at++) {
            found.add(at);
        }
        for (int at = tailFrom; at < tailTo; at++) {
            found.add(coreOfTail[at]);
        }
        List<Entry> all = new ArrayList<>();
        found.forEach(at -> all.addAll(Arrays.asList(entries).subList(first[at], first[at + 1])));
        all.removeIf(entry -> entry.core().length() <= tail.length());
        return Fit.best(all, prefixes)
                .filter(fit -> !fit.contradicted() && fit.entries().size() == 1)
                .map(fit -> fit.entries().get(0));
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static int lowerBound(String[] sorted, String text) {
        int at = Arrays.binarySearch(sorted, text);
        return at < 0 ? -at - 1 : at;
    }

    /** The index after the last text that starts with the head. */
    private static int upperBound(String[] sorted, String head) {
        int low = lowerBound(sorted, head);
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle].startsWith(head)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * An open id in normal form.
     *
     * @param id as the host spells it
     * @param prefix its letters before the first digit, canonical; empty where there are none
     * @param core the rest
     */
    record Entry(String id, String prefix, String core) {

        /** The id in normal form; empty where it is too short to be looked up. */
        static Optional<Entry> of(String id, Prefixes prefixes) {
            RemittanceText text = RemittanceText.of(id);
            String compact = text.compact(0, text.length());
            if (compact.length() < SHORTEST) {
                return Optional.empty();
            }
            int digit = firstDigit(compact);
            return Optional.of(
                    digit < 0
                            ? new Entry(id, "", compact)
                            : new Entry(id, prefixes.canonical(compact.substring(0, digit)), core(compact, digit)));
        }

        boolean hasDigit() {
            return firstDigit(core) >= 0;
        }

        private static int firstDigit(String compact) {
            for (int at = 0; at < compact.length(); at++) {
                if (CheckDigits.isDigit(compact.charAt(at))) {
                    return at;
                }
            }
            return -1;
        }

        /** The compact text from the index on, folded, without leading zeros. */
        static String core(CharSequence compact, int from) {
            int start = from;
            while (start < compact.length() - 1 && Ocr.digit(compact.charAt(start)) == '0') {
                start++;
            }
            StringBuilder out = new StringBuilder(compact.length() - start);
            for (int at = start; at < compact.length(); at++) {
                out.append(Ocr.digit(compact.charAt(at)));
            }
            return out.toString();
        }
    }

    /**
     * Entries that fit equally well.
     *
     * @param entries at least one, in the order of their ids
     * @param level 0: the prefix in the text is another document's; 1: by the core alone; 2: neither has a prefix; more: by the prefix, 2 + its length
     * @param start where the prefix starts that named them, -1 where none did
     */
    record Fit(List<Entry> entries, int level, int start) {

        static Optional<Fit> best(List<Entry> entries, List<Prefix> prefixes) {
            int best = entries.stream()
                    .mapToInt(entry -> level(entry, prefixes))
                    .max()
                    .orElse(-1);
            if (best < 0) {
                return Optional.empty();
            }
            List<Entry> fitting = entries.stream()
                    .filter(entry -> level(entry, prefixes) == best)
                    .sorted(Comparator.comparing(Entry::id))
                    .toList();
            int start = prefixes.stream()
                    .filter(prefix ->
                            best > 2 && prefix.canonical().equals(fitting.get(0).prefix()))
                    .mapToInt(Prefix::start)
                    .min()
                    .orElse(-1);
            return Optional.of(new Fit(fitting, best, start));
        }

        private static int level(Entry entry, List<Prefix> prefixes) {
            if (entry.prefix().isEmpty()) {
                return prefixes.isEmpty() ? 2 : 1;
            }
            if (prefixes.isEmpty()) {
                return 1;
            }
            return prefixes.stream().anyMatch(prefix -> prefix.canonical().equals(entry.prefix()))
                    ? 2 + entry.prefix().length()
                    : 0;
        }

        boolean contradicted() {
            return level == 0;
        }

        boolean byPrefix() {
            return level > 2;
        }

        boolean byCoreAlone() {
            return level < 2;
        }

        boolean unique() {
            return entries.size() == 1;
        }
    }
}
