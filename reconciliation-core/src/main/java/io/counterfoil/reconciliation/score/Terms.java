package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.internal.Fingerprints;
import java.nio.charset.StandardCharsets;

/** Fingerprints of values by the kind of thing that they are. */
final class Terms {

    static final long SUBJECT = 0xE9;
    static final long BEGINNING = 0xBE;
    static final long DETAIL = 0xDE;
    static final long ACCOUNT = 0xAC;
    static final long REFERENCE = 0x5E;
    static final long PARTY = 0x9A;

    private Terms() {}

    static long of(long kind, String words) {
        byte[] utf8 = words.getBytes(StandardCharsets.UTF_8);
        long term = Fingerprints.mix(kind, Fingerprints.of(utf8, 0, utf8.length));
        return term == 0 ? 1 : term;
    }
}
