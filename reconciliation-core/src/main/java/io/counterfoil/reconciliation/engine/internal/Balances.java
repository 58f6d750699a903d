package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Conservation: what was taken in is matched, ambiguous or truncated, open, excluded or rejected, in count and in money (REC-60). */
final class Balances {

    private static final String[] STATES = {"OPEN", "MATCHED", "HELD", "EXCLUDED"};

    private final Run run;
    private final List<Proof.Figure> figures = new ArrayList<>();
    private final List<Proof.Figure> differences = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    private Balances(Run run) {
        this.run = run;
    }

    static Proof of(Run run, String subject) {
        Balances balances = new Balances(run);
        for (Side side : Side.values()) {
            balances.side(run.side(side));
        }
        boolean holds = balances.differences.isEmpty() && balances.problems.isEmpty();
        return Proof.builder()
                .subject(SubjectRef.of("run", subject))
                .status(holds ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence(
                        holds
                                ? "every record of both sides is in exactly one state, in count and in money"
                                : "records taken in are not the sum of what became of them")
                .figures(balances.figures)
                .differences(balances.differences)
                .problems(balances.problems)
                .build();
    }

    private void side(SideData side) {
        long[] counts = new long[STATES.length];
        Totals[] sums = new Totals[STATES.length];
        long[][] minor = new long[STATES.length][side.batch.currencies().size()];
        long[][] perCurrency = new long[STATES.length][side.batch.currencies().size()];
        for (int row = 0; row < side.state.length; row++) {
            int state = side.state[row];
            counts[state]++;
            int currency = side.columns.currency[row];
            minor[state][currency] = Math.addExact(minor[state][currency], side.columns.amount[row]);
            perCurrency[state][currency]++;
        }
        for (int state = 0; state < STATES.length; state++) {
            sums[state] = Totals.none();
            for (int c = 0; c < minor[state].length; c++) {
                sums[state] = sums[state].plus(side.batch.currencies().get(c), minor[state][c]);
            }
        }
        long rejected = side.batch.rejections().size();
        if (side.batch.taken() != counts[0] + counts[1] + counts[2] + counts[3] + rejected) {
            problems.add(Diagnostic.error(
                    Code.of("RECONCILIATION.COUNT_BROKEN"),
                    side.batch.taken() + " records were taken in on side " + side.side
                            + ", expected the sum of items and rejections",
                    Diagnostic.Location.of(side.side.name())));
        }
        checkMatches(side, counts[SideData.MATCHED]);
        for (CurrencyUnit currency : currencies(side)) {
            money(side, currency, sums, perCurrency);
        }
    }

    /** Matched rows, counted a second time from the matches themselves. */
    private void checkMatches(SideData side, long matchedRows) {
        long claimed = 0;
        for (int m = 0; m < run.matches.size(); m++) {
            claimed += side == run.left ? run.matches.left(m).length : run.matches.right(m).length;
        }
        if (claimed != matchedRows) {
            problems.add(Diagnostic.error(
                    Code.of("RECONCILIATION.CLAIMS_BROKEN"),
                    claimed + " claims on side " + side.side + " for " + matchedRows
                            + " matched items, expected one each",
                    Diagnostic.Location.of(side.side.name())));
        }
    }

    private static Set<CurrencyUnit> currencies(SideData side) {
        Set<CurrencyUnit> all = new LinkedHashSet<>(side.batch.takenTotals().currencies());
        all.addAll(side.batch.currencies());
        all.addAll(side.batch.rejectedTotals().currencies());
        return all.stream()
                .sorted((a, b) -> a.getCurrencyCode().compareTo(b.getCurrencyCode()))
                .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
    }

    private void money(SideData side, CurrencyUnit currency, Totals[] sums, long[][] perCurrency) {
        String prefix = side.side + " ";
        int index = side.batch.currencies().indexOf(currency);
        MonetaryAmount taken = side.batch.takenTotals().in(currency);
        MonetaryAmount rest = taken;
        figures.add(Proof.Figure.of(prefix + "TAKEN", prefix + "taken in", 0, taken));
        for (int state = 0; state < STATES.length; state++) {
            MonetaryAmount sum = sums[state].in(currency);
            rest = rest.subtract(sum);
            long count = index < 0 ? 0 : perCurrency[state][index];
            figures.add(Proof.Figure.of(
                    prefix + STATES[state], prefix + STATES[state].toLowerCase(java.util.Locale.ROOT), count, sum));
        }
        MonetaryAmount rejected = side.batch.rejectedTotals().in(currency);
        figures.add(Proof.Figure.of(prefix + "REJECTED", prefix + "rejected", 0, rejected));
        rest = rest.subtract(rejected);
        if (!rest.isZero()) {
            differences.add(Proof.Figure.of(prefix + "LOST", prefix + "unaccounted for", 0, rest));
        }
    }
}
