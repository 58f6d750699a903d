package io.counterfoil.reconciliation.book;

import static io.counterfoil.reconciliation.book.BookWorld.ANN;
import static io.counterfoil.reconciliation.book.BookWorld.BOB;
import static io.counterfoil.reconciliation.book.BookWorld.CAD;
import static io.counterfoil.reconciliation.book.BookWorld.DAY;
import static io.counterfoil.reconciliation.book.BookWorld.ROBOT;
import static io.counterfoil.reconciliation.book.BookWorld.draft;
import static io.counterfoil.reconciliation.book.BookWorld.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a close carries and rests on, and how it is undone. */
class BookPeriodsTest {

    private static final DateRange FEBRUARY = DateRange.month(2026, 2);
    private static final DateRange MARCH = DateRange.month(2026, 3);
    private static final LocalDate NEXT = LocalDate.of(2026, 3, 2);

    private static BookWorld world() {
        return BookWorld.of(
                ApprovalPolicy.ofDefaults(),
                List.of(item("b2", "10"), item("b1", "10"), item("b0", "3", DAY.minusDays(1), "")),
                List.of(item("e1", "10"), item("e2", "10")));
    }

    private static Proof proof(String id, ProofStatus status) {
        return Proof.builder()
                .subject(SubjectRef.of("proof", id))
                .status(status)
                .sentence("as it is")
                .build();
    }

    private static Sha256 closed(BookWorld world, List<Proof> proofs) {
        world.done(BookCommand.closePeriod(FEBRUARY, proofs, ANN, world.key()));
        return world.book.closings().get(world.book.closings().size() - 1).hash();
    }

    private static BookWorld matched(String... pairs) {
        BookWorld world = world();
        for (String pair : pairs) {
            world.done(BookCommand.manualMatch(draft(pair.substring(0, 2), pair.substring(3)), ANN, world.key()));
        }
        return world;
    }

    @Test
    @DisplayName("REC-61 what goes on open is listed by side, day and id, whole where it is only proposed")
    void carried() {
        BookWorld world = world();
        world.done(BookCommand.suggest(draft("b1", "e1"), ROBOT, world.key()));
        world.done(BookCommand.exclude(Side.RIGHT, ItemId.of("e2"), "TEST_LINE", ANN, world.key()));
        closed(world, List.of());
        assertThat(world.book.closings().get(0).carried())
                .extracting(c ->
                        c.side() + " " + c.item() + " " + c.open().getNumber().intValueExact() + " " + c.ageDays())
                .containsExactly("LEFT b0 3 2", "LEFT b1 10 1", "LEFT b2 10 1", "RIGHT e1 10 1");
        assertThat(world.book.isClosed(DAY)).isTrue();
        assertThat(world.book.isClosed(NEXT)).isFalse();
    }

    @Test
    @DisplayName("REC-61 a part of a divided item goes on with the day on which the book first had the whole")
    void firstSeen() {
        BookWorld world = world();
        world.done(BookCommand.split(Side.LEFT, ItemId.of("b1"), List.of(CAD.of("4"), CAD.of("6")), ANN, world.key()));
        closed(world, List.of());
        assertThat(world.book.closings().get(0).carried())
                .filteredOn(c -> c.item().value().startsWith("b1"))
                .extracting(c -> c.item() + " " + c.firstSeen())
                .containsExactly("b1/1 2026-03-05", "b1/2 2026-03-05");
    }

    @Test
    @DisplayName(
            "REC-61 the hash of a close is of its matches, what goes on and its proofs, in whatever order they came")
    void hash() {
        Sha256 straight = closed(matched("b1 e1", "b2 e2"), List.of());
        assertThat(closed(matched("b2 e2", "b1 e1"), List.of())).isEqualTo(straight);
        assertThat(closed(matched("b1 e2", "b2 e1"), List.of()))
                .as("the same items, matched otherwise")
                .isNotEqualTo(straight);
        Sha256 one = closed(matched("b1 e1"), List.of());
        BookWorld proposed = matched("b1 e1");
        proposed.done(BookCommand.suggest(draft("b2", "e2"), ROBOT, proposed.key()));
        assertThat(closed(proposed, List.of()))
                .as("a proposal is no part of a close")
                .isEqualTo(one);
        assertThat(closed(matched("b1 e1"), List.of(proof("one", ProofStatus.PROVED))))
                .isNotEqualTo(one)
                .isNotEqualTo(closed(matched("b1 e1"), List.of(proof("two", ProofStatus.PROVED))));
        BookWorld other = BookWorld.of(ApprovalPolicy.ofDefaults(), List.of(item("b1", "10")), List.of());
        BookWorld named = BookWorld.of(ApprovalPolicy.ofDefaults(), List.of(item("b7", "10")), List.of());
        assertThat(closed(other, List.of())).as("another item goes on open").isNotEqualTo(closed(named, List.of()));
    }

    @Test
    @DisplayName("REC-61 a match is part of the close in which it was settled, not of the next")
    void sealed() {
        BookWorld world = matched("b1 e1");
        closed(world, List.of());
        assertThat(world.book.match(1).orElseThrow().sealedIn()).contains(FEBRUARY);
        world.done(BookCommand.closePeriod(MARCH, List.of(), ANN, world.key()));
        assertThat(world.book.match(1).orElseThrow().sealedIn()).contains(FEBRUARY);
    }

    @Test
    @DisplayName("REC-61 who takes a proof that does not hold says why")
    void acceptance() {
        BookWorld world = world();
        BookCommand.Acceptance silent = new BookCommand.Acceptance(BOB, " ");
        assertThat(world.refused(BookCommand.closePeriodAccepted(
                        FEBRUARY, List.of(proof("one", ProofStatus.BROKEN)), silent, ANN, world.key())))
                .isEqualTo("BOOK.REASON_REQUIRED");
    }

