package io.counterfoil.stripe;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.dispute.RefundStanding;
import io.counterfoil.stripe.dispute.internal.RefundRules;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.FraudWarningFact;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.invoice.internal.FactIndex;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What should be given back, what came without a payment, and what has no row yet. */
final class Refunds {

    /** A charge succeeded and its money is on no balance yet. */
    private static final AlertKind NO_BALANCE_ROW = new AlertKind("NO_BALANCE_ROW");

    private Refunds() {}

    static Optional<RefundStanding.Proposal> duplicate(InvoiceLink link) {
        boolean twice = link.reason()
                        .filter(InvoiceLink.Cause.DUPLICATE_PAYMENT::equals)
                        .isPresent()
                && link.payment().standing() == StatusTable.PaymentStanding.SUCCEEDED;
        if (!twice) {
            return Optional.empty();
        }
        PaymentEvidence payment = link.payment();
        return Optional.of(new RefundStanding.Proposal(
                payment.paymentId(),
                payment.charge(),
                payment.amount(),
                RefundStanding.Proposal.Reason.DUPLICATE_PAYMENT,
                link.evidence()
                        .and(
                                RefundStanding.Proposal.Reason.DUPLICATE_PAYMENT,
                                "nothing is open on the invoice that payment " + payment.paymentId() + " names")));
    }

    static Optional<RefundStanding.Proposal> before(FraudWarningFact warning, FactIndex index, StripeAmounts amounts) {
        if (!warning.actionable()) {
            return Optional.empty();
        }
        return warning.charge()
                .flatMap(id -> index.find(id, ChargeFact.class))
                .filter(charge -> charge.state().is("CONFIRMED") && !charge.disputed())
                .flatMap(charge -> {
                    long taken = charge.amountCapturedMinor().orElse(charge.amountMinor());
                    long left = taken - RefundRules.refunded(charge, index.refundsOf(charge.id()), List.of());
                    return amounts.convert(charge.currency(), left)
                            .value()
                            .filter(amount -> amount.isPositive())
                            .map(amount -> new RefundStanding.Proposal(
                                    charge.paymentIntent().orElse(charge.id()),
                                    Optional.of(charge.id()),
                                    amount,
                                    RefundStanding.Proposal.Reason.EARLY_FRAUD_WARNING,
                                    Evidence.of(
                                            RefundStanding.Proposal.Reason.EARLY_FRAUD_WARNING,
                                            "warning " + warning.id() + " on charge " + charge.id()
                                                    + " can still be answered by a refund")));
                });
    }

    /** Money that came in, as evidence for the ladder: by what the sender wrote. */
    static List<PaymentEvidence> cash(List<CashBalanceFact> movements, StripeAmounts amounts, ZoneId zone) {
        List<PaymentEvidence> payments = new ArrayList<>();
        for (CashBalanceFact movement : movements) {
            if (movement.type().equals("funded") && movement.netMinor() > 0) {
                amounts.convert(movement.currency(), movement.netMinor())
                        .value()
                        .ifPresent(amount -> payments.add(PaymentEvidence.builder()
                                .paymentId(movement.id())
                                .amount(amount)
                                .paidOn(LocalDate.ofInstant(movement.createdAt(), zone))
                                .standing(StatusTable.PaymentStanding.SUCCEEDED)
                                .texts(movement.reference().stream().toList())
                                .build()));
            }
        }
        return List.copyOf(payments);
    }

    static List<Alert> missingRows(FactIndex index, Duration limit, Instant now) {
        return index.all(ChargeFact.class).stream()
                .filter(charge -> charge.state().is("CONFIRMED")
                        && charge.balanceTransaction().isEmpty()
                        && !charge.onTestClock()
                        && charge.createdAt().plus(limit).isBefore(now))
                .map(charge -> Alert.builder()
                        .kind(NO_BALANCE_ROW)
                        .severity(Diagnostic.Severity.MEDIUM)
                        .subject(SubjectRef.of("charge", charge.id()))
                        .evidence(Evidence.of(
                                NO_BALANCE_ROW,
                                "charge " + charge.id() + " succeeded at " + charge.createdAt()
                                        + " and has no balance row after " + limit))
                        .raisedAt(now)
                        .build())
                .toList();
    }
}
