package io.counterfoil.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.cash.ApplicationPlan;
import io.counterfoil.collections.cash.CashApplication;
import io.counterfoil.collections.credit.CreditControl;
import io.counterfoil.collections.desk.DeskOutcome;
import io.counterfoil.collections.desk.PaymentDesk;
import io.counterfoil.collections.dispute.InvoiceDispute;
import io.counterfoil.collections.hold.HoldCommand;
import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.collections.hold.HoldEvent;
import io.counterfoil.collections.hold.Holds;
import io.counterfoil.collections.interest.LateInterest;
import io.counterfoil.collections.interest.LawPack;
import io.counterfoil.collections.metrics.Dso;
import io.counterfoil.collections.metrics.Metric;
import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.recovery.Recovery;
import io.counterfoil.collections.recovery.RecoveryAdvice;
import io.counterfoil.collections.recovery.RecoverySchedule;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.Test;

/** Recipes of the collections module; expected values by hand. */
class CollectionsRecipesTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final PartyId ACME = PartyId.of("acme");
    private static final Actor MARIA = Actor.host("maria");

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static ReceivableEvent invoice(String id, String amount, LocalDate issued, LocalDate due) {
        return new ItemIssued(OpenItem.builder()
                .id(OpenItemId.of(id))
                .party(ACME)
                .kind(OpenItemKind.INVOICE)
                .amount(GBP.of(amount))
                .issued(issued)
                .due(due)
                .recordedAt(noon(issued))
                .build());
    }

    private static ReceivableEvent receipt(String id, String amount, LocalDate day) {
        return new ItemIssued(OpenItem.builder()
                .id(OpenItemId.of(id))
                .party(ACME)
                .kind(OpenItemKind.RECEIPT)
                .amount(GBP.of(amount))
                .issued(day)
                .recordedAt(noon(day))
                .build());
    }

    private static Receivables book(ReceivableEvent... events) {
        return Receivables.replay(Stream.of(events)).orThrow();
    }

    private static LocalDate march(int day) {
        return LocalDate.of(2027, 3, day);
    }

    private static AsOf at(LocalDate day) {
        return new AsOf(day, Instant.MAX);
    }

    @Test
    void readsYesterdaysReportAgain() {
        Instant mondayEvening = Instant.parse("2027-03-08T18:00:00Z");
        Instant wednesday = Instant.parse("2027-03-10T09:00:00Z");
        ReceivableEvent invoice = invoice("INV-1", "1200.00", march(1), march(31));
        // tag::asKnown[]
        OpenItemId inv1 = OpenItemId.of("INV-1");
        Receivables monday = Receivables.replay(Stream.of(invoice)).orThrow();
        // On Wednesday somebody enters a receipt that counts from Friday the 5th.
        ReceivableEvent receipt = new ItemIssued(OpenItem.builder()
                .id(OpenItemId.of("R-1"))
                .party(PartyId.of("acme"))
                .kind(OpenItemKind.RECEIPT)
                .amount(GBP.of("500.00"))
                .issued(LocalDate.of(2027, 3, 5))
                .recordedAt(wednesday)
                .build());
        ReceivableEvent allocated = new Allocated(
                ReceivableEventId.of("A-1"),
                OpenItemId.of("R-1"),
                inv1,
                GBP.of("500.00"),
                LocalDate.of(2027, 3, 5),
                wednesday);
        Receivables now = monday.with(List.of(receipt, allocated)).orThrow();

        LocalDate friday = LocalDate.of(2027, 3, 5);
        MonetaryAmount asKnownOnMonday = now.open(inv1, new AsOf(friday, mondayEvening)); // 1200.00
        MonetaryAmount asKnownToday = now.open(inv1, new AsOf(friday, wednesday)); // 700.00
        // end::asKnown[]
        assertThat(asKnownOnMonday).isEqualTo(GBP.of("1200.00"));
        assertThat(asKnownToday).isEqualTo(GBP.of("700.00"));
    }

    @Test
    void takesBackAReceiptThatBounced() {
        List<ReceivableEvent> events = new ArrayList<>(List.of(
                invoice("INV-1", "500.00", march(1), march(5)),
                receipt("R-1", "500.00", march(8)),
                new Allocated(
                        ReceivableEventId.of("A-1"),
                        OpenItemId.of("R-1"),
                        OpenItemId.of("INV-1"),
                        GBP.of("500.00"),
                        march(8),
                        noon(march(8)))));
        // tag::bounced[]
        events.add(new Reversed(
                ReceivableEventId.of("B-1"),
                OpenItemId.of("R-1"),
                ReversalKind.RETURNED, // it was paid and came back; VOIDED would mean that it never was
                LocalDate.of(2027, 3, 12),
                Instant.parse("2027-03-12T09:00:00Z")));
        Receivables receivables = Receivables.replay(events.stream()).orThrow();
        MonetaryAmount before = receivables.open(OpenItemId.of("INV-1"), at(LocalDate.of(2027, 3, 11))); // 0.00
        MonetaryAmount after = receivables.open(OpenItemId.of("INV-1"), at(LocalDate.of(2027, 3, 12))); // 500.00
        // end::bounced[]
        assertThat(before).isEqualTo(GBP.zero());
        assertThat(after).isEqualTo(GBP.of("500.00"));
    }

    @Test
    void appliesAReceipt() {
        Receivables receivables = book(
                invoice("INV-1001", "100.00", march(1), march(31)),
                invoice("INV-1002", "60.00", march(2), march(31)),
                invoice("INV-1003", "45.00", march(3), march(31)));
        AsOf asOf = at(march(10));
        Instant now = noon(march(10));
        // tag::cash[]
        CashApplication application =
                CashApplication.builder().build(); // by reference, then an exact set, then on account
        CashApplication.IncomingPayment payment = CashApplication.IncomingPayment.builder()
                .id("R-1")
                .party("acme")
                .amount(GBP.of("150.00"))
                .receivedOn(LocalDate.of(2027, 3, 10))
                .recordedAt(now)
                .addTexts("invoice INV-1003 thanks")
                .build();
        Resolution<ApplicationPlan> found = application.propose(payment, receivables, asOf);
        List<ReceivableEvent> toStore = new ArrayList<>();
        found.ifUnique(plan -> toStore.addAll(plan.events())); // 45.00 to INV-1003, 105.00 on account
        Receivables after = receivables.with(toStore).orThrow();
        // end::cash[]
        assertThat(after.open(OpenItemId.of("INV-1003"), asOf)).isEqualTo(GBP.zero());
        assertThat(after.open(OpenItemId.of("R-1"), asOf)).isEqualTo(GBP.of("-105.00"));
    }

    @Test
    void tellsWhetherAPromiseWasKept() {
        Receivables receivables = book(
                invoice("INV-1", "1000.00", march(1), march(2)),
                receipt("R-1", "80.00", march(9)),
                new Allocated(
                        ReceivableEventId.of("A-1"),
                        OpenItemId.of("R-1"),
                        OpenItemId.of("INV-1"),
                        GBP.of("80.00"),
                        march(9),
                        noon(march(9))));
        // tag::promise[]
        PromiseToPay promise = PromiseToPay.builder()
                .id("P-1")
                .party("acme")
                .item("INV-1")
                .amount(GBP.of("100.00"))
                .due(LocalDate.of(2027, 3, 10))
                .graceDays(2)
                .madeAt(Instant.parse("2027-03-04T10:00:00Z"))
                .build();
        promise.assess(receivables, at(LocalDate.of(2027, 3, 12))).status(); // ACTIVE: the grace ends today
        promise.assess(receivables, at(LocalDate.of(2027, 3, 13))).status(); // PARTIAL: 80.00 of 100.00 came
        MonetaryAmount rest =
                promise.assess(receivables, at(LocalDate.of(2027, 3, 13))).rest(); // 20.00
        // end::promise[]
        assertThat(promise.assess(receivables, at(march(12))).status()).isEqualTo(PromiseToPay.Outcome.ACTIVE);
        assertThat(promise.assess(receivables, at(march(13))).status()).isEqualTo(PromiseToPay.Outcome.PARTIAL);
        assertThat(rest).isEqualTo(GBP.of("20.00"));
    }

    @Test
    void chasesOnlyWhatIsNotDisputed() {
        // tag::dispute[]
        InvoiceDispute dispute = InvoiceDispute.builder()
                .id("D-1")
                .party("acme")
                .item("INV-1")
                .amount(GBP.of("80.00"))
                .reason(InvoiceDispute.Reason.PRICING)
                .raisedOn(LocalDate.of(2027, 3, 1))
                .build();
        MonetaryAmount mayBeChased = dispute.collectable(GBP.of("200.00")); // 120.00
        // end::dispute[]
        assertThat(mayBeChased).isEqualTo(GBP.of("120.00"));
    }

    @Test
    void splitsADebtIntoInstalments() {
        // tag::plan[]
        PaymentPlan plan = PaymentPlan.builder()
                .id("plan-7")
                .party("acme")
                .item("INV-1")
                .startsOn(LocalDate.of(2027, 1, 1))
                .instalments(GBP.of("1000.00"), 3, Recurrence.Unit.MONTH, LocalDate.of(2027, 1, 31))
                .build();
        // 333.34 on 31 January, 333.33 on 28 February, 333.33 on 31 March
        // end::plan[]
        assertThat(plan.instalments())
                .containsExactly(
                        new PaymentPlan.Instalment(LocalDate.of(2027, 1, 31), GBP.of("333.34")),
                        new PaymentPlan.Instalment(LocalDate.of(2027, 2, 28), GBP.of("333.33")),
                        new PaymentPlan.Instalment(LocalDate.of(2027, 3, 31), GBP.of("333.33")));
    }

    @Test
    void decidesWhomToContact() {
        Receivables receivables = book(invoice("INV-1", "1200.00", LocalDate.of(2027, 2, 1), march(1)));
        Instant now = Instant.parse("2027-03-06T09:00:00Z");
        // tag::contact[]
        Strategy standard = Strategy.builder()
                .id("standard")
                .step(StrategyStep.builder()
                        .id("reminder")
                        .daysAfterDue(5)
                        .addChannels(Channel.EMAIL)
                        .build())
                .build();
        ContactPlanner planner = ContactPlanner.builder()
                .strategies(standard)
                .zone(ZoneId.of("Europe/London"))
                .build();
        AsOf asOf = AsOf.at(now, ZoneId.of("Europe/London"));
        ContactDecision first = planner.propose(
                        CollectionFacts.builder(receivables).build(), asOf)
                .get(0); // ACT: an e-mail about 1,200.00

        Holds holds = Holds.in(ZoneId.of("Europe/London"));
        EventStore<PartyId, HoldEvent> store = EventStore.inMemory();
        DateRange days = DateRange.of(asOf.effective(), asOf.effective().plusDays(4));
        PartyId acme = PartyId.of("acme");
        HoldCommand hold =
                HoldCommand.place(acme, HoldKind.NOTICE, days, "copy requested", HoldCommand.By.of(MARIA, "h-1"));
        store.apply(holds, acme, hold, now).orThrow();
        CollectionFacts facts = CollectionFacts.builder(receivables)
                .holds(store.all(holds).toList())
                .build();
        ContactDecision second = planner.propose(facts, asOf).get(0);
        second.sentence(); // "not today: notices are held until 10 Mar 2027: copy requested"
        // end::contact[]
        assertThat(first.kind().name()).isEqualTo("ACT");
        assertThat(first.notice().total().in(GBP.currency())).isEqualTo(GBP.of("1200.00"));
        assertThat(second.kind().name()).isNotEqualTo("ACT");
        assertThat(second.sentence()).isEqualTo("not today: notices are held until 10 Mar 2027: copy requested");
    }

    @Test
    void countsLateInterest() {
        Receivables receivables =
                book(invoice("INV-1", "36500.00", LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 31)));
        // tag::interest[]
        LateInterest tenPercent =
                LateInterest.of(LawPack.contract(new BigDecimal("10"))); // or LawPack.uk1998(), eu2011()
        LateInterest.Claim claim = tenPercent
                .assess(OpenItemId.of("INV-1"), receivables, at(LocalDate.of(2025, 2, 3)))
                .orThrow();
        claim.interest(); // 30.00: three days from the day after the due date, 10.00 each
        // end::interest[]
        assertThat(claim.interest()).isEqualTo(GBP.of("30.00"));
    }

    @Test
    void saysWhenToTryAFailedPaymentAgain() {
        // tag::retry[]
        Recovery recovery = Recovery.of(RecoverySchedule.standard()); // days 1, 3, 5 and 7 after the first failure
        PaymentAttempt failed = PaymentAttempt.builder()
                .id("a-1")
                .party(PartyId.of("acme"))
                .amount(GBP.of("10.00"))
                .on(LocalDate.of(2027, 3, 1))
                .recordedAt(Instant.parse("2027-03-01T12:00:00Z"))
                .state(PaymentAttempt.State.FAILED)
                .failureClass(PaymentAttempt.FailureClass.SOFT)
                .build();
        RecoveryAdvice next = recovery.propose(List.of(failed), at(LocalDate.of(2027, 3, 1)));
        next.action(); // RETRY
        Optional<LocalDate> on = next.on(); // 2 March
        // end::retry[]
        assertThat(next.action()).isEqualTo(RecoveryAdvice.Action.RETRY);
        assertThat(on).contains(march(2));
    }

    @Test
    void checksAnOrderAgainstTheCreditLimit() {
        Receivables receivables = book(invoice("INV-1", "900.00", march(1), march(31)));
        AsOf asOf = at(march(10));
        // tag::credit[]
        CreditControl control = CreditControl.of(
                CreditControl.Policy.builder().limit(GBP.of("1000.00")).build());
        CreditControl.Exposure exposure = control.exposure(receivables, PartyId.of("acme"), GBP.currency(), asOf);
        CreditControl.Check check = control.assess(exposure, GBP.of("100.01"), asOf);
        check.decision(); // HOLD: 1,000.01 is over the limit; 100.00 would not be
        // end::credit[]
        assertThat(check.decision()).isEqualTo(CreditControl.Decision.HOLD);
        assertThat(control.assess(exposure, GBP.of("100.00"), asOf).decision()).isEqualTo(CreditControl.Decision.WATCH);
    }

    @Test
    void measuresDaysSalesOutstanding() {
        LocalDate day = LocalDate.of(2027, 1, 10);
        Receivables receivables = book(
                invoice("INV-1", "310.00", day, LocalDate.of(2027, 2, 9)),
                receipt("R-1", "170.00", LocalDate.of(2027, 1, 20)),
                new Allocated(
                        ReceivableEventId.of("A-1"),
                        OpenItemId.of("R-1"),
                        OpenItemId.of("INV-1"),
                        GBP.of("170.00"),
                        LocalDate.of(2027, 1, 20),
                        noon(LocalDate.of(2027, 1, 20))));
        // tag::dso[]
        Metric<BigDecimal> dso = Dso.simple()
                .assess(receivables, GBP.currency(), List.of(DateRange.month(2027, 1)), at(LocalDate.of(2027, 1, 31)));
        dso.value(); // 14: 140.00 open x 31 days / 310.00 sold
        dso.basis().formula(); // every metric says how it was computed, or why there is none
        // end::dso[]
        assertThat(dso.value()).hasValueSatisfying(days -> assertThat(days).isEqualByComparingTo("14"));
        assertThat(dso.basis().formula()).isEqualTo("receivable × days / sales");
    }

    @Test
    void decidesWhatBecomesOfAnInvoice() {
        AccountMap accounts = AccountMap.builder()
                .standard(GBP.currency(), PaymentDesk.DeskRole.RECEIVABLE, AccountMap.Role.Core.UNAPPLIED)
                .build();
        AsOf asOf = at(march(10));
        // tag::desk[]
        PaymentDesk desk = PaymentDesk.builder(accounts).build();
        Invoice invoice = Invoice.builder()
                .id(InvoiceId.of("INV-1"))
                .customer(PartyId.of("acme"))
                .amount(GBP.of("100.00"))
                .status(Invoice.Status.PENDING)
                .issuedOn(LocalDate.of(2027, 1, 15))
                .dueOn(LocalDate.of(2027, 2, 15))
                .build();
        DeskOutcome.ProviderPayment failed = DeskOutcome.ProviderPayment.of(
                "p-1", DeskOutcome.PaymentState.FAILED, GBP.of("100.00"), LocalDate.of(2027, 3, 1));
        DeskOutcome.ProviderPayment paid = DeskOutcome.ProviderPayment.of(
                "p-2", DeskOutcome.PaymentState.SUCCEEDED, GBP.of("60.00"), LocalDate.of(2027, 3, 2));
        DeskOutcome outcome = desk.assess(invoice, List.of(failed, paid), asOf);
        outcome.sentence(); // "invoice INV-1 of 100.00 GBP, PENDING: PARTLY_PAID, 40.00 remain"
        // end::desk[]
        assertThat(outcome.sentence()).isEqualTo("invoice INV-1 of 100.00 GBP, PENDING: PARTLY_PAID, 40.00 remain");
        assertThat(outcome.remaining()).isEqualTo(GBP.of("40.00"));
    }
}
