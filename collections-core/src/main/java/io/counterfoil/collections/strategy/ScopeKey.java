package io.counterfoil.collections.strategy;

import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.party.PartyId;
import java.util.Comparator;
import java.util.Objects;

/**
 * What is decided on as one: an item, a party, or a party's items of one currency.
 *
 * @param party whose
 * @param currency the currency's code; empty for all of them
 * @param item the item's id; empty for all of the party's
 */
public record ScopeKey(PartyId party, String currency, String item) implements Comparable<ScopeKey> {

    private static final Comparator<ScopeKey> ORDER = Comparator.comparing(ScopeKey::party)
            .thenComparing(ScopeKey::currency)
            .thenComparing(ScopeKey::item);

    public ScopeKey {
        Objects.requireNonNull(party, "party");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(item, "item");
    }

    /** All items of a party. */
    public static ScopeKey of(PartyId party) {
        return new ScopeKey(party, "", "");
    }

    /** The items of a party in one currency. */
    public static ScopeKey of(PartyId party, String currencyCode) {
        return new ScopeKey(party, currencyCode, "");
    }

    /** One item of a party. */
    public static ScopeKey of(PartyId party, String currencyCode, OpenItemId item) {
        return new ScopeKey(party, currencyCode, item.value());
    }

    @Override
    public int compareTo(ScopeKey other) {
        return ORDER.compare(this, other);
    }

    /** Reads as {@code acme}, {@code acme GBP} or {@code acme INV-1}. */
    @Override
    public String toString() {
        return party + (item.isEmpty() ? (currency.isEmpty() ? "" : " " + currency) : " " + item);
    }
}
