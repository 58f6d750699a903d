package io.counterfoil.collections.worklist;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many customers a person can work on in a day. Immutable.
 *
 * @param perOwner of whoever is not named, and of the customers that nobody owns taken together; 0 or more
 * @param byOwner of those who differ, by the owner's name
 */
public record Capacity(int perOwner, Map<String, Integer> byOwner) {

    public Capacity {
        byOwner = Map.copyOf(new TreeMap<>(byOwner));
        require("perOwner", perOwner);
        byOwner.forEach(Capacity::require);
    }

    /** The same for everybody. */
    public static Capacity perOwner(int cases) {
        return new Capacity(cases, Map.of());
    }

    /** No limit. */
    public static Capacity unlimited() {
        return perOwner(Integer.MAX_VALUE);
    }

    /** The same with another number for one owner. */
    public Capacity with(String owner, int cases) {
        Map<String, Integer> more = new TreeMap<>(byOwner);
        more.put(owner, cases);
        return new Capacity(perOwner, more);
    }

    /** How many customers the owner can work on. */
    public int of(String owner) {
        return byOwner.getOrDefault(owner, perOwner);
    }

    private static void require(String whose, int cases) {
        if (cases < 0) {
            throw new IllegalArgumentException("capacity of " + whose + " is " + cases + ", expected 0 or more");
        }
    }
}
