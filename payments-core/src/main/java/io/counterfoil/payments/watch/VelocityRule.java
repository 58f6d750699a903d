package io.counterfoil.payments.watch;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.watch.PaymentWatch.Finding;
import io.counterfoil.payments.watch.PaymentWatch.Scope;
import io.counterfoil.payments.watch.PaymentWatch.Watched;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/** Rules of velocity (PAY-42): each looks at the payments of one scope that were booked in the days up to and on the effective day. */
sealed interface VelocityRule {

    int MAX_SHOWN = 10;

    Comparator<Watched> ORDER = Comparator.comparing(Watched::bookedOn).thenComparing(Watched::reference);

    List<Alert> assess(Collection<Watched> payments, AsOf asOf);

    /** More payments than the limit in the days. */
    record MaxCount(Scope scope, int limit, int days) implements VelocityRule {
        @Override
        public List<Alert> assess(Collection<Watched> payments, AsOf asOf) {
            return groups(payments, scope, days, asOf).entrySet().stream()
                    .filter(group -> group.getValue().size() > limit)
                    .map(group -> alert(
                            Finding.TOO_MANY,
                            scope.subject(group.getKey()),
                            group.getValue(),
                            group.getValue().size() + " payments of " + scope.subject(group.getKey()) + " in "
                                    + span(days) + ", above the limit of " + limit,
                            asOf))
                    .toList();
        }
    }

    /** More money than the limit in the days, in its currency. */
    record MaxAmount(Scope scope, MonetaryAmount limit, int days) implements VelocityRule {
        @Override
        public List<Alert> assess(Collection<Watched> payments, AsOf asOf) {
            return groups(inCurrency(payments, limit), scope, days, asOf).entrySet().stream()
                    .filter(group -> sum(group.getValue()) > Amounts.minor(limit))
                    .map(group -> alert(
                            Finding.TOO_MUCH,
                            scope.subject(group.getKey()),
                            group.getValue(),
                            text(money(limit, sum(group.getValue()))) + " of " + scope.subject(group.getKey()) + " in "
                                    + span(days) + ", above the limit of " + text(limit),
                            asOf))
                    .toList();
        }
    }

    /** A payment of the effective day, above the amount, between a client and a party that had none in the days before. */
    record NewPayee(MonetaryAmount above, int days) implements VelocityRule {
        @Override
        public List<Alert> assess(Collection<Watched> payments, AsOf asOf) {
            List<Alert> alerts = new ArrayList<>();
            for (List<Watched> pair :
                    groups(payments, Scope.PAIR, days + 1, asOf).values()) {
                boolean known = pair.stream().anyMatch(one -> one.bookedOn().isBefore(asOf.effective()));
                if (!known) {
                    inCurrency(pair, above).stream()
                            .filter(one -> size(one) > Amounts.minor(above))
                            .forEach(one -> alerts.add(alert(
                                    Finding.NEW_PAYEE,
                                    SubjectRef.of("payment", one.reference()),
                                    List.of(one),
                                    "first payment between client " + one.client() + " and "
                                            + one.counterparty().orElseThrow() + " in " + span(days) + " is of "
                                            + text(one.amount()) + ", above " + text(above),
                                    asOf)));
                }
            }
            return alerts;
        }
    }

    /** At least so many payments in the days whose amounts are whole multiples of a round one. */
    record RoundNumbers(Scope scope, MonetaryAmount multipleOf, int atLeast, int days) implements VelocityRule {
        @Override
        public List<Alert> assess(Collection<Watched> payments, AsOf asOf) {
            List<Watched> round = inCurrency(payments, multipleOf).stream()
                    .filter(one -> size(one) > 0 && size(one) % Amounts.minor(multipleOf) == 0)
                    .toList();
            return groups(round, scope, days, asOf).entrySet().stream()
                    .filter(group -> group.getValue().size() >= atLeast)
                    .map(group -> alert(
                            Finding.ROUND_NUMBERS,
                            scope.subject(group.getKey()),
                            group.getValue(),
                            group.getValue().size() + " payments of " + scope.subject(group.getKey()) + " in "
                                    + span(days) + " are whole multiples of " + text(multipleOf),
                            asOf))
                    .toList();
        }
    }

