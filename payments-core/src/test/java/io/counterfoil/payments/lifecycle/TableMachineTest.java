package io.counterfoil.payments.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TableMachineTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final SubjectRef DOOR = SubjectRef.of("door", "7");

    private final Door door = new Door();
    private final Door.State shut = door.initial();

    @Test
    @DisplayName(
            "PAY-25 the same key with the same body is replayed with the first events, with another body it is a conflict")
    void repeats() {
        Decision<Door.State, Door.Event> first = door.decide(shut, Door.act("open", "k1", Actor.host("ana")), NOW);
        assertThat(first.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(door.decide(first.state(), Door.act("open", "k1", Actor.host("ana")), NOW.plusSeconds(9)))
                .satisfies(again -> {
                    assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
                    assertThat(again.events()).isEqualTo(first.events());
                });
        assertThat(door.decide(first.state(), Door.act("close", "k1", Actor.host("ana")), NOW)
                        .refusal())
                .hasValueSatisfying(no -> {
                    assertThat(no.code()).isEqualTo(Lifecycle.Reason.CONFLICT);
                    assertThat(no.sentence())
                            .isEqualTo("key 'k1' was used for another command, expected the same body or a new key");
                });
    }

    @Test
    @DisplayName("PAY-25 where a command tells its words, a conflict names the first that differs")
    void conflictNamesTheWord() {
        Command.Words first = Command.Words.of("kind", "open")
                .and("on", Optional.of("2027-03-01"))
                .and("fee", null);
        String prints = first.prints();
        assertThat(prints).hasSize(24);
        assertThat(first.firstDifference(prints)).isEmpty();
        assertThat(Command.Words.of("kind", "close")
                        .and("on", Optional.empty())
                        .and("fee", null)
                        .firstDifference(prints))
                .contains("kind");
        assertThat(Command.Words.of("kind", "open")
                        .and("on", Optional.of("2027-03-02"))
                        .and("fee", "1.00")
                        .firstDifference(prints))
                .contains("on");
        assertThat(Command.Words.of("kind", "open")
                        .and("on", Optional.of("2027-03-01"))
                        .and("fee", "1.00")
                        .firstDifference(prints))
                .contains("fee");
        assertThat(first.and("note", "x").firstDifference(prints))
                .as("a word that the first did not have")
                .contains("note");
        assertThat(first.firstDifference(""))
                .as("nothing is known of the first")
                .isEmpty();
        assertThat(first.digest()).isEqualTo(Sha256.ofFields("open", Optional.of("2027-03-01"), null));
    }

    @Test
    @DisplayName(
            "PAY-17 final state, event, actor and guard are judged in this order, and a guard says what did not hold")
    void order() {
        assertThat(code(shut, "lock", Actor.host("ana"))).isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertThat(code(shut, "open", Actor.rail("wind"))).isEqualTo(Lifecycle.Reason.NOT_PERMITTED);
        assertThat(code(shut, "open", Actor.host("late"))).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        assertThat(door.decide(shut, Door.act("open", "k", Actor.host("late")), NOW)
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .isEqualTo("'open' in state SHUT needs: the doorman is there; 'late' came after the doorman left");
        Door.State walled = door.decide(shut, Door.act("wallUp", "w", Actor.host("ana")), NOW)
                .orThrow()
                .state();
        assertThat(code(walled, "open", Actor.rail("wind"))).isEqualTo(Lifecycle.Reason.TERMINAL_STATE);
    }

    @Test
    @DisplayName("PAY-17 a command of several events is taken whole or not at all")
    void severalEvents() {
        assertThat(door.decide(shut, Door.act("open+close", "k", Actor.host("ana")), NOW)
                        .state()
                        .status())
                .isEqualTo(Door.Status.SHUT);
        Decision<Door.State, Door.Event> half = door.decide(shut, Door.act("open+lock", "k", Actor.host("ana")), NOW);
        assertThat(half.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(half.state()).isEqualTo(shut);
        assertThat(half.events()).isEmpty();
    }

    @Test
    @DisplayName("PAY-40 a fact of a rail that a table cannot take becomes one alert, however often it is reported")
    void railFactRefused() {
        Door.Act fact = Door.act("lock", "trace-9", Actor.rail("wind"));
        Alert alert = Alert.railFactRefused(DOOR, fact, door.decide(shut, fact, NOW), NOW)
                .orElseThrow();
        assertThat(alert.kind()).isEqualTo(AlertKind.RAIL_FACT_REFUSED);
        assertThat(alert.key().value()).isEqualTo("RAIL_FACT_REFUSED/door:7/trace-9");
        assertThat(alert.evidence().sentence())
                .isEqualTo("wind reported 'trace-9', which cannot be taken: 'lock' is not allowed in state SHUT,"
                        + " expected one of open, wallUp");
    }

    @Test
    @DisplayName("PAY-40 a fact that was taken, and a refusal to a person of the house, raise no alert")
    void noAlert() {
        Door.Act taken = Door.act("close", "trace-8", Actor.rail("wind"));
        Door.Act ours = Door.act("lock", "k", Actor.host("ana"));
        Door.State open = door.decide(shut, Door.act("open", "k-1", Actor.host("ana")), NOW)
                .state();
        assertThat(door.decide(open, taken, NOW).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(Alert.railFactRefused(DOOR, taken, door.decide(open, taken, NOW), NOW))
                .isEmpty();
        assertThat(Alert.railFactRefused(DOOR, ours, door.decide(shut, ours, NOW), NOW))
                .isEmpty();
    }

    private io.counterfoil.payments.evidence.Code code(Door.State state, String act, Actor by) {
        return door.decide(state, Door.act(act, "k", by), NOW)
                .refusal()
                .orElseThrow()
                .code();
    }

    /** A machine of two events that only these tests know. */
    private static final class Door extends TableMachine<Door.Status, Door.State, Door.Act, Door.Event> {

        private static final Lifecycle<Status, Event> TABLE =
                LifecycleTable.parse("DOOR", """
                        initial SHUT
                        terminal WALLED
                        SHUT open OPEN HOST | the doorman is there
                        OPEN close SHUT HOST
                        OPEN close SHUT RAIL
                        SHUT wallUp WALLED HOST
                        """).over(Status.class, Event.class);

        enum Status {
            SHUT,
            OPEN,
            WALLED
        }

        record State(Status status, History<Event> history) implements TableMachine.Fold<Status, Event> {}

        record Act(String name, IdempotencyKey key, Actor by) implements Command {
            @Override
            public Sha256 body() {
                return Sha256.of(name.getBytes(StandardCharsets.UTF_8));
            }
        }

        record Event(String eventName, History.Stamped.Stamp stamp) implements History.Stamped, Lifecycle.Named {}

        static Act act(String name, String key, Actor by) {
            return new Act(name, IdempotencyKey.of(key), by);
        }

        @Override
        public State initial() {
            return new State(Status.SHUT, History.empty());
        }

        @Override
        public State evolve(State state, Event event) {
            return new State(
                    TABLE.next(state.status(), event).orElseThrow(),
                    state.history().plus(event));
        }

        @Override
        public Lifecycle<Status, Event> lifecycle() {
            return TABLE;
        }

        @Override
        protected List<Event> events(State state, Act command, Instant now) {
            return java.util.Arrays.stream(command.name().split("\\+"))
                    .map(name -> new Event(name, History.Stamped.Stamp.of(command, now)))
                    .toList();
        }

        @Override
        protected Optional<String> unmet(State state, Event event, Instant now) {
            String who = event.stamp().by().id();
            return who.equals("late") ? Optional.of("'late' came after the doorman left") : Optional.empty();
        }

        @Override
        protected Evidence evidence(State after, List<Event> events) {
            return Evidence.none();
        }
    }
}
