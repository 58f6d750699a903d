package io.counterfoil.payments.ledger;

/** How what is pending is posted and released: what each of these acts writes and what it leaves. Checks no rule. Not thread-safe. */
final class Pendings {

    private final LedgerState state;
    private final AccountTable accounts;
    private final Log log;
    private final Undo undo;

    Pendings(LedgerState state) {
        this.state = state;
        accounts = state.accounts;
        log = state.log;
        undo = state.undo;
    }

    /** Posts all that is left, or the legs that the journal names. */
    void post(JournalBatch batch, int journal, int record, int pending) {
        if (batch.flag(journal, Log.EVERYTHING)) {
            settle(record, pending);
            return;
        }
        int first = log.rows.size();
        state.move(batch, journal, record, Rows.POSTED);
        int posted = log.rows.size();
        for (int row = first; row < posted; row++) {
            take(pending, record, row);
        }
        if (!batch.flag(journal, Log.KEEPS_REST)) {
            release(pending, record, Log.ALL_POSTED);
        } else if (isNothingLeft(pending)) {
            status(pending, Log.ALL_POSTED);
        }
    }

    /** Posts all that is left. */
    private void settle(int record, int pending) {
        int booked = log.booked(record);
        int value = log.value(record);
        boolean both = booked >= log.booked(pending)
                && value >= log.value(pending)
                && log.isKnown(pending, log.atSecond(record), log.atNano(record));
        int end = log.endOfRows(pending);
        int first = log.firstRow(pending);
        int left = log.leftOf(pending, first) - first;
        for (int row = first; row < end; row++) {
            long minor = log.left.at(left + row);
            if (minor > 0 && both) {
                takeLeft(left + row, minor);
                int account = log.rows.account(row);
                int side = log.rows.sideNumber(row);
                int previous = accounts.settle(account, side, minor, log.rows.size(), booked, value);
                log.rows.add(account, side, Rows.SETTLED, minor, previous);
            } else if (minor > 0) {
                state.addRow(log.rows.account(row), log.rows.sideNumber(row), Rows.POSTED, minor, booked, value);
            }
        }
        if (!both) {
            release(pending, record, Log.ALL_POSTED);
        } else {
            status(pending, Log.ALL_POSTED);
        }
    }

    private void takeLeft(int place, long minor) {
        long before = log.left.at(place);
        undo.left(place, before);
        log.left.set(place, before - minor);
    }

    /** Takes what the row posts from what is left of the pending's rows on that side of the account. */
    private void take(int pending, int record, int posted) {
        int account = log.rows.account(posted);
        int side = log.rows.sideNumber(posted);
        long rest = log.rows.minor(posted);
        int end = log.endOfRows(pending);
        for (int row = log.firstRow(pending); row < end && rest > 0; row++) {
            if (log.rows.account(row) == account && log.rows.sideNumber(row) == side) {
                long taken = Math.min(rest, log.left.at(log.leftOf(pending, row)));
                releaseRow(pending, row, record, taken);
                rest -= taken;
            }
        }
        if (rest > 0) {
            throw new IllegalStateException(
                    "record " + record + " takes " + rest + " minor units more than are pending in record " + pending);
        }
    }

    void release(int pending, int record, byte status) {
        int end = log.endOfRows(pending);
        for (int row = log.firstRow(pending); row < end; row++) {
            releaseRow(pending, row, record, log.left.at(log.leftOf(pending, row)));
        }
        status(pending, status);
    }

    private void status(int pending, byte now) {
        undo.status(pending, log.status(pending));
        log.status(pending, now);
    }

    /** A release never takes effect before what it releases, else a balance as of a day between the two would be negative. */
    private void releaseRow(int pending, int row, int record, long minor) {
        if (minor > 0) {
            takeLeft(log.leftOf(pending, row), minor);
            state.addRow(
                    log.rows.account(row),
                    log.rows.sideNumber(row),
                    Rows.RELEASED,
                    minor,
                    Math.max(log.booked(record), log.booked(pending)),
                    Math.max(log.value(record), log.value(pending)));
        }
    }

    private boolean isNothingLeft(int pending) {
        int end = log.endOfRows(pending);
        for (int row = log.firstRow(pending); row < end; row++) {
            if (log.left.at(log.leftOf(pending, row)) != 0) {
                return false;
            }
        }
        return true;
    }
}
