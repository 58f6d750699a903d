package io.counterfoil.examples.desk;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.reference.ReferenceExtractor;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementChain;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The statements of one account as a desk takes them in: each file proven before a line of it is used, none used twice. Not thread-safe. */
public final class BankFeed {

    private final ImportHistory history = ImportHistory.inMemory();
    private final Imports imports = Imports.builder().history(history).build();
    private final List<Statement> statements = new ArrayList<>();
    private final List<ImportReceipt> receipts = new ArrayList<>();

    /** Takes a file in; where its receipt is not postable, nothing of it counts. */
    public ImportReceipt take(String text, String name) {
        ByteSource source = ByteSource.of(text.getBytes(StandardCharsets.UTF_8), name);
        ImportReceipt receipt = imports.prove(source);
        receipts.add(receipt);
        if (receipt.postable()) {
            statements.addAll(imports.statements(source, receipt));
            history.remember(receipt);
        }
        return receipt;
    }

    /** What was found of each file. */
    public List<ImportReceipt> receipts() {
        return List.copyOf(receipts);
    }

    /** What the statements form. */
    public StatementChain chain() {
        return StatementChain.of(statements);
    }

    /** Every booked line, in chain order. */
    public List<StatementEntry> entries() {
        return chain().order().stream()
                .flatMap(statement -> statement.entries().stream())
                .toList();
    }

    /** The bank's own reference of a line; its id where the bank gives none. */
    public static String idOf(StatementEntry entry) {
        return entry.references()
                .of(StatementEntry.References.Role.BANK)
                .orElse(entry.id().value());
    }

    /**
     * Lines as items of a matching.
     *
     * @param open the numbers that payers may quote, however they write them
     * @param parties whose lines these are, by the name that banks write
     */
    public static ItemBatch items(List<StatementEntry> lines, Collection<String> open, Map<String, String> parties) {
        ReferenceExtractor references =
                ReferenceExtractor.builder().openIds(open).schemes(List.of()).build();
        ItemBatch.Builder items = ItemBatch.builder("statement entry").source("bank");
        for (StatementEntry line : lines) {
            items.id(idOf(line))
                    .amount(line.amount())
                    .day(line.bookedOn())
                    .account(line.amount().getCurrency().getCurrencyCode())
                    .text(line.text());
            TreeSet<String> named = new TreeSet<>();
            references.extract(line.text()).stream()
                    .filter(found -> !found.needsSecondEvidence())
                    .flatMap(found -> found.openItem().stream())
                    .forEach(named::add);
            named.forEach(items::reference);
            line.counterparty()
                    .map(StatementEntry.Counterparty::name)
                    .flatMap(name -> Optional.ofNullable(parties.get(name)))
                    .ifPresent(items::party);
            items.add();
        }
        return items.build();
    }
}
