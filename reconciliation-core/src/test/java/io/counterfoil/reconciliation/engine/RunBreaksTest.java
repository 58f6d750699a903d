package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a run tells of everything that is not matched, and that nothing gets lost between the states. */
class RunBreaksTest {

    /** A Wednesday; the run is on the Monday after. */
    private static final LocalDate DAY = LocalDate.of(2027, 3, 10);

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 15), Instant.parse("2027-03-15T12:00:00Z"));
    private static final Pass AMOUNTS = Pass.oneToOne("amount").on(AMOUNT).confirm();

    private static Item line(String id, String amount, UnaryOperator<Item.Builder> change) {
        return change.apply(Item.builder()
                        .id(ItemId.of(id))
                        .amount(Amounts.in("GBP").of(amount))
                        .day(DAY))
                .build();
    }

    private static Item line(String id, String amount, String... references) {
        return line(id, amount, b -> b.addReferences(references));
    }

    private static ItemBatch batch(Item... items) {
        ItemBatch.Builder batch = ItemBatch.builder();
        List.of(items).forEach(batch::add);
        return batch.build();
    }

    private static Reconciliation run(Pass pass, ItemBatch left, ItemBatch right) {
        return Reconciler.builder(MatchPlan.named("test").pass(pass).build())
                .build()
                .match(left, right, AS_OF);
    }

    /** Class, subject, items, amount, side and calendar days of age. */
    private static List<String> told(Reconciliation run) {
        return run.breaks()
                .map(b -> b.breakClass() + " " + b.subject() + " " + b.items() + " "
                        + b.amount().map(Amounts::plain).orElse("-") + " "
                        + b.side().map(Side::name).orElse("PAIR") + " "
                        + b.age().calendarDays())
                .toList();
    }

    @Test
    @DisplayName(
            "REC-49 two lines of one reference that do not match are one break, with left less right and both sides said")
    void pairs() {
        Reconciliation amount = run(AMOUNTS, batch(line("l", "10", "R1")), batch(line("r", "12.50", "R1")));
        assertThat(told(amount)).containsExactly("AMOUNT_DIFFERENCE pair:l r [l, r] -2.50 PAIR 5");
        Break only = amount.breaks().findFirst().orElseThrow();
        assertThat(only.evidence().sentence())
                .isEqualTo("reference R1 on both sides: 10.00 GBP on 2027-03-10 against 12.50 GBP on 2027-03-10");
        assertThat(only.age().businessDays()).as("Thursday, Friday, Monday").isEqualTo(3);
        assertThat(only.day()).contains(DAY);

        Pass sameParty = Pass.oneToOne("party").on(PARTY, AMOUNT).confirm();
        assertThat(told(run(
                        sameParty,
                        batch(line("l", "10", b -> b.addReferences("R1").party("ann"))),
                        batch(line("r", "10", b -> b.addReferences("R1").party("bob"))))))
                .containsExactly("PARTY_MISMATCH pair:l r [l, r] 10.00 PAIR 5");
        assertThat(told(run(
                        sameParty,
                        batch(line("l", "10", b -> b.addReferences("R1").party("ann"))),
                        batch(line("r", "10", b -> b.addReferences("R1").day(DAY.plusDays(1)))))))
                .as("a missing party contradicts nothing")
                .containsExactly("DATE_OUT_OF_WINDOW pair:l r [l, r] 10.00 PAIR 5");
        assertThat(told(run(sameParty, batch(line("l", "10", "R1")), batch(line("r", "10", "R1")))))
                .as("the same money on the same day is no pair with a difference: both stand open")
                .containsExactly(
                        "NOT_IN_BOOK bank-line:R1 [l] 10.00 LEFT 5", "EXPECTED_OVERDUE payment:R1 [r] 10.00 RIGHT 4");
    }

    @Test
    @DisplayName("REC-49 a reference that several lines of a side carry names no pair, and only the first of them")
    void severalOfOneReference() {
        assertThat(told(run(
                        AMOUNTS, batch(line("l1", "10", "R1"), line("l2", "11", "R1")), batch(line("r", "12", "R1")))))
                .containsExactly(
                        "NOT_IN_BOOK bank-line:R1 [l1] 10.00 LEFT 5",
                        "NOT_IN_BOOK bank-line:l2 [l2] 11.00 LEFT 5",
                        "EXPECTED_OVERDUE payment:R1 [r] 12.00 RIGHT 4");
        assertThat(told(run(
                        AMOUNTS,
                        batch(line("l", "10", "R1", "R2")),
                        batch(line("r", "12", "R1"), line("s", "13", "R2")))))
                .as("once in a pair, a line is in no second")
                .containsExactly(
                        "AMOUNT_DIFFERENCE pair:l r [l, r] -2.00 PAIR 5",
                        "EXPECTED_OVERDUE payment:R2 [s] 13.00 RIGHT 4");
    }

    @Test
    @DisplayName(
            "REC-49 REC-11 an ambiguity is one break for its line, and its alternatives are no breaks of their own")
    void ambiguities() {
        Reconciliation run = run(AMOUNTS, batch(line("l", "10")), batch(line("r1", "10"), line("r2", "10")));
        assertThat(told(run)).containsExactly("AMBIGUOUS bank-line:l [l] 10.00 LEFT 5");
        Reconciliation cut = Reconciler.builder(
                        MatchPlan.named("test").pass(AMOUNTS).build())
                .limits(new MatchLimits(3, 30, 70, 3, 20, 2_000))
                .build()
                .match(batch(line("l1", "10"), line("l2", "10")), batch(line("r1", "10"), line("r2", "10")), AS_OF);
        assertThat(cut.truncations()).hasSize(1);
        assertThat(cut.breaks()
                        .map(b -> b.breakClass() + " " + b.items() + " "
                                + b.amount().map(Amounts::plain).orElse("-") + " "
                                + b.evidence().sentence()))
                .containsExactly(
                        "SEARCH_TRUNCATED [l1, l2] 20.00 a limit ended the search for 2 items",
                        "SEARCH_TRUNCATED [r1, r2] 20.00 a limit ended the search for 2 items");
    }

    @Test
    @DisplayName("REC-49 REC-53 records that were not taken in are breaks: a repeated one apart from one that is wrong")
    void rejections() {
        ItemBatch.Builder left = ItemBatch.builder();
        left.add(line("l", "10"));
        left.add(line("l", "10"));
        left.id("bad").amount("ten", "GBP").day(DAY).add();
        Reconciliation run = run(AMOUNTS, left.build(), batch(line("r", "10")));
        assertThat(run.breaks())
                .extracting(Break::breakClass)
                .containsExactlyInAnyOrder(BreakClass.DUPLICATE, BreakClass.REJECTED_INPUT);
        assertThat(run.breaks()).extracting(b -> b.side().orElseThrow()).containsOnly(Side.LEFT);
        assertThat(run.conservation().status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("REC-49 money from somebody whom the book knows is unallocated, other money is not in the book")
    void knownParties() {
        Pass byReference = Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm();
        Reconciliation run = run(
                byReference,
                batch(line("l1", "10", b -> b.party("ann")), line("l2", "11", b -> b.party("eve"))),
                batch(line("r", "12", b -> b.party("ann"))));
        assertThat(told(run))
                .containsExactly(
                        "UNALLOCATED bank-line:l1 [l1] 10.00 LEFT 5",
                        "NOT_IN_BOOK bank-line:l2 [l2] 11.00 LEFT 5",
                        "EXPECTED_OVERDUE payment:r [r] 12.00 RIGHT 4");
        Break open = run.breaks().toList().get(2);
        assertThat(open.evidence().facts().get(0).sentence())
                .isEqualTo("12.00 GBP on 2027-03-10 in the book is not at the bank");
        assertThat(open.evidence().facts().get(1).sentence()).startsWith("reference: ");
        assertThat(run.breaks()
                        .findFirst()
                        .orElseThrow()
                        .evidence()
                        .facts()
                        .get(0)
                        .sentence())
                .isEqualTo("10.00 GBP on 2027-03-10 at the bank has no record");
    }

    @Test
    @DisplayName("REC-51 what is expected on the day of the run, grace included, is no break, the day before it is")
    void due() {
        for (int days : new int[] {-1, 0, 1}) {
            assertThat(run(
                                    AMOUNTS,
                                    batch(),
                                    batch(line(
                                            "r",
                                            "10",
                                            b -> b.due(LocalDate.of(2027, 3, 15).plusDays(days)))))
                            .breaks())
                    .isEmpty();
        }
        assertThat(told(run(AMOUNTS, batch(), batch(line("r", "10", b -> b.due(LocalDate.of(2027, 3, 13)))))))
                .containsExactly("EXPECTED_OVERDUE payment:r [r] 10.00 RIGHT 1");
        Reconciliation later = Reconciler.builder(
                        MatchPlan.named("test").pass(AMOUNTS).build())
                .settlement(1, 2)
                .build()
                .match(batch(), batch(line("r", "10", b -> b.day(LocalDate.of(2027, 3, 12)))), AS_OF);
        assertThat(later.breaks()).as("three days later is the day of the run").isEmpty();
        Reconciliation late = Reconciler.builder(
                        MatchPlan.named("test").pass(AMOUNTS).build())
                .settlement(1, 2)
                .build()
                .match(batch(), batch(line("r", "10", b -> b.day(LocalDate.of(2027, 3, 11)))), AS_OF);
        assertThat(told(late)).containsExactly("EXPECTED_OVERDUE payment:r [r] 10.00 RIGHT 1");
    }

    @Test
    @DisplayName(
            "REC-60 each side and currency: taken in, and what is open, matched, held, excluded and rejected of it")
    void conservation() {
        ItemBatch.Builder left = ItemBatch.builder();
        left.add(line("l1", "10"));
        left.add(line("l2", "20"));
        left.add(line("l3", "30"));
        left.add(line("l3", "30"));
        left.add(line("zero", "5", b -> b.open(Amounts.in("GBP").zero())));
        left.add(line("euro", "7", b -> b.amount(Amounts.in("EUR").of("7"))));
        Proof proof = run(AMOUNTS, left.build(), batch(line("r1", "10"), line("r2", "20"), line("r3", "20")))
                .conservation();
        assertThat(proof.sentence())
                .isEqualTo("every record of both sides is in exactly one state, in count and in money");
        assertThat(proof.figures())
                .extracting(f -> f.code() + " " + f.count() + " " + Amounts.plain(f.amount()) + " "
                        + f.amount().getCurrency().getCurrencyCode())
                .containsExactly(
                        "LEFT TAKEN 0 7.00 EUR",
                        "LEFT OPEN 1 7.00 EUR",
                        "LEFT MATCHED 0 0.00 EUR",
                        "LEFT HELD 0 0.00 EUR",
                        "LEFT EXCLUDED 0 0.00 EUR",
                        "LEFT REJECTED 0 0.00 EUR",
                        "LEFT TAKEN 0 95.00 GBP",
                        "LEFT OPEN 1 30.00 GBP",
                        "LEFT MATCHED 1 10.00 GBP",
                        "LEFT HELD 1 20.00 GBP",
                        "LEFT EXCLUDED 1 5.00 GBP",
                        "LEFT REJECTED 0 30.00 GBP",
                        "RIGHT TAKEN 0 50.00 GBP",
                        "RIGHT OPEN 0 0.00 GBP",
                        "RIGHT MATCHED 1 10.00 GBP",
                        "RIGHT HELD 2 40.00 GBP",
                        "RIGHT EXCLUDED 0 0.00 GBP",
                        "RIGHT REJECTED 0 0.00 GBP");
    }

    @Test
    @DisplayName(
            "REC-01 REC-60 amounts whose sum no amount can hold are matched, and their balance is said to be unproven")
    void outOfRange() {
        ItemBatch.Builder left = ItemBatch.builder();
        for (String id : List.of("l1", "l2")) {
            left.add(line(id, "1", b -> b.amount(Amounts.in("GBP").ofMinor(Long.MAX_VALUE - 10))));
        }
        Proof proof = run(AMOUNTS, left.build(), batch(line("r", "10"))).conservation();
        assertThat(proof.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(proof.sentence()).isEqualTo("amounts of side LEFT add up to more than an amount can hold");
        assertThat(proof.problems()).hasSize(1);
    }
}
