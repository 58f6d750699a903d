package io.counterfoil.examples.dayclose;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementChain;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The bank's files, each proven by its own totals before an entry is used, and the chain that the statements of each account form.
 *
 * @param receipts one a file
 * @param statements in chain order, account by account; those that do not state both balances behind it
 * @param chains one proof an account
 */
record BankDay(List<ImportReceipt> receipts, List<Statement> statements, List<Proof> chains) {

    static BankDay read(InputFolder folder, DayStores stores, Progress progress) {
        List<ImportReceipt> receipts = new ArrayList<>();
        Map<String, List<Statement>> byAccount = new TreeMap<>();
        List<String> files = folder.names("bank/");
        for (String name : progress.over("Bank statements", files)) {
            byte[] bytes = folder.bytes(name);
            ImportReceipt receipt = stores.step(tx -> takenIn(tx, name, bytes));
            receipts.add(receipt);
            if (receipt.postable()) {
                for (Statement statement : Imports.standard().statements(ByteSource.of(bytes, name), receipt)) {
                    String account = statement.currency().getCurrencyCode() + " "
                            + statement.account().token().value();
                    byAccount.computeIfAbsent(account, c -> new ArrayList<>()).add(statement);
                }
            }
        }
        List<Statement> ordered = new ArrayList<>();
        List<Proof> chains = new ArrayList<>();
        for (List<Statement> account : byAccount.values()) {
            StatementChain chain = StatementChain.of(account);
            ordered.addAll(chain.order());
            account.stream()
                    .filter(statement ->
                            statement.opening().isEmpty() || statement.closing().isEmpty())
                    .forEach(ordered::add); // in no chain, and its movements are movements all the same
            Proof proof = chain.proof();
            String currency = account.get(0).currency().getCurrencyCode();
            chains.add(Proof.builder()
                    .from(proof)
                    .sentence(currency + " account: " + proof.sentence())
                    .build());
        }
        return new BankDay(List.copyOf(receipts), List.copyOf(ordered), List.copyOf(chains));
    }

    /**
     * The receipt of a file, the first one where a close that was interrupted took it in: its entries are then read and booked once more, under the same ids.
     * Another file with the same bytes is refused as ever.
     */
    private static ImportReceipt takenIn(DayStores tx, String name, byte[] bytes) {
        Sha256 content = Sha256.of(bytes);
        IdempotencyKey key = IdempotencyKey.of(
                "bank-file:" + Sha256.ofFields(name, content.hex()).hex());
        Optional<IdempotencyStore.Entry> first = tx.idempotency().find(key);
        if (first.isPresent()) {
            return DayCodecs.read(first.get().result(), ImportReceipt.class);
        }
        ImportReceipt receipt = Imports.builder().history(tx.imports()).build().prove(ByteSource.of(bytes, name));
        if (receipt.postable()) {
            tx.imports().remember(receipt);
        }
        String kept = DayCodecs.line(receipt, ImportReceipt.class);
        tx.idempotency().keep(new IdempotencyStore.Entry(key, content, kept));
        return receipt;
    }

    /** Every booked entry, in chain order. */
    List<StatementEntry> entries() {
        return statements.stream()
                .flatMap(statement -> statement.entries().stream())
                .toList();
    }

    /** Ids of entries that repeat an earlier one under the same reference of the bank. */
    Set<ItemId> repeated() {
        Set<String> seen = new HashSet<>();
        return entries().stream()
                .filter(entry -> !seen.add(BankMatching.itemId(entry)))
                .map(StatementEntry::id)
                .collect(Collectors.toSet());
    }

    /** Charges that the bank took; they are recorded from the statement itself. */
    List<StatementEntry> charges() {
        return entries().stream()
                .filter(entry -> entry.kind() == StatementEntry.Kind.FEE)
                .toList();
    }
}
