package io.counterfoil.stripe.fact.internal;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.CheckoutSessionFact;
import io.counterfoil.stripe.fact.StripeFact.CreditNoteFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.FraudWarningFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.MandateFact;
import io.counterfoil.stripe.fact.StripeFact.MovementFact;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentLinkFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import java.util.List;
import java.util.Optional;

/** Digests of facts: the fields that matter to money, links and standing, in a fixed order, whatever the JSON looked like. Pure. */
final class Fingerprints {

    private Fingerprints() {}

    static Sha256 of(StripeFact fact) {
        return switch (fact.kind()) {
            case CHARGE -> of((ChargeFact) fact);
            case PAYMENT_INTENT -> of((PaymentIntentFact) fact);
            case REFUND -> of((RefundFact) fact);
            case DISPUTE -> of((DisputeFact) fact);
            case PAYOUT -> of((PayoutFact) fact);
            case INVOICE -> of((InvoiceFact) fact);
            case INVOICE_PAYMENT -> of((InvoicePaymentFact) fact);
            case PAYMENT_LINK -> of((PaymentLinkFact) fact);
            case CHECKOUT_SESSION -> of((CheckoutSessionFact) fact);
            case CREDIT_NOTE -> of((CreditNoteFact) fact);
            case CASH_BALANCE -> of((CashBalanceFact) fact);
            case MANDATE -> of((MandateFact) fact);
            case MOVEMENT -> of((MovementFact) fact);
            case FRAUD_WARNING -> of((FraudWarningFact) fact);
            case BALANCE_ROW -> of((BalanceRow) fact);
            case BALANCE -> of((BalanceFact) fact);
            case OTHER -> of((OtherFact) fact);
        };
    }

    /** The state of an object whose status leads a life; empty for others. */
    static Optional<StripeFact.State> state(StripeFact fact) {
        return switch (fact.kind()) {
            case CHARGE -> Optional.of(((ChargeFact) fact).state());
            case PAYMENT_INTENT -> Optional.of(((PaymentIntentFact) fact).state());
            case REFUND -> Optional.of(((RefundFact) fact).state());
            case DISPUTE -> Optional.of(((DisputeFact) fact).state());
            case PAYOUT -> Optional.of(((PayoutFact) fact).state());
            case INVOICE -> Optional.of(((InvoiceFact) fact).state());
            case INVOICE_PAYMENT -> Optional.of(((InvoicePaymentFact) fact).state());
            case CHECKOUT_SESSION -> Optional.of(((CheckoutSessionFact) fact).state());
            case CREDIT_NOTE -> Optional.of(((CreditNoteFact) fact).state());
            case MANDATE -> Optional.of(((MandateFact) fact).state());
            default -> Optional.empty();
        };
    }

