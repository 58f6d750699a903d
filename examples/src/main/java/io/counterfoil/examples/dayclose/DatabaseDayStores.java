package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.receivable.ReceivableStore;
import io.counterfoil.jdbc.Codec;
import io.counterfoil.jdbc.Database;
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
import java.util.function.Function;

/**
 * Stores in a database, each under the name of the close.
 *
 * @param database on a data source, or within the transaction of a step
 * @param close begins the name of each store
 */
record DatabaseDayStores(Database database, String close) implements DayStores {

    @Override
    public <T> T step(Function<DayStores, T> work) {
        return database.inTransaction(tx -> work.apply(new DatabaseDayStores(tx, close)));
    }

    @Override
    public LedgerStore ledger(String name) {
        return database.ledger(close + "ledger/" + name);
    }

    @Override
    public EventStore<PaymentId, PaymentEvent> payments() {
        return database.events(
                close + "payments", new Codec.Ids<>(PaymentId::value, PaymentId::of), DayCodecs.PAYMENTS);
    }

    @Override
    public EventStore<TicketId, TicketEvent> tickets() {
        return database.events(close + "tickets", new Codec.Ids<>(TicketId::value, TicketId::of), DayCodecs.TICKETS);
    }

    @Override
    public EventStore<String, String> journal() {
        return database.events(close + "journal", Codec.Ids.texts(), Codec.text());
    }

    @Override
    public ReceivableStore receivables() {
        return database.receivables(close + "receivables", DayCodecs.RECEIVABLES);
    }

    @Override
    public ImportHistory imports() {
        return database.imports(close + "imports", DayCodecs.RECEIPTS);
    }

    @Override
    public IdempotencyStore idempotency() {
        return database.idempotency(close + "results");
    }

    @Override
    public VersionedBytes bytes(String name) {
        return database.bytes(close + name);
    }

    @Override
    public FileNumbers fileNumbers() {
        return database.fileNumbers(close + "files");
    }
}
