package io.counterfoil.stripe;

import static io.counterfoil.stripe.SimulatedHost.fact;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.IntakeResult.Kind;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.webhook.Signatures;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import io.counterfoil.stripe.webhook.WebhookVerification.Reason;
import io.counterfoil.stripe.webhook.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traps of webhooks that other adapters fell into (specification section 6), each by the issue that tells of it: none of them is one here. */
class WebhookTrapTest {

    private static final String SECRET = "whsec_trap";

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static final WebhookVerifier VERIFIER = WebhookVerifier.of(WebhookSecrets.of("endpoint", SECRET));

    private final FactStore store = FactStore.inMemory();

    private StripeIntake intake() {
        return StripeIntake.builder(WebhookSecrets.of("endpoint", SECRET))
                .account(StripeSimulator.ACCOUNT)
                .test()
                .facts(store)
                .build();
    }

    private static String event(String id, String type, long created, String object) {
        return ("{'id':'" + id + "','object':'event','api_version':'2026-07-29.dahlia','created':" + created
                        + ",'livemode':false,'type':'" + type + "','data':{'object':" + object + "}}")
                .replace('\'', '"');
    }

    private static IntakeResult send(StripeIntake intake, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return intake.accept(body, Signatures.header(SECRET, body, NOW), NOW);
    }

    private static String intent(String status) {
        return "{'id':'pi_1','object':'payment_intent','amount':500,'currency':'gbp','created':1,'livemode':false,'status':'"
                + status + "'}";
    }

    @Test
    @DisplayName("STR-02 trap stripe-php #657: a timestamp from the future is not accepted for ever")
    void futureTimestamps() {
        byte[] body = {1};
        String tomorrow = Signatures.header(SECRET, body, NOW.plus(Duration.ofDays(1)));
        assertThat(VERIFIER.verify(body, tomorrow, NOW).rejection()).contains(Reason.TIMESTAMP_IN_FUTURE);
    }

    @Test
    @DisplayName(
            "STR-04 trap stripe-java: t=abc, t or v1 without value and no header are 400, not a 500 that Stripe repeats for three days")
    void malformedHeaders() {
        byte[] body = event("evt_1", "payment_intent.succeeded", 1, intent("succeeded"))
                .getBytes(StandardCharsets.UTF_8);
        List<String> headers = new ArrayList<>(List.of("t=abc", "t", "v1", "t=,v1=", "t=1,v1", "t,v1=a", ",", "=", ""));
        for (String header : headers) {
            assertThat(intake().accept(body, header, NOW).httpStatus())
                    .as("'%s'", header)
                    .isEqualTo(400);
        }
        assertThat(intake().accept(body, null, NOW).httpStatus()).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "STR-01 trap stripe-java #1151 #919 #1664, stripe-node #341 #356 #1254: the bytes are signed, not a text that was read and written again")
    void rawBody() throws Exception {
        byte[] body = "\uFEFF{ \"name\" : \"caf\\u00e9 \\/\",\r\n\"a\":1.0 }".getBytes(StandardCharsets.UTF_8);
        String header = Signatures.header(SECRET, body, NOW);
        assertThat(VERIFIER.verify(body, header, NOW).accepted()).isTrue();
        byte[] rewritten = StripeCorpus.JSON.writeValueAsBytes(
                StripeCorpus.JSON.readTree(new String(body, StandardCharsets.UTF_8).substring(1)));
        assertThat(VERIFIER.verify(rewritten, header, NOW).rejection()).contains(Reason.SIGNATURE_MISMATCH);
        byte[] bytes = {(byte) 0xff, (byte) 0xfe, 0, (byte) 0x80};
        assertThat(VERIFIER.verify(bytes, Signatures.header(SECRET, bytes, NOW), NOW)
                        .accepted())
                .as("bytes that are no text at all")
                .isTrue();
    }

