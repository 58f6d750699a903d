package io.counterfoil.collections.receivable;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Ties open items to the control account and, where they differ, looks for what explains the difference (COL-12). */
final class ControlProof {

    /** Beyond so many, candidates explain nothing. */
    private static final int MOST_CANDIDATES = 10;

    private final CurrencyIndex index;
    private final AsOf asOf;
    private final Amounts amounts;
    private final long difference;
    private final List<Proof.Figure.Item> candidates = new ArrayList<>();

    private ControlProof(CurrencyIndex index, AsOf asOf, long difference) {
        this.index = index;
        this.asOf = asOf;
        this.amounts = Amounts.in(index.currency);
        this.difference = difference;
    }

    static Proof prove(List<CurrencyIndex> indexes, Totals control, Totals open, AsOf asOf) {
        return tie(indexes, control, open, asOf).build();
    }

    /** The accounts together against what is open, each account a figure of its own; and what is open against what was reconciled. */
    static Proof prove(
            List<CurrencyIndex> indexes, Map<AccountId, Totals> accounts, OpenItems open, Set<OpenItemId> reconciled) {
        Totals control = accounts.values().stream().reduce(Totals.none(), Totals::plus);
        Proof tied = prove(indexes, control, open.total(), open.asOf());
        List<OpenRow> unreconciled = PortfolioProof.unreconciled(open, reconciled);
        int items = open.rows().size();
        Proof.Builder proof = Proof.builder()
                .from(tied)
                .sentence(tied.sentence() + "; " + (items - unreconciled.size()) + " of " + items
                        + " items are reconciled")
                .problems(PortfolioProof.problems(unreconciled));
        new TreeMap<>(accounts)
                .forEach((account, totals) -> totals.amounts()
                        .forEach(amount ->
                                proof.addFigures(Proof.Figure.of("ACCOUNT", "Control account " + account, 0, amount))));
        return (tied.holds() && !unreconciled.isEmpty() ? proof.status(ProofStatus.UNPROVED) : proof).build();
    }

    private static Proof.Builder tie(List<CurrencyIndex> indexes, Totals control, Totals open, AsOf asOf) {
        TreeMap<String, CurrencyUnit> currencies = new TreeMap<>();
        indexes.forEach(index -> currencies.put(index.currency.getCurrencyCode(), index.currency));
        control.currencies().forEach(currency -> currencies.put(currency.getCurrencyCode(), currency));
        List<Proof.Figure> figures = new ArrayList<>();
        List<Proof.Figure> differences = new ArrayList<>();
        for (CurrencyUnit currency : currencies.values()) {
            MonetaryAmount ofItems = open.in(currency);
            MonetaryAmount ofAccount = control.in(currency);
            figures.add(Proof.Figure.of("OPEN", "Open items", 0, ofItems));
            figures.add(Proof.Figure.of("CONTROL", "Control account", 0, ofAccount));
            long difference = Math.subtractExact(Amounts.minor(ofItems), Amounts.minor(ofAccount));
            if (difference != 0) {
                List<Proof.Figure.Item> causes = indexes.stream()
                        .filter(index -> index.currency.getCurrencyCode().equals(currency.getCurrencyCode()))
                        .flatMap(index -> new ControlProof(index, asOf, difference).causes().stream())
                        .toList();
                MonetaryAmount amount = Amounts.in(currency).ofMinor(difference);
                differences.add(new Proof.Figure("DIFFERENCE", "Open items less control account", 0, amount, causes));
            }
        }
        return Proof.builder()
                .subject(SubjectRef.of("receivables", asOf.effective().toString()))
                .sentence(
                        differences.isEmpty()
                                ? "open items " + open + " equal the control account on " + asOf.effective()
                                : "open items " + open + " against control account " + control + " on "
                                        + asOf.effective() + ", difference " + open.minus(control))
                .status(differences.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .figures(figures)
                .differences(differences);
    }

    private List<Proof.Figure.Item> causes() {
        int day = Leg.dayOf(asOf.effective());
        long known = Leg.knownOf(asOf.knownAt());
        long recordedLater = 0;
        long effectiveLater = 0;
        for (int item = 0; item < index.count; item++) {
            long open = index.open(item, day, known);
            nameItem(item, open);
            long allKnown = index.open(item, day, Long.MAX_VALUE);
            recordedLater = Math.addExact(recordedLater, Math.subtractExact(allKnown, open));
            effectiveLater =
                    Math.addExact(effectiveLater, Math.subtractExact(index.open(item, Integer.MAX_VALUE, known), open));
        }
        if (candidates.size() > MOST_CANDIDATES) {
            candidates.clear();
        }
        if (recordedLater != 0 && recordedLater == -difference) {
            add("recorded later", recordedLater, "dated by then, recorded after " + asOf.knownAt());
        }
        if (effectiveLater != 0 && effectiveLater == -difference) {
            add("dated later", effectiveLater, "recorded by then, dated after " + asOf.effective());
        }
        if (difference % 9 == 0) {
            add("digits", difference, "divisible by 9: two digits may have changed places");
        }
        candidates.sort(Comparator.comparing(Proof.Figure.Item::reference).thenComparing(Proof.Figure.Item::note));
        return candidates;
    }

    private void nameItem(int item, long open) {
        long size = Math.abs(difference);
        long amount = Math.abs(index.signedMinor[item]);
        String id = index.documents.id(item).value();
        if (open != 0 && Math.abs(open) == size) {
            add(id, open, "open by exactly this");
        } else if (amount == size) {
            add(id, index.signedMinor[item], "amounts to exactly this");
        } else if (size % 2 == 0 && amount == size / 2) {
            add(id, index.signedMinor[item], "amounts to half of this: on the wrong side, or twice");
        }
    }

    private void add(String reference, long minor, String note) {
        candidates.add(new Proof.Figure.Item(reference, amounts.ofMinor(minor), note));
    }
}
