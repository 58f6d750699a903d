package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.invoice.InvoiceLink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes of each invoice: the provider's links first, then the bank's matches, then those that nobody paid. */
final class InvoiceActions {

    /**
     * A proposal for one invoice; performing it is billing's work.
     *
     * @param invoice which
     * @param action what becomes of it
     * @param payment the payment behind it; empty where there is none
     * @param why in words
     */
    record Act(Invoice invoice, InvoiceAction action, String payment, String why) {}

    private static final StatusTable TABLE = StatusTable.standard();
    private static final Set<InvoiceAction> ASKED = Set.of(
            InvoiceAction.NONE,
            InvoiceAction.MARK_PENDING,
            InvoiceAction.MARK_FAILED,
            InvoiceAction.HAND_TO_COLLECTIONS);

    private InvoiceActions() {}

    /** Whether a transfer could pay it: it is open, or it was marked paid by something that is not a card. */
    static boolean canBePaid(Invoice invoice) {
        return invoice.status() != Invoice.Status.VOID
                && !invoice.references().getOrDefault("payment", "").startsWith("pi_");
    }

    /** What a payment is for: as its own evidence says, else as billing recorded when a person linked it. */
    static List<Invoice> invoicesOf(InvoiceLink link, Map<String, List<Invoice>> recorded) {
        return link.resolution()
                .fold(
                        one -> one.value(),
                        several -> recorded(link, recorded),
                        none -> recorded(link, recorded),
                        cut -> recorded(link, recorded));
    }

    private static List<Invoice> recorded(InvoiceLink link, Map<String, List<Invoice>> recorded) {
        return recorded.getOrDefault(link.payment().paymentId(), List.of());
    }

    static List<Act> propose(
            Billing billing,
            List<InvoiceLink> links,
            List<StatementEntry> entries,
            Map<String, Match> confirmed,
            AsOf asOf) {
        List<Invoice> invoices = billing.invoices();
        Map<InvoiceId, Invoice> byId = new HashMap<>();
        invoices.forEach(invoice -> byId.put(invoice.id(), invoice));
        List<Act> acts = new ArrayList<>();
        Set<InvoiceId> settled = new HashSet<>();
        byCard(links, billing.recorded(), acts, settled);
        byTransfer(byId, entries, confirmed, acts, settled);
        for (Invoice invoice : invoices) {
            if (!settled.contains(invoice.id())) {
                acts.add(unpaid(invoice, asOf));
            }
        }
        acts.sort(Comparator.comparing((Act act) -> act.invoice().id())
                .thenComparing(Act::payment)
                .thenComparing(Act::action));
        return List.copyOf(acts);
    }

    /** A payment that brought money counts, however many attempts failed before; without one, the last attempt counts. */
    private static void byCard(
            List<InvoiceLink> links, Map<String, List<Invoice>> recorded, List<Act> acts, Set<InvoiceId> settled) {
        List<InvoiceLink> ordered = links.stream()
                .sorted(Comparator.comparing((InvoiceLink link) ->
                                link.payment().balanceTransaction().isEmpty())
                        .thenComparing(link -> link.payment().paidOn(), Comparator.reverseOrder())
                        .thenComparing(link -> link.payment().paymentId(), Comparator.reverseOrder()))
                .toList();
        for (InvoiceLink link : ordered) {
            boolean money = link.payment().balanceTransaction().isPresent();
            boolean byEvidence = link.resolution().kind() == Resolution.Kind.UNIQUE;
            for (Invoice invoice : invoicesOf(link, recorded)) {
                if (settled.add(invoice.id()) || money) {
                    acts.add(
                            byEvidence
                                    ? new Act(
                                            invoice,
                                            link.action().orElse(InvoiceAction.REVIEW),
                                            link.payment().paymentId(),
                                            why(link))
                                    : new Act(
                                            invoice,
                                            InvoiceAction.NONE,
                                            link.payment().paymentId(),
                                            "billing recorded this payment on it"));
                }
            }
        }
    }

    private static String why(InvoiceLink link) {
        String obstacles =
                link.obstacles().stream().map(Obstacle::sentence).findFirst().orElse("");
        String evidence = link.evidence().facts().stream()
                .map(Evidence.Fact::sentence)
                .findFirst()
                .orElse("");
        return link.action().isPresent() ? evidence : obstacles.isEmpty() ? evidence : obstacles;
    }

