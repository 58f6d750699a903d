package io.counterfoil.payments.order;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returns.ReturnReason;
import io.counterfoil.payments.trace.Whereabouts.Expectation;
import io.counterfoil.payments.trace.Whereabouts.Turn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Whose turn it is in each state, what is to be done, and until when. */
final class NextSteps {

    private final Payments payments;
    private final Payment payment;
    private final AsOf asOf;
    private final BusinessCalendar calendar;

    NextSteps(Payments payments, Payment payment, AsOf asOf) {
        this.payments = payments;
        this.payment = payment;
        this.asOf = asOf;
        this.calendar = payments.rules().calendar();
    }

    Optional<Expectation> next() {
        return switch (payment.status()) {
            case DRAFT -> step(Turn.US, "complete and submit the order", Optional.empty());
            case AWAITING_APPROVAL -> step(Turn.APPROVER, "approve or decline the order", Optional.of(wanted()));
            case APPROVED -> step(Turn.US, "hand it over or plan it", Optional.of(wanted()));
            case SCHEDULED -> step(Turn.US, "hand it over", Optional.of(wanted()));
            case INITIATED -> step(Turn.US, "send it for authorisation", Optional.of(wanted()));
            case SUBMITTED, RELEASED, AUTH_PENDING -> step(Turn.RAIL, "answer", answerDay());
            case FILED, INPUT -> step(Turn.RAIL, "take the file", expected());
            case ACCEPTED, ACKNOWLEDGED, PROCESSING -> step(Turn.RAIL, "settle", expected());
            case UNKNOWN -> step(Turn.US, "ask the bank, do not send it again", nextQuery());
            case DEPOSITED -> step(Turn.CLOCK, "the hold of the cheque ends", expected());
            case DUE -> step(Turn.CLOCK, "silence counts as settlement", presumed());
            case PRESUMED_SETTLED, SETTLED, CREDITED, CLEARED, PART_REFUNDED -> recourse();
            case RECALL_OPEN -> step(Turn.RAIL, "answer the recall", recallAnswer());
            case AUTHORISED, PART_CAPTURED ->
                step(
                        Turn.US,
                        "capture it or give it back",
                        payment.authorisedUntil().map(this::day));
            case CAPTURED -> step(Turn.RAIL, "pay it out", expected());
            case DISPUTED -> step(Turn.US, "work the dispute", Optional.empty());
            case INDEMNITY_OPEN ->
                step(
                        Turn.US,
                        "challenge the claim or let it be debited",
                        indemnityDebit().map(day -> calendar.plus(day, -1)));
            case INDEMNITY_CHALLENGED -> step(Turn.RAIL, "decide about the challenge", indemnityDebit());
            case RETURNED, UNPAID -> returned();
            case DISHONOURED ->
                step(
                        Turn.RAIL,
                        "contest, or let the dishonour stand",
                        dayOf(Kind.DISHONOUR).map(day -> calendar.plus(day, PaymentGuards.CONTEST_DAYS)));
            case CLAIMED, REVERSED, INDEMNIFIED, CONTESTED -> step(Turn.US, "close it", Optional.empty());
            case REFUNDED -> payment.captured().isZero() ? step(Turn.US, "close it", Optional.empty()) : recourse();
            case REJECTED,
                    CANCELLED,
                    FILE_REJECTED,
                    DECLINED,
                    VOIDED,
                    AUTH_EXPIRED,
                    REFUSED,
                    FINAL,
                    CLOSED,
                    CHARGED_BACK -> Optional.empty();
        };
    }

    /** The day on which it settles as far as anybody knows. */
    Optional<LocalDate> expected() {
        return switch (payment.status()) {
            case CAPTURED ->
                dayOf(Kind.CAPTURE, Kind.CAPTURE_FULL)
                        .map(day ->
                                calendar.plus(day, payments.rules().settlement().processingDays()));
            case DEPOSITED -> payments.heldUntil(payment);
            default -> payment.expectedOn();
        };
    }

    /** The last day of recourse once it settled; empty before, and for recourse without end. */
    Optional<LocalDate> finalAt() {
        return payments.finalAt(payment);
    }

    private Optional<LocalDate> presumed() {
        return payment.settledOn()
                .map(day -> calendar.plus(day, payments.rules().answerDays()));
    }

