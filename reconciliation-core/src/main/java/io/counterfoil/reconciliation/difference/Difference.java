package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.evidence.Code;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * One line of what two sides of a match differ by.
 *
 * @param reason stable
 * @param amount left less right, signed; zero for a line that is about something else than money
 */
public record Difference(Code reason, MonetaryAmount amount) {

    public Difference {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(amount, "amount");
    }

    /** Why two sides of a match differ ({@code facts/reconciliation-difference-reasons.json}); signs are those of an incoming payment. */
    public enum Reason implements Code {
        /** Fee of the payment provider by schedule. */
        PROVIDER_FEE(Kind.POINTS, "-"),
        /** Charge of a bank on the way (SHA, BEN), from the declared charge list. */
        BANK_CHARGE(Kind.POINTS, "-"),
        /** Discount within the discount date of the item. */
        EARLY_PAYMENT_DISCOUNT(Kind.POINTS, "-"),
        /** Tax withheld at a declared rate. */
        WITHHOLDING_TAX(Kind.POINTS, "-"),
        /** Tax shown on one side only. */
        SALES_TAX(Kind.POINTS, "+/-"),
        /** Surcharge or convenience fee paid by the payer. */
        SURCHARGE(Kind.POINTS, "+"),
        /** Interest or late fee of the item. */
        LATE_INTEREST(Kind.POINTS, "+"),
        /** Open credit of the same party taken off by the payer. */
        CREDIT_NOTE(Kind.POINTS, "-"),
        /** Part held back by the provider. */
        RESERVE(Kind.POINTS, "-"),
        /** Rounding to the cash step of the currency. */
        CASH_ROUNDING(Kind.POINTS, "+/-"),
        /** Amount inside the band around the reference rate. */
        FX_RATE(Kind.INTERVAL, "+/-"),
        /** At most half a minor unit for each line summed, rounded up. */
        ROUNDING(Kind.INTERVAL, "+/-"),
        /** Left is less than right, inside the tolerance of the pass. */
        TOLERANCE_SHORT(Kind.INTERVAL, "-"),
        /** Left is more than right, inside the tolerance of the pass. */
        TOLERANCE_OVER(Kind.INTERVAL, "+"),
        /** Kept on account, where a policy says so. */
        OVERPAYMENT(Kind.INTERVAL, "+"),
        /** By a person, inside a limit. */
        WRITE_OFF(Kind.INTERVAL, "+/-"),
        /** The days differ, money does not; carries amount zero. */
        TIMING(Kind.POINTS, "0"),
        /** The pass does not look at amounts; nothing explains the difference. Never confirmed. */
        UNEXPLAINED(Kind.INTERVAL, "+/-");

        private final Kind kind;
        private final String sign;

        Reason(Kind kind, String sign) {
            this.kind = kind;
            this.sign = sign;
        }

        /** Whether its amounts are exact or anything inside bounds. */
        public Kind kind() {
            return kind;
        }

        /** Its sign on an incoming payment: {@code -}, {@code +}, {@code +/-} or {@code 0}. */
        public String sign() {
            return sign;
        }

        @Override
        public String id() {
            return "DIFFERENCE." + name();
        }

        /** What kind of amounts a reason offers. */
        public enum Kind {
            /** Exact amounts. */
            POINTS,
            /** Any amount inside bounds; at most one such line in an explanation. */
            INTERVAL
        }
    }
}
