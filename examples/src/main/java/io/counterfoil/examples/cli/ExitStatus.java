package io.counterfoil.examples.cli;

/** What a command ends with. */
public final class ExitStatus {

    /** Done. */
    public static final int OK = 0;

    /** With {@code --strict}: a proof is BROKEN or breaks remain. */
    public static final int NOT_PROVEN = 1;

    /** Input or arguments that cannot be used; the message says where and why. */
    public static final int BAD_INPUT = 2;

    /** A defect of the program: what it met has no message of its own. */
    public static final int DEFECT = 3;

    private ExitStatus() {}
}
