package io.counterfoil.stripe.invoice;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * How an invoice at Stripe really stands, by its money and not by its status alone (specification 4.11, STR-39, STR-41). Immutable.
 *
 * <p>open = due − credits − paid outside Stripe − Σ allocations that were not returned; it is 0 for a void one and never negative: what is too much is over.
 */
@Value.Immutable
public interface InvoiceStanding {

    /** Stripe's invoice. */
    InvoiceFact invoice();

    /** How it stands for the host. */
    Status status();

    /** Still to be paid, in Stripe's minor units. */
    long openMinor();

    /** Paid too much, in Stripe's minor units. */
    long overMinor();

    /** The open amount; empty where the minor units of the currency are not known. */
    Optional<MonetaryAmount> open();

    /** Credited before payment, in Stripe's minor units. */
    long creditsMinor();

    /** Paid outside Stripe, in Stripe's minor units. */
    long offStripeMinor();

    /** What each payment gave, by its id. */
    List<Share> shares();

    /** What should be seen beside the status, in the order of their names. */
    List<Flag> flags();

    /** Credit notes, by their ids. */
    List<Credit> credits();

    /** Why the last attempt failed or the money went back, as Stripe writes it. */
    Optional<String> failureCode();

    /** The state of the mandate behind a returned debit. */
    Optional<StripeFact.State> mandate();

    /** Why it stands so. */
    Evidence evidence();

    /** Whether the flag is set. */
    default boolean has(Flag flag) {
        return flags().contains(flag);
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds standings. Not thread-safe. */
    final class Builder extends ImmutableInvoiceStanding.Builder {
        Builder() {}
    }

    /** How an invoice stands for the host, in the order in which it is asked. */
    enum Status implements Code {
        /** Not sent yet. */
        DRAFT,
        /** Cancelled: nothing is owed. */
        VOID,
        /** More came than was due. */
        OVERPAID,
        /** Paid to the minor unit. */
        PAID,
        /** Stripe's status and the money contradict each other: a person must look. */
        REVIEW,
        /** Given up, and still open. */
        WRITTEN_OFF,
        /** A payment is under way. */
        PROCESSING,
        /** The payer must do something, such as authenticate. */
        ACTION_REQUIRED,
        /** An attempt failed, or the money went back. */
        FAILED,
        /** Something was paid. */
        PART_PAID,
        /** Nothing was paid. */
        PENDING;

        /** The states in which no payment may be asked for. */
        private static final Set<Status> NOTHING_TO_PAY = Set.of(DRAFT, VOID, OVERPAID, PAID);

        /** Whether a payment may be asked for, as far as the status goes. */
        public boolean payable() {
            return !NOTHING_TO_PAY.contains(this);
        }

        @Override
        public String id() {
            return "STRIPE_INVOICE." + name();
        }
    }

    /** What should be seen beside the status. */
    enum Flag implements Code {
        /** A payment of it is or was disputed. */
        DISPUTED,
        /** Stripe says paid, and the money is not there. */
        EVIDENCE_INCOMPLETE,
        /** Money came on an invoice that is void or written off. */
        MONEY_ON_CLOSED_INVOICE,
        /** Money went back. */
        RETURNED,
        /** All money is there, and Stripe still asks for it. */
        STRIPE_STILL_OPEN,
        /** The money went back, and Stripe still says paid. */
        STRIPE_STILL_PAID;

        @Override
        public String id() {
            return "STRIPE_INVOICE." + name();
        }
    }

    /**
     * What one payment gave.
     *
     * @param payment the payment intent or the charge
     * @param minor positive, in Stripe's minor units
     * @param returned whether it went back
     */
    record Share(String payment, long minor, boolean returned) {}

    /**
     * What one credit note did (STR-47), in Stripe's minor units.
     *
     * @param note its id
     * @param beforePaymentMinor lowered what was due
     * @param afterPaymentMinor is or was owed to the customer
     * @param outOfBandMinor of that, given back outside Stripe
     * @param refunds of that, given back by these refunds
     */
    record Credit(
            String note, long beforePaymentMinor, long afterPaymentMinor, long outOfBandMinor, List<String> refunds) {
        public Credit {
            refunds = List.copyOf(refunds);
        }
    }
}
