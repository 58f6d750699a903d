package io.counterfoil.payments.money;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import java.math.BigDecimal;
import java.util.Objects;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import javax.money.MonetaryAmountFactory;

/**
 * Makes amounts of one currency and takes amounts apart, exactly (payments specification 4.1). Immutable, thread-safe.
 */
public final class Amounts {

    private static final int MAX_TEXT = 64;
    private static final String POINTS = "PTS";
    /** Every number of so many digits is within 64 bits. */
    private static final int SAFE_DIGITS = 18;

    private static final int HALF_BITS = 32;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final CurrencyUnit currency;
    private final int digits;

    private Amounts(CurrencyUnit currency) {
        this.currency = Objects.requireNonNull(currency, "currency");
        this.digits = currency.getDefaultFractionDigits();
    }

    /**
     * Amounts in the currency with the ISO 4217 code, or in plain points for {@code PTS}; points with a name of the host's are {@link #points}.
     *
     * @throws javax.money.UnknownCurrencyException for any other code
     */
    public static Amounts in(String currencyCode) {
        return new Amounts(POINTS.equals(currencyCode) ? points(POINTS) : Monetary.getCurrency(currencyCode));
    }

    /** Amounts in the currency. */
    public static Amounts in(CurrencyUnit currency) {
        return new Amounts(currency);
    }

    /** The currency. */
    public CurrencyUnit currency() {
        return currency;
    }

    /** How many decimals the currency has. */
    public int fractionDigits() {
        return digits;
    }

    /** Nothing, in this currency. */
    public MonetaryAmount zero() {
        return ofMinor(0);
    }

    /**
     * The amount that the text says.
     *
     * @param text {@code [+-]?digits[.digits]}, ASCII, no grouping, no exponent; zeros beyond the currency's decimals are exact
     * @throws io.counterfoil.payments.evidence.Checked.BadDataException with a {@link Fault}
     */
    public MonetaryAmount of(String text) {
        return parse(text).orThrow();
    }

    /** The amount of so many minor units (cents, pence, points). */
    public MonetaryAmount ofMinor(long minor) {
        MonetaryAmountFactory<?> factory = Monetary.getDefaultAmountFactory();
        return factory.setCurrency(currency)
                .setNumber(BigDecimal.valueOf(minor, digits))
                .create();
    }

    /** The amount that the text says, or why it says none. */
    public Checked<MonetaryAmount> parse(String text) {
        Checked<Long> minor = parseMinor(text);
        return minor.value()
                .map(value -> Checked.of(ofMinor(value)))
                .orElseGet(() -> Checked.failed(minor.diagnostics()));
    }

    /** The minor units that the text says, or why it says none. */
    public Checked<Long> parseMinor(String text) {
        if (text.length() > MAX_TEXT || !isNumber(text)) {
            return failed(
                    Fault.BAD_NUMBER,
                    "amount '" + shown(text) + "' is not a number, expected digits with an optional sign and point");
        }
        BigDecimal number = new BigDecimal(text);
        try {
            return Checked.of(number.movePointRight(digits).setScale(0).longValueExact());
        } catch (ArithmeticException e) {
            if (number.stripTrailingZeros().scale() > digits) {
                return failed(
                        Fault.NOT_EXACT,
                        "amount " + text + " has more decimals than " + currency.getCurrencyCode()
                                + ", expected at most " + digits);
            }
            return failed(
                    Fault.OVERFLOW,
                    "amount " + text + " " + currency.getCurrencyCode() + " is outside 64-bit minor units");
        }
    }

    /**
     * The minor units of the amount, exactly.
     *
     * @throws ArithmeticException naming amount and currency, where it has finer parts or is outside 64 bits
     */
    public static long minor(MonetaryAmount amount) {
        BigDecimal number = amount.getNumber().numberValueExact(BigDecimal.class);
        int digits = amount.getCurrency().getDefaultFractionDigits();
        if (number.scale() == digits && number.precision() <= SAFE_DIGITS) {
            return number.unscaledValue().longValue();
        }
        try {
            return number.movePointRight(digits).setScale(0).longValueExact();
        } catch (ArithmeticException e) {
            boolean exact = number.stripTrailingZeros().scale() <= digits;
            throw new ArithmeticException((exact ? Fault.OVERFLOW : Fault.NOT_EXACT).id() + ": "
                    + number.toPlainString() + " " + amount.getCurrency().getCurrencyCode()
                    + (exact ? " is outside 64-bit minor units" : " has more than " + digits + " decimals"));
        }
    }

    /**
     * The sum of minor units in a column, exactly; only the sum must fit, whatever the order.
     *
     * @param from the first index
     * @param to after the last index
     * @throws ArithmeticException where the sum is outside 64 bits
     */
    public static long sumMinor(long[] minor, int from, int to) {
        Objects.checkFromToIndex(from, to, minor.length);
        long low = 0;
        long high = 0;
        for (int at = from; at < to; at++) { // 2^31 halves of 32 bits stay within 64
            low += minor[at] & LOW_HALF;
            high += minor[at] >> HALF_BITS;
        }
        high += low >>> HALF_BITS;
        if (high != (int) high) {
            throw new ArithmeticException(
                    Fault.OVERFLOW.id() + ": the sum of " + (to - from) + " amounts is outside 64-bit minor units");
        }
        return (high << HALF_BITS) | (low & LOW_HALF);
    }

    /** Digits with the currency's decimals and a point, such as {@code -1204.30}; the inverse of {@link #parse}. */
    public static String plain(MonetaryAmount amount) {
        return BigDecimal.valueOf(minor(amount), amount.getCurrency().getDefaultFractionDigits())
                .toPlainString();
    }

    /** The amount for a sentence: {@link #plain} and the currency's code, such as {@code -1204.30 CAD}. */
    public static String text(MonetaryAmount amount) {
        return plain(amount) + " " + amount.getCurrency().getCurrencyCode();
    }

    /** A unit of points: a currency without decimals, never convertible without a posted rate. */
    public static CurrencyUnit points(String code) {
        return new PointsUnit(code);
    }

    private Checked<Long> failed(Fault code, String message) {
        return Checked.failed(Diagnostic.error(code, message, Diagnostic.Location.of("amount")));
    }

    private static String shown(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    private static boolean isNumber(String text) {
        int at = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
        int whole = digitsFrom(text, at);
        if (whole == at) {
            return false;
        }
        if (whole == text.length()) {
            return true;
        }
        return text.charAt(whole) == '.' && whole + 1 < text.length() && digitsFrom(text, whole + 1) == text.length();
    }

    private static int digitsFrom(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** What can be wrong with an amount (payments specification 4.1). */
    public enum Fault implements Code {
        /** Not {@code [+-]?digits[.digits]} in ASCII. */
        BAD_NUMBER,
        /** More decimals than the currency has, not all of them zero. */
        NOT_EXACT,
        /** Outside signed 64-bit minor units. */
        OVERFLOW,
        /** Weights are negative, or their sum is zero. */
        BAD_WEIGHTS;

        @Override
        public String id() {
            return "MONEY." + name();
        }
    }
}
