package io.counterfoil.payments.rail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.rail.RailTerms.PadCategory;
import io.counterfoil.payments.rail.RailTerms.Receiver;
import io.counterfoil.payments.rail.RailTerms.SepaScheme;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RailTermsTest {

    private final RailTerms personal = RailTerms.pad(PadCategory.PERSONAL);

    @Test
    @DisplayName("PAY-33 terms cover what fills them in, and nothing that differs or leaves open what they say")
    void covers() {
        assertThat(personal.matches(RailTerms.of(Rail.EFT_CA))).isTrue();
        assertThat(personal.matches(RailTerms.of(Rail.EFT_CA, Rail.Direction.DEBIT)))
                .isTrue();
        assertThat(personal.matches(personal)).isTrue();
        assertThat(personal.matches(RailTerms.of(Rail.ACH))).isFalse();
        assertThat(personal.matches(RailTerms.of(Rail.EFT_CA, Rail.Direction.CREDIT)))
                .isFalse();
        assertThat(personal.matches(RailTerms.pad(PadCategory.BUSINESS))).isFalse();
        assertThat(RailTerms.of(Rail.EFT_CA, Rail.Direction.DEBIT).matches(personal))
                .isFalse();
        RailTerms consumer = RailTerms.builder()
                .rail(Rail.ACH)
                .direction(Rail.Direction.DEBIT)
                .receiver(Receiver.CONSUMER)
                .build();
        assertThat(consumer.matches(RailTerms.of(Rail.ACH, Rail.Direction.DEBIT)))
                .isTrue();
        assertThat(RailTerms.of(Rail.ACH, Rail.Direction.DEBIT).matches(consumer))
                .isFalse();
        RailTerms core = RailTerms.sepa(SepaScheme.SDD_CORE);
        assertThat(core.matches(RailTerms.of(Rail.SEPA))).isTrue();
        assertThat(core.matches(RailTerms.sepa(SepaScheme.SDD_B2B))).isFalse();
    }

    @Test
    @DisplayName("PAY-33 a receiver belongs to ACH, a PAD category to the Canadian rail, a scheme to SEPA")
    void belongs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RailTerms.builder()
                        .rail(Rail.SEPA)
                        .receiver(Receiver.CORPORATE)
                        .build())
                .withMessageContaining("receiver")
                .withMessageContaining("expected only on ACH");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RailTerms.builder()
                        .rail(Rail.ACH)
                        .padCategory(PadCategory.BUSINESS)
                        .build())
                .withMessageContaining("PAD category")
                .withMessageContaining("expected only on EFT_CA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RailTerms.builder()
                        .rail(Rail.BACS)
                        .scheme(SepaScheme.SCT)
                        .build())
                .withMessageContaining("scheme")
                .withMessageContaining("expected only on SEPA");
    }

    @Test
    @DisplayName("PAY-33 codes of the terms are stable")
    void codes() {
        assertThat(PadCategory.PERSONAL.id()).isEqualTo("PAD.PERSONAL");
        assertThat(Receiver.CONSUMER.id()).isEqualTo("RECEIVER.CONSUMER");
        assertThat(SepaScheme.SDD_CORE.id()).isEqualTo("SEPA.SDD_CORE");
        assertThat(RailTerms.Settlement.Reason.HOLIDAY.id()).isEqualTo("SETTLEMENT.HOLIDAY");
        assertThat(Rail.ACH.id()).isEqualTo("RAIL.ACH");
        assertThat(Rail.Direction.DEBIT.id()).isEqualTo("DIRECTION.DEBIT");
    }
}
