package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.CheckoutSessionFact;
import io.counterfoil.stripe.fact.StripeFact.CreditNoteFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.Kind;
import io.counterfoil.stripe.fact.StripeFact.MandateFact;
import io.counterfoil.stripe.fact.StripeFact.MovementFact;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentLinkFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.intake.internal.ApiFamily;
import io.counterfoil.stripe.intake.internal.Notice;
import io.counterfoil.stripe.intake.internal.NoticeReader;
import io.counterfoil.stripe.webhook.Signatures;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The corpus' sample objects, read from their raw JSON. */
final class DecodeCases {

    /** Facts that are read for what they alert to or prove; the corpus means by handled that events about them are folded into payments. */
    private static final Set<StripeFact.Kind> NOT_FOLDED = Set.of(Kind.BALANCE, Kind.FRAUD_WARNING, Kind.OTHER);

    private static final String SECRET = "whsec_sample";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    /** The fields of samples that are amounts. */
    private static final List<String> AMOUNTS = List.of(
            "amount",
            "amount_capturable",
            "amount_captured",
            "amount_due",
            "amount_paid",
            "amount_received",
            "amount_refunded",
            "amount_remaining",
            "amount_requested",
            "amount_reversed",
            "amount_total",
            "ending_balance",
            "fee",
            "net",
            "net_amount");

    private static final Set<String> DECIDING = Set.of("object", "status");

    /** The object of the file is compared; a file that wraps it in an event must give the same through the intake. */
    void decode(CorpusCase example) throws IOException {
        JsonNode file = StripeCorpus.JSON.readTree(Files.readAllBytes(example.folder()
                .resolve("samples")
                .resolve(example.input().path("file").asText())));
        boolean event = file.path("object").asText().equals("event");
        JsonNode object = event ? file.path("data").path("object") : file;
        if (amounts(example.expected().path("fields")).noneMatch(JsonNode::isTextual)) {
            compare(object, example.id(), example.expected());
        } else {
            if (event) {
                assertThat(accept(file, example.expected()).kind()).isEqualTo(IntakeResult.Kind.QUARANTINED);
            }
            quarantined(object, example);
        }
        if (event) {
            compareEvent(file, example.expected());
        }
    }

    private static StripeIntake.Builder intake() {
        return StripeIntake.builder(WebhookSecrets.of("endpoint", SECRET))
                .account("acct_1")
                .connect();
    }

    private static IntakeResult accept(JsonNode file, JsonNode expected) {
        boolean live = expected.path("event").path("livemode").asBoolean();
        StripeIntake intake = (live ? intake().live() : intake().test()).build();
        byte[] body = file.toString().getBytes(StandardCharsets.UTF_8);
        return intake.accept(body, Signatures.header(SECRET, body, NOW), NOW);
    }

    private static void compareEvent(JsonNode file, JsonNode expected) {
        JsonNode event = expected.path("event");
        boolean live = event.path("livemode").asBoolean();
        IntakeResult result = accept(file, expected);
        assertThat(result.kind()).as("%s", result.diagnostics()).isEqualTo(IntakeResult.Kind.RECORDED);
        assertThat(result.eventId()).isEqualTo(event.path("id").asText());
        assertThat(result.eventType()).isEqualTo(event.path("type").asText());
        Notice notice = new NoticeReader(new NoticeReader.Receiver(live, Optional.empty(), true)).read(file);
        assertThat(notice.apiVersion())
                .isEqualTo(event.path("api_version").asText("").replace("null", ""));
        assertThat(notice.createdAt())
                .contains(Instant.ofEpochSecond(event.path("created").asLong()));
        assertThat(ApiFamily.of(notice.apiVersion()).family().name())
                .isEqualTo(event.path("family").asText());
        if (expected.has("warnings")) {
            List<String> warnings = result.diagnostics().stream()
                    .map(Diagnostic::code)
                    .filter(code -> code == StripeCode.TYPE_STATE_MISMATCH || code == StripeCode.UNKNOWN_API_FAMILY)
                    .map(code -> ((StripeCode) code).name())
                    .toList();
            assertThat(StripeCorpus.names(warnings)).isEqualTo(expected.path("warnings"));
        }
    }

