package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.List;

/** How every proof looks on paper. */
final class ProofPage {

    private ProofPage() {}

    static Document of(String title, String subtitle, Proof proof) {
        Document.Builder page = Document.titled(title)
                .subtitle(subtitle)
                .callout(tone(proof.status()), proof.status().name(), proof.sentence());
        page.table(figures("Figures", proof.figures(), "figure"));
        page.table(figures("Differences", proof.differences(), "difference"));
        proof.figures().stream()
                .filter(figure -> !figure.items().isEmpty())
                .forEach(figure -> page.table(items(figure)));
        if (!proof.problems().isEmpty()) {
            page.table(problems(proof.problems()));
        }
        return page.paragraph("Digest " + proof.digest().hex())
                .facts(
                        Document.Block.Fact.of("Prepared by", "________________"),
                        Document.Block.Fact.of("Reviewed by", "________________"),
                        Document.Block.Fact.of("Date", "________________"))
                .build();
    }

    private static Document.Tone tone(ProofStatus status) {
        return switch (status) {
            case PROVED -> Document.Tone.GOOD;
            case UNPROVED -> Document.Tone.CAUTION;
            case BROKEN -> Document.Tone.BAD;
        };
    }

    private static Table figures(String title, List<Proof.Figure> figures, String key) {
        Table.Builder table =
                Table.titled(title).text(key, "").number("count", "Count").number("amount", "Amount");
        for (int at = 0; at < figures.size(); at++) {
            Proof.Figure figure = figures.get(at);
            table.row(
                    key + " " + (at + 1), figure.label(), figure.count() == 0 ? null : figure.count(), figure.amount());
        }
        return table.build();
    }

    private static Table items(Proof.Figure figure) {
        Table.Builder table = Table.titled(capital(figure.label()))
                .text("reference", "Item")
                .text("note", "What")
                .number("amount", "Amount");
        int at = 0;
        for (Proof.Figure.Item item : figure.items()) {
            table.row("item " + ++at, item.reference(), item.note(), item.amount());
        }
        return table.row("sum", "", "sum", figure.amount()).build();
    }

    private static String capital(String label) {
        return label.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + label.substring(1);
    }

    private static Table problems(List<Diagnostic> problems) {
        Table.Builder table = Table.titled("Problems").text("code", "Code").text("problem", "Problem");
        int at = 0;
        for (Diagnostic problem : problems) {
            table.row("problem " + ++at, problem.code().id(), problem.message());
        }
        return table.build();
    }
}
