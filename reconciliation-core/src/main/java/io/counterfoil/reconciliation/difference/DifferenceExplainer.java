package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.item.ItemView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Offers what could explain the difference between two sides (reconciliation specification 4.7, REC-25): exact amounts, or one interval.
 *
 * <p>An explanation takes at most one line of each explainer and at most one interval line, and its lines add up to the difference exactly. Fewest lines win;
 * several explanations of as few lines are ambiguous: the match may be suggested, never confirmed. Nothing in it rounds a difference away.
 *
 * <pre>{@code
 * DifferenceExplainer fees = DifferenceExplainer.providerFee(schedule, RoundingMode.HALF_UP);
 * Resolution<DifferenceExplainer.Explanation> why =
 *     DifferenceExplainer.explain(DifferenceExplainer.Question.of(List.of(bankLine), List.of(receipt)), List.of(fees), 3);
 * }</pre>
 *
 * <p>Implementations are pure, immutable and thread-safe: the same question gets the same offers.
 */
public interface DifferenceExplainer {

    /** The most lines of an explanation unless a pass says otherwise. */
    int MAX_LINES = 3;

    /** All settings in one line, in a fixed order: part of the plan's hash, so explainers that offer different amounts must read differently. */
    String identity();

    /** What it can offer for the difference; empty where it has nothing to say. Offers of zero are ignored. */
    List<Offer> offers(Question question);

    /** The band through which items of two currencies may meet; empty where it explains differences inside one currency only. */
    default Optional<RateBand> rateBand() {
        return Optional.empty();
    }

    /**
     * What it offers for sets of right items against one left item of their currency, put together item by item: with it a search of sets need not ask about each. It
     * changes no answer, since every set that is found is asked about.
     *
     * @param mostRight items in a set at most
     * @return empty where what it offers for a set cannot be put together so
     */
    default Optional<ByItem> byItem(ItemView left, int mostRight) {
        return Optional.empty();
    }

    /**
     * Every amount offered for a set is the sum of its items' amounts and something from low to high.
     *
     * @param minor of a right item, left less right, in minor units
     * @param low inside, at most zero
     * @param high inside, at least zero
     */
    record ByItem(ToLongFunction<? super ItemView> minor, long low, long high) {
        public ByItem {
            Objects.requireNonNull(minor, "minor");
            if (low > 0 || high < 0) {
                throw new IllegalArgumentException("EXPLAINER_CONTRACT: from " + low + " to " + high
                        + " beside what items offer, expected zero inside");
            }
        }

        /** Only what items offer. */
        public static ByItem items(ToLongFunction<? super ItemView> minor) {
            return new ByItem(minor, 0, 0);
        }

        /** Something from low to high, whatever the items. */
        public static ByItem between(long low, long high) {
            return new ByItem(item -> 0, low, high);
        }
    }

    /** The explanations of the question's residual with the fewest lines. */
    static Resolution<Explanation> explain(
            Question question, List<? extends DifferenceExplainer> explainers, int maxLines) {
        return explainOffers(
                question.residual(),
                explainers.stream().map(e -> e.offers(question)).toList(),
                maxLines);
    }

    /**
     * The explanations of a residual with the fewest lines.
     *
     * @param residual left total less right total
     * @param offers what each explainer offers
     * @param maxLines from 1
     * @throws IllegalArgumentException where an offer is in another currency than the residual
     */
    static Resolution<Explanation> explainOffers(MonetaryAmount residual, List<List<Offer>> offers, int maxLines) {
        return ExplanationSearch.of(residual, offers, maxLines);
    }

    /**
     * The provider's fee, by schedule, on each right item apart: {@link Difference.Reason#PROVIDER_FEE}. Items of negative amount (refunds) bear none.
     *
     * @param rounding of each schedule line
     */
    static DifferenceExplainer providerFee(FeeSchedule schedule, RoundingMode rounding) {
        return new Explainers.Scheduled(Difference.Reason.PROVIDER_FEE, schedule, rounding);
    }

    /** What the payer pays on top, by schedule, on each right item apart: {@link Difference.Reason#SURCHARGE}. */
    static DifferenceExplainer surcharge(FeeSchedule schedule, RoundingMode rounding) {
        return new Explainers.Scheduled(Difference.Reason.SURCHARGE, schedule, rounding);
    }

