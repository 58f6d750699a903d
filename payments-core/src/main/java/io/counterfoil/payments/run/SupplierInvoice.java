package io.counterfoil.payments.run;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** What a supplier asks for, or owes back: an invoice, or a credit note where the amount is below 0. Immutable. */
@Value.Immutable
public interface SupplierInvoice {

    /** The supplier's number. */
    String number();

    /** Who is paid. */
    PartyId supplier();

    /** As invoiced; below 0 for a credit note, never 0. */
    MonetaryAmount amount();

    /** The supplier's date. */
    LocalDate invoicedOn();

    /** The last day on which it is paid in time. */
    LocalDate dueOn();

    /** What may be kept for paying early. */
    Optional<Discount> discount();

    /** On which rail it is paid. */
    Rail rail();

    /** Where it is paid to. */
    Instrument instrument();

    /** Why it must not be paid now, such as a dispute; empty where nothing speaks against it. */
    Optional<String> hold();

    /**
     * What may be kept for paying early.
     *
     * @param amount above 0
     * @param until the last day
     */
    record Discount(MonetaryAmount amount, LocalDate until) {}

    /** Whether it is a credit note. */
    default boolean isCreditNote() {
        return Amounts.minor(amount()) < 0;
    }

    /** An amount, a number, and a discount smaller than an invoice's amount. */
    @Value.Check
    default void check() {
        long minor = Amounts.minor(amount());
        if (number().isBlank() || minor == 0) {
            throw new IllegalArgumentException("invoice '" + number() + "' of " + supplier() + " over "
                    + Amounts.text(amount()) + ", expected the supplier's number and an amount other than 0");
        }
        discount().ifPresent(discount -> {
            if (!discount.amount().getCurrency().equals(amount().getCurrency())
                    || Amounts.minor(discount.amount()) <= 0
                    || Amounts.minor(discount.amount()) >= minor) {
                throw new IllegalArgumentException("invoice '" + number() + "' over " + Amounts.text(amount())
                        + " has a discount of " + Amounts.text(discount.amount())
                        + ", expected above 0 and below the amount of an invoice");
            }
        });
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds invoices. Not thread-safe. */
    final class Builder extends ImmutableSupplierInvoice.Builder {
        Builder() {}

        /** Who is paid, by the host's id. */
        public Builder supplier(String party) {
            return supplier(PartyId.of(party));
        }

        /** What may be kept for paying until the day. */
        public Builder discount(MonetaryAmount amount, LocalDate until) {
            return discount(new Discount(amount, until));
        }
    }
}
