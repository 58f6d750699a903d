package io.counterfoil.payments.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Checked;
import java.math.BigDecimal;
import java.util.List;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private final Amounts cad = Amounts.in("CAD");

    @Test
    @DisplayName("PAY-01 text becomes minor units exactly, or is refused with a code")
    void text() {
        assertThat(Amounts.minor(cad.of("+12.300"))).isEqualTo(1230);
        assertThat(Amounts.minor(cad.of("-0.00"))).isZero();
        assertThat(Amounts.minor(Amounts.in("JPY").of("100.0"))).isEqualTo(100);
        assertThat(Amounts.minor(Amounts.in("BHD").of("1.234"))).isEqualTo(1234);
        refused("12.345", Amounts.Fault.NOT_EXACT);
        for (String text : List.of("", "-", ".5", "5.", "1,000.00", "1e3", "٣", " 1", "1 ", "0x1", "--1", "1.2.3")) {
            refused(text, Amounts.Fault.BAD_NUMBER);
        }
        refused("92233720368547758.08", Amounts.Fault.OVERFLOW);
        refused("-92233720368547758.09", Amounts.Fault.OVERFLOW);
        assertThat(Amounts.minor(cad.of("-92233720368547758.08"))).isEqualTo(Long.MIN_VALUE);
    }

    private void refused(String text, Amounts.Fault code) {
        assertThat(cad.parse(text).value()).as(text).isEmpty();
        assertThat(cad.parse(text).diagnostics())
                .singleElement()
                .satisfies(found -> assertThat(found.code()).isEqualTo(code));
        assertThatThrownBy(() -> cad.of(text)).isInstanceOf(Checked.BadDataException.class);
    }

    @Test
    @DisplayName("PAY-01 an amount with finer parts than its currency is refused, naming both")
    void amounts() {
        MonetaryAmount third = cad.of("1.00").divide(new BigDecimal("8"));
        assertThatThrownBy(() -> Amounts.minor(third))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("NOT_EXACT")
                .hasMessageContaining("0.125")
                .hasMessageContaining("CAD");
    }

    @Test
    @DisplayName("PAY-02 a remainder goes to the largest fractions, ties to the lowest index, then the sign")
    void allocation() {
        List<BigDecimal> three = List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);
        assertThat(Allocation.of(cad.of("100.00"), three))
                .extracting(Amounts::plain)
                .containsExactly("33.34", "33.33", "33.33");
        assertThat(Allocation.of(cad.of("-100.00"), three))
                .extracting(Amounts::plain)
                .containsExactly("-33.34", "-33.33", "-33.33");
        assertThat(Allocation.ofMinor(5, new long[] {0, 1, 0, 1})).containsExactly(0, 3, 0, 2);
        assertThat(Allocation.ofMinor(100, new long[] {70, 20, 10})).containsExactly(70, 20, 10);
        assertThat(Allocation.ofMinor(Long.MIN_VALUE, new long[] {Long.MAX_VALUE, Long.MAX_VALUE}))
                .containsExactly(Long.MIN_VALUE / 2, Long.MIN_VALUE / 2);
    }

    @Test
    @DisplayName("PAY-02 weights below zero, none above it, or beyond all measure are refused")
    void badWeights() {
        for (List<BigDecimal> weights : List.of(
                List.<BigDecimal>of(),
                List.of(BigDecimal.ZERO),
                List.of(BigDecimal.ONE, new BigDecimal("-0.01")),
                List.of(new BigDecimal("1E+999999999")),
                List.of(new BigDecimal("1E-999999999")))) {
            assertThatThrownBy(() -> Allocation.of(cad.of("1.00"), weights))
                    .isInstanceOfSatisfying(
                            Checked.BadDataException.class,
                            e -> assertThat(e.diagnostics().get(0).code()).isEqualTo(Amounts.Fault.BAD_WEIGHTS));
        }
    }

    @Test
    @DisplayName("PAY-03 points are a unit like a currency, under the code PTS or the host's own")
    void points() {
        CurrencyUnit stars = Amounts.points("STARS");
        MonetaryAmount seven = Amounts.in(stars).of("7");
        assertThat(Allocation.of(seven, List.of(BigDecimal.ONE, BigDecimal.ONE)))
                .extracting(Amounts::plain)
                .containsExactly("4", "3");
        assertThat(Amounts.in("PTS").currency()).isEqualTo(Amounts.points("PTS"));
        assertThat(Totals.of(List.of(seven, cad.of("1.00"), seven))).hasToString("1.00 CAD, 14 STARS");
        assertThat(Amounts.in(stars).parse("0.5").diagnostics().get(0).code()).isEqualTo(Amounts.Fault.NOT_EXACT);
        assertThatThrownBy(() -> Amounts.points("p")).isInstanceOf(IllegalArgumentException.class);
    }
}
