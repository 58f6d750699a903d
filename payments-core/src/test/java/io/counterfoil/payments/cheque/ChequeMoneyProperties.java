package io.counterfoil.payments.cheque;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.INFLIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChequeMoneyProperties {

    private static final List<String> ACTS = List.of(
            "mail", "void", "present", "odd", "small", "payAnyway", "returnItem", "stop", "close", "stale", "reissue");

    @Provide
    Arbitrary<List<String>> walks() {
        return Arbitraries.of(ACTS).list().ofMaxSize(8);
    }

    @Property
    void moneyIsConservedAfterEveryStep(@ForAll("walks") List<String> walk) {
        ChequeDesk desk = new ChequeDesk();
        Ledger ledger = Ledger.inMemory(ChequeDesk.TORONTO);
        desk.accounts.openIn(ledger);
        IssuedCheque state = step(desk, desk.machine.initial(), "print", ledger, "0");
        for (int i = 0; i < walk.size(); i++) {
            state = step(desk, state, walk.get(i), ledger, Integer.toString(i + 1));
            long cash = balance(ledger, desk, CASH).postedMinor();
            assertThat(balance(ledger, desk, CLIENT.of("acme")).postedMinor()).isEqualTo(cash);
            assertThat(balance(ledger, desk, INFLIGHT.of("cheque")).postedMinor())
                    .isZero();
            long paid = state.status() == ChequeStatus.PAID
                    ? io.counterfoil.payments.money.Amounts.minor(
                            state.presentment().orElseThrow().amount())
                    : 0;
            assertThat(-cash).isEqualTo(paid);
            boolean held =
                    state.isPayable() && state.find(ChequeEvent.Kind.MAIL).isPresent();
            assertThat(io.counterfoil.payments.money.Amounts.minor(
                            balance(ledger, desk, CLIENT.of("acme")).pendingAgainst()))
                    .isEqualTo(held ? 25000 : 0);
        }
    }

    private static IssuedCheque step(ChequeDesk desk, IssuedCheque state, String act, Ledger ledger, String key) {
        Instant at = act.equals("stale") ? ChequeDesk.LATER : ChequeDesk.NOW;
        ChequeCommand command = switch (act) {
            case "present" -> ChequeCommand.present(desk.item("250.00"), ChequeDesk.BANK);
            case "odd" -> ChequeCommand.present(desk.item("270.01"), ChequeDesk.BANK);
            case "small" -> ChequeCommand.present(desk.item("20.00"), ChequeDesk.BANK);
            case "payAnyway", "returnItem" -> desk.command(act, ChequeDesk.BEN, key);
            case "stale" -> ChequeCommand.stale(key);
            default -> desk.command(act, new Actor("maria", Actor.Role.HOST), key);
        };
        Decision<IssuedCheque, ChequeEvent> decision = desk.machine.decide(state, command, at);
        desk.machine.post(decision, ledger, at).orThrow();
        long records = ledger.sequence();
        desk.machine.post(decision, ledger, at.plusSeconds(5)).orThrow();
        assertThat(ledger.sequence()).as("booking again changes nothing").isEqualTo(records);
        return decision.state();
    }

    private static Balance balance(Ledger ledger, ChequeDesk desk, AccountMap.Role role) {
        return ledger.balance(
                desk.accounts.of(role, desk.cad.currency()),
                AsOf.at(ChequeDesk.LATER.plusSeconds(60), ChequeDesk.TORONTO),
                BalanceBasis.BOOKED);
    }

    @Test
    @DisplayName("PAY-22 what the bank paid is booked with its own day of value")
    void journals() {
        ChequeDesk desk = new ChequeDesk();
        IssuedCheque mailed = desk.states().get("MAILED");
        Decision<IssuedCheque, ChequeEvent> paid =
                desk.decide(mailed, ChequeCommand.present(desk.item("250.00"), ChequeDesk.BANK));
        assertThat(desk.machine.journals(paid)).hasSize(2).allSatisfy(journal -> {
            assertThat(journal.id().value()).startsWith("operating#1001:present:item-250.00");
            assertThat(journal.valueOn()).isEqualTo("2027-03-03");
            assertThat(journal.bookedOn()).isEqualTo("2027-03-02");
        });
    }
}
