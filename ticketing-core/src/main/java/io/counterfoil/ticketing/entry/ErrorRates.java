package io.counterfoil.ticketing.entry;

import io.counterfoil.ticketing.entry.DoubleKeying.ErrorKind;
import io.counterfoil.ticketing.entry.FieldRules.Field;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often keyers err: per field, per record and per keystroke, for all and for each, with exact bounds (Clopper and Pearson; ticketing specification 4.6).
 *
 * <p>A record that a person keyed is counted once, and an error in one of its fields once, however often it is added, found or corrected: parts may overlap and be
 * put together in any order. Immutable, thread-safe.
 */
public final class ErrorRates {

    private static final BigDecimal CONFIDENCE = new BigDecimal("0.95");
    private static final ErrorRates NONE = new ErrorRates(Collections.emptySortedMap());

    private final SortedMap<Keyed, CheckedRecord> records;

    private record Keyed(String keyer, String record) implements Comparable<Keyed> {
        @Override
        public int compareTo(Keyed other) {
            int byKeyer = keyer.compareTo(other.keyer);
            return byKeyer != 0 ? byKeyer : record.compareTo(other.record);
        }
    }

    private ErrorRates(SortedMap<Keyed, CheckedRecord> records) {
        this.records = Collections.unmodifiableSortedMap(records);
    }

    /** The rates of these records. */
    public static ErrorRates of(Collection<CheckedRecord> checked) {
        SortedMap<Keyed, CheckedRecord> records = new TreeMap<>();
        checked.forEach(
                record -> records.merge(new Keyed(record.keyer(), record.record()), record, CheckedRecord::merge));
        return new ErrorRates(records);
    }

    /** Nothing checked yet. */
    public static ErrorRates none() {
        return NONE;
    }

    /**
     * The rates of both.
     *
     * @throws IllegalArgumentException where a record that stands in both has other fields in the two
     */
    public ErrorRates merge(ErrorRates other) {
        SortedMap<Keyed, CheckedRecord> both = new TreeMap<>(records);
        other.records.forEach((key, record) -> both.merge(key, record, CheckedRecord::merge));
        return new ErrorRates(both);
    }

    /** The typings that were checked, by keyer and record, each once. */
    public List<CheckedRecord> checked() {
        return List.copyOf(records.values());
    }

