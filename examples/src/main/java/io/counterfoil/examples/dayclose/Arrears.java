package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.ReceivableStore;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who owes what: the receivables as events, and their aging. */
final class Arrears {

    private static final PartyId UNKNOWN = PartyId.of("unknown");

    private static final int EVENTS_A_STEP = 5_000;

    private Arrears() {}

    /** Keeps the events, some thousand at a time and each time once, and gives them back by party. */
    static Receivables receivables(DayStores stores, List<Invoice> invoices, List<Receipt> receipts) {
        List<ReceivableEvent> events = new ArrayList<>();
        for (Invoice invoice : invoices) {
            if (invoice.status() != Invoice.Status.VOID) {
                events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                        .id(OpenItemId.of(invoice.id().value()))
                        .party(invoice.customer())
                        .amount(invoice.amount())
                        .issued(invoice.issuedOn())
                        .due(invoice.dueOn())
                        .recordedAt(House.startOf(invoice.issuedOn()))
                        .build()));
            }
        }
        for (Receipt receipt : receipts) {
            add(events, receipt);
        }
        ReceivableStore store = stores.receivables();
        for (int from = 0; from < events.size(); from += EVENTS_A_STEP) {
            store.append(
                    events.subList(from, Math.min(events.size(), from + EVENTS_A_STEP)),
                    IdempotencyKey.of("day-close:receivables:" + from));
        }
        Set<PartyId> parties = new TreeSet<>();
        invoices.forEach(invoice -> parties.add(invoice.customer()));
        receipts.forEach(receipt -> parties.add(receipt.party().orElse(UNKNOWN)));
        return store.load(parties);
    }

    private static void add(List<ReceivableEvent> events, Receipt receipt) {
        Instant recorded = House.startOf(receipt.day());
        OpenItemId id = OpenItemId.of(receipt.id());
        events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                .id(id)
                .kind(OpenItemKind.RECEIPT)
                .party(receipt.party().orElse(UNKNOWN))
                .amount(receipt.amount())
                .issued(receipt.day())
                .recordedAt(recorded)
                .build()));
        for (Receipt.Share share : receipt.shares()) {
            String allocation = receipt.id() + ">" + share.invoice();
            events.add(new ReceivableEvent.Allocated(
                    ReceivableEventId.of(allocation),
                    id,
                    OpenItemId.of(share.invoice().value()),
                    share.amount(),
                    receipt.day(),
                    recorded));
        }
    }

    static AgingReport age(Receivables receivables, AsOf asOf) {
        return Aging.by(AgeBasis.DUE_DATE).buckets(30, 60, 90, 120).build().assess(receivables, asOf);
    }
}
