package io.counterfoil.examples.clientservices;

import io.counterfoil.examples.clientservices.Plan.Debit;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.receipt.ClientStatement;
import io.counterfoil.payments.run.PaymentRun;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import java.util.List;
import java.util.function.Predicate;
import javax.money.MonetaryAmount;

/** What must be the same however it is counted: by the plan and the bank, which know no ledger, and by the desk. */
final class MonthTies {

    private final Ties ties = new Ties();
    private final ClientServicesMonth month;
    private final Plan plan;
    private final MonthEnd end;

    private MonthTies(ClientServicesMonth month) {
        this.month = month;
        plan = month.plan();
        end = month.end();
    }

    static Ties of(ClientServicesMonth month) {
        MonthTies lines = new MonthTies(month);
        lines.money();
        lines.bank();
        lines.fees();
        lines.desk();
        return lines.ties;
    }

    private static MonetaryAmount cad(long minor) {
        return Month.CAD.ofMinor(minor);
    }

    private long debits(Predicate<Debit> which) {
        return plan.debits().stream().filter(which).mapToLong(Debit::minor).sum();
    }

    /** Money in = money kept + refused + under way. */
    private void money() {
        long files = month.eft().files().stream()
                .filter(EftDesk.FileLine::out)
                .mapToLong(file -> Amounts.minor(file.debits()))
                .sum();
        long again = debits(debit -> debit.fate() == Plan.Fate.RETRIED);
        ties.same(
                "debits planned + presented again = debits in the files out",
                cad(debits(debit -> true) + again),
                cad(files));
        long refused = month.eft().files().stream()
                .filter(file -> !file.out())
                .mapToLong(file -> Amounts.minor(file.debits()))
                .sum();
        long foreign = month.eft().returned(Month.MARCH, Month.LAST).unmatched().stream()
                .mapToLong(one -> Amounts.minor(one.item().amount()))
                .sum();
        long underWay = debits(debit -> debit.dueOn().isAfter(Month.LAST));
        ties.same(
                "debits in the files out = paid for good + refused + under way",
                cad(files),
                cad(debits(Debit::stays) + refused - foreign + underWay));
        ties.same(
                "invoices that payers still owe = debits that were not paid for good",
                cad(month.invoices().open(Month.LAST)),
                cad(debits(debit -> !debit.stays())));
        ties.count(
                "debits that came back = invoices owed again",
                plan.debits().stream()
                        .filter(debit -> debit.returnedOn() != null)
                        .count(),
                month.invoices().reopenings());
        wires();
        for (Payouts.Run run : month.payouts().runs()) {
            long asked = run.items().stream()
                    .mapToLong(item -> Amounts.minor(item.invoice().amount()))
                    .sum();
            long left = run.items().stream()
                    .filter(item -> !item.isIn())
                    .mapToLong(item -> Amounts.minor(item.invoice().amount()))
                    .sum();
            ties.same(
                    "supplier run " + run.client() + " " + run.day() + ": asked = paid + left out",
                    cad(asked),
                    cad(run.paid() + left));
        }
        ties.same(
                "paid in supplier runs = what the plan has due",
                cad(month.payouts().runs().stream().mapToLong(Payouts.Run::paid).sum()),
                cad(plan.supplierInvoices().stream()
                        .filter(invoice -> invoice.paidBy() != null)
                        .mapToLong(Plan.SupplierInvoice::minor)
                        .sum()));
    }

    private void wires() {
        long asked = plan.wires().stream().mapToLong(Plan.Wire::minor).sum();
        long arrived = 0;
        for (Payment wire : month.office().payments(month.office().wire())) {
            arrived += wire.status() == PaymentStatus.CREDITED ? Amounts.minor(wire.amount()) : 0;
        }
        long rest = plan.wires().stream()
                .filter(wire -> wire.fate() != Plan.WireFate.CREDITED)
                .mapToLong(Plan.Wire::minor)
                .sum();
        ties.same("wires asked for = arrived + came back + under way", cad(asked), cad(arrived + rest));
    }

