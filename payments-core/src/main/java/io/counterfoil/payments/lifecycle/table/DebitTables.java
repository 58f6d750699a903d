package io.counterfoil.payments.lifecycle.table;

/** Money collected from a payer by file: the United States, Canada, the United Kingdom, the euro area. */
final class DebitTables {

    static final String ACH_ENTRY = """
            initial SCHEDULED
            terminal FINAL CLOSED REJECTED CANCELLED
            SCHEDULED   cancel          CANCELLED   HOST
            SCHEDULED   file            SUBMITTED   HOST
            SUBMITTED   accept          ACCEPTED    RAIL
            SUBMITTED   reject          REJECTED    RAIL  | operator return codes before settlement
            ACCEPTED    reject          REJECTED    RAIL  | operator return codes before settlement
            SUBMITTED   timeout         UNKNOWN     CLOCK
            UNKNOWN     accept          ACCEPTED    RAIL
            UNKNOWN     settle          SETTLED     RAIL
            UNKNOWN     reject          REJECTED    RAIL
            ACCEPTED    settle          SETTLED     RAIL
            SETTLED     return          RETURNED    RAIL  | code is a return code; timely or flagged UNTIMELY
            SETTLED     reverse         REVERSED    HOST  | within 5 banking days of settlement
            SETTLED     finalise        FINAL       CLOCK | today is after finalAt
            RETURNED    reinitiate      SUBMITTED   HOST  | R01 or R09; at most 2; within 180 days of the original settlement; entry description RETRY PYMT
            RETURNED    dishonour       DISHONOURED HOST  | R61 R62 R67-R70 within 5 banking days of return settlement
            RETURNED    close           CLOSED      HOST
            REVERSED    close           CLOSED      HOST
            DISHONOURED contest         CONTESTED   RAIL  | R71-R77 within 2 banking days of dishonour settlement
            DISHONOURED settleDishonour SETTLED     CLOCK | not contested in time
            CONTESTED   close           CLOSED      HOST
            """;

    static final String EFT_PAD = """
            initial SCHEDULED
            terminal FINAL CLOSED FILE_REJECTED CANCELLED
            SCHEDULED        cancel         CANCELLED        HOST
            SCHEDULED        file           FILED            HOST  | file creation number is the previous plus one, 9999 is followed by 1; due date inside the window
            FILED            fileRejected   FILE_REJECTED    RAIL
            FILED            accept         ACCEPTED         RAIL
            ACCEPTED         due            DUE              CLOCK | today not before the due date
            ACCEPTED         itemRejected   RETURNED         RAIL  | 900: resend after repair
            DUE              itemRejected   RETURNED         RAIL  | 900: resend after repair
            DUE              presumeSettled PRESUMED_SETTLED CLOCK | answer days over (default 5 banking days)
            DUE              return         RETURNED         RAIL  | 901-922, 990
            PRESUMED_SETTLED return         RETURNED         RAIL  | 901-922, 990
            RETURNED         represent      FILED            HOST  | 901 or 908; once; same amount; within 30 days
            RETURNED         resend         FILED            HOST  | 900 or 904, after repair
            PRESUMED_SETTLED claim          CLAIMED          RAIL  | 915-921 within the window of the PAD category
            ACCEPTED         recall         RETURNED         HOST  | 903 or an error file (E or F segment)
            DUE              recall         RETURNED         HOST  | 903 or an error file (E or F segment)
            PRESUMED_SETTLED finalise       FINAL            CLOCK | today is after finalAt
            RETURNED         close          CLOSED           HOST
            CLAIMED          close          CLOSED           HOST
            """;

    static final String BACS_COLLECTION = """
            initial SCHEDULED
            terminal CLOSED REJECTED CANCELLED
            SCHEDULED            cancel         CANCELLED            HOST
            SCHEDULED            input          INPUT                HOST | instruction ACTIVE
            INPUT                reject         REJECTED             RAIL
            INPUT                process        PROCESSING           RAIL
            PROCESSING           enter          SETTLED              RAIL | day 3
            SETTLED              unpaid         UNPAID               RAIL | ARUDD
            UNPAID               represent      INPUT                HOST | ARUDD code 0; within 1 calendar month of the original processing date; same amount; code 18
            UNPAID               close          CLOSED               HOST
            SETTLED              indemnityClaim INDEMNITY_OPEN       RAIL | DDICA; no time limit
            INDEMNITY_OPEN       challenge      INDEMNITY_CHALLENGED HOST | reason 1 2 4 5 6 8; before the debit date
            INDEMNITY_OPEN       debit          INDEMNIFIED          RAIL | 14 working days after the advice
            INDEMNITY_CHALLENGED challengeWon   SETTLED              RAIL
            INDEMNITY_CHALLENGED challengeLost  INDEMNIFIED          RAIL
            INDEMNIFIED          close          CLOSED               HOST
            """;

    static final String SEPA_COLLECTION = """
            initial SCHEDULED
            terminal FINAL CLOSED REJECTED CANCELLED REFUSED
            SCHEDULED cancel   CANCELLED HOST
            SCHEDULED submit   SUBMITTED HOST  | at least 1 TARGET day before D
            SUBMITTED reject   REJECTED  RAIL  | before settlement
            SUBMITTED refuse   REFUSED   RAIL  | by the debtor before settlement
            SUBMITTED settle   SETTLED   RAIL  | day D
            SETTLED   return   RETURNED  RAIL  | by D+5 (CORE) or D+3 (B2B) TARGET days
            SETTLED   refund   REFUNDED  RAIL  | MD06 within 8 weeks, MD01 within 13 months; CORE only
            SETTLED   reverse  REVERSED  HOST  | by D+5 TARGET days
            SETTLED   finalise FINAL     CLOCK | today is after finalAt
            RETURNED  close    CLOSED    HOST
            REFUNDED  close    CLOSED    HOST
            REVERSED  close    CLOSED    HOST
            """;

    private DebitTables() {}
}
