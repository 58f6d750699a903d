package io.counterfoil.examples.tour;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.FEES;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.INFLIGHT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.RETURNS_RECEIVABLE;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static io.counterfoil.ticketing.clock.ClockKind.FIRST_REPLY;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.trace.Whereabouts;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.score.Comparison;
import io.counterfoil.reconciliation.score.ScoreModel;
import io.counterfoil.reconciliation.score.ScoreTrainer;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Triage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The regions that the pages quote. */
final class Tour {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");

    private Tour() {}

    static void matchStatement(Path file, Ledger ledger, Instant now, Consumer<String> say) {
        // tag::readme[]
        ImportHistory history = ImportHistory.inMemory();
        Imports imports = Imports.builder().history(history).build();
        ByteSource source = ByteSource.of(file.bytes(), file.name());
        ImportReceipt receipt = imports.prove(source); // nothing is used before the file has proven itself
        say.accept(receipt.sentence());

        BusinessCalendar bankDays = BusinessCalendar.Rails.paymentsCanada();
        AsOf asOf = AsOf.at(now, TORONTO);
        Statement statement = imports.statements(source, receipt).get(0);
        MatchPlan plan = MatchPlan.named("bank-vs-ledger")
                .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
                .pass(Pass.oneToOne("amount+day")
                        .on(AMOUNT)
                        .within(Window.businessDays(0, 3))
                        .confirm())
                .build();
        Reconciliation run = Reconciler.builder(plan)
                .calendar(bankDays)
                .build()
                .match(ItemBatch.of(statement), ItemBatch.of(ledger, CASH, DateRange.month(2027, 3)), asOf);

        run.conservation().orThrow(); // in = matched + open + rejected, in count and money
        run.matches()
                .forEach(m -> say.accept(
                        m.left() + " = " + m.right() + ", " + m.evidence().sentence()));
        run.ambiguities().forEach(a -> say.accept("a person must choose: " + a.alternatives()));
        run.breaks().map(b -> b.toAlert(now)).forEach(alert -> say.accept(alert.key() + " " + alert.evidence()));
        // end::readme[]
    }

    private static final io.counterfoil.payments.ledger.AccountId CASH =
            io.counterfoil.payments.ledger.AccountId.of("cash:rbc");

    /** A file in memory. */
    record Path(String name, String content) {
        byte[] bytes() {
            return content.getBytes(StandardCharsets.UTF_8);
        }
    }

    static Ledger ledger(Instant now) {
        // tag::ledger[]
        Amounts cad = Amounts.in("CAD");
        Ledger ledger = Ledger.inMemory(ZoneId.of("America/Toronto"));
        ledger.open(Account.asset("cash:rbc", cad.currency())).orThrow();
        ledger.open(Account.expense("fees", cad.currency())).orThrow();
        ledger.open(Account.liability("client:42", cad.currency()).notBelowZero())
                .orThrow();

        LocalDate day = LocalDate.of(2027, 3, 1);
        Journal settled = Journal.of("p1:settled")
                .bookedOn(day)
                .debit("cash:rbc", cad.of("97.00"))
                .debit("fees", cad.of("3.00"))
                .credit("client:42", cad.of("100.00"));
        ledger.post(settled, now).orThrow();
        ledger.post(settled, now).orThrow(); // REPLAYED: the same journal again changes nothing

        Journal tooMuch = Journal.of("p2:sent")
                .bookedOn(day)
                .debit("client:42", cad.of("100.01"))
                .credit("cash:rbc", cad.of("100.01"));
        ledger.post(tooMuch, now).refusal(); // BALANCE_GUARD: the client's balance would fall below zero
        ledger.verify().isIntact(); // every record hashes the one before it
        // end::ledger[]
        return ledger;
    }

    static String balance(Ledger ledger, AsOf asOf) {
        return Amounts.plain(
                ledger.balance(io.counterfoil.payments.ledger.AccountId.of("client:42"), asOf, BalanceBasis.BOOKED)
                        .posted());
    }

