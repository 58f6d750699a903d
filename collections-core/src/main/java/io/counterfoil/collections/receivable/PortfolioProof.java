package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.RollForward.Cause;
import io.counterfoil.collections.receivable.RollForward.Movements;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Ties movements to what is open, and what is open to what is reconciled (COL-13). Confined to one proof. */
final class PortfolioProof {

    private final RollForward movements;
    private final OpenItems open;
    private final List<OpenRow> unreconciled;

    PortfolioProof(RollForward movements, OpenItems open, Set<OpenItemId> reconciled) {
        this.movements = movements;
        this.open = open;
        this.unreconciled = unreconciled(open, reconciled);
    }

    /** What is open and not among the reconciled items. */
    static List<OpenRow> unreconciled(OpenItems open, Set<OpenItemId> reconciled) {
        return open.rows().stream()
                .filter(row -> !reconciled.contains(row.item().id()))
                .toList();
    }

    /** A problem for each of the rows that nobody reconciled. */
    static List<Diagnostic> problems(List<OpenRow> unreconciled) {
        return unreconciled.stream()
                .map(row -> problem(
                        Fault.UNRECONCILED,
                        "item " + row.item().id() + name(row) + " of "
                                + row.item().party() + ", " + Amounts.text(row.open()) + ", is not reconciled"))
                .toList();
    }

    /** What can be wrong with a portfolio. */
    private enum Fault implements Code {
        /** The closing balance of a customer is not what is open. */
        NOT_FOOTED,
        /** Nobody reconciled the item. */
        UNRECONCILED;

        @Override
        public String id() {
            return "PORTFOLIO." + name();
        }
    }

    Proof prove() {
        List<Diagnostic> problems = new ArrayList<>();
        Map<PartyId, Totals> openOf = new TreeMap<>();
        open.rows().forEach(row -> openOf.merge(row.item().party(), Totals.of(row.open()), Totals::plus));
        movements.parties().forEach((party, moved) -> {
            Totals rest = openOf.getOrDefault(party, Totals.none());
            if (!moved.closing().equals(rest)) {
                problems.add(problem(
                        Fault.NOT_FOOTED,
                        "movements of " + party + " close at " + moved.closing() + ", open is " + rest));
            }
        });
        boolean isFooted = problems.isEmpty();
        problems.addAll(problems(unreconciled));
        ProofStatus status =
                !isFooted ? ProofStatus.BROKEN : unreconciled.isEmpty() ? ProofStatus.PROVED : ProofStatus.UNPROVED;
        Totals differences = movements.total().closing().minus(open.total());
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("portfolio", movements.range().toString()))
                .status(status)
                .sentence(movements.parties().size() + " customers close at "
                        + movements.total().closing() + ", open items are " + open.total() + "; "
                        + (open.rows().size() - unreconciled.size()) + " of "
                        + open.rows().size() + " items are reconciled")
                .problems(problems);
        for (Cause cause : Cause.values()) {
            figures(proof, cause.name(), words(cause.name()), movements.total().of(cause));
        }
        figures(proof, "CLOSING", "Closing", movements.total().closing());
        figures(proof, "OPEN", "Open items", open.total());
        differences.amounts().stream()
                .filter(amount -> !amount.isZero())
                .forEach(amount ->
                        proof.addDifferences(Proof.Figure.of("DIFFERENCE", "Closing less open items", 0, amount)));
        return proof.build();
    }

    private static Diagnostic problem(Fault fault, String sentence) {
        return Diagnostic.error(fault, sentence, Diagnostic.Location.of("portfolio"));
    }

    private static void figures(Proof.Builder proof, String code, String label, Totals totals) {
        totals.amounts().forEach(amount -> proof.addFigures(Proof.Figure.of(code, label, 0, amount)));
    }

    private static String name(OpenRow row) {
        return row.term().map(term -> "/" + term.id()).orElse("");
    }

    private static String words(String name) {
        return name.charAt(0) + name.substring(1).replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    Document write() {
        Proof proof = prove();
        Document.Builder document = Document.titled("Portfolio")
                .subtitle(movements.range().toString())
                .callout(
                        switch (proof.status()) {
                            case PROVED -> Document.Tone.GOOD;
                            case UNPROVED -> Document.Tone.CAUTION;
                            case BROKEN -> Document.Tone.BAD;
                        },
                        "Movements, open items and reconciliation: " + proof.status(),
                        proof.sentence());
        Map<String, CurrencyUnit> currencies = new TreeMap<>();
        movements
                .parties()
                .values()
                .forEach(moved -> moved.byCause()
                        .values()
                        .forEach(totals -> totals.currencies()
                                .forEach(currency -> currencies.put(currency.getCurrencyCode(), currency))));
        if (currencies.isEmpty()) {
            document.paragraph("Nothing moved and nothing is open.");
        }
        currencies.values().forEach(currency -> document.table(customers(currency)));
        document.table(notReconciled());
        return document.build();
    }

    private Table customers(CurrencyUnit currency) {
        Table.Builder table =
                Table.titled("Customers, " + currency.getCurrencyCode()).text("party", "Customer");
        for (Cause cause : Cause.values()) {
            table.number(cause.name(), words(cause.name()));
        }
        table.number("closing", "Closing");
        movements.parties().forEach((party, moved) -> row(table, party.value(), moved, currency));
        row(table, "Total", movements.total(), currency);
        return table.build();
    }

    private static void row(Table.Builder table, String name, Movements moved, CurrencyUnit currency) {
        List<Object> cells = new ArrayList<>(List.of(name));
        for (Cause cause : Cause.values()) {
            cells.add(moved.of(cause).in(currency));
        }
        MonetaryAmount closing = moved.closing().in(currency);
        cells.add(closing);
        table.row("party " + name, cells.toArray());
    }

    private Table notReconciled() {
        Table.Builder table = Table.titled("Not reconciled")
                .text("item", "Item")
                .text("party", "Customer")
                .text("issued", "Issued")
                .number("open", "Open");
        int number = 0;
        for (OpenRow row : unreconciled) {
            table.row(
                    "item " + ++number,
                    row.item().id() + name(row),
                    row.item().party().value(),
                    row.item().issued(),
                    row.open());
        }
        return table.build();
    }
}
