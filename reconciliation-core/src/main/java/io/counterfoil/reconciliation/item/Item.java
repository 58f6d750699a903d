package io.counterfoil.reconciliation.item;

import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** One record of one side, as a value. Immutable. */
@Value.Immutable
public interface Item extends ItemView {

    /** {@inheritDoc} The whole amount unless it is set. */
    @Override
    @Value.Default
    default MonetaryAmount open() {
        return amount();
    }

    /** This value. */
    @Override
    default Item toItem() {
        return this;
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds items. Not thread-safe. */
    final class Builder extends ImmutableItem.Builder {
        Builder() {}
    }
}
