package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.ImportReceipt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Receipts by hash and statements by account, format and number, every call under one lock. */
final class InMemoryImportHistory implements ImportHistory {

    private record Numbered(String account, String format, String number) {
        static Numbered of(StatementKey key) {
            return new Numbered(key.account().value(), key.format(), key.number());
        }
    }

    private final Map<Sha256, ImportReceipt> receipts = new HashMap<>();
    private final Map<Numbered, Set<StatementKey>> statements = new HashMap<>();

    @Override
    public synchronized ImportReceipt.Verdict check(Sha256 file, List<StatementKey> keys) {
        if (receipts.containsKey(file)) {
            return ImportReceipt.Verdict.SAME_FILE;
        }
        ImportReceipt.Verdict worst = ImportReceipt.Verdict.NEW;
        for (StatementKey key : keys) {
            Set<StatementKey> known =
                    key.number().isEmpty() ? Set.of() : statements.getOrDefault(Numbered.of(key), Set.of());
            if (known.contains(key)) {
                return ImportReceipt.Verdict.SAME_STATEMENT;
            }
            if (!known.isEmpty()) {
                worst = ImportReceipt.Verdict.STATEMENT_NUMBER_REUSED;
            }
        }
        return worst;
    }

    @Override
    public synchronized Optional<ImportReceipt> receipt(Sha256 file) {
        return Optional.ofNullable(receipts.get(file));
    }

    @Override
    public synchronized void remember(ImportReceipt receipt, List<StatementKey> keys) {
        if (receipts.putIfAbsent(receipt.sha256(), receipt) == null) {
            for (StatementKey key : keys) {
                statements
                        .computeIfAbsent(Numbered.of(key), numbered -> new HashSet<>())
                        .add(key);
            }
        }
    }
}
