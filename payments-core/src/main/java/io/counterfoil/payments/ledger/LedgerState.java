package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.money.CurrencyUnit;

/**
 * What a ledger knows: the fold of its log. Live commands and replay change it by the same few methods, none of which checks a rule. Not thread-safe.
 */
final class LedgerState {

    private static final int REFUSED_KIND_SHIFT = 8;
    private static final int CODE_BITS = 0xFF;
    private static final Posting.LedgerError[] ERRORS = Posting.LedgerError.values();

    final Undo undo;
    final AccountTable accounts;
    final Log log;
    /** Ids of journals, posts and voids of pendings and used-up refusals, to the record. */
    final IdIndex ids;

    final ExpiryQueue expiries;
    final List<PeriodLock> locks;
    private int lockedThrough = Log.NO_DAY;
    final ChainText text;
    private final Pendings pendings;

    LedgerState() {
        undo = new Undo();
        accounts = new AccountTable(undo);
        log = new Log();
        ids = new IdIndex(log);
        expiries = new ExpiryQueue(log);
        locks = new ArrayList<>();
        text = new ChainText();
        pendings = new Pendings(this);
    }

    private LedgerState(LedgerState from) {
        undo = new Undo();
        accounts = from.accounts.copyFor(undo);
        log = from.log.copy();
        ids = from.ids.copyFor(log);
        expiries = from.expiries.copyFor(log);
        locks = new ArrayList<>();
        text = new ChainText();
        pendings = new Pendings(this);
        from.locks.forEach(this::lock);
    }

