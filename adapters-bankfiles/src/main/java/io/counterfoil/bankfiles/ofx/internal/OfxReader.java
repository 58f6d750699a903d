package io.counterfoil.bankfiles.ofx.internal;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.Occurrences;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads OFX forward, a tag a step. Aggregates are told by their names, so that unclosed and unknown ones do no harm. Memory does not grow with the file, but for
 * 20 to 32 bytes a transaction of the account at hand, which find ids that are used again. Not thread-safe.
 */
public final class OfxReader implements RecordReader {

    private static final int SHOWN = 2_000;

    private final OfxTokens tokens;
    private final Optional<Amounts> fallback;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final Money money = new Money();
    private final OfxAmount amounts;
    private final OfxDate date = new OfxDate();
    private final OfxTransaction transaction;
    private final Occurrences ids = new Occurrences();
    private final Occurrences contents = new Occurrences();
    private final OfxEntries entries;
    private final OfxStatus status = new OfxStatus();
    private @Nullable OfxStatement statement;
    private @Nullable OfxTag balance;
    private Diagnostic.Location transactionAt;
    private boolean inTransaction;
    private boolean inAccount;
    private boolean closed;
    private boolean answered;
    private boolean ended;
    private int statements;
    private int rejections;

    /**
     * A reader of the tokens.
     *
     * @param fallback the currency of a statement that names none
     * @param decimalMark of the bank's amounts, where its profile names one
     */
    public OfxReader(
            OfxTokens tokens,
            Optional<Amounts> fallback,
            Optional<Character> decimalMark,
            ImportLimits limits,
            RecordSink sink) {
        this.tokens = tokens;
        this.fallback = fallback;
        this.limits = limits;
        this.sink = sink;
        this.amounts = new OfxAmount(decimalMark);
        this.transaction = new OfxTransaction(limits.maxTokenBytes());
        this.entries = new OfxEntries(tokens.charset(), sink);
        this.transactionAt = tokens.at();
    }

    @Override
    public boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        try {
            if (tokens.next()) {
                if (tokens.isClosing()) {
                    close(tokens.tag());
                } else {
                    open(tokens.tag());
                }
            } else {
                finish();
            }
        } catch (LimitException e) {
            sink.broken(Diagnostic.error(ImportCode.LIMIT_EXCEEDED, String.valueOf(e.getMessage()), tokens.at()));
            ended = true;
            endStatement();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        tokens.close();
    }

    private void finish() throws LimitException {
        ended = true;
        if (tokens.isForbidden()) {
            sink.broken(Diagnostic.error(
                    ImportCode.DTD_FORBIDDEN,
                    "the document has a document type declaration, expected none: nothing behind it was read",
                    tokens.at()));
        } else if (!closed) {
            sink.broken(Diagnostic.error(
                    ImportCode.FILE_CUT, "the file ends inside of the message, expected </OFX>", tokens.at()));
        }
        if (inTransaction) {
            reject(ImportCode.FILE_CUT, "a transaction is cut");
            inTransaction = false;
        }
        endStatement();
        if (statements == 0 && !answered) {
            sink.broken(Diagnostic.error(
                    ImportCode.NO_STATEMENT, "the file holds no statement of an account", tokens.at()));
        }
    }

    private void open(OfxTag tag) throws LimitException {
        if (inTransaction && tag != OfxTag.STMTTRN) {
            transactionField(tag);
            return;
        }
        switch (tag) {
            case STMTRS, CCSTMTRS, INVSTMTRS -> beginStatement();
            case STMTTRN -> beginTransaction();
            case INVTRAN -> {
                statement();
                sink.keptApart(Diagnostic.note(
                        ImportCode.INFORMATION_ENTRY,
                        "a transaction in securities is kept apart from the movements of cash",
                        tokens.at()));
            }
            case STATUS -> status.begin(tokens.at());
            case CODE, SEVERITY, MESSAGE -> status.put(tag, tokens.text());
            case BANKACCTFROM, CCACCTFROM, INVACCTFROM -> inAccount = statement != null;
            case LEDGERBAL, AVAILBAL -> {
                endAccount();
                balance = tag;
                statement().beginBalance();
            }
            default -> statementField(tag);
        }
    }

