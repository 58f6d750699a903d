package io.counterfoil.payments.watch;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.alert.AlertLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.order.internal.MachineChoice;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Raises what a person must look at: money outside the system, payments the bank does not show, limits broken, patterns that want a look (payments
 * specification 4.12, PAY-40, PAY-42).
 *
 * <p>A payment and a line at the bank belong together by reference. Limits hold per currency; one in another currency than a payment says nothing about it.
 * Days are business dates of the books. Immutable, thread-safe.
 */
public final class PaymentWatch {

    private static final Comparator<Alert> ORDER = Comparator.comparing(
                    (Alert alert) -> alert.key().value())
            .thenComparing(alert -> alert.evidence().sentence());

    private final Map<String, MonetaryAmount> singleLimits;
    private final Map<String, MonetaryAmount> dailyLimits;
    private final List<VelocityRule> velocity;
    private final List<Payments> machines;
    private final @Nullable PaymentNorms norms;

    private PaymentWatch(Builder builder) {
        singleLimits = Map.copyOf(builder.singleLimits);
        dailyLimits = Map.copyOf(builder.dailyLimits);
        velocity = List.copyOf(builder.velocity);
        machines = List.copyOf(builder.machines);
        norms = builder.norms;
    }

    /** A watch without limits until some are set. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The alerts of a window of payments and the bank's lines, each key once, in the order of their keys.
     *
     * @param payments all records whose lines may be among {@code lines}, with the days that the rules of velocity look back
     * @param lines what the bank shows
     * @param asOf a payment is missing where {@code effective} is after its expected day; {@code knownAt} is when the alerts are raised
     */
    public List<Alert> assess(Collection<Watched> payments, Collection<BankLine> lines, AsOf asOf) {
        Set<String> known = payments.stream().map(Watched::reference).collect(Collectors.toSet());
        Set<String> seen = lines.stream().map(BankLine::reference).collect(Collectors.toSet());
        List<Alert> alerts = new ArrayList<>();
        lines.stream()
                .filter(line -> !known.contains(line.reference()))
                .forEach(line -> alerts.add(outsideSystem(line, asOf)));
        payments.stream()
                .filter(payment ->
                        asOf.effective().isAfter(payment.expectedBy()) && !seen.contains(payment.reference()))
                .forEach(payment -> alerts.add(notSeen(payment, asOf)));
        alerts.addAll(patterns(payments, asOf));
        return once(alerts);
    }

    /**
     * What a person must look at about one payment: what its machine says (unknown outcome, late or short return, unknown code, refunded and disputed), a
     * settlement that is overdue, the limit for one payment.
     *
     * @throws IllegalArgumentException where no machine was given, or none or several of them could be the payment's
     */
    public List<Alert> assess(Payment payment, AsOf asOf) {
        if (!payment.exists()) {
            return List.of();
        }
        List<Alert> alerts = new ArrayList<>(standing(payment, asOf));
        aboveSingleLimit(WatchedPayment.from(payment), asOf).ifPresent(alerts::add);
        return once(alerts);
    }

    /**
     * The alerts of a window of payments, each key once, in the order of their keys: those of each payment, the limits of days, the rules of velocity, and the
     * figures of the effective day that are out of their norm.
     *
     * @param window with the days that the rules look back, and for norms the weeks that they need
     * @throws IllegalArgumentException as {@link #assess(Payment, AsOf)}
     */
    public List<Alert> assess(Stream<Payment> window, AsOf asOf) {
        List<Payment> payments = window.filter(Payment::exists).toList();
        List<Alert> alerts = new ArrayList<>();
        payments.forEach(payment -> alerts.addAll(standing(payment, asOf)));
        alerts.addAll(patterns(payments.stream().map(WatchedPayment::from).toList(), asOf));
        PaymentNorms usual = norms;
        if (usual != null) {
            NormFigures figures = new NormFigures(asOf.effective());
            payments.forEach(payment -> figures.add(payment, machine(payment)));
            alerts.addAll(usual.assess(figures.observations(), asOf));
        }
        return once(alerts);
    }

