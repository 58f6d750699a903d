package io.counterfoil.reconciliation.plan;

/** A field on which both sides must have equal values; a missing value equals nothing. */
public enum MatchKey {
    /** One reference of the one side equals one of the other, character by character. */
    REFERENCE,
    /** One reference equals one of the other by its letters and digits, capitals and separators aside: {@code inv 2027/0012} is {@code INV-2027-0012}. */
    REFERENCE_LOOSELY,
    /** Open amounts are equal, to the minor unit. */
    AMOUNT,
    /** The same other party, character by character. */
    PARTY,
    /** The same account. */
    ACCOUNT,
    /** The same payout, batch or slip. */
    GROUP;

    /** The group key in the words of a payment provider: the payout that an item was paid out with. */
    public static final MatchKey PAYOUT = GROUP;
}
