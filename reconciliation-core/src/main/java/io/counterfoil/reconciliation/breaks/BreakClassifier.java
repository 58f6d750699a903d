package io.counterfoil.reconciliation.breaks;

import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class of a break: the first of the taxonomy whose condition holds (reconciliation specification 4.12). Ages count business days, by the calendar or,
 * without one, Mondays to Fridays. Immutable, thread-safe.
 */
public final class BreakClassifier {

    private static final Set<String> RETURN_WORDS =
            Set.of("RETURN", "RETURNED", "NSF", "REVERSAL", "REVERSED", "UNPAID", "BOUNCED", "RECALL");
    private static final Set<String> CHARGEBACK_WORDS = Set.of("CHARGEBACK", "DISPUTE");

    private final @Nullable BusinessCalendar calendar;

    private BreakClassifier(@Nullable BusinessCalendar calendar) {
        this.calendar = calendar;
    }

    /** Business days are Mondays to Fridays. */
    public static BreakClassifier standard() {
        return new BreakClassifier(null);
    }

    /** Business days are the calendar's. */
    public static BreakClassifier of(BusinessCalendar calendar) {
        return new BreakClassifier(calendar);
    }

    /** The class of what is known, at the end of the day. */
    public BreakClass classOf(Facts facts, LocalDate asOf) {
        return switch (facts.where()) {
            case BANK -> bank(facts);
            case BOOK -> book(facts, asOf);
            case PAIR -> pair(facts);
        };
    }

    private static BreakClass bank(Facts facts) {
        if (facts.duplicate()) {
            return BreakClass.DUPLICATE;
        }
        Set<String> words = words(facts.text());
        boolean isReturn = words.stream().anyMatch(RETURN_WORDS::contains);
        boolean isChargeback = words.stream().anyMatch(CHARGEBACK_WORDS::contains);
        if (isReturn && !isChargeback && facts.originalInBook()) {
            return BreakClass.RETURN_NOT_RECORDED;
        }
        boolean debit = facts.amount().isNegative();
        if (isChargeback && debit) {
            return BreakClass.CHARGEBACK;
        }
        if (debit) {
            return BreakClass.UNAUTHORISED_DEBIT;
        }
        return facts.customerKnown() ? BreakClass.UNALLOCATED : BreakClass.NOT_IN_BOOK;
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(text.toUpperCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)));
    }

    private static BreakClass book(Facts facts, LocalDate asOf) {
        if (facts.duplicate()) {
            return BreakClass.DUPLICATE;
        }
        if (facts.expectedBy().filter(day -> !asOf.isAfter(day)).isPresent()) {
            return BreakClass.EXPECTED_NOT_DUE;
        }
        boolean stale = facts.cheque()
                && facts.day()
                        .filter(day -> ChronoUnit.DAYS.between(day, asOf) > facts.staleAfterDays())
                        .isPresent();
        return stale ? BreakClass.STALE_CHEQUE : BreakClass.EXPECTED_OVERDUE;
    }

    private static BreakClass pair(Facts facts) {
        MonetaryAmount left = facts.amount();
        MonetaryAmount right = facts.other().orElse(left);
        if (!left.getCurrency().equals(right.getCurrency())) {
            return facts.rateOutsideBand() ? BreakClass.FX_VARIANCE : BreakClass.CURRENCY_MISMATCH;
        }
        if (left.signum() * right.signum() < 0) {
            return BreakClass.DIRECTION_MISMATCH;
        }
        if (!left.isEqualTo(right)) {
            return differs(facts, left.abs().compareTo(right.abs()));
        }
        boolean daysDiffer = facts.otherDay().isPresent() && !facts.otherDay().equals(facts.day());
        boolean contradicts = facts.referenceContradicts() || facts.partyContradicts();
        if (daysDiffer && !contradicts) {
            return BreakClass.DATE_OUT_OF_WINDOW;
        }
        return facts.referenceContradicts() ? BreakClass.REFERENCE_MISMATCH : BreakClass.PARTY_MISMATCH;
    }

    /** A fee was expected and another one is there; a receivable is short or over paid; or amounts just differ. */
    private static BreakClass differs(Facts facts, int order) {
        boolean feeTaken = order < 0
                && facts.expectedFee()
                        .filter(fee -> !facts.amount()
                                .abs()
                                .add(fee)
                                .isEqualTo(facts.other().orElse(facts.amount()).abs()))
                        .isPresent();
        if (feeTaken) {
            return BreakClass.FEE_VARIANCE;
        }
        if (facts.receivable()) {
            return order < 0 ? BreakClass.UNDERPAID : BreakClass.OVERPAID;
        }
        return BreakClass.AMOUNT_DIFFERENCE;
    }

    /** How old it is: counted from the day it was expected in the book, from its own day at the bank and for pairs; not aged before that. */
    public Break.Age age(Facts facts, LocalDate asOf) {
        Optional<LocalDate> from =
                facts.where() == Facts.Where.BOOK && facts.expectedBy().isPresent() ? facts.expectedBy() : facts.day();
        return from.filter(asOf::isAfter)
                .map(day -> new Break.Age(businessDays(day, asOf), Math.toIntExact(ChronoUnit.DAYS.between(day, asOf))))
                .orElse(Break.Age.NONE);
    }

    /**
     * The alert that is due by the day: debits without a record at once, credits without one when they are older than the source's grace, others when the class
     * has an alert.
     */
    public Optional<AlertKind> alert(Facts facts, LocalDate asOf, int graceDays) {
        BreakClass found = classOf(facts, asOf);
        boolean waits = found == BreakClass.NOT_IN_BOOK && age(facts, asOf).businessDays() < graceDays;
        return waits ? Optional.empty() : found.alert();
    }

    private int businessDays(LocalDate from, LocalDate to) {
        BusinessCalendar known = calendar;
        if (known != null) {
            try {
                return known.between(from, to);
            } catch (HolidayCalendar.NotCoveredException e) {
                return weekdays(from, to);
            }
        }
        return weekdays(from, to);
    }

    private static int weekdays(LocalDate fromExclusive, LocalDate to) {
        long days = ChronoUnit.DAYS.between(fromExclusive, to);
        long count = days / 7 * 5;
        LocalDate day = fromExclusive.plusDays(days / 7 * 7);
        while (day.isBefore(to)) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                count++;
            }
        }
        return Math.toIntExact(count);
    }

    /** Left less right of a pair, signed. */
    public static Optional<MonetaryAmount> difference(Facts facts) {
        return facts.other()
                .filter(other -> other.getCurrency().equals(facts.amount().getCurrency()))
                .map(other -> facts.amount().subtract(other));
    }

    /** What is known about an open item, or about two items that name each other and do not match. Immutable. */
    @Value.Immutable
    public interface Facts {

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
        final class Builder extends ImmutableFacts.Builder {
            Builder() {}
        }

        /** Where a break shows. */
        enum Where {
            BANK,
            BOOK,
            PAIR
        }
    }
}
