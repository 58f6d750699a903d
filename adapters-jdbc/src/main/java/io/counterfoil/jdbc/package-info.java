/**
 * The stores of the cores on a real database, over plain JDBC: PostgreSQL for production, H2 embedded.
 *
 * <pre>{@code
 * Database database = Database.on(dataSource);
 * database.migrate(); // or the host's own tool, with the same files
 * Ledger ledger = Ledger.builder(zone).store(database.ledger("main")).build();
 * EventStore<TicketId, TicketEvent> tickets = database.events("tickets", ids, codec);
 * database.inTransaction(tx -> { // several stores, one transaction
 *     tx.events("tickets", ids, codec).append(id, 3, events);
 *     return tx.mailbox("outbox").put(message, now);
 * });
 * }</pre>
 *
 * <p>Every store passes the contract suite of its port. Transactions belong to the host: {@link io.counterfoil.jdbc.Database#within} works inside one of the host's
 * and neither commits nor rolls back. Logs are only added to, which the database itself enforces. Times are UTC; amounts are whole minor units with a currency. SQL is
 * never made from data. What goes wrong is a {@link io.counterfoil.jdbc.DatabaseException} with a code.
 */
@NullMarked
package io.counterfoil.jdbc;

import org.jspecify.annotations.NullMarked;