    private List<Alert> standing(Payment payment, AsOf asOf) {
        List<Alert> alerts = new ArrayList<>(machine(payment).alerts(payment, asOf.knownAt()));
        boolean overdue = payment.status().phase() == PaymentStatus.Phase.IN_FLIGHT
                && payment.expectedOn().filter(asOf.effective()::isAfter).isPresent();
        if (overdue) {
            alerts.add(notSeen(WatchedPayment.from(payment), asOf));
        }
        return alerts;
    }

    private Payments machine(Payment payment) {
        return MachineChoice.among(machines).of(payment);
    }

    private List<Alert> patterns(Collection<Watched> payments, AsOf asOf) {
        List<Alert> alerts = new ArrayList<>();
        Set<Watched> each = new HashSet<>(payments);
        each.forEach(payment -> aboveSingleLimit(payment, asOf).ifPresent(alerts::add));
        days(each).forEach((day, total) -> alerts.addAll(aboveDailyLimit(day, total, asOf)));
        velocity.forEach(rule -> alerts.addAll(rule.assess(each, asOf)));
        return alerts;
    }

    private static List<Alert> once(List<Alert> alerts) {
        alerts.sort(ORDER);
        return AlertLog.empty().plus(alerts).alerts();
    }

    private record ClientDay(PartyId client, LocalDate day) {}

    private static Alert outsideSystem(BankLine line, AsOf asOf) {
        boolean isDebit = line.amount().isNegative();
        return Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(isDebit ? Diagnostic.Severity.CRITICAL : Diagnostic.Severity.HIGH)
                .subject(SubjectRef.of("bank-line", line.reference()))
                .amount(line.amount())
                .evidence(Evidence.of(
                        Finding.NO_RECORD,
                        "the bank shows " + text(line.amount()) + " under '" + line.reference()
                                + "', which no record of ours explains"))
                .raisedAt(asOf.knownAt())
                .build();
    }

    private static Alert notSeen(Watched payment, AsOf asOf) {
        return Alert.builder()
                .kind(AlertKind.NOT_SEEN_AT_BANK)
                .severity(Diagnostic.Severity.MEDIUM)
                .subject(SubjectRef.of("payment", payment.reference()))
                .amount(payment.amount())
                .evidence(Evidence.of(
                        Finding.NO_BANK_LINE,
                        text(payment.amount()) + " under '" + payment.reference() + "' was expected at the bank by "
                                + payment.expectedBy()))
                .raisedAt(asOf.knownAt())
                .build();
    }

    private Optional<Alert> aboveSingleLimit(Watched payment, AsOf asOf) {
        MonetaryAmount limit = singleLimits.get(payment.amount().getCurrency().getCurrencyCode());
        if (limit == null || Amounts.minor(payment.amount().abs()) <= Amounts.minor(limit)) {
            return Optional.empty();
        }
        return Optional.of(Alert.builder()
                .kind(AlertKind.SINGLE_LIMIT)
                .severity(Diagnostic.Severity.HIGH)
                .subject(SubjectRef.of("payment", payment.reference()))
                .amount(payment.amount())
                .evidence(Evidence.of(
                        Finding.ABOVE_SINGLE_LIMIT,
                        text(payment.amount()) + " under '" + payment.reference() + "' is above the limit of "
                                + text(limit) + " for one payment"))
                .raisedAt(asOf.knownAt())
                .build());
    }

    private static Map<ClientDay, Totals> days(Collection<Watched> payments) {
        Map<ClientDay, Totals> days = new HashMap<>();
        for (Watched payment : payments) {
            days.merge(
                    new ClientDay(payment.client(), payment.bookedOn()),
                    Totals.of(payment.amount().abs()),
                    Totals::plus);
        }
        return days;
    }

    private List<Alert> aboveDailyLimit(ClientDay day, Totals total, AsOf asOf) {
        return dailyLimits.values().stream()
                .filter(limit -> Amounts.minor(total.in(limit.getCurrency())) > Amounts.minor(limit))
                .<Alert>map(limit -> Alert.builder()
                        .kind(AlertKind.DAILY_LIMIT)
                        .severity(Diagnostic.Severity.HIGH)
                        .subject(SubjectRef.of("client", day.client().value()))
                        .period(day.day().toString())
                        .amount(total.in(limit.getCurrency()))
                        .evidence(Evidence.of(
                                Finding.ABOVE_DAILY_LIMIT,
                                "payments of client " + day.client() + " on " + day.day() + " add up to "
                                        + text(total.in(limit.getCurrency())) + ", above the limit of " + text(limit)
                                        + " a day"))
                        .raisedAt(asOf.knownAt())
                        .build())
                .toList();
    }

