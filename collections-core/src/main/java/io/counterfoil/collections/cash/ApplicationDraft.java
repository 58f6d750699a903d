package io.counterfoil.collections.cash;

import io.counterfoil.collections.cash.ApplicationPlan.Applied;
import io.counterfoil.collections.cash.ApplicationPlan.WriteOff;
import io.counterfoil.collections.cash.CashApplication.IncomingPayment;
import io.counterfoil.collections.cash.CashApplication.Portion;
import io.counterfoil.collections.cash.CashApplication.Rule;
import io.counterfoil.collections.cash.CashApplication.Settlement;
import io.counterfoil.collections.dispute.InvoiceDispute;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.money.MonetaryAmount;

/** Turns what rules took into a plan: settles differences, splits what is short over the items, writes events and disputes. Confined to one proposal. */
final class ApplicationDraft {

    private final CashApplication application;
    private final IncomingPayment payment;
    private final List<Applied> applied;
    private final Map<OpenItemId, OpenItem> items;
    private final AsOf asOf;
    private final Amounts amounts;
    private final Settlement settlement;
    private Map<OpenItemId, Code> reasons = Map.of();
    private List<Evidence.Fact> facts = List.of();

    ApplicationDraft(
            CashApplication application,
            IncomingPayment payment,
            List<Applied> applied,
            Map<OpenItemId, OpenItem> items,
            AsOf asOf) {
        this.application = application;
        this.payment = payment;
        this.applied = applied;
        this.items = items;
        this.asOf = asOf;
        this.amounts = Amounts.in(payment.amount().getCurrency());
        this.settlement = application.settle(
                payment.amount(),
                applied.stream()
                        .map(part -> new Portion(part.open(), part.amount()))
                        .toList());
    }

    ApplicationDraft reasons(Map<OpenItemId, Code> byItem) {
        reasons = new HashMap<>(byItem);
        return this;
    }

    ApplicationDraft facts(List<Evidence.Fact> some) {
        facts = List.copyOf(some);
        return this;
    }

    /** Whether money is left that no tolerance takes. */
    boolean leavesMoney() {
        return settlement.onAccount().isPositive();
    }

    ApplicationPlan plan() {
        List<WriteOff> writeOffs = writeOffs();
        Map<OpenItemId, Long> givenUp = new HashMap<>();
        writeOffs.forEach(off -> givenUp.put(off.item(), Amounts.minor(off.amount())));
        Map<OpenItemId, Long> unpaid = unpaid();
        return ApplicationPlan.builder()
                .payment(payment)
                .applied(applied)
                .itemWriteOffs(writeOffs)
                .receiptWriteOff(settlement.receiptWriteOff())
                .onAccount(settlement.onAccount())
                .deduction(settlement.deduction())
                .disputes(disputes(unpaid, givenUp))
                .events(events(unpaid, writeOffs))
                .key(IdempotencyKey.derived(
                        "cash",
                        payment.id(),
                        applied.stream()
                                .map(part -> part.item() + " " + Amounts.plain(part.amount()))
                                .toList()))
                .evidence(Evidence.of(facts))
                .build();
    }

    /** A discount taken in time goes before the tolerance; both leave nothing open. */
    private List<WriteOff> writeOffs() {
        List<WriteOff> writeOffs = new ArrayList<>();
        for (int i = 0; i < applied.size(); i++) {
            Applied part = applied.get(i);
            MonetaryAmount rest = part.open().subtract(part.amount());
            MonetaryAmount discount = application.discount(item(part), payment.receivedOn());
            if (rest.isPositive() && Amounts.minor(rest) <= Amounts.minor(discount)) {
                writeOffs.add(new WriteOff(part.item(), rest, CashApplication.DISCOUNT));
            } else if (settlement.itemWriteOffs().get(i).isPositive()) {
                writeOffs.add(
                        new WriteOff(part.item(), settlement.itemWriteOffs().get(i), application.writeOffReason()));
            }
        }
        return writeOffs;
    }

    private OpenItem item(Applied part) {
        return java.util.Objects.requireNonNull(items.get(part.item()), () -> "item " + part.item());
    }