    private static Sha256 of(ChargeFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.amountMinor(),
                fact.amountCapturedMinor(),
                fact.amountRefundedMinor(),
                fact.currency(),
                fact.status(),
                fact.state(),
                fact.captured(),
                fact.paid(),
                fact.disputed(),
                fact.failureCode(),
                fact.declineReason(),
                fact.networkAdvice(),
                fact.paymentMethod(),
                fact.cardCountry(),
                fact.balanceTransaction(),
                fact.failureBalanceTransaction(),
                fact.paymentIntent(),
                fact.legacyInvoice(),
                fact.customer(),
                fact.instrument(),
                fact.mandate(),
                fact.applicationFee(),
                fact.transfer(),
                fact.orderReference(),
                fact.metadata(),
                fact.description(),
                fact.cutLists());
    }

    private static Sha256 of(PaymentIntentFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.amountMinor(),
                fact.amountReceivedMinor(),
                fact.amountCapturableMinor(),
                fact.currency(),
                fact.status(),
                fact.state(),
                fact.lastErrorCode(),
                fact.latestCharge(),
                fact.legacyInvoice(),
                fact.customer(),
                fact.orderReference(),
                fact.metadata(),
                fact.description());
    }

    private static Sha256 of(RefundFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.amountMinor(),
                fact.currency(),
                fact.status(),
                fact.state(),
                fact.failureReason(),
                fact.bankReference(),
                fact.bankReferenceType(),
                fact.reason(),
                fact.charge(),
                fact.paymentIntent(),
                fact.balanceTransaction(),
                fact.failureBalanceTransaction());
    }

    private static Sha256 of(DisputeFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.amountMinor(),
                fact.currency(),
                fact.status(),
                fact.state(),
                fact.reason(),
                fact.networkReason(),
                fact.charge(),
                fact.paymentIntent(),
                fact.paymentMethod(),
                fact.dueBy(),
                fact.answered(),
                fact.chargeRefundable(),
                prints(fact.rows()));
    }

    private static Sha256 of(PayoutFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.amountMinor(),
                fact.currency(),
                fact.status(),
                fact.state(),
                fact.automatic(),
                fact.method(),
                fact.reconciliationStatus(),
                fact.balanceTransaction(),
                fact.failureBalanceTransaction(),
                fact.failureCode(),
                fact.traceId(),
                fact.arrivalAt());
    }

    private static Sha256 of(InvoiceFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.amountDueMinor(),
                fact.amountPaidMinor(),
                fact.amountRemainingMinor(),
                fact.paidOutOfBand(),
                fact.currency(),
                fact.status(),
                fact.state(),
                fact.number(),
                fact.customer(),
                fact.subscription(),
                fact.taxMinor(),
                fact.hostedUrl(),
                fact.attemptCount(),
                fact.legacyPaymentIntent(),
                fact.legacyCharge(),
                prints(fact.payments()),
                fact.metadata(),
                fact.testClock(),
                fact.cutLists());
    }

    private static Sha256 of(InvoicePaymentFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.invoice(),
                fact.amountPaidMinor(),
                fact.amountRequestedMinor(),
                fact.currency(),
                fact.status(),
                fact.state(),
                fact.standard(),
                fact.paymentType(),
                fact.payment());
    }

    private static Sha256 of(PaymentLinkFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.active(),
                fact.url(),
                fact.amountMinor(),
                fact.currency(),
                fact.completedLimit(),
                fact.completed(),
                fact.metadata(),
                fact.cutLists());
    }

    private static Sha256 of(CheckoutSessionFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.amountTotalMinor(),
                fact.currency(),
                fact.status(),
                fact.state(),
                fact.paymentStatus(),
                fact.clientReference(),
                fact.paymentIntent(),
                fact.invoice(),
                fact.paymentLink(),
                fact.customer(),
                fact.url(),
                fact.expiresAt(),
                fact.metadata());
    }

    private static Sha256 of(CreditNoteFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.amountMinor(),
                fact.currency(),
                fact.status(),
                fact.state(),
                fact.type(),
                fact.invoice(),
                fact.number(),
                fact.outOfBandMinor(),
                fact.prePaymentMinor(),
                fact.postPaymentMinor(),
                fact.refunds());
    }

    private static Sha256 of(CashBalanceFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.type(),
                fact.netMinor(),
                fact.endingBalanceMinor(),
                fact.currency(),
                fact.customer(),
                fact.sender(),
                fact.reference(),
                fact.paymentIntent(),
                fact.refund());
    }

    private static Sha256 of(MandateFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.status(),
                fact.state(),
                fact.type(),
                fact.instrument(),
                fact.paymentMethod());
    }

    private static Sha256 of(MovementFact fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.objectType(),
                fact.amountMinor(),
                fact.amountReversedMinor(),
                fact.currency(),
                fact.status(),
                fact.charge(),
                fact.counterparty(),
                fact.balanceTransaction(),
                fact.cutLists());
    }

    private static Sha256 of(FraudWarningFact fact) {
        return Sha256.ofFields(
                fact.kind(), fact.key(), fact.charge(), fact.paymentIntent(), fact.fraudType(), fact.actionable());
    }

    private static Sha256 of(BalanceRow fact) {
        return Sha256.ofFields(
                fact.kind(),
                fact.key(),
                fact.type(),
                fact.reportingCategory(),
                fact.amountMinor(),
                fact.feeMinor(),
                fact.netMinor(),
                fact.currency(),
                fact.feeDetails(),
                fact.source(),
                fact.balanceType(),
                fact.status(),
                fact.availableOn(),
                fact.exchangeRate(),
                fact.description());
    }

    private static Sha256 of(BalanceFact fact) {
        return Sha256.ofFields(fact.kind(), fact.key(), fact.available(), fact.pending());
    }

    private static Sha256 of(OtherFact fact) {
        return Sha256.ofFields(fact.kind(), fact.key(), fact.objectType(), fact.deleted());
    }

    private static List<Sha256> prints(List<? extends StripeFact> facts) {
        return facts.stream().map(Fingerprints::of).toList();
    }
}
