package io.counterfoil.payments.order;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A host in miniature: one rail, a store, a ledger and a clock that is moved by hand. Monday 1 March 2027, noon. */
final class Desk {

    static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    static final BusinessCalendar WEEKDAYS =
            BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));
    static final LocalDate MAR_1 = LocalDate.of(2027, 3, 1);
    static final Actor MARIA = Actor.host("maria");
    static final Actor BEN = Actor.approver("ben");
    static final Actor BANK = Actor.rail("bank");

    final Payments payments;
    final Ledger ledger = Ledger.inMemory(TORONTO);
    final EventStore<PaymentId, PaymentEvent> store = EventStore.inMemory();
    final PaymentId id = PaymentId.of("p-1");
    final Amounts money;
    Instant now;
    private int keys;

    private Desk(RailRules rules, String currency) {
        money = Amounts.in(currency);
        payments = Payments.of(rules, accounts(currency));
        payments.accounts().openIn(ledger);
        now = MAR_1.atTime(12, 0).atZone(rules.zone()).toInstant();
    }

    static AccountMap accounts(String currency) {
        var unit = Amounts.in(currency).currency();
        return AccountMap.builder()
                .account(AccountMap.Role.Core.CASH, Account.asset("cash", unit))
                .account(AccountMap.Role.Core.INFLIGHT, Account.asset("inflight", unit))
                .account(
                        AccountMap.Role.Core.CLIENT,
                        Account.liability("client", unit).notBelowZero())
                .account(AccountMap.Role.Core.RETURNS_RECEIVABLE, Account.asset("retRecv", unit))
                .account(AccountMap.Role.Core.HELD, Account.asset("held", unit))
                .account(AccountMap.Role.Core.FEES, Account.expense("fees", unit))
                .account(AccountMap.Role.Core.LOSS, Account.expense("loss", unit))
                .build();
    }

    static Desk eft() {
        return new Desk(RailRules.canadaEft(WEEKDAYS), "CAD");
    }

    static Desk ach() {
        return new Desk(RailRules.ach(WEEKDAYS), "USD");
    }

    static Desk bacs() {
        return new Desk(RailRules.bacs(WEEKDAYS), "GBP");
    }

    static Desk sepa() {
        return new Desk(RailRules.sepa(WEEKDAYS), "EUR");
    }

    static Desk wire() {
        return new Desk(RailRules.wire(WEEKDAYS, TORONTO), "USD");
    }

    static Desk card() {
        return new Desk(
                RailRules.card(WEEKDAYS, TORONTO).toBuilder()
                        .disputesBookedApart(false)
                        .build(),
                "CAD");
    }

    static Desk cheque() {
        return new Desk(RailRules.cheque(WEEKDAYS, TORONTO), "CAD");
    }

    static Desk book() {
        return new Desk(RailRules.bookTransfer(WEEKDAYS, TORONTO), "CAD");
    }

    Desk rules(UnaryOperator<RailRules.Builder> change) {
        return new Desk(
                change.apply(payments.rules().toBuilder()).build(),
                money.currency().getCurrencyCode());
    }

    /** The client has so much from before. */
    Desk funded(String amount) {
        ledger.open(Account.asset("before", money.currency())).orThrow();
        ledger.post(
                        io.counterfoil.payments.ledger.Journal.of("before")
                                .bookedOn(MAR_1)
                                .debit("before", money.of(amount))
                                .credit("client", money.of(amount)),
                        now)
                .orThrow();
        return this;
    }

    PaymentOrder.Builder order(Rail.Direction direction) {
        Instrument instrument = switch (payments.rules().rail()) {
            case CARD -> Instrument.card("tok_1", "visa", "4242").expiring(YearMonth.of(2029, 5));
            case CHEQUE -> Instrument.cheque("000123", account());
            case BOOK_TRANSFER -> Instrument.ledger(AccountId.of("other"));
            default -> Instrument.account(account());
        };
        PaymentOrder.Builder order = PaymentOrder.builder()
                .id(id)
                .direction(direction)
                .amount(money.of("100.00"))
                .payer(direction == Rail.Direction.DEBIT ? "ana" : "client-42")
                .payee(direction == Rail.Direction.DEBIT ? "client-42" : "acme")
                .instrument(instrument)
                .requestedOn(MAR_1);
        if (payments.rules().rail() == io.counterfoil.payments.rail.Rail.BACS) {
            order.endToEndId("P1");
        }
        if (payments.rules().rail() == io.counterfoil.payments.rail.Rail.WIRE) {
            order.uetr("7a562c67-ca16-48ba-b074-65581be6f011");
        }
        return direction == Rail.Direction.DEBIT ? order.mandate("m-7") : order;
    }

    static BankAccountRef account() {
        return BankAccountRef.of("CA", "00011-003", "1234567");
    }

    Decision<Payment, PaymentEvent> tell(PaymentCommand command) {
        Decision<Payment, PaymentEvent> decision = store.apply(payments, id, command, now);
        payments.post(decision, ledger, now);
        return decision;
    }

    /** Tells, and expects it to be taken and booked. */
    Payment take(PaymentCommand command) {
        Decision<Payment, PaymentEvent> decision =
                store.apply(payments, id, command, now).orThrow();
        Posting posting = payments.post(decision, ledger, now);
        posting.orThrow();
        return decision.state();
    }

    Payment submit(Rail.Direction direction) {
        return take(PaymentCommand.submit(order(direction).build(), MARIA, key()));
    }

    Code refused(PaymentCommand command) {
        Decision<Payment, PaymentEvent> decision = tell(command);
        if (decision.outcome() != Outcome.REFUSED) {
            throw new AssertionError("expected a refusal, was " + decision.outcome() + " in " + decision.state());
        }
        return decision.refusal().orElseThrow().code();
    }

    String why(PaymentCommand command) {
        return tell(command).refusal().orElseThrow().sentence();
    }

    Payment payment() {
        return payments.fold(store.load(id));
    }

    PaymentStatus status() {
        return payment().status();
    }

    /** Applies every passed deadline, until none is due. */
    Payment clock() {
        while (!payments.due(payment(), now).isEmpty()) {
            take(payments.due(payment(), now).get(0));
        }
        return payment();
    }

    Desk on(LocalDate day) {
        now = day.atTime(LocalTime.NOON).atZone(payments.rules().zone()).toInstant();
        return this;
    }

    Desk on(int month, int day) {
        return on(LocalDate.of(2027, month, day));
    }

    String key() {
        return "k-" + ++keys;
    }

    Balance balance(String account) {
        return ledger.balance(
                AccountId.of(account), new AsOf(LocalDate.of(2099, 1, 1), Instant.MAX), BalanceBasis.BOOKED);
    }

    /** Posted balances and, in brackets, what is pending for and against the client: {@code cash 100.00 inflight 0.00 …}. */
    String books() {
        StringBuilder text = new StringBuilder();
        for (Account account : ledger.accounts()) {
            Balance balance = balance(account.id().value());
            String pending = balance.pendingFor().isZero()
                            && balance.pendingAgainst().isZero()
                    ? ""
                    : "(+" + Amounts.plain(balance.pendingFor()) + " -" + Amounts.plain(balance.pendingAgainst()) + ")";
            if (balance.postedMinor() != 0 || !pending.isEmpty()) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(account.id())
                        .append(' ')
                        .append(Amounts.plain(balance.posted()))
                        .append(pending);
            }
        }
        return text.toString();
    }

    static DateRange year() {
        return DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31));
    }
}
