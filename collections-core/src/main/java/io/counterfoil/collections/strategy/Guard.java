package io.counterfoil.collections.strategy;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A condition on a customer's standing (COL-26). Thresholds are inclusive. Immutable.
 *
 * <p>Where nothing is open, a guard on age does not hold. An item of which nothing is open counts for nothing.
 */
public sealed interface Guard {

    /** Whether it holds. */
    boolean holds(Standing standing);

    /** The condition in words, such as {@code age >= 30 and tag 'VIP'}. */
    @Override
    String toString();

    /** Holds always. */
    static Guard always() {
        return new All(List.of());
    }

    /** So many open items or more. */
    static Guard countAtLeast(int count) {
        return new CountAtLeast(count);
    }

    /** So much open, in its currency, or more. */
    static Guard balanceAtLeast(MonetaryAmount amount) {
        return new BalanceAtLeast(amount);
    }

    /** The oldest open item is so many days past its date, or more. */
    static Guard ageAtLeast(int days) {
        return new AgeAtLeast(days);
    }

    /** The tag is on the party. */
    static Guard tag(String tag) {
        return new Tag(tag);
    }

    /** The party is in the segment. */
    static Guard segment(String segment) {
        return new Segment(segment);
    }

    /** The last failed payment failed for one of these classes or codes. */
    static Guard failureIn(String... classesOrCodes) {
        return new FailureIn(Set.of(classesOrCodes));
    }

    /** So many promises or more were broken within so many days, today among them. */
    static Guard brokenPromises(int atLeast, int withinDays) {
        return new BrokenPromises(atLeast, withinDays);
    }

    /** All of them hold. */
    static Guard all(Guard... guards) {
        return new All(List.of(guards));
    }

    /** At least one of them holds. */
    static Guard any(Guard... guards) {
        return new Any(List.of(guards));
    }

    /** It does not hold. */
    static Guard not(Guard guard) {
        return new Not(guard);
    }

    /** This one and that one hold. */
    default Guard and(Guard other) {
        return all(this, other);
    }

    /** This one or that one holds. */
    default Guard or(Guard other) {
        return any(this, other);
    }

    /** What a guard looks at: the open items of a scope and what is known of its party, on a day. Immutable. */
    @Value.Immutable
    interface Standing {

        /** The day. */
        LocalDate day();

        /** How many items are open. */
        int openCount();

        /** What is open. */
        Totals openBalance();

        /** Days since the oldest open item's date; empty where nothing is open. */
        OptionalInt oldestAgeDays();

        /** The tags of the party. */
        Set<String> tags();

        /** The segment of the party. */
        Optional<String> segment();

        /** Class and code of the last failed payment. */
        Set<String> lastFailure();

        /** The days on which promises were broken. */
        List<LocalDate> promisesBrokenOn();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds standings. Not thread-safe. */
        final class Builder extends ImmutableStanding.Builder {
            Builder() {}
        }
    }

    /**
     * So many open items.
     *
     * @param count at least
     */
    record CountAtLeast(int count) implements Guard {
        @Override
        public boolean holds(Standing standing) {
            return standing.openCount() >= count;
        }

        @Override
        public String toString() {
            return "open items >= " + count;
        }
    }

    /**
     * So much open.
     *
     * @param amount at least
     */
    record BalanceAtLeast(MonetaryAmount amount) implements Guard {
        @Override
        public boolean holds(Standing standing) {
            return Amounts.minor(standing.openBalance().in(amount.getCurrency())) >= Amounts.minor(amount);
        }

        @Override
        public String toString() {
            return "open >= " + Amounts.text(amount);
        }
    }

    /**
     * An age.
     *
     * @param days at least
     */
    record AgeAtLeast(int days) implements Guard {
        @Override
        public boolean holds(Standing standing) {
            return standing.oldestAgeDays().isPresent()
                    && standing.oldestAgeDays().getAsInt() >= days;
        }

        @Override
        public String toString() {
            return "age >= " + days;
        }
    }

    /**
     * A tag.
     *
     * @param tag the tag
     */
    record Tag(String tag) implements Guard {
        @Override
        public boolean holds(Standing standing) {
            return standing.tags().contains(tag);
        }

        @Override
        public String toString() {
            return "tag '" + tag + "'";
        }
    }

    /**
     * A segment.
     *
     * @param segment the segment
     */
    record Segment(String segment) implements Guard {
        @Override
        public boolean holds(Standing standing) {
            return standing.segment().filter(segment::equals).isPresent();
        }

        @Override
        public String toString() {
            return "segment '" + segment + "'";
        }
    }

    /**
     * Why the last payment failed.
     *
     * @param classesOrCodes one of these
     */
    record FailureIn(Set<String> classesOrCodes) implements Guard {
        public FailureIn {
            classesOrCodes = Set.copyOf(classesOrCodes);
        }

        @Override
        public boolean holds(Standing standing) {
            return standing.lastFailure().stream().anyMatch(classesOrCodes::contains);
        }

        @Override
        public String toString() {
            return "last failure in " + classesOrCodes.stream().sorted().toList();
        }
    }

    /**
     * Broken promises.
     *
     * @param atLeast how many
     * @param withinDays in how many days, today among them
     */
    record BrokenPromises(int atLeast, int withinDays) implements Guard {
        @Override
        public boolean holds(Standing standing) {
            LocalDate after = standing.day().minusDays(withinDays);
            return standing.promisesBrokenOn().stream()
                            .filter(day -> day.isAfter(after) && !day.isAfter(standing.day()))
                            .count()
                    >= atLeast;
        }

        @Override
        public String toString() {
            return "broken promises in " + withinDays + " days >= " + atLeast;
        }
    }

    /**
     * All of them.
     *
     * @param guards each must hold; none at all holds
     */
    record All(List<Guard> guards) implements Guard {
        public All {
            guards = List.copyOf(guards);
        }

        @Override
        public boolean holds(Standing standing) {
            return guards.stream().allMatch(guard -> guard.holds(standing));
        }

        @Override
        public String toString() {
            return guards.isEmpty()
                    ? "always"
                    : guards.stream().map(Guard::toString).collect(Collectors.joining(" and ", "(", ")"));
        }
    }

    /**
     * One of them.
     *
     * @param guards one must hold; of none at all none holds
     */
    record Any(List<Guard> guards) implements Guard {
        public Any {
            guards = List.copyOf(guards);
        }

        @Override
        public boolean holds(Standing standing) {
            return guards.stream().anyMatch(guard -> guard.holds(standing));
        }

        @Override
        public String toString() {
            return guards.isEmpty()
                    ? "never"
                    : guards.stream().map(Guard::toString).collect(Collectors.joining(" or ", "(", ")"));
        }
    }

    /**
     * Not that.
     *
     * @param guard must not hold
     */
    record Not(Guard guard) implements Guard {
        @Override
        public boolean holds(Standing standing) {
            return !guard.holds(standing);
        }

        @Override
        public String toString() {
            return "not " + guard;
        }
    }
}
