package io.counterfoil.reconciliation.engine;

import io.counterfoil.payments.evidence.Code;

/** Why a pair or an item was not matched, why it was, and where a search was cut. */
public enum RunCode implements Code {
    CURRENCY_WITHOUT_RATE,
    DIRECTION,
    NOTHING_OPEN,
    ALREADY_MATCHED,
    HELD,
    KEY_MISSING,
    KEY_DIFFERS,
    AMOUNT_DIFFERS,
    DAY_OUTSIDE,
    DAY_NOT_COVERED,
    REFERENCE_MISSING,
    REFERENCE_DIFFERS,
    TEXT_MISSING,
    TEXT_DIFFERS,
    NOT_AN_ALTERNATIVE,
    GROUP_DIFFERS,
    BETTER_ASSIGNMENT,
    AMBIGUOUS,
    TRUNCATED,
    NO_CANDIDATE,
    NO_SET,
    REJECTED,
    AMOUNT_EQUAL,
    AMOUNT_WITHIN,
    REFERENCE_EQUAL,
    REFERENCE_IN_TEXT,
    PARTY_EQUAL,
    ACCOUNT_EQUAL,
    GROUP_EQUAL,
    DAY_WITHIN,
    SUM_EQUAL,
    BEST_ASSIGNMENT,
    SCORE,
    SCORE_BELOW,
    LIKELIHOOD,
    COINCIDENCE,
    INTERCHANGEABLE,
    LIMIT_EDGES,
    LIMIT_NODES,
    LIMIT_BLOCK,
    LIMIT_STEPS,
    MAX_ITEMS,
    ARITHMETIC_RANGE;

    @Override
    public String id() {
        return "RECONCILIATION." + name();
    }
}
