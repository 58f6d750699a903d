package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.time.Instant;

/** An event that knows which command made it. */
public interface Stamped {

    /** Who, when, under which key. */
    Stamp stamp();

    /**
     * What every event keeps of the command that made it.
     *
     * @param key the command's key
     * @param body digest of the command's body
     * @param by who gave it
     * @param at the instant it was decided at
     */
    record Stamp(IdempotencyKey key, Sha256 body, Actor by, Instant at) {

        /** The stamp of a command decided at the instant. */
        public static Stamp of(Command command, Instant at) {
            return new Stamp(command.key(), command.body(), command.by(), at);
        }
    }
}