    /**
     * Charges of banks on the way: one of the list, or several of it together, as far as the payee bears them.
     *
     * @param bearer who bears charges by the payment's instruction
     * @param charges declared, at most 6, each positive
     */
    static DifferenceExplainer bankCharge(ChargeBearer bearer, List<BankCharge> charges) {
        return new Explainers.Charges(bearer, charges);
    }

    /**
     * The discount of every right item that was paid by its discount day, together.
     *
     * @param terms of an item; empty where it has none. Its day is the last one on which the discount holds, business-day roll already applied
     * @param identity of the terms, for the plan's hash
     */
    static DifferenceExplainer discount(
            String identity, Function<? super ItemView, Optional<Discount>> terms, RoundingMode rounding) {
        return new Explainers.Discounts(identity, terms, rounding);
    }

    /** Tax withheld at one of the rates, on the right total as it stands. Rates in per cent. */
    static DifferenceExplainer withholding(List<BigDecimal> ratesPercent, RoundingMode rounding) {
        return new Explainers.Withholding(ratesPercent, BigDecimal.ZERO, rounding);
    }

    /**
     * Tax withheld at one of the rates, on the right total without the sales tax that it contains.
     *
     * @param salesTaxPercent such as 20 for a total of 120 on a net of 100
     */
    static DifferenceExplainer withholdingOnNet(
            List<BigDecimal> ratesPercent, BigDecimal salesTaxPercent, RoundingMode rounding) {
        return new Explainers.Withholding(ratesPercent, salesTaxPercent, rounding);
    }

    /** The right total rounded to a multiple of the step, as cash is (0.05 in Canada and Switzerland). */
    static DifferenceExplainer cashRounding(MonetaryAmount step, RoundingMode rounding) {
        return new Explainers.CashSteps(step, rounding);
    }

    /** Half a minor unit for each item of the longer side, rounded up: an interval. */
    static DifferenceExplainer rounding() {
        return Explainers.Rounding.INSTANCE;
    }

    /** The band around a reference rate: an interval; offers nothing where there is no rate. */
    static DifferenceExplainer fx(RateBand band) {
        return new Explainers.Fx(band);
    }

    /** Short by at most the one, over by at most the other amount: an interval on each side of zero. */
    static DifferenceExplainer tolerance(MonetaryAmount shortBy, MonetaryAmount overBy) {
        return new Explainers.Allowance(
                Difference.Reason.TOLERANCE_SHORT, shortBy, Difference.Reason.TOLERANCE_OVER, overBy);
    }

    /** Anything over, up to the amount, is kept on account. Use it only where a policy says so. */
    static DifferenceExplainer overpayment(MonetaryAmount upTo) {
        return new Explainers.Allowance(
                Difference.Reason.OVERPAYMENT,
                Amounts.in(upTo.getCurrency()).zero(),
                Difference.Reason.OVERPAYMENT,
                upTo);
    }

    /** Exact amounts that a host computes for a reason: open credits, reserves, interest, sales tax. */
    static DifferenceExplainer of(
            Code reason, String identity, Function<? super Question, List<MonetaryAmount>> points) {
        return new Explainers.Declared(reason, identity, points);
    }

    /** What could explain a difference. */
    sealed interface Offer {

        /** Why. */
        Code reason();

        /** Exact amounts, of which an explanation takes one; left less right, signed. */
        static Offer points(Code reason, List<MonetaryAmount> amounts) {
            return new Points(reason, amounts);
        }

        /** Any amount from low to high, both inside; left less right, signed. */
        static Offer interval(Code reason, MonetaryAmount low, MonetaryAmount high) {
            return new Interval(reason, low, high);
        }

        /**
         * Exact amounts.
         *
         * @param reason why
         * @param amounts signed
         */
        record Points(Code reason, List<MonetaryAmount> amounts) implements Offer {
            public Points {
                Objects.requireNonNull(reason, "reason");
                amounts = List.copyOf(amounts);
            }
        }

        /**
         * Any amount inside bounds.
         *
         * @param reason why
         * @param low inside
         * @param high inside, not below low
         */
        record Interval(Code reason, MonetaryAmount low, MonetaryAmount high) implements Offer {
            public Interval {
                Objects.requireNonNull(reason, "reason");
                if (low.compareTo(high) > 0) {
                    throw new IllegalArgumentException("EXPLAINER_CONTRACT: interval of " + reason.id() + " from " + low
                            + " to " + high + ", expected low <= high");
                }
            }
        }
    }

