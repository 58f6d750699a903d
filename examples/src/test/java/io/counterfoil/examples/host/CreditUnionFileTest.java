package io.counterfoil.examples.host;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ImportReceipt.Verdict;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Fields;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.Test;

class CreditUnionFileTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final String HEADER = "H20270301000012345678CAD+000000010000\n";
    private static final String ANA = "D20270301+000000010000PAY-1           PAYMENT ANA\n";
    private static final String FEE = "D20270301-000000000250                MONTHLY FEE\n";
    private static final String GOOD = HEADER + ANA + FEE + FEE + "T000003+000000019500\n";

    private final ImportHistory history = ImportHistory.inMemory();
    private final CreditUnionFile files = new CreditUnionFile(history);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private ImportReceipt prove(String text) {
        return files.prove(bytes(text), "march.txt");
    }

    @Test
    void aFileWhoseFiguresAgreeIsProvedAndTakenInOnce() {
        ImportReceipt receipt = prove(GOOD);
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.sentence()).isEqualTo("CREDIT_UNION, 3 entries, PROVED");
        assertThat(receipt.records()).isEqualTo(3);
        assertThat(receipt.sums().amounts()).containsExactly(CAD.of("95.00"));
        assertThat(receipt.totals()).hasSize(2).allMatch(ImportReceipt.ControlTotal::agrees);

        Statement statement = files.statement(bytes(GOOD), receipt);
        assertThat(statement.opening().orElseThrow().amount()).isEqualTo(CAD.of("100.00"));
        assertThat(statement.closing().orElseThrow().amount()).isEqualTo(CAD.of("195.00"));
        assertThat(statement.entries())
                .extracting(StatementEntry::amount)
                .containsExactly(CAD.of("100.00"), CAD.of("-2.50"), CAD.of("-2.50"));
        assertThat(statement.entries()).extracting(StatementEntry::id).doesNotHaveDuplicates();
        assertThat(statement.toString()).doesNotContain("12345678").doesNotContain("ANA");

        history.remember(receipt);
        assertThat(prove(GOOD).duplicate()).isEqualTo(Verdict.SAME_FILE);
        assertThat(prove(GOOD).postable()).isFalse();
        assertThat(prove(GOOD + "\n").duplicate())
                .as("the same statement in other bytes")
                .isEqualTo(Verdict.SAME_STATEMENT);
    }

    @Test
    void aFigureThatDiffersBreaksTheFileUntilAPersonTakesItIn() {
        for (String wrong : List.of(
                GOOD.replace("T000003", "T000004"),
                GOOD.replace("+000000019500", "+000000019501"),
                HEADER + ANA + FEE + "T000003+000000019500\n")) {
            ImportReceipt receipt = prove(wrong);
            assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
            assertThat(receipt.disagreements()).isNotEmpty();
            assertThatThrownBy(() -> files.statement(bytes(wrong), receipt))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("march.txt is BROKEN");
            ImportReceipt accepted = receipt.acceptedBy(Actor.reviewer("omar"), "the bank confirmed the entries");
            assertThat(files.statement(bytes(wrong), accepted).entries()).isNotEmpty();
        }
    }

    @Test
    void nothingThatCannotBeReadIsDropped() {
        String wrong = HEADER + ANA + "D2027030X+000000010000PAY-2           \n" + "X\n" + FEE
                + "T000004+000000019750\n" + ANA;
        ImportReceipt receipt = prove(wrong);
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(receipt.items()).isEqualTo(2);
        assertThat(receipt.rejections())
                .extracting(r -> r.location().line() + " " + r.code().id())
                .containsExactly("3 CREDIT_UNION.RECORD", "4 CREDIT_UNION.RECORD", "7 CREDIT_UNION.RECORD");
        assertThat(receipt.records()).isEqualTo(5);
        assertThat(receipt.disagreements()).as("counted with what was rejected").isEmpty();
    }

    @Test
    void aFileThatWasCutOffOrIsNoneIsBroken() {
        for (String wrong : List.of(
                "",
                "\n",
                "Dear Sir",
                HEADER,
                HEADER + ANA,
                GOOD.substring(0, GOOD.length() - 3),
                GOOD.replace("CAD", "C$D"),
                GOOD.replace("CAD", "XQZ"),
                GOOD.replace("H20270301", "H20270231"),
                GOOD.substring(HEADER.length()))) {
            assertThat(prove(wrong).status()).as(wrong).isEqualTo(ProofStatus.BROKEN);
            assertThat(prove(wrong).postable()).as(wrong).isFalse();
        }
        assertThat(prove(HEADER).diagnostics()).extracting(d -> d.code().id()).containsExactly("CREDIT_UNION.TRAILER");
    }

    @Test
    void aReceiptOfOtherBytesIsRefused() {
        ImportReceipt receipt = prove(GOOD);
        assertThatThrownBy(() -> files.statement(bytes(GOOD + " "), receipt)).isInstanceOf(IllegalStateException.class);
    }

    private record Receipt(String id, MonetaryAmount amount, LocalDate on) {}

    @Test
    void theStatementIsMatchedAsAnyOther() {
        Statement statement = files.statement(bytes(GOOD), prove(GOOD));
        MatchPlan plan = MatchPlan.named("credit-union")
                .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
                .build();
        Reconciliation run = Reconciler.builder(plan)
                .build()
                .match(
                        ItemBatch.of(statement),
                        ItemBatch.of(
                                List.of(new Receipt("PAY-1", CAD.of("100.00"), LocalDate.of(2027, 3, 1))),
                                Fields.of(Receipt.class)
                                        .id(Receipt::id)
                                        .reference(Receipt::id)
                                        .amount(Receipt::amount)
                                        .date(Receipt::on)),
                        AsOf.at(Instant.parse("2027-03-02T12:00:00Z"), ZoneId.of("America/Toronto")));
        run.conservation().orThrow();
        assertThat(run.matches().toList()).hasSize(1);
        assertThat(run.breaks().toList()).hasSize(2);
    }
}
