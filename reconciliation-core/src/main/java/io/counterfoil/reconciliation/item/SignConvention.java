package io.counterfoil.reconciliation.item;

/** How a source signs its amounts; items are always signed as they affect the account: money in is positive. */
public enum SignConvention {
    /** Money in is positive, as on a statement. */
    IN_POSITIVE,
    /** Money out is positive, as in a register of outgoing payments or a book of credits. */
    OUT_POSITIVE;

    /**
     * The amount as items are signed.
     *
     * @throws ArithmeticException for {@link Long#MIN_VALUE}, which has no opposite
     */
    public long normalise(long amountMinor) {
        return this == IN_POSITIVE ? amountMinor : Math.negateExact(amountMinor);
    }
}
