package io.counterfoil.payments.watch;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentStatus.Phase;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.watch.PaymentNorms.Figure;
import io.counterfoil.payments.watch.PaymentNorms.Observation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The figures of a window of payments, day by day, for each rail and each client: how many and how much were wanted on the day, how many came back of them on
 * the day, how old the oldest exception was. Days without payments count as nothing where the rail's calendar has a business day.
 */
final class NormFigures {

    private static final int SHARE_DECIMALS = 4;

    private final LocalDate last;
    private final Set<LocalDate> days = new TreeSet<>();
    private final Map<Key, Long> sums = new HashMap<>();
    private final Set<Series> series = new HashSet<>();
    private final List<Late> exceptions = new ArrayList<>();
    private final Set<SubjectRef> rails = new HashSet<>();

    private record Series(Figure figure, SubjectRef subject, String unit) {}

    private record Key(Series series, LocalDate day) {}

    /** A payment that did not settle on its day: from the day after it until the day it was resolved. */
    private record Late(SubjectRef rail, LocalDate since, Optional<LocalDate> until) {}

    NormFigures(LocalDate last) {
        this.last = last;
    }

    void add(Payment payment, Payments machine) {
        LocalDate day = payment.order().requestedOn();
        SubjectRef rail = SubjectRef.of("rail", machine.rules().name());
        SubjectRef client = SubjectRef.of("client", payment.order().client().value());
        if (rails.add(rail) || days.isEmpty() || day.isBefore(first())) {
            businessDays(machine, day);
        }
        String currency = payment.amount().getCurrency().getCurrencyCode();
        for (SubjectRef subject : List.of(rail, client)) {
            count(Figure.COUNT, subject, "", day, 1);
            count(Figure.AMOUNT, subject, currency, day, Math.absExact(Amounts.minor(payment.amount())));
        }
        payment.lastReturn().flatMap(fact -> fact.on()).ifPresent(on -> {
            for (SubjectRef subject : List.of(rail, client)) {
                count(Figure.RETURN_SHARE, subject, "%", on, 1);
            }
        });
        exception(payment, rail).ifPresent(exceptions::add);
    }

    private LocalDate first() {
        return days.iterator().next();
    }

    private void businessDays(Payments machine, LocalDate from) {
        for (LocalDate day = from; !day.isAfter(last); day = day.plusDays(1)) {
            if (machine.rules().calendar().isBusinessDay(day)) {
                days.add(day);
            }
        }
    }

    private void count(Figure figure, SubjectRef subject, String unit, LocalDate day, long more) {
        Series one = new Series(figure, subject, unit);
        series.add(one);
        if (!day.isAfter(last)) {
            sums.merge(new Key(one, day), more, Math::addExact);
        }
    }

    private static Optional<Late> exception(Payment payment, SubjectRef rail) {
        Optional<LocalDate> expected = payment.expectedOn();
        Optional<LocalDate> settled = payment.settledOn();
        if (expected.isEmpty()
                || settled.filter(day -> !day.isAfter(expected.orElseThrow())).isPresent()) {
            return Optional.empty();
        }
        boolean isOpen = settled.isEmpty() && payment.status().phase() == Phase.IN_FLIGHT;
        return isOpen || settled.isPresent()
                ? Optional.of(new Late(rail, expected.orElseThrow(), settled))
                : Optional.empty();
    }

    List<Observation> observations() {
        List<Observation> all = new ArrayList<>();
        for (Series one : series) {
            for (LocalDate day : days) {
                value(one, day)
                        .ifPresent(
                                value -> all.add(new Observation(one.figure(), one.subject(), day, value, one.unit())));
            }
        }
        for (SubjectRef rail : rails) {
            for (LocalDate day : days) {
                all.add(Observation.of(Figure.EXCEPTION_AGE, rail, day, age(rail, day)));
            }
        }
        return all;
    }

    private Optional<BigDecimal> value(Series one, LocalDate day) {
        long sum = sums.getOrDefault(new Key(one, day), 0L);
        return switch (one.figure()) {
            case RETURN_SHARE -> {
                long base = sums.getOrDefault(new Key(new Series(Figure.COUNT, one.subject(), ""), day), 0L);
                yield base == 0
                        ? Optional.empty()
                        : Optional.of(BigDecimal.valueOf(sum)
                                .movePointRight(2)
                                .divide(BigDecimal.valueOf(base), SHARE_DECIMALS, RoundingMode.HALF_UP));
            }
            case AMOUNT ->
                Optional.of(new BigDecimal(Amounts.plain(Amounts.in(one.unit()).ofMinor(sum))));
            default -> Optional.of(BigDecimal.valueOf(sum));
        };
    }

    private long age(SubjectRef rail, LocalDate day) {
        return exceptions.stream()
                .filter(one -> one.rail().equals(rail)
                        && one.since().isBefore(day)
                        && one.until().map(day::isBefore).orElse(true))
                .mapToLong(one -> ChronoUnit.DAYS.between(one.since(), day))
                .max()
                .orElse(0);
    }
}