    private static Stream<JsonNode> amounts(JsonNode fields) {
        return fields.properties().stream()
                .filter(entry -> AMOUNTS.contains(entry.getKey()))
                .map(Map.Entry::getValue);
    }

    /**
     * A sample that an application stored its own way, with amounts as texts such as "10.00". What they mean nobody can tell, so specification section 5
     * quarantines the object: no fact, each amount named with its place, the rest of the list read. All else that the case says must be what is read once the
     * amounts are integers.
     */
    private static void quarantined(JsonNode object, CorpusCase example) {
        ObjectNode whole = object.deepCopy();
        ObjectNode expected = example.expected().deepCopy();
        List<String> places = new ArrayList<>();
        for (String amount : AMOUNTS) {
            if (object.path(amount).isTextual()) {
                places.add("/data/0/" + amount);
                whole.put(amount, new BigDecimal(object.path(amount).textValue()).unscaledValue());
            }
            if (expected.path("fields").path(amount).isTextual()) {
                String text = expected.path("fields").path(amount).textValue();
                assertThat(object.path(amount).asText()).as("verbatim").isEqualTo(text);
                ((ObjectNode) expected.path("fields")).put(amount, new BigDecimal(text).unscaledValue());
            }
        }
        compare(whole, example.id(), expected);

        StripePage page = read("{\"object\":\"list\",\"data\":[" + object + "," + whole + "]}", object, example.id());
        assertThat(page.facts())
                .isEqualTo(read(whole.toString(), object, example.id()).facts());
        List<Diagnostic> errors = page.diagnostics().stream()
                .filter(diagnostic -> diagnostic.level() == Diagnostic.Level.ERROR)
                .toList();
        assertThat(errors).extracting(Diagnostic::code).containsOnly(StripeCode.BAD_AMOUNT);
        assertThat(errors).extracting(error -> error.location().field()).containsExactlyInAnyOrderElementsOf(places);
        throw example.diverged("section 5: amounts that are texts quarantine the object, at " + places
                + "; with integers in their place it agrees");
    }

    private static StripePage read(String json, JsonNode object, String name) {
        StripePages pages =
                object.path("livemode").asBoolean(false) ? StripePages.live("acct_1") : StripePages.test("acct_1");
        return pages.read(json, name);
    }

    private static void compare(JsonNode object, String name, JsonNode expected) {
        StripePage page = read(object.toString(), object, name);
        assertThat(page.facts()).as("facts, %s", page.diagnostics()).hasSize(1);
        StripeFact fact = page.facts().get(0);
        assertThat(fact.id()).isEqualTo(expected.path("object_id").asText("").replace("null", ""));
        boolean read = !NOT_FOLDED.contains(fact.kind()) || (fact instanceof OtherFact other && other.deleted());
        assertThat(read).as("handled").isEqualTo(expected.path("handled").asBoolean());
        if (read) {
            Map<String, Object> values = fact instanceof OtherFact ? Map.of() : values(fact);
            expected.path("fields").properties().forEach(entry -> same(entry.getKey(), values, entry.getValue()));
            expected.properties().stream()
                    .filter(entry -> !Set.of(
                                    "event",
                                    "object_type",
                                    "object_id",
                                    "handled",
                                    "fields",
                                    "warnings",
                                    "fee_details",
                                    "rows")
                            .contains(entry.getKey()))
                    .forEach(entry -> same(entry.getKey(), values, entry.getValue()));
            lists(fact, expected);
        }
    }

    /** A field that is absent in the sample reads as nothing: empty, 0 or false. */
    private static void same(String field, Map<String, Object> values, JsonNode expected) {
        String text = values.containsKey(field) ? values.get(field).toString() : "";
        if (expected.isNull()) {
            assertThat(text).as(field).isIn("", "0", "false", "UNKNOWN");
        } else {
            assertThat(text).as(field).isEqualTo(expected.asText());
        }
    }

