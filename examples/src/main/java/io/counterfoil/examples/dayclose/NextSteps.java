package io.counterfoil.examples.dayclose;

import io.counterfoil.reconciliation.breaks.BreakClass;

/** What the company does about each kind of break. */
public final class NextSteps {

    private NextSteps() {}

    /** One sentence for whoever owns it. */
    public static String of(BreakClass found) {
        return switch (found) {
            case REJECTED_INPUT -> "Ask the sender for a corrected record; the file and line are named.";
            case STATEMENT_GAP -> "Ask the bank for the missing statement.";
            case STATEMENT_OVERLAP -> "Keep the first statement; nothing was taken in twice.";
            case BALANCE_MISMATCH -> "Find the movement that is not listed before anything is posted.";
            case DUPLICATE -> "Ask the bank to reverse the second booking; it waits in suspense.";
            case RETURN_NOT_RECORDED -> "Record the return and re-open the receivable.";
            case CHARGEBACK -> "Record the dispute and start its deadline.";
            case UNAUTHORISED_DEBIT -> "Call the bank today; recall the debit unless somebody can name it.";
            case UNALLOCATED -> "Ask the customer which invoices the money is for; it waits as unapplied cash.";
            case NOT_IN_BOOK -> "Find out who sent it and why; it waits in suspense.";
            case EXPECTED_NOT_DUE -> "Nothing yet: it is not due at the bank.";
            case STALE_CHEQUE -> "Contact the payee; stop and reissue the cheque.";
            case EXPECTED_OVERDUE -> "Chase it: it should have reached the bank by now.";
            case CURRENCY_MISMATCH -> "Check the currency that was agreed.";
            case DIRECTION_MISMATCH -> "Check whether one of the two is a reversal.";
            case FEE_VARIANCE -> "Compare with the tariff and claim the difference.";
            case FX_VARIANCE -> "Compare with the rate of the day.";
            case UNDERPAID -> "Ask for the rest, or agree on the deduction.";
            case OVERPAID -> "Offer to return the excess or keep it on account.";
            case AMOUNT_DIFFERENCE -> "A person decides which amount is right.";
            case DATE_OUT_OF_WINDOW -> "Accept the late booking if the reason is known.";
            case REFERENCE_MISMATCH -> "Confirm the match by hand if the payer meant this invoice.";
            case PARTY_MISMATCH -> "Ask who pays for whom before the match is confirmed.";
            case STATUS_MISMATCH -> "Correct the status in billing.";
            case DUPLICATE_PAYMENT -> "Refund the second payment.";
            case PAID_NOT_SETTLED -> "Put the invoice back to pending until the money is there.";
            case PAID_WITHOUT_PAYMENT -> "Find the payment, or re-open the invoice.";
            case PAYMENT_FOR_VOID_INVOICE -> "Refund the payment.";
            case AMBIGUOUS -> "A person chooses between the readings.";
            case SEARCH_TRUNCATED -> "Narrow the search by reference or date.";
            case LATE_RIVAL -> "Look at the confirmed match again.";
        };
    }
}
