package io.counterfoil.stripe.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.fact.StripeFact.BalanceFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.CheckoutSessionFact;
import io.counterfoil.stripe.fact.StripeFact.CreditNoteFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.Fee;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How each kind of fact is stored as JSON: names of fields are those of the accessors and never change their meaning. Pure. */
final class FactForms {

    private static final FactForm<Fee, FeeParts> FEE = FactForm.of(
                    FeeParts::new, parts -> new Fee(parts.type, parts.amountMinor))
            .text("type", Fee::type, (parts, type) -> parts.type = type)
            .number("amountMinor", Fee::amountMinor, (parts, amount) -> parts.amountMinor = amount);

    private static final FactForm<BalanceRow, BalanceRow.Builder> BALANCE_ROW = FactForm.of(
                    BalanceRow::builder, BalanceRow.Builder::build)
            .key(BalanceRow::key, BalanceRow.Builder::key)
            .text("type", BalanceRow::type, BalanceRow.Builder::type)
            .maybe("reportingCategory", BalanceRow::reportingCategory, BalanceRow.Builder::reportingCategory)
            .number("amountMinor", BalanceRow::amountMinor, BalanceRow.Builder::amountMinor)
            .number("feeMinor", BalanceRow::feeMinor, BalanceRow.Builder::feeMinor)
            .number("netMinor", BalanceRow::netMinor, BalanceRow.Builder::netMinor)
            .text("currency", BalanceRow::currency, BalanceRow.Builder::currency)
            .parts("feeDetails", BalanceRow::feeDetails, BalanceRow.Builder::feeDetails, FEE)
            .maybe("source", BalanceRow::source, BalanceRow.Builder::source)
            .maybe("balanceType", BalanceRow::balanceType, BalanceRow.Builder::balanceType)
            .text("status", BalanceRow::status, BalanceRow.Builder::status)
            .instant("createdAt", BalanceRow::createdAt, BalanceRow.Builder::createdAt)
            .maybeInstant("availableOn", BalanceRow::availableOn, BalanceRow.Builder::availableOn)
            .rate("exchangeRate", BalanceRow::exchangeRate, BalanceRow.Builder::exchangeRate)
            .text("description", BalanceRow::description, BalanceRow.Builder::description)
            .maybe("payout", BalanceRow::payout, BalanceRow.Builder::payout);

    private static final FactForm<InvoicePaymentFact, InvoicePaymentFact.Builder> INVOICE_PAYMENT = FactForm.stateful(
                    FactForm.of(InvoicePaymentFact::builder, InvoicePaymentFact.Builder::build),
                    new FactForm.Setters<>(
                            InvoicePaymentFact.Builder::key,
                            InvoicePaymentFact.Builder::status,
                            InvoicePaymentFact.Builder::state,
                            InvoicePaymentFact.Builder::testClock,
                            InvoicePaymentFact.Builder::cutLists,
                            InvoicePaymentFact.Builder::paths))
            .text("currency", InvoicePaymentFact::currency, InvoicePaymentFact.Builder::currency)
            .text("invoice", InvoicePaymentFact::invoice, InvoicePaymentFact.Builder::invoice)
            .maybeNumber(
                    "amountPaidMinor", InvoicePaymentFact::amountPaidMinor, InvoicePaymentFact.Builder::amountPaidMinor)
            .number(
                    "amountRequestedMinor",
                    InvoicePaymentFact::amountRequestedMinor,
                    InvoicePaymentFact.Builder::amountRequestedMinor)
            .flag("standard", InvoicePaymentFact::standard, InvoicePaymentFact.Builder::standard)
            .maybe("paymentType", InvoicePaymentFact::paymentType, InvoicePaymentFact.Builder::paymentType)
            .maybe("payment", InvoicePaymentFact::payment, InvoicePaymentFact.Builder::payment);

