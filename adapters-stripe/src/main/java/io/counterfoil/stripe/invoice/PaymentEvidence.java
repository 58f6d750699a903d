package io.counterfoil.stripe.invoice;

import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.StatusTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** A payment at Stripe with everything that may name the invoice it is for. Immutable; free text and metadata do not appear in {@code toString}. */
@Value.Immutable
public interface PaymentEvidence {

    /** The payment intent, or the charge where there is none. */
    String paymentId();

    /** What was paid. */
    MonetaryAmount amount();

    /** The day it was made, in the account's zone. */
    LocalDate paidOn();

    /** How it stands at Stripe, in the words of the table payment by invoice. */
    StatusTable.PaymentStanding standing();

    /** The last charge of the payment. */
    Optional<String> charge();

    /** The balance row that confirms it. */
    Optional<String> balanceTransaction();

    /** The balance row that took it back. */
    Optional<String> failureBalanceTransaction();

    /** The host's customer, where Stripe's customer is known to be his. */
    Optional<PartyId> customer();

    /** Rank 1: Stripe's invoices that InvoicePayments name. */
    List<String> invoicePayments();

    /** Rank 2: Stripe's invoices from the fields of older API versions. */
    List<String> legacyInvoices();

    /** Rank 3: the host's own keys and values, by the object they stand on and their key, such as {@code payment_intent.invoice_number}. */
    @Value.Redacted
    Map<String, String> metadata();

    /** The checkout session by which it was paid. */
    Optional<String> checkoutSession();

    /** Where it came from, as far as Stripe's objects say. */
    default Origin origin() {
        if (!invoicePayments().isEmpty() || !legacyInvoices().isEmpty()) {
            return Origin.STRIPE_INVOICE;
        }
        if (paymentLink().isPresent()) {
            return Origin.PAYMENT_LINK;
        }
        return checkoutSession().isPresent() ? Origin.CHECKOUT_SESSION : Origin.DIRECT;
    }

    /** The ways by which a payment comes to Stripe (STR-51). */
    enum Origin {
        /** An invoice of Stripe's own. */
        STRIPE_INVOICE,
        PAYMENT_LINK,
        CHECKOUT_SESSION,
        /** The API, the dashboard or a terminal. */
        DIRECT
    }

    /** Rank 4: client reference of a checkout session. */
    @Value.Redacted
    Optional<String> clientReference();

    /** Rank 5: id of the payment link. */
    Optional<String> paymentLink();

    /** Rank 6: the order references of the payment details. */
    List<String> orderReferences();

    /** Rank 7: free texts. */
    @Value.Redacted
    List<String> texts();

    /** Decline code of the last attempt. */
    Optional<String> failureCode();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds payment evidence. Not thread-safe. */
    final class Builder extends ImmutablePaymentEvidence.Builder {
        Builder() {}
    }
}
