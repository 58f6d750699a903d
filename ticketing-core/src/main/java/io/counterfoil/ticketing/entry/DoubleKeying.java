package io.counterfoil.ticketing.entry;

import io.counterfoil.ticketing.entry.ErrorRates.CheckedRecord;
import io.counterfoil.ticketing.entry.ErrorRates.FieldError;
import io.counterfoil.ticketing.entry.FieldRules.Field;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Two people type the same document; what they disagree about a third one settles (ticketing specification 4.6). Immutable, thread-safe.
 */
public final class DoubleKeying {

    private final FieldRules rules;

    private DoubleKeying(FieldRules rules) {
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    /** Keying of this form. */
    public static DoubleKeying of(FieldRules rules) {
        return new DoubleKeying(rules);
    }

    /** The form. */
    public FieldRules rules() {
        return rules;
    }

    /**
     * Compares two typings field by field.
     *
     * @throws IllegalArgumentException where they are of different records or of one person
     */
    public KeyingResult match(KeyedRecord first, KeyedRecord second) {
        if (!first.id().equals(second.id()) || first.keyer().equals(second.keyer())) {
            throw new IllegalArgumentException(first + " and " + second + ", expected one record typed by two people");
        }
        List<Comparison> compared = new ArrayList<>();
        for (Field field : rules.fields()) {
            String one = first.value(field.name());
            String two = second.value(field.name());
            Agreement agreement = field.normal(one).equals(field.normal(two))
                    ? Agreement.AGREED
                    : one.isBlank() || two.isBlank() ? Agreement.ONE_MISSING : Agreement.DISCREPANT;
            compared.add(new Comparison(field.name(), agreement, one, two));
        }
        return new KeyingResult(rules, first, second, compared);
    }

    /**
     * The share of fields that stay wrong after double keying: both erred and hit on the same wrong value.
     *
     * @param firstRate the first keyer's errors by fields
     * @param secondRate the second keyer's
     * @param sameWrong the chance that two errors in one field look alike
     */
    public static BigDecimal residualRate(BigDecimal firstRate, BigDecimal secondRate, BigDecimal sameWrong) {
        return share("first rate", firstRate)
                .multiply(share("second rate", secondRate))
                .multiply(share("chance of the same wrong value", sameWrong));
    }

    private static BigDecimal share(String name, BigDecimal value) {
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(name + " is " + value.toPlainString() + ", expected 0 to 1");
        }
        return value;
    }

    /**
     * How many errors there are, from two independent checks (Chapman's estimate, 1951).
     *
     * @param foundByFirst errors that the first found
     * @param foundBySecond errors that the second found
     * @param foundByBoth errors that both found
     */
    public static Recapture recapture(long foundByFirst, long foundBySecond, long foundByBoth) {
        if (foundByBoth < 0 || foundByBoth > Math.min(foundByFirst, foundBySecond)) {
            throw new IllegalArgumentException("found by both are " + foundByBoth + " of " + foundByFirst + " and "
                    + foundBySecond + ", expected 0 to the smaller");
        }
        BigDecimal total = BigDecimal.valueOf(foundByFirst + 1)
                .multiply(BigDecimal.valueOf(foundBySecond + 1))
                .divide(BigDecimal.valueOf(foundByBoth + 1), MathContext.DECIMAL64)
                .subtract(BigDecimal.ONE);
        long found = Math.addExact(foundByFirst, foundBySecond) - foundByBoth;
        return new Recapture(total, total.subtract(BigDecimal.valueOf(found)));
    }

    /**
     * An estimate from two checks.
     *
     * @param total errors in all
     * @param residual errors that neither found
     */
    public record Recapture(BigDecimal total, BigDecimal residual) {}

    /** What two typings of a field say. */
    public enum Agreement {
        /** The same after the field's normaliser; two blanks are. */
        AGREED,
        /** Two values. */
        DISCREPANT,
        /** One is blank. */
        ONE_MISSING
    }

    /**
     * One field of two typings.
     *
     * @param field its name
     * @param agreement what they say
     * @param first as the first typed
     * @param second as the second typed
     */
    public record Comparison(String field, Agreement agreement, String first, String second) {}

    /** Whose error it was. */
    public enum Blame {
        FIRST,
        SECOND,
        BOTH,
        /** The document's: illegible or ambiguous; counts against no keyer. */
        SOURCE
    }

    /** What went wrong (ticketing codes, {@code fieldErrorKinds}). */
    public enum ErrorKind {
        WRONG_VALUE,
        OMITTED,
        TRANSPOSED,
        WRONG_FIELD,
        EXTRA,
        FORMAT,
        ILLEGIBLE_SOURCE,
        AMBIGUOUS_SOURCE;

        /** Whether the document is to blame. */
        public boolean isOfSource() {
            return this == ILLEGIBLE_SOURCE || this == AMBIGUOUS_SOURCE;
        }
    }

