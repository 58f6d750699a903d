package io.counterfoil.reconciliation.book;

import static io.counterfoil.reconciliation.book.BookWorld.ANN;
import static io.counterfoil.reconciliation.book.BookWorld.BOB;
import static io.counterfoil.reconciliation.book.BookWorld.CAD;
import static io.counterfoil.reconciliation.book.BookWorld.ROBOT;
import static io.counterfoil.reconciliation.book.BookWorld.draft;
import static io.counterfoil.reconciliation.book.BookWorld.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BooksTest {

    private static final ApprovalPolicy LIMITS = ApprovalPolicy.builder()
            .addFourEyesAbove(CAD.of("50000"))
            .addWriteOffLimit(CAD.of("5"))
            .putApproverLimit("low", CAD.of("100"))
            .build();
    private static final DateRange FEBRUARY = DateRange.month(2026, 2);
    private static final DateRange MARCH = DateRange.month(2026, 3);

    private static BookWorld world() {
        return BookWorld.of(
                LIMITS,
                List.of(item("b1", "10"), item("b2", "60000"), item("b3", "-7")),
                List.of(item("e1", "10"), item("e2", "60000"), item("e3", "12"), item("e4", "4")));
    }

    private static void bring(BookWorld world, BookStatus status) {
        String left = status == BookStatus.PENDING || status == BookStatus.REFUSED ? "b2" : "b1";
        String right = left.equals("b2") ? "e2" : "e1";
        if (status == BookStatus.NONE) {
            return;
        }
        world.done(BookCommand.suggest(draft(left, right), ROBOT, world.key()));
        switch (status) {
            case REJECTED -> world.done(BookCommand.reject(1, "NOT_OURS", ANN, world.key()));
            case PENDING, CONFIRMED -> world.done(BookCommand.confirm(1, ANN, world.key()));
            case REFUSED -> {
                world.done(BookCommand.confirm(1, ANN, world.key()));
                world.done(BookCommand.refuse(1, "WRONG", BOB, world.key()));
            }
            case REVERSED -> {
                world.done(BookCommand.confirm(1, ANN, world.key()));
                world.done(BookCommand.unmatch(1, "WRONG_CUSTOMER", ANN, world.key()));
            }
            case SUPERSEDED -> {
                world.done(BookCommand.manualMatch(draft("b1", "e1"), ANN, world.key()));
            }
            default -> {}
        }
        assertThat(world.book.match(1).orElseThrow().status()).isEqualTo(status);
    }

    @Test
    @DisplayName("REC-43 every state of a match with every command is declared in the table or refused as illegal")
    void everyStateAndCommand() throws IOException {
        TreeSet<String> declared = new TreeSet<>();
        try (InputStream facts = BooksTest.class.getResourceAsStream(
                "/io/counterfoil/reconciliation/facts/reconciliation-book-lifecycle.json")) {
            for (JsonNode row : JsonMapper.builder().build().readTree(facts).path("transitions")) {
                declared.add(
                        row.path("from").asText() + " " + row.path("command").asText());
            }
        }
        Map<String, Function<String, BookCommand>> commands = new LinkedHashMap<>();
        commands.put("Confirm", key -> BookCommand.confirm(1, ANN, key));
        commands.put("Reject", key -> BookCommand.reject(1, "NOT_OURS", ANN, key));
        commands.put("Approve", key -> BookCommand.approve(1, BOB, key));
        commands.put("Refuse", key -> BookCommand.refuse(1, "WRONG", BOB, key));
        commands.put("Unmatch", key -> BookCommand.unmatch(1, "WRONG_CUSTOMER", ANN, key));
        for (BookStatus status : BookStatus.values()) {
            commands.forEach((name, command) -> {
                BookWorld world = world();
                bring(world, status);
                String answer = world.refused(command.apply(world.key()));
                boolean listed = status != BookStatus.NONE && declared.contains(status + " " + name);
                String wanted = listed
                        ? "accepted"
                        : status == BookStatus.NONE ? "BOOK.UNKNOWN_MATCH" : "BOOK.ILLEGAL_TRANSITION";
                assertThat(answer).as(status + " " + name).isEqualTo(wanted);
            });
        }
    }

    @Test
    @DisplayName("REC-43 every command on items is refused in every state that the table does not list")
    void everyItemState() {
        Map<String, BookWorld> worlds = new LinkedHashMap<>();
        worlds.put("OPEN", world());
        BookWorld suggested = world();
        bring(suggested, BookStatus.PROPOSED);
        worlds.put("SUGGESTED", suggested);
        BookWorld matched = world();
        bring(matched, BookStatus.CONFIRMED);
        worlds.put("MATCHED", matched);
        BookWorld out = world();
        out.done(BookCommand.exclude(Side.LEFT, ItemId.of("b1"), "TEST_LINE", ANN, out.key()));
        worlds.put("EXCLUDED", out);
        BookWorld part = world();
        part.done(BookCommand.manualMatch(
                BookCommand.Draft.builder()
                        .addLeft(ItemId.of("b1"))
                        .addRight(ItemId.of("e4"))
                        .partial(true)
                        .build(),
                ANN,
                part.key()));
        worlds.put("PART_MATCHED", part);
        Map<String, List<String>> allowed = Map.of(
                "WriteOff", List.of("OPEN", "PART_MATCHED"),
                "Exclude", List.of("OPEN"),
                "Include", List.of("EXCLUDED"),
                "Split", List.of("OPEN"),
                "Amend", List.of("OPEN"));
        ItemId b1 = ItemId.of("b1");
        worlds.forEach((state, world) -> {
            assertThat(world.status("b1")).isEqualTo(state);
            Map<String, BookCommand> commands = Map.of(
                    "WriteOff", BookCommand.writeOff(Side.LEFT, b1, "SMALL", ANN, "w"),
                    "Exclude", BookCommand.exclude(Side.LEFT, b1, "TEST_LINE", ANN, "x"),
                    "Include", BookCommand.include(Side.LEFT, b1, ANN, "i"),
                    "Split", BookCommand.split(Side.LEFT, b1, List.of(CAD.of("4"), CAD.of("6")), ANN, "s"),
                    "Amend", BookCommand.amend(Side.LEFT, item("b1", "11"), ANN, "a"));
            commands.forEach((name, command) -> {
                Decision<Book, BookEvent> decision = world.books.decide(world.book, command, BookWorld.NOW);
                String answer = decision.refusal().map(r -> r.code().id()).orElse("accepted");
                assertThat(answer)
                        .as(state + " " + name)
                        .isEqualTo(
                                allowed.getOrDefault(name, List.of()).contains(state)
                                        ? "accepted"
                                        : "BOOK.ILLEGAL_TRANSITION");
            });
        });
    }

    @Test
    @DisplayName("REC-43 every error of the table comes of its own mistake")
    void everyError() {
        Map<String, Function<BookWorld, BookCommand>> mistakes = new LinkedHashMap<>();
        mistakes.put("ITEM_ALREADY_CLAIMED", world -> {
            bring(world, BookStatus.CONFIRMED);
            return BookCommand.manualMatch(draft("b1", "e1"), ANN, world.key());
        });
        mistakes.put("REJECTED_BEFORE", world -> {
            bring(world, BookStatus.REJECTED);
            return BookCommand.suggest(draft("b1", "e1"), ROBOT, world.key());
        });
        mistakes.put("MAKER_IS_CHECKER", world -> {
            bring(world, BookStatus.PENDING);
            return BookCommand.approve(1, Actor.approver("ann"), world.key());
        });
        mistakes.put("ROLE_MISSING", world -> {
            bring(world, BookStatus.PENDING);
            return BookCommand.approve(1, Actor.host("bob"), world.key());
        });
        mistakes.put("LIMIT_EXCEEDED", world -> {
            bring(world, BookStatus.PENDING);
            return BookCommand.approve(1, Actor.approver("low"), world.key());
        });
        mistakes.put("UNEXPLAINED_DIFFERENCE", world -> BookCommand.manualMatch(draft("b1", "e3"), ANN, world.key()));
        mistakes.put("CURRENCY_WITHOUT_RATE", world -> {
            Item euro = Item.builder()
                    .from(item("e9", "10"))
                    .amount(Amounts.in("EUR").of("10"))
                    .open(Amounts.in("EUR").of("10"))
                    .build();
            world.done(BookCommand.register(List.of(), List.of(euro), ROBOT, world.key()));
            return BookCommand.manualMatch(draft("b1", "e9"), ANN, world.key());
        });
        mistakes.put("DIRECTION_MISMATCH", world -> BookCommand.manualMatch(draft("b3", "e1"), ANN, world.key()));
        mistakes.put("REASON_REQUIRED", world -> {
            bring(world, BookStatus.PROPOSED);
            return BookCommand.reject(1, " ", ANN, world.key());
        });
        mistakes.put("PERIOD_CLOSED", world -> {
            bring(world, BookStatus.CONFIRMED);
            world.done(BookCommand.closePeriod(FEBRUARY, List.of(), ANN, world.key()));
            return BookCommand.unmatch(1, "WRONG_CUSTOMER", ANN, world.key());
        });
        mistakes.put("STALE_VERSION", world -> {
            bring(world, BookStatus.PROPOSED);
            world.done(BookCommand.register(
                    List.of(item("b1", "10", BookWorld.DAY, "other")), List.of(), ROBOT, world.key()));
            return BookCommand.confirm(1, ANN, world.key());
        });
        mistakes.put("UNKNOWN_ITEM", world -> BookCommand.manualMatch(draft("b1", "nobody"), ANN, world.key()));
        mistakes.put("UNKNOWN_MATCH", world -> BookCommand.confirm(9, ANN, world.key()));
        mistakes.put("ILLEGAL_TRANSITION", world -> {
            bring(world, BookStatus.CONFIRMED);
            return BookCommand.confirm(1, ANN, world.key());
        });
        mistakes.forEach((code, mistake) -> {
            BookWorld world = world();
            BookCommand command = mistake.apply(world);
            Book before = world.book;
            assertThat(world.refused(command)).isEqualTo("BOOK." + code);
            assertThat(world.book).as("a refused command changes nothing").isEqualTo(before);
        });
    }

    @Test
    @DisplayName("REC-43 a match that is taken back gives its amounts back and deletes nothing")
    void unmatch() {
        BookWorld world = world();
        bring(world, BookStatus.CONFIRMED);
        assertThat(world.book.openAmount(Side.LEFT, ItemId.of("b1"))).isEqualTo(CAD.zero());
        assertThat(world.book.provenance(Side.LEFT, ItemId.of("b1")).type()).isEqualTo(Book.Provenance.Type.AUTO);

        world.done(BookCommand.unmatch(1, "WRONG_CUSTOMER", ANN, world.key()));

        assertThat(world.status("b1")).isEqualTo("OPEN");
        assertThat(world.book.openAmount(Side.RIGHT, ItemId.of("e1"))).isEqualTo(CAD.of("10"));
        assertThat(world.book.matches()).hasSize(1);
        assertThat(world.book.match(1).orElseThrow().reason()).contains("WRONG_CUSTOMER");
        world.done(BookCommand.confirm(draft("b1", "e1"), ANN, world.key()));
        assertThat(world.status("e1")).isEqualTo("MATCHED");
    }

    @Test
    @DisplayName("REC-43 the same key makes the same events once, another command under it is a conflict")
    void replay() {
        BookWorld world = world();
        BookCommand confirm = BookCommand.confirm(draft("b1", "e1"), ANN, "once");
        Decision<Book, BookEvent> first = world.done(confirm);

        Decision<Book, BookEvent> again = world.decide(confirm);

        assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(again.events()).isEqualTo(first.events());
        assertThat(world.book.version()).isEqualTo(first.state().version());
        assertThat(world.refused(BookCommand.unmatch(1, "WRONG_CUSTOMER", ANN, "once")))
                .isEqualTo("LIFECYCLE.CONFLICT");
    }

    @Test
    @DisplayName("REC-24 a declared partial match leaves the rest open, and the rest can be matched later")
    void partial() {
        BookWorld world = world();
        BookCommand.Draft part = BookCommand.Draft.builder()
                .addLeft(ItemId.of("b1"))
                .addRight(ItemId.of("e3"))
                .partial(true)
                .build();

        world.done(BookCommand.manualMatch(part, ANN, world.key()));

        assertThat(world.status("b1")).isEqualTo("MATCHED");
        assertThat(world.status("e3")).isEqualTo("PART_MATCHED");
        assertThat(world.book.openAmount(Side.RIGHT, ItemId.of("e3"))).isEqualTo(CAD.of("2"));
        assertThat(world.book.open(Side.RIGHT).map(i -> i.id() + " " + Amounts.plain(i.open())))
                .contains("e3 2.00");
        assertThat(world.book.provenance(Side.LEFT, ItemId.of("b1")).type()).isEqualTo(Book.Provenance.Type.MANUAL);
        world.done(BookCommand.writeOff(Side.RIGHT, ItemId.of("e3"), "SMALL_REST", ANN, world.key()));
        assertThat(world.status("e3")).isEqualTo("WRITTEN_OFF");
        assertThat(world.book.conservation().holds()).isTrue();
    }

    @Test
    @DisplayName("REC-44 a written-off difference is settled inside the limit and waits for a second person above it")
    void writeOffDifference() {
        BookWorld world = world();
        Function<String, BookCommand.Draft> draft = right -> BookCommand.Draft.builder()
                .addLeft(ItemId.of("b1"))
                .addRight(ItemId.of(right))
                .addDifference(
                        new Difference(Difference.Reason.WRITE_OFF, right.equals("e3") ? CAD.of("-2") : CAD.of("6")))
                .build();
        world.done(BookCommand.manualMatch(draft.apply("e4"), ANN, world.key()));
        assertThat(world.status("b1")).isEqualTo("PENDING_APPROVAL");
        world.done(BookCommand.refuse(1, "TOO_MUCH", BOB, world.key()));
        assertThat(world.status("b1")).isEqualTo("OPEN");
        world.done(BookCommand.manualMatch(draft.apply("e3"), ANN, world.key()));
        assertThat(world.status("b1")).isEqualTo("MATCHED");
    }

    @Test
    @DisplayName(
            "REC-44 old items and items of a reopened period need a second person; a write-off above the limit too")
    void fourEyes() {
        BookWorld old = BookWorld.of(
                ApprovalPolicy.builder().ageAboveDays(5).build(), List.of(item("b1", "10")), List.of(item("e1", "10")));
        Decision<Book, BookEvent> decision = old.done(BookCommand.confirm(draft("b1", "e1"), ANN, old.key()));
        assertThat(old.status("b1")).isEqualTo("PENDING_APPROVAL");
        assertThat(decision.evidence().facts().get(0).code()).isEqualTo(Books.BookCode.FOUR_EYES_AGE);
        old.done(BookCommand.approve(1, BOB, old.key()));
        assertThat(old.status("b1")).isEqualTo("MATCHED");

        BookWorld world = world();
        world.done(BookCommand.writeOff(Side.LEFT, ItemId.of("b1"), "LOST", ANN, world.key()));
        assertThat(world.status("b1")).isEqualTo("PENDING_APPROVAL");
        world.done(BookCommand.approve(1, BOB, world.key()));
        assertThat(world.status("b1")).isEqualTo("WRITTEN_OFF");
    }

    @Test
    @DisplayName("REC-45 a rejected set is not suggested again until an item changes or the rejection is forgotten")
    void negativeMemory() {
        BookWorld world = world();
        bring(world, BookStatus.REJECTED);
        List<Item> left = world.book.items(Side.LEFT).toList();
        List<Item> right = world.book.items(Side.RIGHT).toList();

        world.done(BookCommand.recordRun(BookWorld.run(left, right), ROBOT, world.key()));

        assertThat(world.status("b1")).isEqualTo("OPEN");
        assertThat(world.status("b2")).isEqualTo("SUGGESTED");
        assertThat(world.book.events())
                .anyMatch(event -> event instanceof BookEvent.RunRecorded run && run.suppressed() == 1);
        world.done(BookCommand.forget(1, ANN, world.key()));
        world.done(BookCommand.recordRun(BookWorld.run(left, right), ROBOT, world.key()));
        assertThat(world.status("b1")).isEqualTo("SUGGESTED");
    }

    @Test
    @DisplayName("REC-45 by policy a rejected set also keeps its pairs from being proposed alone")
    void negativeMemoryOfPairs() {
        BookWorld world = BookWorld.of(
                ApprovalPolicy.builder().rejectsEveryPair(true).build(),
                List.of(item("b1", "10")),
                List.of(item("e1", "10"), item("e2", "4"), item("e3", "6")));
        world.done(BookCommand.suggest(draft("b1", "e2 e3"), ROBOT, world.key()));
        world.done(BookCommand.reject(1, "NOT_OURS", ANN, world.key()));
        BookCommand.Draft pair = BookCommand.Draft.builder()
                .addLeft(ItemId.of("b1"))
                .addRight(ItemId.of("e2"))
                .partial(true)
                .build();
        assertThat(world.refused(BookCommand.suggest(pair, ROBOT, world.key()))).isEqualTo("BOOK.REJECTED_BEFORE");
        assertThat(world.refused(BookCommand.suggest(draft("b1", "e1"), ROBOT, world.key())))
                .isEqualTo("accepted");
    }

    @Test
    @DisplayName("REC-43 a run confirms, suggests, lets go of its own proposals and leaves persons' matches alone")
    void recordRun() {
        LocalDate day = BookWorld.DAY;
        List<Item> left = List.of(item("b1", "10", day, "R1"), item("b2", "20", day, ""), item("b3", "30", day, ""));
        List<Item> right = List.of(item("e1", "10", day, "R1"), item("e2", "20", day, ""), item("e3", "30", day, ""));
        BookWorld world = new BookWorld(ApprovalPolicy.ofDefaults());
        world.done(BookCommand.recordRun(BookWorld.run(left, right), ROBOT, "run-1"));
        assertThat(world.status("b1")).isEqualTo("MATCHED");
        assertThat(world.status("b2")).isEqualTo("SUGGESTED");

        world.done(BookCommand.manualMatch(draft("b3", "e3"), ANN, world.key()));
        List<Item> changed = List.of(right.get(0), item("e2", "21", day, ""), right.get(2));
        world.done(BookCommand.recordRun(BookWorld.run(left, changed), ROBOT, "run-2"));

        assertThat(world.status("b2")).isEqualTo("OPEN");
        assertThat(world.status("b3")).isEqualTo("MATCHED");
        assertThat(world.book.provenance(Side.LEFT, ItemId.of("b3")).type()).isEqualTo(Book.Provenance.Type.MANUAL);
        assertThat(world.book
                        .find(
                                List.of(new Match.Portion(ItemId.of("b2"), CAD.of("20"))),
                                List.of(new Match.Portion(ItemId.of("e2"), CAD.of("20"))))
                        .orElseThrow()
                        .status())
                .isEqualTo(BookStatus.SUPERSEDED);
        assertThat(world.book.conservation().holds()).isTrue();
    }

    @Test
    @DisplayName("REC-46 a settled match that later data makes ambiguous is flagged once and not changed")
    void lateRival() {
        LocalDate day = BookWorld.DAY;
        List<Item> left = List.of(item("b1", "10", day, "R1"));
        List<Item> right = List.of(item("e1", "10", day, "R1"));
        BookWorld world = new BookWorld(ApprovalPolicy.ofDefaults());
        world.done(BookCommand.recordRun(BookWorld.run(left, right), ROBOT, "run-1"));
        assertThat(world.book.lateRivals()).isEmpty();

        List<Item> more = List.of(item("e1", "10", day, "R1"), item("e2", "10", day, "R1"));
        world.done(BookCommand.recordRun(BookWorld.run(left, more), ROBOT, "run-2"));
        world.done(BookCommand.recordRun(BookWorld.run(left, more), ROBOT, "run-3"));

        assertThat(world.status("b1")).isEqualTo("MATCHED");
        assertThat(world.book.lateRivals()).hasSize(1);
        assertThat(world.book.events())
                .filteredOn(e -> e instanceof BookEvent.LateRivalFlagged)
                .hasSize(1);
        assertThat(world.book.lateRivals().get(0).toAlert(BookWorld.NOW).key().value())
                .startsWith("LATE_RIVAL/match:");
    }

    @Test
    @DisplayName("REC-43 an item is divided into parts that sum to what is open, and the whole does not come back")
    void split() {
        BookWorld world = world();
        List<Item> left = world.book.items(Side.LEFT).toList();
        assertThat(world.refused(BookCommand.split(
                        Side.LEFT, ItemId.of("b1"), List.of(CAD.of("4"), CAD.of("5")), ANN, world.key())))
                .isEqualTo("BOOK.UNEXPLAINED_DIFFERENCE");
        world.done(BookCommand.split(Side.LEFT, ItemId.of("b1"), List.of(CAD.of("4"), CAD.of("6")), ANN, world.key()));
        world.done(BookCommand.register(left, List.of(), ROBOT, world.key()));
        assertThat(world.book.items(Side.LEFT).map(i -> i.id().value()))
                .contains("b1/1", "b1/2")
                .doesNotContain("b1");
        world.done(BookCommand.manualMatch(draft("b1/1", "e4"), ANN, world.key()));
        assertThat(world.status("b1/1")).isEqualTo("MATCHED");
        assertThat(world.book.conservation().holds()).isTrue();
    }

    @Test
    @DisplayName("REC-61 a close carries what is open with its first day and age, and chains its hash")
    void close() {
        LocalDate march = LocalDate.of(2026, 3, 2);
        BookWorld world = BookWorld.of(
                LIMITS,
                List.of(item("b1", "10"), item("b2", "5"), item("b3", "8", march, "")),
                List.of(item("e1", "10"), item("e2", "5", march, "")));
        world.done(BookCommand.confirm(draft("b1", "e1"), ANN, world.key()));
        world.done(BookCommand.confirm(draft("b2", "e2"), ANN, world.key()));

        world.done(BookCommand.closePeriod(FEBRUARY, List.of(), ANN, world.key()));

        Book.Closing february = world.book.closings().get(0);
        assertThat(february.carried()).singleElement().satisfies(carried -> {
            assertThat(carried.item()).isEqualTo(ItemId.of("b2"));
            assertThat(carried.open()).isEqualTo(CAD.of("5"));
            assertThat(carried.firstSeen()).isEqualTo(LocalDate.of(2026, 3, 5));
            assertThat(carried.ageDays()).isEqualTo(1);
        });
        assertThat(world.refused(BookCommand.unmatch(1, "WRONG", ANN, world.key())))
                .isEqualTo("BOOK.PERIOD_CLOSED");
        assertThat(world.refused(BookCommand.unmatch(2, "WRONG", ANN, world.key())))
                .isEqualTo("accepted");
        assertThat(world.refused(BookCommand.amend(Side.LEFT, item("b2", "6"), ANN, world.key())))
                .isEqualTo("BOOK.PERIOD_CLOSED");
        assertThat(world.refused(BookCommand.closePeriod(FEBRUARY, List.of(), ANN, world.key())))
                .isEqualTo("BOOK.PERIOD_CLOSED");
        world.done(BookCommand.closePeriod(MARCH, List.of(), ANN, world.key()));
        assertThat(world.book.closings().get(1).hash()).isNotEqualTo(february.hash());
        assertThat(world.book.isClosed(march)).isTrue();
    }

    @Test
    @DisplayName("REC-61 a proof that does not hold keeps a period open unless a named approver takes it")
    void closeWithBrokenProof() {
        BookWorld world = world();
        Proof broken = Proof.builder()
                .subject(SubjectRef.of("bank-reconciliation", "february"))
                .sentence("one cent")
                .status(ProofStatus.BROKEN)
                .build();
        assertThat(world.refused(BookCommand.closePeriod(FEBRUARY, List.of(broken), ANN, world.key())))
                .isEqualTo("BOOK.ROLE_MISSING");
        BookCommand.Acceptance own = new BookCommand.Acceptance(Actor.approver("ann"), "known");
        assertThat(world.refused(BookCommand.closePeriodAccepted(FEBRUARY, List.of(broken), own, ANN, world.key())))
                .isEqualTo("BOOK.MAKER_IS_CHECKER");
        BookCommand.Acceptance bobs = new BookCommand.Acceptance(BOB, "rounding of the bank, to be claimed back");
        world.done(BookCommand.closePeriodAccepted(FEBRUARY, List.of(broken), bobs, ANN, world.key()));
        assertThat(world.book.closings().get(0).acceptance()).contains(bobs);
        assertThat(world.book.closings().get(0).proofs()).hasSize(2);
    }

    @Test
    @DisplayName(
            "REC-61 REC-44 a period is reopened by two persons, the last one first, and its matches need four eyes")
    void reopen() {
        BookWorld world = world();
        bring(world, BookStatus.CONFIRMED);
        world.done(BookCommand.closePeriod(FEBRUARY, List.of(), ANN, world.key()));
        assertThat(world.refused(BookCommand.reopenPeriod(MARCH, "ERROR", ANN, world.key())))
                .isEqualTo("BOOK.ILLEGAL_TRANSITION");
        assertThat(world.refused(BookCommand.reopenPeriod(FEBRUARY, "", ANN, world.key())))
                .isEqualTo("BOOK.REASON_REQUIRED");
        world.done(BookCommand.reopenPeriod(FEBRUARY, "ERROR", ANN, world.key()));
        assertThat(world.book.isClosed(BookWorld.DAY)).isTrue();
        assertThat(world.refused(BookCommand.reopenPeriod(FEBRUARY, "ERROR", ANN, world.key())))
                .isEqualTo("BOOK.MAKER_IS_CHECKER");
        world.done(BookCommand.reopenPeriod(FEBRUARY, "ERROR", BOB, world.key()));
        assertThat(world.book.isClosed(BookWorld.DAY)).isFalse();
        world.done(BookCommand.unmatch(1, "WRONG_CUSTOMER", ANN, world.key()));
        world.done(BookCommand.confirm(draft("b1", "e1"), ANN, world.key()));
        assertThat(world.status("b1")).isEqualTo("PENDING_APPROVAL");
        world.done(BookCommand.approve(2, BOB, world.key()));
        world.done(BookCommand.closePeriod(FEBRUARY, List.of(), ANN, world.key()));
        assertThat(world.book.isClosed(BookWorld.DAY)).isTrue();
    }

    @Test
    @DisplayName("REC-43 a book is kept in an event store and is the fold of its events")
    void store() {
        Books books = Books.of(LIMITS);
        EventStore<BookId, BookEvent> store = EventStore.inMemory();
        BookId id = BookId.of("bank-vs-epp");
        List<BookCommand> commands = new ArrayList<>(List.of(
                BookCommand.register(List.of(item("b1", "10")), List.of(item("e1", "10")), ROBOT, "r"),
                BookCommand.suggest(draft("b1", "e1"), ROBOT, "s"),
                BookCommand.confirm(1, ANN, "c")));
        commands.forEach(
                command -> store.apply(books, id, command, BookWorld.NOW).orThrow());
        Book book = books.fold(store.load(id));
        assertThat(book.status(Side.LEFT, ItemId.of("b1"))).isEqualTo(BookStatus.OfItem.MATCHED);
        assertThat(book.digest()).isEqualTo(books.fold(book.events()).digest());
        assertThat(book.toString()).contains("2 items, 1 matches");
    }
}
