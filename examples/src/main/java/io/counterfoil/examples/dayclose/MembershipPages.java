package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.ledger.PeriodProof;
import io.counterfoil.payments.proof.Proof;
import java.util.Locale;
import java.util.stream.Collectors;

/** The memberships in the report: what came back, what can still come back, and that each month is proved. */
final class MembershipPages {

    private MembershipPages() {}

    static void addTo(Document.Builder page, Memberships memberships) {
        page.facts(
                Document.Block.Fact.of("Settled", memberships.exposure().settled()),
                Document.Block.Fact.of(
                        "Bacs files",
                        memberships.files().stream()
                                .map(number -> "no. " + number)
                                .collect(Collectors.joining(", "))),
                Document.Block.Fact.of("Came back", memberships.returned().amount()),
                Document.Block.Fact.of(
                        "Open to recourse without end", memberships.exposure().endless()));
        page.table(proofs(memberships));
        page.section(
                "Returned items",
                true,
                inside -> inside.addAll(memberships.returned().toDocument()));
        page.section(
                "Finality and exposure",
                true,
                inside -> inside.addAll(memberships.exposure().toDocument()));
        memberships
                .receipt()
                .ifPresent(receipt -> page.section(
                        "A receipt, as the member holds it",
                        false,
                        inside -> inside.addAll(receipt.toDocument(Locale.UK, House.ZONE))));
        for (PeriodProof month : memberships.months()) {
            page.section(
                    "Month-end proof " + month.period(),
                    false,
                    inside -> inside.paragraph(month.sentence()).table(accounts(month)));
        }
    }

    private static Table proofs(Memberships memberships) {
        Table.Builder table = Table.titled("What had to agree")
                .text("status", "Proof")
                .text("what", "What")
                .text("digest", "Digest");
        for (Proof proof : memberships.proofs()) {
            table.row(
                    proof.subject().toString(),
                    new Table.Cell.Mark(proof.status().name(), proof.holds() ? Document.Tone.GOOD : Document.Tone.BAD),
                    proof.sentence(),
                    proof.digest().shortHex());
        }
        return table.build();
    }

    private static Table accounts(PeriodProof month) {
        Table.Builder table = Table.titled("Accounts")
                .text("account", "Account")
                .number("opening", "Opening")
                .number("debits", "Debits")
                .number("credits", "Credits")
                .number("closing", "Closing");
        for (PeriodProof.Line line : month.lines()) {
            table.row(
                    line.account().value(),
                    line.account().value(),
                    line.opening(),
                    line.debits(),
                    line.credits(),
                    line.closing());
        }
        return table.build();
    }
}
