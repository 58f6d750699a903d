package io.counterfoil.ticketing.entry;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.redaction.PanRedactor;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a form: what each may hold and how two typings of it are compared. Immutable, thread-safe. */
public final class FieldRules {

    private static final int MAX_LENGTH = 1_000;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private final Map<String, Field> fields;

    private FieldRules(Map<String, Field> fields) {
        this.fields = fields;
    }

    /** An empty form. */
    public static Builder builder() {
        return new Builder();
    }

    /** The fields, in the order of the form. */
    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** The field, where the form has it. */
    public Optional<Field> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * What cannot be taken: unknown fields, values that are too long, are no number or no date, fail their check digit or hold a card number. A field that is
     * empty is no rejection: the document may lack it.
     */
    public List<Rejection> assess(KeyedRecord record) {
        List<Rejection> rejections = new ArrayList<>();
        record.values().forEach((name, value) -> {
            Field field = fields.get(name);
            if (field == null) {
                rejections.add(rejection(
                        record,
                        shown(name),
                        Fault.UNKNOWN_FIELD,
                        "is not on the form, expected one of " + fields.keySet()));
            } else if (!value.isBlank()) {
                field.fault(value)
                        .ifPresent(fault -> rejections.add(rejection(record, name, fault, field.says(fault, value))));
            }
        });
        return List.copyOf(rejections);
    }

    private static String shown(String name) {
        return PanRedactor.redact(name.length() > 40 ? name.substring(0, 40) + "…" : name);
    }

    private static Rejection rejection(KeyedRecord record, String field, Fault fault, String words) {
        return Rejection.of(
                Diagnostic.Location.of("record " + record.id()).field(field),
                "field",
                fault,
                "field '" + field + "' " + words);
    }

    /** Why a typed value cannot be taken. */
    public enum Fault implements Code {
        /** The form has no such field. */
        UNKNOWN_FIELD,
        /** Longer than declared. */
        TOO_LONG,
        /** Not a number. */
        BAD_NUMBER,
        /** Not a date in the field's form. */
        BAD_DATE,
        /** The Luhn check digit does not hold. */
        BAD_CHECK_DIGIT,
        /** A card number or security code: it must not be kept. */
        CARD_NUMBER;

        @Override
        public String id() {
            return "ENTRY." + name();
        }
    }

    /** What two typings of a value may differ in and still be the same. */
    public enum Normaliser {
        /** Blanks around it. */
        TRIM,
        /** Blanks around it, and case. */
        CASE,
        /** A plus sign and zeros that change no number: {@code 007.50} is {@code 7.5}. */
        NUMBER,
        /** Zeros that change no date: {@code 2027-3-1} is {@code 2027-03-01}. */
        DATE
    }

