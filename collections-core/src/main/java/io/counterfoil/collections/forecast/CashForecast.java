package io.counterfoil.collections.forecast;

import io.counterfoil.collections.metrics.Metric;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * Says what cash the coming weeks should bring (COL-22, collections specification 4.5). Immutable, thread-safe.
 *
 * <p>Each open item is expected as late as its party used to pay: between the first and the third quartile of the days late of its closed items, in the middle at the
 * median; where there are fewer than five, as late as its segment, else as the whole portfolio pays. Quartiles are nearest rank, of items that money was received for.
 * A promise or an instalment takes the place of that up to its amount, on its own day and with the party's kept-rate: of one that is kept two times in three, two
 * thirds are expected on the day and one third as if nothing had been promised. Without any history nothing is guessed: the item counts as unknown.
 *
 * <p>The first week begins the day after the as-of day, whose own receipts are in the books already.
 */
public final class CashForecast {

    private static final int LONGEST = 520;
    private static final int WEEK = 7;
    private static final int SCALE = 10;

    private final int weeks;
    private final int minimumHistory;
    private final ZoneId zone;

    private CashForecast(int weeks, int minimumHistory, ZoneId zone) {
        this.weeks = weeks;
        this.minimumHistory = minimumHistory;
        this.zone = zone;
    }

    /**
     * A forecast of so many weeks; at least five closed items make a history, days are those of UTC.
     *
     * @param weeks 1 to 520
     */
    public static CashForecast ofWeeks(int weeks) {
        if (weeks < 1 || weeks > LONGEST) {
            throw new IllegalArgumentException("forecast of " + weeks + " weeks, expected 1 to " + LONGEST);
        }
        return new CashForecast(weeks, 5, ZoneOffset.UTC);
    }

