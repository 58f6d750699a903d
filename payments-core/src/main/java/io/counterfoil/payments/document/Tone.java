package io.counterfoil.payments.document;

/** How a figure or a message should strike the reader. Never the only carrier of a meaning: the words say it too. */
public enum Tone {
    NEUTRAL,
    GOOD,
    CAUTION,
    BAD
}
