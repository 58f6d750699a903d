package io.counterfoil.reconciliation.statement;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;

/** How a statement entry becomes an item. */
final class StatementItems {

    private StatementItems() {}

    static void add(StatementEntry entry, ItemBatch.Builder builder) {
        builder.id(entry.id().value())
                .amount(entry.amount())
                .day(entry.bookedOn())
                .due(entry.valueOn().isAfter(entry.bookedOn()) ? entry.valueOn() : null)
                .account(entry.account().token().value())
                .text(entry.text());
        for (Role role : Role.values()) {
            entry.references().of(role).ifPresent(reference -> {
                if (role == Role.BATCH) {
                    builder.group(reference);
                }
                builder.reference(reference);
            });
        }
        entry.counterparty().ifPresent(party -> builder.party(party.name()));
        builder.add();
    }
}
