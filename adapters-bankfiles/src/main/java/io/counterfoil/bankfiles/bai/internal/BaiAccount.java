package io.counterfoil.bankfiles.bai.internal;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * One account of a group: record 03 to 49. Where a continuation may be read in two ways, both sums are kept and the total decides (bank file specification 4.5). Not
 * thread-safe.
 */
final class BaiAccount {

    private static final int MAX_BALANCES = 1_000;

    private final BankAccountRef owner;
    private final Amounts currency;
    private final int day;
    private final String number;
    private final Diagnostic.Location at;
    private final BaiSummary plain;
    private final BaiSummary closed;
    private long entrySum;
    private long records;
    private boolean broken;

    /**
     * An account that begins.
     *
     * @param plain its summary as its fields follow each other
     * @param closed its summary where each line begins a new one
     */
    BaiAccount(
            BankAccountRef owner,
            Amounts currency,
            BaiGroup group,
            Diagnostic.Location at,
            BaiSummary plain,
            BaiSummary closed) {
        this.owner = owner;
        this.currency = currency;
        this.day = group.day();
        this.number = group.number();
        this.at = at;
        this.plain = plain;
        this.closed = closed;
    }

    BankAccountRef owner() {
        return owner;
    }

    Amounts currency() {
        return currency;
    }

    long records() {
        return records;
    }

    void record(int count) {
        records += count;
    }

    /** Counts an amount as it is written. */
    void amount(long written) {
        entrySum = BaiReader.plus(entrySum, written);
    }

    void rejected() {
        broken = true;
    }

    /** Ends without a record 49. */
    void cut(RecordSink sink) {
        broken = true;
        sink.found(
                Diagnostic.error(ImportCode.ACCOUNT_TRAILER_MISSING, "an account has no record 49 with its total", at));
        hand(sink, plain, ProofStatus.BROKEN);
    }

    /** Compares with what record 49 declares. */
    void end(long total, long count, RecordSink sink, Diagnostic.Location place) {
        boolean other = closed.readable()
                && plain.readable()
                && (plain.sum() != closed.sum() || !plain.balances().equals(closed.balances()));
        boolean plainProves = BaiReader.plus(plain.sum(), entrySum) == total;
        boolean closedProves = closed.readable() && BaiReader.plus(closed.sum(), entrySum) == total;
        BaiSummary read = !plainProves && closedProves ? closed : plain;
        if (other && plainProves && closedProves) {
            sink.found(Diagnostic.warning(
                    ImportCode.CONTINUATION_AMBIGUOUS,
                    "a continuation of record 03 can be read in two ways that prove the total, its fields were read on",
                    at));
        }
        ControlTotal sum = new ControlTotal(
                ControlTotal.Level.ACCOUNT,
                "account total",
                Long.toString(total),
                Long.toString(BaiReader.plus(read.sum(), entrySum)),
                place);
        ControlTotal counted = new ControlTotal(
                ControlTotal.Level.ACCOUNT, "account records", Long.toString(count), Long.toString(records), place);
        boolean adds = BaiReader.compare(sum, ImportCode.ACCOUNT_TOTAL, sink);
        boolean counts = BaiReader.compare(counted, ImportCode.ACCOUNT_RECORDS, sink);
        hand(sink, read, adds && counts && !broken ? ProofStatus.PROVED : ProofStatus.BROKEN);
    }

    private void hand(RecordSink sink, BaiSummary read, ProofStatus status) {
        List<StatementBalance> balances = new ArrayList<>();
        boolean opens = false;
        long opening = 0;
        if (day != Days.NONE) {
            LocalDate date = LocalDate.ofEpochDay(day);
            for (BaiSummary.Status balance : read.balances()) {
                StatementBalance.Type type = type(balance.code());
                balances.add(new StatementBalance(type, currency.ofMinor(balance.minor()), date));
            }
        }
        for (BaiSummary.Status balance : read.balances()) {
            if (balance.code() == 10 && !opens) {
                opens = true;
                opening = balance.minor();
            }
        }
        StatementKey key = new StatementKey(owner.token(), "BAI2", number, opening, opens);
        sink.statement(new StatementPart(key, owner, currency.currency(), balances, status));
    }

    private static StatementBalance.Type type(int code) {
        return switch (code) {
            case 10 -> StatementBalance.Type.OPENING;
            case 15 -> StatementBalance.Type.CLOSING;
            case 40, 45, 60 -> StatementBalance.Type.AVAILABLE;
            case 72, 73, 74, 75 -> StatementBalance.Type.FORWARD_AVAILABLE;
            default -> StatementBalance.Type.OTHER;
        };
    }

    /** Most balances that are kept of an account. */
    static int maxBalances() {
        return MAX_BALANCES;
    }
}
