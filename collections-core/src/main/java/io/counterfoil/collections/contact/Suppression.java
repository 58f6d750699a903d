package io.counterfoil.collections.contact;

import io.counterfoil.payments.evidence.Code;

/**
 * Why a step is not acted on, in the order in which reasons are judged: the first that applies is the primary one (collections specification 4.7). The codes after
 * {@link #FUTURE_CONTACT} are other answers about a step and no suppressors.
 */
public enum Suppression implements Code {
    /** Nothing is past due. */
    NOT_DUE(1, false),
    /** Something is past due, but the step's day has not come or its guard does not hold. */
    STEP_NOT_REACHED(1, false),
    /** The open amount is zero. */
    NOTHING_OPEN(2, false),
    /** What is open net of unapplied cash is under the threshold. */
    BELOW_THRESHOLD(3, false),
    /** The item is written off or closed. */
    WRITTEN_OFF(4, false),
    /** Party or item is out of all strategies. */
    EXCLUDED(5, false),
    /** Insolvency, death, wrong person, representation, cease-contact; written-only for telephone channels. */
    LEGAL_STOP(6, true),
    /** A sensitive case: a person acts. */
    SENSITIVE(7, true),
    /** A notice hold covers the day. */
    HOLD(8, false),
    /** A promise covers the net collectable amount. */
    PROMISE_IN_FORCE(9, false),
    /** The items are under a payment plan in good standing. */
    PLAN_IN_FORCE(10, false),
    /** The undisputed rest is under the threshold. */
    DISPUTED(11, false),
    /** A payment on its way covers the rest. */
    PAYMENT_IN_FLIGHT(12, false),
    /** A rule on how often a person may be contacted. */
    FREQUENCY_LAW(13, true),
    /** Outside the permitted local hours, or on a holiday. */
    CONTACT_WINDOW(14, true),
    /** No usable channel after fallback. */
    NO_CHANNEL(15, true),
    /** The steps go one by one, and the one before was neither sent nor superseded. */
    PREVIOUS_STEP_NOT_SENT(16, false),
    /** Too soon after the last contact. */
    MIN_GAP(17, false),
    /** All attempts are used up. */
    MAX_ATTEMPTS(18, false),
    /** The log holds a contact after the business date. */
    FUTURE_CONTACT(19, false),
    /** Done in this episode. */
    ALREADY_DONE(0, false),
    /** A later step is acted on in its place. */
    SUPERSEDED(0, false),
    /** Its day passed while nothing ran, and missed steps are not made up for. */
    CATCH_UP_SKIPPED(0, false),
    /** Looked at again on a day. */
    REVIEW_DATE(0, false),
    /** The log contradicts itself: the scope is not decided. */
    INCONSISTENT_HISTORY(0, false),
    /** No time zone is known in which permitted hours could be read. */
    MISSING_ZONE(14, true),
    /** The holidays of the day are not known. */
    MISSING_CALENDAR(14, true);

    private final int rank;
    private final boolean debtorContactsOnly;

    Suppression(int rank, boolean debtorContactsOnly) {
        this.rank = rank;
        this.debtorContactsOnly = debtorContactsOnly;
    }

    /** The place in the order, from 1; 0 for an answer that suppresses nothing. */
    public int rank() {
        return rank;
    }

    /** Whether it binds contacts with the debtor only, not those among ourselves. */
    public boolean isDebtorContactsOnly() {
        return debtorContactsOnly;
    }

    /** Whether a notice that was prepared and not sent expires when the reason appears: ranks 1 to 11. */
    public boolean expiresPrepared() {
        return rank >= 1 && rank <= 11;
    }

    @Override
    public String id() {
        return "CONTACT." + name();
    }
}
