package io.counterfoil.collections.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.desk.DeskOutcome.Kind;
import io.counterfoil.collections.desk.DeskOutcome.PaymentState;
import io.counterfoil.collections.desk.DeskOutcome.ProviderPayment;
import io.counterfoil.collections.desk.WriteBackReport.Answer;
import io.counterfoil.collections.desk.WriteBackReport.Result;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableStore;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.GoldenFile;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Fields;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentDeskTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 10);
    private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");
    private static final AsOf AS_OF = new AsOf(TODAY, NOW);
    private static final AccountMap ACCOUNTS = AccountMap.builder()
            .standard(GBP.currency(), PaymentDesk.DeskRole.RECEIVABLE, AccountMap.Role.Core.UNAPPLIED)
            .build();
    private static final PaymentDesk DESK = PaymentDesk.builder(ACCOUNTS).build();

    static Invoice.Builder invoice(String id, Invoice.Status status, String amount) {
        return Invoice.builder()
                .id(InvoiceId.of(id))
                .customer(PartyId.of("acme"))
                .amount(GBP.of(amount))
                .status(status)
                .issuedOn(LocalDate.of(2027, 1, 15))
                .dueOn(LocalDate.of(2027, 2, 15));
    }

    static ProviderPayment payment(String id, PaymentState state, String amount, int day) {
        return ProviderPayment.of(id, state, GBP.of(amount), LocalDate.of(2027, 3, day));
    }

    private static DeskOutcome judge(Invoice.Builder invoice, ProviderPayment... payments) {
        return DESK.assess(invoice.build(), List.of(payments), AS_OF);
    }

    @Test
    @DisplayName("COL-63 later attempts win over earlier failures, money on its way over both")
    void laterAttemptsWin() {
        Invoice.Builder pending = invoice("I1", Invoice.Status.PENDING, "100.00");
        ProviderPayment failed = payment("p1", PaymentState.FAILED, "100.00", 1);
        ProviderPayment paid = payment("p2", PaymentState.SUCCEEDED, "100.00", 2);
        assertThat(judge(pending, paid, failed).kind()).isEqualTo(Kind.MARK_PAID);
        assertThat(judge(pending, payment("p2", PaymentState.REQUIRES_ACTION, "100.00", 2), failed)
                        .kind())
                .isEqualTo(Kind.RESEND_LINK);
        assertThat(judge(
                                pending,
                                payment("p0", PaymentState.REQUIRES_ACTION, "100.00", 1),
                                payment("p1", PaymentState.FAILED, "100.00", 2))
                        .kind())
                .isEqualTo(Kind.MARK_FAILED);
        DeskOutcome waits = judge(
                pending,
                payment("p0", PaymentState.PROCESSING, "100.00", 1),
                payment("p1", PaymentState.FAILED, "100.00", 2));
        assertThat(waits.kind()).as("money may still come").isEqualTo(Kind.AWAIT);
        assertThat(waits.suppresses().orElseThrow().id()).contains("PAYMENT_IN_FLIGHT");
        assertThat(judge(
                                pending,
                                payment("p0", PaymentState.DISPUTED, "100.00", 1),
                                payment("p1", PaymentState.PROCESSING, "100.00", 2))
                        .kind())
                .isEqualTo(Kind.DISPUTE_OPEN);
    }

    @Test
    @DisplayName(
            "COL-63 part payments add up; what comes after the invoice is full is a refund candidate, never for another invoice")
    void addsUpPayments() {
        Invoice.Builder pending = invoice("I1", Invoice.Status.PENDING, "100.00");
        DeskOutcome part = judge(pending, payment("p1", PaymentState.SUCCEEDED, "60.00", 1));
        assertThat(part.kind()).isEqualTo(Kind.PARTLY_PAID);
        assertThat(part.remaining()).isEqualTo(GBP.of("40.00"));
        assertThat(part.applied()).isEqualTo(GBP.of("60.00"));
        assertThat(part.sentence()).isEqualTo("invoice I1 of 100.00 GBP, PENDING: PARTLY_PAID, 40.00 remain");
        DeskOutcome over = judge(
                pending,
                payment("p1", PaymentState.SUCCEEDED, "60.00", 1),
                payment("p2", PaymentState.SUCCEEDED, "70.00", 2));
        assertThat(over.kind()).isEqualTo(Kind.MARK_PAID);
        assertThat(over.action()).isEqualTo(InvoiceAction.MARK_PAID_AND_CREDIT);
        assertThat(over.onAccount()).isEqualTo(GBP.of("30.00"));
        assertThat(over.events())
                .extracting(ReceivableEvent::kind)
                .containsExactly(
                        ReceivableEvent.Kind.ITEM_ISSUED, ReceivableEvent.Kind.ALLOCATED,
                        ReceivableEvent.Kind.ITEM_ISSUED, ReceivableEvent.Kind.ALLOCATED);
        DeskOutcome twice = judge(
                pending,
                payment("p2", PaymentState.SUCCEEDED, "100.00", 2),
                payment("p1", PaymentState.SUCCEEDED, "100.00", 1));
        assertThat(twice.kind()).isEqualTo(Kind.MARK_PAID);
        assertThat(twice.linked()).contains("p1");
        assertThat(twice.refundCandidate()).isEqualTo(GBP.of("100.00"));
        assertThat(twice.onAccount()).isEqualTo(GBP.zero());
        assertThat(twice.remaining()).isEqualTo(GBP.zero());
    }

    @Test
    @DisplayName("COL-63 a payment that billing has already changes nothing, also where it paid only a part")
    void knowsWhatIsRecorded() {
        Invoice.Builder partly = invoice("I1", Invoice.Status.PENDING, "100.00")
                .open(GBP.of("40.00"))
                .putReference("payment", "p1");
        assertThat(judge(partly, payment("p1", PaymentState.SUCCEEDED, "60.00", 1))
                        .kind())
                .isEqualTo(Kind.NO_CHANGE);
        DeskOutcome rest = judge(
                partly,
                payment("p1", PaymentState.SUCCEEDED, "60.00", 1),
                payment("p2", PaymentState.SUCCEEDED, "40.00", 2));
        assertThat(rest.kind()).isEqualTo(Kind.MARK_PAID);
        assertThat(rest.applied()).isEqualTo(GBP.of("40.00"));
        Invoice.Builder paid =
                invoice("I2", Invoice.Status.PAID, "100.00").open(GBP.zero()).putReference("payment_intent", "p1");
        assertThat(judge(paid, payment("p1", PaymentState.SUCCEEDED, "100.00", 1))
                        .kind())
                .isEqualTo(Kind.NO_CHANGE);
        assertThat(judge(paid).kind()).as("recorded and not there").isEqualTo(Kind.CONFLICT_PAID_NOT_RECEIVED);
    }

    @Test
    @DisplayName(
            "COL-63 beside the payment that pays it, a failed or refunded one changes nothing and a lost dispute is looked at, never re-opened")
    void judgesPaymentsBeside() {
        Invoice.Builder paid =
                invoice("I1", Invoice.Status.PAID, "100.00").open(GBP.zero()).putReference("payment", "p1");
        ProviderPayment own = payment("p1", PaymentState.SUCCEEDED, "100.00", 1);
        for (PaymentState state : List.of(
                PaymentState.FAILED,
                PaymentState.CANCELED,
                PaymentState.REQUIRES_ACTION,
                PaymentState.REFUNDED,
                PaymentState.PARTIALLY_REFUNDED,
                PaymentState.DISPUTE_WON)) {
            assertThat(judge(paid, own, payment("p2", state, "100.00", 2)).kind())
                    .as(state.name())
                    .isEqualTo(Kind.NO_CHANGE);
        }
        DeskOutcome lost = judge(paid, own, payment("p2", PaymentState.DISPUTE_LOST, "100.00", 2));
        assertThat(lost.kind()).isEqualTo(Kind.REVIEW);
        assertThat(lost.events()).isEmpty();
        DeskOutcome second = judge(paid, own, payment("p2", PaymentState.SUCCEEDED, "80.00", 2));
        assertThat(second.kind()).isEqualTo(Kind.DUPLICATE_PAYMENT);
        assertThat(second.refundCandidate()).isEqualTo(GBP.of("80.00"));
        assertThat(second.events()).extracting(ReceivableEvent::kind).containsExactly(ReceivableEvent.Kind.ITEM_ISSUED);
        assertThat(second.isAlert()).isTrue();
    }

    @Test
    @DisplayName(
            "COL-63 an invoice marked paid without a payment is linked to one of equal amount; another amount is looked at")
    void linksPaidInvoices() {
        Invoice.Builder paid = invoice("I1", Invoice.Status.PAID, "100.00").open(GBP.zero());
        DeskOutcome linked = judge(paid, payment("p1", PaymentState.SUCCEEDED, "100.00", 1));
        assertThat(linked.kind()).isEqualTo(Kind.NO_CHANGE);
        assertThat(linked.action()).isEqualTo(InvoiceAction.LINK);
        assertThat(linked.linked()).contains("p1");
        assertThat(judge(paid, payment("p1", PaymentState.SUCCEEDED, "99.99", 1))
                        .kind())
                .isEqualTo(Kind.REVIEW);
        DeskOutcome two = judge(
                paid,
                payment("p1", PaymentState.SUCCEEDED, "100.00", 1),
                payment("p2", PaymentState.SUCCEEDED, "100.00", 2));
        assertThat(two.kind()).isEqualTo(Kind.DUPLICATE_PAYMENT);
        assertThat(two.linked()).contains("p1");
        assertThat(two.refundCandidate()).isEqualTo(GBP.of("100.00"));
        assertThat(judge(
                                paid,
                                payment("p0", PaymentState.FAILED, "100.00", 1),
                                payment("p1", PaymentState.SUCCEEDED, "100.00", 2))
                        .kind())
                .isEqualTo(Kind.NO_CHANGE);
        assertThat(judge(
                                paid,
                                payment("p0", PaymentState.FAILED, "100.00", 1),
                                payment("p1", PaymentState.SUCCEEDED, "50.00", 2))
                        .kind())
                .isEqualTo(Kind.REVIEW);
    }

    @Test
    @DisplayName(
            "COL-63 a refund or a lost dispute re-opens the receivable in the same event, from its due date, and waits for a person")
    void reopens() {
        ReceivableStore store = ReceivableStore.inMemory();
        store.append(
                List.of(new ReceivableEvent.ItemIssued(OpenItem.builder()
                        .id(OpenItemId.of("I1"))
                        .party(PartyId.of("acme"))
                        .amount(GBP.of("100.00"))
                        .issued(LocalDate.of(2027, 1, 15))
                        .due(LocalDate.of(2027, 2, 15))
                        .recordedAt(NOW.minusSeconds(99))
                        .build())),
                IdempotencyKey.of("i"));
        DeskOutcome paid = judge(
                invoice("I1", Invoice.Status.PENDING, "100.00"), payment("p1", PaymentState.SUCCEEDED, "120.00", 1));
        store.append(paid.events(), paid.key());
        store.append(paid.events(), paid.key());
        assertThat(store.load(List.of(PartyId.of("acme"))).open(OpenItemId.of("I1"), AS_OF))
                .isEqualTo(GBP.zero());
        assertThat(store.load(List.of(PartyId.of("acme"))).open(OpenItemId.of("p1"), AS_OF))
                .isEqualTo(GBP.of("-20.00"));
        Invoice.Builder marked =
                invoice("I1", Invoice.Status.PAID, "100.00").open(GBP.zero()).putReference("payment", "p1");
        DeskOutcome back = judge(marked, payment("p1", PaymentState.DISPUTE_LOST, "120.00", 9));
        assertThat(back.kind()).isEqualTo(Kind.REOPEN);
        assertThat(back.openFromDue()).contains(LocalDate.of(2027, 2, 15));
        assertThat(back.remaining()).isEqualTo(GBP.of("120.00"));
        assertThat(back.suppresses().orElseThrow().id()).contains("HOLD");
        store.append(back.events(), back.key());
        assertThat(store.load(List.of(PartyId.of("acme"))).open(OpenItemId.of("I1"), AS_OF))
                .isEqualTo(GBP.of("100.00"));
        Alert alert = back.toAlert(NOW).orElseThrow();
        assertThat(alert.key().value()).isEqualTo("PAYMENT_DESK/invoice:I1/REOPEN");
        assertThat(alert.amount()).contains(GBP.of("100.00"));
        assertThat(paid.toAlert(NOW)).isEmpty();
    }

    @Test
    @DisplayName("COL-65 a failure is told to the customer and the sales executive, with one key for one attempt")
    void tellsFailures() {
        DeskOutcome failed =
                judge(invoice("I1", Invoice.Status.PENDING, "100.00"), payment("p1", PaymentState.FAILED, "100.00", 1));
        assertThat(failed.notified()).containsExactly(Audience.DEBTOR, Audience.SALES_EXECUTIVE);
        assertThat(judge(
                                invoice("I1", Invoice.Status.PENDING, "100.00"),
                                payment("p1", PaymentState.FAILED, "100.00", 1))
                        .key())
                .isEqualTo(failed.key());
        assertThat(judge(
                                invoice("I1", Invoice.Status.PENDING, "100.00"),
                                payment("p2", PaymentState.FAILED, "100.00", 1))
                        .key())
                .isNotEqualTo(failed.key());
        assertThat(judge(invoice("I1", Invoice.Status.PENDING, "100.00")).notified())
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> payment("p", PaymentState.NONE, "1.00", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> payment("", PaymentState.FAILED, "1.00", 1));
    }

    @Test
    @DisplayName("COL-63 other currencies are looked at; money for a cancelled invoice is a refund candidate")
    void looksAtTheOdd() {
        ProviderPayment euros = ProviderPayment.of(
                "p1", PaymentState.SUCCEEDED, Amounts.in("EUR").of("100.00"), TODAY);
        for (Invoice.Status status : Invoice.Status.values()) {
            DeskOutcome odd = judge(invoice("I1", status, "100.00"), euros);
            assertThat(odd.kind()).as(status.name()).isEqualTo(Kind.REVIEW);
            assertThat(odd.evidence().facts().get(0).code().id()).isEqualTo("DESK.CURRENCY_MISMATCH");
            assertThat(odd.events()).isEmpty();
            assertThat(odd.refundCandidate()).isEqualTo(GBP.zero());
        }
        DeskOutcome cancelled = judge(
                invoice("I1", Invoice.Status.VOID, "100.00"),
                payment("p1", PaymentState.SUCCEEDED, "100.00", 1),
                payment("p2", PaymentState.SUCCEEDED, "30.00", 2));
        assertThat(cancelled.kind()).isEqualTo(Kind.PAID_BUT_CANCELLED);
        assertThat(cancelled.refundCandidate()).isEqualTo(GBP.of("130.00"));
        assertThat(cancelled.remaining()).isEqualTo(GBP.zero());
        assertThat(judge(invoice("I1", Invoice.Status.PENDING, "100.00").dueOn(TODAY))
                        .kind())
                .as("due today")
                .isEqualTo(Kind.NO_CHANGE);
        assertThat(judge(invoice("I1", Invoice.Status.PENDING, "100.00").dueOn(TODAY.minusDays(1)))
                        .kind())
                .isEqualTo(Kind.CHASE);
        assertThat(judge(invoice("I1", Invoice.Status.PENDING, "100.00").dueOn(TODAY.minusDays(1)))
                        .age())
                .isEqualTo(1);
    }

    private static Reconciliation run(List<ProviderPayment> lines, List<Invoice> invoices, Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("desk");
        for (Pass pass : passes) {
            plan.pass(pass);
        }
        Fields<ProviderPayment> left = Fields.of(ProviderPayment.class)
                .id(ProviderPayment::id)
                .amount(ProviderPayment::amount)
                .date(ProviderPayment::on)
                .group(line -> line.id().length() == 1 ? "slip" : null)
                .reference(line -> line.id().contains("-")
                        ? line.id().substring(0, line.id().indexOf('-'))
                        : null);
        Fields<Invoice> right = Fields.of(Invoice.class)
                .id(Invoice::id)
                .amount(Invoice::amount)
                .date(Invoice::issuedOn)
                .group(invoice -> "slip")
                .reference(Invoice::id);
        return Reconciler.builder(plan.build())
                .build()
                .match(ItemBatch.of(lines, left), ItemBatch.of(invoices, right), AS_OF);
    }

    private static final Pass BY_REFERENCE =
            Pass.oneToOne("reference").on(MatchKey.REFERENCE, MatchKey.AMOUNT).confirm();
    private static final Pass BY_AMOUNT =
            Pass.oneToOne("amount").on(MatchKey.AMOUNT).confirm();

    @Test
    @DisplayName(
            "COL-63 a bank line counts as a provider match; contested invoices are ambiguous; every invoice has one outcome and every payment is accounted for")
    void proposesFromARun() {
        List<Invoice> invoices = List.of(
                invoice("I1", Invoice.Status.PENDING, "100.00").build(),
                invoice("I2", Invoice.Status.PENDING, "50.00").build(),
                invoice("I3", Invoice.Status.PENDING, "50.00").build(),
                invoice("I4", Invoice.Status.PENDING, "75.00").build(),
                invoice("I5", Invoice.Status.FAILED, "20.00").build());
        List<ProviderPayment> lines = List.of(
                payment("I1-bank", PaymentState.SUCCEEDED, "100.00", 3),
                payment("bacs", PaymentState.SUCCEEDED, "50.00", 3),
                payment("stray", PaymentState.SUCCEEDED, "7.00", 3));
        ProviderPayment known =
                payment("pi_4", PaymentState.PROCESSING, "75.00", 4).forInvoice(InvoiceId.of("I4"));
        PaymentDesk desk = PaymentDesk.builder(ACCOUNTS)
                .payments(List.of(known))
                .owner(invoice -> invoice.id().value().equals("I5") ? "maria" : "")
                .build();
        Reconciliation run = run(lines, invoices, BY_REFERENCE, BY_AMOUNT);
        InvoiceSource source = InvoiceSource.inMemory(invoices);
        List<DeskOutcome> outcomes = desk.propose(source, run, AS_OF);
        assertThat(outcomes)
                .extracting(outcome -> outcome.invoice().id() + " " + outcome.kind())
                .containsExactly("I1 MARK_PAID", "I2 AMBIGUOUS", "I3 AMBIGUOUS", "I4 AWAIT", "I5 CHASE");
        assertThat(outcomes.get(0).resolution().kind()).isEqualTo(Resolution.Kind.UNIQUE);
        assertThat(outcomes.get(1).resolution().kind()).isEqualTo(Resolution.Kind.AMBIGUOUS);
        assertThat(outcomes.get(3).resolution().kind()).isEqualTo(Resolution.Kind.NONE);
        DeskDashboard dashboard = desk.dashboard(outcomes, source, run, AS_OF);
        dashboard.proof().orThrow();
        assertThat(dashboard.withoutInvoice()).extracting(ProviderPayment::id).containsExactly("bacs", "stray");
        assertThat(dashboard.byKind().get(Kind.AMBIGUOUS))
                .isEqualTo(new DeskDashboard.Sum(2, Totals.of(GBP.of("100.00"))));
        assertThat(dashboard.byOwner().get("maria").count()).isEqualTo(1);
        assertThat(dashboard.byAge().get(DeskDashboard.Age.DAYS_1_30).count()).isEqualTo(5);
        assertThat(dashboard.of(Kind.CHASE)).hasSize(1);
        DeskDashboard missing = desk.dashboard(outcomes.subList(0, 4), source, run, AS_OF);
        assertThat(missing.proof().holds()).isFalse();
        assertThat(missing.proof().problems().get(0).code().id()).isEqualTo("DESK.INVOICE_WITHOUT_OUTCOME");
        List<DeskOutcome> doubled = new ArrayList<>(outcomes);
        doubled.add(outcomes.get(0));
        assertThat(desk.dashboard(doubled, source, run, AS_OF)
                        .proof()
                        .problems()
                        .get(0)
                        .code()
                        .id())
                .isEqualTo("DESK.OUTCOME_TWICE");
        assertThat(desk.dashboard(outcomes, InvoiceSource.inMemory(invoices.subList(0, 4)), run, AS_OF)
                        .proof()
                        .problems()
                        .get(0)
                        .code()
                        .id())
                .isEqualTo("DESK.OUTCOME_WITHOUT_INVOICE");
    }

    @Test
    @DisplayName(
            "COL-63 a suggestion is a person's to confirm; one payment of several invoices pays each its part; a desk may work on some statuses only")
    void respectsThePlan() {
        List<Invoice> invoices = List.of(
                invoice("I1", Invoice.Status.PENDING, "100.00").build(),
                invoice("I2", Invoice.Status.PAID, "50.00").open(GBP.zero()).build());
        List<ProviderPayment> lines = List.of(payment("x", PaymentState.SUCCEEDED, "100.00", 3));
        Reconciliation suggested =
                run(lines, invoices, Pass.oneToOne("amount").on(MatchKey.AMOUNT).suggest());
        PaymentDesk some = PaymentDesk.builder(ACCOUNTS)
                .statuses(Set.of(Invoice.Status.PENDING))
                .build();
        List<DeskOutcome> outcomes = some.propose(InvoiceSource.inMemory(invoices), suggested, AS_OF);
        assertThat(outcomes).extracting(DeskOutcome::kind).containsExactly(Kind.AMBIGUOUS);
        List<Invoice> two = List.of(
                invoice("J1", Invoice.Status.PENDING, "60.00").build(),
                invoice("J2", Invoice.Status.PENDING, "40.00").build());
        Reconciliation sets = run(
                lines,
                two,
                Pass.oneToGroup("slip").on(MatchKey.GROUP, MatchKey.AMOUNT).confirm());
        List<DeskOutcome> parts = DESK.propose(InvoiceSource.inMemory(two), sets, AS_OF);
        assertThat(parts).extracting(DeskOutcome::kind).containsExactly(Kind.MARK_PAID, Kind.MARK_PAID);
        assertThat(parts.get(0).applied()).isEqualTo(GBP.of("60.00"));
        assertThat(parts.get(0).payments().get(0).id()).isEqualTo("x/J1");
        assertThat(DESK.dashboard(parts, InvoiceSource.inMemory(two), sets, AS_OF)
                        .withoutInvoice())
                .isEmpty();
        Invoice.Builder linked =
                invoice("J1", Invoice.Status.PAID, "60.00").open(GBP.zero()).putReference("payment", "x");
        assertThat(DESK.assess(linked.build(), parts.get(0).payments(), AS_OF).kind())
                .isEqualTo(Kind.NO_CHANGE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentDesk.builder(ACCOUNTS).payments(List.of(lines.get(0), lines.get(0))));
    }

    @Test
    @DisplayName(
            "COL-63 an applied payment moves money from unapplied to the receivable, a re-opened invoice moves it back, once however often it is posted")
    void posts() {
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        ACCOUNTS.openIn(ledger);
        DeskOutcome paid = judge(
                invoice("I1", Invoice.Status.PENDING, "100.00"), payment("p1", PaymentState.SUCCEEDED, "60.00", 1));
        List<Journal> journals = DESK.journals(paid);
        assertThat(journals).hasSize(1);
        assertThat(journals.get(0).attributes()).containsEntry("invoice", "I1").containsEntry("outcome", "PARTLY_PAID");
        DESK.post(paid, ledger, NOW).orThrow();
        DESK.post(paid, ledger, NOW).orThrow();
        var receivable = ACCOUNTS.of(PaymentDesk.DeskRole.RECEIVABLE, GBP.currency());
        assertThat(ledger.balance(receivable, AS_OF, BalanceBasis.BOOKED).availableMinor())
                .isEqualTo(-6000);
        Invoice.Builder marked =
                invoice("I1", Invoice.Status.PAID, "60.00").open(GBP.zero()).putReference("payment", "p1");
        DESK.post(judge(marked, payment("p1", PaymentState.REFUNDED, "60.00", 9)), ledger, NOW)
                .orThrow();
        assertThat(ledger.balance(receivable, AS_OF, BalanceBasis.BOOKED).availableMinor())
                .isZero();
        assertThat(DESK.journals(judge(invoice("I1", Invoice.Status.PENDING, "100.00"))))
                .isEmpty();
        assertThat(DESK.post(judge(invoice("I1", Invoice.Status.PENDING, "100.00")), ledger, NOW)
                        .refusal())
                .isEmpty();
    }

    @Test
    @DisplayName(
            "COL-71 what is written back is confirmed by reading again: DONE, CHANGED_MEANWHILE, REFUSED, UNCONFIRMED; what is not done is alerted")
    void writesBack() {
        List<DeskOutcome> sent = new ArrayList<>();
        for (String id : List.of("DONE", "CHANGED", "REFUSED", "STILL", "GONE")) {
            sent.add(judge(
                    invoice(id, Invoice.Status.PENDING, "100.00"),
                    payment("p-" + id, PaymentState.SUCCEEDED, "100.00", 1)));
        }
        sent.add(judge(invoice("QUIET", Invoice.Status.PENDING, "100.00")));
        InvoiceSource reread = InvoiceSource.inMemory(List.of(
                invoice("DONE", Invoice.Status.PAID, "100.00").build(),
                invoice("CHANGED", Invoice.Status.VOID, "100.00").build(),
                invoice("REFUSED", Invoice.Status.PENDING, "100.00").build(),
                invoice("STILL", Invoice.Status.PENDING, "100.00").build()));
        Map<String, Answer> answers = Map.of(sent.get(2).key().value(), new Answer(false, "closed period"));
        WriteBackReport report = DESK.assess(sent, answers, reread, AS_OF);
        assertThat(report.lines())
                .extracting(line -> line.command().invoice() + " " + line.result())
                .containsExactly(
                        "DONE DONE",
                        "CHANGED CHANGED_MEANWHILE",
                        "REFUSED REFUSED",
                        "STILL UNCONFIRMED",
                        "GONE CHANGED_MEANWHILE");
        assertThat(report.in(Result.DONE)).hasSize(1);
        assertThat(report.notDone()).hasSize(4);
        assertThat(report.alerts(NOW)).hasSize(4);
        assertThat(report.alerts(NOW).get(0).key().value()).startsWith("NOT_WRITTEN_BACK/invoice:CHANGED/");
        assertThat(report.lines().get(2).sentence())
                .isEqualTo(
                        "MARK_PAID of invoice REFUSED: REFUSED, was PENDING, is PENDING, expected PAID (closed period)");
        assertThat(report.lines().get(4).sentence()).contains("is gone");
        assertThat(DESK.assess(sent.subList(0, 1), reread, AS_OF).notDone()).isEmpty();
        WriteBackReport.Command command = WriteBackReport.command(sent.get(0)).orElseThrow();
        assertThat(command.payment()).contains("p-DONE");
        assertThat(WriteBackReport.mayPerform(
                        command,
                        invoice("DONE", Invoice.Status.PENDING, "100.00").build()))
                .isTrue();
        assertThat(WriteBackReport.mayPerform(
                        command, invoice("DONE", Invoice.Status.VOID, "100.00").build()))
                .as("changed meanwhile")
                .isFalse();
        assertThat(WriteBackReport.mayPerform(
                        command,
                        invoice("OTHER", Invoice.Status.PENDING, "100.00").build()))
                .isFalse();
    }

    @Test
    @DisplayName(
            "COL-71 a part payment is done when the rest is open, a link when the reference is there, a flag when the host said so")
    void confirmsEachAction() {
        DeskOutcome part = judge(
                invoice("I1", Invoice.Status.PENDING, "100.00"), payment("p1", PaymentState.SUCCEEDED, "60.00", 1));
        assertThat(result(part, invoice("I1", Invoice.Status.PENDING, "100.00").open(GBP.of("40.00")), false))
                .isEqualTo(Result.DONE);
        assertThat(result(part, invoice("I1", Invoice.Status.PENDING, "100.00"), false))
                .isEqualTo(Result.UNCONFIRMED);
        DeskOutcome link = judge(
                invoice("I1", Invoice.Status.PAID, "100.00").open(GBP.zero()),
                payment("p1", PaymentState.SUCCEEDED, "100.00", 1));
        assertThat(result(link, invoice("I1", Invoice.Status.PAID, "100.00").putReference("payment", "p1"), false))
                .isEqualTo(Result.DONE);
        assertThat(result(link, invoice("I1", Invoice.Status.PAID, "100.00"), false))
                .isEqualTo(Result.UNCONFIRMED);
        DeskOutcome flag = judge(
                invoice("I1", Invoice.Status.PAID, "100.00").open(GBP.zero()).putReference("payment", "p1"),
                payment("p1", PaymentState.DISPUTED, "100.00", 1));
        assertThat(flag.action()).isEqualTo(InvoiceAction.FLAG_DISPUTED);
        assertThat(result(flag, invoice("I1", Invoice.Status.PAID, "100.00"), true))
                .isEqualTo(Result.DONE);
        assertThat(result(flag, invoice("I1", Invoice.Status.PAID, "100.00"), false))
                .isEqualTo(Result.UNCONFIRMED);
        DeskOutcome failed =
                judge(invoice("I1", Invoice.Status.PENDING, "100.00"), payment("p1", PaymentState.FAILED, "100.00", 1));
        assertThat(result(failed, invoice("I1", Invoice.Status.FAILED, "100.00"), false))
                .isEqualTo(Result.DONE);
        DeskOutcome pending = judge(
                invoice("I1", Invoice.Status.FAILED, "100.00"), payment("p1", PaymentState.PROCESSING, "100.00", 1));
        assertThat(pending.action()).isEqualTo(InvoiceAction.MARK_PENDING);
        assertThat(result(pending, invoice("I1", Invoice.Status.PENDING, "100.00"), false))
                .isEqualTo(Result.DONE);
        assertThat(WriteBackReport.command(judge(invoice("I1", Invoice.Status.PENDING, "100.00"))))
                .isEmpty();
    }

    private static Result result(DeskOutcome sent, Invoice.Builder now, boolean answered) {
        Map<String, Answer> answers = answered ? Map.of(sent.key().value(), new Answer(true, "")) : Map.of();
        return DESK.assess(List.of(sent), answers, InvoiceSource.inMemory(List.of(now.build())), AS_OF)
                .lines()
                .get(0)
                .result();
    }

    @Test
    @DisplayName("COL-63 the dashboard is written as text and as a page")
    void writesTheDashboard() {
        List<Invoice> invoices = new ArrayList<>();
        List<ProviderPayment> payments = new ArrayList<>();
        String[][] rows = {
            {"INV-01", "PENDING", "120.00", "SUCCEEDED", "120.00", "2027-03-01"},
            {"INV-02", "PENDING", "200.00", "SUCCEEDED", "150.00", "2027-02-20"},
            {"INV-03", "PENDING", "60.00", "", "", "2026-12-01"},
            {"INV-04", "PENDING", "99.00", "PROCESSING", "99.00", "2027-01-05"},
            {"INV-05", "PENDING", "99.00", "FAILED", "99.00", "2027-02-10"},
            {"INV-06", "PAID", "75.00", "REFUNDED", "75.00", "2027-03-09"},
            {"INV-07", "VOID", "40.00", "SUCCEEDED", "40.00", "2027-03-09"},
            {"INV-08", "PENDING", "10.00", "", "", "2027-04-01"},
        };
        for (String[] row : rows) {
            Invoice.Builder invoice =
                    invoice(row[0], Invoice.Status.valueOf(row[1]), row[2]).dueOn(LocalDate.parse(row[5]));
            if (row[1].equals("PAID")) {
                invoice.open(GBP.zero()).putReference("payment", "p-" + row[0]);
            }
            invoices.add(invoice.build());
            if (!row[3].isEmpty()) {
                payments.add(payment("p-" + row[0], PaymentState.valueOf(row[3]), row[4], 8)
                        .forInvoice(InvoiceId.of(row[0])));
            }
        }
        payments.add(payment("p-stray", PaymentState.SUCCEEDED, "13.00", 8));
        PaymentDesk desk = PaymentDesk.builder(ACCOUNTS)
                .payments(payments)
                .owner(invoice -> invoice.id().value().compareTo("INV-04") < 0 ? "maria" : "")
                .build();
        Reconciliation run = run(List.of(), List.of(), BY_REFERENCE);
        InvoiceSource source = InvoiceSource.inMemory(invoices);
        List<DeskOutcome> outcomes = desk.propose(source, run, AS_OF);
        DeskDashboard dashboard = desk.dashboard(outcomes, source, run, AS_OF);
        dashboard.proof().orThrow();
        GoldenFile.named("desk/dashboard.txt").holds(Documents.text(dashboard.toDocument(), Locale.UK));
        GoldenFile.named("desk/dashboard.html").holds(Documents.html(dashboard.toDocument(), Locale.UK));
        assertThat(Optional.of(dashboard.withoutInvoice().get(0).id())).contains("p-stray");
    }
}
