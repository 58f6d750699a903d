package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.ledger.LedgerTraffic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The bytes that the chain hashes, beside the same written down as the specification says it, by joining texts. */
class ChainTextTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00.000000120Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Test
    @DisplayName(
            "PAY-53 the head is SHA-256 over the previous hash and the netstrings of each record, whatever the traffic")
    void headIsTheHashOfTheTexts() {
        for (long seed = 1; seed <= 40; seed++) {
            LedgerStore store = LedgerStore.inMemory();
            Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(store).build();
            LedgerTraffic.accounts().forEach(account -> ledger.open(account).orThrow());
            LedgerTraffic traffic = new LedgerTraffic(seed);
            for (int step = 0; step < 150; step++) {
                traffic.next().applyTo(ledger);
            }
            assertThat(ledger.head()).as("seed %d", seed).isEqualTo(head(store));
        }
    }

    @Test
    @DisplayName("PAY-53 amounts of every length, ids of every form and names of every length are hashed as they are")
    void lengthsAndForms() {
        LedgerStore store = LedgerStore.inMemory();
        Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(store).build();
        Amounts cad = Amounts.in("CAD");
        List<AccountId> accounts = new ArrayList<>();
        for (int length = 1; length <= 40; length++) {
            AccountId id = AccountId.of("a".repeat(length - 1) + (char) ('A' + length % 26));
            accounts.add(id);
            ledger.open(Account.asset(id.value(), cad.currency())).orThrow();
        }
        List<String> ids = new ArrayList<>(List.of(
                "00000000000000000000000000000000",
                "0123456789abcdef0123456789abcdef",
                "ffffffffffffffffffffffffffffffff",
                "0123456789ABCDEF0123456789ABCDEF",
                "01234567-89ab-cdef-0123-456789abcdef",
                "Zahlung für März",
                "π"));
        for (int length = 1; length <= 70; length++) {
            ids.add("j" + "x".repeat(length - 1));
        }
        List<Long> amounts = new ArrayList<>();
        for (long ten = 1; ten <= 1_000_000_000_000_000L; ten *= 10) {
            amounts.addAll(List.of(ten, 2 * ten, 9 * ten, 10 * ten - 1, ten + 7));
        }
        amounts.addAll(List.of((long) Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, 21_474_836_480L));
        for (int i = 0; i < Math.max(ids.size(), amounts.size()); i++) {
            String id = i < ids.size() ? ids.get(i) : "more " + i;
            long minor = amounts.get(i % amounts.size());
            Journal journal = Journal.of(id)
                    .bookedOn(DAY)
                    .debit(accounts.get(i % accounts.size()), cad.ofMinor(minor))
                    .credit(accounts.get((i + 1) % accounts.size()), cad.ofMinor(minor));
            ledger.post(journal, NOW).orThrow();
        }
        assertThat(ledger.head()).isEqualTo(head(store));
        assertThat(ledger.sequence()).isEqualTo(accounts.size() + Math.max(ids.size(), amounts.size()));
    }

    @Test
    @DisplayName("PAY-53 a record that stands alone is hashed in the same way, at the ends of the range too")
    void recordAlone() {
        for (long number :
                new long[] {1, 9, 10, 99, 100, 101, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE
                }) {
            for (long minor : new long[] {number, 0, -1, -number, Long.MIN_VALUE}) {
                LedgerStore.LedgerRecord record = LedgerStore.LedgerRecord.builder()
                        .sequence(number)
                        .kind(LedgerStore.LedgerRecord.Kind.POST)
                        .id("id " + number)
                        .addLeg(new Journal.Leg(
                                AccountId.of("x"),
                                Journal.Side.DEBIT,
                                Amounts.in("CAD").currency(),
                                minor))
                        .attributes(Map.of("\uFFFD", "1", "\uD83D\uDE00", "2", "a", "", "@at", "z".repeat(600)))
                        .sealedAfter(Sha256.of("before"));
                assertThat(record.hash()).isEqualTo(hash(record, Sha256.of("before")));
            }
        }
    }

    // ---- the slow, obvious way

    private static Sha256 head(LedgerStore store) {
        Sha256 head = Sha256.ZERO;
        try (var records = store.read(1)) {
            for (LedgerStore.LedgerRecord record : records.toList()) {
                head = hash(record, head);
                assertThat(record.hash()).as("record %d", record.sequence()).isEqualTo(head);
            }
        }
        return head;
    }

    private static Sha256 hash(LedgerStore.LedgerRecord record, Sha256 previous) {
        List<String> texts = new ArrayList<>(List.of(
                "" + record.sequence(),
                record.kind().name(),
                record.id(),
                record.bookedOn().map(LocalDate::toString).orElse(""),
                record.valueOn().map(LocalDate::toString).orElse(""),
                record.pending()));
        for (Journal.Leg leg : record.legs()) {
            texts.addAll(List.of(
                    leg.account().value(),
                    leg.side() == Journal.Side.DEBIT ? "D" : "C",
                    leg.currency().getCurrencyCode(),
                    "" + leg.minor()));
        }
        record.attributes().entrySet().stream()
                .sorted((left, right) -> Arrays.compareUnsigned(utf8(left.getKey()), utf8(right.getKey())))
                .forEach(attribute -> texts.addAll(List.of(attribute.getKey(), attribute.getValue())));
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(utf8(text).length).append(':').append(text).append(',');
        }
        byte[] text = utf8(all.toString());
        byte[] whole = Arrays.copyOf(previous.bytes(), 32 + text.length);
        System.arraycopy(text, 0, whole, 32, text.length);
        return Sha256.of(whole);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
