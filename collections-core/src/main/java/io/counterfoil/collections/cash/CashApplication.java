package io.counterfoil.collections.cash;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Allocation;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Applies receipts to open items by a chain of rules (COL-49, COL-50, COL-51, collections specification 4.12). Immutable, thread-safe.
 *
 * <p>Default: {@code REFERENCE, EXACT_SUBSET, ON_ACCOUNT}, no tolerance. What is short beyond tolerance of an item that was named becomes a residual in
 * dispute; what is over stays on account. Percents of tolerances are of the item's open amount, or of what the receipt is said to pay.
 */
public final class CashApplication {

    /** The reason code of a discount that was taken in time. */
    public static final String DISCOUNT = "DISCOUNT";

    private final List<Rule> rules;
    private final Tolerance itemTolerance;
    private final Tolerance receiptTolerance;
    private final String writeOffReason;
    private final CostOrder costOrder;
    private final Code deductionReason;
    private final Function<OpenItem, Optional<Discount>> discounts;
    private final int maxSetSize;

    private CashApplication(Builder builder) {
        rules = List.copyOf(builder.rules);
        itemTolerance = builder.itemTolerance;
        receiptTolerance = builder.receiptTolerance;
        writeOffReason = builder.writeOffReason;
        costOrder = builder.costOrder;
        deductionReason = builder.deductionReason;
        discounts = builder.discounts;
        maxSetSize = builder.maxSetSize;
    }

    /** A new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What should become of a payment. Nothing is changed.
     *
     * @return the plan; several where more than one set of items fits exactly; truncated where a limit cut the search; none where a rule is missing for what
     *     is left
     */
    public Resolution<ApplicationPlan> propose(IncomingPayment payment, Receivables receivables, AsOf asOf) {
        return new ApplicationChain(this, payment, receivables, asOf).run();
    }

    List<Rule> rules() {
        return rules;
    }

    CostOrder costOrder() {
        return costOrder;
    }

    Code deductionReason() {
        return deductionReason;
    }

    String writeOffReason() {
        return writeOffReason;
    }

    int maxSetSize() {
        return maxSetSize;
    }

    /**
     * Settles differences on two levels (COL-51): first what is short at each item, then what the receipt differs from what it is said to pay. Both tolerances
     * hold their bounds inclusively.
     *
     * @param receipt what came
     * @param portions what it is said to pay of items
     */
    public Settlement settle(MonetaryAmount receipt, List<Portion> portions) {
        Amounts amounts = Amounts.in(receipt.getCurrency());
        List<MonetaryAmount> writeOffs = new ArrayList<>();
        long stated = 0;
        for (Portion portion : portions) {
            long rest = Math.subtractExact(Amounts.minor(portion.open()), Amounts.minor(portion.amount()));
            boolean isGivenUp = rest > 0 && itemTolerance.admits(portion.amount(), portion.open());
            writeOffs.add(amounts.ofMinor(isGivenUp ? rest : 0));
            stated = Math.addExact(stated, Amounts.minor(portion.amount()));
        }
        long difference = Math.subtractExact(stated, Amounts.minor(receipt));
        boolean isSmall = difference != 0 && stated > 0 && receiptTolerance.admits(receipt, amounts.ofMinor(stated));
        return new Settlement(
                writeOffs,
                amounts.ofMinor(isSmall ? difference : 0),
                amounts.ofMinor(isSmall ? 0 : Math.max(0, difference)),
                amounts.ofMinor(isSmall ? 0 : Math.max(0, -difference)));
    }

    /**
     * Shares a receipt over items in proportion to what is open of them: to the minor unit, what is left over to the largest remainders, then in the order
     * given. No item gets more than is open of it.
     *
     * @param receipt more than zero
     * @param open of each item, more than zero
     */
    public static List<MonetaryAmount> proportional(MonetaryAmount receipt, List<MonetaryAmount> open) {
        long[] weights = open.stream().mapToLong(Amounts::minor).toArray();
        long sum = Amounts.sumMinor(weights, 0, weights.length);
        long[] parts = sum == 0 ? weights : Allocation.ofMinor(Math.min(sum, Amounts.minor(receipt)), weights);
        Amounts amounts = Amounts.in(receipt.getCurrency());
        List<MonetaryAmount> shares = new ArrayList<>();
        for (long part : parts) {
            shares.add(amounts.ofMinor(part));
        }
        return shares;
    }

