package io.counterfoil.examples.paymentdesk;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;

import io.counterfoil.collections.desk.DeskDashboard;
import io.counterfoil.collections.desk.DeskOutcome;
import io.counterfoil.collections.desk.DeskOutcome.PaymentState;
import io.counterfoil.collections.desk.DeskOutcome.ProviderPayment;
import io.counterfoil.collections.desk.PaymentDesk;
import io.counterfoil.collections.desk.WriteBackReport;
import io.counterfoil.collections.strategy.Notice;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.examples.desk.BankFeed;
import io.counterfoil.examples.desk.DeskReport;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.examples.world.CamtWriter;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.StatusTable.PaymentStanding;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.link.LinkMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The week, worked: a round in the morning and one in the evening of each day, and whatever customers want in between. */
public final class PaymentDeskWeek implements DeskReport {

    private static final Set<Invoice.Status> ALL = Set.of(Invoice.Status.values());

    private final Script script;
    private final BookingSystem booking;
    private final DeskBooks books;
    private final Agreements agreements = new Agreements();
    private final BankFeed bank = new BankFeed();
    private final Chase chase;
    private final List<Round> rounds = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Map<IdempotencyKey, DeskOutcome> alerts = new LinkedHashMap<>();
    private final List<String> usableLinks;
    private final Set<String> transfersFound;
    private final long provided;
    private final Ties ties;
    private int played;

    /**
     * A reading of everything: what becomes of each invoice, and what the booking system made of it.
     *
     * @param at when
     * @param isMorning whether it is the first of the day
     * @param dashboard every invoice once
     * @param sent what the booking system was told, and how it ended
     */
    record Round(Instant at, boolean isMorning, DeskDashboard dashboard, WriteBackReport sent) {}

    /**
     * A link that was asked for.
     *
     * @param at when
     * @param why by whom or for what
     * @param message what came of it
     */
    record Asked(Instant at, String why, LinkMessage message) {}

    private PaymentDeskWeek(long seed) {
        script = new WeekGenerator(seed).script();
        booking = new BookingSystem(script);
        books = new DeskBooks(script);
        try (StripeSide stripe = new StripeSide(seed)) {
            chase = new Chase(stripe::advice);
            stripe.until(Week.LINKS_SENT);
            for (Script.Booking open : script.bookings()) {
                if (open.fate().hasLink()) {
                    ask(stripe, open.invoice(), "sent with the invoice", Week.LINKS_SENT);
                }
            }
            Week.DAYS.stream().forEach(day -> day(stripe, day));
            usableLinks = stripe.usableLinks();
            provided = stripe.payments(booking).stream()
                    .filter(link -> link.payment().standing() == PaymentStanding.SUCCEEDED)
                    .mapToLong(link -> Amounts.minor(link.payment().amount()))
                    .sum();
        }
        transfersFound = agreements.found(bank.entries(), end());
        ties = DeskTies.of(this);
    }

    /** The week of the seed. */
    public static PaymentDeskWeek of(long seed) {
        return new PaymentDeskWeek(seed);
    }

    private void day(StripeSide stripe, LocalDate day) {
        Instant morning = Week.at(day, 9, 0);
        Instant evening = Week.at(day, 17, 30);
        live(stripe, morning);
        LocalDate yesterday = Week.calendar().plus(day, -1);
        bank.take(new CamtWriter("GBP", script.bankLines()).day(yesterday), "gbp-" + yesterday + ".xml");
        round(stripe, morning, true);
        if (day.equals(Week.MONDAY)) {
            propose(stripe, morning);
        }
        chase(stripe, morning);
        live(stripe, evening);
        round(stripe, evening, false);
    }

    /** What customers do until then. */
    private void live(StripeSide stripe, Instant until) {
        while (played < script.acts().size() && !script.acts().get(played).at().isAfter(until)) {
            Script.Act act = script.acts().get(played++);
            stripe.until(act.at());
            InvoiceId id = InvoiceId.of(act.booking().number());
            switch (act.kind()) {
                case PAYS -> stripe.pay(id, act.with());
                case ASKS_FOR_LINK -> ask(stripe, booking.read(id), "the customer called", act.at());
                case ARRANGES_TRANSFER -> {
                    agreements.arrange(booking.read(id), act.at());
                    chase.note(booking.read(id).customer(), "will transfer " + id, act.at());
                }
                case ACCEPTS -> agreements.accept(booking.read(id), act.with(), act.at());
                case DECLINES -> agreements.decline(booking.read(id), act.at());
            }
        }
    }

