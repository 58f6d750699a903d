package io.counterfoil.reconciliation.book;

import static io.counterfoil.reconciliation.book.BookWorld.ANN;
import static io.counterfoil.reconciliation.book.BookWorld.CAD;
import static io.counterfoil.reconciliation.book.BookWorld.DAY;
import static io.counterfoil.reconciliation.book.BookWorld.NOW;
import static io.counterfoil.reconciliation.book.BookWorld.ROBOT;
import static io.counterfoil.reconciliation.book.BookWorld.draft;
import static io.counterfoil.reconciliation.book.BookWorld.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.Fields;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a run brings into a book that has matches already. */
class BookRunsTest {

    private static final ItemId B1 = ItemId.of("b1");
    private static final ItemId E1 = ItemId.of("e1");
    private static final Pass AMOUNT = Pass.oneToOne("amount").on(MatchKey.AMOUNT);

    private static Reconciliation run(Pass pass, RunOptions options, List<Item> left, List<Item> right) {
        Fields<Item> fields = Fields.of(Item.class)
                .id(Item::id)
                .amount(Item::amount)
                .open(Item::open)
                .date(Item::day)
                .reference(item -> item.references().stream().findFirst());
        return Reconciler.builder(MatchPlan.named("test").pass(pass).build())
                .build()
                .match(
                        ItemBatch.of(left, fields),
                        ItemBatch.of(right, fields),
                        options,
                        new AsOf(LocalDate.of(2026, 3, 5), NOW));
    }

    private static BookWorld world() {
        return new BookWorld(ApprovalPolicy.ofDefaults());
    }

    private static void record(BookWorld world, Pass pass, List<Item> left, List<Item> right) {
        world.done(BookCommand.recordRun(run(pass, RunOptions.none(), left, right), ROBOT, world.key()));
    }

    private static List<String> statuses(BookWorld world) {
        return world.book.matches().stream()
                .map(match -> match.number() + " " + match.status())
                .toList();
    }

    private static Stream<BookEvent.LateRivalFlagged> flags(BookWorld world) {
        return world.book.events().stream()
                .filter(BookEvent.LateRivalFlagged.class::isInstance)
                .map(BookEvent.LateRivalFlagged.class::cast);
    }

    @Test
    @DisplayName("REC-43 what a pass only reports is not in the book")
    void reports() {
        BookWorld world = world();
        record(world, AMOUNT.report(), List.of(item("b1", "10")), List.of(item("e1", "10")));
        assertThat(statuses(world)).isEmpty();
        assertThat(world.status("b1")).isEqualTo("OPEN");
    }

    @Test
    @DisplayName("REC-43 a proposal that a later run is sure of is settled in the later run's name, once")
    void laterSure() {
        BookWorld world = world();
        List<Item> left = List.of(item("b1", "10"));
        List<Item> right = List.of(item("e1", "10"));
        record(world, AMOUNT.suggest(), left, right);
        assertThat(statuses(world)).containsExactly("1 PROPOSED");
        world.done(BookCommand.recordRun(
                run(
                        AMOUNT.confirm(),
                        RunOptions.builder()
                                .leftCompleteTo(DAY)
                                .rightCompleteTo(DAY.minusDays(1))
                                .build(),
                        left,
                        right),
                ANN,
                world.key()));
        assertThat(statuses(world)).as("a provisional match confirms nothing").containsExactly("1 PROPOSED");
        world.done(BookCommand.recordRun(run(AMOUNT.confirm(), RunOptions.none(), left, right), ANN, world.key()));
        assertThat(statuses(world)).containsExactly("1 CONFIRMED");
        assertThat(world.book.match(1).orElseThrow().maker()).isEqualTo(ANN);
        record(world, AMOUNT.confirm(), left, right);
        record(world, AMOUNT.suggest(), left, right);
        assertThat(statuses(world)).containsExactly("1 CONFIRMED");
    }

    @Test
    @DisplayName("REC-43 a run lets go of its own proposals about items that it saw, and of no other")
    void letsGo() {
        List<Item> left = List.of(item("b1", "10"), item("b2", "20"), item("b3", "30"));
        List<Item> right = List.of(item("e1", "10"), item("e2", "20"), item("e3", "30"));
        BookWorld world = world();
        record(world, AMOUNT.suggest(), left, right);
        world.done(BookCommand.confirm(1, ANN, world.key()));
        assertThat(statuses(world)).containsExactly("1 CONFIRMED", "2 PROPOSED", "3 PROPOSED");

        record(world, AMOUNT.suggest(), left, List.of());
        assertThat(statuses(world))
                .as("the right items were not there to be seen")
                .containsExactly("1 CONFIRMED", "2 PROPOSED", "3 PROPOSED");
        record(world, AMOUNT.suggest(), List.of(), right);
        assertThat(statuses(world)).containsExactly("1 CONFIRMED", "2 PROPOSED", "3 PROPOSED");
        record(world, AMOUNT.suggest(), left, List.of(item("e1", "11"), item("e2", "21"), item("e3", "30")));
        assertThat(statuses(world))
                .as("what a person settled stands, what is found again too")
                .containsExactly("1 CONFIRMED", "2 SUPERSEDED", "3 PROPOSED");
    }

