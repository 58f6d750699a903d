package io.counterfoil.reconciliation.book;

import static io.counterfoil.reconciliation.book.BookWorld.ANN;
import static io.counterfoil.reconciliation.book.BookWorld.BOB;
import static io.counterfoil.reconciliation.book.BookWorld.CAD;
import static io.counterfoil.reconciliation.book.BookWorld.ROBOT;
import static io.counterfoil.reconciliation.book.BookWorld.draft;
import static io.counterfoil.reconciliation.book.BookWorld.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.util.List;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a draft takes, where it stops, and who must agree. */
class BookDraftsTest {

    private static final ItemId B1 = ItemId.of("b1");
    private static final ItemId E4 = ItemId.of("e4");

    private static BookWorld world(ApprovalPolicy policy) {
        return BookWorld.of(
                policy,
                List.of(item("b1", "10"), item("b2", "7"), item("b3", "-7")),
                List.of(item("e1", "10"), item("e4", "4"), item("e5", "5"), item("e6", "6"), item("e9", "-3")));
    }

    private static BookWorld world() {
        return world(ApprovalPolicy.ofDefaults());
    }

    private static BookCommand.Draft.Builder of(String left, String right) {
        return BookCommand.Draft.builder().from(draft(left, right));
    }

    private static BookCommand.Draft part(String left, String amount, String right) {
        return of(left, right)
                .addPortion(new Match.Portion(ItemId.of(left), CAD.of(amount)))
                .build();
    }

    @Test
    @DisplayName("REC-43 items of one side that cancel each other are a match, and none of them is written off")
    void oneSide() {
        BookWorld world = world();
        world.done(BookCommand.manualMatch(draft("b2 b3", ""), ANN, world.key()));
        assertThat(world.status("b2")).isEqualTo("MATCHED");
        assertThat(world.status("b3")).isEqualTo("MATCHED");
        assertThat(world.refused(BookCommand.manualMatch(draft("", ""), ANN, world.key())))
                .isEqualTo("BOOK.UNKNOWN_ITEM");
        assertThat(world.refused(BookCommand.manualMatch(draft("", "e4"), ANN, world.key())))
                .isEqualTo("BOOK.UNEXPLAINED_DIFFERENCE");
        BookCommand.Draft right = of("", "e4")
                .addDifference(new Difference(Difference.Reason.PROVIDER_FEE, CAD.of("-4")))
                .build();
        world.done(BookCommand.manualMatch(right, ANN, world.key()));
        assertThat(world.status("e4")).as("a fee is not a write-off").isEqualTo("MATCHED");
        assertThat(world.book.match(2).orElseThrow().total()).contains(CAD.of("4"));
    }

    @Test
    @DisplayName(
            "REC-44 of items that cancel each other it is what goes in that counts; a match of two sides has its sum")
    void moved() {
        ApprovalPolicy six =
                ApprovalPolicy.builder().addFourEyesAbove(CAD.of("6.99")).build();
        BookWorld world = world(six);
        Decision<Book, BookEvent> netted = world.done(BookCommand.manualMatch(draft("b2 b3", ""), ANN, world.key()));
        assertThat(world.status("b2")).isEqualTo("PENDING_APPROVAL");
        assertThat(netted.evidence().facts()).singleElement().satisfies(fact -> {
            assertThat(fact.code()).isEqualTo(Books.BookCode.FOUR_EYES_AMOUNT);
            assertThat(fact.sentence()).isEqualTo("7.00 CAD is more than one person may settle");
        });
        ApprovalPolicy seven =
                ApprovalPolicy.builder().addFourEyesAbove(CAD.of("7")).build();
        BookWorld enough = world(seven);
        enough.done(BookCommand.manualMatch(draft("b2 b3", ""), ANN, enough.key()));
        assertThat(enough.status("b2")).isEqualTo("MATCHED");

        BookWorld both = BookWorld.of(
                six,
                List.of(item("b2", "7"), item("b3", "-7"), item("b4", "5")),
                List.of(item("e2", "2"), item("e3", "-2"), item("e4", "5")));
        both.done(BookCommand.manualMatch(draft("b2 b3", "e2 e3"), ANN, both.key()));
        assertThat(both.status("b2")).as("a sum of nothing on two sides").isEqualTo("MATCHED");
        both.done(BookCommand.manualMatch(draft("b4", "e4"), ANN, both.key()));
        assertThat(both.status("b4")).isEqualTo("MATCHED");
    }

