package io.counterfoil.payments.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Code;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    private static final Code PAID = Code.of("TEST.PAID");
    private static final Actor CLERK = Actor.host("ana");

    private enum Order {
        NEW,
        SENT,
        DONE,
        LOST
    }

    private record Send() {}

    private record Finish(String by) implements Lifecycle.Named {
        @Override
        public String eventName() {
            return "finish-" + by;
        }
    }

    private static Lifecycle.Builder<Order, Object> rows() {
        return Lifecycle.<Order, Object>startingIn(Order.NEW, Object.class)
                .among(EnumSet.of(Order.NEW, Order.SENT, Order.DONE))
                .on(Order.NEW, Send.class, Order.SENT)
                .by(Actor.Role.HOST)
                .on(Order.SENT, "finish-post", Order.DONE)
                .guard(PAID, "the parcel is paid")
                .terminal(Order.DONE);
    }

    @Test
    @DisplayName("PAY-17 an event goes by the name it gives itself, else by its class, and leads where the table says")
    void next() {
        Lifecycle<Order, Object> orders = rows().build();
        assertThat(orders.initial()).isEqualTo(Order.NEW);
        assertThat(orders.next(Order.NEW, new Send())).contains(Order.SENT);
        assertThat(orders.next(Order.NEW, new Finish("post"))).isEmpty();
        assertThat(orders.next(Order.SENT, new Finish("post"))).contains(Order.DONE);
        assertThat(orders.next(Order.SENT, new Finish("hand"))).isEmpty();
        assertThat(orders.next(Order.NEW, new Send(), CLERK, guard -> true)).contains(Order.SENT);
        assertThat(orders.next(Order.NEW, new Send(), Actor.rail("post"), guard -> true))
                .isEmpty();
        assertThat(orders.next(Order.SENT, new Finish("post"), CLERK, guard -> false))
                .isEmpty();
        assertThat(orders.next(Order.SENT, new Finish("post"), CLERK, PAID::equals))
                .contains(Order.DONE);
        assertThat(orders.isTerminal(Order.DONE)).isTrue();
        assertThat(orders.isTerminal(Order.SENT)).isFalse();
        assertThat(orders.allowed(Order.SENT)).containsExactly("finish-post");
        assertThat(orders.allowed(Order.DONE)).isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-17 a refusal names state, event and what is allowed; all guards are taken as true where none are given")
    void refusals() {
        Lifecycle<Order, Object> orders = rows().build();
        assertThat(orders.refusal(Order.SENT, new Finish("post"), CLERK)).isEmpty();
        assertThat(orders.refusal(Order.SENT, new Finish("post"), CLERK, guard -> false))
                .hasValueSatisfying(no -> {
                    assertThat(no.code()).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
                    assertThat(no.sentence()).isEqualTo("'finish-post' in state SENT needs: the parcel is paid");
                });
        assertThat(orders.refusal(Order.NEW, new Send(), Actor.rail("post")))
                .hasValueSatisfying(no -> assertThat(no.sentence())
                        .isEqualTo("'Send' in state NEW came from RAIL 'post', expected [HOST]"));
        assertThat(orders.refusal(Order.SENT, new Send(), CLERK)).hasValueSatisfying(no -> {
            assertThat(no.code()).isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
            assertThat(no.attributes())
                    .containsEntry("state", "SENT")
                    .containsEntry("event", "Send")
                    .containsEntry("allowed", "finish-post");
        });
        assertThat(orders.refusal(Order.DONE, new Send(), CLERK))
                .hasValueSatisfying(no -> assertThat(no.code()).isEqualTo(Lifecycle.Reason.TERMINAL_STATE));
    }

    @Test
    @DisplayName("PAY-60 the table is drawn from its rows")
    void mermaid() {
        assertThat(rows().build().toMermaid()).isEqualTo("""
                        stateDiagram-v2
                            [*] --> NEW
                            NEW --> SENT: Send
                            SENT --> DONE: finish-post [TEST.PAID]
                            DONE --> [*]
                        """);
    }

    @Test
    @DisplayName("PAY-17 a row can be read back: from, event, to, who, guard and its words")
    void rowsReadBack() {
        Lifecycle<Order, Object> orders = rows().build();
        assertThat(orders.table()).hasSize(2);
        assertThat(orders.table().get(0)).satisfies(row -> {
            assertThat(row.from()).isEqualTo(Order.NEW);
            assertThat(row.by()).containsExactly(Actor.Role.HOST);
            assertThat(row.guard()).isEmpty();
            assertThat(row.condition()).isEmpty();
            assertThat(row).hasToString("NEW --Send--> SENT");
        });
        assertThat(orders.table().get(1)).satisfies(row -> {
            assertThat(row.event()).isEqualTo("finish-post");
            assertThat(row.to()).isEqualTo(Order.DONE);
            assertThat(row.by()).isEmpty();
            assertThat(row.guard()).isEqualTo(Optional.of(PAID));
            assertThat(row.condition()).isEqualTo("the parcel is paid");
            assertThat(row).hasToString("SENT --finish-post[TEST.PAID]--> DONE");
        });
    }

    @Test
    @DisplayName("PAY-17 a table with a fault is refused when it is built, every fault named")
    void faults() {
        assertThatThrownBy(() -> rows().among(Set.of(Order.LOST)).build())
                .hasMessage("lifecycle of Order: state LOST cannot be reached from NEW;"
                        + " state LOST has no exit and is not terminal");
        assertThatThrownBy(() -> rows().on(Order.SENT, "finish-post", Order.DONE)
                        .guard(PAID)
                        .build())
                .hasMessage("lifecycle of Order: row SENT --finish-post[TEST.PAID]--> DONE is declared twice");
        assertThatThrownBy(() -> rows().on(Order.DONE, "reopen", Order.NEW).build())
                .hasMessageContaining("terminal state DONE has an exit");
        assertThat(rows().on(Order.DONE, "link", Order.DONE).build().allowed(Order.DONE))
                .containsExactly("link");
        assertThatThrownBy(() -> Lifecycle.<Order, Object>startingIn(Order.NEW, Object.class)
                        .guard(PAID))
                .hasMessageContaining("no row to refine");
    }
}