    @Test
    @DisplayName("REC-43 a person's proposal is not a run's to let go")
    void personsProposal() {
        BookWorld world = world();
        List<Item> left = List.of(item("b1", "10"));
        List<Item> right = List.of(item("e1", "4"), item("e2", "6"), item("e3", "10"));
        world.done(BookCommand.register(left, right, ROBOT, world.key()));
        world.done(BookCommand.suggest(draft("b1", "e1 e2"), ANN, world.key()));
        record(world, AMOUNT.suggest(), left, right);
        assertThat(statuses(world))
                .as("kept, and no second proposal with its item")
                .containsExactly("1 PROPOSED");
    }

    @Test
    @DisplayName("REC-43 a proposal whose item has other content is made anew")
    void stale() {
        BookWorld world = world();
        List<Item> right = List.of(item("e1", "10"));
        record(world, AMOUNT.suggest(), List.of(item("b1", "10")), right);
        record(world, AMOUNT.suggest(), List.of(item("b1", "10")), right);
        assertThat(statuses(world)).containsExactly("1 PROPOSED");
        record(world, AMOUNT.suggest(), List.of(item("b1", "10", DAY, "other")), right);
        assertThat(statuses(world)).containsExactly("1 SUPERSEDED", "2 PROPOSED");
    }

