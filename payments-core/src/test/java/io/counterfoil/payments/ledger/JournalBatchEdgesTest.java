package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.Posting.LedgerError;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Journals of two legs in a batch, each rule on both sides of its edge; ids of two longs; batches that are filled again. */
class JournalBatchEdgesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final int DAY = 20_514;
    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts USD = Amounts.in("USD");
    private static final long MOST = Long.MAX_VALUE;

    private final LedgerStore log = LedgerStore.inMemory();
    private final Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(log).build();
    private int cash;
    private int client;
    private int dollars;
    private int old;

    @BeforeEach
    void open() {
        cash = opened(ledger, Account.asset("cash", CAD.currency()));
        client = opened(ledger, Account.liability("client", CAD.currency()).notBelowZero());
        dollars = opened(ledger, Account.asset("dollars", USD.currency()));
        old = opened(ledger, Account.asset("old", CAD.currency()));
        ledger.close(AccountId.of("old")).orThrow();
    }

    private static int opened(Ledger ledger, Account account) {
        ledger.open(account).orThrow();
        return ledger.number(account.id());
    }

    private static JournalBatch batch() {
        return JournalBatch.ofCapacity(1).on(DAY, DAY);
    }

    private Optional<LedgerError> post(String id, int debit, long debited, int credit, long credited) {
        return ledger.post(batch().post(id).debit(debit, debited).credit(credit, credited), NOW)
                .error(0);
    }

    private Optional<LedgerError> pend(String id, int debit, int credit, long minor) {
        return ledger.post(batch().pend(id).debit(debit, minor).credit(credit, minor), NOW)
                .error(0);
    }

    @Test
    @DisplayName("PAY-57 two legs must meet: both accounts known, open and of one currency, in either order")
    void legsMeet() {
        assertThat(post("a", cash, 5, old, 5)).contains(LedgerError.ACCOUNT_CLOSED);
        assertThat(post("b", old, 5, cash, 5)).contains(LedgerError.ACCOUNT_CLOSED);
        assertThat(post("c", cash, 5, dollars, 5)).contains(LedgerError.UNBALANCED);
        assertThat(post("d", dollars, 5, cash, 5)).contains(LedgerError.UNBALANCED);
        assertThat(post("e", cash, 5, 4, 5)).contains(LedgerError.ACCOUNT_UNKNOWN);
        assertThat(post("f", 4, 5, cash, 5)).contains(LedgerError.ACCOUNT_UNKNOWN);
        assertThat(post("g", cash, 5, cash, 5)).contains(LedgerError.ACCOUNT_ON_BOTH_SIDES);
        assertThat(post("h", cash, 0, client, 0)).contains(LedgerError.AMOUNT_NOT_POSITIVE);
        assertThat(post("i", cash, -1, client, -1)).contains(LedgerError.AMOUNT_NOT_POSITIVE);
        assertThat(post("j", cash, 5, client, 6)).contains(LedgerError.UNBALANCED);
        assertThat(ledger.post(batch().post("k").debit(cash, 5).debit(client, 5), NOW)
                        .error(0))
                .contains(LedgerError.UNBALANCED);
        assertThat(ledger.post(batch().post("l").credit(cash, 5).credit(client, 5), NOW)
                        .error(0))
                .contains(LedgerError.UNBALANCED);
        assertThat(ledger.post(batch().post("m").debit(cash, 5), NOW).error(0)).contains(LedgerError.LEGS_TOO_FEW);
        assertThat(post("n", cash, 1, client, 1)).isEmpty();
        assertThat(posted("cash")).isEqualTo(CAD.of("0.01"));
    }

    private MonetaryAmount posted(String account) {
        return ledger.balance(
                        AccountId.of(account),
                        AsOf.at(NOW.plus(Duration.ofDays(1)), ZoneOffset.UTC),
                        BalanceBasis.BOOKED)
                .posted();
    }

    @Test
    @DisplayName(
            "PAY-47 PAY-57 a floor holds to the minor unit in a batch, posted and pending, and binds one side only")
    void floor() {
        assertThat(post("in", cash, 100, client, 100)).isEmpty();
        assertThat(pend("hold", client, cash, 30)).isEmpty();
        assertThat(post("over", client, 71, cash, 71)).contains(LedgerError.BALANCE_GUARD);
        assertThat(pend("hold more", client, cash, 71)).contains(LedgerError.BALANCE_GUARD);
        assertThat(post("just so", client, 70, cash, 70)).isEmpty();
        assertThat(post("one more", client, 1, cash, 1)).contains(LedgerError.BALANCE_GUARD);
        assertThat(pend("coming", cash, client, 500)).isEmpty();
        assertThat(post("not yet", client, 1, cash, 1)).contains(LedgerError.BALANCE_GUARD);
        assertThat(post("came", cash, 1, client, 1)).isEmpty();
        assertThat(post("spent", client, 1, cash, 1)).isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-47 PAY-57 a floor below zero lets an account go there and no further, be it an asset or a liability")
    void floorBelowZero() {
        int till = opened(ledger, Account.asset("till", CAD.currency()).notBelow(CAD.of("-0.10")));
        int owed = opened(ledger, Account.liability("owed", CAD.currency()).notBelow(CAD.of("-0.10")));
        assertThat(post("a", cash, 11, till, 11)).contains(LedgerError.BALANCE_GUARD);
        assertThat(post("b", cash, 10, till, 10)).isEmpty();
        assertThat(post("c", owed, 11, cash, 11)).contains(LedgerError.BALANCE_GUARD);
        assertThat(post("d", owed, 10, cash, 10)).isEmpty();
        assertThat(posted("till")).isEqualTo(CAD.of("-0.10"));
        assertThat(posted("owed")).isEqualTo(CAD.of("-0.10"));
        assertThat(post("e", till, 3, cash, 3)).isEmpty();
        assertThat(post("f", cash, 4, till, 4)).contains(LedgerError.BALANCE_GUARD);
    }

    @Test
    @DisplayName("PAY-45 PAY-57 a side of an account takes up to 63 bits in a batch, posted and pending together")
    void overflow() {
        int one = opened(ledger, Account.asset("one", CAD.currency()));
        int other = opened(ledger, Account.asset("other", CAD.currency()));
        assertThat(pend("p", one, other, 5)).isEmpty();
        assertThat(post("m", one, MOST - 4, cash, MOST - 4)).contains(LedgerError.OVERFLOW);
        assertThat(post("n", cash, MOST - 4, other, MOST - 4)).contains(LedgerError.OVERFLOW);
        assertThat(post("o", one, MOST - 5, cash, MOST - 5)).isEmpty();
        assertThat(post("q", cash, MOST - 5, other, MOST - 5)).isEmpty();
        assertThat(post("r", one, 1, cash, 1)).contains(LedgerError.OVERFLOW);
        assertThat(post("s", other, MOST - 5, one, MOST - 5)).isEmpty();
    }

    @Test
    @DisplayName("PAY-57 an id of two longs is the text of its 32 hex digits: same answers, same records, same hashes")
    void idsOfTwoLongs() {
        Ledger texts = Ledger.inMemory(ZoneOffset.UTC);
        Ledger longs = Ledger.inMemory(ZoneOffset.UTC);
        for (Ledger each : List.of(texts, longs)) {
            opened(each, Account.asset("cash", CAD.currency()));
            opened(each, Account.liability("client", CAD.currency()));
        }
        JournalBatch packed = batch().post(1, -1)
                .debit(0, 100)
                .credit(1, 100)
                .pend(2, 0)
                .debit(1, 60)
                .credit(0, 60)
                .until(NOW.plusNanos(7))
                .postPending(3, 7, 2, 0)
                .debit(1, 20)
                .credit(0, 20)
                .keepRest()
                .postPending(3, 8, 2, 0)
                .keepRest()
                .pend(4, 4)
                .debit(1, 5)
                .credit(0, 5)
                .voidPending(5, 5, 4, 4)
                .voidPending(6, 6, 2, 0);
        String high = "000000000000000";
        JournalBatch spelled = batch().post(high + "1" + "f".repeat(16))
                .debit(0, 100)
                .credit(1, 100)
                .pend(high + "2" + high + "0")
                .debit(1, 60)
                .credit(0, 60)
                .until(NOW.plusNanos(7))
                .postPending(high + "3" + high + "7", high + "2" + high + "0")
                .debit(1, 20)
                .credit(0, 20)
                .keepRest()
                .postPending(high + "3" + high + "8", high + "2" + high + "0")
                .keepRest()
                .pend(high + "4" + high + "4")
                .debit(1, 5)
                .credit(0, 5)
                .voidPending(high + "5" + high + "5", high + "4" + high + "4")
                .voidPending(high + "6" + high + "6", high + "2" + high + "0");
        BatchOutcome outcome = longs.post(packed, NOW);
        BatchOutcome spoken = texts.post(spelled, NOW);
        assertThat(IntStream.range(0, 7).mapToObj(outcome::error))
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(LedgerError.PENDING_ALREADY_POSTED));
        assertThat(IntStream.range(0, 7).mapToObj(spoken::error))
                .containsExactlyElementsOf(
                        IntStream.range(0, 7).mapToObj(outcome::error).toList());
        assertThat(longs.head()).isEqualTo(texts.head());
        assertThat(longs.journal(JournalId.of(high + "3" + high + "8"))
                        .orElseThrow()
                        .legs())
                .extracting(Journal.Leg::minor)
                .containsExactly(40L, 40L);
    }

    @Test
    @DisplayName("PAY-57 what a batch is told about no journal, or one of another kind, is refused with the kind")
    void misplacedWords() {
        assertThatIllegalStateException()
                .isThrownBy(() -> batch().keepRest())
                .withMessage("the batch's last journal is none, expected a POST_PENDING");
        assertThatIllegalStateException()
                .isThrownBy(() -> batch().until(NOW))
                .withMessage("the batch's last journal is none, expected a PEND");
        assertThatIllegalStateException()
                .isThrownBy(() -> batch().pend("a").keepRest())
                .withMessage("the batch's last journal is PEND, expected a POST_PENDING");
        assertThatIllegalStateException()
                .isThrownBy(() -> batch().credit(0, 5))
                .withMessage("no journal was begun, expected a journal with legs");
        assertThatIllegalStateException()
                .isThrownBy(() -> batch().voidPending(1, 2, 3, 4).credit(0, 5))
                .withMessage("a void has no legs, expected a journal with legs");
        assertThat(batch().post("a").debit(0, 5).post("b").credit(0, 5).size()).isEqualTo(2);
    }

    @Test
    @DisplayName("PAY-57 a batch that is filled again says nothing of what it said before")
    void filledAgain() {
        String text = "an id that is far too long to be packed into two words";
        JournalBatch batch = JournalBatch.ofCapacity(2).on(DAY, DAY);
        batch.pend(text)
                .debit(cash, 5)
                .credit(client, 5)
                .until(NOW.plusSeconds(9))
                .postPending("p", text);
        assertThat(ledger.post(batch, NOW).accepted()).isEqualTo(2);
        batch.clear();
        assertThat(batch.size()).isZero();
        batch.pend(9, 9).debit(cash, 6).credit(client, 6).voidPending("v", "none of this name");
        BatchOutcome outcome = ledger.post(batch, NOW);
        assertThat(outcome.error(0)).isEmpty();
        assertThat(outcome.error(1)).contains(LedgerError.PENDING_UNKNOWN);
        assertThat(ledger.expire(NOW.plusSeconds(9)).records())
                .as("the expiry of the journal before is not that of the one after")
                .isZero();
    }

    @Test
    @DisplayName("PAY-53 PAY-57 a damaged log refuses every journal of a batch, and a close")
    void damaged() {
        ledger.post(batch().post("a").debit(cash, 5).credit(client, 5), NOW);
        LedgerStore store = LedgerStore.inMemory();
        List<LedgerStore.LedgerRecord> records = new ArrayList<>(log.read(1).toList());
        records.set(
                2,
                LedgerStore.LedgerRecord.builder().from(records.get(2)).id("x").build());
        store.append(records);
        Ledger damaged = Ledger.builder(ZoneOffset.UTC).store(store).build();
        BatchOutcome outcome = damaged.post(
                batch().post("b").debit(0, 5).credit(1, 5).post("c").debit(0, 5).credit(1, 5), NOW);
        assertThat(outcome.error(0)).contains(LedgerError.LOG_DAMAGED);
        assertThat(outcome.error(1)).contains(LedgerError.LOG_DAMAGED);
        assertThat(outcome.accepted()).isZero();
        assertThat(outcome.sequence(0)).isZero();
        assertThat(damaged.close(AccountId.of("cash")).error()).contains(LedgerError.LOG_DAMAGED);
        assertThat(damaged.verify().firstBadSequence()).isEqualTo(3);
        assertThat(damaged.sequence()).isEqualTo(2);
    }

    @Test
    @DisplayName("PAY-52 PAY-57 accounts: unknown ones, the first one, closing twice, opening again in other units")
    void accounts() {
        assertThat(ledger.account(AccountId.of("cash"))).contains(Account.asset("cash", CAD.currency()));
        assertThat(ledger.account(AccountId.of("nobody"))).isEmpty();
        assertThat(ledger.close(AccountId.of("nobody")).error()).contains(LedgerError.ACCOUNT_UNKNOWN);
        Posting closed = ledger.close(AccountId.of("cash"));
        assertThat(closed.outcome()).isEqualTo(Outcome.ACCEPTED);
        Posting again = ledger.close(AccountId.of("cash"));
        assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(again.sequence()).isEqualTo(closed.sequence());
        assertThat(ledger.head()).isNotEqualTo(Sha256.ZERO);
        assertThat(ledger.zone()).isEqualTo(ZoneOffset.UTC);
    }
}