    /** State as {@link #writeTo} wrote it; indexes and queues are made anew. */
    LedgerState(DataInput in) throws IOException {
        undo = new Undo();
        accounts = AccountTable.readFrom(in, undo);
        log = new Log(in);
        ids = new IdIndex(log);
        expiries = new ExpiryQueue(log);
        locks = new ArrayList<>();
        text = new ChainText();
        pendings = new Pendings(this);
        ids.reserve(log.size());
        for (int number = 1; number <= log.size(); number++) {
            if (takesId(log.kind(number))) {
                ids.add(log.idHash(number), number);
            }
        }
        queueExpiries();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            lock(PeriodLock.readFrom(in));
        }
    }

    void writeTo(DataOutput out) throws IOException {
        log.chain.advance(this, log.size());
        accounts.writeTo(out);
        log.writeTo(out);
        out.writeInt(locks.size());
        for (PeriodLock lock : locks) {
            lock.writeTo(out);
        }
    }

    LedgerState copy() {
        return new LedgerState(this);
    }

    private static boolean takesId(LedgerStore.LedgerRecord.Kind kind) {
        return switch (kind) {
            case POST, PEND, POST_PENDING, VOID_PENDING, REFUSAL -> true;
            case OPEN, CLOSE, EXPIRE, LOCK -> false;
        };
    }

    private void queueExpiries() {
        expiries.clear();
        for (int number = 1; number <= log.size(); number++) {
            if (log.kind(number) == LedgerStore.LedgerRecord.Kind.PEND
                    && log.status(number) == Log.LEFT
                    && log.expires(number)) {
                expiries.add(number);
            }
        }
    }

    Sha256 head() {
        return log.chain.head(this);
    }

    Sha256 hash(int record) {
        return log.chain.hash(this, record);
    }

    /** The last locked day, as days since the epoch; {@link Log#NO_DAY} where none is. */
    int lockedThrough() {
        return lockedThrough;
    }

    private void lock(PeriodLock lock) {
        locks.add(lock);
        lockedThrough = day(lock.period().to());
    }

    static int day(LocalDate date) {
        long day = date.toEpochDay();
        if (day <= Integer.MIN_VALUE || day >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("day " + date + " is outside the years that a ledger can keep");
        }
        return (int) day;
    }

    // ---- changes

    /** Makes room for the ids of so many journals: it does not change then before they are done. */
    void expectIds(int journals) {
        ids.reserve(ids.size() + journals);
    }

    /** From here on what is done can be undone, to which room for its ids must have been made. */
    void begin() {
        undo.begin(log.mark());
    }

    /** The last record before {@link #begin}. */
    int begunAt() {
        return undo.mark().records();
    }

    /** Makes room for so many journals of two legs, and for so many pendings among them, each settled by one of the others. */
    void expect(int journals, int pendings) {
        if (journals > 0) {
            log.expect(journals, Math.multiplyExact(journals, 2));
            ids.expect(Math.addExact(ids.size(), journals));
        }
        if (pendings > 0) {
            log.expectPendings(pendings);
        }
    }

    /** Makes room for a log as long as the other. */
    void expect(Log other) {
        log.expect(other.size(), other.rows.size());
        ids.expect(other.size());
    }

    /** Adds a post of another log that has nothing but its rows: what {@link #accept} does, without a batch between. */
    void acceptPlain(Log from, int record) {
        log.terms(from.booked(record), from.value(record), from.atSecond(record), from.atNano(record));
        byte form = from.idForm(record);
        long low = form == PackedId.TEXT ? log.text(from.id(record)) : from.idLow(record);
        int added = log.add(
                LedgerStore.LedgerRecord.Kind.POST.number(), from.flags(record), form, from.idHigh(record), low);
        int booked = log.booked(added);
        int value = log.value(added);
        int end = from.endOfRows(record);
        for (int row = from.firstRow(record); row < end; row++) {
            addRow(from.rows.account(row), from.rows.sideNumber(row), Rows.POSTED, from.rows.minor(row), booked, value);
        }
        ids.add(from.idHash(record), added);
    }

    /** What was done stands. */
    void keep() {
        undo.end();
    }

    /** Undoes everything since {@link #begin}. */
    void undo() {
        Log.Mark mark = undo.back(accounts, log);
        for (int record = log.size(); record > mark.records(); record--) {
            if (takesId(log.kind(record))) {
                ids.removeLast(log.idHash(record), record);
            }
        }
        log.chain.truncate(this, mark.records());
        log.truncate(mark);
        queueExpiries();
    }

    /**
     * Adds a journal that was checked: its record, its rows, its id. Days and instant are those that the log was told last.
     *
     * @param pending the pending that it speaks of, 0 for none
     */
    int accept(JournalBatch batch, int journal, long hash, int pending) {
        byte kind = batch.kind(journal);
        Object attributes = batch.attributes(journal);
        int record = log.add(kind, batch.flags(journal), batch.form(journal), batch.high(journal), low(batch, journal));
        if (kind == LedgerStore.LedgerRecord.Kind.POST.number()) {
            if (attributes != null) {
                log.extra(0, 0, Instant.MAX.getEpochSecond(), Instant.MAX.getNano(), attributes);
            }
            move(batch, journal, record, Rows.POSTED);
        } else if (kind == LedgerStore.LedgerRecord.Kind.PEND.number()) {
            log.extra(0, log.left.size(), batch.expirySecond(journal), batch.expiryNano(journal), attributes);
            move(batch, journal, record, Rows.PENDED);
            if (batch.expires(journal)) {
                expiries.add(record);
            }
        } else {
            log.extra(pending, 0, Instant.MAX.getEpochSecond(), Instant.MAX.getNano(), attributes);
            if (kind == LedgerStore.LedgerRecord.Kind.VOID_PENDING.number()) {
                pendings.release(pending, record, Log.VOIDED);
            } else {
                pendings.post(batch, journal, record, pending);
            }
        }
        ids.add(hash, record);
        return record;
    }

    private long low(JournalBatch batch, int journal) {
        String id = batch.text(journal);
        return id == null ? batch.low(journal) : log.text(id);
    }

    /** Writes the rows of the legs that the journal names. */
    void move(JournalBatch batch, int journal, int record, byte effect) {
        int booked = log.booked(record);
        int value = log.value(record);
        int end = batch.endOfLegs(journal);
        for (int leg = batch.firstLeg(journal); leg < end; leg++) {
            addRow(batch.account[leg], batch.side[leg], effect, batch.minor[leg], booked, value);
            if (effect == Rows.PENDED) {
                log.left.add(batch.minor[leg]);
            }
        }
    }

    /** Writes a row and moves the account. */
    void addRow(int account, int side, byte effect, long minor, int booked, int value) {
        int previous = accounts.move(
                account,
                effect == Rows.POSTED ? side : side + 2,
                effect == Rows.RELEASED ? -minor : minor,
                log.rows.size(),
                booked,
                value);
        log.rows.add(account, side, effect, minor, previous);
    }

    /** Adds an expiry of what is left of a pending. */
    int expire(int pending, int booked, int value, Instant now) {
        log.terms(booked, value, now.getEpochSecond(), now.getNano());
        int record = log.add(
                LedgerStore.LedgerRecord.Kind.EXPIRE.number(),
                (byte) 0,
                log.idForm(pending),
                log.idHigh(pending),
                log.idLow(pending));
        log.extra(pending, 0, Instant.MAX.getEpochSecond(), Instant.MAX.getNano(), null);
        pendings.release(pending, record, Log.EXPIRED);
        return record;
    }

    /** Remembers a refused post or pend whose accounts are known. */
    @SuppressWarnings("EnumOrdinal") // in memory, and in snapshots of one version
    int refuse(JournalBatch batch, int journal, long hash, Posting.LedgerError error) {
        int record = log.add(
                LedgerStore.LedgerRecord.Kind.REFUSAL.number(),
                (byte) 0,
                batch.form(journal),
                batch.high(journal),
                low(batch, journal));
        log.extra(
                0,
                error.ordinal() | batch.kind(journal) << REFUSED_KIND_SHIFT,
                Instant.MAX.getEpochSecond(),
                Instant.MAX.getNano(),
                batch.attributes(journal));
        int end = batch.endOfLegs(journal);
        for (int leg = batch.firstLeg(journal); leg < end; leg++) {
            log.rows.add(batch.account[leg], batch.side[leg], Rows.ASKED, batch.minor[leg], Log.NONE);
        }
        ids.add(hash, record);
        return record;
    }

    /** Whether a refusal can be kept in columns: one of a post or a pend on accounts that are known. */
    static boolean isPlain(byte kind, Posting.LedgerError error) {
        return kind <= LedgerStore.LedgerRecord.Kind.PEND.number() && error != Posting.LedgerError.ACCOUNT_UNKNOWN;
    }

    /** The error that a refusal remembers. */
    Posting.LedgerError refusedWith(int record) {
        LedgerStore.LedgerRecord whole = log.whole(record);
        return whole == null ? ERRORS[log.number(record) & CODE_BITS] : WholeRecord.errorOf(whole);
    }

    /** What kind of command a refusal remembers that is kept in columns. */
    LedgerStore.LedgerRecord.Kind refusedKind(int record) {
        return LedgerStore.LedgerRecord.Kind.numbered((byte) (log.number(record) >> REFUSED_KIND_SHIFT));
    }

    /** Adds a record that is kept whole: those that move nothing, and refusals that do not fit columns. */
    int whole(LedgerStore.LedgerRecord record) {
        PackedId id = new PackedId().pack(record.id());
        Instant at = WholeRecord.instant(record.attributes().get(Keys.AT), Instant.MIN);
        log.terms(
                record.bookedOn().map(LedgerState::day).orElse(Log.NO_DAY),
                record.valueOn().map(LedgerState::day).orElse(Log.NO_DAY),
                at.getEpochSecond(),
                at.getNano());
        long low = id.text == null ? id.low : log.text(record.id());
        int number = log.add(record.kind().number(), (byte) 0, id.form, id.high, low);
        log.extra(0, 0, Instant.MAX.getEpochSecond(), Instant.MAX.getNano(), record);
        switch (record.kind()) {
            case OPEN -> accounts.open(accountOf(record), number);
            case CLOSE -> accounts.close(accounts.find(record.id()), number);
            case LOCK -> lock(WholeRecord.lockOf(record, number));
            default -> ids.add(PackedId.hash(id.form, id.high, id.low), number);
        }
        return number;
    }

    private Account accountOf(LedgerStore.LedgerRecord record) {
        String code = WholeRecord.own(record, Keys.CURRENCY);
        CurrencyUnit known = accounts.unit(code);
        Account account = Account.of(
                AccountId.of(record.id()),
                Account.Kind.valueOf(WholeRecord.own(record, Keys.KIND)),
                known == null ? Units.of(code) : known);
        String floor = record.attributes().get(Keys.FLOOR);
        return floor == null ? account : account.notBelowMinor(Long.parseLong(floor));
    }

    // ---- records

    /** Whether the row is a leg of the record as the chain has it: of a void and an expiry what was released, of all others what was named. */
    boolean isLeg(int record, int row) {
        byte kind = log.kindNumber(record);
        boolean releases = kind == LedgerStore.LedgerRecord.Kind.VOID_PENDING.number()
                || kind == LedgerStore.LedgerRecord.Kind.EXPIRE.number();
        return releases == (log.rows.effect(row) == Rows.RELEASED);
    }

    /** How many legs the record has. */
    int legs(int record) {
        LedgerStore.LedgerRecord whole = log.whole(record);
        if (whole != null) {
            return whole.legs().size();
        }
        int legs = 0;
        int end = log.endOfRows(record);
        for (int row = log.firstRow(record); row < end; row++) {
            legs += isLeg(record, row) ? 1 : 0;
        }
        return legs;
    }

    /** The record's attributes, the ledger's own among them. */
    Map<String, String> attributes(int record) {
        LedgerStore.LedgerRecord whole = log.whole(record);
        if (whole != null) {
            return whole.attributes();
        }
        Map<String, String> all = new TreeMap<>(log.attributes(record));
        all.put(Keys.AT, Keys.text(log.at(record)));
        LedgerStore.LedgerRecord.Kind kind = log.kind(record);
        if (kind == LedgerStore.LedgerRecord.Kind.REFUSAL) {
            all.put(Keys.CODE, refusedWith(record).id());
            all.put(Keys.KIND, refusedKind(record).name());
        }
        if (kind == LedgerStore.LedgerRecord.Kind.PEND && log.expires(record)) {
            all.put(Keys.EXPIRES, Keys.text(log.expiry(record)));
        }
        if (log.flag(record, Log.EVERYTHING)) {
            all.put(Keys.EVERYTHING, "true");
        }
        if (log.flag(record, Log.KEEPS_REST)) {
            all.put(Keys.KEEP_REST, "true");
        }
        return all;
    }

    Journal.Leg leg(int row) {
        Account account = accounts.at(log.rows.account(row));
        return new Journal.Leg(account.id(), log.rows.side(row), account.currency(), log.rows.minor(row));
    }

    /** The record as a value, with the hash given. */
    LedgerStore.LedgerRecord record(int number, Sha256 hash) {
        LedgerStore.LedgerRecord whole = log.whole(number);
        if (whole != null) {
            return whole;
        }
        LedgerStore.LedgerRecord.Builder record = LedgerStore.LedgerRecord.builder()
                .sequence(number)
                .kind(log.kind(number))
                .id(log.id(number))
                .bookedOn(LocalDate.ofEpochDay(log.booked(number)))
                .valueOn(LocalDate.ofEpochDay(log.value(number)))
                .attributes(attributes(number))
                .hash(hash);
        if (log.pending(number) != 0) {
            record.pending(log.id(log.pending(number)));
        }
        int end = log.endOfRows(number);
        for (int row = log.firstRow(number); row < end; row++) {
            if (isLeg(number, row)) {
                record.addLeg(leg(row));
            }
        }
        return record.build();
    }
}
