package io.counterfoil.examples.clientservices;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.fee.Fee;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.ledger.PeriodProof;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.receipt.ClientStatement;
import io.counterfoil.reconciliation.difference.FeeRecord;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.proof.AvailableFundsProof;
import io.counterfoil.reconciliation.proof.BankReconciliation;
import io.counterfoil.reconciliation.proof.FeeProof;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementChain;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** The last evening: fees compared and posted, funds and bank proven, statements made, the period locked. Confined to one use. */
final class MonthEnd {

    private static final MonetaryAmount NOTHING = Month.CAD.zero();

    private final Office office;
    private final BankDesk bank;
    private final Records records;
    private final AvailableFunds funds;
    private final Reconciliation run;
    private final List<OffFee> offFees = new ArrayList<>();
    private final Map<String, Long> charges = new TreeMap<>();
    private final FeeProof clientFees;
    private final FeeProof bankFees;
    private final List<AvailableFunds.Report> reports;
    private final List<ClientStatement> statements;
    private final List<AvailableFundsProof.CustomerFunds> customers = new ArrayList<>();
    private final AvailableFundsProof pool;
    private final BankReconciliation reconciliation;
    private final PeriodProof ledger;

    /** A fee of the draft that is not as agreed. */
    record OffFee(Billing.Line line, Fee.Variance variance) {}

    MonthEnd(Office office, BankDesk bank, Records records, AvailableFunds.Hold hold, List<Billing.Line> draft) {
        this.office = office;
        this.bank = bank;
        this.records = records;
        funds = AvailableFunds.of(office.accounts()).holding(hold);
        List<FeeRecord> charged = charge(draft);
        run = bank.match(Month.LAST);
        reports = records.clients().stream()
                .map(client -> funds.assess(PartyId.of(client), office.ledger(), Month.endOf(Month.LAST)))
                .toList();
        statements = records.clients().stream()
                .flatMap(client ->
                        ClientStatement.of(
                                PartyId.of(client), Month.MARCH, funds, office.ledger(), Month.endOf(Month.LAST))
                                .stream())
                .toList();
        clientFees = clientFees(charged);
        bankFees = bankFees();
        reconciliation = BankReconciliation.prove(
                BankReconciliation.Sides.builder()
                        .account("pooled")
                        .bankBalance(closing())
                        .bookBalance(Month.CAD.ofMinor(office.balance(office.cash(), Month.LAST)))
                        .addRun(run)
                        .build(),
                Month.endOf(Month.LAST));
        pool = pool();
        ledger = office.ledger().prove(Month.MARCH);
        office.ledger().lock(Month.LAST, ledger.orThrow()).orThrow();
    }

    private static Instant now() {
        return Month.at(Month.LAST, 20);
    }

    // ── fees ──

    private static Fee.Agreements.Agreement agreed(String event, FeeSchedule schedule) {
        return Fee.Agreements.Agreement.builder()
                .event(event)
                .validFrom(Month.OPENING)
                .schedule(schedule)
                .build();
    }