    private static final FactForm<ChargeFact, ChargeFact.Builder> CHARGE = FactForm.stateful(
                    FactForm.of(ChargeFact::builder, ChargeFact.Builder::build),
                    new FactForm.Setters<>(
                            ChargeFact.Builder::key,
                            ChargeFact.Builder::status,
                            ChargeFact.Builder::state,
                            ChargeFact.Builder::testClock,
                            ChargeFact.Builder::cutLists,
                            ChargeFact.Builder::paths))
            .text("currency", ChargeFact::currency, ChargeFact.Builder::currency)
            .number("amountMinor", ChargeFact::amountMinor, ChargeFact.Builder::amountMinor)
            .maybe("legacyInvoice", ChargeFact::legacyInvoice, ChargeFact.Builder::legacyInvoice)
            .maybe("customer", ChargeFact::customer, ChargeFact.Builder::customer)
            .maybe("orderReference", ChargeFact::orderReference, ChargeFact.Builder::orderReference)
            .words("metadata", ChargeFact::metadata, ChargeFact.Builder::metadata)
            .text("description", ChargeFact::description, ChargeFact.Builder::description)
            .instant("createdAt", ChargeFact::createdAt, ChargeFact.Builder::createdAt)
            .maybeNumber(
                    "amountCapturedMinor", ChargeFact::amountCapturedMinor, ChargeFact.Builder::amountCapturedMinor)
            .number("amountRefundedMinor", ChargeFact::amountRefundedMinor, ChargeFact.Builder::amountRefundedMinor)
            .flag("captured", ChargeFact::captured, ChargeFact.Builder::captured)
            .flag("paid", ChargeFact::paid, ChargeFact.Builder::paid)
            .flag("disputed", ChargeFact::disputed, ChargeFact.Builder::disputed)
            .maybe("failureCode", ChargeFact::failureCode, ChargeFact.Builder::failureCode)
            .maybe("declineReason", ChargeFact::declineReason, ChargeFact.Builder::declineReason)
            .maybe("networkAdvice", ChargeFact::networkAdvice, ChargeFact.Builder::networkAdvice)
            .maybe("paymentMethod", ChargeFact::paymentMethod, ChargeFact.Builder::paymentMethod)
            .maybe("balanceTransaction", ChargeFact::balanceTransaction, ChargeFact.Builder::balanceTransaction)
            .maybe(
                    "failureBalanceTransaction",
                    ChargeFact::failureBalanceTransaction,
                    ChargeFact.Builder::failureBalanceTransaction)
            .maybe("paymentIntent", ChargeFact::paymentIntent, ChargeFact.Builder::paymentIntent)
            .maybe("cardCountry", ChargeFact::cardCountry, ChargeFact.Builder::cardCountry)
            .maybe("instrument", ChargeFact::instrument, ChargeFact.Builder::instrument)
            .maybe("mandate", ChargeFact::mandate, ChargeFact.Builder::mandate)
            .maybe("applicationFee", ChargeFact::applicationFee, ChargeFact.Builder::applicationFee)
            .maybe("transfer", ChargeFact::transfer, ChargeFact.Builder::transfer);

    private static final FactForm<PaymentIntentFact, PaymentIntentFact.Builder> PAYMENT_INTENT = FactForm.stateful(
                    FactForm.of(PaymentIntentFact::builder, PaymentIntentFact.Builder::build),
                    new FactForm.Setters<>(
                            PaymentIntentFact.Builder::key,
                            PaymentIntentFact.Builder::status,
                            PaymentIntentFact.Builder::state,
                            PaymentIntentFact.Builder::testClock,
                            PaymentIntentFact.Builder::cutLists,
                            PaymentIntentFact.Builder::paths))
            .text("currency", PaymentIntentFact::currency, PaymentIntentFact.Builder::currency)
            .number("amountMinor", PaymentIntentFact::amountMinor, PaymentIntentFact.Builder::amountMinor)
            .maybe("legacyInvoice", PaymentIntentFact::legacyInvoice, PaymentIntentFact.Builder::legacyInvoice)
            .maybe("customer", PaymentIntentFact::customer, PaymentIntentFact.Builder::customer)
            .maybe("orderReference", PaymentIntentFact::orderReference, PaymentIntentFact.Builder::orderReference)
            .words("metadata", PaymentIntentFact::metadata, PaymentIntentFact.Builder::metadata)
            .text("description", PaymentIntentFact::description, PaymentIntentFact.Builder::description)
            .instant("createdAt", PaymentIntentFact::createdAt, PaymentIntentFact.Builder::createdAt)
            .number(
                    "amountReceivedMinor",
                    PaymentIntentFact::amountReceivedMinor,
                    PaymentIntentFact.Builder::amountReceivedMinor)
            .number(
                    "amountCapturableMinor",
                    PaymentIntentFact::amountCapturableMinor,
                    PaymentIntentFact.Builder::amountCapturableMinor)
            .maybe("lastErrorCode", PaymentIntentFact::lastErrorCode, PaymentIntentFact.Builder::lastErrorCode)
            .maybe("latestCharge", PaymentIntentFact::latestCharge, PaymentIntentFact.Builder::latestCharge);

