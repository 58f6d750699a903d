package io.counterfoil.payments.money;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Location;
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
     * @throws io.counterfoil.payments.evidence.BadDataException with a {@link MoneyCode}
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
                    MoneyCode.BAD_NUMBER,
                    "amount '" + shown(text) + "' is not a number, expected digits with an optional sign and point");
        }
        BigDecimal number = new BigDecimal(text);
        try {
            return Checked.of(number.movePointRight(digits).setScale(0).longValueExact());
        } catch (ArithmeticException e) {
            if (number.stripTrailingZeros().scale() > digits) {
                return failed(
                        MoneyCode.NOT_EXACT,
                        "amount " + text + " has more decimals than " + currency.getCurrencyCode()
                                + ", expected at most " + digits);
            }
            return failed(
                    MoneyCode.OVERFLOW,
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
        try {
            return number.movePointRight(digits).setScale(0).longValueExact();
        } catch (ArithmeticException e) {
            boolean exact = number.stripTrailingZeros().scale() <= digits;
            throw new ArithmeticException((exact ? MoneyCode.OVERFLOW : MoneyCode.NOT_EXACT).id() + ": "
                    + number.toPlainString() + " " + amount.getCurrency().getCurrencyCode()
                    + (exact ? " is outside 64-bit minor units" : " has more than " + digits + " decimals"));
        }
    }

    /** Digits with the currency's decimals and a point, such as {@code -1204.30}; the inverse of {@link #parse}. */
    public static String plain(MonetaryAmount amount) {
        return BigDecimal.valueOf(minor(amount), amount.getCurrency().getDefaultFractionDigits())
                .toPlainString();
    }

    /** A unit of points: a currency without decimals, never convertible without a posted rate. */
    public static CurrencyUnit points(String code) {
        return new PointsUnit(code);
    }

    private Checked<Long> failed(MoneyCode code, String message) {
        return Checked.failed(Diagnostic.error(code, message, Location.of("amount")));
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
}
