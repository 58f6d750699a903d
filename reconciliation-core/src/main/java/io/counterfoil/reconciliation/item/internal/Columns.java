package io.counterfoil.reconciliation.item.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a batch: rows are appended, then read. Not thread-safe while rows are appended. */
public final class Columns {

    /** The due day of a row that has none. */
    public static final int NO_DAY = Integer.MIN_VALUE;

    /** The instant of a row that has none. */
    public static final long NO_INSTANT = Long.MIN_VALUE;

    /** The code of a text that is missing. */
    public static final int MISSING = -1;

    private static final long KEY_HIGH = 0x9E3779B97F4A7C15L;
    private static final long KEY_LOW = 0xC2B2AE3D27D4EB4FL;

    /** Amounts in minor units. */
    public long[] amount = new long[16];

    /** Open amounts, or null where each equals its amount. */
    public long @Nullable [] open;

    /** Days since 1970. */
    public int[] day = new int[16];

    /** Due days, or null where no row has one. */
    public int @Nullable [] due;

    /** Instants in nanoseconds since 1970, or null where no row has one; {@link #NO_INSTANT} for a row that has none. */
    public long @Nullable [] instant;

    /** Numbers of currencies. */
    public short[] currency = new short[16];

    /** Where the references of each row end in {@link #references}. */
    public int[] referenceEnd = new int[16];

    /** Codes in the dictionaries, or {@link #MISSING}. */
    public int[] party = new int[16];

    public int[] account = new int[16];
    public int[] group = new int[16];

    /** Numbers in {@link #texts}, or {@link #MISSING}; null where no row has text. */
    public int @Nullable [] text;

    public final TextPool ids;
    public final TextPool references;
    public final TextPool texts;

    /** Fingerprints of {@link #references}, by the same numbers. */
    public final Prints prints;

    public final Dictionary parties;
    public final Dictionary accounts;
    public final Dictionary groups;
    public int size;

    /** No rows yet; references are fingerprinted under a fixed key. */
    public Columns() {
        this(new Prints(KEY_HIGH, KEY_LOW));
    }

    /** No rows yet; references are fingerprinted as the others were, whose numbers are not looked at. */
    public Columns(Prints prints) {
        this(
                new TextPool(),
                new TextPool(),
                new TextPool(),
                new Dictionary(),
                new Dictionary(),
                new Dictionary(),
                Prints.alike(prints));
    }

    private Columns(
            TextPool ids,
            TextPool references,
            TextPool texts,
            Dictionary parties,
            Dictionary accounts,
            Dictionary groups,
            Prints prints) {
        this.ids = ids;
        this.references = references;
        this.texts = texts;
        this.parties = parties;
        this.accounts = accounts;
        this.groups = groups;
        this.prints = prints;
    }

    /** Appends a reference to the row being appended. */
    public void addReference(String reference) {
        references.print(references.add(reference), prints);
    }

    /** Fingerprints of the references under the same key as the others. */
    public Prints printsAlike(Prints others) {
        return prints.isAlike(others) ? prints : others.under(references);
    }

    /** Gives back what was reserved for texts and not used. */
    public void seal() {
        ids.seal();
        references.seal();
        texts.seal();
        prints.seal();
    }

    /** Makes room for one row more. */
    public void reserve() {
        if (size < amount.length) {
            return;
        }
        int more = size + (size >> 1) + 16;
        amount = Arrays.copyOf(amount, more);
        day = Arrays.copyOf(day, more);
        currency = Arrays.copyOf(currency, more);
        referenceEnd = Arrays.copyOf(referenceEnd, more);
        party = Arrays.copyOf(party, more);
        account = Arrays.copyOf(account, more);
        group = Arrays.copyOf(group, more);
        open = open == null ? null : Arrays.copyOf(open, more);
        due = due == null ? null : Arrays.copyOf(due, more);
        if (instant != null) {
            int had = instant.length;
            instant = Arrays.copyOf(instant, more);
            Arrays.fill(instant, had, more, NO_INSTANT);
        }
        text = text == null ? null : Arrays.copyOf(text, more);
    }

