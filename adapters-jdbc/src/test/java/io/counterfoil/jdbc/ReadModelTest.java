package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadModelTest {

    private static final Amounts CAD = Amounts.in("CAD");

    private static List<ReadModel.Row> rows(List<String> events) {
        return List.of(new ReadModel.Row(
                "open",
                events.get(0),
                events.get(0),
                events.stream().mapToLong(String::length).sum(),
                "CAD"));
    }

    @ParameterizedTest
    @EnumSource
    void rowsFollowTheirStreamsAndAreCheckedAgainstThem(TestDatabase on) throws SQLException {
        DataSource source = on.migrated();
        Database database = Database.on(source, new Database.Settings(java.time.Duration.ofSeconds(30), 10, 2));
        EventStore<String, String> store = database.events("s", Codec.Ids.texts(), Codec.text());
        ReadModel<String> model = database.readModel("m", "s", Codec.text(), ReadModelTest::rows);
        for (String id : List.of("c", "a", "b")) {
            store.append(id, 0, List.of(id, "xx"));
        }
        assertThat(model.check()).containsExactly("c", "a", "b");
        assertThat(model.refresh()).isEqualTo(3);
        assertThat(model.refresh()).isZero();
        assertThat(model.section("open", 2)).extracting(ReadModel.Row::key).containsExactly("a", "b");
        assertThat(model.total("open", code -> CAD.currency())).isEqualTo(Totals.of(CAD.of("0.09")));
        assertThat(model.section("none", 2)).isEmpty();
        store.append("a", 2, List.of("yyy"));
        assertThat(model.check()).containsExactly("a");
        assertThat(model.refresh()).isEqualTo(1);
        assertThat(model.section("open", 9).get(0).minor()).isEqualTo(6);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update cf_view_row set minor = 999 where key_text = 'b'");
        }
        assertThat(model.refresh()).isZero();
        assertThat(model.check()).containsExactly("b");
        assertThat(model.rebuild()).isEqualTo(3);
        assertThat(model.check()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadModel.Row("s", "r", "k", 1, ""));
    }

    @ParameterizedTest
    @EnumSource
    void balancesAreThoseOfTheLedger(TestDatabase on) throws SQLException {
        DataSource source = on.migrated();
        Database database = Database.on(source);
        LedgerBalances balances = database.balances("main");
        assertThat(balances.refresh()).isZero();
        Ledger ledger = DatabaseRulesTest.ledger(database, "main");
        Instant now = Instant.parse("2027-03-02T10:00:00Z");
        ledger.post(DatabaseRulesTest.journal("j1", "100.00"), now).orThrow();
        assertSame(ledger, balances, now);
        for (String id : List.of("p1", "p2", "p3", "p4")) {
            ledger.pend(out(id, "10.00"), Journal.Expiry.at(now.plusSeconds(3600)), now)
                    .orThrow();
        }
        assertSame(ledger, balances, now);
        ledger.postPending(new Journal.PostPending(out("q1", "4.00"), JournalId.of("p1"), false, false), now)
                .orThrow();
        ledger.postPending(new Journal.PostPending(out("q3", "3.00"), JournalId.of("p3"), false, true), now)
                .orThrow();
        ledger.voidPending(Journal.VoidPending.of(Journal.of("v2").bookedOn(LocalDate.of(2027, 3, 2)), "p2"), now)
                .orThrow();
        assertSame(ledger, balances, now);
        assertThat(balances.rebuild()).isEqualTo(ledger.sequence());
        assertSame(ledger, balances, now);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update cf_balance set debit_minor = debit_minor + 1 where account = 'cash'");
        }
        assertThat(balances.check()).containsExactly("cash");
        balances.rebuild();
        assertThat(balances.check()).isEmpty();
    }

    private static Journal out(String id, String amount) {
        return Journal.of(id)
                .bookedOn(LocalDate.of(2027, 3, 2))
                .debit("client", CAD.of(amount))
                .credit("cash", CAD.of(amount));
    }

    private static void assertSame(Ledger ledger, LedgerBalances balances, Instant now) {
        assertThat(balances.refresh()).isEqualTo(ledger.sequence());
        assertThat(balances.check()).isEmpty();
        LedgerBalances.Line cash = balances.lines().stream()
                .filter(line -> line.account().equals("cash"))
                .findFirst()
                .orElseThrow();
        Balance engine = ledger.balance(
                AccountId.of("cash"), new AsOf(LocalDate.of(2027, 3, 31), now.plusSeconds(1)), BalanceBasis.BOOKED);
        assertThat(cash.debitMinor().subtract(cash.creditMinor()).longValueExact())
                .isEqualTo(engine.postedMinor());
        assertThat(cash.availableMinor()).isEqualTo(engine.availableMinor());
    }
}
