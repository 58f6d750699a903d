package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * An item of the book with everything that stands on it. Status and open amount follow from the claims, so they cannot contradict them.
 *
 * @param side of the book
 * @param item as it was taken in
 * @param digest of its content, open amount aside
 * @param firstSeen the business day on which the book first had it
 * @param excluded whether a person left it out
 * @param claims of proposals, pending and confirmed matches, oldest first
 */
record BookItem(Side side, Item item, Sha256 digest, LocalDate firstSeen, boolean excluded, List<Claim> claims) {

    BookItem {
        claims = List.copyOf(claims);
    }

    /** An item on one side. */
    record Key(Side side, ItemId id) {}

    /**
     * What a match takes or would take.
     *
     * @param match its number
     * @param status PROPOSED, PENDING or CONFIRMED
     * @param minor signed as the item
     * @param writeOff whether the match is a write-off
     */
    record Claim(int match, BookStatus status, long minor, boolean writeOff) {}

    static BookItem of(Side side, ItemView view, LocalDate firstSeen) {
        Item item = view.toItem();
        return new BookItem(
                side, item, digestOf(side, item), firstSeen, item.open().isZero(), List.of());
    }

    static Sha256 digestOf(Side side, ItemView item) {
        return Sha256.ofFields(
                "item",
                side,
                item.id(),
                item.amount(),
                item.day(),
                item.due(),
                item.references(),
                item.party(),
                item.account(),
                item.group(),
                item.text());
    }

    Key key() {
        return new Key(side, item.id());
    }

    /** What pending and confirmed matches leave of it. */
    long openMinor() {
        long open = Amounts.minor(item.open());
        for (Claim claim : claims) {
            if (claim.status().isClaiming()) {
                open = Math.subtractExact(open, claim.minor());
            }
        }
        return open;
    }

    BookStatus.OfItem status() {
        if (excluded) {
            return BookStatus.OfItem.EXCLUDED;
        }
        if (has(BookStatus.PENDING)) {
            return BookStatus.OfItem.PENDING_APPROVAL;
        }
        if (has(BookStatus.CONFIRMED)) {
            boolean writtenOff = claims.stream().anyMatch(c -> c.writeOff() && c.status() == BookStatus.CONFIRMED);
            return openMinor() != 0
                    ? BookStatus.OfItem.PART_MATCHED
                    : writtenOff ? BookStatus.OfItem.WRITTEN_OFF : BookStatus.OfItem.MATCHED;
        }
        return has(BookStatus.PROPOSED) ? BookStatus.OfItem.SUGGESTED : BookStatus.OfItem.OPEN;
    }

    boolean has(BookStatus status) {
        return claims.stream().anyMatch(claim -> claim.status() == status);
    }

    boolean isClaimed() {
        return claims.stream().anyMatch(claim -> claim.status().isClaiming());
    }

    /** This item with the claim of the match as it now stands; a match that is no longer active has none. */
    BookItem withClaim(Claim claim) {
        List<Claim> next = new ArrayList<>(claims);
        next.removeIf(known -> known.match() == claim.match());
        if (claim.status().isActive()) {
            next.add(claim);
        }
        return new BookItem(side, item, digest, firstSeen, excluded, next);
    }

    BookItem withExcluded(boolean out) {
        return new BookItem(side, item, digest, firstSeen, out, claims);
    }

    /** Other content under the same id. */
    BookItem withContent(Item content) {
        return new BookItem(
                side,
                content,
                digestOf(side, content),
                firstSeen,
                content.open().isZero(),
                claims);
    }
}
