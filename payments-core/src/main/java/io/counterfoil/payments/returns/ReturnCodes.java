package io.counterfoil.payments.returns;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.rail.Rail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reasons behind return codes, by rail, report and code (PAY-26).
 *
 * <p>Every code has a reason: one that no table knows is kept, with category OTHER. A code is first sought in its report, then among the rows that hold in
 * every report of the rail; a bank's own table laid over comes before both. Immutable, thread-safe.
 */
public final class ReturnCodes {

    private final List<Map<Key, ReturnReason>> layers;

    private record Key(Rail rail, String report, String code) {}

    private static final class Bundled {
        private static final ReturnCodes CODES = of(ReturnTables.all());
    }

    private ReturnCodes(List<Map<Key, ReturnReason>> layers) {
        this.layers = List.copyOf(layers);
    }

    /**
     * The tables that come with the library: ACH (Nacha), EFT_CA (CPA Standard 007), BACS (ARUDD, ADDACS, AUDDIS), SEPA (by R-message). Public knowledge
     * restated; rows and figures that are not confirmed say so. ARUCS, AWACS and the indemnity report DDICA of Bacs have no table: their codes are unknown.
     */
    public static ReturnCodes bundled() {
        return Bundled.CODES;
    }

    /**
     * Codes with these reasons.
     *
     * @throws IllegalArgumentException where two have the same rail, report and code
     */
    public static ReturnCodes of(Collection<ReturnReason> reasons) {
        Map<Key, ReturnReason> layer = new LinkedHashMap<>();
        for (ReturnReason reason : reasons) {
            if (layer.put(new Key(reason.rail(), reason.report(), reason.code()), reason) != null) {
                throw new IllegalArgumentException("return code " + reason.label()
                        + " has two reasons, expected one for each rail, report and code");
            }
        }
        return new ReturnCodes(List.of(layer));
    }

    /** These codes, with a bank's own before them. */
    public ReturnCodes overlaidBy(ReturnCodes bank) {
        List<Map<Key, ReturnReason>> all = new ArrayList<>(bank.layers);
        all.addAll(layers);
        return new ReturnCodes(all);
    }

    /** The reason of a code that says the same in every report of its rail. */
    public ReturnReason reason(Rail rail, String code) {
        return reason(rail, "", code);
    }

    /**
     * The reason of a code; never refused, an unknown one is kept.
     *
     * @param report Bacs: ARUDD, ADDACS, AUDDIS; SEPA: REJECT, RETURN, REFUND, REFUSAL, REVERSAL, RECALL, RFRO, RECALL_ANSWER; empty elsewhere
     */
    public ReturnReason reason(Rail rail, String report, String code) {
        Key exact = new Key(rail, report, code);
        for (Map<Key, ReturnReason> layer : layers) {
            ReturnReason found = find(layer, exact);
            if (found != null) {
                return found;
            }
        }
        return ReturnReason.unknown(rail, report, code);
    }

    private static @Nullable ReturnReason find(Map<Key, ReturnReason> layer, Key exact) {
        ReturnReason found = layer.get(exact);
        return found != null || exact.report().isEmpty() ? found : layer.get(new Key(exact.rail(), "", exact.code()));
    }

