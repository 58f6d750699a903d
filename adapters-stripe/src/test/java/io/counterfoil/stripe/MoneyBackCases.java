package io.counterfoil.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.stripe.dispute.DisputeStanding;
import io.counterfoil.stripe.dispute.internal.DisputeRules;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.internal.StateTable;
import io.counterfoil.stripe.invoice.InvoiceStanding.Share;
import io.counterfoil.stripe.invoice.internal.StandingRules;
import io.counterfoil.stripe.invoice.internal.StandingRules.Attempt;
import io.counterfoil.stripe.link.LinkProposal.Current;
import io.counterfoil.stripe.link.LinkProposal.Kind;
import io.counterfoil.stripe.link.internal.LinkRules;
import io.counterfoil.stripe.money.internal.FxArithmetic;
import io.counterfoil.stripe.money.internal.FxArithmetic.Conversion;
import io.counterfoil.stripe.money.internal.FxArithmetic.Minor;
import io.counterfoil.stripe.posting.internal.PostingTable;
import io.counterfoil.stripe.report.internal.ReportReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Cases about invoices, links, disputes, conversions and reports. */
final class MoneyBackCases {

    void invoiceStatus(CorpusCase example) {
        JsonNode invoice = example.input().path("invoice");
        List<Share> shares = new ArrayList<>();
        invoice.path("allocations")
                .forEach(share -> shares.add(new Share(
                        "pi_" + shares.size(),
                        share.path("minor").asLong(),
                        share.path("state").asText().equals("RETURNED"))));
        StandingRules.Outcome outcome = StandingRules.assess(new StandingRules.Facts(
                StateTable.invoice(invoice.path("stripe_status").asText()).name(),
                invoice.path("amount_due").asLong(),
                invoice.path("credits").asLong(0),
                invoice.path("off_stripe").asLong(0),
                shares,
                attempt(invoice.path("attempt").asText("")),
                invoice.path("disputed").asBoolean(false)));
        ObjectNode answer = StripeCorpus.object();
        answer.put("status", outcome.status().name());
        answer.put("open_minor", outcome.openMinor()).put("over_minor", outcome.overMinor());
        answer.set("flags", StripeCorpus.names(outcome.flags()));
        StripeCorpusTest.assertSame(answer, example.expected());
    }

    private static Attempt attempt(String state) {
        return switch (state) {
            case "PENDING_BANK", "AUTHORIZED" -> Attempt.UNDER_WAY;
            case "ACTION_REQUIRED" -> Attempt.ACTION_REQUIRED;
            case "ATTEMPT_FAILED", "FAILED" -> Attempt.FAILED;
            default -> Attempt.NONE;
        };
    }

    void linkPolicy(CorpusCase example) {
        JsonNode invoice = example.input().path("invoice");
        String status = invoice.path("status").asText();
        Optional<Current> current = Optional.of(example.input().path("link"))
                .filter(JsonNode::isObject)
                .map(MoneyBackCases::link);
        LinkRules.Decided decided = LinkRules.decide(
                new LinkRules.Wanted(
                        io.counterfoil.stripe.invoice.InvoiceStanding.Status.valueOf(status)
                                .payable(),
                        status.equals("PROCESSING"),
                        invoice.path("open_minor").asLong(),
                        invoice.path("currency").asText(),
                        Kind.valueOf(invoice.path("wanted_kind")
                                .asText(example.input()
                                        .path("link")
                                        .path("kind")
                                        .asText("PAYMENT_LINK")))),
                current,
                Instant.ofEpochSecond(example.input().path("now").asLong()));
        ObjectNode answer = StripeCorpus.object();
        answer.put("action", decided.action().name())
                .put("reason", decided.reason().name());
        StripeCorpusTest.assertSame(answer, example.expected());
    }

    private static Current link(JsonNode link) {
        return Current.builder()
                .kind(Kind.valueOf(link.path("kind").asText()))
                .id("plink_1")
                .active(link.path("active").asBoolean())
                .amountMinor(OptionalLong.of(link.path("amount_minor").asLong()))
                .currency(link.path("currency").asText())
                .completed(link.path("completed").asLong())
                .expiresAt(Optional.of(link.path("expires_at"))
                        .filter(JsonNode::isNumber)
                        .map(at -> Instant.ofEpochSecond(at.asLong())))
                .sessionState(Optional.ofNullable(link.path("session_state").textValue()))
                .build();
    }

