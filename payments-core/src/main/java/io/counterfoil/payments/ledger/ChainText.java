package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.NetstringBuffer.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records as the bytes that the chain hashes (payments specification 4.11). What many records share, such as an account's name and a day, is kept as bytes.
 * Not thread-safe.
 */
final class ChainText {

    /** So many records at most are hashed together. */
    static final int TOGETHER = 1 << Chain.KEPT_BITS;

    private static final byte POST = LedgerStore.LedgerRecord.Kind.POST.number();
    private static final byte PEND = LedgerStore.LedgerRecord.Kind.PEND.number();
    private static final byte REFUSAL = LedgerStore.LedgerRecord.Kind.REFUSAL.number();
    private static final Piece NOTHING = Piece.of("");
    private static final Piece EXPIRES = Piece.of(Keys.EXPIRES);
    private static final Piece KEEP_REST = Piece.of(Keys.KEEP_REST, "true");
    private static final Piece EVERYTHING = Piece.of(Keys.EVERYTHING, "true");
    private static final Piece[] KINDS = kinds();

    private final NetstringBuffer text = new NetstringBuffer();
    private final int[] ends = new int[TOGETHER];
    /** Accounts with side and currency, one after the other as they were first met. */
    private byte[] names = new byte[512];

    private int namesSize;
    /** Of each account's two sides: where its name starts, then how long it is; 0 where none is kept. */
    private long[] places = new long[0];

    private int bookedDay = Log.NO_DAY;
    private int valueDay = Log.NO_DAY;
    private Piece days = Piece.of("", "");
    private long second = Long.MIN_VALUE;
    private int nano;
    private Piece instant = NOTHING;

    private static Piece[] kinds() {
        LedgerStore.LedgerRecord.Kind[] kinds = LedgerStore.LedgerRecord.Kind.values();
        Piece[] pieces = new Piece[kinds.length];
        for (LedgerStore.LedgerRecord.Kind kind : kinds) {
            pieces[kind.number()] = Piece.of(kind.name());
        }
        return pieces;
    }

    int size() {
        return text.size();
    }

    /** Puts the text written last into the buffer. */
    void copyTo(ByteBuffer to) {
        text.copyTo(to);
    }

    /** Replaces the hash by that which follows it, over the text written last. */
    void hash(MessageDigest digest, byte[] hash) {
        hash(digest, hash, text.end() - text.size() - Chain.HASH_BYTES, text.end());
    }

