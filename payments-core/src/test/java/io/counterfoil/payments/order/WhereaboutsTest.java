package io.counterfoil.payments.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.trace.Whereabouts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A debit of snippet 1 of the API through its life; days by hand from payments specification 4.7. */
class WhereaboutsTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Amounts CAD = Amounts.in("CAD");
    private static final BusinessCalendar CANADA = BusinessCalendar.Rails.paymentsCanada();
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor BANK = Actor.rail("rbc");
    private static final Instant MAR_1 = Instant.parse("2027-03-01T15:00:00Z");

    private final AccountMap accounts = AccountMap.builder()
            .account(AccountMap.Role.Core.CLIENT.of("client-42"), Account.liability("client:42", CAD.currency()))
            .account(AccountMap.Role.Core.INFLIGHT.of("cad-eft"), Account.asset("inflight:cad-eft", CAD.currency()))
            .standard(
                    CAD.currency(),
                    AccountMap.Role.Core.CASH,
                    AccountMap.Role.Core.FEES,
                    AccountMap.Role.Core.RETURNS_RECEIVABLE,
                    AccountMap.Role.Core.LOSS)
            .build();
    private final Payments eft = Payments.canadaEft(CANADA, accounts);
    private final EventStore<PaymentId, PaymentEvent> payments = EventStore.inMemory();
    private final Ledger ledger = Ledger.inMemory(TORONTO);
    private final PaymentOrder order = PaymentOrder.builder()
            .id("p-1")
            .direction(Rail.Direction.DEBIT)
            .amount(CAD.of("100.00"))
            .payer("ana")
            .payee("client-42")
            .instrument(BankAccountRef.of("CA", "0004-12345", "1234567"))
            .mandate("m-7")
            .requestedOn(LocalDate.of(2027, 3, 1))
            .build();

    private static Instant at(String day) {
        return Instant.parse(day + "T15:00:00Z");
    }

    private Whereabouts apply(PaymentCommand command, Instant now) {
        Decision<Payment, PaymentEvent> decision =
                payments.apply(eft, order.id(), command, now).orThrow();
        eft.post(decision, ledger, now).orThrow();
        return eft.whereabouts(decision.state(), ledger, AsOf.at(now, TORONTO));
    }

    private Whereabouts clock(Instant now) {
        Payment payment = eft.fold(payments.load(order.id()));
        for (PaymentCommand command : eft.due(payment, now)) {
            apply(command, now);
        }
        return where(now);
    }

    private Whereabouts where(Instant now) {
        return eft.whereabouts(eft.fold(payments.load(order.id())), ledger, AsOf.at(now, TORONTO));
    }

    private static List<String> holdings(Whereabouts where) {
        return where.holdings().stream()
                .map(h -> h.account() + " " + Amounts.plain(h.amount()) + (h.pending() ? " pending" : ""))
                .toList();
    }

    private void submitted() {
        accounts.openIn(ledger);
        apply(PaymentCommand.submit(order, MARIA, "cmd-1"), MAR_1);
    }

    @Test
    @DisplayName("PAY-66 In flight: the sentence of the guide, the holdings of the ledger, the rail's turn")
    void inFlight() {
        accounts.openIn(ledger);
        Whereabouts where = apply(PaymentCommand.submit(order, MARIA, "cmd-1"), MAR_1);
        assertThat(where.sentence())
                .isEqualTo("100.00 CAD in flight at cad-eft, expected 2 Mar; then open to recourse until 31 May.");
        assertThat(holdings(where)).containsExactly("inflight:cad-eft 100.00 pending", "client:42 100.00 pending");
        assertThat(where.finalOn()).contains(LocalDate.of(2027, 5, 31));
        assertThat(where.expectedNext())
                .contains(Whereabouts.Expectation.by(Whereabouts.Turn.RAIL, "take the file", LocalDate.of(2027, 3, 2)));
        assertThat(where.finality()).isEqualTo(Whereabouts.Finality.NOT_SETTLED);
        assertThat(where.gaps()).isEmpty();
        assertThat(where.timeline())
                .extracting(Whereabouts.TraceFact::kind)
                .contains(
                        Whereabouts.TraceFact.Kind.ORDER,
                        Whereabouts.TraceFact.Kind.FILE,
                        Whereabouts.TraceFact.Kind.POSTING);
    }

    @Test
    @DisplayName("PAY-66 From due over presumed settlement to final, each with its day")
    void toTheEnd() {
        submitted();
        apply(PaymentCommand.accepted(BANK, "file-1"), at("2027-03-01"));
        assertThat(where(at("2027-03-05")).sentence())
                .isEqualTo(
                        "100.00 CAD in flight at cad-eft, expected 2 Mar and overdue; then open to recourse until 31 May.");
        Whereabouts due = clock(at("2027-03-02"));
        // five business days after Tuesday 2 March: Tuesday 9 March
        assertThat(due.sentence())
                .isEqualTo("100.00 CAD at cash:cad, due 2 Mar; silence until 9 Mar counts as settlement"
                        + "; open to recourse until 31 May.");
        assertThat(holdings(due)).containsExactly("client:42 100.00", "cash:cad 100.00");
        Whereabouts presumed = clock(at("2027-03-10"));
        assertThat(presumed.sentence())
                .isEqualTo("100.00 CAD at cash:cad, settled 2 Mar; open to recourse until 31 May.");
        assertThat(presumed.finality()).isEqualTo(Whereabouts.Finality.OPEN_TO_RECOURSE);
        Whereabouts past = clock(at("2027-06-01"));
        assertThat(past.sentence()).isEqualTo("100.00 CAD at cash:cad, settled 2 Mar; final since 1 Jun.");
        assertThat(past.finality()).isEqualTo(Whereabouts.Finality.FINAL);
        assertThat(past.expectedNext()).isEmpty();
        assertThat(where(at("2028-01-03")).sentence())
                .as("another year is said")
                .isEqualTo("100.00 CAD at cash:cad, settled 2 Mar 2027; final since 1 Jun 2027.");
    }

    @Test
    @DisplayName(
            "PAY-66 Returned for lack of funds: it may be presented again until a day; and what the bank should show is a gap until it is linked")
    void returned() {
        submitted();
        apply(PaymentCommand.accepted(BANK, "file-1"), at("2027-03-01"));
        clock(at("2027-03-02"));
        Whereabouts back =
                apply(PaymentCommand.returned("901", LocalDate.of(2027, 3, 4), BANK, "ret-1"), at("2027-03-04"));
        assertThat(back.sentence())
                .isEqualTo("100.00 CAD came back 4 Mar (EFT_CA 901 (NSF: not enough money))"
                        + "; next: present it again, or close it, until 3 Apr.");
        assertThat(holdings(back)).isEmpty();
        assertThat(back.finality()).isEqualTo(Whereabouts.Finality.RETURNED);
        assertThat(back.gaps())
                .extracting(Whereabouts.TraceFact::sentence)
                .as("the return of today may still come on the statement")
                .containsExactly("no statement line for p-1:due:due-3 of 2027-03-02");
        Whereabouts linked = back.with(
                Whereabouts.TraceFact.statementLine("stmt-17/3", LocalDate.of(2027, 3, 2), "credit 100.00 CAD"));
        assertThat(linked.gaps())
                .extracting(Whereabouts.TraceFact::sentence)
                .containsExactly("statement line stmt-17/3 is not matched");
        Whereabouts matched = linked.with(
                        Whereabouts.TraceFact.match("m-9", LocalDate.of(2027, 3, 3), "matched by reference"))
                .with(Whereabouts.TraceFact.ticket(
                        "T-81", LocalDate.of(2027, 3, 5), "Ana asks, card 4111 1111 1111 1111"));
        assertThat(matched.gaps()).isEmpty();
        assertThat(matched.with(Whereabouts.TraceFact.match("m-9", LocalDate.of(2027, 3, 3), "matched by reference")))
                .isSameAs(matched);
        assertThat(matched.timeline().get(matched.timeline().size() - 1).sentence())
                .isEqualTo("Ana asks, card [PAN ****1111]");
        assertThat(matched.timeline()).isSortedAccordingTo(java.util.Comparator.comparing(Whereabouts.TraceFact::on));
        Whereabouts closed = apply(PaymentCommand.close(MARIA, "cmd-9"), at("2027-03-08"));
        assertThat(closed.sentence())
                .isEqualTo("100.00 CAD came back 4 Mar (EFT_CA 901 (NSF: not enough money)); closed 8 Mar.");
    }

    @Test
    @DisplayName("PAY-66 A decision that was never booked is named")
    void notBooked() {
        accounts.openIn(ledger);
        Decision<Payment, PaymentEvent> decision = payments.apply(
                        eft, order.id(), PaymentCommand.submit(order, MARIA, "cmd-1"), MAR_1)
                .orThrow();
        Whereabouts where = eft.whereabouts(decision.state(), ledger, AsOf.at(MAR_1, TORONTO));
        assertThat(where.holdings()).isEmpty();
        assertThat(where.gaps())
                .extracting(Whereabouts.TraceFact::kind)
                .containsExactly(Whereabouts.TraceFact.Kind.POSTING);
        assertThat(where.gaps().get(0).sentence()).endsWith("is not in the ledger");
    }

    @Test
    @DisplayName("PAY-66 Cancelled before it went")
    void cancelled() {
        accounts.openIn(ledger);
        apply(PaymentCommand.schedule(order, MARIA, "cmd-1"), MAR_1);
        assertThat(where(MAR_1).sentence()).isEqualTo("100.00 CAD not handed over yet, planned for 1 Mar.");
        Whereabouts where = apply(PaymentCommand.cancel("not wanted", MARIA, "cmd-2"), MAR_1);
        assertThat(where.sentence()).isEqualTo("100.00 CAD never sent, cancelled 1 Mar.");
        assertThat(where.finality()).isEqualTo(Whereabouts.Finality.NEVER_SENT);
    }
}
