package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.Pass;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Digests of every match, ambiguity, truncation and unmatched item of a run, from its columns (reconciliation specification 4.10). Immutable. */
final class ResultDigests {

    private final Run run;
    private final Explainer explainer;
    private final List<Tie> ties;
    private final List<Cut> cuts;

    ResultDigests(Run run, Explainer explainer, List<Tie> ties, List<Cut> cuts) {
        this.run = run;
        this.explainer = explainer;
        this.ties = ties;
        this.cuts = cuts;
    }

    Digests.SetDigest members(Digests.Known pairs) {
        Workers workers = new Workers(run.setting.options().threads());
        Digests.SetDigest members = Digests.of(run.matches.numbers(), workers, () -> new Matched()::digest, pairs);
        ties.forEach(tie -> members.add(digest(tie)));
        cuts.forEach(cut -> members.add(digest(cut)));
        for (Side side : Side.values()) {
            SideData data = run.side(side);
            int[] unmatched = IntStream.range(0, data.state.length)
                    .filter(row -> data.state[row] != SideData.MATCHED)
                    .toArray();
            members.addAll(Digests.of(unmatched, workers, () -> new Unmatched(data)::digest, Digests.Known.NONE));
        }
        return members;
    }

    private Sha256 digest(Tie tie) {
        SideData others = run.side(tie.partners());
        SideData deciding = run.side(tie.decider());
        List<Object> alternatives = new ArrayList<>();
        for (Tie.Rows rows : tie.alternatives()) {
            alternatives.add(idList(others, rows.rows));
        }
        for (Tie.Rows rows : tie.own()) {
            alternatives.add(idList(deciding, rows.rows));
        }
        return Sha256.ofFields(
                "ambiguous",
                tie.pass(),
                tie.decider(),
                idList(deciding, tie.item().rows),
                alternatives,
                tie.count().items(),
                tie.count().exact());
    }

    private Sha256 digest(Cut cut) {
        return Sha256.ofFields(
                "truncated",
                cut.pass(),
                cut.limit(),
                idList(run.left, cut.left().rows),
                idList(run.right, cut.right().rows));
    }

    private static List<Object> idList(SideData side, int[] rows) {
        List<Object> ids = new ArrayList<>();
        for (int row : rows) {
            ids.add(side.batch.view(row).id());
        }
        return ids;
    }

    /** An item that no match has. Not thread-safe. */
    private static final class Unmatched {

        private final SideData side;
        private final Digests.Canonical bytes = new Digests.Canonical();

        Unmatched(SideData side) {
            this.side = side;
        }

        Sha256 digest(int row) {
            bytes.text("item");
            bytes.text(side.side.name());
            bytes.text(side.columns.ids, row);
            bytes.number(side.state[row]);
            return bytes.digest();
        }
    }

    /** A match: what it takes, what its sides differ by, how sure it is and what becomes of it. Not thread-safe. */
    private final class Matched {

        private final Digests.Canonical bytes = new Digests.Canonical();
        private final Watermark watermark = new Watermark(run);

        Sha256 digest(int match) {
            int[] lefts = run.matches.left(match);
            int[] rights = run.matches.right(match);
            int number = run.matches.pass(match);
            Pass pass = run.setting.plan().passes().get(number);
            bytes.text("match");
            bytes.text(pass.name());
            portions(run.left, lefts);
            portions(run.right, rights);
            Match.Finality finality = watermark.finality(number, lefts, rights);
            long regret = run.matches.regret(match);
            if (isBalanced(lefts, rights)) {
                boolean sure =
                        run.matches.certainty(match) != Confidence.Certainty.LIKELY && finality == Match.Finality.FINAL;
                boolean timing = Explainer.firstDay(run.left, lefts) != Explainer.firstDay(run.right, rights);
                bytes.number(timing ? 1 : 0);
                bytes.text(timing ? Difference.Reason.TIMING.id() : "");
                bytes.text(MatchView.decision(pass, regret, sure).name());
            } else {
                MatchView view = MatchView.of(run, explainer, match);
                bytes.number(view.differences().size());
                for (Difference difference : view.differences()) {
                    bytes.text(difference.reason().id());
                    bytes.text(Amounts.plain(difference.amount()));
                    bytes.text(difference.amount().getCurrency().getCurrencyCode());
                }
                bytes.text(view.decision().name());
            }
            bytes.text(run.matches.certainty(match).name());
            bytes.text(finality.name());
            bytes.number(regret);
            bytes.number(likelihood(match));
            Coincidence risk = run.risks.get(match);
            bytes.text(risk == null ? "" : risk.numerator() + "/" + risk.denominator());
            return bytes.digest();
        }

        private int likelihood(int match) {
            int likelihood = run.matches.likelihood(match);
            return likelihood == Matches.Finding.UNKNOWN ? likelihood : likelihood & ~Edges.APPROXIMATE;
        }

        private void portions(SideData side, int[] rows) {
            bytes.number(rows.length);
            for (int row : rows) {
                bytes.text(side.columns.ids, row);
                bytes.text(side.batch.currency(row).getCurrencyCode());
                bytes.number(side.batch.openMinor(row));
            }
        }

        /** Whether both sides have the same money: nothing but their days can differ then. */
        private boolean isBalanced(int[] lefts, int[] rights) {
            if (lefts.length == 0
                    || rights.length == 0
                    || run.left.currency(lefts[0]) != run.right.currency(rights[0])) {
                return false;
            }
            return (lefts.length == 1 && rights.length == 1)
                    ? run.left.batch.openMinor(lefts[0]) == run.right.batch.openMinor(rights[0])
                    : sum(run.left, lefts).equals(sum(run.right, rights));
        }

        private BigInteger sum(SideData side, int[] rows) {
            BigInteger sum = BigInteger.ZERO;
            for (int row : rows) {
                sum = sum.add(BigInteger.valueOf(side.batch.openMinor(row)));
            }
            return sum;
        }
    }
}
