package io.counterfoil.payments.proof;

import java.util.List;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * A figure of a proof with the items it is made of.
 *
 * @param code stable name, such as {@code MATCHED} or {@code CLOSING}
 * @param label for people
 * @param count of what the figure counts, 0 where it counts nothing
 * @param amount signed, in one currency
 * @param items behind the figure, in content order; may be empty where the figure stands for too many
 */
public record Figure(String code, String label, long count, MonetaryAmount amount, List<Item> items) {

    public Figure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(amount, "amount");
        items = List.copyOf(items);
    }

    /** A figure without items. */
    public static Figure of(String code, String label, long count, MonetaryAmount amount) {
        return new Figure(code, label, count, amount, List.of());
    }

    /**
     * One line behind a figure.
     *
     * @param reference id of the item in the host's words
     * @param amount its share
     * @param note why it is here; may be empty
     */
    public record Item(String reference, MonetaryAmount amount, String note) {}
}
