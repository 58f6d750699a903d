package io.counterfoil.collections.cash;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * Moves money that is there already (COL-52, COL-53): takes an allocation back, puts it elsewhere, passes unapplied money to another party, to a refund, a
 * charge, an order or a journal. Immutable, thread-safe.
 *
 * <p>Each method answers with the events that would do it, tried on the receivables: a move that cannot stand is refused with the reason, nothing is changed.
 * No move changes what all parties together owe, but for what it issues on purpose: a charge, a refund, an order, a journal.
 */
public final class CashMoves {

    private final Receivables receivables;
    private final AsOf asOf;

    private CashMoves(Receivables receivables, AsOf asOf) {
        this.receivables = receivables;
        this.asOf = asOf;
    }

    /** Moves on the day, recorded at the instant. */
    public static CashMoves on(Receivables receivables, AsOf asOf) {
        return new CashMoves(Objects.requireNonNull(receivables, "receivables"), Objects.requireNonNull(asOf, "asOf"));
    }

    /** Takes an allocation back: its money is unapplied again from this day on, or it never happened. */
    public Checked<List<ReceivableEvent>> release(ReceivableEventId allocation, ReversalKind kind) {
        return tried(List.of(released(allocation, kind)));
    }

    private Deallocated released(ReceivableEventId allocation, ReversalKind kind) {
        return new Deallocated(
                ReceivableEventId.of(allocation + "/release"), allocation, kind, asOf.effective(), asOf.knownAt());
    }

    /** Takes an allocation back and puts its money, or part of it, on another item of the party. */
    public Checked<List<ReceivableEvent>> reapply(ReceivableEventId allocation, OpenItemId to, MonetaryAmount amount) {
        Optional<Allocated> found = receivables
                .events()
                .filter(event -> event.kind() == ReceivableEvent.Kind.ALLOCATED
                        && event.eventId().equals(allocation.value()))
                .map(Allocated.class::cast)
                .findFirst();
        if (found.isEmpty()) {
            return refused(Fault.UNKNOWN_ALLOCATION, "allocation", "allocation " + allocation + " is not known");
        }
        return tried(List.of(
                released(allocation, ReversalKind.RETURNED),
                allocate(allocation + "/again>" + to, found.get().from(), to, amount)));
    }

    /** Puts unapplied money on an item of the same party. */
    public Checked<List<ReceivableEvent>> apply(OpenItemId credit, OpenItemId to, MonetaryAmount amount) {
        return tried(List.of(allocate(credit + ">" + to + "/" + asOf.effective(), credit, to, amount)));
    }

    /**
     * Passes unapplied money to another party: a journal takes it from one and gives it to the other, so that each party's account says why. Once a day for a
     * credit and a party: the same again changes nothing, another amount is refused.
     */
    public Checked<List<ReceivableEvent>> transfer(OpenItemId credit, PartyId to, MonetaryAmount amount) {
        Optional<OpenItem> from = receivables.item(credit);
        if (from.isEmpty()) {
            return refused(Fault.UNKNOWN_CREDIT, "credit", "item " + credit + " is not known");
        }
        if (from.get().party().equals(to)) {
            return refused(Fault.SAME_PARTY, "to", "item " + credit + " is of party " + to + " already");
        }
        String leg = "/to/" + to + "/" + asOf.effective();
        OpenItemId out = OpenItemId.of(credit + leg);
        OpenItemId in = OpenItemId.of(credit + "/from/" + from.get().party() + leg);
        return tried(List.of(
                issue(out, from.get().party(), OpenItemKind.ADJUSTMENT_DEBIT, amount, credit),
                allocate(credit + ">" + out, credit, out, amount),
                issue(in, to, OpenItemKind.ADJUSTMENT_CREDIT, amount, credit)));
    }

    /** Pays unapplied money back: the payment out is an item of its own, settled by the receipt. */
    public Checked<List<ReceivableEvent>> refund(OpenItemId credit, OpenItemId refund, MonetaryAmount amount) {
        return spend(credit, refund, OpenItemKind.REFUND, amount);
    }

