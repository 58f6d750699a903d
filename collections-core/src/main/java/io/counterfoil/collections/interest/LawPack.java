package io.counterfoil.collections.interest;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import javax.money.MonetaryAmount;

/**
 * The rules of interest on late payment: a statute as dated data with its citation (COL-56), or a rate by contract. Immutable, thread-safe.
 *
 * <p>Statutory rates are a reference rate of a half-year and a margin. A half-year whose reference rate is not in the table has none: the answer is
 * {@link Fault#MISSING_RATE}, never the rate before it. Rates that nobody has confirmed with their source come with a warning.
 */
public final class LawPack {

    private static final String AT_START = "AT_START";
    private static final String PREVIOUS_HALF_YEAR_END = "PREVIOUS_HALF_YEAR_END";

    private final String name;
    private final String citation;
    private final String currency;
    private final BigDecimal marginPercent;
    private final boolean fixedAtStart;
    private final boolean rateOfDayBefore;
    private final DayCount dayCount;
    private final List<Tier> tiers;
    private final NavigableMap<LocalDate, ReferenceRate> rates;
    private final Map<String, String> countries;
    private final boolean isContract;

    /**
     * A fixed sum for debts below an amount.
     *
     * @param below the first debt that the tier is not for; empty for the last tier
     * @param sum in the currency of the pack
     */
    private record Tier(Optional<BigDecimal> below, BigDecimal sum) {}

    private LawPack(Draft draft) {
        name = draft.name;
        citation = draft.citation;
        currency = draft.currency;
        marginPercent = draft.marginPercent;
        fixedAtStart = draft.fixedAtStart;
        rateOfDayBefore = draft.rateOfDayBefore;
        dayCount = draft.dayCount;
        tiers = List.copyOf(draft.tiers);
        rates = new TreeMap<>(draft.rates);
        countries = Map.copyOf(draft.countries);
        isContract = draft.isContract;
    }

    /** The United Kingdom: reference rate of the half-year in which interest starts and 8, fixed for the debt; a fixed sum by the size of the debt. */
    public static LawPack uk1998() {
        return new LawPack(Draft.read("uk-1998.properties"));
    }

    /** The European Union: reference rate of each half-year and 8; 40 EUR for each invoice. */
    public static LawPack eu2011() {
        return new LawPack(Draft.read("eu-2011-7.properties"));
    }

    /** A rate agreed by contract, in per cent a year, without a fixed sum. */
    public static LawPack contract(BigDecimal annualPercent) {
        Draft draft = new Draft();
        draft.name = "CONTRACT";
        draft.citation = "by contract";
        draft.marginPercent = annualPercent;
        draft.isContract = true;
        return new LawPack(draft);
    }

    /**
     * The same pack for a member state, with its own margin; a state whose reference is another one has no rates until they are given.
     *
     * @param country ISO 3166 code, such as {@code FR}
     */
    public LawPack country(String country) {
        Draft draft = toDraft();
        draft.name = name + "/" + country;
        Optional.ofNullable(countries.get("margin." + country))
                .ifPresent(margin -> draft.marginPercent = new BigDecimal(margin));
        Optional.ofNullable(countries.get("own." + country)).ifPresent(reference -> {
            draft.rates = new TreeMap<>();
            draft.citation = citation + "; " + reference;
        });
        return new LawPack(draft);
    }

    /** The same pack with these reference rates only, in per cent by the day they are of; taken as confirmed. */
    public LawPack referenceRates(Map<LocalDate, BigDecimal> percentByDay) {
        Draft draft = toDraft();
        draft.rates = new TreeMap<>();
        percentByDay.forEach((day, percent) -> draft.rates.put(day, new ReferenceRate(day, percent, true)));
        return new LawPack(draft);
    }

    /** The same pack with another day count. */
    public LawPack dayCount(DayCount other) {
        Draft draft = toDraft();
        draft.dayCount = Objects.requireNonNull(other, "other");
        return new LawPack(draft);
    }

    private Draft toDraft() {
        Draft draft = new Draft();
        draft.name = name;
        draft.citation = citation;
        draft.currency = currency;
        draft.marginPercent = marginPercent;
        draft.fixedAtStart = fixedAtStart;
        draft.rateOfDayBefore = rateOfDayBefore;
        draft.dayCount = dayCount;
        draft.tiers = tiers;
        draft.rates = new TreeMap<>(rates);
        draft.countries = countries;
        draft.isContract = isContract;
        return draft;
    }