    /** Everybody's, without what the documents are to blame for. */
    public Counts total() {
        return records.values().stream().map(CheckedRecord::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** Each keyer's, sorted. */
    public SortedMap<String, Counts> byKeyer() {
        SortedMap<String, Counts> counts = new TreeMap<>();
        records.forEach((key, record) -> counts.merge(key.keyer(), record.counts(), Counts::plus));
        return Collections.unmodifiableSortedMap(counts);
    }

    /** The errors that documents are to blame for, each once. */
    public List<FieldError> ofSource() {
        return records.values().stream()
                .flatMap(record -> record.errors().stream())
                .filter(error -> error.kind().isOfSource())
                .distinct()
                .toList();
    }

    /** The errors that keyers are to blame for, by keyer, record and field. */
    public List<FieldError> ofKeyers() {
        return records.values().stream()
                .flatMap(record -> record.ownErrors().stream())
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ErrorRates rates && records.equals(rates.records);
    }

    @Override
    public int hashCode() {
        return records.hashCode();
    }

    @Override
    public String toString() {
        return total().toString();
    }

    /**
     * The share below which the true rate lies where none of so many was wrong: {@code 1 - (1 - confidence)^(1/n)}, one-sided.
     *
     * @param confidence such as {@code "0.95"}
     */
    public static BigDecimal upperWithoutError(long n, String confidence) {
        double level = Double.parseDouble(confidence);
        if (n < 1 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "none of " + n + " at confidence " + confidence + ", expected n above 0 and a share");
        }
        return BigDecimal.valueOf(-Math.expm1(Math.log1p(-level) / n));
    }

    /** The rule of three: three by n, the quick bound at 95 % where none of n was wrong. */
    public static BigDecimal ruleOfThree(long n) {
        if (n < 1) {
            throw new IllegalArgumentException("none of " + n + ", expected n above 0");
        }
        return BigDecimal.valueOf(3).divide(BigDecimal.valueOf(n), MathContext.DECIMAL64);
    }

    /** What the rate per record would be, were errors in fields independent: a model beside the measured rate, never in its place. */
    public static BigDecimal modelledRecordRate(BigDecimal fieldRate, int fieldsPerRecord) {
        if (fieldRate.signum() < 0 || fieldRate.compareTo(BigDecimal.ONE) > 0 || fieldsPerRecord < 1) {
            throw new IllegalArgumentException("field rate is " + fieldRate.toPlainString() + " and a record has "
                    + fieldsPerRecord + " fields, expected 0 to 1 and above 0");
        }
        return BigDecimal.ONE.subtract(BigDecimal.ONE.subtract(fieldRate).pow(fieldsPerRecord, MathContext.DECIMAL128));
    }

    /** What errors are counted by. */
    public enum Unit {
        FIELD,
        RECORD,
        KEYSTROKE
    }

    /**
     * An error in one field of one record.
     *
     * @param record whose
     * @param field which
     * @param keyer who erred; empty where the document is to blame
     * @param kind what went wrong
     */
    public record FieldError(String record, String field, String keyer, ErrorKind kind) {
        public FieldError {
            if (kind.isOfSource() != keyer.isEmpty()) {
                throw new IllegalArgumentException("error " + kind + " in field '" + field + "' of " + record
                        + " blamed on '" + keyer + "', expected nobody for a document, somebody else");
            }
        }
    }

    /**
     * A typing that was checked.
     *
     * @param record which record
     * @param keyer who typed it
     * @param fields how many fields of each weight were checked
     * @param weights the weight of each field
     * @param keystrokes how many characters were typed
     * @param errors what was found: this keyer's and the document's
     */
    public record CheckedRecord(
            String record,
            String keyer,
            Map<Integer, Long> fields,
            Map<String, Integer> weights,
            long keystrokes,
            List<FieldError> errors) {

        public CheckedRecord {
            fields = Collections.unmodifiableMap(new TreeMap<>(fields));
            weights = Collections.unmodifiableMap(new TreeMap<>(weights));
            errors = List.copyOf(errors);
        }

        /** The typing with those of the errors that are its own or the document's; every field counts as checked, also one that is rightly blank. */
        public static CheckedRecord of(FieldRules rules, KeyedRecord typed, Collection<FieldError> found) {
            Map<Integer, Long> fields = new TreeMap<>();
            Map<String, Integer> weights = new TreeMap<>();
            for (Field field : rules.fields()) {
                fields.merge(field.weight(), 1L, Long::sum);
                weights.put(field.name(), field.weight());
            }
            SortedMap<String, FieldError> errors = new TreeMap<>();
            for (FieldError error : found) {
                if (error.record().equals(typed.id())
                        && (error.keyer().isEmpty() || error.keyer().equals(typed.keyer()))) {
                    if (!weights.containsKey(error.field())) {
                        throw new IllegalArgumentException("error in field '" + error.field() + "' of record "
                                + typed.id() + ", expected a field of the form");
                    }
                    errors.merge(error.field(), error, CheckedRecord::first);
                }
            }
            return new CheckedRecord(
                    typed.id(), typed.keyer(), fields, weights, typed.keystrokes(), List.copyOf(errors.values()));
        }

        /** Where a field has two errors, the smaller kind by name stays: the order of finding must not matter. */
        private static FieldError first(FieldError one, FieldError two) {
            return one.kind().compareTo(two.kind()) <= 0 ? one : two;
        }

        CheckedRecord merge(CheckedRecord other) {
            if (!fields.equals(other.fields) || !weights.equals(other.weights)) {
                throw new IllegalArgumentException(
                        "record " + record + " keyed by " + keyer + " was checked with two forms, expected one");
            }
            SortedMap<String, FieldError> both = new TreeMap<>();
            errors.forEach(error -> both.merge(error.field(), error, CheckedRecord::first));
            other.errors.forEach(error -> both.merge(error.field(), error, CheckedRecord::first));
            return new CheckedRecord(
                    record, keyer, fields, weights, Math.max(keystrokes, other.keystrokes), List.copyOf(both.values()));
        }

        List<FieldError> ownErrors() {
            return errors.stream().filter(error -> !error.kind().isOfSource()).toList();
        }

        /** What it adds to the rates. */
        public Counts counts() {
            SortedMap<Integer, Tally> tallies = new TreeMap<>();
            fields.forEach((weight, checked) -> tallies.put(weight, new Tally(checked, 0)));
            ownErrors()
                    .forEach(error ->
                            tallies.merge(weights.getOrDefault(error.field(), 1), new Tally(0, 1), Tally::plus));
            boolean wrong = !ownErrors().isEmpty();
            return new Counts(tallies, new Tally(1, wrong ? 1 : 0), keystrokes);
        }
    }

    /**
     * So many wrong of so many.
     *
     * @param checked looked at
     * @param wrong found wrong
     */
    public record Tally(long checked, long wrong) {
        public Tally {
            if (checked < 0 || wrong < 0) {
                throw new IllegalArgumentException(wrong + " wrong of " + checked + ", expected 0 or more");
            }
        }

        Tally plus(Tally other) {
            return new Tally(Math.addExact(checked, other.checked), Math.addExact(wrong, other.wrong));
        }
    }

    /**
     * What was counted; counts of different records add up.
     *
     * @param fields by the weight of the field
     * @param records records with one error or more
     * @param keystrokes characters typed
     */
    public record Counts(SortedMap<Integer, Tally> fields, Tally records, long keystrokes) {

        private static final Counts NONE = new Counts(Collections.emptySortedMap(), new Tally(0, 0), 0);

        public Counts {
            fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
            Objects.requireNonNull(records, "records");
            fields.values().forEach(Counts::check);
            check(records);
        }

        private static void check(Tally tally) {
            if (tally.wrong() > tally.checked()) {
                throw new IllegalArgumentException(
                        tally.wrong() + " wrong of " + tally.checked() + " checked, expected at most as many");
            }
        }

        /** Counts of fields of one weight. */
        public static Counts of(Tally fields, Tally records, long keystrokes) {
            return new Counts(new TreeMap<>(Map.of(1, fields)), records, keystrokes);
        }

        /** Both together. */
        public Counts plus(Counts other) {
            SortedMap<Integer, Tally> both = new TreeMap<>(fields);
            other.fields.forEach((weight, tally) -> both.merge(weight, tally, Tally::plus));
            return new Counts(both, records.plus(other.records), Math.addExact(keystrokes, other.keystrokes));
        }

        /** Fields of every weight. */
        public Tally allFields() {
            return fields.values().stream().reduce(new Tally(0, 0), Tally::plus);
        }

        /** So many wrong of so many, in the unit. */
        public Tally tally(Unit unit) {
            return switch (unit) {
                case FIELD -> allFields();
                case RECORD -> records;
                case KEYSTROKE -> new Tally(keystrokes, allFields().wrong());
            };
        }

        /** The rate; empty where nothing was checked. */
        public Optional<BigDecimal> rate(Unit unit) {
            Tally tally = tally(unit);
            return tally.checked() == 0 ? Optional.empty() : Optional.of(divide(tally.wrong(), tally.checked()));
        }

        /** Errors in ten thousand fields; empty where nothing was checked. */
        public Optional<BigDecimal> per10000Fields() {
            return rate(Unit.FIELD).map(rate -> rate.movePointRight(4));
        }

        /** The exact two-sided interval at 95 %; empty where nothing was checked. */
        public Optional<ConfidenceInterval> interval(Unit unit) {
            Tally tally = tally(unit);
            return tally.checked() == 0
                    ? Optional.empty()
                    : Optional.of(ConfidenceInterval.exact(
                            Math.min(tally.wrong(), tally.checked()), tally.checked(), CONFIDENCE));
        }

        /** Errors by their weight, by fields: the figure of a client that counts grave errors more; empty where nothing was checked. */
        public Optional<BigDecimal> weightedPerField() {
            long checked = allFields().checked();
            long sum = 0;
            for (Map.Entry<Integer, Tally> entry : fields.entrySet()) {
                sum = Math.addExact(
                        sum,
                        Math.multiplyExact(
                                (long) entry.getKey(), entry.getValue().wrong()));
            }
            return checked == 0 ? Optional.empty() : Optional.of(divide(sum, checked));
        }

        /**
         * An interval for {@link #weightedPerField}: the exact intervals of the weights, each at a confidence that lets all hold together at 95 % or more
         * (Bonferroni), added up. Never too narrow.
         */
        public Optional<ConfidenceInterval> weightedInterval() {
            long checked = allFields().checked();
            if (checked == 0) {
                return Optional.empty();
            }
            List<Map.Entry<Integer, Tally>> counted = fields.entrySet().stream()
                    .filter(entry -> entry.getValue().checked() > 0)
                    .toList();
            BigDecimal each = BigDecimal.ONE.subtract(BigDecimal.ONE
                    .subtract(CONFIDENCE)
                    .divide(BigDecimal.valueOf(counted.size()), MathContext.DECIMAL64));
            BigDecimal lower = BigDecimal.ZERO;
            BigDecimal upper = BigDecimal.ZERO;
            for (Map.Entry<Integer, Tally> entry : counted) {
                Tally tally = entry.getValue();
                ConfidenceInterval one = ConfidenceInterval.exact(tally.wrong(), tally.checked(), each);
                BigDecimal part = BigDecimal.valueOf(entry.getKey()).multiply(divide(tally.checked(), checked));
                lower = lower.add(one.lower().multiply(part));
                upper = upper.add(one.upper().multiply(part));
            }
            return Optional.of(
                    new ConfidenceInterval(lower, upper, CONFIDENCE, ConfidenceInterval.Method.CLOPPER_PEARSON));
        }

        /** What the rate in the unit says about a client's target. */
        public Assessment assess(Unit unit, Goal target) {
            return assess(rate(unit), interval(unit), target);
        }

        /** What the weighted rate per field says about a client's target. */
        public Assessment assessWeighted(Goal target) {
            return assess(weightedPerField(), weightedInterval(), target);
        }

        private static Assessment assess(
                Optional<BigDecimal> rate, Optional<ConfidenceInterval> interval, Goal target) {
            return new Assessment(
                    target,
                    interval.map(found -> found.verdict(target)).orElse(Verdict.NO_DATA),
                    rate.filter(target::isMetBy).isPresent());
        }

        private static BigDecimal divide(long wrong, long checked) {
            return BigDecimal.valueOf(wrong).divide(BigDecimal.valueOf(checked), MathContext.DECIMAL64);
        }
    }

    /**
     * A rate against a client's target.
     *
     * @param target what was agreed
     * @param verdict what the interval says
     * @param pointMet what the plain comparison says; false where nothing was checked
     */
    public record Assessment(Goal target, Verdict verdict, boolean pointMet) {}
}
