package io.counterfoil.payments.order;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returns.ReturnReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** What a person must look at about one payment. The same fact has the same key however often it is asked. */
final class PaymentAlerts {

    private final Payments payments;
    private final Payment payment;
    private final Instant now;
    private final List<Alert> found = new ArrayList<>();

    private PaymentAlerts(Payments payments, Payment payment, Instant now) {
        this.payments = payments;
        this.payment = payment;
        this.now = now;
    }

    static List<Alert> of(Payments payments, Payment payment, Instant now) {
        if (!payment.exists()) {
            return List.of();
        }
        PaymentAlerts alerts = new PaymentAlerts(payments, payment, now);
        alerts.unknownOutcome();
        alerts.returns();
        alerts.givenBack();
        return List.copyOf(alerts.found);
    }

    private void unknownOutcome() {
        payment.unknownSince().ifPresent(since -> {
            Duration plan = payments.rules().queryPlan().stream().reduce(Duration.ZERO, Duration::plus);
            if (!now.isBefore(since.plus(plan))) {
                add(
                        AlertKind.UNKNOWN_OUTCOME,
                        Diagnostic.Severity.HIGH,
                        "",
                        payment.amount(),
                        Kind.TIMEOUT,
                        payment.id() + " is unknown since " + since + ", "
                                + payments.rules().queryPlan().size() + " questions are over");
            }
        });
    }

    private void returns() {
        Optional<LocalDate> settled = Optional.empty();
        for (PaymentEvent event : payment.events()) {
            if (Payment.SETTLEMENTS.contains(event.kind())) {
                settled = event.fact().on();
            }
            if (payment.isReturn(event)) {
                code(event, settled);
                shortfall(event);
            }
        }
    }

    private void code(PaymentEvent event, Optional<LocalDate> settled) {
        Fact fact = event.fact();
        RailRules rules = payments.rules();
        if (fact.code().isEmpty()) {
            return;
        }
        ReturnReason reason = rules.returnCodes().reason(rules.rail(), fact.report(), fact.code());
        String period = event.stamp().key().value();
        if (!reason.known()) {
            unknownCode(reason, event.kind());
            return;
        }
        settled.ifPresent(day -> {
            LocalDate on = fact.on().orElse(day);
            ReturnReason.Timeliness timeliness =
                    reason.timeliness(rules.terms(payment.order()), day, on, rules.calendar());
            if (timeliness.isLate()) {
                add(
                        AlertKind.UNTIMELY_RETURN,
                        Diagnostic.Severity.HIGH,
                        period,
                        payment.amount(),
                        event.kind(),
                        payment.id() + " came back on " + on + " with " + reason.label() + ", expected by "
                                + timeliness.deadline().orElseThrow()
                                + timeliness
                                        .answer()
                                        .map(answer -> "; answer " + answer.code() + " by " + answer.lastDay())
                                        .orElse(""));
            }
        });
    }

    /** Of the code, not of the payment: a code that no table has is one fact, however many payments came back with it. */
    private void unknownCode(ReturnReason reason, Kind cause) {
        found.add(Alert.builder()
                .kind(AlertKind.UNKNOWN_CODE)
                .severity(Diagnostic.Severity.LOW)
                .subject(reason.subject())
                .evidence(Evidence.of(
                        cause,
                        payment.id() + " came back with code '" + reason.code() + "', which no table of "
                                + reason.rail() + " has"))
                .raisedAt(now)
                .build());
    }

    private void shortfall(PaymentEvent event) {
        if (payment.order().direction() != Rail.Direction.CREDIT
                || event.fact().amount().isEmpty()) {
            return;
        }
        MonetaryAmount received = event.fact().amount().orElseThrow();
        long shortBy = Amounts.minor(payment.amount()) - Amounts.minor(received);
        if (shortBy > tolerance(payments.rules(), payment.amount().getCurrency())) {
            MonetaryAmount missing = Amounts.in(payment.amount().getCurrency()).ofMinor(shortBy);
            add(
                    AlertKind.SHORT_RETURN,
                    Diagnostic.Severity.HIGH,
                    event.stamp().key().value(),
                    missing,
                    event.kind(),
                    payment.id() + " of " + Amounts.text(payment.amount()) + " came back with " + Amounts.text(received)
                            + ", " + Amounts.text(missing) + " short");
        }
    }

    private void givenBack() {
        if (payments.rules().rail() != Rail.CARD) {
            return;
        }
        long back = Math.addExact(Amounts.minor(payment.refunded()), Amounts.minor(payment.lost()));
        long captured = Amounts.minor(payment.captured());
        Optional<PaymentEvent> dispute = payment.last(Kind.DISPUTE);
        if (back > captured) {
            add(
                    AlertKind.OVER_REFUNDED,
                    Diagnostic.Severity.CRITICAL,
                    "",
                    Amounts.in(payment.amount().getCurrency()).ofMinor(back - captured),
                    Kind.DISPUTE_LOST,
                    payment.id() + ": refunds " + Amounts.text(payment.refunded()) + " and lost disputes "
                            + Amounts.text(payment.lost()) + " of " + Amounts.text(payment.captured()) + " captured");
        }
        if (dispute.isPresent() && Amounts.minor(payment.refunded()) > 0) {
            refundedAndDisputed(dispute.orElseThrow());
        }
    }

    /** With every refund as evidence: it is what a dispute is answered with. */
    private void refundedAndDisputed(PaymentEvent dispute) {
        Evidence evidence = Evidence.of(
                dispute.kind(),
                payment.id() + " was disputed on " + dispute.fact().on().orElseThrow() + " after "
                        + Amounts.text(payment.refunded()) + " had been refunded");
        for (PaymentEvent event : payment.events()) {
            if (event.kind() == Kind.REFUND || event.kind() == Kind.REFUND_FULL) {
                evidence = evidence.and(
                        event.kind(),
                        "refund " + event.stamp().key() + " of "
                                + Amounts.text(event.fact().amount().orElseGet(payment::amount)) + " on "
                                + event.fact().on().orElseThrow());
            }
        }
        found.add(alert(
                        AlertKind.REFUNDED_AND_DISPUTED,
                        Diagnostic.Severity.HIGH,
                        dispute.stamp().key().value(),
                        payment.refunded())
                .evidence(evidence)
                .build());
    }

    /** How short a return may be in the currency, in minor units. */
    static long tolerance(RailRules rules, CurrencyUnit currency) {
        return rules.shortReturnTolerances().stream()
                .filter(most -> most.getCurrency().getCurrencyCode().equals(currency.getCurrencyCode()))
                .mapToLong(Amounts::minor)
                .max()
                .orElse(0);
    }

    private void add(
            AlertKind kind,
            Diagnostic.Severity severity,
            String period,
            MonetaryAmount amount,
            Kind cause,
            String sentence) {
        found.add(alert(kind, severity, period, amount)
                .evidence(Evidence.of(cause, sentence))
                .build());
    }

    private Alert.Builder alert(AlertKind kind, Diagnostic.Severity severity, String period, MonetaryAmount amount) {
        return Alert.builder()
                .kind(kind)
                .severity(severity)
                .subject(SubjectRef.of("payment", payment.id().value()))
                .period(period)
                .amount(amount)
                .raisedAt(now);
    }
}
