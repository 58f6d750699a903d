package io.counterfoil.payments.order;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.trace.Whereabouts;
import io.counterfoil.payments.trace.Whereabouts.Finality;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Puts together where a payment is (PAY-66). */
final class Tracing {

    private static final Set<Kind> COMING_BACK = EnumSet.of(
            Kind.REVERSE,
            Kind.RECALL,
            Kind.RECALL_REFUSED,
            Kind.ANSWER_NEGATIVE,
            Kind.ANSWER_OVERDUE,
            Kind.DISHONOUR,
            Kind.CONTEST,
            Kind.SETTLE_DISHONOUR);
    private static final Set<Kind> DISPUTES = EnumSet.of(
            Kind.DISPUTE,
            Kind.DISPUTE_WON,
            Kind.DISPUTE_WON_AFTER_REFUND,
            Kind.DISPUTE_WON_AFTER_FULL_REFUND,
            Kind.DISPUTE_LOST,
            Kind.DISPUTE_LOST_PART,
            Kind.INDEMNITY_CLAIM,
            Kind.CHALLENGE,
            Kind.CHALLENGE_WON,
            Kind.CHALLENGE_LOST,
            Kind.DEBIT);

    private final Payments payments;
    private final Payment payment;
    private final AsOf asOf;
    private final NextSteps steps;

    private Tracing(Payments payments, Payment payment, AsOf asOf) {
        this.payments = payments;
        this.payment = payment;
        this.asOf = asOf;
        this.steps = new NextSteps(payments, payment, asOf);
    }

    static Whereabouts of(Payments payments, Payment payment, Ledger ledger, AsOf asOf) {
        return new Tracing(payments, payment, asOf).whereabouts(new MoneyTrace(payments, payment, ledger, asOf));
    }

    private Whereabouts whereabouts(MoneyTrace money) {
        Whereabouts.Builder where = Whereabouts.builder()
                .subject(SubjectRef.of("payment", payment.id().value()))
                .day(asOf.effective())
                .sentence(new TraceSentence(payments, payment, steps, money.holdings(), asOf).text())
                .holdings(money.holdings())
                .expectedNext(steps.next())
                .finality(finality())
                .timeline(timeline(money))
                .owed(money.owed())
                .missing(money.missing());
        finalOn().ifPresent(where::finalOn);
        return where.build();
    }

    private Optional<LocalDate> finalOn() {
        return switch (payment.status().phase()) {
            case SETTLED -> steps.finalAt();
            case ENDED -> payment.status() == PaymentStatus.FINAL ? steps.finalAt() : Optional.empty();
            case ORDERED, IN_FLIGHT ->
                payment.status() == PaymentStatus.UNKNOWN
                        ? Optional.empty()
                        : steps.expected().flatMap(day -> payments.finalAt(payment.order(), day));
            case RETURNED -> payment.captured().isZero() ? Optional.empty() : steps.finalAt();
        };
    }

    private Finality finality() {
        return switch (payment.status().phase()) {
            case ORDERED, IN_FLIGHT -> Finality.NOT_SETTLED;
            case SETTLED ->
                payment.isDisputeOpen()
                        ? Finality.DISPUTED
                        : steps.finalAt().isPresent()
                                ? isPast(steps.finalAt()) ? Finality.FINAL : Finality.OPEN_TO_RECOURSE
                                : Finality.OPEN_WITHOUT_END;
            case RETURNED -> Finality.RETURNED;
            case ENDED ->
                switch (payment.status()) {
                    case FINAL -> Finality.FINAL;
                    case CLOSED, CHARGED_BACK -> Finality.RETURNED;
                    default -> Finality.NEVER_SENT;
                };
        };
    }

    private boolean isPast(Optional<LocalDate> last) {
        return last.filter(day -> day.isBefore(asOf.effective())).isPresent()
                && payment.status() != PaymentStatus.RECALL_OPEN
                && payment.status() != PaymentStatus.DISHONOURED;
    }

    private List<Whereabouts.TraceFact> timeline(MoneyTrace money) {
        List<Whereabouts.TraceFact> facts = new ArrayList<>();
        for (PaymentEvent event : payment.events()) {
            if (!event.stamp().at().isAfter(asOf.knownAt())) {
                facts.add(fact(event));
            }
        }
        facts.addAll(money.postings());
        facts.sort(Comparator.comparing(Whereabouts.TraceFact::on));
        return facts;
    }

    private Whereabouts.TraceFact fact(PaymentEvent event) {
        LocalDate recorded = steps.day(event.stamp().at());
        Fact fact = event.fact();
        StringBuilder text = new StringBuilder(words(event.kind()));
        if (payment.isReturn(event) && !fact.code().isEmpty()) {
            text.append(' ')
                    .append(payments.rules()
                            .returnCodes()
                            .reason(payments.rules().rail(), fact.report(), fact.code())
                            .label());
        } else if (!fact.code().isEmpty()) {
            text.append(' ').append(fact.code());
        }
        fact.amount().ifPresent(amount -> text.append(' ').append(Amounts.text(amount)));
        fact.fee().ifPresent(fee -> text.append(", fee ").append(Amounts.text(fee)));
        fact.on()
                .filter(day -> !day.equals(recorded))
                .ifPresent(day -> text.append(" for ").append(day));
        text.append(" by ").append(event.stamp().by().id());
        return new Whereabouts.TraceFact(
                kind(event), recorded, event.stamp().key().value(), text.toString());
    }

    private Whereabouts.TraceFact.Kind kind(PaymentEvent event) {
        if (payment.isReturn(event) || COMING_BACK.contains(event.kind())) {
            return DISPUTES.contains(event.kind())
                    ? Whereabouts.TraceFact.Kind.DISPUTE
                    : Whereabouts.TraceFact.Kind.RETURN;
        }
        if (DISPUTES.contains(event.kind())) {
            return Whereabouts.TraceFact.Kind.DISPUTE;
        }
        if (Payment.isHandover(event)) {
            return Whereabouts.TraceFact.Kind.FILE;
        }
        Actor.Role role = event.stamp().by().role();
        return role == Actor.Role.CLOCK
                ? Whereabouts.TraceFact.Kind.CLOCK
                : role == Actor.Role.RAIL ? Whereabouts.TraceFact.Kind.RAIL : Whereabouts.TraceFact.Kind.ORDER;
    }

    private static String words(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
