package io.counterfoil.payments.lifecycle.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifecycleTableTest {

    private static final Actor MARIA = Actor.host("maria");
    private static final Actor BANK = Actor.rail("bank");

    private static final String LAMP = """
            initial OFF
            terminal BROKEN
            OFF on    ON     HOST | there is power
            ON  off   OFF    HOST
            ON  burst BROKEN RAIL
            """;

    @Test
    @DisplayName("PAY-17 a walk answers repeats first, then final state, event, actor and guard")
    void order() {
        LifecycleTable.Walk walk = LifecycleTable.Walk.of(LifecycleTable.parse("LAMP", LAMP));
        LifecycleTable.Walk on =
                walk.step(LifecycleTable.Event.of("on", "r1", MARIA)).orThrow().state();
        assertThat(on.state()).isEqualTo("ON");
        Decision<LifecycleTable.Walk, LifecycleTable.Event> again = on.step(LifecycleTable.Event.of("on", "r1", BANK));
        assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(again.state()).isEqualTo(on);
        assertThat(again.events()).containsExactly(LifecycleTable.Event.of("on", "r1", MARIA));
        refused(Lifecycle.Reason.CONFLICT, on, LifecycleTable.Event.of("off", "r1", MARIA));
        refused(Lifecycle.Reason.CONFLICT, on, new LifecycleTable.Event("on", "r1", MARIA, Sha256.of("brighter")));
        refused(Lifecycle.Reason.EVENT_NOT_ALLOWED, on, LifecycleTable.Event.of("on", "r2", MARIA));
        refused(Lifecycle.Reason.NOT_PERMITTED, on, LifecycleTable.Event.of("burst", "r2", MARIA));
        LifecycleTable.Walk broken =
                on.step(LifecycleTable.Event.of("burst", "r2", BANK)).orThrow().state();
        refused(Lifecycle.Reason.TERMINAL_STATE, broken, LifecycleTable.Event.of("on", "r3", MARIA));
        refused(Lifecycle.Reason.CONFLICT, broken, LifecycleTable.Event.of("on", "r2", MARIA));
        assertThat(broken.step(LifecycleTable.Event.of("burst", "r2", BANK)).outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(broken.allowed()).isEmpty();
        assertThat(broken.events()).hasSize(2);
        assertThat(broken).hasToString("LAMP in BROKEN after 2 events");
    }

    private static void refused(Lifecycle.Reason code, LifecycleTable.Walk walk, LifecycleTable.Event event) {
        Decision<LifecycleTable.Walk, LifecycleTable.Event> decision = walk.step(event);
        assertThat(decision.refusal().orElseThrow().code()).isEqualTo(code);
        assertThat(decision.state()).isEqualTo(walk);
    }

    @Test
    @DisplayName("PAY-17 a failing guard is named, and the refused event does not use up its reference")
    void guard() {
        LifecycleTable.Walk walk = LifecycleTable.Walk.of(LifecycleTable.parse("LAMP", LAMP));
        Decision<LifecycleTable.Walk, LifecycleTable.Event> dark =
                walk.step(LifecycleTable.Event.of("on", "r1", MARIA), row -> false);
        assertThat(dark.refusal().orElseThrow().code()).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        assertThat(dark.refusal().orElseThrow().sentence()).isEqualTo("'on' in state OFF needs: there is power");
        assertThat(dark.state().step(LifecycleTable.Event.of("on", "r1", MARIA)).outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    @DisplayName("PAY-17 a refusal says state, event and what would have been taken")
    void sentences() {
        LifecycleTable.Walk filed = LifecycleTable.Walk.of(LifecycleTable.Standard.EFT_PAD.table())
                .step(LifecycleTable.Event.of("file", "f-17", MARIA))
                .orThrow()
                .state();
        assertThat(filed.step(LifecycleTable.Event.of("return", "b-1", BANK))
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .isEqualTo("'return' is not allowed in state FILED, expected one of accept, fileRejected");
        assertThat(filed.step(LifecycleTable.Event.of("accept", "b-1", MARIA))
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .isEqualTo("'accept' in state FILED came from HOST 'maria', expected [RAIL]");
        assertThat(filed.step(LifecycleTable.Event.of("accept", "b-1", MARIA))
                        .refusal()
                        .orElseThrow()
                        .attributes())
                .containsEntry("allowed", "accept, fileRejected")
                .containsEntry("lifecycle", "EFT_PAD");
    }

    @Test
    @DisplayName("PAY-17 the rows of one event that two roles may give are chosen by the role")
    void byRole() {
        LifecycleTable bacs = LifecycleTable.Standard.BACS_INSTRUCTION.table();
        assertThat(bacs.row("ACTIVE", "cancel", MARIA.role(), row -> true)
                        .orElseThrow()
                        .guard())
                .isEqualTo("0C");
        assertThat(bacs.row("ACTIVE", "cancel", BANK.role(), row -> true)
                        .orElseThrow()
                        .guard())
                .startsWith("ADDACS");
        assertThat(bacs.allowed("ACTIVE")).containsExactly("amended", "cancel", "sleep");
    }

    @Test
    @DisplayName("PAY-17 a table that cannot be right is refused with every fault")
    void faults() {
        fault("OFF on", "line 'OFF on'");
        fault("OFF on ON BOSS", "line 'OFF on ON BOSS'");
        fault("initial ON", "line 'initial ON'");
        fault("ON off OFF HOST", "declared twice");
        fault("BROKEN mend OFF HOST", "terminal state BROKEN has an exit");
        fault("ON dim DIM HOST", "state DIM has no exit and is not terminal");
        fault("LOST found OFF HOST", "state LOST cannot be reached from 'OFF'");
        assertThatThrownBy(() -> LifecycleTable.parse("NONE", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no initial state or no row");
        LifecycleTable lamp = LifecycleTable.parse("LAMP", LAMP);
        assertThatThrownBy(() -> lamp.allowed("DIM"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state 'DIM' is not in LAMP, expected one of OFF, ON, BROKEN");
        assertThatThrownBy(() -> LifecycleTable.Event.of("on", " ", MARIA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void fault(String line, String named) {
        assertThatThrownBy(() -> LifecycleTable.parse("LAMP", LAMP + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    @DisplayName("PAY-60 a table is drawn as a Mermaid diagram")
    void mermaid() {
        assertThat(LifecycleTable.parse("LAMP", LAMP).toMermaid()).isEqualTo("""
                        stateDiagram-v2
                            [*] --> OFF
                            OFF --> ON : on (HOST)
                            ON --> OFF : off (HOST)
                            ON --> BROKEN : burst (RAIL)
                            BROKEN --> [*]
                        """);
    }
}
