package io.counterfoil.payments.lifecycle.table;

/** Cards: the payment, its dispute, an inquiry before it. */
final class CardTables {

    static final String CARD = """
            initial INITIATED
            terminal DECLINED VOIDED AUTH_EXPIRED FINAL CHARGED_BACK
            INITIATED     authorise                 AUTH_PENDING  HOST
            AUTH_PENDING  approved                  AUTHORISED    RAIL
            AUTH_PENDING  declined                  DECLINED      RAIL
            AUTH_PENDING  timeout                   UNKNOWN       CLOCK
            UNKNOWN       approved                  AUTHORISED    RAIL
            UNKNOWN       declined                  DECLINED      RAIL
            AUTHORISED    incrementAuth             AUTHORISED    HOST
            AUTHORISED    capture                   PART_CAPTURED HOST  | sum of captures below the authorisation
            AUTHORISED    captureFull               CAPTURED      HOST  | sum of captures within authorisation plus tolerance, not expired
            PART_CAPTURED capture                   PART_CAPTURED HOST  | sum of captures below the authorisation
            PART_CAPTURED captureFull               CAPTURED      HOST  | sum of captures within authorisation plus tolerance
            PART_CAPTURED releaseRest               CAPTURED      HOST
            AUTHORISED    void                      VOIDED        HOST  | nothing captured
            AUTHORISED    expire                    AUTH_EXPIRED  CLOCK | now not before authExpiresAt
            PART_CAPTURED expire                    CAPTURED      CLOCK | rest of the authorisation released
            CAPTURED      settle                    SETTLED       RAIL
            SETTLED       refund                    PART_REFUNDED HOST  | refunds plus lost disputes plus this below captured
            PART_REFUNDED refund                    PART_REFUNDED HOST  | refunds plus lost disputes plus this below captured
            SETTLED       refundFull                REFUNDED      HOST  | refunds plus lost disputes plus this equals captured
            PART_REFUNDED refundFull                REFUNDED      HOST  | refunds plus lost disputes plus this equals captured
            SETTLED       dispute                   DISPUTED      RAIL
            PART_REFUNDED dispute                   DISPUTED      RAIL
            REFUNDED      dispute                   DISPUTED      RAIL
            DISPUTED      disputeWon                SETTLED       HOST  | nothing refunded before
            DISPUTED      disputeWonAfterRefund     PART_REFUNDED HOST  | part refunded before
            DISPUTED      disputeWonAfterFullRefund REFUNDED      HOST  | all refunded before
            DISPUTED      disputeLostPart           SETTLED       HOST  | disputed less than captured minus refunds and earlier losses
            DISPUTED      disputeLost               CHARGED_BACK  HOST  | nothing captured is left
            SETTLED       finalise                  FINAL         CLOCK | today is after finalAt, no open dispute
            PART_REFUNDED finalise                  FINAL         CLOCK | today is after finalAt, no open dispute
            REFUNDED      finalise                  FINAL         CLOCK | today is after finalAt, no open dispute
            """;

    static final String CARD_DISPUTE = """
            initial OPENED
            terminal WON LOST ACCEPTED
            OPENED          accept              ACCEPTED        HOST  | not after deadline
            OPENED          represent           REPRESENTED     HOST  | flow is COLLABORATION or REPRESENTMENT; evidence present; not after deadline
            OPENED          preArbitrate        PREARB_SENT     HOST  | flow is ALLOCATION; evidence present; not after deadline
            OPENED          expire              LOST            CLOCK | now after deadline
            REPRESENTED     issuerAccepts       WON             RAIL
            REPRESENTED     issuerPreArbitrates PREARB_RECEIVED RAIL
            REPRESENTED     lost                LOST            RAIL
            PREARB_RECEIVED accept              LOST            HOST
            PREARB_RECEIVED decline             ARBITRATION     HOST  | not after deadline
            PREARB_RECEIVED expire              LOST            CLOCK | now after deadline
            PREARB_SENT     issuerAccepts       WON             RAIL
            PREARB_SENT     issuerDeclines      PREARB_DECLINED RAIL
            PREARB_DECLINED arbitrate           ARBITRATION     HOST  | not after deadline
            PREARB_DECLINED accept              LOST            HOST
            PREARB_DECLINED expire              LOST            CLOCK | now after deadline
            ARBITRATION     won                 WON             RAIL
            ARBITRATION     lost                LOST            RAIL
            ARBITRATION     withdraw            LOST            HOST
            """;

    static final String CARD_INQUIRY = """
            initial INQUIRY
            terminal CLOSED ESCALATED REFUNDED
            INQUIRY  respond  ANSWERED  HOST | not after deadline
            INQUIRY  refund   REFUNDED  HOST
            INQUIRY  escalate ESCALATED RAIL | opens a CARD_DISPUTE
            ANSWERED escalate ESCALATED RAIL | opens a CARD_DISPUTE
            INQUIRY  close    CLOSED    RAIL
            ANSWERED close    CLOSED    RAIL
            """;

    private CardTables() {}
}
