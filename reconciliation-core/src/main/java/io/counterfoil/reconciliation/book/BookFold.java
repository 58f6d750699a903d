package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.book.Book.BookMatch;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The book after an event. Never judges. Works on a copy of the fields of one book; confined to one event. */
final class BookFold {

    private Trie<BookItem.Key, BookItem> items;
    private Trie<Integer, BookMatch> matches;
    private Trie<Sha256, Integer> byContent;
    private Trie<Sha256, Integer> rejected;
    private Trie<BookItem.Key, Boolean> divided;
    private Book.Periods periods;

    private BookFold(Book book) {
        items = book.items;
        matches = book.matches;
        byContent = book.byContent;
        rejected = book.rejected;
        divided = book.divided;
        periods = book.periods;
    }

    static Book after(Book book, BookEvent event) {
        BookFold fold = new BookFold(book);
        if (!fold.ofItems(event) && !fold.ofMatches(event)) {
            fold.ofPeriods(event);
        }
        return new Book(
                fold.items,
                fold.matches,
                fold.byContent,
                fold.rejected,
                fold.divided,
                fold.periods,
                book.history.plus(event));
    }

    private boolean ofItems(BookEvent event) {
        if (event instanceof BookEvent.ItemsTaken taken) {
            taken.left().forEach(item -> take(Side.LEFT, item, taken.seen()));
            taken.right().forEach(item -> take(Side.RIGHT, item, taken.seen()));
        } else if (event instanceof BookEvent.ItemExcluded out) {
            change(out.side(), out.item(), item -> item.withExcluded(true));
        } else if (event instanceof BookEvent.ItemIncluded in) {
            change(in.side(), in.item(), item -> item.withExcluded(false));
        } else if (event instanceof BookEvent.ItemAmended amended) {
            change(amended.side(), amended.item().id(), item -> item.withContent(amended.item()));
        } else if (event instanceof BookEvent.ItemSplit split) {
            divide(split);
        } else {
            return false;
        }
        return true;
    }

    private void take(Side side, Item item, LocalDate seen) {
        BookItem known = items.get(new BookItem.Key(side, item.id()));
        BookItem next = known == null ? BookItem.of(side, item, seen) : known.withContent(item);
        items = items.with(next.key(), next);
    }

    private void divide(BookEvent.ItemSplit split) {
        BookItem.Key whole = new BookItem.Key(split.side(), split.item());
        BookItem known = items.get(whole);
        LocalDate seen = known == null ? split.parts().get(0).day() : known.firstSeen();
        items = items.without(whole);
        divided = divided.with(whole, true);
        split.parts().forEach(part -> take(split.side(), part, seen));
    }

    private void change(Side side, ItemId id, UnaryOperator<BookItem> how) {
        BookItem known = items.get(new BookItem.Key(side, id));
        if (known != null) {
            items = items.with(known.key(), how.apply(known));
        }
    }

    private boolean ofMatches(BookEvent event) {
        if (event instanceof BookEvent.Suggested suggested) {
            put(suggested.match());
        } else if (event instanceof BookEvent.Confirmed confirmed) {
            put(confirmed.match());
        } else if (event instanceof BookEvent.SentForApproval sent) {
            put(sent.match());
        } else if (event instanceof BookEvent.Rejected no) {
            become(no.match(), BookStatus.REJECTED, Optional.of(no.reason()));
            remember(no.match());
        } else if (event instanceof BookEvent.Forgotten forgotten) {
            forget(forgotten.match());
        } else if (event instanceof BookEvent.Superseded gone) {
            become(gone.match(), BookStatus.SUPERSEDED, Optional.empty());
        } else if (event instanceof BookEvent.Approved yes) {
            become(yes.match(), BookStatus.CONFIRMED, Optional.empty());
        } else if (event instanceof BookEvent.Refused no) {
            become(no.match(), BookStatus.REFUSED, Optional.of(no.reason()));
        } else if (event instanceof BookEvent.Unmatched back) {
            become(back.match(), BookStatus.REVERSED, Optional.of(back.reason()));
        } else if (event instanceof BookEvent.LateRivalFlagged flagged) {
            flag(flagged);
        } else {
            return event instanceof BookEvent.RunRecorded;
        }
        return true;
    }

    private void put(BookMatch match) {
        matches = matches.with(match.number(), match);
        byContent = byContent.with(match.content(), match.number());
        for (Side side : Side.values()) {
            for (Match.Portion portion : match.portions(side)) {
                change(
                        side,
                        portion.item(),
                        item -> item.withClaim(new BookItem.Claim(
                                match.number(), match.status(), Amounts.minor(portion.amount()), match.isWriteOff())));
            }
        }
    }

    private void become(int number, BookStatus status, Optional<String> reason) {
        BookMatch known = matches.get(number);
        if (known != null) {
            BookMatch.Builder next = BookMatch.builder().from(known).status(status);
            reason.ifPresent(next::reason);
            put(next.build());
        }
    }

    private void remember(int number) {
        BookMatch known = matches.get(number);
        if (known != null) {
            rejected = rejected.with(known.itemSet(), number);
        }
    }

    private void forget(int number) {
        BookMatch known = matches.get(number);
        if (known != null) {
            rejected = rejected.without(known.itemSet());
        }
    }

    private void flag(BookEvent.LateRivalFlagged flagged) {
        BookMatch known = matches.get(flagged.match());
        if (known != null) {
            Set<Set<ItemId>> rivals = new LinkedHashSet<>(known.lateRivals());
            rivals.add(flagged.rivals());
            put(BookMatch.builder().from(known).lateRivals(rivals).build());
        }
    }

    private void ofPeriods(BookEvent event) {
        List<Book.Closing> closings = new ArrayList<>(periods.closings());
        List<Book.Request> requests = new ArrayList<>(periods.requests());
        List<DateRange> reopened = new ArrayList<>(periods.reopened());
        if (event instanceof BookEvent.PeriodClosed closed) {
            closings.add(closed.closing());
            reopened.remove(closed.closing().period());
            seal(closed.closing().period());
        } else if (event instanceof BookEvent.ReopenRequested asked) {
            History.Stamped.Stamp stamp = asked.stamp();
            requests.add(new Book.Request(asked.period(), stamp.by(), asked.reason()));
        } else if (event instanceof BookEvent.PeriodReopened open) {
            requests.removeIf(request -> request.period().equals(open.period()));
            reopened.add(open.period());
            unseal(open.period());
        }
        periods = new Book.Periods(List.copyOf(closings), List.copyOf(requests), List.copyOf(reopened));
    }

    private void seal(DateRange period) {
        for (BookMatch match : matches.values()) {
            if (match.sealedIn().isEmpty() && isWithin(match, period.to(), items)) {
                matches = matches.with(
                        match.number(),
                        BookMatch.builder().from(match).sealedIn(period).build());
            }
        }
    }

    /** Whether it was settled among items up to the day alone. */
    static boolean isWithin(BookMatch match, LocalDate end, Trie<BookItem.Key, BookItem> items) {
        if (match.status() != BookStatus.CONFIRMED) {
            return false;
        }
        for (Side side : Side.values()) {
            for (Match.Portion portion : match.portions(side)) {
                BookItem item = items.get(new BookItem.Key(side, portion.item()));
                if (item != null && item.item().day().isAfter(end)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void unseal(DateRange period) {
        for (BookMatch match : matches.values()) {
            if (match.sealedIn().filter(period::equals).isPresent()) {
                matches = matches.with(
                        match.number(),
                        BookMatch.builder()
                                .from(match)
                                .sealedIn(Optional.empty())
                                .build());
            }
        }
    }
}