    private static void byTransfer(
            Map<InvoiceId, Invoice> byId,
            List<StatementEntry> entries,
            Map<String, Match> confirmed,
            List<Act> acts,
            Set<InvoiceId> settled) {
        for (StatementEntry entry : entries) {
            Match match = confirmed.get(BankMatching.itemId(entry));
            if (match == null) {
                continue;
            }
            String bank =
                    entry.references().of(StatementEntry.References.Role.BANK).orElse("");
            for (Match.Portion portion : match.right()) {
                Invoice invoice = BankMatching.isInvoice(portion.item().value())
                        ? byId.get(InvoiceId.of(portion.item().value()))
                        : null;
                if (invoice != null) {
                    StatusTable.InvoiceStanding standing = standing(invoice, bank);
                    StatusTable.Proposal proposal = TABLE.propose(
                            StatusTable.PaymentStanding.SUCCEEDED,
                            StatusTable.AmountStanding.of(portion.amount(), invoice.amount()),
                            standing);
                    acts.add(new Act(
                            invoice,
                            proposal.action(),
                            BankMatching.itemId(entry),
                            match.pass() + ": " + match.evidence().sentence()));
                    settled.add(invoice.id());
                }
            }
        }
    }

    private static StatusTable.InvoiceStanding standing(Invoice invoice, String bankReference) {
        return switch (invoice.status()) {
            case PENDING -> StatusTable.InvoiceStanding.PENDING;
            case FAILED -> StatusTable.InvoiceStanding.FAILED;
            case VOID -> StatusTable.InvoiceStanding.VOID;
            case PAID -> {
                String by = invoice.references().getOrDefault("payment", "");
                yield by.isEmpty()
                        ? StatusTable.InvoiceStanding.PAID_UNLINKED
                        : by.equals(bankReference)
                                ? StatusTable.InvoiceStanding.PAID_BY_THIS
                                : StatusTable.InvoiceStanding.PAID_BY_OTHER;
            }
        };
    }

    /** Whose money should be asked for: open, and neither settled nor left to a person. */
    static List<Invoice> toAsk(List<Act> acts) {
        Set<InvoiceId> seen = new HashSet<>();
        return acts.stream()
                .filter(act -> ASKED.contains(act.action()))
                .map(Act::invoice)
                .filter(invoice ->
                        invoice.status() == Invoice.Status.PENDING || invoice.status() == Invoice.Status.FAILED)
                .filter(invoice -> seen.add(invoice.id()))
                .toList();
    }

    private static Act unpaid(Invoice invoice, AsOf asOf) {
        boolean overdue =
                invoice.dueOn().map(due -> due.isBefore(asOf.effective())).orElse(false);
        StatusTable.InvoiceStanding standing = standing(invoice, "nothing was found at the bank");
        StatusTable.InvoiceStanding asked = standing == StatusTable.InvoiceStanding.PAID_BY_OTHER
                ? StatusTable.InvoiceStanding.PAID_BY_THIS
                : standing;
        StatusTable.AmountStanding amount = asked == StatusTable.InvoiceStanding.PENDING
                ? (overdue ? StatusTable.AmountStanding.OVERDUE : StatusTable.AmountStanding.NOT_DUE)
                : StatusTable.AmountStanding.ANY;
        StatusTable.Proposal proposal = TABLE.propose(StatusTable.PaymentStanding.NONE, amount, asked);
        return new Act(invoice, proposal.action(), "", whyUnpaid(invoice, standing, proposal));
    }

    /** A payment that billing recorded may well be there and yet not be confirmed: another amount, or a tie. The sentence must not deny it. */
    private static String whyUnpaid(
            Invoice invoice, StatusTable.InvoiceStanding standing, StatusTable.Proposal proposal) {
        return switch (standing) {
            case PAID_BY_OTHER ->
                "billing recorded payment "
                        + invoice.references().getOrDefault("payment", "")
                        + ", which is not confirmed as its payment";
            case PAID_UNLINKED -> "marked paid, but billing recorded no payment and none was matched";
            default -> proposal.evidence().sentence();
        };
    }
}