    /** The same with another number of closed items that make a history of a party or a segment, 1 or more. */
    public CashForecast minimumHistory(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("history of " + items + " items, expected 1 or more");
        }
        return new CashForecast(weeks, items, zone);
    }

    /** The same with the zone of the books, in which a past day of a backtest ends. */
    public CashForecast in(ZoneId books) {
        return new CashForecast(weeks, minimumHistory, Objects.requireNonNull(books, "books"));
    }

    /** What is expected of the debit items in one currency that are open on the day, as known at the instant; orders and credits are left out. */
    public Outlook assess(CollectionFacts facts, CurrencyUnit currency, AsOf asOf) {
        Amounts amounts = Amounts.in(currency);
        List<Line> lines = new ForecastReader(facts, currency, asOf, minimumHistory).read();
        LocalDate first = asOf.effective().plusDays(1);
        List<Week> rows = new ArrayList<>();
        for (int i = 0; i < weeks; i++) {
            LocalDate from = first.plusDays((long) i * WEEK);
            rows.add(week(lines, amounts, DateRange.of(from, from.plusDays(WEEK - 1))));
        }
        LocalDate end = rows.get(weeks - 1).days().to();
        Metric.Basis basis = new Metric.Basis(
                "CASH_FORECAST",
                Map.of(
                        "weeks", Integer.toString(weeks),
                        "minimumHistory", Integer.toString(minimumHistory),
                        "lines", Integer.toString(lines.size())),
                "debit items in " + currency.getCurrencyCode() + " open on " + asOf.effective(),
                "due date + quartiles of days late of the party, its segment or all; promises and instalments on their day"
                        + " at (kept + 1) / (judged + 2)");
        return new Outlook(
                asOf,
                lines,
                rows,
                sum(lines, amounts, line -> true),
                sum(lines, amounts, line -> line.middle().filter(end::isBefore).isPresent()),
                sum(lines, amounts, line -> line.middle().isEmpty()),
                basis);
    }

    private static Week week(List<Line> lines, Amounts amounts, DateRange days) {
        LocalDate from = days.from();
        LocalDate to = days.to();
        return new Week(
                days,
                sum(
                        lines,
                        amounts,
                        line -> !line.earliest().orElse(LocalDate.MAX).isBefore(from) && isBy(line.latest(), to)),
                sum(lines, amounts, line -> line.middle().filter(days::contains).isPresent()),
                sum(
                        lines,
                        amounts,
                        line -> isBy(line.earliest(), to)
                                && !line.latest().orElse(LocalDate.MAX).isBefore(from)),
                sum(lines, amounts, line -> isBy(line.latest(), to)),
                sum(lines, amounts, line -> isBy(line.middle(), to)),
                sum(lines, amounts, line -> isBy(line.earliest(), to)));
    }

    private static boolean isBy(Optional<LocalDate> day, LocalDate end) {
        return day.filter(one -> !one.isAfter(end)).isPresent();
    }

    private static MonetaryAmount sum(List<Line> lines, Amounts amounts, Predicate<Line> which) {
        long sum = 0;
        for (Line line : lines) {
            if (which.test(line)) {
                sum = Math.addExact(sum, Amounts.minor(line.amount()));
            }
        }
        return amounts.ofMinor(sum);
    }

    /**
     * Makes the forecast of every seventh day of a time again, with what was known at the end of that day, and lays beside each of its weeks that is over what the
     * items of the forecast were paid in it.
     *
     * @param madeOn the first day is one on which a forecast is made
     * @param asOf up to when, and as known when, payments are read
     */
    public Backtest backtest(CollectionFacts facts, CurrencyUnit currency, DateRange madeOn, AsOf asOf) {
        Amounts amounts = Amounts.in(currency);
        List<Trial> trials = new ArrayList<>();
        for (LocalDate on = madeOn.from(); !on.isAfter(madeOn.to()); on = on.plusDays(WEEK)) {
            Instant end = on.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
            AsOf then = new AsOf(on, end.isAfter(asOf.knownAt()) ? asOf.knownAt() : end);
            Outlook outlook = assess(facts, currency, then);
            Map<LocalDate, Long> received = received(facts.receivables(), outlook, asOf);
            int number = 0;
            for (Week week : outlook.weeks()) {
                number++;
                if (!week.days().to().isAfter(asOf.effective())) {
                    long actual = week.days().stream()
                            .mapToLong(day -> received.getOrDefault(day, 0L))
                            .reduce(0, Math::addExact);
                    trials.add(new Trial(on, number, week, amounts.ofMinor(actual)));
                }
            }
        }
        return new Backtest(currency, trials);
    }

    /** By day what came for the items of the forecast after it was made, less what went back. */
    private static Map<LocalDate, Long> received(Receivables receivables, Outlook outlook, AsOf asOf) {
        Set<OpenItemId> items = new TreeSet<>();
        outlook.lines().forEach(line -> items.add(line.item()));
        Map<LocalDate, Long> received = new HashMap<>();
        for (OpenItemId item : items) {
            for (Receivables.ItemMovement movement : receivables.movements(item, asOf)) {
                boolean isCash = movement.cause() == Receivables.ItemMovement.Cause.CASH
                        || movement.cause() == Receivables.ItemMovement.Cause.CASH_RETURNED;
                if (isCash) {
                    received.merge(movement.on(), -Amounts.minor(movement.amount()), Math::addExact);
                }
            }
        }
        return received;
    }

    /** What an expectation rests on. */
    public enum Source {
        /** A promise to pay. */
        PROMISE,
        /** An instalment of a plan. */
        INSTALMENT,
        /** How the party used to pay. */
        PARTY,
        /** How parties of its segment used to pay. */
        SEGMENT,
        /** How all parties used to pay. */
        PORTFOLIO,
        /** Nothing is known. */
        NONE
    }

    /**
     * Part of an open item and when it is expected.
     *
     * @param item of which item
     * @param party who owes it
     * @param amount how much, more than 0
     * @param source what it rests on
     * @param earliest the first day; empty where nothing is known
     * @param middle the day on which it counts; empty where nothing is known
     * @param latest the last day; empty where nothing is known
     */
    public record Line(
            OpenItemId item,
            PartyId party,
            MonetaryAmount amount,
            Source source,
            Optional<LocalDate> earliest,
            Optional<LocalDate> middle,
            Optional<LocalDate> latest) {
        public Line {
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(party, "party");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(source, "source");
        }
    }

    /**
     * What one week should bring.
     *
     * @param days its seven days
     * @param low what is expected in no other week
     * @param mid what is expected by the medians
     * @param high everything that may come in it
     * @param lowByEnd what should have come by its end at the latest
     * @param midByEnd what should have come by its end
     * @param highByEnd what may have come by its end at the earliest
     */
    public record Week(
            DateRange days,
            MonetaryAmount low,
            MonetaryAmount mid,
            MonetaryAmount high,
            MonetaryAmount lowByEnd,
            MonetaryAmount midByEnd,
            MonetaryAmount highByEnd) {

        /** Whether an amount lies between low and high, both included. */
        public boolean holds(MonetaryAmount actual) {
            return actual.isGreaterThanOrEqualTo(low) && actual.isLessThanOrEqualTo(high);
        }
    }

    /**
     * What the coming weeks should bring. Immutable.
     *
     * @param asOf the day from which, and what was known
     * @param lines part by part, by party, due date and item
     * @param weeks the next one first
     * @param open everything that is open
     * @param later what is expected after the last week
     * @param unknown of what nothing can be said
     * @param basis how it came about
     */
    public record Outlook(
            AsOf asOf,
            List<Line> lines,
            List<Week> weeks,
            MonetaryAmount open,
            MonetaryAmount later,
            MonetaryAmount unknown,
            Metric.Basis basis) {
        public Outlook {
            lines = List.copyOf(lines);
            weeks = List.copyOf(weeks);
        }

        /** The forecast as a page. */
        public Document toDocument() {
            return ForecastDocument.of(this);
        }
    }

    /**
     * A week of a past forecast beside what came.
     *
     * @param madeOn when the forecast was made
     * @param number which of its weeks, from 1
     * @param forecast what it said
     * @param actual what the items of the forecast were paid in the week
     */
    public record Trial(LocalDate madeOn, int number, Week forecast, MonetaryAmount actual) {}

    /**
     * How past forecasts fared. Immutable.
     *
     * @param currency of the amounts
     * @param trials by day and week
     */
    public record Backtest(CurrencyUnit currency, List<Trial> trials) {
        public Backtest {
            trials = List.copyOf(trials);
        }

        /** The share of weeks whose cash lay between low and high; undefined where there is no week. */
        public Metric<BigDecimal> withinBand() {
            long within = trials.stream()
                    .filter(trial -> trial.forecast().holds(trial.actual()))
                    .count();
            return metric(
                    "FORECAST_WITHIN_BAND",
                    BigDecimal.valueOf(within),
                    BigDecimal.valueOf(trials.size()),
                    "weeks with low <= received <= high / weeks");
        }

        /** How much more was forecast than came, as a share of what came; negative for less; undefined where nothing came. */
        public Metric<BigDecimal> bias() {
            BigDecimal actual = sum(Trial::actual);
            return metric(
                    "FORECAST_BIAS",
                    sum(trial -> trial.forecast().mid()).subtract(actual),
                    actual,
                    "(forecast - received) / received");
        }

        private BigDecimal sum(java.util.function.Function<Trial, MonetaryAmount> amount) {
            return trials.stream()
                    .map(trial -> amount.apply(trial).getNumber().numberValueExact(BigDecimal.class))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private Metric<BigDecimal> metric(String method, BigDecimal part, BigDecimal whole, String formula) {
            Metric.Basis basis = new Metric.Basis(
                    method,
                    Map.of("numerator", part.toPlainString(), "denominator", whole.toPlainString()),
                    trials.size() + " weeks of past forecasts in " + currency.getCurrencyCode(),
                    formula);
            return whole.signum() == 0
                    ? new Metric.Undefined<>("there is nothing to compare with", basis)
                    : new Metric.Known<>(part.divide(whole, SCALE, RoundingMode.HALF_EVEN), basis);
        }
    }
}
