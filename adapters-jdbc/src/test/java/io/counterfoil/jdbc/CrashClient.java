package io.counterfoil.jdbc;

import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.EventStore;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Posts, appends and puts without end, and says what was acknowledged, until it or its database is killed. */
final class CrashClient {

    private CrashClient() {}

    /** A URL and a name for the round; each line printed is something that was acknowledged. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Pool pool = new Pool(() -> DriverManager.getConnection(arguments[0]))) {
            work(Database.on(pool), arguments[1], out::println);
        }
    }

    static void work(Database database, String round, Consumer<String> acknowledged) {
        Ledger ledger = DatabaseRulesTest.ledger(database, "main");
        EventStore<String, String> events = database.events("events", Codec.Ids.texts(), Codec.text());
        Mailbox box = database.mailbox("box");
        int version = 0;
        for (int number = 0; number < 100_000; number++) {
            String id = round + "-" + number;
            ledger.post(DatabaseRulesTest.journal(id, "1.00"), Instant.EPOCH).orThrow();
            acknowledged.accept("journal " + id);
            if (!events.append(round, version, List.of(id, id + "b"))) {
                throw new IllegalStateException("nobody else writes to stream " + round);
            }
            version += 2;
            acknowledged.accept("event " + id);
            box.put(Mailbox.Message.of(id, round, new byte[] {1}), Instant.EPOCH);
            acknowledged.accept("message " + id);
        }
    }
}
