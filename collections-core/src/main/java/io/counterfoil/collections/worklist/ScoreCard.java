package io.counterfoil.collections.worklist;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.money.Totals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * How urgent a customer is, in points that add up (COL-60, collections specification 4.16): a card is data, every component says what it saw and why it counts.
 * Immutable, thread-safe.
 */
@Value.Immutable
public interface ScoreCard {

    /** What overdue amounts are measured by, one amount for each currency of the queue. */
    List<MonetaryAmount> units();

    /** Points by overdue amount in units. */
    List<Band> amount();

    /** Points by the age of the oldest overdue item in days. */
    List<Band> age();

    /** Points for each broken promise. */
    int brokenPromise();

    /** The most points for broken promises. */
    int brokenPromisesMost();

    /** For how many days a broken promise counts, today included. */
    int brokenPromiseDays();

    /** Points where a promise ends soon. */
    int promiseDue();

    /** How many days ahead is soon; 1 is today and tomorrow. */
    int promiseDaysAhead();

    /** Points where a payment failed and nobody has answered. */
    int failedPayment();

    /** Points where an order waits for credit. */
    int orderWaiting();

    /** Points where a dispute is open for too long. */
    int disputeClock();

    /** Points where the customer pays later than before. */
    int latenessTrend();

    /** By more than how many days later. */
    int latenessMoreThanDays();

    /** Of how many closed items, against as many before. */
    int latenessItems();

    /** Points, usually negative, where the customer is as late as usual and pays by itself (COL-61). */
    int selfCure();

    /** How many days beyond the usual lateness are still usual. */
    int selfCureSlackDays();

    /** The default card; amounts are measured by the units, one for each currency of the queue. */
    static ScoreCard standard(MonetaryAmount... units) {
        return CardFile.standard().units(List.of(units)).build();
    }

    /** The points of a customer, with the components that are not zero in the order of {@link Part}. */
    default Score score(Inputs inputs) {
        return new Scoring(this, inputs).score();
    }

    /** An overdue sum in units; a currency without a unit counts nothing. */
    default BigDecimal inUnits(Totals overdue) {
        BigDecimal sum = BigDecimal.ZERO;
        for (MonetaryAmount unit : units()) {
            sum = sum.add(number(overdue.in(unit.getCurrency())).divide(number(unit), MathContext.DECIMAL128));
        }
        return sum;
    }

    private static BigDecimal number(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(BigDecimal.class);
    }

    /** Bands rise, units are positive and of different currencies. */
    @Value.Check
    default void check() {
        Band.requireRising("amount", amount());
        Band.requireRising("age", age());
        if (units().stream().map(MonetaryAmount::getCurrency).distinct().count() < units().size()) {
            throw new IllegalArgumentException("units are " + units() + ", expected one for each currency");
        }
        for (MonetaryAmount unit : units()) {
            if (!unit.isPositive()) {
                throw new IllegalArgumentException("unit is " + unit + ", expected more than zero");
            }
        }
        if (latenessItems() < 1 || brokenPromiseDays() < 1 || promiseDaysAhead() < 0) {
            throw new IllegalArgumentException("card compares " + latenessItems() + " items, counts promises of "
                    + brokenPromiseDays() + " days and " + promiseDaysAhead()
                    + " days ahead, expected 1 item, 1 day and 0 days or more");
        }
    }

    /** A new builder; nothing has a default. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this card. */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /**
     * Points from a value on.
     *
     * @param from the lowest value that gets them
     * @param points how many
     */
    record Band(BigDecimal from, int points) {
        public Band {
            Objects.requireNonNull(from, "from");
        }

        private static void requireRising(String what, List<Band> bands) {
            for (int i = 1; i < bands.size(); i++) {
                if (bands.get(i).from().compareTo(bands.get(i - 1).from()) <= 0) {
                    throw new IllegalArgumentException(
                            what + " bands are " + bands + ", expected each to begin above the one before");
                }
            }
        }
    }

    /** What points are given for; the order is that of a score. */
    enum Part implements Code {
        AMOUNT,
        AGE,
        BROKEN_PROMISES,
        PROMISE_DUE,
        FAILED_PAYMENT,
        ORDER_WAITING,
        DISPUTE_CLOCK,
        LATENESS_TREND,
        SELF_CURE;

        @Override
        public String id() {
            return "WORKLIST." + name();
        }
    }

    /** What is known of a customer. */
    @Value.Immutable
    interface Inputs {

        /** What is overdue, in the queue's unit. */
        BigDecimal overdueUnits();

        /** Days since the oldest overdue item was due; 0 where nothing is overdue. */
        int oldestAge();

        /** Promises broken, or kept in part only, in the time that the card counts. */
        @Value.Default
        default int brokenPromises() {
            return 0;
        }

        /** Days until the next promise ends; empty where none is in force. */
        OptionalInt promiseDueInDays();

        /** Whether a payment failed and neither a later payment nor a contact followed. */
        @Value.Default
        default boolean failedPaymentUnanswered() {
            return false;
        }

        /** Whether an order waits for credit. */
        @Value.Default
        default boolean orderWaiting() {
            return false;
        }

        /** Whether a dispute is open for longer than it should. */
        @Value.Default
        default boolean disputePastClock() {
            return false;
        }

        /** By how many days the last closed items were later than those before; empty where there are too few. */
        Optional<BigDecimal> latenessDeltaDays();

        /** How many days late the customer usually pays; empty where too little is known. */
        Optional<BigDecimal> medianDaysLate();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds inputs. Not thread-safe. */
        final class Builder extends ImmutableInputs.Builder {
            Builder() {}
        }
    }

    /**
     * A part of a score.
     *
     * @param code what for
     * @param input what was seen, as text
     * @param points how many; never zero
     * @param sentence why
     */
    record Component(Part code, String input, int points, String sentence) {
        public Component {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(input, "input");
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    /**
     * Points and what they are made of.
     *
     * @param points the sum
     * @param components the parts that are not zero
     */
    record Score(int points, List<Component> components) {
        public Score {
            components = List.copyOf(components);
        }
    }

    /** Builds cards. Not thread-safe. */
    final class Builder extends ImmutableScoreCard.Builder {
        Builder() {}
    }
}