    /** The discount that may be taken on an item by a payment of the day; zero where there is none, or the time is over. */
    MonetaryAmount discount(OpenItem item, LocalDate paidOn) {
        Amounts amounts = Amounts.in(item.amount().getCurrency());
        return discounts
                .apply(item)
                .filter(terms -> !paidOn.isAfter(item.issued().plusDays(terms.days() + (long) terms.graceDays())))
                .map(terms -> amounts.ofMinor(BigDecimal.valueOf(Amounts.minor(item.amount()))
                        .multiply(terms.percent())
                        .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                        .longValueExact()))
                .orElse(amounts.zero());
    }

    /** How a receipt finds its items; the order of the chain is the host's. */
    public enum Rule implements Code {
        /** Items that the payer names, in an advice or a text. */
        REFERENCE,
        /** The one set of items that comes to what is left, to the minor unit. */
        EXACT_SUBSET,
        /** Oldest due first: a guess. */
        OLDEST_DUE,
        /** Largest first: a guess. */
        LARGEST,
        /** All in proportion: a guess. */
        PROPORTIONAL,
        /** Instalment terms, first due first, over all items: a guess. */
        TERMS,
        /** By kind of item, principal or costs first: a guess. */
        LINE_TYPE,
        /** What is left stays on account. */
        ON_ACCOUNT;

        @Override
        public String id() {
            return "CASH_RULE." + name();
        }

        /** Whether it takes items that nobody named and nothing proves. */
        public boolean isGuess() {
            return this != REFERENCE && this != EXACT_SUBSET && this != ON_ACCOUNT;
        }
    }

    /** What a payment settles first of what a customer owes, where a rule that guesses must choose. */
    public enum CostOrder {
        PRINCIPAL_FIRST,
        /** Fees, then interest, then the principal: the order of some statutes. */
        COSTS_FIRST
    }

    /**
     * What a receipt is said to pay of an item.
     *
     * @param open what is open of it
     * @param amount how much is paid
     */
    public record Portion(MonetaryAmount open, MonetaryAmount amount) {}

    /**
     * How differences are settled.
     *
     * @param itemWriteOffs given up at each item, in order
     * @param receiptWriteOff given up for the receipt: positive where it is short, negative where it is over
     * @param deduction short beyond tolerance
     * @param onAccount over beyond tolerance
     */
    public record Settlement(
            List<MonetaryAmount> itemWriteOffs,
            MonetaryAmount receiptWriteOff,
            MonetaryAmount deduction,
            MonetaryAmount onAccount) {
        public Settlement {
            itemWriteOffs = List.copyOf(itemWriteOffs);
        }
    }

    /**
     * A discount for early payment.
     *
     * @param percent of the item
     * @param days from the issue date on, the last one included
     * @param graceDays so many days more are let pass
     */
    public record Discount(BigDecimal percent, int days, int graceDays) {
        public Discount {
            if (percent.signum() <= 0 || days < 0 || graceDays < 0) {
                throw new IllegalArgumentException("discount of " + percent.toPlainString() + " per cent within " + days
                        + " days and " + graceDays + " of grace, expected more than 0 per cent and 0 days or more");
            }
        }
    }

    /** Builds cash applications. Not thread-safe. */
    public static final class Builder {

        private final Set<Rule> rules =
                new LinkedHashSet<>(List.of(Rule.REFERENCE, Rule.EXACT_SUBSET, Rule.ON_ACCOUNT));
        private Tolerance itemTolerance = Tolerance.exact();
        private Tolerance receiptTolerance = Tolerance.exact();
        private String writeOffReason = "";
        private CostOrder costOrder = CostOrder.PRINCIPAL_FIRST;
        private Code deductionReason = Code.of("H_SHORT_PAYMENT");
        private Function<OpenItem, Optional<Discount>> discounts = item -> Optional.empty();
        private int maxSetSize = 6;

