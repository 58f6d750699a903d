package io.counterfoil.bankfiles.xml;

import java.util.ArrayList;
import java.util.List;

/** Prefixes that stand for a namespace in the elements that are open. Not thread-safe. */
final class Bindings {

    private final List<Binding> open = new ArrayList<>();

    /** The element at the depth declares the prefix. */
    void open(String prefix, int depth) {
        open.add(new Binding(prefix, depth));
    }

    /** The element at the depth ends. */
    void close(int depth) {
        while (!open.isEmpty() && open.get(open.size() - 1).depth() == depth) {
            open.remove(open.size() - 1);
        }
    }

    /** Whether the prefix stands for a namespace here; no prefix and the two of XML itself always do. */
    boolean knows(String prefix) {
        return prefix.isEmpty()
                || prefix.equals("xml")
                || prefix.equals("xmlns")
                || open.stream().anyMatch(binding -> binding.prefix().equals(prefix));
    }

    private record Binding(String prefix, int depth) {}
}
