package io.counterfoil.stripe.board.internal;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.fee.Fee.Variance;
import io.counterfoil.payments.fee.Fee.Variance.Verdict;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.board.StripeBoard.FeeTerms;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.money.StripeAmounts;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javax.money.MonetaryAmount;

/**
 * Fees of payments against what was agreed with Stripe (STR-36): an expectation from the host's contract, not from the rows. Memory grows with the currencies and with
 * the first hundred findings of each, not with the rows. Not thread-safe.
 */
public final class FeeExpectations {

    private static final int NAMED = 100;

    private final FeeTerms terms;
    private final StripeAmounts amounts;
    private final Function<BalanceRow, Optional<ChargeFact>> charges;
    private final Map<String, Sum> sums = new TreeMap<>();

    /** What came of the rows in one currency. */
    private static final class Sum {
        private long rows;
        private long expected;
        private long charged;
        private long unread;
        private final Map<Verdict, long[]> off = new EnumMap<>(Verdict.class);
        private final List<Diagnostic> findings = new ArrayList<>();

        void find(Code code, String message, String row) {
            if (findings.size() < NAMED) {
                findings.add(Diagnostic.warning(code, message, Diagnostic.Location.of(row)));
            }
        }
    }

    public FeeExpectations(FeeTerms terms, StripeAmounts amounts, Function<BalanceRow, Optional<ChargeFact>> charges) {
        this.terms = terms;
        this.amounts = amounts;
        this.charges = charges;
    }

    /** Takes a row; those that are no payment have no agreed fee and are passed over. */
    public void add(BalanceRow row) {
        boolean payment = row.type().equals("charge") || row.type().equals("payment");
        if (!payment || row.amountMinor() < 0) {
            return;
        }
        Sum sum = sums.computeIfAbsent(row.currency(), c -> new Sum());
        sum.rows++;
        Optional<ChargeFact> charge = charges.apply(row);
        Optional<MonetaryAmount> gross =
                amounts.convert(row.currency(), row.amountMinor()).value();
        Optional<MonetaryAmount> charged =
                amounts.convert(row.currency(), charged(row)).value();
        if (charge.isEmpty() || gross.isEmpty() || charged.isEmpty()) {
            sum.unread++;
            sum.find(
                    StripeCode.NOT_READY,
                    "row " + row.id() + ": its charge is not among the facts, or its amounts have no money",
                    row.id());
            return;
        }
        compare(row, sum, variance(charge.get(), row, gross.get(), charged.get()));
    }

    private Variance variance(ChargeFact charge, BalanceRow row, MonetaryAmount gross, MonetaryAmount charged) {
        Optional<FeeSchedule> agreed = terms.agreed(charge, row);
        return agreed.map(schedule -> Variance.of(
                        schedule.expected(gross, RoundingMode.HALF_UP),
                        charged,
                        Amounts.in(charged.getCurrency()).zero()))
                .orElseGet(() -> Variance.unexpected(charged));
    }

    private static void compare(BalanceRow row, Sum sum, Variance variance) {
        sum.expected = Math.addExact(sum.expected, Amounts.minor(variance.expected()));
        sum.charged = Math.addExact(sum.charged, Amounts.minor(variance.charged()));
        if (variance.verdict() == Verdict.AS_EXPECTED) {
            return;
        }
        long[] off = sum.off.computeIfAbsent(variance.verdict(), verdict -> new long[2]);
        off[0]++;
        off[1] = Math.addExact(off[1], Amounts.minor(variance.variance()));
        sum.find(
                variance.verdict(),
                "row " + row.id() + ": " + variance.evidence().sentence(),
                row.id());
    }

    /** What Stripe took for itself: the elements of that kind, or the whole fee where the row does not split it. */
    private static long charged(BalanceRow row) {
        if (row.feeDetails().isEmpty()) {
            return row.feeMinor();
        }
        long sum = 0;
        for (Fee fee : row.feeDetails()) {
            sum = fee.type().equals("stripe_fee") ? Math.addExact(sum, fee.amountMinor()) : sum;
        }
        return sum;
    }

    /** One proof per currency; UNPROVED where a charge is not known, BROKEN where a fee is not the agreed one. */
    public List<Proof> proofs() {
        return sums.entrySet().stream()
                .map(entry -> proof(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Proof proof(String currency, Sum sum) {
        ProofStatus status =
                !sum.off.isEmpty() ? ProofStatus.BROKEN : sum.unread > 0 ? ProofStatus.UNPROVED : ProofStatus.PROVED;
        long wrong = sum.off.values().stream().mapToLong(off -> off[0]).sum();
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("stripe-agreed-fees", currency))
                .status(status)
                .sentence("fees of " + sum.rows + " payments in " + currency + " against what was agreed: " + wrong
                        + " are other, " + sum.unread + " cannot be told, " + status)
                .addAllProblems(sum.findings);
        money(currency, sum.expected)
                .ifPresent(amount -> proof.addFigure(Proof.Figure.of("EXPECTED", "fees as agreed", sum.rows, amount)));
        money(currency, sum.charged)
                .ifPresent(amount -> proof.addFigure(Proof.Figure.of("CHARGED", "fees as charged", sum.rows, amount)));
        sum.off.forEach((verdict, off) -> money(currency, off[1])
                .ifPresent(amount ->
                        proof.addDifference(Proof.Figure.of(verdict.name(), "charged less agreed", off[0], amount))));
        return proof.build();
    }

    private Optional<MonetaryAmount> money(String currency, long minor) {
        return amounts.convert(currency, minor).value();
    }
}
