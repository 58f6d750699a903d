package io.counterfoil.collections.receivable;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.util.List;
import java.util.Objects;

/**
 * All that was open on a day, as known at an instant, item by item: by currency, party, issue date and id. Items of which nothing is open are not listed.
 * Immutable.
 *
 * @param asOf the day and the instant
 * @param rows the lines
 */
public record OpenItems(AsOf asOf, List<OpenRow> rows) {

    public OpenItems {
        Objects.requireNonNull(asOf, "asOf");
        rows = List.copyOf(rows);
    }

    /** What is open, credits taken off. */
    public Totals total() {
        return Totals.of(rows.stream().map(OpenRow::open).toList());
    }

    /** The lines of one party. */
    public List<OpenRow> of(PartyId party) {
        return rows.stream().filter(row -> row.item().party().equals(party)).toList();
    }

    /** The lines of one item: several for an item with terms, none where nothing is open. */
    public List<OpenRow> of(OpenItemId item) {
        return rows.stream().filter(row -> row.item().id().equals(item)).toList();
    }
}
