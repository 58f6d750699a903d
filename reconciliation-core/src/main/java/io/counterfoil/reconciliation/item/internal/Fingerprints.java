package io.counterfoil.reconciliation.item.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 64-bit fingerprints for sorting and joining; every join verifies the values behind them. Fixed by content: no seed. */
public final class Fingerprints {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private Fingerprints() {}

    /** Of a range of bytes. */
    public static long of(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        while (at + 8 <= to) {
            hash = mix(hash, (long) LONGS.get(bytes, at));
            at += 8;
        }
        long tail = 0;
        while (at < to) {
            tail = tail << 8 | (bytes[at] & 0xFF);
            at++;
        }
        return mix(hash, tail);
    }

    /** A fingerprint with one more value in it; the order of values counts. */
    public static long mix(long fingerprint, long value) {
        long z = fingerprint * ODD + value + 1;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