    /** Every fee of the draft against what was agreed: what is off is put right, then each client's fees are posted. */
    private List<FeeRecord> charge(List<Billing.Line> draft) {
        Map<String, Billing.Line> lines = new TreeMap<>();
        draft.forEach(line -> lines.put(line.event() + " " + line.reference(), line));
        List<FeeRecord> charged = new ArrayList<>();
        Fee.Agreements agreements = Fee.Agreements.of(List.of(
                agreed("ITEM", FeeSchedule.flat(Month.CAD.of("0.45"))),
                agreed("RETURN", FeeSchedule.flat(Month.CAD.of("6.00"))),
                agreed("WIRE", FeeSchedule.flat(Month.CAD.of("20.00"))),
                agreed("BILL", FeeSchedule.flat(Month.CAD.of("0.50"))),
                agreed("CARD", FeeSchedule.percent("3.2", Month.CAD.of("0.00"))),
                agreed("CHARGEBACK", FeeSchedule.flat(Month.CAD.of("20.00")))));
        for (Records.Charged item : records.chargeable()) { // from what the payments themselves say
            FeeSchedule schedule = agreements
                    .inForce(item.event(), item.rail(), PartyId.of(item.client()), item.on())
                    .orElseThrow()
                    .schedule();
            Fee expected = schedule.expected(item.basis(), RoundingMode.HALF_UP);
            Billing.Line line = lines.remove(item.event() + " " + item.reference());
            Fee.Variance variance = line == null
                    ? Fee.Variance.missing(expected)
                    : Fee.Variance.of(expected, Month.CAD.ofMinor(line.charged()), Month.CAD.zero());
            if (variance.verdict() != Fee.Variance.Verdict.AS_EXPECTED) {
                off(item, line, variance);
            }
            charged.add(record(item, expected.amount())); // as put right
            charges.merge(item.client(), Amounts.minor(expected.amount()), Math::addExact);
        }
        if (!lines.isEmpty()) {
            throw new IllegalStateException("the draft charges for " + lines.keySet() + ", which never happened");
        }
        charges.forEach((client, sum) -> office.post(
                Journal.of("fees:" + client)
                        .bookedOn(Month.LAST)
                        .attribute(ClientStatement.LINE, ClientStatement.Kind.FEE.name())
                        .debit(office.client(client), Month.CAD.ofMinor(sum))
                        .credit(office.account(AccountMap.Role.Core.FEE_INCOME), Month.CAD.ofMinor(sum)),
                "",
                now()));
        return charged;
    }

    private void off(Records.Charged item, Billing.@Nullable Line line, Fee.Variance variance) {
        Billing.Line shown = line == null ? new Billing.Line(item.client(), item.event(), item.reference(), 0) : line;
        offFees.add(new OffFee(shown, variance));
        variance.toAlert(SubjectRef.of("fee", item.event() + " " + item.reference()), now())
                .ifPresent(office::raise);
    }

    private static FeeRecord record(Records.Charged item, MonetaryAmount charged) {
        return FeeRecord.builder()
                .source("client fees")
                .customer(PartyId.of(item.client()))
                .scheduleLine(item.event())
                .basis(item.basis())
                .expected(charged)
                .charged(charged)
                .build();
    }

    private FeeProof clientFees(List<FeeRecord> charged) {
        List<Proof.Figure.Item> stated = statements.stream()
                .map(one -> new Proof.Figure.Item(
                        one.client().value(),
                        one.total(ClientStatement.Kind.FEE).negate(),
                        "statement"))
                .toList();
        return FeeProof.prove(
                new FeeProof.Source("clients", Month.MARCH, Month.CAD.currency()),
                charged,
                stated,
                entries(office.account(AccountMap.Role.Core.FEE_INCOME), "fees:", -1));
    }

    /** What the bank took for wires: agreed, on its statement, posted. */
    private FeeProof bankFees() {
        FeeSchedule agreed = FeeSchedule.flat(Month.CAD.ofMinor(Plan.WIRE_CHARGE));
        List<FeeRecord> charged = new ArrayList<>();
        List<Proof.Figure.Item> stated = new ArrayList<>();
        for (StatementEntry entry : lines()) {
            String reference = entry.references()
                    .of(StatementEntry.References.Role.END_TO_END)
                    .orElse("");
            if (reference.startsWith("CHG-")) {
                MonetaryAmount amount = entry.amount().negate();
                stated.add(new Proof.Figure.Item(
                        reference, amount, entry.bookedOn().toString()));
                charged.add(FeeRecord.builder()
                        .source("bank")
                        .scheduleLine(reference)
                        .basis(NOTHING)
                        .expected(agreed.expected(NOTHING, RoundingMode.HALF_UP).amount())
                        .charged(amount)
                        .statementLine(entry.id())
                        .build());
            }
        }
        return FeeProof.prove(
                new FeeProof.Source("bank", Month.MARCH, Month.CAD.currency()),
                charged,
                stated,
                entries(office.account(AccountMap.Role.Core.FEES), "charge:", 1));
    }

    private List<Proof.Figure.Item> entries(AccountId account, String prefix, int sign) {
        try (Stream<LedgerEntry> entries = office.ledger().entries(account, Month.MARCH)) {
            return entries.filter(entry -> entry.journal().value().startsWith(prefix))
                    .map(entry -> new Proof.Figure.Item(
                            entry.journal().value(),
                            Month.CAD.ofMinor(sign * entry.signedMinor()),
                            entry.bookedOn().toString()))
                    .toList();
        }
    }