    @Test
    @DisplayName("REC-43 an item that comes again with less open is taken anew, one that is matched stays as it was")
    void changedItems() {
        BookWorld world = world();
        Item part = Item.builder().from(item("b1", "10")).open(CAD.of("6")).build();
        world.done(BookCommand.register(List.of(item("b1", "10")), List.of(item("e1", "6")), ROBOT, world.key()));
        world.done(BookCommand.register(List.of(part), List.of(), ROBOT, world.key()));
        assertThat(world.book.openAmount(Side.LEFT, B1)).isEqualTo(CAD.of("6"));
        int version = world.book.version();
        world.done(BookCommand.register(List.of(part), List.of(item("e1", "6")), ROBOT, world.key()));
        assertThat(world.book.version()).as("nothing new, nothing written").isEqualTo(version);

        world.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, world.key()));
        world.done(BookCommand.register(List.of(), List.of(item("e1", "7")), ROBOT, world.key()));
        assertThat(world.book.item(Side.RIGHT, E1).orElseThrow().amount()).isEqualTo(CAD.of("6"));
    }

    @Test
    @DisplayName("REC-43 a run takes nothing that is left out, waits for a second person, is settled or was divided")
    void notFree() {
        BookWorld world = new BookWorld(
                ApprovalPolicy.builder().addFourEyesAbove(CAD.of("25")).build());
        List<Item> left = List.of(item("b1", "10"), item("b2", "20"), item("b3", "30"), item("b4", "40"));
        List<Item> right = List.of(item("e1", "10"), item("e2", "20"), item("e3", "30"), item("e4", "40"));
        world.done(BookCommand.register(
                left,
                Stream.concat(right.stream(), Stream.of(item("x2", "20"), item("x3", "25.01")))
                        .toList(),
                ROBOT,
                world.key()));
        world.done(BookCommand.exclude(Side.LEFT, B1, "TEST_LINE", ANN, world.key()));
        world.done(BookCommand.manualMatch(draft("b2", "x2"), ANN, world.key()));
        world.done(BookCommand.manualMatch(
                BookCommand.Draft.builder()
                        .from(draft("b3", "x3"))
                        .addPortion(new Match.Portion(ItemId.of("b3"), CAD.of("25.01")))
                        .build(),
                ANN,
                world.key()));
        world.done(
                BookCommand.split(Side.LEFT, ItemId.of("b4"), List.of(CAD.of("15"), CAD.of("25")), ANN, world.key()));
        assertThat(world.status("b3")).isEqualTo("PENDING_APPROVAL");
        record(world, AMOUNT.suggest(), left, right);
        assertThat(statuses(world)).containsExactly("1 CONFIRMED", "2 PENDING");
        assertThat(world.book.items(Side.LEFT)).extracting(Item::id).doesNotContain(ItemId.of("b4"));
    }

    @Test
    @DisplayName("REC-46 a settled match whose item a run reads with a new item is flagged with that item")
    void otherReading() {
        BookWorld world = world();
        record(world, AMOUNT.confirm(), List.of(item("b1", "10")), List.of(item("e1", "10")));
        record(world, AMOUNT.confirm(), List.of(item("b1", "10")), List.of());
        assertThat(flags(world)).isEmpty();
        record(world, AMOUNT.confirm(), List.of(item("b1", "10")), List.of(item("e2", "10")));
        assertThat(flags(world)).singleElement().satisfies(flag -> {
            assertThat(flag.match()).isEqualTo(1);
            assertThat(flag.rivals()).isEqualTo(Set.of(ItemId.of("e2")));
        });
        assertThat(statuses(world)).containsExactly("1 CONFIRMED");
        Break found = world.book.lateRivals().get(0);
        assertThat(found.items()).containsExactly(B1, E1);
        assertThat(found.amount()).contains(CAD.of("10"));
        assertThat(found.evidence().facts().get(0).sentence())
                .contains("match 1")
                .contains("e2");
    }

    @Test
    @DisplayName("REC-46 a reading that no new item makes is no news, and a proposal is not flagged")
    void noNews() {
        BookWorld world = world();
        List<Item> left = List.of(item("b1", "10"));
        List<Item> both = List.of(item("e1", "10"), item("e2", "10"));
        world.done(BookCommand.register(left, both, ROBOT, world.key()));
        world.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, world.key()));
        record(world, AMOUNT.suggest(), left, both);
        assertThat(flags(world)).as("both were there when ann chose").isEmpty();

        BookWorld waiting = new BookWorld(
                ApprovalPolicy.builder().addFourEyesAbove(CAD.of("5")).build());
        waiting.done(BookCommand.register(left, List.of(item("e1", "10")), ROBOT, waiting.key()));
        waiting.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, waiting.key()));
        record(waiting, AMOUNT.suggest(), left, both);
        assertThat(statuses(waiting)).containsExactly("1 PENDING");
        assertThat(flags(waiting)).as("not settled yet").isEmpty();

        BookWorld proposed = world();
        record(proposed, AMOUNT.suggest(), left, List.of(item("e1", "10")));
        record(proposed, AMOUNT.suggest(), left, both);
        assertThat(flags(proposed)).isEmpty();
    }

    @Test
    @DisplayName("REC-25 a run's match with a difference that nothing explains is proposed and cannot be settled")
    void unexplained() {
        BookWorld world = world();
        Pass near = Pass.oneToOne("near").on(MatchKey.REFERENCE).suggest();
        record(world, near, List.of(item("b1", "10", DAY, "R1")), List.of(item("e1", "9.50", DAY, "R1")));
        assertThat(statuses(world)).containsExactly("1 PROPOSED");
        assertThat(world.book.match(1).orElseThrow().differences())
                .singleElement()
                .satisfies(line -> assertThat(line.amount()).isEqualTo(CAD.of("0.50")));
        assertThat(world.refused(BookCommand.confirm(1, ANN, world.key()))).isEqualTo("BOOK.UNEXPLAINED_DIFFERENCE");
    }

    @Test
    @DisplayName("REC-43 the digest of a book is of what stands: items, what is open of them, and active matches")
    void digest() {
        BookWorld one = BookWorld.of(
                ApprovalPolicy.ofDefaults(),
                List.of(item("b1", "10"), item("b2", "10")),
                List.of(item("e1", "10"), item("e2", "10")));
        BookWorld other = BookWorld.of(
                ApprovalPolicy.ofDefaults(),
                List.of(item("b1", "10"), item("b9", "10")),
                List.of(item("e1", "10"), item("e2", "10")));
        assertThat(one.book.digest()).isNotEqualTo(other.book.digest());
        var before = one.book.digest();
        one.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, one.key()));
        one.done(BookCommand.unmatch(1, "WRONG", ANN, one.key()));
        assertThat(one.book.digest()).as("as if it had not been").isEqualTo(before);
        one.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, one.key()));
        one.done(BookCommand.manualMatch(draft("b2", "e2"), ANN, one.key()));
        BookWorld crossed = BookWorld.of(
                ApprovalPolicy.ofDefaults(),
                List.of(item("b1", "10"), item("b2", "10")),
                List.of(item("e1", "10"), item("e2", "10")));
        crossed.done(BookCommand.manualMatch(draft("b1", "e2"), ANN, crossed.key()));
        crossed.done(BookCommand.manualMatch(draft("b2", "e1"), ANN, crossed.key()));
        assertThat(one.book.digest()).as("the same items, matched otherwise").isNotEqualTo(crossed.book.digest());
        BookWorld turned = BookWorld.of(
                ApprovalPolicy.ofDefaults(),
                List.of(item("b1", "10"), item("b2", "10")),
                List.of(item("e1", "10"), item("e2", "10")));
        turned.done(BookCommand.manualMatch(draft("b2", "e2"), ANN, turned.key()));
        turned.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, turned.key()));
        assertThat(turned.book.digest()).as("whatever led to it").isEqualTo(one.book.digest());
        assertThat(Books.of(ApprovalPolicy.ofDefaults()).lifecycle().initial()).isEqualTo(BookStatus.NONE);
    }
}
