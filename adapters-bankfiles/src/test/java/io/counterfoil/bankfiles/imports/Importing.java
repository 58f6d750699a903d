package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Shared steps of the tests of imports. */
final class Importing {

    private Importing() {}

    static ByteSource file(String text) {
        return ByteSource.of(text.getBytes(StandardCharsets.UTF_8), "bank-0301.xml");
    }

    static List<StatementEntry> entries(Imports imports, ByteSource file, ImportReceipt receipt) {
        try (Stream<StatementEntry> entries =
                imports.entries(file, receipt.acceptedBy(Actor.approver("maria"), "looked at in a test"))) {
            return entries.toList();
        }
    }

    static List<StatementEntry> entries(String text) {
        return entries(Imports.standard(), file(text), Imports.standard().prove(file(text)));
    }

    static List<Long> minors(List<StatementEntry> entries) {
        return entries.stream().map(entry -> Amounts.minor(entry.amount())).toList();
    }

    static List<String> codes(ImportReceipt receipt) {
        return receipt.diagnostics().stream()
                .map(Diagnostic::code)
                .map(code -> code.id().substring("IMPORT.".length()))
                .toList();
    }
}
