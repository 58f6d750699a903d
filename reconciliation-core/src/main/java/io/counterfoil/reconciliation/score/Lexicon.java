package io.counterfoil.reconciliation.score;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a source's texts have in common: at which lengths its fields are cut, which words are code words (frequent, not at the front), and which of those
 * exclude each other: never stand in one text although chance would have put them there. Learned from texts without labels, frozen with the model. Immutable.
 */
final class Lexicon {

    /** Stands for any token with digits. */
    static final String CODE = "#";

    private static final int SHORTEST_CODE = 3;

    /** Bit of any code among the bits of code words. */
    static final long CODE_BIT = 1L << 62;

    private static final int MOST_WORDS = 60;

    private final Set<Integer> widths;
    private final Set<String> words;
    private final Set<String> exclusive;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final long[] exclusion = new long[63];

    /**
     * Freezes.
     *
     * @param widths lengths at which texts are cut
     * @param words code words, in capitals
     * @param exclusive pairs of code words that exclude each other, joined by a blank; {@link #CODE} is any token with a digit
     */
    Lexicon(Set<Integer> widths, Set<String> words, Set<String> exclusive) {
        this.widths = java.util.Collections.unmodifiableSet(new TreeSet<>(widths));
        this.words = java.util.Collections.unmodifiableSet(new TreeSet<>(words));
        this.exclusive = java.util.Collections.unmodifiableSet(new TreeSet<>(exclusive));
        if (words.size() > MOST_WORDS) {
            throw new IllegalArgumentException(words.size() + " code words, expected up to " + MOST_WORDS);
        }
        this.words.forEach(word -> numbers.put(word, numbers.size()));
        for (String pair : this.exclusive) {
            int blank = pair.indexOf(' ');
            long a = bitOf(pair.substring(0, blank));
            long b = bitOf(pair.substring(blank + 1));
            exclusion[Long.numberOfTrailingZeros(a)] |= b;
            exclusion[Long.numberOfTrailingZeros(b)] |= a;
        }
    }

    private long bitOf(String word) {
        long bit = word.equals(CODE) ? CODE_BIT : bit(word);
        if (bit == 0) {
            throw new IllegalArgumentException(
                    "'" + word + "' excludes others and is no code word, expected one of the code words");
        }
        return bit;
    }

    Set<Integer> widths() {
        return widths;
    }

    Set<String> words() {
        return words;
    }

    Set<String> exclusive() {
        return exclusive;
    }

    static final Lexicon EMPTY = new Lexicon(Set.of(), Set.of(), Set.of());

    /** The words of a text in capitals. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        int from = -1;
        for (int i = 0; i <= plain.length(); i++) {
            boolean inside = i < plain.length() && Character.isLetterOrDigit(plain.charAt(i));
            if (inside && from < 0) {
                from = i;
            } else if (!inside && from >= 0) {
                tokens.add(plain.substring(from, i));
                from = -1;
            }
        }
        return tokens;
    }

    static boolean endsInWord(String text) {
        return !text.isEmpty() && Character.isLetterOrDigit(text.charAt(text.length() - 1));
    }

    static boolean isCode(String token) {
        return token.length() >= SHORTEST_CODE && token.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /** Learns from texts. */
    static Lexicon of(Collection<String> texts) {
        Set<Integer> widths = widths(texts);
        Map<String, int[]> counts = new HashMap<>();
        List<List<String>> complete = new ArrayList<>(texts.size());
        for (String text : texts) {
            List<String> tokens = tokens(text);
            boolean cut = widths.contains(text.length()) && endsInWord(text);
            List<String> whole = cut && !tokens.isEmpty() ? tokens.subList(0, tokens.size() - 1) : tokens;
            complete.add(whole);
            for (int i = 0; i < whole.size(); i++) {
                int[] count = counts.computeIfAbsent(whole.get(i), t -> new int[2]);
                count[0]++;
                count[1] += i == 0 ? 1 : 0;
            }
        }
        List<String> candidates = new ArrayList<>();
        int frequent = Math.max(20, texts.size() / 200);
        counts.forEach((token, count) -> {
            boolean word = token.length() > 1 && !isCode(token);
            if (word && count[0] >= frequent && count[1] * 10L < count[0]) {
                candidates.add(token);
            }
        });
        candidates.sort((a, b) -> {
            int order = Integer.compare(count(counts, b), count(counts, a));
            return order != 0 ? order : a.compareTo(b);
        });
        Set<String> words = new TreeSet<>(candidates.subList(0, Math.min(MOST_WORDS, candidates.size())));
        return new Lexicon(widths, words, exclusive(complete, words));
    }

    private static int count(Map<String, int[]> counts, String token) {
        int[] count = counts.get(token);
        return count == null ? 0 : count[0];
    }

    /** Lengths with at least a tenth of all texts and four times as many as either neighbour. */
    private static Set<Integer> widths(Collection<String> texts) {
        Map<Integer, Integer> lengths = new TreeMap<>();
        texts.forEach(text -> lengths.merge(text.length(), 1, Integer::sum));
        Set<Integer> widths = new TreeSet<>();
        lengths.forEach((length, count) -> {
            int beside = Math.max(lengths.getOrDefault(length - 1, 0), lengths.getOrDefault(length + 1, 0));
            if (count * 10L >= texts.size() && count >= 4L * beside && length > 1 && texts.size() >= 100) {
                widths.add(length);
            }
        });
        return widths;
    }

    private static Set<String> exclusive(List<List<String>> texts, Set<String> words) {
        Map<String, Integer> single = new HashMap<>();
        Map<String, Integer> together = new HashMap<>();
        for (List<String> tokens : texts) {
            Set<String> present = new TreeSet<>();
            for (String token : tokens) {
                if (isCode(token)) {
                    present.add(CODE);
                } else if (words.contains(token)) {
                    present.add(token);
                }
            }
            for (String a : present) {
                single.merge(a, 1, Integer::sum);
                for (String b : present) {
                    if (a.compareTo(b) < 0) {
                        together.merge(a + " " + b, 1, Integer::sum);
                    }
                }
            }
        }
        Set<String> exclusive = new HashSet<>();
        for (String a : single.keySet()) {
            for (String b : single.keySet()) {
                double expected = (double) single.getOrDefault(a, 0) * single.getOrDefault(b, 0) / texts.size();
                boolean chance = a.compareTo(b) < 0 && expected >= 5;
                if (chance && together.getOrDefault(a + " " + b, 0) * 20.0 < expected) {
                    exclusive.add(a + " " + b);
                }
            }
        }
        exclusive.add(CODE + " " + CODE);
        return exclusive;
    }

    /** The code word's bit, {@link #CODE_BIT} for a code, 0 for any other word. */
    long bit(String token) {
        Integer number = numbers.get(token);
        return number != null ? 1L << number : isCode(token) ? CODE_BIT : 0;
    }

    /** Bits of what the end of a cut text may be the beginning of. */
    long mayBecome(String partial) {
        long bits = partial.chars().anyMatch(c -> c >= '0' && c <= '9') ? CODE_BIT : 0;
        for (Map.Entry<String, Integer> word : numbers.entrySet()) {
            bits |= word.getKey().startsWith(partial) ? 1L << word.getValue() : 0;
        }
        return bits;
    }

    /** Whether some word of the one set and some of the other exclude each other. */
    boolean exclude(long some, long others) {
        long rest = some;
        while (rest != 0) {
            if ((exclusion[Long.numberOfTrailingZeros(rest)] & others) != 0) {
                return true;
            }
            rest &= rest - 1;
        }
        return false;
    }
}
