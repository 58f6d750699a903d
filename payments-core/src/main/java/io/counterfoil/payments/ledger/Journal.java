package io.counterfoil.payments.ledger;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * A journal: legs that balance in each currency, a day of booking and a day of value.
 *
 * <pre>{@code
 * Journal.of("p1:settled").bookedOn(d).valueOn(d)
 *     .debit("cash:rbc", cad.of("97.00")).debit("fees", cad.of("3.00")).credit("client:42", cad.of("100.00"))
 * }</pre>
 *
 * <p>A value that may be wrong in every way that a ledger refuses: it is the ledger's answer that says so, with a code. Every method gives a new
 * journal. Equal when id, days, legs in their order and attributes are equal. Immutable.
 */
public final class Journal {

    private final JournalId id;
    private final @Nullable LocalDate bookedOn;
    private final @Nullable LocalDate valueOn;
    private final List<Leg> legs;
    private final SortedMap<String, String> attributes;

    private Journal(
            JournalId id,
            @Nullable LocalDate bookedOn,
            @Nullable LocalDate valueOn,
            List<Leg> legs,
            SortedMap<String, String> attributes) {
        this.id = Objects.requireNonNull(id, "id");
        this.bookedOn = bookedOn;
        this.valueOn = valueOn;
        this.legs = legs;
        this.attributes = attributes;
    }

    /** A journal without legs. */
    public static Journal of(String id) {
        return of(JournalId.of(id));
    }

    /** A journal without legs. */
    public static Journal of(JournalId id) {
        return new Journal(id, null, null, List.of(), Collections.emptySortedMap());
    }

    /** Booked on this day: it decides the period. */
    public Journal bookedOn(LocalDate day) {
        return new Journal(id, Objects.requireNonNull(day, "day"), valueOn, legs, attributes);
    }

    /** Of value from this day; the day of booking where it is not said. */
    public Journal valueOn(LocalDate day) {
        return new Journal(id, bookedOn, Objects.requireNonNull(day, "day"), legs, attributes);
    }

    /** One debit more. */
    public Journal debit(String account, MonetaryAmount amount) {
        return debit(AccountId.of(account), amount);
    }

    /** One debit more. */
    public Journal debit(AccountId account, MonetaryAmount amount) {
        return with(Leg.of(account, Side.DEBIT, amount));
    }

    /** One credit more. */
    public Journal credit(String account, MonetaryAmount amount) {
        return credit(AccountId.of(account), amount);
    }

    /** One credit more. */
    public Journal credit(AccountId account, MonetaryAmount amount) {
        return with(Leg.of(account, Side.CREDIT, amount));
    }

    /** One leg more. */
    public Journal with(Leg leg) {
        return with(List.of(leg));
    }

    /** These legs more. */
    public Journal with(List<Leg> more) {
        List<Leg> all = new ArrayList<>(legs.size() + more.size());
        all.addAll(legs);
        all.addAll(more);
        return new Journal(id, bookedOn, valueOn, Collections.unmodifiableList(all), attributes);
    }

    /**
     * A structured fact kept with the journal and in the hash chain, such as a reference; it takes no part in telling whether two journals are the
     * same. Kept as given: free text belongs into {@link #memo(String)}.
     *
     * @param key not blank, not beginning with {@code @} (the ledger's own)
     */
    public Journal attribute(String key, String value) {
        if (key.isBlank() || key.charAt(0) == '@') {
            throw new IllegalArgumentException(
                    "attribute key '" + key + "' of journal " + id + ", expected a name that does not begin with @");
        }
        SortedMap<String, String> all = new TreeMap<>(attributes);
        all.put(key, Objects.requireNonNull(value, "value"));
        return new Journal(id, bookedOn, valueOn, legs, Collections.unmodifiableSortedMap(all));
    }

    /** Free text, kept as attribute {@code memo} after card numbers and security codes were taken out. */
    public Journal memo(String text) {
        return attribute("memo", PanRedactor.redact(text));
    }

    /** Its id. */
    public JournalId id() {
        return id;
    }

    /**
     * The day of booking.
     *
     * @throws IllegalStateException where it was not said
     */
    public LocalDate bookedOn() {
        LocalDate day = bookedOn;
        if (day == null) {
            throw new IllegalStateException("journal '" + id + "' has no day of booking, expected bookedOn(day)");
        }
        return day;
    }

    /** The day of value. */
    public LocalDate valueOn() {
        LocalDate day = valueOn;
        return day == null ? bookedOn() : day;
    }

    /** The legs, in the order given. */
    public List<Leg> legs() {
        return legs;
    }

