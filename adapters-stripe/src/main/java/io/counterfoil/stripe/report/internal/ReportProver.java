package io.counterfoil.stripe.report.internal;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.money.StripeAmounts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares a report with the API, row by row (STR-34). Pure. */
public final class ReportProver {

    private ReportProver() {}

    /** PROVED where both have the same rows with the same money; every row that differs is a problem, every currency's difference a figure. */
    public static Proof prove(Collection<BalanceRow> reported, Stream<BalanceRow> rows, StripeAmounts amounts) {
        Map<String, BalanceRow> open = new TreeMap<>();
        reported.forEach(row -> open.putIfAbsent(row.id(), row));
        Map<String, BigInteger> differences = new TreeMap<>();
        List<Diagnostic> problems = new ArrayList<>();
        Map<String, Boolean> seen = new TreeMap<>();
        rows.forEachOrdered(row -> {
            if (seen.putIfAbsent(row.id(), true) != null) {
                return;
            }
            BalanceRow other = open.remove(row.id());
            if (other == null) {
                note(problems, differences, StripeCode.NOT_IN_REPORT, row, -row.netMinor());
            } else if (!sameMoney(row, other)) {
                BigInteger net = BigInteger.valueOf(other.netMinor()).subtract(BigInteger.valueOf(row.netMinor()));
                differences.merge(row.currency(), net, BigInteger::add);
                problems.add(Diagnostic.error(
                        StripeCode.ROW_DIFFERS,
                        "row " + row.id() + " has other figures in the report than in the API",
                        Diagnostic.Location.of(row.id())));
            }
        });
        int matched = seen.size();
        open.values().forEach(row -> note(problems, differences, StripeCode.NOT_IN_API, row, row.netMinor()));
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("stripe-report", "rows"))
                .status(problems.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence("report of " + reported.size() + " rows against " + matched + " rows of the API: "
                        + (problems.isEmpty() ? "the same" : problems.size() + " differ"))
                .problems(problems);
        differences.forEach(
                (currency, minor) -> figure(currency, minor, amounts).ifPresent(proof::addDifference));
        return proof.build();
    }

    private static void note(
            List<Diagnostic> problems, Map<String, BigInteger> differences, StripeCode code, BalanceRow row, long net) {
        differences.merge(row.currency(), BigInteger.valueOf(net), BigInteger::add);
        problems.add(Diagnostic.error(
                code,
                "row " + row.id() + " is "
                        + (code == StripeCode.NOT_IN_REPORT ? "not in the report" : "in the report alone"),
                Diagnostic.Location.of(row.id())));
    }

    private static boolean sameMoney(BalanceRow a, BalanceRow b) {
        return a.amountMinor() == b.amountMinor()
                && a.feeMinor() == b.feeMinor()
                && a.netMinor() == b.netMinor()
                && a.currency().equalsIgnoreCase(b.currency())
                && (a.reportingCategory().isEmpty() || a.reportingCategory().equals(b.reportingCategory()));
    }

    private static Optional<Proof.Figure> figure(String currency, BigInteger minor, StripeAmounts amounts) {
        return minor.bitLength() < Long.SIZE
                ? amounts.convert(currency, minor.longValue())
                        .value()
                        .map(money -> Proof.Figure.of("DIFFERENCE", "report less API in " + currency, 0, money))
                : Optional.empty();
    }
}
