package io.counterfoil.stripe.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.stripe.money.StripeAmounts.Purpose;
import java.math.BigDecimal;
import javax.money.MonetaryAmount;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StripeAmountsProperties {

    private final StripeAmounts amounts = StripeAmounts.standard();

    @Property
    @Label("STR-25 minor units survive the way to money and back wherever Stripe accepts the amount")
    void roundTrip(@ForAll("currencies") String currency, @ForAll long minor, @ForAll Purpose purpose) {
        Checked<Long> back = amounts.convert(amounts.toMoney(currency, minor), purpose);
        back.value().ifPresent(value -> assertThat(value).isEqualTo(minor));
        if (back.value().isEmpty()) {
            long multiple = amounts.exponent(currency)
                    .map(e -> purpose == Purpose.PAYOUT ? e.payoutMultiple() : e.chargeMultiple())
                    .orElseThrow();
            assertThat(minor % multiple).isNotZero();
        }
    }

    @Property
    @Label("STR-25 nothing is rounded: what comes out is the number that went in")
    void neverRounds(@ForAll("currencies") String currency, @ForAll BigDecimal number) {
        MonetaryAmount amount =
                amounts.toMoney(currency, 0).getFactory().setNumber(number).create();
        amounts.convert(amount, Purpose.CHARGE)
                .value()
                .ifPresent(minor -> assertThat(
                                amounts.toMoney(currency, minor).getNumber().numberValueExact(BigDecimal.class))
                        .isEqualByComparingTo(number));
    }

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of(
                "gbp", "EUR", "usd", "cad", "JPY", "isk", "UGX", "mga", "HUF", "TWD", "BHD", "kwd", "KRW", "xof");
    }
}
