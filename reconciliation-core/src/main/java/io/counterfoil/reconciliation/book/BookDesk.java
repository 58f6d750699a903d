package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.book.Book.BookMatch;
import io.counterfoil.reconciliation.book.Books.BookCode;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.MatchId;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

/** Judges one command against one book; what it decides becomes events at once, so that later steps see earlier ones. Confined to one decision. */
final class BookDesk {

    private final ApprovalPolicy policy;
    private final History.Stamped.Stamp stamp;
    private final Instant now;
    private final List<BookEvent> events = new ArrayList<>();
    private final List<Evidence.Fact> facts = new ArrayList<>();
    private Book book;

    BookDesk(ApprovalPolicy policy, Book book, BookCommand command, Instant now) {
        this.policy = policy;
        this.book = book;
        this.stamp = History.Stamped.Stamp.of(command, now);
        this.now = now;
    }

    Book book() {
        return book;
    }

    List<BookEvent> events() {
        return events;
    }

    Evidence evidence() {
        return facts.isEmpty()
                ? Evidence.of(BookCode.ACCEPTED, events.size() + " events")
                : Evidence.of(facts.stream().distinct().toList());
    }

    History.Stamped.Stamp stamp() {
        return stamp;
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, policy.zone());
    }

    void emit(BookEvent event) {
        events.add(event);
        book = BookFold.after(book, event);
    }

    void apply(BookCommand command) {
        if (command instanceof BookCommand.RecordRun run) {
            new BookRuns(this).record(run.run());
        } else if (command instanceof BookCommand.Register items) {
            new BookRuns(this).register(items);
        } else if (!onMatch(command) && !onItem(command)) {
            new BookPeriods(this).apply(command);
        }
    }

    private boolean onMatch(BookCommand command) {
        if (command instanceof BookCommand.Suggest suggest) {
            propose(suggest.draft());
        } else if (command instanceof BookCommand.Confirm confirm) {
            settleProposal(confirm.match());
        } else if (command instanceof BookCommand.ConfirmDraft confirm) {
            settle(drafted(confirm.draft(), false));
        } else if (command instanceof BookCommand.ManualMatch manual) {
            settle(drafted(manual.draft(), true));
        } else if (command instanceof BookCommand.Reject no) {
            BookMatch match = inStatus(no.match(), BookStatus.PROPOSED, "Reject");
            reason(no.reason());
            emit(new BookEvent.Rejected(stamp, match.number(), no.reason()));
        } else if (command instanceof BookCommand.Forget forget) {
            inStatus(forget.match(), BookStatus.REJECTED, "Forget");
            emit(new BookEvent.Forgotten(stamp, forget.match()));
        } else if (command instanceof BookCommand.Unmatch back) {
            unmatch(back);
        } else if (command instanceof BookCommand.Approve yes) {
            BookMatch match = inStatus(yes.match(), BookStatus.PENDING, "Approve");
            checker(match.maker());
            limits(match);
            emit(new BookEvent.Approved(stamp, match.number()));
        } else if (command instanceof BookCommand.Refuse no) {
            BookMatch match = inStatus(no.match(), BookStatus.PENDING, "Refuse");
            checker(match.maker());
            reason(no.reason());
            emit(new BookEvent.Refused(stamp, match.number(), no.reason()));
        } else {
            return false;
        }
        return true;
    }

    BookMatch inStatus(int number, BookStatus wanted, String command) {
        BookMatch match = book.match(number)
                .orElseThrow(() -> refusal(
                        BookCode.UNKNOWN_MATCH,
                        "the book has no match " + number + ", expected 1 to " + book.matches.size()));
        if (match.status() != wanted) {
            throw refusal(
                    BookCode.ILLEGAL_TRANSITION,
                    "match " + number + " is " + match.status() + ", " + command + " is for " + wanted);
        }
        return match;
    }

    void reason(String reason) {
        if (reason.isBlank()) {
            throw refusal(BookCode.REASON_REQUIRED, "no reason is given, expected words that an auditor understands");
        }
    }

    /** The actor is another person than the maker, in a role that may check. */
    void checker(Actor maker) {
        checker(maker, stamp.by());
    }

    void checker(Actor maker, Actor by) {
        if (by.isSamePersonAs(maker)) {
            throw refusal(
                    BookCode.MAKER_IS_CHECKER, "'" + maker.id() + "' made it, expected another person to check it");
        }
        if (!policy.approverRoles().contains(by.role())) {
            throw refusal(
                    BookCode.ROLE_MISSING,
                    "'" + by.id() + "' acts as " + by.role() + ", expected one of "
                            + policy.approverRoles().stream().sorted().toList());
        }
    }

    private void limits(BookMatch match) {
        Stream.of(Side.values())
                .flatMap(side -> total(match.portions(side)).stream())
                .filter(total -> !policy.mayApprove(stamp.by(), total))
                .findFirst()
                .ifPresent(total -> {
                    throw refusal(
                            BookCode.LIMIT_EXCEEDED,
                            "match " + match.number() + " takes " + shown(total) + ", more than '"
                                    + stamp.by().id() + "' may approve");
                });
    }

    private void unmatch(BookCommand.Unmatch back) {
        BookMatch match = inStatus(back.match(), BookStatus.CONFIRMED, "Unmatch");
        reason(back.reason());
        match.sealedIn()
                .filter(period -> book.closedPeriods().anyMatch(period::equals))
                .ifPresent(period -> {
                    throw refusal(
                            BookCode.PERIOD_CLOSED,
                            "match " + match.number() + " is part of the closed period " + period
                                    + "\nMaybe reopen it first");
                });
        emit(new BookEvent.Unmatched(stamp, match.number(), back.reason()));
    }

    private void propose(BookCommand.Draft draft) {
        BookMatch match = drafted(draft, false);
        for (Side side : Side.values()) {
            for (Match.Portion portion : match.portions(side)) {
                if (item(side, portion.item()).has(BookStatus.PROPOSED)) {
                    throw refusal(
                            BookCode.ITEM_ALREADY_CLAIMED,
                            "item '" + portion.item() + "' is part of another proposal, expected one that is not");
                }
            }
        }
        if (isRejectedBefore(match)) {
            throw refusal(
                    BookCode.REJECTED_BEFORE,
                    "the same set of items was rejected before and none of them has changed\n"
                            + "Maybe forget the rejection first");
        }
        emit(new BookEvent.Suggested(stamp, match));
    }

    /** Whether exactly these items, or by policy one pair of them, were rejected as they are now. */
    boolean isRejectedBefore(BookMatch match) {
        if (book.rejected.contains(match.itemSet())) {
            return true;
        }
        if (!policy.rejectsEveryPair()) {
            return false;
        }
        Set<Sha256> left = digests(Side.LEFT, match);
        Set<Sha256> right = digests(Side.RIGHT, match);
        return book.rejected.values().stream()
                .flatMap(number -> book.match(number).stream())
                .anyMatch(no -> no.itemDigests().stream().anyMatch(left::contains)
                        && no.itemDigests().stream().anyMatch(right::contains));
    }

    private Set<Sha256> digests(Side side, BookMatch match) {
        Set<Sha256> digests = new HashSet<>();
        match.portions(side)
                .forEach(portion -> digests.add(item(side, portion.item()).digest()));
        return digests;
    }

    private void settleProposal(int number) {
        BookMatch match = inStatus(number, BookStatus.PROPOSED, "Confirm");
        Set<Sha256> now = new HashSet<>(digests(Side.LEFT, match));
        now.addAll(digests(Side.RIGHT, match));
        if (!now.equals(match.itemDigests())) {
            throw refusal(
                    BookCode.STALE_VERSION,
                    "an item of match " + number + " changed since it was proposed\nMaybe run the plan again");
        }
        claimable(match);
        settle(BookMatch.builder().from(match).maker(stamp.by()).build());
    }

    private void claimable(BookMatch match) {
        for (Side side : Side.values()) {
            match.portions(side).forEach(portion -> DraftReader.claimable(item(side, portion.item()), portion));
        }
    }

    private BookMatch drafted(BookCommand.Draft draft, boolean byHand) {
        DraftReader.Parts parts = new DraftReader(this).read(draft);
        return match(parts, byHand);
    }

    /** A match of the parts under the next number, not yet in the book. */
    BookMatch match(DraftReader.Parts parts, boolean byHand) {
        Sha256 content = BookMatch.contentOf(parts.left(), parts.right());
        BookMatch.Builder match = BookMatch.builder()
                .number(book.matches.size() + 1)
                .id(MatchId.of(content.hex().substring(0, 32)))
                .status(BookStatus.PROPOSED)
                .left(parts.left())
                .right(parts.right())
                .differences(parts.differences())
                .byHand(byHand)
                .maker(stamp.by());
        parts.left()
                .forEach(portion ->
                        match.addItemDigest(item(Side.LEFT, portion.item()).digest()));
        parts.right()
                .forEach(portion ->
                        match.addItemDigest(item(Side.RIGHT, portion.item()).digest()));
        return match.build();
    }

    /** Confirms the match, or sends it to a second person; proposals that can no longer have what they want fall away. */
    void settle(BookMatch match) {
        if (match.differences().stream().anyMatch(line -> line.reason().is(Difference.Reason.UNEXPLAINED))) {
            throw refusal(
                    BookCode.UNEXPLAINED_DIFFERENCE,
                    "match " + match.number() + " has a difference that nothing explains, expected named lines");
        }
        List<Evidence.Fact> why = fourEyes(match);
        facts.addAll(why);
        if (why.isEmpty()) {
            emit(new BookEvent.Confirmed(
                    stamp,
                    BookMatch.builder().from(match).status(BookStatus.CONFIRMED).build()));
        } else {
            emit(new BookEvent.SentForApproval(
                    stamp,
                    BookMatch.builder().from(match).status(BookStatus.PENDING).build()));
        }
        supersedeOthers(match);
    }

    private void supersedeOthers(BookMatch settled) {
        Set<Integer> gone = new java.util.TreeSet<>();
        for (Side side : Side.values()) {
            for (Match.Portion portion : settled.portions(side)) {
                BookItem item = item(side, portion.item());
                item.claims().stream()
                        .filter(claim -> claim.status() == BookStatus.PROPOSED)
                        .filter(claim -> Math.absExact(claim.minor()) > Math.absExact(item.openMinor()))
                        .forEach(claim -> gone.add(claim.match()));
            }
        }
        gone.forEach(number -> emit(new BookEvent.Superseded(stamp, number)));
    }

    /** Why a second person must agree; empty where one is enough. */
    private List<Evidence.Fact> fourEyes(BookMatch match) {
        List<Evidence.Fact> why = new ArrayList<>();
        for (Side side : Side.values()) {
            moved(match, side)
                    .filter(policy::isAboveFourEyes)
                    .ifPresent(total -> why.add(
                            fact(BookCode.FOUR_EYES_AMOUNT, shown(total) + " is more than one person may settle")));
            for (Match.Portion portion : match.portions(side)) {
                Item item = item(side, portion.item()).item();
                long days = ChronoUnit.DAYS.between(item.day(), today());
                if (policy.ageAboveDays().isPresent()
                        && days > policy.ageAboveDays().getAsInt()) {
                    why.add(fact(BookCode.FOUR_EYES_AGE, "item '" + item.id() + "' is " + days + " days old"));
                }
                if (policy.reopenedNeedsApproval() && book.isReopened(item.day())) {
                    why.add(fact(
                            BookCode.FOUR_EYES_REOPENED,
                            "item '" + item.id() + "' of " + item.day() + " lies in a reopened period"));
                }
            }
        }
        match.differences().stream()
                .filter(line -> line.reason().is(Difference.Reason.WRITE_OFF))
                .map(Difference::amount)
                .reduce(MonetaryAmount::add)
                .filter(policy::isAboveWriteOff)
                .ifPresent(sum -> why.add(
                        fact(BookCode.FOUR_EYES_WRITE_OFF, shown(sum) + " is more than one person may write off")));
        return why;
    }

    /** What the match moves on the side: its sum, and of items of one side that cancel each other what goes in, because their sum is nothing. */
    private static java.util.Optional<MonetaryAmount> moved(BookMatch match, Side side) {
        List<Match.Portion> portions = match.portions(side);
        boolean alone = match.portions(side.other()).isEmpty();
        return total(portions)
                .map(sum -> alone && sum.isZero()
                        ? portions.stream()
                                .map(Match.Portion::amount)
                                .filter(MonetaryAmount::isPositive)
                                .reduce(sum, MonetaryAmount::add)
                        : sum);
    }

    private static Evidence.Fact fact(BookCode code, String sentence) {
        return new Evidence.Fact(code, sentence, java.util.Map.of());
    }

    private boolean onItem(BookCommand command) {
        return new BookItems(this).apply(command);
    }

    BookItem item(Side side, ItemId id) {
        return book.entry(side, id)
                .orElseThrow(() -> refusal(
                        BookCode.UNKNOWN_ITEM,
                        "the book has no item '" + id + "' on side " + side + ", expected one that was taken in"));
    }

    static java.util.Optional<MonetaryAmount> total(List<Match.Portion> portions) {
        boolean one = portions.stream()
                        .map(portion -> portion.amount().getCurrency())
                        .distinct()
                        .count()
                == 1;
        return one
                ? portions.stream().map(Match.Portion::amount).reduce(MonetaryAmount::add)
                : java.util.Optional.empty();
    }

    static String shown(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode();
    }

    static Refusal.RefusedException refusal(BookCode code, String sentence) {
        return new Refusal.RefusedException(Refusal.of(code, sentence));
    }
}