    /** What of each stated amount the receipt does not reach: it falls on the last ones. */
    private Map<OpenItemId, Long> unpaid() {
        Map<OpenItemId, Long> unpaid = new HashMap<>();
        long money = Amounts.minor(payment.amount());
        for (Applied part : applied) {
            long wanted = Amounts.minor(part.amount());
            long paid = Math.min(money, wanted);
            money -= paid;
            if (paid < wanted) {
                unpaid.put(part.item(), wanted - paid);
            }
        }
        return unpaid;
    }

    /** What a payer kept back of items that it named: short of what is stated, and what is stated short of what is open. */
    private List<InvoiceDispute> disputes(Map<OpenItemId, Long> unpaid, Map<OpenItemId, Long> givenUp) {
        List<InvoiceDispute> disputes = new ArrayList<>();
        boolean isKept = settlement.deduction().isPositive();
        for (Applied part : applied) {
            long residual = Math.subtractExact(Amounts.minor(part.open()), Amounts.minor(part.amount()));
            residual = part.rule() == Rule.REFERENCE ? residual - givenUp.getOrDefault(part.item(), 0L) : 0;
            residual = Math.addExact(residual, isKept ? unpaid.getOrDefault(part.item(), 0L) : 0);
            if (residual > 0) {
                disputes.add(InvoiceDispute.builder()
                        .id(payment.id() + "/" + part.item())
                        .party(payment.party())
                        .item(part.item())
                        .amount(amounts.ofMinor(residual))
                        .reason(reasons.getOrDefault(part.item(), application.deductionReason()))
                        .raisedOn(asOf.effective())
                        .note("kept back by receipt " + payment.id())
                        .build());
            }
        }
        return disputes;
    }

    private List<ReceivableEvent> events(Map<OpenItemId, Long> unpaid, List<WriteOff> writeOffs) {
        List<ReceivableEvent> events = new ArrayList<>();
        events.add(new ItemIssued(
                issue(payment.id(), OpenItemKind.RECEIPT, payment.amount()).build()));
        for (Applied part : applied) {
            long paid = Amounts.minor(part.amount()) - unpaid.getOrDefault(part.item(), 0L);
            if (paid > 0) {
                events.add(allocate(payment.id(), part, paid));
            }
        }
        for (WriteOff off : writeOffs) {
            events.add(new WrittenOff(
                    ReceivableEventId.of(payment.id() + ">" + off.item() + "/off"),
                    off.item(),
                    off.amount(),
                    off.reason(),
                    day(off.item()),
                    payment.recordedAt()));
        }
        long off = Amounts.minor(settlement.receiptWriteOff());
        if (off < 0) {
            events.add(new WrittenOff(
                    ReceivableEventId.of(payment.id() + "/off"),
                    payment.id(),
                    amounts.ofMinor(-off),
                    application.writeOffReason(),
                    payment.receivedOn(),
                    payment.recordedAt()));
        } else if (off > 0) {
            standAlone(unpaid, events);
        }
        return events;
    }

    /** What the receipt is short within tolerance: one credit of its own, used where the receipt did not reach. */
    private void standAlone(Map<OpenItemId, Long> unpaid, List<ReceivableEvent> events) {
        OpenItemId credit = OpenItemId.of(payment.id() + "/write-off");
        events.add(new ItemIssued(issue(credit, OpenItemKind.ADJUSTMENT_CREDIT, settlement.receiptWriteOff())
                .linkedTo(payment.id())
                .putDimension("reason", application.writeOffReason())
                .build()));
        for (Applied part : applied) {
            long rest = unpaid.getOrDefault(part.item(), 0L);
            if (rest > 0) {
                events.add(allocate(credit, part, rest));
            }
        }
    }

    private OpenItem.Builder issue(OpenItemId id, OpenItemKind kind, MonetaryAmount amount) {
        return OpenItem.builder()
                .id(id)
                .party(payment.party())
                .kind(kind)
                .amount(amount)
                .issued(payment.receivedOn())
                .recordedAt(payment.recordedAt());
    }

    private Allocated allocate(OpenItemId from, Applied part, long minor) {
        return new Allocated(
                ReceivableEventId.of(from + ">" + part.item()),
                from,
                part.item(),
                amounts.ofMinor(minor),
                day(part.item()),
                payment.recordedAt());
    }

    /** Not before either document. */
    private LocalDate day(OpenItemId id) {
        OpenItem item = items.get(id);
        LocalDate issued = item == null ? payment.receivedOn() : item.issued();
        return issued.isAfter(payment.receivedOn()) ? issued : payment.receivedOn();
    }
}