    private static final FactForm<RefundFact, RefundFact.Builder> REFUND = FactForm.stateful(
                    FactForm.of(RefundFact::builder, RefundFact.Builder::build),
                    new FactForm.Setters<>(
                            RefundFact.Builder::key,
                            RefundFact.Builder::status,
                            RefundFact.Builder::state,
                            RefundFact.Builder::testClock,
                            RefundFact.Builder::cutLists,
                            RefundFact.Builder::paths))
            .text("currency", RefundFact::currency, RefundFact.Builder::currency)
            .number("amountMinor", RefundFact::amountMinor, RefundFact.Builder::amountMinor)
            .maybe("failureReason", RefundFact::failureReason, RefundFact.Builder::failureReason)
            .maybe("charge", RefundFact::charge, RefundFact.Builder::charge)
            .maybe("paymentIntent", RefundFact::paymentIntent, RefundFact.Builder::paymentIntent)
            .maybe("bankReference", RefundFact::bankReference, RefundFact.Builder::bankReference)
            .maybe("bankReferenceType", RefundFact::bankReferenceType, RefundFact.Builder::bankReferenceType)
            .maybe("reason", RefundFact::reason, RefundFact.Builder::reason)
            .maybe("balanceTransaction", RefundFact::balanceTransaction, RefundFact.Builder::balanceTransaction)
            .maybe(
                    "failureBalanceTransaction",
                    RefundFact::failureBalanceTransaction,
                    RefundFact.Builder::failureBalanceTransaction)
            .instant("createdAt", RefundFact::createdAt, RefundFact.Builder::createdAt);

    private static final FactForm<DisputeFact, DisputeFact.Builder> DISPUTE = FactForm.stateful(
                    FactForm.of(DisputeFact::builder, DisputeFact.Builder::build),
                    new FactForm.Setters<>(
                            DisputeFact.Builder::key,
                            DisputeFact.Builder::status,
                            DisputeFact.Builder::state,
                            DisputeFact.Builder::testClock,
                            DisputeFact.Builder::cutLists,
                            DisputeFact.Builder::paths))
            .text("currency", DisputeFact::currency, DisputeFact.Builder::currency)
            .number("amountMinor", DisputeFact::amountMinor, DisputeFact.Builder::amountMinor)
            .maybe("reason", DisputeFact::reason, DisputeFact.Builder::reason)
            .maybe("charge", DisputeFact::charge, DisputeFact.Builder::charge)
            .maybe("paymentIntent", DisputeFact::paymentIntent, DisputeFact.Builder::paymentIntent)
            .maybeInstant("dueBy", DisputeFact::dueBy, DisputeFact.Builder::dueBy)
            .flag("chargeRefundable", DisputeFact::chargeRefundable, DisputeFact.Builder::chargeRefundable)
            .parts("rows", DisputeFact::rows, DisputeFact.Builder::rows, BALANCE_ROW)
            .maybe("paymentMethod", DisputeFact::paymentMethod, DisputeFact.Builder::paymentMethod)
            .maybe("networkReason", DisputeFact::networkReason, DisputeFact.Builder::networkReason)
            .flag("answered", DisputeFact::answered, DisputeFact.Builder::answered)
            .instant("createdAt", DisputeFact::createdAt, DisputeFact.Builder::createdAt);

    private static final FactForm<PayoutFact, PayoutFact.Builder> PAYOUT = FactForm.stateful(
                    FactForm.of(PayoutFact::builder, PayoutFact.Builder::build),
                    new FactForm.Setters<>(
                            PayoutFact.Builder::key,
                            PayoutFact.Builder::status,
                            PayoutFact.Builder::state,
                            PayoutFact.Builder::testClock,
                            PayoutFact.Builder::cutLists,
                            PayoutFact.Builder::paths))
            .text("currency", PayoutFact::currency, PayoutFact.Builder::currency)
            .number("amountMinor", PayoutFact::amountMinor, PayoutFact.Builder::amountMinor)
            .flag("automatic", PayoutFact::automatic, PayoutFact.Builder::automatic)
            .text("method", PayoutFact::method, PayoutFact.Builder::method)
            .maybe("reconciliationStatus", PayoutFact::reconciliationStatus, PayoutFact.Builder::reconciliationStatus)
            .maybe("balanceTransaction", PayoutFact::balanceTransaction, PayoutFact.Builder::balanceTransaction)
            .maybe(
                    "failureBalanceTransaction",
                    PayoutFact::failureBalanceTransaction,
                    PayoutFact.Builder::failureBalanceTransaction)
            .maybe("failureCode", PayoutFact::failureCode, PayoutFact.Builder::failureCode)
            .maybe("traceId", PayoutFact::traceId, PayoutFact.Builder::traceId)
            .instant("arrivalAt", PayoutFact::arrivalAt, PayoutFact.Builder::arrivalAt)
            .instant("createdAt", PayoutFact::createdAt, PayoutFact.Builder::createdAt);

