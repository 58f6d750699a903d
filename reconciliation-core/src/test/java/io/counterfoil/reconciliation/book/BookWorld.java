package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Fields;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A book that commands are given to, one after another; keys are made up. */
final class BookWorld {

    static final Amounts CAD = Amounts.in("CAD");
    static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    static final LocalDate DAY = LocalDate.of(2026, 2, 27);
    static final Actor ANN = Actor.host("ann");
    static final Actor BOB = Actor.approver("bob");
    static final Actor ROBOT = Actor.host("robot");

    final Books books;
    Book book;
    private int keys;

    BookWorld(ApprovalPolicy policy) {
        books = Books.of(policy);
        book = books.initial();
    }

    static BookWorld of(ApprovalPolicy policy, List<Item> left, List<Item> right) {
        BookWorld world = new BookWorld(policy);
        world.done(BookCommand.register(left, right, ROBOT, world.key()));
        return world;
    }

    static Item item(String id, String amount) {
        return item(id, amount, DAY, "");
    }

    static Item item(String id, String amount, LocalDate day, String reference) {
        return Item.builder()
                .id(ItemId.of(id))
                .amount(CAD.of(amount))
                .day(day)
                .references(reference.isEmpty() ? List.of() : List.of(reference))
                .build();
    }

    static BookCommand.Draft draft(String left, String right) {
        return BookCommand.Draft.of(ids(left), ids(right));
    }

    static List<ItemId> ids(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(" ", -1)).stream().map(ItemId::of).toList();
    }

    String key() {
        return "key-" + ++keys;
    }

    Decision<Book, BookEvent> decide(BookCommand command) {
        Decision<Book, BookEvent> decision = books.decide(book, command, NOW);
        book = decision.state();
        return decision;
    }

    Decision<Book, BookEvent> done(BookCommand command) {
        return decide(command).orThrow();
    }

    String refused(BookCommand command) {
        return decide(command).refusal().map(refusal -> refusal.code().id()).orElse("accepted");
    }

    String status(String id) {
        Side side = book.item(Side.LEFT, ItemId.of(id)).isPresent() ? Side.LEFT : Side.RIGHT;
        return book.status(side, ItemId.of(id)).name();
    }

    /** A run over amount and reference: certain matches are confirmed, the others suggested. */
    static Reconciliation run(List<Item> left, List<Item> right) {
        MatchPlan plan = MatchPlan.named("test")
                .pass(Pass.oneToOne("reference")
                        .on(MatchKey.REFERENCE, MatchKey.AMOUNT)
                        .confirm())
                .pass(Pass.oneToOne("amount").on(MatchKey.AMOUNT).suggest())
                .build();
        Fields<Item> fields = Fields.of(Item.class)
                .id(Item::id)
                .amount(Item::amount)
                .open(Item::open)
                .date(Item::day)
                .reference(item -> item.references().stream().findFirst());
        return Reconciler.builder(plan)
                .build()
                .match(
                        ItemBatch.of(left, fields),
                        ItemBatch.of(right, fields),
                        new AsOf(LocalDate.of(2026, 3, 5), NOW));
    }
}
