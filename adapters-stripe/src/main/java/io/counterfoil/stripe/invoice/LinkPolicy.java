package io.counterfoil.stripe.invoice;

import java.util.List;
import org.immutables.value.Value;

/** How the search for invoices reads evidence. Defaults: the four keys of the specification, 10 days. Immutable. */
@Value.Immutable
public interface LinkPolicy {

    /** Metadata keys whose values name an invoice. */
    @Value.Default
    default List<String> metadataKeys() {
        return List.of("invoice_id", "invoice_number", "booking_id", "order_id");
    }

    /** Calendar days between the invoice's issue and the payment, either way, for evidence by amount and date. */
    @Value.Default
    default int windowDays() {
        return 10;
    }

    /** Refuses a negative window. */
    @Value.Check
    default void check() {
        if (windowDays() < 0) {
            throw new IllegalArgumentException("windowDays " + windowDays() + ", expected 0 or more");
        }
    }

    /** The defaults. */
    static LinkPolicy standard() {
        return builder().build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds policies. Not thread-safe. */
    final class Builder extends ImmutableLinkPolicy.Builder {
        Builder() {}
    }
}
