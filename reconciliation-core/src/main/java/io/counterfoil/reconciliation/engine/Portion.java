package io.counterfoil.reconciliation.engine;

import io.counterfoil.reconciliation.item.ItemId;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * What a match takes of an item.
 *
 * @param item whose
 * @param amount signed as the item; all that was open of it, or less for a partial match
 */
public record Portion(ItemId item, MonetaryAmount amount) {

    public Portion {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(amount, "amount");
    }
}
