package io.counterfoil.reconciliation.book;

import static io.counterfoil.reconciliation.book.BookWorld.ANN;
import static io.counterfoil.reconciliation.book.BookWorld.CAD;
import static io.counterfoil.reconciliation.book.BookWorld.ROBOT;
import static io.counterfoil.reconciliation.book.BookWorld.draft;
import static io.counterfoil.reconciliation.book.BookWorld.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a command says is its content: a key that comes again with other content must be told from a repetition. */
class BookCommandTest {

    private static final ItemId ONE = ItemId.of("b1");
    private static final ItemId TWO = ItemId.of("b2");
    private static final DateRange FEBRUARY = DateRange.month(2026, 2);
    private static final DateRange MARCH = DateRange.month(2026, 3);

    private static Proof proof(String id) {
        return Proof.builder()
                .subject(SubjectRef.of("proof", id))
                .status(ProofStatus.PROVED)
                .sentence("holds")
                .build();
    }

    private static BookCommand.Draft taking(String minor, Optional<String> difference) {
        BookCommand.Draft.Builder draft = BookCommand.Draft.builder()
                .addLeft(ONE)
                .addRight(ItemId.of("e1"))
                .addPortion(new Match.Portion(ONE, CAD.of(minor)));
        difference.ifPresent(
                amount -> draft.addDifference(new Difference(Difference.Reason.PROVIDER_FEE, CAD.of(amount))));
        return draft.build();
    }

    /** Commands of every kind, each two or more times with one thing changed. */
    private static List<BookCommand> commands() {
        List<Item> left = List.of(item("b1", "10"));
        List<Item> other = List.of(item("b1", "11"));
        BookCommand.Acceptance acceptance = new BookCommand.Acceptance(BookWorld.BOB, "bank is down");
        List<BookCommand> commands = new ArrayList<>(List.of(
                BookCommand.recordRun(BookWorld.run(left, List.of()), ROBOT, "k"),
                BookCommand.recordRun(BookWorld.run(other, List.of()), ROBOT, "k"),
                BookCommand.recordRun(BookWorld.run(List.of(), left), ROBOT, "k"),
                BookCommand.register(left, List.of(), ROBOT, "k"),
                BookCommand.register(other, List.of(), ROBOT, "k"),
                BookCommand.register(List.of(), left, ROBOT, "k"),
                BookCommand.suggest(draft("b1", "e1"), ANN, "k"),
                BookCommand.suggest(draft("b2", "e1"), ANN, "k"),
                BookCommand.suggest(draft("b1", "e2"), ANN, "k"),
                BookCommand.suggest(taking("5", Optional.empty()), ANN, "k"),
                BookCommand.suggest(taking("6", Optional.empty()), ANN, "k"),
                BookCommand.suggest(taking("5", Optional.of("1")), ANN, "k"),
                BookCommand.suggest(taking("5", Optional.of("2")), ANN, "k"),
                BookCommand.confirm(1, ANN, "k"),
                BookCommand.confirm(2, ANN, "k"),
                BookCommand.confirm(draft("b1", "e1"), ANN, "k"),
                BookCommand.confirm(draft("b2", "e1"), ANN, "k"),
                BookCommand.manualMatch(draft("b1", "e1"), ANN, "k"),
                BookCommand.manualMatch(draft("b2", "e1"), ANN, "k")));
        commands.addAll(List.of(
                BookCommand.reject(1, "NOT_OURS", ANN, "k"),
                BookCommand.reject(2, "NOT_OURS", ANN, "k"),
                BookCommand.reject(1, "WRONG", ANN, "k"),
                BookCommand.forget(1, ANN, "k"),
                BookCommand.forget(2, ANN, "k"),
                BookCommand.unmatch(1, "WRONG", ANN, "k"),
                BookCommand.unmatch(2, "WRONG", ANN, "k"),
                BookCommand.approve(1, ANN, "k"),
                BookCommand.approve(2, ANN, "k"),
                BookCommand.refuse(1, "WRONG", ANN, "k"),
                BookCommand.refuse(2, "WRONG", ANN, "k"),
                BookCommand.writeOff(Side.LEFT, ONE, "SMALL", ANN, "k"),
                BookCommand.writeOff(Side.RIGHT, ONE, "SMALL", ANN, "k"),
                BookCommand.exclude(Side.LEFT, ONE, "TEST", ANN, "k"),
                BookCommand.exclude(Side.LEFT, TWO, "TEST", ANN, "k"),
                BookCommand.include(Side.LEFT, ONE, ANN, "k"),
                BookCommand.include(Side.LEFT, TWO, ANN, "k"),
                BookCommand.split(Side.LEFT, ONE, List.of(CAD.of("4"), CAD.of("6")), ANN, "k"),
                BookCommand.split(Side.LEFT, ONE, List.of(CAD.of("6"), CAD.of("4")), ANN, "k"),
                BookCommand.amend(Side.LEFT, item("b1", "10"), ANN, "k"),
                BookCommand.amend(Side.LEFT, item("b1", "11"), ANN, "k")));
        commands.addAll(List.of(
                BookCommand.closePeriod(FEBRUARY, List.of(), ANN, "k"),
                BookCommand.closePeriod(MARCH, List.of(), ANN, "k"),
                BookCommand.closePeriod(FEBRUARY, List.of(proof("one")), ANN, "k"),
                BookCommand.closePeriod(FEBRUARY, List.of(proof("two")), ANN, "k"),
                BookCommand.closePeriodAccepted(FEBRUARY, List.of(), acceptance, ANN, "k"),
                BookCommand.reopenPeriod(FEBRUARY, "late line", ANN, "k"),
                BookCommand.reopenPeriod(MARCH, "late line", ANN, "k")));
        return commands;
    }

