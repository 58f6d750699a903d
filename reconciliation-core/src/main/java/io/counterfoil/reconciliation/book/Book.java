package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.MatchId;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A book as its events left it: items, matches, what was rejected, what is closed. Immutable, thread-safe; made by {@link Books} alone. */
public final class Book {

    static final Book EMPTY = new Book(
            Trie.empty(),
            Trie.empty(),
            Trie.empty(),
            Trie.empty(),
            Trie.empty(),
            new Periods(List.of(), List.of(), List.of()),
            History.empty());

    final Trie<BookItem.Key, BookItem> items;
    final Trie<Integer, BookMatch> matches;
    /** Digest of a match's content to the number of its youngest match. */
    final Trie<Sha256, Integer> byContent;
    /** Digest of a rejected set to the number of its match. */
    final Trie<Sha256, Integer> rejected;
    /** Items that were divided. */
    final Trie<BookItem.Key, Boolean> divided;

    final Periods periods;
    final History<BookEvent> history;

    /** What is closed, what somebody asked to reopen, and what was reopened. */
    record Periods(List<Closing> closings, List<Request> requests, List<DateRange> reopened) {}

    /** A person's wish to reopen a period. */
    record Request(DateRange period, Actor by, String reason) {}

    Book(
            Trie<BookItem.Key, BookItem> items,
            Trie<Integer, BookMatch> matches,
            Trie<Sha256, Integer> byContent,
            Trie<Sha256, Integer> rejected,
            Trie<BookItem.Key, Boolean> divided,
            Periods periods,
            History<BookEvent> history) {
        this.items = items;
        this.matches = matches;
        this.byContent = byContent;
        this.rejected = rejected;
        this.divided = divided;
        this.periods = periods;
        this.history = history;
    }

    /** Every event, oldest first. */
    public List<BookEvent> events() {
        return history.toList();
    }

    /** How many events there are: the version of the book. */
    public int version() {
        return history.size();
    }

    /** The items of a side, in the order of day, then id; those that were divided are not among them, their parts are. */
    public Stream<Item> items(Side side) {
        return sorted(side).map(BookItem::item);
    }

    private Stream<BookItem> sorted(Side side) {
        return items.values().stream()
                .filter(item -> item.side() == side)
                .sorted(Comparator.comparing((BookItem item) -> item.item().day())
                        .thenComparing(item -> item.item().id()));
    }

    /** The items of a side of which something is open, in the order of day, then id, with what is open of each: what the next run should see. */
    public Stream<Item> open(Side side) {
        return sorted(side)
                .filter(item -> !item.excluded() && item.openMinor() != 0)
                .map(item -> Item.builder()
                        .from(item.item())
                        .open(money(item).ofMinor(item.openMinor()))
                        .build());
    }

    static Amounts money(BookItem item) {
        return Amounts.in(item.item().amount().getCurrency());
    }

    /** The item as it was taken in; empty where the book has none. */
    public Optional<Item> item(Side side, ItemId id) {
        return entry(side, id).map(BookItem::item);
    }

    Optional<BookItem> entry(Side side, ItemId id) {
        return Optional.ofNullable(items.get(new BookItem.Key(side, id)));
    }

