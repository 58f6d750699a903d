package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;

/** A record as the bytes that the chain hashes (payments specification 4.11). Not thread-safe: one record. */
final class ChainText {

    private byte[] bytes = new byte[512];
    private int size;

    private ChainText() {}

    static Sha256 hash(LedgerRecord record, Sha256 previous) {
        ChainText text = new ChainText();
        text.add(record);
        MessageDigest digest = Sha256.digester();
        digest.update(previous.bytes());
        digest.update(text.bytes, 0, text.size);
        return Sha256.ofDigest(digest.digest());
    }

    private void add(LedgerRecord record) {
        netstring(Long.toString(record.sequence()));
        netstring(record.kind().name());
        netstring(record.id());
        netstring(record.bookedOn().map(LocalDate::toString).orElse(""));
        netstring(record.valueOn().map(LocalDate::toString).orElse(""));
        netstring(record.pending());
        for (Leg leg : record.legs()) {
            netstring(leg.account().value());
            netstring(leg.side().letter());
            netstring(leg.currency().getCurrencyCode());
            netstring(Long.toString(leg.minor()));
        }
        if (record.attributes().isEmpty()) {
            return;
        }
        String[] keys = record.attributes().keySet().toArray(new String[0]);
        Arrays.sort(keys, ChainText::byCodePoint);
        for (String key : keys) {
            netstring(key);
            netstring(record.attributes().getOrDefault(key, ""));
        }
    }

    /** The order of the texts' UTF-8 bytes, which is the order of their code points and not that of Java's chars. */
    private static int byCodePoint(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private void netstring(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        append(Integer.toString(content.length).getBytes(StandardCharsets.US_ASCII));
        append((byte) ':');
        append(content);
        append((byte) ',');
    }

    private void append(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void append(byte one) {
        ensure(1);
        bytes[size++] = one;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
