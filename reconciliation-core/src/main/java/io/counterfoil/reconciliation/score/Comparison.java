package io.counterfoil.reconciliation.score;

import io.counterfoil.payments.calendar.BusinessCalendar;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What two items are compared by, in ordered levels of which the first that holds is taken; a value that a side lacks speaks neither way (reconciliation
 * specification 4.8). The last bounds of {@link #amountRatio} and {@link #dayLag} also say which pairs are looked at at all. Immutable.
 */
public final class Comparison {

    /** What is looked at. */
    public enum Kind {
        /** Open amounts, by their difference as a share of the larger one. */
        AMOUNT_RATIO,
        /** Days from left to right, each day a level. */
        DAY_LAG,
        /** Business days from left to right, each a level. */
        BUSINESS_DAY_LAG,
        /** References: equal, equal but for their writing, standing in the other's text, different. */
        REFERENCE,
        /** Names of the other party: same words, nearly the same (Jaro-Winkler), different. */
        PARTY_NAME,
        /** Words of the text that say who or what. */
        MEMO_SUBJECT,
        /** Code words and codes of the text. */
        MEMO_DETAIL,
        /** The account. */
        ACCOUNT
    }

    private final Kind kind;
    private final List<String> bounds;

    private Comparison(Kind kind, List<String> bounds) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.bounds = List.copyOf(bounds);
        if (kind != Kind.BUSINESS_DAY_LAG) {
            feature(Lexicon.EMPTY, null);
        }
    }

    /** A comparison of the kind with its bounds, as {@link #kind()} and {@link #bounds()} say them; for reading a kept model. */
    public static Comparison of(Kind kind, List<String> bounds) {
        return new Comparison(kind, bounds);
    }

    /** Amounts equal, or apart by up to so many per cent of the larger one, ascending; pairs further apart are no candidates. */
    public static Comparison amountRatio(String... percents) {
        return new Comparison(Kind.AMOUNT_RATIO, List.of(percents));
    }

    /** Each number of days from the left item to the right one, both limits inside; other pairs are no candidates. */
    public static Comparison dayLag(int min, int max) {
        return new Comparison(Kind.DAY_LAG, List.of(Integer.toString(min), Integer.toString(max)));
    }

    /** As {@link #dayLag}, in business days of the calendar that the model is used with. */
    public static Comparison businessDayLag(int min, int max) {
        return new Comparison(Kind.BUSINESS_DAY_LAG, List.of(Integer.toString(min), Integer.toString(max)));
    }

    /** References. */
    public static Comparison reference() {
        return new Comparison(Kind.REFERENCE, List.of());
    }

    /** Names of the other party. */
    public static Comparison partyName() {
        return new Comparison(Kind.PARTY_NAME, List.of());
    }

    /** Words of the text that say who or what; cuts at a field's width and initials are understood. */
    public static Comparison memoSubject() {
        return new Comparison(Kind.MEMO_SUBJECT, List.of());
    }

    /** Code words and codes of the text. */
    public static Comparison memoDetail() {
        return new Comparison(Kind.MEMO_DETAIL, List.of());
    }

    /** Accounts. */
    public static Comparison account() {
        return new Comparison(Kind.ACCOUNT, List.of());
    }

    /** Everything there is about transfers within so many days: amounts to 15 per cent apart, days, references, parties, texts, accounts. */
    public static List<Comparison> transfers(int minDays, int maxDays) {
        return List.of(
                amountRatio(
                        "0.1", "0.25", "0.5", "0.75", "1", "1.5", "2", "2.5", "3", "4", "5", "6", "7", "8", "10", "15"),
                dayLag(minDays, maxDays),
                reference(),
                partyName(),
                memoSubject(),
                memoDetail(),
                account());
    }

    /** What is looked at. */
    public Kind kind() {
        return kind;
    }

    /** Its bounds, as they were given. */
    public List<String> bounds() {
        return bounds;
    }

    Feature feature(Lexicon lexicon, @Nullable BusinessCalendar calendar) {
        return switch (kind) {
            case AMOUNT_RATIO -> new AmountFeature(bounds);
            case DAY_LAG -> new LagFeature(Integer.parseInt(bounds.get(0)), Integer.parseInt(bounds.get(1)), null);
            case BUSINESS_DAY_LAG ->
                new LagFeature(
                        Integer.parseInt(bounds.get(0)),
                        Integer.parseInt(bounds.get(1)),
                        Objects.requireNonNull(calendar, "a lag in business days needs a calendar"));
            case REFERENCE -> new ReferenceFeature();
            case PARTY_NAME -> new PartyNameFeature();
            case MEMO_SUBJECT -> new MemoSubjectFeature(lexicon);
            case MEMO_DETAIL -> new MemoDetailFeature(lexicon);
            case ACCOUNT -> new AccountFeature();
        };
    }

    static boolean readsText(Stream<Comparison> comparisons) {
        return comparisons.anyMatch(c -> c.kind == Kind.MEMO_SUBJECT || c.kind == Kind.MEMO_DETAIL);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Comparison that && kind == that.kind && bounds.equals(that.bounds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind.name(), bounds);
    }

    /** Reads as {@code DAY_LAG [0, 21]}. */
    @Override
    public String toString() {
        return bounds.isEmpty() ? kind.name() : kind + " " + bounds;
    }
}
