package io.counterfoil.payments.watch;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds today's figures against their own history (PAY-65): the same weekday, its median and the median of the absolute deviations from it (MAD).
 *
 * <p>A figure is out of the norm when it is further from the median than {@code width} spreads. A spread is 1.4826 times the MAD, the spread of a bell curve,
 * and at least {@code leastSharePercent} of the median, so that a history without any variation does not cry at the first cent. With fewer observations than
 * the minimum nothing is said. Exact decimals throughout. Immutable, thread-safe.
 */
public final class PaymentNorms {

    private static final BigDecimal BELL = new BigDecimal("1.4826");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final int SHOWN_DECIMALS = 4;

    private final BigDecimal width;
    private final int minimumObservations;
    private final BigDecimal leastSharePercent;

    private PaymentNorms(BigDecimal width, int minimumObservations, BigDecimal leastSharePercent) {
        this.width = width;
        this.minimumObservations = minimumObservations;
        this.leastSharePercent = leastSharePercent;
    }

    /** Four spreads, at least 8 observations of the weekday, a spread of at least 5 % of the median. */
    public static PaymentNorms standard() {
        return new PaymentNorms(BigDecimal.valueOf(4), 8, BigDecimal.valueOf(5));
    }

    /** The same with another number of spreads, above zero. */
    public PaymentNorms width(BigDecimal spreads) {
        checkPositive("width", spreads);
        return new PaymentNorms(spreads, minimumObservations, leastSharePercent);
    }

    /** The same with another minimum of earlier observations, 3 or more. */
    public PaymentNorms minimumObservations(int count) {
        if (count < 3) {
            throw new IllegalArgumentException("minimum of " + count + " observations, expected 3 or more");
        }
        return new PaymentNorms(width, count, leastSharePercent);
    }

    /** The same with another least spread, in per cent of the median, above zero. */
    public PaymentNorms leastShare(BigDecimal percent) {
        checkPositive("least share", percent);
        return new PaymentNorms(width, minimumObservations, percent);
    }

