package io.counterfoil.payments.idempotency;

import io.counterfoil.payments.evidence.Sha256;

/**
 * The caller's name for one act, given again whenever the act is repeated.
 *
 * @param value 1 to 255 characters, chosen by the caller; never a random one made anew on each try
 */
public record IdempotencyKey(String value) {

    public IdempotencyKey {
        if (value.isBlank() || value.length() > 255) {
            throw new IllegalArgumentException(
                    "idempotency key has " + value.length() + " characters, expected 1 to 255, not all blank");
        }
    }

    /** A key as the caller wrote it. */
    public static IdempotencyKey of(String value) {
        return new IdempotencyKey(value);
    }

    /** A key derived from what the act is: the same fields give the same key, any other fields another. */
    public static IdempotencyKey derived(String act, Object... fields) {
        return new IdempotencyKey(act + "-" + Sha256.ofFields(fields).hex().substring(0, 40));
    }

    @Override
    public String toString() {
        return value;
    }
}
