package io.counterfoil.reconciliation.item;

import io.counterfoil.payments.evidence.Code;
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

    /** What can be wrong with a record (reconciliation specification 5, {@code facts/reconciliation-rejections.json}). */
    enum Fault implements Code {
        /** No id. */
        ID_MISSING(true),
        /** Same id and equal content as an earlier record, which stays. */
        DUPLICATE_RECORD(true),
        /** Same id as another record, with other content: both are rejected. */
        ID_CONFLICT(true),
        /** An id with control characters or malformed text. */
        ID_FORMAT(true),
        /** No currency. */
        CURRENCY_MISSING(true),
        /** A code that names no currency. */
        CURRENCY_UNKNOWN(true),
        /** More decimals than the currency has. */
        SCALE_INEXACT(true),
        /** Not a number. */
        AMOUNT_FORMAT(true),
        /** Outside 64-bit minor units. */
        AMOUNT_RANGE(true),
        /** Debit and credit both filled. */
        BOTH_SIDES(true),
        /** Nothing to match: the item is excluded and never part of a set. */
        ZERO_AMOUNT(false),
        /** An open amount larger than the amount, or of other sign. */
        OPEN_INVALID(true),
        /** No booking day. */
        DATE_MISSING(true),
        /** Before 1970 or after 2100. */
        DATE_IMPLAUSIBLE(true),
        /** Due before it was issued. */
        DUE_BEFORE_ISSUE(false),
        /** Malformed or control characters in text were replaced. */
        TEXT_REPLACED(false);

        private final boolean rejecting;

        Fault(boolean rejecting) {
            this.rejecting = rejecting;
        }

        /** Whether the record is rejected; otherwise the item stands with a remark. */
        public boolean isRejecting() {
            return rejecting;
        }

        @Override
        public String id() {
            return "INTAKE." + name();
        }
    }

    /** Anything that can put its records into a batch, such as a statement. */
    @FunctionalInterface
    interface Source {

        /** Adds every record, in order, and nothing else; bad records are added as they are, the builder rejects them. */
        void addItemsTo(ItemBatch.Builder builder);
    }
}