    @Test
    @DisplayName(
            "STR-08 trap cashier #1759 #1760, stripe-cli #418, sync-engine's \"rejects equal stamps\": the later of two events of one second is not lost")
    void sameSecond() {
        List<List<String>> orders = List.of(List.of("processing", "succeeded"), List.of("succeeded", "processing"));
        for (List<String> order : orders) {
            FactStore own = FactStore.inMemory();
            StripeIntake intake = StripeIntake.builder(WebhookSecrets.of("endpoint", SECRET))
                    .account(StripeSimulator.ACCOUNT)
                    .test()
                    .facts(own)
                    .reader(pull -> Optional.of(fact(PaymentIntentFact.class, intent("succeeded"))))
                    .build();
            for (String status : order) {
                send(intake, event("evt_" + status, "payment_intent." + status, 77, intent(status)));
            }
            assertThat(own.load(fact(PaymentIntentFact.class, intent("succeeded"))
                                    .key()
                                    .orElseThrow())
                            .map(FactStore.Versioned::fact)
                            .flatMap(StripeFact::stateIfAny)
                            .map(StripeFact.State::name))
                    .as("%s", order)
                    .contains("CONFIRMED");
        }
    }

    @Test
    @DisplayName(
            "STR-06 STR-07 trap dj-stripe #1239, cashier #1678, pay: one event twice and one change by two events are taken once")
    void duplicates() {
        StripeIntake intake = intake();
        String paid = event("evt_1", "payment_intent.succeeded", 1, intent("succeeded"));
        assertThat(send(intake, paid).kind()).isEqualTo(Kind.RECORDED);
        assertThat(send(intake, paid).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(send(intake, paid.replace("evt_1", "evt_2")).kind()).isEqualTo(Kind.DUPLICATE);
    }

    @Test
    @DisplayName(
            "STR-10 STR-61 trap Hi.Events #1115, dj-stripe #1404: an event of a connected account is not taken as one's own")
    void connectedEvents() {
        String own = event("evt_1", "payment_intent.succeeded", 1, intent("succeeded"));
        String foreign =
                own.replace("\"livemode\":false,\"type\"", "\"account\":\"acct_other\",\"livemode\":false,\"type\"");
        IntakeResult dropped = send(intake(), foreign);
        assertThat(dropped.kind()).isEqualTo(Kind.DROPPED);
        assertThat(dropped.httpStatus()).isEqualTo(200);
        assertThat(dropped.facts()).isEmpty();
        StripeIntake platform = StripeIntake.builder(WebhookSecrets.of("endpoint", SECRET))
                .account(StripeSimulator.ACCOUNT)
                .test()
                .connect()
                .facts(store)
                .build();
        IntakeResult theirs = send(platform, foreign);
        assertThat(theirs.facts().get(0).key().orElseThrow().account().value()).isEqualTo("acct_other");
        assertThat(send(platform, own).kind())
                .as("the same ids on one's own account")
                .isEqualTo(Kind.RECORDED);
    }

    @Test
    @DisplayName("STR-63 trap: an upcoming invoice has no id, so it is seen and never stored")
    void upcomingInvoice() {
        IntakeResult result = send(
                intake(),
                event(
                        "evt_1",
                        "invoice.upcoming",
                        1,
                        "{'object':'invoice','amount_due':700,'currency':'gbp','status':'draft','created':1,'livemode':false}"));
        assertThat(result.kind()).isEqualTo(Kind.RECORDED);
        assertThat(result.facts()).singleElement().isInstanceOfSatisfying(InvoiceFact.class, invoice -> {
            assertThat(invoice.key()).isEmpty();
            assertThat(invoice.id()).isEmpty();
        });
        assertThat(result.pulls()).isEmpty();
    }

    @Test
    @DisplayName("STR-11 trap stripe-cli #418: an event whose name is ahead of its object does not mark anything paid")
    void namesAhead() {
        IntakeResult result = send(intake(), event("evt_1", "payment_intent.succeeded", 1, intent("processing")));
        assertThat(result.facts().get(0).stateIfAny().orElseThrow().is("CONFIRMED"))
                .isFalse();
        assertThat(result.diagnostics())
                .extracting(found -> (Object) found.code())
                .contains(StripeCode.TYPE_STATE_MISMATCH);
    }
}
