package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PackedTest {

    @Test
    @DisplayName("REC-62 a row in one word: number, day, currency and flags come back, whatever stands beside them")
    void word() {
        for (int row : new int[] {0, 1, Integer.MAX_VALUE}) {
            for (int day : new int[] {0, 1, (1 << Packed.DAY_BITS) - 1}) {
                for (int currency : new int[] {0, 1, Packed.CURRENCIES - 1}) {
                    for (int flags = 0; flags < 4; flags++) {
                        long word = Packed.of(row, day, currency) | Packed.flags((flags & 1) != 0, (flags & 2) != 0);
                        assertThat(Packed.row(word)).isEqualTo(row);
                        assertThat(Packed.day(word)).isEqualTo(day);
                        assertThat(Packed.currency(word)).isEqualTo(currency);
                        assertThat(Packed.isMultiple(word)).isEqualTo((flags & 1) != 0);
                        assertThat(Packed.isHashed(word)).isEqualTo((flags & 2) != 0);
                    }
                }
            }
        }
    }
}
