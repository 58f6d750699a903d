package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.book.Books.BookCode;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.money.MonetaryAmount;

/** Commands on single items. */
final class BookItems {

    private final BookDesk desk;

    BookItems(BookDesk desk) {
        this.desk = desk;
    }

    /** Whether the command is one of these; then it was carried out. */
    boolean apply(BookCommand command) {
        if (command instanceof BookCommand.WriteOff off) {
            writeOff(off);
        } else if (command instanceof BookCommand.Exclude out) {
            require(out.side(), out.item(), EnumSet.of(BookStatus.OfItem.OPEN), "Exclude");
            desk.reason(out.reason());
            desk.emit(new BookEvent.ItemExcluded(desk.stamp(), out.side(), out.item(), out.reason()));
        } else if (command instanceof BookCommand.Include in) {
            require(in.side(), in.item(), EnumSet.of(BookStatus.OfItem.EXCLUDED), "Include");
            desk.emit(new BookEvent.ItemIncluded(desk.stamp(), in.side(), in.item()));
        } else if (command instanceof BookCommand.Split split) {
            split(split);
        } else if (command instanceof BookCommand.Amend amend) {
            amend(amend);
        } else {
            return false;
        }
        return true;
    }

    private BookItem require(Side side, ItemId id, Set<BookStatus.OfItem> wanted, String command) {
        BookItem item = desk.item(side, id);
        if (!wanted.contains(item.status())) {
            throw BookDesk.refusal(
                    BookCode.ILLEGAL_TRANSITION,
                    "item '" + id + "' is " + item.status() + ", " + command + " is for " + wanted);
        }
        return item;
    }

    /** A write-off is a match with one side: the whole difference has one reason. */
    private void writeOff(BookCommand.WriteOff off) {
        BookItem item = require(
                off.side(), off.item(), EnumSet.of(BookStatus.OfItem.OPEN, BookStatus.OfItem.PART_MATCHED), "WriteOff");
        desk.reason(off.reason());
        MonetaryAmount open = Book.money(item).ofMinor(item.openMinor());
        Match.Portion whole = new Match.Portion(off.item(), open);
        boolean left = off.side() == Side.LEFT;
        Difference line = new Difference(Difference.Reason.WRITE_OFF, left ? open : open.negate());
        DraftReader.Parts parts = new DraftReader.Parts(
                left ? List.of(whole) : List.of(), left ? List.of() : List.of(whole), List.of(line));
        Book.BookMatch match = desk.match(parts, true);
        desk.settle(Book.BookMatch.builder().from(match).reason(off.reason()).build());
    }

    private void split(BookCommand.Split split) {
        BookItem item = require(split.side(), split.item(), EnumSet.of(BookStatus.OfItem.OPEN), "Split");
        Item whole = item.item();
        Amounts money = Book.money(item);
        long open = item.openMinor();
        long sum = 0;
        boolean sound = split.parts().size() >= 2;
        for (MonetaryAmount part : split.parts()) {
            sound &= part.getCurrency().equals(whole.amount().getCurrency()) && !part.isZero();
            sum = sound ? Math.addExact(sum, Amounts.minor(part)) : sum;
        }
        if (!sound || sum != open) {
            throw BookDesk.refusal(
                    BookCode.UNEXPLAINED_DIFFERENCE,
                    "parts of item '" + whole.id() + "' sum to " + Amounts.plain(money.ofMinor(sum))
                            + ", expected two or more, none zero, that sum to the open "
                            + Amounts.plain(money.ofMinor(open)));
        }
        List<Item> parts = new ArrayList<>();
        for (MonetaryAmount part : split.parts()) {
            ItemId id = ItemId.of(whole.id() + "/" + (parts.size() + 1));
            if (desk.book().entry(split.side(), id).isPresent()) {
                throw BookDesk.refusal(
                        BookCode.ITEM_ALREADY_CLAIMED, "the book has an item '" + id + "' already, expected a free id");
            }
            parts.add(Item.builder().from(whole).id(id).amount(part).open(part).build());
        }
        desk.emit(new BookEvent.ItemSplit(desk.stamp(), split.side(), split.item(), parts));
    }

    private void amend(BookCommand.Amend amend) {
        BookItem item = require(amend.side(), amend.item().id(), EnumSet.of(BookStatus.OfItem.OPEN), "Amend");
        Item before = item.item();
        boolean figures = !before.amount().equals(amend.item().amount())
                || !before.day().equals(amend.item().day());
        boolean closed = desk.book().isClosed(before.day())
                || desk.book().isClosed(amend.item().day());
        if (figures && closed) {
            throw BookDesk.refusal(
                    BookCode.PERIOD_CLOSED,
                    "amount or day of item '" + before.id()
                            + "' cannot change in a closed period\nMaybe reopen it first");
        }
        if (amend.item().open().isZero()) {
            throw BookDesk.refusal(
                    BookCode.ILLEGAL_TRANSITION,
                    "item '" + before.id() + "' would have nothing open\nMaybe it is to be excluded");
        }
        desk.emit(new BookEvent.ItemAmended(desk.stamp(), amend.side(), amend.item()));
    }
}
