package io.counterfoil.examples.host;

import io.counterfoil.jdbc.Database;
import io.counterfoil.jdbc.DatabaseException;
import io.counterfoil.jdbc.Mailbox;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.money.Amounts;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import javax.money.MonetaryAmount;
import javax.sql.DataSource;

/**
 * Orders of the host: a row in its own table, a journal in the ledger and a message in the outbox, all three or none. Thread-safe.
 */
public final class Orders {

    private static final String LEDGER = "main";
    private static final String OUTBOX = "outbox";
    private static final int TRIES = 5;

    private final DataSource source;
    private final ZoneId zone;

    /** Orders in the database, whose table {@code shop_order} and whose tables of the library are there. */
    public Orders(DataSource source, ZoneId zone) {
        this.source = source;
        this.zone = zone;
    }

    /**
     * An order that was paid.
     *
     * @param id the host's
     * @param amount what came in
     * @param paidOn in the ledger's zone
     */
    public record Paid(String id, MonetaryAmount amount, LocalDate paidOn) {}

    /** Opens the accounts; again changes nothing. */
    public void open(Amounts currency) {
        Ledger ledger =
                Ledger.builder(zone).store(Database.on(source).ledger(LEDGER)).build();
        ledger.open(Account.asset("cash", currency.currency())).orThrow();
        ledger.open(Account.liability("customers", currency.currency()).notBelowZero())
                .orThrow();
    }

    // tag::transaction[]
    /** Notes that an order was paid; told again, it changes nothing. Where the ledger refuses, nothing is stored. */
    public Posting paid(Paid order, Instant now) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    Posting posting = paid(connection, order, now);
                    if (posting.refusal().isPresent()) {
                        connection.rollback();
                    } else {
                        connection.commit();
                    }
                    return posting;
                } catch (SQLException | RuntimeException e) {
                    connection.rollback();
                    if (attempt == TRIES || !wasInTheWay(e)) {
                        throw e;
                    }
                }
            }
        }
    }

    private Posting paid(Connection connection, Paid order, Instant now) throws SQLException {
        Database database = Database.within(connection); // never commits, never closes
        Ledger ledger = Ledger.builder(zone).store(database.ledger(LEDGER)).build();
        Posting posting = ledger.post(journal(order), now);
        if (posting.refusal().isEmpty()) {
            insertOnce(connection, order);
            byte[] body = ("paid " + Amounts.text(order.amount())).getBytes(StandardCharsets.UTF_8);
            database.mailbox(OUTBOX).put(Mailbox.Message.of(order.id() + "/paid", order.id(), body), now);
        }
        return posting;
    }

    /** A ledger has one writer at a time: who comes second finds a longer log than it read. */
    private static boolean wasInTheWay(Exception e) {
        return e instanceof DatabaseException database
                ? database.code() == DatabaseException.Code.CONTENTION
                : e instanceof IllegalStateException;
    }
    // end::transaction[]

    private static Journal journal(Paid order) {
        return Journal.of("order:" + order.id() + ":paid")
                .bookedOn(order.paidOn())
                .debit("cash", order.amount())
                .credit("customers", order.amount());
    }

    private static void insertOnce(Connection connection, Paid order) throws SQLException {
        String sql = "insert into shop_order (id, amount_minor, currency, paid_on) select ?, ?, ?, ?"
                + " where not exists (select 1 from shop_order where id = ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, order.id());
            insert.setLong(2, Amounts.minor(order.amount()));
            insert.setString(3, order.amount().getCurrency().getCurrencyCode());
            insert.setObject(4, order.paidOn());
            insert.setString(5, order.id());
            insert.executeUpdate();
        }
    }
}
