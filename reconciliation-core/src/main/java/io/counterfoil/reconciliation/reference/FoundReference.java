package io.counterfoil.reconciliation.reference;

import io.counterfoil.payments.evidence.Evidence;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A reference in a text, or a place where several open items fit equally well.
 *
 * <p>Either {@link #value()} is there and {@link #contenders()} is empty, or the place is contested: no value and at least two contenders. Immutable.
 */
@Value.Immutable
public interface FoundReference {

    /** What {@link #scheme()} says where the reference is known only as the id of an open item. */
    String OPEN_ITEM = "OPEN_ITEM";

    /** How well it is founded. */
    ReferenceClass referenceClass();

    /** The name of the {@link ReferenceScheme}, of the declared pattern, or {@link #OPEN_ITEM}. */
    String scheme();

    /** The reference: compact for a scheme, as written for a pattern, the open item's own spelling for an open item. Empty where contested. */
    Optional<String> value();

    /** The open item that it names, in its own spelling; a reference with check digits may name none that is known. */
    Optional<String> openItem();

    /** The index of its first character in the text. */
    int start();

    /** The index after its last character in the text. */
    int end();

    /** Whether it may well be something else: it looks like a date, stands beside a currency, is a part of a longer number, or stands under another document's prefix. */
    @Value.Default
    default boolean weak() {
        return false;
    }

    /** The open items that fit equally well, in the order of their ids; empty unless contested. */
    List<String> contenders();

    /** Why, in a sentence. */
    Evidence evidence();

    /** Whether several open items fit equally well, so that none is named. */
    default boolean contested() {
        return value().isEmpty();
    }

    /** Whether the amount or the party must agree before this counts. */
    default boolean needsSecondEvidence() {
        return referenceClass().needsSecondEvidence();
    }

    /** A value or contenders, never both, at a place that exists. */
    @Value.Check
    default void check() {
        if (value().isPresent() ? !contenders().isEmpty() : contenders().size() < 2) {
            throw new IllegalStateException("found reference with "
                    + (value().isPresent() ? "a value" : "no value") + " and "
                    + contenders().size() + " contenders, expected a value alone or two contenders and more");
        }
        if (start() < 0 || end() <= start()) {
            throw new IllegalStateException(
                    "found reference at " + start() + " to " + end() + ", expected a place that holds a character");
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds found references. Not thread-safe. */
    final class Builder extends ImmutableFoundReference.Builder {
        Builder() {}
    }
}
