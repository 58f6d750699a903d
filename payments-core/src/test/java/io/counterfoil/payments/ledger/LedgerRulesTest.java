package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ledger's rules at their edges: few legs and many, each word of a body that differs, each limit on both sides (payments specification 4.11). */
class LedgerRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts USD = Amounts.in("USD");
    private static final int MANY = 66;

    private final Ledger ledger = Ledger.builder(ZoneOffset.UTC).build();

    @BeforeEach
    void open() {
        for (int i = 0; i < MANY + 4; i++) {
            ledger.open(Account.asset("a" + i, CAD.currency())).orThrow();
        }
        ledger.open(Account.asset("usd", USD.currency())).orThrow();
        ledger.open(Account.liability("usd owed", USD.currency())).orThrow();
        ledger.open(Account.liability("client", CAD.currency()).notBelowZero()).orThrow();
    }

    private static Journal.Leg leg(String account, Journal.Side side, long minor) {
        return new Journal.Leg(AccountId.of(account), side, CAD.currency(), minor);
    }

    private static Journal journal(String id, List<Journal.Leg> legs) {
        return Journal.of(id).bookedOn(DAY).with(legs);
    }

    /** As many legs: debits of 1, 2, 3, … on accounts of their own, and their sum on the last. */
    private static List<Journal.Leg> legs(int count) {
        List<Journal.Leg> legs = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < count - 1; i++) {
            legs.add(leg("a" + i, Journal.Side.DEBIT, i + 1));
            sum += i + 1;
        }
        legs.add(leg("a" + (count - 1), Journal.Side.CREDIT, sum));
        return legs;
    }

    private Refusal refused(Posting posting) {
        assertThat(posting.outcome()).isEqualTo(Outcome.REFUSED);
        return posting.refusal().orElseThrow();
    }

    private String difference(Posting posting) {
        Refusal refusal = refused(posting);
        assertThat(refusal.code()).isEqualTo(Posting.LedgerError.EXISTS_DIFFERENT);
        return refusal.attributes().get("difference");
    }

    @Test
    @DisplayName("PAY-48 a repeated journal may name its legs in any order, be they two or more than a word has bits")
    void sameLegsInAnyOrder() {
        for (int count : new int[] {2, 3, 63, 64, 65, MANY}) {
            List<Journal.Leg> legs = legs(count);
            ledger.post(journal("j" + count, legs), NOW).orThrow();
            List<Journal.Leg> turned = new ArrayList<>(legs);
            Collections.reverse(turned);
            assertThat(ledger.post(journal("j" + count, turned), NOW).outcome()).isEqualTo(Outcome.REPLAYED);
            Collections.rotate(turned, 1);
            assertThat(ledger.post(journal("j" + count, turned), NOW).outcome()).isEqualTo(Outcome.REPLAYED);
        }
    }

    @Test
    @DisplayName("PAY-48 another amount, account, side, currency or number of legs under a used id is another body")
    void otherLegs() {
        for (int count : new int[] {3, 64, 65}) {
            List<Journal.Leg> legs = legs(count);
            String id = "j" + count;
            ledger.post(journal(id, legs), NOW).orThrow();
            List<Journal.Leg> amount = new ArrayList<>(legs);
            amount.set(0, leg("a0", Journal.Side.DEBIT, 2));
            amount.set(1, leg("a1", Journal.Side.DEBIT, 1));
            assertThat(difference(ledger.post(journal(id, amount), NOW))).isEqualTo("LEGS");
            List<Journal.Leg> account = new ArrayList<>(legs);
            account.set(0, leg("a" + count, Journal.Side.DEBIT, 1));
            assertThat(difference(ledger.post(journal(id, account), NOW))).isEqualTo("LEGS");
            List<Journal.Leg> side = new ArrayList<>(legs);
            side.set(0, leg("a0", Journal.Side.CREDIT, 1));
            assertThat(difference(ledger.post(journal(id, side), NOW))).isEqualTo("LEGS");
            List<Journal.Leg> currency = new ArrayList<>(legs);
            currency.set(0, new Journal.Leg(AccountId.of("a0"), Journal.Side.DEBIT, USD.currency(), 1));
            assertThat(difference(ledger.post(journal(id, currency), NOW))).isEqualTo("LEGS");
            List<Journal.Leg> unknown = new ArrayList<>(legs);
            unknown.set(0, leg("nobody", Journal.Side.DEBIT, 1));
            assertThat(difference(ledger.post(journal(id, unknown), NOW))).isEqualTo("LEGS");
            List<Journal.Leg> fewer = new ArrayList<>(legs.subList(1, count));
            assertThat(difference(ledger.post(journal(id, fewer), NOW))).isEqualTo("LEGS");
            List<Journal.Leg> more = new ArrayList<>(legs);
            more.add(leg("a" + (count + 1), Journal.Side.DEBIT, 1));
            assertThat(difference(ledger.post(journal(id, more), NOW))).isEqualTo("LEGS");
            assertThat(ledger.post(journal(id, legs), NOW).outcome()).isEqualTo(Outcome.REPLAYED);
        }
    }

    @Test
    @DisplayName(
            "PAY-48 legs are compared as often as they stand: two of one and one of another are not one of one and two of another")
    void legsAreCounted() {
        for (int fill : new int[] {0, 63}) {
            List<Journal.Leg> rest = fill == 0 ? List.of() : legs(fill + 1);
            List<Journal.Leg> once = new ArrayList<>(List.of(
                    leg("a68", Journal.Side.DEBIT, 5),
                    leg("a68", Journal.Side.DEBIT, 5),
                    leg("a68", Journal.Side.DEBIT, 7),
                    leg("a69", Journal.Side.CREDIT, 17)));
            List<Journal.Leg> twice = new ArrayList<>(List.of(
                    leg("a68", Journal.Side.DEBIT, 5),
                    leg("a68", Journal.Side.DEBIT, 7),
                    leg("a68", Journal.Side.DEBIT, 7),
                    leg("a69", Journal.Side.CREDIT, 17)));
            List<Journal.Leg> turned = new ArrayList<>(List.of(once.get(2), once.get(3), once.get(0), once.get(1)));
            List.of(once, twice, turned).forEach(legs -> legs.addAll(rest));
            String id = "counted " + fill;
            ledger.post(journal(id, once), NOW).orThrow();
            assertThat(ledger.post(journal(id, turned), NOW).outcome()).isEqualTo(Outcome.REPLAYED);
            assertThat(difference(ledger.post(journal(id, twice), NOW))).isEqualTo("LEGS");
        }
    }

    @Test
    @DisplayName("PAY-45 an account on both sides is found wherever its two legs stand, and the later one is named")
    void bothSides() {
        for (int count : new int[] {3, 4, 64, 65, MANY}) {
            for (int[] at : new int[][] {{0, 1}, {0, count - 1}, {count - 2, count - 1}, {1, 2}}) {
                List<Journal.Leg> legs = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    legs.add(leg("a" + i, Journal.Side.DEBIT, 1));
                }
                legs.set(at[0], leg("a69", Journal.Side.DEBIT, 1));
                legs.set(at[1], leg("a69", Journal.Side.CREDIT, 1));
                Refusal refusal = refused(ledger.post(journal("both", legs), NOW));
                assertThat(refusal.code()).isEqualTo(Posting.LedgerError.ACCOUNT_ON_BOTH_SIDES);
                assertThat(refusal.attributes()).containsEntry("account", "a69").containsEntry("side", "C");
            }
            List<Journal.Leg> twice = new ArrayList<>(legs(count - 1));
            twice.add(leg("a" + (count - 2), Journal.Side.CREDIT, 1));
            twice.set(0, leg("a0", Journal.Side.DEBIT, 2));
            assertThat(ledger.post(journal("twice " + count, twice), NOW).outcome())
                    .isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    @DisplayName("PAY-48 the first word that differs is named, in the order of the specification")
    void eachWord() {
        Journal.Expiry soon = Journal.Expiry.at(NOW.plusSeconds(60));
        Journal.Expiry later = Journal.Expiry.at(NOW.plusSeconds(61));
        Journal pend = Journal.of("p")
                .bookedOn(DAY)
                .valueOn(DAY)
                .debit("a0", CAD.of("9.00"))
                .credit("a1", CAD.of("9.00"));
        ledger.pend(pend, soon, NOW).orThrow();
        assertThat(difference(ledger.post(pend, NOW))).isEqualTo("KIND");
        assertThat(difference(ledger.pend(pend.bookedOn(DAY.plusDays(1)).valueOn(DAY.plusDays(1)), later, NOW)))
                .isEqualTo("BOOKED");
        assertThat(difference(ledger.pend(pend.valueOn(DAY.minusDays(1)), later, NOW)))
                .isEqualTo("VALUE");
        assertThat(difference(ledger.pend(pend, later, NOW))).isEqualTo("EXPIRES");
        assertThat(difference(ledger.pend(pend, Journal.Expiry.never(), NOW))).isEqualTo("EXPIRES");
        assertThat(ledger.pend(pend, soon, NOW).outcome()).isEqualTo(Outcome.REPLAYED);
        ledger.pend(
                        Journal.of("q")
                                .bookedOn(DAY)
                                .debit("a0", CAD.of("9.00"))
                                .credit("a1", CAD.of("9.00")),
                        Journal.Expiry.never(),
                        NOW)
                .orThrow();
        Journal part = Journal.of("c").bookedOn(DAY).debit("a0", CAD.of("4.00")).credit("a1", CAD.of("4.00"));
        ledger.postPending(Journal.PostPending.part(part, "p").keepRest(), NOW).orThrow();
        assertThat(difference(
                        ledger.postPending(Journal.PostPending.part(part, "q").keepRest(), NOW)))
                .isEqualTo("PENDING");
        assertThat(difference(ledger.postPending(
                        Journal.PostPending.part(part, "nothing").keepRest(), NOW)))
                .isEqualTo("PENDING");
        assertThat(difference(ledger.postPending(Journal.PostPending.part(part, "p"), NOW)))
                .isEqualTo("KEEP_REST");
        assertThat(difference(ledger.postPending(
                        Journal.PostPending.all(Journal.of("c").bookedOn(DAY), "p"), NOW)))
                .isEqualTo("LEGS");
        assertThat(ledger.postPending(Journal.PostPending.part(part, "p").keepRest(), NOW)
                        .outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(difference(ledger.voidPending(
                        Journal.VoidPending.of(Journal.of("c").bookedOn(DAY), "p"), NOW)))
                .isEqualTo("KIND");
    }

    @Test
    @DisplayName(
            "PAY-46 what is asked of a pending is summed over the legs of one account, and may be all that is left and no more")
    void partsOfOneAccount() {
        List<Journal.Leg> pended = List.of(
                leg("a0", Journal.Side.DEBIT, 300),
                leg("a0", Journal.Side.DEBIT, 200),
                leg("a1", Journal.Side.DEBIT, 100),
                leg("a2", Journal.Side.CREDIT, 600));
        ledger.pend(journal("p", pended), Journal.Expiry.never(), NOW).orThrow();
        Refusal over = refused(ledger.postPending(
                Journal.PostPending.part(
                        journal(
                                "over",
                                List.of(
                                        leg("a0", Journal.Side.DEBIT, 250),
                                        leg("a1", Journal.Side.DEBIT, 1),
                                        leg("a0", Journal.Side.DEBIT, 251),
                                        leg("a2", Journal.Side.CREDIT, 502))),
                        "p"),
                NOW));
        assertThat(over.code()).isEqualTo(Posting.LedgerError.PENDING_AMOUNT_EXCEEDED);
        assertThat(over.sentence()).contains("no more than 5.00 left");
        assertThat(refused(ledger.postPending(
                                Journal.PostPending.part(
                                        journal(
                                                "side",
                                                List.of(
                                                        leg("a0", Journal.Side.CREDIT, 1),
                                                        leg("a2", Journal.Side.DEBIT, 1))),
                                        "p"),
                                NOW))
                        .code())
                .isEqualTo(Posting.LedgerError.PENDING_LEG_UNKNOWN);
        ledger.postPending(
                        Journal.PostPending.part(
                                        journal(
                                                "all of a0",
                                                List.of(
                                                        leg("a0", Journal.Side.DEBIT, 250),
                                                        leg("a0", Journal.Side.DEBIT, 250),
                                                        leg("a2", Journal.Side.CREDIT, 500))),
                                        "p")
                                .keepRest(),
                        NOW)
                .orThrow();
        assertThat(refused(ledger.postPending(
                                Journal.PostPending.part(
                                        journal(
                                                "one more",
                                                List.of(
                                                        leg("a0", Journal.Side.DEBIT, 1),
                                                        leg("a2", Journal.Side.CREDIT, 1))),
                                        "p"),
                                NOW))
                        .code())
                .isEqualTo(Posting.LedgerError.PENDING_AMOUNT_EXCEEDED);
    }

    @Test
    @DisplayName(
            "PAY-45 amounts are above zero, two legs are enough and one is not; what does not balance names its currency")
    void shape() {
        assertThat(refused(ledger.post(journal("one", List.of(leg("a0", Journal.Side.DEBIT, 1))), NOW))
                        .code())
                .isEqualTo(Posting.LedgerError.LEGS_TOO_FEW);
        for (long minor : new long[] {0, -1}) {
            Refusal refusal = refused(ledger.post(
                    journal("zero", List.of(leg("a0", Journal.Side.DEBIT, 1), leg("a1", Journal.Side.CREDIT, minor))),
                    NOW));
            assertThat(refusal.code()).isEqualTo(Posting.LedgerError.AMOUNT_NOT_POSITIVE);
            assertThat(refusal.attributes()).containsEntry("account", "a1");
        }
        Refusal one = refused(ledger.post(
                journal("n", List.of(leg("a0", Journal.Side.DEBIT, 2), leg("a1", Journal.Side.CREDIT, 1))), NOW));
        assertThat(one.code()).isEqualTo(Posting.LedgerError.UNBALANCED);
        assertThat(one.sentence()).contains("CAD");
        Refusal other = refused(ledger.post(
                journal(
                        "n",
                        List.of(
                                leg("a0", Journal.Side.DEBIT, 1),
                                leg("a1", Journal.Side.CREDIT, 1),
                                Journal.Leg.of(AccountId.of("usd"), Journal.Side.DEBIT, USD.of("2.00")),
                                Journal.Leg.of(AccountId.of("usd owed"), Journal.Side.CREDIT, USD.of("1.00")))),
                NOW));
        assertThat(other.code()).isEqualTo(Posting.LedgerError.UNBALANCED);
        assertThat(other.sentence()).contains("USD");
        ledger.post(journal("n", List.of(leg("a0", Journal.Side.DEBIT, 1), leg("a1", Journal.Side.CREDIT, 1))), NOW)
                .orThrow();
    }

    @Test
    @DisplayName(
            "PAY-47 the floor holds to the cent after all legs, with what is pending; the refusal says what would be left")
    void floor() {
        ledger.post(
                        journal(
                                "in",
                                List.of(leg("a0", Journal.Side.DEBIT, 1000), leg("client", Journal.Side.CREDIT, 1000))),
                        NOW)
                .orThrow();
        ledger.pend(
                        journal(
                                "hold",
                                List.of(leg("client", Journal.Side.DEBIT, 300), leg("a0", Journal.Side.CREDIT, 300))),
                        Journal.Expiry.never(),
                        NOW)
                .orThrow();
        Refusal refusal = refused(ledger.post(
                journal(
                        "too much",
                        List.of(
                                leg("client", Journal.Side.DEBIT, 400),
                                leg("client", Journal.Side.DEBIT, 301),
                                leg("a0", Journal.Side.CREDIT, 701))),
                NOW));
        assertThat(refusal.code()).isEqualTo(Posting.LedgerError.BALANCE_GUARD);
        assertThat(refusal.attributes())
                .containsEntry("account", "client")
                .containsEntry("wouldHave", "-0.01")
                .containsEntry("floor", "0.00");
        ledger.post(
                        journal(
                                "just so",
                                List.of(
                                        leg("client", Journal.Side.DEBIT, 400),
                                        leg("client", Journal.Side.DEBIT, 300),
                                        leg("a0", Journal.Side.CREDIT, 700))),
                        NOW)
                .orThrow();
        ledger.post(
                        journal(
                                "more in",
                                List.of(leg("a0", Journal.Side.DEBIT, 1), leg("client", Journal.Side.CREDIT, 1))),
                        NOW)
                .orThrow();
    }

    @Test
    @DisplayName(
            "PAY-45 an account takes up to 63 bits on a side, posted and pending together, and a cent more is refused")
    void overflow() {
        long most = Long.MAX_VALUE;
        ledger.pend(
                        journal("p", List.of(leg("a0", Journal.Side.DEBIT, 5), leg("a1", Journal.Side.CREDIT, 5))),
                        Journal.Expiry.never(),
                        NOW)
                .orThrow();
        Refusal refusal = refused(ledger.post(
                journal(
                        "m",
                        List.of(leg("a0", Journal.Side.DEBIT, most - 4), leg("a2", Journal.Side.CREDIT, most - 4))),
                NOW));
        assertThat(refusal.code()).isEqualTo(Posting.LedgerError.OVERFLOW);
        assertThat(refusal.attributes()).containsEntry("account", "a0").containsEntry("side", "D");
        ledger.post(
                        journal(
                                "just so",
                                List.of(
                                        leg("a0", Journal.Side.DEBIT, most - 5),
                                        leg("a2", Journal.Side.CREDIT, most - 5))),
                        NOW)
                .orThrow();
        assertThat(refused(ledger.post(
                                journal(
                                        "split",
                                        List.of(
                                                leg("a3", Journal.Side.DEBIT, most),
                                                leg("a3", Journal.Side.DEBIT, 1),
                                                leg("a4", Journal.Side.CREDIT, most),
                                                leg("a5", Journal.Side.CREDIT, 1))),
                                NOW))
                        .code())
                .isEqualTo(Posting.LedgerError.OVERFLOW);
        ledger.post(
                        journal(
                                "after",
                                List.of(leg("a3", Journal.Side.DEBIT, most), leg("a4", Journal.Side.CREDIT, most))),
                        NOW)
                .orThrow();
    }

    @Test
    @DisplayName("PAY-46 an expiry is in the future by at least a nanosecond")
    void expiryIsLater() {
        Journal pend = journal("p", List.of(leg("a0", Journal.Side.DEBIT, 5), leg("a1", Journal.Side.CREDIT, 5)));
        assertThat(refused(ledger.pend(pend, Journal.Expiry.at(NOW), NOW)).code())
                .isEqualTo(Posting.LedgerError.EXPIRY_NOT_AFTER_NOW);
        ledger.pend(pend, Journal.Expiry.after(Duration.ofNanos(1), NOW), NOW).orThrow();
        assertThat(refused(ledger.postPending(
                                Journal.PostPending.all(Journal.of("all").bookedOn(DAY), "p"), NOW.plusNanos(1)))
                        .code())
                .isEqualTo(Posting.LedgerError.PENDING_EXPIRED);
    }
}
