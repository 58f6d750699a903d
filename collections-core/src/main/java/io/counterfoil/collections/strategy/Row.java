package io.counterfoil.collections.strategy;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import java.util.Comparator;
import javax.money.CurrencyUnit;

/**
 * A debit item, or a term of one, that is open on the day.
 *
 * @param item the document
 * @param term the instalment's id; empty for none
 * @param currency of the amounts
 * @param issuedDay epoch day
 * @param dueDay epoch day
 * @param open minor units, more than 0
 * @param disputed the part of it that is in dispute
 * @param planned whether it is under a plan in good standing
 */
record Row(
        OpenItem item,
        String term,
        CurrencyUnit currency,
        int issuedDay,
        int dueDay,
        long open,
        long disputed,
        boolean planned) {

    static final Comparator<Row> ORDER = Comparator.comparingInt(Row::dueDay)
            .thenComparing(row -> row.item.id())
            .thenComparing(Row::term);

    /** The item to whose ladder it belongs: a fee or interest that is linked to an item belongs to that one's. */
    OpenItemId ladderItem() {
        return ladderItem(item);
    }

    static OpenItemId ladderItem(OpenItem item) {
        boolean cost = item.kind() == OpenItemKind.FEE || item.kind() == OpenItemKind.INTEREST;
        return cost ? item.linkedTo().orElse(item.id()) : item.id();
    }

    boolean isDue(int day) {
        return dueDay < day;
    }

    String currencyCode() {
        return currency.getCurrencyCode();
    }
}