    /**
     * One field of a form.
     *
     * @param name as the form calls it
     * @param normaliser what two typings may differ in
     * @param isRequired whether a blank is an error of the keyer, or something the document lacks
     * @param maxLength in characters
     * @param weight how grave an error is, from 1
     * @param format of a date, as {@link DateTimeFormatter} patterns are written with {@code u} for the year; empty for other fields
     * @param hasCheckDigit whether its digits end in the one of the Luhn formula (ISO/IEC 7812-1, annex B)
     */
    public record Field(
            String name,
            Normaliser normaliser,
            boolean isRequired,
            int maxLength,
            int weight,
            String format,
            boolean hasCheckDigit) {

        public Field {
            Objects.requireNonNull(normaliser, "normaliser");
            if (name.isBlank() || maxLength < 1 || weight < 1) {
                throw new IllegalArgumentException("field '" + name + "' with length " + maxLength + " and weight "
                        + weight + ", expected a name and both above 0");
            }
            if (normaliser == Normaliser.DATE) {
                formatter(format);
            }
        }

        /** Text, compared without the blanks around it. */
        public static Field text(String name) {
            return of(name, Normaliser.TRIM, "");
        }

        /** A code, compared without case. */
        public static Field code(String name) {
            return of(name, Normaliser.CASE, "");
        }

        /** A number, compared by value. */
        public static Field number(String name) {
            return of(name, Normaliser.NUMBER, "");
        }

        /** A date, such as {@code u-M-d} or {@code d/M/u}, compared by day. */
        public static Field date(String name, String format) {
            return of(name, Normaliser.DATE, format);
        }

        private static Field of(String name, Normaliser normaliser, String format) {
            return new Field(name, normaliser, false, MAX_LENGTH, 1, format, false);
        }

        /** The same field, wrong where it is empty. */
        public Field require() {
            return new Field(name, normaliser, true, maxLength, weight, format, hasCheckDigit);
        }

        /** The same field with at most so many characters. */
        public Field withMaxLength(int characters) {
            return new Field(name, normaliser, isRequired, characters, weight, format, hasCheckDigit);
        }

        /** The same field, whose errors weigh so much. */
        public Field withWeight(int grave) {
            return new Field(name, normaliser, isRequired, maxLength, grave, format, hasCheckDigit);
        }

        /** The same field, ending in a check digit. */
        public Field withCheckDigit() {
            return new Field(name, normaliser, isRequired, maxLength, weight, format, true);
        }

        /** The value in the form in which two typings are compared; a value that is no number or no date only loses the blanks around it. */
        public String normal(String value) {
            String text = value.strip();
            return switch (normaliser) {
                case TRIM -> text;
                case CASE -> text.toUpperCase(Locale.ROOT);
                case NUMBER -> plainNumber(text);
                case DATE -> date(text).map(LocalDate::toString).orElse(text);
            };
        }

        private static String plainNumber(String text) {
            if (!NUMBER.matcher(text).matches()) {
                return text;
            }
            BigDecimal number = new BigDecimal(text);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }

        private Optional<LocalDate> date(String text) {
            try {
                return Optional.of(LocalDate.parse(text, formatter(format)));
            } catch (DateTimeParseException notADate) {
                return Optional.empty();
            }
        }

        private static DateTimeFormatter formatter(String format) {
            return DateTimeFormatter.ofPattern(format, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        }

        Optional<Fault> fault(String value) {
            if (value.length() > maxLength) {
                return Optional.of(Fault.TOO_LONG);
            }
            if (PanRedactor.holdsCardData(value)) {
                return Optional.of(Fault.CARD_NUMBER);
            }
            String text = value.strip();
            if (normaliser == Normaliser.NUMBER && !NUMBER.matcher(text).matches()) {
                return Optional.of(Fault.BAD_NUMBER);
            }
            if (normaliser == Normaliser.DATE && date(text).isEmpty()) {
                return Optional.of(Fault.BAD_DATE);
            }
            return hasCheckDigit && !luhnHolds(text) ? Optional.of(Fault.BAD_CHECK_DIGIT) : Optional.empty();
        }

        String says(Fault fault, String value) {
            return switch (fault) {
                case TOO_LONG -> "has " + value.length() + " characters, expected at most " + maxLength;
                case BAD_NUMBER -> "is '" + shown(value) + "', expected digits with an optional sign and point";
                case BAD_DATE -> "is '" + shown(value) + "', expected a date as " + format;
                case BAD_CHECK_DIGIT -> "has a wrong check digit";
                case CARD_NUMBER -> "holds a card number or security code, expected none";
                case UNKNOWN_FIELD -> "is not on the form";
            };
        }

        private static boolean luhnHolds(String text) {
            String digits = text.replace(" ", "").replace("-", "");
            int sum = 0;
            for (int at = 0; at < digits.length(); at++) {
                int digit = digits.charAt(digits.length() - 1 - at) - '0';
                if (digit < 0 || digit > 9) {
                    return false;
                }
                int twice = at % 2 == 1 ? 2 * digit : digit;
                sum += twice > 9 ? twice - 9 : twice;
            }
            return digits.length() > 1 && sum % 10 == 0;
        }
    }

    /** Collects fields. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Field> fields = new LinkedHashMap<>();

        private Builder() {}

        /** The next field of the form. */
        public Builder field(Field field) {
            if (fields.putIfAbsent(field.name(), field) != null) {
                throw new IllegalArgumentException("field '" + field.name() + "' stands twice on the form");
            }
            return this;
        }

        /** The rules. */
        public FieldRules build() {
            if (fields.isEmpty()) {
                throw new IllegalStateException("form has no field, expected at least one");
            }
            return new FieldRules(Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
        }
    }
}
