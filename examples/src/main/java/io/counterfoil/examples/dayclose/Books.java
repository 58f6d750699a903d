package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** The company's ledger: every journal of the quarter, posted in the order of days and ids, so that the same facts give the same chain. */
final class Books {

    private static final int JOURNALS_A_STEP = 250;

    private final AccountMap accounts = House.accounts();
    private final DayStores stores;
    private final List<Journal> journals = new ArrayList<>();
    private Ledger ledger;

    Books(DayStores stores) {
        this.stores = stores;
        stores.step(tx -> {
            accounts.openIn(open(tx));
            return true;
        });
        this.ledger = open(stores);
    }

    private static Ledger open(DayStores stores) {
        return Ledger.builder(House.ZONE).store(stores.ledger("main")).build();
    }

    AccountMap accounts() {
        return accounts;
    }

    Ledger ledger() {
        return ledger;
    }

    /** What stood at the bank before the first statement. */
    void opening(List<Statement> statements) {
        for (CurrencyUnit currency : House.CURRENCIES) {
            statements.stream()
                    .filter(s -> s.currency().equals(currency))
                    .findFirst()
                    .flatMap(Statement::opening)
                    .ifPresent(opening -> move(
                            "opening:" + currency.getCurrencyCode(),
                            opening.date().minusDays(1),
                            opening.amount(),
                            StripeAccountRole.BANK,
                            HouseRole.OPENING));
        }
    }

    void invoices(List<Invoice> invoices) {
        for (Invoice invoice : invoices) {
            if (invoice.status() != Invoice.Status.VOID) {
                move(
                        "invoice:" + invoice.id(),
                        invoice.issuedOn(),
                        invoice.amount(),
                        StripeAccountRole.RECEIVABLE,
                        HouseRole.SALES);
            }
        }
    }

    /** A refund gives back what the customer had paid for: a credit note stands behind it. */
    void creditNote(String id, LocalDate day, MonetaryAmount amount) {
        move("credit-note:" + id, day, amount, HouseRole.SALES, StripeAccountRole.CREDITS_OWED);
    }

    /** What a linked card payment brought beyond its invoice waits for the customer's word. */
    void excess(Receipt receipt) {
        move(
                "excess:" + receipt.id(),
                receipt.day(),
                receipt.unapplied(),
                StripeAccountRole.RECEIVABLE,
                StripeAccountRole.UNAPPLIED_CASH);
    }

    void cashBook(List<Billing.Payment> payments) {
        payments.forEach(p -> move(
                "cash-book:" + p.id(),
                p.date(),
                p.amount().negate(),
                HouseRole.SUPPLIERS,
                HouseRole.PAYMENTS_IN_TRANSIT));
    }

    /** Money at the bank, against whatever explains it. */
    void bank(StatementEntry entry, AccountMap.Role contra) {
        move("bank:" + entry.id(), entry.bookedOn(), entry.amount(), StripeAccountRole.BANK, contra);
    }

    /** A receipt at the bank: invoices get their shares, the rest is unapplied. */
    void bankReceipt(StatementEntry entry, Receipt receipt) {
        Journal journal = Journal.of("bank:" + entry.id())
                .bookedOn(entry.bookedOn())
                .debit(account(StripeAccountRole.BANK, entry.amount()), entry.amount());
        MonetaryAmount applied = receipt.amount().subtract(receipt.unapplied());
        if (!applied.isZero()) {
            journal = journal.credit(account(StripeAccountRole.RECEIVABLE, applied), applied);
        }
        if (!receipt.unapplied().isZero()) {
            journal = journal.credit(account(StripeAccountRole.UNAPPLIED_CASH, applied), receipt.unapplied());
        }
        journals.add(journal);
    }

    void add(List<Journal> more) {
        journals.addAll(more);
    }

    /** Posts everything that was collected, in the order of days and ids, some hundred at a time; what was posted before is a replay. */
    void post(Instant now, Progress progress) {
        List<Journal> ordered = journals.stream()
                .sorted(Comparator.comparing((Journal journal) -> journal.bookedOn())
                        .thenComparing(journal -> journal.id().value()))
                .toList();
        List<List<Journal>> parts = new ArrayList<>();
        for (int from = 0; from < ordered.size(); from += JOURNALS_A_STEP) {
            parts.add(ordered.subList(from, Math.min(ordered.size(), from + JOURNALS_A_STEP)));
        }
        for (List<Journal> part : progress.over("Ledger, " + JOURNALS_A_STEP + " journals a step", parts)) {
            stores.step(tx -> {
                Ledger writer = open(tx);
                part.forEach(journal -> writer.post(journal, now).orThrow());
                return part.size();
            });
        }
        ledger = open(stores);
    }

    int size() {
        return journals.size();
    }

    /** The balance of a role by currency, debits positive. */
    Totals balance(AccountMap.Role role, AsOf asOf) {
        Totals sum = Totals.none();
        for (CurrencyUnit currency : House.CURRENCIES) {
            MonetaryAmount posted = ledger.balance(accounts.of(role, currency), asOf, BalanceBasis.BOOKED)
                    .posted();
            boolean debit = role.kind().normalSide() == Journal.Side.DEBIT;
            sum = sum.plus(currency, debit ? Amounts.minor(posted) : -Amounts.minor(posted));
        }
        return sum;
    }

    private void move(String id, LocalDate day, MonetaryAmount amount, AccountMap.Role debit, AccountMap.Role credit) {
        if (amount.isZero()) {
            return;
        }
        boolean forward = amount.isPositive();
        MonetaryAmount size = amount.abs();
        journals.add(Journal.of(id)
                .bookedOn(day)
                .debit(account(forward ? debit : credit, size), size)
                .credit(account(forward ? credit : debit, size), size));
    }

    private AccountId account(AccountMap.Role role, MonetaryAmount amount) {
        return accounts.of(role, amount.getCurrency());
    }
}
