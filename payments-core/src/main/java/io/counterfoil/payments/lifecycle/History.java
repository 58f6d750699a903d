package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one state, oldest first: an immutable list that grows by sharing its tail, so that a fold may keep it in every state.
 *
 * @param <E> the event type
 */
public final class History<E extends History.Stamped> {

    private final @Nullable History<E> before;
    private final @Nullable E last;
    private final int size;

    private History(@Nullable History<E> before, @Nullable E last, int size) {
        this.before = before;
        this.last = last;
        this.size = size;
    }

    /** No events yet. */
    public static <E extends Stamped> History<E> empty() {
        return new History<>(null, null, 0);
    }

    /** This history and one event more. */
    public History<E> plus(E event) {
        return new History<>(this, event, size + 1);
    }

    /** How many events there are. */
    public int size() {
        return size;
    }

    /** The events, oldest first. */
    public List<E> toList() {
        List<E> events = new ArrayList<>(size);
        for (History<E> node = this; node != null; node = node.before) {
            if (node.last != null) {
                events.add(node.last);
            }
        }
        Collections.reverse(events);
        return Collections.unmodifiableList(events);
    }

    /** The events that the command with the key made, oldest first; empty if it was never applied. */
    public List<E> madeBy(IdempotencyKey key) {
        List<E> events = new ArrayList<>();
        for (History<E> node = this; node != null; node = node.before) {
            if (node.last != null && node.last.stamp().key().equals(key)) {
                events.add(node.last);
            }
        }
        Collections.reverse(events);
        return Collections.unmodifiableList(events);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof History<?> history && size == history.size && toList().equals(history.toList()));
    }

    @Override
    public int hashCode() {
        return toList().hashCode();
    }

    @Override
    public String toString() {
        return size + " events";
    }

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
         * @param prints what {@link Command#words} leaves of each word, to find the one that differs; may be empty
         */
        record Stamp(IdempotencyKey key, Sha256 body, Actor by, Instant at, String prints) {

            /** The stamp of a command of which only the digest is known. */
            public Stamp(IdempotencyKey key, Sha256 body, Actor by, Instant at) {
                this(key, body, by, at, "");
            }

            /** The stamp of a command decided at the instant. */
            public static Stamp of(Command command, Instant at) {
                return new Stamp(
                        command.key(),
                        command.body(),
                        command.by(),
                        at,
                        command.words().prints());
            }
        }
    }
}