    private static String text(MonetaryAmount amount) {
        return VelocityRule.text(amount);
    }

    /** A payment as our books know it. Immutable. */
    @Value.Immutable
    public interface Watched {

        /** Names it here and at the bank. */
        String reference();

        /** Whose money it is; limits are counted per client. */
        PartyId client();

        /** The other party, where it is known. */
        Optional<PartyId> counterparty();

        /** A token of the account or card it is made with, where it is known. */
        Optional<String> instrument();

        /** How much moves, of either sign; limits look at its size. */
        MonetaryAmount amount();

        /** The day it counts for. */
        LocalDate bookedOn();

        /** The last day on which the bank should show it. */
        LocalDate expectedBy();

        /** Refuses a blank reference. */
        @Value.Check
        default void check() {
            if (reference().isBlank()) {
                throw new IllegalArgumentException(
                        "payment reference is blank, expected the reference the bank repeats");
            }
        }

        /** A payment of which no more is known. */
        static Watched of(
                String reference, PartyId client, MonetaryAmount amount, LocalDate bookedOn, LocalDate expectedBy) {
            return builder()
                    .reference(reference)
                    .client(client)
                    .amount(amount)
                    .bookedOn(bookedOn)
                    .expectedBy(expectedBy)
                    .build();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds them. Not thread-safe. */
        final class Builder extends ImmutableWatched.Builder {
            Builder() {}
        }
    }

    /**
     * A line at the bank.
     *
     * @param reference what the bank repeats of our reference, or its own where it knows none
     * @param amount signed as the account holder sees it
     */
    public record BankLine(String reference, MonetaryAmount amount) {

        public BankLine {
            Objects.requireNonNull(amount, "amount");
            if (reference.isBlank()) {
                throw new IllegalArgumentException(
                        "bank line without a reference, expected the bank's own where it has no other");
            }
        }

        /** A line with the reference. */
        public static BankLine of(String reference, MonetaryAmount amount) {
            return new BankLine(reference, amount);
        }
    }

    /** What a rule of velocity counts together. */
    public enum Scope implements Code {
        /** All payments of a client. */
        CLIENT("client"),
        /** All payments with another party, whichever client's. */
        COUNTERPARTY("party"),
        /** All payments with one account or card. */
        INSTRUMENT("instrument"),
        /** The payments of one client with one other party. */
        PAIR("pair");

        private final String type;

        Scope(String type) {
            this.type = type;
        }

        SubjectRef subject(String name) {
            return SubjectRef.of(type, name);
        }

        Optional<String> name(Watched payment) {
            return switch (this) {
                case CLIENT -> Optional.of(payment.client().value());
                case COUNTERPARTY -> payment.counterparty().map(PartyId::value);
                case INSTRUMENT -> payment.instrument();
                case PAIR -> payment.counterparty().map(other -> payment.client() + " and " + other);
            };
        }

        @Override
        public String id() {
            return "VELOCITY_SCOPE." + name();
        }
    }

    /** Facts that stand in the evidence of alerts. */
    public enum Finding implements Code {
        /** No record has the reference of the bank's line. */
        NO_RECORD,
        /** No line at the bank has the payment's reference, and its day has passed. */
        NO_BANK_LINE,
        /** One payment is above the limit. */
        ABOVE_SINGLE_LIMIT,
        /** The payments of a client's day are together above the limit. */
        ABOVE_DAILY_LIMIT,
        /** More payments than the limit in a window. */
        TOO_MANY,
        /** More money than the limit in a window. */
        TOO_MUCH,
        /** A large amount between parties that had no payment before. */
        NEW_PAYEE,
        /** Many round amounts. */
        ROUND_NUMBERS,
        /** Several payments just below a limit that are together above it. */
        SPLIT;

        @Override
        public String id() {
            return "WATCH." + name();
        }
    }

    /** Sets limits and rules; every limit is broken strictly above it. Not thread-safe. */
    public static final class Builder {