    private void statementField(OfxTag tag) {
        OfxStatement at = statement;
        if (at == null || tokens.from() == tokens.to()) {
            return;
        }
        switch (tag) {
            case CURDEF -> at.currency(tokens.text(), money.in(tokens.text().strip()), tokens.at(), sink);
            case BANKID, BROKERID, BRANCHID, ACCTID -> {
                if (inAccount) {
                    at.account(tag, tokens.text());
                }
            }
            case DTSTART, DTEND -> at.period(tokens.text());
            case BALAMT -> balanceAmount(at);
            case DTASOF -> {
                if (balance != null && date.read(tokens.buffer(), tokens.from(), tokens.to())) {
                    at.balanceDay(date.day());
                }
            }
            default -> {
                // no other field of a statement is read
            }
        }
    }

    private void balanceAmount(OfxStatement at) {
        Optional<Amounts> currency = at.unit();
        if (balance == null || currency.isEmpty()) {
            return;
        }
        if (amounts.read(
                tokens.buffer(), tokens.from(), tokens.to(), currency.get().fractionDigits())) {
            at.balance(balance == OfxTag.LEDGERBAL, amounts.minor());
        } else {
            sink.found(Diagnostic.warning(
                    ImportCode.BAD_AMOUNT,
                    "a balance " + Texts.shown(tokens.text()) + " cannot be read",
                    tokens.at().field("BALAMT")));
        }
    }

    private void transactionField(OfxTag tag) throws LimitException {
        if (tag == OfxTag.ORIGCURRENCY) {
            transaction.convertedFrom();
        } else {
            transaction.put(tag, tokens.buffer(), tokens.from(), tokens.to());
        }
    }

    private void close(OfxTag tag) throws LimitException {
        switch (tag) {
            case STMTTRN -> endTransaction();
            case BANKTRANLIST, INVTRANLIST -> abandon();
            case STMTRS, CCSTMTRS, INVSTMTRS -> {
                abandon();
                endStatement();
            }
            case STATUS -> answered |= status.end(sink);
            case BANKACCTFROM, CCACCTFROM, INVACCTFROM -> endAccount();
            case LEDGERBAL, AVAILBAL -> {
                statement().endBalance();
                balance = null;
            }
            case OFX -> {
                abandon();
                closed = true;
            }
            default -> {
                // closes a text or an aggregate that says nothing
            }
        }
    }

    private void endAccount() {
        inAccount = false;
    }

    private void beginStatement() throws LimitException {
        abandon();
        endStatement();
        if (++statements > limits.maxStatements()) {
            throw new LimitException("the file has more than " + limits.maxStatements() + " statements");
        }
        statement = new OfxStatement(fallback, tokens.at());
    }

    private OfxStatement statement() throws LimitException {
        if (statement == null) {
            beginStatement();
        }
        OfxStatement at = statement;
        if (at == null) {
            throw new IllegalStateException("a statement was begun and is not there");
        }
        return at;
    }

    private void endStatement() {
        OfxStatement at = statement;
        statement = null;
        balance = null;
        inAccount = false;
        if (at != null) {
            at.end(sink);
            ids.clear();
            contents.clear();
            entries.statementEnded();
        }
    }

    private void beginTransaction() throws LimitException {
        abandon();
        statement();
        inAccount = false;
        transaction.clear();
        transactionAt = tokens.at();
        inTransaction = true;
    }

    /** A transaction whose end is not marked ends where something begins that cannot be part of it. */
    private void abandon() throws LimitException {
        if (inTransaction) {
            sink.found(Diagnostic.warning(
                    ImportCode.TAG_MISMATCH, "a transaction is not closed, expected </STMTTRN>", tokens.at()));
            endTransaction();
        }
    }