    /** SEPA alone says by when a recall must be answered. */
    private Optional<LocalDate> recallAnswer() {
        return payments.rules().rail() == Rail.SEPA
                ? dayOf(Kind.RECALL).map(day -> calendar.plus(day, PaymentGuards.RECALL_ANSWER_DAYS))
                : Optional.empty();
    }

    /** The day from which an indemnity claim is debited; a challenge comes before it. */
    Optional<LocalDate> indemnityDebit() {
        return dayOf(Kind.INDEMNITY_CLAIM).map(day -> calendar.plus(day, PaymentGuards.INDEMNITY_DAYS));
    }

    /** Where a single answer is awaited, the day on which its time is over; else the day on which it settles. */
    private Optional<LocalDate> answerDay() {
        return payments.railTable(payment).allows(payment.status(), Kind.TIMEOUT)
                ? payments.answerDue(payment).map(this::day)
                : expected();
    }

    private Optional<LocalDate> nextQuery() {
        return payments.nextQuery(payment, asOf.knownAt()).map(this::day);
    }

    private LocalDate wanted() {
        return payment.order().requestedOn();
    }

    private Optional<Expectation> recourse() {
        Optional<LocalDate> last = finalAt();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        return last.orElseThrow().isBefore(asOf.effective())
                ? step(Turn.CLOCK, "call it final", Optional.empty())
                : step(Turn.CLOCK, "the last day of recourse passes", last);
    }

    private Optional<Expectation> returned() {
        if (payments.proposeRetry(payment, asOf).isAllowed()) {
            return step(Turn.US, "present it again, or close it", retryUntil());
        }
        String step = reason().map(reason -> words(reason)).orElse("close it");
        return step(Turn.US, step, Optional.empty());
    }

    /** The last day on which it may be presented again; empty where it may not, and where there is no such day. */
    Optional<LocalDate> retryUntil() {
        Optional<LocalDate> settled = payment.firstSettledOn().or(payment::expectedOn);
        Optional<LocalDate> back = payment.lastReturn().flatMap(PaymentEvent.Fact::on);
        return settled.isPresent()
                        && back.isPresent()
                        && payments.proposeRetry(payment, asOf).isAllowed()
                ? reason().flatMap(reason -> reason.budget().lastDay(settled.orElseThrow(), back.orElseThrow()))
                : Optional.empty();
    }

    /** Why it came back; empty where it did not or no code was given. */
    Optional<ReturnReason> reason() {
        return payment.lastReturn()
                .filter(fact -> !fact.code().isEmpty())
                .map(fact ->
                        payments.rules().returnCodes().reason(payments.rules().rail(), fact.report(), fact.code()));
    }

    private static String words(ReturnReason reason) {
        return switch (reason.action()) {
            case MAY_REPRESENT -> "close it";
            case REPAIR -> "correct the record and send it anew";
            case ASK_NEW_DETAILS -> "ask for other bank details";
            case CONTACT_PAYER -> "speak with the payer";
            case CANCEL_MANDATE -> "end the mandate";
            case AMEND_MANDATE -> "take over the new details";
            case AMEND_OR_CANCEL -> "take over the new details or end the mandate";
            case REACTIVATE_MANDATE -> "reactivate the mandate";
            case LODGE_AGAIN -> "lodge the instruction again";
            case CHECK_DUPLICATE -> "look for the other payment";
            case ANSWER_BANK -> "answer the other bank";
            case INVESTIGATE -> "find out why it came back";
        };
    }

    /** The day that the last event of the kinds is about, else the day on which it was recorded. */
    Optional<LocalDate> dayOf(Kind first, Kind... more) {
        return payment.last(first, more).map(this::dayOf);
    }

    LocalDate dayOf(PaymentEvent event) {
        return event.fact().on().orElseGet(() -> day(event.stamp().at()));
    }

    LocalDate day(Instant at) {
        return payments.today(at);
    }

    private static Optional<Expectation> step(Turn turn, String step, Optional<LocalDate> by) {
        return Optional.of(by.map(day -> Expectation.by(turn, step, day)).orElseGet(() -> Expectation.of(turn, step)));
    }
}
