package io.counterfoil.payments.order;

import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.trace.Whereabouts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentsSnippetTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");

    @Test
    @DisplayName("PAY-66 post a payment, ask where the money is: the first snippet of the API page, as written")
    void snippet() {
        Instant now = Instant.parse("2027-03-01T17:00:00Z");
        AsOf asOf = AsOf.at(now, TORONTO);
        Amounts cad = Amounts.in("CAD");
        BusinessCalendar canada = BusinessCalendar.Rails.paymentsCanada();
        AccountMap accounts = AccountMap.builder()
                .account(
                        AccountMap.Role.Core.CLIENT,
                        Account.liability("client:42", cad.currency()).notBelowZero())
                .account(AccountMap.Role.Core.INFLIGHT.of("cad-eft"), "inflight:cad-eft", cad.currency())
                .standard(
                        cad.currency(),
                        AccountMap.Role.Core.CASH,
                        AccountMap.Role.Core.FEES,
                        AccountMap.Role.Core.RETURNS_RECEIVABLE)
                .build();
        Actor maria = Actor.host("maria");
        BankAccountRef account = BankAccountRef.of("CA", "00011-003", "1234567");

        Payments eft = Payments.canadaEft(canada, accounts); // the machine, bound once
        EventStore<PaymentId, PaymentEvent> payments = EventStore.inMemory();
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);
        PaymentOrder order = PaymentOrder.builder()
                .id("p-1")
                .direction(DEBIT)
                .amount(cad.of("100.00"))
                .payer("ana")
                .payee("client-42")
                .instrument(account)
                .mandate("m-7")
                .requestedOn(asOf.effective())
                .build();
        var submitted = payments.apply(eft, order.id(), PaymentCommand.submit(order, maria, "cmd-1"), now)
                .orThrow();
        eft.post(submitted, ledger, now).orThrow(); // safe to repeat
        Whereabouts where = eft.whereabouts(submitted.state(), ledger, asOf);
        assertThat(where.sentence())
                .isEqualTo("100.00 CAD in flight at cad-eft, expected 2 Mar; then open to recourse until 31 May.");
        assertThat(where.holdings()).isNotEmpty();
        assertThat(where.expectedNext()).isPresent();
        assertThat(where.finalOn()).contains(LocalDate.of(2027, 5, 31));
        assertThat(eft.post(submitted, ledger, now.plusSeconds(60)).outcome()).isEqualTo(Outcome.REPLAYED);
    }
}
