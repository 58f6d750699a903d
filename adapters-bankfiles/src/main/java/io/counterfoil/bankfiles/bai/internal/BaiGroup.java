package io.counterfoil.bankfiles.bai.internal;

import io.counterfoil.payments.evidence.Diagnostic;

/** One group: record 02 to 98. Not thread-safe. */
final class BaiGroup {

    private final int day;
    private final String number;
    private final String currency;
    private final boolean real;
    private final Diagnostic.Location at;
    private long total;
    private long accounts;
    private long records = 1;

    /**
     * A group that begins.
     *
     * @param day that it reports; {@link io.counterfoil.bankfiles.source.internal.Days#NONE} where it cannot be read
     * @param number that tells its statements apart: originator, day, modifier
     * @param currency of its accounts; empty where it states none
     * @param real whether its movements are to be taken in: neither a deletion nor a test
     */
    BaiGroup(int day, String number, String currency, boolean real, Diagnostic.Location at) {
        this.day = day;
        this.number = number;
        this.currency = currency;
        this.real = real;
        this.at = at;
    }

    int day() {
        return day;
    }

    String number() {
        return number;
    }

    String currency() {
        return currency;
    }

    boolean isReal() {
        return real;
    }

    Diagnostic.Location at() {
        return at;
    }

    void beginAccount() {
        accounts++;
    }

    void endAccount(long declaredTotal, long accountRecords) {
        total = BaiReader.plus(total, declaredTotal);
        records += accountRecords;
    }

    void addRecords(long more) {
        records += more;
    }

    long total() {
        return total;
    }

    long accounts() {
        return accounts;
    }

    long records() {
        return records;
    }
}
