package io.counterfoil.payments.lifecycle.table;

/** Orders and money sent: the common table, transfers, wires, cheques, bills, supplier batches. */
final class CreditTables {

    static final String PAYMENT_ORDER = """
            initial DRAFT
            terminal FINAL REJECTED CANCELLED CLOSED
            DRAFT             submit      AWAITING_APPROVAL HOST
            AWAITING_APPROVAL approve     APPROVED          APPROVER | approver is not the maker; limits
            AWAITING_APPROVAL decline     REJECTED          APPROVER
            DRAFT             cancel      CANCELLED         HOST
            AWAITING_APPROVAL cancel      CANCELLED         HOST
            APPROVED          cancel      CANCELLED         HOST
            SCHEDULED         cancel      CANCELLED         HOST
            APPROVED          schedule    SCHEDULED         HOST     | due date inside the rail window
            APPROVED          release     SUBMITTED         HOST
            SCHEDULED         release     SUBMITTED         HOST
            SUBMITTED         accept      ACCEPTED          RAIL
            SUBMITTED         reject      REJECTED          RAIL
            ACCEPTED          reject      REJECTED          RAIL
            SUBMITTED         timeout     UNKNOWN           CLOCK    | no answer by the answer time
            UNKNOWN           accept      ACCEPTED          RAIL
            UNKNOWN           settle      SETTLED           RAIL     | a statement line or a rail answer
            UNKNOWN           reject      REJECTED          RAIL
            ACCEPTED          settle      SETTLED           RAIL
            SETTLED           return      RETURNED          RAIL
            SETTLED           reverse     REVERSED          HOST
            SETTLED           dispute     DISPUTED          RAIL
            SETTLED           finalise    FINAL             CLOCK    | today is after finalAt, no open dispute
            DISPUTED          disputeWon  SETTLED           HOST
            DISPUTED          disputeLost CLOSED            HOST
            RETURNED          represent   SUBMITTED         HOST     | retry budget and window of the return
            RETURNED          close       CLOSED            HOST
            REVERSED          close       CLOSED            HOST
            """;

    static final String SEPA_TRANSFER = """
            initial SCHEDULED
            terminal FINAL CLOSED REJECTED CANCELLED
            SCHEDULED   cancel         CANCELLED   HOST
            SCHEDULED   submit         SUBMITTED   HOST
            SUBMITTED   reject         REJECTED    RAIL
            SUBMITTED   timeout        UNKNOWN     CLOCK
            UNKNOWN     settle         SETTLED     RAIL
            UNKNOWN     reject         REJECTED    RAIL
            SUBMITTED   settle         SETTLED     RAIL
            SETTLED     return         RETURNED    RAIL  | within 3 banking days
            SETTLED     recall         RECALL_OPEN HOST  | DUPL or TECH within 10 banking days, FRAD 13 months, originator request 13 months
            RECALL_OPEN answerPositive RETURNED    RAIL
            RECALL_OPEN answerNegative SETTLED     RAIL
            RECALL_OPEN answerOverdue  SETTLED     CLOCK | no answer in 15 banking days
            SETTLED     finalise       FINAL       CLOCK | today is after finalAt
            RETURNED    close          CLOSED      HOST
            """;