    /** Uses unapplied money for a charge, which is an item of its own and stays when the money is taken back. */
    public Checked<List<ReceivableEvent>> charge(OpenItemId credit, OpenItemId charge, MonetaryAmount amount) {
        return spend(credit, charge, OpenItemKind.FEE, amount);
    }

    /** Uses unapplied money as an advance on an order that is not yet invoiced. */
    public Checked<List<ReceivableEvent>> advance(OpenItemId credit, OpenItemId order, MonetaryAmount amount) {
        return spend(credit, order, OpenItemKind.ORDER, amount);
    }

    /** Uses unapplied money for a journal, such as income or another ledger account. */
    public Checked<List<ReceivableEvent>> journal(OpenItemId credit, OpenItemId journal, MonetaryAmount amount) {
        return spend(credit, journal, OpenItemKind.ADJUSTMENT_DEBIT, amount);
    }

    /** Allocates to an item that is there, of the right kind, or issues it first. */
    private Checked<List<ReceivableEvent>> spend(
            OpenItemId credit, OpenItemId target, OpenItemKind kind, MonetaryAmount amount) {
        Optional<OpenItem> from = receivables.item(credit);
        if (from.isEmpty()) {
            return refused(Fault.UNKNOWN_CREDIT, "credit", "item " + credit + " is not known");
        }
        List<ReceivableEvent> events = new ArrayList<>();
        Optional<OpenItem> known = receivables.item(target);
        if (known.isPresent() && known.get().kind() != kind) {
            return refused(
                    Fault.OTHER_KIND,
                    "target",
                    "item " + target + " is " + known.get().kind() + ", expected " + kind);
        }
        if (known.isEmpty()) {
            events.add(issue(target, from.get().party(), kind, amount, credit));
        }
        events.add(allocate(credit + ">" + target + "/" + asOf.effective(), credit, target, amount));
        return tried(events);
    }

    private ItemIssued issue(
            OpenItemId id, PartyId party, OpenItemKind kind, MonetaryAmount amount, OpenItemId linkedTo) {
        return new ItemIssued(OpenItem.builder()
                .id(id)
                .party(party)
                .kind(kind)
                .amount(amount)
                .issued(asOf.effective())
                .linkedTo(linkedTo)
                .recordedAt(asOf.knownAt())
                .build());
    }

    private Allocated allocate(String id, OpenItemId from, OpenItemId to, MonetaryAmount amount) {
        return new Allocated(ReceivableEventId.of(id), from, to, amount, asOf.effective(), asOf.knownAt());
    }

    private Checked<List<ReceivableEvent>> tried(List<ReceivableEvent> events) {
        Checked<Receivables> after = receivables.with(events);
        List<Diagnostic> errors = after.diagnostics().stream()
                .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                .toList();
        return errors.isEmpty() ? Checked.of(events, after.diagnostics()) : Checked.failed(errors);
    }

    private static Checked<List<ReceivableEvent>> refused(Fault fault, String field, String sentence) {
        return Checked.failed(Diagnostic.error(
                fault, sentence, Diagnostic.Location.of("cash move").field(field)));
    }

    /** Why a move is refused before it is tried; what the receivables refuse has their codes. */
    public enum Fault implements Code {
        /** No such allocation. */
        UNKNOWN_ALLOCATION,
        /** No such receipt or credit. */
        UNKNOWN_CREDIT,
        /** The party has it already. */
        SAME_PARTY,
        /** The target is there and is something else. */
        OTHER_KIND;

        @Override
        public String id() {
            return "CASH_MOVE." + name();
        }
    }

    /** The largest amount that can still be moved from a credit: what is unapplied of it on the day. */
    public MonetaryAmount unapplied(OpenItemId credit) {
        MonetaryAmount open = receivables.open(credit, asOf);
        return Amounts.in(open.getCurrency()).ofMinor(Math.max(0, -Amounts.minor(open)));
    }
}