    /** The attributes by key. */
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Journal journal
                && id.equals(journal.id)
                && Objects.equals(bookedOn, journal.bookedOn)
                && Objects.equals(valueOn, journal.valueOn)
                && legs.equals(journal.legs)
                && attributes.equals(journal.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, bookedOn, valueOn, legs, attributes);
    }

    @Override
    public String toString() {
        return "journal " + id + " booked " + bookedOn + " " + legs;
    }

    /** The side of an account that a leg stands on. */
    public enum Side {
        /** Left: raises assets and expenses. */
        DEBIT("D"),
        /** Right: raises liabilities, income and equity. */
        CREDIT("C");

        private final String letter;

        Side(String letter) {
            this.letter = letter;
        }

        /** {@code D} or {@code C}, as the hash chain writes it. */
        public String letter() {
            return letter;
        }

        /** The other side. */
        public Side opposite() {
            return this == DEBIT ? CREDIT : DEBIT;
        }

        /** The side with the letter. */
        public static Side parse(String letter) {
            return switch (letter) {
                case "D" -> DEBIT;
                case "C" -> CREDIT;
                default -> throw new IllegalArgumentException("side '" + letter + "', expected D or C");
            };
        }
    }

    /**
     * One line of a journal: so much on one side of one account.
     *
     * @param account whose
     * @param side debit or credit
     * @param currency of the amount
     * @param minor in the currency's minor units; the ledger refuses what is not above zero
     */
    public record Leg(AccountId account, Journal.Side side, CurrencyUnit currency, long minor) {

        public Leg {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(side, "side");
            Objects.requireNonNull(currency, "currency");
        }

        /**
         * So much on one side of an account.
         *
         * @throws ArithmeticException where the amount is not a whole number of minor units
         */
        public static Leg of(AccountId account, Journal.Side side, MonetaryAmount amount) {
            return new Leg(account, side, amount.getCurrency(), Amounts.minor(amount));
        }

        /** The amount. */
        public MonetaryAmount amount() {
            return Amounts.in(currency).ofMinor(minor);
        }

        /** Reads as {@code D cash:rbc 9700 CAD}, in minor units. */
        @Override
        public String toString() {
            return side.letter() + " " + account + " " + minor + " " + currency.getCurrencyCode();
        }
    }

    /**
     * Until when a pending journal holds.
     *
     * @param at from this instant on it is expired; {@link Instant#MAX} for never
     */
    public record Expiry(Instant at) {

        private static final Expiry NEVER = new Expiry(Instant.MAX);

        public Expiry {
            Objects.requireNonNull(at, "at");
        }

        /** Holds until it is posted or voided. */
        public static Expiry never() {
            return NEVER;
        }

        /** Expires at the instant. */
        public static Expiry at(Instant at) {
            return new Expiry(at);
        }

        /** Expires so long after now. */
        public static Expiry after(Duration span, Instant now) {
            return new Expiry(now.plus(span));
        }

        /** Whether it is expired at the instant. */
        public boolean isPassed(Instant now) {
            return !at.equals(Instant.MAX) && !at.isAfter(now);
        }
    }

    /**
     * Posts a pending journal, in full or in part.
     *
     * <pre>{@code
     * PostPending.all(Journal.of("p1:settled").bookedOn(d), "p1:submitted");
     * PostPending.part(Journal.of("k1:capture1").bookedOn(d).debit(...).credit(...), "k1:auth").keepRest();
     * }</pre>
     *
     * <p>What a part leaves over is released at once, unless the rest is kept for a later post. Immutable.
     *
     * @param journal id, days and attributes; the legs are what is posted of the pending, none when everything left is posted
     * @param pending the pending journal
     * @param everything whether all that is left is posted
     * @param keepsRest whether what is left after this stays pending
     */
    public record PostPending(Journal journal, JournalId pending, boolean everything, boolean keepsRest) {

        public PostPending {
            Objects.requireNonNull(journal, "journal");
            Objects.requireNonNull(pending, "pending");
            if (everything && !journal.legs().isEmpty()) {
                throw new IllegalArgumentException("journal '" + journal.id() + "' has legs " + journal.legs()
                        + " and posts everything, expected one of the two");
            }
        }

        /** Posts all that is left of the pending. */
        public static PostPending all(Journal withoutLegs, String pending) {
            return all(withoutLegs, JournalId.of(pending));
        }

        /** Posts all that is left of the pending. */
        public static PostPending all(Journal withoutLegs, JournalId pending) {
            return new PostPending(withoutLegs, pending, true, false);
        }

        /** Posts the journal's legs out of the pending and releases the rest. */
        public static PostPending part(Journal part, String pending) {
            return part(part, JournalId.of(pending));
        }

        /** Posts the journal's legs out of the pending and releases the rest. */
        public static PostPending part(Journal part, JournalId pending) {
            return new PostPending(part, pending, false, false);
        }

        /** The same post, after which the rest stays pending. */
        public PostPending keepRest() {
            return new PostPending(journal, pending, everything, true);
        }

        /** The legs asked for; empty for all that is left. */
        List<Journal.Leg> legs() {
            return journal.legs();
        }
    }

    /**
     * Releases all that is left of a pending journal.
     *
     * <pre>{@code
     * VoidPending.of(Journal.of("p1:rejected").bookedOn(d), "p1:submitted");
     * }</pre>
     *
     * @param journal id, days and attributes; without legs
     * @param pending the pending journal
     */
    public record VoidPending(Journal journal, JournalId pending) {

        public VoidPending {
            Objects.requireNonNull(pending, "pending");
            if (!journal.legs().isEmpty()) {
                throw new IllegalArgumentException("journal '" + journal.id() + "' has legs " + journal.legs()
                        + ", expected none: a void releases all that is left");
            }
        }

        /** Voids the pending. */
        public static VoidPending of(Journal withoutLegs, String pending) {
            return of(withoutLegs, JournalId.of(pending));
        }

        /** Voids the pending. */
        public static VoidPending of(Journal withoutLegs, JournalId pending) {
            return new VoidPending(withoutLegs, pending);
        }
    }
}
