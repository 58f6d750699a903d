package io.counterfoil.examples.clientservices;

import io.counterfoil.examples.desk.DeskReport;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.payments.dispute.CardDispute;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.watch.PaymentWatch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The month, worked from the first morning to the last evening. */
public final class ClientServicesMonth implements DeskReport {

    private final Plan plan;
    private final Bank bank;
    private final Office office;
    private final InvoiceBook invoices;
    private final EftDesk eft;
    private final Payouts payouts;
    private final Cards cards;
    private final Onboarding onboarding;
    private final Inbox inbox = new Inbox();
    private final BankDesk bankDesk;
    private final PaymentWatch watch;
    private final MonthEnd end;
    private final List<WorkedDay> days = new ArrayList<>();
    private final Ties ties;

    /** A day in figures, as the bank saw it: its own closing balance, in cents, and what the desk read of it. */
    record WorkedDay(
            LocalDate on,
            long filed,
            long returned,
            long lines,
            long bankClosing,
            long cash,
            int alerts,
            long openTickets) {}

    private ClientServicesMonth(Plan plan) {
        this.plan = plan;
        bank = new Bank(plan);
        office = new Office(plan.openings());
        invoices = new InvoiceBook(plan.debits());
        eft = new EftDesk(office, bank, invoices);
        payouts = new Payouts(office, bank, eft);
        cards = new Cards(office, bank);
        onboarding = new Onboarding(office);
        bankDesk = new BankDesk(office, payouts);
        watch = PaymentWatch.builder()
                .payments(office.eft(), office.wire())
                .singleLimit(Month.CAD.of("2300.00"))
                .build();
        plan.credits().stream().filter(credit -> credit.announcedBy() != null).forEach(bankDesk::announce);
        Month.workingDays().forEach(this::work);
        Records records = new Records(office, payouts, cards, eft, bankDesk, plan);
        end = new MonthEnd(office, bankDesk, records, cards.hold(), Billing.draft(plan));
        office.alerts().forEach(alert -> inbox.alert(alert, alert.raisedAt()));
        ties = MonthTies.of(this);
    }

    /** The month of the seed. */
    public static ClientServicesMonth of(long seed) {
        return new ClientServicesMonth(new PlanGenerator(seed).plan());
    }

    private <T> List<T> on(List<T> all, Function<T, LocalDate> when, LocalDate day) {
        return all.stream().filter(one -> when.apply(one).equals(day)).toList();
    }

    private void work(LocalDate day) {
        // tag::day[]
        eft.morning(day); // due dates that have come
        payouts.morning(day);
        onboarding.morning(day); // quiet prenotes, reminders
        on(plan.mails(), Plan.Mail::on, day).forEach(inbox::mail);
        on(plan.wires(), Plan.Wire::on, day).forEach(payouts::wire);
        on(plan.bills(), Plan.Bill::on, day).forEach(payouts::bill);
        suppliers(day);
        onboarding.day(day);
        on(plan.cards(), Plan.Card::on, day).forEach(cards::sale);
        disputes(day);
        eft.afternoon(on(plan.debits(), Plan.Debit::filedOn, day), day); // the file to the bank
        on(plan.cards(), Plan.Card::settledOn, day).forEach(cards::settled);
        identify(day);
        inbox.work(day);
        Bank.Evening evening = bank.evening(day);
        if (!evening.returned().isEmpty()) {
            eft.evening(evening.returned(), day); // what came back, joined to what it undoes
        }
        bankDesk.evening(evening.statement(), day); // the statement, matched
        cards.evening(day);
        watched(day); // limits, and what should be at the bank and is not
        office.alerts().forEach(alert -> inbox.alert(alert, alert.raisedAt()));
        // end::day[]
        days.add(new WorkedDay(
                day,
                eft.files().stream()
                        .filter(file -> file.out() && file.day().equals(day))
                        .mapToLong(EftDesk.FileLine::items)
                        .sum(),
                eft.files().stream()
                        .filter(file -> !file.out() && file.day().equals(day))
                        .mapToLong(EftDesk.FileLine::items)
                        .sum(),
                bankDesk.statements()
                        .get(bankDesk.statements().size() - 1)
                        .entries()
                        .size(),
                evening.closing(),
                office.balance(office.cash(), day),
                office.alerts().size(),
                inbox.tickets().stream()
                        .filter(ticket -> ticket.status().isOpen())
                        .count()));
    }

    private void watched(LocalDate day) {
        List<Payment> out = new ArrayList<>(office.payments(office.eft()));
        out.addAll(office.payments(office.wire()));
        watch.assess(out.stream(), Month.endOf(day)).forEach(office::raise);
    }

    private void suppliers(LocalDate day) {
        if (PlanGenerator.isRunDay(day)) {
            AvailableFunds funds = AvailableFunds.of(office.accounts()).holding(cards.hold());
            payouts.run(PlanGenerator.CLIENTS.get(0), plan.supplierInvoices(), funds, day);
            payouts.run(PlanGenerator.CLIENTS.get(2), plan.supplierInvoices(), funds, day);
        }
        List<Plan.Bill> bills = on(plan.bills(), Plan.Bill::on, day);
        if (!bills.isEmpty()) {
            payouts.toNetwork(bills, day);
        }
    }

    /** Two chargebacks: one is answered in time and won, the other waits for evidence while its deadline comes near. */
    private void disputes(LocalDate day) {
        switch (day.getDayOfMonth()) {
            case 8 -> cards.opened(Cards.opening("dp-1", plan.cards().get(0), "13.1", 8, Optional.empty()));
            case 9 -> cards.evidence("dp-1", CardDispute.EvidenceKind.RECEIPT);
            case 10 -> cards.answer("dp-1", day);
            case 12 -> {
                cards.evidence("dp-1", CardDispute.EvidenceKind.DELIVERY_PROOF);
                cards.evidence("dp-1", CardDispute.EvidenceKind.TERMS_ACCEPTED);
                cards.answer("dp-1", day);
            }
            case 23 ->
                cards.opened(
                        Cards.opening("dp-2", plan.cards().get(2), "10.4", 23, Optional.of(LocalDate.of(2027, 4, 2))));
            case 24 -> cards.won("dp-1", day);
            case 25 -> cards.evidence("dp-2", CardDispute.EvidenceKind.RECEIPT);
            case 30 -> cards.answer("dp-2", day);
            default -> {}
        }
    }

    /** Mail to finance@ names a stray transfer. */
    private void identify(LocalDate day) {
        if (day.equals(Month.march(15))) {
            Plan.Credit stray = plan.credits().stream()
                    .filter(credit -> credit.reference().equals("TRF-88"))
                    .findFirst()
                    .orElseThrow();
            bankDesk.identified(stray.reference(), "north-dental", stray.minor(), day);
        }
    }

    /** What happened, as the generator knows it. */
    public Plan plan() {
        return plan;
    }

    List<WorkedDay> days() {
        return List.copyOf(days);
    }

    Office office() {
        return office;
    }

    InvoiceBook invoices() {
        return invoices;
    }

    EftDesk eft() {
        return eft;
    }

    Payouts payouts() {
        return payouts;
    }

    Cards cards() {
        return cards;
    }

    Onboarding onboarding() {
        return onboarding;
    }

    Inbox inbox() {
        return inbox;
    }

    BankDesk bank() {
        return bankDesk;
    }

    MonthEnd end() {
        return end;
    }

    @Override
    public Ties tying() {
        return ties;
    }

    @Override
    public Document document() {
        return MonthPages.of(this);
    }

    @Override
    public Locale locale() {
        return Locale.CANADA;
    }
}
