package io.counterfoil.stripe.payout;

/**
 * How payouts are sought at the bank (specification 4.9).
 *
 * @param descriptor what the bank's lines of payouts contain, compared as letters and digits in capitals
 * @param daysBefore calendar days that a line may come before the expected arrival
 * @param daysAfter calendar days that it may come after
 */
public record BankLinePolicy(String descriptor, int daysBefore, int daysAfter) {

    public BankLinePolicy {
        if (descriptor.isBlank() || daysBefore < 0 || daysAfter < 0) {
            throw new IllegalArgumentException("descriptor '" + descriptor + "', " + daysBefore + " days before, "
                    + daysAfter + " after, expected a text and no negative days");
        }
    }

    /** Descriptor STRIPE, one day before to three after. */
    public static BankLinePolicy standard() {
        return new BankLinePolicy("STRIPE", 1, 3);
    }
}
