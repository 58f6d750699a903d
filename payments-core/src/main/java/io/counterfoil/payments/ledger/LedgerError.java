package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Code;

/**
 * Why a ledger refuses a command, in the order in which it looks (payments specification 4.11): the first that holds is the answer.
 */
public enum LedgerError implements Code {
    /** The log of this ledger does not prove itself: it can be read, not written. */
    LOG_DAMAGED(false),
    /** The id is blank. */
    ID_BLANK(false),
    /** The id was refused before in a way that a later retry must not undo; attribute {@code first} is that error. */
    KEY_ALREADY_REFUSED(false),
    /** The id stands for another body; attribute {@code difference} is the first part that differs. */
    EXISTS_DIFFERENT(false),
    /** A journal has two legs or more. */
    LEGS_TOO_FEW(false),
    /** A leg is zero or negative. */
    AMOUNT_NOT_POSITIVE(false),
    /** An account is debited and credited in one journal. */
    ACCOUNT_ON_BOTH_SIDES(false),
    /** There is no such account. */
    ACCOUNT_UNKNOWN(true),
    /** The leg is in another currency than its account. */
    CURRENCY_MISMATCH(false),
    /** Debits and credits differ in a currency. */
    UNBALANCED(false),
    /** There is no such pending journal. */
    PENDING_UNKNOWN(true),
    /** The journal exists and was never pending. */
    NOT_PENDING(false),
    /** Nothing is left: it was posted. */
    PENDING_ALREADY_POSTED(false),
    /** Nothing is left: it was voided. */
    PENDING_ALREADY_VOIDED(false),
    /** Nothing is left: it expired. */
    PENDING_EXPIRED(false),
    /** Account and side are not among the pending legs. */
    PENDING_LEG_UNKNOWN(false),
    /** More than what is left of the pending. */
    PENDING_AMOUNT_EXCEEDED(false),
    /** The expiry is not in the future. */
    EXPIRY_NOT_AFTER_NOW(false),
    /** The day of booking is in a locked period. */
    PERIOD_LOCKED(true),
    /** The account is closed. */
    ACCOUNT_CLOSED(true),
    /** A sum of an account would leave 63 bits. */
    OVERFLOW(true),
    /** The balance would fall below the account's floor, pending included. */
    BALANCE_GUARD(true),
    /** Another journal of a batch that is all or nothing was refused. */
    BATCH_REFUSED(false),
    /** The account cannot be closed while something is pending on it. */
    PENDING_OPEN(false),
    /** The period's proof is not the one that the ledger gives now, or does not end on the day to lock. */
    PROOF_DIFFERS(false);

    private final boolean consumesKey;

    LedgerError(boolean consumesKey) {
        this.consumesKey = consumesKey;
    }

    /** Whether the journal's id is used up by this refusal: it answers {@link #KEY_ALREADY_REFUSED} for ever after. */
    public boolean consumesKey() {
        return consumesKey;
    }

    @Override
    public String id() {
        return "LEDGER." + name();
    }
}