    static final String WIRE = """
            initial DRAFT
            terminal FINAL CLOSED REJECTED CANCELLED
            DRAFT             submit         AWAITING_APPROVAL HOST
            AWAITING_APPROVAL approve        APPROVED          APPROVER | second person; limits
            AWAITING_APPROVAL decline        REJECTED          APPROVER
            DRAFT             cancel         CANCELLED         HOST
            AWAITING_APPROVAL cancel         CANCELLED         HOST
            APPROVED          cancel         CANCELLED         HOST
            APPROVED          release        RELEASED          HOST     | before cut-off; UETR set
            RELEASED          nack           REJECTED          RAIL
            RELEASED          ack            ACKNOWLEDGED      RAIL
            RELEASED          timeout        UNKNOWN           CLOCK
            UNKNOWN           ack            ACKNOWLEDGED      RAIL
            UNKNOWN           nack           REJECTED          RAIL
            UNKNOWN           credited       CREDITED          RAIL     | a statement line or a tracker answer
            ACKNOWLEDGED      inProgress     ACKNOWLEDGED      RAIL     | ACSP per hop
            ACKNOWLEDGED      credited       CREDITED          RAIL     | ACCC
            ACKNOWLEDGED      rejected       REJECTED          RAIL     | RJCT
            CREDITED          return         RETURNED          RAIL     | pacs.004 or MT103 RETN; may be short by fees within tolerance
            CREDITED          recall         RECALL_OPEN       HOST
            ACKNOWLEDGED      recall         RECALL_OPEN       HOST
            RECALL_OPEN       recallAccepted RETURNED          RAIL
            RECALL_OPEN       recallRefused  CREDITED          RAIL
            CREDITED          finalise       FINAL             CLOCK    | today is after finalAt
            RETURNED          close          CLOSED            HOST
            """;

    static final String CHEQUE_DEPOSIT = """
            initial DEPOSITED
            terminal FINAL CLOSED
            DEPOSITED clear     CLEARED   CLOCK | hold days over
            DEPOSITED return    RETURNED  RAIL  | funds, stop, stale, forged
            CLEARED   return    RETURNED  RAIL  | funds, stop, stale, forged
            CLEARED   finalise  FINAL     CLOCK | today is after finalAt
            RETURNED  redeposit DEPOSITED HOST  | insufficient funds only, once
            RETURNED  close     CLOSED    HOST
            """;

    static final String CHEQUE_ISSUED = """
            initial PRINTED
            terminal PAID VOID CLOSED
            PRINTED   mail            MAILED    HOST
            PRINTED   void            VOID      HOST     | not presented
            MAILED    void            VOID      HOST     | not presented
            MAILED    present         PAID      RAIL     | positive pay: account, number and amount agree
            MAILED    presentMismatch EXCEPTION RAIL     | positive pay disagrees
            EXCEPTION payAnyway       PAID      APPROVER
            EXCEPTION returnItem      CLOSED    APPROVER
            MAILED    stop            STOPPED   HOST
            STOPPED   stopFailed      PAID      RAIL     | presented before the stop took effect
            STOPPED   close           CLOSED    HOST
            MAILED    stale           STALE     CLOCK    | 6 months after the date, configurable
            STALE     void            VOID      HOST
            STALE     present         PAID      RAIL     | the bank paid it all the same
            """;

    static final String BILL_PAYMENT = """
            initial RECEIVED
            terminal POSTED REVERSED REFUSED
            RECEIVED             match             MATCHED              HOST | biller account number passes the biller's mask
            RECEIVED             misapply          MISAPPLIED           HOST
            MATCHED              post              POSTED               HOST
            MATCHED              misapply          MISAPPLIED           HOST
            MISAPPLIED           requestCorrection CORRECTION_REQUESTED HOST
            CORRECTION_REQUESTED corrected         POSTED               RAIL
            CORRECTION_REQUESTED reversed          REVERSED             RAIL
            CORRECTION_REQUESTED refused           REFUSED              RAIL
            """;

    static final String SUPPLIER_BATCH = """
            initial DRAFT
            terminal COMPLETED CANCELLED REJECTED
            DRAFT             submit        AWAITING_APPROVAL HOST     | control count and total equal the items
            AWAITING_APPROVAL approve       APPROVED          APPROVER | approvers needed for the total are reached, none is the maker
            AWAITING_APPROVAL decline       REJECTED          APPROVER
            AWAITING_APPROVAL edit          DRAFT             HOST     | approvals are dropped
            DRAFT             cancel        CANCELLED         HOST
            AWAITING_APPROVAL cancel        CANCELLED         HOST
            APPROVED          cancel        CANCELLED         HOST
            APPROVED          fund          FUNDED            HOST     | pending funds reserved in the ledger
            FUNDED            release       RELEASED          HOST
            RELEASED          allItemsEnded COMPLETED         CLOCK    | every payment SETTLED, RETURNED, REJECTED, CANCELLED, FINAL or CLOSED
            """;

    private CreditTables() {}
}
