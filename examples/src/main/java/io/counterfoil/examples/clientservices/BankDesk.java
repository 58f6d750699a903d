package io.counterfoil.examples.clientservices;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.GROUP;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.examples.clientservices.Plan.Credit;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.receipt.ClientStatement;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The pooled account: statements in, what they report booked, the rest matched; what nobody explains becomes an alert and waits in suspense. Not thread-safe. */
final class BankDesk {

    private final Office office;
    private final Payouts payouts;
    private final Map<String, Credit> announced = new HashMap<>();
    private final ImportHistory history = ImportHistory.inMemory();
    private final Imports imports = Imports.builder().history(history).build();
    private final List<Statement> statements = new ArrayList<>();
    private final List<Alert> stray = new ArrayList<>();
    private final List<Identified> identified = new ArrayList<>();
    private final Reconciler reconciler = Reconciler.builder(MatchPlan.named("bank-vs-ledger")
                    .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
                    .pass(Pass.oneToGroup("file")
                            .on(GROUP)
                            .amount(Tolerance.exact())
                            .confirm())
                    .build())
            .calendar(Month.CALENDAR)
            .build();

    /** A stray transfer that a client said was its own. */
    record Identified(String reference, String client, long minor) {}

    BankDesk(Office office, Payouts payouts) {
        this.office = office;
        this.payouts = payouts;
    }

    List<Statement> statements() {
        return List.copyOf(statements);
    }

    /** Lines at the bank that no record explained when they came. */
    List<Alert> stray() {
        return List.copyOf(stray);
    }

    List<Identified> identified() {
        return List.copyOf(identified);
    }

    /** A client tells of a transfer before it comes, or identifies one. */
    void announce(Credit credit) {
        announced.put(credit.reference(), credit);
    }

    /** The statement of the evening. */
    void evening(String text, LocalDate day) {
        Instant now = Month.at(day, 19);
        ByteSource file = ByteSource.of(text.getBytes(StandardCharsets.US_ASCII), "bank-" + day + ".bai");
        ImportReceipt receipt = imports.prove(file);
        if (!receipt.postable()) {
            throw new IllegalStateException(receipt.sentence());
        }
        statements.addAll(imports.statements(file, receipt));
        history.remember(receipt);
        statements.get(statements.size() - 1).entries().forEach(entry -> report(entry, day));
        Reconciliation run = match(day);
        run.conservation().orThrow();
        Map<String, Alert> alerts = new HashMap<>();
        run.breaks().forEach(found -> found.items().forEach(item -> alerts.put(item.value(), found.toAlert(now))));
        for (ItemView line : run.open(Side.LEFT).toList()) { // at the bank, in no book of ours
            Alert alert = Optional.ofNullable(alerts.get(line.id().value())).orElseThrow();
            office.raise(alert);
            stray.add(alert);
            suspend(line, day, now);
        }
    }

    private static String reference(StatementEntry entry) {
        return entry.references().of(Role.END_TO_END).orElse("");
    }

    /** What the statement itself reports as a fact is booked before anything is matched. */
    private void report(StatementEntry entry, LocalDate day) {
        String reference = reference(entry);
        long minor = Amounts.minor(entry.amount());
        if (reference.startsWith("W-")) {
            payouts.wireAtBank(reference, minor, day);
        } else if (reference.startsWith("CHG-")) {
            Journal charge = Journal.of("charge:" + reference)
                    .bookedOn(day)
                    .debit(
                            office.account(AccountMap.Role.Core.FEES),
                            entry.amount().negate())
                    .credit(office.cash(), entry.amount().negate());
            office.post(charge, reference, Month.at(day, 18));
        } else if (announced.containsKey(reference)) {
            funded(reference, minor, day);
        }
    }

    private void funded(String reference, long minor, LocalDate day) {
        Credit credit = announced.get(reference);
        if (credit == null || credit.minor() != minor || credit.announcedBy() == null) {
            return;
        }
        office.post(
                Journal.of("funding:" + reference)
                        .bookedOn(day)
                        .attribute(ClientStatement.LINE, ClientStatement.Kind.FUNDED.name())
                        .debit(office.cash(), Month.CAD.ofMinor(minor))
                        .credit(office.client(credit.announcedBy()), Month.CAD.ofMinor(minor)),
                reference,
                Month.at(day, 18));
    }

    private void suspend(ItemView line, LocalDate day, Instant now) {
        String reference = line.references().get(line.references().size() - 1);
        boolean in = line.amount().isPositive();
        Journal journal = Journal.of("stray:" + reference).bookedOn(day);
        office.post(
                in
                        ? journal.debit(office.cash(), line.amount())
                                .credit(office.account(AccountMap.Role.Core.SUSPENSE), line.amount())
                        : journal.debit(
                                        office.account(AccountMap.Role.Core.SUSPENSE),
                                        line.amount().negate())
                                .credit(office.cash(), line.amount().negate()),
                reference,
                now);
    }

    /** A client has said that a stray transfer was its own. */
    void identified(String reference, String client, long minor, LocalDate day) {
        identified.add(new Identified(reference, client, minor));
        office.post(
                Journal.of("identified:" + reference)
                        .bookedOn(day)
                        .attribute(ClientStatement.LINE, ClientStatement.Kind.FUNDED.name())
                        .debit(office.account(AccountMap.Role.Core.SUSPENSE), Month.CAD.ofMinor(minor))
                        .credit(office.client(client), Month.CAD.ofMinor(minor)),
                "",
                Month.at(day, 15));
    }

    /** The month so far: every line of the statements against every entry of the ledger's cash account. */
    Reconciliation match(LocalDate through) {
        return reconciler.match(bankItems(), bookItems(through), Month.endOf(through));
    }

    private ItemBatch bankItems() {
        ItemBatch.Builder items = ItemBatch.builder("statement entry").source("bank");
        statements.stream()
                .flatMap(statement -> statement.entries().stream())
                .forEach(entry -> items.id(entry.id().value())
                        .amount(entry.amount())
                        .day(entry.bookedOn())
                        .reference(reference(entry))
                        .group(reference(entry))
                        .text(entry.text())
                        .add());
        return items.build();
    }

    private ItemBatch bookItems(LocalDate through) {
        ItemBatch.Builder items = ItemBatch.builder("ledger entry").source("ledger");
        try (Stream<LedgerEntry> entries =
                office.ledger().entries(office.cash(), new DateRange(Month.MARCH.from(), through))) {
            entries.forEach(entry -> {
                String group = office.group(entry.journal(), entry.attributes());
                items.id(entry.journal().value() + "/" + entry.legIndex())
                        .amountMinor(entry.signedMinor(), entry.amount().getCurrency())
                        .day(entry.bookedOn())
                        .reference(group)
                        .group(group)
                        .text(entry.journal().value())
                        .add();
            });
        }
        return items.build();
    }
}
