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
