package io.counterfoil.stripe.posting;

import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import java.util.Locale;

/**
 * What an account of the ledger is for, as far as Stripe's money is concerned: the roles of the account map.
 *
 * <pre>{@code
 * AccountMap accounts = AccountMap.builder().standard(GBP, StripeAccountRole.values()).build(); // stripe-balance:gbp, ...
 * }</pre>
 *
 * <p>Source: {@code stripe_postings.json}.
 */
public enum StripeAccountRole implements AccountMap.Role {
    /** Money held by Stripe in the payments balance (pending + available); one account per Stripe account and currency. */
    STRIPE_BALANCE(Account.Kind.ASSET),
    /** Money Stripe keeps back: connect, risk, network and minimum-balance reserves. */
    STRIPE_RESERVE(Account.Kind.ASSET),
    /** Refund and dispute prefunding balance. */
    STRIPE_PREFUNDING(Account.Kind.ASSET),
    /** Issuing balance. */
    STRIPE_ISSUING(Account.Kind.ASSET),
    /** Paid out by Stripe, not yet seen on the bank statement. */
    PAYOUT_IN_TRANSIT(Account.Kind.ASSET),
    /** Sent from the bank to Stripe, or between Stripe balances, the other side not yet seen. */
    TOPUP_IN_TRANSIT(Account.Kind.ASSET),
    /** Bank account; posted by the bank reconciliation, never by a Stripe row. */
    BANK(Account.Kind.ASSET),
    /** Trade receivable of the linked invoice. */
    RECEIVABLE(Account.Kind.ASSET),
    /** Withdrawn by a dispute that is not yet decided. */
    DISPUTED_FUNDS(Account.Kind.ASSET),
    /** Recoverable VAT/GST on fees. */
    INPUT_TAX(Account.Kind.ASSET),
    /** Tax withheld by Stripe, claimable from the authority. */
    WITHHOLDING_TAX(Account.Kind.ASSET),
    /** Card authorisations held on the issuing balance. */
    ISSUING_HOLDS(Account.Kind.ASSET),
    /** Issuing disputes in progress. */
    ISSUING_DISPUTES(Account.Kind.ASSET),
    /** Prepaid Stripe fee credits. */
    FEE_CREDITS(Account.Kind.ASSET),
    /** Cannot be classified; every amount here has an open break. */
    SUSPENSE(Account.Kind.ASSET),
    /** Customer money not yet allocated to an invoice. */
    UNAPPLIED_CASH(Account.Kind.LIABILITY),
    /** Credit notes and refunds owed to customers; cleared by the refund. */
    CREDITS_OWED(Account.Kind.LIABILITY),
    /** Owed to connected accounts. */
    CONNECT_PAYABLE(Account.Kind.LIABILITY),
    /** Stripe Capital advances and repayments. */
    FINANCING(Account.Kind.LIABILITY),
    /** Application fees earned as a platform. */
    PLATFORM_REVENUE(Account.Kind.INCOME),
    /** Stripe processing and product fees. */
    PROCESSING_FEES(Account.Kind.EXPENSE),
    /** Dispute fees and their reversal. */
    DISPUTE_FEES(Account.Kind.EXPENSE),
    /** Currency conversion fees billed as their own row. */
    FX_FEES(Account.Kind.EXPENSE),
    /** Interchange, scheme and passed-through method costs. */
    NETWORK_COST(Account.Kind.EXPENSE),
    /** Application fee taken by a platform from this account. */
    PLATFORM_FEES_PAID(Account.Kind.EXPENSE),
    /** Tax on fees where it is not recoverable (policy). */
    TAX_EXPENSE(Account.Kind.EXPENSE),
    /** Dispute lost; posted from the dispute's final state, there is no Stripe row. */
    CHARGEBACK_LOSS(Account.Kind.EXPENSE),
    /** Contributions and climate orders. */
    DONATIONS(Account.Kind.EXPENSE),
    /** Issuing card purchases. */
    CARD_SPEND(Account.Kind.EXPENSE),
    /** Stripe services paid from the balance. */
    BALANCE_SPEND(Account.Kind.EXPENSE),
    /** Rounding of a proven conversion, at most one minor unit. */
    ROUNDING_FX(Account.Kind.EXPENSE);

    private final Account.Kind kind;

    StripeAccountRole(Account.Kind kind) {
        this.kind = kind;
    }

    /** Such as {@code stripe-balance}. */
    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Account.Kind kind() {
        return kind;
    }
}
