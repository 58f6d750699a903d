package io.counterfoil.payments.ledger;

/**
 * What the next journals of a batch need, read a little before it is needed: so the reads wait for memory side by side and not one after the other. Changes
 * nothing that is answered. Not thread-safe.
 */
final class Lookahead {

    /** So many journals are brought near at a time. */
    static final int JOURNALS = 64;

    private final IdIndex ids;
    private final AccountTable accounts;
    private final Log log;
    private final long[] hashes = new long[JOURNALS];
    private final int[] pendings = new int[JOURNALS];
    private int first;
    private long touched;

    Lookahead(LedgerState state) {
        ids = state.ids;
        accounts = state.accounts;
        log = state.log;
    }

    /** The journals from the one on, up to the end, are run next. */
    void over(JournalBatch batch, int from, int end) {
        first = from;
        // short loops, one for each kind of read: the shorter, the more reads are under way at once
        int size = end - from;
        boolean ofPendings = false;
        for (int at = 0; at < size; at++) {
            hashes[at] = batch.hash(from + at);
            ofPendings |= !batch.isWithoutPending(from + at);
        }
        long sum = 0;
        for (int at = 0; at < size; at++) {
            sum += ids.touch(hashes[at]);
        }
        int lastLeg = batch.endOfLegs(end - 1);
        for (int leg = batch.firstLeg(from); leg < lastLeg; leg++) {
            sum += accounts.touch(batch.account[leg]);
        }
        if (ofPendings) {
            sum += overPendings(batch, from, end);
        }
        touched += sum;
    }

    private long overPendings(JournalBatch batch, int from, int end) {
        long sum = 0;
        for (int journal = from; journal < end; journal++) {
            sum += batch.isWithoutPending(journal) ? 0 : ids.touch(batch.pendingHash(journal));
        }
        for (int journal = from; journal < end; journal++) {
            pendings[journal - from] = batch.isWithoutPending(journal) ? 0 : ids.findPending(batch, journal);
        }
        for (int journal = from; journal < end; journal++) {
            int pending = pendings[journal - from];
            if (pending > 0) {
                int rows = log.endOfRows(pending);
                for (int row = log.firstRow(pending); row < rows; row++) {
                    sum += accounts.touch(log.rows.account(row));
                }
            }
        }
        return sum;
    }

    /** The hash of the journal's id. */
    long hash(int journal) {
        return hashes[journal - first];
    }

    /** Something that depends on what was read, so that reading is not left out. */
    long touched() {
        return touched;
    }
}
