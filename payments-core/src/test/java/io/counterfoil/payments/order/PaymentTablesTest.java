package io.counterfoil.payments.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every state, event and actor of every table, through the machine. */
class PaymentTablesTest {

    private record Life(Desk desk, Rail.Direction direction, LifecycleTable.Standard own) {}

    private static List<Life> lives() {
        return List.of(
                new Life(Desk.eft(), Rail.Direction.DEBIT, LifecycleTable.Standard.EFT_PAD),
                new Life(Desk.eft(), Rail.Direction.CREDIT, LifecycleTable.Standard.EFT_PAD),
                new Life(Desk.ach(), Rail.Direction.DEBIT, LifecycleTable.Standard.ACH_ENTRY),
                new Life(Desk.bacs(), Rail.Direction.DEBIT, LifecycleTable.Standard.BACS_COLLECTION),
                new Life(Desk.bacs(), Rail.Direction.CREDIT, LifecycleTable.Standard.PAYMENT_ORDER),
                new Life(Desk.sepa(), Rail.Direction.DEBIT, LifecycleTable.Standard.SEPA_COLLECTION),
                new Life(Desk.sepa(), Rail.Direction.CREDIT, LifecycleTable.Standard.SEPA_TRANSFER),
                new Life(Desk.wire(), Rail.Direction.CREDIT, LifecycleTable.Standard.WIRE),
                new Life(Desk.card(), Rail.Direction.DEBIT, LifecycleTable.Standard.CARD),
                new Life(Desk.cheque(), Rail.Direction.DEBIT, LifecycleTable.Standard.CHEQUE_DEPOSIT));
    }

    @Test
    @DisplayName(
            "PAY-17 for every table each state, event and actor is taken as the table says or refused with the right code")
    void everyStateEventAndActor() {
        for (Life life : lives()) {
            Map<String, List<LifecycleTable.Row>> expected = expected(life.own()).stream()
                    .collect(Collectors.groupingBy(
                            row -> row.from() + " " + row.event(), TreeMap::new, Collectors.toList()));
            Set<String> terminal = terminal(life.own());
            int judged = 0;
            for (String state : states(expected(life.own()))) {
                if (state.equals("DRAFT")) {
                    continue;
                }
                Payment payment = in(life, PaymentStatus.valueOf(state));
                for (Kind kind : Kind.values()) {
                    for (Actor.Role role : Actor.Role.values()) {
                        judge(life, payment, kind, role, expected, terminal);
                        judged++;
                    }
                }
            }
            assertThat(judged).isGreaterThan(1_000);
        }
    }

    private static void judge(
            Life life,
            Payment payment,
            Kind kind,
            Actor.Role role,
            Map<String, List<LifecycleTable.Row>> expected,
            Set<String> terminal) {
        Fact.Builder fact = Fact.builder();
        if (kind == Kind.EDIT) {
            fact.order(payment.order());
        }
        PaymentCommand command =
                PaymentCommand.exactly(kind, fact.build(), new Actor("someone", role), "exhaustive-" + kind);
        Decision<Payment, PaymentEvent> decision = life.desk().payments.decide(payment, command, life.desk().now);
        List<LifecycleTable.Row> rows = expected.getOrDefault(payment.status() + " " + kind.eventName(), List.of());
        String what = life.own() + " " + payment.status() + " " + kind + " " + role;
        if (terminal.contains(payment.status().name())) {
            assertThat(decision.refusal().orElseThrow().code()).as(what).isEqualTo(Lifecycle.Reason.TERMINAL_STATE);
        } else if (rows.isEmpty()) {
            assertThat(decision.refusal().orElseThrow().code()).as(what).isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        } else if (rows.stream().noneMatch(row -> row.by() == role)) {
            assertThat(decision.refusal().orElseThrow().code()).as(what).isEqualTo(Lifecycle.Reason.NOT_PERMITTED);
        } else if (decision.outcome() == Outcome.REFUSED) {
            assertThat(decision.refusal().orElseThrow().code()).as(what).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
            assertThat(rows.get(0).guard()).as(what).isNotEmpty();
            assertThat(decision.refusal().orElseThrow().sentence()).as(what).contains("; ");
        } else {
            assertThat(decision.state().status().name())
                    .as(what)
                    .isEqualTo(rows.get(0).to());
        }
        if (decision.outcome() == Outcome.REFUSED) {
            assertThat(decision.state()).isSameAs(payment);
        }
    }

    @Test
    @DisplayName("PAY-17 before an order nothing can happen but an order")
    void nothingBeforeAnOrder() {
        for (Life life : lives()) {
            for (Kind kind : Kind.values()) {
                Decision<Payment, PaymentEvent> decision = life.desk()
                        .payments
                        .decide(
                                Payment.NEW,
                                PaymentCommand.exactly(kind, Fact.none(), Actor.host("ana"), "k"),
                                life.desk().now);
                assertThat(decision.refusal().orElseThrow().code()).isEqualTo(PaymentOrder.Fault.NO_ORDER);
            }
        }
    }

