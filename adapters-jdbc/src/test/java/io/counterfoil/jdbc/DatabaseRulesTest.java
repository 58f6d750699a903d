package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalBatch;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the database itself enforces, and what a host is told. */
class DatabaseRulesTest {

    private static final Amounts CAD = Amounts.in("CAD");

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static DatabaseException.Code code(Runnable call) {
        try {
            call.run();
        } catch (DatabaseException e) {
            return e.code();
        }
        throw new AssertionError("expected a DatabaseException");
    }

    static Ledger ledger(Database database, String name) {
        Ledger ledger =
                Ledger.builder(ZoneOffset.UTC).store(database.ledger(name)).build();
        if (ledger.sequence() == 0) {
            ledger.open(Account.asset("cash", CAD.currency())).orThrow();
            ledger.open(Account.liability("client", CAD.currency())).orThrow();
        }
        return ledger;
    }

    static Journal journal(String id, String amount) {
        return Journal.of(id)
                .bookedOn(LocalDate.of(2027, 3, 2))
                .debit("cash", CAD.of(amount))
                .credit("client", CAD.of(amount));
    }

    @ParameterizedTest
    @EnumSource
    void logsAreOnlyAddedTo(TestDatabase on) throws SQLException {
        DataSource source = on.migrated();
        Database database = Database.on(source);
        Ledger ledger = ledger(database, "main");
        ledger.post(journal("j-1", "5.00"), Instant.EPOCH).orThrow();
        database.events("s", Codec.Ids.texts(), Codec.text().keyed(IdempotencyKey::of))
                .append("a", 0, List.of("e"));
        database.idempotency("k").keep(new IdempotencyStore.Entry(IdempotencyKey.of("k"), Sha256.of("b"), "r"));
        database.fileNumbers("f").numberOf("s", IdempotencyKey.of("file"));
        database.mailbox("m").put(Mailbox.Message.of("i", "k", new byte[1]), Instant.EPOCH);
        for (String table : List.of(
                "cf_event",
                "cf_command",
                "cf_key",
                "cf_file_number",
                "cf_ledger_record",
                "cf_ledger_leg",
                "cf_message")) {
            long rows = count(source, "select count(*) from " + table);
            assertThat(rows).as(table).isPositive();
            String column =
                    table.startsWith("cf_ledger") ? "sequence" : table.equals("cf_file_number") ? "number" : null;
            String change = column == null
                    ? "update " + table + " set "
                            + (table.equals("cf_key")
                                    ? "result = result"
                                    : table.equals("cf_message") ? "body = body" : "version = version")
                    : "update " + table + " set " + column + " = " + column;
            for (String sql : List.of(change, "delete from " + table, "truncate table " + table)) {
                assertThatExceptionOfType(SQLException.class).as(sql).isThrownBy(() -> execute(source, sql));
            }
            assertThat(count(source, "select count(*) from " + table)).as(table).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDatabaseRefusesWhatDoesNotBalanceOrComesLater(TestDatabase on) throws SQLException {
        DataSource source = on.migrated();
        Ledger ledger = ledger(Database.on(source), "main");
        ledger.post(journal("j-1", "5.00"), Instant.EPOCH).orThrow();
        String leg =
                "insert into cf_ledger_leg select ledger_no, %s, 1, account, %s, currency, minor from cf_ledger_leg where sequence = 3 and leg = 1";
        assertThatExceptionOfType(SQLException.class)
                .as("a leg after its record")
                .isThrownBy(() -> execute(source, leg.formatted("2", "'D'")))
                .withMessageContaining("record is there already");
        execute(source, leg.formatted("4", "'D'"));
        String record =
                "insert into cf_ledger_record select ledger_no, 4, kind, 'x', booked_on, value_on, '', false, %s, hash, body from cf_ledger_record where sequence = 3";
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute(source, record.formatted("2")))
                .withMessageContaining("other legs than it says");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute(source, record.formatted("1")))
                .withMessageContaining("do not balance");
        assertThat(count(source, "select count(*) from cf_ledger_record")).isEqualTo(3);
        execute(source, record.replace("4, kind", "4, 'REFUSAL'").formatted("1"));
        assertThat(count(source, "select count(*) from cf_ledger_record"))
                .as("a refusal shows what was asked for")
                .isEqualTo(4);
    }

