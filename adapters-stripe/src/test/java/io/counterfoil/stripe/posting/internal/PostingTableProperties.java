package io.counterfoil.stripe.posting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class PostingTableProperties {

    private static final List<Long> AMOUNTS = List.of(12_345L, -12_345L, 0L);
    private static final List<Optional<String>> BALANCES = List.of(
            Optional.empty(),
            Optional.of("payments"),
            Optional.of("risk_reserved"),
            Optional.of("refund_and_dispute_prefunding"),
            Optional.of("issuing"),
            Optional.of("vault_2029"));
    private static final Set<StripeCode> EXPLAIN_SUSPENSE = Set.of(
            StripeCode.CLASSIFY,
            StripeCode.UNKNOWN_CATEGORY,
            StripeCode.UNKNOWN_BALANCE_TYPE,
            StripeCode.UNKNOWN_FEE_TYPE,
            StripeCode.UNKNOWN_TYPE,
            StripeCode.FEE_SPLIT);

    @Example
    @Label(
            "STR-26 every type, category, balance and sign is posted balanced, and nothing goes to suspense without a break")
    void everyCombinationBalances() {
        PostingTable table = PostingTable.standard();
        assertThat(table.types()).hasSize(50);
        assertThat(table.categories()).hasSize(37);
        List<Optional<String>> categories = new ArrayList<>();
        table.categories().forEach(category -> categories.add(Optional.of(category)));
        categories.add(Optional.empty());
        categories.add(Optional.of("brand_new_category"));
        List<String> types = new ArrayList<>(table.types());
        types.add("brand_new_type");
        for (String type : types) {
            for (Optional<String> category : categories) {
                for (Optional<String> balance : BALANCES) {
                    for (long amount : AMOUNTS) {
                        check(table, row(type, category, balance, amount));
                    }
                }
            }
        }
    }

    private static void check(PostingTable table, BalanceRow row) {
        for (boolean linked : new boolean[] {true, false}) {
            RowPosting posting = table.assess(row, linked);
            assertBalanced(posting);
            boolean suspense = posting.legs().stream().anyMatch(leg -> leg.role() == StripeAccountRole.SUSPENSE);
            assertThat(suspense && posting.breaks().stream().noneMatch(EXPLAIN_SUSPENSE::contains))
                    .as("%s to suspense without a break", row)
                    .isFalse();
        }
    }

    @Property
    @Label("STR-26 STR-27 any figures post balanced, or not at all with a break; never an exception")
    void anyFiguresBalance(@ForAll long amount, @ForAll long fee, @ForAll long net, @ForAll List<Long> parts) {
        BalanceRow.Builder row = BalanceRow.builder()
                .from(row("charge", Optional.of("charge"), Optional.empty(), 0))
                .amountMinor(amount)
                .feeMinor(fee)
                .netMinor(net);
        parts.forEach(part -> row.addFeeDetail(new Fee(part % 2 == 0 ? "stripe_fee" : "levy_2028", part)));
        RowPosting posting = PostingTable.standard().assess(row.build(), true);
        assertBalanced(posting);
        if (amount - fee != net) {
            assertThat(posting.legs()).isEmpty();
            assertThat(posting.breaks()).contains(StripeCode.LINE_ARITHMETIC);
        }
    }

    @Property
    @Label(
            "STR-27 each element of a fee has its own leg, and what the elements do not explain goes to suspense with a break")
    void feeElements(@ForAll int amount, @ForAll int stripeFee, @ForAll int tax, @ForAll int rest) {
        long fee = (long) stripeFee + tax + rest;
        BalanceRow row = BalanceRow.builder()
                .from(row("charge", Optional.of("charge"), Optional.empty(), 0))
                .amountMinor(amount)
                .feeMinor(fee)
                .netMinor(amount - fee)
                .addFeeDetail(new Fee("stripe_fee", stripeFee))
                .addFeeDetail(new Fee("tax", tax))
                .build();
        RowPosting posting = PostingTable.standard().assess(row, true);
        assertThat(minor(posting, StripeAccountRole.PROCESSING_FEES)).isEqualTo(stripeFee);
        assertThat(minor(posting, StripeAccountRole.INPUT_TAX)).isEqualTo(tax);
        assertThat(minor(posting, StripeAccountRole.SUSPENSE)).isEqualTo(rest);
        assertThat(posting.breaks().contains(StripeCode.FEE_SPLIT)).isEqualTo(rest != 0);
    }

    private static long minor(RowPosting posting, StripeAccountRole role) {
        return posting.legs().stream()
                .filter(leg -> leg.role() == role)
                .mapToLong(RowPosting.Leg::minor)
                .sum();
    }

    private static void assertBalanced(RowPosting posting) {
        long sum = posting.legs().stream().mapToLong(RowPosting.Leg::minor).reduce(0, Math::addExact);
        assertThat(sum).as("sum of %s", posting).isZero();
        assertThat(posting.legs()).extracting(RowPosting.Leg::role).doesNotHaveDuplicates();
        assertThat(posting.legs()).extracting(RowPosting.Leg::minor).doesNotContain(0L);
    }

    private static BalanceRow row(String type, Optional<String> category, Optional<String> balance, long amount) {
        return BalanceRow.builder()
                .key(new ObjectKey(StripeAccountId.of("acct_1"), false, "txn_1"))
                .type(type)
                .reportingCategory(category)
                .balanceType(balance)
                .amountMinor(amount)
                .netMinor(amount)
                .currency("gbp")
                .createdAt(Instant.EPOCH)
                .build();
    }
}
