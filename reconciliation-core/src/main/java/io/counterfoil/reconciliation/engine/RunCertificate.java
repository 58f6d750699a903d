package io.counterfoil.reconciliation.engine;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.engine.internal.Digests;
import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.Objects;

/**
 * What a run read and what it found, as digests that do not depend on the order of records (reconciliation specification 4.10).
 *
 * @param plan of the plan
 * @param reference of the calendar and limits that were used
 * @param left the left items
 * @param right the right items
 * @param result of every match, ambiguity, truncation and open item
 */
public record RunCertificate(Sha256 plan, Sha256 reference, Inventory left, Inventory right, Sha256 result) {

    public RunCertificate {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(result, "result");
    }

    /**
     * The records of one side: a digest of all, and short prints of the buckets in which their own digests put them, so that a difference can be placed.
     *
     * @param root digest of all records
     * @param prints eight hex digits a bucket; a power of two of buckets, at most 4,096
     */
    public record Inventory(Sha256 root, String prints) {

        /** Hex digits of a bucket's print. */
        public static final int PRINT = 8;

        public Inventory {
            Objects.requireNonNull(root, "root");
            int buckets = prints.length() / PRINT;
            if (prints.length() % PRINT != 0 || Integer.bitCount(buckets) != 1) {
                throw new IllegalArgumentException("prints of " + prints.length()
                        + " characters, expected eight for each of a power of two of buckets");
            }
        }

        /** How many first bits of a record's digest are the number of its bucket. */
        public int bits() {
            return Integer.numberOfTrailingZeros(prints.length() / PRINT);
        }

        /** The first bucket that is not as in the other, which has as many; how many there are where all are alike. */
        public int firstDifference(Inventory other) {
            int buckets = prints.length() / PRINT;
            int bucket = 0;
            while (bucket < buckets && prints.regionMatches(bucket * PRINT, other.prints, bucket * PRINT, PRINT)) {
                bucket++;
            }
            return bucket;
        }

        @Override
        public String toString() {
            return root.toString();
        }
    }

    /** Whether the batches hold the records that the run read; BROKEN names the side, the first bucket that differs and the records in it. */
    public Proof verify(ItemBatch leftItems, ItemBatch rightItems) {
        return Digests.verify(this, leftItems, rightItems);
    }
}