    private LinkMessage ask(StripeSide stripe, Invoice invoice, String why, Instant at) {
        LinkMessage message = stripe.ask(invoice, at);
        asked.add(new Asked(at, why, message));
        return message;
    }

    /** Reads Stripe, the bank and the booking system, decides about every invoice, writes back, and reads again. */
    private void round(StripeSide stripe, Instant now, boolean isMorning) {
        // tag::round[]
        stripe.until(now);
        agreements.tick(now);
        AsOf asOf = AsOf.at(now, Week.ZONE);
        List<InvoiceLink> links = stripe.payments(booking);
        Reconciliation run = match(asOf);
        List<ProviderPayment> payments = payments(links);
        PaymentDesk desk =
                PaymentDesk.builder(books.accounts()).payments(payments).build();
        List<DeskOutcome> outcomes = desk.propose(booking, run, asOf);
        DeskDashboard dashboard = desk.dashboard(outcomes, booking, run, asOf);

        Map<String, WriteBackReport.Answer> answers = new HashMap<>();
        for (DeskOutcome outcome : outcomes) {
            WriteBackReport.command(outcome)
                    .ifPresent(command -> answers.put(command.key().value(), booking.perform(command)));
        }
        WriteBackReport sent = desk.assess(outcomes, answers, booking, asOf); // reads the booking system again
        // end::round[]
        payments.forEach(payment -> books.receive(payment, now));
        bank.entries()
                .forEach(line -> books.receive(
                        ProviderPayment.of(BankFeed.idOf(line), PaymentState.SUCCEEDED, line.amount(), line.bookedOn()),
                        now));
        takeIn(desk, outcomes, sent, now);
        endLinks(stripe, now);
        rounds.add(new Round(now, isMorning, dashboard, sent));
        for (Chase.Failure failure : chase.learn(links, asOf)) {
            if (failure.resendsLink()) {
                ask(stripe, booking.read(failure.invoice()), "after a decline", now);
            }
        }
    }

    /** What was paid another way or cancelled cannot be paid by its link any more. */
    private void endLinks(StripeSide stripe, Instant now) {
        for (String number : stripe.usableLinks()) {
            Invoice invoice = booking.read(InvoiceId.of(number));
            if (invoice.status() == Invoice.Status.PAID || invoice.status() == Invoice.Status.VOID) {
                asked.add(new Asked(now, "nothing is owed any more", stripe.end(invoice, now)));
            }
        }
    }

    /**
     * Money that came counts whether or not the booking system has it yet, or a customer who paid would be asked again; not where the invoice changed meanwhile, which
     * the next round judges anew.
     */
    private void takeIn(PaymentDesk desk, List<DeskOutcome> outcomes, WriteBackReport sent, Instant now) {
        Set<IdempotencyKey> changed = new HashSet<>();
        sent.in(WriteBackReport.Result.CHANGED_MEANWHILE)
                .forEach(line -> changed.add(line.command().key()));
        for (DeskOutcome outcome : outcomes) {
            if (!changed.contains(outcome.key())) {
                books.take(desk, outcome, now);
            }
            if (outcome.isAlert()) {
                alerts.putIfAbsent(outcome.key(), outcome);
            }
        }
        booking.byStatus(Set.of(Invoice.Status.VOID)).forEach(invoice -> books.cancel(invoice, now));
    }

    /** Payments as the provider tells of them, for the invoice that their evidence names. */
    private static List<ProviderPayment> payments(List<InvoiceLink> links) {
        List<ProviderPayment> payments = new ArrayList<>();
        for (InvoiceLink link : links) {
            PaymentState state = PaymentState.valueOf(link.payment().standing().name());
            if (state != PaymentState.NONE) {
                ProviderPayment payment = ProviderPayment.of(
                        link.payment().paymentId(),
                        state,
                        link.payment().amount(),
                        link.payment().paidOn());
                payments.add(Chase.only(link)
                        .map(invoice -> payment.forInvoice(invoice.id()))
                        .orElse(payment));
            }
        }
        return payments;
    }

