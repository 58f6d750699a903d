package io.counterfoil.payments.returned;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.order.PaymentStatus.Phase;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.order.RailRules;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ReturnedItemsReport.Line;
import io.counterfoil.payments.returned.ReturnedItemsReport.Standing;
import io.counterfoil.payments.returned.ReturnedItemsReport.Turn;
import io.counterfoil.payments.returns.ReturnReason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of one payment: each time it came back, found by walking its events through the machine. */
final class ReturnLines {

    private static final String NO_CODE = "(none)";

    private final Payments machine;
    private final AsOf asOf;

    ReturnLines(Payments machine, AsOf asOf) {
        this.machine = machine;
        this.asOf = asOf;
    }

    List<Line> of(Payment payment, DateRange period) {
        List<Line> lines = new ArrayList<>();
        if (machine.rules().rail() == Rail.CARD) {
            return lines;
        }
        List<PaymentEvent> known = payment.events().stream()
                .filter(event -> !event.stamp().at().isAfter(asOf.knownAt()))
                .toList();
        Payment now = machine.fold(known);
        Payment before = machine.initial();
        for (int at = 0; at < known.size(); at++) {
            PaymentEvent event = known.get(at);
            Payment after = machine.evolve(before, event);
            if (cameBack(before, event, after) && period.contains(day(event))) {
                lines.add(line(before, event, now, known.subList(at + 1, known.size())));
            }
            before = after;
        }
        return lines;
    }

    private static boolean cameBack(Payment before, PaymentEvent event, Payment after) {
        return event.kind() != Kind.REVERSE
                && after.status().phase() == Phase.RETURNED
                && before.status().phase() != Phase.RETURNED;
    }

    private LocalDate day(PaymentEvent event) {
        return event.fact()
                .on()
                .orElseGet(() ->
                        LocalDate.ofInstant(event.stamp().at(), machine.rules().zone()));
    }

    private Line line(Payment before, PaymentEvent event, Payment now, List<PaymentEvent> later) {
        RailRules rules = machine.rules();
        ReturnReason reason = reason(before, event);
        Optional<LocalDate> basis = event.kind() == Kind.CONTEST
                ? before.last(Kind.DISHONOUR).map(this::day)
                : before.settledOn().or(before::expectedOn);
        Optional<ReturnReason.Timeliness> timeliness =
                basis.map(day -> reason.timeliness(rules.terms(before.order()), day, day(event), rules.calendar()));
        Line.Builder line = Line.builder()
                .payment(before.id())
                .client(before.order().client())
                .counterparty(before.order().counterparty())
                .rail(rules.rail())
                .direction(before.order().direction())
                .amount(event.fact().amount().orElse(before.amount()))
                .fee(event.fact().fee())
                .reason(reason)
                .originalOn(before.settledOn().or(before::expectedOn))
                .returnedOn(day(event))
                .timeliness(timeliness)
                .journal(JournalId.of(before.id() + ":" + event.eventName() + ":"
                        + event.stamp().key()));
        Optional<PaymentEvent> answer = later.stream().filter(ReturnLines::ends).findFirst();
        if (answer.isPresent()) {
            return ended(line, answer.orElseThrow());
        }
        return open(line, reason, timeliness, now, day(event));
    }

    /** A code is said with the return, or before it with the claim or recall that led to it. */
    private ReturnReason reason(Payment before, PaymentEvent event) {
        PaymentEvent said = event;
        if (event.fact().code().isBlank()) {
            said = before.events().stream()
                    .filter(one -> !one.fact().code().isBlank())
                    .reduce((one, later) -> later)
                    .orElse(event);
        }
        String code = said.fact().code().isBlank() ? NO_CODE : said.fact().code();
        RailRules rules = machine.rules();
        return rules.returnCodes().reason(rules.rail(), said.fact().report(), code);
    }

    private static boolean ends(PaymentEvent event) {
        return switch (event.kind()) {
            case REPRESENT, REINITIATE, RESEND, REDEPOSIT, DISHONOUR, CLOSE -> true;
            default -> false;
        };
    }

    private Line ended(Line.Builder line, PaymentEvent answer) {
        return switch (answer.kind()) {
            case CLOSE ->
                line.standing(Standing.CLOSED)
                        .turn(Turn.NOBODY)
                        .nextStep("nothing: closed")
                        .build();
            case DISHONOUR ->
                line.standing(Standing.DISHONOURED)
                        .turn(Turn.BANK)
                        .actBy(machine.rules().calendar().plus(day(answer), 2))
                        .nextStep("wait: dishonoured with " + answer.fact().code() + " on " + day(answer)
                                + ", the other bank may contest")
                        .build();
            default ->
                line.standing(Standing.PRESENTED_AGAIN)
                        .turn(Turn.BANK)
                        .nextStep("wait: presented again on " + day(answer))
                        .build();
        };
    }

    private Line open(
            Line.Builder line,
            ReturnReason reason,
            Optional<ReturnReason.Timeliness> timeliness,
            Payment now,
            LocalDate returnedOn) {
        line.standing(Standing.OPEN);
        Optional<ReturnReason.Timeliness.PermittedAnswer> answer = timeliness
                .flatMap(ReturnReason.Timeliness::answer)
                .filter(permitted -> !asOf.effective().isAfter(permitted.lastDay()));
        if (answer.isPresent()) {
            ReturnReason.Timeliness.PermittedAnswer permitted = answer.orElseThrow();
            return line.turn(Turn.US)
                    .actBy(permitted.lastDay())
                    .nextStep("answer the late return with " + permitted.code())
                    .build();
        }
        Payment.RetryProposal retry = machine.proposeRetry(now, asOf);
        if (retry.isAllowed()) {
            String marking = retry.answer().marking();
            LocalDate original = now.firstSettledOn().or(now::expectedOn).orElse(returnedOn);
            return line.turn(Turn.US)
                    .actBy(reason.budget().lastDay(original, returnedOn))
                    .nextStep("present again" + (marking.isEmpty() ? "" : ", " + marking)
                            + ", or agree another way with the client")
                    .build();
        }
        return line.turn(turn(reason.action())).nextStep(words(reason, retry)).build();
    }

    private static Turn turn(ReturnReason.NextAction action) {
        return switch (action) {
            case MAY_REPRESENT, ASK_NEW_DETAILS, CONTACT_PAYER -> Turn.CLIENT;
            default -> Turn.US;
        };
    }

    private static String words(ReturnReason reason, Payment.RetryProposal retry) {
        return switch (reason.action()) {
            case MAY_REPRESENT ->
                "collect another way: " + retry.answer().evidence().sentence();
            case REPAIR -> "repair the record and send it anew";
            case ASK_NEW_DETAILS -> "get new bank details before anything is sent again";
            case CONTACT_PAYER -> "speak with the other party first";
            case CANCEL_MANDATE -> "cancel the mandate; collect nothing more under it";
            case AMEND_MANDATE -> "take over the details that the bank supplied";
            case AMEND_OR_CANCEL -> "take over the new details where they came, else cancel the mandate";
            case REACTIVATE_MANDATE -> "let the mandate live again";
            case LODGE_AGAIN -> "lodge the instruction again";
            case CHECK_DUPLICATE -> "look for the other payment first";
            case ANSWER_BANK -> "answer the other bank";
            case INVESTIGATE -> "find out what happened";
        };
    }
}
