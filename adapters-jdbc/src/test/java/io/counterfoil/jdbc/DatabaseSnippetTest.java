package io.counterfoil.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.ticket.TicketId;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The snippet of the page about the database, as a host writes it. */
class DatabaseSnippetTest {

    @Test
    void aHostGetsItsStores() {
        DataSource pool = TestDatabase.H2.fresh();
        ZoneId zone = ZoneOffset.UTC;
        Codec<String> codec = Codec.of(text -> text.getBytes(UTF_8), bytes -> new String(bytes, UTF_8));
        // tag::database[]
        Database database = Database.on(pool); // any DataSource
        database.migrate(); // or the host's own tool, below

        Ledger ledger = Ledger.builder(zone).store(database.ledger("main")).build();
        EventStore<TicketId, String> tickets =
                database.events("tickets", new Codec.Ids<>(TicketId::value, TicketId::of), codec);
        // end::database[]
        ledger.open(Account.asset("cash", Amounts.in("CAD").currency())).orThrow();
        Ledger again = Ledger.builder(zone).store(database.ledger("main")).build();
        assertThat(again.head()).isEqualTo(ledger.head());
        assertThat(again.accounts()).hasSize(1);
        assertThat(tickets.load(TicketId.of("mail-88"))).isEmpty();
    }
}
