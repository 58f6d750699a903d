package io.counterfoil.payments.bill;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.INFLIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.bill.BillEvent.Kind;
import io.counterfoil.payments.bill.BillPayment.Bill;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.lifecycle.TableConformance;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BillPaymentsTest {

    private static final Instant NOW = Instant.parse("2027-03-02T15:00:00Z");
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor NETWORK = Actor.rail("network");

    private final Amounts cad = Amounts.in("CAD");
    private final AccountMap accounts = AccountMap.builder()
            .standard(cad.currency(), CASH, INFLIGHT.of("bill"), CLIENT.of("ana"))
            .build();
    private final BillPayments machine = BillPayments.of(accounts, TORONTO);
    private final BillPayments.Biller hydro = BillPayments.Biller.builder()
            .id("hydro")
            .name("Hydro")
            .transport(BillPayments.Biller.Transport.NETWORK)
            .networkCode("12345678")
            .addMasks("9999 9999 99", "A-999")
            .build();
    private final Bill bill = Bill.of("b-1", PartyId.of("ana"), PartyId.of("hydro"), "1234-5678-90", cad.of("80.00"));

    @Test
    @DisplayName("PAY-17 PAY-21 every state, event and role of BILL_PAYMENT is taken or refused as the table says")
    void everyStateAndEvent() {
        assertThat(TableConformance.check(
                        LifecycleTable.Standard.BILL_PAYMENT.table(),
                        machine,
                        states(),
                        (event, actor) -> command(event, actor, "new-" + event + actor.role()),
                        NOW))
                .isEqualTo(7 * 7 * 5);
        for (Kind kind : Kind.values()) {
            if (kind != Kind.RECEIVE) {
                assertThat(code(machine.initial(), command(kind.tableName(), MARIA, "k")))
                        .isEqualTo(BillPayments.Refused.NOT_RECEIVED);
            }
        }
        for (BillStatus status : BillStatus.values()) {
            TableConformance.replays(machine, path(status), NOW);
        }
    }

    @Test
    @DisplayName(
            "PAY-21 an account number must fit a mask of its biller and its check digit; it is shown by four characters")
    void masks() {
        assertThat(hydro.objection("1234567890")).isEmpty();
        assertThat(hydro.objection("B-123")).isEmpty();
        assertThat(hydro.objection("1-123"))
                .contains(
                        "account number ****1123 with 4 characters fits none of the masks 9999 9999 99, A-999 of Hydro");
        BillPayments.Biller checked =
                BillPayments.Biller.builder().from(hydro).checkDigit(true).build();
        // 7992739871 with the check digit 3 is the standard's example; 4444 is checked by hand: 8+4+8+4 = 24, not a
        // multiple of 10.
        BillPayments.Biller eleven = BillPayments.Biller.builder()
                .from(checked)
                .masks(List.of("99999999999", "9999", "X"))
                .build();
        assertThat(eleven.objection("79927398713")).isEmpty();
        assertThat(eleven.objection("79927398710"))
                .contains("account number ****8710 of Hydro has a wrong check digit");
        assertThat(eleven.objection("4444")).isPresent();
        assertThat(eleven.objection("Z")).isPresent();
        BillPayment received = states().get("RECEIVED");
        BillPayments.Biller other =
                BillPayments.Biller.builder().from(hydro).id("gas").build();
        assertThat(refusal(received, BillCommand.match(other, MARIA, "m")).sentence())
                .endsWith("the bill is of hydro, matched with gas");
        BillPayments.Biller narrow =
                BillPayments.Biller.builder().from(hydro).masks(List.of("999")).build();
        assertThat(refusal(received, BillCommand.match(narrow, MARIA, "m")).sentence())
                .contains("****7890")
                .doesNotContain("1234");
        assertThat(bill.toString()).isEqualTo("bill payment b-1 of 80.00 CAD by ana to hydro ****7890");
    }

    @Test
    void billersAndBillsThatCannotWorkAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillPayments.Biller.builder()
                        .from(hydro)
                        .networkCode(" ")
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillPayments.Biller.builder()
                        .from(hydro)
                        .transport(BillPayments.Biller.Transport.EFT)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillPayments.Biller.builder()
                        .from(hydro)
                        .masks(List.of("-"))
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bill.of("b", bill.payer(), bill.biller(), "4111 1111 1111 1111", cad.of("1.00")))
                .withMessageContaining("card number")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("1111"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bill.of("b", bill.payer(), bill.biller(), "1", cad.of("0.00")));
        assertThatIllegalArgumentException().isThrownBy(() -> new BillEvent.Requested(" ", ""));
    }

    @Test
    @DisplayName(
            "PAY-21 the same bill goes out as a line of the network or as a transfer with the number as its reference")
    void transports() {
        BillPayment posted = states().get("POSTED");
        assertThat(machine.dispatch(posted))
                .contains(new BillPayment.NetworkLine(
                        "12345678", "1234-5678-90", cad.of("80.00"), LocalDate.of(2027, 3, 2), "b-1"));
        assertThat(machine.dispatch(posted).orElseThrow().toString()).doesNotContain("1234-5678");
        assertThat(machine.dispatch(states().get("MATCHED"))).isEmpty();
        BankAccountRef account = BankAccountRef.of("CA", "000300002", "1234567");
        BillPayments.Biller byTransfer = BillPayments.Biller.builder()
                .from(hydro)
                .transport(BillPayments.Biller.Transport.EFT)
                .account(account)
                .build();
        BillPayment state = run(List.of(
                BillCommand.receive(bill, MARIA, "r"),
                BillCommand.match(byTransfer, MARIA, "m"),
                BillCommand.post(MARIA, "p")));
        assertThat(machine.dispatch(state).orElseThrow())
                .isInstanceOfSatisfying(BillPayment.Transfer.class, transfer -> {
                    assertThat(transfer.order().remittance().reference()).isEqualTo("1234-5678-90");
                    assertThat(transfer.order().id().value()).isEqualTo("b-1");
                    assertThat(transfer.order().payee()).isEqualTo(bill.biller());
                });
    }

    @Test
    @DisplayName(
            "PAY-21 a misapplication found after sending is a new record linked to the first, which does not change")
    void foundAfterwards() {
        BillPayment posted = states().get("POSTED");
        Decision<BillPayment, BillEvent> linked =
                machine.decide(machine.initial(), BillCommand.misappliedAfterwards("b-1x", posted, MARIA, "x"), NOW);
        assertThat(linked.orThrow().state().status()).isEqualTo(BillStatus.MISAPPLIED);
        assertThat(linked.events()).extracting(BillEvent::kind).containsExactly(Kind.RECEIVE, Kind.MISAPPLY);
        assertThat(linked.state().bill().orElseThrow().corrects()).isEqualTo("b-1");
        assertThat(machine.journals(linked)).isEmpty();
        BillPayment matched = states().get("MATCHED");
        Refusal refusal = refusal(machine.initial(), BillCommand.misappliedAfterwards("b-1x", matched, MARIA, "x"));
        assertThat(refusal.code()).isEqualTo(BillPayments.Refused.NOT_SENT_BEFORE);
        assertThat(refusal.sentence()).contains("which is MATCHED, expected POSTED");
        Bill forged = new Bill("z", bill.payer(), bill.biller(), "1", cad.of("1.00"), "b-1");
        assertThat(code(machine.initial(), BillCommand.receive(forged, MARIA, "k")))
                .isEqualTo(BillPayments.Refused.NOT_SENT_BEFORE);
        BillPayment requested = machine.decide(
                        linked.state(), BillCommand.requestCorrection("1234567899", "typed wrong", MARIA, "q"), NOW)
                .orThrow()
                .state();
        Decision<BillPayment, BillEvent> back = machine.decide(
                requested, BillCommand.reversed(cad.of("78.50"), LocalDate.of(2027, 3, 5), NETWORK, "rv"), NOW);
        assertThat(machine.alert(back.orThrow(), NOW)).hasValueSatisfying(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.SHORT_RETURN);
            assertThat(alert.amount().map(Amounts::text)).contains("1.50 CAD");
        });
        assertThat(code(requested, BillCommand.reversed(cad.of("80.01"), LocalDate.of(2027, 3, 5), NETWORK, "r2")))
                .isEqualTo(BillPayments.Refused.AMOUNT);
        assertThat(code(
                        requested,
                        BillCommand.reversed(Amounts.in("USD").of("1.00"), LocalDate.of(2027, 3, 5), NETWORK, "r3")))
                .isEqualTo(BillPayments.Refused.AMOUNT);
    }

    @Provide
    Arbitrary<List<String>> walks() {
        return Arbitraries.of("match", "post", "misapply", "requestCorrection", "corrected", "reversed", "refused")
                .list()
                .ofMaxSize(9);
    }

    @Property
    void moneyIsConservedAfterEveryStep(@ForAll("walks") List<String> walk, @ForAll boolean afterwards) {
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);
        long before = 0;
        BillPayment state = machine.initial();
        if (afterwards) {
            for (BillCommand command : path(BillStatus.POSTED)) {
                state = book(ledger, state, command);
            }
            before = 8000;
            state = book(ledger, machine.initial(), BillCommand.misappliedAfterwards("b-2", state, MARIA, "x"));
        } else {
            state = book(ledger, state, BillCommand.receive(bill, MARIA, "0"));
        }
        for (int i = 0; i < walk.size(); i++) {
            String event = walk.get(i);
            boolean fact = List.of("corrected", "reversed", "refused").contains(event);
            state = book(ledger, state, command(event, fact ? NETWORK : MARIA, "w" + i));
            long out = -balance(ledger, CASH).postedMinor();
            assertThat(balance(ledger, CLIENT.of("ana")).postedMinor()).isEqualTo(-out);
            assertThat(balance(ledger, INFLIGHT.of("bill")).postedMinor()).isZero();
            boolean sent = state.status() == BillStatus.POSTED;
            boolean ended = sent || state.status() == BillStatus.REVERSED || state.status() == BillStatus.REFUSED;
            long expected = afterwards ? (state.status() == BillStatus.REVERSED ? 0 : before) : (sent ? 8000 : 0);
            assertThat(out).isEqualTo(expected);
            assertThat(Amounts.minor(balance(ledger, CLIENT.of("ana")).pendingAgainst()))
                    .isEqualTo(afterwards || ended ? 0 : 8000);
        }
    }

    @Test
    @DisplayName("PAY-50 PAY-52 what comes after its period was locked is booked today, of value on its own day")
    void late() {
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);
        ledger.lock(
                        LocalDate.of(2027, 3, 2),
                        ledger.prove(DateRange.of(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 2))))
                .orThrow();
        Instant later = NOW.plus(Duration.ofDays(3));
        BillPayment state = machine.initial();
        for (BillCommand command : path(BillStatus.POSTED)) {
            Decision<BillPayment, BillEvent> decision = machine.decide(state, command, NOW);
            for (int again = 0; again < 2; again++) {
                machine.post(decision, ledger, later.plus(Duration.ofDays(again)))
                        .orThrow();
            }
            state = decision.state();
        }
        Balance client = ledger.balance(
                accounts.of(CLIENT.of("ana"), cad.currency()),
                new AsOf(LocalDate.of(2027, 3, 6), later.plus(Duration.ofDays(2))),
                BalanceBasis.BOOKED);
        assertThat(client.postedMinor()).isEqualTo(-8000);
        assertThat(Amounts.minor(client.pendingAgainst())).isZero();
        List<LedgerEntry> entries = ledger.entries(
                        accounts.of(CASH, cad.currency()),
                        DateRange.of(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 31)))
                .toList();
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).bookedOn()).isEqualTo("2027-03-05");
        assertThat(entries.get(0).valueOn()).isEqualTo("2027-03-02");
        assertThat(entries.get(0).journal().value()).endsWith(":late");
    }

    private BillPayment book(Ledger ledger, BillPayment state, BillCommand command) {
        Decision<BillPayment, BillEvent> decision = machine.decide(state, command, NOW);
        machine.post(decision, ledger, NOW).orThrow();
        long records = ledger.sequence();
        machine.post(decision, ledger, NOW.plusSeconds(1)).orThrow();
        assertThat(ledger.sequence()).isEqualTo(records);
        return decision.state();
    }

    private Balance balance(Ledger ledger, AccountMap.Role role) {
        return ledger.balance(
                accounts.of(role, cad.currency()), AsOf.at(NOW.plusSeconds(600), TORONTO), BalanceBasis.BOOKED);
    }

    private BillCommand command(String event, Actor by, String key) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> one.tableName().equals(event))
                .findFirst()
                .orElseThrow();
        BillEvent.Detail detail = switch (kind) {
            case RECEIVE -> new BillEvent.Received(bill);
            case MATCH -> new BillEvent.Matched(hydro);
            case REQUEST_CORRECTION -> new BillEvent.Requested("1234567899", "typed wrong");
            case REVERSED -> new BillEvent.Returned(cad.of("80.00"), LocalDate.of(2027, 3, 4));
            default -> new BillEvent.Noted("");
        };
        return new BillCommand(kind, detail, null, by, IdempotencyKey.of(key));
    }

    private List<BillCommand> path(BillStatus status) {
        List<String> events = switch (status) {
            case RECEIVED -> List.of("receive");
            case MATCHED -> List.of("receive", "match");
            case POSTED -> List.of("receive", "match", "post");
            case MISAPPLIED -> List.of("receive", "misapply");
            case CORRECTION_REQUESTED -> List.of("receive", "match", "misapply", "requestCorrection");
            case REVERSED -> List.of("receive", "misapply", "requestCorrection", "reversed");
            case REFUSED -> List.of("receive", "misapply", "requestCorrection", "refused");
        };
        return events.stream()
                .map(event ->
                        command(event, event.equals("reversed") || event.equals("refused") ? NETWORK : MARIA, event))
                .toList();
    }

    private Map<String, BillPayment> states() {
        Map<String, BillPayment> states = new LinkedHashMap<>();
        for (BillStatus status : BillStatus.values()) {
            states.put(status.name(), run(path(status)));
        }
        return states;
    }

    private BillPayment run(List<BillCommand> commands) {
        BillPayment state = machine.initial();
        for (BillCommand command : commands) {
            state = machine.decide(state, command, NOW).orThrow().state();
        }
        return state;
    }

    private Refusal refusal(BillPayment state, BillCommand command) {
        Decision<BillPayment, BillEvent> decision = machine.decide(state, command, NOW);
        assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
        return decision.refusal().orElseThrow();
    }

    private Code code(BillPayment state, BillCommand command) {
        Code code = refusal(state, command).code();
        assertThat(code).isNotEqualTo(Lifecycle.Reason.LOST_RACE);
        return code;
    }
}
