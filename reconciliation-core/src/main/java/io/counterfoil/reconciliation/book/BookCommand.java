package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** What may be asked of a book. Immutable; a match is named by its number in the book, from 1. */
public sealed interface BookCommand extends Command {

    /** Digest of what is asked, without the key. */
    @Override
    default Sha256 body() {
        return Sha256.ofFields(getClass().getSimpleName(), by().id(), by().role(), content());
    }

    /** What is asked, as fields. */
    List<?> content();

    /**
     * Takes in a run: its items, what it confirms and suggests, what it no longer proposes, and confirmed matches that it reads otherwise.
     *
     * @param run of items that all belong to this book
     */
    static BookCommand recordRun(Reconciliation run, Actor by, String key) {
        return new RecordRun(run, by, IdempotencyKey.of(key));
    }

    /** Takes in items without a run; items that are known and unchanged stay as they are. */
    static BookCommand register(List<? extends ItemView> left, List<? extends ItemView> right, Actor by, String key) {
        return new Register(items(left), items(right), by, IdempotencyKey.of(key));
    }

    /** Proposes a match. */
    static BookCommand suggest(Draft draft, Actor by, String key) {
        return new Suggest(draft, by, IdempotencyKey.of(key));
    }

    /** Settles a proposal. */
    static BookCommand confirm(int match, Actor by, String key) {
        return new Confirm(match, by, IdempotencyKey.of(key));
    }

    /** Settles a match that was not proposed before. */
    static BookCommand confirm(Draft draft, Actor by, String key) {
        return new ConfirmDraft(draft, by, IdempotencyKey.of(key));
    }

    /** Makes a match by hand. */
    static BookCommand manualMatch(Draft draft, Actor by, String key) {
        return new ManualMatch(draft, by, IdempotencyKey.of(key));
    }

    /** Says no to a proposal; its set of items is not proposed again until one of them changes. */
    static BookCommand reject(int match, String reason, Actor by, String key) {
        return new Reject(match, reason, by, IdempotencyKey.of(key));
    }

    /** Forgets that the match was rejected. */
    static BookCommand forget(int match, Actor by, String key) {
        return new Forget(match, by, IdempotencyKey.of(key));
    }

    /** Takes a settled match back. */
    static BookCommand unmatch(int match, String reason, Actor by, String key) {
        return new Unmatch(match, reason, by, IdempotencyKey.of(key));
    }

    /** A second person agrees. */
    static BookCommand approve(int match, Actor by, String key) {
        return new Approve(match, by, IdempotencyKey.of(key));
    }

    /** A second person does not agree. */
    static BookCommand refuse(int match, String reason, Actor by, String key) {
        return new Refuse(match, reason, by, IdempotencyKey.of(key));
    }

    /** Writes off what is open of an item. */
    static BookCommand writeOff(Side side, ItemId item, String reason, Actor by, String key) {
        return new WriteOff(side, item, reason, by, IdempotencyKey.of(key));
    }

    /** Leaves an item out. */
    static BookCommand exclude(Side side, ItemId item, String reason, Actor by, String key) {
        return new Exclude(side, item, reason, by, IdempotencyKey.of(key));
    }

    /** Takes an item in again that was left out. */
    static BookCommand include(Side side, ItemId item, Actor by, String key) {
        return new Include(side, item, by, IdempotencyKey.of(key));
    }

    /** Divides an open item; the parts take the id of the item with {@code /1}, {@code /2} and so on. */
    static BookCommand split(Side side, ItemId item, List<MonetaryAmount> parts, Actor by, String key) {
        return new Split(side, item, parts, by, IdempotencyKey.of(key));
    }

    /** Gives an open item other content under the same id. */
    static BookCommand amend(Side side, ItemView item, Actor by, String key) {
        return new Amend(side, item.toItem(), by, IdempotencyKey.of(key));
    }

    /** Closes a period; every proof must hold. */
    static BookCommand closePeriod(DateRange period, List<? extends Proof> proofs, Actor by, String key) {
        return new ClosePeriod(period, List.copyOf(proofs), Optional.empty(), by, IdempotencyKey.of(key));
    }

    /** Closes a period although a proof does not hold, on the word of a named approver. */
    static BookCommand closePeriodAccepted(
            DateRange period, List<? extends Proof> proofs, Acceptance acceptance, Actor by, String key) {
        return new ClosePeriod(period, List.copyOf(proofs), Optional.of(acceptance), by, IdempotencyKey.of(key));
    }

    /** Asks to reopen a closed period, or, from a second person, reopens it. */
    static BookCommand reopenPeriod(DateRange period, String reason, Actor by, String key) {
        return new ReopenPeriod(period, reason, by, IdempotencyKey.of(key));
    }

    private static List<Item> items(List<? extends ItemView> views) {
        return views.stream().map(ItemView::toItem).toList();
    }

