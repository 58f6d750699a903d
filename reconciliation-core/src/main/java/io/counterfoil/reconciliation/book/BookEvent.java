package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What happened in a book. Immutable; each event keeps the stamp of the command that made it. */
public sealed interface BookEvent extends History.Stamped {

    /**
     * Items came in, or came again with other content.
     *
     * @param stamp of the command
     * @param seen the business day on which they were first seen
     * @param left of the left side
     * @param right of the right side
     */
    record ItemsTaken(History.Stamped.Stamp stamp, LocalDate seen, List<Item> left, List<Item> right)
            implements BookEvent {
        public ItemsTaken {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    /**
     * A run was taken in.
     *
     * @param stamp of the command
     * @param result digest of what the run found
     * @param asOf how the run read the books
     * @param suppressed how many matches of the run were rejected before and therefore left out
     */
    record RunRecorded(History.Stamped.Stamp stamp, Sha256 result, AsOf asOf, int suppressed) implements BookEvent {}

    /** A match was proposed. */
    record Suggested(History.Stamped.Stamp stamp, Book.BookMatch match) implements BookEvent {}

    /** A match was settled; it may have been proposed before. */
    record Confirmed(History.Stamped.Stamp stamp, Book.BookMatch match) implements BookEvent {}

    /** A match was made that a second person must agree to; it may have been proposed before. */
    record SentForApproval(History.Stamped.Stamp stamp, Book.BookMatch match) implements BookEvent {}

    /** A proposal was rejected. */
    record Rejected(History.Stamped.Stamp stamp, int match, String reason) implements BookEvent {}

    /** A rejection was forgotten. */
    record Forgotten(History.Stamped.Stamp stamp, int match) implements BookEvent {}

    /** A proposal fell away. */
    record Superseded(History.Stamped.Stamp stamp, int match) implements BookEvent {}

    /** A second person agreed. */
    record Approved(History.Stamped.Stamp stamp, int match) implements BookEvent {}

    /** A second person did not agree. */
    record Refused(History.Stamped.Stamp stamp, int match, String reason) implements BookEvent {}

    /** A settled match was taken back. */
    record Unmatched(History.Stamped.Stamp stamp, int match, String reason) implements BookEvent {}

    /**
     * A settled match would be ambiguous with what arrived since; it stays as it is.
     *
     * @param stamp of the command
     * @param match its number
     * @param rivals the items that the newer reading would take with it
     */
    record LateRivalFlagged(History.Stamped.Stamp stamp, int match, Set<ItemId> rivals) implements BookEvent {
        public LateRivalFlagged {
            rivals = Set.copyOf(rivals);
        }
    }

    /** An item was left out. */
    record ItemExcluded(History.Stamped.Stamp stamp, Side side, ItemId item, String reason) implements BookEvent {}

    /** An item was taken in again. */
    record ItemIncluded(History.Stamped.Stamp stamp, Side side, ItemId item) implements BookEvent {}

    /** An item was divided. */
    record ItemSplit(History.Stamped.Stamp stamp, Side side, ItemId item, List<Item> parts) implements BookEvent {
        public ItemSplit {
            parts = List.copyOf(parts);
        }
    }

    /** An item has other content. */
    record ItemAmended(History.Stamped.Stamp stamp, Side side, Item item) implements BookEvent {}

    /** A period was closed. */
    record PeriodClosed(History.Stamped.Stamp stamp, Book.Closing closing) implements BookEvent {}

    /** A person asked to reopen a period. */
    record ReopenRequested(History.Stamped.Stamp stamp, DateRange period, String reason) implements BookEvent {}

    /** A second person reopened it. */
    record PeriodReopened(History.Stamped.Stamp stamp, DateRange period, String reason) implements BookEvent {}
}
