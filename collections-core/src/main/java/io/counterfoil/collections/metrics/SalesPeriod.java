package io.counterfoil.collections.metrics;

import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * Credit sales of a period.
 *
 * @param days 1 or more
 * @param sales invoiced less credited; may be zero or less
 */
public record SalesPeriod(int days, MonetaryAmount sales) {

    public SalesPeriod {
        Objects.requireNonNull(sales, "sales");
        if (days < 1) {
            throw new IllegalArgumentException("days is " + days + ", expected 1 or more");
        }
    }
}
