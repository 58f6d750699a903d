package io.counterfoil.collections.cash;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableCode;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.WriteOffReversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CashMovesTest {

    private static final Amounts EUR = Amounts.in("EUR");
    private static final PartyId ACME = PartyId.of("acme");
    private static final AsOf TODAY = new AsOf(LocalDate.of(2027, 3, 10), noon("2027-03-10"));

    private static ReceivableLog book() {
        return ReceivableLog.in("EUR")
                .invoice("I1", "100.00", "2027-01-01", "2027-01-31")
                .invoice("I2", "80.00", "2027-01-01", "2027-01-31")
                .receipt("R1", "90.00", "2027-02-01")
                .allocate("R1", "I1", "60.00", "2027-02-01");
    }

    private static Receivables after(Receivables before, Checked<List<ReceivableEvent>> moved) {
        return before.with(moved.orThrow()).orThrow();
    }

    private static String open(Receivables receivables, String item) {
        return Amounts.plain(receivables.open(OpenItemId.of(item), lately("2027-03-10")));
    }

    private static Totals total(Receivables receivables, PartyId party) {
        return receivables.open(party, lately("2027-03-10"));
    }

    @Test
    @DisplayName("COL-52 money is released and put elsewhere, and the party's total never moves")
    void releasesAndReapplies() {
        Receivables before = book().replay();
        CashMoves moves = CashMoves.on(before, TODAY);
        ReceivableEventId allocation = ReceivableEventId.of("R1>I1");
        Receivables released = after(before, moves.release(allocation, ReversalKind.RETURNED));
        assertThat(open(released, "I1")).isEqualTo("100.00");
        assertThat(open(released, "R1")).isEqualTo("-90.00");
        assertThat(total(released, ACME)).isEqualTo(total(before, ACME));
        assertThat(Amounts.plain(released.open(OpenItemId.of("I1"), lately("2027-03-09"))))
                .as("until then it counted")
                .isEqualTo("40.00");
        Receivables never = after(before, moves.release(allocation, ReversalKind.VOIDED));
        assertThat(Amounts.plain(never.open(OpenItemId.of("I1"), lately("2027-03-09"))))
                .isEqualTo("100.00");
        Receivables moved = after(before, moves.reapply(allocation, OpenItemId.of("I2"), EUR.of("70.00")));
        assertThat(open(moved, "I2")).isEqualTo("10.00");
        assertThat(open(moved, "R1")).isEqualTo("-20.00");
        assertThat(total(moved, ACME)).isEqualTo(total(before, ACME));
        Receivables applied = after(before, moves.apply(OpenItemId.of("R1"), OpenItemId.of("I2"), EUR.of("30.00")));
        assertThat(open(applied, "R1")).isEqualTo("0.00");
        assertThat(moves.unapplied(OpenItemId.of("R1"))).isEqualTo(EUR.of("30.00"));
        assertThat(moves.unapplied(OpenItemId.of("I1"))).isEqualTo(EUR.zero());
    }

    @Test
    @DisplayName("COL-52 a move of more than is left is refused with what is left, and changes nothing")
    void refusesTooMuch() {
        Receivables before = book().replay();
        CashMoves moves = CashMoves.on(before, TODAY);
        Diagnostic over = error(moves.apply(OpenItemId.of("R1"), OpenItemId.of("I2"), EUR.of("30.01")));
        assertThat(over.code()).isEqualTo(ReceivableCode.OVER_ALLOCATION);
        assertThat(over.attributes()).containsEntry("left", "30.00");
        assertThat(error(moves.reapply(ReceivableEventId.of("R1>I1"), OpenItemId.of("I2"), EUR.of("80.01")))
                        .code())
                .isEqualTo(ReceivableCode.OVER_ALLOCATION);
        assertThat(error(moves.reapply(ReceivableEventId.of("nothing"), OpenItemId.of("I2"), EUR.of("1.00")))
                        .code())
                .isEqualTo(CashMoves.Fault.UNKNOWN_ALLOCATION);
        assertThat(error(moves.release(ReceivableEventId.of("nothing"), ReversalKind.VOIDED))
                        .code())
                .isEqualTo(ReceivableCode.UNKNOWN_EVENT);
        assertThat(error(moves.transfer(OpenItemId.of("R9"), PartyId.of("b"), EUR.of("1.00")))
                        .code())
                .isEqualTo(CashMoves.Fault.UNKNOWN_CREDIT);
        assertThat(error(moves.transfer(OpenItemId.of("R1"), ACME, EUR.of("1.00")))
                        .code())
                .isEqualTo(CashMoves.Fault.SAME_PARTY);
        assertThat(error(moves.refund(OpenItemId.of("R9"), OpenItemId.of("X"), EUR.of("1.00")))
                        .code())
                .isEqualTo(CashMoves.Fault.UNKNOWN_CREDIT);
        assertThat(error(moves.refund(OpenItemId.of("R1"), OpenItemId.of("I1"), EUR.of("1.00")))
                        .code())
                .isEqualTo(CashMoves.Fault.OTHER_KIND);
        assertThat(error(moves.refund(OpenItemId.of("R1"), OpenItemId.of("OUT"), EUR.of("30.01")))
                        .code())
                .isEqualTo(ReceivableCode.OVER_ALLOCATION);
    }

    private static Diagnostic error(Checked<List<ReceivableEvent>> moved) {
        assertThat(moved.value()).isEmpty();
        return moved.diagnostics().get(0);
    }

    @Test
    @DisplayName("COL-52 unapplied money passes to another party, and all parties together owe the same")
    void transfers() {
        Receivables before = book().replay();
        Receivables moved = after(
                before, CashMoves.on(before, TODAY).transfer(OpenItemId.of("R1"), PartyId.of("beta"), EUR.of("30.00")));
        assertThat(open(moved, "R1")).isEqualTo("0.00");
        assertThat(total(moved, PartyId.of("beta"))).isEqualTo(Totals.of(EUR.of("-30.00")));
        assertThat(total(moved, ACME)).isEqualTo(total(before, ACME).plus(EUR.of("30.00")));
        assertThat(moved.open(lately("2027-03-10"))).isEqualTo(before.open(lately("2027-03-10")));
    }

    @Test
    @DisplayName("COL-52 one credit passes to two parties, and again on another day; the same again changes nothing")
    void transfersAgain() {
        Receivables before = book().replay();
        OpenItemId r1 = OpenItemId.of("R1");
        PartyId beta = PartyId.of("beta");
        PartyId gamma = PartyId.of("gamma");
        Receivables one = after(before, CashMoves.on(before, TODAY).transfer(r1, beta, EUR.of("10.00")));
        Receivables two = after(one, CashMoves.on(one, TODAY).transfer(r1, gamma, EUR.of("5.00")));
        Receivables same = after(two, CashMoves.on(two, TODAY).transfer(r1, beta, EUR.of("10.00")));
        assertThat(open(same, "R1")).isEqualTo("-15.00");
        assertThat(error(CashMoves.on(two, TODAY).transfer(r1, beta, EUR.of("1.00")))
                        .code())
                .isEqualTo(ReceivableCode.DUPLICATE_CONFLICT);
        AsOf tomorrow = new AsOf(LocalDate.of(2027, 3, 11), noon("2027-03-11"));
        Receivables later = after(same, CashMoves.on(same, tomorrow).transfer(r1, beta, EUR.of("10.00")));
        assertThat(later.open(beta, lately("2027-03-11"))).isEqualTo(Totals.of(EUR.of("-20.00")));
        assertThat(later.open(gamma, lately("2027-03-11"))).isEqualTo(Totals.of(EUR.of("-5.00")));
        assertThat(later.open(lately("2027-03-11"))).isEqualTo(before.open(lately("2027-03-11")));
    }

    @Test
    @DisplayName("COL-53 a payment is used for a refund, a charge, an order or a journal, each an item of its own")
    void spends() {
        Receivables before = book().replay();
        CashMoves moves = CashMoves.on(before, TODAY);
        OpenItemId r1 = OpenItemId.of("R1");
        OpenItemId target = OpenItemId.of("X");
        List.of(OpenItemKind.REFUND, OpenItemKind.FEE, OpenItemKind.ORDER, OpenItemKind.ADJUSTMENT_DEBIT)
                .forEach(kind -> {
                    Checked<List<ReceivableEvent>> moved = switch (kind) {
                        case REFUND -> moves.refund(r1, target, EUR.of("25.00"));
                        case FEE -> moves.charge(r1, target, EUR.of("25.00"));
                        case ORDER -> moves.advance(r1, target, EUR.of("25.00"));
                        default -> moves.journal(r1, target, EUR.of("25.00"));
                    };
                    Receivables spent = after(before, moved);
                    assertThat(spent.item(target).orElseThrow().kind()).isEqualTo(kind);
                    assertThat(spent.item(target).orElseThrow().linkedTo()).contains(r1);
                    assertThat(open(spent, "X")).isEqualTo("0.00");
                    assertThat(open(spent, "R1")).isEqualTo("-5.00");
                });
        Receivables order = before.with(
                        new ReceivableEvent.ItemIssued(book().item("X", OpenItemKind.ORDER, "100.00", "2027-03-01")
                                .build()))
                .orThrow();
        Receivables advanced = after(order, CashMoves.on(order, TODAY).advance(r1, target, EUR.of("25.00")));
        assertThat(open(advanced, "X")).as("the order is there already").isEqualTo("75.00");
    }

    @Test
    @DisplayName("COL-54 what is written off can be taken back, and can be looked at as if it had not been")
    void writeOffsAreAChoice() {
        ReceivableLog log = book();
        log.add(new WrittenOff(
                ReceivableEventId.of("W"),
                OpenItemId.of("I2"),
                EUR.of("80.00"),
                "BAD",
                LocalDate.of(2027, 2, 5),
                noon("2027-02-05")));
        Receivables written = log.replay();
        assertThat(written.at(lately("2027-03-10")).of(OpenItemId.of("I2")))
                .as("out of chase and metrics")
                .isEmpty();
        Receivables chosen = written.withoutWriteOffs();
        assertThat(open(chosen, "I2")).isEqualTo("80.00");
        assertThat(open(chosen, "I1")).isEqualTo("40.00");
        log.add(new WriteOffReversed(
                ReceivableEventId.of("WB"),
                ReceivableEventId.of("W"),
                ReversalKind.RETURNED,
                LocalDate.of(2027, 3, 1),
                noon("2027-03-01")));
        assertThat(open(log.replay(), "I2")).isEqualTo("80.00");
        assertThat(log.replay().withoutWriteOffs().events()).hasSize(4);
    }

    @Test
    @DisplayName("COL-52 movements of an item add up to what is open of it, on every day")
    void movementsAddUp() {
        ReceivableLog log = book();
        log.add(new WrittenOff(
                ReceivableEventId.of("W"),
                OpenItemId.of("I1"),
                EUR.of("5.00"),
                "SMALL",
                LocalDate.of(2027, 2, 5),
                noon("2027-02-05")));
        Receivables receivables = log.replay();
        for (String day : List.of("2026-12-31", "2027-01-15", "2027-02-01", "2027-02-05")) {
            for (String item : List.of("I1", "I2", "R1")) {
                OpenItemId id = OpenItemId.of(item);
                Totals sum = Totals.of(receivables.movements(id, lately(day)).stream()
                        .map(movement -> movement.amount())
                        .toList());
                assertThat(sum.in(EUR.currency())).isEqualTo(receivables.open(id, lately(day)));
            }
        }
        assertThat(receivables.movements(OpenItemId.of("I1"), lately("2027-03-10")))
                .extracting(movement -> movement.cause().name() + " " + Amounts.plain(movement.amount()))
                .containsExactly("ISSUED 100.00", "CASH -60.00", "WRITE_OFF -5.00");
        assertThat(receivables
                        .movements(OpenItemId.of("R1"), lately("2027-03-10"))
                        .get(1)
                        .counterpart())
                .contains(OpenItemId.of("I1"));
        assertThat(receivables.items(ACME)).hasSize(3);
        assertThat(receivables.items(PartyId.of("nobody"))).isEmpty();
    }
}
