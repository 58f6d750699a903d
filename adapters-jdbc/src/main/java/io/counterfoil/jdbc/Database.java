package io.counterfoil.jdbc;

import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableStore;
import io.counterfoil.payments.idempotency.FileNumbers;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.ticketing.claim.ClaimIndex;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The stores on a database: with a {@link DataSource} each call is a transaction of its own, within a {@link Connection} it is part of the host's.
 *
 * <p>Stores with different names know nothing of each other. A call of an own transaction that loses against others is tried again, up to
 * {@link Settings#tries()} times. On a data source a store is as thread-safe as its port asks; within a connection it is confined to that connection.
 */
public final class Database {

    private final Session session;

    private Database(Session session) {
        this.session = session;
    }

    /** With transactions of its own, by {@link Settings#standard()}. Connections are asked for and given back at each call: hand in a pool. */
    public static Database on(DataSource source) {
        return on(source, Settings.standard());
    }

    /** With transactions of its own. */
    public static Database on(DataSource source, Settings settings) {
        return new Database(new Session.Own(Objects.requireNonNull(source, "source"), settings));
    }

    /**
     * Within the transaction that the host has begun on the connection (autocommit off): nothing is committed, rolled back, tried again or closed. What a store
     * answers stands once the host has committed; on H2, whose commits are written and not yet forced to the disk, once the host has said {@code CHECKPOINT SYNC} too.
     */
    public static Database within(Connection connection) {
        return new Database(
                new Session.Joined(Objects.requireNonNull(connection, "connection"), null, Settings.standard()));
    }

    /**
     * What is bounded.
     *
     * @param timeout of one statement, in whole seconds; default 30 s
     * @param tries how often a transaction of its own is tried where others are in the way; default 10
     * @param page how many rows are read at a time where a log is streamed; default 1,000
     */
    public record Settings(Duration timeout, int tries, int page) {
        public Settings {
            if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || tries < 1 || page < 1) {
                throw new IllegalArgumentException("settings " + timeout + ", " + tries + " tries, pages of " + page
                        + ", expected at least 1 s, 1 and 1");
            }
        }

        /** Thirty seconds, ten tries, pages of 1,000. */
        public static Settings standard() {
            return new Settings(Duration.ofSeconds(30), 10, 1_000);
        }

        int timeoutSeconds() {
            return (int) Math.min(Integer.MAX_VALUE, timeout.toSeconds());
        }
    }

    // ---- schema

    /**
     * Brings the tables to the version that this library needs, for several processes at once too.
     *
     * @return what was applied; empty where nothing was missing
     * @throws DatabaseException with {@link DatabaseException.Code#SCHEMA_NEWER} or {@link DatabaseException.Code#SCHEMA_CHANGED}
     * @throws IllegalStateException within a connection of the host
     */
    public List<Migrations.Migration> migrate() {
        if (!(session instanceof Session.Own own)) {
            throw new IllegalStateException("migrate() within the host's transaction, expected a data source");
        }
        return own.raw("migration", tx -> Migrations.of(tx.dialect()).apply(tx));
    }

    /** Refuses tables that are missing, older, newer or changed; every store asks this once by itself. */
    public void check() {
        session.run("check of the schema", tx -> {
            Migrations.of(tx.dialect()).check(tx);
            return true;
        });
    }

    // ---- transactions

    /**
     * Does the work on stores that share one transaction of its own: all of it is stored, or nothing. It may be run several times, up to {@link Settings#tries()},
     * so it must have no effect beside the stores.
     */
    public <T> T inTransaction(Function<Database, T> work) {
        return session.run("transaction", tx -> work.apply(joined(tx)));
    }

    static Database joined(Tx tx) {
        tx.handOver();
        return new Database(new Session.Joined(tx.connection(), tx.dialect(), tx.settings()));
    }

    // ---- stores

    /** A ledger's log. One writer: the one that comes second is refused at its next record. */
    public LedgerStore ledger(String name) {
        return new JdbcLedgerStore(session, name);
    }

    /** Streams of events. */
    public <I, E> EventStore<I, E> events(String name, Codec.Ids<I> ids, Codec<E> codec) {
        return new JdbcEventStore<>(session, name, ids, codec);
    }

    /** Bytes by key. */
    public VersionedBytes bytes(String name) {
        return new JdbcVersionedBytes(session, name);
    }

    /** First results by idempotency key. */
    public IdempotencyStore idempotency(String name) {
        return new JdbcIdempotencyStore(session, name);
    }

    /** Numbers of files, each series from 1. */
    public FileNumbers fileNumbers(String name) {
        return new JdbcFileNumbers(session, name);
    }

    /**
     * Sets the last number that was used before, where a series goes on from another system; on a series that has numbers already nothing changes.
     *
     * @return whether it was set
     */
    public boolean continueFileNumbersAfter(String name, String series, int lastUsed) {
        return new JdbcFileNumbers(session, name).continueAfter(series, lastUsed);
    }

    /** Which files and statements were taken in. */
    public ImportHistory imports(String name, Codec<ImportReceipt> codec) {
        return new JdbcImportHistory(session, name, codec);
    }

    /** Events of receivables. */
    public ReceivableStore receivables(String name, Codec<ReceivableEvent> codec) {
        return new JdbcReceivableStore(session, name, codec);
    }

    /** What is known of claims. */
    public ClaimIndex claims(String name, Codec<ClaimIndex.Entry> codec) {
        return new JdbcClaimIndex(session, name, codec);
    }

    /** Messages to be delivered at least once, in the order of their key: an outbox or an inbox. */
    public Mailbox mailbox(String name) {
        return new Mailbox(session, name);
    }

    /**
     * Rows made from the streams of a store.
     *
     * @param name of the read model
     * @param store of the streams; the name of a {@link #receivables store of receivables} gives a stream a party
     * @param rows of one stream, from all its events
     */
    public <E> ReadModel<E> readModel(
            String name, String store, Codec<E> codec, Function<List<E>, List<ReadModel.Row>> rows) {
        return new ReadModel<>(session, name, store, codec, rows);
    }

    /** What stands on the accounts of a ledger. */
    public LedgerBalances balances(String ledger) {
        return new LedgerBalances(session, ledger);
    }
}