    private void endTransaction() throws LimitException {
        if (!inTransaction) {
            return;
        }
        inTransaction = false;
        OfxStatement at = statement();
        Optional<Amounts> currency = currency(at);
        if (currency.isEmpty()) {
            reject(
                    ImportCode.CURRENCY_MISSING,
                    "the statement names no currency, expected CURDEF or one in the profile");
        } else if (!amounts.read(
                transaction.bytes(),
                transaction.from(OfxTag.TRNAMT),
                transaction.to(OfxTag.TRNAMT),
                currency.get().fractionDigits())) {
            ImportCode code = amounts.failure().orElse(ImportCode.BAD_AMOUNT);
            reject(
                    code,
                    "amount " + Texts.shown(transaction.text(OfxTag.TRNAMT, tokens.charset()))
                            + (code == ImportCode.NOT_EXACT
                                    ? " has more decimals than "
                                            + currency.get().currency().getCurrencyCode() + ", expected at most "
                                            + currency.get().fractionDigits()
                                    : " cannot be read or says two things, expected digits with a decimal mark"));
        } else if (!readDay()) {
            reject(ImportCode.BAD_DATE, "the date of a transaction cannot be read, expected DTPOSTED such as 20270301");
        } else if (!money.counts(currency.get(), amounts.minor())) {
            reject(ImportCode.BAD_AMOUNT, "the amounts of the file add up to more than 64 bits hold");
        } else {
            write(at, currency.get());
        }
    }

    /** The posting date; where there is none, the day on which it was made or is available. */
    private boolean readDay() {
        if (transaction.has(OfxTag.DTPOSTED)) {
            return readDay(OfxTag.DTPOSTED);
        }
        boolean read = readDay(OfxTag.DTUSER) || readDay(OfxTag.DTAVAIL);
        if (read) {
            sink.found(Diagnostic.warning(
                    ImportCode.DATE_ASSUMED,
                    "a transaction has no posting date, the day on which it was made or is available stands in",
                    transactionAt));
        }
        return read;
    }

    private boolean readDay(OfxTag tag) {
        return transaction.has(tag) && date.read(transaction.bytes(), transaction.from(tag), transaction.to(tag));
    }

    private Optional<Amounts> currency(OfxStatement at) {
        if (!transaction.has(OfxTag.CURSYM) || transaction.isConverted()) {
            return at.unit();
        }
        return money.in(transaction.text(OfxTag.CURSYM, tokens.charset()).strip());
    }

    private void write(OfxStatement at, Amounts currency) {
        boolean identified = transaction.has(OfxTag.FITID);
        long content = transaction.contentHash();
        if (identified && contents.next(content) > 1) {
            sink.keptApart(Diagnostic.warning(
                    ImportCode.DUPLICATE_LINE,
                    "a transaction has id and content of an earlier one, it is counted once",
                    transactionAt));
            return;
        }
        if (identified && sink.isCounting() && ids.next(transaction.idHash()) > 1) {
            sink.found(Diagnostic.warning(
                    ImportCode.FITID_REUSED,
                    "a transaction has the id of an earlier one and another content, both are taken",
                    transactionAt));
        }
        int day = date.day();
        at.movement(currency, transactionAt, sink);
        if (sink.isCounting()) {
            sink.counted(currency, amounts.minor());
            return;
        }
        int valueDay = readDay(OfxTag.DTAVAIL) ? date.day() : day;
        entries.write(at.owner(sink), currency, transaction, new OfxEntries.Moved(amounts.minor(), day, valueDay));
    }

    private void reject(ImportCode code, String sentence) throws LimitException {
        Diagnostic.Location at = transactionAt.field("STMTTRN");
        sink.rejected(Rejection.of(at, "STMTTRN", code, sentence, transaction.raw(SHOWN)));
        sink.found(Diagnostic.error(code, sentence, at));
        if (++rejections > limits.maxRejections()) {
            throw new LimitException("more than " + limits.maxRejections() + " transactions cannot be read");
        }
    }
}
