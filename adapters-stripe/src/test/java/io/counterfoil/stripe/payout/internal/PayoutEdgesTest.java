package io.counterfoil.stripe.payout.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.payout.PayoutProof.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of the rules on both sides, and the words in which each break is told. */
class PayoutEdgesTest {

    private static final StripeAccountId ACCOUNT = StripeAccountId.of("acct_1");
    private static final Instant AT = Instant.ofEpochSecond(1_800_000_000L);
    private static final PayoutProver PROVER = PayoutProver.standard();

    private static PayoutFact.Builder payout(long amount) {
        return PayoutFact.builder()
                .key(new ObjectKey(ACCOUNT, false, "po_1"))
                .amountMinor(amount)
                .currency("gbp")
                .status("paid")
                .automatic(true)
                .reconciliationStatus("completed")
                .arrivalAt(AT)
                .createdAt(AT);
    }

    private static BalanceRow.Builder row(String id, String type, long amount, long fee) {
        return BalanceRow.builder()
                .key(new ObjectKey(ACCOUNT, false, id))
                .type(type)
                .reportingCategory(type)
                .amountMinor(amount)
                .feeMinor(fee)
                .netMinor(amount - fee)
                .currency("gbp")
                .source(type.equals("payout") ? "po_1" : "ch_" + id)
                .createdAt(AT)
                .availableOn(AT);
    }

    private static PayoutProof prove(PayoutFact payout, BalanceRow... rows) {
        return PROVER.prove(payout, Stream.of(rows), PaymentFacts.none());
    }

    @ParameterizedTest
    @CsvSource({
        // Payout, row's amount, fee and net together: 2^62 - 1 is the largest that is summed.
        "1, 2305843009213693951, 0, true",
        "2, 2305843009213693951, 0, false",
        "-1, -2305843009213693951, 0, true",
        "-2, -2305843009213693951, 0, false",
    })
    @DisplayName("STR-28 figures are summed while all of them together, signs left out, are below 2^62")
    void magnitudes(long payout, long amount, long fee, boolean fits) {
        PayoutProof proof = prove(
                payout(payout).build(), row("txn_1", "charge", amount, fee).build());
        assertThat(proof.breaks().contains(StripeCode.OVERFLOW)).isNotEqualTo(fits);
        assertThat(proof.memberNetMinor().isPresent()).isEqualTo(fits);
        assertThat(proof.residualMinor().isPresent()).isEqualTo(fits);
        if (!fits) {
            assertThat(proof.problems())
                    .anyMatch(found -> found.message().equals("the figures are too large to be summed in 64 bits"));
        }
    }

    @Test
    @DisplayName("STR-28 fees and their elements count in the magnitude too")
    void magnitudeOfFees() {
        long half = 1L << 60;
        BalanceRow plain = row("txn_1", "charge", half, 0).build();
        assertThat(prove(payout(1).build(), plain).breaks()).doesNotContain(StripeCode.OVERFLOW);
        BalanceRow fee = BalanceRow.builder().from(plain).feeMinor(-2 * half).build();
        assertThat(prove(payout(1).build(), fee).breaks()).contains(StripeCode.OVERFLOW);
        BalanceRow element = BalanceRow.builder()
                .from(plain)
                .addFeeDetail(new Fee("stripe_fee", -2 * half))
                .build();
        assertThat(prove(payout(1).build(), element).breaks()).contains(StripeCode.OVERFLOW);
    }

