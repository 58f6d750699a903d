package io.counterfoil.payments.lifecycle.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Outcome;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LifecycleWalkProperties {

    /** A number picks a row of the table, so that most events are declared somewhere; references repeat. */
    @Property
    @Label("property 5: every event has one outcome, and telling all of it again changes nothing")
    void everyEventHasOneOutcomeAndTellingAllOfItAgainChangesNothing(
            @ForAll LifecycleTable.Standard life,
            @ForAll @Size(max = 30) List<@IntRange(max = 9_999) Integer> choices) {
        LifecycleTable table = life.table();
        LifecycleTable.Walk walk = LifecycleTable.Walk.of(table);
        List<LifecycleTable.Event> accepted = new ArrayList<>();
        for (int choice : choices) {
            LifecycleTable.Row row = table.rows().get(choice % table.rows().size());
            Actor.Role role = choice % 7 == 0 ? Actor.Role.HOST : row.by();
            LifecycleTable.Event event = LifecycleTable.Event.of(row.event(), "r" + choice % 40, new Actor("x", role));
            Decision<LifecycleTable.Walk, LifecycleTable.Event> decision = walk.step(event);
            if (decision.outcome() == Outcome.ACCEPTED) {
                accepted.add(event);
                assertThat(table.states()).contains(decision.state().state());
            } else {
                assertThat(decision.state()).isEqualTo(walk);
            }
            walk = decision.state();
        }
        assertThat(walk.events()).isEqualTo(accepted);
        for (LifecycleTable.Event event : accepted) {
            Decision<LifecycleTable.Walk, LifecycleTable.Event> again = walk.step(event);
            assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
            assertThat(again.state()).isEqualTo(walk);
        }
        LifecycleTable.Walk retold = LifecycleTable.Walk.of(table);
        for (LifecycleTable.Event event : accepted) {
            retold = retold.step(event).orThrow().state();
        }
        assertThat(retold).isEqualTo(walk);
    }

    @Property
    @Label("property 5: what is allowed is taken from somebody, and what is not from nobody")
    void whatIsAllowedIsTakenFromSomebodyAndWhatIsNotFromNobody(@ForAll LifecycleTable.Standard life) {
        LifecycleTable table = life.table();
        for (String state : table.states()) {
            for (String event : table.events()) {
                boolean taken = false;
                for (Actor.Role role : Actor.Role.values()) {
                    taken |= table.refusal(state, event, new Actor("x", role), row -> true)
                            .isEmpty();
                }
                assertThat(taken).isEqualTo(table.allowed(state).contains(event));
            }
            assertThat(table.allowed(state).isEmpty()).isEqualTo(table.isTerminal(state));
        }
    }
}
