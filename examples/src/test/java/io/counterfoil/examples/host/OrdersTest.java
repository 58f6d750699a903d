package io.counterfoil.examples.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.jdbc.Database;
import io.counterfoil.jdbc.Mailbox;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Instant NOW = Instant.parse("2027-03-02T15:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 2);

    private JdbcConnectionPool pool;
    private Orders orders;

    static JdbcConnectionPool database() {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    @BeforeEach
    void open() throws SQLException {
        pool = database();
        Database.on(pool).migrate();
        execute(
                pool,
                "create table shop_order (id varchar(40) primary key, amount_minor bigint, currency char(3), paid_on date)");
        orders = new Orders(pool, TORONTO);
        orders.open(CAD);
    }

    @AfterEach
    void close() {
        pool.dispose();
    }

    @Test
    void rowJournalAndMessageAreStoredTogetherAndOnce() throws SQLException {
        Orders.Paid paid = new Orders.Paid("A-1", CAD.of("40.00"), TODAY);

        assertThat(orders.paid(paid, NOW).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(orders.paid(paid, NOW.plusSeconds(60)).outcome()).isEqualTo(Outcome.REPLAYED);

        assertThat(rows()).containsExactly("A-1 4000 CAD 2027-03-02");
        assertThat(cash()).isEqualTo(CAD.of("40.00"));
        assertThat(sent()).containsExactly("A-1/paid: paid 40.00 CAD");
        assertThat(sent()).as("sent once").isEmpty();
    }

    @Test
    void whatTheLedgerRefusesLeavesNothing() throws SQLException {
        orders.paid(new Orders.Paid("A-1", CAD.of("40.00"), TODAY), NOW);
        Posting refused = orders.paid(new Orders.Paid("A-1", CAD.of("41.00"), TODAY), NOW);

        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.error()).contains(Posting.LedgerError.EXISTS_DIFFERENT);
        assertThat(rows()).containsExactly("A-1 4000 CAD 2027-03-02");
        assertThat(cash()).isEqualTo(CAD.of("40.00"));
        assertThat(sent()).containsExactly("A-1/paid: paid 40.00 CAD");
    }

    @Test
    void aRowThatCannotBeStoredTakesJournalAndMessageWithIt() throws SQLException {
        execute(pool, "alter table shop_order add constraint small check (amount_minor < 10000)");

        assertThatThrownBy(() -> orders.paid(new Orders.Paid("A-1", CAD.of("100.00"), TODAY), NOW))
                .isInstanceOf(SQLException.class);
        assertThat(rows()).isEmpty();
        assertThat(cash()).isEqualTo(CAD.zero());
        assertThat(sent()).isEmpty();

        execute(pool, "alter table shop_order drop constraint small");
        assertThat(orders.paid(new Orders.Paid("A-1", CAD.of("100.00"), TODAY), NOW)
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(cash()).isEqualTo(CAD.of("100.00"));
    }

    @Test
    void fourThreadsLoseNothingAndDoubleNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Orders.Paid paid = new Orders.Paid("A-" + i % 12, CAD.of("1.00"), TODAY); // each twice
            work.add(() -> isStored(paid));
        }
        try {
            for (Future<Boolean> answer : threads.invokeAll(work)) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(rows()).hasSize(12);
        assertThat(cash()).isEqualTo(CAD.of("12.00"));
        assertThat(sent()).hasSize(12);
    }

    /** A caller repeats what lost every race, as one does whose request was answered with an error. */
    private boolean isStored(Orders.Paid paid) throws SQLException {
        for (int i = 0; i < 50; i++) {
            try {
                return orders.paid(paid, NOW).refusal().isEmpty();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("record");
            }
        }
        return false;
    }

    private List<String> sent() {
        List<String> sent = new ArrayList<>();
        Mailbox outbox = Database.on(pool).mailbox("outbox");
        new OutboxDelivery(
                        outbox,
                        "worker-1",
                        message -> sent.add(message.id() + ": " + new String(message.body(), StandardCharsets.UTF_8)))
                .deliver(NOW.plusSeconds(120));
        return sent;
    }

    @Test
    void aMessageThatCannotBeSentIsSentLaterAndHoldsBackItsOwnKeyOnly() throws SQLException {
        orders.paid(new Orders.Paid("A-1", CAD.of("1.00"), TODAY), NOW);
        orders.paid(new Orders.Paid("A-2", CAD.of("2.00"), TODAY), NOW);
        List<String> sent = new ArrayList<>();
        boolean[] down = {true};
        OutboxDelivery delivery = new OutboxDelivery(Database.on(pool).mailbox("outbox"), "worker-1", message -> {
            if (down[0] && message.key().equals("A-1")) {
                throw new java.io.IOException("no route");
            }
            sent.add(message.id());
        });
        assertThat(delivery.deliver(NOW)).isEqualTo(1);
        assertThat(sent).containsExactly("A-2/paid");
        down[0] = false;
        assertThat(delivery.deliver(NOW.plusSeconds(59))).isZero();
        assertThat(delivery.deliver(NOW.plusSeconds(60))).isEqualTo(1);
        assertThat(sent).containsExactly("A-2/paid", "A-1/paid");
    }

    private javax.money.MonetaryAmount cash() {
        Ledger ledger =
                Ledger.builder(TORONTO).store(Database.on(pool).ledger("main")).build();
        assertThat(ledger.balance(AccountId.of("customers"), AsOf.at(NOW, TORONTO), BalanceBasis.BOOKED)
                        .posted())
                .isEqualTo(ledger.balance(AccountId.of("cash"), AsOf.at(NOW, TORONTO), BalanceBasis.BOOKED)
                        .posted());
        return ledger.balance(AccountId.of("cash"), AsOf.at(NOW, TORONTO), BalanceBasis.BOOKED)
                .posted();
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement select = connection.createStatement();
                ResultSet row =
                        select.executeQuery("select id, amount_minor, currency, paid_on from shop_order order by id")) {
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getLong(2) + " " + row.getString(3) + " " + row.getDate(4));
            }
        }
        return rows;
    }

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
