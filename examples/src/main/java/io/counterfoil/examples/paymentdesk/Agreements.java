package io.counterfoil.examples.paymentdesk;

import io.counterfoil.collections.desk.ExpectedTransfer;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.promise.Promises;
import io.counterfoil.collections.promise.Promises.PromiseCommand;
import io.counterfoil.collections.promise.Promises.PromiseEvent;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.proposal.PaymentProposal;
import io.counterfoil.collections.proposal.PaymentProposal.Offer;
import io.counterfoil.collections.proposal.PaymentProposal.ProposalId;
import io.counterfoil.collections.proposal.PaymentProposals;
import io.counterfoil.collections.proposal.PaymentProposals.ProposalCommand;
import io.counterfoil.collections.proposal.PaymentProposals.ProposalEvent;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.examples.desk.BankFeed;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.status.Invoice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.money.MonetaryAmount;

/** What was agreed with customers: transfers by Bacs, proposals and the promises they become. Not thread-safe. */
final class Agreements {

    private static final Actor CUSTOMER = Actor.host("customer");
    private static final Actor DESK = Actor.host("priya");
    private static final MatchPlan FIND = MatchPlan.named("transfers-at-the-bank")
            .pass(Pass.oneToOne("reference")
                    .on(MatchKey.REFERENCE, MatchKey.AMOUNT)
                    .confirm())
            .build();

    private final PaymentProposals machine = PaymentProposals.in(Week.ZONE);
    private final EventStore<ProposalId, ProposalEvent> proposals = EventStore.inMemory();
    private final Promises promiseMachine = Promises.standard();
    private final EventStore<PromiseToPay.PromiseId, PromiseEvent> promises = EventStore.inMemory();
    private final List<ExpectedTransfer> transfers = new ArrayList<>();

    /** The customer will transfer by the next business day. */
    void arrange(Invoice invoice, Instant at) {
        LocalDate payBy = Week.calendar().plus(LocalDate.ofInstant(at, Week.ZONE), 1);
        transfers.add(ExpectedTransfer.builder()
                .reference(ExpectedTransfer.referenceOf(invoice.id().value()))
                .party(invoice.customer().value())
                .item(invoice.id().value())
                .amount(invoice.open())
                .payBy(payBy, Week.calendar())
                .confirmedAt(at)
                .build());
    }

    /** Three ways to pay, open until Thursday noon. */
    void propose(Invoice invoice, String url, Instant at) {
        MonetaryAmount half = invoice.open().divide(2);
        ExpectedTransfer transfer = ExpectedTransfer.builder()
                .reference(ExpectedTransfer.referenceOf(invoice.id().value()))
                .party(invoice.customer().value())
                .item(invoice.id().value())
                .amount(invoice.open())
                .payBy(Week.MONDAY.plusDays(2), Week.calendar())
                .build();
        PaymentProposal proposal = PaymentProposal.builder()
                .id(id(invoice).value())
                .party(invoice.customer().value())
                .item(invoice.id().value())
                .offer(Offer.link("link", invoice.open(), url, Week.MONDAY.plusDays(2)))
                .offer(Offer.transfer("transfer", transfer))
                .offer(Offer.partAndPromise(
                        "two", half, Week.MONDAY.plusDays(2), invoice.open().subtract(half), Week.MONDAY.plusDays(9)))
                .expiresAt(Week.at(Week.MONDAY.plusDays(3), 12, 0))
                .build();
        proposals
                .apply(machine, proposal.id(), ProposalCommand.make(proposal, DESK, "make-" + proposal.id()), at)
                .orThrow();
    }

    private static ProposalId id(Invoice invoice) {
        return ProposalId.of("proposal-" + invoice.id());
    }

    /** The customer takes an offer: what it becomes is recorded. */
    void accept(Invoice invoice, String offer, Instant at) {
        PaymentProposal taken = proposals
                .apply(machine, id(invoice), ProposalCommand.accept(offer, CUSTOMER, "accept-" + invoice.id()), at)
                .orThrow()
                .state();
        taken.agreement()
                .orElseThrow()
                .promises()
                .forEach(promise -> promises.apply(
                                promiseMachine,
                                promise.id(),
                                PromiseCommand.make(promise, DESK, "promise-" + promise.id()),
                                at)
                        .orThrow());
    }

    /** The customer wants none of it. */
    void decline(Invoice invoice, Instant at) {
        proposals
                .apply(
                        machine,
                        id(invoice),
                        ProposalCommand.decline("pays next month", CUSTOMER, "decline-" + invoice.id()),
                        at)
                .orThrow();
    }

    /** What only the clock has to say. */
    void tick(Instant now) {
        for (PaymentProposal proposal : proposals.all(machine).toList()) {
            machine.due(proposal, now)
                    .ifPresent(command -> proposals
                            .apply(machine, proposal.id(), command, now)
                            .orThrow());
        }
    }

    List<PaymentProposal> proposals() {
        return proposals.all(machine).toList();
    }

    List<PromiseToPay> promises() {
        return promises.all(promiseMachine).toList();
    }

    /** How each promise stands. */
    Collection<PromiseStanding> standings(CollectionFacts facts, AsOf asOf) {
        return promiseMachine.assess(facts, asOf).values();
    }

    List<ExpectedTransfer> transfers() {
        return List.copyOf(transfers);
    }

    /** References that two open transfers share: a bank line could not tell them apart. */
    List<Diagnostic> clashes() {
        return ExpectedTransfer.check(transfers);
    }

    /** The references of the transfers that the bank has. */
    Set<String> found(List<StatementEntry> lines, AsOf asOf) {
        ItemBatch.Builder expected = ItemBatch.builder("transfer").source("arranged");
        transfers.forEach(transfer -> expected.add(transfer.toItem()));
        List<String> references =
                transfers.stream().map(ExpectedTransfer::reference).toList();
        Set<String> found = new TreeSet<>();
        Reconciler.builder(FIND)
                .calendar(Week.calendar())
                .build()
                .match(BankFeed.items(lines, references, Map.of()), expected.build(), asOf)
                .matches()
                .filter(match -> match.decision() == PassDecision.Outcome.CONFIRM)
                .flatMap(match -> match.right().stream())
                .forEach(portion -> found.add(portion.item().value()));
        return found;
    }
}
