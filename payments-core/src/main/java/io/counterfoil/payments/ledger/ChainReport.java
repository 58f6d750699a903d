package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether a log is what was written: every record numbered without a gap and every hash the one that follows from the record before it.
 *
 * @param records how many records are good, from the first on
 * @param firstBadSequence the place in the log, from 1, of the first record that is not what was written; 0 where all are
 * @param expected the hash that follows from the good records and the record there; the head where all are good
 * @param found the hash that the record carries; the head where all are good
 */
public record ChainReport(long records, long firstBadSequence, Sha256 expected, Sha256 found) {

    public ChainReport {
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(found, "found");
    }

    /** Verifies a log from its first record; needs nothing but the records, and closes the stream. */
    public static ChainReport of(Stream<LedgerRecord> log) {
        try (log) {
            Sha256 head = Sha256.ZERO;
            long sequence = 0;
            for (Iterator<LedgerRecord> records = log.iterator(); records.hasNext(); ) {
                LedgerRecord record = records.next();
                sequence++;
                Sha256 expected = record.hashAfter(head);
                if (record.sequence() != sequence || !record.hash().equals(expected)) {
                    return new ChainReport(sequence - 1, sequence, expected, record.hash());
                }
                head = expected;
            }
            return new ChainReport(sequence, 0, head, head);
        }
    }

    /** Whether every record is what was written. */
    public boolean isIntact() {
        return firstBadSequence == 0;
    }

    /** One line for people. */
    public String sentence() {
        return isIntact()
                ? records + " records, chain intact, head " + expected.shortHex()
                : "record " + firstBadSequence + " is not what was written: hash " + found.shortHex() + ", expected "
                        + expected.shortHex();
    }
}
