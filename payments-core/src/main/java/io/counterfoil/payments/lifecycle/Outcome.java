package io.counterfoil.payments.lifecycle;

/** What became of a command. */
public enum Outcome {
    /** It was applied now. */
    ACCEPTED,
    /** It had been applied before; nothing changed, the first result is given again. */
    REPLAYED,
    /** It was not applied, and the refusal says why. */
    REFUSED
}
