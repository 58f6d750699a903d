package io.counterfoil.payments.order;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnReason;
import java.time.LocalDate;
import java.util.Optional;

/** Whether and how a payment is presented again: the budget of its return's reason, the marking that the rail wants. */
final class Retries {

    private static final String ENTRY_DESCRIPTION = "entry description ";
    private static final String TRANSACTION_CODE = "transaction code ";

    private Retries() {}

    static Payment.RetryProposal propose(RailRules rules, Payment payment, AsOf asOf) {
        Optional<Fact> came = payment.lastReturn();
        boolean isBack = payment.status().phase() == PaymentStatus.Phase.RETURNED;
        if (came.isEmpty() || !isBack) {
            String why = "payment is " + payment.status() + ", it did not come back";
            return Payment.RetryProposal.of(
                    new ReturnCodes.RetryAnswer(
                            ReturnCodes.RetryAnswer.Verdict.NOT_RETRIABLE,
                            "",
                            Evidence.of(ReturnCodes.RetryAnswer.Verdict.NOT_RETRIABLE, why)),
                    payment.order());
        }
        Fact fact = came.orElseThrow();
        ReturnReason reason = rules.returnCodes().reason(rules.rail(), fact.report(), fact.code());
        LocalDate returnedOn = fact.on().orElse(asOf.effective());
        LocalDate original = payment.firstSettledOn().or(payment::expectedOn).orElse(returnedOn);
        int soFar = payment.retries() + payment.order().presentment() - 1;
        ReturnCodes.RetryAnswer answer =
                reason.retry(ReturnCodes.RetryAnswer.Request.of(original, returnedOn, soFar, asOf.effective()));
        return Payment.RetryProposal.of(answer, marked(rules, payment, answer.marking(), soFar, asOf));
    }

    private static PaymentOrder marked(RailRules rules, Payment payment, String marking, int soFar, AsOf asOf) {
        PaymentOrder.Builder order = payment.order().toBuilder().requestedOn(asOf.effective());
        if (marking.startsWith(ENTRY_DESCRIPTION)) {
            return order.entryDescription(marking.substring(ENTRY_DESCRIPTION.length()))
                    .build();
        }
        if (marking.startsWith(TRANSACTION_CODE)) {
            return order.transactionCode(marking.substring(TRANSACTION_CODE.length()))
                    .build();
        }
        return isPresentedAgain(rules, payment) ? order.build() : asNewPayment(order, payment, soFar);
    }

    /** On rails whose table has no second presentment, such as SEPA, the retry is a payment of its own with a new end-to-end reference. */
    private static PaymentOrder asNewPayment(PaymentOrder.Builder order, Payment payment, int soFar) {
        PaymentId first = payment.order().retryOf().orElse(payment.id());
        String id = first + "-retry-" + (soFar + 1);
        return order.id(id).endToEndId(id).retryOf(first).presentment(soFar + 2).build();
    }

    private static boolean isPresentedAgain(RailRules rules, Payment payment) {
        RailTable table = RailTable.of(rules.table(payment.order().direction()).orElseThrow());
        return Payment.RETRIES.stream().anyMatch(table::has);
    }
}
