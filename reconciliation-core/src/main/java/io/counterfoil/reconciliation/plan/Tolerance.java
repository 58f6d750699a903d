package io.counterfoil.reconciliation.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * By how much two open amounts may differ, limits inside (reconciliation specification REC-05, REC-06). Percents are in per cent: 1 is one hundredth. A
 * left amount smaller than the right one, signs aside, is short, a larger one is over; each can have an allowance of its own. Comparison is exact: nothing is
 * rounded. Immutable.
 */
public final class Tolerance {

    /** What a percent is taken of; signs aside. */
    public enum Base {
        LEFT,
        RIGHT,
        MAX,
        MIN,
        AVERAGE
    }

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Tolerance EXACT = new Tolerance(Allowance.NONE, Allowance.NONE, Base.MAX);

    private record Allowance(BigDecimal absolute, BigDecimal percent, boolean smaller) {

        private static final Allowance NONE = new Allowance(BigDecimal.ZERO, BigDecimal.ZERO, false);

        boolean admits(BigDecimal difference, BigDecimal base) {
            boolean byAmount = difference.compareTo(absolute) <= 0;
            boolean byPercent = difference.multiply(HUNDRED).compareTo(base.multiply(percent)) <= 0;
            return smaller ? byAmount && byPercent : byAmount || byPercent;
        }

        String sentence() {
            if (percent.signum() == 0) {
                return absolute.toPlainString();
            }
            String share = percent.toPlainString() + " %";
            if (absolute.signum() == 0 && !smaller) {
                return share;
            }
            return share + (smaller ? " but at most " : " or ") + absolute.toPlainString();
        }
    }

    private final Allowance under;
    private final Allowance over;
    private final Base base;
    private final @Nullable Rounding rounding;

    /**
     * How amounts are rounded before they are compared.
     *
     * @param scale decimals that are left; negative for tens, hundreds and so on
     * @param mode how
     */
    public record Rounding(int scale, RoundingMode mode) {

        public Rounding {
            if (mode == RoundingMode.UNNECESSARY) {
                throw new IllegalArgumentException(
                        "rounding UNNECESSARY refuses amounts, expected a mode that rounds them");
            }
        }

        private BigDecimal round(BigDecimal value) {
            return value.setScale(scale, mode);
        }
    }

    private Tolerance(Allowance under, Allowance over, Base base) {
        this(under, over, base, null);
    }

    private Tolerance(Allowance under, Allowance over, Base base, @Nullable Rounding rounding) {
        this.rounding = rounding;
        this.under = under;
        this.over = over;
        this.base = base;
    }

    /** No difference at all. */
    public static Tolerance exact() {
        return EXACT;
    }

    /** So much in units of the currency, such as {@code 0.50}. */
    public static Tolerance absolute(String amount) {
        return both(new Allowance(notNegative("tolerance", amount), BigDecimal.ZERO, false));
    }

    /** So many per cent of the larger amount; see {@link #of(Base)}. */
    public static Tolerance percent(String percent) {
        return both(new Allowance(BigDecimal.ZERO, notNegative("tolerance percent", percent), false));
    }

    /** The larger of this allowance and so many per cent. */
    public Tolerance orPercent(String percent) {
        BigDecimal share = notNegative("tolerance percent", percent);
        return new Tolerance(
                new Allowance(under.absolute(), share, false),
                new Allowance(over.absolute(), share, false),
                base,
                rounding);
    }

    /** The percent of this allowance, capped at so much in units of the currency. */
    public Tolerance butAtMost(String amount) {
        BigDecimal cap = notNegative("tolerance cap", amount);
        return new Tolerance(
                new Allowance(cap, under.percent(), true), new Allowance(cap, over.percent(), true), base, rounding);
    }

    /** The same percents, of another amount. */
    public Tolerance of(Base other) {
        return new Tolerance(under, over, Objects.requireNonNull(other, "base"), rounding);
    }

    /** This allowance where left is short, the other's where it is over; the base is this one's. */
    public Tolerance shortAnd(Tolerance whereOver) {
        return new Tolerance(under, whereOver.over, base, rounding);
    }