    /** The bank's lines beside the invoices: by what the payer wrote, by who paid, in part; what only the amount speaks for is a person's to decide. */
    private static MatchPlan plan() {
        Window around = Window.days(-60, 60).from(Side.LEFT);
        return MatchPlan.named("bank-vs-invoices")
                .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
                .pass(Pass.oneToOne("customer and amount")
                        .on(PARTY, AMOUNT)
                        .within(around)
                        .confirm())
                .pass(Pass.oneToOne("reference, in part")
                        .on(REFERENCE)
                        .partial(Side.RIGHT)
                        .confirm())
                .pass(Pass.oneToOne("amount only").on(AMOUNT).within(around).suggest())
                .build();
    }

    private Reconciliation match(AsOf asOf) {
        ItemBatch.Builder invoices = ItemBatch.builder("invoice").source("booking");
        for (Invoice invoice : booking.byStatus(ALL)) {
            invoices.id(invoice.id().value())
                    .amount(invoice.amount())
                    .day(invoice.dueOn().orElse(invoice.issuedOn()))
                    .party(invoice.customer().value())
                    .reference(invoice.id().value())
                    .add();
        }
        return Reconciler.builder(plan()).calendar(Week.calendar()).build().match(bankItems(), invoices.build(), asOf);
    }

    private ItemBatch bankItems() {
        Map<String, String> parties = new TreeMap<>();
        Set<String> shared = new HashSet<>();
        for (Script.Booking open : script.bookings()) {
            String name = open.customer().bankName();
            String party = open.customer().id();
            if (!party.equals(parties.merge(name, party, (one, other) -> one.equals(other) ? one : ""))) {
                shared.add(name); // two customers whose banks write the same name
            }
        }
        parties.keySet().removeAll(shared);
        List<String> open =
                script.bookings().stream().map(Script.Booking::number).toList();
        return BankFeed.items(bank.entries(), open, parties);
    }

    private void chase(StripeSide stripe, Instant now) {
        for (Notice notice : chase.work(chase.facts(books, agreements), AsOf.at(now, Week.ZONE))) {
            if (notice.attachments().contains(StrategyStep.Attachment.PAYMENT_LINK)) {
                for (Notice.Line line : notice.lines()) {
                    ask(stripe, booking.read(InvoiceId.of(line.item().value())), notice.templateKey(), now);
                }
            }
        }
    }

    private void propose(StripeSide stripe, Instant now) {
        for (Script.Booking open : script.bookings()) {
            if (open.fate().name().startsWith("PROPOSAL")) {
                LinkMessage link = ask(stripe, open.invoice(), "offered in a proposal", now);
                agreements.propose(open.invoice(), link.url().orElseThrow(), now);
                chase.propose(open.invoice(), AsOf.at(now, Week.ZONE));
            }
        }
    }

    static AsOf end() {
        return AsOf.at(Week.at(Week.FRIDAY, 17, 30), Week.ZONE);
    }

    Script script() {
        return script;
    }

    BookingSystem booking() {
        return booking;
    }

    DeskBooks books() {
        return books;
    }

    Agreements agreements() {
        return agreements;
    }

    BankFeed bank() {
        return bank;
    }

    Chase chase() {
        return chase;
    }

    List<Round> rounds() {
        return List.copyOf(rounds);
    }

    Round last() {
        return rounds.get(rounds.size() - 1);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** What a person must look at, once each. */
    List<DeskOutcome> alerts() {
        return List.copyOf(alerts.values());
    }

    /** The invoices whose link can be used at Stripe on Friday evening. */
    List<String> usableLinks() {
        return usableLinks;
    }

    /** The references of the arranged transfers that arrived. */
    Set<String> transfersFound() {
        return transfersFound;
    }

    /** What succeeded at Stripe, in pence. */
    long provided() {
        return provided;
    }

    @Override
    public Ties tying() {
        return ties;
    }

    @Override
    public Document document() {
        return DeskPages.of(this);
    }
}
