package io.counterfoil.bankfiles.imports;

import io.counterfoil.payments.proof.ProofStatus;
import java.util.Objects;

/**
 * What becomes of files that do not prove themselves.
 *
 * @param onBroken where figures disagree
 * @param onUnproved where nothing could be compared
 */
public record ImportPolicy(OnProof onBroken, OnProof onUnproved) {

    public ImportPolicy {
        Objects.requireNonNull(onBroken, "onBroken");
        Objects.requireNonNull(onUnproved, "onUnproved");
    }

    /** BROKEN is refused until a person accepts it, UNPROVED is taken in with the receipt's word. */
    public static ImportPolicy standard() {
        return new ImportPolicy(OnProof.REFUSE_POSTING, OnProof.WARN);
    }

    /** Only what is PROVED is taken in without a person. */
    public static ImportPolicy strict() {
        return new ImportPolicy(OnProof.REFUSE_POSTING, OnProof.REFUSE_POSTING);
    }

    boolean allows(ProofStatus status) {
        return switch (status) {
            case PROVED -> true;
            case UNPROVED -> onUnproved == OnProof.WARN;
            case BROKEN -> onBroken == OnProof.WARN;
        };
    }

    /** What to do. */
    public enum OnProof {
        /** No entry is handed out until a person accepts the receipt. */
        REFUSE_POSTING,
        /** Entries are handed out; the receipt says what is wrong. */
        WARN
    }
}
