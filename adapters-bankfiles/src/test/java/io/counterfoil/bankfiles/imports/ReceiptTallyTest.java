package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ProofStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceiptTallyTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts JPY = Amounts.in("JPY");

    private final ReceiptTally tally = new ReceiptTally(ImportLimits.standard());

    @Test
    @DisplayName("BNK-02 a sum may reach the ends of 64 bits")
    void fits() {
        tally.counted(CAD, Long.MAX_VALUE - 1);
        tally.counted(JPY, Long.MIN_VALUE);
        tally.counted(CAD, 1);
        tally.proved(ProofStatus.PROVED);
        assertThat(tally.status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-02 items whose sum is outside 64 bits break the proof, once a currency: no wrong sum is shown")
    void sumOutside() {
        tally.counted(CAD, Long.MAX_VALUE);
        tally.counted(CAD, 1);
        tally.counted(CAD, Long.MAX_VALUE);
        tally.counted(JPY, 7);
        tally.proved(ProofStatus.PROVED);
        assertThat(tally.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(tally.breaking().message()).isEqualTo("the sum of all items in CAD is outside 64-bit minor units");
    }
}