    @Test
    @DisplayName("REC-43 what a command asks for tells it from every other of its kind")
    void contents() {
        HashSet<List<?>> seen = new HashSet<>();
        for (BookCommand command : commands()) {
            assertThat(command.content())
                    .as("%s", command.getClass().getSimpleName())
                    .isNotEmpty();
            assertThat(seen.add(List.of(command.getClass(), command.content())))
                    .as("%s %s", command.getClass().getSimpleName(), command.content())
                    .isTrue();
        }
        assertThat(commands().stream().map(BookCommand::content).toList())
                .as("the same commands made again say the same")
                .isEqualTo(commands().stream().map(BookCommand::content).toList());
    }

    @Test
    @DisplayName("REC-43 a key that comes again with other content is refused, with the same it is a repetition")
    void reusedKeys() {
        BookWorld world = BookWorld.of(
                ApprovalPolicy.builder().build(),
                List.of(item("b1", "10"), item("b2", "20")),
                List.of(item("e1", "10"), item("e2", "20")));
        world.done(BookCommand.suggest(draft("b1", "e1"), ANN, "k"));
        int before = world.book.version();
        assertThat(before).isEqualTo(world.book.events().size()).isGreaterThan(1);
        assertThat(world.refused(BookCommand.suggest(draft("b2", "e2"), ANN, "k")))
                .isEqualTo("LIFECYCLE.CONFLICT");
        world.done(BookCommand.suggest(draft("b1", "e1"), ANN, "k"));
        assertThat(world.book.version()).isEqualTo(before);
    }

    @Test
    @DisplayName("REC-43 an item that the book has not is told with its side; digest and equality see what is settled")
    void bookAsAValue() {
        BookWorld one =
                BookWorld.of(ApprovalPolicy.builder().build(), List.of(item("b1", "10")), List.of(item("e1", "10")));
        BookWorld two =
                BookWorld.of(ApprovalPolicy.builder().build(), List.of(item("b1", "10")), List.of(item("e1", "10")));
        assertThat(one.book).isEqualTo(two.book).hasSameHashCodeAs(two.book).isNotEqualTo("book");
        assertThat(one.book.digest()).isEqualTo(two.book.digest());
        one.done(BookCommand.suggest(draft("b1", "e1"), ANN, "s"));
        assertThat(one.book).isNotEqualTo(two.book);
        assertThat(one.book.digest()).as("a suggestion is something").isNotEqualTo(two.book.digest());
        two.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, "m"));
        assertThat(one.book.digest()).as("a suggestion is not a match").isNotEqualTo(two.book.digest());
        assertThat(two.book.match(1).orElseThrow().total()).contains(CAD.of("10"));
        assertThat(two.book.open(Side.LEFT)).isEmpty();
        assertThat(one.book.items(Side.RIGHT)).extracting(Item::id).containsExactly(ItemId.of("e1"));
        assertThatThrownBy(() -> one.book.status(Side.LEFT, ItemId.of("e1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'e1'")
                .hasMessageContaining("LEFT");
    }

    @Test
    @DisplayName("REC-45 a book's own provenance: runs and hands counted apart, added up over items")
    void provenance() {
        Book.Provenance sum = new Book.Provenance(1, 2).plus(3, 4);
        assertThat(sum).isEqualTo(new Book.Provenance(4, 6));
        assertThat(sum.plus(-5, -6)).as("never fewer than none").isEqualTo(Book.Provenance.NONE);
        assertThat(sum.type()).isEqualTo(Book.Provenance.Type.MANUAL);
        assertThat(sum.plus(0, -6).type()).isEqualTo(Book.Provenance.Type.AUTO);
        assertThat(Book.Provenance.NONE.type()).isEqualTo(Book.Provenance.Type.NONE);
        assertThat(BookId.of("gbp-bank").toString()).isEqualTo("gbp-bank");
        assertThat(BookId.of("a")).isLessThan(BookId.of("b"));
    }
}