    /** At least so many payments of one client with one party in the days, each just below a limit, together above it. */
    record SplitBelow(MonetaryAmount limit, BigDecimal withinPercent, int atLeast, int days) implements VelocityRule {
        @Override
        public List<Alert> assess(Collection<Watched> payments, AsOf asOf) {
            List<Watched> close = inCurrency(payments, limit).stream()
                    .filter(this::isJustBelow)
                    .toList();
            return groups(close, Scope.PAIR, days, asOf).entrySet().stream()
                    .filter(group -> group.getValue().size() >= atLeast && sum(group.getValue()) > Amounts.minor(limit))
                    .map(group -> alert(
                            Finding.SPLIT,
                            Scope.PAIR.subject(group.getKey()),
                            group.getValue(),
                            group.getValue().size() + " payments of " + group.getKey() + " in " + span(days)
                                    + " are within " + withinPercent.toPlainString() + " % below the limit of "
                                    + text(limit) + " and together " + text(money(limit, sum(group.getValue()))),
                            asOf))
                    .toList();
        }

        private boolean isJustBelow(Watched one) {
            BigDecimal least = BigDecimal.valueOf(Amounts.minor(limit))
                    .multiply(BigDecimal.valueOf(100).subtract(withinPercent))
                    .movePointLeft(2);
            return size(one) <= Amounts.minor(limit)
                    && BigDecimal.valueOf(size(one)).compareTo(least) >= 0;
        }
    }

    private static Map<String, List<Watched>> groups(Collection<Watched> payments, Scope scope, int days, AsOf asOf) {
        LocalDate first = asOf.effective().minusDays(days - 1L);
        Map<String, List<Watched>> groups = new TreeMap<>();
        for (Watched one : payments) {
            Optional<String> name = scope.name(one);
            boolean inside = !one.bookedOn().isBefore(first) && !one.bookedOn().isAfter(asOf.effective());
            if (inside && name.isPresent()) {
                groups.computeIfAbsent(name.orElseThrow(), key -> new ArrayList<>())
                        .add(one);
            }
        }
        groups.values().forEach(group -> group.sort(ORDER));
        return groups;
    }

    private static List<Watched> inCurrency(Collection<Watched> payments, MonetaryAmount limit) {
        String code = limit.getCurrency().getCurrencyCode();
        return payments.stream()
                .filter(one -> one.amount().getCurrency().getCurrencyCode().equals(code))
                .toList();
    }

    /** The period ends with the last payment concerned, so that the same payments looked at on a later day are the same alert. */
    private static Alert alert(Code code, SubjectRef subject, List<Watched> payments, String sentence, AsOf asOf) {
        String shown = payments.stream()
                .limit(MAX_SHOWN)
                .map(one -> one.reference() + " " + text(one.amount()) + " " + one.bookedOn())
                .collect(Collectors.joining("; "));
        String more = payments.size() > MAX_SHOWN ? "; and " + (payments.size() - MAX_SHOWN) + " more" : "";
        Watched last = payments.get(payments.size() - 1);
        Alert.Builder alert = Alert.builder()
                .kind(AlertKind.VELOCITY)
                .severity(Diagnostic.Severity.HIGH)
                .subject(subject)
                .period(code.id().substring(code.id().indexOf('.') + 1) + "/" + last.bookedOn() + "/"
                        + last.reference())
                .evidence(Evidence.of(List.of(new Evidence.Fact(
                        code, sentence + ": " + shown + more, Map.of("payments", Integer.toString(payments.size()))))))
                .raisedAt(asOf.knownAt());
        boolean oneCurrency = payments.stream()
                        .map(one -> one.amount().getCurrency().getCurrencyCode())
                        .distinct()
                        .count()
                == 1;
        if (oneCurrency) {
            alert.amount(money(last.amount(), sum(payments)));
        }
        return alert.build();
    }

    private static long sum(List<Watched> payments) {
        return payments.stream().mapToLong(VelocityRule::size).reduce(0, Math::addExact);
    }

    private static long size(Watched payment) {
        return Math.absExact(Amounts.minor(payment.amount()));
    }

    private static MonetaryAmount money(MonetaryAmount like, long minor) {
        return Amounts.in(like.getCurrency()).ofMinor(minor);
    }

    private static String span(int days) {
        return days == 1 ? "1 day" : days + " days";
    }

    static String text(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode();
    }
}
