package io.counterfoil.payments.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import javax.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MoneyWordsTest {

    private final Amounts cad = Amounts.in("CAD");
    private final Amounts gbp = Amounts.in("GBP");

    @Test
    @DisplayName("PAY-01 an amount that fits is exact to the last place, one that does not says by which rule")
    void edges() {
        assertThat(cad.fractionDigits()).isEqualTo(2);
        assertThat(Amounts.in("JPY").fractionDigits()).isZero();
        assertThat(Amounts.minor(cad.zero())).isZero();
        assertThat(cad.parse("1.2300000000").value()).contains(cad.of("1.23"));
        String longest = "0".repeat(60) + "1.00";
        assertThat(cad.parse(longest).value()).contains(cad.of("1.00"));
        String tooLong = "0".repeat(65);
        assertThat(cad.parse(tooLong).diagnostics().get(0).message())
                .isEqualTo("amount '" + "0".repeat(64)
                        + "…' is not a number, expected digits with an optional sign and point");
        assertThat(cad.parse("x").diagnostics().get(0).message()).startsWith("amount 'x' is not");
    }

    @Test
    @DisplayName("PAY-01 minor units of an amount name overflow and finer parts apart")
    void minor() {
        assertThatThrownBy(() -> Amounts.minor(cad.of("92233720368547758.07").multiply(2)))
                .hasMessage("MONEY.OVERFLOW: 184467440737095516.14 CAD is outside 64-bit minor units");
        assertThatThrownBy(() -> Amounts.minor(cad.of("0.01").divide(new BigDecimal("2"))))
                .hasMessage("MONEY.NOT_EXACT: 0.005 CAD has more than 2 decimals");
        assertThat(Amounts.minor(cad.of("0.10").multiply(new BigDecimal("1.000"))))
                .isEqualTo(10);
    }

    @Test
    @DisplayName("PAY-02 weights of up to the limit of digits are taken as they are, one digit more is refused")
    void weightDigits() {
        int most = 1000;
        BigDecimal one = new BigDecimal("1".repeat(most));
        assertThat(Allocation.of(cad.of("0.03"), List.of(one, one, one)))
                .extracting(Amounts::plain)
                .containsExactly("0.01", "0.01", "0.01");
        assertThat(Allocation.ofMinor(0, new long[] {1, 2})).containsExactly(0, 0);
    }

    @Test
    @DisplayName("PAY-03 points compare, print and count as a currency does")
    void points() {
        CurrencyUnit stars = Amounts.points("STARS");
        assertThat(stars.getNumericCode()).isNegative();
        assertThat(stars.getContext()).isNotNull();
        assertThat(stars)
                .hasToString("STARS")
                .isLessThan(Amounts.points("SUNS"))
                .isGreaterThan(Amounts.points("ALMS"));
    }

    @Test
    void totalsForgetACurrencyWhoseSumIsZero() {
        Totals both = Totals.of(List.of(cad.of("1.00"), gbp.of("2.00"), cad.of("-1.00")));
        assertThat(both.currencies()).containsExactly(gbp.currency());
        assertThat(both.isZero()).isFalse();
        assertThat(both.minus(Totals.of(gbp.of("2.00"))).isZero()).isTrue();
        assertThat(both.minus(Totals.of(gbp.of("2.00"))))
                .isEqualTo(Totals.none())
                .hasToString("0");
    }

    @Test
    void totalsAreEqualWhereTheirSumsAre() {
        Totals one = Totals.of(cad.of("1.00")).plus(Totals.of(gbp.of("2.00")));
        Totals other = Totals.of(List.of(gbp.of("2.00"), cad.of("0.60"), cad.of("0.40")));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(Totals.of(cad.of("1.00")));
        assertThat(one).isNotEqualTo(Totals.of(List.of(cad.of("1.00"), gbp.of("2.01"))));
        assertThat(one.hashCode()).isNotEqualTo(Totals.of(cad.of("1.00")).hashCode());
    }

    @Test
    void totalsRefuseASumBeyondSixtyFourBits() {
        Totals most = Totals.none().plus(cad.currency(), Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(cad.of("0.01"))).isInstanceOf(ArithmeticException.class);
        assertThat(most.plus(gbp.of("0.01")).currencies()).hasSize(2);
    }
}
