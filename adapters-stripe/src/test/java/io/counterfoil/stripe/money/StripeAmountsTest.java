package io.counterfoil.stripe.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.money.StripeAmounts.Exponent;
import io.counterfoil.stripe.money.StripeAmounts.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StripeAmountsTest {

    private final StripeAmounts amounts = StripeAmounts.standard();

    @Test
    @DisplayName("STR-25 krónur are counted in hundredths by Stripe and in whole units by ISO 4217")
    void countsKronurInHundredths() {
        assertThat(amounts.toMoney("isk", 12_300).getNumber().numberValueExact(BigDecimal.class))
                .isEqualByComparingTo("123");
    }

    @Test
    @DisplayName("STR-25 ariary are counted in whole units by Stripe and in hundredths by ISO 4217")
    void countsAriaryInWholeUnits() {
        assertThat(amounts.toMoney("MGA", 7).getNumber().numberValueExact(BigDecimal.class))
                .isEqualByComparingTo("7");
    }

    @Test
    @DisplayName("STR-25 a currency whose exponent is not known is refused by name")
    void refusesUnknownCurrency() {
        assertThat(amounts.convert("IQD", 5).diagnostics().get(0).code()).isEqualTo(StripeCode.UNSUPPORTED_CURRENCY);
        assertThatThrownBy(() -> amounts.toMoney("xxx€", 5))
                .isInstanceOf(Checked.BadDataException.class)
                .hasMessageContaining("xxx€");
    }

    @Test
    @DisplayName("STR-25 a row of the table can be overridden, such as UGX without decimals")
    void takesAnOverride() {
        StripeAmounts other = amounts.with(new Exponent("ugx", 0, 1, 1));
        assertThat(other.toMinor(other.toMoney("ugx", 2_500), Purpose.PAYOUT)).isEqualTo(2_500);
        assertThat(amounts.toMinor(amounts.toMoney("ugx", 2_500), Purpose.PAYOUT))
                .isEqualTo(2_500);
    }

    @Test
    @Tag("corpus")
    @DisplayName("STR-25 the table is the fact table")
    void tableIsTheFactTable() throws IOException {
        Path facts = CorpusFolder.locate("stripe")
                .resolveSibling("../facts/stripe_minor_units.tsv")
                .normalize();
        Assumptions.assumeTrue(Files.isRegularFile(facts), "no facts beside the corpus");
        try (InputStream own = StripeAmounts.class.getResourceAsStream("stripe_minor_units.tsv")) {
            assertThat(own).isNotNull();
            assertThat(own.readAllBytes()).isEqualTo(Files.readAllBytes(facts));
        }
    }
}
