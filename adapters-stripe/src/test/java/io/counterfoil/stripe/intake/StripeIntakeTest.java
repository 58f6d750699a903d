package io.counterfoil.stripe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.intake.IntakeResult.Kind;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
import io.counterfoil.stripe.webhook.Signatures;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import io.counterfoil.stripe.webhook.WebhookVerification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StripeIntakeTest {

    private static final String SECRET = "whsec_intake";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final StripeAccountId ACCOUNT = StripeAccountId.of("acct_1");

    private final FactStore facts = FactStore.inMemory();
    private final StripeInbox inbox = StripeInbox.inMemory();

    private StripeIntake.Builder intake() {
        return StripeIntake.builder(WebhookSecrets.of("endpoint", SECRET))
                .account("acct_1")
                .live()
                .inbox(inbox)
                .facts(facts);
    }

    private static String payout(String status) {
        return "{\"id\":\"po_1\",\"object\":\"payout\",\"amount\":500,\"currency\":\"gbp\",\"status\":\"" + status
                + "\",\"arrival_date\":1,\"created\":1,\"automatic\":true,\"livemode\":true}";
    }

    private static String event(String id, String type, long created, String object) {
        return "{\"id\":\"" + id + "\",\"object\":\"event\",\"api_version\":\"2026-07-29.dahlia\",\"created\":"
                + created + ",\"livemode\":true,\"type\":\"" + type + "\",\"data\":{\"object\":" + object + "}}";
    }

    private static IntakeResult send(StripeIntake intake, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return intake.accept(body, Signatures.header(SECRET, body, NOW), NOW);
    }

    private Optional<StripeFact> stored(String id) {
        return facts.load(new ObjectKey(ACCOUNT, true, id)).map(FactStore.Versioned::fact);
    }

    @Test
    @DisplayName("STR-05 a snapshot is recorded, its fact stored, and answered with 200")
    void takesASnapshot() {
        IntakeResult result = send(intake().build(), event("evt_1", "payout.paid", 10, payout("paid")));
        assertThat(result.kind()).isEqualTo(Kind.RECORDED);
        assertThat(result.httpStatus()).isEqualTo(200);
        assertThat(result.eventId()).isEqualTo("evt_1");
        assertThat(result.secretId()).contains("endpoint");
        assertThat(result.facts()).singleElement().isInstanceOf(PayoutFact.class);
        assertThat(stored("po_1")).contains(result.facts().get(0));
        assertThat(result.diagnostics()).isEmpty();
    }

    @Test
    @DisplayName("STR-05 a thin event is never ignored: it says what to read")
    void takesAThinEvent() {
        String thin = "{\"id\":\"evt_9\",\"object\":\"v2.core.event\",\"type\":\"v1.billing.meter.error\",\"created\":"
                + "\"2026-01-01T00:00:00Z\",\"livemode\":true,\"related_object\":{\"id\":\"mtr_1\",\"type\":\"billing.meter\","
                + "\"url\":\"/v1/billing/meters/mtr_1\"}}";
        IntakeResult result = send(intake().build(), thin);
        assertThat(result.kind()).isEqualTo(Kind.RECORDED);
        assertThat(result.pulls()).containsExactly(new Pull(ACCOUNT, true, "billing/meters/mtr_1"));
        assertThat(result.diagnostics()).extracting(Diagnostic::code).contains(StripeCode.THIN_EVENT);
        assertThat(send(intake().build(), thin).kind()).isEqualTo(Kind.DUPLICATE);
    }

    @Test
    @DisplayName("STR-05 envelopes of a bus need no signature where the bus is trusted, a plain webhook always does")
    void takesEnvelopes() {
        String event = event("evt_1", "payout.paid", 10, payout("paid"));
        String bridge = "{\"version\":\"0\",\"detail\":" + event + "}";
        String grid = "{\"id\":\"g\",\"data\":" + event("evt_2", "payout.failed", 11, payout("failed")) + "}";
        StripeIntake trusting = intake().busAuthenticated().build();
        assertThat(trusting.accept(bridge.getBytes(StandardCharsets.UTF_8), null, NOW)
                        .kind())
                .isEqualTo(Kind.RECORDED);
        assertThat(trusting.accept(grid.getBytes(StandardCharsets.UTF_8), null, NOW)
                        .kind())
                .isEqualTo(Kind.RECORDED);
        IntakeResult plain = trusting.accept(event.getBytes(StandardCharsets.UTF_8), null, NOW);
        assertThat(plain.rejection()).contains(WebhookVerification.Reason.MISSING_HEADER);
        IntakeResult strict = intake().build().accept(bridge.getBytes(StandardCharsets.UTF_8), null, NOW);
        assertThat(strict.kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    @DisplayName("STR-06 STR-07 one event twice, and two events of one change, are taken once")
    void takesOnce() {
        StripeIntake intake = intake().build();
        String first = event("evt_1", "payout.paid", 10, payout("paid"));
        assertThat(send(intake, first).kind()).isEqualTo(Kind.RECORDED);
        assertThat(send(intake, first).kind()).isEqualTo(Kind.DUPLICATE);
        IntakeResult twin = send(intake, event("evt_2", "payout.paid", 10, payout("paid")));
        assertThat(twin.kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(twin.facts()).isEmpty();
        assertThat(twin.httpStatus()).isEqualTo(200);
        assertThat(intake.count(Kind.DUPLICATE)).isEqualTo(2);
        assertThat(intake.count(Kind.RECORDED)).isEqualTo(1);
    }

    @Test
    @DisplayName("STR-08 an older event changes nothing; a doubt is settled by reading the object")
    void settlesDoubtsByReading() {
        String current = payout("failed");
        StripeIntake intake = intake().reader(pull -> {
                    assertThat(pull.path()).isEqualTo("payouts/po_1");
                    return StripePages.live("acct_1").read(current, "now").facts(StripeFact.class).stream()
                            .findFirst();
                })
                .build();
        send(intake, event("evt_2", "payout.failed", 20, payout("failed")));
        IntakeResult late = send(intake, event("evt_1", "payout.created", 10, payout("pending")));
        assertThat(((PayoutFact) late.facts().get(0)).status()).isEqualTo("failed");
        IntakeResult odd = send(intake, event("evt_3", "payout.paid", 30, payout("paid")));
        assertThat(((PayoutFact) odd.facts().get(0)).status()).isEqualTo("failed");
        assertThat(odd.diagnostics()).extracting(Diagnostic::code).doesNotContain(StripeCode.REFETCH);
    }

    @Test
    @DisplayName("STR-08 without a reader the doubt is handed on as a pull and nothing is overwritten")
    void handsDoubtsOn() {
        StripeIntake intake = intake().build();
        send(intake, event("evt_2", "payout.failed", 20, payout("failed")));
        IntakeResult odd = send(intake, event("evt_3", "payout.updated", 30, payout("paid")));
        assertThat(odd.pulls()).contains(new Pull(ACCOUNT, true, "payouts/po_1"));
        assertThat(odd.diagnostics()).extracting(Diagnostic::code).contains(StripeCode.REFETCH);
        assertThat(((PayoutFact) stored("po_1").orElseThrow()).status()).isEqualTo("failed");
    }

    @Test
    @DisplayName(
            "STR-09 STR-63 what is not known is kept and reported; a deleted object leaves a tombstone; one without id no key")
    void keepsTheUnknown() {
        IntakeResult unknown =
                send(intake().build(), event("evt_1", "quantum.leapt", 10, "{\"id\":\"qq_1\",\"object\":\"quantum\"}"));
        assertThat(unknown.kind()).isEqualTo(Kind.RECORDED);
        assertThat(unknown.diagnostics())
                .extracting(Diagnostic::code)
                .contains(StripeCode.UNKNOWN_EVENT, StripeCode.UNKNOWN_OBJECT);
        assertThat(stored("qq_1")).isPresent();
        IntakeResult status = send(intake().build(), event("evt_2", "payout.updated", 10, payout("teleported")));
        assertThat(status.diagnostics()).extracting(Diagnostic::code).contains(StripeCode.UNKNOWN_STATUS);
        send(
                intake().build(),
                event("evt_3", "invoice.deleted", 11, "{\"id\":\"in_1\",\"object\":\"invoice\",\"deleted\":true}"));
        assertThat(stored("in_1").orElseThrow())
                .isInstanceOfSatisfying(
                        OtherFact.class, f -> assertThat(f.deleted()).isTrue());
        IntakeResult upcoming = send(
                intake().build(),
                event(
                        "evt_4",
                        "invoice.upcoming",
                        12,
                        "{\"object\":\"invoice\",\"amount_due\":1,\"currency\":\"gbp\",\"created\":1}"));
        assertThat(upcoming.kind()).isEqualTo(Kind.RECORDED);
        assertThat(upcoming.facts().get(0).key()).isEmpty();
    }

    @Test
    @DisplayName("STR-10 STR-61 the wrong mode and accounts that are not wanted are acknowledged, dropped and counted")
    void dropsWhatIsNotForIt() {
        StripeIntake own = intake().build();
        String test =
                event("evt_1", "payout.paid", 10, payout("paid")).replace("\"livemode\":true", "\"livemode\":false");
        IntakeResult dropped = send(own, test);
        assertThat(dropped.kind()).isEqualTo(Kind.DROPPED);
        assertThat(dropped.httpStatus()).isEqualTo(200);
        assertThat(dropped.diagnostics()).extracting(Diagnostic::code).containsExactly(StripeCode.WRONG_MODE);
        String foreign = event("evt_2", "payout.paid", 10, payout("paid"))
                .replace("\"object\":\"event\"", "\"object\":\"event\",\"account\":\"acct_2\"");
        assertThat(send(own, foreign).kind()).isEqualTo(Kind.DROPPED);
        assertThat(own.count(Kind.DROPPED)).isEqualTo(2);
        IntakeResult taken = send(intake().connect().build(), foreign);
        assertThat(taken.kind()).isEqualTo(Kind.RECORDED);
        assertThat(taken.facts().get(0).key().orElseThrow().account().value()).isEqualTo("acct_2");
        assertThat(stored("po_1")).isEmpty();
    }

    @Test
    @DisplayName("STR-11 an event whose name contradicts the object: the object counts")
    void believesTheObject() {
        IntakeResult result = send(intake().build(), event("evt_1", "payout.failed", 10, payout("paid")));
        assertThat(result.diagnostics()).extracting(Diagnostic::code).containsExactly(StripeCode.TYPE_STATE_MISMATCH);
        assertThat(((PayoutFact) stored("po_1").orElseThrow()).state().is("PAID"))
                .isTrue();
        assertThat(result.alerts()).isEmpty();
    }

    @Test
    @DisplayName("STR-12 a refused signature is 400, an unreadable body 200 with an alert, a broken inbox 503")
    void advisesTheAnswer() {
        byte[] body = event("evt_1", "payout.paid", 10, payout("paid")).getBytes(StandardCharsets.UTF_8);
        IntakeResult forged = intake().build().accept(body, Signatures.header("whsec_other", body, NOW), NOW);
        assertThat(forged.kind()).isEqualTo(Kind.REJECTED);
        assertThat(forged.httpStatus()).isEqualTo(400);
        assertThat(forged.rejection()).contains(WebhookVerification.Reason.SIGNATURE_MISMATCH);
        for (String bad :
                List.of("no json", "{\"a\":1,\"a\":2}", "[".repeat(70), "{\"object\":\"event\",\"id\":\"e\"}")) {
            IntakeResult kept = send(intake().build(), bad);
            assertThat(kept.kind()).as(bad).isEqualTo(Kind.QUARANTINED);
            assertThat(kept.httpStatus()).isEqualTo(200);
            assertThat(kept.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.kind()).isEqualTo(IntakeResult.QUARANTINED_NOTICE));
        }
        IntakeResult broken =
                send(intake().inbox(new BrokenInbox()).build(), event("evt_1", "payout.paid", 10, payout("paid")));
        assertThat(broken.kind()).isEqualTo(Kind.NOT_RECORDED);
        assertThat(broken.httpStatus()).isEqualTo(503);
        assertThat(broken.toString()).doesNotContain("sesame");
    }

    @Test
    @DisplayName("STR-12 STR-64 where the host's reaction fails, the fact is stored and the notice comes again with it")
    void repeatsAFailedReaction() {
        List<IntakeResult> reactions = new ArrayList<>();
        StripeIntake intake = intake().reaction(result -> {
                    reactions.add(result);
                    if (reactions.size() == 1) {
                        throw new IllegalStateException("the host has a bug");
                    }
                })
                .build();
        String event = event("evt_1", "payout.paid", 10, payout("paid"));
        IntakeResult failed = send(intake, event);
        assertThat(failed.kind()).isEqualTo(Kind.NOT_RECORDED);
        assertThat(failed.diagnostics()).extracting(Diagnostic::code).containsExactly(StripeCode.EFFECT_FAILED);
        assertThat(stored("po_1")).isPresent();
        IntakeResult again = send(intake, event);
        assertThat(again.kind()).isEqualTo(Kind.RECORDED);
        assertThat(again.facts()).isEqualTo(reactions.get(0).facts());
        assertThat(send(intake, event).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(reactions).hasSize(2);
    }

    @Test
    @DisplayName("STR-20 STR-23 STR-24 a notice says what to read: rows of the charge, and lists that Stripe cut")
    void saysWhatToRead() {
        String charge =
                "{\"id\":\"ch_1\",\"object\":\"charge\",\"amount\":500,\"currency\":\"gbp\",\"status\":\"succeeded\","
                        + "\"created\":1,\"balance_transaction\":null,\"refunds\":{\"data\":[],\"has_more\":true}}";
        IntakeResult result = send(intake().build(), event("evt_1", "charge.succeeded", 10, charge));
        assertThat(result.pulls())
                .extracting(Pull::path)
                .containsExactly("balance_transactions?source=ch_1", "refunds?charge=ch_1");
        assertThat(result.diagnostics()).extracting(Diagnostic::code).containsExactly(StripeCode.LIST_CUT);
        assertThat(result.facts().get(0).cut()).containsExactly("refunds");
        assertThat(send(intake().build(), event("evt_2", "payout.reconciliation_completed", 10, payout("paid")))
                        .pulls())
                .extracting(Pull::path)
                .containsExactly("balance_transactions?payout=po_1");
    }

    @Test
    @DisplayName("STR-30 STR-58 a failed payout and an early fraud warning are alerts at once")
    void alertsAtOnce() {
        IntakeResult failed = send(intake().build(), event("evt_1", "payout.failed", 10, payout("failed")));
        assertThat(failed.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(IntakeResult.PAYOUT_FAILED);
            assertThat(alert.subject().id()).isEqualTo("po_1");
        });
        String warning =
                "{\"id\":\"issfr_1\",\"object\":\"radar.early_fraud_warning\",\"charge\":\"ch_1\",\"actionable\":true,"
                        + "\"fraud_type\":\"misc\",\"created\":5}";
        assertThat(send(intake().build(), event("evt_2", "radar.early_fraud_warning.created", 10, warning))
                        .alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.kind()).isEqualTo(IntakeResult.EARLY_FRAUD_WARNING));
    }

    @Test
    @DisplayName("STR-60 another API version, and one of an unknown family, are reported")
    void reportsDrift() {
        String old = event("evt_1", "payout.paid", 10, payout("paid")).replace("2026-07-29.dahlia", "2020-08-27");
        assertThat(send(intake().build(), old).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(StripeCode.VERSION_DRIFT);
        String odd =
                event("evt_2", "payout.paid", 11, payout("paid")).replace("2026-07-29.dahlia", "2029-01-01.zinnia");
        assertThat(send(intake().build(), odd).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(StripeCode.UNKNOWN_API_FAMILY, StripeCode.VERSION_DRIFT);
    }

    private static final class BrokenInbox implements StripeInbox {
        @Override
        public Recorded ask(EventKey event, io.counterfoil.payments.evidence.Sha256 change) {
            throw new IllegalStateException("password is sesame");
        }

        @Override
        public Recorded record(EventKey event, io.counterfoil.payments.evidence.Sha256 change, Instant at) {
            throw new IllegalStateException("password is sesame");
        }

        @Override
        public void quarantine(Quarantined body) {
            throw new IllegalStateException("password is sesame");
        }

        @Override
        public List<Quarantined> quarantined() {
            return List.of();
        }
    }
}
