package io.counterfoil.payments.ledger;

import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
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
        return with(Leg.of(account, EntrySide.DEBIT, amount));
    }

    /** One credit more. */
    public Journal credit(String account, MonetaryAmount amount) {
        return credit(AccountId.of(account), amount);
    }

    /** One credit more. */
    public Journal credit(AccountId account, MonetaryAmount amount) {
        return with(Leg.of(account, EntrySide.CREDIT, amount));
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
}
