package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.book.Book.BookMatch;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.PassDecision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Takes a run, or bare items, into the book. What persons decided stands: a run adds, confirms, proposes, lets go of its own proposals, and flags. */
final class BookRuns {

    private final BookDesk desk;
    private final Set<BookItem.Key> covered = new HashSet<>();
    private final Set<BookItem.Key> fresh = new HashSet<>();
    private int suppressed;

    BookRuns(BookDesk desk) {
        this.desk = desk;
    }

    void register(BookCommand.Register items) {
        take(items.left(), items.right(), desk.today());
    }

    void record(Reconciliation run) {
        take(
                run.items(Side.LEFT).toList(),
                run.items(Side.RIGHT).toList(),
                run.asOf().effective());
        List<Match> found = run.matches()
                .filter(match -> match.decision() != PassDecision.Outcome.REPORT)
                .toList();
        letGo(found);
        found.forEach(this::add);
        run.ambiguities().map(Resolution.Ambiguous::alternatives).forEach(readings -> readings.forEach(this::rival));
        desk.emit(new BookEvent.RunRecorded(desk.stamp(), run.certificate().result(), run.asOf(), suppressed));
    }

    private void take(List<? extends ItemView> left, List<? extends ItemView> right, LocalDate seen) {
        List<Item> newLeft = changed(Side.LEFT, left);
        List<Item> newRight = changed(Side.RIGHT, right);
        if (!newLeft.isEmpty() || !newRight.isEmpty()) {
            desk.emit(new BookEvent.ItemsTaken(desk.stamp(), seen, newLeft, newRight));
        }
    }

    /** Items that are new, or that have other content and are not claimed: what a claimed item was when it was claimed stays on record. */
    private List<Item> changed(Side side, List<? extends ItemView> views) {
        List<Item> changed = new ArrayList<>();
        for (ItemView view : views) {
            BookItem.Key key = new BookItem.Key(side, view.id());
            covered.add(key);
            if (desk.book().divided.contains(key)) {
                continue;
            }
            BookItem known = desk.book().items.get(key);
            boolean isNew = known == null;
            boolean isOther = known != null
                    && !known.isClaimed()
                    && (!known.digest().equals(BookItem.digestOf(side, view))
                            || Amounts.minor(known.item().open()) != Amounts.minor(view.open()));
            if (isNew || isOther) {
                changed.add(view.toItem());
                fresh.add(key);
            }
        }
        return changed;
    }

    /** Proposals of earlier runs about items of this run that it does not make again. */
    private void letGo(List<Match> found) {
        Set<Sha256> again = new HashSet<>();
        found.forEach(match -> again.add(BookMatch.contentOf(match.left(), match.right())));
        List<BookMatch> gone = desk.book().matches().stream()
                .filter(match ->
                        match.status() == BookStatus.PROPOSED && match.pass().isPresent())
                .filter(match -> covers(match))
                .filter(match -> !again.contains(match.content()) || isStale(match))
                .toList();
        gone.forEach(match -> desk.emit(new BookEvent.Superseded(desk.stamp(), match.number())));
    }

    private boolean covers(BookMatch match) {
        return match.left().stream().allMatch(p -> covered.contains(new BookItem.Key(Side.LEFT, p.item())))
                && match.right().stream().allMatch(p -> covered.contains(new BookItem.Key(Side.RIGHT, p.item())));
    }

    private boolean isStale(BookMatch match) {
        Set<Sha256> now = new HashSet<>();
        for (Side side : Side.values()) {
            match.portions(side).forEach(p -> now.add(desk.item(side, p.item()).digest()));
        }
        return !now.equals(match.itemDigests());
    }

    private void add(Match found) {
        boolean confirms = found.decision() == PassDecision.Outcome.CONFIRM && found.finality() == Match.Finality.FINAL;
        BookMatch known = desk.book()
                .find(found.left(), found.right())
                .filter(match -> match.status().isActive())
                .orElse(null);
        if (known != null) {
            if (known.status() == BookStatus.PROPOSED && confirms) {
                desk.settle(
                        BookMatch.builder().from(known).maker(desk.stamp().by()).build());
            }
            return;
        }
        if (!isFree(found)) {
            rival(found);
            return;
        }
        BookMatch drafted = desk.match(new DraftReader.Parts(found.left(), found.right(), found.differences()), false);
        BookMatch match = BookMatch.builder()
                .from(drafted)
                .id(found.id())
                .pass(found.pass())
                .build();
        if (desk.isRejectedBefore(match)) {
            suppressed++;
        } else if (confirms) {
            desk.settle(match);
        } else if (!isProposed(match)) {
            desk.emit(new BookEvent.Suggested(desk.stamp(), match));
        }
    }

    private boolean isFree(Match found) {
        return isFree(Side.LEFT, found.left()) && isFree(Side.RIGHT, found.right());
    }

    private boolean isFree(Side side, List<Match.Portion> portions) {
        return portions.stream().allMatch(portion -> {
            BookItem item = desk.book().items.get(new BookItem.Key(side, portion.item()));
            return item != null
                    && !item.excluded()
                    && !item.has(BookStatus.PENDING)
                    && Math.absExact(Amounts.minor(portion.amount())) <= Math.absExact(item.openMinor());
        });
    }

    /** Whether a person's proposal holds one of the items. */
    private boolean isProposed(BookMatch match) {
        for (Side side : Side.values()) {
            for (Match.Portion portion : match.portions(side)) {
                if (desk.item(side, portion.item()).has(BookStatus.PROPOSED)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Flags settled matches that the reading would break up with items that are new or changed. */
    private void rival(Match reading) {
        Set<Integer> touched = new TreeSet<>();
        for (Side side : Side.values()) {
            for (Match.Portion portion : portions(reading, side)) {
                BookItem item = desk.book().items.get(new BookItem.Key(side, portion.item()));
                if (item != null) {
                    item.claims().stream()
                            .filter(claim -> claim.status() == BookStatus.CONFIRMED)
                            .forEach(claim -> touched.add(claim.match()));
                }
            }
        }
        touched.forEach(number -> desk.book().match(number).ifPresent(match -> flag(match, reading)));
    }

    private static List<Match.Portion> portions(Match match, Side side) {
        return side == Side.LEFT ? match.left() : match.right();
    }

    private void flag(BookMatch match, Match reading) {
        Set<ItemId> rivals = new HashSet<>();
        boolean news = false;
        for (Side side : Side.values()) {
            Set<ItemId> own = new HashSet<>();
            match.portions(side).forEach(portion -> own.add(portion.item()));
            for (Match.Portion portion : portions(reading, side)) {
                if (!own.contains(portion.item())) {
                    rivals.add(portion.item());
                    news |= fresh.contains(new BookItem.Key(side, portion.item()));
                }
            }
        }
        if (news && !match.lateRivals().contains(rivals)) {
            desk.emit(new BookEvent.LateRivalFlagged(desk.stamp(), match.number(), rivals));
        }
    }
}
