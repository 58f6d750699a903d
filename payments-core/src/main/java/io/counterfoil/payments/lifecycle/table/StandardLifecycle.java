package io.counterfoil.payments.lifecycle.table;

/** The nineteen lives of the payments specification (PAY-17). */
public enum StandardLifecycle {
    /** A payment order on any rail: the common table, which the tables of the rails refine. */
    PAYMENT_ORDER(CreditTables.PAYMENT_ORDER),
    /** A card payment from authorisation to the end of recourse; a refund while a dispute is open is refused. */
    CARD(CardTables.CARD),
    /** A card dispute. */
    CARD_DISPUTE(CardTables.CARD_DISPUTE),
    /** A question of the issuer before a dispute, while no money has moved. */
    CARD_INQUIRY(CardTables.CARD_INQUIRY),
    /** An entry in the US Automated Clearing House. */
    ACH_ENTRY(DebitTables.ACH_ENTRY),
    /** A Canadian electronic funds transfer or pre-authorised debit; nothing confirms it, silence is taken as settlement. */
    EFT_PAD(DebitTables.EFT_PAD),
    /** A Bacs direct debit: never final, because an indemnity claim has no time limit. */
    BACS_COLLECTION(DebitTables.BACS_COLLECTION),
    /** A SEPA direct debit. */
    SEPA_COLLECTION(DebitTables.SEPA_COLLECTION),
    /** A SEPA credit transfer. */
    SEPA_TRANSFER(CreditTables.SEPA_TRANSFER),
    /** A wire. */
    WIRE(CreditTables.WIRE),
    /** A cheque paid in. */
    CHEQUE_DEPOSIT(CreditTables.CHEQUE_DEPOSIT),
    /** A cheque written. */
    CHEQUE_ISSUED(CreditTables.CHEQUE_ISSUED),
    /** A bill payment; a misapplication found after posting is a new record, linked to the first. */
    BILL_PAYMENT(CreditTables.BILL_PAYMENT),
    /** A Canadian pre-authorised debit agreement. */
    PAD_MANDATE(AgreementTables.PAD_MANDATE),
    /** A Bacs direct debit instruction. */
    BACS_INSTRUCTION(AgreementTables.BACS_INSTRUCTION),
    /** A SEPA direct debit mandate. */
    SEPA_MANDATE(AgreementTables.SEPA_MANDATE),
    /** The verification of a bank account. */
    ACCOUNT_VERIFICATION(AgreementTables.ACCOUNT_VERIFICATION),
    /** A merchant's application for an account. */
    MERCHANT_APPLICATION(AgreementTables.MERCHANT_APPLICATION),
    /** A batch of supplier payments; its items are payments of their own. */
    SUPPLIER_BATCH(CreditTables.SUPPLIER_BATCH);

    @SuppressWarnings("ImmutableEnumChecker") // a table is immutable; the checker knows that of annotated types only
    private final LifecycleTable table;

    StandardLifecycle(String text) {
        table = LifecycleTable.parse(name(), text);
    }

    /** The table. */
    public LifecycleTable table() {
        return table;
    }
}
