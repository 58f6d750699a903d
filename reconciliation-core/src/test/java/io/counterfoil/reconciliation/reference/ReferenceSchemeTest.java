package io.counterfoil.reconciliation.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Checked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReferenceSchemeTest {

    @Test
    @DisplayName(
            "REC-30 a creditor reference is valid in any print, published vectors of ISO 11649 and national schemes")
    void publishedVectorsHold() {
        assertThat(ReferenceScheme.ISO11649.parse("rf18 5390 0754 7034").orThrow())
                .isEqualTo("RF18539007547034");
        assertThat(ReferenceScheme.BE_OGM.parse("***090/9337/55493***").orThrow())
                .isEqualTo("090933755493");
        assertThat(ReferenceScheme.CH_QRR
                        .parse("21 00000 00003 13947 14300 09017")
                        .orThrow())
                .isEqualTo("210000000003139471430009017");
        assertThat(ReferenceScheme.NL_BETALINGSKENMERK.holds("5000 0567 8901 2345"))
                .isTrue();
    }

    @Test
    @DisplayName("REC-30 wide digits are digits, other scripts' letters are no reference")
    void compatibilityFormsAreFolded() {
        assertThat(ReferenceScheme.BE_OGM.parse("０９０７００００００４５").orThrow()).isEqualTo("090700000045");
        assertThat(ReferenceScheme.ISO11649.holds("RF18É")).isFalse();
    }

    @Test
    @DisplayName("REC-30 what is wrong with a value has a code: length, character, check digits")
    void faultsAreTold() {
        assertThat(ReferenceScheme.BE_OGM.parse("123").diagnostics().get(0).code())
                .isEqualTo(ReferenceScheme.Fault.LENGTH);
        assertThat(ReferenceScheme.BE_OGM
                        .parse("12345678900A")
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo(ReferenceScheme.Fault.CHARACTER);
        assertThat(ReferenceScheme.ISO11649
                        .parse("XX18539007547034")
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo(ReferenceScheme.Fault.CHARACTER);
        assertThat(ReferenceScheme.SE_OCR.parse("12345675").diagnostics().get(0).code())
                .isEqualTo(ReferenceScheme.Fault.CHECK_DIGITS);
        assertThatThrownBy(() -> ReferenceScheme.BE_OGM.parse("").orThrow())
                .isInstanceOf(Checked.BadDataException.class);
    }

    @Test
    @DisplayName("REC-30 a modulo 11 reference may end in a hyphen")
    void hyphenIsACheckCharacter() {
        // by hand: body 6, weight 2, sum 12, remainder 1, ten is left
        assertThat(ReferenceScheme.NO_KID_MOD11.holds("6-")).isTrue();
        assertThat(ReferenceScheme.NO_KID_MOD11.holds("60")).isFalse();
        assertThat(ReferenceScheme.NO_KID_MOD10.holds("6-")).isFalse();
    }

    @Test
    @DisplayName("REC-30 the code of a scheme is stable")
    void codesAreStable() {
        assertThat(ReferenceScheme.ISO11649.id()).isEqualTo("REFERENCE_SCHEME.ISO11649");
        assertThat(ReferenceScheme.ISO11649.country()).isEmpty();
        assertThat(ReferenceScheme.CH_QRR.country()).contains("CH");
    }
}
