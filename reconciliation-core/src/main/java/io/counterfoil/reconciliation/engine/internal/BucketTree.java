package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.reconciliation.engine.RunCertificate;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The digest of a set of digests (reconciliation specification 4.10): members are put in 65,536 buckets by their first 16 bits and sorted there as bytes; a bucket's
 * digest is that of its members one after the other. Sixteen neighbours make a node, whose digest is that of theirs one after the other, four times over up to the root. What
 * has no member is known beforehand, so that a small set costs no more than its members. Not thread-safe.
 */
final class BucketTree {

    private static final int BUCKETS = 1 << 16;

    /** Nodes under each node, as a power of two. */
    private static final int FAN_BITS = 4;

    private static final int LEVELS = 4;

    /** Words of a member. */
    private static final int WORDS = 4;

    /** Digests of nodes without members, by level. */
    private static final byte[][] EMPTY = empty();

    private final long[] words;
    private final int[] order;
    private final int[] starts = new int[BUCKETS + 1];
    private final MessageDigest[] digesters = new MessageDigest[LEVELS + 1];
    private final ByteBuffer member = ByteBuffer.allocate(WORDS * Long.BYTES);

    private final int perPrint;
    private final MessageDigest print = Sha256.digester();
    private final StringBuilder prints;
    private int printEnd;

    /** Of so many members of four words each; with a print of each of the buckets that so many first bits make. */
    BucketTree(long[] words, int members, int printBits) {
        this.words = words;
        this.order = new int[members];
        Arrays.setAll(digesters, level -> Sha256.digester());
        this.perPrint = BUCKETS >> printBits;
        this.printEnd = perPrint;
        this.prints = new StringBuilder(RunCertificate.Inventory.PRINT << printBits);
        for (int i = 0; i < members; i++) {
            starts[bucket(i) + 1]++;
        }
        for (int b = 0; b < BUCKETS; b++) {
            starts[b + 1] += starts[b];
        }
        int[] at = Arrays.copyOf(starts, BUCKETS);
        for (int i = 0; i < members; i++) {
            order[at[bucket(i)]++] = WORDS * i;
        }
    }

    private static byte[][] empty() {
        byte[][] empty = new byte[LEVELS + 1][];
        MessageDigest digester = Sha256.digester();
        empty[0] = digester.digest();
        for (int level = 1; level <= LEVELS; level++) {
            for (int i = 0; i < 1 << FAN_BITS; i++) {
                digester.update(empty[level - 1]);
            }
            empty[level] = digester.digest();
        }
        return empty;
    }

    private int bucket(int number) {
        return (int) (words[WORDS * number] >>> 48);
    }

    /** The root and the prints. */
    RunCertificate.Inventory inventory() {
        byte[] root = node(LEVELS, 0);
        printUpTo(BUCKETS);
        return new RunCertificate.Inventory(Sha256.ofDigest(root), prints.toString());
    }

    /** The digest of the node whose first bucket this is. */
    private byte[] node(int level, int first) {
        int buckets = 1 << (FAN_BITS * level);
        if (starts[first] == starts[first + buckets]) {
            return EMPTY[level];
        }
        if (level == 0) {
            return leaf(first);
        }
        for (int part = first; part < first + buckets; part += buckets >> FAN_BITS) {
            digesters[level].update(node(level - 1, part));
        }
        return digesters[level].digest();
    }

    private byte[] leaf(int bucket) {
        sort(starts[bucket], starts[bucket + 1]);
        for (int i = starts[bucket]; i < starts[bucket + 1]; i++) {
            member.clear();
            for (int w = 0; w < WORDS; w++) {
                member.putLong(words[order[i] + w]);
            }
            digesters[0].update(member.array());
        }
        byte[] digest = digesters[0].digest();
        printUpTo(bucket);
        print.update(digest);
        return digest;
    }

    /** Ends the prints that end before or with this bucket's begin: each is of the buckets with members in its stretch. */
    private void printUpTo(int bucket) {
        while (printEnd <= bucket) {
            prints.append(
                    HexFormat.of().toHexDigits(Sha256.ofDigest(print.digest()).a(), RunCertificate.Inventory.PRINT));
            printEnd += perPrint;
        }
    }

    /** By insertion: buckets are small. */
    private void sort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int place = order[i];
            int j = i - 1;
            while (j >= from && compare(order[j], place) > 0) {
                order[j + 1] = order[j];
                j--;
            }
            order[j + 1] = place;
        }
    }

    private int compare(int x, int y) {
        for (int w = 0; w < WORDS - 1; w++) {
            if (words[x + w] != words[y + w]) {
                return Long.compareUnsigned(words[x + w], words[y + w]);
            }
        }
        return Long.compareUnsigned(words[x + WORDS - 1], words[y + WORDS - 1]);
    }
}
