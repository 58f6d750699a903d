package io.counterfoil.reconciliation.item;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * How to read the host's own records: one extractor per field. An extractor may answer null or an empty {@code Optional} for a missing field, and any type for
 * text fields, which is written with {@code toString}. Immutable; each method returns another instance.
 *
 * @param <T> the host's type
 */
public final class Fields<T> {

    private record Reader<T>(Name name, Function<? super T, ? extends @Nullable Object> extractor) {}

    private enum Name {
        ID,
        AMOUNT,
        OPEN,
        DATE,
        DUE,
        INSTANT,
        REFERENCE,
        PARTY,
        ACCOUNT,
        GROUP,
        TEXT
    }

    private final String recordType;
    private final SignConvention sign;
    private final List<Reader<T>> readers;

    private Fields(String recordType, SignConvention sign, List<Reader<T>> readers) {
        this.recordType = recordType;
        this.sign = sign;
        this.readers = List.copyOf(readers);
    }

    /** No field yet, of records of the type. */
    public static <T> Fields<T> of(Class<T> type) {
        return new Fields<>(type.getSimpleName(), SignConvention.IN_POSITIVE, List.of());
    }

    /** The id. */
    public Fields<T> id(Function<? super T, ? extends @Nullable Object> extractor) {
        return with(Name.ID, extractor);
    }

    /** The amount; signed as {@link #sign} says. */
    public Fields<T> amount(Function<? super T, ? extends @Nullable MonetaryAmount> extractor) {
        return with(Name.AMOUNT, extractor);
    }

    /** What is still open; the whole amount where this is missing. */
    public Fields<T> open(Function<? super T, ? extends @Nullable MonetaryAmount> extractor) {
        return with(Name.OPEN, extractor);
    }

    /** The day it was booked or is expected. */
    public Fields<T> date(Function<? super T, ? extends @Nullable LocalDate> extractor) {
        return with(Name.DATE, extractor);
    }

    /** The day it falls due. */
    public Fields<T> due(Function<? super T, ? extends @Nullable Object> extractor) {
        return with(Name.DUE, extractor);
    }

    /** The instant it happened. */
    public Fields<T> instant(Function<? super T, ? extends @Nullable Instant> extractor) {
        return with(Name.INSTANT, extractor);
    }

    /** A reference; may be called several times, each adds one. */
    public Fields<T> reference(Function<? super T, ? extends @Nullable Object> extractor) {
        return with(Name.REFERENCE, extractor);
    }

    /** The other party. */
    public Fields<T> party(Function<? super T, ? extends @Nullable Object> extractor) {
        return with(Name.PARTY, extractor);
    }

    /** The account it stands on; pass a token or the last four digits, never a full number. */
    public Fields<T> account(Function<? super T, ? extends @Nullable Object> extractor) {
        return with(Name.ACCOUNT, extractor);
    }

    /** The payout, batch or slip it belongs to. */
    public Fields<T> group(Function<? super T, ? extends @Nullable Object> extractor) {
        return with(Name.GROUP, extractor);
    }

    /** Free text. */
    public Fields<T> text(Function<? super T, ? extends @Nullable Object> extractor) {
        return with(Name.TEXT, extractor);
    }

    /** How the source signs its amounts; {@link SignConvention#IN_POSITIVE} unless it is called. */
    public Fields<T> sign(SignConvention convention) {
        return new Fields<>(recordType, convention, readers);
    }

    private Fields<T> with(Name name, Function<? super T, ? extends @Nullable Object> extractor) {
        List<Reader<T>> more = new ArrayList<>(readers);
        more.add(new Reader<>(name, Objects.requireNonNull(extractor, "extractor")));
        return new Fields<>(recordType, sign, more);
    }

    String recordType() {
        return recordType;
    }

    void read(T value, ItemBatch.Builder into) {
        into.sign(sign);
        for (Reader<T> reader : readers) {
            Object found = reader.extractor().apply(value);
            if (found instanceof Optional<?> optional) {
                found = optional.orElse(null);
            }
            if (found != null) {
                set(reader.name(), found, into);
            }
        }
        into.add();
    }

    private static void set(Name name, Object found, ItemBatch.Builder into) {
        switch (name) {
            case ID -> into.id(found.toString());
            case AMOUNT -> into.amount((MonetaryAmount) found);
            case OPEN -> into.open((MonetaryAmount) found);
            case DATE -> into.day((LocalDate) found);
            case DUE -> into.due(asDay(found));
            case INSTANT -> into.instant((Instant) found);
            case REFERENCE -> into.reference(found.toString());
            case PARTY -> into.party(found.toString());
            case ACCOUNT -> into.account(found.toString());
            case GROUP -> into.group(found.toString());
            case TEXT -> into.text(found.toString());
        }
    }

    private static LocalDate asDay(Object found) {
        if (found instanceof LocalDate day) {
            return day;
        }
        throw new IllegalArgumentException(
                "due day is a " + found.getClass().getSimpleName() + ", expected a LocalDate");
    }
}
