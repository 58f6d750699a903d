package io.counterfoil.reconciliation.cash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How sure an application is by what agrees: party, documents, amounts ({@code facts/reconciliation-cash-rule-matrix.json}, REC-47). The first row that fits, high
 * confidence first, is the answer; no row, no confidence. Immutable.
 *
 * @param rows in the order in which they are tried
 */
public record RuleMatrix(List<Row> rows) {

    public RuleMatrix {
        rows = List.copyOf(rows);
    }

    private static final String ROWS = """
            HIGH 1 ANY ANY ANY YES true false
            HIGH 2 FULL MULTIPLE ONE ANY true false
            HIGH 3 FULL MULTIPLE MULTIPLE ANY true false
            HIGH 4 FULL ONE ONE ANY true false
            HIGH 5 FULL ONE MULTIPLE ANY false false
            HIGH 6 PARTIAL MULTIPLE ONE ANY false false
            HIGH 7 PARTIAL MULTIPLE MULTIPLE ANY false false
            HIGH 8 PARTIAL ONE ONE ANY false false
            HIGH 9 FULL NONE ONE ANY false false
            HIGH 10 NONE MULTIPLE ONE ANY false false
            HIGH 11 NONE MULTIPLE MULTIPLE ANY false false
            MEDIUM 1 FULL MULTIPLE ANY ANY false true
            MEDIUM 2 FULL ONE ANY ANY false true
            MEDIUM 3 FULL NONE MULTIPLE ANY false true
            MEDIUM 4 PARTIAL MULTIPLE ANY ANY false true
            MEDIUM 5 PARTIAL ONE ANY ANY false true
            MEDIUM 6 NONE ONE ONE ANY false true
            MEDIUM 7 NONE MULTIPLE ANY ANY false true
            MEDIUM 8 PARTIAL NONE ONE ANY false true
            MEDIUM 9 NONE ONE ANY ANY false true
            LOW 1 FULL NONE NONE ANY false true
            LOW 2 PARTIAL NONE MULTIPLE ANY false true
            LOW 3 PARTIAL NONE NONE ANY false true
            LOW 4 NONE NONE ONE ANY false true
            LOW 5 NONE NONE MULTIPLE ANY false true
            """;

    /** The rows of the table of facts. */
    public static RuleMatrix standard() {
        List<Row> rows = new ArrayList<>();
        for (String line : ROWS.split("\n", -1)) {
            if (!line.isBlank()) {
                rows.add(Row.parse(line.strip().split(" ", -1)));
            }
        }
        return new RuleMatrix(rows);
    }

    /** The row that fits; empty where nothing agrees. */
    public Optional<Row> find(Standing standing) {
        return rows.stream().filter(row -> row.fits(standing)).findFirst();
    }

    /** How well the party agrees. */
    public enum Party {
        FULL,
        PARTIAL,
        NONE
    }

    /** How many, of documents that are named or of items whose amount fits. */
    public enum Many {
        ONE,
        MULTIPLE,
        NONE;

        static Many of(int count) {
            return count == 0 ? NONE : count == 1 ? ONE : MULTIPLE;
        }
    }

    /** How sure, surest first. */
    public enum Level {
        HIGH,
        MEDIUM,
        LOW
    }

    /**
     * What agrees between a line and what it would pay.
     *
     * @param party how well
     * @param document how many are named
     * @param amountMatches how many items lie inside the tolerance; for several named items, whether their sum does
     * @param directDebit whether the line is a collection of ours
     */
    public record Standing(Party party, Many document, Many amountMatches, boolean directDebit) {}

    /**
     * A rule; an absent condition holds for everything.
     *
     * @param level of confidence
     * @param priority within the level
     * @param party wanted
     * @param document wanted
     * @param amountMatches wanted
     * @param directDebit whether only direct debits
     * @param outcome what may be done
     */
    public record Row(
            Level level,
            int priority,
            Optional<Party> party,
            Optional<Many> document,
            Optional<Many> amountMatches,
            boolean directDebit,
            Outcome outcome) {

        private static Row parse(String[] words) {
            return new Row(
                    Level.valueOf(words[0]),
                    Integer.parseInt(words[1]),
                    wanted(words[2]).map(Party::valueOf),
                    wanted(words[3]).map(Many::valueOf),
                    wanted(words[4]).map(Many::valueOf),
                    words[5].equals("YES"),
                    new Outcome(Boolean.parseBoolean(words[6]), Boolean.parseBoolean(words[7])));
        }

        private static Optional<String> wanted(String word) {
            return word.equals("ANY") ? Optional.empty() : Optional.of(word);
        }

        boolean fits(Standing standing) {
            return party.map(standing.party()::equals).orElse(true)
                    && document.map(standing.document()::equals).orElse(true)
                    && amountMatches.map(standing.amountMatches()::equals).orElse(true)
                    && (!directDebit || standing.directDebit());
        }
    }

    /**
     * What a row allows.
     *
     * @param applyImmediately without a person, where the match is certain too
     * @param reviewRequired a person must look in any case
     */
    public record Outcome(boolean applyImmediately, boolean reviewRequired) {}
}
