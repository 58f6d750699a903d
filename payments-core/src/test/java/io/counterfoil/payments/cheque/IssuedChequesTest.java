package io.counterfoil.payments.cheque;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.cheque.ChequeEvent.Kind;
import io.counterfoil.payments.cheque.IssuedCheque.Presentment;
import io.counterfoil.payments.cheque.IssuedCheque.Written;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.lifecycle.TableConformance;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IssuedChequesTest {

    private final ChequeDesk desk = new ChequeDesk();

    @Test
    @DisplayName("PAY-17 PAY-22 every state, event and role of CHEQUE_ISSUED is taken or refused as the table says")
    void everyStateAndEvent() {
        int asked = TableConformance.check(
                LifecycleTable.Standard.CHEQUE_ISSUED.table(),
                desk.machine,
                desk.states(),
                (event, actor) -> desk.command(event, actor, "new-" + event + actor.role()),
                (state, event) -> state.equals("STOPPED") && event.equals("present") ? "stopFailed" : event,
                ChequeDesk.LATER);
        assertThat(asked).isEqualTo(8 * 10 * 5);
    }

    @Test
    @DisplayName("PAY-22 nothing but printing happens before a cheque is printed, and a number is printed once")
    void printedOnce() {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PRINT) {
                assertThat(code(desk.machine.initial(), desk.command(kind.tableName(), ChequeDesk.MARIA, "k")))
                        .isEqualTo(IssuedCheques.Refused.NOT_PRINTED);
            }
        }
        IssuedCheque printed = desk.states().get("PRINTED");
        assertThat(sentence(printed, ChequeCommand.print(desk.written, ChequeDesk.MARIA, "again")))
                .endsWith("cheque operating#1001 was printed already");
    }

    @Test
    @DisplayName(
            "PAY-22 positive pay: an item that agrees is paid, another amount is an exception that a person decides")
    void positivePay() {
        IssuedCheque mailed = desk.states().get("MAILED");
        assertThat(desk.decide(mailed, ChequeCommand.present(desk.item("250.00"), ChequeDesk.BANK))
                        .state()
                        .status())
                .isEqualTo(ChequeStatus.PAID);
        Decision<IssuedCheque, ChequeEvent> odd =
                desk.decide(mailed, ChequeCommand.present(desk.item("2500.00"), ChequeDesk.BANK));
        assertThat(odd.state().status()).isEqualTo(ChequeStatus.EXCEPTION);
        assertThat(odd.evidence().sentence())
                .isEqualTo("cheque operating#1001 of 250.00 CAD is EXCEPTION: presented for 2500.00 CAD,"
                        + " issued for 250.00 CAD");
        assertThat(sentence(mailed, ChequeCommand.presentMismatch(desk.item("250.00"), ChequeDesk.BANK)))
                .endsWith("account, number and amount agree: operating#1001 of 250.00 CAD");
        Presentment other = new Presentment(
                new IssuedCheque.Id("operating", 9), desk.item("250.00").amount(), LocalDate.of(2027, 3, 3), "b");
        assertThat(code(mailed, ChequeCommand.present(other, ChequeDesk.BANK)))
                .isEqualTo(IssuedCheques.Refused.OTHER_CHEQUE);
    }

    @Test
    @DisplayName("PAY-14 PAY-22 who printed a cheque does not decide about its exception; another approver does")
    void fourEyes() {
        IssuedCheque exception = desk.states().get("EXCEPTION");
        Actor maria = Actor.approver(ChequeDesk.MARIA.id());
        assertThat(code(exception, ChequeCommand.payAnyway("known payee", maria, "p")))
                .isEqualTo(IssuedCheques.Refused.SAME_PERSON);
        assertThat(code(exception, ChequeCommand.returnItem("forged", maria, "p")))
                .isEqualTo(IssuedCheques.Refused.SAME_PERSON);
        assertThat(desk.decide(exception, ChequeCommand.payAnyway("known payee", ChequeDesk.BEN, "p"))
                        .state()
                        .status())
                .isEqualTo(ChequeStatus.PAID);
    }

    @Test
    @DisplayName("PAY-22 a stopped cheque is paid only where it was presented before the stop took effect")
    void stop() {
        IssuedCheque stopped = desk.states().get("STOPPED"); // from 4 March on
        Presentment before = desk.item("250.00", LocalDate.of(2027, 3, 3));
        assertThat(desk.decide(stopped, ChequeCommand.present(before, ChequeDesk.BANK))
                        .state()
                        .status())
                .isEqualTo(ChequeStatus.PAID);
        Presentment late = desk.item("250.00", LocalDate.of(2027, 3, 4));
        assertThat(sentence(stopped, ChequeCommand.present(late, ChequeDesk.BANK)))
                .endsWith("presented 2027-03-04, stopped 2027-03-04");
        Presentment raised = desk.item("2500.00", LocalDate.of(2027, 3, 3));
        assertThat(sentence(stopped, ChequeCommand.present(raised, ChequeDesk.BANK)))
                .endsWith("presented for 2500.00 CAD, issued for 250.00 CAD");
    }

    @Test
    @DisplayName("PAY-22 a cheque is stale the day after six months, or after the age that the bank agreed")
    void stale() {
        IssuedCheque mailed = desk.states().get("MAILED"); // dated 1 March
        Instant last = Instant.parse("2027-09-02T03:59:59Z"); // 1 September 23:59:59 in Toronto
        assertThat(desk.machine
                        .decide(mailed, ChequeCommand.stale("s"), last)
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .endsWith("dated 2027-03-01, good until 2027-09-01, today is 2027-09-01");
        assertThat(desk.machine
                        .decide(mailed, ChequeCommand.stale("s"), last.plusSeconds(1))
                        .state()
                        .status())
                .isEqualTo(ChequeStatus.STALE);
        assertThat(desk.machine
                        .staleAfter(java.time.Period.ofMonths(12))
                        .decide(mailed, ChequeCommand.stale("s"), last.plusSeconds(1))
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
        IssuedCheque stale = desk.states().get("STALE");
        assertThat(desk.decide(stale, ChequeCommand.present(desk.item("250.00"), ChequeDesk.BANK))
                        .state()
                        .status())
                .isEqualTo(ChequeStatus.PAID);
        assertThat(code(stale, ChequeCommand.present(desk.item("9.00"), ChequeDesk.BANK)))
                .isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertThatIllegalArgumentException().isThrownBy(() -> desk.machine.staleAfter(java.time.Period.ZERO));
    }

    @Test
    @DisplayName("PAY-22 a cheque that came to the bank is not voided")
    void voided() {
        IssuedCheque mailed = desk.states().get("MAILED");
        assertThat(sentence(
                        mailed, ChequeCommand.voidCheque("lost", List.of(desk.item("250.00")), ChequeDesk.MARIA, "v")))
                .endsWith("presented 2027-03-03 as 'item-250.00'");
        Presentment other = new Presentment(
                new IssuedCheque.Id("operating", 1002), desk.item("1.00").amount(), LocalDate.of(2027, 3, 3), "x");
        assertThat(desk.decide(mailed, ChequeCommand.voidCheque("lost", List.of(other), ChequeDesk.MARIA, "v"))
                        .state()
                        .status())
                .isEqualTo(ChequeStatus.VOID);
    }

    @Test
    @DisplayName("PAY-22 a cheque and its replacement can never both be paid, and there is one replacement")
    void reissue() {
        IssuedCheque.Id second = new IssuedCheque.Id("operating", 2001);
        Written replacement = desk.written.reissued(second, LocalDate.of(2027, 4, 1));
        for (Map.Entry<String, IssuedCheque> entry : desk.states().entrySet()) {
            IssuedCheque original = entry.getValue();
            boolean ended = entry.getKey().equals("VOID") || entry.getKey().equals("CLOSED");
            Decision<IssuedCheque, ChequeEvent> named =
                    desk.decide(original, ChequeCommand.reissue(second, ChequeDesk.MARIA, "r"));
            assertThat(named.outcome()).as(entry.getKey()).isEqualTo(ended ? Outcome.ACCEPTED : Outcome.REFUSED);
            assertThat(print(replacement, original)).as(entry.getKey()).isFalse();
            assertThat(print(replacement, named.state())).as(entry.getKey()).isEqualTo(ended);
            if (ended) {
                assertThat(named.state().isPayable()).isFalse();
                IssuedCheque.Id third = new IssuedCheque.Id("operating", 2002);
                assertThat(sentence(named.state(), ChequeCommand.reissue(third, ChequeDesk.MARIA, "r2")))
                        .endsWith("it is replaced by operating#2001");
                assertThat(print(desk.written.reissued(third, LocalDate.of(2027, 4, 1)), named.state()))
                        .isFalse();
                Written more = new Written(
                        second,
                        desk.item("251.00").amount(),
                        replacement.payer(),
                        replacement.payee(),
                        replacement.datedOn(),
                        replacement.replaces());
                assertThat(print(more, named.state())).isFalse();
            }
        }
        assertThat(code(desk.machine.initial(), ChequeCommand.print(replacement, ChequeDesk.MARIA, "p")))
                .isEqualTo(IssuedCheques.Refused.ORIGINAL_NOT_REPLACED);
    }

    private boolean print(Written replacement, IssuedCheque original) {
        return desk.decide(
                                desk.machine.initial(),
                                ChequeCommand.printReplacement(replacement, original, ChequeDesk.MARIA, "p"))
                        .outcome()
                == Outcome.ACCEPTED;
    }

    @Test
    @DisplayName("PAY-25 the bank's item told twice is one payment; another item under its reference is a conflict")
    void repeated() {
        IssuedCheque paid = desk.decide(
                        desk.states().get("MAILED"), ChequeCommand.present(desk.item("250.00"), ChequeDesk.BANK))
                .state();
        assertThat(desk.decide(paid, ChequeCommand.present(desk.item("250.00"), ChequeDesk.BANK))
                        .outcome())
                .isEqualTo(Outcome.REPLAYED);
        Presentment changed =
                new Presentment(desk.written.id(), desk.item("9.00").amount(), LocalDate.of(2027, 3, 3), "item-250.00");
        assertThat(code(paid, ChequeCommand.present(changed, ChequeDesk.BANK))).isEqualTo(Lifecycle.Reason.CONFLICT);
        TableConformance.replays(desk.machine, desk.path("PAID"), ChequeDesk.NOW);
        TableConformance.replays(desk.machine, desk.path("CLOSED"), ChequeDesk.NOW);
    }

    @Test
    void anEventSaysWhatItsKindSays() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChequeCommand(
                        Kind.STOP,
                        new ChequeEvent.Noted(""),
                        null,
                        ChequeDesk.MARIA,
                        io.counterfoil.payments.idempotency.IdempotencyKey.of("k")))
                .withMessageContaining("'stop' says Noted, expected Stopped");
        assertThat(new ChequeEvent.Noted("card 4111 1111 1111 1111").reason()).contains("[PAN ****1111]");
        assertThat(Arrays.stream(Kind.values())
                        .map(Kind::tableName)
                        .filter(name -> !name.equals("print") && !name.equals("reissue")))
                .containsExactlyInAnyOrderElementsOf(
                        LifecycleTable.Standard.CHEQUE_ISSUED.table().events());
    }

    private Code code(IssuedCheque state, ChequeCommand command) {
        return desk.decide(state, command).refusal().map(Refusal::code).orElseThrow();
    }

    private String sentence(IssuedCheque state, ChequeCommand command) {
        Refusal refusal = desk.decide(state, command).refusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        return refusal.sentence();
    }

    @Test
    @DisplayName("PAY-22 PAY-52 a cheque of a locked period is held and paid today, once")
    void late() {
        ChequeDesk own = new ChequeDesk();
        Ledger ledger = Ledger.inMemory(ChequeDesk.TORONTO);
        own.accounts.openIn(ledger);
        LocalDate day = LocalDate.of(2027, 3, 2);
        ledger.lock(day, ledger.prove(DateRange.of(day.minusDays(1), day))).orThrow();
        Instant later = ChequeDesk.NOW.plusSeconds(3 * 86400);
        IssuedCheque state = own.machine.initial();
        for (ChequeCommand command : own.path("PAID")) {
            var decision = own.decide(state, command).orThrow();
            own.machine.post(decision, ledger, later).orThrow();
            long records = ledger.sequence();
            own.machine.post(decision, ledger, later.plusSeconds(86400)).orThrow();
            assertThat(ledger.sequence()).isEqualTo(records);
            state = decision.state();
        }
        var cash = ledger.entries(
                        own.accounts.of(AccountMap.Role.Core.CASH, own.cad.currency()),
                        DateRange.of(day, day.plusDays(30)))
                .toList();
        assertThat(cash).hasSize(1);
        assertThat(cash.get(0).bookedOn()).isEqualTo("2027-03-05");
        assertThat(cash.get(0).valueOn()).isEqualTo("2027-03-03");
        assertThat(cash.get(0).amount()).isEqualTo(own.cad.of("250.00"));
    }
}
