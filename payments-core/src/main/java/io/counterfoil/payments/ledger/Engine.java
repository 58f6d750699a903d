package io.counterfoil.payments.ledger;

import io.counterfoil.payments.ledger.LedgerStore.LedgerRecord.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands in columns against the state: the rules in their fixed order, and what follows from them (payments specification 4.11). Allocates nothing
 * for what is accepted. What is known of the last refusal beside its error stands in fields, for the message. Not thread-safe.
 */
final class Engine {

    private static final byte PEND = Kind.PEND.number();

    private final LedgerState state;
    private final Log log;
    private final ZoneId zone;
    private final Rules rules;
    private final PlainJournals plain;

    /** The record that the last command wrote, or the one that remembers it; 0 for none. */
    int sequence;
    /** How many records the last command wrote. */
    int written;
    /** The first part in which the last command differs from the record with its id. */
    String difference = "";

    private Instant now = Instant.MIN;
    private long second;
    private int nano;
    private long today;

    Engine(LedgerState state, ZoneId zone) {
        this.state = state;
        this.zone = zone;
        log = state.log;
        rules = new Rules(state);
        plain = new PlainJournals(state);
    }

    /** What is known of the last refusal. */
    Rules rules() {
        return rules;
    }

    /** The instant of the commands that come next. */
    void at(Instant instant) {
        now = instant;
        second = instant.getEpochSecond();
        nano = instant.getNano();
        today = Long.MIN_VALUE;
    }

    private long today() {
        if (today == Long.MIN_VALUE) {
            today = LocalDate.ofInstant(now, zone).toEpochDay();
        }
        return today;
    }

    /**
     * Runs one command.
     *
     * @return the error, null where it was accepted or replayed; then {@link #written} tells which
     */
    Posting.@Nullable LedgerError run(JournalBatch batch, int journal, long hash) {
        sequence = 0;
        written = 0;
        if (isBlank(batch, journal)) {
            return Posting.LedgerError.ID_BLANK;
        }
        int known =
                state.ids.find(hash, batch.form(journal), batch.high(journal), batch.low(journal), batch.text(journal));
        if (known >= 0) {
            return again(batch, journal, known);
        }
        if (plain.accepts(batch, journal, now)) {
            log.terms(batch.booked(journal), batch.value(journal), second, nano);
            sequence = plain.write(batch, journal, hash, known);
            written = 1;
            return null;
        }
        if (batch.namesLegs(journal)) {
            Posting.LedgerError early = rules.shapeAndReferences(batch, journal);
            if (early != null) {
                return refuse(batch, journal, hash, early);
            }
        }
        int pending = pendingOf(batch, journal);
        if (pending > 0 && expireOnTouch(pending)) {
            written++;
            sequence = log.size();
        }
        Posting.LedgerError late = rules.late(batch, journal, pending, now);
        if (late != null) {
            return refuse(batch, journal, hash, late);
        }
        log.terms(batch.booked(journal), batch.value(journal), second, nano);
        sequence = state.accept(batch, journal, hash, pending);
        written++;
        return null;
    }

    private static boolean isBlank(JournalBatch batch, int journal) {
        return batch.form(journal) != PackedId.HEX
                && batch.form(journal) != PackedId.UUID
                && isBlankText(batch, journal);
    }

    private static boolean isBlankText(JournalBatch batch, int journal) {
        String text = batch.text(journal);
        if (text != null) {
            return text.isBlank();
        }
        // the first of its ASCII characters mostly says it
        return (batch.high(journal) >>> 56) <= ' ' && batch.id(journal).isBlank();
    }

    /** The record of the pending that the command speaks of; -1 for none, 0 where it speaks of none. */
    private int pendingOf(JournalBatch batch, int journal) {
        if (batch.kind(journal) <= PEND) {
            return 0;
        }
        return batch.isWithoutPending(journal) ? -1 : state.ids.findPending(batch, journal);
    }