        private Builder() {}

        /** The chain, in order. */
        public Builder rules(Rule first, Rule... more) {
            rules.clear();
            rules.add(first);
            rules.addAll(List.of(more));
            return this;
        }

        /** By how much a payment may be short of an item; left is the payment, right what is open. */
        public Builder itemTolerance(Tolerance tolerance) {
            itemTolerance = tolerance.of(Tolerance.Base.RIGHT);
            return this;
        }

        /** By how much a receipt may differ from what it is said to pay; left is the receipt. */
        public Builder receiptTolerance(Tolerance tolerance) {
            receiptTolerance = tolerance.of(Tolerance.Base.RIGHT);
            return this;
        }

        /** The host's reason code of what is written off; must be given with any tolerance. */
        public Builder writeOffReason(String code) {
            writeOffReason = code;
            return this;
        }

        /** What rules that guess settle first. */
        public Builder costOrder(CostOrder order) {
            costOrder = Objects.requireNonNull(order, "order");
            return this;
        }

        /** The reason of a dispute about what a payer kept back without saying why. */
        public Builder deductionReason(Code reason) {
            deductionReason = Objects.requireNonNull(reason, "reason");
            return this;
        }

        /** The discount of an item, where it has one. */
        public Builder discounts(Function<OpenItem, Optional<Discount>> ofItem) {
            discounts = Objects.requireNonNull(ofItem, "ofItem");
            return this;
        }

        /** The most items in a set that is searched for. */
        public Builder maxSetSize(int items) {
            maxSetSize = items;
            return this;
        }

        /**
         * The cash application.
         *
         * @throws IllegalArgumentException where there is a tolerance without a reason for what it writes off
         */
        public CashApplication build() {
            if (writeOffReason.isBlank() && !(itemTolerance.isExact() && receiptTolerance.isExact())) {
                throw new IllegalArgumentException(
                        "there is a tolerance and no write-off reason, expected the reason code of what is written off");
            }
            return new CashApplication(this);
        }
    }

    /** Money that came in from a known party, with what was said about it. Immutable. */
    @Value.Immutable
    public interface IncomingPayment {

        /** The number that the receipt will have as an open item. */
        OpenItemId id();

        /** Who paid. */
        PartyId party();

        /** How much, more than zero. */
        MonetaryAmount amount();

        /** The day from which it counts. */
        LocalDate receivedOn();

        /** When it was recorded. */
        Instant recordedAt();

        /** What was written with it: reference, remittance text. */
        List<String> texts();

        /** What the payer says it pays, where there is an advice. */
        List<Line> lines();

        /** More than zero. */
        @Value.Check
        default void check() {
            if (!amount().isPositive()) {
                throw new IllegalArgumentException(
                        "payment " + id() + " is of " + amount().getNumber() + ", expected more than zero");
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds payments. Not thread-safe. */
        final class Builder extends ImmutableIncomingPayment.Builder {
            Builder() {}

            /** The number that the receipt will have. */
            public Builder id(String number) {
                return id(OpenItemId.of(number));
            }

            /** Who paid, by the host's id. */
            public Builder party(String id) {
                return party(PartyId.of(id));
            }
        }

        /**
         * One line of an advice.
         *
         * @param document what is paid, as the payer writes it
         * @param amount how much of it
         * @param deduction why it is not more, where the payer says so
         */
        record Line(String document, MonetaryAmount amount, Optional<Code> deduction) {

            public Line {
                Objects.requireNonNull(document, "document");
                Objects.requireNonNull(amount, "amount");
                Objects.requireNonNull(deduction, "deduction");
            }

            /** A line without a reason. */
            public static Line of(String document, MonetaryAmount amount) {
                return new Line(document, amount, Optional.empty());
            }
        }
    }
}
