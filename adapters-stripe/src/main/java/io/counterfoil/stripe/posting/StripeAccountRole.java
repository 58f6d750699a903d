package io.counterfoil.stripe.posting;

import io.counterfoil.payments.ledger.AccountKind;
import io.counterfoil.payments.ledger.AccountRole;
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
public enum StripeAccountRole implements AccountRole {
    /** Money held by Stripe in the payments balance (pending + available); one account per Stripe account and currency. */
    STRIPE_BALANCE(AccountKind.ASSET),
    /** Money Stripe keeps back: connect, risk, network and minimum-balance reserves. */
    STRIPE_RESERVE(AccountKind.ASSET),
    /** Refund and dispute prefunding balance. */
    STRIPE_PREFUNDING(AccountKind.ASSET),
    /** Issuing balance. */
    STRIPE_ISSUING(AccountKind.ASSET),
    /** Paid out by Stripe, not yet seen on the bank statement. */
    PAYOUT_IN_TRANSIT(AccountKind.ASSET),
    /** Sent from the bank to Stripe, or between Stripe balances, the other side not yet seen. */
    TOPUP_IN_TRANSIT(AccountKind.ASSET),
    /** Bank account; posted by the bank reconciliation, never by a Stripe row. */
    BANK(AccountKind.ASSET),
    /** Trade receivable of the linked invoice. */
    RECEIVABLE(AccountKind.ASSET),
    /** Withdrawn by a dispute that is not yet decided. */
    DISPUTED_FUNDS(AccountKind.ASSET),
    /** Recoverable VAT/GST on fees. */
    INPUT_TAX(AccountKind.ASSET),
    /** Tax withheld by Stripe, claimable from the authority. */
    WITHHOLDING_TAX(AccountKind.ASSET),
    /** Card authorisations held on the issuing balance. */
    ISSUING_HOLDS(AccountKind.ASSET),
    /** Issuing disputes in progress. */
    ISSUING_DISPUTES(AccountKind.ASSET),
    /** Prepaid Stripe fee credits. */
    FEE_CREDITS(AccountKind.ASSET),
    /** Cannot be classified; every amount here has an open break. */
    SUSPENSE(AccountKind.ASSET),
    /** Customer money not yet allocated to an invoice. */
    UNAPPLIED_CASH(AccountKind.LIABILITY),
    /** Credit notes and refunds owed to customers; cleared by the refund. */
    CREDITS_OWED(AccountKind.LIABILITY),
    /** Owed to connected accounts. */
    CONNECT_PAYABLE(AccountKind.LIABILITY),
    /** Stripe Capital advances and repayments. */
    FINANCING(AccountKind.LIABILITY),
    /** Application fees earned as a platform. */
    PLATFORM_REVENUE(AccountKind.INCOME),
    /** Stripe processing and product fees. */
    PROCESSING_FEES(AccountKind.EXPENSE),
    /** Dispute fees and their reversal. */
    DISPUTE_FEES(AccountKind.EXPENSE),
    /** Currency conversion fees billed as their own row. */
    FX_FEES(AccountKind.EXPENSE),
    /** Interchange, scheme and passed-through method costs. */
    NETWORK_COST(AccountKind.EXPENSE),
    /** Application fee taken by a platform from this account. */
    PLATFORM_FEES_PAID(AccountKind.EXPENSE),
    /** Tax on fees where it is not recoverable (policy). */
    TAX_EXPENSE(AccountKind.EXPENSE),
    /** Dispute lost; posted from the dispute's final state, there is no Stripe row. */
    CHARGEBACK_LOSS(AccountKind.EXPENSE),
    /** Contributions and climate orders. */
    DONATIONS(AccountKind.EXPENSE),
    /** Issuing card purchases. */
    CARD_SPEND(AccountKind.EXPENSE),
    /** Stripe services paid from the balance. */
    BALANCE_SPEND(AccountKind.EXPENSE),
    /** Rounding of a proven conversion, at most one minor unit. */
    ROUNDING_FX(AccountKind.EXPENSE);

    private final AccountKind kind;

    StripeAccountRole(AccountKind kind) {
        this.kind = kind;
    }

    /** Such as {@code stripe-balance}. */
    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public AccountKind kind() {
        return kind;
    }
}
