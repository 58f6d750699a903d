package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.posting.RowPosting.Leg;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.money.Monetary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowJournalsTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    private static RowJournals journals(String... currencies) {
        AccountMap.Builder map = AccountMap.builder();
        for (String currency : currencies) {
            map.standard(Monetary.getCurrency(currency), StripeAccountRole.values());
        }
        return new RowJournals(map.build(), StripeAmounts.standard(), ZoneOffset.UTC);
    }

    private static Checked<Optional<Journal>> written(RowJournals journals, String currency, long minor) {
        List<Leg> legs = List.of(
                new Leg(StripeAccountRole.STRIPE_BALANCE, minor),
                new Leg(StripeAccountRole.RECEIVABLE, Math.negateExact(minor)));
        return journals.journal("stripe:x", DAY, currency, legs).journal();
    }

    @ParameterizedTest
    @CsvSource({
        "gbp, 1, 1",
        "gbp, 9223372036854775807, 9223372036854775807",
        "jpy, 500, 500",
        "isk, 100, 1",
        "isk, 9223372036854775800, 92233720368547758",
        "mga, 1, 100",
        "mga, 92233720368547758, 9223372036854775800",
    })
    @DisplayName("STR-25 Stripe's minor units become the ledger's, whatever either counts by")
    void counts(String currency, long stripes, long ledgers) {
        RowJournals journals = journals("GBP", "JPY", "ISK", "MGA");
        for (int again = 0; again < 2; again++) {
            Journal journal = written(journals, currency, stripes).orThrow().orElseThrow();
            assertThat(journal.legs()).extracting(Journal.Leg::minor).containsExactly(ledgers, ledgers);
            Journal back = written(journals, currency, -stripes).orThrow().orElseThrow();
            assertThat(back.legs()).extracting(Journal.Leg::minor).containsExactly(ledgers, ledgers);
            assertThat(back.legs().get(0).side())
                    .isEqualTo(journal.legs().get(1).side());
            assertThat(journal.legs())
                    .extracting(Journal.Leg::side)
                    .containsExactlyInAnyOrder(Journal.Side.DEBIT, Journal.Side.CREDIT);
        }
    }

    @ParameterizedTest
    @CsvSource({"isk, 99", "isk, 101", "isk, -1", "mga, 92233720368547759", "mga, -92233720368547759"})
    @DisplayName("STR-25 what the ledger's minor units cannot hold is withheld, never rounded")
    void refuses(String currency, long stripes) {
        Checked<Optional<Journal>> refused = written(journals("ISK", "MGA"), currency, stripes);
        assertThat(refused.value()).isEmpty();
        assertThat(refused.diagnostics())
                .extracting(Diagnostic::code)
                .extracting(code -> code.id())
                .containsExactly("MONEY.NOT_EXACT");
        assertThat(refused.diagnostics().get(0).message()).contains("a leg in " + currency + " is finer");
    }

    @Test
    @DisplayName("STR-25 a currency that Stripe does not have, and one without accounts, are named each time")
    void unknown() {
        RowJournals journals = journals("GBP");
        for (int again = 0; again < 2; again++) {
            assertThat(written(journals, "xxq", 1).diagnostics())
                    .extracting(d -> d.code().id())
                    .containsExactly("STRIPE.UNSUPPORTED_CURRENCY");
            assertThat(written(journals, "eur", 1).diagnostics())
                    .extracting(d -> d.code().id())
                    .containsExactly("STRIPE.NO_ACCOUNT");
        }
    }

    @Test
    @DisplayName("STR-26 legs that meet in one account are netted, and a journal without legs is none")
    void nets() {
        RowJournals journals = journals("GBP");
        List<Leg> meeting = List.of(
                new Leg(StripeAccountRole.STRIPE_BALANCE, 70),
                new Leg(StripeAccountRole.STRIPE_BALANCE, 30),
                new Leg(StripeAccountRole.RECEIVABLE, -100));
        Journal journal = journals.journal("stripe:x", DAY, "gbp", meeting)
                .journal()
                .orThrow()
                .orElseThrow();
        assertThat(journal.id().value()).isEqualTo("stripe:x");
        assertThat(journal.bookedOn()).isEqualTo(DAY);
        assertThat(journal.legs()).extracting(Journal.Leg::minor).containsExactly(100L, 100L);
        List<Leg> nothing =
                List.of(new Leg(StripeAccountRole.STRIPE_BALANCE, 5), new Leg(StripeAccountRole.STRIPE_BALANCE, -5));
        assertThat(journals.journal("stripe:x", DAY, "gbp", nothing).journal().orThrow())
                .isEmpty();
        List<Leg> huge = List.of(
                new Leg(StripeAccountRole.STRIPE_BALANCE, Long.MAX_VALUE),
                new Leg(StripeAccountRole.STRIPE_BALANCE, 1));
        assertThatThrownBy(() -> journals.journal("stripe:x", DAY, "gbp", huge))
                .isInstanceOf(ArithmeticException.class);
    }
}
