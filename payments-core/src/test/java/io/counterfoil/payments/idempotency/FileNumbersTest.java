package io.counterfoil.payments.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.testkit.idempotency.FileNumbersContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FileNumbersTest extends FileNumbersContract {

    @Override
    protected FileNumbers newNumbers() {
        return FileNumbers.inMemory();
    }

    @Test
    @DisplayName("PAY-25 a crash after any write of the store loses no number and gives no file a second one")
    void crashes() {
        for (int crashAt = 1; crashAt <= 12; crashAt++) {
            VersionedBytes store = VersionedBytes.inMemory();
            Crashing crashing = new Crashing(store, crashAt);
            FileNumbers before = FileNumbers.over(crashing);
            List<IdempotencyKey> begun = new ArrayList<>();
            try {
                for (int at = 1; at <= 9; at++) {
                    begun.add(IdempotencyKey.of("f" + at));
                    before.numberOf("s", IdempotencyKey.of("f" + at));
                }
            } catch (IllegalStateException crash) {
                assertThat(crash).hasMessage("crash");
            }
            FileNumbers after = FileNumbers.over(store);
            assertThat(after.numberOf("s", IdempotencyKey.of("next")))
                    .as("crash at write %s", crashAt)
                    .isIn(begun.size(), begun.size() + 1);
            List<Integer> numbers = new ArrayList<>();
            for (IdempotencyKey file : begun) {
                numbers.add(after.numberOf("s", file));
            }
            numbers.add(after.numberOf("s", IdempotencyKey.of("next")));
            assertThat(numbers.stream().sorted().toList())
                    .as("crash at write %s", crashAt)
                    .isEqualTo(java.util.stream.IntStream.rangeClosed(1, begun.size() + 1)
                            .boxed()
                            .toList());
        }
    }

    @Test
    @DisplayName("PAY-07 a series goes on from another system")
    void continues() {
        VersionedBytes store = VersionedBytes.inMemory();
        assertThat(FileNumbers.continueAfter(store, "s", 9998)).isTrue();
        assertThat(FileNumbers.continueAfter(store, "s", 5)).isFalse();
        FileNumbers numbers = FileNumbers.over(store);
        assertThat(numbers.numberOf("s", IdempotencyKey.of("a"))).isEqualTo(9999);
        assertThat(numbers.numberOf("s", IdempotencyKey.of("b"))).isEqualTo(1);
        assertThatThrownBy(() -> FileNumbers.continueAfter(store, "t", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FileNumbers.continueAfter(store, "t", 10_000))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(FileNumbers.continueAfter(store, "t", 9_999)).isTrue();
        assertThat(FileNumbers.continueAfter(store, "u", 1)).isTrue();
        assertThatThrownBy(() -> numbers.numberOf(" ", IdempotencyKey.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("PAY-07 a series that never stands still gives up and takes no number")
    void givesUp() {
        VersionedBytes restless = new VersionedBytes() {
            @Override
            public Optional<Versioned> load(String key) {
                return Optional.empty();
            }

            @Override
            public boolean compareAndSet(String key, long expectedVersion, byte[] bytes) {
                return false;
            }
        };
        assertThatThrownBy(() -> FileNumbers.over(restless).numberOf("s", IdempotencyKey.of("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Maybe ask again");
    }

    /** Stops for good after so many writes. */
    private static final class Crashing implements VersionedBytes {

        private final VersionedBytes store;
        private int writesLeft;

        Crashing(VersionedBytes store, int writesLeft) {
            this.store = store;
            this.writesLeft = writesLeft;
        }

        @Override
        public Optional<Versioned> load(String key) {
            return store.load(key);
        }

        @Override
        public boolean compareAndSet(String key, long expectedVersion, byte[] bytes) {
            boolean set = store.compareAndSet(key, expectedVersion, bytes);
            writesLeft -= set ? 1 : 0;
            if (writesLeft == 0) {
                throw new IllegalStateException("crash");
            }
            return set;
        }
    }
}
