package io.counterfoil.ticketing.claim;

/** The claim table of the specification's facts ({@code ticketing_lifecycles.json}, {@code claim}) with the roles that act. */
final class ClaimTable {

    static final String TEXT = """
        initial RECEIVED
        terminal REVERSED REJECTED CANCELLED

        RECEIVED  receive       RECEIVED  HOST     | it was not received before
        RECEIVED  key           KEYED     HOST
        KEYED     agree         VERIFIED  HOST     | the second keyer is not the first
        KEYED     disagree      KEYED     HOST     | the second keyer is not the first, and nobody typed it a second time yet
        KEYED     adjudicate    VERIFIED  REVIEWER | the adjudicator typed neither and rules on every disagreement
        KEYED     passUnsampled VERIFIED  HOST     | it was typed once and the sampling plan did not draw it
        VERIFIED  review        IN_REVIEW REVIEWER | the duplicate check is done and blocks nothing
        IN_REVIEW sign          IN_REVIEW APPROVER | the approver typed nothing; the amount is over the limit
        IN_REVIEW approve       APPROVED  APPROVER | the approver typed nothing; over the limit, another one signed before
        APPROVED  award         AWARDED   HOST
        AWARDED   reverse       REVERSED  APPROVER

        RECEIVED  return        RETURNED  HOST     | every deficiency can be put right
        KEYED     return        RETURNED  HOST     | every deficiency can be put right
        VERIFIED  return        RETURNED  HOST     | every deficiency can be put right
        IN_REVIEW return        RETURNED  HOST     | every deficiency can be put right
        RECEIVED  return        RETURNED  REVIEWER | every deficiency can be put right
        KEYED     return        RETURNED  REVIEWER | every deficiency can be put right
        VERIFIED  return        RETURNED  REVIEWER | every deficiency can be put right
        IN_REVIEW return        RETURNED  REVIEWER | every deficiency can be put right
        RETURNED  resubmit      RECEIVED  HOST
        RETURNED  expire        EXPIRED   CLOCK    | the time to answer is over
        EXPIRED   reopen        RECEIVED  APPROVER

        RECEIVED  reject        REJECTED  HOST     | the deficiency is final
        KEYED     reject        REJECTED  HOST     | the deficiency is final
        VERIFIED  reject        REJECTED  HOST     | the deficiency is final
        IN_REVIEW reject        REJECTED  HOST     | the deficiency is final
        RECEIVED  reject        REJECTED  REVIEWER | the deficiency is final
        KEYED     reject        REJECTED  REVIEWER | the deficiency is final
        VERIFIED  reject        REJECTED  REVIEWER | the deficiency is final
        IN_REVIEW reject        REJECTED  REVIEWER | the deficiency is final

        RECEIVED  withdraw      CANCELLED HOST
        KEYED     withdraw      CANCELLED HOST
        VERIFIED  withdraw      CANCELLED HOST
        IN_REVIEW withdraw      CANCELLED HOST
        RETURNED  withdraw      CANCELLED HOST

        KEYED     correct       KEYED     HOST     | it changes a value
        VERIFIED  correct       KEYED     HOST     | it changes a value
        IN_REVIEW correct       KEYED     HOST     | it changes a value
        RECEIVED  delete        CANCELLED HOST
        KEYED     delete        CANCELLED HOST
        VERIFIED  delete        CANCELLED HOST
        IN_REVIEW delete        CANCELLED HOST
        """;

    private ClaimTable() {}
}