    /** See {@link BookCommand#recordRun}. */
    record RecordRun(Reconciliation run, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(
                    run.certificate().left().root(),
                    run.certificate().right().root(),
                    run.certificate().result());
        }
    }

    /** See {@link BookCommand#register}. */
    record Register(List<Item> left, List<Item> right, Actor by, IdempotencyKey key) implements BookCommand {
        public Register {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }

        @Override
        public List<?> content() {
            return List.of(digests(Side.LEFT, left), digests(Side.RIGHT, right));
        }

        private static List<Sha256> digests(Side side, List<Item> items) {
            return items.stream().map(item -> BookItem.digestOf(side, item)).toList();
        }
    }

    /** See {@link BookCommand#suggest}. */
    record Suggest(Draft draft, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return draft.fields();
        }
    }

    /** See {@link BookCommand#confirm(int, Actor, String)}. */
    record Confirm(int match, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(match);
        }
    }

    /** See {@link BookCommand#confirm(Draft, Actor, String)}. */
    record ConfirmDraft(Draft draft, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return draft.fields();
        }
    }

    /** See {@link BookCommand#manualMatch}. */
    record ManualMatch(Draft draft, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return draft.fields();
        }
    }

    /** See {@link BookCommand#reject}. */
    record Reject(int match, String reason, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(match, reason);
        }
    }

    /** See {@link BookCommand#forget}. */
    record Forget(int match, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(match);
        }
    }

    /** See {@link BookCommand#unmatch}. */
    record Unmatch(int match, String reason, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(match, reason);
        }
    }

    /** See {@link BookCommand#approve}. */
    record Approve(int match, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(match);
        }
    }

    /** See {@link BookCommand#refuse}. */
    record Refuse(int match, String reason, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(match, reason);
        }
    }

    /** See {@link BookCommand#writeOff}. */
    record WriteOff(Side side, ItemId item, String reason, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(side, item, reason);
        }
    }

    /** See {@link BookCommand#exclude}. */
    record Exclude(Side side, ItemId item, String reason, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(side, item, reason);
        }
    }

    /** See {@link BookCommand#include}. */
    record Include(Side side, ItemId item, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(side, item);
        }
    }

    /** See {@link BookCommand#split}. */
    record Split(Side side, ItemId item, List<MonetaryAmount> parts, Actor by, IdempotencyKey key)
            implements BookCommand {
        public Split {
            parts = List.copyOf(parts);
        }

        @Override
        public List<?> content() {
            return List.of(side, item, parts);
        }
    }

    /** See {@link BookCommand#amend}. */
    record Amend(Side side, Item item, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(BookItem.digestOf(side, item), item.open());
        }
    }

    /** See {@link BookCommand#closePeriod} and {@link BookCommand#closePeriodAccepted}. */
    record ClosePeriod(
            DateRange period, List<Proof> proofs, Optional<Acceptance> acceptance, Actor by, IdempotencyKey key)
            implements BookCommand {
        public ClosePeriod {
            proofs = List.copyOf(proofs);
        }

        @Override
        public List<?> content() {
            List<Object> fields = new ArrayList<>(List.of(period));
            proofs.forEach(proof -> fields.add(proof.digest()));
            acceptance.ifPresent(a -> fields.add(a.approver().id() + " " + a.reason()));
            return fields;
        }
    }

    /** See {@link BookCommand#reopenPeriod}. */
    record ReopenPeriod(DateRange period, String reason, Actor by, IdempotencyKey key) implements BookCommand {
        @Override
        public List<?> content() {
            return List.of(period, reason);
        }
    }

    /**
     * An approver's word for proofs that do not hold.
     *
     * @param approver another person than the one who closes
     * @param reason in words
     */
    record Acceptance(Actor approver, String reason) {}

    /** What a match is to take: items as far as they are open, or portions of them. Immutable. */
    @Value.Immutable
    interface Draft {

        /** Items of the left, each taken as far as it is open. */
        List<ItemId> left();

        /** Items of the right, each taken as far as it is open. */
        List<ItemId> right();

        /** Items taken in part, with how much; they stand in {@link #left()} or {@link #right()} too. */
        List<Match.Portion> portions();

        /** Lines that add up to left less right. */
        List<Difference> differences();

        /** Whether the larger side is taken only as far as the smaller reaches, in the order given; the rest stays open. */
        @Value.Default
        default boolean partial() {
            return false;
        }

        /** What the right is worth in the currency of the left, where they differ. */
        Optional<MonetaryAmount> rightInLeftCurrency();

        /** The items, taken whole. */
        static Draft of(List<ItemId> left, List<ItemId> right) {
            return builder().left(left).right(right).build();
        }

        /** What the draft says, as fields. */
        default List<?> fields() {
            List<Object> lines = new ArrayList<>();
            portions().stream()
                    .sorted(Comparator.comparing(Match.Portion::item))
                    .forEach(portion -> lines.add(List.of(portion.item(), portion.amount())));
            differences().forEach(line -> lines.add(List.of(line.reason(), line.amount())));
            return List.of(left(), right(), lines, partial(), rightInLeftCurrency());
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds drafts. Not thread-safe. */
        final class Builder extends ImmutableDraft.Builder {
            Builder() {}
        }
    }
}