    private static void checkPositive(String name, BigDecimal value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name + " of " + value.toPlainString() + ", expected above 0");
        }
    }

    /**
     * The alerts of the figures of the effective day, in the order of their keys; each shows the baseline.
     *
     * @param observations of the day and of its past, in any order; days after it are not looked at
     * @throws IllegalArgumentException where a figure of one subject stands twice for a day
     */
    public List<Alert> assess(Collection<Observation> observations, AsOf asOf) {
        Map<String, List<Observation>> series = new TreeMap<>();
        for (Observation one : observations) {
            series.computeIfAbsent(one.figure() + " " + one.subject() + " " + one.unit(), key -> new ArrayList<>())
                    .add(one);
        }
        List<Alert> alerts = new ArrayList<>();
        for (List<Observation> one : series.values()) {
            checkOnce(one);
            one.stream()
                    .filter(observation -> observation.day().equals(asOf.effective()))
                    .findFirst()
                    .flatMap(today -> alert(today, baseline(one, today.day()), asOf))
                    .ifPresent(alerts::add);
        }
        alerts.sort(Comparator.comparing(alert -> alert.key().value()));
        return alerts;
    }

    private static void checkOnce(List<Observation> series) {
        long days = series.stream().map(Observation::day).distinct().count();
        if (days != series.size()) {
            Observation one = series.get(0);
            throw new IllegalArgumentException(
                    one.figure() + " of " + one.subject() + " has two values for one day, expected one for each day");
        }
    }

    /** What is normal on the weekday of the day, from the days before it in the series of one figure and subject; empty below the minimum of observations. */
    public Optional<Baseline> baseline(Collection<Observation> series, LocalDate day) {
        List<BigDecimal> past = series.stream()
                .filter(one -> one.day().isBefore(day) && one.day().getDayOfWeek() == day.getDayOfWeek())
                .map(Observation::value)
                .sorted()
                .toList();
        if (past.size() < minimumObservations) {
            return Optional.empty();
        }
        BigDecimal median = median(past);
        BigDecimal mad = median(past.stream()
                .map(value -> value.subtract(median).abs())
                .sorted()
                .toList());
        BigDecimal least = median.abs().multiply(leastSharePercent).movePointLeft(2);
        BigDecimal reach = BELL.multiply(mad).max(least).multiply(width);
        return Optional.of(new Baseline(past.size(), median, mad, median.subtract(reach), median.add(reach)));
    }

    /** The middle of sorted values; halfway between the two in the middle of an even number, exactly. */
    private static BigDecimal median(List<BigDecimal> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : sorted.get(half - 1).add(sorted.get(half)).divide(TWO);
    }

    private static Optional<Alert> alert(Observation today, Optional<Baseline> known, AsOf asOf) {
        return known.filter(baseline -> !baseline.contains(today.value()))
                .map(baseline -> Alert.builder()
                        .kind(AlertKind.OUT_OF_NORM)
                        .severity(Diagnostic.Severity.MEDIUM)
                        .subject(today.subject())
                        .period(today.figure().name() + (today.unit().isEmpty() ? "" : "-" + today.unit()) + "/"
                                + today.day())
                        .evidence(Evidence.of(List.of(new Evidence.Fact(
                                today.figure(),
                                sentence(today, baseline),
                                Map.of(
                                        "value", plain(today.value()),
                                        "observations", Integer.toString(baseline.observations()),
                                        "median", plain(baseline.median()),
                                        "mad", plain(baseline.mad()),
                                        "low", plain(baseline.low()),
                                        "high", plain(baseline.high()))))))
                        .raisedAt(asOf.knownAt())
                        .build());
    }

    private static String sentence(Observation today, Baseline baseline) {
        String weekday = today.day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        String unit = today.unit().isEmpty() ? "" : " " + today.unit();
        return today.figure().words + " of " + today.subject() + " on " + weekday + " " + today.day() + " is "
                + plain(today.value()) + unit + ", "
                + (today.value().compareTo(baseline.high()) > 0 ? "above" : "below")
                + " its norm of " + plain(baseline.low()) + " to " + plain(baseline.high()) + unit + ": median "
                + plain(baseline.median()) + " of " + baseline.observations() + " " + weekday + "s, MAD "
                + plain(baseline.mad());
    }

    private static String plain(BigDecimal value) {
        BigDecimal shown =
                value.scale() > SHOWN_DECIMALS ? value.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP) : value;
        BigDecimal bare = shown.signum() == 0 ? BigDecimal.ZERO : shown.stripTrailingZeros();
        return (bare.scale() < 0 ? bare.setScale(0, RoundingMode.UNNECESSARY) : bare).toPlainString();
    }

    /** What is counted. */
    public enum Figure implements Code {
        /** How many payments. */
        COUNT("number of payments"),
        /** How much money. */
        AMOUNT("amount of payments"),
        /** Returned of settled, in per cent. */
        RETURN_SHARE("share of returns"),
        /** The age in days of the oldest open exception. */
        EXCEPTION_AGE("age of exceptions");

        private final String words;

        Figure(String words) {
            this.words = words;
        }

        @Override
        public String id() {
            return "NORM." + name();
        }
    }

    /**
     * A figure of a day.
     *
     * @param figure what was counted
     * @param subject of what: a rail, a client, a source
     * @param day when
     * @param value how much
     * @param unit such as a currency; empty for none. A series is one figure, subject and unit
     */
    public record Observation(Figure figure, SubjectRef subject, LocalDate day, BigDecimal value, String unit) {
        public Observation {
            Objects.requireNonNull(figure, "figure");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(day, "day");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(unit, "unit");
        }

        /** A figure without a unit. */
        public static Observation of(Figure figure, SubjectRef subject, LocalDate day, long value) {
            return new Observation(figure, subject, day, BigDecimal.valueOf(value), "");
        }
    }

    /**
     * What is normal on a weekday.
     *
     * @param observations how many earlier days it is made of
     * @param median their middle
     * @param mad the middle of their distances from the median
     * @param low below it is out of the norm
     * @param high above it is out of the norm
     */
    public record Baseline(int observations, BigDecimal median, BigDecimal mad, BigDecimal low, BigDecimal high) {

        /** Whether the value is within the norm, both ends included. */
        public boolean contains(BigDecimal value) {
            return value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
        }
    }
}