    private static void lists(StripeFact fact, JsonNode expected) {
        if (fact instanceof BalanceRow row) {
            assertThat(row.feeDetails()).hasSize(expected.path("fee_details").size());
            for (int i = 0; i < row.feeDetails().size(); i++) {
                JsonNode fee = expected.path("fee_details").path(i);
                assertThat(row.feeDetails().get(i).type())
                        .isEqualTo(fee.path("type").asText());
                assertThat(row.feeDetails().get(i).amountMinor())
                        .isEqualTo(fee.path("amount").asLong());
            }
        }
        if (fact instanceof DisputeFact dispute) {
            List<List<Long>> rows = dispute.rows().stream()
                    .map(row -> List.of(row.amountMinor(), row.feeMinor(), row.netMinor()))
                    .toList();
            assertThat(StripeCorpus.JSON.valueToTree(rows).toString())
                    .isEqualTo(expected.path("rows").toString());
        }
    }

    private static Map<String, Object> values(StripeFact fact) {
        Values values = new Values();
        if (fact instanceof BalanceRow row) {
            values.put("amount", row.amountMinor()).put("fee", row.feeMinor()).put("net", row.netMinor());
            values.put("currency", row.currency()).put("type", row.type()).put("status", row.status());
            values.put("reporting_category", row.reportingCategory()).put("available_on", row.availableOn());
            values.put("source", row.source());
        } else if (fact instanceof ChargeFact charge) {
            values.put("amount", charge.amountMinor()).put("amount_captured", charge.amountCapturedMinor());
            values.put("amount_refunded", charge.amountRefundedMinor()).put("currency", charge.currency());
            values.put("status", charge.status())
                    .put("captured", charge.captured())
                    .put("paid", charge.paid());
            values.put("disputed", charge.disputed()).put("failure_code", charge.failureCode());
            values.put("domain_state", charge.state()).put("balance_transaction", charge.balanceTransaction());
            values.put("payment_intent", charge.paymentIntent()).put("legacy_invoice", charge.legacyInvoice());
        } else if (fact instanceof PaymentIntentFact intent) {
            values.put("amount", intent.amountMinor()).put("amount_received", intent.amountReceivedMinor());
            values.put("amount_capturable", intent.amountCapturableMinor()).put("currency", intent.currency());
            values.put("status", intent.status()).put("domain_state", intent.state());
            values.put("latest_charge", intent.latestCharge()).put("legacy_invoice", intent.legacyInvoice());
        } else if (fact instanceof RefundFact refund) {
            values.put("amount", refund.amountMinor()).put("currency", refund.currency());
            values.put("status", refund.status()).put("failure_reason", refund.failureReason());
            values.put("domain_state", refund.state()).put("balance_transaction", refund.balanceTransaction());
        } else if (fact instanceof DisputeFact dispute) {
            values.put("amount", dispute.amountMinor()).put("currency", dispute.currency());
            values.put("status", dispute.status())
                    .put("reason", dispute.reason())
                    .put("domain_state", dispute.state());
            values.put("is_charge_refundable", dispute.chargeRefundable()).put("charge", dispute.charge());
            values.put("due_by", dispute.dueBy());
        } else if (fact instanceof PayoutFact payout) {
            values.put("amount", payout.amountMinor()).put("currency", payout.currency());
            values.put("status", payout.status())
                    .put("automatic", payout.automatic())
                    .put("method", payout.method());
            values.put("reconciliation_status", payout.reconciliationStatus()).put("arrival_date", payout.arrivalAt());
            values.put("domain_state", payout.state()).put("balance_transaction", payout.balanceTransaction());
        } else if (fact instanceof InvoiceFact invoice) {
            values.put("amount_due", invoice.amountDueMinor()).put("amount_paid", invoice.amountPaidMinor());
            values.put("amount_remaining", invoice.amountRemainingMinor()).put("currency", invoice.currency());
            values.put("status", invoice.status())
                    .put("number", invoice.number())
                    .put("domain_state", invoice.state());
            values.put("attempt_count", invoice.attemptCount());
            values.put("legacy_payment_intent", invoice.legacyPaymentIntent())
                    .put("legacy_charge", invoice.legacyCharge());
        } else if (fact instanceof InvoicePaymentFact payment) {
            values.put("amount_paid", payment.amountPaidMinor())
                    .put("amount_requested", payment.amountRequestedMinor());
            values.put("currency", payment.currency())
                    .put("status", payment.status())
                    .put("domain_state", payment.state());
            values.put("is_default", payment.standard()).put("invoice", payment.invoice());
            values.put("payment_type", payment.paymentType()).put("payment_ref", payment.payment());
        } else if (fact instanceof CheckoutSessionFact session) {
            values.put("amount_total", session.amountTotalMinor()).put("currency", session.currency());
            values.put("status", session.status()).put("payment_status", session.paymentStatus());
            values.put("client_reference_id", session.clientReference()).put("domain_state", session.state());
        } else if (fact instanceof CreditNoteFact note) {
            values.put("amount", note.amountMinor()).put("currency", note.currency());
            values.put("status", note.status()).put("type", note.type()).put("domain_state", note.state());
        } else if (fact instanceof CashBalanceFact cash) {
            values.put("net_amount", cash.netMinor()).put("ending_balance", cash.endingBalanceMinor());
            values.put("currency", cash.currency()).put("type", cash.type());
        } else if (fact instanceof MandateFact mandate) {
            values.put("status", mandate.status()).put("type", mandate.type()).put("domain_state", mandate.state());
        } else if (fact instanceof PaymentLinkFact link) {
            values.put("active", link.active()).put("url", link.url());
        } else if (fact instanceof MovementFact movement) {
            values.put("amount", movement.amountMinor()).put("currency", movement.currency());
            values.put("amount_reversed", movement.amountReversedMinor()).put("status", movement.status());
            values.put("amount_refunded", movement.amountReversedMinor());
            values.put("reversed", movement.amountReversedMinor() >= movement.amountMinor());
        }
        return values.byName;
    }