    @Test
    @DisplayName(
            "REC-61 a period is not closed twice in part: one day in common is one too many, the day after is free")
    void overlap() {
        BookWorld world = world();
        closed(world, List.of());
        for (DateRange meets : List.of(
                DateRange.of(LocalDate.of(2026, 2, 28), NEXT),
                DateRange.of(LocalDate.of(2026, 1, 15), LocalDate.of(2026, 2, 1)))) {
            assertThat(world.refused(BookCommand.closePeriod(meets, List.of(), ANN, world.key())))
                    .as("%s", meets)
                    .isEqualTo("BOOK.PERIOD_CLOSED");
        }
        assertThat(world.refused(BookCommand.closePeriod(DateRange.month(2026, 1), List.of(), ANN, world.key())))
                .isEqualTo("accepted");
        assertThat(world.refused(BookCommand.closePeriod(MARCH, List.of(), ANN, world.key())))
                .isEqualTo("accepted");
    }

    @Test
    @DisplayName("REC-61 REC-44 a wish to reopen counts for its own period and once")
    void wishes() {
        BookWorld world = world();
        closed(world, List.of());
        world.done(BookCommand.reopenPeriod(FEBRUARY, "ERROR", ANN, world.key()));
        world.done(BookCommand.closePeriod(MARCH, List.of(), ANN, world.key()));
        world.done(BookCommand.reopenPeriod(MARCH, "ERROR", BOB, world.key()));
        assertThat(world.book.isClosed(NEXT)).as("ann asked for February").isTrue();
        world.done(BookCommand.reopenPeriod(MARCH, "ERROR", EVE, world.key()));
        assertThat(world.book.isClosed(NEXT)).isFalse();
        assertThat(world.book.isClosed(DAY)).isTrue();

        world.done(BookCommand.closePeriod(MARCH, List.of(), ANN, world.key()));
        world.done(BookCommand.reopenPeriod(MARCH, "ERROR", EVE, world.key()));
        assertThat(world.book.isClosed(NEXT)).as("the old wish is spent").isTrue();
    }

    private static final Actor EVE = Actor.approver("eve");

    @Test
    @DisplayName("REC-44 only items of the reopened period need a second person, and only where the policy says so")
    void reopenedItems() {
        for (boolean needs : List.of(true, false)) {
            BookWorld world = BookWorld.of(
                    ApprovalPolicy.builder().reopenedNeedsApproval(needs).build(),
                    List.of(item("b1", "10"), item("b2", "20", NEXT, "")),
                    List.of(item("e1", "10"), item("e2", "20", NEXT, "")));
            closed(world, List.of());
            world.done(BookCommand.reopenPeriod(FEBRUARY, "ERROR", ANN, world.key()));
            world.done(BookCommand.reopenPeriod(FEBRUARY, "ERROR", BOB, world.key()));
            world.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, world.key()));
            world.done(BookCommand.manualMatch(draft("b2", "e2"), ANN, world.key()));
            assertThat(world.status("b1")).isEqualTo(needs ? "PENDING_APPROVAL" : "MATCHED");
            assertThat(world.status("b2")).isEqualTo("MATCHED");
        }
    }

    @Test
    @DisplayName("REC-61 in a closed period words of an item may change, not its amount or day")
    void amend() {
        BookWorld world = world();
        closed(world, List.of());
        assertThat(world.refused(BookCommand.amend(Side.LEFT, item("b1", "10", DAY, "words"), ANN, world.key())))
                .isEqualTo("accepted");
        assertThat(world.refused(BookCommand.amend(Side.LEFT, item("b1", "11"), ANN, world.key())))
                .isEqualTo("BOOK.PERIOD_CLOSED");
        assertThat(world.refused(BookCommand.amend(Side.LEFT, item("b1", "10", NEXT, ""), ANN, world.key())))
                .isEqualTo("BOOK.PERIOD_CLOSED");
        world.done(BookCommand.register(List.of(item("b9", "5", NEXT, "")), List.of(), ROBOT, world.key()));
        assertThat(world.refused(BookCommand.amend(Side.LEFT, item("b9", "5"), ANN, world.key())))
                .isEqualTo("BOOK.PERIOD_CLOSED");
        assertThat(world.refused(BookCommand.amend(Side.LEFT, item("b9", "6", NEXT, ""), ANN, world.key())))
                .isEqualTo("accepted");
    }

    @Test
    @DisplayName(
            "REC-61 a reopened period may be closed in other pieces, and its matches are part of the piece they lie in")
    void closedAnew() {
        BookWorld world = matched("b1 e1");
        closed(world, List.of());
        world.done(BookCommand.reopenPeriod(FEBRUARY, "ERROR", ANN, world.key()));
        world.done(BookCommand.reopenPeriod(FEBRUARY, "ERROR", BOB, world.key()));
        assertThat(world.book.match(1).orElseThrow().sealedIn()).isEmpty();
        DateRange first = DateRange.of(LocalDate.of(2026, 2, 1), DAY.minusDays(1));
        DateRange second = DateRange.of(DAY, LocalDate.of(2026, 2, 28));
        world.done(BookCommand.closePeriod(first, List.of(), ANN, world.key()));
        assertThat(world.book.match(1).orElseThrow().sealedIn()).isEmpty();
        world.done(BookCommand.closePeriod(second, List.of(), ANN, world.key()));
        assertThat(world.book.match(1).orElseThrow().sealedIn()).contains(second);
        assertThat(world.refused(BookCommand.unmatch(1, "WRONG", ANN, world.key())))
                .isEqualTo("BOOK.PERIOD_CLOSED");
    }
}