    /** What it is called, such as {@code UK_1998}. */
    public String name() {
        return name;
    }

    /** Where the rule stands. */
    public String citation() {
        return citation;
    }

    /** The currency of the fixed sums; empty where there are none. */
    public String currency() {
        return currency;
    }

    /** What is added to the reference rate, or the whole rate of a contract, in per cent a year. */
    public BigDecimal marginPercent() {
        return marginPercent;
    }

    /** How days are counted. */
    public DayCount dayCount() {
        return dayCount;
    }

    /** The reference rates, by their day. */
    public List<ReferenceRate> referenceRates() {
        return List.copyOf(rates.values());
    }

    /**
     * The rate of a day.
     *
     * @param firstDay the first day of interest of the debt
     * @param on the day, not before it
     * @return in per cent a year with its window; {@link Fault#MISSING_RATE} where the table has no rate for it; a warning where nobody has confirmed it
     */
    public Checked<Rate> rate(LocalDate firstDay, LocalDate on) {
        if (isContract) {
            return Checked.of(new Rate(marginPercent, LocalDate.MAX, Optional.empty()));
        }
        LocalDate windowOf = fixedAtStart ? firstDay : on;
        LocalDate window = halfYear(windowOf);
        LocalDate rateDay = rateOfDayBefore ? window.minusDays(1) : window;
        ReferenceRate reference = rates.get(rateDay);
        Diagnostic.Location where = Diagnostic.Location.of(name).field("referenceRate");
        if (reference == null) {
            return Checked.failed(Diagnostic.error(
                    Fault.MISSING_RATE,
                    name + " has no reference rate of " + rateDay + " for interest of " + windowOf
                            + ", expected one in the table\nMaybe it was published and can be given to referenceRates",
                    where));
        }
        LocalDate through = fixedAtStart ? LocalDate.MAX : window.plusMonths(6).minusDays(1);
        Rate rate = new Rate(reference.percent().add(marginPercent), through, Optional.of(reference));
        return reference.confirmed()
                ? Checked.of(rate)
                : Checked.of(
                        rate,
                        List.of(Diagnostic.warning(
                                Fault.RATE_UNCONFIRMED,
                                "reference rate of " + rateDay + " is taken as "
                                        + reference.percent().toPlainString()
                                        + " per cent and was not confirmed, expected a look at its source before use",
                                where)));
    }

    private static LocalDate halfYear(LocalDate day) {
        return LocalDate.of(day.getYear(), day.getMonthValue() < Month.JULY.getValue() ? Month.JANUARY : Month.JULY, 1);
    }

    /** The fixed sum for a debt, once for each invoice; empty where the pack has none, or none in the debt's currency. */
    public Optional<MonetaryAmount> fixedSum(MonetaryAmount debt) {
        if (!debt.getCurrency().getCurrencyCode().equals(currency)) {
            return Optional.empty();
        }
        BigDecimal size = debt.getNumber().numberValueExact(BigDecimal.class);
        return tiers.stream()
                .filter(tier ->
                        tier.below().filter(limit -> size.compareTo(limit) >= 0).isEmpty())
                .findFirst()
                .map(tier -> Amounts.in(debt.getCurrency()).of(tier.sum().toPlainString()));
    }

    @Override
    public String toString() {
        return name + " (" + citation + ")";
    }

    /** What can be missing or doubtful. */
    public enum Fault implements Code {
        /** No reference rate for the window. */
        MISSING_RATE,
        /** The rate was not confirmed with its source. */
        RATE_UNCONFIRMED,
        /** The fixed sum is in another currency than the debt. */
        FIXED_SUM_CURRENCY,
        /** Interest, fees and credits bear no interest. */
        NO_PRINCIPAL,
        /** No such item. */
        UNKNOWN_ITEM;

        @Override
        public String id() {
            return "INTEREST." + name();
        }
    }

    /**
     * A reference rate.
     *
     * @param on the day it is of
     * @param percent a year
     * @param confirmed whether somebody compared it with its source
     */
    public record ReferenceRate(LocalDate on, BigDecimal percent, boolean confirmed) {}

    /**
     * The rate of a day.
     *
     * @param annualPercent reference and margin, in per cent a year
     * @param through the last day for which it is sure to be the rate
     * @param reference the reference rate; empty for a rate by contract
     */
    public record Rate(BigDecimal annualPercent, LocalDate through, Optional<ReferenceRate> reference) {}