    /** What checks a batch must not take each leg's time for each record: tables without statistics are where a planner errs. */
    @ParameterizedTest
    @EnumSource
    void aLargeBatchIsCheckedWithinTheTimeOfAStatement(TestDatabase on) {
        Database database = Database.on(on.migrated());
        Ledger ledger = ledger(database, "main");
        int journals = 8_192;
        int day = (int) LocalDate.of(2027, 3, 2).toEpochDay();
        JournalBatch batch = JournalBatch.ofCapacity(journals).on(day, day);
        for (int number = 1; number <= journals; number++) {
            batch.post(0, number).debit(0, 100).credit(1, 100);
        }
        ledger.post(batch, Instant.EPOCH);
        assertThat(ledger.sequence()).isEqualTo(2 + journals);
        Ledger again = ledger(database, "main");
        assertThat(again.verify().isIntact()).isTrue();
        assertThat(again.sequence()).isEqualTo(2 + journals);
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaThatIsNotTheOneIsNamed(TestDatabase on) throws SQLException {
        DataSource source = on.fresh();
        assertThat(code(() -> Database.on(source).bytes("v").load("k")))
                .isEqualTo(DatabaseException.Code.SCHEMA_MISSING);
        assertThat(Database.on(source).migrate())
                .extracting(Migrations.Migration::version)
                .containsExactly(1);
        assertThat(Database.on(source).migrate()).isEmpty();
        Database.on(source).check();
        execute(source, "insert into cf_schema (version, name) values (2, 'later')");
        assertThat(code(Database.on(source)::check)).isEqualTo(DatabaseException.Code.SCHEMA_NEWER);
        assertThat(code(Database.on(source)::migrate)).isEqualTo(DatabaseException.Code.SCHEMA_NEWER);
        execute(source, "delete from cf_schema where version = 2");
        execute(source, "update cf_schema set sha256 = null");
        Database.on(source).check();
        assertThat(Database.on(source).migrate()).as("applied by another tool").isEmpty();
        byte[] other = new byte[32];
        try (Connection connection = source.getConnection();
                var update = connection.prepareStatement("update cf_schema set sha256 = ?")) {
            update.setBytes(1, other);
            update.executeUpdate();
        }
        assertThat(code(Database.on(source)::check)).isEqualTo(DatabaseException.Code.SCHEMA_CHANGED);
        execute(source, "delete from cf_schema");
        execute(source, "insert into cf_schema (version, name) values (0, 'earlier')");
        assertThat(code(Database.on(source)::check)).isEqualTo(DatabaseException.Code.SCHEMA_OLDER);
    }

    @ParameterizedTest
    @EnumSource
    void theTransactionIsTheHosts(TestDatabase on) throws SQLException {
        DataSource source = on.shared();
        String name = TestDatabase.unused();
        Database database = Database.on(source);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(true);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Database.within(connection).bytes(name).load("k"))
                    .withMessageContaining("autocommit");
            connection.setAutoCommit(false);
            Database inside = Database.within(connection);
            assertThatIllegalStateException().isThrownBy(inside::migrate);
            EventStore<String, String> events = inside.events(name, Codec.Ids.texts(), Codec.text());
            assertThat(events.append("s", 0, List.of("a"))).isTrue();
            assertThat(events.append("s", 0, List.of("b")))
                    .as("lost, and the transaction goes on")
                    .isFalse();
            assertThat(inside.bytes(name).compareAndSet("k", 0, new byte[] {1})).isTrue();
            assertThat(inside.bytes(name).compareAndSet("k", 0, new byte[] {2})).isFalse();
            assertThat(inside.mailbox(name).put(Mailbox.Message.of("m", "k", new byte[0]), Instant.EPOCH))
                    .isEqualTo(Mailbox.Put.FIRST);
            assertThat(database.bytes(name).load("k")).as("nobody else sees it").isEmpty();
            connection.rollback();
            assertThat(database.events(name, Codec.Ids.texts(), Codec.text()).load("s"))
                    .isEmpty();
            assertThat(events.append("s", 0, List.of("c"))).isTrue();
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(database.events(name, Codec.Ids.texts(), Codec.text()).load("s"))
                .containsExactly("c");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.inTransaction(tx -> {
                    tx.bytes(name).compareAndSet("x", 0, new byte[1]);
                    throw new IllegalStateException("host");
                }));
        assertThat(database.bytes(name).load("x")).isEmpty();
        boolean set = database.inTransaction(tx -> tx.bytes(name).compareAndSet("x", 0, new byte[1]));
        assertThat(set).isTrue();
        assertThat(database.bytes(name).load("x")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aStreamTakesEachCommandKeyOnce(TestDatabase on) {
        EventStore<String, String> store = Database.on(on.shared())
                .events(
                        TestDatabase.unused(),
                        Codec.Ids.texts(),
                        Codec.text().keyed(event -> IdempotencyKey.of(event.substring(0, 1))));
        assertThat(store.append("s", 0, List.of("a1", "a2", "b1"))).isTrue();
        assertThat(store.append("s", 3, List.of("c1", "a3"))).isFalse();
        assertThat(store.append("s", 3, List.of("c1"))).isTrue();
        assertThat(store.append("t", 0, List.of("a1")))
                .as("keys belong to a stream")
                .isTrue();
        assertThat(store.load("s")).containsExactly("a1", "a2", "b1", "c1");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTooLargeIsRefusedWithItsSize(TestDatabase on) {
        Database database = Database.on(on.shared());
        String name = TestDatabase.unused();
        Dialect dialect = Dialect.valueOf(on.name());
        Codec<byte[]> raw = Codec.of(bytes -> bytes, bytes -> bytes);
        EventStore<String, byte[]> events = database.events(name, Codec.Ids.texts(), raw);
        assertThat(code(() -> events.append("s", 0, List.of(new byte[dialect.maxRecordBytes() + 1]))))
                .isEqualTo(DatabaseException.Code.TOO_LARGE);
        assertThat(events.load("s")).isEmpty();
        assertThat(events.append("s", 0, List.of(new byte[1 << 20]))).isTrue();
        assertThat(events.load("s").get(0)).hasSize(1 << 20);
        assertThat(code(() -> database.bytes(name).compareAndSet("k", 0, new byte[dialect.maxBodyBytes() + 1])))
                .isEqualTo(DatabaseException.Code.TOO_LARGE);
        assertThat(database.bytes(name).compareAndSet("k", 0, new byte[3 << 20]))
                .isTrue();
        assertThat(database.bytes(name).load("k").orElseThrow().bytes()).hasSize(3 << 20);
        assertThat(database.bytes(name).compareAndSet("k".repeat(Texts.MAX_NAME_BYTES), 0, new byte[1]))
                .isTrue();
        assertThat(code(() -> database.bytes(name).load("k".repeat(Texts.MAX_NAME_BYTES + 1))))
                .isEqualTo(DatabaseException.Code.TOO_LARGE);
        assertThat(code(() -> database.bytes(name).load("é".repeat(Texts.MAX_NAME_BYTES / 2 + 1))))
                .isEqualTo(DatabaseException.Code.TOO_LARGE);
        assertThat(code(() -> database.bytes("n".repeat(5_000)))).isEqualTo(DatabaseException.Code.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheCodecCannotReadIsNamedWithoutShowingIt(TestDatabase on) {
        String name = TestDatabase.unused();
        Database database = Database.on(on.shared());
        database.events(name, Codec.Ids.texts(), Codec.text()).append("s", 0, List.of("secret"));
        Codec<String> broken = Codec.of(
                text -> {
                    throw new java.io.IOException(text);
                },
                bytes -> {
                    throw new java.io.IOException("no");
                });
        EventStore<String, String> store = database.events(name, Codec.Ids.texts(), broken);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> store.load("s"))
                .withMessage("a stored value of 6 bytes cannot be read by the host's codec");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> store.append("s", 1, List.of("secret")))
                .withMessageNotContaining("secret");
        assertThat(code(() ->
                        database.events(name, Codec.Ids.texts(), Codec.text()).append("s", 1, List.of("\ud800"))))
                .isEqualTo(DatabaseException.Code.UNREADABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aLockThatIsNotGivenUpEndsInATypedRefusalAndABoundedNumberOfTries(TestDatabase on) throws SQLException {
        DataSource source = on.shared();
        String name = TestDatabase.unused();
        Database quick = Database.on(source, new Database.Settings(Duration.ofSeconds(1), 2, 10));
        quick.bytes(name).compareAndSet("k", VersionedBytes.NONE, new byte[1]);
        try (Connection holder = source.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select * from cf_value where store = '" + name + "' for update");
            assertThat(code(() -> quick.bytes(name).compareAndSet("k", 1, new byte[2])))
                    .isIn(DatabaseException.Code.TIMED_OUT, DatabaseException.Code.CONTENTION);
            holder.rollback();
            holder.setAutoCommit(true);
        }
        assertThat(quick.bytes(name).compareAndSet("k", 1, new byte[2])).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownDatabaseIsRefused(TestDatabase on) throws SQLException {
        try (Connection connection = on.shared().getConnection()) {
            assertThat(Dialect.of(connection)).isEqualTo(Dialect.valueOf(on.name()));
        }
        Connection foreign = (Connection) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> java.lang.reflect.Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {java.sql.DatabaseMetaData.class},
                        (meta, ask, none) -> "Oracle"));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Dialect.of(foreign))
                .withMessageContaining("'Oracle'")
                .matches(e -> e.code() == DatabaseException.Code.UNKNOWN_DATABASE);
    }

    @ParameterizedTest
    @EnumSource
    void settingsHaveBounds(TestDatabase on) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Database.Settings(Duration.ofMillis(999), 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Database.Settings(Duration.ofSeconds(1), 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Database.Settings(Duration.ofSeconds(1), 1, 0));
        Database.on(on.shared(), new Database.Settings(Duration.ofSeconds(1), 1, 1))
                .check();
    }
}