    /** The same allowance between amounts that are rounded to so many decimals first; totals and differences are not rounded. */
    public Tolerance rounded(int scale, RoundingMode mode) {
        return new Tolerance(under, over, base, new Rounding(scale, mode));
    }

    /** How amounts are rounded first, if they are. */
    public java.util.Optional<Rounding> rounding() {
        return java.util.Optional.ofNullable(rounding);
    }

    /** Absolute allowance, percent, and whether both must hold; for the plan's settings. */
    record Side(String absolute, String percent, boolean smaller) {

        Tolerance tolerance() {
            return smaller
                    ? Tolerance.percent(percent).butAtMost(absolute)
                    : Tolerance.absolute(absolute).orPercent(percent);
        }
    }

    Side shortSide() {
        return side(under);
    }

    Side overSide() {
        return side(over);
    }

    Base base() {
        return base;
    }

    private static Side side(Allowance allowance) {
        return new Side(
                allowance.absolute().toPlainString(), allowance.percent().toPlainString(), allowance.smaller());
    }

    /** Whether no difference is allowed. */
    public boolean isExact() {
        return rounding == null && isExactWithoutRounding();
    }

    private boolean isExactWithoutRounding() {
        return equals(EXACT) || (under.equals(Allowance.NONE) && over.equals(Allowance.NONE));
    }

    /** Whether any two amounts of one direction pass, or a percent is above 100. */
    boolean isVacuous() {
        return vacuous(under) || vacuous(over);
    }

    private boolean vacuous(Allowance allowance) {
        int share = allowance.percent().compareTo(HUNDRED);
        return share > 0 || (share == 0 && base == Base.MAX && !allowance.smaller());
    }

    /** Whether all that the other admits is admitted here, as far as their forms allow to say. */
    boolean covers(Tolerance other) {
        if (other.isExact() || equals(other)) {
            return true;
        }
        return base == other.base
                && Objects.equals(rounding, other.rounding)
                && covers(under, other.under)
                && covers(over, other.over);
    }

    private static boolean covers(Allowance wide, Allowance narrow) {
        return wide.smaller() == narrow.smaller()
                && wide.absolute().compareTo(narrow.absolute()) >= 0
                && wide.percent().compareTo(narrow.percent()) >= 0;
    }

    /** Whether the two amounts are close enough; amounts of opposite direction or of different currencies never are. */
    public boolean admits(MonetaryAmount left, MonetaryAmount right) {
        return left.getCurrency().equals(right.getCurrency())
                && admits(
                        left.getNumber().numberValueExact(BigDecimal.class),
                        right.getNumber().numberValueExact(BigDecimal.class));
    }

    /** Whether the two numbers of one currency are close enough; opposite signs never are. */
    public boolean admits(BigDecimal left, BigDecimal right) {
        if (left.signum() * right.signum() < 0) {
            return false;
        }
        BigDecimal a = (rounding == null ? left : rounding.round(left)).abs();
        BigDecimal b = (rounding == null ? right : rounding.round(right)).abs();
        int order = a.compareTo(b);
        return order == 0 || (order < 0 ? under : over).admits(a.subtract(b).abs(), baseOf(a, b));
    }

    private BigDecimal baseOf(BigDecimal left, BigDecimal right) {
        return switch (base) {
            case LEFT -> left;
            case RIGHT -> right;
            case MAX -> left.max(right);
            case MIN -> left.min(right);
            case AVERAGE -> left.add(right).divide(BigDecimal.valueOf(2));
        };
    }

    /** This tolerance for amounts in minor units of a currency with so many decimals. */
    public InMinorUnits inMinorUnits(int fractionDigits) {
        return new InMinorUnits(this, fractionDigits);
    }

    private static Tolerance both(Allowance allowance) {
        return new Tolerance(allowance, allowance, Base.MAX);
    }

    private static BigDecimal notNegative(String what, String text) {
        BigDecimal value = new BigDecimal(text);
        if (value.signum() < 0) {
            throw new IllegalArgumentException(what + " is " + text + ", expected zero or more");
        }
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tolerance that
                && under.equals(that.under)
                && over.equals(that.over)
                && base == that.base
                && Objects.equals(rounding, that.rounding);
    }

