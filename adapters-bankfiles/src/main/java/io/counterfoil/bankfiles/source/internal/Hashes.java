package io.counterfoil.bankfiles.source.internal;

/** Sixty-four bits that tell lines of a file apart, for counting repetitions of millions of them; not a digest to rely on against an adversary. */
public final class Hashes {

    private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

    private Hashes() {}

    /** Of the bytes. */
    public static long of(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        for (int at = from; at < to; at++) {
            hash = (hash ^ bytes[at]) * PRIME;
            hash ^= hash >>> 29;
        }
        return mixed(hash);
    }

    /** Of the characters. */
    public static long of(CharSequence text) {
        long hash = text.length();
        for (int at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * PRIME;
            hash ^= hash >>> 29;
        }
        return mixed(hash);
    }

    /** Of what the hash stands for and a number. */
    public static long of(long hash, long number) {
        return mixed((hash ^ number) * PRIME + number);
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
