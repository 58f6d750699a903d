package io.counterfoil.stripe.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.intake.StripeInbox.EventKey;
import io.counterfoil.stripe.intake.StripeInbox.Quarantined;
import io.counterfoil.stripe.intake.StripeInbox.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BytesStripeInboxTest extends StripeInboxContract {

    private static final Instant NOW = Instant.ofEpochSecond(1);
    private static final EventKey FIRST = new EventKey(StripeAccountId.of("acct_1"), true, "evt_1");
    private static final EventKey SECOND = new EventKey(StripeAccountId.of("acct_1"), true, "evt_2");
    private static final Sha256 CHANGE = Sha256.of("a");

    @Override
    protected StripeInbox emptyInbox() {
        return StripeInbox.over(VersionedBytes.inMemory());
    }

    /** A store whose process dies when it is to set a key that starts so. */
    private record Dying(VersionedBytes bytes, String at) implements VersionedBytes {
        @Override
        public Optional<Versioned> load(String key) {
            return bytes.load(key);
        }

        @Override
        public boolean compareAndSet(String key, long expectedVersion, byte[] next) {
            if (key.startsWith(at)) {
                throw new IllegalStateException("died at " + at);
            }
            return bytes.compareAndSet(key, expectedVersion, next);
        }
    }

    @Test
    @DisplayName(
            "STR-06 a writer that died between change and event has recorded nothing: its event is the first when it comes again")
    void deathBetween() {
        VersionedBytes bytes = VersionedBytes.inMemory();
        StripeInbox dying = StripeInbox.over(new Dying(bytes, "stripe-event:"));
        assertThatThrownBy(() -> dying.record(FIRST, CHANGE, NOW)).hasMessage("died at stripe-event:");

        StripeInbox inbox = StripeInbox.over(bytes);
        assertThat(inbox.ask(FIRST, CHANGE)).isEqualTo(Recorded.FIRST);
        assertThat(inbox.ask(SECOND, CHANGE)).isEqualTo(Recorded.FIRST);
        assertThat(inbox.record(FIRST, CHANGE, NOW)).isEqualTo(Recorded.FIRST);
        assertThat(inbox.ask(SECOND, CHANGE)).isEqualTo(Recorded.SAME_CHANGE);
        assertThat(inbox.record(FIRST, CHANGE, NOW)).isEqualTo(Recorded.SAME_EVENT);
    }

    @Test
    @DisplayName("STR-07 an event that is known claims its other change too")
    void knownEventClaims() {
        StripeInbox inbox = emptyInbox();
        inbox.record(FIRST, CHANGE, NOW);
        inbox.record(FIRST, Sha256.of("b"), NOW);
        assertThat(inbox.record(SECOND, Sha256.of("b"), NOW)).isEqualTo(Recorded.SAME_CHANGE);
    }

    @Test
    @DisplayName("STR-06 two inboxes over one store are one inbox, and keys say what they are")
    void shared() {
        VersionedBytes bytes = VersionedBytes.inMemory();
        StripeInbox.over(bytes).record(FIRST, CHANGE, NOW);
        StripeInbox.over(bytes).quarantine(Quarantined.of(new byte[] {1}, StripeCode.BAD_JSON, NOW));

        assertThat(StripeInbox.over(bytes).ask(FIRST, CHANGE)).isEqualTo(Recorded.SAME_EVENT);
        assertThat(StripeInbox.over(bytes).quarantined()).hasSize(1);
        assertThat(new String(
                        bytes.load("stripe-event:acct_1:live:evt_1")
                                .orElseThrow()
                                .bytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("1970-01-01T00:00:01Z");
        assertThat(new String(
                        bytes.load("stripe-change:" + CHANGE.hex())
                                .orElseThrow()
                                .bytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("acct_1:live:evt_1");
    }

    @Test
    @DisplayName("STR-09 a body whose list was not reached is listed when it comes again")
    void deathBeforeTheList() {
        VersionedBytes bytes = VersionedBytes.inMemory();
        Quarantined body = Quarantined.of(new byte[] {7}, StripeCode.BAD_JSON, NOW);
        assertThatThrownBy(() -> StripeInbox.over(new Dying(bytes, "stripe-quarantine:all"))
                        .quarantine(body))
                .hasMessage("died at stripe-quarantine:all");
        assertThat(StripeInbox.over(bytes).quarantined()).isEmpty();
        StripeInbox.over(bytes).quarantine(body);
        assertThat(StripeInbox.over(bytes).quarantined()).hasSize(1);
    }

    @Test
    @DisplayName("STR-06 a store that never lets a writer win ends the attempt")
    void neverWins() {
        VersionedBytes stubborn = new VersionedBytes() {
            @Override
            public Optional<Versioned> load(String key) {
                return Optional.empty();
            }

            @Override
            public boolean compareAndSet(String key, long expectedVersion, byte[] next) {
                return false;
            }
        };
        assertThatThrownBy(() ->
                        StripeInbox.over(stubborn).quarantine(Quarantined.of(new byte[0], StripeCode.BAD_JSON, NOW)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost 1000 races");
    }
}