    @Override
    public int hashCode() {
        return Objects.hash(under, over, base.name(), rounding == null ? 0 : rounding.scale());
    }

    /** Reads as {@code 1 % or 0.5 of MAX}, or {@code short 1, over 0.1}. */
    @Override
    public String toString() {
        boolean percent = under.percent().signum() > 0 || over.percent().signum() > 0;
        String text =
                (rounding == null ? "" : "rounded to " + rounding.scale() + " " + rounding.mode() + " ") + allowances();
        return percent ? text + " of " + base : text;
    }

    private String allowances() {
        return under.equals(over) ? under.sentence() : "short " + under.sentence() + ", over " + over.sentence();
    }

    /** A tolerance bound to a currency's decimals: comparison of {@code long} amounts without allocation. Immutable. */
    public static final class InMinorUnits {

        private final Bound under;
        private final Bound over;
        private final Base base;
        private final long unit;
        private final @Nullable Rounding rounding;

        private record Bound(long absoluteMinor, long shareNumerator, long shareDenominator, boolean smaller) {}

        private InMinorUnits(Tolerance tolerance, int digits) {
            this.under = bound(tolerance.under, digits);
            this.over = bound(tolerance.over, digits);
            this.base = tolerance.base;
            this.rounding = tolerance.rounding;
            int below = rounding == null ? 0 : digits - rounding.scale();
            this.unit = below <= 0 ? 1 : BigDecimal.TEN.pow(Math.min(18, below)).longValueExact();
        }

        private long rounded(long minor) {
            Rounding how = rounding;
            return how == null || unit == 1
                    ? minor
                    : BigDecimal.valueOf(minor)
                            .divide(BigDecimal.valueOf(unit), 0, how.mode())
                            .multiply(BigDecimal.valueOf(unit))
                            .longValueExact();
        }

        private static Bound bound(Allowance allowance, int digits) {
            BigDecimal minor = allowance.absolute().movePointRight(digits).setScale(0, RoundingMode.FLOOR);
            BigDecimal share = allowance.percent().movePointLeft(2);
            int scale = Math.max(0, share.scale());
            return new Bound(
                    minor.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact(),
                    share.movePointRight(scale).longValueExact(),
                    BigDecimal.ONE.movePointRight(scale).longValueExact(),
                    allowance.smaller());
        }

        /** Whether the amounts, of one direction and neither zero nor {@link Long#MIN_VALUE}, are close enough. */
        public boolean admits(long leftMinor, long rightMinor) {
            long a = Math.abs(rounded(leftMinor));
            long b = Math.abs(rounded(rightMinor));
            if (a == b) {
                return true;
            }
            Bound bound = a < b ? under : over;
            long difference = Math.abs(a - b);
            boolean byAmount = difference <= bound.absoluteMinor();
            if (bound.shareNumerator() == 0) {
                return byAmount && !bound.smaller();
            }
            boolean byPercent = withinShare(difference, a, b, bound);
            return bound.smaller() ? byAmount && byPercent : byAmount || byPercent;
        }

        private boolean withinShare(long difference, long a, long b, Bound bound) {
            return switch (base) {
                case LEFT -> atMost(difference, bound.shareDenominator(), a, bound.shareNumerator());
                case RIGHT -> atMost(difference, bound.shareDenominator(), b, bound.shareNumerator());
                case MAX -> atMost(difference, bound.shareDenominator(), Math.max(a, b), bound.shareNumerator());
                case MIN -> atMost(difference, bound.shareDenominator(), Math.min(a, b), bound.shareNumerator());
                case AVERAGE ->
                    a > Long.MAX_VALUE - b
                            ? atMost(difference, bound.shareDenominator(), a / 2 + b / 2, bound.shareNumerator())
                            : atMost(difference, 2 * bound.shareDenominator(), a + b, bound.shareNumerator());
            };
        }

        /** Whether a·b is at most c·d, all not negative, in 128 bits. */
        private static boolean atMost(long a, long b, long c, long d) {
            long leftHigh = Math.multiplyHigh(a, b);
            long rightHigh = Math.multiplyHigh(c, d);
            return leftHigh == rightHigh ? Long.compareUnsigned(a * b, c * d) <= 0 : leftHigh < rightHigh;
        }
    }
}
