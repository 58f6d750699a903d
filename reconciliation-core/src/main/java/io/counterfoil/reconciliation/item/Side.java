package io.counterfoil.reconciliation.item;

/** The two sides of a reconciliation: left is the bank or another outside truth, right is the book. */
public enum Side {
    LEFT,
    RIGHT;

    /** The side across. */
    public Side other() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
