package io.counterfoil.reconciliation.breaks;

import static io.counterfoil.payments.evidence.Diagnostic.Severity.CRITICAL;
import static io.counterfoil.payments.evidence.Diagnostic.Severity.HIGH;
import static io.counterfoil.payments.evidence.Diagnostic.Severity.LOW;
import static io.counterfoil.payments.evidence.Diagnostic.Severity.MEDIUM;
import static io.counterfoil.payments.evidence.Diagnostic.Severity.NONE;

import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * Classes of breaks in the order in which they are tried: special ones stand before the general ones that they would otherwise hide in (reconciliation
 * specification 4.12, {@code facts/reconciliation-break-taxonomy.json}).
 */
public enum BreakClass implements Code {
    /** A record that could not be read. */
    REJECTED_INPUT("ANY", HIGH, "OPERATIONS", "FORMAT, MISSING_FIELD, BAD_AMOUNT, BAD_DATE", "INPUT_REJECTED"),
    /** Opening balance differs from the previous closing balance. */
    STATEMENT_GAP("BANK", HIGH, "OPERATIONS", "FILE_MISSING, FILE_LATE", "STATEMENT_CHAIN_BROKEN"),
    /** Two statements carry the same movements. */
    STATEMENT_OVERLAP("BANK", LOW, "OPERATIONS", "RESENT_FILE, INTRADAY_AND_END_OF_DAY", ""),
    /** A proof fails with no listed item behind it. */
    BALANCE_MISMATCH("ANY", CRITICAL, "FINANCE", "UNKNOWN", "PROOF_FAILED"),
    /** The same record twice (same bank id or same fingerprint within one statement chain). */
    DUPLICATE("ANY", MEDIUM, "OPERATIONS", "RESENT_FILE, DOUBLE_SUBMISSION, PROVIDER_RETRY", ""),
    /** A return or reversal at the bank, the original stands in the book. */
    RETURN_NOT_RECORDED(
            "BANK", HIGH, "CLIENT_SERVICES", "RETURN_FILE_MISSING, RETURN_FILE_LATE", "RETURN_NOT_RECORDED"),
    /** A dispute or chargeback debit. */
    CHARGEBACK("BANK", HIGH, "CLIENT_SERVICES", "CARDHOLDER_DISPUTE, EFT_DISPUTE", "CHARGEBACK_RECEIVED"),
    /** A debit at the bank without any record, neither of a return nor of a chargeback. */
    UNAUTHORISED_DEBIT(
            "BANK",
            CRITICAL,
            "RISK",
            "FRAUD, MANDATE_ABUSE, BANK_ERROR, MANUAL_PAYMENT_AT_BANK, BANK_FEE_UNRECORDED",
            "OUTSIDE_SYSTEM"),
    /** Received, customer known, item unknown. */
    UNALLOCATED("BANK", MEDIUM, "COLLECTIONS", "NO_REMITTANCE, ON_ACCOUNT_PAYMENT", ""),
    /** A credit at the bank without any record, customer not known. */
    NOT_IN_BOOK(
            "BANK",
            HIGH,
            "CLIENT_SERVICES",
            "PAID_OUTSIDE_SYSTEM, UNIDENTIFIED_REMITTER, BANK_ERROR, RECORD_LATE",
            "OUTSIDE_SYSTEM"),
    /** Recorded, not yet due at the bank. */
    EXPECTED_NOT_DUE("BOOK", NONE, "OPERATIONS", "", ""),
    /** A cheque outstanding longer than its life. */
    STALE_CHEQUE("BOOK", MEDIUM, "FINANCE", "NOT_PRESENTED, LOST", ""),
    /** Recorded, due at the bank, not there. */
    EXPECTED_OVERDUE(
            "BOOK",
            HIGH,
            "CLIENT_SERVICES",
            "REJECTED_BY_BANK, FILE_NOT_SENT, SETTLEMENT_LATE, WRONG_ACCOUNT",
            "NOT_SEEN_AT_BANK"),
    /** Same reference, different currencies, no rate. */
    CURRENCY_MISMATCH("PAIR", HIGH, "FINANCE", "WRONG_CURRENCY, RATE_MISSING", ""),
    /** Same reference, opposite direction. */
    DIRECTION_MISMATCH("PAIR", HIGH, "OPERATIONS", "SIGN_CONVENTION, REVERSAL", ""),
    /** The difference is a fee, not the expected one. */
    FEE_VARIANCE("PAIR", MEDIUM, "FINANCE", "TARIFF_CHANGED, WRONG_TARIFF, EXTRA_CHARGE", "FEE_VARIANCE"),
    /** Implied rate outside the band. */
    FX_VARIANCE("PAIR", MEDIUM, "FINANCE", "RATE_MARKUP, WRONG_RATE_DATE", ""),
    /** A receipt against an open receivable: less than open, not explained. */
    UNDERPAID("PAIR", MEDIUM, "COLLECTIONS", "SHORT_PAYMENT, DEDUCTION, BANK_CHARGE", ""),
    /** A receipt against an open receivable: more than open, not explained. */
    OVERPAID("PAIR", MEDIUM, "COLLECTIONS", "OVERPAYMENT, PAID_TWICE, WRONG_INVOICE", ""),
    /** Same reference, amounts differ, none of the above. */
    AMOUNT_DIFFERENCE("PAIR", HIGH, "OPERATIONS", "KEYING_ERROR, PARTIAL, UNKNOWN", ""),
    /** All equal except the day. */
    DATE_OUT_OF_WINDOW("PAIR", LOW, "OPERATIONS", "SETTLEMENT_LATE, BACKDATED", ""),
    /** Amount, day and party agree, references contradict. */
    REFERENCE_MISMATCH("PAIR", MEDIUM, "OPERATIONS", "WRONG_REFERENCE, KEYING_ERROR", ""),
    /** Reference and amount agree, parties contradict. */
    PARTY_MISMATCH("PAIR", HIGH, "CLIENT_SERVICES", "THIRD_PARTY_PAYER, WRONG_CUSTOMER, FRAUD", "PARTY_MISMATCH"),
    /** Matched, but the statuses of both sides contradict. */
    STATUS_MISMATCH("PAIR", MEDIUM, "PAYMENTS", "WEBHOOK_LOST, MANUAL_STATUS_CHANGE", "STATUS_MISMATCH"),
    /** A second payment for a settled item. */
    DUPLICATE_PAYMENT("PAIR", HIGH, "PAYMENTS", "PAID_TWICE, RETRY_WITHOUT_KEY", "DUPLICATE_PAYMENT"),
    /** Marked paid, money failed or not there. */
    PAID_NOT_SETTLED("PAIR", HIGH, "PAYMENTS", "PREMATURE_STATUS, RETURNED", "PAID_NOT_SETTLED"),
    /** Marked paid, no payment known. */
    PAID_WITHOUT_PAYMENT("BOOK", HIGH, "PAYMENTS", "MANUAL_STATUS_CHANGE, PAYMENT_UNMATCHED", "PAID_WITHOUT_PAYMENT"),
    /** Money for a cancelled item. */
    PAYMENT_FOR_VOID_INVOICE("PAIR", HIGH, "PAYMENTS", "PAID_AFTER_VOID", "REFUND_CANDIDATE"),
    /** Several explanations of equal weight. */
    AMBIGUOUS("ANY", MEDIUM, "OPERATIONS", "EQUAL_AMOUNTS, MISSING_REFERENCE", ""),
    /** A limit was reached before the search was complete. */
    SEARCH_TRUNCATED("ANY", LOW, "OPERATIONS", "LIMIT", ""),
    /** A confirmed match that would be ambiguous with what arrived since. */
    LATE_RIVAL("PAIR", MEDIUM, "OPERATIONS", "LATE_ARRIVAL", "LATE_RIVAL");

