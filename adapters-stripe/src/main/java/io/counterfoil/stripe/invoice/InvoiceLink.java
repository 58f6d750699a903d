package io.counterfoil.stripe.invoice;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** What became of the search for a payment's invoice. Allocations and the unapplied rest sum to the payment. Immutable. */
@Value.Immutable
public interface InvoiceLink {

    /** The payment. */
    PaymentEvidence payment();

    /** Unique: the invoice, or the several that a text names and whose open amounts sum exactly. Ambiguous: the readings. None: why. */
    Resolution<List<Invoice>> resolution();

    /** What becomes of the invoice; empty where a person must look. */
    Optional<InvoiceAction> action();

    /** What each invoice gets, by invoice id. */
    List<Share> shares();

    /** What no invoice gets. */
    MonetaryAmount unapplied();

    /** Why a person must look; empty where there is an action. */
    Optional<Cause> reason();

    /** Every invoice that was considered, by id; for a suggestion, those that amount and date fit. */
    List<Invoice> candidates();

    /** Evidence that was refused and why, strongest first. */
    List<Obstacle> obstacles();

    /** Evidence that was accepted, strongest first. */
    Evidence evidence();

    /** The rank of the strongest evidence that named an invoice. */
    Optional<Rank> strongest();

    /**
     * What one invoice gets of a payment.
     *
     * @param invoice which
     * @param amount positive
     */
    record Share(InvoiceId invoice, MonetaryAmount amount) {}

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds links. Not thread-safe. */
    final class Builder extends ImmutableInvoiceLink.Builder {
        Builder() {}
    }

    /** The ranks of evidence that link a payment to an invoice, strongest first (specification 4.10). */
    enum Rank implements Code {
        INVOICE_PAYMENT(true),
        LEGACY_INVOICE_FIELD(true),
        METADATA(true),
        CLIENT_REFERENCE(true),
        PAYMENT_LINK(true),
        ORDER_REFERENCE(true),
        /** An invoice number as a whole token of a free text. */
        NUMBER_IN_TEXT(false),
        /** The same customer, exactly the open amount, near in time. */
        CUSTOMER_AMOUNT_DATE(false),
        /** Exactly the open amount, near in time: a suggestion, never a link. */
        AMOUNT_DATE(false);

        private final boolean hard;

        Rank(boolean hard) {
            this.hard = hard;
        }

        /** Whether it names the invoice beyond doubt: two hard pieces that disagree are a conflict. */
        public boolean hard() {
            return hard;
        }

        @Override
        public String id() {
            return "STRIPE_LINK." + name();
        }
    }

    /** Why a payment was not linked to an invoice, or was linked and must be looked at (specification 4.10). */
    enum Cause implements Code {
        /** Two hard pieces of evidence name different invoices. */
        CONFLICTING_EVIDENCE,
        /** The evidence names several invoices. */
        SEVERAL_CANDIDATES,
        /** A text names several invoices whose open amounts do not sum to the payment. */
        SUM_DIFFERS,
        /** Nothing names an invoice. */
        NO_EVIDENCE,
        /** Only amount and date fit. */
        SUGGESTION_ONLY,
        /** The invoice is in another currency. */
        CURRENCY_MISMATCH,
        /** Nothing is open on the invoice. */
        DUPLICATE_PAYMENT,
        /** A reference that no invoice of the host has. */
        NAMES_NO_INVOICE,
        /** Stronger evidence names another invoice. */
        OUTRANKED,
        /** The table of payment and invoice says that a person must look. */
        STATUS_REVIEW;

        @Override
        public String id() {
            return "STRIPE_LINK." + name();
        }
    }
}