    @Test
    @DisplayName(
            "PAY-60 the tables payments live by are those of the specification with the order's states before them")
    void tables() {
        for (Life life : lives()) {
            LifecycleTable table = life.desk().payments.table(life.direction()).orElseThrow();
            assertThat(table.rows()).containsExactlyInAnyOrderElementsOf(expected(life.own()));
            assertThat(table.initial()).isEqualTo("DRAFT");
        }
        assertThat(Desk.card().payments.table(Rail.Direction.CREDIT)).isEmpty();
    }

    @Test
    @DisplayName("PAY-17 every event of every table has a constant")
    void kinds() {
        Set<String> names = new TreeSet<>();
        for (Kind kind : Kind.values()) {
            names.add(kind.eventName());
        }
        Set<String> used = new TreeSet<>();
        lives().forEach(life -> expected(life.own()).forEach(row -> used.add(row.event())));
        assertThat(names).isEqualTo(used);
    }

    /** Written from the specification, not from the code: what stands before a rail's own table. */
    private static List<LifecycleTable.Row> expected(LifecycleTable.Standard own) {
        List<LifecycleTable.Row> rows = new ArrayList<>();
        for (LifecycleTable.Row row : own.table().rows()) {
            rows.add(
                    row.event().equals("timeout")
                            ? new LifecycleTable.Row(
                                    row.from(), row.event(), row.to(), row.by(), "no answer by the answer time")
                            : row);
        }
        boolean ordersItself = own == LifecycleTable.Standard.PAYMENT_ORDER || own == LifecycleTable.Standard.WIRE;
        String before = """
                AWAITING_APPROVAL endorse AWAITING_APPROVAL APPROVER | approver is not the maker; limits; more approvals are needed
                AWAITING_APPROVAL edit AWAITING_APPROVAL HOST | approvals are dropped
                APPROVED edit AWAITING_APPROVAL HOST | approvals are dropped
                """;
        if (own != LifecycleTable.Standard.WIRE) {
            before += "DRAFT admit " + (ordersItself ? "APPROVED" : own.table().initial())
                    + " HOST | nobody must approve it\n";
        }
        if (!ordersItself) {
            before += """
                    DRAFT submit AWAITING_APPROVAL HOST
                    DRAFT cancel CANCELLED HOST
                    AWAITING_APPROVAL approve APPROVED APPROVER | approver is not the maker; limits
                    AWAITING_APPROVAL decline REJECTED APPROVER
                    AWAITING_APPROVAL cancel CANCELLED HOST
                    APPROVED cancel CANCELLED HOST
                    """ + "APPROVED schedule " + own.table().initial() + " HOST | due date inside the rail window\n";
        }
        before.lines().map(PaymentTablesTest::row).forEach(rows::add);
        return rows;
    }

    private static LifecycleTable.Row row(String line) {
        String[] halves = line.strip().split(" \\| ", -1);
        String[] words = halves[0].split(" ", -1);
        return new LifecycleTable.Row(
                words[0], words[1], words[2], Actor.Role.valueOf(words[3]), halves.length > 1 ? halves[1] : "");
    }

    private static Set<String> states(List<LifecycleTable.Row> rows) {
        Set<String> states = new TreeSet<>();
        rows.forEach(row -> states.addAll(List.of(row.from(), row.to())));
        return states;
    }

    private static Set<String> terminal(LifecycleTable.Standard own) {
        Set<String> left = new TreeSet<>();
        expected(own).forEach(row -> left.add(row.from()));
        Set<String> terminal = new TreeSet<>(states(expected(own)));
        terminal.removeAll(left);
        return terminal;
    }

    /** A payment with everything behind it that a guard may ask for, put into the state. */
    private static Payment in(Life life, PaymentStatus status) {
        Desk desk = life.desk();
        PaymentOrder.Builder order = desk.order(life.direction());
        if (life.direction() == Rail.Direction.CREDIT && life.own() == LifecycleTable.Standard.EFT_PAD) {
            order.instrument(Instrument.account(Desk.account()));
        }
        Payment payment = event(desk, Payment.NEW, Kind.ADMIT, fact().order(order.build()));
        payment = event(desk, payment, Kind.FILE, fact());
        payment = event(desk, payment, Kind.APPROVED, fact().expiresAt(desk.now.plusSeconds(3_600)));
        payment = event(desk, payment, Kind.SETTLE, fact());
        payment = event(desk, payment, Kind.INDEMNITY_CLAIM, fact());
        payment = event(desk, payment, Kind.RETURN, fact().code("R01"));
        payment = event(desk, payment, Kind.RECALL, fact());
        payment = event(desk, payment, Kind.DISHONOUR, fact().code("R68"));
        Payment before = payment;
        PaymentEvent last = before.events().get(7);
        return before.after(new PaymentEvent(Kind.TIMEOUT, fact().build(), last.stamp()), status);
    }

    private static Fact.Builder fact() {
        return Fact.builder().on(LocalDate.of(2027, 3, 1));
    }

    private static Payment event(Desk desk, Payment payment, Kind kind, Fact.Builder fact) {
        PaymentCommand command = PaymentCommand.exactly(kind, Fact.none(), Actor.host("ana"), "made-" + kind);
        return payment.after(
                new PaymentEvent(kind, fact.build(), History.Stamped.Stamp.of(command, desk.now)),
                PaymentStatus.SETTLED);
    }
}
