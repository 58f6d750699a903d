package io.counterfoil.stripe.money;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.StripeCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;

/**
 * Converts between money and the integers of Stripe's API, exactly or not at all (specification 4.5, STR-25).
 *
 * <p>A listed currency has the exponent of its row; another has 2 where ISO 4217 says 2, and is refused otherwise. Currency codes may be in either case.
 * Source of the rows: {@code stripe_minor_units.tsv}, from Stripe's currency documentation. Immutable, thread-safe.
 */
public final class StripeAmounts {

    private static final String TABLE = "stripe_minor_units.tsv";
    private static final int DEFAULT_EXPONENT = 2;

    private final Map<String, Exponent> exponents;
    /** What was found out about a currency, by its code as it was written: looking a currency up is far slower than the arithmetic. */
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    private record Counted(CurrencyUnit unit, int digits) {}

    private StripeAmounts(Map<String, Exponent> exponents) {
        this.exponents = Map.copyOf(exponents);
    }

    /** What an amount is for: Stripe accepts fewer amounts in payouts than in charges. */
    public enum Purpose {
        CHARGE,
        PAYOUT
    }

    /**
     * How Stripe counts one currency.
     *
     * @param currency ISO 4217 code
     * @param digits decimals of the API's integers, 0 to 4
     * @param chargeMultiple a charge must be a multiple of it, in minor units
     * @param payoutMultiple a payout must be a multiple of it, in minor units
     */
    public record Exponent(String currency, int digits, long chargeMultiple, long payoutMultiple) {
        public Exponent {
            currency = currency.toUpperCase(Locale.ROOT);
            if (!currency.matches("[A-Z]{3}") || digits < 0 || digits > 4 || chargeMultiple < 1 || payoutMultiple < 1) {
                throw new IllegalArgumentException("exponent of '" + currency + "': digits " + digits + ", multiples "
                        + chargeMultiple + " and " + payoutMultiple
                        + ", expected a three-letter code, 0 to 4 digits and multiples of at least 1");
            }
        }
    }

