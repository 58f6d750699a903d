package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.item.ItemId;
import java.math.RoundingMode;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A fee as it was expected and as it was charged, with where it stands (REC-27, REC-59, reconciliation specification 4.15). Fees are positive where we pay them.
 * Immutable.
 */
@Value.Immutable
public interface FeeRecord {

    /** Who charges: the provider, bank or tariff, in the host's words. */
    String source();

    /** For whom the fee is due, where it is one customer's. */
    Optional<PartyId> customer();

    /** The line of the schedule, as it is named there. */
    String scheduleLine();

    /** What the fee is charged on. */
    MonetaryAmount basis();

    /** What was due. */
    MonetaryAmount expected();

    /** What was charged, zero for no charge. */
    MonetaryAmount charged();

    /** The line of the statement that shows the charge. */
    Optional<ItemId> statementLine();

    /** Charged less expected. */
    @Value.Derived
    default MonetaryAmount variance() {
        return Amounts.in(expected().getCurrency())
                .ofMinor(Math.subtractExact(Amounts.minor(charged()), Amounts.minor(expected())));
    }

    /** Refuses figures in several currencies. */
    @Value.Check
    default void check() {
        if (!expected().getCurrency().equals(charged().getCurrency())) {
            throw new IllegalArgumentException("fee '" + scheduleLine() + "' is expected in "
                    + expected().getCurrency().getCurrencyCode() + " and charged in "
                    + charged().getCurrency().getCurrencyCode() + ", expected one currency");
        }
    }

    /**
     * Every gross amount, in whole minor units, whose fee leaves exactly the net (REC-27): none or several are possible because fees are rounded.
     *
     * @param rounding of each line of the schedule
     * @return Unique, Ambiguous (in rising order) or None; Truncated where the schedule takes so much that candidates are without number
     * @throws IllegalArgumentException where percentages of a parallel schedule add up to more than 100
     */
    static Resolution<MonetaryAmount> grossFromNet(FeeSchedule schedule, MonetaryAmount net, RoundingMode rounding) {
        return GrossFromNet.of(schedule, net, rounding);
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds fee records. Not thread-safe. */
    final class Builder extends ImmutableFeeRecord.Builder {
        Builder() {}
    }

    /**
     * A bank line with its fees: part of the amount already, or charged on top and not yet in it.
     *
     * @param amount signed as the account holder sees it
     * @param included fee inside the amount; 0 or more
     * @param excluded fee beside the amount; 0 or more
     */
    record OnLine(MonetaryAmount amount, MonetaryAmount included, MonetaryAmount excluded) {

        public OnLine {
            if (included.isNegative() || excluded.isNegative()) {
                throw new IllegalArgumentException(
                        "fees of " + included + " and " + excluded + " on a line, expected 0 or more");
            }
        }

        /**
         * The line with all of its fee inside the amount: what the account really moved.
         *
         * @throws Refusal.RefusedException {@link LineCode#FEE_EXCEEDS_AMOUNT}
         */
        public OnLine settled() {
            long moved = Amounts.minor(amount);
            long inside = Amounts.minor(included);
            long beside = Amounts.minor(excluded);
            if (moved < 0 && inside > -moved) {
                throw new Refusal.RefusedException(Refusal.of(
                        LineCode.FEE_EXCEEDS_AMOUNT,
                        "fee of " + Amounts.plain(included) + " inside a withdrawal of "
                                + Amounts.plain(amount.negate()) + ", expected at most the withdrawal"));
            }
            if (moved > 0 && beside > moved) {
                throw new Refusal.RefusedException(Refusal.of(
                        LineCode.FEE_EXCEEDS_AMOUNT,
                        "fee of " + Amounts.plain(excluded) + " on top of a deposit of " + Amounts.plain(amount)
                                + " would turn it into a withdrawal, expected at most the deposit"));
            }
            Amounts money = Amounts.in(amount.getCurrency());
            return new OnLine(
                    money.ofMinor(Math.subtractExact(moved, beside)),
                    money.ofMinor(Math.addExact(inside, beside)),
                    money.zero());
        }
    }

    /** Why fees on a line contradict it. */
    enum LineCode implements Code {
        /** More fee inside than was withdrawn, or more on top than was deposited. */
        FEE_EXCEEDS_AMOUNT;

        @Override
        public String id() {
            return "FEE." + name();
        }
    }
}