    /** Sets the open amount of the row being appended. */
    public void setOpen(long minor) {
        if (open == null) {
            open = Arrays.copyOf(amount, amount.length);
        }
        open[size] = minor;
    }

    /** Sets the due day of the row being appended. */
    public void setDue(int epochDay) {
        if (due == null) {
            due = new int[amount.length];
            Arrays.fill(due, NO_DAY);
        }
        due[size] = epochDay;
    }

    /** Sets the instant of the row being appended. */
    public void setInstant(long nanos) {
        if (instant == null) {
            instant = new long[amount.length];
            Arrays.fill(instant, NO_INSTANT);
        }
        instant[size] = nanos;
    }

    /** The instant of the row, {@link #NO_INSTANT} where it has none. */
    public long instantOf(int row) {
        return instant == null ? NO_INSTANT : instant[row];
    }

    /** Sets the text of the row being appended. */
    public void setText(@Nullable String value) {
        if (value == null) {
            if (text != null) {
                text[size] = MISSING;
            }
            return;
        }
        if (text == null) {
            text = new int[amount.length];
            Arrays.fill(text, MISSING);
        }
        text[size] = texts.add(value);
    }

    /** Where the references of the row begin. */
    public int referenceStart(int row) {
        return row == 0 ? 0 : referenceEnd[row - 1];
    }

    /** Appends a copy of another batch's row, whose currencies have the same numbers. */
    public void appendRow(Columns from, int row) {
        reserve();
        ids.add(from.ids.text(row));
        amount[size] = from.amount[row];
        currency[size] = from.currency[row];
        day[size] = from.day[row];
        if (from.open != null) {
            setOpen(from.open[row]);
        }
        if (from.due != null) {
            setDue(from.due[row]);
        }
        if (from.instantOf(row) != NO_INSTANT) {
            setInstant(from.instantOf(row));
        }
        for (int i = from.referenceStart(row); i < from.referenceEnd[row]; i++) {
            addReference(from.references.text(i));
        }
        referenceEnd[size] = references.size();
        party[size] = parties.code(from.parties.text(from.party[row]));
        account[size] = accounts.code(from.accounts.text(from.account[row]));
        group[size] = groups.code(from.groups.text(from.group[row]));
        setText(from.text == null || from.text[row] == MISSING ? null : from.texts.text(from.text[row]));
        size++;
    }

    /** The same columns, with every row on the account. */
    public Columns onAccount(String name) {
        Columns copy = new Columns(ids, references, texts, parties, new Dictionary(), groups, prints);
        copy.amount = amount;
        copy.open = open;
        copy.day = day;
        copy.due = due;
        copy.instant = instant;
        copy.currency = currency;
        copy.referenceEnd = referenceEnd;
        copy.party = party;
        copy.account = new int[Math.max(size, 1)];
        Arrays.fill(copy.account, copy.accounts.code(name));
        copy.group = group;
        copy.text = text;
        copy.size = size;
        return copy;
    }

    /** Distinct texts by code. */
    public static final class Dictionary {

        private final TextPool pool = new TextPool();
        private final Map<String, Integer> codes = new HashMap<>();

        /** The code of the text, {@link #MISSING} for null. */
        public int code(@Nullable String text) {
            if (text == null) {
                return MISSING;
            }
            Integer known = codes.get(text);
            if (known == null) {
                known = pool.add(text);
                codes.put(text, known);
            }
            return known;
        }

        /** The text of the code, null for {@link #MISSING}. */
        public @Nullable String text(int code) {
            return code == MISSING ? null : pool.text(code);
        }

        /** How many codes from the first on mean the same in both. */
        public int leading(Dictionary other) {
            return TextPool.leading(pool, other.pool);
        }

        /** How many codes there are. */
        public int size() {
            return pool.size();
        }
    }
}
