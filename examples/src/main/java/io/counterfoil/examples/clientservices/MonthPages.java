package io.counterfoil.examples.clientservices;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.bill.BillPayment;
import io.counterfoil.payments.dispute.CardDispute;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.onboarding.MerchantApplication;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.receipt.ClientStatement;
import io.counterfoil.payments.run.PaymentRun;
import io.counterfoil.payments.verification.AccountVerification;
import io.counterfoil.reconciliation.proof.AvailableFundsProof;
import io.counterfoil.reconciliation.proof.AvailableFundsProof.Movement;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.money.MonetaryAmount;

/** The month as a page. */
final class MonthPages {

    private final ClientServicesMonth month;
    private final MonthEnd end;

    private MonthPages(ClientServicesMonth month) {
        this.month = month;
        end = month.end();
    }

    static Document of(ClientServicesMonth month) {
        return new MonthPages(month).document();
    }

    private Document document() {
        List<Proof> broken =
                end.proofs().stream().filter(proof -> !proof.holds()).toList();
        Document.Builder page = Document.titled("A month of a client services desk")
                .subtitle(end.reports().size() + " clients, March 2027, "
                        + month.days().size() + " working days, "
                        + month.eft().files().size() + " files, "
                        + end.lines().size() + " lines at the bank");
        page.callout(
                month.ties() ? Document.Tone.GOOD : Document.Tone.BAD,
                month.ties() ? "Every figure ties to the others." : "Two figures do not tie.",
                "How is at the end of the page.");
        broken.forEach(proof -> page.callout(
                Document.Tone.CAUTION,
                "One proof does not hold:",
                proof.problems().isEmpty()
                        ? proof.sentence()
                        : proof.problems().get(0).message() + ". What is too much is claimed back."));
        page.facts(
                Document.Block.Fact.of("At the bank", end.closing()),
                Document.Block.Fact.of(
                        "Cash in the ledger",
                        Month.CAD.ofMinor(month.office().balance(month.office().cash(), Month.LAST))),
                Document.Block.Fact.of("Available to clients", available()),
                Document.Block.Fact.of(
                        "Own money in the pool",
                        Month.CAD.ofMinor(month.office().own(Month.LAST))));
        page.heading("Month end").table(funds()).table(movements()).table(pool());
        page.section(
                "Available funds, with every item",
                false,
                inside -> inside.addAll(end.poolProof().toDocument()));
        page.section(
                "Bank reconciliation",
                false,
                inside -> inside.addAll(end.bankReconciliation().toDocument()));
        page.heading("Fees").table(offFees());
        page.section(
                "Fees of clients",
                false,
                inside -> inside.addAll(end.clientFeeProof().toDocument()));
        page.section(
                "Fees of the bank",
                false,
                inside -> inside.addAll(end.bankFeeProof().toDocument()));
        page.heading("Day by day").table(days()).section("Files out and in", false, inside -> inside.table(files()));
        page.heading("Returned items")
                .addAll(month.eft().returned(Month.MARCH, Month.LAST).toDocument());
        page.heading("Money out").table(wires()).table(runs()).table(bills());
        page.heading("Chargebacks").table(disputes());
        month.cards().waiting().forEach(why -> page.paragraph("Not answered: " + why + "."));
        page.heading("New merchants").table(cheques()).table(applications()).table(refused());
        page.heading("Mail and alerts").table(queues()).table(alerts());
        page.heading("Statements to clients");
        end.clientStatements()
                .forEach(statement -> page.section(
                        statement.client().value(),
                        false,
                        inside -> inside.addAll(statement.toDocument(Locale.CANADA))));
        return page.table(proofs()).table(month.tying().table()).build();
    }

    private MonetaryAmount available() {
        return end.reports().stream()
                .map(report -> report.available().in(Month.CAD.currency()))
                .reduce(Month.CAD.zero(), MonetaryAmount::add);
    }

    static String words(Code code) {
        return words(code.id().substring(code.id().lastIndexOf('.') + 1));
    }

