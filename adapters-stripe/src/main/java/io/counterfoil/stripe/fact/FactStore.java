package io.counterfoil.stripe.fact;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.VersionedBytes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: the last known fact of each object, replaced by compare-and-set (specification 4.3).
 *
 * <p>An implementation must make {@link #replace} atomic for a key: of two writers that expect the same, one wins and the other is told. Thread-safe.
 */
public interface FactStore {

    /** What is known of the object; empty where nothing is. */
    Optional<Versioned> load(ObjectKey key);

    /**
     * Puts what is known in place of what was expected to be known.
     *
     * @param expected as {@link #load} gave it; null where nothing was known
     * @return false where something else is known by now; nothing was changed then
     */
    boolean replace(ObjectKey key, @Nullable Versioned expected, Versioned next);

    /** A store in memory, for one process and for tests. */
    static FactStore inMemory() {
        return new InMemoryFactStore();
    }

    /**
     * Facts in the host's own store of bytes, as JSON under {@code stripe-fact:acct_1:live:ch_1}: with a store in a database, facts survive the process and
     * are shared by many. A fact that a later version of this adapter wrote is refused with an {@link IllegalStateException}, not read in part.
     */
    static FactStore over(VersionedBytes bytes) {
        return new BytesFactStore(bytes);
    }

    /**
     * A fact with the time it speaks for.
     *
     * @param fact what is known
     * @param asOf the second in which Stripe said so: an event's creation, or the reading of the object
     * @param fingerprint of the fields that matter to money and links, in fixed order; not of the JSON
     */
    record Versioned(StripeFact fact, Instant asOf, Sha256 fingerprint) {
        public Versioned {
            Objects.requireNonNull(fact, "fact");
            Objects.requireNonNull(asOf, "asOf");
            Objects.requireNonNull(fingerprint, "fingerprint");
        }
    }
}
