package io.counterfoil.stripe.posting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.ledger.Account;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.posting.ChargeLinks;
import io.counterfoil.stripe.posting.PostingPolicy;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.RowPosting.Leg;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostingRulesTest {

    private static final PostingTable TABLE = PostingTable.standard();

    private static BalanceRow.Builder row(String type, String category, long amount, long fee) {
        return BalanceRow.builder()
                .key(new ObjectKey(StripeAccountId.of("acct_1"), true, "txn_1"))
                .type(type)
                .reportingCategory(category.isEmpty() ? Optional.empty() : Optional.of(category))
                .amountMinor(amount)
                .feeMinor(fee)
                .netMinor(amount - fee)
                .currency("gbp")
                .source("ch_1")
                .createdAt(Instant.EPOCH);
    }

    @Test
    @DisplayName("STR-26 STR-27 a charge is receivable or unapplied cash, its fee split by element, sorted by role")
    void charges() {
        BalanceRow split = row("charge", "charge", 25_050, 396)
                .addFeeDetail(new Fee("stripe_fee", 330))
                .addFeeDetail(new Fee("tax", 66))
                .build();
        RowPosting linked = TABLE.assess(split, true);
        assertThat(linked.legs())
                .containsExactly(
                        new Leg(StripeAccountRole.INPUT_TAX, 66),
                        new Leg(StripeAccountRole.PROCESSING_FEES, 330),
                        new Leg(StripeAccountRole.RECEIVABLE, -25_050),
                        new Leg(StripeAccountRole.STRIPE_BALANCE, 24_654));
        assertThat(linked.effect()).contains(RowPosting.Effect.PAYMENT_CONFIRMED);
        assertThat(linked.category()).contains("charge");
        assertThat(linked.warnings()).isEmpty();
        assertThat(linked.breaks()).isEmpty();
        assertThat(TABLE.assess(split, false).legs()).contains(new Leg(StripeAccountRole.UNAPPLIED_CASH, -25_050));
        PostingTable cost =
                PostingTable.of(PostingPolicy.builder().taxRecoverable(false).build());
        assertThat(cost.assess(split, true).legs()).contains(new Leg(StripeAccountRole.TAX_EXPENSE, 66));
        RowPosting unsplit = TABLE.assess(row("charge", "charge", 1_000, 30).build(), true);
        assertThat(unsplit.warnings()).containsExactly(StripeCode.FEE_UNSPLIT);
        assertThat(unsplit.legs()).contains(new Leg(StripeAccountRole.PROCESSING_FEES, 30));
        assertThat(TABLE.assess(row("charge", "charge", 1_000, 0).build(), true).warnings())
                .isEmpty();
    }

    @Test
    @DisplayName("STR-26 refunds clear credits owed, or reopen the receivable where the house says so")
    void refunds() {
        BalanceRow refund = row("refund", "refund", -500, 0).build();
        assertThat(TABLE.assess(refund, true).legs()).contains(new Leg(StripeAccountRole.CREDITS_OWED, 500));
        PostingTable direct = PostingTable.of(
                PostingPolicy.builder().refundsReopenReceivable(true).build());
        assertThat(direct.assess(refund, true).legs()).contains(new Leg(StripeAccountRole.RECEIVABLE, 500));
    }

    @Test
    @DisplayName("STR-26 the unknown goes to suspense with a break, or by its type where the house says so")
    void unknown() {
        BalanceRow strange = row("charge", "unheard_of", 100, 0).build();
        RowPosting suspended = TABLE.assess(strange, true);
        assertThat(suspended.breaks()).containsExactly(StripeCode.UNKNOWN_CATEGORY);
        assertThat(suspended.effect()).isEmpty();
        assertThat(suspended.category()).contains("unheard_of");
        assertThat(suspended.legs())
                .containsExactly(
                        new Leg(StripeAccountRole.STRIPE_BALANCE, 100), new Leg(StripeAccountRole.SUSPENSE, -100));
        PostingTable byType = PostingTable.of(
                PostingPolicy.builder().unknownCategoryByType(true).build());
        RowPosting typed = byType.assess(strange, true);
        assertThat(typed.category()).contains("charge");
        assertThat(typed.warnings()).containsExactly(StripeCode.UNKNOWN_CATEGORY);
        assertThat(byType.assess(row("unheard_of", "unheard_of", 100, 0).build(), true)
                        .breaks())
                .containsExactly(StripeCode.UNKNOWN_CATEGORY);
        assertThat(TABLE.assess(row("unheard_of", "", 100, 0).build(), true).breaks())
                .containsExactly(StripeCode.UNKNOWN_CATEGORY);
        RowPosting newType = TABLE.assess(row("unheard_of", "charge", 100, 0).build(), true);
        assertThat(newType.warnings()).containsExactly(StripeCode.UNKNOWN_TYPE);
        assertThat(newType.breaks()).isEmpty();
        PostingTable strict =
                PostingTable.of(PostingPolicy.builder().strictTypes(true).build());
        assertThat(strict.assess(row("unheard_of", "charge", 100, 0).build(), true)
                        .breaks())
                .containsExactly(StripeCode.UNKNOWN_TYPE);
        assertThat(TABLE.assess(row("charge", "payout", -100, 0).build(), true).warnings())
                .containsExactly(StripeCode.UNDECLARED_PAIR);
        BalanceRow elsewhere =
                row("charge", "charge", 100, 0).balanceType("moon").build();
        assertThat(TABLE.assess(elsewhere, true).breaks()).containsExactly(StripeCode.UNKNOWN_BALANCE_TYPE);
        assertThat(TABLE.assess(elsewhere, true).legs()).contains(new Leg(StripeAccountRole.SUSPENSE, 100));
    }

    @Test
    @DisplayName(
            "STR-26 a category that is not stated is inferred from the type, an adjustment from its source and sign")
    void inferred() {
        RowPosting charge = TABLE.assess(row("charge", "", 100, 0).build(), true);
        assertThat(charge.category()).contains("charge");
        assertThat(charge.warnings()).containsExactly(StripeCode.INFERRED);
        assertThat(category("dp_1", -100)).isEqualTo("dispute");
        assertThat(category("du_1", -1)).isEqualTo("dispute");
        assertThat(category("dp_1", 100)).isEqualTo("dispute_reversal");
        assertThat(category("re_1", 100)).isEqualTo("refund_failure");
        assertThat(category("pyr_1", 100)).isEqualTo("refund_failure");
        assertThat(category("re_1", -100)).isEqualTo("other_adjustment");
        assertThat(category("ch_1", 100)).isEqualTo("other_adjustment");
        assertThat(TABLE.assess(
                                row("adjustment", "", 100, 0)
                                        .source(Optional.empty())
                                        .build(),
                                true)
                        .category())
                .contains("other_adjustment");
        assertThat(TABLE.assess(row("adjustment", "", 100, 0).build(), true).breaks())
                .contains(StripeCode.CLASSIFY);
    }

    private static String category(String source, long amount) {
        return TABLE.assess(row("adjustment", "", amount, 0).source(source).build(), true)
                .category()
                .orElse("");
    }

    @Test
    @DisplayName("STR-26 an unexpected sign is a warning, zero has none")
    void signs() {
        assertThat(TABLE.assess(row("charge", "charge", -100, 0).build(), true).warnings())
                .containsExactly(StripeCode.UNEXPECTED_SIGN);
        assertThat(TABLE.assess(row("charge", "charge", 0, 0).build(), true).warnings())
                .isEmpty();
        assertThat(TABLE.assess(row("charge", "charge", 0, 0).build(), true).legs())
                .isEmpty();
        assertThat(TABLE.assess(row("payout", "payout", -100, 0).build(), true).warnings())
                .isEmpty();
    }

    @Test
    @DisplayName(
            "STR-26 STR-27 what does not add up within 64 bits is not posted; a split that differs goes to suspense")
    void arithmetic() {
        RowPosting wrong =
                TABLE.assess(row("charge", "charge", 100, 10).netMinor(91).build(), true);
        assertThat(wrong.legs()).isEmpty();
        assertThat(wrong.breaks()).containsExactly(StripeCode.LINE_ARITHMETIC);
        assertThat(TABLE.assess(row("charge", "charge", Long.MIN_VALUE, 0).build(), true)
                        .breaks())
                .containsExactly(StripeCode.LINE_ARITHMETIC);
        assertThat(TABLE.assess(row("charge", "charge", Long.MAX_VALUE, 0).build(), true)
                        .breaks())
                .containsExactly(StripeCode.LINE_ARITHMETIC);
        BalanceRow huge = row("charge", "charge", 100, 10)
                .addFeeDetail(new Fee("stripe_fee", Long.MAX_VALUE))
                .build();
        assertThat(TABLE.assess(huge, true).breaks()).containsExactly(StripeCode.LINE_ARITHMETIC);
        BalanceRow split = row("charge", "charge", 100, 10)
                .addFeeDetail(new Fee("stripe_fee", 12))
                .build();
        assertThat(TABLE.assess(split, true).breaks()).containsExactly(StripeCode.FEE_SPLIT);
        assertThat(TABLE.assess(split, true).legs()).contains(new Leg(StripeAccountRole.SUSPENSE, -2));
        BalanceRow unknown = row("charge", "charge", 100, 10)
                .addFeeDetail(new Fee("unheard_of", 10))
                .build();
        assertThat(TABLE.assess(unknown, true).breaks()).containsExactly(StripeCode.UNKNOWN_FEE_TYPE);
        assertThat(TABLE.assess(unknown, true).legs()).contains(new Leg(StripeAccountRole.SUSPENSE, 10));
    }

    @Test
    @DisplayName(
            "STR-34 a report states the category alone: the type of the same name, else the first that falls to it, else the category itself")
    void typeOfCategory() {
        assertThat(TABLE.typeOf("charge")).isEqualTo("charge");
        assertThat(TABLE.typeOf("unheard_of")).isEqualTo("unheard_of");
        assertThat(TABLE.typeOf("payout_reversal")).isIn(TABLE.types()).isNotEqualTo("payout_reversal");
        assertThat(TABLE.categories()).hasSize(37).contains("charge", "payout");
        assertThat(TABLE.types()).hasSize(50).contains("charge", "adjustment");
    }

    @Test
    @DisplayName("STR-26 links are found by the row's source, else by the row")
    void links() {
        ChargeLinks links = ChargeLinks.of(Map.of("ch_1", InvoiceId.of("INV-1"), "txn_9", InvoiceId.of("INV-9")));
        assertThat(links.invoiceOf(row("charge", "charge", 1, 0).build())).contains(InvoiceId.of("INV-1"));
        assertThat(links.invoiceOf(row("charge", "charge", 1, 0)
                        .key(new ObjectKey(StripeAccountId.of("acct_1"), true, "txn_9"))
                        .source(Optional.empty())
                        .build()))
                .contains(InvoiceId.of("INV-9"));
        assertThat(links.invoiceOf(row("charge", "charge", 1, 0).source("ch_2").build()))
                .isEmpty();
        assertThat(ChargeLinks.none().invoiceOf(row("charge", "charge", 1, 0).build()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(StripeAccountRole.class)
    @DisplayName("STR-26 every role has an id for the account map and a kind for the ledger")
    void roles(StripeAccountRole role) {
        assertThat(role.id()).matches("[a-z]+(-[a-z]+)*").hasSize(role.name().length());
        assertThat(role.kind()).isNotNull();
        assertThat(role.kind() == Account.Kind.INCOME).isEqualTo(role == StripeAccountRole.PLATFORM_REVENUE);
    }

    @ParameterizedTest
    @EnumSource(RowPosting.Effect.class)
    @DisplayName("STR-26 every effect has a code")
    void effects(RowPosting.Effect effect) {
        assertThat(effect.id()).isEqualTo("STRIPE_EFFECT." + effect.name());
    }
}
