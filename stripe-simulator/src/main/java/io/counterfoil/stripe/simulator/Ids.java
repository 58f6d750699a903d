package io.counterfoil.stripe.simulator;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Ids as Stripe makes them: a prefix and letters without order, from a seed. */
final class Ids {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SplittableRandom random;
    private final Set<Long> given = new HashSet<>();

    Ids(long seed) {
        this.random = new SplittableRandom(seed);
    }

    String next(String prefix) {
        long number = random.nextLong() >>> 1;
        while (!given.add(number)) {
            number = random.nextLong() >>> 1;
        }
        StringBuilder id = new StringBuilder(prefix).append("_1");
        for (int i = 0; i < 10; i++) {
            id.append(LETTERS.charAt((int) (number % LETTERS.length())));
            number /= LETTERS.length();
        }
        return id.append(given.size()).toString();
    }
}
