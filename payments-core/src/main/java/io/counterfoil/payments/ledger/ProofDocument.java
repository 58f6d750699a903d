package io.counterfoil.payments.ledger;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import java.util.function.Function;
import javax.money.MonetaryAmount;

/** A proven period for people. */
final class ProofDocument {

    private ProofDocument() {}

    static Document of(PeriodProof proof) {
        Document.Builder document = Document.titled("Month-end proof")
                .subtitle("Booked from " + proof.period().from() + " to "
                        + proof.period().to())
                .facts(
                        new Document.Block.Fact(
                                "Status",
                                new Table.Cell.Mark(
                                        proof.status().name(), proof.holds() ? Document.Tone.GOOD : Document.Tone.BAD),
                                proof.sentence(),
                                proof.holds() ? Document.Tone.GOOD : Document.Tone.BAD),
                        Document.Block.Fact.of("Debits", sum(proof, PeriodProof.Line::debits)),
                        Document.Block.Fact.of("Credits", sum(proof, PeriodProof.Line::credits)),
                        Document.Block.Fact.of("Chain at record", proof.sequence()),
                        Document.Block.Fact.of("Chain head", proof.chainHead().hex()),
                        Document.Block.Fact.of("Digest", proof.digest().hex()));
        for (Proof.Figure difference : proof.differences()) {
            document.callout(Document.Tone.BAD, difference.label(), shown(difference.amount()));
        }
        for (Diagnostic problem : proof.problems()) {
            document.callout(Document.Tone.CAUTION, problem.code().id(), problem.message());
        }
        Table.Builder table = Table.titled("Trial balance")
                .text("account", "Account")
                .number("opening", "Opening")
                .number("debits", "Debits")
                .number("credits", "Credits")
                .number("closing", "Closing")
                .number("pendingDebits", "Pending debits")
                .number("pendingCredits", "Pending credits");
        for (PeriodProof.Line line : proof.lines()) {
            table.row(
                    line.account().value(),
                    line.account().value(),
                    line.opening(),
                    line.debits(),
                    line.credits(),
                    line.closing(),
                    line.pendingDebits(),
                    line.pendingCredits());
        }
        return document.table(table.build()).build();
    }

    private static Totals sum(PeriodProof proof, Function<PeriodProof.Line, MonetaryAmount> part) {
        return Totals.of(proof.lines().stream().map(part).toList());
    }

    private static String shown(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(java.math.BigDecimal.class).toPlainString() + " "
                + amount.getCurrency().getCurrencyCode();
    }
}
