package io.counterfoil.examples.clientservices;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.FEES;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.FEE_INCOME;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.HELD;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.INFLIGHT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.LOSS;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.RETURNS_RECEIVABLE;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.SUSPENSE;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertLog;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.order.RailRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The books that every part of the desk works on: accounts, ledger, machines and stores. Not thread-safe. */
final class Office {

    private static final AccountId OWN = AccountId.of("own:float");
    private static final String GROUP = "group";

    private final AccountMap accounts;
    private final Ledger ledger = Ledger.inMemory(Month.ZONE);
    private final Payments eft;
    private final Payments wire;
    private final Payments card;
    private final Map<Payments, EventStore<PaymentId, PaymentEvent>> stores = new HashMap<>();
    private final Map<JournalId, String> groups = new HashMap<>();
    private AlertLog alerts = AlertLog.empty();

    Office(Map<String, Long> openings) {
        AccountMap.Builder map = AccountMap.builder();
        openings.keySet()
                .forEach(client -> map.account(
                        CLIENT.of(client),
                        Account.liability("client:" + client, Month.CAD.currency())
                                .notBelowZero()));
        for (String name : List.of("cad-eft", "wire", "card", "batch", "bill")) {
            map.account(INFLIGHT.of(name), "inflight:" + name, Month.CAD.currency());
        }
        accounts = map.standard(Month.CAD.currency(), CASH, FEES, FEE_INCOME, HELD, LOSS, RETURNS_RECEIVABLE, SUSPENSE)
                .build();
        accounts.openIn(ledger);
        ledger.open(Account.equity(OWN.value(), Month.CAD.currency())).orThrow();
        eft = Payments.canadaEft(Month.CALENDAR, accounts);
        wire = Payments.of(
                RailRules.wire(Month.CALENDAR, Month.ZONE).toBuilder()
                        .addShortReturnTolerance(Month.CAD.of("20.00"))
                        .build(),
                accounts);
        card = Payments.card(Month.CALENDAR, Month.ZONE, accounts);
        List.of(eft, wire, card).forEach(machine -> stores.put(machine, EventStore.inMemory()));
        open(openings);
    }

    private void open(Map<String, Long> openings) {
        Journal opening = Journal.of("opening").bookedOn(Month.OPENING);
        long sum = Plan.FLOAT;
        for (Map.Entry<String, Long> client : openings.entrySet()) {
            if (client.getValue() > 0) {
                opening = opening.credit(client(client.getKey()), Month.CAD.ofMinor(client.getValue()));
                sum += client.getValue();
            }
        }
        post(
                opening.credit(OWN, Month.CAD.ofMinor(Plan.FLOAT)).debit(cash(), Month.CAD.ofMinor(sum)),
                "",
                Month.at(Month.OPENING, 18));
    }

    AccountMap accounts() {
        return accounts;
    }

    Ledger ledger() {
        return ledger;
    }

    Payments eft() {
        return eft;
    }

    Payments wire() {
        return wire;
    }

    Payments card() {
        return card;
    }

    AccountId account(AccountMap.Role role) {
        return accounts.of(role, Month.CAD.currency());
    }

    AccountId cash() {
        return account(CASH);
    }

    AccountId client(String id) {
        return account(CLIENT.of(id));
    }

    List<Payment> payments(Payments machine) {
        return store(machine).all(machine).toList();
    }

    Payment payment(Payments machine, PaymentId id) {
        return machine.fold(store(machine).load(id));
    }

    private EventStore<PaymentId, PaymentEvent> store(Payments machine) {
        return Optional.ofNullable(stores.get(machine)).orElseThrow();
    }

    /** Decides, stores and books. */
    Payment apply(Payments machine, PaymentId id, PaymentCommand command, Instant now) {
        return apply(machine, id, command, id.value(), now);
    }

    /**
     * Decides, stores and books.
     *
     * @param group what the bank calls it on the statement
     */
    Payment apply(Payments machine, PaymentId id, PaymentCommand command, String group, Instant now) {
        Decision<Payment, PaymentEvent> decision =
                store(machine).apply(machine, id, command, now).orThrow();
        machine.post(decision, ledger, now).orThrow();
        machine.journals(decision).forEach(journal -> groups.put(journal.id(), group));
        machine.alerts(decision.state(), now).forEach(this::raise);
        return decision.state();
    }

    /** Books a journal of the desk's own. */
    void post(Journal journal, String group, Instant now) {
        ledger.post(group.isEmpty() ? journal : journal.attribute(GROUP, group), now)
                .orThrow();
    }

    /** Keeps what the bank calls a journal that a machine made. */
    void name(Journal journal, String group) {
        groups.put(journal.id(), group);
    }

    /** What the bank calls a journal; a part that became a claim on the client is named by the journal in whose place it stands. */
    String group(JournalId id, Map<String, String> attributes) {
        String own = attributes.getOrDefault(GROUP, groups.getOrDefault(id, ""));
        int cut = id.value().lastIndexOf(':');
        return !own.isEmpty() || cut < 0
                ? own
                : groups.getOrDefault(JournalId.of(id.value().substring(0, cut)), "");
    }

    /** What stands on an account at the end of a day, on its normal side. */
    long balance(AccountId account, LocalDate day) {
        return Amounts.minor(
                ledger.balance(account, Month.endOf(day), BalanceBasis.BOOKED).posted());
    }

    /** Own money in the pool: what was put in and earned, less what was paid, lost and lent to clients. */
    long own(LocalDate day) {
        return balance(OWN, day)
                + balance(account(FEE_INCOME), day)
                - balance(account(FEES), day)
                - balance(account(LOSS), day)
                - balance(account(RETURNS_RECEIVABLE), day);
    }

    void raise(Alert alert) {
        alerts = alerts.plus(alert);
    }

    List<Alert> alerts() {
        return alerts.alerts();
    }
}
