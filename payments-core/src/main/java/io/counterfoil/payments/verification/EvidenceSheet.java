package io.counterfoil.payments.verification;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.verification.AccountVerification.Claim;
import io.counterfoil.payments.verification.AccountVerification.Paper;
import io.counterfoil.payments.verification.AccountVerification.Review;
import io.counterfoil.payments.verification.AccountVerificationEvent.DepositsSent;
import io.counterfoil.payments.verification.AccountVerificationEvent.Moved;
import io.counterfoil.payments.verification.AccountVerificationEvent.PrenoteSent;
import io.counterfoil.payments.verification.AccountVerificationEvent.Returned;
import io.counterfoil.payments.verification.AccountVerificationEvent.Reviewed;
import io.counterfoil.payments.verification.AccountVerificationEvent.Submitted;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A verification as a page for an auditor. */
final class EvidenceSheet {

    private EvidenceSheet() {}

    static Document of(AccountVerification verification, ZoneId zone) {
        Document.Builder sheet = Document.titled("Account verification "
                + verification.id().map(AccountVerification.Id::value).orElse("not begun"));
        List<Document.Block.Fact> facts = new ArrayList<>();
        facts.add(new Document.Block.Fact(
                "Status",
                Table.Cell.of(verification.status()),
                verification.validThrough().map(day -> "holds until " + day).orElse(verification.reason()),
                tone(verification.status())));
        verification.claim().ifPresent(claim -> {
            sheet.subtitle("Client " + claim.client() + ", account " + claim.account());
            facts.add(Document.Block.Fact.of("Account", claim.account().toString()));
            facts.add(Document.Block.Fact.of("Holder on the form", claim.holder()));
        });
        verification.paper().ifPresent(paper -> {
            facts.add(Document.Block.Fact.of(
                    "Holder on the document", paper.holder().isEmpty() ? "not read" : paper.holder()));
            facts.add(Document.Block.Fact.of("Image", "SHA-256 " + paper.image().shortHex()));
        });
        verification
                .review()
                .flatMap(Review::found)
                .ifPresent(branch -> facts.add(Document.Block.Fact.of(
                        "Branch", branch.institution() + (branch.name().isEmpty() ? "" : ", " + branch.name()))));
        sheet.facts(facts.toArray(Document.Block.Fact[]::new));
        sheet.table(steps(verification, zone));
        sheet.paragraph(
                "The image stays with the host; its digest stands above in short and in full with each document."
                        + " Account numbers and deposited amounts are not kept.");
        return sheet.build();
    }

    private static Table steps(AccountVerification verification, ZoneId zone) {
        Table.Builder table = Table.titled("Who did what, and when")
                .number("step", "#")
                .text("at", "When")
                .text("by", "Who")
                .text("role", "As")
                .text("event", "What")
                .text("detail", "Detail");
        int step = 0;
        for (AccountVerificationEvent event : verification.history().toList()) {
            step++;
            History.Stamped.Stamp stamp = event.stamp();
            table.row(
                    Integer.toString(step),
                    step,
                    new Table.Cell.Moment(stamp.at(), zone),
                    stamp.by().id(),
                    stamp.by().role(),
                    Lifecycle.Named.of(event.kind()),
                    detail(event));
        }
        return table.build();
    }

    private static String detail(AccountVerificationEvent event) {
        if (event instanceof Submitted submitted) {
            return submitted(submitted.claim(), submitted.paper());
        }
        if (event instanceof Reviewed reviewed) {
            return reviewed(reviewed.review());
        }
        if (event instanceof PrenoteSent sent) {
            return sent.reference() + ", settles " + sent.sentOn();
        }
        if (event instanceof DepositsSent sent) {
            return "two deposits, settle " + sent.sentOn();
        }
        if (event instanceof Returned returned) {
            return (returned.change() ? "notice of change " : "return code ") + returned.code();
        }
        return ((Moved) event).reason();
    }

    private static String submitted(Claim claim, Paper paper) {
        String read = paper.read()
                .map(account -> account.isSameAccountAs(claim.account())
                        ? "shows the account of the form"
                        : "shows " + account + ", another account than the form")
                .orElse("could not be read: " + paper.problem());
        return paper.kind() + " " + read + "; image " + paper.image();
    }

    private static String reviewed(Review review) {
        List<String> notes = new ArrayList<>();
        notes.add(review.found().map(branch -> "branch found").orElse("branch not in the directory"));
        if (!review.branchAccepted().isEmpty()) {
            notes.add("branch accepted: " + review.branchAccepted());
        }
        if (!review.nameAccepted().isEmpty()) {
            notes.add("name accepted: " + review.nameAccepted());
        }
        if (!review.otherHolders().isEmpty()) {
            notes.add("also held by "
                    + review.otherHolders().stream().map(PartyId::value).collect(Collectors.joining(", ")));
        }
        return String.join("; ", notes);
    }

    private static Document.Tone tone(AccountVerificationStatus status) {
        return switch (status) {
            case VERIFIED -> Document.Tone.GOOD;
            case FAILED, REFUSED, REVOKED -> Document.Tone.BAD;
            case EXPIRED -> Document.Tone.CAUTION;
            default -> Document.Tone.NEUTRAL;
        };
    }
}
