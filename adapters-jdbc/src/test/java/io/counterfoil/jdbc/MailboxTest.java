package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailboxTest {

    private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Mailbox.Message message(String id, String key) {
        return Mailbox.Message.of(id, key, new byte[] {1});
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsKeptOnce(TestDatabase on) {
        Mailbox box = Database.on(on.shared()).mailbox(TestDatabase.unused());
        assertThat(box.put(message("a", "k"), NOW)).isEqualTo(Mailbox.Put.FIRST);
        assertThat(box.put(message("a", "k"), NOW)).isEqualTo(Mailbox.Put.REPLAYED);
        assertThat(box.put(message("a", "other"), NOW)).isEqualTo(Mailbox.Put.CONFLICT);
        assertThat(box.put(Mailbox.Message.of("a", "k", new byte[] {2}), NOW)).isEqualTo(Mailbox.Put.CONFLICT);
        List<String> seen = new ArrayList<>();
        Mailbox.Lease lease = box.lease("w", MINUTE, NOW).orElseThrow();
        assertThat(box.deliver(lease, 10, NOW, m -> seen.add(m.id()))).isEqualTo(new Mailbox.Round(1, 0, false));
        assertThat(seen).containsExactly("a");
        assertThat(message("a", "k").toString()).isEqualTo("message a of k, 1 bytes");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureHoldsBackItsOwnKeyOnlyAndIsTriedAgainLater(TestDatabase on) {
        Mailbox box = Database.on(on.shared()).mailbox(TestDatabase.unused());
        String other = sameLane("k");
        for (String id : List.of("1", "2")) {
            box.put(message("k" + id, "k"), NOW);
            box.put(message("o" + id, other), NOW);
        }
        List<String> seen = new ArrayList<>();
        Mailbox.Delivery fussy = m -> {
            if (m.id().equals("k1") && seen.stream().noneMatch("fail"::equals)) {
                seen.add("fail");
                throw new java.io.IOException("down");
            }
            seen.add(m.id());
        };
        Mailbox.Lease lease = box.lease("w", MINUTE, NOW).orElseThrow();
        assertThat(box.deliver(lease, 10, NOW, fussy)).isEqualTo(new Mailbox.Round(2, 1, false));
        assertThat(seen).containsExactlyInAnyOrder("fail", "o1", "o2").containsSubsequence("o1", "o2");
        assertThat(box.deliver(lease, 10, NOW.plusSeconds(59), fussy)).isEqualTo(new Mailbox.Round(0, 0, false));
        assertThat(box.deliver(lease, 10, NOW.plusSeconds(60), fussy)).isEqualTo(new Mailbox.Round(2, 0, false));
        assertThat(seen).endsWith("k1", "k2");
    }

    private static String sameLane(String key) {
        long lane =
                Math.floorMod(io.counterfoil.payments.evidence.Sha256.of(key).a(), (long) Mailbox.LANES);
        return java.util.stream.IntStream.range(0, 1000)
                .mapToObj(n -> "o" + n)
                .filter(one -> Math.floorMod(
                                io.counterfoil.payments.evidence.Sha256.of(one).a(), (long) Mailbox.LANES)
                        == lane)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void afterTenFailuresAMessageWaitsForAPerson(TestDatabase on) {
        Mailbox box = Database.on(on.shared()).mailbox(TestDatabase.unused());
        box.put(message("a", "k"), NOW);
        box.put(message("b", "k"), NOW);
        Instant now = NOW;
        for (int attempt = 0; attempt < Mailbox.MAX_ATTEMPTS; attempt++) {
            assertThat(box.parked()).isEmpty();
            Mailbox.Lease lease = box.lease("w", MINUTE, now).orElseThrow();
            assertThat(box.deliver(lease, 1, now, m -> {
                        throw new IllegalStateException("no");
                    }))
                    .isEqualTo(new Mailbox.Round(0, 1, false));
            box.release(lease, now);
            now = now.plus(Duration.ofMinutes(1L << attempt));
        }
        assertThat(box.lease("w", MINUTE, now)).isEmpty();
        assertThat(box.parked()).extracting(Mailbox.Message::id).containsExactly("a");
        Mailbox.Message parked = box.parked().get(0);
        assertThat(box.skip(message("b", "k"), now)).isFalse();
        assertThat(box.resume(parked, now)).isTrue();
        assertThat(box.resume(parked, now)).isFalse();
        assertThat(box.lease("w", MINUTE, now)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aPersonMaySkipWhatIsParked(TestDatabase on) {
        Mailbox box = Database.on(on.shared()).mailbox(TestDatabase.unused());
        box.put(message("a", "k"), NOW);
        box.put(message("b", "k"), NOW);
        Instant now = NOW;
        for (int attempt = 0; attempt < Mailbox.MAX_ATTEMPTS; attempt++) {
            Mailbox.Lease lease = box.lease("w", MINUTE, now).orElseThrow();
            box.deliver(lease, 1, now, m -> {
                throw new IllegalStateException("no");
            });
            box.release(lease, now);
            now = now.plus(Duration.ofMinutes(1L << attempt));
        }
        assertThat(box.skip(box.parked().get(0), now)).isTrue();
        List<String> seen = new ArrayList<>();
        box.deliver(box.lease("w", MINUTE, now).orElseThrow(), 10, now, m -> seen.add(m.id()));
        assertThat(seen).containsExactly("b");
    }

    @ParameterizedTest
    @EnumSource
    void aLaneHasOneWorkerAndWhoLostItCanMarkNothing(TestDatabase on) {
        Database database = Database.on(on.shared());
        String name = TestDatabase.unused();
        Mailbox box = database.mailbox(name);
        box.put(message("a", "k"), NOW);
        box.put(message("b", "k"), NOW);
        Mailbox.Lease first = box.lease("one", MINUTE, NOW).orElseThrow();
        assertThat(box.lease("two", MINUTE, NOW)).isEmpty();
        assertThat(box.lease("two", MINUTE, NOW.plusSeconds(59))).isEmpty();
        first = box.renew(first, MINUTE, NOW.plusSeconds(30)).orElseThrow();
        assertThat(box.lease("two", MINUTE, NOW.plusSeconds(60))).isEmpty();
        Mailbox.Lease second = box.lease("two", MINUTE, NOW.plusSeconds(90)).orElseThrow();
        assertThat(second.token()).isEqualTo(first.token() + 1);
        assertThat(box.renew(first, MINUTE, NOW)).isEmpty();
        assertThat(box.release(first, NOW)).isFalse();
        List<String> sent = new ArrayList<>();
        assertThat(box.deliver(first, 10, NOW.plusSeconds(90), m -> sent.add(m.id())))
                .isEqualTo(new Mailbox.Round(0, 0, true));
        assertThat(box.perform(
                        first,
                        10,
                        NOW.plusSeconds(90),
                        (tx, m) -> tx.bytes(name).compareAndSet(m.id(), 0, new byte[1])))
                .isEqualTo(new Mailbox.Round(0, 0, true));
        assertThat(database.bytes(name).load("a")).isEmpty();
        assertThat(box.deliver(second, 10, NOW.plusSeconds(90), m -> sent.add(m.id())))
                .isEqualTo(new Mailbox.Round(2, 0, false));
        assertThat(sent).as("at least once, in order").containsExactly("a", "a", "b");
    }

    @ParameterizedTest
    @EnumSource
    void whatWorkDoesToStoresHappensWithTheMarkOrNotAtAll(TestDatabase on) {
        Database database = Database.on(on.shared());
        String name = TestDatabase.unused();
        Mailbox box = database.mailbox(name);
        box.put(message("a", "k"), NOW);
        Optional<Mailbox.Lease> lease = box.lease("w", MINUTE, NOW);
        assertThat(box.perform(lease.orElseThrow(), 10, NOW, (tx, m) -> {
                    tx.bytes(name).compareAndSet("effect", 0, new byte[1]);
                    throw new java.io.IOException("after the effect");
                }))
                .isEqualTo(new Mailbox.Round(0, 1, false));
        assertThat(database.bytes(name).load("effect")).isEmpty();
        Instant later = NOW.plus(MINUTE);
        assertThat(box.perform(
                        lease.orElseThrow(),
                        10,
                        later,
                        (tx, m) -> tx.bytes(name).compareAndSet("effect", 0, m.body())))
                .isEqualTo(new Mailbox.Round(1, 0, false));
        assertThat(database.bytes(name).load("effect")).isPresent();
        assertThat(box.perform(lease.orElseThrow(), 10, later, (tx, m) -> {
                    throw new AssertionError("done before");
                }))
                .isEqualTo(new Mailbox.Round(0, 0, false));
    }
}
