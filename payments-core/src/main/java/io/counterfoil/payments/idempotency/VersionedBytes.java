package io.counterfoil.payments.idempotency;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: bytes by key, each with a version, changed by compare-and-set. Adapters keep their cursors, inboxes and counters in it.
 *
 * <p>An implementation must make {@link #compareAndSet} atomic for a key. Thread-safe.
 */
public interface VersionedBytes {

    /** The version of a key that holds nothing yet. */
    long NONE = 0;

    /** What the key holds; empty where it was never set. */
    Optional<Versioned> load(String key);

    /**
     * Sets the bytes where the key is still at the expected version ({@link #NONE} where it must hold nothing); the version grows by one.
     *
     * @return false where it is not; nothing was changed then
     */
    boolean compareAndSet(String key, long expectedVersion, byte[] bytes);

    /** A store in memory, for one process and for tests. */
    static VersionedBytes inMemory() {
        return new InMemoryVersionedBytes();
    }

    /** Bytes at a version. Immutable: bytes are copied in and out. */
    final class Versioned {

        private final long version;
        private final byte[] bytes;

        private Versioned(long version, byte[] bytes) {
            this.version = version;
            this.bytes = bytes;
        }

        /**
         * The bytes at the version.
         *
         * @throws IllegalArgumentException where the version is below 1
         */
        public static Versioned of(long version, byte[] bytes) {
            if (version <= NONE) {
                throw new IllegalArgumentException("version " + version + ", expected 1 or more");
            }
            return new Versioned(version, bytes.clone());
        }

        /** How often the key was set, from 1. */
        public long version() {
            return version;
        }

        /** A copy of the bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Versioned that && version == that.version && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(version) + Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes at version " + version;
        }
    }
}