    private static String words(String name) {
        return name.charAt(0) + name.substring(1).replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private Table funds() {
        Table.Builder table = Table.titled("Available funds by client")
                .text("client", "Client")
                .number("posted", "Posted")
                .number("pending", "Pending against")
                .number("held", "Held")
                .number("available", "Available")
                .number("fees", "Fees")
                .text("proof", "Proof");
        for (int i = 0; i < end.reports().size(); i++) {
            AvailableFunds.Report report = end.reports().get(i);
            AvailableFunds.Report.Line line = report.lines().get(0);
            ClientStatement statement = end.clientStatements().get(i);
            table.row(
                    report.client().value(),
                    report.client().value(),
                    line.posted().amount(),
                    line.pending().amount(),
                    line.held().amount(),
                    line.available(),
                    statement.total(ClientStatement.Kind.FEE).negate(),
                    mark(report.proof()));
        }
        return table.build();
    }

    private static Table.Cell.Mark mark(Proof proof) {
        return new Table.Cell.Mark(proof.status().name(), proof.holds() ? Document.Tone.GOOD : Document.Tone.BAD);
    }

    /** A row a kind of movement, so that the table stays narrow however many kinds there are. */
    private Table movements() {
        Table.Builder table = Table.titled("How they came about, by the records of the payments")
                .text("what", "What");
        end.customers()
                .forEach(client -> table.number(
                        client.customer().value(), client.customer().value()));
        table.row("OPENING", cells("Opening", AvailableFundsProof.CustomerFunds::opening));
        for (Movement kind : Movement.values()) {
            table.row(kind.name(), cells(words(kind.name()), client -> moved(client, kind)));
        }
        return table.row("AVAILABLE", cells("Available", AvailableFundsProof.CustomerFunds::stated))
                .build();
    }

    private Object[] cells(String label, Function<AvailableFundsProof.CustomerFunds, MonetaryAmount> amount) {
        List<Object> cells = new ArrayList<>(List.of(label));
        end.customers().forEach(client -> cells.add(amount.apply(client)));
        return cells.toArray();
    }

    private static MonetaryAmount moved(AvailableFundsProof.CustomerFunds client, Movement kind) {
        MonetaryAmount amount = client.movements().getOrDefault(kind, Month.CAD.zero());
        return switch (kind) {
            case DISBURSED, RETURNS_DEBITED, FEES, NEW_HOLDS -> amount.negate();
            default -> amount;
        };
    }

    private Table pool() {
        Table.Builder table =
                Table.titled("The same by the bank").text("what", "What").number("amount", "Amount");
        end.poolProof().figures().stream()
                .skip(1)
                .forEach(figure -> table.row(figure.code(), figure.label(), figure.amount()));
        return table.build();
    }

    private Table offFees() {
        Table.Builder table = Table.titled("Put right in the billing draft")
                .text("fee", "Fee")
                .text("client", "Client")
                .number("expected", "Agreed")
                .number("charged", "Draft")
                .text("verdict", "Verdict");
        end.offFees()
                .forEach(off -> table.row(
                        off.line().reference(),
                        off.line().event() + " " + off.line().reference(),
                        off.line().client(),
                        off.variance().expected(),
                        off.variance().charged(),
                        words(off.variance().verdict())));
        return table.build();
    }

    private Table days() {
        Table.Builder table = Table.titled("Working days")
                .text("day", "Day")
                .number("filed", "Filed")
                .number("returned", "Came back")
                .number("lines", "Lines at the bank")
                .number("bank", "Bank")
                .number("cash", "Ledger")
                .number("alerts", "Alerts so far")
                .number("open", "Open tickets");
        month.days()
                .forEach(day -> table.row(
                        day.on().toString(),
                        day.on(),
                        day.filed(),
                        day.returned(),
                        day.lines(),
                        Month.CAD.ofMinor(day.bankClosing()),
                        Month.CAD.ofMinor(day.cash()),
                        day.alerts(),
                        day.openTickets()));
        return table.build();
    }

    private Table files() {
        Table.Builder table = Table.titled("Files")
                .text("day", "Day")
                .text("file", "File")
                .number("items", "Items")
                .number("debits", "Debits")
                .number("credits", "Credits")
                .text("proof", "Proof");
        month.eft()
                .files()
                .forEach(file -> table.row(
                        file.name(),
                        file.day(),
                        file.name(),
                        file.items(),
                        file.debits(),
                        file.credits(),
                        file.sentence()));
        return table.build();
    }

    private Table wires() {
        Table.Builder table = Table.titled("Wires")
                .text("wire", "Wire")
                .text("client", "Client")
                .text("to", "To")
                .number("amount", "Amount")
                .text("status", "Status");
        for (Payment wire : month.office().payments(month.office().wire())) {
            table.row(
                    wire.id().value(),
                    wire.id().value(),
                    wire.order().payer().value(),
                    wire.order().payee().value(),
                    wire.amount(),
                    words(wire.status()));
        }
        return table.build();
    }

    private Table runs() {
        Table.Builder table = Table.titled("Supplier runs")
                .text("day", "Day")
                .text("client", "Client")
                .number("paid", "Paid")
                .number("out", "Left out")
                .text("why", "Suspected twice");
        for (Payouts.Run run : month.payouts().runs()) {
            String why = run.items().stream()
                    .filter(item -> item.reason() == PaymentRun.Item.Reason.DUPLICATE_SUSPECTED
                            || item.reason() == PaymentRun.Item.Reason.PAID_BEFORE)
                    .map(PaymentRun.Item::sentence)
                    .findFirst()
                    .orElse("");
            table.row(
                    run.client() + run.day(),
                    run.day(),
                    run.client(),
                    Month.CAD.ofMinor(run.paid()),
                    run.items().stream().filter(item -> !item.isIn()).count(),
                    why);
        }
        return table.build();
    }

    private Table bills() {
        Table.Builder table = Table.titled("Bills")
                .text("bill", "Bill")
                .text("client", "Client")
                .number("amount", "Amount")
                .text("status", "Status");
        for (BillPayment bill : month.payouts().billPayments()) {
            BillPayment.Bill asked = bill.bill().orElseThrow();
            table.row(asked.id(), asked.id(), asked.payer().value(), asked.amount(), words(bill.status()));
        }
        return table.build();
    }

    private Table disputes() {
        Table.Builder table = Table.titled("Disputes")
                .text("dispute", "Dispute")
                .text("reason", "Reason")
                .number("amount", "Amount")
                .text("deadline", "Answer by")
                .text("evidence", "Evidence")
                .text("status", "Status");
        for (CardDispute dispute : month.cards().disputes()) {
            CardDispute.Opening opening = dispute.opening().orElseThrow();
            table.row(
                    opening.id().value(),
                    opening.id().value(),
                    opening.network() + " " + opening.code(),
                    opening.amount(),
                    dispute.deadline().map(CardDispute.Deadline::toString).orElse("answered"),
                    month.cards().checklist(dispute).sentence(),
                    words(dispute.status()));
        }
        return table.build();
    }

    private Table cheques() {
        Table.Builder table = Table.titled("Void cheques")
                .text("check", "Check")
                .text("merchant", "Merchant")
                .text("account", "Account")
                .text("status", "Status")
                .text("note", "Note");
        for (AccountVerification one : month.onboarding().verifications()) {
            AccountVerification.Claim claim = one.claim().orElseThrow();
            String id = one.id().orElseThrow().value();
            table.row(id, id, claim.client().value(), claim.account().toString(), words(one.status()), one.reason());
        }
        return table.build();
    }

    private Table applications() {
        Table.Builder table = Table.titled("Applications")
                .text("application", "Application")
                .text("merchant", "Merchant")
                .text("status", "Status")
                .text("standing", "Where it stands");
        for (MerchantApplication one : month.onboarding().merchants()) {
            MerchantApplication.Applicant applicant = one.applicant().orElseThrow();
            table.row(
                    applicant.id().value(),
                    applicant.id().value(),
                    applicant.legalName(),
                    words(one.status()),
                    month.onboarding().standing(one).sentence());
        }
        return table.build();
    }

    private Table refused() {
        Table.Builder table = Table.titled("Not allowed, and why").text("why", "Why");
        month.onboarding().refusals().forEach(why -> table.row(why, why));
        month.payouts().refusals().forEach(why -> table.row(why, why));
        return table.build();
    }

    private Table queues() {
        Map<String, long[]> queues = new TreeMap<>();
        for (Ticket ticket : month.inbox().tickets()) {
            long[] counts = queues.computeIfAbsent(ticket.route().orElseThrow().queue(), any -> new long[4]);
            counts[0]++;
            counts[1] += ticket.log().stream().anyMatch(event -> event.kind() == TicketEvent.Kind.REPLIED) ? 1 : 0;
            counts[2] += ticket.status().isOpen() ? 1 : 0;
            counts[3] += month.inbox().isLate(ticket) ? 1 : 0;
        }
        Table.Builder table = Table.titled("Tickets by queue")
                .text("queue", "Queue")
                .number("tickets", "Tickets")
                .number("replied", "Answered")
                .number("open", "Open")
                .number("late", "First reply late");
        queues.forEach((queue, counts) -> table.row(queue, queue, counts[0], counts[1], counts[2], counts[3]));
        return table.build();
    }

    private Table alerts() {
        Table.Builder table = Table.titled("Alerts")
                .text("raised", "Raised")
                .text("kind", "Kind")
                .text("severity", "Severity")
                .number("amount", "Amount")
                .text("why", "Why");
        for (Alert alert : month.office().alerts()) {
            table.row(
                    alert.key().value(),
                    alert.raisedAt().atZone(Month.ZONE).toLocalDate(),
                    words(alert.kind()),
                    alert.severity().name().toLowerCase(Locale.ROOT),
                    alert.amount().orElse(null),
                    alert.evidence().sentence());
        }
        return table.build();
    }

    private Table proofs() {
        Table.Builder table = Table.titled("Proofs")
                .text("proof", "Proof")
                .text("status", "Status")
                .text("sentence", "What it says");
        int number = 0;
        for (Proof proof : end.proofs()) {
            table.row("proof " + ++number, proof.subject().toString(), mark(proof), proof.sentence());
        }
        return table.build();
    }
}