    /** How days become parts of a year. */
    public enum DayCount {
        /** Actual days over 365. */
        ACT_365F,
        /** Actual days over the length of the year that each of them is in. */
        ACT_ACT,
        /** Actual days over 360. */
        ACT_360,
        /** Months of 30 days over 360, the 31st as the 30th (30E/360). */
        THIRTY_360;

        private static final int COMMON = 365;
        private static final int LEAP = 366;
        private static final int BANK = 360;
        private static final int MONTH = 30;

        /** The smallest number that all years divide: parts of years are whole numbers over it. */
        static final long PARTS = 1_603_080;

        /** From one day to a later one, as parts of a year over {@link #PARTS}; the days after the first up to and with the second. */
        long parts(LocalDate from, LocalDate to) {
            long days = to.toEpochDay() - from.toEpochDay();
            return switch (this) {
                case ACT_365F -> days * (PARTS / COMMON);
                case ACT_360 -> days * (PARTS / BANK);
                case THIRTY_360 -> (thirties(to) - thirties(from)) * (PARTS / BANK);
                case ACT_ACT -> actual(from, to);
            };
        }

        private static long thirties(LocalDate day) {
            return (day.getYear() * 12L + day.getMonthValue()) * MONTH + Math.min(MONTH, day.getDayOfMonth());
        }

        private static long actual(LocalDate from, LocalDate to) {
            long parts = 0;
            LocalDate at = from;
            while (at.isBefore(to)) {
                LocalDate next = at.plusDays(1);
                LocalDate end = LocalDate.of(next.getYear(), 12, 31);
                LocalDate last = end.isBefore(to) ? end : to;
                parts += (last.toEpochDay() - at.toEpochDay()) * (PARTS / (next.isLeapYear() ? LEAP : COMMON));
                at = last;
            }
            return parts;
        }
    }

    /** A pack in the making. */
    private static final class Draft {
        private String name = "";
        private String citation = "";
        private String currency = "";
        private BigDecimal marginPercent = BigDecimal.ZERO;
        private boolean fixedAtStart;
        private boolean rateOfDayBefore;
        private DayCount dayCount = DayCount.ACT_365F;
        private List<Tier> tiers = List.of();
        private NavigableMap<LocalDate, ReferenceRate> rates = new TreeMap<>();
        private Map<String, String> countries = Map.of();
        private boolean isContract;

        private static Draft read(String resource) {
            Properties table = load(resource);
            Draft draft = new Draft();
            draft.name = table.getProperty("pack");
            draft.citation = table.getProperty("citation");
            draft.currency = table.getProperty("currency");
            draft.marginPercent = new BigDecimal(table.getProperty("marginPct"));
            draft.fixedAtStart = table.getProperty("rateFixing").equals(AT_START);
            draft.rateOfDayBefore = table.getProperty("rateOn").equals(PREVIOUS_HALF_YEAR_END);
            draft.dayCount = DayCount.valueOf(table.getProperty("dayCount"));
            draft.tiers = tiers(table.getProperty("fixedSum"));
            Map<String, String> countries = new TreeMap<>();
            for (String key : table.stringPropertyNames()) {
                String value = table.getProperty(key);
                if (key.startsWith("rate.")) {
                    String[] parts = value.split(",", -1);
                    LocalDate day = LocalDate.parse(key.substring("rate.".length()));
                    draft.rates.put(
                            day, new ReferenceRate(day, new BigDecimal(parts[0]), Boolean.parseBoolean(parts[1])));
                } else if (key.startsWith("margin.") || key.startsWith("own.")) {
                    countries.put(key, value);
                }
            }
            draft.countries = countries;
            return draft;
        }

        private static Properties load(String resource) {
            Properties table = new Properties();
            try (Reader reader = new InputStreamReader(
                    Objects.requireNonNull(
                            LawPack.class.getResourceAsStream(resource), () -> resource + " is missing from the jar"),
                    StandardCharsets.UTF_8)) {
                table.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + resource, e);
            }
            return table;
        }

        private static List<Tier> tiers(String text) {
            List<Tier> tiers = new ArrayList<>();
            for (String tier : text.split(",", -1)) {
                String[] parts = tier.split(":", -1);
                tiers.add(new Tier(
                        parts[0].isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(parts[0])),
                        new BigDecimal(parts[1])));
            }
            return tiers;
        }
    }
}
