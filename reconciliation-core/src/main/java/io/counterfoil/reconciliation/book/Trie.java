package io.counterfoil.reconciliation.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map that shares all but the path to what changed, so that a state may be kept after each event. Order of iteration is that of hashes: whoever shows
 * values sorts them. Keys with equal hashes share a leaf.
 */
final class Trie<K, V> {

    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;
    private static final Trie<?, ?> EMPTY = new Trie<>(null, 0);

    private record Leaf<K, V>(int hash, List<Map.Entry<K, V>> entries) {}

    private final @Nullable Object root;
    private final int size;

    private Trie(@Nullable Object root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // an empty trie holds nothing of any type
    static <K, V> Trie<K, V> empty() {
        return (Trie<K, V>) EMPTY;
    }

    int size() {
        return size;
    }

    @Nullable
    V get(K key) {
        int hash = spread(key);
        Object node = root;
        for (int shift = 0; node instanceof Object[] children; shift += BITS) {
            node = children[hash >>> shift & WIDTH - 1];
        }
        if (node == null) {
            return null;
        }
        Leaf<K, V> leaf = leaf(node);
        if (leaf.hash() == hash) {
            for (Map.Entry<K, V> entry : leaf.entries()) {
                if (entry.getKey().equals(key)) {
                    return entry.getValue();
                }
            }
        }
        return null;
    }

    boolean contains(K key) {
        return get(key) != null;
    }

    Trie<K, V> with(K key, V value) {
        boolean known = contains(key);
        return new Trie<>(
                put(root, 0, new Leaf<>(spread(key), List.of(Map.entry(key, value)))), known ? size : size + 1);
    }

    Trie<K, V> without(K key) {
        return contains(key) ? new Trie<>(remove(root, 0, spread(key), key), size - 1) : this;
    }

    void forEach(BiConsumer<? super K, ? super V> action) {
        visit(root, action);
    }

    List<V> values() {
        List<V> values = new ArrayList<>(size);
        forEach((key, value) -> values.add(value));
        return values;
    }

    private static int spread(Object key) {
        int hash = key.hashCode();
        return hash ^ hash >>> 16;
    }

    @SuppressWarnings("unchecked") // nodes are arrays or leaves of this map's types
    private static <K, V> Leaf<K, V> leaf(Object node) {
        return (Leaf<K, V>) node;
    }

    private static <K, V> Object put(@Nullable Object node, int shift, Leaf<K, V> added) {
        if (node == null) {
            return added;
        }
        if (node instanceof Object[] children) {
            @Nullable Object[] copy = Arrays.copyOf(children, WIDTH);
            int at = added.hash() >>> shift & WIDTH - 1;
            copy[at] = put(copy[at], shift + BITS, added);
            return copy;
        }
        Leaf<K, V> leaf = leaf(node);
        if (leaf.hash() == added.hash()) {
            Map.Entry<K, V> entry = added.entries().get(0);
            List<Map.Entry<K, V>> entries = new ArrayList<>(leaf.entries());
            entries.removeIf(known -> known.getKey().equals(entry.getKey()));
            entries.add(entry);
            return new Leaf<>(leaf.hash(), List.copyOf(entries));
        }
        @Nullable Object[] split = new @Nullable Object[WIDTH];
        split[leaf.hash() >>> shift & WIDTH - 1] = leaf;
        return put(split, shift, added);
    }

    private static <K, V> @Nullable Object remove(@Nullable Object node, int shift, int hash, K key) {
        if (node instanceof Object[] children) {
            @Nullable Object[] copy = Arrays.copyOf(children, WIDTH);
            int at = hash >>> shift & WIDTH - 1;
            copy[at] = remove(copy[at], shift + BITS, hash, key);
            return copy;
        }
        if (node == null) {
            return null;
        }
        Leaf<K, V> leaf = leaf(node);
        List<Map.Entry<K, V>> entries = new ArrayList<>(leaf.entries());
        entries.removeIf(known -> known.getKey().equals(key));
        return entries.isEmpty() ? null : new Leaf<>(leaf.hash(), List.copyOf(entries));
    }

    private static <K, V> void visit(@Nullable Object node, BiConsumer<? super K, ? super V> action) {
        if (node instanceof Object[] children) {
            for (Object child : children) {
                visit(child, action);
            }
        } else if (node != null) {
            Leaf<K, V> leaf = leaf(node);
            leaf.entries().forEach(entry -> action.accept(entry.getKey(), entry.getValue()));
        }
    }
}
