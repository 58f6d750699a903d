package io.counterfoil.reconciliation.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ImportHistory} keeps: {@code class MyHistoryTest extends ImportHistoryContract}. */
public abstract class ImportHistoryContract {

    private static final BankAccountRef.Token ACCOUNT = new BankAccountRef.Token("a: 1");

    /** A history that knows nothing. */
    protected abstract ImportHistory emptyHistory();

    private static StatementKey statement(String number, long openingMinor) {
        return new StatementKey(ACCOUNT, "CAMT053", number, openingMinor, true);
    }

    private static Sha256 file(String content) {
        return Sha256.of(content);
    }

    private static ImportReceipt receipt(String content, StatementKey... statements) {
        return ImportReceipt.builder()
                .source(content)
                .sha256(file(content))
                .bytes(content.length())
                .format("CAMT053")
                .status(ProofStatus.PROVED)
                .records(1)
                .items(1)
                .keptApart(0)
                .statementKeys(
                        List.of(statements).stream().map(StatementKey::toText).toList())
                .sums(Totals.none())
                .sentence(content)
                .build();
    }

    @Test
    @DisplayName("BNK-04 what was never seen is new")
    void whatWasNeverSeenIsNew() {
        ImportHistory history = emptyHistory();

        assertThat(history.check(file("a"), List.of(statement("7", 100)))).isEqualTo(ImportReceipt.Verdict.NEW);
        assertThat(history.receipt(file("a"))).isEmpty();
    }

    @Test
    @DisplayName("REC-53 the same bytes are the same file, answered with the first receipt")
    void theSameBytesAreTheSameFile() {
        ImportHistory history = emptyHistory();
        ImportReceipt first = receipt("a", statement("7", 100));
        history.remember(first);
        history.remember(receipt("a", statement("9", 900)));

        assertThat(history.check(file("a"), List.of())).isEqualTo(ImportReceipt.Verdict.SAME_FILE);
        assertThat(history.receipt(file("a"))).contains(first);
        assertThat(history.check(file("z"), List.of(statement("9", 900)))).isEqualTo(ImportReceipt.Verdict.NEW);
    }

    @Test
    @DisplayName(
            "REC-53 the same number and opening in other bytes is the same statement, another opening a reused number")
    void statementsAreToldByNumberAndOpening() {
        ImportHistory history = emptyHistory();
        history.remember(receipt("a", statement("7", 100)));

        assertThat(history.check(file("b"), List.of(statement("7", 100))))
                .isEqualTo(ImportReceipt.Verdict.SAME_STATEMENT);
        assertThat(history.check(file("b"), List.of(statement("7", 200))))
                .isEqualTo(ImportReceipt.Verdict.STATEMENT_NUMBER_REUSED);
        assertThat(history.check(file("b"), List.of(statement("7", 200), statement("7", 100))))
                .isEqualTo(ImportReceipt.Verdict.SAME_STATEMENT);
        assertThat(history.check(file("b"), List.of(statement("8", 100)))).isEqualTo(ImportReceipt.Verdict.NEW);
    }

    @Test
    @DisplayName("BNK-04 another account, another format or no number is no repetition")
    void otherAccountsFormatsAndMissingNumbersAreNew() {
        ImportHistory history = emptyHistory();
        history.remember(receipt("a", statement("7", 100), statement("", 100)));

        assertThat(history.check(
                        file("b"),
                        List.of(
                                new StatementKey(new BankAccountRef.Token("other"), "CAMT053", "7", 100, true),
                                new StatementKey(ACCOUNT, "MT940", "7", 100, true),
                                statement("", 100))))
                .isEqualTo(ImportReceipt.Verdict.NEW);
    }

    @Test
    @DisplayName("BNK-04 asking leaves no trace")
    void askingLeavesNoTrace() {
        ImportHistory history = emptyHistory();
        history.check(file("a"), List.of(statement("7", 100)));

        assertThat(history.check(file("a"), List.of(statement("7", 100)))).isEqualTo(ImportReceipt.Verdict.NEW);
    }
}
