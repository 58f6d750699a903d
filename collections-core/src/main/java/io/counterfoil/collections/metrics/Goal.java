package io.counterfoil.collections.metrics;

import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * What a collector, a queue or the portfolio is to reach in a month, and how much is still to collect to reach it (COL-23, collections specification 4.5). Immutable.
 *
 * <p>Amounts still to collect are rounded up to the minor unit: with that amount the goal is reached, with one unit less it is not. Of a share it is overdue money
 * that must come in, which takes from the overdue and from the whole alike.
 *
 * @param kind what is measured
 * @param threshold what to reach: per cent, days, an amount, or a number of contacts
 * @param overDays for {@link Kind#OVER_DAYS_SHARE}, older than how many days; 0 otherwise
 * @param whose a collector, a queue, or the portfolio
 * @param month in which month
 */
public record Goal(Kind kind, BigDecimal threshold, int overDays, Scope whose, YearMonth month) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Goal {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(whose, "whose");
        Objects.requireNonNull(month, "month");
        boolean share = kind == Kind.OVERDUE_SHARE || kind == Kind.OVER_DAYS_SHARE;
        if (threshold.signum() < 0 || (share && threshold.compareTo(HUNDRED) > 0)) {
            throw new IllegalArgumentException("goal " + kind + " is " + threshold + ", expected "
                    + (share ? "per cent from 0 to 100" : "0 or more"));
        }
        if (kind == Kind.OVER_DAYS_SHARE ? overDays < 1 : overDays != 0) {
            throw new IllegalArgumentException("goal " + kind + " is over " + overDays + " days, expected "
                    + (kind == Kind.OVER_DAYS_SHARE ? "1 or more" : "0"));
        }
    }

    /** At most so many per cent of what is open is overdue. */
    public static Goal overdueShare(BigDecimal atMostPercent, Scope whose, YearMonth month) {
        return new Goal(Kind.OVERDUE_SHARE, atMostPercent, 0, whose, month);
    }

    /** At most so many per cent of what is open is overdue for more than some days. */
    public static Goal overDaysShare(int days, BigDecimal atMostPercent, Scope whose, YearMonth month) {
        return new Goal(Kind.OVER_DAYS_SHARE, atMostPercent, days, whose, month);
    }

    /** Days sales outstanding, by the simple method, of at most so many days. */
    public static Goal dso(BigDecimal atMostDays, Scope whose, YearMonth month) {
        return new Goal(Kind.DSO, atMostDays, 0, whose, month);
    }

    /** At least so much money comes in during the month. */
    public static Goal cash(BigDecimal atLeast, Scope whose, YearMonth month) {
        return new Goal(Kind.CASH, atLeast, 0, whose, month);
    }

    /** At least so many contacts during the month. */
    public static Goal contacts(int atLeast, Scope whose, YearMonth month) {
        return new Goal(Kind.CONTACTS, BigDecimal.valueOf(atLeast), 0, whose, month);
    }

    /** The days of the month. */
    public DateRange days() {
        return DateRange.of(month.atDay(1), month.atEndOfMonth());
    }

    /** Where the goal stands by the figures; unreachable by collecting overdue money where credits make the whole less than its overdue part. */
    public Progress assess(Figure figure) {
        return switch (kind) {
            case OVERDUE_SHARE, OVER_DAYS_SHARE -> share(figure);
            case DSO -> dso(figure);
            case CASH -> cash(figure);
            case CONTACTS -> contacts(figure);
        };
    }

    /**
     * Where the goal stands by the books: what is open and overdue on the as-of day, and what was sold, received and said from the first of the month through it, all
     * as known at the instant. Overdue are debits alone; what is open has credits taken off.
     *
     * @throws IllegalArgumentException where the day is before the month
     */
    public Progress assess(Receivables receivables, Book book, AsOf asOf) {
        if (asOf.effective().isBefore(month.atDay(1))) {
            throw new IllegalArgumentException(
                    "as-of day is " + asOf.effective() + ", expected one from " + month.atDay(1) + " on");
        }
        BookFigures figures = new BookFigures(receivables, book.parties(), book.currency(), asOf);
        LocalDate last = asOf.effective().isBefore(month.atEndOfMonth()) ? asOf.effective() : month.atEndOfMonth();
        DateRange elapsed = DateRange.of(month.atDay(1), last);
        MonetaryAmount open = figures.open(asOf.effective());
        return assess(
                switch (kind) {
                    case OVERDUE_SHARE, OVER_DAYS_SHARE -> Figure.of(open, figures.overdue(overDays));
                    case DSO -> new Figure(open, figures.sales(elapsed), Math.toIntExact(elapsed.days()), 0);
                    case CASH -> Figure.of(open, figures.received(elapsed));
                    case CONTACTS ->
                        new Figure(
                                open,
                                figures.zero(),
                                1,
                                figures.contacts(book.contacts().entries(), elapsed));
                });
    }

    /** x = (O − pT) / (1 − p). */
    private Progress share(Figure figure) {
        BigDecimal open = Figures.number(figure.whole());
        BigDecimal part = Figures.number(figure.part());
        String formula = "(overdue - share × open) / (1 - share), share = " + threshold.toPlainString() + " %";
        Metric.Basis basis = basis(figure, "part / whole × 100");
        Metric<BigDecimal> actual = open.signum() > 0
                ? new Metric.Known<>(Figures.quotient(part.movePointRight(2), open), basis)
                : new Metric.Undefined<>("nothing is open, or credits are more than debits", basis);
        // In hundredths, so that nothing is rounded before the last division.
        BigDecimal excess = part.multiply(HUNDRED).subtract(open.multiply(threshold));
        if (excess.signum() <= 0 || part.signum() <= 0) {
            return new Progress(this, actual, Optional.of(zero(figure)), 0, formula);
        }
        BigDecimal rest = HUNDRED.subtract(threshold);
        boolean reachable = open.compareTo(part) >= 0 && rest.signum() > 0;
        return new Progress(
                this, actual, reachable ? Optional.of(roundedUp(excess, rest, figure)) : Optional.empty(), 0, formula);
    }

    /** x = AR − d × sales / days. */
    private Progress dso(Figure figure) {
        Metric<BigDecimal> actual =
                Dso.simple().calculate(figure.whole(), List.of(new Dso.SalesPeriod(figure.days(), figure.part())));
        String formula = "receivable - " + threshold.toPlainString() + " × sales / days";
        BigDecimal days = BigDecimal.valueOf(figure.days());
        BigDecimal excess = Figures.number(figure.whole())
                .multiply(days)
                .subtract(threshold.multiply(Figures.number(figure.part())));
        Optional<MonetaryAmount> toCollect = actual.kind() == Metric.Kind.UNDEFINED
                ? Optional.empty()
                : Optional.of(excess.signum() <= 0 ? zero(figure) : roundedUp(excess, days, figure));
        return new Progress(this, actual, toCollect, 0, formula);
    }

    private Progress cash(Figure figure) {
        BigDecimal received = Figures.number(figure.part());
        BigDecimal missing = threshold.subtract(received);
        return new Progress(
                this,
                new Metric.Known<>(Figures.scaled(received), basis(figure, "money received in the month")),
                Optional.of(missing.signum() <= 0 ? zero(figure) : roundedUp(missing, BigDecimal.ONE, figure)),
                0,
                "goal - received");
    }

    private Progress contacts(Figure figure) {
        long missing = Math.max(0, threshold.setScale(0, RoundingMode.CEILING).longValueExact() - figure.count());
        return new Progress(
                this,
                new Metric.Known<>(BigDecimal.valueOf(figure.count()), basis(figure, "contacts sent in the month")),
                Optional.of(zero(figure)),
                missing,
                "goal - contacts");
    }

    private Metric.Basis basis(Figure figure, String formula) {
        return new Metric.Basis(
                "GOAL_" + kind,
                Map.of(
                        "whole", Amounts.text(figure.whole()),
                        "part", Amounts.text(figure.part()),
                        "count", Long.toString(figure.count())),
                whose + " in " + month,
                formula);
    }

    private static MonetaryAmount zero(Figure figure) {
        return Amounts.in(figure.whole().getCurrency()).zero();
    }

    private static MonetaryAmount roundedUp(BigDecimal numerator, BigDecimal denominator, Figure figure) {
        Amounts money = Amounts.in(figure.whole().getCurrency());
        BigDecimal amount = numerator.divide(denominator, money.fractionDigits(), RoundingMode.CEILING);
        return money.ofMinor(amount.unscaledValue().longValueExact());
    }

    /** What is measured. */
    public enum Kind {
        /** Overdue per cent of what is open. */
        OVERDUE_SHARE,
        /** Per cent of what is open that is overdue for more than some days. */
        OVER_DAYS_SHARE,
        /** Days sales outstanding. */
        DSO,
        /** Money that came in. */
        CASH,
        /** Contacts with customers. */
        CONTACTS
    }

    /**
     * Whose goal.
     *
     * @param level collector, queue or portfolio
     * @param name the host's name
     */
    public record Scope(Level level, String name) {
        public Scope {
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return level.name().toLowerCase(Locale.ROOT) + " " + name;
        }
    }

    /** Of what a goal is. */
    public enum Level {
        COLLECTOR,
        QUEUE,
        PORTFOLIO
    }

    /**
     * What of the books belongs to whoever has the goal, in one currency.
     *
     * @param parties whose items count
     * @param currency of the items
     * @param contacts what was said, for goals about contacts
     */
    public record Book(Predicate<PartyId> parties, CurrencyUnit currency, ContactLog contacts) {
        public Book {
            Objects.requireNonNull(parties, "parties");
            Objects.requireNonNull(currency, "currency");
            Objects.requireNonNull(contacts, "contacts");
        }

        /** All parties, nothing said. */
        public static Book of(CurrencyUnit currency) {
            return new Book(party -> true, currency, ContactLog.empty());
        }
    }

    /**
     * What a goal is judged by, in one currency.
     *
     * @param whole what is open
     * @param part for a share the overdue part of it; for DSO the credit sales; for cash the money received
     * @param days of the sales, for DSO; 1 otherwise
     * @param count of contacts; 0 otherwise
     */
    public record Figure(MonetaryAmount whole, MonetaryAmount part, int days, long count) {
        public Figure {
            Figures.oneCurrency(List.of(whole, part));
            if (days < 1 || count < 0) {
                throw new IllegalArgumentException("figure is over " + days + " days with " + count
                        + " contacts, expected 1 day and 0 contacts or more");
            }
        }

        /** What is open, and of it what is overdue; or the receivable and the money received. */
        public static Figure of(MonetaryAmount whole, MonetaryAmount part) {
            return new Figure(whole, part, 1, 0);
        }
    }

    /**
     * Where a goal stands.
     *
     * @param goal which goal
     * @param actual the figure now
     * @param toCollect how much is still to collect; zero where it is reached or is not about money, empty where collecting cannot reach it
     * @param contactsToGo how many contacts are missing
     * @param formula how the amount was found
     */
    public record Progress(
            Goal goal,
            Metric<BigDecimal> actual,
            Optional<MonetaryAmount> toCollect,
            long contactsToGo,
            String formula) {
        public Progress {
            Objects.requireNonNull(goal, "goal");
            Objects.requireNonNull(actual, "actual");
            Objects.requireNonNull(toCollect, "toCollect");
            Objects.requireNonNull(formula, "formula");
        }

        /** Whether nothing is missing. */
        public boolean isReached() {
            return contactsToGo == 0 && toCollect.filter(MonetaryAmount::isZero).isPresent();
        }
    }
}
