package io.counterfoil.stripe.invoice.internal;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.InvoiceLink.Share;
import io.counterfoil.stripe.invoice.LinkPolicy;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;

/**
 * Finds the invoice of a payment by ranked evidence and asks reconciliation's status table what becomes of it (specification 4.10, STR-40).
 *
 * <p>Hard evidence (ranks 1 to 6) decides alone; where two pieces name different invoices, nothing is chosen. Then a number in a text, then customer,
 * amount and date. Amount and date alone are a suggestion. Each payment is looked at by itself, so results do not depend on their order. Immutable,
 * thread-safe as far as the source is.
 */
public final class InvoiceResolver {

    private final LinkPolicy policy;
    private final StatusTable table;

    private InvoiceResolver(LinkPolicy policy, StatusTable table) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.table = Objects.requireNonNull(table, "table");
    }

    /** A resolver with the default policy. */
    public static InvoiceResolver standard() {
        return of(LinkPolicy.standard());
    }

    /** A resolver with the policy. */
    public static InvoiceResolver of(LinkPolicy policy) {
        return new InvoiceResolver(policy, StatusTable.standard());
    }

    /** A link for each payment, in their order. The source is read once for the open invoices and once per reference. */
    public List<InvoiceLink> match(List<PaymentEvidence> payments, InvoiceSource invoices) {
        ClueFinder finder = new ClueFinder(policy, invoices);
        return payments.stream().map(payment -> resolve(payment, finder)).toList();
    }

    private InvoiceLink resolve(PaymentEvidence payment, ClueFinder finder) {
        List<Clue> hard = finder.hard(payment);
        List<Clue> naming = hard.stream().filter(Clue::names).toList();
        Draft draft = new Draft(payment);
        hard.stream()
                .filter(clue -> !clue.names())
                .forEach(clue -> draft.refuse(InvoiceLink.Cause.NAMES_NO_INVOICE, clue));
        Clue text = finder.numbersInText(payment);
        if (!naming.isEmpty()) {
            return byHardEvidence(draft, naming, text);
        }
        if (text.names()) {
            return byText(draft, text);
        }
        Clue customer = finder.customerAmountDate(payment);
        if (customer.names()) {
            draft.accept(customer);
            return customer.invoices().size() == 1
                    ? linked(draft, customer.invoices().get(0))
                    : draft.ambiguous(
                            InvoiceLink.Cause.SEVERAL_CANDIDATES, singles(customer.invoices()), customer.invoices());
        }
        Clue suggestion = finder.amountDate(payment);
        if (suggestion.names()) {
            draft.accept(suggestion);
            return draft.none(InvoiceLink.Cause.SUGGESTION_ONLY, suggestion.invoices());
        }
        return draft.none(InvoiceLink.Cause.NO_EVIDENCE, List.of());
    }

    private InvoiceLink byHardEvidence(Draft draft, List<Clue> naming, Clue text) {
        Set<Invoice> all = new LinkedHashSet<>();
        naming.forEach(clue -> {
            all.addAll(clue.invoices());
            draft.accept(clue);
        });
        List<Invoice> candidates = ClueFinder.sorted(all);
        if (candidates.size() > 1) {
            boolean conflict = naming.stream().anyMatch(clue -> !clue.invoices().equals(candidates));
            return draft.ambiguous(
                    conflict ? InvoiceLink.Cause.CONFLICTING_EVIDENCE : InvoiceLink.Cause.SEVERAL_CANDIDATES,
                    singles(candidates),
                    candidates);
        }
        if (text.names() && !text.invoices().equals(candidates)) {
            draft.refuse(InvoiceLink.Cause.OUTRANKED, text);
        }
        return linked(draft, candidates.get(0));
    }

    private InvoiceLink byText(Draft draft, Clue text) {
        draft.accept(text);
        if (text.invoices().size() == 1) {
            return linked(draft, text.invoices().get(0));
        }
        MonetaryAmount paid = draft.payment.amount();
        boolean sameCurrency = text.invoices().stream().allMatch(invoice -> sameCurrency(invoice.open(), paid));
        boolean exact = sameCurrency
                && text.invoices().stream().allMatch(invoice -> invoice.open().isPositive())
                && text.invoices().stream()
                        .map(Invoice::open)
                        .reduce(MonetaryAmount::add)
                        .filter(sum -> sum.isEqualTo(paid))
                        .isPresent();
        if (!exact || draft.payment.standing() != StatusTable.PaymentStanding.SUCCEEDED) {
            return draft.ambiguous(InvoiceLink.Cause.SUM_DIFFERS, List.of(text.invoices()), text.invoices());
        }
        Set<InvoiceAction> actions = new LinkedHashSet<>();
        List<Share> shares = new ArrayList<>();
        for (Invoice invoice : text.invoices()) {
            StatusTable.Proposal proposal = propose(draft.payment, invoice, invoice.open());
            actions.add(proposal.action());
            shares.add(new Share(invoice.id(), invoice.open()));
        }
        return actions.equals(Set.of(InvoiceAction.MARK_PAID))
                ? draft.unique(text.invoices(), shares, InvoiceAction.MARK_PAID)
                : draft.review(text.invoices(), InvoiceLink.Cause.STATUS_REVIEW);
    }

    private InvoiceLink linked(Draft draft, Invoice invoice) {
        PaymentEvidence payment = draft.payment;
        if (!sameCurrency(invoice.open(), payment.amount())) {
            return draft.review(List.of(invoice), InvoiceLink.Cause.CURRENCY_MISMATCH);
        }
        StatusTable.InvoiceStanding standing = standing(payment, invoice);
        boolean succeeded = payment.standing() == StatusTable.PaymentStanding.SUCCEEDED;
        boolean closed = !invoice.open().isPositive() || standing == StatusTable.InvoiceStanding.PAID_BY_OTHER;
        boolean sameMoney = standing == StatusTable.InvoiceStanding.PAID_UNLINKED
                && payment.amount().isEqualTo(invoice.amount());
        if (succeeded
                && closed
                && standing != StatusTable.InvoiceStanding.PAID_BY_THIS
                && standing != StatusTable.InvoiceStanding.VOID
                && !sameMoney) {
            return draft.review(List.of(invoice), InvoiceLink.Cause.DUPLICATE_PAYMENT);
        }
        StatusTable.Proposal proposal = propose(payment, invoice, payment.amount());
        draft.because(proposal.evidence());
        if (proposal.action() == InvoiceAction.REVIEW) {
            return draft.review(List.of(invoice), InvoiceLink.Cause.STATUS_REVIEW);
        }
        return draft.unique(List.of(invoice), shares(payment, invoice, proposal.action()), proposal.action());
    }

    /** What the invoice gets: all of the payment up to what was open; everything where the invoice is paid by it already. */
    private static List<Share> shares(PaymentEvidence payment, Invoice invoice, InvoiceAction action) {
        return switch (action) {
            case MARK_PAID, MARK_PART_PAID -> List.of(new Share(invoice.id(), payment.amount()));
            case MARK_PAID_AND_CREDIT -> List.of(new Share(invoice.id(), invoice.open()));
            case LINK, NONE ->
                payment.standing() == StatusTable.PaymentStanding.SUCCEEDED
                        ? List.of(new Share(invoice.id(), payment.amount()))
                        : List.of();
            default -> List.of();
        };
    }

    private StatusTable.Proposal propose(PaymentEvidence payment, Invoice invoice, MonetaryAmount paid) {
        StatusTable.InvoiceStanding standing = standing(payment, invoice);
        MonetaryAmount against =
                standing == StatusTable.InvoiceStanding.PAID_UNLINKED ? invoice.amount() : invoice.open();
        return table.propose(payment.standing(), StatusTable.AmountStanding.of(paid, against), standing);
    }

    private static StatusTable.InvoiceStanding standing(PaymentEvidence payment, Invoice invoice) {
        return switch (invoice.status()) {
            case PENDING -> StatusTable.InvoiceStanding.PENDING;
            case FAILED -> StatusTable.InvoiceStanding.FAILED;
            case VOID -> StatusTable.InvoiceStanding.VOID;
            case PAID -> paid(payment, invoice.references());
        };
    }

    private static StatusTable.InvoiceStanding paid(PaymentEvidence payment, Map<String, String> references) {
        boolean byThis = references.values().stream()
                .anyMatch(reference -> reference.equals(payment.paymentId())
                        || payment.charge().filter(reference::equals).isPresent());
        if (byThis) {
            return StatusTable.InvoiceStanding.PAID_BY_THIS;
        }
        boolean byOther = references.keySet().stream()
                .anyMatch(kind -> kind.equals("payment") || kind.equals("payment_intent") || kind.equals("charge"));
        return byOther ? StatusTable.InvoiceStanding.PAID_BY_OTHER : StatusTable.InvoiceStanding.PAID_UNLINKED;
    }

    private static boolean sameCurrency(MonetaryAmount a, MonetaryAmount b) {
        return a.getCurrency().getCurrencyCode().equals(b.getCurrency().getCurrencyCode());
    }

    private static List<List<Invoice>> singles(List<Invoice> invoices) {
        return invoices.stream().map(List::of).toList();
    }

    /** A link being made. */
    private static final class Draft {
        private final PaymentEvidence payment;
        private final List<Evidence.Fact> accepted = new ArrayList<>();
        private final List<Obstacle> obstacles = new ArrayList<>();
        private Optional<InvoiceLink.Rank> strongest = Optional.empty();

        Draft(PaymentEvidence payment) {
            this.payment = payment;
        }

        void accept(Clue clue) {
            strongest = strongest.or(() -> Optional.of(clue.rank()));
            accepted.add(new Evidence.Fact(clue.rank(), clue.sentence(), Map.of()));
        }

        void refuse(InvoiceLink.Cause why, Clue clue) {
            obstacles.add(Obstacle.of(why, clue.sentence()));
        }

        void because(Evidence evidence) {
            accepted.addAll(evidence.facts());
        }

        InvoiceLink unique(List<Invoice> invoices, List<Share> shares, InvoiceAction action) {
            MonetaryAmount rest = shares.stream().map(Share::amount).reduce(payment.amount(), MonetaryAmount::subtract);
            return link(new Resolution.Unique<>(invoices, evidence()), invoices)
                    .action(action)
                    .shares(shares)
                    .unapplied(rest)
                    .build();
        }

        InvoiceLink review(List<Invoice> invoices, InvoiceLink.Cause why) {
            obstacles.add(0, Obstacle.of(why, sentence(why)));
            return link(new Resolution.Unique<>(invoices, evidence()), invoices)
                    .reason(why)
                    .build();
        }

        InvoiceLink ambiguous(InvoiceLink.Cause why, List<List<Invoice>> readings, List<Invoice> candidates) {
            obstacles.add(0, Obstacle.of(why, sentence(why)));
            Resolution.SolutionCount count = Resolution.SolutionCount.exactly(readings.size());
            return link(new Resolution.Ambiguous<>(readings, count, evidence()), candidates)
                    .reason(why)
                    .build();
        }

        InvoiceLink none(InvoiceLink.Cause why, List<Invoice> candidates) {
            obstacles.add(0, Obstacle.of(why, sentence(why)));
            return link(new Resolution.None<>(obstacles), candidates)
                    .reason(why)
                    .build();
        }

        private InvoiceLink.Builder link(Resolution<List<Invoice>> resolution, List<Invoice> candidates) {
            return InvoiceLink.builder()
                    .payment(payment)
                    .resolution(resolution)
                    .candidates(candidates)
                    .unapplied(payment.amount())
                    .obstacles(obstacles)
                    .evidence(evidence())
                    .strongest(strongest);
        }

        private Evidence evidence() {
            return Evidence.of(accepted);
        }

        private static String sentence(InvoiceLink.Cause why) {
            return switch (why) {
                case CONFLICTING_EVIDENCE -> "hard evidence names different invoices";
                case SEVERAL_CANDIDATES -> "the evidence names several invoices";
                case SUM_DIFFERS -> "the text names several invoices whose open amounts do not sum to the payment";
                case NO_EVIDENCE -> "nothing names an invoice";
                case SUGGESTION_ONLY -> "only amount and date fit, which is a suggestion";
                case CURRENCY_MISMATCH -> "the invoice is in another currency";
                case DUPLICATE_PAYMENT -> "nothing is open on the invoice";
                case STATUS_REVIEW -> "payment and invoice stand so that a person must look";
                case NAMES_NO_INVOICE, OUTRANKED -> why.id();
            };
        }
    }
}
