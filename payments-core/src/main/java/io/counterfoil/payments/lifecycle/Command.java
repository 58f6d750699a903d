package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;

/** A wish to change a state: who asks, under which key, and a digest of what is asked. */
public interface Command {

    /** Who asks. */
    Actor by();

    /** The caller's name for this act; given again when it is repeated. */
    IdempotencyKey key();

    /** Digest of everything the command says but its key: tells a repetition from another command under the same key. */
    Sha256 body();
}
