package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records as the bytes that the chain hashes (payments specification 4.11). What many records share, such as an account's name and a day, is kept as bytes.
 * Not thread-safe.
 */
final class ChainText {

    private static final int LONG_DIGITS = 20;
    private static final byte POST = LedgerStore.LedgerRecord.Kind.POST.number();
    private static final byte PEND = LedgerStore.LedgerRecord.Kind.PEND.number();
    private static final byte REFUSAL = LedgerStore.LedgerRecord.Kind.REFUSAL.number();
    private static final byte[] NONE = {};
    private static final byte[] NOTHING = ascii("0:,");
    private static final byte[] EXPIRES = netstringOf(Keys.EXPIRES);
    private static final byte[] AT = netstringOf(Keys.AT);
    private static final byte[] KEEP_REST = netstringOf(Keys.KEEP_REST);
    private static final byte[] EVERYTHING = netstringOf(Keys.EVERYTHING);
    private static final byte[] TRUE = netstringOf("true");
    private static final LedgerStore.LedgerRecord.Kind[] KINDS = LedgerStore.LedgerRecord.Kind.values();

    private final byte[][] kinds = new byte[KINDS.length][];
    private byte[][] accounts = new byte[0][];
    private byte[] bytes = new byte[512];
    private int size;
    private int bookedDay = Log.NO_DAY;
    private int valueDay = Log.NO_DAY;
    private byte[] days = joined(NOTHING, NOTHING, NONE);
    private long second = Long.MIN_VALUE;
    private int nano;
    private byte[] instant = NONE;

    ChainText() {
        for (LedgerStore.LedgerRecord.Kind kind : KINDS) {
            kinds[kind.number()] = netstringOf(kind.name());
        }
    }

