package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.BankCharge;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.ChargeBearer;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Discount;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Offer;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Question;
import io.counterfoil.reconciliation.item.ItemView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** The shipped explainers. Each offers in the currency of the difference, and nothing where its own settings are in another. */
final class Explainers {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MAX_CHARGES = 6;

    private Explainers() {}

    static MonetaryAmount total(List<? extends ItemView> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a side without items, expected at least one");
        }
        CurrencyUnit currency = items.get(0).open().getCurrency();
        long sum = 0;
        for (ItemView item : items) {
            if (!item.open().getCurrency().equals(currency)) {
                throw new IllegalArgumentException("a side holds " + currency.getCurrencyCode() + " and "
                        + item.open().getCurrency().getCurrencyCode() + ", expected one currency");
            }
            sum = Math.addExact(sum, Amounts.minor(item.open()));
        }
        return Amounts.in(currency).ofMinor(sum);
    }

    static void checkPercent(BigDecimal percent, String name) {
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            throw new IllegalArgumentException(
                    name + " of " + percent.toPlainString() + " %, expected 0 to 100 per cent");
        }
    }

    private static boolean isIn(CurrencyUnit currency, Question question) {
        return currency.getCurrencyCode()
                .equals(question.residual().getCurrency().getCurrencyCode());
    }

    private static boolean isOf(CurrencyUnit currency, ItemView item) {
        return currency.getCurrencyCode().equals(item.open().getCurrency().getCurrencyCode());
    }

    private static List<Offer> points(Code reason, Question question, Iterable<Long> minors) {
        Amounts money = Amounts.in(question.residual().getCurrency());
        List<MonetaryAmount> amounts = new ArrayList<>();
        minors.forEach(minor -> amounts.add(money.ofMinor(minor)));
        return amounts.isEmpty() ? List.of() : List.of(Offer.points(reason, amounts));
    }

    private static long share(long minor, BigDecimal percent, RoundingMode rounding) {
        return BigDecimal.valueOf(minor)
                .multiply(percent)
                .movePointLeft(2)
                .setScale(0, rounding)
                .longValueExact();
    }

    /** A fee is taken off, a surcharge comes on top; either is due on each item apart, rounded apart. */
    record Scheduled(Difference.Reason reason, FeeSchedule schedule, RoundingMode rounding)
            implements DifferenceExplainer {

        Scheduled {
            Objects.requireNonNull(schedule, "schedule");
            Objects.requireNonNull(rounding, "rounding");
        }

        @Override
        public String identity() {
            return reason + " " + schedule + " " + rounding;
        }

        @Override
        public List<Offer> offers(Question question) {
            if (!isIn(schedule.currency(), question)
                    || !isIn(question.rightTotal().getCurrency(), question)) {
                return List.of();
            }
            long sum = 0;
            for (ItemView item : question.right()) {
                sum = Math.addExact(sum, due(item));
            }
            return points(reason, question, List.of(sum));
        }

        /** What the item's share of the difference is; items of negative amount bear none. */
        private long due(ItemView item) {
            if (!item.open().isPositive()) {
                return 0;
            }
            long fee = Amounts.minor(schedule.expected(item.open(), rounding).amount());
            return reason == Difference.Reason.SURCHARGE ? fee : -fee;
        }

        @Override
        public Optional<ByItem> byItem(ItemView left, int mostRight) {
            return Optional.of(isOf(schedule.currency(), left) ? ByItem.items(this::due) : ByItem.between(0, 0));
        }
    }

    /** Charges that the payee bears: any of them, one or several together. */
    record Charges(ChargeBearer bearer, List<BankCharge> charges) implements DifferenceExplainer {

        Charges {
            Objects.requireNonNull(bearer, "bearer");
            charges = List.copyOf(charges);
            if (charges.size() > MAX_CHARGES) {
                throw new IllegalArgumentException(charges.size() + " bank charges, expected at most " + MAX_CHARGES
                        + ": any of them may come together");
            }
        }

        @Override
        public String identity() {
            return Difference.Reason.BANK_CHARGE + " " + bearer + " " + charges;
        }

        @Override
        public List<Offer> offers(Question question) {
            List<Long> borne = charges.stream()
                    .filter(charge ->
                            isBorne(charge.by()) && isIn(charge.amount().getCurrency(), question))
                    .map(charge -> Amounts.minor(charge.amount()))
                    .toList();
            TreeSet<Long> sums = new TreeSet<>();
            for (int set = 1; set < 1 << borne.size(); set++) {
                long sum = 0;
                for (int at = 0; at < borne.size(); at++) {
                    sum = (set >> at & 1) == 1 ? Math.addExact(sum, borne.get(at)) : sum;
                }
                sums.add(-sum);
            }
            return points(Difference.Reason.BANK_CHARGE, question, sums);
        }

        @Override
        public Optional<ByItem> byItem(ItemView left, int mostRight) {
            long all = charges.stream()
                    .filter(charge ->
                            isBorne(charge.by()) && isOf(charge.amount().getCurrency(), left))
                    .mapToLong(charge -> Amounts.minor(charge.amount()))
                    .reduce(0, Math::addExact);
            return Optional.of(ByItem.between(-all, 0));
        }

        private boolean isBorne(BankCharge.Station by) {
            return switch (bearer) {
                case OUR -> false;
                case SHA -> by != BankCharge.Station.PAYERS_BANK;
                case BEN -> true;
            };
        }
    }

    /** Every item that was paid in time takes its discount. */
    record Discounts(String identity, Function<? super ItemView, Optional<Discount>> terms, RoundingMode rounding)
            implements DifferenceExplainer {

        Discounts {
            Objects.requireNonNull(terms, "terms");
            Objects.requireNonNull(rounding, "rounding");
        }

        @Override
        public String identity() {
            return Difference.Reason.EARLY_PAYMENT_DISCOUNT + " " + identity + " " + rounding;
        }

        @Override
        public List<Offer> offers(Question question) {
            if (!isIn(question.rightTotal().getCurrency(), question)) {
                return List.of();
            }
            long sum = 0;
            for (ItemView item : question.right()) {
                sum = Math.addExact(
                        sum, question.day().map(day -> off(item, day)).orElse(0L));
            }
            return points(Difference.Reason.EARLY_PAYMENT_DISCOUNT, question, List.of(sum));
        }

        private long off(ItemView item, LocalDate day) {
            return terms.apply(item)
                    .filter(t -> !day.isAfter(t.until()))
                    .map(t -> -share(Amounts.minor(item.open()), t.percent(), rounding))
                    .orElse(0L);
        }

        @Override
        public Optional<ByItem> byItem(ItemView left, int mostRight) {
            return Optional.of(ByItem.items(item -> off(item, left.day())));
        }
    }

    /** Tax at any of the declared rates, on the total without the sales tax inside it. */
    record Withholding(List<BigDecimal> rates, BigDecimal salesTax, RoundingMode rounding)
            implements DifferenceExplainer {

        Withholding {
            rates = List.copyOf(rates);
            rates.forEach(rate -> checkPercent(rate, "withholding tax"));
            if (salesTax.signum() < 0) {
                throw new IllegalArgumentException(
                        "sales tax of " + salesTax.toPlainString() + " %, expected 0 or more");
            }
            Objects.requireNonNull(rounding, "rounding");
        }

        @Override
        public String identity() {
            return Difference.Reason.WITHHOLDING_TAX + " " + rates + " on net of " + salesTax.toPlainString() + " "
                    + rounding;
        }

        @Override
        public List<Offer> offers(Question question) {
            if (!isIn(question.rightTotal().getCurrency(), question)) {
                return List.of();
            }
            BigDecimal total = BigDecimal.valueOf(Amounts.minor(question.rightTotal()));
            BigDecimal divisor = HUNDRED.add(salesTax);
            List<Long> amounts = rates.stream()
                    .map(rate ->
                            -total.multiply(rate).divide(divisor, 0, rounding).longValueExact())
                    .toList();
            return points(Difference.Reason.WITHHOLDING_TAX, question, amounts);
        }
    }

    /** What cash rounding makes of the total. */
    record CashSteps(MonetaryAmount step, RoundingMode rounding) implements DifferenceExplainer {

        CashSteps {
            Objects.requireNonNull(rounding, "rounding");
            if (!step.isPositive()) {
                throw new IllegalArgumentException("cash step of " + step + ", expected more than nothing");
            }
        }

        @Override
        public String identity() {
            return Difference.Reason.CASH_ROUNDING + " " + step + " " + rounding;
        }

        @Override
        public List<Offer> offers(Question question) {
            if (!isIn(step.getCurrency(), question)) {
                return List.of();
            }
            long total = Amounts.minor(question.expected());
            BigDecimal stepMinor = BigDecimal.valueOf(Amounts.minor(step));
            long rounded = BigDecimal.valueOf(total)
                    .divide(stepMinor, 0, rounding)
                    .multiply(stepMinor)
                    .longValueExact();
            return points(Difference.Reason.CASH_ROUNDING, question, List.of(Math.subtractExact(rounded, total)));
        }
    }

    /** Half a minor unit a line. */
    enum Rounding implements DifferenceExplainer {
        INSTANCE;

        @Override
        public String identity() {
            return Difference.Reason.ROUNDING + " half a minor unit a line";
        }

        @Override
        public List<Offer> offers(Question question) {
            int lines = Math.max(question.left().size(), question.right().size());
            long bound = (lines + 1L) / 2;
            Amounts money = Amounts.in(question.residual().getCurrency());
            return lines == 0
                    ? List.of()
                    : List.of(Offer.interval(Difference.Reason.ROUNDING, money.ofMinor(-bound), money.ofMinor(bound)));
        }

        @Override
        public Optional<ByItem> byItem(ItemView left, int mostRight) {
            long bound = (mostRight + 1L) / 2;
            return Optional.of(ByItem.between(-bound, bound));
        }
    }

    /** Where the currencies differ, what keeps the implied rate inside the band. */
    record Fx(RateBand band) implements DifferenceExplainer {

        Fx {
            Objects.requireNonNull(band, "band");
        }

        @Override
        public String identity() {
            return Difference.Reason.FX_RATE + " " + band;
        }

        @Override
        public Optional<RateBand> rateBand() {
            return Optional.of(band);
        }

        @Override
        public List<Offer> offers(Question question) {
            if (question.left().isEmpty() || isIn(question.rightTotal().getCurrency(), question)) {
                return List.of();
            }
            return band.interval(
                            question.rightTotal(),
                            question.expected(),
                            question.left().get(0))
                    .<List<Offer>>map(List::of)
                    .orElse(List.of());
        }
    }

    /** Allowances below and above, each with its own reason. */
    record Allowance(
            Difference.Reason shortReason, MonetaryAmount shortBy, Difference.Reason overReason, MonetaryAmount overBy)
            implements DifferenceExplainer {

        Allowance {
            if (shortBy.isNegative() || overBy.isNegative()) {
                throw new IllegalArgumentException(
                        "allowance of " + shortBy + " below and " + overBy + " above, expected 0 or more");
            }
        }

        @Override
        public String identity() {
            return shortReason + " " + shortBy + " " + overReason + " " + overBy;
        }

        @Override
        public List<Offer> offers(Question question) {
            List<Offer> offers = new ArrayList<>();
            Amounts money = Amounts.in(question.residual().getCurrency());
            if (shortBy.isPositive() && isIn(shortBy.getCurrency(), question)) {
                offers.add(Offer.interval(shortReason, money.ofMinor(-Amounts.minor(shortBy)), money.ofMinor(-1)));
            }
            if (overBy.isPositive() && isIn(overBy.getCurrency(), question)) {
                offers.add(Offer.interval(overReason, money.ofMinor(1), overBy));
            }
            return offers;
        }

        @Override
        public Optional<ByItem> byItem(ItemView left, int mostRight) {
            return Optional.of(ByItem.between(
                    isOf(shortBy.getCurrency(), left) ? -Amounts.minor(shortBy) : 0,
                    isOf(overBy.getCurrency(), left) ? Amounts.minor(overBy) : 0));
        }
    }

    /** Points that the host computes. */
    record Declared(Code reason, String identity, Function<? super Question, List<MonetaryAmount>> compute)
            implements DifferenceExplainer {

        Declared {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(compute, "points");
        }

        @Override
        public String identity() {
            return reason.id() + " " + identity;
        }

        @Override
        public List<Offer> offers(Question question) {
            List<MonetaryAmount> amounts = compute.apply(question);
            return amounts.isEmpty() ? List.of() : List.of(Offer.points(reason, amounts));
        }
    }
}
