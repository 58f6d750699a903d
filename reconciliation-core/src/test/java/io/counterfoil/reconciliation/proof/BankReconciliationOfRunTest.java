package io.counterfoil.reconciliation.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Fields;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BankReconciliationOfRunTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
    private static final AsOf AS_OF = new AsOf(DAY, Instant.parse("2026-04-01T08:00:00Z"));

    private static Item item(String id, String amount, String reference) {
        return Item.builder()
                .id(ItemId.of(id))
                .amount(CAD.of(amount))
                .day(DAY)
                .addReference(reference)
                .build();
    }

    @Test
    @DisplayName(
            "REC-55 a run proves itself: what is open on both sides and the differences inside its matches bridge the balances")
    void ofRun() {
        MatchPlan plan = MatchPlan.named("test")
                .pass(Pass.oneToOne("reference")
                        .on(MatchKey.REFERENCE)
                        .amount(Tolerance.absolute("5"))
                        .confirm())
                .build();
        Fields<Item> fields = Fields.of(Item.class)
                .id(Item::id)
                .amount(Item::amount)
                .date(Item::day)
                .reference(item -> item.references().get(0));
        Reconciliation run = Reconciler.builder(plan)
                .build()
                .match(
                        ItemBatch.of(List.of(item("b1", "97.10", "R1"), item("b2", "-30", "R2")), fields),
                        ItemBatch.of(List.of(item("e1", "100", "R1"), item("e2", "-450", "R3")), fields),
                        AS_OF);

        BankReconciliation proof = BankReconciliation.prove(
                BankReconciliation.Sides.builder()
                        .account("operating")
                        .bankBalance(CAD.of("67.10"))
                        .bookBalance(CAD.of("-350"))
                        .addRun(run)
                        .build(),
                AS_OF);

        assertThat(proof.holds()).as(proof.sentence()).isTrue();
        assertThat(proof.figures().stream().map(figure -> figure.code() + " " + Amounts.plain(figure.amount())))
                .containsExactly(
                        "BANK 67.10",
                        "BOOK_ONLY OUTSTANDING_PAYMENT -450.00",
                        "ADJUSTED_BANK -382.90",
                        "BOOK -350.00",
                        "BANK_ONLY MATCHED_WITH_TOLERANCE_SHORT -2.90",
                        "BANK_ONLY UNAUTHORISED_DEBIT -30.00",
                        "ADJUSTED_BOOK -382.90");
    }
}
