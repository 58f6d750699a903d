package io.counterfoil.payments.order;

/**
 * Names a payment, for ever; the first part of the ids of its journals.
 *
 * @param value the host's id, 1 to 100 characters; never a card or account number
 */
public record PaymentId(String value) implements Comparable<PaymentId> {

    public PaymentId {
        if (value.isBlank() || value.length() > 100) {
            throw new IllegalArgumentException("payment id has " + value.length()
                    + " characters, expected the host's id of 1 to 100, not all blank");
        }
    }

    /** The payment with the id. */
    public static PaymentId of(String value) {
        return new PaymentId(value);
    }

    @Override
    public int compareTo(PaymentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
