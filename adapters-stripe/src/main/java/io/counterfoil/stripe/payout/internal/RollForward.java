package io.counterfoil.stripe.payout.internal;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * Rolls the payments balance forward: opening + Σ net of the rows = closing, per currency (specification 4.8, STR-32). Immutable, thread-safe.
 */
public final class RollForward {

    private static final String PAYMENTS = "payments";

    private final StripeAccountId account;
    private final StripeAmounts amounts;

    private RollForward(StripeAccountId account, StripeAmounts amounts) {
        this.account = Objects.requireNonNull(account, "account");
        this.amounts = Objects.requireNonNull(amounts, "amounts");
    }

    /** A roll-forward of the account's balance. */
    public static RollForward of(StripeAccountId account, StripeAmounts amounts) {
        return new RollForward(account, amounts);
    }

    /**
     * A span of time.
     *
     * @param from its first instant
     * @param to the first instant after it
     */
    public record Window(Instant from, Instant to) {
        public Window {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("window from " + from + " to " + to + ", expected from before to");
            }
        }

        /** Whether the instant lies inside. */
        public boolean holds(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    /**
     * One proof per currency, by its code.
     *
     * @param opening the balances at the window's start, available and pending together; a currency that is not there was zero
     * @param rows of any time and balance; those created in the window on the payments balance count, each id once
     * @param closing the balances at the window's end; a currency that is not there gives UNPROVED with {@link StripeCode#NOT_READY}
     */
    public List<Proof> prove(
            List<MonetaryAmount> opening, Stream<BalanceRow> rows, Window window, List<MonetaryAmount> closing) {
        return prove(opening, rows, window, closing, row -> {});
    }

    /** One proof per currency; each row that counts is handed on once, so that one pass is enough for other sums of the same rows. */
    public List<Proof> prove(
            List<MonetaryAmount> opening,
            Stream<BalanceRow> rows,
            Window window,
            List<MonetaryAmount> closing,
            Consumer<BalanceRow> counted) {
        Map<String, Sum> sums = new TreeMap<>();
        opening.forEach(amount -> sum(sums, code(amount)).opening = amount);
        closing.forEach(amount -> sum(sums, code(amount)).closing = amount);
        Set<String> seen = new HashSet<>();
        rows.forEachOrdered(row -> {
            boolean counts = window.holds(row.createdAt())
                    && row.balanceType().orElse(PAYMENTS).equals(PAYMENTS)
                    && seen.add(row.id());
            if (counts) {
                sum(sums, row.currency().toUpperCase(Locale.ROOT)).add(row);
                counted.accept(row);
            }
        });
        return sums.entrySet().stream()
                .map(entry -> proof(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Sum sum(Map<String, Sum> sums, String currency) {
        return sums.computeIfAbsent(currency, c -> new Sum());
    }

    private static String code(MonetaryAmount amount) {
        return amount.getCurrency().getCurrencyCode();
    }

    private Proof proof(String currency, Sum sum) {
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("stripe-balance", account + "/" + currency.toLowerCase(Locale.ROOT)));
        Diagnostic unknown =
                amounts.convert(currency, 0).diagnostics().stream().findFirst().orElse(null);
        if (unknown != null || sum.tooLarge) {
            String why = unknown != null ? "its minor units are not known" : "its rows are too large to be summed";
            return proof.status(ProofStatus.UNPROVED)
                    .sentence("balance of " + account + " in " + currency + ", UNPROVED: " + why)
                    .addProblem(
                            unknown != null
                                    ? unknown
                                    : Diagnostic.error(
                                            StripeCode.OVERFLOW, why, Diagnostic.Location.of(account.value())))
                    .build();
        }
        MonetaryAmount opening = sum.opening == null ? amounts.toMoney(currency, 0) : sum.opening;
        MonetaryAmount movement = amounts.toMoney(currency, sum.minor);
        MonetaryAmount expected = opening.add(movement);
        proof.addFigure(Proof.Figure.of("OPENING", "opening", 0, opening))
                .addFigure(Proof.Figure.of("MOVEMENT", "rows", sum.rows, movement))
                .addFigure(Proof.Figure.of("EXPECTED", "expected closing", 0, expected));
        String head = "balance of " + account + " in " + currency + ", " + sum.rows + " rows, ";
        MonetaryAmount closing = sum.closing;
        if (closing == null) {
            String sentence = head + "UNPROVED: Stripe states no closing balance";
            return proof.status(ProofStatus.UNPROVED)
                    .sentence(sentence)
                    .addProblem(
                            Diagnostic.warning(StripeCode.NOT_READY, sentence, Diagnostic.Location.of(account.value())))
                    .build();
        }
        proof.addFigure(Proof.Figure.of("CLOSING", "closing", 0, closing));
        MonetaryAmount difference = closing.subtract(expected);
        if (difference.isZero()) {
            return proof.status(ProofStatus.PROVED).sentence(head + "PROVED").build();
        }
        return proof.status(ProofStatus.BROKEN)
                .sentence(head + "BROKEN: closing " + amounts.plain(closing) + ", expected " + amounts.plain(expected))
                .addDifference(Proof.Figure.of("DIFFERENCE", "closing less expected", 0, difference))
                .build();
    }

    /** Sums of one currency. */
    private static final class Sum {
        private @Nullable MonetaryAmount opening;
        private @Nullable MonetaryAmount closing;
        private long minor;
        private long rows;
        private boolean tooLarge;

        void add(BalanceRow row) {
            long next = minor + row.netMinor();
            tooLarge = tooLarge || (((minor ^ next) & (row.netMinor() ^ next)) < 0);
            minor = next;
            rows++;
        }
    }
}
