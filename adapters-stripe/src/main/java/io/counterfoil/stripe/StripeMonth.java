package io.counterfoil.stripe;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.board.MonthEndPack;
import io.counterfoil.stripe.board.MonthEndPack.Books;
import io.counterfoil.stripe.board.MonthEndPack.PayoutLine;
import io.counterfoil.stripe.board.StripeBoard;
import io.counterfoil.stripe.board.StripeBoard.Line;
import io.counterfoil.stripe.board.internal.BoardKeys;
import io.counterfoil.stripe.board.internal.CashSums;
import io.counterfoil.stripe.board.internal.FeeExpectations;
import io.counterfoil.stripe.board.internal.FeeSums;
import io.counterfoil.stripe.dispute.DisputeStanding;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.invoice.internal.FactIndex;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.payout.internal.RollForward;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

/** The board and the month-end pack of an engine. Immutable. */
record StripeMonth(Stripe stripe, StripePostings postings, FactIndex index, StripeAmounts amounts) {

    StripeBoard board(Stream<? extends StripeFact> facts, DateRange period) {
        Map<StripeBoard.Key, long[]> lines = new TreeMap<>();
        List<CashBalanceFact> cash = new ArrayList<>();
        FeeSums fees = fees();
        Set<String> seen = new HashSet<>();
        facts.forEachOrdered(fact -> {
            if (fact.key().isPresent() && !seen.add(fact.key().get().toString())) {
                return;
            }
            if (fact instanceof CashBalanceFact movement) {
                cash.add(movement);
            } else if (fact instanceof BalanceRow row && within(row, period)) {
                fees.add(row);
            }
            BoardKeys.of(fact, postings.journals().zone())
                    .filter(key -> period.contains(key.day()))
                    .ifPresent(key -> {
                        long[] sum = lines.computeIfAbsent(key, k -> new long[2]);
                        sum[0]++;
                        sum[1] = Math.addExact(sum[1], BoardKeys.minor(fact));
                    });
        });
        return StripeBoard.builder()
                .period(period)
                .zone(postings.journals().zone())
                .lines(lines.entrySet().stream()
                        .map(entry -> new Line(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                        .toList())
                .fees(fees.lines())
                .feeProofs(fees.proofs(amounts))
                .cash(CashSums.of(cash))
                .build();
    }

    private boolean within(BalanceRow row, DateRange period) {
        return postings.journals().window(period).holds(row.createdAt());
    }

    private FeeSums fees() {
        return new FeeSums(postings.journals().zone(), postings::assess, this::charge);
    }

    private FeeExpectations agreed(StripeBoard.FeeTerms terms) {
        return new FeeExpectations(terms, amounts, this::charge);
    }

    private Optional<ChargeFact> charge(BalanceRow row) {
        return row.source().flatMap(id -> index.find(id, ChargeFact.class));
    }

    List<Proof> proveFees(Stream<BalanceRow> rows, StripeBoard.FeeTerms terms) {
        FeeExpectations expected = agreed(terms);
        rows.forEachOrdered(expected::add);
        return expected.proofs();
    }

    MonthEndPack pack(Books books, DateRange period, AsOf asOf) {
        List<Diagnostic> breaks = new ArrayList<>();
        FeeSums fees = fees();
        Optional<FeeExpectations> agreed = books.feeTerms().map(this::agreed);
        List<Proof> rolled;
        try (Stream<BalanceRow> rows = books.rows().get()) {
            rolled = RollForward.of(books.account(), amounts)
                    .prove(
                            books.opening(),
                            rows.filter(row -> !row.createdAt().isAfter(asOf.knownAt())),
                            postings.journals().window(period),
                            books.closing(),
                            row -> {
                                fees.add(row);
                                agreed.ifPresent(found -> found.add(row));
                                breaks.addAll(StripePostings.breaks(postings.assess(row)));
                            });
        }
        List<PayoutLine> payouts = payouts(books, asOf, breaks);
        List<DisputeStanding> disputes = new ArrayList<>();
        for (DisputeFact dispute : books.disputes()) {
            DisputeStanding standing = stripe.assess(dispute, dispute.rows(), asOf);
            disputes.add(standing);
            standing.breaks()
                    .forEach(found -> breaks.add(Diagnostic.warning(
                            found,
                            "dispute " + dispute.id() + " is " + dispute.state() + ": " + found,
                            Diagnostic.Location.of(dispute.id()))));
        }
        List<Proof> ledger = books.ledger()
                .map(found -> ledgerProofs(found, books.closing(), asOf.on(period.to())))
                .orElse(List.of());
        List<Proof> feeProofs = fees.proofs(amounts);
        List<Proof> agreedFees = agreed.map(FeeExpectations::proofs).orElse(List.of());
        return MonthEndPack.builder()
                .period(period)
                .account(books.account())
                .payouts(payouts)
                .rollForward(rolled)
                .ledger(ledger)
                .fees(fees.lines())
                .feeProofs(feeProofs)
                .agreedFees(agreedFees)
                .disputes(disputes)
                .cash(CashSums.of(books.cash()))
                .breaks(breaks)
                .proof(overall(
                        books,
                        period,
                        Stream.of(rolled, ledger, feeProofs, agreedFees)
                                .flatMap(List::stream)
                                .toList(),
                        payouts,
                        breaks))
                .build();
    }

    private List<PayoutLine> payouts(Books books, AsOf asOf, List<Diagnostic> breaks) {
        List<PayoutLine> lines = new ArrayList<>();
        Set<String> claimed = new HashSet<>();
        for (PayoutFact payout : books.payouts()) {
            try (Stream<BalanceRow> rows = books.payoutRows().apply(payout)) {
                PayoutProof proof = stripe.provePayout(payout, rows, asOf);
                for (BalanceRow row : proof.memberNetMinor().isPresent() ? proof.members() : List.<BalanceRow>of()) {
                    if (!claimed.add(row.id())) {
                        breaks.add(Diagnostic.error(
                                StripeCode.ROW_IN_TWO_PAYOUTS,
                                "row " + row.id() + " is a member of two payouts, " + payout.id() + " the second",
                                Diagnostic.Location.of(row.id())));
                    }
                }
                lines.add(new PayoutLine(
                        payout, proof.status(), proof.members().size(), proof.residualMinor(), proof.breaks()));
            }
        }
        return List.copyOf(lines);
    }

    /** The ledger's balance of the Stripe account against what Stripe says. */
    private List<Proof> ledgerProofs(Ledger ledger, List<MonetaryAmount> closing, AsOf asOf) {
        List<Proof> proofs = new ArrayList<>();
        for (MonetaryAmount stated : closing) {
            Optional<Account> account =
                    postings.journals().accounts().find(StripeAccountRole.STRIPE_BALANCE, stated.getCurrency());
            if (account.isEmpty()) {
                continue;
            }
            Balance balance = ledger.balance(account.get().id(), asOf, BalanceBasis.BOOKED);
            MonetaryAmount difference = balance.posted().subtract(stated);
            String currency = stated.getCurrency().getCurrencyCode();
            Proof.Builder proof = Proof.builder()
                    .subject(SubjectRef.of("stripe-ledger", currency))
                    .status(difference.isZero() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                    .sentence("ledger account " + account.get().id() + " in " + currency + " has "
                            + amounts.plain(balance.posted()) + ", Stripe has " + amounts.plain(stated))
                    .addFigure(Proof.Figure.of("LEDGER", "ledger", 0, balance.posted()))
                    .addFigure(Proof.Figure.of("STRIPE", "Stripe", 0, stated));
            if (!difference.isZero()) {
                proof.addDifference(Proof.Figure.of("DIFFERENCE", "ledger less Stripe", 0, difference));
            }
            proofs.add(proof.build());
        }
        return proofs;
    }

    private static Proof overall(
            Books books, DateRange period, List<Proof> parts, List<PayoutLine> payouts, List<Diagnostic> breaks) {
        List<Proof> failing = parts.stream().filter(part -> !part.holds()).toList();
        List<PayoutLine> open = payouts.stream()
                .filter(line -> line.status() != ProofStatus.PROVED)
                .toList();
        boolean broken = failing.stream().anyMatch(part -> part.status() == ProofStatus.BROKEN)
                || open.stream().anyMatch(line -> line.status() == ProofStatus.BROKEN)
                || breaks.stream().anyMatch(found -> found.level() == Diagnostic.Level.ERROR);
        ProofStatus status = broken
                ? ProofStatus.BROKEN
                : failing.isEmpty() && open.isEmpty() && !parts.isEmpty() ? ProofStatus.PROVED : ProofStatus.UNPROVED;
        String why = failing.isEmpty() && open.isEmpty()
                ? parts.isEmpty() ? ", there is nothing to prove" : ""
                : ": "
                        + Stream.concat(
                                        failing.stream().map(Proof::sentence),
                                        open.stream()
                                                .map(line -> "payout "
                                                        + line.payout().id() + " is " + line.status()))
                                .reduce((a, b) -> a + "; " + b)
                                .orElse("");
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("stripe-month", books.account() + "/" + period))
                .status(status)
                .sentence("month " + period + " of " + books.account() + ", " + payouts.size() + " payouts, "
                        + breaks.size() + " breaks, " + status + why);
        parts.forEach(part -> proof.addAllFigures(part.figures()));
        failing.forEach(part -> proof.addAllDifferences(part.differences()));
        return proof.addAllProblems(breaks).build();
    }
}