    void disputeEffect(CorpusCase example) {
        JsonNode node = example.input().path("dispute");
        List<BalanceRow> rows = new ArrayList<>();
        node.path("rows")
                .forEach(row -> rows.add(BalanceRow.builder()
                        .key(StripeCorpus.key("txn_" + rows.size()))
                        .type("adjustment")
                        .amountMinor(row.path("amount").asLong())
                        .feeMinor(row.path("fee").asLong())
                        .netMinor(row.path("net").asLong())
                        .currency("gbp")
                        .createdAt(Instant.EPOCH)
                        .build()));
        String status = node.path("status").asText();
        DisputeFact dispute = DisputeFact.builder()
                .key(StripeCorpus.key("dp_1"))
                .amountMinor(10_000)
                .currency("gbp")
                .status(status)
                .state(StateTable.dispute(status))
                .paymentMethod(Optional.ofNullable(node.path("method").textValue()))
                .dueBy(Optional.of(node.path("due_by"))
                        .filter(due -> due.asLong(0) > 0)
                        .map(due -> Instant.ofEpochSecond(due.asLong())))
                .createdAt(Instant.EPOCH)
                .build();
        DisputeStanding standing = new DisputeRules(StripeCorpus.AMOUNTS, ReturnCodes.bundled())
                .assess(
                        dispute,
                        rows,
                        Instant.ofEpochSecond(example.input().path("now").asLong()));
        ObjectNode answer = StripeCorpus.object();
        answer.put("state", dispute.state().name());
        answer.put("net", standing.netMinor()).put("fee", standing.feeMinor());
        answer.put("disputed_balance", standing.heldMinor()).put("loss_posting", standing.lossMinor());
        answer.put("counts_in_dispute_rate", standing.countsInRate());
        answer.put("kind", standing.kind().name());
        answer.put("clock", standing.clock().map(Enum::name).orElse(null));
        answer.set("breaks", StripeCorpus.names(standing.breaks()));
        StripeCorpusTest.assertSame(answer, example.expected());
    }

    void proveFx(CorpusCase example) {
        JsonNode input = example.input();
        Conversion conversion = FxArithmetic.check(
                new Minor(
                        input.path("charge_currency").asText(),
                        input.path("charge_minor").asLong()),
                new BigDecimal(input.path("exchange_rate").asText()),
                new Minor(
                        input.path("row_currency").asText(),
                        input.path("row_minor").asLong()),
                StripeCorpus.AMOUNTS);
        ObjectNode answer = StripeCorpus.object();
        answer.put("expected_minor", conversion.expectedMinor().longValueExact());
        answer.put("difference", conversion.differenceMinor().longValueExact());
        answer.put("status", conversion.holds() ? "PROVEN" : "BROKEN");
        answer.put(
                "major_rate",
                conversion.majorRate().map(BigDecimal::toPlainString).orElse(null));
        StripeCorpusTest.assertSame(answer, example.expected());
    }

    void importReport(CorpusCase example) throws IOException {
        ReportReader reader = new ReportReader(
                new ReportReader.Settings(StripeCorpus.ACCOUNT, true, ZoneOffset.UTC),
                StripeCorpus.AMOUNTS,
                PostingTable.standard());
        Checked<List<ReportReader.Numbered>> read = reader.read(
                new StringReader(example.input().path("csv").asText()),
                example.input().path("decimal").asText().charAt(0));
        ObjectNode answer = StripeCorpus.object();
        ArrayNode lines = answer.putArray("lines");
        for (ReportReader.Numbered numbered : read.value().orElseThrow()) {
            BalanceRow row = numbered.row();
            ObjectNode line = lines.addObject();
            line.put("row", numbered.number()).put("id", row.id());
            line.put("payout", row.payout().orElse(null));
            line.put("amount", row.amountMinor()).put("fee", row.feeMinor()).put("net", row.netMinor());
            line.put("currency", row.currency());
            line.put("reporting_category", row.reportingCategory().orElse(null));
        }
        ArrayNode rejections = answer.putArray("rejections");
        for (Diagnostic found : read.diagnostics()) {
            ObjectNode rejection = rejections.addObject();
            rejection.put("row", found.location().line()).put("reason", ((StripeCode) found.code()).name());
            if (Set.of(StripeCode.MISSING_COLUMN).contains(found.code())) {
                rejection.put("detail", found.location().field());
            }
        }
        StripeCorpusTest.assertSame(answer, example.expected());
    }
}
