package io.counterfoil.payments.document;

import io.counterfoil.payments.money.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** A typed value in a table or beside a label, formatted only when it is rendered. Immutable. */
public sealed interface Cell {

    /** Words. */
    record Text(String value) implements Cell {}

    /** An amount, shown with its currency and decimals. */
    record Money(MonetaryAmount value) implements Cell {}

    /** Sums in several currencies, in the order of their codes. */
    record Sums(Totals value) implements Cell {}

    /** A whole number. */
    record Count(long value) implements Cell {}

    /** A number with decimals of its own. */
    record Decimal(BigDecimal value) implements Cell {}

    /** A share of one, shown in per cent with one decimal, rounded half up for display. */
    record Share(BigDecimal value) implements Cell {}

    /** A day. */
    record Day(LocalDate value) implements Cell {}

    /** An instant, shown to the minute in the zone. */
    record Moment(Instant value, ZoneId zone) implements Cell {}

    /** Words with a tone, such as a status. */
    record Mark(String value, Tone tone) implements Cell {}

    /**
     * The cell for a plain value: text, amount, sums, whole or decimal number, day, enum constant or cell; null is blank.
     *
     * @throws IllegalArgumentException for any other type
     */
    static Cell of(@Nullable Object value) {
        if (value == null) {
            return new Text("");
        }
        if (value instanceof Cell cell) {
            return cell;
        }
        if (value instanceof CharSequence || value instanceof Enum) {
            return new Text(value.toString());
        }
        if (value instanceof MonetaryAmount amount) {
            return new Money(amount);
        }
        if (value instanceof Totals totals) {
            return new Sums(totals);
        }
        if (value instanceof Integer || value instanceof Long) {
            return new Count(((Number) value).longValue());
        }
        if (value instanceof BigDecimal number) {
            return new Decimal(number);
        }
        if (value instanceof LocalDate day) {
            return new Day(day);
        }
        throw new IllegalArgumentException("a table cell cannot hold a "
                + value.getClass().getName() + ", expected text, an amount, a number, a day or a Cell");
    }
}
