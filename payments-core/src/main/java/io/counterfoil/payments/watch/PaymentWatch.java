package io.counterfoil.payments.watch;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.alert.AlertLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Severity;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/**
 * Raises what a person must look at: money outside the system, payments the bank does not show, limits broken (payments specification 4.12, PAY-40).
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

    private PaymentWatch(Builder builder) {
        singleLimits = Map.copyOf(builder.singleLimits);
        dailyLimits = Map.copyOf(builder.dailyLimits);
    }

    /** A watch without limits until some are set. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The alerts of a window of payments and the bank's lines, each key once, in the order of their keys.
     *
     * @param payments all records whose lines may be among {@code lines}
     * @param lines what the bank shows
     * @param asOf a payment is missing where {@code effective} is after its expected day; {@code knownAt} is when the alerts are raised
     */
    public List<Alert> assess(Collection<WatchedPayment> payments, Collection<WatchedLine> lines, AsOf asOf) {
        Set<String> known = payments.stream().map(WatchedPayment::reference).collect(Collectors.toSet());
        Set<String> seen = lines.stream().map(WatchedLine::reference).collect(Collectors.toSet());
        List<Alert> alerts = new ArrayList<>();
        lines.stream()
                .filter(line -> !known.contains(line.reference()))
                .forEach(line -> alerts.add(outsideSystem(line, asOf)));
        payments.stream()
                .filter(payment ->
                        asOf.effective().isAfter(payment.expectedBy()) && !seen.contains(payment.reference()))
                .forEach(payment -> alerts.add(notSeen(payment, asOf)));
        payments.forEach(payment -> aboveSingleLimit(payment, asOf).ifPresent(alerts::add));
        days(payments).forEach((day, total) -> alerts.addAll(aboveDailyLimit(day, total, asOf)));
        alerts.sort(ORDER);
        return AlertLog.empty().plus(alerts).alerts();
    }

    private record ClientDay(PartyId client, LocalDate day) {}

    private static Alert outsideSystem(WatchedLine line, AsOf asOf) {
        boolean isDebit = line.amount().isNegative();
        return Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(isDebit ? Severity.CRITICAL : Severity.HIGH)
                .subject(SubjectRef.of("bank-line", line.reference()))
                .amount(line.amount())
                .evidence(Evidence.of(
                        WatchCode.NO_RECORD,
                        "the bank shows " + text(line.amount()) + " under '" + line.reference()
                                + "', which no record of ours explains"))
                .raisedAt(asOf.knownAt())
                .build();
    }

    private static Alert notSeen(WatchedPayment payment, AsOf asOf) {
        return Alert.builder()
                .kind(AlertKind.NOT_SEEN_AT_BANK)
                .severity(Severity.MEDIUM)
                .subject(subject(payment))
                .amount(payment.amount())
                .evidence(Evidence.of(
                        WatchCode.NO_BANK_LINE,
                        text(payment.amount()) + " under '" + payment.reference() + "' was expected at the bank by "
                                + payment.expectedBy()))
                .raisedAt(asOf.knownAt())
                .build();
    }

    private Optional<Alert> aboveSingleLimit(WatchedPayment payment, AsOf asOf) {
        MonetaryAmount limit = singleLimits.get(payment.amount().getCurrency().getCurrencyCode());
        if (limit == null || Amounts.minor(payment.amount().abs()) <= Amounts.minor(limit)) {
            return Optional.empty();
        }
        return Optional.of(Alert.builder()
                .kind(AlertKind.SINGLE_LIMIT)
                .severity(Severity.HIGH)
                .subject(subject(payment))
                .amount(payment.amount())
                .evidence(Evidence.of(
                        WatchCode.ABOVE_SINGLE_LIMIT,
                        text(payment.amount()) + " under '" + payment.reference() + "' is above the limit of "
                                + text(limit) + " for one payment"))
                .raisedAt(asOf.knownAt())
                .build());
    }

    private static Map<ClientDay, Totals> days(Collection<WatchedPayment> payments) {
        Map<ClientDay, Totals> days = new HashMap<>();
        for (WatchedPayment payment : new HashSet<>(payments)) {
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
                        .severity(Severity.HIGH)
                        .subject(SubjectRef.of("client", day.client().value()))
                        .period(day.day().toString())
                        .amount(total.in(limit.getCurrency()))
                        .evidence(Evidence.of(
                                WatchCode.ABOVE_DAILY_LIMIT,
                                "payments of client " + day.client() + " on " + day.day() + " add up to "
                                        + text(total.in(limit.getCurrency())) + ", above the limit of " + text(limit)
                                        + " a day"))
                        .raisedAt(asOf.knownAt())
                        .build())
                .toList();
    }

    private static SubjectRef subject(WatchedPayment payment) {
        return SubjectRef.of("payment", payment.reference());
    }

    private static String text(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode();
    }

    /** Sets limits, one of each kind for a currency. Not thread-safe. */
    public static final class Builder {

        private final Map<String, MonetaryAmount> singleLimits = new HashMap<>();
        private final Map<String, MonetaryAmount> dailyLimits = new HashMap<>();

        private Builder() {}

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

        /** The watch. */
        public PaymentWatch build() {
            return new PaymentWatch(this);
        }

        private static void put(Map<String, MonetaryAmount> limits, MonetaryAmount limit, String name) {
            if (limit.isNegative()) {
                throw new IllegalArgumentException(name + " of " + text(limit) + ", expected 0 or more");
            }
            if (limits.putIfAbsent(limit.getCurrency().getCurrencyCode(), limit) != null) {
                throw new IllegalArgumentException(
                        name + " in " + limit.getCurrency().getCurrencyCode() + " is set twice");
            }
        }
    }
}