    /** The rows of Stripe's documentation. */
    public static StripeAmounts standard() {
        Map<String, Exponent> rows = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("currency\t") && !line.isBlank())
                    .map(StripeAmounts::row)
                    .forEach(row -> rows.put(row.currency(), row));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
        return new StripeAmounts(rows);
    }

    private static InputStream open() {
        return Objects.requireNonNull(StripeAmounts.class.getResourceAsStream(TABLE), TABLE);
    }

    private static Exponent row(String line) {
        String[] cells = line.split("\t", -1);
        return new Exponent(cells[0], Integer.parseInt(cells[1]), Long.parseLong(cells[3]), Long.parseLong(cells[4]));
    }

    /** These rows with one replaced or added, such as another exponent of UGX. */
    public StripeAmounts with(Exponent override) {
        Map<String, Exponent> rows = new LinkedHashMap<>(exponents);
        rows.put(override.currency(), override);
        return new StripeAmounts(rows);
    }

    /** How Stripe counts the currency; empty where that is not known. */
    public Optional<Exponent> exponent(String currency) {
        String code = currency.toUpperCase(Locale.ROOT);
        Exponent listed = exponents.get(code);
        if (listed != null) {
            return Optional.of(listed);
        }
        return unit(code)
                .filter(unit -> unit.getDefaultFractionDigits() == DEFAULT_EXPONENT)
                .map(unit -> new Exponent(code, DEFAULT_EXPONENT, 1, 1));
    }

    /**
     * The money that so many of the API's minor units are.
     *
     * @throws io.counterfoil.payments.evidence.Checked.BadDataException with {@link StripeCode#UNSUPPORTED_CURRENCY}
     */
    public MonetaryAmount toMoney(String currency, long minor) {
        return convert(currency, minor).orThrow();
    }

    /**
     * Decimals of the API's integers.
     *
     * @throws io.counterfoil.payments.evidence.Checked.BadDataException with {@link StripeCode#UNSUPPORTED_CURRENCY}
     */
    public int digits(String currency) {
        Optional<Counted> known = counted(currency);
        return known.isPresent()
                ? known.get().digits()
                : StripeAmounts.<Integer>unsupported(currency).orThrow();
    }

    private Optional<Counted> counted(String currency) {
        Counted known = counted.get(currency);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<CurrencyUnit> unit = unit(currency.toUpperCase(Locale.ROOT));
        Optional<Exponent> exponent = exponent(currency);
        if (unit.isEmpty() || exponent.isEmpty()) {
            return Optional.empty();
        }
        Counted found = new Counted(unit.get(), exponent.get().digits());
        counted.put(currency, found);
        return Optional.of(found);
    }

    /** The money that so many of the API's minor units are, or why that cannot be said. */
    public Checked<MonetaryAmount> convert(String currency, long minor) {
        Optional<Counted> found = counted(currency);
        if (found.isEmpty()) {
            return unsupported(currency);
        }
        Counted known = found.get();
        return Checked.of(Monetary.getDefaultAmountFactory()
                .setCurrency(known.unit())
                .setNumber(BigDecimal.valueOf(minor, known.digits()))
                .create());
    }

    /**
     * The API's minor units of the money.
     *
     * @throws io.counterfoil.payments.evidence.Checked.BadDataException with {@link StripeCode#UNSUPPORTED_CURRENCY}, {@link StripeCode#NOT_REPRESENTABLE},
     *     {@link StripeCode#NOT_A_MULTIPLE} or {@link StripeCode#OVERFLOW}
     */
    public long toMinor(MonetaryAmount amount, Purpose purpose) {
        return convert(amount, purpose).orThrow();
    }

    /** The API's minor units of the money, or why there are none. */
    public Checked<Long> convert(MonetaryAmount amount, Purpose purpose) {
        String currency = amount.getCurrency().getCurrencyCode();
        Optional<Exponent> known = exponent(currency);
        if (known.isEmpty()) {
            return unsupported(currency);
        }
        Exponent exponent = known.get();
        BigDecimal number = amount.getNumber().numberValueExact(BigDecimal.class);
        BigDecimal minor = number.movePointRight(exponent.digits());
        if (minor.stripTrailingZeros().scale() > 0) {
            return failed(
                    StripeCode.NOT_REPRESENTABLE,
                    number.toPlainString() + " " + currency + " has more than " + exponent.digits()
                            + " decimals, Stripe counts no finer");
        }
        if (minor.toBigInteger().bitLength() >= Long.SIZE) {
            return failed(
                    StripeCode.OVERFLOW, number.toPlainString() + " " + currency + " is outside 64-bit minor units");
        }
        long multiple = purpose == Purpose.PAYOUT ? exponent.payoutMultiple() : exponent.chargeMultiple();
        if (minor.longValueExact() % multiple != 0) {
            return failed(
                    StripeCode.NOT_A_MULTIPLE,
                    number.toPlainString() + " " + currency + " is not a multiple of "
                            + BigDecimal.valueOf(multiple, exponent.digits()).toPlainString() + " " + currency
                            + ", which Stripe demands of a " + purpose.name().toLowerCase(Locale.ROOT));
        }
        return Checked.of(minor.longValueExact());
    }

    /** The number with the decimals of Stripe's minor units, such as {@code 98.760}; of the amount itself where the currency is not known. */
    public String plain(MonetaryAmount amount) {
        BigDecimal number = amount.getNumber().numberValueExact(BigDecimal.class);
        int digits = exponent(amount.getCurrency().getCurrencyCode())
                .map(Exponent::digits)
                .orElse(0);
        return (number.scale() < digits ? number.setScale(digits) : number).toPlainString();
    }

    private static Optional<CurrencyUnit> unit(String code) {
        return code.matches("[A-Z]{3}") && Monetary.isCurrencyAvailable(code)
                ? Optional.of(Monetary.getCurrency(code))
                : Optional.empty();
    }

    private static <T> Checked<T> unsupported(String currency) {
        return failed(
                StripeCode.UNSUPPORTED_CURRENCY,
                "minor units of currency '" + shown(currency)
                        + "' at Stripe are not known\nMaybe add a row with StripeAmounts.with");
    }

    private static <T> Checked<T> failed(StripeCode code, String message) {
        return Checked.failed(Diagnostic.error(code, message, Diagnostic.Location.of("amount")));
    }

    private static String shown(String text) {
        return text.length() <= 8 ? text : text.substring(0, 8) + "…";
    }
}
