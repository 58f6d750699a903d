package io.counterfoil.payments.rail;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.money.Amounts;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What decides how long a payment can come back: its rail and, where the rail's rules ask for it, direction, receiver, PAD category or scheme.
 *
 * <p>Also the left side of a rule: terms that leave something open cover every payment that fills it in. Immutable.
 */
@Value.Immutable
public interface RailTerms {

    /** The rail. */
    Rail rail();

    /** Debit or credit, where known. */
    Optional<Rail.Direction> direction();

    /** Whose account an ACH entry reaches, where known. */
    Optional<Receiver> receiver();

    /** The category of the mandate behind a Canadian debit, where known. */
    Optional<PadCategory> padCategory();

    /** The SEPA scheme, where known. */
    Optional<SepaScheme> scheme();

    /** Terms that say the rail alone. */
    static RailTerms of(Rail rail) {
        return builder().rail(rail).build();
    }

    /** Terms that say rail and direction. */
    static RailTerms of(Rail rail, Rail.Direction direction) {
        return builder().rail(rail).direction(direction).build();
    }

    /** A Canadian pre-authorised debit of the category. */
    static RailTerms pad(PadCategory category) {
        return builder()
                .rail(Rail.EFT_CA)
                .direction(Rail.Direction.DEBIT)
                .padCategory(category)
                .build();
    }

    /** A SEPA payment of the scheme. */
    static RailTerms sepa(SepaScheme scheme) {
        return builder().rail(Rail.SEPA).scheme(scheme).build();
    }

    /** Whether everything that the pattern says holds here; what the pattern leaves open does not matter. */
    default boolean matches(RailTerms pattern) {
        return rail() == pattern.rail()
                && holds(pattern.direction(), direction())
                && holds(pattern.receiver(), receiver())
                && holds(pattern.padCategory(), padCategory())
                && holds(pattern.scheme(), scheme());
    }

    private static <T> boolean holds(Optional<T> asked, Optional<T> given) {
        return asked.isEmpty() || asked.equals(given);
    }

    /** Refuses what belongs to another rail. */
    @Value.Check
    default void check() {
        belongs("receiver", receiver(), Rail.ACH);
        belongs("PAD category", padCategory(), Rail.EFT_CA);
        belongs("scheme", scheme(), Rail.SEPA);
    }

