package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.payout.internal.PayoutProver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PayoutProofProperties {

    private static final PayoutProver PROVER = PayoutProver.standard();

    /** A payout with the list that proves it. */
    record Proven(PayoutFact payout, List<BalanceRow> rows) {}

    @Property
    @Label(
            "STR-28 a payout whose rows sum to it is PROVED in any order of the rows, with the same digest but for the order of figures")
    void provedInAnyOrder(@ForAll("proven") Proven proven, @ForAll Random random) {
        List<BalanceRow> shuffled = new ArrayList<>(proven.rows());
        Collections.shuffle(shuffled, random);
        PayoutProof proof = prove(proven.payout(), shuffled);
        assertThat(proof.status()).as(proof.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(proof.residualMinor()).hasValue(0);
        assertThat(proof.memberNetMinor()).hasValue(proven.payout().amountMinor());
    }

    @Property(tries = 150)
    @Label("STR-28 altering any figure of any row by one minor unit, either way, is never PROVED")
    void anyAlterationBreaks(@ForAll("proven") Proven proven) {
        for (int i = 0; i < proven.rows().size(); i++) {
            for (BalanceRow altered : alterations(proven.rows().get(i))) {
                List<BalanceRow> rows = new ArrayList<>(proven.rows());
                rows.set(i, altered);
                assertThat(prove(proven.payout(), rows).status())
                        .as("row %s as %s", i, altered)
                        .isEqualTo(ProofStatus.BROKEN);
            }
        }
    }

    @Property(tries = 150)
    @Label(
            "STR-28 removing any row that moved money is never PROVED; an exact duplicate changes nothing; a changed one breaks")
    void anyRemovalBreaks(@ForAll("proven") Proven proven) {
        for (int i = 0; i < proven.rows().size(); i++) {
            BalanceRow row = proven.rows().get(i);
            List<BalanceRow> without = new ArrayList<>(proven.rows());
            without.remove(i);
            boolean own = row.type().equals("payout");
            if (own || row.netMinor() != 0) {
                assertThat(prove(proven.payout(), without).status()).isEqualTo(ProofStatus.BROKEN);
            }
            List<BalanceRow> twice = new ArrayList<>(proven.rows());
            twice.add(row);
            PayoutProof doubled = prove(proven.payout(), twice);
            assertThat(doubled.status()).isEqualTo(ProofStatus.PROVED);
            assertThat(doubled.warnings()).contains(StripeCode.DUPLICATE_LINE);
            for (BalanceRow altered : alterations(row)) {
                List<BalanceRow> changed = new ArrayList<>(proven.rows());
                changed.add(altered);
                assertThat(prove(proven.payout(), changed).breaks()).contains(StripeCode.CONFLICTING_DUPLICATE);
            }
        }
    }

    @Property(tries = 150)
    @Label("STR-28 any rows with any figures give a proof, never an exception")
    void neverThrows(@ForAll long amount, @ForAll List<Long> figures, @ForAll("proven") Proven proven) {
        List<BalanceRow> rows = new ArrayList<>(proven.rows());
        for (int i = 0; i + 2 < figures.size(); i += 3) {
            rows.add(row("wild" + i, "charge", figures.get(i), figures.get(i + 1), figures.get(i + 2)));
        }
        PayoutFact payout =
                PayoutFact.builder().from(proven.payout()).amountMinor(amount).build();
        PayoutProof proof = prove(payout, rows);
        assertThat(proof.digest()).isEqualTo(prove(payout, rows).digest());
        PayoutProof manual =
                prove(PayoutFact.builder().from(payout).automatic(false).build(), rows);
        assertThat(manual.status()).isEqualTo(ProofStatus.UNPROVED);
    }

    @Property
    @Label("STR-29 claims and residual sum to the need, no row gives more than it has, and the outcome is never PROVED")
    void attributionConserves(@ForAll("proven") Proven proven, @ForAll("need") long need, @ForAll Random random) {
        PayoutFact payout = PayoutFact.builder()
                .from(proven.payout())
                .automatic(false)
                .amountMinor(need)
                .build();
        List<BalanceRow> rows = new ArrayList<>(proven.rows().stream()
                .filter(row -> !row.type().equals("payout"))
                .toList());
        Collections.shuffle(rows, random);
        PayoutProof proof = PROVER.attribute(payout, rows.stream(), List.of());
        long claimed =
                proof.claims().stream().mapToLong(PayoutProof.Claim::minor).sum();
        assertThat(claimed + proof.residualMinor().orElseThrow()).isEqualTo(need);
        assertThat(proof.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(proof.members()).hasSameSizeAs(proof.claims());
        for (int i = 0; i < proof.claims().size(); i++) {
            assertThat(proof.claims().get(i).minor())
                    .isLessThanOrEqualTo(proof.members().get(i).netMinor());
        }
    }

    private static PayoutProof prove(PayoutFact payout, List<BalanceRow> rows) {
        return PROVER.prove(payout, rows.stream(), PaymentFacts.none());
    }

    private static List<BalanceRow> alterations(BalanceRow row) {
        List<BalanceRow> altered = new ArrayList<>();
        for (long by : new long[] {1, -1}) {
            altered.add(copy(row).netMinor(row.netMinor() + by).build());
            altered.add(copy(row).amountMinor(row.amountMinor() + by).build());
            altered.add(copy(row).feeMinor(row.feeMinor() + by).build());
            altered.add(copy(row)
                    .amountMinor(row.amountMinor() + by)
                    .netMinor(row.netMinor() + by)
                    .build());
        }
        return altered;
    }

    private static BalanceRow.Builder copy(BalanceRow row) {
        return BalanceRow.builder().from(row);
    }

    @Provide
    Arbitrary<Long> need() {
        return Arbitraries.longs().between(0, 1_000_000);
    }

    @Provide
    Arbitrary<Proven> proven() {
        Arbitrary<long[]> figures = Combinators.combine(
                        Arbitraries.longs().between(-50_000, 200_000),
                        Arbitraries.longs().between(-100, 4_000))
                .as((amount, fee) -> new long[] {amount, fee});
        return figures.list().ofMaxSize(12).map(PayoutProofProperties::payoutOf);
    }

    private static Proven payoutOf(List<long[]> figures) {
        List<BalanceRow> rows = new ArrayList<>();
        long sum = 0;
        for (long[] figure : figures) {
            long net = figure[0] - figure[1];
            String type = figure[0] < 0 ? "refund" : "charge";
            rows.add(row("txn_" + rows.size(), type, figure[0], figure[1], net));
            sum += net;
        }
        rows.add(BalanceRow.builder()
                .from(row("txn_payout", "payout", -sum, 0, -sum))
                .source("po_1")
                .build());
        PayoutFact payout = PayoutFact.builder()
                .key(StripeCorpus.key("po_1"))
                .amountMinor(sum)
                .currency("gbp")
                .status("paid")
                .state(new StripeFact.State("PAID", 30, false))
                .automatic(true)
                .reconciliationStatus("completed")
                .balanceTransaction("txn_payout")
                .arrivalAt(Instant.EPOCH)
                .createdAt(Instant.ofEpochSecond(1_000_000))
                .build();
        return new Proven(payout, rows);
    }

    private static BalanceRow row(String id, String type, long amount, long fee, long net) {
        return BalanceRow.builder()
                .key(StripeCorpus.key(id))
                .type(type)
                .reportingCategory(type)
                .amountMinor(amount)
                .feeMinor(fee)
                .netMinor(net)
                .currency("gbp")
                .createdAt(Instant.ofEpochSecond(1_000))
                .availableOn(Instant.ofEpochSecond(2_000))
                .build();
    }
}
