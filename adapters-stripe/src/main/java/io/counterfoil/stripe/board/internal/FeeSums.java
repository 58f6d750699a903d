package io.counterfoil.stripe.board.internal;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.board.StripeBoard.FeeLine;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.math.BigInteger;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.money.MonetaryAmount;

/** Fees of rows, summed as they come (STR-36). Memory grows with the lines, not with the rows. Not thread-safe. */
public final class FeeSums {

    /** What a fee may be posted to. */
    private static final Set<StripeAccountRole> COST = EnumSet.of(
            StripeAccountRole.PROCESSING_FEES,
            StripeAccountRole.DISPUTE_FEES,
            StripeAccountRole.FX_FEES,
            StripeAccountRole.NETWORK_COST,
            StripeAccountRole.PLATFORM_FEES_PAID,
            StripeAccountRole.INPUT_TAX,
            StripeAccountRole.TAX_EXPENSE,
            StripeAccountRole.WITHHOLDING_TAX,
            StripeAccountRole.FEE_CREDITS,
            StripeAccountRole.SUSPENSE);

    private record Key(YearMonth month, String method, String country, String currency) {}

    private static final class Sum {
        private long count;
        private long gross;
        private long fee;
    }

    private static final class Tie {
        private BigInteger stated = BigInteger.ZERO;
        private BigInteger posted = BigInteger.ZERO;
        private long rows;
        private long broken;
    }

    private final ZoneId zone;
    private final Function<BalanceRow, RowPosting> table;
    private final Function<BalanceRow, Optional<ChargeFact>> charges;
    private final Map<String, Sum> sums = new TreeMap<>();
    private final Map<String, Key> keys = new TreeMap<>();
    private final Map<String, Tie> ties = new TreeMap<>();

    public FeeSums(
            ZoneId zone, Function<BalanceRow, RowPosting> table, Function<BalanceRow, Optional<ChargeFact>> charges) {
        this.zone = zone;
        this.table = table;
        this.charges = charges;
    }

    /** Takes a row; each row must come once. */
    public void add(BalanceRow row) {
        RowPosting posting = table.apply(row);
        tie(row, posting);
        if (posting.category().filter("charge"::equals).isPresent()) {
            Optional<ChargeFact> charge = charges.apply(row);
            Key key = new Key(
                    YearMonth.from(row.createdAt().atZone(zone)),
                    charge.flatMap(ChargeFact::paymentMethod).orElse(""),
                    charge.flatMap(ChargeFact::cardCountry).orElse(""),
                    row.currency());
            String order = key.month() + "/" + key.method() + "/" + key.country() + "/" + key.currency();
            keys.putIfAbsent(order, key);
            Sum sum = sums.computeIfAbsent(order, k -> new Sum());
            sum.count++;
            sum.gross = Math.addExact(sum.gross, row.amountMinor());
            sum.fee = Math.addExact(sum.fee, row.feeMinor());
        }
    }

    /**
     * The fee that the row states against the fee legs that the table makes: every leg of a row but the balance and the contra. A row that is withheld posts nothing, so
     * it breaks the tie by its fee.
     */
    private void tie(BalanceRow row, RowPosting posting) {
        if (row.feeMinor() == 0 && row.feeDetails().isEmpty()) {
            return;
        }
        Tie tie = ties.computeIfAbsent(row.currency(), c -> new Tie());
        tie.rows++;
        tie.stated = tie.stated.add(BigInteger.valueOf(row.feeMinor()));
        BigInteger posted = BigInteger.ZERO;
        for (RowPosting.Leg leg : posting.legs()) {
            if (COST.contains(leg.role())) {
                posted = posted.add(BigInteger.valueOf(leg.minor()));
            }
        }
        BigInteger contra = contraInCost(row, posting);
        posted = posted.subtract(contra);
        tie.posted = tie.posted.add(posted);
        tie.broken += posted.equals(BigInteger.valueOf(row.feeMinor())) ? 0 : 1;
    }

    /** Where the row itself is a cost, its contra stands among the costs and is no fee on the row. */
    private static BigInteger contraInCost(BalanceRow row, RowPosting posting) {
        BigInteger all = BigInteger.ZERO;
        BigInteger balance = BigInteger.ZERO;
        for (RowPosting.Leg leg : posting.legs()) {
            BigInteger minor = BigInteger.valueOf(leg.minor());
            if (COST.contains(leg.role())) {
                all = all.add(minor);
            } else if (leg.role().kind() == Account.Kind.ASSET && isBalance(leg.role())) {
                balance = balance.add(minor);
            }
        }
        boolean contraIsCost = all.add(balance).signum() == 0 && !posting.legs().isEmpty();
        return contraIsCost ? BigInteger.valueOf(row.amountMinor()).negate() : BigInteger.ZERO;
    }

    private static boolean isBalance(StripeAccountRole role) {
        return role.name().startsWith("STRIPE_");
    }

    /** The lines, by month, method, country and currency. */
    public List<FeeLine> lines() {
        return sums.entrySet().stream()
                .map(entry -> {
                    Key key = java.util.Objects.requireNonNull(keys.get(entry.getKey()));
                    Sum sum = entry.getValue();
                    return new FeeLine(
                            key.month(), key.method(), key.country(), key.currency(), sum.count, sum.gross, sum.fee);
                })
                .toList();
    }

    /** One proof per currency: fees as rows state them, fees as they are posted. */
    public List<Proof> proofs(StripeAmounts amounts) {
        return ties.entrySet().stream()
                .map(entry -> proof(entry.getKey(), entry.getValue(), amounts))
                .toList();
    }

    private static Proof proof(String currency, Tie tie, StripeAmounts amounts) {
        boolean holds = tie.stated.equals(tie.posted) && tie.broken == 0;
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("stripe-fees", currency))
                .status(holds ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence("fees of " + tie.rows + " rows in " + currency + ": stated " + tie.stated + ", posted "
                        + tie.posted + " minor units, " + (holds ? "PROVED" : "BROKEN in " + tie.broken + " rows"));
        figure("STATED", "fees of rows", tie.rows, money(currency, tie.stated, amounts))
                .ifPresent(proof::addFigure);
        figure("POSTED", "fees posted", tie.rows, money(currency, tie.posted, amounts))
                .ifPresent(proof::addFigure);
        if (!holds) {
            figure(
                            "DIFFERENCE",
                            "posted less stated",
                            tie.broken,
                            money(currency, tie.posted.subtract(tie.stated), amounts))
                    .ifPresent(proof::addDifference);
        }
        return proof.build();
    }

    private static Optional<Proof.Figure> figure(
            String code, String label, long count, Optional<MonetaryAmount> amount) {
        return amount.map(money -> Proof.Figure.of(code, label, count, money));
    }

    private static Optional<MonetaryAmount> money(String currency, BigInteger minor, StripeAmounts amounts) {
        return minor.bitLength() < Long.SIZE
                ? amounts.convert(currency, minor.longValue()).value()
                : Optional.empty();
    }
}