    private static final FactForm<InvoiceFact, InvoiceFact.Builder> INVOICE = FactForm.stateful(
                    FactForm.of(InvoiceFact::builder, InvoiceFact.Builder::build),
                    new FactForm.Setters<>(
                            InvoiceFact.Builder::key,
                            InvoiceFact.Builder::status,
                            InvoiceFact.Builder::state,
                            InvoiceFact.Builder::testClock,
                            InvoiceFact.Builder::cutLists,
                            InvoiceFact.Builder::paths))
            .text("currency", InvoiceFact::currency, InvoiceFact.Builder::currency)
            .number("amountDueMinor", InvoiceFact::amountDueMinor, InvoiceFact.Builder::amountDueMinor)
            .number("amountPaidMinor", InvoiceFact::amountPaidMinor, InvoiceFact.Builder::amountPaidMinor)
            .maybeNumber(
                    "amountRemainingMinor",
                    InvoiceFact::amountRemainingMinor,
                    InvoiceFact.Builder::amountRemainingMinor)
            .flag("paidOutOfBand", InvoiceFact::paidOutOfBand, InvoiceFact.Builder::paidOutOfBand)
            .maybe("subscription", InvoiceFact::subscription, InvoiceFact.Builder::subscription)
            .maybeNumber("taxMinor", InvoiceFact::taxMinor, InvoiceFact.Builder::taxMinor)
            .maybe("hostedUrl", InvoiceFact::hostedUrl, InvoiceFact.Builder::hostedUrl)
            .maybe("number", InvoiceFact::number, InvoiceFact.Builder::number)
            .maybe("customer", InvoiceFact::customer, InvoiceFact.Builder::customer)
            .number("attemptCount", InvoiceFact::attemptCount, InvoiceFact.Builder::attemptCount)
            .maybe("legacyPaymentIntent", InvoiceFact::legacyPaymentIntent, InvoiceFact.Builder::legacyPaymentIntent)
            .maybe("legacyCharge", InvoiceFact::legacyCharge, InvoiceFact.Builder::legacyCharge)
            .parts("payments", InvoiceFact::payments, InvoiceFact.Builder::payments, INVOICE_PAYMENT)
            .words("metadata", InvoiceFact::metadata, InvoiceFact.Builder::metadata)
            .instant("createdAt", InvoiceFact::createdAt, InvoiceFact.Builder::createdAt);

    private static final FactForm<PaymentLinkFact, PaymentLinkFact.Builder> PAYMENT_LINK = FactForm.stateful(
                    FactForm.of(PaymentLinkFact::builder, PaymentLinkFact.Builder::build),
                    new FactForm.Setters<>(
                            PaymentLinkFact.Builder::key,
                            PaymentLinkFact.Builder::status,
                            PaymentLinkFact.Builder::state,
                            PaymentLinkFact.Builder::testClock,
                            PaymentLinkFact.Builder::cutLists,
                            PaymentLinkFact.Builder::paths))
            .text("currency", PaymentLinkFact::currency, PaymentLinkFact.Builder::currency)
            .flag("active", PaymentLinkFact::active, PaymentLinkFact.Builder::active)
            .maybe("url", PaymentLinkFact::url, PaymentLinkFact.Builder::url)
            .maybeNumber("amountMinor", PaymentLinkFact::amountMinor, PaymentLinkFact.Builder::amountMinor)
            .maybeNumber("completedLimit", PaymentLinkFact::completedLimit, PaymentLinkFact.Builder::completedLimit)
            .number("completed", PaymentLinkFact::completed, PaymentLinkFact.Builder::completed)
            .words("metadata", PaymentLinkFact::metadata, PaymentLinkFact.Builder::metadata);

