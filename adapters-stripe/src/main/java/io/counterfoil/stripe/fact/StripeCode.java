package io.counterfoil.stripe.fact;

import io.counterfoil.payments.evidence.Code;

/** What this adapter finds in Stripe's data (specification sections 4 and 5). Codes are stable; a break is among them where money is concerned. */
public enum StripeCode implements Code {
    /** The text is not JSON, is cut, repeats a key, or nests too deep. */
    BAD_JSON,
    /** The page is neither a list, an array nor an object of Stripe. */
    NOT_A_PAGE,
    /** A field that the fact needs is absent or of a wrong type. */
    MISSING_FIELD,
    /** An amount is not an integer within 64 bits. */
    BAD_AMOUNT,
    /** The object belongs to the other mode, live or test. */
    WRONG_MODE,
    /** The notice is about an account that is not the receiver's, and connected accounts are not wanted. */
    OTHER_ACCOUNT,
    /** The body is no event of Stripe. */
    NOT_AN_EVENT,
    /** An event that is not in the table; it is kept and reported. */
    UNKNOWN_EVENT,
    /** The event's name contradicts the state of the object inside; the state counts. */
    TYPE_STATE_MISMATCH,
    /** A version of the API with a suffix that is not known; read as the newest known. */
    UNKNOWN_API_FAMILY,
    /** Stripe, an endpoint or the account speaks another API version than this adapter. */
    VERSION_DRIFT,
    /** The event holds no object, only its name: the object must be read. */
    THIN_EVENT,
    /** It cannot be told which of two facts is the later: the object must be read as it is now. */
    REFETCH,
    /** Stripe embeds only the first objects of a list: the rest must be read. */
    LIST_CUT,
    /** The inbox or the store could not record; Stripe sends it again. */
    NOT_RECORDED,
    /** The host's own reaction failed; Stripe sends it again. */
    EFFECT_FAILED,
    /** The key may not read a resource; the message names the permission. */
    PERMISSION_MISSING,
    /** A page of a list could not be got; the cursor is kept. */
    PAGE_FAILED,
    /** A list promises more and gives nothing; the cursor is kept. */
    LIST_STALLED,
    /** Undelivered events were not looked for in a long time. */
    SWEEP_LATE,
    /** Events may be lost for good: Stripe keeps them for 30 days. */
    HORIZON_GAP,
    /** An object of a type that is not read further. */
    UNKNOWN_OBJECT,
    /** A type of balance row that is not in the table. */
    UNKNOWN_TYPE,
    /** A status that is not in the table. */
    UNKNOWN_STATUS,
    /** A reporting category that is not in the table, or none and the type is not known either. */
    UNKNOWN_CATEGORY,
    /** A fee element of a type that is not in the table. */
    UNKNOWN_FEE_TYPE,
    /** A balance that is not in the table. */
    UNKNOWN_BALANCE_TYPE,
    /** The category was derived from the type. */
    INFERRED,
    /** Type and category are known, but not as a pair. */
    UNDECLARED_PAIR,
    /** The amount has the sign that its category does not have. */
    UNEXPECTED_SIGN,
    /** An adjustment that a person must classify. */
    CLASSIFY,
    /** The fee elements do not sum to the fee. */
    FEE_SPLIT,
    /** There is a fee without elements. */
    FEE_UNSPLIT,
    /** Net is not amount less fee. */
    LINE_ARITHMETIC,
    /** A list of a payout without the payout's own row. */
    NO_PAYOUT_ROW,
    /** A list of a payout with more than one row of a payout's own. */
    SEVERAL_PAYOUT_ROWS,
    /** The payout names another row as its own. */
    PAYOUT_ROW_ID_MISMATCH,
    /** The payout's own row has another amount. */
    PAYOUT_AMOUNT_MISMATCH,
    /** The rows do not sum to the payout. */
    RESIDUAL,
    /** A report lacks a column that rows cannot do without. */
    MISSING_COLUMN,
    /** A record of a report has another number of columns than its header, or a quote that is not closed. */
    COLUMN_COUNT,
    /** A row that the API has and the report has not. */
    NOT_IN_REPORT,
    /** A row that the report has and the API has not. */
    NOT_IN_API,
    /** A row that report and API state differently. */
    ROW_DIFFERS,
    /** A row is in another currency than its payout. */
    CURRENCY_MIXED,
    /** One id, two contents. */
    CONFLICTING_DUPLICATE,
    /** One row came twice, unchanged. */
    DUPLICATE_LINE,
    /** One row belongs to two payouts. */
    ROW_IN_TWO_PAYOUTS,
    /** Stripe has not completed the list of the payout, or a figure is not there yet. */
    NOT_READY,
    /** Attributed by age, oldest first; never proven. */
    ESTIMATED,
    /** The amount cannot be written in the currency's minor units. */
    NOT_REPRESENTABLE,
    /** The amount is not a multiple of what Stripe accepts. */
    NOT_A_MULTIPLE,
    /** The amount is outside 64-bit minor units. */
    OVERFLOW,
    /** A currency whose minor units at Stripe are not known. */
    UNSUPPORTED_CURRENCY,
    /** The account map has no account of the role in the currency. */
    NO_ACCOUNT,
    /** The trace id was found on a bank line. */
    TRACE_ID,
    /** The trace id was found on a bank line with another amount. */
    TRACE_ID_AMOUNT_DIFFERS,
    /** Amount, currency and date fit, and nothing else does. */
    AMOUNT_DATE,
    /** No bank line fits. */
    NOT_AT_BANK;

    @Override
    public String id() {
        return "STRIPE." + name();
    }
}
