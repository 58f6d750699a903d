package io.counterfoil.stripe.intake;

class InMemoryStripeInboxTest extends StripeInboxContract {
    @Override
    protected StripeInbox emptyInbox() {
        return StripeInbox.inMemory();
    }
}
