package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pendings expire in the order of their instants, to the nanosecond; what is left of them stands beside the balance; the month-end proof in words. */
class LedgerExpiryTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Amounts CAD = Amounts.in("CAD");

    private final LedgerStore log = LedgerStore.inMemory();
    private final Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(log).build();

    @BeforeEach
    void open() {
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("client", CAD.currency())).orThrow();
    }

    private static Journal journal(String id, long minor) {
        return Journal.of(id).bookedOn(DAY).debit("cash", CAD.ofMinor(minor)).credit("client", CAD.ofMinor(minor));
    }

    private record Waiting(Instant expiry, long sequence, String id) {}

    @Test
    @DisplayName(
            "PAY-46 what is due expires earliest first, equal instants in the order of the log, whatever was settled between")
    void expiresInOrder() {
        Random random = new Random(46);
        PriorityQueue<Waiting> waiting =
                new PriorityQueue<>(Comparator.comparing(Waiting::expiry).thenComparing(Waiting::sequence));
        Instant now = NOW;
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            for (int i = random.nextInt(12); i >= 0; i--) {
                Instant expiry = now.plusSeconds(1 + random.nextInt(5)).plusNanos(random.nextInt(3));
                String id = "p" + round + "." + i;
                long sequence = ledger.pend(journal(id, 1 + random.nextInt(9)), Journal.Expiry.at(expiry), now)
                        .orThrow()
                        .sequence();
                waiting.add(new Waiting(expiry, sequence, id));
            }
            if (random.nextInt(3) == 0) {
                List<Waiting> any = new ArrayList<>(waiting);
                Waiting settled = any.get(random.nextInt(any.size()));
                waiting.remove(settled);
                ledger.voidPending(
                                Journal.VoidPending.of(Journal.of("v" + round).bookedOn(DAY), settled.id()), now)
                        .orThrow();
            }
            now = now.plusSeconds(random.nextInt(3)).plusNanos(random.nextInt(4));
            long due = 0;
            while (!waiting.isEmpty() && !waiting.peek().expiry().isAfter(now)) {
                expected.add(waiting.remove().id());
                due++;
            }
            assertThat(ledger.expire(now).records()).isEqualTo(due);
        }
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(log.read(1)
                        .filter(record -> record.kind() == LedgerStore.LedgerRecord.Kind.EXPIRE)
                        .map(LedgerStore.LedgerRecord::pending))
                .containsExactlyElementsOf(expected);
    }

    @Test
    @DisplayName("PAY-46 PAY-50 what is left of a pending is shown by day and by what was known, one entry a leg")
    void whatIsLeft() {
        Instant later = NOW.plusSeconds(60);
        ledger.pend(journal("a", 100).valueOn(DAY.plusDays(2)), Journal.Expiry.never(), NOW)
                .orThrow();
        ledger.pend(journal("b", 50), Journal.Expiry.never(), NOW).orThrow();
        ledger.postPending(Journal.PostPending.part(journal("a:1", 30), "a").keepRest(), later)
                .orThrow();
        ledger.post(journal("c", 7), later).orThrow();
        AsOf before = AsOf.at(NOW, ZoneOffset.UTC);
        AsOf after = AsOf.at(later, ZoneOffset.UTC);
        AsOf inTwoDays = after.on(DAY.plusDays(2));
        assertThat(left("cash", before, BalanceBasis.BOOKED)).containsExactly("a 1.00", "b 0.50");
        assertThat(left("cash", after, BalanceBasis.BOOKED)).containsExactly("a 0.70", "b 0.50");
        assertThat(left("client", after, BalanceBasis.BOOKED)).containsExactly("a 0.70", "b 0.50");
        assertThat(left("cash", after, BalanceBasis.VALUE)).containsExactly("b 0.50");
        assertThat(left("cash", inTwoDays, BalanceBasis.VALUE)).containsExactly("a 0.70", "b 0.50");
        ledger.voidPending(Journal.VoidPending.of(Journal.of("b:v").bookedOn(DAY), "b"), later.plusSeconds(1))
                .orThrow();
        assertThat(left("cash", AsOf.at(later.plusSeconds(1), ZoneOffset.UTC), BalanceBasis.BOOKED))
                .containsExactly("a 0.70");
        assertThat(left("cash", after, BalanceBasis.BOOKED))
                .as("the release was not known yet")
                .containsExactly("a 0.70", "b 0.50");
        LedgerEntry entry = ledger.pending(AccountId.of("client"), after, BalanceBasis.BOOKED)
                .findFirst()
                .orElseThrow();
        assertThat(entry.side()).isEqualTo(Journal.Side.CREDIT);
        assertThat(entry.legIndex()).isEqualTo(1);
        assertThat(entry.sequence()).isEqualTo(3);
        assertThat(entry.valueOn()).isEqualTo(DAY.plusDays(2));
        assertThat(entry.recordedAt()).isEqualTo(NOW);
    }

    private List<String> left(String account, AsOf asOf, BalanceBasis basis) {
        return ledger.pending(AccountId.of(account), asOf, basis)
                .map(entry -> entry.journal() + " " + Amounts.plain(entry.amount()))
                .toList();
    }

    @Test
    @DisplayName(
            "PAY-52 the month-end proof as a page: status, sums, chain, and each account's opening, movements and closing")
    void proofInWords() {
        ledger.post(journal("feb", 1_000).bookedOn(DAY.minusDays(9)), NOW).orThrow();
        ledger.post(journal("mar", 250), NOW).orThrow();
        ledger.pend(journal("hold", 40), Journal.Expiry.never(), NOW).orThrow();
        PeriodProof proof = ledger.prove(DateRange.month(2026, 3));
        String page = Documents.text(proof.toDocument(), Locale.UK);
        assertThat(page)
                .contains("Month-end proof", "Booked from 2026-03-01 to 2026-03-31", "PROVED")
                .contains(ledger.head().hex(), proof.digest().hex())
                .containsPattern("cash +10\\.00 CAD +2\\.50 CAD +0\\.00 CAD +12\\.50 CAD +0\\.40 CAD +0\\.00 CAD")
                .containsPattern("client +10\\.00 CAD +0\\.00 CAD +2\\.50 CAD +12\\.50 CAD +0\\.00 CAD +0\\.40 CAD");
        assertThat(proof.sequence()).isEqualTo(5);
    }
}