    /**
     * What the third person found.
     *
     * @param field its name
     * @param value the right value; blank where the field is rightly empty
     * @param blame whose error
     * @param kind what went wrong
     */
    public record Ruling(String field, String value, Blame blame, ErrorKind kind) {
        public Ruling {
            if ((blame == Blame.SOURCE) != kind.isOfSource()) {
                throw new IllegalArgumentException("field '" + field + "' is " + kind + " with blame on " + blame
                        + ", expected SOURCE for a document that is illegible or ambiguous, and for nothing else");
            }
        }
    }

    /**
     * Two typings compared.
     *
     * @param rules the form
     * @param first one typing
     * @param second the other
     * @param fields every field of the form, in its order
     */
    public record KeyingResult(FieldRules rules, KeyedRecord first, KeyedRecord second, List<Comparison> fields) {

        public KeyingResult {
            fields = List.copyOf(fields);
        }

        /** Whether every field agrees. */
        public boolean isAgreed() {
            return discrepancies().isEmpty();
        }

        /** The fields that do not agree. */
        public List<Comparison> discrepancies() {
            return fields.stream()
                    .filter(field -> field.agreement() != Agreement.AGREED)
                    .toList();
        }

        /**
         * The right values and whose errors they show. Without discrepancies there is nothing to rule: give no ruling, and no adjudicator is needed.
         *
         * @param adjudicator a third person
         * @throws IllegalArgumentException where a discrepancy has no ruling or a ruling no discrepancy, a blame does not fit the values, or the adjudicator typed
         *     the record
         */
        public Adjudication adjudicate(List<Ruling> rulings, String adjudicator) {
            if (adjudicator.equals(first.keyer()) || adjudicator.equals(second.keyer())) {
                throw new IllegalArgumentException(
                        "adjudicator '" + adjudicator + "' typed record " + first.id() + ", expected a third person");
            }
            Map<String, Ruling> byField = new TreeMap<>();
            for (Ruling ruling : rulings) {
                if (byField.putIfAbsent(ruling.field(), ruling) != null) {
                    throw new IllegalArgumentException("field '" + ruling.field() + "' has two rulings, expected one");
                }
            }
            Map<String, String> values = new TreeMap<>();
            List<FieldError> errors = new ArrayList<>();
            for (Comparison compared : fields) {
                Ruling ruling = byField.remove(compared.field());
                if ((ruling == null) != (compared.agreement() == Agreement.AGREED)) {
                    throw new IllegalArgumentException("field '" + compared.field() + "' is " + compared.agreement()
                            + " and has " + (ruling == null ? "no" : "a") + " ruling, expected one for each"
                            + " disagreement and no other");
                }
                values.put(compared.field(), ruling == null ? compared.first() : ruling.value());
                if (ruling != null) {
                    errors.addAll(errors(compared, ruling));
                }
            }
            if (!byField.isEmpty()) {
                throw new IllegalArgumentException(
                        "rulings on " + byField.keySet() + ", expected fields of the form only");
            }
            return new Adjudication(this, adjudicator, values, errors);
        }

        private List<FieldError> errors(Comparison compared, Ruling ruling) {
            Field field = rules.find(compared.field()).orElseThrow();
            String right = field.normal(ruling.value());
            boolean firstRight = field.normal(compared.first()).equals(right);
            boolean secondRight = field.normal(compared.second()).equals(right);
            Blame fits = firstRight ? Blame.SECOND : secondRight ? Blame.FIRST : Blame.BOTH;
            if (ruling.blame() != Blame.SOURCE && ruling.blame() != fits) {
                throw new IllegalArgumentException("field '" + compared.field() + "' is blamed on " + ruling.blame()
                        + ", expected " + fits + " by its values, or SOURCE");
            }
            List<FieldError> errors = new ArrayList<>();
            if (ruling.blame() == Blame.SOURCE) {
                errors.add(new FieldError(first.id(), field.name(), "", ruling.kind()));
            }
            if (ruling.blame() == Blame.FIRST || ruling.blame() == Blame.BOTH) {
                errors.add(new FieldError(first.id(), field.name(), first.keyer(), ruling.kind()));
            }
            if (ruling.blame() == Blame.SECOND || ruling.blame() == Blame.BOTH) {
                errors.add(new FieldError(first.id(), field.name(), second.keyer(), ruling.kind()));
            }
            return errors;
        }
    }

    /**
     * A record settled.
     *
     * @param result what was compared
     * @param adjudicator who settled it
     * @param values the right values by field; where both agreed, as the first typed
     * @param errors whose errors it showed, those of the source without a keyer
     */
    public record Adjudication(
            KeyingResult result, String adjudicator, Map<String, String> values, List<FieldError> errors) {

        public Adjudication {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
            errors = List.copyOf(errors);
        }

        /** The record with the right values, in the name of the adjudicator. */
        public KeyedRecord record() {
            return new KeyedRecord(result.first().id(), adjudicator, values);
        }

        /** Both typings as checked records, for the error rates. */
        public List<CheckedRecord> checked() {
            return List.of(
                    CheckedRecord.of(result.rules(), result.first(), errors),
                    CheckedRecord.of(result.rules(), result.second(), errors));
        }
    }
}
