package io.counterfoil.stripe.posting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.posting.PostingPolicy;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.RowPosting.Leg;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table and the policy as a house has them that chooses nothing, and rows whose category is inferred. The table is read anew in each test. */
class PostingChoicesTest {

    private final PostingTable table = PostingTable.standard();

    private static BalanceRow.Builder row(String type, String category, long amount, String source) {
        return BalanceRow.builder()
                .key(new ObjectKey(StripeAccountId.of("acct_1"), true, "txn_1"))
                .type(type)
                .reportingCategory(Optional.of(category).filter(text -> !text.isEmpty()))
                .amountMinor(amount)
                .feeMinor(0)
                .netMinor(amount)
                .currency("gbp")
                .source(source)
                .createdAt(Instant.EPOCH);
    }

    @Test
    @DisplayName("STR-26 by default tax is recoverable, refunds clear credits owed, the unknown goes to suspense")
    void defaults() {
        PostingPolicy policy = PostingPolicy.standard();
        assertThat(policy.taxRecoverable()).isTrue();
        assertThat(policy.refundsReopenReceivable()).isFalse();
        assertThat(policy.unknownCategoryByType()).isFalse();
        assertThat(policy.strictTypes()).isFalse();
        BalanceRow taxed = row("charge", "charge", 1_000, "ch_1")
                .feeMinor(36)
                .netMinor(964)
                .addFeeDetail(new Fee("stripe_fee", 30))
                .addFeeDetail(new Fee("tax", 6))
                .build();
        assertThat(table.assess(taxed, true).legs())
                .contains(new Leg(StripeAccountRole.INPUT_TAX, 6), new Leg(StripeAccountRole.PROCESSING_FEES, 30));
        assertThat(table.assess(row("refund", "refund", -500, "re_1").build(), true)
                        .legs())
                .contains(new Leg(StripeAccountRole.CREDITS_OWED, 500));
        RowPosting unknown =
                table.assess(row("charge", "unheard_of", 100, "ch_1").build(), true);
        assertThat(unknown.breaks()).containsExactly(StripeCode.UNKNOWN_CATEGORY);
        RowPosting untyped =
                table.assess(row("unheard_of", "charge", 100, "ch_1").build(), true);
        assertThat(untyped.warnings()).containsExactly(StripeCode.UNKNOWN_TYPE);
        assertThat(untyped.breaks()).isEmpty();
        assertThat(untyped.legs()).contains(new Leg(StripeAccountRole.RECEIVABLE, -100));
    }

    @Test
    @DisplayName("STR-26 a category with a sign of its own is warned of when the row has the other one")
    void signs() {
        assertThat(table.assess(row("charge", "charge", 100, "ch_1").build(), true)
                        .warnings())
                .isEmpty();
        assertThat(table.assess(row("charge", "charge", -100, "ch_1").build(), true)
                        .warnings())
                .containsExactly(StripeCode.UNEXPECTED_SIGN);
        assertThat(table.assess(row("refund", "refund", -100, "re_1").build(), true)
                        .warnings())
                .isEmpty();
        assertThat(table.assess(row("refund", "refund", 100, "re_1").build(), true)
                        .warnings())
                .containsExactly(StripeCode.UNEXPECTED_SIGN);
        assertThat(table.assess(row("charge", "charge", 0, "ch_1").build(), true)
                        .warnings())
                .as("nothing has no sign")
                .isEmpty();
    }

    @Test
    @DisplayName("STR-26 a type that does not have the category is warned of; one that has is not")
    void declaredPairs() {
        assertThat(table.assess(row("payout", "payout", -100, "po_1").build(), true)
                        .warnings())
                .isEmpty();
        assertThat(table.assess(row("payout", "charge", 100, "po_1").build(), true)
                        .warnings())
                .contains(StripeCode.UNDECLARED_PAIR);
    }

    @Test
    @DisplayName("STR-27 an adjustment without a category is told by its source and its sign")
    void inferredBySource() {
        assertThat(category(-1_500, "dp_1")).isEqualTo("dispute");
        assertThat(category(1_500, "du_1")).isEqualTo("dispute_reversal");
        assertThat(category(0, "dp_1")).isEqualTo("dispute_reversal");
        assertThat(category(700, "re_1")).isEqualTo("refund_failure");
        assertThat(category(700, "pyr_1")).isEqualTo("refund_failure");
        assertThat(category(-700, "re_1")).isEqualTo("other_adjustment");
        assertThat(category(0, "re_1")).isEqualTo("other_adjustment");
        assertThat(category(700, "ch_1")).isEqualTo("other_adjustment");
    }

    private String category(long minor, String source) {
        RowPosting posting = table.assess(row("adjustment", "", minor, source).build(), true);
        assertThat(posting.warnings()).contains(StripeCode.INFERRED);
        return posting.category().orElseThrow();
    }
}
