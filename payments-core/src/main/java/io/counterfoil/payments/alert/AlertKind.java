package io.counterfoil.payments.alert;

import io.counterfoil.payments.evidence.Code;

/**
 * What an alert is about: an open list of codes (payments specification 4.12). Other modules add kinds as constants of their own. Immutable.
 *
 * @param code in capitals with underscores
 */
public record AlertKind(String code) implements Code {

    /** A line at the bank that no record explains. */
    public static final AlertKind OUTSIDE_SYSTEM = new AlertKind("OUTSIDE_SYSTEM");

    /** A record that should have been seen at the bank by now. */
    public static final AlertKind NOT_SEEN_AT_BANK = new AlertKind("NOT_SEEN_AT_BANK");

    /** One payment above the limit for one. */
    public static final AlertKind SINGLE_LIMIT = new AlertKind("SINGLE_LIMIT");

    /** The payments of a client's day together above the limit for a day. */
    public static final AlertKind DAILY_LIMIT = new AlertKind("DAILY_LIMIT");

    /** Too many payments or too much money in a window, or a pattern that wants a look. */
    public static final AlertKind VELOCITY = new AlertKind("VELOCITY");

    /** A rate of returns above its threshold. */
    public static final AlertKind RETURN_RATE = new AlertKind("RETURN_RATE");

    /** A ratio of chargebacks above its threshold. */
    public static final AlertKind CHARGEBACK_RATIO = new AlertKind("CHARGEBACK_RATIO");

    /** A payment whose outcome no query has told. */
    public static final AlertKind UNKNOWN_OUTCOME = new AlertKind("UNKNOWN_OUTCOME");

    /** A return that came after its deadline. */
    public static final AlertKind UNTIMELY_RETURN = new AlertKind("UNTIMELY_RETURN");

    /** A notice of change that was not applied in time. */
    public static final AlertKind CHANGE_NOT_APPLIED = new AlertKind("CHANGE_NOT_APPLIED");

    /** A mandate about to lapse. */
    public static final AlertKind MANDATE_EXPIRING = new AlertKind("MANDATE_EXPIRING");

    /** A deadline that is close and not met. */
    public static final AlertKind DEADLINE_NEAR = new AlertKind("DEADLINE_NEAR");

    /** A fee charged other than agreed. */
    public static final AlertKind FEE_VARIANCE = new AlertKind("FEE_VARIANCE");

    /** A return of less than was sent. */
    public static final AlertKind SHORT_RETURN = new AlertKind("SHORT_RETURN");

    /** A bank account that another client holds too. */
    public static final AlertKind DUPLICATE_ACCOUNT = new AlertKind("DUPLICATE_ACCOUNT");

    /** A fact of a rail that a lifecycle cannot take. */
    public static final AlertKind RAIL_FACT_REFUSED = new AlertKind("RAIL_FACT_REFUSED");

    /** A dispute of a payment that was refunded. */
    public static final AlertKind REFUNDED_AND_DISPUTED = new AlertKind("REFUNDED_AND_DISPUTED");

    /** Refunds and lost disputes above what was captured. */
    public static final AlertKind OVER_REFUNDED = new AlertKind("OVER_REFUNDED");

    /** A code of a rail or scheme that no table has. */
    public static final AlertKind UNKNOWN_CODE = new AlertKind("UNKNOWN_CODE");

    /** A figure far from its own history. */
    public static final AlertKind OUT_OF_NORM = new AlertKind("OUT_OF_NORM");

    /** A proof that does not hold. */
    public static final AlertKind PROOF_FAILED = new AlertKind("PROOF_FAILED");

    /** A ledger whose chain or balances are not what its log says. */
    public static final AlertKind LEDGER_UNPROVED = new AlertKind("LEDGER_UNPROVED");

    public AlertKind {
        if (!code.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException("alert kind '" + code + "', expected capitals, digits and underscores");
        }
    }

    @Override
    public String id() {
        return "ALERT." + code;
    }

    @Override
    public String toString() {
        return code;
    }
}
