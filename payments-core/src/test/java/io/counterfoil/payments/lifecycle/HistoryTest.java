package io.counterfoil.payments.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

    private record Counted(int number, History.Stamped.Stamp stamp) implements History.Stamped {}

    private static Counted event(int number, String key) {
        return new Counted(
                number, new History.Stamped.Stamp(IdempotencyKey.of(key), Sha256.of(key), Actor.host("ana"), NOW));
    }

    @Test
    @DisplayName("PAY-25 a history gives back its events in order, and those of one command by its key")
    void order() {
        History<Counted> empty = History.empty();
        History<Counted> three = empty.plus(event(1, "a")).plus(event(2, "b")).plus(event(3, "b"));
        assertThat(empty.toList()).isEmpty();
        assertThat(three.size()).isEqualTo(3);
        assertThat(three.toList()).extracting(Counted::number).containsExactly(1, 2, 3);
        assertThat(three.madeBy(IdempotencyKey.of("b")))
                .extracting(Counted::number)
                .containsExactly(2, 3);
        assertThat(three.madeBy(IdempotencyKey.of("c"))).isEmpty();
        assertThat(three).hasToString("3 events");
    }

    @Test
    void historiesAreEqualWhereTheirEventsAre() {
        History<Counted> one = History.<Counted>empty().plus(event(1, "a")).plus(event(2, "b"));
        History<Counted> same = History.<Counted>empty().plus(event(1, "a")).plus(event(2, "b"));
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(History.<Counted>empty().plus(event(1, "a")));
        assertThat(one)
                .isNotEqualTo(History.<Counted>empty().plus(event(2, "b")).plus(event(1, "a")));
        assertThat(one.hashCode())
                .isNotEqualTo(History.<Counted>empty().plus(event(1, "a")).hashCode());
        assertThat(one).isNotEqualTo("2 events");
    }

    @Test
    void aLongHistoryIsReadWithoutDeepCalls() {
        History<Counted> growing = History.empty();
        for (int number = 0; number < 100_000; number++) {
            growing = growing.plus(event(number, "k"));
        }
        assertThat(growing.toList()).hasSize(100_000);
        assertThat(growing.toList().get(99_999).number()).isEqualTo(99_999);
    }

    @Test
    @DisplayName("PAY-14 four eyes are about the person, not the capacity")
    void persons() {
        assertThat(Actor.host("ana").isSamePersonAs(Actor.approver("ana"))).isTrue();
        assertThat(Actor.host("ana").isSamePersonAs(Actor.reviewer("bo"))).isFalse();
        assertThat(Actor.clock().role()).isEqualTo(Actor.Role.CLOCK);
        assertThatThrownBy(() -> Actor.host(" ")).hasMessageContaining("actor id is blank");
    }

    @Test
    void aDecisionSaysWhyOrThrowsWhyNot() {
        Decision<String, Integer> taken =
                Decision.accepted("after", List.of(7), Evidence.of(Lifecycle.Reason.CONFLICT, "so"));
        assertThat(taken.orThrow()).isSameAs(taken);
        assertThat(taken.evidence().sentence()).isEqualTo("so");
        Decision<String, Integer> refused =
                Decision.refused("before", Refusal.of(Lifecycle.Reason.LOST_RACE, "too slow"));
        assertThat(refused.evidence().sentence()).isEqualTo("too slow");
        assertThatThrownBy(refused::orThrow)
                .isInstanceOfSatisfying(
                        Refusal.RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(Lifecycle.Reason.LOST_RACE))
                .hasMessage("LIFECYCLE.LOST_RACE: too slow");
    }

    @Test
    @DisplayName("PAY-25 a writer that loses every race is told so, and nothing of it is stored")
    void lostRace() {
        Counter counter = new Counter();
        EventStore<String, Counted> busy = new EventStore<>() {
            private int others;

            @Override
            public List<Counted> load(String id) {
                return IntStream.range(0, others)
                        .mapToObj(number -> event(number, "other-" + number))
                        .collect(Collectors.toList());
            }

            @Override
            public boolean append(String id, long expectedVersion, List<Counted> events) {
                others++;
                return false;
            }

            @Override
            public java.util.stream.Stream<String> ids() {
                return java.util.stream.Stream.of("c-1");
            }
        };
        Decision<Integer, Counted> lost = busy.apply(counter, "c-1", new Count("mine"), NOW);
        assertThat(lost.refusal().orElseThrow().code()).isEqualTo(Lifecycle.Reason.LOST_RACE);
        assertThat(lost.refusal().orElseThrow().sentence()).startsWith("stream c-1 changed 64 times");
        assertThat(busy.all(counter)).containsExactly(64);
    }

    @Test
    void aStoreLoadsDecidesAppendsAndFolds() {
        Counter counter = new Counter();
        EventStore<String, Counted> store = EventStore.inMemory();
        assertThat(store.apply(counter, "c-1", new Count("a"), NOW).state()).isEqualTo(1);
        assertThat(store.apply(counter, "c-1", new Count("b"), NOW).state()).isEqualTo(2);
        assertThat(store.load("c-1")).hasSize(2);
        assertThat(store.all(counter)).containsExactly(2);
    }

    private record Count(String name) implements Command {
        @Override
        public Actor by() {
            return Actor.host("ana");
        }

        @Override
        public IdempotencyKey key() {
            return IdempotencyKey.of(name);
        }

        @Override
        public Sha256 body() {
            return Sha256.of(name);
        }
    }

    private static final class Counter implements StateMachine<Integer, Count, Counted> {
        @Override
        public Integer initial() {
            return 0;
        }

        @Override
        public Decision<Integer, Counted> decide(Integer state, Count command, Instant now) {
            return Decision.accepted(
                    state + 1,
                    List.of(new Counted(state + 1, History.Stamped.Stamp.of(command, now))),
                    Evidence.none());
        }

        @Override
        public Integer evolve(Integer state, Counted event) {
            return state + 1;
        }

        @Override
        public Lifecycle<?, Counted> lifecycle() {
            return Lifecycle.<Single, Counted>startingIn(Single.ONE, Counted.class)
                    .on(Single.ONE, "count", Single.ONE)
                    .terminal(Single.ONE)
                    .build();
        }

        private enum Single {
            ONE
        }
    }
}
