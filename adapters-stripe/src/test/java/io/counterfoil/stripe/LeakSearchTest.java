package io.counterfoil.stripe;

import static io.counterfoil.stripe.PlantedObjects.MAIL;
import static io.counterfoil.stripe.PlantedObjects.NUMBER;
import static io.counterfoil.stripe.PlantedObjects.OBJECTS;
import static io.counterfoil.stripe.PlantedObjects.PLANTED;
import static io.counterfoil.stripe.PlantedObjects.SIGNING;
import static io.counterfoil.stripe.PlantedObjects.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.intake.StripeInbox;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.webhook.Signatures;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LeakSearchTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    @Test
    @DisplayName(
            "STR-22 the search finds what is planted: in a toString, deep inside, in a message, in a cause, in the log")
    void theSearchCanFail() {
        record Leaky(String mail) {}
        record Holder(Optional<List<Leaky>> inside) {}
        LeakSearch own = new LeakSearch(PLANTED);
        own.look(new Holder(Optional.of(List.of(new Leaky(MAIL)))));
        own.look(new IllegalStateException("x", new IllegalArgumentException("of " + NUMBER)));
        assertThat(own.found().keySet())
                .anyMatch(where -> where.contains("Leaky says " + MAIL))
                .anyMatch(where -> where.contains("IllegalArgumentException says " + NUMBER));
        List<String> lines = RecordingLogs.of(
                () -> LoggerFactory.getLogger("test").debug("sent to {}", MAIL, new IllegalStateException(SIGNING)));
        lines.forEach(line -> own.say("the log", line));
        assertThat(own.found().keySet()).contains("the log says " + MAIL, "the log says " + SIGNING);
        LeakSearch silent = new LeakSearch(PLANTED);
        silent.look(WebhookSecrets.of("endpoint", SIGNING));
        assertThat(silent.found()).isEmpty();
        assertThat(silent.asked()).hasSize(2);
    }

    private static void take(StripeIntake intake, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        intake.accept(body, Signatures.header(SIGNING, body, NOW), NOW);
    }

    @Test
    @DisplayName("STR-22 a store of bytes shows nothing of what it holds, not even when somebody damages it")
    void damagedStores() {
        LeakSearch search = new LeakSearch(PLANTED);
        VersionedBytes bytes = VersionedBytes.inMemory();
        StripeInbox kept = StripeInbox.over(bytes);
        FactStore facts = FactStore.over(bytes);
        StripeIntake intake = StripeIntake.builder(WebhookSecrets.of("endpoint", SIGNING))
                .account("acct_1")
                .test()
                .facts(facts)
                .inbox(kept)
                .build();
        take(intake, event("evt_kept", "charge.succeeded", OBJECTS.get(0)));
        take(intake, MAIL);
        assertThat(kept.quarantined()).hasSize(1);
        search.look(List.of(intake, kept, facts, kept.quarantined()));
        ObjectKey key = new ObjectKey(StripeAccountId.of("acct_1"), false, "ch_1");
        assertThat(facts.load(key)).isPresent();
        search.look(facts.load(key));
        long version = 1;
        for (String damaged : List.of(
                MAIL,
                "{\"" + MAIL + "\":1,\"" + MAIL + "\":1}",
                "{\"format\":1,\"kind\":\"" + MAIL + "\"}",
                "{\"format\":1,\"kind\":\"OTHER\",\"fact\":{},\"asOf\":\"" + MAIL + "\"}",
                "{\"format\":1,\"kind\":\"CHARGE\",\"fact\":{\"createdAt\":\"" + MAIL + "\"}}",
                "{\"format\":\"" + MAIL + "\"}")) {
            assertThat(bytes.compareAndSet("stripe-fact:" + key, version, damaged.getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
            version++;
            assertThatThrownBy(() -> facts.load(key))
                    .isInstanceOf(IllegalStateException.class)
                    .satisfies(search::look);
        }
        assertThat(search.found()).isEmpty();
    }
}
