package io.counterfoil.stripe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.intake.IntakeResult.Kind;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
import io.counterfoil.stripe.webhook.Signatures;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StripeIntakeProperties {

    private static final String SECRET = "whsec_properties";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    /** Histories of single objects: the object at each second, last one current. Seconds may repeat. */
    private static final List<List<String>> HISTORIES = List.of(
            List.of(payout("pending"), payout("in_transit"), payout("paid"), payout("failed")),
            List.of(
                    charge("pending", ""),
                    charge("succeeded", ""),
                    charge("failed", ",\"failure_balance_transaction\":\"txn_9\"")),
            List.of(
                    intent("requires_payment_method", "null"),
                    intent("processing", "\"ch_1\""),
                    intent("requires_payment_method", "\"ch_1\",\"last_payment_error\":{\"code\":\"x\"}"),
                    intent("processing", "\"ch_2\""),
                    intent("succeeded", "\"ch_2\"")),
            List.of(link(true), link(false), link(true)));

    private static String payout(String status) {
        return "{\"id\":\"po_1\",\"object\":\"payout\",\"amount\":5,\"currency\":\"gbp\",\"status\":\"" + status
                + "\",\"arrival_date\":1,\"created\":1}";
    }

    private static String charge(String status, String more) {
        return "{\"id\":\"ch_1\",\"object\":\"charge\",\"amount\":5,\"currency\":\"gbp\",\"status\":\"" + status
                + "\",\"created\":1" + more + "}";
    }

    private static String intent(String status, String charge) {
        return "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"amount\":5,\"currency\":\"gbp\",\"status\":\"" + status
                + "\",\"created\":1,\"latest_charge\":" + charge + "}";
    }

    private static String link(boolean active) {
        return "{\"id\":\"plink_1\",\"object\":\"payment_link\",\"active\":" + active + "}";
    }

    private static IntakeResult send(StripeIntake intake, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return intake.accept(body, Signatures.header(SECRET, body, NOW), NOW);
    }

    private static String event(String id, long created, String object) {
        return "{\"id\":\"" + id + "\",\"object\":\"event\",\"created\":" + created
                + ",\"livemode\":true,\"type\":\"some.event\",\"data\":{\"object\":" + object + "}}";
    }

    @Property(tries = 1_000)
    void anyOrderAndNumberOfEventsGivesTheCurrentObject(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> events = new ArrayList<>();
        Map<String, StripeFact> current = new TreeMap<>();
        int number = 0;
        for (List<String> history : HISTORIES) {
            long second = 100;
            for (String object : history) {
                second += random.nextInt(3);
                String event = event("evt_" + number++, second, object);
                for (int copies = random.nextInt(3); copies >= 0; copies--) {
                    events.add(event);
                }
            }
            StripeFact last = StripePages.live("acct_1")
                    .read(history.get(history.size() - 1), "current")
                    .facts()
                    .get(0);
            current.put(last.id(), last);
        }
        Collections.shuffle(events, random);
        FactStore facts = FactStore.inMemory();
        StripeIntake intake = StripeIntake.builder(WebhookSecrets.of("endpoint", SECRET))
                .account("acct_1")
                .live()
                .facts(facts)
                .reader(pull -> now(pull, current))
                .build();
        for (String event : events) {
            assertThat(send(intake, event).kind()).isIn(Kind.RECORDED, Kind.DUPLICATE);
        }
        for (StripeFact fact : current.values()) {
            ObjectKey key = new ObjectKey(StripeAccountId.of("acct_1"), true, fact.id());
            assertThat(facts.load(key).orElseThrow().fact()).as("%s", events).isEqualTo(fact);
        }
        // Everything once more changes nothing.
        events.forEach(event -> assertThat(send(intake, event).kind()).isEqualTo(Kind.DUPLICATE));
    }

    private static Optional<StripeFact> now(Pull pull, Map<String, StripeFact> current) {
        return Optional.ofNullable(current.get(pull.path().substring(pull.path().lastIndexOf('/') + 1)));
    }

    @Property(tries = 2_000)
    void anyMutationIsAValueOrADiagnosticAndShowsNothingPrivate(@ForAll long seed) {
        Random random = new Random(seed);
        String object =
                "{\"id\":\"ch_1\",\"object\":\"charge\",\"amount\":5,\"currency\":\"gbp\",\"status\":\"succeeded\",\"created\":1,"
                        + "\"livemode\":true,\"description\":\"for ana@example.com\",\"metadata\":{\"mail\":\"ana@example.com\"},"
                        + "\"receipt_email\":\"ana@example.com\",\"billing_details\":{\"email\":\"ana@example.com\"},"
                        + "\"payment_method_details\":{\"type\":\"bacs_debit\",\"bacs_debit\":{\"account_number\":\"31926819\"}},"
                        + "\"exchange_rate\":1e999999,\"refunds\":{\"data\":[],\"has_more\":true}}";
        StringBuilder json = new StringBuilder(event("evt_1", 5, object));
        String alphabet = "{}[]\",:019-eE.tfn \\";
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(json.length());
            switch (random.nextInt(3)) {
                case 0 -> json.deleteCharAt(at);
                case 1 -> json.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                default -> json.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        StripeIntake intake = StripeIntake.builder(WebhookSecrets.of("endpoint", SECRET))
                .account("acct_1")
                .live()
                .build();
        IntakeResult result = send(intake, json.toString());
        assertThat(result.kind()).isIn(Kind.RECORDED, Kind.QUARANTINED, Kind.DROPPED);
        if (result.kind() == Kind.QUARANTINED) {
            assertThat(result.diagnostics()).isNotEmpty();
        }
        assertThat(result.toString())
                .doesNotContain("ana@example.com")
                .doesNotContain("31926819")
                .doesNotContain(SECRET);
    }
}