    /** The bytes written last; only the first {@link #size} are of it. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    static Sha256 hash(LedgerStore.LedgerRecord record, Sha256 previous) {
        ChainText text = new ChainText();
        text.write(record);
        MessageDigest digest = Sha256.digester();
        digest.update(previous.bytes());
        digest.update(text.bytes, 0, text.size);
        return Sha256.ofDigest(digest.digest());
    }

    /** Writes a record of the log. */
    void write(LedgerState state, int record) {
        Log log = state.log;
        LedgerStore.LedgerRecord whole = log.whole(record);
        if (whole != null) {
            write(whole);
            return;
        }
        size = 0;
        netstring(record);
        byte kind = log.kindNumber(record);
        append(kinds[kind]);
        id(log, record);
        append(daysText(log.booked(record), log.value(record)));
        int pending = log.pending(record);
        if (pending == 0) {
            append(NOTHING);
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
        int end = log.endOfRows(record);
        for (int row = log.firstRow(record); row < end; row++) {
            if (kind == POST || state.isLeg(record, row)) {
                append(account(state, log.rows.account(row), log.rows.sideNumber(row)));
                netstring(log.rows.minor(row));
            }
        }
    }

    /** Without attributes of the host the ledger's own stand in this order. */
    private void ownAttributes(Log log, int record, byte kind) {
        append(instantText(log.atSecond(record), log.atNano(record)));
        if (log.flag(record, Log.EVERYTHING)) {
            append(EVERYTHING);
            append(TRUE);
        }
        if (kind == PEND && log.expires(record)) {
            append(EXPIRES);
            append(netstringOf(Keys.text(log.expiry(record))));
        }
        if (log.flag(record, Log.KEEPS_REST)) {
            append(KEEP_REST);
            append(TRUE);
        }
    }

    private void id(Log log, int record) {
        byte form = log.idForm(record);
        if (form == PackedId.TEXT) {
            append(netstringOf(log.id(record)));
            return;
        }
        ensure(64);
        if (form == PackedId.HEX) {
            bytes[size] = '3';
            bytes[size + 1] = '2';
            bytes[size + 2] = ':';
            PackedId.writeHex(log.idHigh(record), bytes, size + 3);
            PackedId.writeHex(log.idLow(record), bytes, size + 19);
            bytes[size + 35] = ',';
            size += 36;
            return;
        }
        int length = form == PackedId.SHORT ? (int) (log.idLow(record) & 0xFF) : 36;
        size += decimal(length);
        bytes[size++] = ':';
        size += PackedId.write(form, log.idHigh(record), log.idLow(record), bytes, size);
        bytes[size++] = ',';
    }

    /** Days of booking and of value. */
    private byte[] daysText(int booked, int value) {
        if (booked != bookedDay || value != valueDay) {
            bookedDay = booked;
            valueDay = value;
            days = joined(dayText(booked), dayText(value), NONE);
        }
        return days;
    }

    private static byte[] dayText(int day) {
        return day == Log.NO_DAY
                ? NOTHING
                : netstringOf(LocalDate.ofEpochDay(day).toString());
    }

    /** The key and the text of the instant. */
    private byte[] instantText(long atSecond, int atNano) {
        if (atSecond != second || atNano != nano) {
            second = atSecond;
            nano = atNano;
            instant = joined(AT, netstringOf(Keys.text(Instant.ofEpochSecond(atSecond, atNano))), NONE);
        }
        return instant;
    }

    /** Account, side and currency of a leg. */
    private byte[] account(LedgerState state, int account, int side) {
        int at = 2 * account + side;
        if (at >= accounts.length) {
            accounts = Arrays.copyOf(accounts, Math.max(2 * state.accounts.size(), at + 1));
        }
        byte @Nullable [] known = accounts[at];
        if (known == null) {
            Account named = state.accounts.at(account);
            Journal.Side of = side == 0 ? Journal.Side.DEBIT : Journal.Side.CREDIT;
            known = joined(
                    netstringOf(named.id().value()),
                    netstringOf(of.letter()),
                    netstringOf(named.currency().getCurrencyCode()));
            accounts[at] = known;
        }
        return known;
    }

    /** Writes a record that stands alone. */
    void write(LedgerStore.LedgerRecord record) {
        size = 0;
        netstring(record.sequence());
        append(kinds[record.kind().number()]);
        netstring(record.id());
        netstring(record.bookedOn().map(LocalDate::toString).orElse(""));
        netstring(record.valueOn().map(LocalDate::toString).orElse(""));
        netstring(record.pending());
        for (Journal.Leg leg : record.legs()) {
            netstring(leg.account().value());
            netstring(leg.side().letter());
            netstring(leg.currency().getCurrencyCode());
            netstring(leg.minor());
        }
        attributes(record.attributes());
    }

    private void attributes(Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return;
        }
        Map<String, String> sorted = new TreeMap<>(ChainText::byCodePoint);
        sorted.putAll(attributes);
        sorted.forEach((key, text) -> {
            netstring(key);
            netstring(text);
        });
    }

    /** The order of the texts' UTF-8 bytes, which is the order of their code points and not that of Java's chars. */
    private static int byCodePoint(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] netstringOf(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] length = ascii(content.length + ":");
        byte[] whole = Arrays.copyOf(length, length.length + content.length + 1);
        System.arraycopy(content, 0, whole, length.length, content.length);
        whole[whole.length - 1] = ',';
        return whole;
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void netstring(String text) {
        append(netstringOf(text));
    }

    private void netstring(long number) {
        ensure(LONG_DIGITS + 4);
        int digits = digits(number);
        size += decimal(digits);
        bytes[size++] = ':';
        size += decimal(number, digits);
        bytes[size++] = ',';
    }

    private int decimal(int number) {
        return decimal(number, digits(number));
    }

    /** Writes the number's decimal form; the result is its length. */
    private int decimal(long number, int length) {
        if (number < 0) {
            return decimalOf(Long.toString(number));
        }
        byte[] to = bytes;
        int at = size + length;
        long rest = number;
        while (rest > Integer.MAX_VALUE) {
            to[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int small = (int) rest; // divides faster
        do {
            to[--at] = (byte) ('0' + small % 10);
            small /= 10;
        } while (small != 0);
        return length;
    }

    private int decimalOf(String text) {
        System.arraycopy(ascii(text), 0, bytes, size, text.length());
        return text.length();
    }

    private static int digits(long number) {
        if (number < 0) {
            return Long.toString(number).length();
        }
        int count = 1;
        for (long limit = 10; number >= limit && count < LONG_DIGITS - 1; limit *= 10) {
            count++;
        }
        return count;
    }

    private void append(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
