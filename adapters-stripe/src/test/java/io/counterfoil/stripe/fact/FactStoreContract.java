package io.counterfoil.stripe.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.stripe.fact.FactStore.Versioned;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link FactStore} must keep: extend it and give an empty store. */
public abstract class FactStoreContract {

    private static final ObjectKey KEY = new ObjectKey(StripeAccountId.of("acct_1"), true, "x_1");

    /** A store that knows nothing. */
    protected abstract FactStore emptyStore();

    private static Versioned version(long second, String what) {
        return new Versioned(
                new OtherFact(Optional.of(KEY), what, false), Instant.ofEpochSecond(second), Sha256.of(what));
    }

    @Test
    @DisplayName("STR-08 a fact is replaced only where the writer knows what was there")
    void comparesAndSets() {
        FactStore store = emptyStore();
        assertThat(store.load(KEY)).isEmpty();
        assertThat(store.replace(KEY, version(1, "a"), version(2, "b"))).isFalse();
        assertThat(store.replace(KEY, null, version(1, "a"))).isTrue();
        assertThat(store.replace(KEY, null, version(2, "b"))).isFalse();
        assertThat(store.load(KEY)).contains(version(1, "a"));
        assertThat(store.replace(KEY, version(1, "a"), version(2, "b"))).isTrue();
        assertThat(store.load(KEY)).contains(version(2, "b"));
        ObjectKey otherMode = new ObjectKey(StripeAccountId.of("acct_1"), false, "x_1");
        assertThat(store.load(otherMode)).isEmpty();
    }

    @Test
    @DisplayName("STR-08 of many writers that expect the same exactly one wins")
    void oneWriterWins() {
        FactStore store = emptyStore();
        AtomicInteger won = new AtomicInteger();
        IntStream.range(0, 64)
                .parallel()
                .filter(i -> store.replace(KEY, null, version(i, "v" + i)))
                .forEach(i -> won.incrementAndGet());
        assertThat(won).hasValue(1);
    }
}