    private void belongs(String name, Optional<?> value, Rail owner) {
        if (value.isPresent() && rail() != owner) {
            throw new IllegalArgumentException(
                    name + " " + value.orElseThrow() + " on rail " + rail() + ", expected only on " + owner);
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds terms. Not thread-safe. */
    final class Builder extends ImmutableRailTerms.Builder {
        Builder() {}
    }

    /** The category of a Canadian pre-authorised debit (Payments Canada Rule H1): it decides how long the payor may claim the money back. */
    enum PadCategory implements Code {
        /** For personal, family or household purposes. */
        PERSONAL,
        /** For the payor's business. */
        BUSINESS,
        /** Between accounts of the same or of related owners. */
        CASH_MANAGEMENT;

        @Override
        public String id() {
            return "PAD." + name();
        }
    }

    /** Whose account an ACH entry reaches; consumers may claim longer (Regulation E as carried by the Nacha Rules). */
    enum Receiver implements Code {
        /** A person's account. */
        CONSUMER,
        /** An organisation's account. */
        CORPORATE;

        @Override
        public String id() {
            return "RECEIVER." + name();
        }
    }

    /** A scheme of the European Payments Council. */
    enum SepaScheme implements Code {
        /** Direct debit, open to consumers. */
        SDD_CORE,
        /** Direct debit between businesses: no refund of an authorised debit. */
        SDD_B2B,
        /** Credit transfer. */
        SCT,
        /** Instant credit transfer. */
        SCT_INST;

        @Override
        public String id() {
            return "SEPA." + name();
        }
    }

    /**
     * How soon a payment on a rail through one bank can settle, and why not sooner (PAY-07).
     *
     * <pre>{@code
     * Settlement eft = Settlement.builder().rail(Rail.EFT_CA).calendar(canada).cutOffs(bank).processingDays(1).build();
     * Settlement.Earliest earliest = eft.earliestSettlement(cad.of("100.00"), now);
     * earliest.date();     // 2027-03-02
     * earliest.sentence(); // "settles 2027-03-02: 2027-03-01 lost, given at 19:05, cut-off 18:00 (America/Toronto)"
     * }</pre>
     *
     * <p>Judged on the clock of the bank's zone. The payment is taken on the first business day with a cut-off that has not passed; the cut-off itself is in
     * time. From there it takes the rail's processing days, and more where the amount is over the limit. Every calendar day from the day it is given to the day
     * before settlement is lost for exactly one reason. Immutable, thread-safe.
     */
    @Value.Immutable
    interface Settlement {

        /** The rail. */
        Rail rail();

        /** The business days on which the rail moves money. */
        BusinessCalendar calendar();

        /** The cut-offs of the bank that takes the payment. */
        CutOffs cutOffs();

        /** Business days from the day it is taken to the day it settles; 0 for the same day. */
        @Value.Default
        default int processingDays() {
            return 0;
        }

        /** An amount above it takes {@link #daysOverLimit} business days more, such as the per-payment limit of a same-day service. */
        Optional<MonetaryAmount> limit();

        /** Business days more for an amount over the limit. */
        @Value.Default
        default int daysOverLimit() {
            return 1;
        }

        /** Why a day is lost. */
        enum Reason implements Code {
            /** The payment was given after the bank's cut-off. */
            AFTER_CUT_OFF,
            /** The bank takes no payments for the rail on that day of the week. */
            NOT_TAKEN,
            /** A day of the weekend. */
            WEEKEND,
            /** A holiday of the rail's calendar. */
            HOLIDAY,
            /** The rail needs the day to move the money. */
            PROCESSING,
            /** The amount is over the limit of the faster service. */
            OVER_LIMIT;

            @Override
            public String id() {
                return "SETTLEMENT." + name();
            }
        }

        /**
         * A day on which the payment does not settle.
         *
         * @param date in the bank's zone
         * @param reason why, for programs
         * @param sentence why, with the values
         */
        record LostDay(LocalDate date, Reason reason, String sentence) {}

        /**
         * The answer.
         *
         * @param date the day of settlement
         * @param taken the day for which the bank takes the payment
         * @param lost every day before the settlement, from the day on which it was given, in order
         */
        record Earliest(LocalDate date, LocalDate taken, List<LostDay> lost) {

            public Earliest {
                lost = List.copyOf(lost);
            }

            /** One line for a person. */
            public String sentence() {
                StringBuilder text = new StringBuilder("settles ").append(date);
                String separator = ": ";
                for (LostDay day : lost) {
                    text.append(separator).append(day.date()).append(" lost, ").append(day.sentence());
                    separator = "; ";
                }
                return text.toString();
            }
        }

        /**
         * The first day on which the amount can settle if it is given now.
         *
         * @throws IllegalArgumentException where the limit is in another currency than the amount
         * @throws io.counterfoil.payments.calendar.HolidayCalendar.NotCoveredException where the calendar ends before the settlement
         */
        default Earliest earliestSettlement(MonetaryAmount amount, Instant now) {
            ZonedDateTime given = now.atZone(cutOffs().zone(rail()));
            List<LostDay> lost = new ArrayList<>();
            LocalDate day = given.toLocalDate();
            Optional<LostDay> obstacle = notTaken(day, given);
            while (obstacle.isPresent()) {
                lost.add(obstacle.orElseThrow());
                day = day.plusDays(1);
                obstacle = notTaken(day, given);
            }
            LocalDate taken = day;
            String processing = rail() + " needs " + days(processingDays()) + " to settle";
            day = pass(day, processingDays(), Reason.PROCESSING, processing, lost);
            if (isOverLimit(amount)) {
                String over = Amounts.text(amount) + " is over " + Amounts.text(limit().orElseThrow())
                        + ", which takes " + days(daysOverLimit()) + " more";
                day = pass(day, daysOverLimit(), Reason.OVER_LIMIT, over, lost);
            }
            return new Earliest(day, taken, lost);
        }

        /** Refuses terms on which nothing would ever settle. */
        @Value.Check
        default void check() {
            if (processingDays() < 0 || daysOverLimit() < 0) {
                throw new IllegalArgumentException("processing days " + processingDays() + " and days over the limit "
                        + daysOverLimit() + " on rail " + rail() + ", expected 0 or more");
            }
            if (Arrays.stream(DayOfWeek.values())
                    .noneMatch(day -> cutOffs().cutOff(rail(), day).isPresent())) {
                throw new IllegalArgumentException(
                        "rail " + rail()
                                + " has no cut-off on any day of the week, expected one\nMaybe the cut-offs are those of another bank.");
            }
        }

        private Optional<LostDay> notTaken(LocalDate day, ZonedDateTime given) {
            Optional<LostDay> closed = closed(day);
            if (closed.isPresent()) {
                return closed;
            }
            Optional<LocalTime> cutOff = cutOffs().cutOff(rail(), day.getDayOfWeek());
            if (cutOff.isEmpty()) {
                return Optional.of(new LostDay(
                        day,
                        Reason.NOT_TAKEN,
                        "no " + rail() + " is taken on a " + EnglishDays.name(day.getDayOfWeek())));
            }
            LocalTime at = given.toLocalTime();
            boolean late = day.equals(given.toLocalDate()) && at.isAfter(cutOff.orElseThrow());
            return late
                    ? Optional.of(new LostDay(
                            day,
                            Reason.AFTER_CUT_OFF,
                            "given at " + EnglishDays.shownAfter(at, cutOff.orElseThrow()) + ", cut-off "
                                    + cutOff.orElseThrow() + " (" + given.getZone() + ")"))
                    : Optional.empty();
        }

        private Optional<LostDay> closed(LocalDate day) {
            if (calendar().isBusinessDay(day)) {
                return Optional.empty();
            }
            Optional<String> holiday = calendar().holidays().holidayName(day);
            if (holiday.isEmpty() && day.getDayOfWeek().getValue() > 5) {
                return Optional.of(new LostDay(day, Reason.WEEKEND, EnglishDays.name(day.getDayOfWeek())));
            }
            return Optional.of(new LostDay(
                    day,
                    Reason.HOLIDAY,
                    holiday.orElse("holiday") + " (" + calendar().name() + ")"));
        }

        private LocalDate pass(LocalDate from, int businessDays, Reason reason, String sentence, List<LostDay> lost) {
            LocalDate day = from;
            for (int passed = 0; passed < businessDays; passed++) {
                lost.add(new LostDay(day, reason, sentence));
                day = day.plusDays(1);
                Optional<LostDay> closed = closed(day);
                while (closed.isPresent()) {
                    lost.add(closed.orElseThrow());
                    day = day.plusDays(1);
                    closed = closed(day);
                }
            }
            return day;
        }

        private boolean isOverLimit(MonetaryAmount amount) {
            if (limit().isEmpty()) {
                return false;
            }
            MonetaryAmount most = limit().orElseThrow();
            if (!most.getCurrency().equals(amount.getCurrency())) {
                throw new IllegalArgumentException("amount " + Amounts.text(amount) + " on rail " + rail()
                        + " whose limit is " + Amounts.text(most) + ", expected one currency");
            }
            return amount.isGreaterThan(most);
        }

        private static String days(int count) {
            return count == 1 ? "1 business day" : count + " business days";
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds terms. Not thread-safe. */
        final class Builder extends ImmutableSettlement.Builder {
            Builder() {}
        }
    }
}