    /**
     * The lines that add up to a difference.
     *
     * @param lines by reason, then amount; empty where nothing differs
     */
    record Explanation(List<Difference> lines) {
        public Explanation {
            lines = lines.stream()
                    .sorted(Comparator.comparing(
                                    (Difference line) -> line.reason().id())
                            .thenComparing(line -> Amounts.minor(line.amount())))
                    .toList();
        }
    }

    /** Two sides that may belong together, and by how much they differ. Immutable. */
    @Value.Immutable
    interface Question {

        /** The items on the left: what happened. */
        List<ItemView> left();

        /** The items on the right: what was expected. */
        List<ItemView> right();

        /** What is open on the left. */
        MonetaryAmount leftTotal();

        /** What is open on the right, in the currency of the right. */
        MonetaryAmount rightTotal();

        /** The right total in the currency of the left: converted at the reference rate where the currencies differ. */
        @Value.Default
        default MonetaryAmount expected() {
            return rightTotal();
        }

        /** Left total less expected, signed. */
        @Value.Derived
        default MonetaryAmount residual() {
            return Amounts.in(leftTotal().getCurrency())
                    .ofMinor(Math.subtractExact(Amounts.minor(leftTotal()), Amounts.minor(expected())));
        }

        /** The day on which the left moved: the latest of its items; empty where it has none. */
        default Optional<LocalDate> day() {
            return left().stream().map(ItemView::day).max(Comparator.naturalOrder());
        }

        /** Refuses totals of two currencies without a conversion. */
        @Value.Check
        default void check() {
            CurrencyUnit left = leftTotal().getCurrency();
            if (!left.equals(expected().getCurrency())) {
                throw new IllegalArgumentException("left is in " + left.getCurrencyCode() + ", right in "
                        + expected().getCurrency().getCurrencyCode()
                        + ", expected one currency\nMaybe expected(…) at the reference rate is missing");
            }
        }

        /**
         * What is open on both sides, in one currency.
         *
         * @throws IllegalArgumentException where a side is empty or currencies differ
         */
        static Question of(List<? extends ItemView> left, List<? extends ItemView> right) {
            return builder()
                    .addAllLeft(left)
                    .addAllRight(right)
                    .leftTotal(Explainers.total(left))
                    .rightTotal(Explainers.total(right))
                    .build();
        }

        /**
         * What is open on both sides, the right converted at the band's reference rate; empty where the day has no rate: then there is no candidate.
         */
        static Optional<Question> of(List<? extends ItemView> left, List<? extends ItemView> right, RateBand band) {
            MonetaryAmount leftTotal = Explainers.total(left);
            MonetaryAmount rightTotal = Explainers.total(right);
            return band.expected(rightTotal, leftTotal.getCurrency(), left.get(0))
                    .map(expected -> builder()
                            .addAllLeft(left)
                            .addAllRight(right)
                            .leftTotal(leftTotal)
                            .rightTotal(rightTotal)
                            .expected(expected)
                            .build());
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds questions. Not thread-safe. */
        final class Builder extends ImmutableQuestion.Builder {
            Builder() {}
        }
    }

    /**
     * A discount of an item.
     *
     * @param percent of the open amount, from 0 to 100
     * @param until the last day on which it holds
     */
    record Discount(BigDecimal percent, LocalDate until) {
        public Discount {
            Objects.requireNonNull(until, "until");
            Explainers.checkPercent(percent, "discount");
        }
    }

    /** Who bears the charges of a transfer (ISO 20022 charge bearer). */
    enum ChargeBearer {
        /** The payer bears all. */
        OUR,
        /** Each side bears its own bank's; the payee also those on the way. */
        SHA,
        /** The payee bears all. */
        BEN
    }

    /**
     * A declared charge.
     *
     * @param by whose charge it is
     * @param amount positive
     */
    record BankCharge(Station by, MonetaryAmount amount) {
        public BankCharge {
            Objects.requireNonNull(by, "by");
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("bank charge of " + amount + ", expected more than nothing");
            }
        }

        /** A bank on the way of a transfer. */
        public enum Station {
            PAYERS_BANK,
            ON_THE_WAY,
            PAYEES_BANK
        }
    }
}
