package io.counterfoil.payments.idempotency;

import io.counterfoil.payments.idempotency.VersionedBytes.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Two kinds of records: of the series its last number and the file that has it, of a file its number. The series is changed first and the record of its file
 * follows; whoever comes next writes the record that a crash left out, so a file never gets a second number.
 */
final class StoredFileNumbers implements FileNumbers {

    private static final int MAX_TRIES = 1000;

    private final VersionedBytes store;

    StoredFileNumbers(VersionedBytes store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    static boolean continueAfter(VersionedBytes store, String series, int lastUsed) {
        if (lastUsed < 1 || lastUsed > LAST) {
            throw new IllegalArgumentException("file number " + lastUsed + ", expected 1 to " + LAST);
        }
        return store.compareAndSet(seriesKey(series), VersionedBytes.NONE, bytes(lastUsed + " "));
    }

    @Override
    public int numberOf(String series, IdempotencyKey file) {
        if (series.isBlank()) {
            throw new IllegalArgumentException("series is blank, expected a name such as cpa005:0123456789");
        }
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<Versioned> of = store.load(seriesKey(series));
            of.ifPresent(last -> recordFile(series, last));
            Optional<Versioned> known = store.load(fileKey(series, file));
            if (known.isPresent()) {
                return Integer.parseInt(text(known.get()));
            }
            int next = of.map(last -> numberIn(last) % LAST + 1).orElse(1);
            long version = of.map(Versioned::version).orElse(VersionedBytes.NONE);
            if (store.compareAndSet(seriesKey(series), version, bytes(next + " " + file.value()))) {
                store.compareAndSet(fileKey(series, file), VersionedBytes.NONE, bytes(Integer.toString(next)));
                return next;
            }
        }
        throw new IllegalStateException("series '" + series + "' changed " + MAX_TRIES
                + " times while a number was taken, none was\nMaybe ask again for the same file");
    }

    private void recordFile(String series, Versioned last) {
        String text = text(last);
        String file = text.substring(text.indexOf(' ') + 1);
        if (!file.isEmpty()) {
            store.compareAndSet(
                    fileKey(series, IdempotencyKey.of(file)),
                    VersionedBytes.NONE,
                    bytes(Integer.toString(numberIn(last))));
        }
    }

    private static int numberIn(Versioned last) {
        String text = text(last);
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    private static String seriesKey(String series) {
        return "file-numbers/" + series.length() + ":" + series;
    }

    private static String fileKey(String series, IdempotencyKey file) {
        return seriesKey(series) + "/" + file.value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Versioned value) {
        return new String(value.bytes(), StandardCharsets.UTF_8);
    }
}
