package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.StripePages;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripeStatementSourceTest {

    private static final StripePage PAGE = StripePages.test("acct_1234567890").read("""
                    [{"object":"balance_transaction","id":"txn_1","amount":1000,"fee":30,"net":970,"currency":"gbp","type":"charge",
                      "created":1782862200,"available_on":1783036800,"source":"ch_1"},
                     {"object":"balance_transaction","id":"txn_2","amount":1,"net":1,"currency":"zzz","type":"charge","created":1},
                     {"object":"payout","id":"po_1","amount":970,"currency":"gbp","status":"in_transit","arrival_date":1783036800,
                      "created":1,"automatic":true,"trace_id":{"value":"FPS1"}},
                     {"object":"payout","id":"po_2","amount":970,"currency":"gbp","status":"failed","arrival_date":1783036800,
                      "created":1,"automatic":true}]""", "page");

    private final StripeStatementSource source = StripeStatementSource.of(
            StripeAccountId.of("acct_1234567890"), StripeCorpus.AMOUNTS, ZoneId.of("Europe/London"));

    @Test
    void rowsAreEntriesOfTheBalanceNetOfFees() {
        Checked<List<StatementEntry>> entries = source.entries(PAGE.facts(BalanceRow.class));
        assertThat(entries.diagnostics()).extracting(d -> d.code()).containsExactly(StripeCode.UNSUPPORTED_CURRENCY);
        assertThat(entries.value()).hasValueSatisfying(list -> {
            assertThat(list).hasSize(1);
            StatementEntry entry = list.get(0);
            assertThat(entry.amount().isEqualTo(Amounts.in("GBP").of("9.70"))).isTrue();
            assertThat(entry.charges()).hasSize(1);
            assertThat(entry.bookedOn())
                    .as("23:30 UTC is the next day in London's summer")
                    .isEqualTo(LocalDate.of(2026, 7, 1));
            assertThat(entry.references().of(StatementEntry.References.Role.TRANSACTION))
                    .contains("ch_1");
            assertThat(entry.toString()).doesNotContain("acct_1234567890");
        });
    }

    @Test
    void payoutsThatLiveAreExpectedAtTheBank() {
        BankAccountRef bank = BankAccountRef.of("GB29 NWBK 6016 1331 9268 19");
        List<StatementEntry> expected =
                source.expectedAtBank(PAGE.facts(PayoutFact.class), bank).orThrow();
        assertThat(expected).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(StatementEntry.Kind.PAYOUT);
            assertThat(entry.bookedOn()).isEqualTo(LocalDate.of(2026, 7, 3));
            assertThat(entry.account()).isEqualTo(bank);
        });
    }
}
