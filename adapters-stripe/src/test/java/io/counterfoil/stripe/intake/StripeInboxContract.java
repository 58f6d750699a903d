package io.counterfoil.stripe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.intake.StripeInbox.EventKey;
import io.counterfoil.stripe.intake.StripeInbox.Quarantined;
import io.counterfoil.stripe.intake.StripeInbox.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link StripeInbox} must keep: extend it and give an empty inbox. */
public abstract class StripeInboxContract {

    private static final Instant NOW = Instant.ofEpochSecond(1);

    /** An inbox that holds nothing. */
    protected abstract StripeInbox emptyInbox();

    private static EventKey key(String id) {
        return new EventKey(StripeAccountId.of("acct_1"), true, id);
    }

    @Test
    @DisplayName("STR-06 STR-07 the first of an event and of a change is told so, every other one that it is not")
    void tellsTheFirst() {
        StripeInbox inbox = emptyInbox();
        assertThat(inbox.ask(key("evt_1"), Sha256.of("a"))).isEqualTo(Recorded.FIRST);
        assertThat(inbox.ask(key("evt_1"), Sha256.of("a"))).isEqualTo(Recorded.FIRST);
        assertThat(inbox.record(key("evt_1"), Sha256.of("a"), NOW)).isEqualTo(Recorded.FIRST);
        assertThat(inbox.record(key("evt_1"), Sha256.of("b"), NOW)).isEqualTo(Recorded.SAME_EVENT);
        assertThat(inbox.record(key("evt_2"), Sha256.of("a"), NOW)).isEqualTo(Recorded.SAME_CHANGE);
        assertThat(inbox.ask(key("evt_2"), Sha256.of("c"))).isEqualTo(Recorded.SAME_EVENT);
        EventKey otherMode = new EventKey(StripeAccountId.of("acct_1"), false, "evt_1");
        EventKey otherAccount = new EventKey(StripeAccountId.of("acct_2"), true, "evt_1");
        assertThat(inbox.record(otherMode, Sha256.of("d"), NOW)).isEqualTo(Recorded.FIRST);
        assertThat(inbox.record(otherAccount, Sha256.of("e"), NOW)).isEqualTo(Recorded.FIRST);
    }

    @Test
    @DisplayName("STR-06 of many writers with one event exactly one is the first")
    void oneWriterWins() {
        StripeInbox inbox = emptyInbox();
        ConcurrentLinkedQueue<Recorded> answers = new ConcurrentLinkedQueue<>();
        IntStream.range(0, 64).parallel().forEach(i -> answers.add(inbox.record(key("evt_1"), Sha256.of("a"), NOW)));
        assertThat(answers).hasSize(64);
        assertThat(answers.stream().filter(Recorded.FIRST::equals)).hasSize(1);
    }

    @Test
    @DisplayName("STR-07 of many events that say the same exactly one is the first")
    void oneChangeWins() {
        StripeInbox inbox = emptyInbox();
        ConcurrentLinkedQueue<Recorded> answers = new ConcurrentLinkedQueue<>();
        IntStream.range(0, 64).parallel().forEach(i -> answers.add(inbox.record(key("evt_" + i), Sha256.of("a"), NOW)));
        assertThat(answers.stream().filter(Recorded.FIRST::equals)).hasSize(1);
        assertThat(answers.stream().filter(Recorded.SAME_CHANGE::equals)).hasSize(63);
        assertThat(inbox.ask(key("evt_9"), Sha256.of("b"))).isEqualTo(Recorded.SAME_EVENT);
        assertThat(inbox.ask(key("evt_99"), Sha256.of("a"))).isEqualTo(Recorded.SAME_CHANGE);
    }

    @Test
    @DisplayName("STR-09 of many writers with one unreadable body and its like none is lost")
    void manyBodies() {
        StripeInbox inbox = emptyInbox();
        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> inbox.quarantine(
                        Quarantined.of(new byte[] {(byte) (i / 2), '\n', 0}, StripeCode.BAD_JSON, NOW)));
        assertThat(inbox.quarantined().stream().map(body -> (int) body.bytes()[0]))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 32).boxed().toList());
        assertThat(inbox.quarantined())
                .allSatisfy(body -> assertThat(body.bytes()).endsWith('\n', 0));
    }

    @Test
    @DisplayName("STR-22 a quarantined body is kept once and shows nothing of itself")
    void keepsBodies() {
        StripeInbox inbox = emptyInbox();
        Quarantined body = Quarantined.of(new byte[] {'s', 'e', 'c', 'r', 'e', 't'}, StripeCode.NOT_AN_EVENT, NOW);
        Quarantined later = Quarantined.of(new byte[0], StripeCode.BAD_AMOUNT, NOW.plusMillis(1));
        assertThat(inbox.quarantined()).isEmpty();
        List.of(body, later, body).forEach(inbox::quarantine);
        assertThat(inbox.quarantined()).hasSize(2);
        Quarantined kept = inbox.quarantined().get(0);
        assertThat(kept.bytes()).containsExactly(body.bytes());
        assertThat(kept.reason()).isEqualTo(StripeCode.NOT_AN_EVENT);
        assertThat(kept.receivedAt()).isEqualTo(NOW);
        assertThat(inbox.quarantined().get(1).bytes()).isEmpty();
        assertThat(inbox.quarantined().get(1).reason()).isEqualTo(StripeCode.BAD_AMOUNT);
        assertThat(inbox.quarantined().get(1).receivedAt()).isEqualTo(NOW.plusMillis(1));
        assertThat(body.toString()).doesNotContain("secret");
        assertThat(body.bytes()).hasSize(6);
        assertThat(body.reason()).isEqualTo(StripeCode.NOT_AN_EVENT);
        assertThat(body.receivedAt()).isEqualTo(NOW);
    }
}