    /** Values as the corpus writes them; what is absent is left out. */
    private static final class Values {
        private final Map<String, Object> byName = new TreeMap<>();

        Values put(String name, Object value) {
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(present -> put(name, present));
            } else if (value instanceof OptionalLong optional) {
                optional.ifPresent(present -> byName.put(name, present));
            } else {
                byName.put(name, value instanceof Instant instant ? instant.getEpochSecond() : value);
            }
            return this;
        }
    }

    void mapState(CorpusCase example) {
        JsonNode input = example.input();
        String type = input.path("object").asText();
        ObjectNode object = StripeCorpus.object();
        object.put("object", type)
                .put("id", "x_1")
                .put("status", input.path("status").asText());
        object.put("amount", 1).put("amount_due", 1).put("amount_requested", 1).put("currency", "gbp");
        object.put("created", 1).put("arrival_date", 1).put("invoice", "in_1");
        input.properties().stream()
                .filter(entry -> !DECIDING.contains(entry.getKey()))
                .forEach(entry -> {
                    boolean error = entry.getKey().equals("last_payment_error")
                            && entry.getValue().asBoolean();
                    object.set(entry.getKey(), error ? StripeCorpus.object() : entry.getValue());
                });
        StripePage page = StripePages.test("acct_1").read(object.toString(), example.id());
        assertThat(page.facts()).as("facts, %s", page.diagnostics()).hasSize(1);
        StripeFact.State state = state(page.facts().get(0));
        ObjectNode answer = StripeCorpus.object();
        answer.put("state", state.name()).put("rank", state.rank()).put("terminal", state.terminal());
        StripeCorpusTest.assertSame(answer, example.expected());
    }

    private static StripeFact.State state(StripeFact fact) {
        return (StripeFact.State) values(fact).getOrDefault("domain_state", StripeFact.State.UNKNOWN);
    }
}
