package io.counterfoil.stripe.invoice;

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
    Optional<LinkObstacle> reason();

    /** Every invoice that was considered, by id; for a suggestion, those that amount and date fit. */
    List<Invoice> candidates();

    /** Evidence that was refused and why, strongest first. */
    List<Obstacle> obstacles();

    /** Evidence that was accepted, strongest first. */
    Evidence evidence();

    /** The rank of the strongest evidence that named an invoice. */
    Optional<LinkEvidence> strongest();

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
}
