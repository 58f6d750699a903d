package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.desk.DeskDashboard;
import io.counterfoil.collections.desk.DeskOutcome;
import io.counterfoil.collections.desk.PaymentDesk;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.receivable.RollForward;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.statement.CustomerStatement;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.collections.worklist.Capacity;
import io.counterfoil.collections.worklist.ScoreCard;
import io.counterfoil.collections.worklist.Worklist;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.invoice.InvoiceLink;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What collections do with what is open at the end of the day: what becomes of each invoice, whom to ask, in which order to work, and what customers are shown.
 *
 * @param dashboard the payment desk: one outcome for each invoice
 * @param decisions about every customer who owes something
 * @param worklist of the next morning
 * @param statements of the customers at the top of it
 * @param movements how the open amount came about since the first of the year
 */
record Collecting(
        DeskDashboard dashboard,
        List<ContactDecision> decisions,
        Worklist.Listing worklist,
        List<CustomerStatement> statements,
        RollForward movements) {

    private static final int STATEMENTS = 3;
    private static final int CASES_A_DAY = 12;

    static Collecting of(
            Billing billing, List<InvoiceLink> links, Reconciliation run, AgingReport aging, Receivables receivables) {
        AsOf asOf = aging.asOf();
        PaymentDesk desk =
                PaymentDesk.builder(accounts()).payments(payments(links)).build();
        InvoiceSource invoices = InvoiceSource.inMemory(billing.invoices());
        List<DeskOutcome> outcomes = desk.propose(invoices, run, asOf);
        CollectionFacts facts =
                CollectionFacts.builder(receivables).attempts(onTheirWay(links)).build();
        List<ContactDecision> decisions = planner().propose(facts, asOf);
        ScoreCard card = ScoreCard.standard(House.CURRENCIES.stream()
                .map(currency -> Amounts.in(currency).of("500.00"))
                .toArray(javax.money.MonetaryAmount[]::new));
        Worklist.Listing worklist =
                Worklist.of(card, Capacity.perOwner(CASES_A_DAY)).propose(facts, decisions, asOf);
        List<CustomerStatement> statements = worklist.rows().stream()
                .limit(STATEMENTS)
                .map(row -> CustomerStatement.openItems(facts, aging, row.party()))
                .toList();
        DateRange year = DateRange.of(LocalDate.of(asOf.effective().getYear(), 1, 1), asOf.effective());
        return new Collecting(
                desk.dashboard(outcomes, invoices, run, asOf),
                decisions,
                worklist,
                statements,
                receivables.rollForward(year, asOf));
    }

    private static AccountMap accounts() {
        AccountMap.Builder accounts = AccountMap.builder();
        House.CURRENCIES.forEach(currency ->
                accounts.standard(currency, PaymentDesk.DeskRole.RECEIVABLE, AccountMap.Role.Core.UNAPPLIED));
        return accounts.build();
    }

    /** A reminder, a second one, a call; a month after the due day a person writes a letter. */
    private static ContactPlanner planner() {
        Strategy chase = Strategy.builder()
                .id("rooms")
                .minGapDays(5)
                .addThresholds(Amounts.in("GBP").of("20.00"), Amounts.in("EUR").of("20.00"))
                .addSteps(
                        StrategyStep.builder()
                                .id("reminder")
                                .daysAfterDue(3)
                                .tone(StrategyStep.Tone.FRIENDLY)
                                .addChannels(Channel.EMAIL)
                                .build(),
                        StrategyStep.builder()
                                .id("second reminder")
                                .daysAfterDue(10)
                                .addChannels(Channel.EMAIL)
                                .addAttachments(StrategyStep.Attachment.INVOICE_COPIES)
                                .build(),
                        StrategyStep.builder()
                                .id("call")
                                .daysAfterDue(20)
                                .addChannels(Channel.CALL)
                                .build(),
                        StrategyStep.builder()
                                .id("letter")
                                .daysAfterDue(35)
                                .tone(StrategyStep.Tone.FIRM)
                                .addChannels(Channel.LETTER)
                                .addAttachments(StrategyStep.Attachment.STATEMENT_OF_ACCOUNT)
                                .build())
                .build();
        return ContactPlanner.builder()
                .strategies(chase)
                .calendar(House.calendar())
                .zone(House.ZONE)
                .build();
    }

    /** Payments as the provider tells of them; one that pays several invoices comes in its shares. */
    private static List<DeskOutcome.ProviderPayment> payments(List<InvoiceLink> links) {
        List<DeskOutcome.ProviderPayment> payments = new ArrayList<>();
        for (InvoiceLink link : links) {
            DeskOutcome.PaymentState state = state(link.payment().standing());
            String id = link.payment().paymentId();
            if (state == DeskOutcome.PaymentState.NONE) {
                continue;
            }
            List<Invoice> named = link.resolution()
                    .fold(one -> one.value(), several -> List.of(), none -> List.of(), cut -> List.of());
            DeskOutcome.ProviderPayment payment = DeskOutcome.ProviderPayment.of(
                    id, state, link.payment().amount(), link.payment().paidOn());
            if (named.size() == 1) {
                payments.add(payment.forInvoice(named.get(0).id()));
            } else if (named.isEmpty() || link.shares().size() != named.size()) {
                payments.add(payment);
            } else {
                link.shares()
                        .forEach(share -> payments.add(DeskOutcome.ProviderPayment.of(
                                        id + "/" + share.invoice(),
                                        state,
                                        share.amount(),
                                        link.payment().paidOn())
                                .forInvoice(share.invoice())));
            }
        }
        return payments;
    }

    private static DeskOutcome.PaymentState state(StatusTable.PaymentStanding standing) {
        return switch (standing) {
            case REFUNDED_FULL -> DeskOutcome.PaymentState.REFUNDED;
            case REFUNDED_PART -> DeskOutcome.PaymentState.PARTIALLY_REFUNDED;
            default -> DeskOutcome.PaymentState.valueOf(standing.name());
        };
    }

    /** Whoever is paying now is not asked. */
    private static List<PaymentAttempt> onTheirWay(List<InvoiceLink> links) {
        List<PaymentAttempt> attempts = new ArrayList<>();
        for (InvoiceLink link : links) {
            boolean isUnderWay = link.payment().standing() == StatusTable.PaymentStanding.PROCESSING;
            List<Invoice> named = link.resolution()
                    .fold(one -> one.value(), several -> List.of(), none -> List.of(), cut -> List.of());
            if (isUnderWay && !named.isEmpty()) {
                attempts.add(PaymentAttempt.builder()
                        .id(link.payment().paymentId())
                        .party(named.get(0).customer())
                        .items(named.stream()
                                .map(invoice -> OpenItemId.of(invoice.id().value()))
                                .collect(Collectors.toSet()))
                        .amount(link.payment().amount())
                        .on(link.payment().paidOn())
                        .recordedAt(House.startOf(link.payment().paidOn()))
                        .state(PaymentAttempt.State.PENDING)
                        .build());
            }
        }
        return attempts;
    }

    /** How many decisions are of each kind. */
    Map<ContactDecision.Kind, Long> counts() {
        return decisions.stream()
                .collect(Collectors.groupingBy(ContactDecision::kind, TreeMap::new, Collectors.counting()));
    }
}
