package io.counterfoil.bankfiles.source;

import io.counterfoil.payments.evidence.Code;

/** What can be wrong with a file (bank file specification 4 and 5). */
public enum ImportCode implements Code {
    /** The source has no bytes, or blanks alone. */
    EMPTY_FILE,
    /** No known format, several that fit, or one that is named but not read. */
    FORMAT_UNKNOWN,
    FORMAT_NOT_READ,
    /** A camt file was expected. */
    NOT_CAMT,
    /** A table with the columns of the profile was expected. */
    NOT_CSV,
    /** The message has no statement, report or notification in it. */
    NO_STATEMENT,
    /** The XML ends early or is not well formed. */
    XML_MALFORMED,
    /** The XML has a document type declaration. */
    DTD_FORBIDDEN,
    /** Larger, deeper or longer than the limits allow. */
    LIMIT_EXCEEDED,
    /** The bytes are not what the encoding declaration says. */
    ENCODING_MISMATCH,
    /** The file ends with an end mark or zero bytes; they are left out. */
    END_MARK,
    /** A quoted cell is never closed: the rest of the file is in it. */
    QUOTE_OPEN,
    /** A row has too few or too many cells. */
    ROW_LENGTH,
    BAD_AMOUNT,
    /** More decimals than the currency has. */
    NOT_EXACT,
    BAD_CURRENCY,
    BAD_DATE,
    /** An entry states no day: the day on which the statement was made stands in. */
    DATE_ASSUMED,
    /** Neither a debit nor a credit mark, or both, or one that the profile does not know. */
    BAD_SIGN,
    /** Pending: kept apart. */
    PENDING_ENTRY,
    /** For information only: kept apart. */
    INFORMATION_ENTRY,
    /** A status that the standard does not know, or none: kept apart. */
    STATUS_UNKNOWN,
    /** Details do not add up to the entry: one more item carries the difference. */
    DETAILS_REMAINDER,
    /** Details are in another currency than the entry: one item for the entry. */
    DETAILS_OTHER_CURRENCY,
    /** The statement names no account. */
    ACCOUNT_MISSING,
    /** The balances do not close. */
    BALANCE,
    /** Nothing of a statement names a currency. */
    CURRENCY_MISSING,
    /** A balance, an entry or a row in another currency: nothing to compare. */
    CURRENCY_MIXED,
    /** Balances that stand alone: nothing to compare them with. */
    BALANCE_MISSING,
    /** The closing balance of a page is not the opening balance of the next. */
    PAGE_CHAIN,
    /** A page number is missing. */
    PAGE_MISSING,
    /** The number of entries in the summary. */
    SUMMARY_COUNT,
    /** A sum in the summary. */
    SUMMARY_AMOUNT,
    /** The same line again, by the bank's own reference. */
    DUPLICATE_LINE,
    /** The same number with another opening balance. */
    STATEMENT_NUMBER_REUSED,
    /** The receipt belongs to other bytes. */
    FOREIGN_RECEIPT,
    /** The receipt does not allow posting. */
    NOT_POSTABLE;

    @Override
    public String id() {
        return "IMPORT." + name();
    }
}
