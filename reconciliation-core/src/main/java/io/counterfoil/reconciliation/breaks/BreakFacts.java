package io.counterfoil.reconciliation.breaks;

import java.time.LocalDate;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** What is known about an open item, or about two items that name each other and do not match. Immutable. */
@Value.Immutable
public interface BreakFacts {

    /** Where it is open. */
    Where where();

    /** The amount of the item, or of the left item of a pair. */
    MonetaryAmount amount();

    /** The amount of the right item of a pair. */
    Optional<MonetaryAmount> other();

    /** The value day at the bank, the day in the book; of a pair, the left item's. */
    Optional<LocalDate> day();

    /** The day of the right item of a pair. */
    Optional<LocalDate> otherDay();

    /** When a booked item should be at the bank, grace included. */
    Optional<LocalDate> expectedBy();

    /** Text of the line, in which words such as RETURN or CHARGEBACK tell what it is. */
    @Value.Default
    default String text() {
        return "";
    }

    /** Whether the item is a cheque. */
    @Value.Default
    default boolean cheque() {
        return false;
    }

    /** After how many days a cheque is stale. */
    @Value.Default
    default int staleAfterDays() {
        return 183;
    }

    /** The fee that was expected, of a pair that differs by a fee; positive where it is taken off. */
    Optional<MonetaryAmount> expectedFee();

    /** Whether the pair is a receipt against an open receivable. */
    @Value.Default
    default boolean receivable() {
        return false;
    }

    /** Whether currencies of a pair differ by a rate that lies outside its band. */
    @Value.Default
    default boolean rateOutsideBand() {
        return false;
    }

    /** Whether the customer is known. */
    @Value.Default
    default boolean customerKnown() {
        return false;
    }

    /** Whether the payment that a return sends back stands in the book; true where nobody looked. */
    @Value.Default
    default boolean originalInBook() {
        return true;
    }

    /** Whether the same source sent the same record before. */
    @Value.Default
    default boolean duplicate() {
        return false;
    }

    /** Whether references of a pair contradict. */
    @Value.Default
    default boolean referenceContradicts() {
        return false;
    }

    /** Whether parties of a pair contradict. */
    @Value.Default
    default boolean partyContradicts() {
        return false;
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds facts. Not thread-safe. */
    final class Builder extends ImmutableBreakFacts.Builder {
        Builder() {}
    }

    /** Where a break shows. */
    enum Where {
        BANK,
        BOOK,
        PAIR
    }
}
