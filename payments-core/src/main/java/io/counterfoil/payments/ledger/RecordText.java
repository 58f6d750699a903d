package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Records read from the texts that the chain hashes; {@link ChainText} writes them. */
final class RecordText {

    private static final int FIELDS = 6;

    private RecordText() {}

    /** The hash does not cover how many legs there are; and the number of the record is where it must be. */
    static boolean isWellFormed(byte[] bytes, int start, int size, int legs, long sequence) {
        Netstrings texts = new Netstrings(bytes, start, size);
        int count = 0;
        while (texts.hasNext()) {
            texts.skip();
            count++;
        }
        return texts.isAtEnd()
                && count >= FIELDS + 4 * legs
                && (count - FIELDS - 4 * legs) % 2 == 0
                && new Netstrings(bytes, start, size).text().equals(Long.toString(sequence))
                && hasLegs(new Netstrings(bytes, start, size), legs);
    }

    /** What follows the legs must be attributes, and what moves money has one of the ledger's own first among its own: so legs end where it says. */
    private static boolean hasLegs(Netstrings texts, int legs) {
        for (int i = 0; i < FIELDS; i++) {
            texts.skip();
        }
        for (int leg = 0; leg < legs; leg++) {
            texts.skip();
            String side = texts.text();
            texts.skip();
            String minor = texts.text();
            if (!(side.equals("D") || side.equals("C")) || !isNumber(minor)) {
                return false;
            }
        }
        String before = "";
        while (texts.hasNext()) {
            String key = texts.text();
            if (Arrays.compareUnsigned(before.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8))
                    >= 0) {
                return false;
            }
            before = key;
            texts.skip();
        }
        return true;
    }

    private static boolean isNumber(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        return text.length() > from
                && text.length() < 21
                && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }

    /** The record of a text that is well formed. */
    static LedgerStore.LedgerRecord parse(Netstrings texts, int legs, Sha256 hash) {
        LedgerStore.LedgerRecord.Builder record = LedgerStore.LedgerRecord.builder()
                .sequence(Long.parseLong(texts.text()))
                .kind(LedgerStore.LedgerRecord.Kind.valueOf(texts.text()))
                .id(texts.text());
        String booked = texts.text();
        String value = texts.text();
        if (!booked.isEmpty()) {
            record.bookedOn(LocalDate.parse(booked));
        }
        if (!value.isEmpty()) {
            record.valueOn(LocalDate.parse(value));
        }
        record.pending(texts.text());
        for (int leg = 0; leg < legs; leg++) {
            AccountId account = AccountId.of(texts.text());
            Journal.Side side = Journal.Side.parse(texts.text());
            record.addLeg(new Journal.Leg(account, side, Units.of(texts.text()), Long.parseLong(texts.text())));
        }
        while (texts.hasNext()) {
            record.putAttribute(texts.text(), texts.text());
        }
        return record.hash(hash).build();
    }
}
