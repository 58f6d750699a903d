package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.internal.LongColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The hash chain over a log: computed when it is asked for, kept at every 64th record and at the last one hashed, and computed again between. Not
 * thread-safe.
 */
final class Chain {

    static final int HASH_BYTES = 32;
    static final int KEPT_BITS = 6;
    private static final int LONGS = 4;

    private final MessageDigest digest = Sha256.digester();
    private final LongColumn kept;
    private final byte[] head = new byte[HASH_BYTES];
    private final byte[] other = new byte[HASH_BYTES];
    private int hashed;

    Chain() {
        this(new LongColumn());
    }

    private Chain(LongColumn kept) {
        this.kept = kept;
    }

    Chain copy() {
        Chain copy = new Chain(kept.copy());
        System.arraycopy(head, 0, copy.head, 0, HASH_BYTES);
        copy.hashed = hashed;
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        kept.writeTo(out);
        out.write(head);
    }

    /** A chain as it was written after so many records were hashed. */
    static Chain readFrom(DataInput in, int records) throws IOException {
        Chain chain = new Chain(LongColumn.readFrom(in));
        in.readFully(chain.head);
        chain.hashed = records;
        return chain;
    }

    /** Up to which record it is computed. */
    int hashed() {
        return hashed;
    }

    /** The hash at the last record; zero bytes before the first. */
    Sha256 head(LedgerState state) {
        advance(state, state.log.size());
        return Sha256.ofDigest(head);
    }

    /** The hash at the record. */
    Sha256 hash(LedgerState state, int record) {
        if (record > hashed) {
            advance(state, record);
        }
        if (record == hashed) {
            return Sha256.ofDigest(head);
        }
        hashFromKept(state, record);
        return Sha256.ofDigest(other);
    }

    void advance(LedgerState state, int to) {
        while (hashed < to) {
            int mark = Math.min(to, ((hashed >> KEPT_BITS) + 1) << KEPT_BITS);
            state.text.hash(state, hashed + 1, mark, digest, head);
            hashed = mark;
            keep();
        }
    }

    /** Gives each record with its text and hash to the sink. */
    void walk(LedgerState state, int from, int to, Sink sink) {
        advance(state, from - 1);
        if (from - 1 == hashed) {
            System.arraycopy(head, 0, other, 0, HASH_BYTES);
        } else {
            hashFromKept(state, from - 1);
        }
        for (int record = from; record <= to; record++) {
            step(state, record, other);
            sink.record(state.text, state.legs(record), other);
            if (record == hashed + 1) {
                accept(other);
            }
        }
    }

    /** Takes records as the chain has them. */
    interface Sink {

        /** One record; its text and hash are only good during the call. */
        void record(ChainText text, int legs, byte[] hash);
    }

    /** Takes over the hash of the next record, which the caller computed over the same bytes. */
    void accept(byte[] hash) {
        System.arraycopy(hash, 0, head, 0, HASH_BYTES);
        hashed++;
        keep();
    }

    private void keep() {
        if ((hashed & (1 << KEPT_BITS) - 1) == 0) {
            ByteBuffer buffer = ByteBuffer.wrap(head);
            for (int i = 0; i < LONGS; i++) {
                kept.add(buffer.getLong());
            }
        }
    }

    private void hashFromKept(LedgerState state, int record) {
        int mark = record >> KEPT_BITS;
        kept(mark, other);
        state.text.hash(state, (mark << KEPT_BITS) + 1, record, digest, other);
    }

    private void kept(int mark, byte[] to) {
        ByteBuffer buffer = ByteBuffer.wrap(to);
        for (int i = 0; i < LONGS; i++) {
            buffer.putLong(mark == 0 ? 0 : kept.at((mark - 1) * LONGS + i));
        }
    }

    private void step(LedgerState state, int record, byte[] hash) {
        state.text.write(state, record);
        state.text.hash(digest, hash);
    }

    /** Forgets the hashes after the record. */
    void truncate(LedgerState state, int record) {
        if (record < hashed) {
            hashFromKept(state, record);
            System.arraycopy(other, 0, head, 0, HASH_BYTES);
            hashed = record;
            kept.truncate((record >> KEPT_BITS) * LONGS);
        }
    }

    /** Computes every hash again and compares it with those that are kept; a fault is placed after the last one that agrees. */
    LedgerStore.ChainReport verify(LedgerState state) {
        Sha256 end = head(state);
        byte[] hash = new byte[HASH_BYTES];
        byte[] expected = new byte[HASH_BYTES];
        int good = 0;
        while (good < hashed) {
            int record = Math.min(hashed, good + (1 << KEPT_BITS));
            state.text.hash(state, good + 1, record, digest, hash);
            boolean marked = (record & (1 << KEPT_BITS) - 1) == 0;
            if (marked) {
                kept(record >> KEPT_BITS, expected);
            }
            Sha256 computed = Sha256.ofDigest(hash);
            Sha256 known = marked ? Sha256.ofDigest(expected) : end;
            if (!computed.equals(known)) {
                return new LedgerStore.ChainReport(good, good + 1L, known, computed);
            }
            good = record;
        }
        return new LedgerStore.ChainReport(hashed, 0, end, end);
    }
}