    private Posting.@Nullable LedgerError again(JournalBatch batch, int journal, int known) {
        sequence = known;
        if (log.kindNumber(known) == Kind.REFUSAL.number()) {
            return Posting.LedgerError.KEY_ALREADY_REFUSED;
        }
        difference = rules.difference(batch, journal, known);
        return difference.isEmpty() ? null : Posting.LedgerError.EXISTS_DIFFERENT;
    }

    private boolean expireOnTouch(int pending) {
        if (log.kindNumber(pending) != PEND
                || log.status(pending) != Log.LEFT
                || !log.expires(pending)
                || log.expiry(pending).isAfter(now)) {
            return false;
        }
        expire(pending);
        return true;
    }

    /** Books an expiry on the day of now or, where that is locked, on the first open day. */
    private void expire(int pending) {
        long booked = today();
        if (!state.locks.isEmpty()) {
            booked = Math.max(booked, state.lockedThrough() + 1L);
        }
        state.expire(
                pending,
                LedgerState.day(LocalDate.ofEpochDay(booked)),
                LedgerState.day(LocalDate.ofInstant(log.expiry(pending), zone)),
                now);
    }

    /** Expires every pending whose time is passed, the earliest first; the result is how many. */
    int expireAll() {
        int expired = 0;
        for (int pending = state.expiries.due(now); pending != 0; pending = state.expiries.due(now)) {
            expire(pending);
            expired++;
        }
        return expired;
    }

    /** Remembers a refusal that was found before, where it uses up the id. */
    void remember(JournalBatch batch, int journal, Posting.LedgerError error) {
        sequence = 0;
        written = 0;
        refuse(batch, journal, batch.hash(journal), error);
    }

    private Posting.LedgerError refuse(JournalBatch batch, int journal, long hash, Posting.LedgerError error) {
        if (error.consumesKey()) {
            if (LedgerState.isPlain(batch.kind(journal), error)) {
                log.terms(batch.booked(journal), batch.value(journal), second, nano);
                sequence = state.refuse(batch, journal, hash, error);
            } else {
                sequence = state.whole(wholeRefusal(batch, journal, error));
            }
            written++;
        }
        return error;
    }

    private LedgerStore.LedgerRecord wholeRefusal(JournalBatch batch, int journal, Posting.LedgerError error) {
        LedgerStore.LedgerRecord.Builder record = LedgerStore.LedgerRecord.builder()
                .sequence(log.size() + 1L)
                .kind(Kind.REFUSAL)
                .id(batch.id(journal))
                .bookedOn(LocalDate.ofEpochDay(batch.booked(journal)))
                .valueOn(LocalDate.ofEpochDay(batch.value(journal)))
                .pending(batch.pendingId(journal))
                .putAllAttributes(attributes(batch, journal))
                .putAttribute(Keys.AT, Keys.text(now))
                .putAttribute(Keys.KIND, Kind.numbered(batch.kind(journal)).name())
                .putAttribute(Keys.CODE, error.id());
        StringJoiner unknown = new StringJoiner(",");
        int first = batch.firstLeg(journal);
        for (int leg = first; leg < batch.endOfLegs(journal); leg++) {
            Journal.Leg named = rules.leg(batch, leg);
            if (named != null) {
                record.addLeg(named);
            } else {
                unknown.add((leg - first + 1) + ":" + batch.account[leg] + (batch.side[leg] == 0 ? ":D:" : ":C:")
                        + batch.minor[leg]);
            }
        }
        if (unknown.length() > 0) {
            record.putAttribute(Keys.UNKNOWN, unknown.toString());
        }
        return record.sealedAfter(state.head());
    }

    @SuppressWarnings("unchecked") // a batch's attributes are the host's
    private static java.util.Map<String, String> attributes(JournalBatch batch, int journal) {
        Object attributes = batch.attributes(journal);
        return attributes == null ? java.util.Map.of() : (java.util.Map<String, String>) attributes;
    }
}
