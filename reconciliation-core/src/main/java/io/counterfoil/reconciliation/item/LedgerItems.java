package io.counterfoil.reconciliation.item;

import io.counterfoil.payments.ledger.LedgerEntry;
import java.util.Map;

/** How a ledger entry becomes an item. */
final class LedgerItems {

    private LedgerItems() {}

    /** Attributes named reference, party, group and text are the item's; {@code reference.…} adds further references. */
    static void add(LedgerEntry entry, ItemBatch.Builder builder) {
        builder.id(entry.journal().value() + "/" + entry.legIndex())
                .amountMinor(entry.signedMinor(), entry.amount().getCurrency())
                .day(entry.bookedOn())
                .due(entry.valueOn().isBefore(entry.bookedOn()) ? null : entry.valueOn())
                .account(entry.account().value())
                .reference(entry.journal().value());
        entry.attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(attribute -> {
                    String value = attribute.getValue();
                    switch (attribute.getKey()) {
                        case "party" -> builder.party(value);
                        case "group", "payout", "batch" -> builder.group(value);
                        case "text" -> builder.text(value);
                        default -> {
                            if (attribute.getKey().startsWith("reference")) {
                                builder.reference(value);
                            }
                        }
                    }
                });
        builder.add();
    }
}
