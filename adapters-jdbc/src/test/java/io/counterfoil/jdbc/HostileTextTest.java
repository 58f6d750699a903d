package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that break programs which make SQL from data, or which databases do not take. */
class HostileTextTest {

    private static final List<String> TEXTS = List.of(
            "'; drop table cf_event; --",
            "\"; delete from cf_value; --",
            "a\u0000b",
            "a\\u0000b",
            "\\",
            "\\\\u0000",
            "lone \ud83d high",
            "lone \udca9 low",
            "\ud83d\udca9",
            "$$ ; $1 ? :name {d '2027-01-01'} %s",
            "\u202eright to left",
            "e\u0301 and \u00e9",
            "tab\tline\nreturn\r",
            "' or '1' = '1");

    @ParameterizedTest
    @EnumSource
    void everyTextFieldKeepsWhatItWasGivenAndTellsTextsApart(TestDatabase on) {
        Database database = Database.on(on.shared());
        String unused = TestDatabase.unused();
        for (String text : TEXTS) {
            String name = unused + text;
            EventStore<String, String> events =
                    database.events(name, Codec.Ids.texts(), CODEC.keyed(IdempotencyKey::of));
            assertThat(events.append(text, 0, List.of(text))).as(text).isTrue();
            assertThat(events.append(text, 1, List.of(text)))
                    .as("its key is used")
                    .isFalse();
            assertThat(database.bytes(name).compareAndSet(text, 0, new byte[] {7}))
                    .isTrue();
            IdempotencyStore.Entry entry =
                    new IdempotencyStore.Entry(IdempotencyKey.of("k" + text), Sha256.of("b"), text + text);
            assertThat(database.idempotency(name).keep(entry)).isEqualTo(entry);
            assertThat(database.fileNumbers(name).numberOf("s" + text, IdempotencyKey.of("f" + text)))
                    .isEqualTo(1);
            Mailbox box = database.mailbox(name);
            assertThat(box.put(Mailbox.Message.of(text, text, new byte[] {1}), Instant.EPOCH))
                    .isEqualTo(Mailbox.Put.FIRST);
        }
        for (String text : TEXTS) {
            String name = unused + text;
            EventStore<String, String> events = database.events(name, Codec.Ids.texts(), CODEC);
            assertThat(events.ids()).containsExactly(text);
            assertThat(events.load(text)).containsExactly(text);
            assertThat(database.bytes(name).load(text)).isPresent();
            assertThat(database.idempotency(name)
                            .find(IdempotencyKey.of("k" + text))
                            .map(IdempotencyStore.Entry::result))
                    .contains(text + text);
            assertThat(database.fileNumbers(name).numberOf("s" + text, IdempotencyKey.of("f" + text)))
                    .isEqualTo(1);
            Mailbox box = database.mailbox(name);
            Optional<Mailbox.Lease> lease = box.lease(text, Duration.ofMinutes(1), Instant.EPOCH);
            assertThat(lease.orElseThrow().owner()).isEqualTo(text);
            box.deliver(lease.orElseThrow(), 10, Instant.EPOCH, message -> {
                assertThat(message.id()).isEqualTo(text);
                assertThat(message.key()).isEqualTo(text);
            });
        }
    }

    private static final Codec<String> CODEC = Codec.of(Texts::bytes, Texts::text);

    @ParameterizedTest
    @EnumSource
    void aLedgerKeepsThemInIdsAccountsAndAttributes(TestDatabase on) {
        Database database = Database.on(on.shared());
        String name = TestDatabase.unused() + "'; drop table cf_ledger; --";
        Amounts cad = Amounts.in("CAD");
        Ledger ledger =
                Ledger.builder(ZoneOffset.UTC).store(database.ledger(name)).build();
        ledger.open(Account.asset("cash", cad.currency())).orThrow();
        ledger.open(Account.liability("o'brien; --", cad.currency())).orThrow();
        int at = 0;
        for (String text : TEXTS.subList(0, 6)) {
            ledger.post(
                    Journal.of("j" + at++ + " " + text)
                            .bookedOn(LocalDate.of(2027, 3, 2))
                            .debit("cash", cad.of("1.00"))
                            .credit("o'brien; --", cad.of("1.00"))
                            .attribute("note", text),
                    Instant.EPOCH);
        }
        try (Stream<LedgerStore.LedgerRecord> log = database.ledger(name).read(1)) {
            assertThat(LedgerStore.ChainReport.of(log).isIntact()).isTrue();
        }
        Ledger again =
                Ledger.builder(ZoneOffset.UTC).store(database.ledger(name)).build();
        assertThat(again.head()).isEqualTo(ledger.head());
        assertThat(again.sequence()).isEqualTo(ledger.sequence()).isGreaterThan(2);
    }
}
