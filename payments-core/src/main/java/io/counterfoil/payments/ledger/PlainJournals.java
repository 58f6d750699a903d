package io.counterfoil.payments.ledger;

import java.time.Instant;

/**
 * Posts and pends of two legs between two accounts of one currency, the commonest journals: judged in one look and written at once. One that this look does
 * not pass is not refused here: it goes through the {@link Rules} one by one, which say what is wrong, if anything is. Not thread-safe.
 */
final class PlainJournals {

    private static final byte POST = LedgerStore.LedgerRecord.Kind.POST.number();

    private final LedgerState state;
    private final AccountTable accounts;
    private final Log log;

    PlainJournals(LedgerState state) {
        this.state = state;
        accounts = state.accounts;
        log = state.log;
    }

    /** Whether the journal is such a one, and no rule stands against it. */
    boolean accepts(JournalBatch batch, int journal, Instant now) {
        if (!batch.isPlain(journal)
                || batch.booked(journal) <= state.lockedThrough()
                || (batch.expires(journal) && !batch.expiry(journal).isAfter(now))) {
            return false;
        }
        int one = batch.firstLeg(journal);
        int other = one + 1;
        int account = batch.account[one];
        int otherAccount = batch.account[other];
        long minor = batch.minor[one];
        return minor > 0
                && minor == batch.minor[other]
                && account != otherAccount
                && batch.side[one] != batch.side[other]
                && accounts.canMeet(account, otherAccount)
                && accounts.canBear(account, batch.side[one], minor)
                && accounts.canBear(otherAccount, batch.side[other], minor);
    }

    /**
     * Writes a journal that was accepted; the log was told its days and instant.
     *
     * @param found what the index said of its id
     * @return its record
     */
    int write(JournalBatch batch, int journal, long hash, int found) {
        byte kind = batch.kind(journal);
        int record = log.add(kind, (byte) 0, batch.form(journal), batch.high(journal), batch.low(journal));
        int leg = batch.firstLeg(journal);
        if (kind == POST) {
            row(batch, journal, leg, Rows.POSTED);
            row(batch, journal, leg + 1, Rows.POSTED);
        } else {
            pend(batch, journal, record);
        }
        state.ids.put(found, hash, record);
        return record;
    }

    private void pend(JournalBatch batch, int journal, int record) {
        int leg = batch.firstLeg(journal);
        log.extra(0, log.left.size(), batch.expirySecond(journal), batch.expiryNano(journal), null);
        row(batch, journal, leg, Rows.PENDED);
        row(batch, journal, leg + 1, Rows.PENDED);
        log.left.add(batch.minor[leg], batch.minor[leg + 1]);
        if (batch.expires(journal)) {
            state.expiries.add(record);
        }
    }

    private void row(JournalBatch batch, int journal, int leg, byte effect) {
        int account = batch.account[leg];
        int side = batch.side[leg];
        long minor = batch.minor[leg];
        int sum = effect == Rows.POSTED ? side : side + 2;
        int previous = accounts.move(account, sum, minor, log.rows.size(), batch.booked(journal), batch.value(journal));
        log.rows.add(account, side, effect, minor, previous);
    }
}
