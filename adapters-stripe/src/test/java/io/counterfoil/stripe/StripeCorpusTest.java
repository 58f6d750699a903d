package io.counterfoil.stripe;

import static io.counterfoil.stripe.StripeCorpus.AMOUNTS;
import static io.counterfoil.stripe.StripeCorpus.JSON;
import static io.counterfoil.stripe.StripeCorpus.names;
import static io.counterfoil.stripe.StripeCorpus.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.LinkPolicy;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.invoice.internal.InvoiceResolver;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.BankLinePolicy;
import io.counterfoil.stripe.payout.PayoutLink;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.payout.internal.BankLineMatcher;
import io.counterfoil.stripe.payout.internal.PayoutProver;
import io.counterfoil.stripe.payout.internal.RollForward;
import io.counterfoil.stripe.posting.PostingPolicy;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.internal.PostingTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class StripeCorpusTest {

    @Test
    @DisplayName(
            "STR-01 STR-02 STR-03 STR-04 STR-14 STR-15 STR-25 STR-26 STR-27 STR-28 STR-29 STR-31 STR-32 STR-40 STR-50 STR-59 agree with the corpus")
    void agreesWithTheCorpus() {
        readers(CorpusFolder.of("stripe")).verify();
    }

    /** The folder with a reader for each op. */
    static CorpusFolder readers(CorpusFolder folder) {
        StripeCorpusTest ops = new StripeCorpusTest();
        return folder.reader("to_minor", ops::toMinor)
                .reader("from_minor", ops::fromMinor)
                .reader("post_line", ops::postLine)
                .reader("prove_payout", ops::provePayout)
                .reader("attribute_payout", ops::attributePayout)
                .reader("roll_forward", ops::rollForward)
                .reader("match_payout_bank", ops::matchPayoutBank)
                .reader("resolve_invoice", ops::resolveInvoice)
                .reader("decode_facts", new DecodeCases()::decode)
                .reader("map_state", new DecodeCases()::mapState)
                .reader("verify_signature", new IntakeCases()::verifySignature)
                .reader("decline_advice", new IntakeCases()::declineAdvice)
                .reader("retry_decision", new RetryCases()::decide)
                .reader("idempotency_key", new IntakeCases()::idempotencyKey)
                .reader("invoice_status", new MoneyBackCases()::invoiceStatus)
                .reader("link_policy", new MoneyBackCases()::linkPolicy)
                .reader("dispute_effect", new MoneyBackCases()::disputeEffect)
                .reader("prove_fx", new MoneyBackCases()::proveFx)
                .reader("import_report", new MoneyBackCases()::importReport)
                .reader("advance", new OrderCases()::advance)
                .reader("fold_events", new OrderCases()::fold)
                .reader("parse_notice", new OrderCases()::notice)
                .reader("replay_scenario", new ScenarioCases()::replay);
    }

    private void toMinor(CorpusCase example) {
        JsonNode input = example.input();
        MonetaryAmount amount = Monetary.getDefaultAmountFactory()
                .setCurrency(input.path("currency").asText())
                .setNumber(new BigDecimal(input.path("amount").asText()))
                .create();
        Checked<Long> minor = AMOUNTS.convert(
                amount, StripeAmounts.Purpose.valueOf(input.path("purpose").asText()));
        ObjectNode answer = object();
        minor.value().ifPresentOrElse(value -> answer.put("minor", value), () -> answer.put("error", error(minor)));
        assertSame(answer, example.expected());
    }

    private void fromMinor(CorpusCase example) {
        JsonNode input = example.input();
        Checked<MonetaryAmount> amount = AMOUNTS.convert(
                input.path("currency").asText(), input.path("minor").asLong());
        ObjectNode answer = object();
        amount.value()
                .ifPresentOrElse(
                        value -> answer.put("amount", AMOUNTS.plain(value)), () -> answer.put("error", error(amount)));
        assertSame(answer, example.expected());
    }

    private static String error(Checked<?> checked) {
        return ((StripeCode) checked.diagnostics().get(0).code()).name();
    }

    private void postLine(CorpusCase example) {
        JsonNode policy = example.input().path("policy");
        PostingTable table = PostingTable.of(PostingPolicy.builder()
                .taxRecoverable(!policy.path("taxOnFees").asText().equals("TAX_EXPENSE"))
                .refundsReopenReceivable(policy.path("refundContra").asText().equals("RECEIVABLE"))
                .unknownCategoryByType(policy.path("unknownCategory").asText().equals("BY_TYPE"))
                .strictTypes(policy.path("strictTypes").asBoolean(false))
                .build());
        JsonNode line = example.input().path("line");
        RowPosting posting =
                table.assess(StripeCorpus.row(line), line.path("linked").asBoolean(false));
        ObjectNode answer = object();
        answer.put("category", posting.category().orElse(null));
        ArrayNode legs = answer.putArray("legs");
        posting.legs()
                .forEach(leg -> legs.addObject().put("role", leg.role().name()).put("minor", leg.minor()));
        answer.put("effect", posting.effect().map(RowPosting.Effect::name).orElse(null));
        answer.set("warnings", names(posting.warnings()));
        answer.set("breaks", names(posting.breaks()));
        assertSame(answer, example.expected());
    }

    private void provePayout(CorpusCase example) {
        List<BalanceRow> rows = rows(example.input().path("lines"));
        PayoutProver.ListSource source = example.input().path("source").asText().equals("report")
                ? PayoutProver.ListSource.REPORT
                : PayoutProver.ListSource.API_LIST;
        PayoutProof proof = PayoutProver.standard()
                .prove(StripeCorpus.payout(example.input().path("payout")), rows.stream(), source, PaymentFacts.none());
        assertSame(proofAnswer(proof), example.expected());
    }

    /** The corpus' form of a proof. */
    static ObjectNode proofAnswer(PayoutProof proof) {
        ObjectNode answer = object();
        answer.put("status", status(proof));
        boolean computed = proof.memberNetMinor().isPresent();
        if (computed) {
            answer.put("members", proof.members().size());
            answer.put("sum_net_members", proof.memberNetMinor().getAsLong());
            answer.put("residual", proof.residualMinor().getAsLong());
        } else {
            answer.putNull("members").putNull("sum_net_members").putNull("residual");
        }
        answer.set("by_category", computed ? byCategory(proof) : JsonNodeFactory.instance.nullNode());
        answer.set("breaks", names(proof.breaks()));
        answer.set("warnings", names(proof.warnings()));
        return answer;
    }

    private static ObjectNode byCategory(PayoutProof proof) {
        PostingTable table = PostingTable.standard();
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (BalanceRow row : proof.members()) {
            String category = table.assess(row, true).category().orElse("(none)");
            long[] sum = sums.computeIfAbsent(category, c -> new long[4]);
            sum[0]++;
            sum[1] += row.amountMinor();
            sum[2] += row.feeMinor();
            sum[3] += row.netMinor();
            assertThat(proof.figures()).extracting(Proof.Figure::code).contains("CATEGORY." + category);
        }
        ObjectNode answer = object();
        sums.forEach((category, sum) -> answer.putObject(category)
                .put("count", sum[0])
                .put("amount", sum[1])
                .put("fee", sum[2])
                .put("net", sum[3]));
        return answer;
    }

    /** PROVEN is the corpus' word for PROVED; the codes of UNPROVED are its other statuses. */
    static String status(Proof proof) {
        if (proof.status() == ProofStatus.UNPROVED) {
            return ((StripeCode) proof.problems().get(0).code()).name();
        }
        return proof.status() == ProofStatus.PROVED ? "PROVEN" : "BROKEN";
    }

    private void attributePayout(CorpusCase example) {
        JsonNode payoutNode = example.input().path("payout");
        PayoutFact payout = StripeCorpus.payout(payoutNode);
        List<BalanceRow> rows = new ArrayList<>(rows(example.input().path("rows")));
        long fee = payoutNode.path("fee").asLong(0);
        rows.add(BalanceRow.builder()
                .key(StripeCorpus.key("own"))
                .type("payout")
                .amountMinor(-payout.amountMinor())
                .feeMinor(fee)
                .netMinor(-payout.amountMinor() - fee)
                .currency(payout.currency())
                .source(payout.id())
                .createdAt(payout.createdAt())
                .build());
        List<PayoutProof.Claim> earlier = new ArrayList<>();
        example.input()
                .path("earlier_claims")
                .properties()
                .forEach(claim -> earlier.add(
                        new PayoutProof.Claim(claim.getKey(), claim.getValue().asLong())));
        PayoutProof proof = PayoutProver.standard().attribute(payout, rows.stream(), earlier);
        assertSame(attributionAnswer(proof), example.expected());
    }

    static ObjectNode attributionAnswer(PayoutProof proof) {
        ObjectNode answer = object();
        answer.put("status", status(proof));
        ArrayNode claims = answer.putArray("claims");
        proof.claims()
                .forEach(claim -> claims.addObject().put("id", claim.row()).put("minor", claim.minor()));
        answer.put("residual", proof.residualMinor().orElse(0));
        answer.put("exact_prefix", proof.exactPrefix());
        return answer;
    }

    private void rollForward(CorpusCase example) {
        JsonNode input = example.input();
        assertSame(
                rollForwardAnswer(input, rows(input.path("rows")), money(input.path("closing"))), example.expected());
    }

    static ObjectNode rollForwardAnswer(JsonNode input, List<BalanceRow> rows, List<MonetaryAmount> closing) {
        RollForward.Window window = new RollForward.Window(
                Instant.ofEpochSecond(input.path("from").asLong()),
                Instant.ofEpochSecond(input.path("to").asLong()));
        List<Proof> proofs = RollForward.of(StripeCorpus.ACCOUNT, AMOUNTS)
                .prove(money(input.path("opening")), rows.stream(), window, closing);
        ObjectNode answer = object();
        for (Proof proof : proofs) {
            String currency = proof.figures().get(0).amount().getCurrency().getCurrencyCode();
            ObjectNode one = answer.putObject(currency.toLowerCase(java.util.Locale.ROOT));
            one.put("opening", minor(proof, "OPENING"))
                    .put("rows", figure(proof, "MOVEMENT").count());
            one.put("movement", minor(proof, "MOVEMENT")).put("expected_closing", minor(proof, "EXPECTED"));
            if (proof.status() == ProofStatus.UNPROVED) {
                one.putNull("reported_closing").putNull("difference");
            } else {
                long difference = proof.differences().isEmpty()
                        ? 0
                        : AMOUNTS.toMinor(proof.differences().get(0).amount(), StripeAmounts.Purpose.CHARGE);
                one.put("reported_closing", minor(proof, "CLOSING")).put("difference", difference);
            }
            one.put("status", status(proof));
        }
        return answer;
    }

    private static Proof.Figure figure(Proof proof, String code) {
        return proof.figures().stream()
                .filter(figure -> figure.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static long minor(Proof proof, String code) {
        return AMOUNTS.toMinor(figure(proof, code).amount(), StripeAmounts.Purpose.CHARGE);
    }

    static List<MonetaryAmount> money(JsonNode byCurrency) {
        List<MonetaryAmount> amounts = new ArrayList<>();
        byCurrency
                .properties()
                .forEach(entry -> amounts.add(
                        AMOUNTS.toMoney(entry.getKey(), entry.getValue().asLong())));
        return amounts;
    }

    private void matchPayoutBank(CorpusCase example) {
        JsonNode input = example.input();
        BankLinePolicy policy = new BankLinePolicy(
                input.path("descriptor").asText(),
                input.path("before").asInt(),
                input.path("after").asInt());
        List<PayoutLink> links = BankLineMatcher.of(policy, AMOUNTS)
                .match(
                        list(input.path("payouts")).stream()
                                .map(StripeCorpus::payout)
                                .toList(),
                        list(input.path("bank_lines")).stream()
                                .map(StripeCorpus::entry)
                                .toList());
        ObjectNode answer = object();
        answer.set("results", bankAnswer(links));
        assertSame(answer, example.expected());
    }

    static ObjectNode bankAnswer(List<PayoutLink> links) {
        ObjectNode results = object();
        for (PayoutLink link : links) {
            boolean open = link.status() == PayoutLink.Status.OPEN;
            ObjectNode one = results.putObject(link.payout().id());
            one.put("status", link.status().name());
            one.put("evidence", open ? null : ((StripeCode) link.evidence()).name());
            ArrayNode lines = one.putArray("lines");
            link.lines().forEach(line -> lines.add(line.id().value()));
        }
        return results;
    }

    private void resolveInvoice(CorpusCase example) {
        JsonNode input = example.input();
        Map<String, String> hostIds = new LinkedHashMap<>();
        input.path("invoices")
                .forEach(invoice -> hostIds.put(
                        invoice.path("number").asText(), invoice.path("id").asText()));
        List<Invoice> invoices =
                list(input.path("invoices")).stream().map(StripeCorpus::invoice).toList();
        InvoiceResolver resolver = InvoiceResolver.of(LinkPolicy.builder()
                .windowDays(input.path("window_days").asInt())
                .build());
        InvoiceLink link = resolver.match(
                        List.of(StripeCorpus.payment(input.path("payment"))), InvoiceSource.inMemory(invoices))
                .get(0);
        assertSame(linkAnswer(link, hostIds), example.expected());
    }

    private static ObjectNode linkAnswer(InvoiceLink link, Map<String, String> hostIds) {
        ObjectNode answer = object();
        answer.put("decision", decision(link));
        answer.put("reason", link.reason().map(InvoiceLink.Cause::name).orElse(null));
        ArrayNode shares = answer.putArray("allocations");
        link.shares()
                .forEach(share -> shares.addObject()
                        .put("invoice", hostIds.get(share.invoice().value()))
                        .put("minor", AMOUNTS.toMinor(share.amount(), StripeAmounts.Purpose.CHARGE)));
        answer.put("unapplied_minor", AMOUNTS.toMinor(link.unapplied(), StripeAmounts.Purpose.CHARGE));
        answer.put("action", link.action().map(Enum::name).orElse("REVIEW"));
        answer.put("evidence", link.strongest().map(Enum::name).orElse(null));
        answer.set(
                "candidates",
                names(link.candidates().stream()
                        .map(invoice -> hostIds.get(invoice.id().value()))
                        .toList()));
        return answer;
    }

    private static String decision(InvoiceLink link) {
        Resolution<List<Invoice>> resolution = link.resolution();
        if (resolution instanceof Resolution.Unique) {
            return link.action().isPresent() ? "MATCHED" : "REVIEW";
        }
        return resolution instanceof Resolution.Ambiguous ? "AMBIGUOUS" : "UNMATCHED";
    }

    static List<BalanceRow> rows(JsonNode lines) {
        return list(lines).stream().map(StripeCorpus::row).toList();
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** Equal as JSON, whatever the order of keys and the size of the integers' types. */
    static void assertSame(JsonNode answer, JsonNode expected) {
        try {
            assertThat(JSON.readTree(JSON.writeValueAsString(answer)))
                    .isEqualTo(JSON.readTree(JSON.writeValueAsString(expected)));
        } catch (java.io.IOException e) {
            throw new AssertionError("cannot compare", e);
        }
    }
}