    private void hash(MessageDigest digest, byte[] hash, int from, int to) {
        try {
            text.hash(digest, hash, from, to);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }

    /** The text of a record that stands alone. */
    static byte[] bytes(LedgerStore.LedgerRecord record) {
        ChainText text = new ChainText();
        text.write(record);
        ByteBuffer bytes = ByteBuffer.allocate(text.size());
        text.copyTo(bytes);
        return bytes.array();
    }

    static Sha256 hash(LedgerStore.LedgerRecord record, Sha256 previous) {
        ChainText text = new ChainText();
        text.write(record);
        byte[] hash = previous.bytes();
        text.hash(Sha256.digester(), hash);
        return Sha256.ofDigest(hash);
    }

    /**
     * Replaces the hash by that of the last of some records that follow. All their texts are written before any is hashed: then the processor fetches the
     * names of many accounts at once, while a hash would make it wait for each.
     */
    void hash(LedgerState state, int from, int to, MessageDigest digest, byte[] hash) {
        text.clear();
        int records = to - from + 1;
        for (int i = 0; i < records; i++) {
            add(state, from + i);
            ends[i] = text.end();
        }
        int start = 0;
        for (int i = 0; i < records; i++) {
            hash(digest, hash, start, ends[i]);
            start = ends[i];
        }
    }

    /** Writes a record of the log. */
    void write(LedgerState state, int record) {
        text.clear();
        add(state, record);
    }

    private void add(LedgerState state, int record) {
        Log log = state.log;
        LedgerStore.LedgerRecord whole = log.whole(record);
        if (whole != null) {
            add(whole);
            return;
        }
        text.begin();
        text.add(record);
        byte kind = log.kindNumber(record);
        text.add(KINDS[kind]);
        id(log, record);
        text.add(daysText(log.booked(record), log.value(record)));
        int pending = log.pending(record);
        if (pending == 0) {
            text.add(NOTHING);
        } else {
            id(log, pending);
        }
        legs(state, record, kind);
        if (kind == REFUSAL || (log.hasExtra(record) && !log.attributes(record).isEmpty())) {
            attributes(state.attributes(record));
        } else {
            ownAttributes(log, record, kind);
        }
    }

    private void legs(LedgerState state, int record, byte kind) {
        Log log = state.log;
        int endOfRows = log.endOfRows(record);
        for (int row = log.firstRow(record); row < endOfRows; row++) {
            if (kind == POST || state.isLeg(record, row)) {
                account(state, log.rows.account(row), log.rows.sideNumber(row));
                text.add(log.rows.minor(row));
            }
        }
    }

    /** Without attributes of the host the ledger's own stand in this order. */
    private void ownAttributes(Log log, int record, byte kind) {
        text.add(instantText(log.atSecond(record), log.atNano(record)));
        if (log.flag(record, Log.EVERYTHING)) {
            text.add(EVERYTHING);
        }
        if (kind == PEND && log.expires(record)) {
            text.add(EXPIRES);
            text.add(Keys.text(log.expiry(record)));
        }
        if (log.flag(record, Log.KEEPS_REST)) {
            text.add(KEEP_REST);
        }
    }

    private void id(Log log, int record) {
        byte form = log.idForm(record);
        if (form == PackedId.TEXT) {
            text.add(log.id(record));
        } else {
            text.add(form, log.idHigh(record), log.idLow(record));
        }
    }

    /** Days of booking and of value. */
    private Piece daysText(int booked, int value) {
        if (booked != bookedDay || value != valueDay) {
            bookedDay = booked;
            valueDay = value;
            days = Piece.of(dayText(booked), dayText(value));
        }
        return days;
    }

    private static String dayText(int day) {
        return day == Log.NO_DAY ? "" : LocalDate.ofEpochDay(day).toString();
    }

    /** The key and the text of the instant. */
    private Piece instantText(long atSecond, int atNano) {
        if (atSecond != second || atNano != nano) {
            second = atSecond;
            nano = atNano;
            instant = Piece.of(Keys.AT, Keys.text(Instant.ofEpochSecond(atSecond, atNano)));
        }
        return instant;
    }

    /** Account, side and currency of a leg. */
    private void account(LedgerState state, int account, int side) {
        int at = 2 * account + side;
        long place = at < places.length ? places[at] : 0;
        if (place == 0) {
            place = keep(state, account, side);
        }
        text.add(names, (int) (place >>> Integer.SIZE), (int) place);
    }

    private long keep(LedgerState state, int account, int side) {
        Account named = state.accounts.at(account);
        Journal.Side of = side == 0 ? Journal.Side.DEBIT : Journal.Side.CREDIT;
        Piece name = Piece.of(named.id().value(), of.letter(), named.currency().getCurrencyCode());
        int at = 2 * account + side;
        if (at >= places.length) {
            places = Arrays.copyOf(places, Math.max(2 * state.accounts.size(), at + 1));
        }
        int padded = name.bytes.length;
        if (namesSize + padded > names.length) {
            names = Arrays.copyOf(names, Math.max(2 * names.length, Math.addExact(namesSize, padded)));
        }
        System.arraycopy(name.bytes, 0, names, namesSize, padded);
        places[at] = (long) namesSize << Integer.SIZE | name.length;
        namesSize += padded;
        return places[at];
    }

    /** Writes a record that stands alone. */
    void write(LedgerStore.LedgerRecord record) {
        text.clear();
        add(record);
    }

    private void add(LedgerStore.LedgerRecord record) {
        text.begin();
        text.add(record.sequence());
        text.add(KINDS[record.kind().number()]);
        text.add(record.id());
        text.add(record.bookedOn().map(LocalDate::toString).orElse(""));
        text.add(record.valueOn().map(LocalDate::toString).orElse(""));
        text.add(record.pending());
        for (Journal.Leg leg : record.legs()) {
            text.add(leg.account().value());
            text.add(leg.side().letter());
            text.add(leg.currency().getCurrencyCode());
            text.add(leg.minor());
        }
        attributes(record.attributes());
    }

    private void attributes(Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return;
        }
        Map<String, String> sorted = new TreeMap<>(ChainText::byCodePoint);
        sorted.putAll(attributes);
        sorted.forEach((key, value) -> {
            text.add(key);
            text.add(value);
        });
    }

    /** The order of the texts' UTF-8 bytes, which is the order of their code points and not that of Java's chars. */
    private static int byCodePoint(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
