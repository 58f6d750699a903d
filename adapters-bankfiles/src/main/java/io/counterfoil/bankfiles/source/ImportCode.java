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
    /** A Nacha file was expected. */
    NOT_NACHA,
    /** A file of CPA standard 005 was expected. */
    NOT_CPA005,
    /** A file or report of Bacs was expected. */
    NOT_BACS,
    /** A pain message was expected. */
    NOT_PAIN,
    /** A wire was expected. */
    NOT_WIRE,
    /** A partner's report with the columns of the profile was expected. */
    NOT_REPORT,
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
    /** MT940: a line without a readable value date, mark or amount. */
    BAD_61,
    /** MT940: a line has no transaction type, an odd one, or a reference beyond 16 characters: banks send these. */
    TYPE_MISSING,
    TYPE_ODD,
    REFERENCE_LONG,
    /** MT940: the value day does not exist, the last of its month stands in. */
    VALUE_DATE_CLAMPED,
    /** MT940: the entry day exists in none of the three years around the value date. */
    ENTRY_DATE_BAD,
    /** The message is open at the end of the file. */
    FILE_CUT,
    /** BAI2: a record outside of the group or account that it needs. */
    GROUP_HEADER_MISSING,
    ACCOUNT_HEADER_MISSING,
    /** BAI2: declared totals and counts that differ from the records. */
    ACCOUNT_TOTAL,
    ACCOUNT_RECORDS,
    GROUP_TOTAL,
    GROUP_ACCOUNTS,
    GROUP_RECORDS,
    FILE_TOTAL,
    FILE_GROUPS,
    FILE_RECORDS,
    /** BAI2: a control record that must be there is not. */
    ACCOUNT_TRAILER_MISSING,
    GROUP_TRAILER_MISSING,
    FILE_TRAILER_MISSING,
    /** BAI2: a record that is none of the format's, or has no fields that can be read. */
    BAD_RECORD,
    /** BAI2: several readings of a continuation prove the totals: the plainest was taken. */
    CONTINUATION_AMBIGUOUS,
    /** BAI2: several records stand on a physical line. */
    LINE_SPLIT,
    /** OFX: the server answered with an error instead of a statement. */
    SERVER_ERROR,
    /** OFX: another transaction with an id used before in the statement. */
    FITID_REUSED,
    /** OFX: an aggregate is never closed, or closed by another name. */
    TAG_MISMATCH,
    /** IIF, ledger export: a transaction or journal does not add up to zero; nothing is written. */
    UNBALANCED,
    /** A value does not fit the format that is written. */
    DOES_NOT_FIT,
    /** A value that the format must have is not there. */
    VALUE_MISSING,
    /** Two of what must be unique are equal. */
    NOT_UNIQUE,
    /** Ledger export: an account has no number in the books that it goes to. */
    ACCOUNT_NOT_MAPPED,
    /** An edited sheet has a row that was not in the table, or two with one key. */
    UNKNOWN_ROW,
    /** An edited sheet was made from another state of the row. */
    STALE_ROW,
    /** An edited sheet lacks a column, or has no rows that can be read. */
    NOT_A_SHEET,
    /** Nacha: the entries and addenda of a batch are another number than its control says. */
    BATCH_COUNT,
    /** Nacha: the entry hash of a batch. */
    BATCH_HASH,
    /** Nacha: the debits of a batch. */
    BATCH_DEBIT,
    /** Nacha: the credits of a batch. */
    BATCH_CREDIT,
    /** Nacha: a batch has no control. */
    BATCH_CONTROL_MISSING,
    /** Nacha: a control stands where no batch is open. */
    BATCH_CONTROL_WITHOUT_BATCH,
    /** Nacha: an entry stands where no batch is open. */
    BATCH_HEADER_MISSING,
    /** Nacha: the batches of the file. */
    FILE_BATCHES,
    /** Nacha: the blocks of ten records; a matter of tapes, the proof stands. */
    FILE_BLOCKS,
    /** Nacha: the entries and addenda of the file. */
    FILE_COUNT,
    /** Nacha: the entry hash of the file. */
    FILE_HASH,
    /** Nacha: the debits of the file. */
    FILE_DEBIT,
    /** Nacha: the credits of the file. */
    FILE_CREDIT,
    /** Nacha: the file has no header; it holds no total. */
    FILE_HEADER_MISSING,
    /** Nacha: the file has no control. */
    FILE_CONTROL_MISSING,
    /** A record is shorter than the standard says; it is read as if filled with blanks. */
    LINE_SHORT,
    /** Nacha: the last block is not filled with nines. */
    BLOCK_PADDING_MISSING,
    /** Nacha: payments and returns in one file. */
    MIXED_FORWARD_AND_RETURN,
    /** An addenda record follows no entry. */
    ADDENDA_WITHOUT_ENTRY,
    /** A transaction code that the rail does not have. */
    BAD_TRANSACTION_CODE,
    /** A record of a type that the format does not have, or not here. */
    RECORD_TYPE,
    /** CPA 005: the record count is not the previous one plus one. */
    RECORD_SEQUENCE,
    /** CPA 005: totals of the trailer. */
    Z_DEBIT_VALUE,
    Z_DEBIT_COUNT,
    Z_CREDIT_VALUE,
    Z_CREDIT_COUNT,
    Z_ERROR_DEBIT_VALUE,
    Z_ERROR_DEBIT_COUNT,
    Z_ERROR_CREDIT_VALUE,
    Z_ERROR_CREDIT_COUNT,
    /** The trailer is missing. */
    TRAILER_MISSING,
    /** The number of the file is not the one after the last. */
    FILE_CREATION_NUMBER,
    /** CPA 005: a record that is kept as text. */
    RECORD_AS_TEXT,
    /** A count that the file declares. */
    TOTAL_COUNT,
    /** A value that the file declares. */
    TOTAL_VALUE,
    /** Bacs: the debits of the file are not its credits. */
    NOT_BALANCED,
    /** A status that the standard does not know: kept as text. */
    STATUS_KEPT,
    /** A code that no table has: kept as text. */
    CODE_UNKNOWN,
    /** A field that must be there is not. */
    FIELD_MISSING,
    /** The same line again, by the bank's own reference. */
    DUPLICATE_LINE,
    /** The same number with another opening balance. */
    STATEMENT_NUMBER_REUSED,
    /** The receipt belongs to other bytes. */
    FOREIGN_RECEIPT,
    /** What is read is not what the receipt counts: items, records kept apart, rejections or sums. */
    RECEIPT_DIFFERS,
    /** The receipt does not allow posting. */
    NOT_POSTABLE;

    @Override
    public String id() {
        return "IMPORT." + name();
    }
}
