package io.counterfoil.stripe.invoice.internal;

import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.CheckoutSessionFact;
import io.counterfoil.stripe.fact.StripeFact.CreditNoteFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.MandateFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Facts by their ids and by what they belong to; of two with one id the later in the collection counts. Immutable. */
public final class FactIndex {

    private final List<StripeFact> all;
    private final Map<String, StripeFact> byId = new TreeMap<>();

    public FactIndex(Collection<? extends StripeFact> facts) {
        Map<String, StripeFact> last = new LinkedHashMap<>();
        int unkeyed = 0;
        for (StripeFact fact : facts) {
            last.put(fact.key().map(Object::toString).orElse("(" + unkeyed++ + ")"), fact);
        }
        this.all = List.copyOf(last.values());
        all.stream().filter(fact -> fact.key().isPresent()).forEach(fact -> byId.put(fact.id(), fact));
    }

    /** Every fact, each once. */
    public List<StripeFact> all() {
        return all;
    }

    /** Every fact of a kind, by id. */
    public <T extends StripeFact> List<T> all(Class<T> kind) {
        return all.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Comparator.comparing(StripeFact::id))
                .toList();
    }

    /** The fact with the id, where it is of the kind. */
    public <T extends StripeFact> Optional<T> find(String id, Class<T> kind) {
        return Optional.ofNullable(byId.get(id)).filter(kind::isInstance).map(kind::cast);
    }

    Optional<PaymentIntentFact> intent(String id) {
        return find(id, PaymentIntentFact.class);
    }

    Optional<MandateFact> mandate(String id) {
        return find(id, MandateFact.class);
    }

    /** The charge that a payment came down to: itself, the intent's last one, or the newest that names the intent. */
    public Optional<ChargeFact> chargeOf(String payment) {
        return find(payment, ChargeFact.class)
                .or(() -> intent(payment)
                        .flatMap(PaymentIntentFact::latestCharge)
                        .flatMap(id -> find(id, ChargeFact.class)))
                .or(() -> having(ChargeFact.class, ChargeFact::paymentIntent, payment).stream()
                        .max(Comparator.comparing(ChargeFact::createdAt).thenComparing(StripeFact::id)));
    }

    /** How many attempts with the same method on the same payment failed before this one. */
    public int failedBefore(ChargeFact charge) {
        return (int) all(ChargeFact.class).stream()
                .filter(other -> !other.id().equals(charge.id()))
                .filter(other -> other.state().is("FAILED"))
                .filter(other -> charge.paymentIntent().isPresent()
                        && other.paymentIntent().equals(charge.paymentIntent())
                        && other.instrument().equals(charge.instrument()))
                .filter(other -> other.createdAt().isBefore(charge.createdAt()))
                .count();
    }

    /** The refunds of a charge. */
    public List<RefundFact> refundsOf(String charge) {
        return having(RefundFact.class, RefundFact::charge, charge);
    }

    List<DisputeFact> disputesOf(String charge) {
        return having(DisputeFact.class, DisputeFact::charge, charge);
    }

    List<CreditNoteFact> creditNotesOf(String invoice) {
        return having(CreditNoteFact.class, CreditNoteFact::invoice, invoice);
    }

    List<CheckoutSessionFact> sessionsOf(String invoice) {
        return having(CheckoutSessionFact.class, CheckoutSessionFact::invoice, invoice);
    }

    /** The payments of an invoice among the facts, beside those that the invoice embeds. */
    public List<InvoicePaymentFact> paymentsOf(String invoice) {
        return having(InvoicePaymentFact.class, payment -> Optional.of(payment.invoice()), invoice);
    }

    private <T extends StripeFact> List<T> having(Class<T> kind, Function<T, Optional<String>> field, String id) {
        return all(kind).stream()
                .filter(fact -> field.apply(fact).filter(id::equals).isPresent())
                .toList();
    }
}