        private final Map<String, MonetaryAmount> singleLimits = new HashMap<>();
        private final Map<String, MonetaryAmount> dailyLimits = new HashMap<>();
        private final List<VelocityRule> velocity = new ArrayList<>();
        private final List<Payments> machines = new ArrayList<>();
        private @Nullable PaymentNorms norms;

        private Builder() {}

        /** The machines whose payments are watched, one for each rail. */
        public Builder payments(Payments... watched) {
            machines.addAll(List.of(watched));
            return this;
        }

        /** Holds the figures of a day against their history: counts, amounts and share of returns by rail and client, age of exceptions by rail. */
        public Builder norms(PaymentNorms usual) {
            norms = usual;
            return this;
        }

        /** The most that one payment in the amount's currency may move without an alert, that amount included. */
        public Builder singleLimit(MonetaryAmount limit) {
            put(singleLimits, limit, "single limit");
            return this;
        }

        /** The most that a client's payments of one day in the amount's currency may move together without an alert, that amount included. */
        public Builder dailyLimit(MonetaryAmount limit) {
            put(dailyLimits, limit, "daily limit");
            return this;
        }

        /** The most payments of a scope in so many days up to and on the effective day. */
        public Builder velocity(Scope scope, int limit, int days) {
            check("velocity limit", limit, 1);
            check("days of velocity", days, 1);
            velocity.add(new VelocityRule.MaxCount(scope, limit, days));
            return this;
        }

        /** The most money of a scope in so many days up to and on the effective day, in the limit's currency. */
        public Builder velocity(Scope scope, MonetaryAmount limit, int days) {
            checkAmount("velocity limit", limit);
            check("days of velocity", days, 1);
            velocity.add(new VelocityRule.MaxAmount(scope, limit, days));
            return this;
        }

        /** A payment of the effective day above the amount, between a client and a party that had none in so many days before, wants a look. */
        public Builder newPayee(MonetaryAmount above, int days) {
            checkAmount("amount for a new payee", above);
            check("days for a new payee", days, 1);
            velocity.add(new VelocityRule.NewPayee(above, days));
            return this;
        }

        /** At least so many payments of a scope in so many days that are whole multiples of the amount want a look. */
        public Builder roundNumbers(Scope scope, MonetaryAmount multipleOf, int atLeast, int days) {
            if (Amounts.minor(multipleOf) <= 0) {
                throw new IllegalArgumentException("round amount of " + text(multipleOf) + ", expected above 0");
            }
            check("number of round amounts", atLeast, 2);
            check("days of round amounts", days, 1);
            velocity.add(new VelocityRule.RoundNumbers(scope, multipleOf, atLeast, days));
            return this;
        }

        /**
         * At least so many payments of a client with one other party in so many days, each at most the limit and not further below it than the percentage,
         * together above it, want a look.
         */
        public Builder splitBelow(MonetaryAmount limit, BigDecimal withinPercent, int atLeast, int days) {
            checkAmount("limit of splitting", limit);
            if (withinPercent.signum() <= 0 || withinPercent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException(
                        "share below a limit of " + withinPercent.toPlainString() + " %, expected above 0 to 100");
            }
            check("number of splits", atLeast, 2);
            check("days of splitting", days, 1);
            velocity.add(new VelocityRule.SplitBelow(limit, withinPercent, atLeast, days));
            return this;
        }

        /** The watch. */
        public PaymentWatch build() {
            return new PaymentWatch(this);
        }

        private static void put(Map<String, MonetaryAmount> limits, MonetaryAmount limit, String name) {
            checkAmount(name, limit);
            if (limits.putIfAbsent(limit.getCurrency().getCurrencyCode(), limit) != null) {
                throw new IllegalArgumentException(
                        name + " in " + limit.getCurrency().getCurrencyCode() + " is set twice");
            }
        }

        private static void checkAmount(String name, MonetaryAmount limit) {
            if (limit.isNegative()) {
                throw new IllegalArgumentException(name + " of " + text(limit) + ", expected 0 or more");
            }
        }

        private static void check(String name, int value, int least) {
            if (value < least) {
                throw new IllegalArgumentException(name + " of " + value + ", expected " + least + " or more");
            }
        }
    }
}