    private BookItem known(Side side, ItemId id) {
        return entry(side, id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the book has no item '" + id + "' on side " + side + ", expected one of items(" + side + ")"));
    }

    /**
     * How the item stands.
     *
     * @throws IllegalArgumentException where the book has no such item
     */
    public BookStatus.OfItem status(Side side, ItemId id) {
        return known(side, id).status();
    }

    /**
     * What is open of the item.
     *
     * @throws IllegalArgumentException where the book has no such item
     */
    public MonetaryAmount openAmount(Side side, ItemId id) {
        BookItem item = known(side, id);
        return money(item).ofMinor(item.openMinor());
    }

    /**
     * Whose hand the item's matches bear: a person's outranks a run's.
     *
     * @throws IllegalArgumentException where the book has no such item
     */
    public Provenance provenance(Side side, ItemId id) {
        int automatic = 0;
        int manual = 0;
        for (BookItem.Claim claim : known(side, id).claims()) {
            BookMatch match = matches.get(claim.match());
            if (match != null && claim.status().isClaiming()) {
                automatic += match.byHand() ? 0 : 1;
                manual += match.byHand() ? 1 : 0;
            }
        }
        return new Provenance(automatic, manual);
    }

    /** Every match there ever was, by number. */
    public List<BookMatch> matches() {
        return matches.values().stream()
                .sorted(Comparator.comparingInt(BookMatch::number))
                .toList();
    }

    /** The match with the number. */
    public Optional<BookMatch> match(int number) {
        return Optional.ofNullable(matches.get(number));
    }

    /** The youngest match that takes exactly these portions; empty where there never was one. */
    public Optional<BookMatch> find(List<Match.Portion> left, List<Match.Portion> right) {
        return Optional.ofNullable(byContent.get(BookMatch.contentOf(left, right)))
                .flatMap(this::match);
    }

    /** Every close, oldest first, those of reopened periods included. */
    public List<Closing> closings() {
        return periods.closings();
    }

    /** Whether the day lies in a closed period. */
    public boolean isClosed(LocalDate day) {
        return closedPeriods().anyMatch(period -> period.contains(day));
    }

    Stream<DateRange> closedPeriods() {
        return periods.closings().stream()
                .map(Closing::period)
                .filter(period -> !periods.reopened().contains(period));
    }

    boolean isReopened(LocalDate day) {
        return periods.reopened().stream().anyMatch(period -> period.contains(day));
    }

    /** Settled matches that newer items make doubtful, one break each, oldest match first. */
    public List<Break> lateRivals() {
        return matches().stream()
                .filter(match -> match.status() == BookStatus.CONFIRMED
                        && !match.lateRivals().isEmpty())
                .map(this::lateRival)
                .toList();
    }

    private Break lateRival(BookMatch match) {
        Break.Builder found = Break.builder()
                .breakClass(BreakClass.LATE_RIVAL)
                .subject(SubjectRef.of("match", match.id().value()))
                .age(Break.Age.NONE)
                .evidence(Evidence.of(
                        BreakClass.LATE_RIVAL,
                        "match " + match.number() + " is settled, and what arrived since reads it otherwise with "
                                + match.lateRivals()));
        Stream.concat(match.left().stream(), match.right().stream())
                .map(Match.Portion::item)
                .forEach(found::addItem);
        match.total().ifPresent(found::amount);
        return found.build();
    }

    /** Everything taken in is open, claimed by a match or left out, in count and in money, per side and currency (REC-60). */
    public Proof conservation() {
        return BookConservation.of(this);
    }

    /** Digest of everything that is settled and of everything that is open: equal books have equal digests, whatever led to them. */
    public Sha256 digest() {
        List<Object> fields = new ArrayList<>();
        for (Side side : Side.values()) {
            sorted(side)
                    .forEach(item ->
                            fields.add(Sha256.ofFields(item.digest(), item.status(), Long.toString(item.openMinor()))));
        }
        matches.values().stream()
                .filter(match -> match.status().isActive())
                .map(match -> Sha256.ofFields(match.content(), match.status()).hex())
                .sorted()
                .forEach(fields::add);
        return Sha256.ofFields(fields.toArray());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Book book && history.equals(book.history);
    }

    @Override
    public int hashCode() {
        return history.hashCode();
    }

    @Override
    public String toString() {
        return "Book(" + items.size() + " items, " + matches.size() + " matches, " + history.size() + " events)";
    }

    /**
     * Whose matches claim an item.
     *
     * @param automatic how many claims of runs
     * @param manual how many claims of persons
     */
    public record Provenance(int automatic, int manual) {

        /** No claim. */
        public static final Provenance NONE = new Provenance(0, 0);

        /** MANUAL while a person's claim stands, else AUTO while a run's does, else NONE. */
        public Type type() {
            return manual > 0 ? Type.MANUAL : automatic > 0 ? Type.AUTO : Type.NONE;
        }

        /** One claim more, or one less; never fewer than none. */
        public Provenance plus(int automaticClaims, int manualClaims) {
            return new Provenance(Math.max(0, automatic + automaticClaims), Math.max(0, manual + manualClaims));
        }

        /** Whose hand counts. */
        public enum Type {
            NONE,
            AUTO,
            MANUAL
        }
    }

    /** A match in the book. Immutable. */
    @Value.Immutable
    public interface BookMatch {

        /** Its number in the book, from 1. */
        int number();

        /** Its id by content: the run's where a run found it. */
        MatchId id();

        /** How it stands. */
        BookStatus status();

        /** What it takes on the left. */
        List<Match.Portion> left();

        /** What it takes on the right. */
        List<Match.Portion> right();

        /** What the sides differ by. */
        List<Difference> differences();

        /** The pass of the plan that found it; empty where a command made it. */
        Optional<String> pass();

        /** Whether a person made it by hand, not a run and not a suggestion. */
        boolean byHand();

        /** Who made it: may not approve it. */
        Actor maker();

        /** Digests of its items when it was made. */
        Set<Sha256> itemDigests();

        /** Why it was rejected, refused or taken back, or an item written off. */
        Optional<String> reason();

        /** Sets of items with which newer readings contest it. */
        Set<Set<ItemId>> lateRivals();

        /** The closed period that it is part of. */
        Optional<DateRange> sealedIn();

        /** Whether it writes an item off. */
        default boolean isWriteOff() {
            return left().isEmpty() != right().isEmpty()
                    && differences().stream()
                            .anyMatch(line -> line.reason()
                                    .is(io.counterfoil.reconciliation.difference.Difference.Reason.WRITE_OFF));
        }

        /** Digest of what it takes. */
        default Sha256 content() {
            return contentOf(left(), right());
        }

        /** Digest of its items as they were when it was made. */
        default Sha256 itemSet() {
            return setOf(itemDigests());
        }

        /** What it takes on the left, or on the right where nothing is taken on the left. */
        default Optional<MonetaryAmount> total() {
            return (left().isEmpty() ? right() : left())
                    .stream().map(Match.Portion::amount).reduce(MonetaryAmount::add);
        }

        /** The portions of a side. */
        default List<Match.Portion> portions(Side side) {
            return side == Side.LEFT ? left() : right();
        }

        /** Digest of portions, in whatever order they come. */
        static Sha256 contentOf(List<Match.Portion> left, List<Match.Portion> right) {
            return Sha256.ofFields("match", plain(left), plain(right));
        }

        /** Digest of a set of item digests. */
        static Sha256 setOf(Set<Sha256> digests) {
            return Sha256.ofFields(digests.stream().map(Sha256::hex).sorted().toList());
        }

        private static List<Object> plain(List<Match.Portion> portions) {
            List<Object> fields = new ArrayList<>();
            portions.stream().sorted(Comparator.comparing(Match.Portion::item)).forEach(portion -> {
                fields.add(portion.item());
                fields.add(portion.amount());
            });
            return fields;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds matches. Not thread-safe. */
        final class Builder extends ImmutableBookMatch.Builder {
            Builder() {}
        }
    }

    /**
     * An item that goes on open.
     *
     * @param side where
     * @param item which
     * @param open how much
     * @param firstSeen the business day on which the book first had it
     * @param ageDays calendar days from its day to the end of the period
     */
    public record Carried(Side side, ItemId item, MonetaryAmount open, LocalDate firstSeen, int ageDays) {

        static Carried of(BookItem item, MonetaryAmount open, LocalDate end) {
            return new Carried(
                    item.side(),
                    item.item().id(),
                    open,
                    item.firstSeen(),
                    Math.toIntExact(ChronoUnit.DAYS.between(item.item().day(), end)));
        }
    }

    /**
     * A proof that a close rests on.
     *
     * @param subject of what
     * @param status how it ended
     * @param digest of its figures
     */
    public record ProofOfClose(SubjectRef subject, ProofStatus status, Sha256 digest) {}

    /**
     * The close of a period.
     *
     * @param period closed
     * @param carried what goes on open, by side, day and id
     * @param proofs what the close rests on
     * @param acceptance the word for proofs that do not hold
     * @param by who closed it
     * @param hash of all this and of the close before it
     */
    public record Closing(
            DateRange period,
            List<Carried> carried,
            List<ProofOfClose> proofs,
            Optional<BookCommand.Acceptance> acceptance,
            Actor by,
            Sha256 hash) {
        public Closing {
            carried = List.copyOf(carried);
            proofs = List.copyOf(proofs);
        }
    }
}
