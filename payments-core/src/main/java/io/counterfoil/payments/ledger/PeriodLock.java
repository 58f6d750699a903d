package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;

/**
 * A lock as its record says it.
 *
 * @param record number of the lock record
 * @param period the period of the proof; locked through its last day
 * @param provenAt record at which the chain stood in the proof
 * @param proof digest of the proof
 */
record PeriodLock(int record, DateRange period, int provenAt, Sha256 proof) {

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(record);
        out.writeLong(period.from().toEpochDay());
        out.writeLong(period.to().toEpochDay());
        out.writeInt(provenAt);
        out.write(proof.bytes());
    }

    static PeriodLock readFrom(DataInput in) throws IOException {
        int record = in.readInt();
        DateRange period = DateRange.of(LocalDate.ofEpochDay(in.readLong()), LocalDate.ofEpochDay(in.readLong()));
        int provenAt = in.readInt();
        byte[] digest = new byte[32];
        in.readFully(digest);
        return new PeriodLock(record, period, provenAt, Sha256.ofDigest(digest));
    }
}
