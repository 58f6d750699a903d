package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
            try {
                balances.side(run.side(side));
            } catch (ArithmeticException outOfRange) {
                return outOfRange(subject, side);
            }
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

    /** Amounts whose sum no amount can hold: counted, and not proven. */
    private static Proof outOfRange(String subject, Side side) {
        String sentence = "amounts of side " + side + " add up to more than an amount can hold";
        return Proof.builder()
                .subject(SubjectRef.of("run", subject))
                .status(ProofStatus.UNPROVED)
                .sentence(sentence)
                .addProblem(Diagnostic.error(
                        Reconciliation.Reason.ARITHMETIC_RANGE, sentence, Diagnostic.Location.of(side.name())))
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
            long parts = state == SideData.MATCHED ? 0 : side.takenMinor(row);
            minor[SideData.MATCHED][currency] = Math.addExact(minor[SideData.MATCHED][currency], parts);
            minor[state][currency] =
                    Math.addExact(minor[state][currency], Math.subtractExact(side.columns.amount[row], parts));
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

    /** Matched rows, counted a second time from the matches themselves; and of divided rows, what the matches take of them. */
    private void checkMatches(SideData side, long matchedRows) {
        long claimed = run.parts.isEmpty() ? run.matches.claims(side == run.left) : 0;
        Map<Integer, Long> divided = new TreeMap<>();
        int[] matchOf = run.matchOf(side.side);
        for (int m : run.parts.isEmpty() ? new int[0] : run.matches.numbers()) {
            int[] rows = side == run.left ? run.matches.left(m) : run.matches.right(m);
            long[] amounts = run.parts.of(m, side, rows);
            for (int i = 0; i < rows.length; i++) {
                claimed += matchOf[rows[i]] == m ? 1 : 0;
                if (run.parts.isDivided(m)) {
                    divided.merge(rows[i], amounts[i], Math::addExact);
                }
            }
        }
        boolean beyond = divided.entrySet().stream().anyMatch(e -> !reaches(side, e.getKey(), e.getValue()));
        if (claimed != matchedRows || beyond) {
            problems.add(Diagnostic.error(
                    Code.of("RECONCILIATION.CLAIMS_BROKEN"),
                    claimed + " claims on side " + side.side + " for " + matchedRows + " matched items"
                            + (beyond ? ", and an item divided beyond what is open of it" : "")
                            + ", expected one each",
                    Diagnostic.Location.of(side.side.name())));
        }
    }

    /** Whether the parts are all of a matched row, or what is taken of one that is open. */
    private static boolean reaches(SideData side, int row, long claimed) {
        long all = side.batch.openMinor(row);
        return side.state[row] == SideData.MATCHED
                ? claimed == all
                : claimed == side.takenMinor(row) && Math.absExact(claimed) < Math.absExact(all);
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
