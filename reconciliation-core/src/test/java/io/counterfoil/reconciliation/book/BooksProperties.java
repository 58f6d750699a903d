package io.counterfoil.reconciliation.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BooksProperties {

    private static final ApprovalPolicy POLICY = ApprovalPolicy.builder()
            .addFourEyesAbove(BookWorld.CAD.of("25"))
            .addWriteOffLimit(BookWorld.CAD.of("5"))
            .build();

    private static BookWorld world() {
        List<Item> left = new ArrayList<>();
        List<Item> right = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            left.add(BookWorld.item("b" + n, String.valueOf(n * 10)));
            right.add(BookWorld.item("e" + n, String.valueOf(n * 10 + (n == 3 ? 5 : 0))));
        }
        return BookWorld.of(POLICY, left, right);
    }

    private static BookCommand command(BookWorld world, int choice) {
        int match = 1 + choice / 12 % 6;
        String one = String.valueOf(1 + choice / 12 % 5);
        BookCommand.Draft draft = BookCommand.Draft.builder()
                .addLeft(ItemId.of("b" + one))
                .addRight(ItemId.of("e" + (1 + choice / 60 % 5)))
                .partial(choice % 2 == 0)
                .build();
        String key = world.key();
        return switch (choice % 12) {
            case 0, 1 -> BookCommand.suggest(draft, BookWorld.ROBOT, key);
            case 2 -> BookCommand.manualMatch(draft, BookWorld.ANN, key);
            case 3 -> BookCommand.confirm(match, BookWorld.ANN, key);
            case 4 -> BookCommand.confirm(draft, BookWorld.ANN, key);
            case 5 -> BookCommand.reject(match, "NO", BookWorld.ANN, key);
            case 6 -> BookCommand.unmatch(match, "WRONG", BookWorld.ANN, key);
            case 7 -> BookCommand.approve(match, BookWorld.BOB, key);
            case 8 -> BookCommand.refuse(match, "NO", BookWorld.BOB, key);
            case 9 -> BookCommand.writeOff(Side.LEFT, ItemId.of("b" + one), "LOST", BookWorld.ANN, key);
            case 10 -> BookCommand.exclude(Side.RIGHT, ItemId.of("e" + one), "TEST", BookWorld.ANN, key);
            default -> BookCommand.include(Side.RIGHT, ItemId.of("e" + one), BookWorld.ANN, key);
        };
    }

    @Property
    @Label(
            "REC-43 REC-60 whatever is commanded: the fold of the events is the state, nothing is claimed twice, and money is conserved")
    void anyCommands(@ForAll @Size(max = 40) List<@IntRange(min = 0, max = 599) Integer> choices) {
        BookWorld world = world();
        for (int choice : choices) {
            BookCommand command = command(world, choice);
            Decision<Book, BookEvent> decision = world.decide(command);
            if (decision.outcome() == Outcome.ACCEPTED) {
                Decision<Book, BookEvent> again = world.books.decide(world.book, command, BookWorld.NOW);
                assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
                assertThat(again.events()).isEqualTo(decision.events());
            }
            assertThat(world.book.conservation().holds()).isTrue();
        }
        Book folded = world.books.fold(world.book.events());
        assertThat(folded).isEqualTo(world.book);
        assertThat(folded.digest()).isEqualTo(world.book.digest());
        claimsAgree(world.book);
    }

    /** The reference: what is open is what was open less what claiming matches take, summed anew. */
    private static void claimsAgree(Book book) {
        for (Side side : Side.values()) {
            Map<ItemId, Long> taken = new HashMap<>();
            for (Book.BookMatch match : book.matches()) {
                if (match.status() == BookStatus.PENDING || match.status() == BookStatus.CONFIRMED) {
                    match.portions(side)
                            .forEach(
                                    portion -> taken.merge(portion.item(), Amounts.minor(portion.amount()), Long::sum));
                }
            }
            book.items(side).forEach(item -> {
                long open = Amounts.minor(item.open()) - taken.getOrDefault(item.id(), 0L);
                assertThat(Amounts.minor(book.openAmount(side, item.id()))).isEqualTo(open);
                assertThat(open).isBetween(0L, Amounts.minor(item.amount()));
            });
        }
    }

    @Property
    @Label("REC-45 a rejected set never reappears while its items are unchanged")
    void rejectedStaysRejected(@ForAll @Size(max = 40) List<@IntRange(min = 0, max = 599) Integer> choices) {
        BookWorld world = world();
        Set<Object> rejected = new HashSet<>();
        for (int choice : choices) {
            BookCommand command = command(world, choice);
            Decision<Book, BookEvent> decision = world.decide(command);
            for (BookEvent event : decision.events()) {
                if (event instanceof BookEvent.Suggested suggested) {
                    assertThat(rejected).doesNotContain(suggested.match().itemSet());
                } else if (event instanceof BookEvent.Rejected no) {
                    rejected.add(world.book.match(no.match()).orElseThrow().itemSet());
                }
            }
        }
    }

    @Property
    @Label("REC-43 confirm and unmatch restore every open amount")
    void unmatchRestores(@ForAll @IntRange(min = 1, max = 5) int left, @ForAll @IntRange(min = 1, max = 5) int right) {
        BookWorld world = world();
        String before = world.book.open(Side.LEFT).toList() + " "
                + world.book.open(Side.RIGHT).toList();
        BookCommand.Draft draft = BookCommand.Draft.builder()
                .addLeft(ItemId.of("b" + left))
                .addRight(ItemId.of("e" + right))
                .partial(true)
                .build();
        world.done(BookCommand.manualMatch(draft, BookWorld.ANN, "m"));
        if (world.book.match(1).orElseThrow().status() == BookStatus.PENDING) {
            world.done(BookCommand.approve(1, BookWorld.BOB, "a"));
        }
        world.done(BookCommand.unmatch(1, "WRONG", BookWorld.ANN, "u"));
        assertThat(world.book.open(Side.LEFT).toList() + " "
                        + world.book.open(Side.RIGHT).toList())
                .isEqualTo(before);
    }
}
