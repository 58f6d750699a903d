package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.receivable.ReceivableStore;
import io.counterfoil.jdbc.Database;
import io.counterfoil.payments.evidence.Sha256;
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
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Where a day close keeps what it does. Each step of the close is stored as a whole or not at all, so that a close that was killed goes on where it stood and ends as
 * if nothing had happened; one that has ended finds everything done and reports the same.
 */
public interface DayStores {

    /**
     * Does a step on stores that share one transaction: all of it is kept, or nothing.
     *
     * @param work once, with the stores of the step
     */
    <T> T step(Function<DayStores, T> work);

    /** The log of a ledger. */
    LedgerStore ledger(String name);

    /** What members pay. */
    EventStore<PaymentId, PaymentEvent> payments();

    /** The support desk's tickets. */
    EventStore<TicketId, TicketEvent> tickets();

    /** Lines of text: what was asked of the simulated Stripe. */
    EventStore<String, String> journal();

    /** Who owes what. */
    ReceivableStore receivables();

    /** The bank's files that were taken in. */
    ImportHistory imports();

    /** First results. */
    IdempotencyStore idempotency();

    /** Bytes of the Stripe adapter: inbox, facts, cursors, links. */
    VersionedBytes bytes(String name);

    /** Numbers of the files sent to the bank. */
    FileNumbers fileNumbers();

    /** Stores in memory: everything is forgotten with the process. */
    static DayStores inMemory() {
        return new InMemoryDayStores();
    }

    /**
     * Stores in a database, whose tables are made where they are missing.
     *
     * @param source one connection is enough
     * @param close which close it is, as {@link DayCloseRun#key} says; closes know nothing of each other
     */
    static DayStores on(DataSource source, Sha256 close) {
        // Tried once: the simulated Stripe has been asked by then, and whoever else works on this close is told.
        Database database = Database.on(source, new Database.Settings(Duration.ofMinutes(2), 1, 1_000));
        database.migrate();
        return new DatabaseDayStores(database, "day-close/" + close.shortHex() + "/");
    }

    /** What is kept is not what this release would have kept, or somebody else keeps it too. */
    final class UnusableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }

        UnusableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