    private static final FactForm<CheckoutSessionFact, CheckoutSessionFact.Builder> CHECKOUT_SESSION =
            FactForm.stateful(
                            FactForm.of(CheckoutSessionFact::builder, CheckoutSessionFact.Builder::build),
                            new FactForm.Setters<>(
                                    CheckoutSessionFact.Builder::key,
                                    CheckoutSessionFact.Builder::status,
                                    CheckoutSessionFact.Builder::state,
                                    CheckoutSessionFact.Builder::testClock,
                                    CheckoutSessionFact.Builder::cutLists,
                                    CheckoutSessionFact.Builder::paths))
                    .text("currency", CheckoutSessionFact::currency, CheckoutSessionFact.Builder::currency)
                    .maybeNumber(
                            "amountTotalMinor",
                            CheckoutSessionFact::amountTotalMinor,
                            CheckoutSessionFact.Builder::amountTotalMinor)
                    .maybe(
                            "paymentStatus",
                            CheckoutSessionFact::paymentStatus,
                            CheckoutSessionFact.Builder::paymentStatus)
                    .maybe(
                            "clientReference",
                            CheckoutSessionFact::clientReference,
                            CheckoutSessionFact.Builder::clientReference)
                    .maybe(
                            "paymentIntent",
                            CheckoutSessionFact::paymentIntent,
                            CheckoutSessionFact.Builder::paymentIntent)
                    .maybe("invoice", CheckoutSessionFact::invoice, CheckoutSessionFact.Builder::invoice)
                    .maybe("paymentLink", CheckoutSessionFact::paymentLink, CheckoutSessionFact.Builder::paymentLink)
                    .maybe("customer", CheckoutSessionFact::customer, CheckoutSessionFact.Builder::customer)
                    .maybe("url", CheckoutSessionFact::url, CheckoutSessionFact.Builder::url)
                    .maybeInstant("expiresAt", CheckoutSessionFact::expiresAt, CheckoutSessionFact.Builder::expiresAt)
                    .words("metadata", CheckoutSessionFact::metadata, CheckoutSessionFact.Builder::metadata)
                    .instant("createdAt", CheckoutSessionFact::createdAt, CheckoutSessionFact.Builder::createdAt);

    private static final FactForm<CreditNoteFact, CreditNoteFact.Builder> CREDIT_NOTE = FactForm.stateful(
                    FactForm.of(CreditNoteFact::builder, CreditNoteFact.Builder::build),
                    new FactForm.Setters<>(
                            CreditNoteFact.Builder::key,
                            CreditNoteFact.Builder::status,
                            CreditNoteFact.Builder::state,
                            CreditNoteFact.Builder::testClock,
                            CreditNoteFact.Builder::cutLists,
                            CreditNoteFact.Builder::paths))
            .text("currency", CreditNoteFact::currency, CreditNoteFact.Builder::currency)
            .number("amountMinor", CreditNoteFact::amountMinor, CreditNoteFact.Builder::amountMinor)
            .maybe("type", CreditNoteFact::type, CreditNoteFact.Builder::type)
            .maybe("invoice", CreditNoteFact::invoice, CreditNoteFact.Builder::invoice)
            .maybe("number", CreditNoteFact::number, CreditNoteFact.Builder::number)
            .number("outOfBandMinor", CreditNoteFact::outOfBandMinor, CreditNoteFact.Builder::outOfBandMinor)
            .maybeNumber("prePaymentMinor", CreditNoteFact::prePaymentMinor, CreditNoteFact.Builder::prePaymentMinor)
            .maybeNumber("postPaymentMinor", CreditNoteFact::postPaymentMinor, CreditNoteFact.Builder::postPaymentMinor)
            .texts("refunds", CreditNoteFact::refunds, CreditNoteFact.Builder::refunds)
            .instant("createdAt", CreditNoteFact::createdAt, CreditNoteFact.Builder::createdAt);

