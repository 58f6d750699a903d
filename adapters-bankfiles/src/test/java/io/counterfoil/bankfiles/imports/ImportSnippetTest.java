package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippet of the API page: import a file, look at its receipt. */
class ImportSnippetTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "BNK-02 BNK-04 BNK-12 a file is proved, looked at, taken in by a person and remembered; the second time it is the same file")
    void theSnippetHolds() throws IOException {
        Path path = folder.resolve("rbc-0301.sta");
        Files.writeString(path, StatementTexts.MT940.of(List.of(24_033L)).replace("EUR1240,33", "EUR1204,33"));
        ImportHistory history = ImportHistory.inMemory();
        BankProfile rbc = BankProfile.builder("rbc").currency("EUR").build();

        Imports imports = Imports.builder().history(history).profile(rbc).build();
        ByteSource file = ByteSource.of(path);
        ImportReceipt receipt = imports.prove(file);

        assertThat(receipt.sentence())
                .isEqualTo("MT940, 1 entry, BROKEN: closing declared 1,204.33, computed 1,240.33");
        assertThat(receipt.disagreements()).singleElement().satisfies(total -> {
            assertThat(total.at()).hasToString("rbc-0301.sta:8");
            assertThat(total.declared()).isEqualTo("1204.33");
            assertThat(total.computed()).isEqualTo("1240.33");
        });
        assertThat(receipt.diagnostics())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code().id()).isEqualTo("IMPORT.BALANCE"));
        assertThat(receipt.postable()).isFalse();
        ImportReceipt accepted = receipt.acceptedBy(Actor.approver("maria"), "the bank corrected it by mail");
        List<StatementEntry> inbox = new ArrayList<>();
        if (accepted.postable()) {
            try (Stream<StatementEntry> entries = imports.entries(file, accepted)) {
                entries.forEach(inbox::add);
            }
            history.remember(accepted);
        }

        assertThat(inbox).hasSize(1);
        assertThat(imports.prove(file).duplicate()).isEqualTo(ImportReceipt.Verdict.SAME_FILE);
    }
}
