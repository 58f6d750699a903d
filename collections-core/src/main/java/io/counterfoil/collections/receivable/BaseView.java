package io.counterfoil.collections.receivable;

import io.counterfoil.payments.calendar.AsOf;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * Open items in the host's base currency (COL-10). Aging is in the item's currency; what exchange rates won or lost is a line of its own and never debt.
 * Immutable.
 *
 * @param base the base currency
 * @param asOf the day and the instant
 * @param items every item that was there, paid ones too: by currency, party, issue date and id
 */
public record BaseView(CurrencyUnit base, AsOf asOf, List<Line> items) {

    public BaseView {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(asOf, "asOf");
        items = List.copyOf(items);
    }

    /** The line of an item, where it was there. */
    public Optional<Line> of(OpenItemId id) {
        return items.stream().filter(line -> line.item().id().equals(id)).findFirst();
    }

    /**
     * One item.
     *
     * @param item the document
     * @param open in its own currency, signed
     * @param openBase open at the rate of the document
     * @param fxRealised for a debit, what was allocated at the credit's rate less the same at its own: a gain is positive; zero for a credit
     * @param fxUnrealised open at the revaluation rate less open at its own; empty where no revaluation rate was given
     */
    public record Line(
            OpenItem item,
            MonetaryAmount open,
            MonetaryAmount openBase,
            MonetaryAmount fxRealised,
            Optional<MonetaryAmount> fxUnrealised) {

        public Line {
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(open, "open");
            Objects.requireNonNull(openBase, "openBase");
            Objects.requireNonNull(fxRealised, "fxRealised");
            Objects.requireNonNull(fxUnrealised, "fxUnrealised");
        }
    }
}