    List<StatementEntry> lines() {
        return bank.statements().stream()
                .flatMap(statement -> statement.entries().stream())
                .toList();
    }

    // ── funds ──

    /** What the bank holds at the end. */
    MonetaryAmount closing() {
        List<Statement> all = bank.statements();
        return all.get(all.size() - 1).closing().orElseThrow().amount();
    }

    /** What is booked and not yet at the bank, in or out, in cents. */
    long bookOnly(boolean in) {
        return run.open(Side.RIGHT)
                .map(ItemView::amount)
                .filter(amount -> amount.isPositive() == in)
                .mapToLong(amount -> Math.abs(Amounts.minor(amount)))
                .sum();
    }

    /** Each client by the records of its payments, against the ledger's report; all of them together against the bank. */
    private AvailableFundsProof pool() {
        // tag::pool[]
        long held = 0;
        for (AvailableFunds.Report report : reports) {
            String client = report.client().value();
            customers.add(AvailableFundsProof.CustomerFunds.builder()
                    .customer(report.client())
                    .opening(Month.CAD.ofMinor(office.balance(office.client(client), Month.OPENING)))
                    .putAllMovements(records.movements(client, charges)) // what the payments say
                    .stated(report.available().in(Month.CAD.currency())) // what the ledger says
                    .build());
            held += Amounts.minor(report.lines().get(0).held().amount());
        }
        customers.add(unclaimed());
        return AvailableFundsProof.prove(
                "pooled",
                customers,
                new AvailableFundsProof.Pool(
                        closing(), // what the bank says
                        Month.CAD.ofMinor(bookOnly(true) + records.withAcquirer()),
                        Month.CAD.ofMinor(bookOnly(false) + records.underWay()),
                        Month.CAD.ofMinor(office.own(Month.LAST)),
                        Month.CAD.ofMinor(held)),
                Month.endOf(Month.LAST));
        // end::pool[]
    }

    /** What nobody has claimed is nobody else's either. */
    private AvailableFundsProof.CustomerFunds unclaimed() {
        return AvailableFundsProof.CustomerFunds.builder()
                .customer(PartyId.of("unclaimed"))
                .opening(NOTHING)
                .putMovement(AvailableFundsProof.Movement.ADJUSTMENTS, Month.CAD.ofMinor(records.unclaimed()))
                .stated(Month.CAD.ofMinor(office.balance(office.account(AccountMap.Role.Core.SUSPENSE), Month.LAST)))
                .build();
    }

    /** Each client's month, and what is nobody's yet. */
    List<AvailableFundsProof.CustomerFunds> customers() {
        return List.copyOf(customers);
    }

    /** Everything that must hold, each with its figures; the bank's fees have one that does not. */
    List<Proof> proofs() {
        List<Proof> all = new ArrayList<>();
        all.add(StatementChain.of(bank.statements()).proof());
        all.add(run.conservation());
        all.add(reconciliation);
        all.add(pool);
        all.add(clientFees);
        all.add(bankFees);
        all.add(ledger);
        reports.forEach(report -> all.add(report.proof()));
        statements.forEach(one -> all.add(one.proof()));
        return List.copyOf(all);
    }

    List<OffFee> offFees() {
        return List.copyOf(offFees);
    }

    FeeProof clientFeeProof() {
        return clientFees;
    }

    FeeProof bankFeeProof() {
        return bankFees;
    }

    List<AvailableFunds.Report> reports() {
        return reports;
    }

    List<ClientStatement> clientStatements() {
        return statements;
    }

    AvailableFundsProof poolProof() {
        return pool;
    }

    BankReconciliation bankReconciliation() {
        return reconciliation;
    }

    Reconciliation run() {
        return run;
    }

    /** The rail of a fee event that is on no rail of its own. */
    static Rail rail(String event) {
        return switch (event) {
            case "WIRE" -> Rail.WIRE;
            case "BILL" -> Rail.BILL_PAYMENT;
            case "CARD", "CHARGEBACK" -> Rail.CARD;
            default -> Rail.EFT_CA;
        };
    }
}
