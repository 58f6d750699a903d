package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the items say is claimed of them, held against what the matches say they take. */
final class BookConservation {

    private static final class Tally {
        private long count;
        private long taken;
        private long open;
        private long claimed;
        private long excluded;
        private long byMatches;
    }

    private final Map<Side, Map<String, Tally>> tallies = new EnumMap<>(Side.class);
    private final List<Diagnostic> problems = new ArrayList<>();

    private BookConservation() {}

    static Proof of(Book book) {
        BookConservation counted = new BookConservation();
        book.items.forEach((key, item) -> counted.add(item));
        book.matches.forEach((number, match) -> {
            if (match.status().isClaiming()) {
                match.left().forEach(portion -> counted.add(Side.LEFT, portion));
                match.right().forEach(portion -> counted.add(Side.RIGHT, portion));
            }
        });
        return counted.proof();
    }

    private Tally tally(Side side, String currency) {
        return tallies.computeIfAbsent(side, s -> new TreeMap<>()).computeIfAbsent(currency, c -> new Tally());
    }

    private void add(BookItem item) {
        Tally tally = tally(item.side(), item.item().amount().getCurrency().getCurrencyCode());
        long whole = Amounts.minor(item.item().open());
        long open = item.openMinor();
        tally.count++;
        tally.taken = Math.addExact(tally.taken, whole);
        if (item.excluded()) {
            tally.excluded = Math.addExact(tally.excluded, whole);
        } else {
            tally.open = Math.addExact(tally.open, open);
            tally.claimed = Math.addExact(tally.claimed, Math.subtractExact(whole, open));
        }
        if (open != 0 && (Long.signum(open) != Long.signum(whole) || Math.absExact(open) > Math.absExact(whole))) {
            problems.add(Diagnostic.error(
                    Code.of("BOOK.CLAIMED_BEYOND_OPEN"),
                    "item '" + item.item().id() + "' is claimed beyond what was open of it",
                    Diagnostic.Location.of(item.side().name())));
        }
    }

    private void add(Side side, Match.Portion portion) {
        Tally tally = tally(side, portion.amount().getCurrency().getCurrencyCode());
        tally.byMatches = Math.addExact(tally.byMatches, Amounts.minor(portion.amount()));
    }

    private Proof proof() {
        List<Proof.Figure> figures = new ArrayList<>();
        List<Proof.Figure> differences = new ArrayList<>();
        tallies.forEach((side, byCurrency) -> byCurrency.forEach((currency, tally) -> {
            Amounts money = Amounts.in(currency);
            String of = " of side " + side;
            figures.add(Proof.Figure.of("TAKEN", "taken in" + of, tally.count, money.ofMinor(tally.taken)));
            figures.add(Proof.Figure.of("CLAIMED", "claimed by matches" + of, 0, money.ofMinor(tally.byMatches)));
            figures.add(Proof.Figure.of("OPEN", "open" + of, 0, money.ofMinor(tally.open)));
            figures.add(Proof.Figure.of("EXCLUDED", "left out" + of, 0, money.ofMinor(tally.excluded)));
            long off = tally.taken - tally.byMatches - tally.open - tally.excluded;
            if (off != 0) {
                differences.add(Proof.Figure.of("UNACCOUNTED", "not accounted for" + of, 0, money.ofMinor(off)));
            }
        }));
        boolean holds = differences.isEmpty() && problems.isEmpty();
        return Proof.builder()
                .subject(SubjectRef.of("book", "conservation"))
                .status(holds ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence(
                        holds
                                ? "everything taken in is claimed, open or left out"
                                : "what was taken in is not the sum of what became of it")
                .figures(figures)
                .differences(differences)
                .problems(problems)
                .build();
    }
}