    @Test
    @DisplayName("STR-28 a fee whose elements sum to it is no warning, one element more is")
    void feeElements() {
        BalanceRow own = row("txn_9", "payout", -9_700, 0).build();
        BalanceRow whole = row("txn_1", "charge", 10_000, 300)
                .addFeeDetail(new Fee("stripe_fee", 240))
                .addFeeDetail(new Fee("tax", 60))
                .build();
        PayoutProof proof = prove(payout(9_700).build(), whole, own);
        assertThat(proof.warnings()).isEmpty();
        assertThat(proof.problems()).isEmpty();
        assertThat(proof.fees()).extracting(Proof.Figure::code).containsExactly("FEE.stripe_fee", "FEE.tax");
        BalanceRow more =
                BalanceRow.builder().from(whole).addFeeDetail(new Fee("tax", 1)).build();
        PayoutProof split = prove(payout(9_700).build(), more, own);
        assertThat(split.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(split.warnings()).containsExactly(StripeCode.FEE_SPLIT);
        assertThat(split.fees())
                .extracting(figure -> figure.code() + " " + Amounts.plain(figure.amount()))
                .containsExactly("FEE.(unsplit) -0.01", "FEE.stripe_fee 2.40", "FEE.tax 0.61");
    }

    @Test
    @DisplayName("STR-28 each break is told in its own words, at its row")
    void words() {
        BalanceRow own = row("txn_9", "payout", -9_700, 0).build();
        BalanceRow charge = row("txn_1", "charge", 10_000, 300).build();
        PayoutFact payout = payout(9_700).build();
        told(prove(payout, charge), "the list has no row of the payout's own", "");
        told(
                prove(payout, charge, own, row("txn_8", "payout", 0, 0).build()),
                "the list has several rows of the payout's own",
                "txn_8");
        told(
                prove(payout(9_700).balanceTransaction("txn_7").build(), charge, own),
                "the payout names another row as its own",
                "txn_9");
        told(
                prove(payout(9_699).build(), charge, own),
                "the payout's own row has another amount than the payout",
                "txn_9");
        told(
                prove(payout, BalanceRow.builder().from(charge).feeMinor(299).build(), own),
                "a row's net is not its amount less its fee",
                "txn_1");
        told(
                prove(payout, BalanceRow.builder().from(charge).currency("eur").build(), own),
                "a row is in another currency than gbp",
                "txn_1");
        told(
                prove(
                        payout,
                        charge,
                        own,
                        BalanceRow.builder().from(charge).source("ch_x").build()),
                "one row came twice with different contents",
                "txn_1");
        PayoutProof twice = prove(payout, charge, own, charge);
        assertThat(twice.problems()).singleElement().satisfies(found -> {
            assertThat(found.message()).isEqualTo("one row came twice, counted once");
            assertThat(found.location().field()).isEqualTo("txn_1");
        });
        PayoutProof strange = prove(
                payout,
                BalanceRow.builder().from(charge).reportingCategory("novel").build(),
                own);
        assertThat(strange.problems())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).isEqualTo("a row's category is not known"));
        PayoutProof nameless = prove(
                payout,
                BalanceRow.builder()
                        .from(charge)
                        .type("novel")
                        .reportingCategory(Optional.empty())
                        .build(),
                own);
        assertThat(nameless.warnings()).containsExactly(StripeCode.UNKNOWN_CATEGORY);
        assertThat(nameless.figures().get(0).code()).isEqualTo("CATEGORY.(none)");
        PayoutProof implied = prove(
                payout,
                BalanceRow.builder()
                        .from(charge)
                        .reportingCategory(Optional.empty())
                        .build(),
                own);
        assertThat(implied.warnings()).isEmpty();
        assertThat(implied.figures().get(0).code()).isEqualTo("CATEGORY.charge");
    }

    private static void told(PayoutProof proof, String words, String row) {
        assertThat(proof.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(proof.sentence()).endsWith("BROKEN: " + words);
        assertThat(proof.problems().get(0).message()).isEqualTo(words);
        assertThat(proof.problems().get(0).location().field()).isEqualTo(row);
        assertThat(proof.problems().get(0).location().source()).isEqualTo("po_1");
        assertThat(proof.subject().id()).isEqualTo("po_1");
    }

    @Test
    @DisplayName("STR-28 a line whose difference leaves 64 bits is a line that is wrong")
    void differenceOutside() {
        BalanceRow outside = BalanceRow.builder()
                .from(row("txn_1", "charge", Long.MIN_VALUE, 0).build())
                .feeMinor(1)
                .netMinor(Long.MAX_VALUE)
                .build();
        assertThat(prove(payout(5).build(), outside).breaks())
                .contains(StripeCode.LINE_ARITHMETIC, StripeCode.OVERFLOW);
    }

    @Test
    @DisplayName(
            "STR-29 a refund among the oldest rows raises what younger rows must give; a row of nothing is passed over")
    void refundsInFront() {
        PayoutFact hand = payout(5_000).automatic(false).build();
        BalanceRow refund = row("txn_1", "refund", -1_000, 0)
                .availableOn(AT.minusSeconds(9))
                .build();
        BalanceRow nothing =
                row("txn_2", "charge", 0, 0).availableOn(AT.minusSeconds(8)).build();
        BalanceRow sale =
                row("txn_3", "charge", 6_000, 0).availableOn(AT.minusSeconds(7)).build();
        BalanceRow spare =
                row("txn_4", "charge", 6_000, 0).availableOn(AT.minusSeconds(6)).build();
        PayoutProof proof = PROVER.attribute(hand, Stream.of(spare, sale, nothing, refund), List.of());
        assertThat(proof.claims()).containsExactly(new Claim("txn_1", -1_000), new Claim("txn_3", 6_000));
        assertThat(proof.residualMinor()).hasValue(0);
        assertThat(proof.exactPrefix()).isTrue();
        assertThat(proof.members()).containsExactly(refund, sale);
        assertThat(proof.differences()).isEmpty();
        PayoutProof nothingAsked =
                PROVER.attribute(payout(0).automatic(false).build(), Stream.of(refund, sale), List.of());
        assertThat(nothingAsked.claims()).isEmpty();
        assertThat(nothingAsked.exactPrefix()).isFalse();
    }

    @Test
    @DisplayName(
            "STR-29 what is not covered is shown in money, and by its amount alone where the currency is not known")
    void uncovered() {
        PayoutProof short1 = PROVER.attribute(payout(1).automatic(false).build(), Stream.empty(), List.of());
        assertThat(short1.differences()).singleElement().satisfies(rest -> {
            assertThat(rest.label()).isEqualTo("not covered by older rows");
            assertThat(Amounts.plain(rest.amount())).isEqualTo("0.01");
        });
        PayoutProof strange =
                PROVER.attribute(payout(1).currency("zzz").automatic(false).build(), Stream.empty(), List.of());
        assertThat(strange.differences()).isEmpty();
        assertThat(strange.residualMinor()).hasValue(1);
        assertThat(strange.sentence()).startsWith("payout po_1, 1 minor units, UNPROVED: ");
    }

    @Test
    @DisplayName("STR-28 rows of attributed payouts are not counted as anybody's")
    void attributedRowsAreNobodys() {
        BalanceRow sale = row("txn_3", "charge", 5_000, 0).build();
        PayoutProof hand = PROVER.attribute(payout(5_000).automatic(false).build(), Stream.of(sale), List.of());
        PayoutProof proved = prove(
                payout(5_000).build(), sale, row("txn_9", "payout", -5_000, 0).build());
        assertThat(PayoutProver.rowsInTwoPayouts(List.of(hand, proved))).isEmpty();
    }
}