    private static final FactForm<CashBalanceFact, CashBalanceFact.Builder> CASH_BALANCE = FactForm.stateful(
                    FactForm.of(CashBalanceFact::builder, CashBalanceFact.Builder::build),
                    new FactForm.Setters<>(
                            CashBalanceFact.Builder::key,
                            CashBalanceFact.Builder::status,
                            CashBalanceFact.Builder::state,
                            CashBalanceFact.Builder::testClock,
                            CashBalanceFact.Builder::cutLists,
                            CashBalanceFact.Builder::paths))
            .text("currency", CashBalanceFact::currency, CashBalanceFact.Builder::currency)
            .text("type", CashBalanceFact::type, CashBalanceFact.Builder::type)
            .number("netMinor", CashBalanceFact::netMinor, CashBalanceFact.Builder::netMinor)
            .maybeNumber(
                    "endingBalanceMinor",
                    CashBalanceFact::endingBalanceMinor,
                    CashBalanceFact.Builder::endingBalanceMinor)
            .maybe("customer", CashBalanceFact::customer, CashBalanceFact.Builder::customer)
            .maybe("sender", CashBalanceFact::sender, CashBalanceFact.Builder::sender)
            .maybe("reference", CashBalanceFact::reference, CashBalanceFact.Builder::reference)
            .maybe("paymentIntent", CashBalanceFact::paymentIntent, CashBalanceFact.Builder::paymentIntent)
            .maybe("refund", CashBalanceFact::refund, CashBalanceFact.Builder::refund)
            .instant("createdAt", CashBalanceFact::createdAt, CashBalanceFact.Builder::createdAt);

    private static final FactForm<MandateFact, MandateFact.Builder> MANDATE = FactForm.stateful(
                    FactForm.of(MandateFact::builder, MandateFact.Builder::build),
                    new FactForm.Setters<>(
                            MandateFact.Builder::key,
                            MandateFact.Builder::status,
                            MandateFact.Builder::state,
                            MandateFact.Builder::testClock,
                            MandateFact.Builder::cutLists,
                            MandateFact.Builder::paths))
            .maybe("type", MandateFact::type, MandateFact.Builder::type)
            .maybe("instrument", MandateFact::instrument, MandateFact.Builder::instrument)
            .maybe("paymentMethod", MandateFact::paymentMethod, MandateFact.Builder::paymentMethod);

    private static final FactForm<MovementFact, MovementFact.Builder> MOVEMENT = FactForm.stateful(
                    FactForm.of(MovementFact::builder, MovementFact.Builder::build),
                    new FactForm.Setters<>(
                            MovementFact.Builder::key,
                            MovementFact.Builder::status,
                            MovementFact.Builder::state,
                            MovementFact.Builder::testClock,
                            MovementFact.Builder::cutLists,
                            MovementFact.Builder::paths))
            .text("currency", MovementFact::currency, MovementFact.Builder::currency)
            .text("objectType", MovementFact::objectType, MovementFact.Builder::objectType)
            .number("amountMinor", MovementFact::amountMinor, MovementFact.Builder::amountMinor)
            .number("amountReversedMinor", MovementFact::amountReversedMinor, MovementFact.Builder::amountReversedMinor)
            .maybe("charge", MovementFact::charge, MovementFact.Builder::charge)
            .maybe("counterparty", MovementFact::counterparty, MovementFact.Builder::counterparty)
            .maybe("balanceTransaction", MovementFact::balanceTransaction, MovementFact.Builder::balanceTransaction)
            .instant("createdAt", MovementFact::createdAt, MovementFact.Builder::createdAt);

    private static final FactForm<FraudWarningFact, FraudWarningFact.Builder> FRAUD_WARNING = FactForm.stateful(
                    FactForm.of(FraudWarningFact::builder, FraudWarningFact.Builder::build),
                    new FactForm.Setters<>(
                            FraudWarningFact.Builder::key,
                            FraudWarningFact.Builder::status,
                            FraudWarningFact.Builder::state,
                            FraudWarningFact.Builder::testClock,
                            FraudWarningFact.Builder::cutLists,
                            FraudWarningFact.Builder::paths))
            .maybe("charge", FraudWarningFact::charge, FraudWarningFact.Builder::charge)
            .maybe("paymentIntent", FraudWarningFact::paymentIntent, FraudWarningFact.Builder::paymentIntent)
            .maybe("fraudType", FraudWarningFact::fraudType, FraudWarningFact.Builder::fraudType)
            .flag("actionable", FraudWarningFact::actionable, FraudWarningFact.Builder::actionable)
            .instant("createdAt", FraudWarningFact::createdAt, FraudWarningFact.Builder::createdAt);

