package io.counterfoil.stripe.fact.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import java.util.List;
import java.util.Optional;

/**
 * Reads one object of Stripe into a fact. A field is sought where the newest API has it, then where older ones had it
 * ({@code stripe_version_shapes.json}). Not thread-safe: confine to one page.
 */
public final class FactReader {

    private final FactContext page;
    private final MoneyReader money;
    private final BillingReader billing;
    private final boolean modeMustAgree;

    /** A reader of pages: an object that states the other mode is refused. */
    public FactReader(StripeAccountId account, boolean livemode, String source, List<Diagnostic> diagnostics) {
        this(new FactContext(account, livemode, source, diagnostics), true);
    }

    /** A reader of the object in an event, whose own mode counts; an object that states the other is reported. */
    public static FactReader ofEvent(
            StripeAccountId account, boolean livemode, String event, List<Diagnostic> diagnostics) {
        return new FactReader(new FactContext(account, livemode, event, diagnostics), false);
    }

    private FactReader(FactContext page, boolean modeMustAgree) {
        this.page = page;
        this.modeMustAgree = modeMustAgree;
        this.money = new MoneyReader(page, this);
        this.billing = new BillingReader(page, this);
    }

    /** The fact that the object states; empty where a diagnostic of level ERROR says why there is none. */
    public Optional<StripeFact> read(JsonNode object, String pointer) {
        FieldReader fields = page.fields(object, pointer);
        if (!object.isObject()) {
            fields.error(
                    StripeCode.MISSING_FIELD, "", "an entry of the page is no object, expected an object of Stripe");
            return Optional.empty();
        }
        String type = fields.requiredText("object");
        boolean livemode = page.livemode();
        if (fields.node("livemode").isBoolean() && fields.flag("livemode", livemode) != livemode) {
            String message = "the object is of " + mode(!livemode) + " mode, expected " + mode(livemode);
            if (modeMustAgree) {
                fields.error(StripeCode.WRONG_MODE, "livemode", message);
            } else {
                fields.warning(StripeCode.WRONG_MODE, "livemode", message);
            }
        }
        StripeFact fact = fields.flag("deleted", false) ? other(fields, type) : read(fields, type);
        return fields.failed() ? Optional.empty() : Optional.of(fact);
    }

    private StripeFact read(FieldReader fields, String type) {
        return switch (type) {
            case "balance_transaction" -> money.balanceRow(fields);
            case "charge" -> money.charge(fields);
            case "payment_intent" -> money.paymentIntent(fields);
            case "refund" -> money.refund(fields);
            case "dispute" -> money.dispute(fields);
            case "payout" -> money.payout(fields);
            case "transfer", "topup", "application_fee" -> money.movement(fields, type);
            case "balance" -> money.balance(fields);
            case "radar.early_fraud_warning" -> money.fraudWarning(fields);
            case "invoice" -> billing.invoice(fields);
            case "invoice_payment" -> billing.invoicePayment(fields);
            case "payment_link" -> billing.paymentLink(fields);
            case "checkout.session" -> billing.session(fields);
            case "credit_note" -> billing.creditNote(fields);
            case "customer_cash_balance_transaction" -> billing.cash(fields);
            case "mandate" -> billing.mandate(fields);
            default -> unknown(fields, type);
        };
    }

    private OtherFact unknown(FieldReader fields, String type) {
        if (!fields.failed()) {
            fields.warning(
                    StripeCode.UNKNOWN_OBJECT,
                    "object",
                    "an object of type '" + FactContext.shown(type) + "' is kept, not read further");
        }
        return other(fields, type);
    }

    private OtherFact other(FieldReader fields, String type) {
        return new OtherFact(page.key(fields), type, fields.flag("deleted", false));
    }

    private static String mode(boolean livemode) {
        return livemode ? "live" : "test";
    }
}
