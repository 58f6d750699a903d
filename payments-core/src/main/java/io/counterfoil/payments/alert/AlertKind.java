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