    /** Ledger = bank = available funds. */
    private void bank() {
        long first =
                plan.openings().values().stream().mapToLong(Long::longValue).sum() + Plan.FLOAT;
        long in = 0;
        long out = 0;
        for (StatementEntry line : end.lines()) {
            long minor = Amounts.minor(line.amount());
            in += Math.max(0, minor);
            out += Math.max(0, -minor);
        }
        ties.same(
                "at the bank before the month + money in - money out = at the bank after it",
                cad(first + in - out),
                end.closing());
        List<ClientServicesMonth.WorkedDay> days = month.days();
        long kept = days.get(days.size() - 1).bankClosing();
        ties.same("balance that the bank keeps = closing of its last statement", cad(kept), end.closing());
        long cash = month.office().balance(month.office().cash(), Month.LAST);
        ties.same(
                "bank + deposits under way - payments under way = cash in the ledger",
                cad(kept + end.bookOnly(true) - end.bookOnly(false)),
                cad(cash));
        long available = end.poolProof().customers().stream()
                .mapToLong(line -> Amounts.minor(line.computed()))
                .sum();
        ties.same(
                "available to clients and unclaimed, by their payments = by the bank, less what is not theirs",
                cad(available),
                figure(end.poolProof(), "POOLED"));
        ties.same(
                "available to clients, by their payments = by the ledger",
                cad(available),
                cad(end.reports().stream()
                                .mapToLong(report ->
                                        Amounts.minor(report.available().in(Month.CAD.currency())))
                                .sum()
                        + month.office().balance(month.office().account(AccountMap.Role.Core.SUSPENSE), Month.LAST)));
        ties.same(
                "closing balances of the statements to clients = their accounts in the ledger",
                cad(end.clientStatements().stream()
                        .mapToLong(one -> Amounts.minor(one.closing()))
                        .sum()),
                cad(plan.openings().keySet().stream()
                        .mapToLong(
                                client -> month.office().balance(month.office().client(client), Month.LAST))
                        .sum()));
        long matched =
                end.run().matches().mapToLong(match -> match.left().size()).sum();
        ties.count(
                "lines at the bank = matched + open",
                end.lines().size(),
                matched + end.run().open(Side.LEFT).count());
    }

    private static MonetaryAmount figure(Proof proof, String code) {
        return proof.figures().stream()
                .filter(figure -> figure.code().equals(code))
                .findFirst()
                .orElseThrow()
                .amount();
    }

    private void fees() {
        long wrong = end.offFees().stream()
                .mapToLong(off -> Amounts.minor(off.variance().variance()))
                .sum();
        ties.same(
                "fees of the billing draft - put right = fees on the statements",
                cad(Billing.draft(plan).stream()
                                .mapToLong(Billing.Line::charged)
                                .sum()
                        - wrong),
                cad(end.clientStatements().stream()
                        .mapToLong(one -> -Amounts.minor(one.total(ClientStatement.Kind.FEE)))
                        .sum()));
        ties.same(
                "what the bank took for wires - agreed = what is claimed back",
                cad(plan.wires().stream()
                        .filter(wire -> wire.fate() != Plan.WireFate.UNDER_WAY)
                        .mapToLong(wire -> wire.charge() - Plan.WIRE_CHARGE)
                        .sum()),
                cad(end.bankFeeProof().variances().stream()
                        .mapToLong(record -> Amounts.minor(record.variance()))
                        .sum()));
        long cost = plan.cards().stream()
                        .filter(card -> !card.settledOn().isAfter(Month.LAST))
                        .mapToLong(Plan.Card::fee)
                        .sum()
                + 2 * Plan.CHARGEBACK_FEE
                + Plan.KEPT_OF_WIRE
                + plan.wires().stream()
                        .filter(wire -> wire.fate() != Plan.WireFate.UNDER_WAY)
                        .mapToLong(Plan.Wire::charge)
                        .sum();
        ties.same(
                "taken by acquirer and banks = fees in the ledger",
                cad(cost),
                cad(month.office().balance(month.office().account(AccountMap.Role.Core.FEES), Month.LAST)));
    }

    private void desk() {
        long fromPeople = month.inbox().tickets().stream()
                .filter(ticket -> origin(ticket) == Intake.Origin.CUSTOMER)
                .count();
        ties.count(
                "mails = tickets + machines' mails that were dropped",
                plan.mails().size(),
                fromPeople + month.inbox().dropped().size());
        ties.count(
                "alerts = tickets that the system opened",
                month.office().alerts().size(),
                month.inbox().tickets().size() - fromPeople);
        long items = month.payouts().runs().stream()
                .flatMap(run -> run.items().stream())
                .filter(PaymentRun.Item::isIn)
                .count();
        ties.count(
                "invoices paid in supplier runs = lines of the batches",
                items,
                month.payouts().supplierBatches().stream()
                        .flatMap(batch -> batch.content().orElseThrow().items().stream())
                        .mapToLong(item -> item.lines().size())
                        .sum());
        long others = end.proofs().stream()
                .filter(proof -> proof != end.bankFeeProof() && proof.holds())
                .count();
        ties.count(
                "proofs = proofs that hold, but for the bank's fees",
                end.proofs().size() - 1L,
                others);
    }

    private static Intake.Origin origin(Ticket ticket) {
        return ticket.intake().orElseThrow().origin();
    }
}
