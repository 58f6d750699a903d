package io.counterfoil.collections.worklist;

import io.counterfoil.collections.worklist.Worklist.Listing;
import io.counterfoil.collections.worklist.Worklist.Row;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Obstacle;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a worklist as a document: whom to work on with every reason, and who is not among them and why. */
final class WorklistDocument {

    private final Listing listing;

    WorklistDocument(Listing listing) {
        this.listing = listing;
    }

    Document write() {
        Document.Builder document = Document.titled("Worklist")
                .subtitle("As of " + listing.asOf().effective() + ", as known at "
                        + listing.asOf().knownAt())
                .facts(
                        Document.Block.Fact.of("To work on", listing.rows().size()),
                        Document.Block.Fact.of(
                                "Beyond today's capacity", listing.beyond().size()),
                        Document.Block.Fact.of(
                                "Handled today", listing.handled().size()),
                        Document.Block.Fact.of(
                                "Suppressed", listing.suppressed().size()),
                        Document.Block.Fact.of("Overdue", listing.overdue()));
        if (listing.rows().isEmpty()) {
            document.paragraph("Nobody is to be worked on.");
        } else {
            document.table(table("To work on", "Why", listing.rows()));
        }
        addIfAny(document, "Beyond today's capacity", "Why", listing.beyond());
        addIfAny(document, "Handled today", "Why", listing.handled());
        addIfAny(document, "Suppressed", "Reason", listing.suppressed());
        return document.build();
    }

    private static void addIfAny(Document.Builder document, String title, String why, List<Row> rows) {
        if (!rows.isEmpty()) {
            document.table(table(title, why, rows));
        }
    }

    private static Table table(String title, String why, List<Row> rows) {
        Table.Builder table = Table.titled(title)
                .number("rank", "#")
                .text("party", "Party")
                .text("owner", "Owner")
                .number("overdue", "Overdue")
                .number("age", "Oldest, days")
                .number("score", "Score")
                .text("why", why);
        int rank = 0;
        for (Row row : rows) {
            rank++;
            table.row(
                    "party " + row.party(),
                    rank,
                    row.party().value(),
                    row.owner(),
                    row.overdue(),
                    row.oldestAge(),
                    row.score().points(),
                    row.reason().map(Obstacle::sentence).orElseGet(() -> reasons(row)));
        }
        return table.build();
    }

    private static String reasons(Row row) {
        return row.score().components().stream()
                .map(part -> part.sentence() + " (" + part.points() + ")")
                .collect(Collectors.joining("; "));
    }
}
