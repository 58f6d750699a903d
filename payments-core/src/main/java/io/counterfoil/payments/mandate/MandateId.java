package io.counterfoil.payments.mandate;

/**
 * Names a mandate.
 *
 * @param value the host's id
 */
public record MandateId(String value) {

    public MandateId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("mandate id is blank, expected the host's id of an agreement");
        }
    }

    /** The mandate with the id. */
    public static MandateId of(String value) {
        return new MandateId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
