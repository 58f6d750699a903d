package io.counterfoil.payments.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Journals as columns, for {@link Ledger#post(JournalBatch, Instant)}: ids, days, and per leg the account's number, the side and minor units, in arrays that
 * are filled again and again.
 *
 * <pre>{@code
 * JournalBatch batch = JournalBatch.ofCapacity(8192).on(day, day);
 * batch.post(idHigh, idLow).debit(cash, 97_00).debit(fees, 3_00).credit(client, 100_00);
 * batch.pend("k:auth").debit(inflight, 60_00).credit(client, 60_00).until(expiry);
 * batch.postPending("k:capture", "k:auth").voidPending("h:void", "h");
 * BatchOutcome outcome = ledger.post(batch, now);
 * }</pre>
 *
 * <p>An account is named by its {@linkplain Ledger#number number}; a leg is in the account's currency. An id of two longs stands for the text of its 32
 * lower-case hex digits. The same rules hold as for the journals one by one, and the same errors come in the same order. Not thread-safe.
 */
public final class JournalBatch {

    private static final byte POST = LedgerStore.LedgerRecord.Kind.POST.number();
    private static final byte PEND = LedgerStore.LedgerRecord.Kind.PEND.number();
    private static final byte VOID_PENDING = LedgerStore.LedgerRecord.Kind.VOID_PENDING.number();
    private static final String NO_TEXT = "";
    private static final long NEVER_SECOND = Instant.MAX.getEpochSecond();
    private static final int NEVER_NANO = Instant.MAX.getNano();

    private int size;
    private boolean allOrNothing;
    private int bookedOn;
    private int valueOn;
    private byte[] kind;
    private byte[] flags;
    private byte[] form;
    private long[] high;
    private long[] low;
    private byte[] pendingForm;
    private long[] pendingHigh;
    private long[] pendingLow;
    private int[] booked;
    private int[] value;
    private long[] expirySecond;
    private int[] expiryNano;
    private int[] firstLeg;
    private int legs;
    int[] account;
    byte[] side;
    long[] minor;
    private @Nullable String[] texts = new @Nullable String[0];
    private @Nullable Object[] attributes = new @Nullable Object[0];
    private int[] currency = new int[0];
    private final PackedId packed = new PackedId();

    private JournalBatch(int journals) {
        kind = new byte[journals];
        flags = new byte[journals];
        form = new byte[journals];
        high = new long[journals];
        low = new long[journals];
        pendingForm = new byte[journals];
        pendingHigh = new long[journals];
        pendingLow = new long[journals];
        booked = new int[journals];
        value = new int[journals];
        expirySecond = new long[journals];
        expiryNano = new int[journals];
        firstLeg = new int[journals + 1];
        account = new int[2 * journals];
        side = new byte[2 * journals];
        minor = new long[2 * journals];
    }

    /** An empty batch with room for so many journals of two legs; it grows where it must. */
    public static JournalBatch ofCapacity(int journals) {
        if (journals < 1) {
            throw new IllegalArgumentException("batch with room for " + journals + " journals, expected one or more");
        }
        return new JournalBatch(journals);
    }

    /** The batch without journals, its days and {@link #allOrNothing} as they were. */
    public JournalBatch clear() {
        if (texts.length > 0) {
            Arrays.fill(texts, 0, Math.min(texts.length, 2 * size), null);
        }
        if (attributes.length > 0) {
            Arrays.fill(attributes, 0, Math.min(attributes.length, size), null);
        }
        clearCurrencies();
        size = 0;
        legs = 0;
        return this;
    }

    /**
     * None of the batch is posted where one is refused: the first that is keeps its own error, and its id where that uses it up; the others are
     * {@link Posting.LedgerError#BATCH_REFUSED}.
     */
    public JournalBatch allOrNothing() {
        allOrNothing = true;
        return this;
    }

    /**
     * Days of booking and value, since the epoch, of the journals that come next.
     *
     * @see java.time.LocalDate#toEpochDay()
     */
    public JournalBatch on(int bookedDay, int valueDay) {
        if (bookedDay == Log.NO_DAY || valueDay == Log.NO_DAY) {
            throw new IllegalArgumentException("day " + Log.NO_DAY + " is outside the years that a ledger can keep");
        }
        bookedOn = bookedDay;
        valueOn = valueDay;
        return this;
    }

    /** Begins a journal to post. */
    public JournalBatch post(String id) {
        return begin(LedgerStore.LedgerRecord.Kind.POST, id, NO_TEXT);
    }

    /** Begins a journal to post. */
    public JournalBatch post(long idHigh, long idLow) {
        add(LedgerStore.LedgerRecord.Kind.POST, idHigh, idLow);
        return this;
    }

    /** Begins a journal to make pending, for ever where {@link #until} is not said. */
    public JournalBatch pend(String id) {
        return begin(LedgerStore.LedgerRecord.Kind.PEND, id, NO_TEXT);
    }

    /** Begins a journal to make pending. */
    public JournalBatch pend(long idHigh, long idLow) {
        add(LedgerStore.LedgerRecord.Kind.PEND, idHigh, idLow);
        return this;
    }

    /** Posts a pending: all that is left, or the legs that follow. */
    public JournalBatch postPending(String id, String pending) {
        begin(LedgerStore.LedgerRecord.Kind.POST_PENDING, id, pending);
        flags[size - 1] |= Log.EVERYTHING;
        return this;
    }

    /** Posts a pending: all that is left, or the legs that follow. */
    public JournalBatch postPending(long idHigh, long idLow, long pendingIdHigh, long pendingIdLow) {
        int at = add(LedgerStore.LedgerRecord.Kind.POST_PENDING, idHigh, idLow);
        pending(at, pendingIdHigh, pendingIdLow);
        flags[at] |= Log.EVERYTHING;
        return this;
    }

    /** Releases all that is left of a pending. */
    public JournalBatch voidPending(String id, String pending) {
        return begin(LedgerStore.LedgerRecord.Kind.VOID_PENDING, id, pending);
    }

    /** Releases all that is left of a pending. */
    public JournalBatch voidPending(long idHigh, long idLow, long pendingIdHigh, long pendingIdLow) {
        pending(add(LedgerStore.LedgerRecord.Kind.VOID_PENDING, idHigh, idLow), pendingIdHigh, pendingIdLow);
        return this;
    }

    /** One debit more of the journal begun last. */
    public JournalBatch debit(int accountNumber, long amountMinor) {
        return named(accountNumber, 0, amountMinor);
    }

    /** One credit more of the journal begun last. */
    public JournalBatch credit(int accountNumber, long amountMinor) {
        return named(accountNumber, 1, amountMinor);
    }

    /** What the post of a pending begun last leaves over stays pending. */
    public JournalBatch keepRest() {
        flags[last(LedgerStore.LedgerRecord.Kind.POST_PENDING)] |= Log.KEEPS_REST;
        return this;
    }

    /** The pending begun last expires at the instant. */
    public JournalBatch until(Instant expiry) {
        int at = last(LedgerStore.LedgerRecord.Kind.PEND);
        expirySecond[at] = expiry.getEpochSecond();
        expiryNano[at] = expiry.getNano();
        return this;
    }

    /** How many journals. */
    public int size() {
        return size;
    }

    private int last(LedgerStore.LedgerRecord.Kind expected) {
        if (size == 0 || kind[size - 1] != expected.number()) {
            throw new IllegalStateException("the batch's last journal is "
                    + (size == 0 ? "none" : LedgerStore.LedgerRecord.Kind.numbered(kind[size - 1])) + ", expected a "
                    + expected);
        }
        return size - 1;
    }

    private JournalBatch named(int accountNumber, int sideNumber, long amountMinor) {
        if (accountNumber < 0) {
            throw new IllegalArgumentException("account number " + accountNumber + ", expected 0 or more");
        }
        if (size == 0 || kind[size - 1] == VOID_PENDING) {
            throw new IllegalStateException(
                    (size == 0 ? "no journal was begun" : "a void has no legs") + ", expected a journal with legs");
        }
        flags[size - 1] &= ~Log.EVERYTHING;
        leg(accountNumber, sideNumber, amountMinor);
        return this;
    }

    void leg(int accountNumber, int sideNumber, long amountMinor) {
        if (legs == account.length) {
            int grown = Math.addExact(legs, legs);
            account = Arrays.copyOf(account, grown);
            side = Arrays.copyOf(side, grown);
            minor = Arrays.copyOf(minor, grown);
        }
        account[legs] = accountNumber;
        side[legs] = (byte) sideNumber;
        minor[legs++] = amountMinor;
        firstLeg[size] = legs;
    }

    /** The leg added last is in another currency than that of its account. */
    void inCurrency(int currencyNumber) {
        if (currency.length < account.length) {
            currency = Arrays.copyOf(currency, account.length);
        }
        currency[legs - 1] = currencyNumber + 1;
    }

    JournalBatch begin(LedgerStore.LedgerRecord.Kind what, String id, String pendingId) {
        packed.pack(id);
        String idText = packed.text;
        int at = add(what, packed.high, packed.low);
        form[at] = packed.form;
        packed.pack(pendingId);
        pending(at, packed.high, packed.low);
        pendingForm[at] = packed.form;
        keep(idText, 2 * at);
        keep(packed.text, 2 * at + 1);
        return this;
    }

    /** A journal as a record of the log has it. */
    void begin(LedgerState from, int record, LedgerStore.LedgerRecord.Kind what) {
        Log log = from.log;
        int at = add(what, log.idHigh(record), log.idLow(record));
        form[at] = log.idForm(record);
        keep(form[at] == PackedId.TEXT ? log.id(record) : null, 2 * at);
        flags[at] = log.flags(record);
        if (what == LedgerStore.LedgerRecord.Kind.PEND
                && log.kind(record) == LedgerStore.LedgerRecord.Kind.PEND
                && log.expires(record)) {
            until(log.expiry(record));
        }
        if (namesLegs(at)) {
            for (int row = log.firstRow(record); row < log.endOfRows(record); row++) {
                if (from.isLeg(record, row)) {
                    leg(log.rows.account(row), log.rows.sideNumber(row), log.rows.minor(row));
                }
            }
        }
        if (log.hasExtra(record)) {
            attributes(log.attributes(record));
        }
    }

    private void keep(@Nullable String text, int at) {
        if (text != null && texts.length <= at) {
            texts = Arrays.copyOf(texts, 2 * kind.length);
        }
        if (at < texts.length) {
            texts[at] = text;
        }
    }

    private int add(LedgerStore.LedgerRecord.Kind what, long idHigh, long idLow) {
        if (size == kind.length) {
            grow();
        }
        int at = size++;
        kind[at] = what.number();
        flags[at] = 0;
        form[at] = PackedId.HEX;
        high[at] = idHigh;
        low[at] = idLow;
        booked[at] = bookedOn;
        value[at] = valueOn;
        if (what != LedgerStore.LedgerRecord.Kind.POST) {
            // a plain journal's cells are never read: isWithoutPending and expires answer by its kind
            pendingForm[at] = PackedId.SHORT;
            pendingHigh[at] = 0;
            pendingLow[at] = 0;
            expirySecond[at] = NEVER_SECOND;
            expiryNano[at] = NEVER_NANO;
        }
        firstLeg[at + 1] = legs;
        return at;
    }

    private void pending(int at, long pendingIdHigh, long pendingIdLow) {
        pendingForm[at] = PackedId.HEX;
        pendingHigh[at] = pendingIdHigh;
        pendingLow[at] = pendingIdLow;
    }

    void flag(byte flag) {
        flags[size - 1] |= flag;
    }

    void attributes(Map<String, String> hosts) {
        if (!hosts.isEmpty()) {
            if (attributes.length < size) {
                attributes = Arrays.copyOf(attributes, kind.length);
            }
            attributes[size - 1] = hosts;
        }
    }

    private void grow() {
        int grown = Math.addExact(size, size);
        kind = Arrays.copyOf(kind, grown);
        flags = Arrays.copyOf(flags, grown);
        form = Arrays.copyOf(form, grown);
        high = Arrays.copyOf(high, grown);
        low = Arrays.copyOf(low, grown);
        pendingForm = Arrays.copyOf(pendingForm, grown);
        pendingHigh = Arrays.copyOf(pendingHigh, grown);
        pendingLow = Arrays.copyOf(pendingLow, grown);
        booked = Arrays.copyOf(booked, grown);
        value = Arrays.copyOf(value, grown);
        expirySecond = Arrays.copyOf(expirySecond, grown);
        expiryNano = Arrays.copyOf(expiryNano, grown);
        firstLeg = Arrays.copyOf(firstLeg, grown + 1);
    }

    // ---- for the engine

    boolean isAllOrNothing() {
        return allOrNothing;
    }

    byte kind(int journal) {
        return kind[journal];
    }

    byte flags(int journal) {
        return flags[journal];
    }

    boolean flag(int journal, byte flag) {
        return (flags[journal] & flag) != 0;
    }

    /** Whether the journal is a post or a pend of two legs in their accounts' currency, with nothing beside. */
    boolean isPlain(int journal) {
        int leg = firstLeg(journal);
        return (kind[journal] == POST || kind[journal] == PEND)
                && flags[journal] == 0
                && form[journal] != PackedId.TEXT
                && firstLeg[journal + 1] - leg == 2
                && attributes(journal) == null
                && currency(leg) == -1
                && currency(leg + 1) == -1;
    }

    /** Whether the journal names the legs that it moves. */
    boolean namesLegs(int journal) {
        return kind[journal] != VOID_PENDING && !flag(journal, Log.EVERYTHING);
    }

    byte form(int journal) {
        return form[journal];
    }

    long high(int journal) {
        return high[journal];
    }

    long low(int journal) {
        return low[journal];
    }

    long hash(int journal) {
        return PackedId.hash(form[journal], high[journal], low[journal]);
    }

    @Nullable
    String text(int journal) {
        return form[journal] == PackedId.TEXT ? texts[2 * journal] : null;
    }

    byte pendingForm(int journal) {
        return pendingForm[journal];
    }

    long pendingHigh(int journal) {
        return pendingHigh[journal];
    }

    long pendingLow(int journal) {
        return pendingLow[journal];
    }

    long pendingHash(int journal) {
        return PackedId.hash(pendingForm[journal], pendingHigh[journal], pendingLow[journal]);
    }

    @Nullable
    String pendingText(int journal) {
        return pendingForm[journal] == PackedId.TEXT ? texts[2 * journal + 1] : null;
    }

    /** Whether the journal speaks of no pending. */
    boolean isWithoutPending(int journal) {
        return kind[journal] <= PEND || (pendingForm[journal] == PackedId.SHORT && pendingLow[journal] == 0);
    }

    String id(int journal) {
        String text = text(journal);
        return text == null ? PackedId.unpacked(form[journal], high[journal], low[journal]) : text;
    }

    String pendingId(int journal) {
        if (isWithoutPending(journal)) {
            return NO_TEXT;
        }
        String text = pendingText(journal);
        return text == null ? PackedId.unpacked(pendingForm[journal], pendingHigh[journal], pendingLow[journal]) : text;
    }

    int booked(int journal) {
        return booked[journal];
    }

    int value(int journal) {
        return value[journal];
    }

    long expirySecond(int journal) {
        return expirySecond[journal];
    }

    int expiryNano(int journal) {
        return expiryNano[journal];
    }

    Instant expiry(int journal) {
        return expires(journal) ? Instant.ofEpochSecond(expirySecond[journal], expiryNano[journal]) : Instant.MAX;
    }

    boolean expires(int journal) {
        return kind[journal] != POST && expirySecond[journal] != NEVER_SECOND;
    }

    int firstLeg(int journal) {
        return journal == 0 ? 0 : firstLeg[journal];
    }

    int endOfLegs(int journal) {
        return firstLeg[journal + 1];
    }

    /** The leg's currency, -1 for that of its account. */
    int currency(int leg) {
        return leg < currency.length ? currency[leg] - 1 : -1;
    }

    /** Forgets the currencies of the legs, which only single journals have. */
    private void clearCurrencies() {
        Arrays.fill(currency, 0, Math.min(legs, currency.length), 0);
    }

    @Nullable
    Object attributes(int journal) {
        return journal < attributes.length ? attributes[journal] : null;
    }
}
