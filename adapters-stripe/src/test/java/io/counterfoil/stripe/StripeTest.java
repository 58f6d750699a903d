package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.payout.internal.PayoutProver;
import io.counterfoil.stripe.posting.ChargeLinks;
import io.counterfoil.stripe.posting.RowPostings;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StripeTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final CurrencyUnit GBP = Monetary.getCurrency("GBP");
    private static final Instant NOW = Instant.parse("2027-06-30T12:00:00Z");
    private static final AsOf AS_OF = AsOf.at(NOW, LONDON);

    private final AccountMap accounts =
            AccountMap.builder().standard(GBP, StripeAccountRole.values()).build();
    private final Stripe stripe = Stripe.builder()
            .accounts(accounts)
            .zone(LONDON)
            .links(ChargeLinks.of(Map.of("ch_1", InvoiceId.of("INV-1"))))
            .build();
    private final Ledger ledger = Ledger.inMemory(LONDON);

    @BeforeEach
    void openAccounts() {
        accounts.openIn(ledger);
    }

    @Test
    @DisplayName("STR-26 STR-27 the specification's example: charge 25,050 with fee 396, linked to an invoice")
    void postsTheExample() {
        BalanceRow row = charge();
        stripe.post(row, ledger, NOW).orThrow();
        assertThat(debit(StripeAccountRole.STRIPE_BALANCE)).isEqualTo(24_654);
        assertThat(debit(StripeAccountRole.PROCESSING_FEES)).isEqualTo(330);
        assertThat(debit(StripeAccountRole.INPUT_TAX)).isEqualTo(66);
        assertThat(debit(StripeAccountRole.RECEIVABLE)).isEqualTo(-25_050);
        Journal journal = stripe.journals(row).get(0);
        assertThat(journal.id().value()).isEqualTo("stripe:acct_1:test:txn_1");
        assertThat(journal.bookedOn())
                .as("23:30 UTC in June is the next day in London")
                .isEqualTo(LocalDate.of(2027, 6, 2));
    }

    @Test
    @DisplayName("STR-64 posting the same rows again, in any order, changes nothing")
    void postingTwiceChangesNothing() {
        List<BalanceRow> rows = List.of(charge(), row("txn_2", "refund", -500));
        assertThat(stripe.post(rows, ledger, NOW).orThrow().accepted()).isEqualTo(2);
        List<BalanceRow> reversed = List.of(rows.get(1), rows.get(0));
        RowPostings again = stripe.post(reversed, ledger, NOW.plusSeconds(5)).orThrow();
        assertThat(again.accepted()).isZero();
        assertThat(again.postings()).hasSize(2);
        assertThat(debit(StripeAccountRole.STRIPE_BALANCE)).isEqualTo(24_154);
    }

    @Test
    @DisplayName(
            "STR-26 an unknown category goes to suspense with a break; a row whose net is wrong is withheld with an error")
    void breaksAreReported() {
        BalanceRow unknown = row("txn_2", "brand_new", -5);
        BalanceRow wrong = BalanceRow.builder().from(charge()).netMinor(1).build();
        RowPostings result = stripe.post(List.of(unknown, wrong), ledger, NOW).orThrow();
        assertThat(result.breaks())
                .extracting(d -> d.code().id())
                .contains("STRIPE.UNKNOWN_CATEGORY", "STRIPE.LINE_ARITHMETIC");
        assertThat(result.withheld()).hasSize(1);
        assertThat(debit(StripeAccountRole.SUSPENSE)).isEqualTo(5);
        assertThat(debit(StripeAccountRole.RECEIVABLE)).isZero();
    }

    @Test
    @DisplayName(
            "a row in a currency without an account, or finer than the ledger's, is withheld and named, never rounded")
    void withholdsWhatItCannotWrite() {
        BalanceRow euro = BalanceRow.builder().from(charge()).currency("eur").build();
        BalanceRow unknown = BalanceRow.builder().from(charge()).currency("zzz").build();
        RowPostings result = stripe.post(List.of(euro, unknown), ledger, NOW);
        assertThat(result.postings()).isEmpty();
        assertThat(result.withheld()).hasSize(2);
        assertThat(result.breaks())
                .extracting(d -> d.code().id())
                .containsExactly("STRIPE.NO_ACCOUNT", "STRIPE.UNSUPPORTED_CURRENCY");

        CurrencyUnit isk = Monetary.getCurrency("ISK");
        Stripe icelandic = Stripe.builder()
                .accounts(AccountMap.builder()
                        .standard(isk, StripeAccountRole.values())
                        .build())
                .zone(LONDON)
                .build();
        BalanceRow fine = BalanceRow.builder()
                .from(row("txn_3", "stripe_fee", -12_345))
                .currency("isk")
                .build();
        assertThat(icelandic.post(fine, ledger, NOW).breaks())
                .extracting(d -> d.code().id())
                .containsExactly("MONEY.NOT_EXACT");
    }

    @Test
    @DisplayName("STR-26 roles that share an account are netted, because a ledger refuses an account on both sides")
    void netsSharedAccounts() {
        AccountMap.Builder shared = AccountMap.builder();
        shared.account(StripeAccountRole.STRIPE_BALANCE, "stripe", GBP)
                .account(StripeAccountRole.STRIPE_RESERVE, "stripe", GBP);
        Stripe one = Stripe.builder().accounts(shared.build()).zone(LONDON).build();
        assertThat(one.journals(row("txn_9", "reserve_hold", -700))).isEmpty();
    }

    @Test
    @DisplayName(
            "STR-30 a failed payout comes back as a row of a later payout, and payout in transit goes to zero by itself")
    void failedPayoutComesBack() {
        BalanceRow out = BalanceRow.builder()
                .from(row("txn_p", "payout", -1_000))
                .source("po_1")
                .build();
        BalanceRow back = BalanceRow.builder()
                .from(row("txn_b", "payout_failure", 1_000))
                .source("po_1")
                .build();
        BalanceRow next = BalanceRow.builder()
                .from(row("txn_n", "payout", -1_000))
                .source("po_2")
                .build();
        PayoutProof proof = stripe.provePayout(payout("po_2", 1_000, true), Stream.of(back, next), AS_OF);
        assertThat(proof.status()).isEqualTo(ProofStatus.PROVED);
        stripe.post(List.of(out, back), ledger, NOW).orThrow();
        assertThat(debit(StripeAccountRole.PAYOUT_IN_TRANSIT)).isZero();
        PayoutProof first = stripe.provePayout(payout("po_1", 1_000, true), Stream.of(back, out), AS_OF);
        assertThat(PayoutProver.rowsInTwoPayouts(List.of(proof, first)))
                .singleElement()
                .satisfies(d -> assertThat(d.code()).isEqualTo(StripeCode.ROW_IN_TWO_PAYOUTS));
    }

    @Test
    @DisplayName(
            "STR-29 a manual payout is UNPROVED with code ESTIMATED; a list that is not completed is UNPROVED with NOT_READY")
    void unprovedPayouts() {
        PayoutProof manual =
                stripe.provePayout(payout("po_1", 400, false), Stream.of(row("txn_2", "charge", 500)), AS_OF);
        assertThat(manual.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(manual.problems().get(0).code()).isEqualTo(StripeCode.ESTIMATED);
        assertThat(manual.claims()).containsExactly(new PayoutProof.Claim("txn_2", 400));
        PayoutFact early = PayoutFact.builder()
                .from(payout("po_1", 400, true))
                .reconciliationStatus("in_progress")
                .build();
        PayoutProof notReady = stripe.provePayout(early, Stream.of(), AS_OF);
        assertThat(notReady.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(notReady.problems().get(0).code()).isEqualTo(StripeCode.NOT_READY);
        assertThat(notReady.toAlert(NOW).subject()).hasToString("payout:po_1");
    }

    @Test
    @DisplayName("STR-56 a lost dispute turns what it still holds into a loss, once")
    void lostDispute() {
        BalanceRow withdrawn = BalanceRow.builder()
                .from(row("txn_d", "adjustment", -1_000))
                .reportingCategory("dispute")
                .source("dp_1")
                .build();
        DisputeFact dispute = DisputeFact.builder()
                .key(StripeCorpus.key("dp_1"))
                .amountMinor(1_000)
                .currency("gbp")
                .status("lost")
                .state(new StripeFact.State("LOST", 60, true))
                .createdAt(NOW)
                .build();
        stripe.post(withdrawn, ledger, NOW).orThrow();
        List<Journal> loss = stripe.journals(dispute, List.of(withdrawn), LocalDate.of(2027, 6, 30));
        loss.forEach(journal -> ledger.post(journal, NOW).orThrow());
        loss.forEach(journal -> ledger.post(journal, NOW).orThrow());
        assertThat(debit(StripeAccountRole.CHARGEBACK_LOSS)).isEqualTo(1_000);
        assertThat(debit(StripeAccountRole.DISPUTED_FUNDS)).isZero();
    }

    @Test
    void refusesToStartWithoutAccounts() {
        assertThatThrownBy(() -> Stripe.builder().zone(LONDON).build()).hasMessageContaining("accounts");
    }

    private long debit(StripeAccountRole role) {
        Balance balance = ledger.balance(accounts.of(role, GBP), AS_OF, BalanceBasis.BOOKED);
        return balance.postedDebitMinor() - balance.postedCreditMinor();
    }

    private static BalanceRow charge() {
        return BalanceRow.builder()
                .from(row("txn_1", "charge", 25_050))
                .source("ch_1")
                .feeMinor(396)
                .netMinor(24_654)
                .addFeeDetail(new Fee("stripe_fee", 330))
                .addFeeDetail(new Fee("tax", 66))
                .build();
    }

    private static BalanceRow row(String id, String type, long amount) {
        return BalanceRow.builder()
                .key(StripeCorpus.key(id))
                .type(type)
                .amountMinor(amount)
                .netMinor(amount)
                .currency("gbp")
                .createdAt(Instant.parse("2027-06-01T23:30:00Z"))
                .availableOn(Instant.parse("2027-06-02T00:00:00Z"))
                .build();
    }

    private static PayoutFact payout(String id, long amount, boolean automatic) {
        return PayoutFact.builder()
                .key(StripeCorpus.key(id))
                .amountMinor(amount)
                .currency("gbp")
                .status("paid")
                .state(new StripeFact.State("PAID", 30, false))
                .automatic(automatic)
                .reconciliationStatus("completed")
                .arrivalAt(NOW)
                .createdAt(Instant.parse("2027-06-03T00:00:00Z"))
                .build();
    }
}