    static String payment(BankAccountRef account, Actor maria, Instant now) {
        // tag::payment[]
        Amounts cad = Amounts.in("CAD");
        AccountMap accounts = AccountMap.builder()
                .account(CLIENT, Account.liability("client:42", cad.currency()).notBelowZero())
                .account(INFLIGHT.of("cad-eft"), "inflight:cad-eft", cad.currency())
                .standard(cad.currency(), AccountMap.Role.Core.CASH, FEES, RETURNS_RECEIVABLE)
                .build();
        Payments eft = Payments.canadaEft(BusinessCalendar.Rails.paymentsCanada(), accounts); // the machine, bound once
        EventStore<PaymentId, PaymentEvent> payments = EventStore.inMemory();
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);

        AsOf asOf = AsOf.at(now, TORONTO);
        PaymentOrder order = PaymentOrder.builder()
                .id("p-1")
                .direction(Rail.Direction.DEBIT)
                .amount(cad.of("100.00"))
                .payer("ana")
                .payee("client-42")
                .instrument(account)
                .mandate("m-7")
                .requestedOn(asOf.effective())
                .build();
        var submitted = payments.apply(eft, order.id(), PaymentCommand.submit(order, maria, "cmd-1"), now)
                .orThrow();
        eft.post(submitted, ledger, now).orThrow(); // safe to repeat

        Whereabouts where = eft.whereabouts(submitted.state(), ledger, asOf);
        where.sentence(); // "100.00 CAD in flight at cad-eft, expected 2 Mar; then open to recourse until 31 May."
        // end::payment[]
        return where.sentence();
    }

    static PayoutProof payout(Stripe stripe, String payoutJson, String rowsJson, AsOf asOf) {
        // tag::stripe[]
        StripePages pages = StripePages.live("acct_1");
        PayoutFact payout =
                pages.read(payoutJson, "payout").facts(PayoutFact.class).get(0);
        List<BalanceRow> rows = pages.read(rowsJson, "rows").facts(BalanceRow.class);

        PayoutProof proof = stripe.provePayout(payout, rows.stream(), asOf);
        proof.status(); // PROVED only where every minor unit is explained by a row
        proof.residualMinor(); // what is not explained, never spread over rows
        // end::stripe[]
        return proof;
    }

    /** What may be taken without looking, and the model that says so, as it was kept. */
    record Scored(ScoreModel model, List<Match> safe) {}

    static Scored score(ItemBatch bank, ItemBatch book, AsOf asOf, Consumer<String> say) {
        // tag::score[]
        ScoreModel model = ScoreTrainer.of("bank-vs-book", Comparison.transfers(0, 10))
                .train(bank, book) // no labels: only the two sides
                .model();
        say.accept(Documents.text(model.document(), Locale.ROOT)); // look before you use it
        ScoreModel kept = ScoreModel.parse(model.toJson()); // frozen: refused if a number was changed

        MatchPlan plan = MatchPlan.named("scored")
                .pass(Pass.oneToOne("score").score(kept).threshold(0).margin(5).suggest())
                .build();
        Reconciliation run = Reconciler.builder(plan).build().match(bank, book, asOf);
        List<Match> safe = Confidence.Calibration.of(run.matches()).cut("0.999");
        safe.get(0).score().orElseThrow().lines().forEach(say); // the waterfall, in bits
        // end::score[]
        return new Scored(kept, safe);
    }

    static AgingReport age(Stream<ReceivableEvent> events, AsOf asOf) {
        // tag::aging[]
        Receivables receivables = Receivables.replay(events).orThrow();
        AgingReport aged =
                Aging.by(AgeBasis.DUE_DATE).buckets(30, 60, 90, 120).build().assess(receivables, asOf);
        aged.proof().orThrow(); // buckets + unapplied = open
        // end::aging[]
        return aged;
    }

    static ClockReading clock(Alert alert, Triage triage, Actor robot, Instant now) {
        // tag::ticketing[]
        BusinessHours hours = BusinessHours.in(ZoneId.of("America/Toronto"))
                .weekdays("09:00-17:00")
                .build();
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(hours)
                .firstReply(Duration.ofHours(8))
                .resolution(BusinessDays.of(7))
                .build());

        Tickets tickets = Tickets.standard();
        EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
        Ticket ticket = store.apply(
                        tickets,
                        TicketId.of(alert.key()), // the same alert finds the same ticket
                        TicketCommand.open(alert, triage.assess(alert), robot),
                        now)
                .orThrow()
                .state();

        ClockReading reply = clocks.read(ticket, now).of(FIRST_REPLY);
        reply.sentence(); // how much business time is left, and until when
        // end::ticketing[]
        return reply;
    }
}
