package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final AsOf LATER = new AsOf(DAY.plusYears(1), NOW.plus(Duration.ofDays(365)));
    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts USD = Amounts.in("USD");

    private final LedgerStore store = LedgerStore.inMemory();
    private final Ledger ledger = Ledger.builder(TORONTO).store(store).build();

    @BeforeEach
    void open() {
        ledger.open(Account.asset("cash:rbc", CAD.currency())).orThrow();
        ledger.open(Account.asset("inflight", CAD.currency())).orThrow();
        ledger.open(Account.expense("fees", CAD.currency())).orThrow();
        ledger.open(Account.liability("client:42", CAD.currency()).notBelowZero())
                .orThrow();
        ledger.open(Account.asset("cash:usd", USD.currency())).orThrow();
        ledger.open(Account.liability("client:usd", USD.currency())).orThrow();
    }

    private static Journal settled(String id) {
        return Journal.of(id)
                .bookedOn(DAY)
                .valueOn(DAY)
                .debit("cash:rbc", CAD.of("97.00"))
                .debit("fees", CAD.of("3.00"))
                .credit("client:42", CAD.of("100.00"));
    }

    private static Journal move(String id, LocalDate day, String debit, String credit, String amount) {
        return Journal.of(id).bookedOn(day).debit(debit, CAD.of(amount)).credit(credit, CAD.of(amount));
    }

    private Balance balance(String account) {
        return ledger.balance(AccountId.of(account), LATER, BalanceBasis.BOOKED);
    }

    private static Posting.LedgerError error(Posting posting) {
        return posting.error().orElseThrow();
    }

    @Test
    @DisplayName("PAY-45 a journal of three legs is posted, and read back as it was")
    void postsAJournal() {
        Journal journal = settled("p1:settled").attribute("ref", "A1").memo("card 4111 1111 1111 1111 used");
        Posting posting = ledger.post(journal, NOW).orThrow();
        assertThat(posting.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(posting.sequence()).isEqualTo(7);
        assertThat(posting.hash()).isEqualTo(ledger.head()).isNotEqualTo(Sha256.ZERO);
        assertThat(balance("client:42").posted()).isEqualTo(CAD.of("100.00"));
        assertThat(balance("cash:rbc").posted()).isEqualTo(CAD.of("97.00"));
        assertThat(ledger.journal(JournalId.of("p1:settled"))).contains(journal);
        assertThat(journal.attributes()).containsEntry("memo", "card [PAN ****1111] used");
    }

    @Test
    @DisplayName("PAY-45 a journal in two currencies balances in each")
    void balancesInEachCurrency() {
        Journal half = move("x", DAY, "cash:rbc", "client:42", "10.00");
        assertThat(error(ledger.post(half.debit("cash:usd", USD.of("7.00")), NOW)))
                .isEqualTo(Posting.LedgerError.UNBALANCED);
        ledger.post(half.debit("cash:usd", USD.of("7.00")).credit("client:usd", USD.of("7.00")), NOW)
                .orThrow();
        assertThat(balance("client:usd").posted()).isEqualTo(USD.of("7.00"));
        assertThat(error(ledger.post(
                        Journal.of("y")
                                .bookedOn(DAY)
                                .debit("cash:rbc", USD.of("1.00"))
                                .credit("client:usd", USD.of("1.00")),
                        NOW)))
                .isEqualTo(Posting.LedgerError.CURRENCY_MISMATCH);
    }

    @Test
    @DisplayName("PAY-45 sums of a journal beyond 63 bits are compared exactly")
    void comparesHugeSumsExactly() {
        CurrencyUnit cad = CAD.currency();
        Journal huge = Journal.of("huge")
                .bookedOn(DAY)
                .with(List.of(
                        new Journal.Leg(AccountId.of("cash:rbc"), Journal.Side.DEBIT, cad, Long.MAX_VALUE),
                        new Journal.Leg(AccountId.of("fees"), Journal.Side.DEBIT, cad, Long.MAX_VALUE),
                        new Journal.Leg(AccountId.of("inflight"), Journal.Side.CREDIT, cad, Long.MAX_VALUE),
                        new Journal.Leg(AccountId.of("client:42"), Journal.Side.CREDIT, cad, Long.MAX_VALUE)));
        ledger.post(huge, NOW).orThrow();
        assertThat(ledger.prove(DateRange.day(DAY)).holds()).isTrue();
        assertThat(error(ledger.post(move("one", DAY, "cash:rbc", "inflight", "0.01"), NOW)))
                .isEqualTo(Posting.LedgerError.OVERFLOW);
    }

    @Test
    @DisplayName(
            "PAY-25 the same id and body is the first answer again, another body a conflict that names what differs")
    void repeats() {
        Posting first = ledger.post(settled("p1"), NOW);
        Posting again = ledger.post(settled("p1"), NOW.plusSeconds(99));
        assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(again.sequence()).isEqualTo(first.sequence());
        assertThat(again.hash()).isEqualTo(first.hash());
        Posting other = ledger.post(settled("p1").valueOn(DAY.plusDays(1)), NOW);
        assertThat(error(other)).isEqualTo(Posting.LedgerError.EXISTS_DIFFERENT);
        assertThat(other.refusal().orElseThrow().attributes()).containsEntry("difference", "VALUE");
        assertThat(error(ledger.pend(settled("p1"), Journal.Expiry.never(), NOW)))
                .isEqualTo(Posting.LedgerError.EXISTS_DIFFERENT);
        assertThat(ledger.open(Account.asset("cash:rbc", CAD.currency())).outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(error(ledger.open(Account.expense("cash:rbc", CAD.currency()))))
                .isEqualTo(Posting.LedgerError.EXISTS_DIFFERENT);
        assertThatThrownBy(other::orThrow)
                .isInstanceOf(Refusal.RefusedException.class)
                .hasMessageContaining("LEDGER.EXISTS_DIFFERENT")
                .hasMessageContaining("p1");
    }

    @Test
    @DisplayName("PAY-46 an authorisation is captured twice in part, keeping the rest, and the last rest is released")
    void capturesInParts() {
        ledger.pend(move("k:auth", DAY, "inflight", "client:42", "100.00"), Journal.Expiry.never(), NOW)
                .orThrow();
        assertThat(balance("client:42").pendingFor()).isEqualTo(CAD.of("100.00"));
        assertThat(balance("client:42").available()).isEqualTo(CAD.zero());
        Journal.PostPending first =
                Journal.PostPending.part(move("k:1", DAY, "inflight", "client:42", "60.00"), "k:auth");
        ledger.postPending(first.keepRest(), NOW).orThrow();
        assertThat(balance("client:42").pendingFor()).isEqualTo(CAD.of("40.00"));
        assertThat(error(ledger.postPending(
                        Journal.PostPending.part(move("k:2", DAY, "inflight", "client:42", "40.01"), "k:auth"), NOW)))
                .isEqualTo(Posting.LedgerError.PENDING_AMOUNT_EXCEEDED);
        ledger.postPending(Journal.PostPending.part(move("k:2", DAY, "inflight", "client:42", "30.00"), "k:auth"), NOW)
                .orThrow();
        assertThat(balance("client:42").pendingFor()).isEqualTo(CAD.zero());
        assertThat(balance("client:42").posted()).isEqualTo(CAD.of("90.00"));
        assertThat(error(ledger.voidPending(
                        Journal.VoidPending.of(Journal.of("k:v").bookedOn(DAY), "k:auth"), NOW)))
                .isEqualTo(Posting.LedgerError.PENDING_ALREADY_POSTED);
    }

    @Test
    @DisplayName(
            "PAY-46 a void and an expiry release what is left; an expiry is found on touch and booked in the open period")
    void voidsAndExpires() {
        Journal.Expiry inAWeek = Journal.Expiry.after(Duration.ofDays(7), NOW);
        ledger.pend(move("h1", DAY, "inflight", "client:42", "5.00"), inAWeek, NOW)
                .orThrow();
        ledger.pend(move("h2", DAY, "inflight", "client:42", "6.00"), inAWeek, NOW)
                .orThrow();
        ledger.pend(move("h3", DAY, "inflight", "client:42", "7.00"), Journal.Expiry.never(), NOW)
                .orThrow();
        ledger.voidPending(Journal.VoidPending.of(Journal.of("v3").bookedOn(DAY), "h3"), NOW)
                .orThrow();
        assertThat(ledger.journal(JournalId.of("v3")).orElseThrow().legs())
                .isEqualTo(move("h3", DAY, "inflight", "client:42", "7.00").legs());
        LocalDate locked = DAY.plusDays(30);
        ledger.lock(locked, ledger.prove(DateRange.of(DAY, locked))).orThrow();
        Instant expiry = inAWeek.at();
        Posting touched = ledger.postPending(
                Journal.PostPending.all(Journal.of("s1").bookedOn(locked.plusDays(1)), "h1"), expiry);
        assertThat(error(touched)).isEqualTo(Posting.LedgerError.PENDING_EXPIRED);
        assertThat(touched.records()).isEqualTo(1);
        assertThat(ledger.expire(expiry.minusNanos(1)).records()).isZero();
        assertThat(ledger.expire(expiry).records()).isEqualTo(1);
        assertThat(ledger.expire(expiry).records()).isZero();
        assertThat(balance("client:42").pendingFor()).isEqualTo(CAD.zero());
        assertThat(ledger.balance(AccountId.of("client:42"), new AsOf(locked, expiry), BalanceBasis.BOOKED)
                        .pendingFor())
                .isEqualTo(CAD.of("11.00"));
        assertThat(ledger.prove(DateRange.of(DAY, locked)).holds()).isTrue();
        assertThat(error(ledger.pend(
                        move("h4", locked.plusDays(1), "inflight", "client:42", "1.00"), Journal.Expiry.at(NOW), NOW)))
                .isEqualTo(Posting.LedgerError.EXPIRY_NOT_AFTER_NOW);
    }

    @Test
    @DisplayName("PAY-47 the guard counts what is pending against the client, never what is pending for it")
    void guards() {
        ledger.pend(move("in", DAY, "inflight", "client:42", "700.00"), Journal.Expiry.never(), NOW)
                .orThrow();
        assertThat(error(ledger.post(move("out1", DAY, "client:42", "cash:rbc", "0.01"), NOW)))
                .isEqualTo(Posting.LedgerError.BALANCE_GUARD);
        ledger.post(settled("p1"), NOW).orThrow();
        ledger.pend(move("hold", DAY, "client:42", "inflight", "70.00"), Journal.Expiry.never(), NOW)
                .orThrow();
        Posting refused = ledger.post(move("out2", DAY, "client:42", "cash:rbc", "30.01"), NOW);
        assertThat(error(refused)).isEqualTo(Posting.LedgerError.BALANCE_GUARD);
        assertThat(refused.refusal().orElseThrow().attributes())
                .isEqualTo(Map.of("account", "client:42", "wouldHave", "-0.01", "floor", "0.00"));
        ledger.post(move("out3", DAY, "client:42", "cash:rbc", "30.00"), NOW).orThrow();
        assertThat(balance("client:42").available()).isEqualTo(CAD.zero());
    }

    @Test
    @DisplayName("PAY-49 a refusal that time could undo stays: the id answers for ever that it was refused")
    void staysRefused() {
        Journal out = move("out", DAY, "client:42", "cash:rbc", "1.00");
        Posting refused = ledger.post(out, NOW);
        assertThat(error(refused)).isEqualTo(Posting.LedgerError.BALANCE_GUARD);
        assertThat(refused.sequence()).isEqualTo(ledger.sequence());
        ledger.post(settled("p1"), NOW).orThrow();
        Posting again = ledger.post(out, NOW);
        assertThat(error(again)).isEqualTo(Posting.LedgerError.KEY_ALREADY_REFUSED);
        assertThat(again.refusal().orElseThrow().attributes()).containsEntry("first", "LEDGER.BALANCE_GUARD");
        assertThat(again.sequence()).isEqualTo(refused.sequence());
        assertThat(ledger.journal(JournalId.of("out"))).isEmpty();
        assertThat(error(Ledger.builder(TORONTO).store(store).build().post(out, NOW)))
                .isEqualTo(Posting.LedgerError.KEY_ALREADY_REFUSED);
    }

    @Test
    @DisplayName("PAY-48 faults of shape do not use the id up: the corrected journal is taken")
    void shapeDoesNotConsume() {
        assertThat(error(ledger.post(Journal.of("p1").bookedOn(DAY).debit("cash:rbc", CAD.of("1")), NOW)))
                .isEqualTo(Posting.LedgerError.LEGS_TOO_FEW);
        assertThat(ledger.sequence()).isEqualTo(6);
        ledger.post(settled("p1"), NOW).orThrow();
    }

    @Test
    @DisplayName("PAY-50 value and booking day apart: balance and history by either, as of any day and any knowledge")
    void keepsTwoDays() {
        ledger.post(settled("p1").valueOn(DAY.minusDays(3)), NOW).orThrow();
        ledger.post(settled("p2").bookedOn(DAY.plusDays(1)).valueOn(DAY.plusDays(2)), NOW.plusSeconds(60))
                .orThrow();
        AccountId client = AccountId.of("client:42");
        MonetaryAmount hundred = CAD.of("100.00");
        assertThat(ledger.balance(client, new AsOf(DAY.minusDays(3), LATER.knownAt()), BalanceBasis.VALUE)
                        .posted())
                .isEqualTo(hundred);
        assertThat(ledger.balance(client, new AsOf(DAY.minusDays(3), LATER.knownAt()), BalanceBasis.BOOKED)
                        .posted())
                .isEqualTo(CAD.zero());
        assertThat(ledger.balance(client, new AsOf(DAY.plusDays(1), LATER.knownAt()), BalanceBasis.BOOKED)
                        .posted())
                .isEqualTo(CAD.of("200.00"));
        assertThat(ledger.balance(client, new AsOf(DAY.plusDays(9), NOW), BalanceBasis.BOOKED)
                        .posted())
                .isEqualTo(hundred);
        assertThat(ledger.entries(client, DateRange.day(DAY)).map(LedgerEntry::journal))
                .containsExactly(JournalId.of("p1"));
        assertThat(ledger.entries(client, DateRange.day(DAY.plusDays(2)), BalanceBasis.VALUE))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.journal()).isEqualTo(JournalId.of("p2"));
                    assertThat(entry.amount()).isEqualTo(hundred);
                    assertThat(entry.signedMinor()).isEqualTo(-10_000);
                    assertThat(entry.bookedOn()).isEqualTo(DAY.plusDays(1));
                    assertThat(entry.recordedAt()).isEqualTo(NOW.plusSeconds(60));
                });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.balance(AccountId.of("ghost"), LATER, BalanceBasis.BOOKED))
                .withMessageContaining("ghost");
    }

    @Test
    @DisplayName("PAY-52 the month is proven, locked by its proof, and closed to bookings")
    void locksAPeriod() {
        ledger.post(settled("p0").bookedOn(DAY.minusMonths(1)), NOW).orThrow();
        ledger.post(settled("p1"), NOW).orThrow();
        ledger.pend(move("h", DAY, "client:42", "inflight", "20.00"), Journal.Expiry.never(), NOW)
                .orThrow();
        PeriodProof march = ledger.prove(DateRange.month(2026, 3)).orThrow();
        assertThat(march.lines())
                .filteredOn(line -> line.account().equals(AccountId.of("client:42")))
                .containsExactly(new PeriodProof.Line(
                        AccountId.of("client:42"),
                        CAD.of("100.00"),
                        CAD.zero(),
                        CAD.of("100.00"),
                        CAD.of("200.00"),
                        CAD.of("20.00"),
                        CAD.zero()));
        assertThat(march.figures())
                .extracting(figure -> figure.code() + " " + Amounts.plain(figure.amount()))
                .containsExactly("DEBITS 100.00", "CREDITS 100.00", "PENDING_DEBITS 20.00", "PENDING_CREDITS 20.00");
        assertThat(march.chainHead()).isEqualTo(ledger.head());
        LocalDate end = LocalDate.of(2026, 3, 31);
        assertThat(error(ledger.lock(end.plusDays(1), march))).isEqualTo(Posting.LedgerError.PROOF_DIFFERS);
        ledger.post(settled("late").bookedOn(end), NOW).orThrow();
        assertThat(error(ledger.lock(end, march))).isEqualTo(Posting.LedgerError.PROOF_DIFFERS);
        PeriodProof proof = ledger.prove(DateRange.month(2026, 3));
        Posting lock = ledger.lock(end, proof).orThrow();
        assertThat(ledger.lock(DAY, proof).sequence()).isEqualTo(lock.sequence());
        assertThat(ledger.lock(DAY, proof).outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(error(ledger.post(settled("p3"), NOW))).isEqualTo(Posting.LedgerError.PERIOD_LOCKED);
        ledger.post(settled("p4").bookedOn(end.plusDays(1)).valueOn(DAY), NOW).orThrow();
        assertThat(ledger.prove(DateRange.month(2026, 3))).isEqualTo(proof);
    }

    @Test
    @DisplayName("PAY-52 an account is closed only when nothing is pending, and takes no journal after")
    void closes() {
        ledger.pend(move("h", DAY, "inflight", "client:42", "1.00"), Journal.Expiry.never(), NOW)
                .orThrow();
        assertThat(error(ledger.close(AccountId.of("inflight")))).isEqualTo(Posting.LedgerError.PENDING_OPEN);
        assertThat(error(ledger.close(AccountId.of("ghost")))).isEqualTo(Posting.LedgerError.ACCOUNT_UNKNOWN);
        ledger.voidPending(Journal.VoidPending.of(Journal.of("v").bookedOn(DAY), "h"), NOW)
                .orThrow();
        ledger.close(AccountId.of("inflight")).orThrow();
        assertThat(ledger.close(AccountId.of("inflight")).outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(error(ledger.post(move("x", DAY, "inflight", "client:42", "1.00"), NOW)))
                .isEqualTo(Posting.LedgerError.ACCOUNT_CLOSED);
    }

    @Test
    @DisplayName("PAY-53 a damaged log opens read-only up to the last good record, and says where it is bad")
    void opensADamagedLogReadOnly() {
        ledger.post(settled("p1"), NOW).orThrow();
        ledger.post(settled("p2"), NOW).orThrow();
        List<LedgerStore.LedgerRecord> log =
                new java.util.ArrayList<>(store.read(1).toList());
        log.set(7, LedgerStore.LedgerRecord.builder().from(log.get(7)).id("p2x").build());
        LedgerStore damaged = LedgerStore.inMemory();
        damaged.append(log);
        Ledger opened = Ledger.builder(TORONTO).store(damaged).build();
        assertThat(opened.balance(AccountId.of("client:42"), LATER, BalanceBasis.BOOKED)
                        .posted())
                .isEqualTo(CAD.of("100.00"));
        assertThat(error(opened.post(settled("p3"), NOW))).isEqualTo(Posting.LedgerError.LOG_DAMAGED);
        assertThat(error(opened.open(Account.asset("new", CAD.currency())))).isEqualTo(Posting.LedgerError.LOG_DAMAGED);
        assertThat(error(opened.expire(NOW))).isEqualTo(Posting.LedgerError.LOG_DAMAGED);
        assertThat(opened.verify().firstBadSequence()).isEqualTo(8);
        assertThat(opened.verify().found()).isEqualTo(log.get(7).hash());
        PeriodProof proof = opened.prove(DateRange.month(2026, 3));
        assertThat(proof.holds()).isFalse();
        assertThat(proof.problems()).extracting(p -> p.code().id()).containsExactly("LEDGER.CHAIN_BROKEN");
        assertThat(error(opened.lock(LocalDate.of(2026, 3, 31), proof))).isEqualTo(Posting.LedgerError.LOG_DAMAGED);
    }

    @Test
    @DisplayName("PAY-53 a log that lost its tail behind a running ledger is found")
    void findsALostTail() {
        List<LedgerStore.LedgerRecord> kept = new java.util.ArrayList<>();
        LedgerStore losing = new LosingStore(kept);
        Ledger live = Ledger.builder(TORONTO).store(losing).build();
        live.open(Account.asset("a", CAD.currency())).orThrow();
        live.open(Account.asset("b", CAD.currency())).orThrow();
        assertThat(live.verify().isIntact()).isTrue();
        LedgerStore.LedgerRecord lost = kept.remove(1);
        assertThat(live.verify()).isEqualTo(new LedgerStore.ChainReport(1, 2, lost.hash(), Sha256.ZERO));
    }

    private record LosingStore(List<LedgerStore.LedgerRecord> log) implements LedgerStore {

        @Override
        public long append(List<LedgerStore.LedgerRecord> batch) {
            log.addAll(batch);
            return log.size();
        }

        @Override
        public java.util.stream.Stream<LedgerStore.LedgerRecord> read(long from) {
            return log.stream().skip(from - 1);
        }

        @Override
        public java.util.Optional<LedgerStore.Snapshot> latestSnapshot() {
            return java.util.Optional.of(LedgerStore.Snapshot.of(1, Sha256.ZERO, new byte[0]));
        }

        @Override
        public void save(LedgerStore.Snapshot snapshot) {}
    }

    @Test
    @DisplayName("PAY-54 a snapshot that is not of this log, or is damaged, is passed over: the log says it all")
    void passesOverForeignSnapshots() {
        ledger.post(settled("p1"), NOW).orThrow();
        LedgerStore.Snapshot good = ledger.saveSnapshot();
        byte[] bytes = good.content();
        bytes[bytes.length / 2] ^= 1;
        LedgerStore other = LedgerStore.inMemory();
        other.append(store.read(1).toList());
        other.save(LedgerStore.Snapshot.of(good.sequence(), good.head(), bytes));
        Ledger reopened = Ledger.builder(TORONTO).store(other).build();
        assertThat(reopened.saveSnapshot()).isEqualTo(good);
        LedgerStore shorter = LedgerStore.inMemory();
        shorter.append(store.read(1).limit(3).toList());
        shorter.save(good);
        assertThat(Ledger.builder(TORONTO).store(shorter).build().sequence()).isEqualTo(3);
    }

    @Test
    @DisplayName("PAY-59 a fork answers what if, and the ledger does not change")
    void forks() {
        ledger.post(settled("p1"), NOW).orThrow();
        Ledger whatIf = ledger.fork();
        whatIf.post(move("return", DAY, "client:42", "cash:rbc", "100.00"), NOW).orThrow();
        assertThat(whatIf.balance(AccountId.of("client:42"), LATER, BalanceBasis.BOOKED)
                        .posted())
                .isEqualTo(CAD.zero());
        assertThat(balance("client:42").posted()).isEqualTo(CAD.of("100.00"));
        assertThat(store.read(1)).hasSize(7);
        assertThat(whatIf.fork().verify().records()).isEqualTo(8);
    }

    @Test
    @DisplayName("PAY-03 points are a unit of account beside money, in one journal that balances in each")
    void keepsPoints() {
        CurrencyUnit points = Amounts.points("PTS");
        ledger.open(Account.liability("points:ana", points)).orThrow();
        ledger.open(Account.equity("points:issued", points)).orThrow();
        ledger.post(
                        move("award", DAY, "fees", "client:42", "5.00")
                                .debit("points:issued", Amounts.in(points).ofMinor(500))
                                .credit("points:ana", Amounts.in(points).ofMinor(500)),
                        NOW)
                .orThrow();
        Ledger reopened = Ledger.builder(TORONTO).store(store).build();
        assertThat(reopened.balance(AccountId.of("points:ana"), LATER, BalanceBasis.BOOKED)
                        .postedMinor())
                .isEqualTo(500);
    }

    @Test
    void programmersErrorsAreThrownAtOnce() {
        Journal undated = Journal.of("p1").debit("cash:rbc", CAD.of("1")).credit("client:42", CAD.of("1"));
        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.post(undated, NOW))
                .withMessageContaining("p1");
        assertThatIllegalArgumentException().isThrownBy(() -> undated.attribute("@at", "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.post(settled("x").bookedOn(LocalDate.MAX), NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> Journal.PostPending.all(settled("x"), "h"));
        assertThatIllegalArgumentException().isThrownBy(() -> Journal.VoidPending.of(settled("x"), "h"));
        assertThatThrownBy(() -> undated.debit("cash:rbc", CAD.of("1").divide(3)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(error(ledger.post(settled(" "), NOW))).isEqualTo(Posting.LedgerError.ID_BLANK);
        assertThat(ledger.sequence()).isEqualTo(6);
    }
}
