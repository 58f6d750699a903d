package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.posting.RowPostings;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import org.junit.jupiter.api.Test;

class UnknownStripeTypeTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final CurrencyUnit GBP = Monetary.getCurrency("GBP");
    private static final Instant NOW = Instant.parse("2027-03-31T20:30:00Z");

    /** A type and a category that Stripe may add tomorrow, and an object of a kind that is not read. */
    private static final String PAGE = """
            {"object":"list","has_more":false,"data":[
            {"id":"txn_1","object":"balance_transaction","amount":-725,"available_on":1806534000,"created":1806390762,
             "currency":"gbp","fee":0,"fee_details":[],"net":-725,"reporting_category":"levy_of_2027","source":null,
             "status":"available","type":"brand_new_levy"},
            {"id":"brand_1","object":"brand_new_object","amount":1}]}
            """;

    private final AccountMap accounts =
            AccountMap.builder().standard(GBP, StripeAccountRole.values()).build();
    private final Ledger ledger = Ledger.inMemory(LONDON);

    @Test
    void anUnknownTypeIsKeptPostedToSuspenseAndReportedAsABreak() {
        StripePage page = StripePages.test("acct_1").read(PAGE, "balance_transactions.json");
        List<BalanceRow> rows = page.facts().stream()
                .filter(BalanceRow.class::isInstance)
                .map(BalanceRow.class::cast)
                .toList();
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.type()).isEqualTo("brand_new_levy");
            assertThat(row.netMinor()).isEqualTo(-725);
        });
        assertThat(page.diagnostics())
                .as("the object of an unknown kind is reported with its place")
                .anySatisfy(found -> assertThat(found.location().toString()).contains("/data/1"));

        accounts.openIn(ledger);
        RowPostings posted = Stripe.builder()
                .accounts(accounts)
                .zone(LONDON)
                .build()
                .post(rows, ledger, NOW)
                .orThrow();
        assertThat(posted.accepted()).isEqualTo(1);
        assertThat(posted.withheld()).isEmpty();
        assertThat(posted.breaks()).extracting(found -> found.code().id()).contains("STRIPE.UNKNOWN_CATEGORY");
        assertThat(debit(StripeAccountRole.SUSPENSE)).isEqualTo(725);
        assertThat(debit(StripeAccountRole.STRIPE_BALANCE)).isEqualTo(-725);
    }

    private long debit(StripeAccountRole role) {
        Balance balance = ledger.balance(accounts.of(role, GBP), AsOf.at(NOW, LONDON), BalanceBasis.BOOKED);
        return balance.postedDebitMinor() - balance.postedCreditMinor();
    }
}