    private static final FactForm<BalanceFact, BalanceParts> BALANCE = FactForm.of(
                    BalanceParts::new,
                    parts -> new BalanceFact(
                            StripeAccountId.of(parts.account), parts.livemode, parts.available, parts.pending))
            .text("account", fact -> fact.account().value(), (parts, account) -> parts.account = account)
            .flag("livemode", BalanceFact::livemode, (parts, livemode) -> parts.livemode = livemode)
            .amounts("available", BalanceFact::available, (parts, amounts) -> parts.available = amounts)
            .amounts("pending", BalanceFact::pending, (parts, amounts) -> parts.pending = amounts);

    private static final FactForm<OtherFact, OtherParts> OTHER = FactForm.of(
                    OtherParts::new,
                    parts -> new OtherFact(Optional.ofNullable(parts.key), parts.objectType, parts.deleted))
            .key(OtherFact::key, (parts, key) -> parts.key = key)
            .text("objectType", OtherFact::objectType, (parts, type) -> parts.objectType = type)
            .flag("deleted", OtherFact::deleted, (parts, deleted) -> parts.deleted = deleted);

    private FactForms() {}

    /** What a fee is made of, while it is read. */
    private static final class FeeParts {
        private String type = "";
        private long amountMinor;
    }

    /** What a balance is made of, while it is read. */
    private static final class BalanceParts {
        private String account = "";
        private boolean livemode;
        private Map<String, Long> available = Map.of();
        private Map<String, Long> pending = Map.of();
    }

    /** What another object is made of, while it is read. */
    private static final class OtherParts {
        private @Nullable ObjectKey key;
        private String objectType = "";
        private boolean deleted;
    }

    static ObjectNode write(StripeFact fact) {
        return switch (fact.kind()) {
            case BALANCE_ROW -> BALANCE_ROW.write((BalanceRow) fact);
            case CHARGE -> CHARGE.write((ChargeFact) fact);
            case PAYMENT_INTENT -> PAYMENT_INTENT.write((PaymentIntentFact) fact);
            case REFUND -> REFUND.write((RefundFact) fact);
            case DISPUTE -> DISPUTE.write((DisputeFact) fact);
            case PAYOUT -> PAYOUT.write((PayoutFact) fact);
            case INVOICE -> INVOICE.write((InvoiceFact) fact);
            case INVOICE_PAYMENT -> INVOICE_PAYMENT.write((InvoicePaymentFact) fact);
            case PAYMENT_LINK -> PAYMENT_LINK.write((PaymentLinkFact) fact);
            case CHECKOUT_SESSION -> CHECKOUT_SESSION.write((CheckoutSessionFact) fact);
            case CREDIT_NOTE -> CREDIT_NOTE.write((CreditNoteFact) fact);
            case CASH_BALANCE -> CASH_BALANCE.write((CashBalanceFact) fact);
            case MANDATE -> MANDATE.write((MandateFact) fact);
            case MOVEMENT -> MOVEMENT.write((MovementFact) fact);
            case FRAUD_WARNING -> FRAUD_WARNING.write((FraudWarningFact) fact);
            case BALANCE -> BALANCE.write((BalanceFact) fact);
            case OTHER -> OTHER.write((OtherFact) fact);
        };
    }

    static StripeFact read(StripeFact.Kind kind, JsonNode in) {
        return switch (kind) {
            case BALANCE_ROW -> BALANCE_ROW.read(in);
            case CHARGE -> CHARGE.read(in);
            case PAYMENT_INTENT -> PAYMENT_INTENT.read(in);
            case REFUND -> REFUND.read(in);
            case DISPUTE -> DISPUTE.read(in);
            case PAYOUT -> PAYOUT.read(in);
            case INVOICE -> INVOICE.read(in);
            case INVOICE_PAYMENT -> INVOICE_PAYMENT.read(in);
            case PAYMENT_LINK -> PAYMENT_LINK.read(in);
            case CHECKOUT_SESSION -> CHECKOUT_SESSION.read(in);
            case CREDIT_NOTE -> CREDIT_NOTE.read(in);
            case CASH_BALANCE -> CASH_BALANCE.read(in);
            case MANDATE -> MANDATE.read(in);
            case MOVEMENT -> MOVEMENT.read(in);
            case FRAUD_WARNING -> FRAUD_WARNING.read(in);
            case BALANCE -> BALANCE.read(in);
            case OTHER -> OTHER.read(in);
        };
    }
}
