package io.counterfoil.payments.fee;

import io.counterfoil.payments.money.Amounts;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * A schedule of several lines, each rounded by itself. Immutable.
 *
 * <pre>{@code
 * FeeSchedule card = FeeLines.parallel(List.of(
 *     new FeeLines.Named("interchange", interchange), new FeeLines.Named("scheme", scheme)));
 * }</pre>
 *
 * @param mode what each line is charged on
 * @param lines at least one, in one currency, names unique
 */
public record FeeLines(Mode mode, List<Named> lines) implements FeeSchedule {

    public FeeLines {
        Objects.requireNonNull(mode, "mode");
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a fee schedule without lines, expected at least one");
        }
        CurrencyUnit currency = lines.get(0).line().currency();
        long names = lines.stream().map(Named::name).distinct().count();
        if (names < lines.size()) {
            throw new IllegalArgumentException(
                    lines.size() + " fee lines have " + names + " names, expected one name for each");
        }
        for (Named named : lines) {
            if (!FeeRules.sameCurrency(currency, named.line().currency())) {
                throw new IllegalArgumentException("fee line '" + named.name() + "' is in "
                        + named.line().currency().getCurrencyCode() + ", expected " + currency.getCurrencyCode()
                        + " as the first line");
            }
        }
    }

    /** Lines that are each charged on the gross amount. */
    public static FeeLines parallel(List<Named> lines) {
        return new FeeLines(Mode.PARALLEL, lines);
    }

    /** Lines that are each charged on what the lines before left, at least nothing. */
    public static FeeLines cascading(List<Named> lines) {
        return new FeeLines(Mode.CASCADING, lines);
    }

    @Override
    public CurrencyUnit currency() {
        return lines.get(0).line().currency();
    }

    @Override
    public Fee expected(MonetaryAmount amount, RoundingMode rounding) {
        Amounts amounts = Amounts.in(currency());
        long left = FeeRules.minorOf(this, amount);
        List<Fee.Part> parts = new ArrayList<>();
        for (Named named : lines) {
            MonetaryAmount base = mode == Mode.PARALLEL ? amount : amounts.ofMinor(left);
            Fee.Part part = FeeRules.part(named.name(), named.line(), base, rounding);
            parts.add(part);
            left = Math.max(0, left - Amounts.minor(part.amount()));
        }
        return Fee.of(parts);
    }

    /** What a line is charged on. */
    public enum Mode {
        /** The gross amount. */
        PARALLEL,
        /** What the lines before left. */
        CASCADING
    }

    /**
     * A line with the name under which a client sees it.
     *
     * @param name not blank
     * @param line how it is charged
     */
    public record Named(String name, FeeLine line) {
        public Named {
            Objects.requireNonNull(line, "line");
            if (name.isBlank()) {
                throw new IllegalArgumentException("fee line has a blank name, expected one such as interchange");
            }
        }
    }
}