    /** Every row of the rail that is in force, in the order of the tables; a row that another is laid over is left out. */
    public List<ReturnReason> reasons(Rail rail) {
        Map<Key, ReturnReason> seen = new LinkedHashMap<>();
        for (int at = layers.size() - 1; at >= 0; at--) {
            layers.get(at).forEach((key, reason) -> {
                if (key.rail() == rail) {
                    seen.put(key, reason);
                }
            });
        }
        return seen.entrySet().stream()
                .filter(row -> Objects.equals(
                        reason(rail, row.getKey().report(), row.getKey().code()), row.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The rail's rows as a table for people; what is not confirmed is printed as such. */
    public Document toDocument(Rail rail) {
        Table.Builder table = Table.titled("Return codes of " + rail)
                .text("report", "Report")
                .text("code", "Code")
                .text("meaning", "Meaning")
                .text("category", "Category")
                .text("window", "May come")
                .text("retry", "May be presented again")
                .text("rates", "Counts in")
                .text("next", "Next")
                .text("confirmed", "Confirmed");
        for (ReturnReason row : reasons(rail)) {
            table.row(
                    row.report() + "/" + row.code(),
                    row.report(),
                    row.code(),
                    row.meaning() + (row.hiddenCause() ? " (true cause may be hidden)" : ""),
                    row.category().name(),
                    row.window().toString(),
                    row.budget().toString(),
                    row.buckets().stream().map(Rates.Bucket::name).collect(Collectors.joining(", ")),
                    row.action().name(),
                    confirmed(row));
        }
        return Document.titled("Return codes of " + rail).table(table.build()).build();
    }

    private static String confirmed(ReturnReason row) {
        String open = row.openPoints().isEmpty() ? "" : ": " + String.join(", ", row.openPoints());
        return (row.confident() ? open.isEmpty() ? "yes" : "in part" : "no") + open;
    }

    /**
     * Whether and how a returned payment may be presented again. Immutable.
     *
     * @param verdict the answer
     * @param marking what the rail wants to see on the retry; empty for nothing or where it is not allowed
     * @param evidence why
     */
    public record RetryAnswer(Verdict verdict, String marking, Evidence evidence) {

        public RetryAnswer {
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(marking, "marking");
            Objects.requireNonNull(evidence, "evidence");
        }

        /** Whether it may be presented again. */
        public boolean isAllowed() {
            return verdict == Verdict.ALLOWED;
        }

        static RetryAnswer of(ReturnReason reason, Request request) {
            ReturnReason.RetryBudget budget = reason.budget();
            Verdict verdict = verdict(budget, request);
            String marking = verdict == Verdict.ALLOWED ? budget.marking() : "";
            return new RetryAnswer(
                    verdict,
                    marking,
                    Evidence.lazily(() -> Evidence.of(verdict, sentence(verdict, reason, request))
                            .facts()));
        }

        private static Verdict verdict(ReturnReason.RetryBudget budget, Request request) {
            if (!budget.isRetriable()) {
                return Verdict.NOT_RETRIABLE;
            }
            if (budget.retries() != ReturnReason.RetryBudget.UNLIMITED && request.retriesSoFar() >= budget.retries()) {
                return Verdict.BUDGET_USED;
            }
            boolean late = budget.lastDay(request.originalSettledOn(), request.returnedOn())
                    .filter(request.on()::isAfter)
                    .isPresent();
            if (late) {
                return Verdict.TOO_LATE;
            }
            return request.sameAmount() ? Verdict.ALLOWED : Verdict.AMOUNT_CHANGED;
        }

        private static String sentence(Verdict verdict, ReturnReason reason, Request request) {
            ReturnReason.RetryBudget budget = reason.budget();
            String lastDay = budget.lastDay(request.originalSettledOn(), request.returnedOn())
                    .map(day -> " until " + day)
                    .orElse("");
            return switch (verdict) {
                case NOT_RETRIABLE -> reason.label() + " is never presented again";
                case BUDGET_USED ->
                    request.retriesSoFar() + " retries made, " + reason.label() + " allows " + budget.retries();
                case TOO_LATE -> reason.label() + " may be presented again" + lastDay + ", asked for " + request.on();
                case AMOUNT_CHANGED -> "a retry of " + reason.label() + " asks for the amount of the first presentment";
                case ALLOWED ->
                    reason.label() + " may be presented again" + lastDay
                            + (budget.marking().isEmpty() ? "" : ", marked " + budget.marking());
            };
        }

        /** Whether a returned payment may be presented again; in the order in which it is asked, the first that holds. */
        public enum Verdict implements Code {
            /** The reason allows no retry. */
            NOT_RETRIABLE,
            /** All retries were made. */
            BUDGET_USED,
            /** The last day for a retry has passed. */
            TOO_LATE,
            /** A retry asks for the same amount. */
            AMOUNT_CHANGED,
            /** It may be presented again. */
            ALLOWED;

            @Override
            public String id() {
                return "RETRY." + name();
            }
        }

        /**
         * A wish to present a returned payment again.
         *
         * @param originalSettledOn settlement of the first presentment
         * @param returnedOn when it came back
         * @param retriesSoFar retries made already, the first presentment not counted
         * @param sameAmount whether the retry asks for the amount of the first presentment
         * @param on the day of the retry
         */
        public record Request(
                LocalDate originalSettledOn, LocalDate returnedOn, int retriesSoFar, boolean sameAmount, LocalDate on) {

            public Request {
                Objects.requireNonNull(originalSettledOn, "originalSettledOn");
                Objects.requireNonNull(returnedOn, "returnedOn");
                Objects.requireNonNull(on, "on");
                if (retriesSoFar < 0) {
                    throw new IllegalArgumentException("retries so far " + retriesSoFar + ", expected 0 or more");
                }
            }

            /** A retry of the same amount. */
            public static Request of(
                    LocalDate originalSettledOn, LocalDate returnedOn, int retriesSoFar, LocalDate on) {
                return new Request(originalSettledOn, returnedOn, retriesSoFar, true, on);
            }

            /** The same wish for another amount. */
            public Request withOtherAmount() {
                return new Request(originalSettledOn, returnedOn, retriesSoFar, false, on);
            }
        }
    }

    /**
     * Return rates against the thresholds of a rail (PAY-41).
     *
     * <p>{@link #standard()} watches 0.5 % UNAUTHORISED, 3 % ADMIN and 15 % OVERALL of the debits originated in the window (Nacha, from secondary sources: confirm
     * before money depends on it). The window, a rolling 60 days or two calendar months, is the caller's choice of debits and returns. Immutable.
     */
    public static final class Rates {

        private static final Rates STANDARD = new Rates(Map.of(
                Bucket.UNAUTHORISED, new BigDecimal("0.5"),
                Bucket.ADMIN, new BigDecimal("3"),
                Bucket.OVERALL, new BigDecimal("15")));

        private final Map<Bucket, BigDecimal> thresholds;

        private Rates(Map<Bucket, BigDecimal> thresholds) {
            this.thresholds = Collections.unmodifiableMap(new TreeMap<>(thresholds));
        }

        /** The thresholds named above. */
        public static Rates standard() {
            return STANDARD;
        }

        /** These rates with another threshold for the bucket. */
        public Rates withThreshold(Bucket bucket, BigDecimal percent) {
            Map<Bucket, BigDecimal> changed = new EnumMap<>(thresholds);
            Ratio.checkPercent(percent);
            changed.put(bucket, percent);
            return new Rates(changed);
        }

        /**
         * The rates of a window.
         *
         * @param debits originated in the window
         * @param returns how many came back for each reason
         */
        public Report assess(long debits, Map<ReturnReason, Long> returns) {
            Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
            returns.forEach((reason, count) -> {
                if (count < 0) {
                    throw new IllegalArgumentException(
                            count + " returns of " + reason.label() + ", expected 0 or more");
                }
                reason.buckets().forEach(bucket -> counts.merge(bucket, count, Math::addExact));
            });
            Map<Bucket, Ratio> rates = new EnumMap<>(Bucket.class);
            thresholds
                    .keySet()
                    .forEach(bucket -> rates.put(bucket, new Ratio(counts.getOrDefault(bucket, 0L), debits)));
            return new Report(rates, thresholds);
        }

        /** A share of returns that a rail watches; one return may count in several. */
        public enum Bucket implements Code {
            /** Unauthorised returns. */
            UNAUTHORISED,
            /** Returns for wrong or closed accounts. */
            ADMIN,
            /** All returns, those of re-presented cheques excepted. */
            OVERALL;

            @Override
            public String id() {
                return "RETURN_RATE." + name();
            }
        }

        /**
         * The return rates of a window, one for each bucket that has a threshold. Immutable.
         *
         * @param rates in the order of the buckets
         * @param thresholdsPercent a breach is strictly above it; for the same buckets
         */
        public record Report(Map<Bucket, Ratio> rates, Map<Bucket, BigDecimal> thresholdsPercent) {

            public Report {
                rates = Collections.unmodifiableMap(new TreeMap<>(rates));
                thresholdsPercent = Collections.unmodifiableMap(new TreeMap<>(thresholdsPercent));
                if (!rates.keySet().equals(thresholdsPercent.keySet())) {
                    throw new IllegalArgumentException("rates for " + rates.keySet() + " and thresholds for "
                            + thresholdsPercent.keySet() + ", expected the same buckets");
                }
            }

            /** The buckets whose rate is strictly above its threshold. */
            public List<Bucket> breaches() {
                Map<Bucket, BigDecimal> thresholds = thresholdsPercent;
                return rates.entrySet().stream()
                        .filter(rate ->
                                rate.getValue().isAbove(thresholds.getOrDefault(rate.getKey(), BigDecimal.ZERO)))
                        .map(Map.Entry::getKey)
                        .toList();
            }

            /** Whether debits were originated in the window; without them there is no rate. */
            public boolean hasBase() {
                return rates.values().stream().anyMatch(Ratio::hasBase);
            }

            /**
             * The alerts of the breaches, one for each bucket.
             *
             * @param subject whose rates: a client, a rail
             * @param period the window, such as {@code 2027-03}; the same breach of the same window is one alert
             */
            public List<Alert> toAlerts(SubjectRef subject, String period, Instant now) {
                return breaches().stream()
                        .flatMap(bucket -> new Ratio.Threshold(
                                        AlertKind.RETURN_RATE, thresholdsPercent.getOrDefault(bucket, BigDecimal.ZERO))
                                        .alert(
                                                rates.getOrDefault(bucket, new Ratio(0, 0)),
                                                subject,
                                                bucket + "/" + period,
                                                now)
                                        .stream())
                        .toList();
            }
        }

        /**
         * So many of so many: returns of debits, chargebacks of captures (PAY-41). Compared as an exact fraction. Immutable.
         *
         * @param count the part, 0 or more; it may exceed the base where parts of an earlier window come late
         * @param base the whole, 0 or more; without one there is no ratio, and it is above nothing
         */
        public record Ratio(long count, long base) {

            private static final int MAX_DIGITS = 30;

            public Ratio {
                if (count < 0 || base < 0) {
                    throw new IllegalArgumentException("ratio of " + count + " to " + base + ", expected 0 or more");
                }
            }

            /** Whether there is a whole to compare with. */
            public boolean hasBase() {
                return base > 0;
            }

            /**
             * Whether the part is strictly more of the whole than the percentage.
             *
             * @param percent such as 0.5; not negative
             */
            public boolean isAbove(BigDecimal percent) {
                checkPercent(percent);
                return hasBase()
                        && BigDecimal.valueOf(count)
                                        .movePointRight(2)
                                        .compareTo(percent.multiply(BigDecimal.valueOf(base)))
                                > 0;
            }

            /** The ratio in percent, rounded for people; empty without a base. */
            public Optional<BigDecimal> percent(int decimals, RoundingMode rounding) {
                return hasBase()
                        ? Optional.of(BigDecimal.valueOf(count)
                                .movePointRight(2)
                                .divide(BigDecimal.valueOf(base), decimals, rounding))
                        : Optional.empty();
            }

            static void checkPercent(BigDecimal percent) {
                if (percent.signum() < 0
                        || percent.precision() > MAX_DIGITS
                        || Math.abs((long) percent.scale()) > MAX_DIGITS) {
                    throw new IllegalArgumentException("threshold is negative or has more than " + MAX_DIGITS
                            + " digits, expected a percentage such as 0.5");
                }
            }

            /** Reads as {@code 12 of 200}. */
            @Override
            public String toString() {
                return count + " of " + base;
            }

            /**
             * A share that must not be exceeded, and the alert that it raises.
             *
             * @param kind such as {@link AlertKind#CHARGEBACK_RATIO}
             * @param percent a breach is strictly above it
             */
            public record Threshold(AlertKind kind, BigDecimal percent) {

                public Threshold {
                    Objects.requireNonNull(kind, "kind");
                    checkPercent(percent);
                }

                /** Chargebacks of captures. */
                public static Threshold chargebacks(BigDecimal percent) {
                    return new Threshold(AlertKind.CHARGEBACK_RATIO, percent);
                }

                /**
                 * The alert, where the ratio is above the threshold.
                 *
                 * @param subject whose ratio: a client, a rail
                 * @param period such as {@code 2027-03}; the same breach of the same period is one alert
                 */
                public Optional<Alert> alert(Ratio ratio, SubjectRef subject, String period, Instant now) {
                    if (!ratio.isAbove(percent)) {
                        return Optional.empty();
                    }
                    String sentence = ratio + " of " + subject + " in " + period + " is "
                            + ratio.percent(2, RoundingMode.HALF_UP)
                                    .orElseThrow()
                                    .toPlainString() + " %, above "
                            + percent.toPlainString() + " %";
                    return Optional.of(Alert.builder()
                            .kind(kind)
                            .severity(Diagnostic.Severity.HIGH)
                            .subject(subject)
                            .period(period)
                            .evidence(Evidence.of(kind, sentence))
                            .raisedAt(now)
                            .build());
                }
            }
        }
    }
}
