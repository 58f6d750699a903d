package io.counterfoil.payments.lifecycle.table;

/** What must stand before money moves: mandates, verified accounts, merchant applications. */
final class AgreementTables {

    static final String PAD_MANDATE = """
            initial DRAFT
            terminal CANCELLED DONE
            DRAFT     confirm       CONFIRMED HOST | category set; signature or recorded consent
            CONFIRMED notify        NOTIFIED  HOST
            CONFIRMED activate      ACTIVE    HOST | notice waived
            NOTIFIED  activate      ACTIVE    HOST | notice days over, default 10 calendar days
            ACTIVE    suspend       SUSPENDED HOST
            SUSPENDED resume        ACTIVE    HOST
            DRAFT     cancel        CANCELLED HOST
            CONFIRMED cancel        CANCELLED HOST
            NOTIFIED  cancel        CANCELLED HOST
            ACTIVE    cancel        CANCELLED HOST
            SUSPENDED cancel        CANCELLED HOST
            ACTIVE    collectedOnce DONE      HOST | one-time agreement
            """;

    static final String BACS_INSTRUCTION = """
            initial DRAFT
            terminal CANCELLED REJECTED EXPIRED
            DRAFT   lodge      LODGED    HOST  | 0N
            LODGED  rejected   REJECTED  RAIL  | AUDDIS
            LODGED  activate   ACTIVE    CLOCK | no rejection in the waiting days
            ACTIVE  amended    ACTIVE    RAIL  | ADDACS 3 (with details), C, E
            ACTIVE  cancel     CANCELLED HOST  | 0C
            ACTIVE  cancel     CANCELLED RAIL  | ADDACS 0 1 2 B, or 3 without details
            LODGED  cancel     CANCELLED HOST  | 0C
            LODGED  cancel     CANCELLED RAIL  | ADDACS 0 1 2 B, or 3 without details
            DORMANT cancel     CANCELLED HOST  | 0C
            DORMANT cancel     CANCELLED RAIL  | ADDACS 0 1 2 B, or 3 without details
            ACTIVE  sleep      DORMANT   CLOCK | no collection for the dormancy months
            DORMANT reinstated ACTIVE    RAIL  | ADDACS R
            DORMANT expire     EXPIRED   RAIL  | AUDDIS H
            """;

    static final String SEPA_MANDATE = """
            initial SIGNED
            terminal CANCELLED LAPSED DONE
            SIGNED  firstCollection  ACTIVE    HOST
            SIGNED  oneOffCollection DONE      HOST  | OOFF
            ACTIVE  collection       ACTIVE    HOST
            ACTIVE  finalCollection  DONE      HOST  | FNAL
            SIGNED  amend            AMENDED   HOST
            ACTIVE  amend            AMENDED   HOST
            AMENDED collection       ACTIVE    HOST
            AMENDED cancel           CANCELLED HOST
            SIGNED  cancel           CANCELLED HOST
            ACTIVE  cancel           CANCELLED HOST
            AMENDED lapse            LAPSED    CLOCK | 36 months without a collection
            SIGNED  lapse            LAPSED    CLOCK | 36 months without a collection
            ACTIVE  lapse            LAPSED    CLOCK | 36 months without a collection
            """;

    static final String ACCOUNT_VERIFICATION = """
            initial UNVERIFIED
            terminal REFUSED
            UNVERIFIED   submitDocument     DOC_RECEIVED HOST
            DOC_RECEIVED check              DOC_CHECKED  REVIEWER | MICR parsed, numbers equal the form, name matches or a person accepted it, not held by another client
            DOC_RECEIVED refuse             REFUSED      REVIEWER
            DOC_RECEIVED askAgain           UNVERIFIED   REVIEWER
            DOC_CHECKED  sendPrenote        PRENOTE_SENT HOST
            DOC_CHECKED  sendMicroDeposits  MICRO_SENT   HOST
            DOC_CHECKED  acceptDocumentOnly VERIFIED     APPROVER | policy allows it
            PRENOTE_SENT prenoteQuiet       VERIFIED     CLOCK    | waiting days over without return or change notice
            PRENOTE_SENT returned           FAILED       RAIL
            MICRO_SENT   returned           FAILED       RAIL
            MICRO_SENT   amountsConfirmed   VERIFIED     HOST     | right amounts within 3 attempts
            MICRO_SENT   attemptsUsed       FAILED       HOST
            MICRO_SENT   expire             FAILED       CLOCK
            FAILED       retry              UNVERIFIED   HOST
            FAILED       refuse             REFUSED      REVIEWER
            VERIFIED     expire             EXPIRED      CLOCK    | validity months over
            VERIFIED     revoke             REVOKED      HOST
            EXPIRED      revoke             REVOKED      HOST
            REVOKED      retry              UNVERIFIED   HOST
            EXPIRED      retry              UNVERIFIED   HOST
            """;

    static final String MERCHANT_APPLICATION = """
            initial DRAFT
            terminal ACTIVE DECLINED WITHDRAWN
            DRAFT              submit           SUBMITTED          HOST     | required fields of the checklist
            SUBMITTED          startReview      IN_REVIEW          REVIEWER
            IN_REVIEW          requestDocuments AWAITING_APPLICANT REVIEWER
            AWAITING_APPLICANT receive          IN_REVIEW          HOST
            AWAITING_APPLICANT remind           AWAITING_APPLICANT CLOCK    | reminder days over
            AWAITING_APPLICANT lapse            WITHDRAWN          CLOCK    | lapse days over
            IN_REVIEW          sendToPartner    WITH_PARTNER       REVIEWER | every checklist item ACCEPTED or WAIVED
            WITH_PARTNER       partnerAsks      AWAITING_APPLICANT RAIL
            WITH_PARTNER       partnerApproves  PARTNER_APPROVED   RAIL
            WITH_PARTNER       partnerDeclines  DECLINED           RAIL
            IN_REVIEW          decline          DECLINED           APPROVER | reason given
            PARTNER_APPROVED   approve          APPROVED           APPROVER | approver is not the reviewer
            IN_REVIEW          approve          APPROVED           APPROVER | no partner step configured; every item ACCEPTED or WAIVED; approver is not the reviewer
            APPROVED           configure        CONFIGURED         HOST     | accounts, fee schedule, limits set
            CONFIGURED         activate         ACTIVE             HOST     | test transaction succeeded or was waived
            DRAFT              withdraw         WITHDRAWN          HOST
            SUBMITTED          withdraw         WITHDRAWN          HOST
            IN_REVIEW          withdraw         WITHDRAWN          HOST
            AWAITING_APPLICANT withdraw         WITHDRAWN          HOST
            WITH_PARTNER       withdraw         WITHDRAWN          HOST
            PARTNER_APPROVED   withdraw         WITHDRAWN          HOST
            APPROVED           withdraw         WITHDRAWN          HOST
            CONFIGURED         withdraw         WITHDRAWN          HOST
            """;

    private AgreementTables() {}
}
