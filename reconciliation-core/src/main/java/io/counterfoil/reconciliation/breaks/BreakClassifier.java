package io.counterfoil.reconciliation.breaks;

import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.CalendarNotCoveredException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
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
    public BreakClass classOf(BreakFacts facts, LocalDate asOf) {
        return switch (facts.where()) {
            case BANK -> bank(facts);
            case BOOK -> book(facts, asOf);
            case PAIR -> pair(facts);
        };
    }

    private static BreakClass bank(BreakFacts facts) {
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

    private static BreakClass book(BreakFacts facts, LocalDate asOf) {
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

    private static BreakClass pair(BreakFacts facts) {
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
    private static BreakClass differs(BreakFacts facts, int order) {
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
    public Break.Age age(BreakFacts facts, LocalDate asOf) {
        Optional<LocalDate> from =
                facts.where() == BreakFacts.Where.BOOK && facts.expectedBy().isPresent()
                        ? facts.expectedBy()
                        : facts.day();
        return from.filter(asOf::isAfter)
                .map(day -> new Break.Age(businessDays(day, asOf), Math.toIntExact(ChronoUnit.DAYS.between(day, asOf))))
                .orElse(Break.Age.NONE);
    }

    /**
     * The alert that is due by the day: debits without a record at once, credits without one when they are older than the source's grace, others when the class
     * has an alert.
     */
    public Optional<AlertKind> alert(BreakFacts facts, LocalDate asOf, int graceDays) {
        BreakClass found = classOf(facts, asOf);
        boolean waits = found == BreakClass.NOT_IN_BOOK && age(facts, asOf).businessDays() < graceDays;
        return waits ? Optional.empty() : found.alert();
    }

    private int businessDays(LocalDate from, LocalDate to) {
        BusinessCalendar known = calendar;
        if (known != null) {
            try {
                return known.between(from, to);
            } catch (CalendarNotCoveredException e) {
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
    public static Optional<MonetaryAmount> difference(BreakFacts facts) {
        return facts.other()
                .filter(other -> other.getCurrency().equals(facts.amount().getCurrency()))
                .map(other -> facts.amount().subtract(other));
    }
}