    @Test
    @DisplayName("REC-44 an item as old as the policy says is for one person, a day older is not")
    void age() {
        BookWorld six = world(ApprovalPolicy.builder().ageAboveDays(6).build());
        six.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, six.key()));
        assertThat(six.status("b1"))
                .as("27 February to 5 March 2026 are 6 days")
                .isEqualTo("MATCHED");
        BookWorld five = world(ApprovalPolicy.builder().ageAboveDays(5).build());
        five.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, five.key()));
        assertThat(five.status("b1")).isEqualTo("PENDING_APPROVAL");
    }

    @Test
    @DisplayName("REC-44 only write-off lines count against the limit of write-offs")
    void writeOffLines() {
        BookWorld world = world();
        BookCommand.Draft fee = of("b1", "e6")
                .addDifference(new Difference(Difference.Reason.PROVIDER_FEE, CAD.of("4")))
                .build();
        world.done(BookCommand.manualMatch(fee, ANN, world.key()));
        assertThat(world.status("b1")).isEqualTo("MATCHED");
    }

    @Test
    @DisplayName("REC-43 a proposal falls away when it can no longer have what it wants, not when just enough is left")
    void superseded() {
        BookWorld enough = world();
        enough.done(BookCommand.suggest(part("b1", "5", "e5"), ROBOT, enough.key()));
        enough.done(BookCommand.manualMatch(
                of("b1", "e4 e1 e9")
                        .addPortion(new Match.Portion(B1, CAD.of("5")))
                        .addPortion(new Match.Portion(ItemId.of("e1"), CAD.of("4")))
                        .build(),
                ANN,
                enough.key()));
        assertThat(enough.book.openAmount(Side.LEFT, B1)).isEqualTo(CAD.of("5"));
        assertThat(enough.book.match(1).orElseThrow().status()).isEqualTo(BookStatus.PROPOSED);
        enough.done(BookCommand.confirm(1, ANN, enough.key()));
        assertThat(enough.status("b1")).isEqualTo("MATCHED");

        BookWorld less = world();
        less.done(BookCommand.suggest(part("b1", "5", "e5"), ROBOT, less.key()));
        less.done(BookCommand.manualMatch(part("b1", "6", "e6"), ANN, less.key()));
        assertThat(less.book.match(1).orElseThrow().status()).isEqualTo(BookStatus.SUPERSEDED);
    }

    @Test
    @DisplayName("REC-43 a proposal whose item waits for approval of another match is not settled")
    void waiting() {
        BookWorld world =
                world(ApprovalPolicy.builder().addFourEyesAbove(CAD.of("3.50")).build());
        world.done(BookCommand.suggest(part("b1", "5", "e5"), ROBOT, world.key()));
        world.done(BookCommand.manualMatch(part("b1", "4", "e4"), ANN, world.key()));
        assertThat(world.status("b1")).isEqualTo("PENDING_APPROVAL");
        assertThat(world.book.match(1).orElseThrow().status()).isEqualTo(BookStatus.PROPOSED);
        assertThat(world.refused(BookCommand.confirm(1, ANN, world.key()))).isEqualTo("BOOK.ITEM_ALREADY_CLAIMED");
        world.done(BookCommand.refuse(2, "WRONG", BOB, world.key()));
        world.done(BookCommand.confirm(1, ANN, world.key()));
        assertThat(world.book.match(1).orElseThrow().status()).isEqualTo(BookStatus.PENDING);
    }

    @Test
    @DisplayName("REC-24 a partial match fills the items of the longer side in order, whole or as far as it reaches")
    void partial() {
        BookWorld world = world();
        world.done(BookCommand.manualMatch(of("b1", "e4 e5 e6").partial(true).build(), ANN, world.key()));
        assertThat(world.book.openAmount(Side.LEFT, B1)).isEqualTo(CAD.zero());
        assertThat(world.book.openAmount(Side.RIGHT, E4)).isEqualTo(CAD.zero());
        assertThat(world.book.openAmount(Side.RIGHT, ItemId.of("e5"))).isEqualTo(CAD.zero());
        assertThat(world.book.openAmount(Side.RIGHT, ItemId.of("e6"))).isEqualTo(CAD.of("5"));

        BookWorld signs = world();
        assertThat(signs.decide(BookCommand.manualMatch(
                                of("b1", "e1 e6 e9").partial(true).build(), ANN, signs.key()))
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .contains("items of both signs cannot be filled in order");
        assertThat(signs.refused(
                        BookCommand.manualMatch(of("b1", "e1 e6").partial(true).build(), ANN, signs.key())))
                .as("nothing is left for the last")
                .isEqualTo("BOOK.UNEXPLAINED_DIFFERENCE");
    }

    @Test
    @DisplayName("REC-43 a portion that is asked for is of its own item alone")
    void portions() {
        BookWorld world = world();
        BookCommand.Draft two = of("b1 b2", "e1 e5")
                .addPortion(new Match.Portion(ItemId.of("b1"), CAD.of("8")))
                .build();
        world.done(BookCommand.manualMatch(two, ANN, world.key()));
        assertThat(world.book.openAmount(Side.LEFT, B1)).isEqualTo(CAD.of("2"));
        assertThat(world.book.openAmount(Side.LEFT, ItemId.of("b2"))).isEqualTo(CAD.zero());
    }

    @Test
    @DisplayName("REC-44 who refuses is another person and says why; so does who takes back, leaves out or writes off")
    void reasons() {
        BookWorld world =
                world(ApprovalPolicy.builder().addFourEyesAbove(CAD.of("9")).build());
        world.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, world.key()));
        assertThat(world.refused(BookCommand.refuse(1, "WRONG", Actor.approver("ann"), world.key())))
                .isEqualTo("BOOK.MAKER_IS_CHECKER");
        assertThat(world.refused(BookCommand.refuse(1, " ", BOB, world.key()))).isEqualTo("BOOK.REASON_REQUIRED");
        world.done(BookCommand.approve(1, BOB, world.key()));
        assertThat(world.refused(BookCommand.unmatch(1, " ", ANN, world.key()))).isEqualTo("BOOK.REASON_REQUIRED");
        assertThat(world.refused(BookCommand.exclude(Side.RIGHT, E4, "", ANN, world.key())))
                .isEqualTo("BOOK.REASON_REQUIRED");
        assertThat(world.refused(BookCommand.writeOff(Side.RIGHT, E4, "", ANN, world.key())))
                .isEqualTo("BOOK.REASON_REQUIRED");
    }

    @Test
    @DisplayName("REC-43 an item left out comes back as it was, one that is amended has its new amount")
    void includeAndAmend() {
        BookWorld world = world();
        world.done(BookCommand.exclude(Side.RIGHT, E4, "TEST_LINE", ANN, world.key()));
        assertThat(world.book.open(Side.RIGHT)).extracting(Item::id).doesNotContain(E4);
        world.done(BookCommand.include(Side.RIGHT, E4, ANN, world.key()));
        assertThat(world.status("e4")).isEqualTo("OPEN");
        world.done(BookCommand.amend(Side.RIGHT, item("e4", "4.50"), ANN, world.key()));
        assertThat(world.book.openAmount(Side.RIGHT, E4)).isEqualTo(CAD.of("4.50"));
        Item nothing = Item.builder().from(item("e4", "4.50")).open(CAD.zero()).build();
        assertThat(world.refused(BookCommand.amend(Side.RIGHT, nothing, ANN, world.key())))
                .isEqualTo("BOOK.ILLEGAL_TRANSITION");
    }

    @Test
    @DisplayName("REC-43 parts of nothing, of another currency or one alone do not divide an item")
    void partsOfAnItem() {
        BookWorld world = world();
        for (List<MonetaryAmount> parts : List.<List<MonetaryAmount>>of(
                List.of(CAD.of("10")),
                List.of(CAD.zero(), CAD.of("10")),
                List.of(CAD.of("10"), CAD.zero()),
                List.of(CAD.of("10"), Amounts.in("EUR").of("1")))) {
            assertThat(world.refused(BookCommand.split(Side.LEFT, B1, parts, ANN, world.key())))
                    .as("%s", parts)
                    .isEqualTo("BOOK.UNEXPLAINED_DIFFERENCE");
        }
    }

    @Test
    @DisplayName("REC-43 a write-off explains the left's amount as it is and the right's with the other sign")
    void writeOffSign() {
        BookWorld world =
                world(ApprovalPolicy.builder().addWriteOffLimit(CAD.of("10")).build());
        world.done(BookCommand.writeOff(Side.LEFT, B1, "LOST", ANN, world.key()));
        world.done(BookCommand.writeOff(Side.RIGHT, E4, "LOST", ANN, world.key()));
        assertThat(world.book.matches())
                .extracting(match -> match.differences().get(0).amount())
                .containsExactly(CAD.of("10"), CAD.of("-4"));
        assertThat(world.book.match(1).orElseThrow().left()).containsExactly(new Match.Portion(B1, CAD.of("10")));
        assertThat(world.book.match(1).orElseThrow().right()).isEmpty();
        assertThat(world.book.match(2).orElseThrow().right()).containsExactly(new Match.Portion(E4, CAD.of("4")));
        assertThat(world.status("e4")).isEqualTo("WRITTEN_OFF");
    }

    @Test
    @DisplayName("REC-60 the proof of a book says what was taken in, claimed, open and left out, and how many items")
    void conservation() {
        BookWorld world = world();
        world.done(BookCommand.manualMatch(part("b1", "4", "e4"), ANN, world.key()));
        world.done(BookCommand.exclude(Side.LEFT, ItemId.of("b2"), "TEST_LINE", ANN, world.key()));
        assertThat(world.book.conservation().sentence()).isEqualTo("everything taken in is claimed, open or left out");
        assertThat(world.book.conservation().figures())
                .extracting(f -> f.code() + " " + f.count() + " " + Amounts.plain(f.amount()))
                .containsExactly(
                        "TAKEN 3 10.00",
                        "CLAIMED 0 4.00",
                        "OPEN 0 -1.00",
                        "EXCLUDED 0 7.00",
                        "TAKEN 5 22.00",
                        "CLAIMED 0 4.00",
                        "OPEN 0 18.00",
                        "EXCLUDED 0 0.00");
        assertThat(world.book.conservation().differences()).isEmpty();
    }
}
