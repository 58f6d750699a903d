package io.counterfoil.payments.idempotency;

/**
 * Port: numbers of the files sent to a bank, without gaps (CPA Standard 005 file creation number, Bacs serial, Nacha file id): each file of a series has the
 * number after the one before, and after {@link #LAST} comes 1.
 *
 * <p>A number belongs to a file: asked again for the same file, also after a crash, the answer is the same, so no number is lost between taking it and
 * writing the file. Thread-safe.
 */
@FunctionalInterface
public interface FileNumbers {

    /** The highest number. */
    int LAST = 9999;

    /**
     * The number of the file, taken now if it has none.
     *
     * @param series one for each originator, data centre or direction, such as {@code cpa005:0123456789}
     * @param file the host's name of the file, the same at every try
     * @return 1 to {@link #LAST}
     */
    int numberOf(String series, IdempotencyKey file);

    /** Numbers in memory, for one process and for tests; each series begins with 1. */
    static FileNumbers inMemory() {
        return over(VersionedBytes.inMemory());
    }

    /** Numbers kept in the store; each series begins with 1. */
    static FileNumbers over(VersionedBytes store) {
        return new StoredFileNumbers(store);
    }

    /**
     * Sets the last number that was used before, where a series goes on from another system; on a series that has numbers already nothing changes.
     *
     * @return whether it was set
     * @throws IllegalArgumentException where the number is not 1 to {@link #LAST}
     */
    static boolean continueAfter(VersionedBytes store, String series, int lastUsed) {
        return StoredFileNumbers.continueAfter(store, series, lastUsed);
    }
}