    private final String side;
    private final Diagnostic.Severity severity;
    private final String owner;
    private final String rootCauses;
    private final String alert;

    BreakClass(String side, Diagnostic.Severity severity, String owner, String rootCauses, String alert) {
        this.side = side;
        this.severity = severity;
        this.owner = owner;
        this.rootCauses = rootCauses;
        this.alert = alert;
    }

    /** Where it shows: BANK, BOOK, PAIR or ANY. */
    public String side() {
        return side;
    }

    /** How grave, unless a host says otherwise. */
    public Diagnostic.Severity severity() {
        return severity;
    }

    /** Who looks after it: a role name. */
    public String owner() {
        return owner;
    }

    /** What usually lies behind it, in the words of the taxonomy. */
    public List<String> rootCauses() {
        return rootCauses.isEmpty() ? List.of() : List.of(rootCauses.split(", ", -1));
    }

    /** Whether it is a break at all; what is expected and not yet due is none. */
    public boolean isBreak() {
        return this != EXPECTED_NOT_DUE;
    }

    /** The kind of alert that it raises; empty where it raises none of its own. */
    public Optional<AlertKind> alert() {
        return alert.isEmpty() ? Optional.empty() : Optional.of(new AlertKind(alert));
    }

    @Override
    public String id() {
        return "BREAK." + name();
    }
}
