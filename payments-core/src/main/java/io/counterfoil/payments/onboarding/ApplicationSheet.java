package io.counterfoil.payments.onboarding;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.onboarding.MerchantApplication.Item;
import io.counterfoil.payments.onboarding.MerchantApplication.ItemState;
import io.counterfoil.payments.onboarding.MerchantApplication.Standing;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Asked;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Begun;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Configured;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.ItemChanged;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Moved;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Tested;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** An application as a page for whoever asks how it stands. */
final class ApplicationSheet {

    private ApplicationSheet() {}

    static Document of(MerchantApplication application, Standing standing, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        Document.Builder sheet = Document.titled("Merchant application "
                + application
                        .applicant()
                        .map(applicant -> applicant.id().value())
                        .orElse("not begun"));
        application
                .applicant()
                .ifPresent(applicant -> sheet.subtitle(applicant.legalName() + ", " + applicant.type() + " in "
                        + applicant.jurisdiction() + ", merchant " + applicant.merchant()));
        sheet.callout(tone(application.status()), "Where it stands", standing.sentence());
        sheet.facts(
                Document.Block.Fact.of("Age in days", standing.ageDays()),
                Document.Block.Fact.of("Whose turn", standing.turn()),
                Document.Block.Fact.of("Open items", standing.open().size()),
                new Document.Block.Fact("Next reminder", Table.Cell.of(standing.remindOn()), "", Document.Tone.NEUTRAL),
                new Document.Block.Fact("Lapses on", Table.Cell.of(standing.lapseOn()), "", Document.Tone.NEUTRAL));
        if (standing.turn() == MerchantApplication.Turn.APPLICANT
                && !application.request().isEmpty()) {
            sheet.paragraph("Asked of the applicant: " + application.request());
        }
        sheet.table(items(application, today));
        sheet.table(steps(application, zone));
        return sheet.build();
    }

    private static Table items(MerchantApplication application, LocalDate today) {
        Table.Builder table = Table.titled("Checklist")
                .text("item", "Item")
                .text("state", "State")
                .text("document", "Document")
                .text("until", "Counts until")
                .text("by", "By")
                .text("reason", "Why");
        for (Item item : application.items()) {
            ItemState state = item.stateOn(today);
            table.row(
                    item.line().key(),
                    item.line().title(),
                    new Table.Cell.Mark(state.name(), tone(state)),
                    item.received()
                            .map(upload -> upload.name() + " (SHA-256 "
                                    + upload.digest().shortHex() + ")")
                            .orElse(""),
                    item.goodUntil(),
                    item.by(),
                    item.reason());
        }
        return table.build();
    }

    private static Table steps(MerchantApplication application, ZoneId zone) {
        Table.Builder table = Table.titled("What happened")
                .number("step", "#")
                .text("at", "When")
                .text("by", "Who")
                .text("role", "As")
                .text("event", "What")
                .text("detail", "Detail");
        int step = 0;
        for (MerchantApplicationEvent event : application.history().toList()) {
            step++;
            table.row(
                    Integer.toString(step),
                    step,
                    new Table.Cell.Moment(event.stamp().at(), zone),
                    event.stamp().by().id(),
                    event.stamp().by().role(),
                    Lifecycle.Named.of(event.kind()),
                    detail(event));
        }
        return table.build();
    }

    private static String detail(MerchantApplicationEvent event) {
        if (event instanceof Begun begun) {
            return begun.checklist().size() + " items";
        }
        if (event instanceof ItemChanged changed) {
            return changed.item()
                    + changed.received().map(upload -> ": " + upload.name()).orElse("")
                    + (changed.reason().isEmpty() ? "" : ": " + changed.reason());
        }
        if (event instanceof Asked asked) {
            return asked.message() + (asked.items().isEmpty() ? "" : " (" + String.join(", ", asked.items()) + ")");
        }
        if (event instanceof Configured configured) {
            return "fee schedule " + configured.setup().feeSchedule() + ", accounts "
                    + String.join(", ", configured.setup().accounts());
        }
        if (event instanceof Tested tested) {
            return (tested.passed() ? "passed: " : "failed: ") + tested.detail();
        }
        return ((Moved) event).reason();
    }

    private static Document.Tone tone(MerchantApplicationStatus status) {
        return switch (status) {
            case ACTIVE, APPROVED, CONFIGURED, PARTNER_APPROVED -> Document.Tone.GOOD;
            case DECLINED, WITHDRAWN -> Document.Tone.BAD;
            case AWAITING_APPLICANT -> Document.Tone.CAUTION;
            default -> Document.Tone.NEUTRAL;
        };
    }

    private static Document.Tone tone(ItemState state) {
        return switch (state) {
            case ACCEPTED, WAIVED -> Document.Tone.GOOD;
            case REJECTED, EXPIRED -> Document.Tone.BAD;
            case RECEIVED -> Document.Tone.CAUTION;
            case PENDING -> Document.Tone.NEUTRAL;
        };
    }
}
