package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.receivable.ReceivableStore;
import io.counterfoil.payments.idempotency.FileNumbers;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Stores in memory. A step that fails ends the process's close, so nothing is taken back. */
final class InMemoryDayStores implements DayStores {

    private final Map<String, LedgerStore> ledgers = new ConcurrentHashMap<>();
    private final Map<String, VersionedBytes> bytes = new ConcurrentHashMap<>();
    private final EventStore<PaymentId, PaymentEvent> payments = EventStore.inMemory();
    private final EventStore<TicketId, TicketEvent> tickets = EventStore.inMemory();
    private final EventStore<String, String> journal = EventStore.inMemory();
    private final ReceivableStore receivables = ReceivableStore.inMemory();
    private final ImportHistory imports = ImportHistory.inMemory();
    private final IdempotencyStore idempotency = IdempotencyStore.inMemory();
    private final FileNumbers fileNumbers = FileNumbers.over(VersionedBytes.inMemory());

    @Override
    public <T> T step(Function<DayStores, T> work) {
        return work.apply(this);
    }

    @Override
    public LedgerStore ledger(String name) {
        return ledgers.computeIfAbsent(name, one -> LedgerStore.inMemory());
    }

    @Override
    public EventStore<PaymentId, PaymentEvent> payments() {
        return payments;
    }

    @Override
    public EventStore<TicketId, TicketEvent> tickets() {
        return tickets;
    }

    @Override
    public EventStore<String, String> journal() {
        return journal;
    }

    @Override
    public ReceivableStore receivables() {
        return receivables;
    }

    @Override
    public ImportHistory imports() {
        return imports;
    }

    @Override
    public IdempotencyStore idempotency() {
        return idempotency;
    }

    @Override
    public VersionedBytes bytes(String name) {
        return bytes.computeIfAbsent(name, one -> VersionedBytes.inMemory());
    }

    @Override
    public FileNumbers fileNumbers() {
        return fileNumbers;
    }
}
