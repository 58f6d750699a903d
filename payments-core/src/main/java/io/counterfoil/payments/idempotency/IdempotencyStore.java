package io.counterfoil.payments.idempotency;

import io.counterfoil.payments.evidence.Sha256;
import java.util.Objects;
import java.util.Optional;

/**
 * Port: the first result of each key, kept for ever (payments specification PAY-25). For acts that are no command of a machine, such as a request to a rail.
 *
 * <p>An implementation must make {@link #keep} atomic: of two writers with one key, one is kept and both are told which. Thread-safe.
 */
public interface IdempotencyStore {

    /** What was kept under the key; empty where the key is new. */
    Optional<Entry> find(IdempotencyKey key);

    /** Keeps the entry unless there is one under its key, and answers with what is kept now. */
    Entry keep(Entry entry);

    /** A store in memory, for one process and for tests. */
    static IdempotencyStore inMemory() {
        return new InMemoryIdempotencyStore();
    }

    /** What to do with an act: the first of its key, a repetition or another act under a used key. */
    default Answer ask(IdempotencyKey key, Sha256 body) {
        return find(key)
                .map(entry -> entry.body().equals(body) ? Answer.REPLAYED : Answer.CONFLICT)
                .orElse(Answer.NEW);
    }

    /** What is known of a key. */
    enum Answer {
        /** Nothing: act, then {@link #keep} the result. */
        NEW,
        /** The act was done: give its first result again. */
        REPLAYED,
        /** The key belongs to another act: refuse. */
        CONFLICT
    }

    /**
     * An act and its first result.
     *
     * @param key the caller's name for the act
     * @param body digest of what was asked
     * @param result what was answered, as text of the host's choice, such as JSON
     */
    record Entry(IdempotencyKey key, Sha256 body, String result) {
        public Entry {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(result, "result");
        }

        /** Reads as the key and the digest: a result may hold anything. */
        @Override
        public String toString() {
            return key + " " + body.shortHex() + ", result of " + result.length() + " characters";
        }
    }
}
