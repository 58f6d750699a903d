package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.book.Books.BookCode;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Turns a draft into portions that can be claimed and differences that add up, or says why it cannot be one. */
final class DraftReader {

    /** What a match takes on both sides, and what the sides differ by. */
    record Parts(List<Match.Portion> left, List<Match.Portion> right, List<Difference> differences) {}

    private final BookDesk desk;

    DraftReader(BookDesk desk) {
        this.desk = desk;
    }

    Parts read(BookCommand.Draft draft) {
        List<Match.Portion> left = portions(Side.LEFT, draft);
        List<Match.Portion> right = portions(Side.RIGHT, draft);
        if (left.isEmpty() && right.isEmpty()) {
            throw BookDesk.refusal(BookCode.UNKNOWN_ITEM, "a match without items, expected at least one");
        }
        CurrencyUnit currency = (left.isEmpty() ? right : left).get(0).amount().getCurrency();
        long leftMinor = sum(left, currency);
        long rightMinor = draft.rightInLeftCurrency().isPresent()
                ? worth(draft.rightInLeftCurrency().get(), currency)
                : sum(right, currency);
        if (Long.signum(leftMinor) * Long.signum(rightMinor) < 0) {
            throw BookDesk.refusal(
                    BookCode.DIRECTION_MISMATCH,
                    "left moves " + Amounts.in(currency).ofMinor(leftMinor) + ", right "
                            + Amounts.in(currency).ofMinor(rightMinor) + ", expected one direction");
        }
        long explained = explained(draft.differences(), currency);
        long residual = Math.subtractExact(leftMinor, rightMinor);
        if (residual == explained) {
            return new Parts(left, right, draft.differences());
        }
        if (!draft.partial() || draft.rightInLeftCurrency().isPresent() || left.isEmpty() || right.isEmpty()) {
            Amounts money = Amounts.in(currency);
            throw BookDesk.refusal(
                    BookCode.UNEXPLAINED_DIFFERENCE,
                    "left less right is " + Amounts.plain(money.ofMinor(residual)) + ", the lines explain "
                            + Amounts.plain(money.ofMinor(explained))
                            + "\nMaybe a line is missing, or the match is partial");
        }
        boolean leftIsLarger = Math.absExact(leftMinor) > Math.absExact(Math.addExact(rightMinor, explained));
        return leftIsLarger
                ? new Parts(filled(left, Math.addExact(rightMinor, explained)), right, draft.differences())
                : new Parts(left, filled(right, Math.subtractExact(leftMinor, explained)), draft.differences());
    }

    private List<Match.Portion> portions(Side side, BookCommand.Draft draft) {
        List<ItemId> ids = side == Side.LEFT ? draft.left() : draft.right();
        if (new HashSet<>(ids).size() < ids.size()) {
            throw BookDesk.refusal(
                    BookCode.ITEM_ALREADY_CLAIMED, "an item stands twice on side " + side + ", expected each once");
        }
        List<Match.Portion> portions = new ArrayList<>();
        for (ItemId id : ids) {
            BookItem item = desk.item(side, id);
            Optional<Match.Portion> asked = draft.portions().stream()
                    .filter(portion -> portion.item().equals(id))
                    .findFirst();
            Match.Portion portion =
                    asked.orElseGet(() -> new Match.Portion(id, Book.money(item).ofMinor(item.openMinor())));
            claimable(item, portion);
            portions.add(portion);
        }
        return portions;
    }

    /** Whether so much of the item is free. */
    static void claimable(BookItem item, Match.Portion portion) {
        ItemId id = item.item().id();
        if (item.excluded()) {
            throw BookDesk.refusal(
                    BookCode.ILLEGAL_TRANSITION, "item '" + id + "' is EXCLUDED, expected one that is taken in");
        }
        if (item.has(BookStatus.PENDING)) {
            throw BookDesk.refusal(
                    BookCode.ITEM_ALREADY_CLAIMED, "item '" + id + "' waits for approval of another match");
        }
        long open = item.openMinor();
        boolean sameCurrency =
                portion.amount().getCurrency().equals(item.item().amount().getCurrency());
        long wanted = sameCurrency ? Amounts.minor(portion.amount()) : 0;
        if (wanted == 0 || Long.signum(wanted) != Long.signum(open) || Math.absExact(wanted) > Math.absExact(open)) {
            throw BookDesk.refusal(
                    BookCode.ITEM_ALREADY_CLAIMED,
                    "item '" + id + "' has " + BookDesk.shown(Book.money(item).ofMinor(open)) + " open, "
                            + BookDesk.shown(portion.amount()) + " is asked for");
        }
    }

    private static long sum(List<Match.Portion> portions, CurrencyUnit currency) {
        long sum = 0;
        for (Match.Portion portion : portions) {
            sum = Math.addExact(sum, worth(portion.amount(), currency));
        }
        return sum;
    }

    private static long worth(MonetaryAmount amount, CurrencyUnit currency) {
        if (!amount.getCurrency().equals(currency)) {
            throw BookDesk.refusal(
                    BookCode.CURRENCY_WITHOUT_RATE,
                    "amounts are in " + currency.getCurrencyCode() + " and "
                            + amount.getCurrency().getCurrencyCode()
                            + ", and nothing says what the right is worth in the currency of the left");
        }
        return Amounts.minor(amount);
    }

    private static long explained(List<Difference> lines, CurrencyUnit currency) {
        long sum = 0;
        for (Difference line : lines) {
            if (line.reason().is(Difference.Reason.UNEXPLAINED)) {
                throw BookDesk.refusal(
                        BookCode.UNEXPLAINED_DIFFERENCE, "a difference line is UNEXPLAINED, expected a reason");
            }
            sum = Math.addExact(sum, worth(line.amount(), currency));
        }
        return sum;
    }

    /** The portions in their order, the last as far as the sum reaches. */
    private static List<Match.Portion> filled(List<Match.Portion> portions, long sum) {
        List<Match.Portion> taken = new ArrayList<>();
        long rest = sum;
        boolean oneSign = Stream.of(portions)
                .flatMap(List::stream)
                .allMatch(portion -> Long.signum(Amounts.minor(portion.amount())) == Long.signum(sum));
        if (!oneSign) {
            throw BookDesk.refusal(
                    BookCode.UNEXPLAINED_DIFFERENCE,
                    "items of both signs cannot be filled in order, expected portions\nMaybe portions(…)");
        }
        for (Match.Portion portion : portions) {
            long whole = Amounts.minor(portion.amount());
            long minor = Math.absExact(whole) <= Math.absExact(rest) ? whole : rest;
            if (minor == 0) {
                throw BookDesk.refusal(
                        BookCode.UNEXPLAINED_DIFFERENCE,
                        "nothing is left for item '" + portion.item() + "', expected a match without it");
            }
            taken.add(new Match.Portion(
                    portion.item(), Amounts.in(portion.amount().getCurrency()).ofMinor(minor)));
            rest = Math.subtractExact(rest, minor);
        }
        return taken;
    }
}
