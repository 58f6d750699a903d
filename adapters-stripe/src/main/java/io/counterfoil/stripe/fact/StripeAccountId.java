package io.counterfoil.stripe.fact;

/**
 * The id of a Stripe account, such as {@code acct_1}.
 *
 * @param value not blank
 */
public record StripeAccountId(String value) implements Comparable<StripeAccountId> {

    public StripeAccountId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("Stripe account id is blank, expected an id such as acct_1");
        }
    }

    /** The account with the id. */
    public static StripeAccountId of(String value) {
        return new StripeAccountId(value);
    }

    @Override
    public int compareTo(StripeAccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
