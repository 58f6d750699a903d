package io.counterfoil.reconciliation.status;

import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** An invoice of the host's billing or booking system, as it was read. Immutable. */
@Value.Immutable
public interface Invoice {

    /** The number that customers see and quote. */
    InvoiceId id();

    /** Who owes it. */
    PartyId customer();

    /** The customer's name as billing writes it; may be empty. */
    @Value.Default
    default String customerName() {
        return "";
    }

    /** The amount invoiced. */
    MonetaryAmount amount();

    /** What is still to be paid; the whole amount unless stated. */
    @Value.Default
    default MonetaryAmount open() {
        return amount();
    }

    /** The status as it was read. */
    Status status();

    /** The day it was issued. */
    LocalDate issuedOn();

    /** The day it is due. */
    Optional<LocalDate> dueOn();

    /** Other references by which a payment may name it: payment intent, payment link, booking, order. Key = kind in lower case. */
    Map<String, String> references();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds invoices. Not thread-safe. */
    final class Builder extends ImmutableInvoice.Builder {
        Builder() {}
    }

    /** The status of an invoice in the host's billing, reduced to what decides. */
    enum Status {
        /** Sent, not paid. */
        PENDING,
        /** The last attempt to pay it failed. */
        FAILED,
        /** Marked paid. */
        PAID,
        /** Cancelled: nothing is owed. */
        VOID
    }
}
